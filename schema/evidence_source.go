package schema

import (
	"parley/analysis/evidence"
	"parley/analysis/settle"
	"parley/graph"
)

func sourceImpactField() field {
	return field{
		name: "sourceImpact", typ: "SourceImpact!", doc: "What hangs on one source in this view: what rests on it and on nothing else, and what would move without it.",
		args: []arg{{"source", "String!", "The source, by key."}},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			src, ok := graph.Get[*graph.Source](s.snap, c.text("source"))
			if !ok {
				return nil, s.unknown(graph.KindSource, c.text("source"))
			}
			return see(s.lens, evidence.ImpactOf(s.frame.View, src)), nil
		}),
	}
}

func sourceImpactTypes() []definition {
	type impact = *evidence.Impact
	refs := func(list []graph.Record) []string {
		words := []string{}
		for _, r := range list {
			words = append(words, r.Ref().String())
		}
		return words
	}
	records := func(name, flat, doc string, list func(impact) []graph.Record) []field {
		return []field{
			{name: name, typ: "[Node!]!", doc: doc, resolve: get(func(s seen[impact]) any { return holdings(s.lens, list(s.it)) })},
			plain(flat, "[String!]!", doc+" As kind/key, for flat tables.", func(m impact) any { return refs(list(m)) }),
		}
	}
	return []definition{
		object{name: "SourceImpact", doc: "What hangs on a source. A copy of it falls with it.", fields: fieldList(
			field{name: "source", typ: "Source!", doc: "The source.", resolve: get(func(s seen[impact]) any { return see(s.lens, s.it.Source) })},
			plain("sourceKey", "String!", "The key of the source.", func(m impact) any { return m.Source.Key }),
			recordFields("copies", "copyKeys", "[Source!]!", "The sources that go back to it, by key.", func(m impact) []*graph.Source { return m.Copies }),
			recordFields("statements", "statementKeys", "[Statement!]!", "The statements taken from it or from a copy, by key.", func(m impact) []*graph.Statement { return m.Statements }),
			records("resting", "restingRefs", "The records for which one of these statements counts, in force or not, by kind and key.", func(m impact) []graph.Record { return m.Resting }),
			records("alone", "aloneRefs", "Those of them that rest on nothing else.", func(m impact) []graph.Record { return m.Alone }),
			field{name: "effect", typ: "ChangeEffect!", doc: "What would move in the answer without it and its copies, as of the day of the view: the conflicts and cores that would be no more, those there would be instead, the verdict.",
				resolve: with(func(c *call, s seen[impact]) (any, error) {
					o := s.frame.ViewOptions
					o.Without = s.it.Source.Key
					return c.otherwise(s.lens, o)
				})},
		)},
		correctionType(),
		object{name: "UnprovedQuotation", doc: "Words quoted from a source that its new text does not bear out. They are never moved to similar words.", fields: fieldList(
			plain("statementKey", "String!", "The key of the statement.", func(u evidence.Unproved) any { return u.Statement.Key }),
			plain("words", "String!", "The words as they were quoted then.", func(u evidence.Unproved) any { return u.Statement.Quotation.Exact }),
			plain("anchor", "Anchor!", "NOT_FOUND, or HASH_DIFFERS where the new text is not kept and so cannot be looked at here.", func(u evidence.Unproved) any { return string(u.Anchor) }),
			plain("anchorNow", "Anchor", "How the statement stands today; null where it is no more.", func(u evidence.Unproved) any { return opt(string(u.Now)) }),
		)},
		object{name: "Passage", doc: "Quoted words with a few around them.", fields: []field{
			own("before", "String!", "What stands before them.", func(p evidence.Passage) any { return p.Before }),
			own("words", "String!", "The words quoted.", func(p evidence.Passage) any { return p.Words }),
			own("after", "String!", "What stands after them.", func(p evidence.Passage) any { return p.After }),
			own("fromText", "Boolean!", "Whether the words around are read from the text kept; else they are the prefix and suffix on record.", func(p evidence.Passage) any { return p.FromText }),
		}},
	}
}

func correctionType() definition {
	type correction = evidence.Correction
	side := func(name, typ, doc string, read func(*graph.Source) string) []field {
		return []field{
			plain(name+"Before", typ, doc+", before.", func(x correction) any { return opt(read(x.Before)) }),
			plain(name+"After", typ, doc+", after.", func(x correction) any { return opt(read(x.After)) }),
		}
	}
	return object{name: "Correction", doc: "A change to what a source is: to its text or the hash of that, its grade, or what it copies.", fields: fieldList(
		plain("sequence", "BigInt!", "The change.", func(x correction) any { return x.Change.Seq }),
		plain("time", "DateTime!", "When it was recorded.", func(x correction) any { return instant(x.Change.Time) }),
		plain("actor", "String!", "By whom.", func(x correction) any { return x.Change.Actor }),
		plain("reason", "String!", "Why.", func(x correction) any { return x.Change.Reason }),
		plain("fields", "[String!]!", "Which of text, sha256, reliability and origin became another.", func(x correction) any { return x.Fields }),
		side("reliability", "String", "The grade of the source", func(s *graph.Source) string { return string(s.Reliability) }),
		side("originKey", "String", "The key of the source it copies", func(s *graph.Source) string { return s.Origin }),
		field{name: "quotations", typ: "[UnprovedQuotation!]!", doc: "The words quoted from it at the time that the new text does not bear out, by statement.",
			resolve: get(func(s seen[correction]) any { return seeAll(s.lens, s.it.Quotations) })},
	)}
}

// correctedFields are what a source has by its place among others, and by its history.
func correctedFields() []field {
	return []field{
		plain("footnote", "String!", "The source as a footnote cites it.", func(s *graph.Source) any { return evidence.Footnote(s) }),
		{name: "chain", typ: "[Source!]!", doc: chainDoc, resolve: get(func(s seen[*graph.Source]) any { return seeAll(s.lens, evidence.Chain(s.snap, s.it.Key)) })},
		{name: "corrections", typ: "[Correction!]!", doc: "How it was corrected, oldest first, with the words quoted that the new text does not bear out.",
			resolve: get(func(s seen[*graph.Source]) any { return seeAll(s.lens, evidence.Corrections(s.snap, s.it.Key)) })},
	}
}

// Words around a quotation.
const (
	contextWords = 12
	maxContext   = 100
)

// quotedFields are what a statement has by its source.
func quotedFields() []field {
	type statement = *graph.Statement
	return []field{
		{name: "grade", typ: "String!", doc: gradeDoc, resolve: get(func(s seen[statement]) any { return evidence.GradeOf(s.snap, s.it).String() })},
		{name: "anchor", typ: "Anchor!", doc: anchorDoc, resolve: get(func(s seen[statement]) any { return string(evidence.AnchorOf(s.snap, s.it)) })},
		{
			name: "context", typ: "Passage", doc: "The words quoted with a few either side; null without a quotation.",
			args: []arg{{"words", "Int", "How many words either side, where the text is kept: 0 to 100. Default: 12."}},
			resolve: with(func(c *call, s seen[statement]) (any, error) {
				around, given := c.number("words")
				if given && (around < 0 || around > maxContext) {
					return nil, badInput("words is %d: ask for 0 to %d", around, maxContext)
				}
				if !given {
					around = contextWords
				}
				p, ok := evidence.PassageOf(s.snap, s.it, around)
				if !ok {
					return nil, nil
				}
				return p, nil
			}),
		},
	}
}

// hangsOnFields tell which sources a core hangs on.
func hangsOnFields() []field {
	sources := func(s seen[settle.Core]) []*graph.Source {
		var lines []graph.Record
		for _, r := range s.it.RedLines {
			lines = append(lines, r)
		}
		return evidence.HangsOn(s.frame.View, lines...)
	}
	return []field{
		{name: "hangsOn", typ: "[Source!]!", doc: "The sources without which, each with its copies, one of the red lines would rest on nothing and the core would fall. By key.",
			resolve: get(func(s seen[settle.Core]) any { return seeAll(s.lens, sources(s)) })},
		{name: "hangsOnKeys", typ: "[String!]!", doc: "The keys of these sources.", resolve: get(func(s seen[settle.Core]) any { return keysOf(sources(s)) })},
		{name: "survivesAnyLoss", typ: "Boolean!", doc: "Whether the core stands whichever single source is left out: none is listed in hangsOn. A red line that rests on no statement hangs on no source; see its evidence.",
			resolve: get(func(s seen[settle.Core]) any { return len(sources(s)) == 0 })},
	}
}
