package schema

import (
	"fmt"
	"slices"
	"strings"

	"parley/analysis/conflict"
	"parley/analysis/evidence"
	"parley/graph"
)

func supportField() field {
	return field{
		name: "support", typ: "Support!", doc: "What one record rests on in this view: its statements with their grades, and how many independent origins they have.",
		args: []arg{{"record", "String!", "The record, as kind/key: red-line/r1."}},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			ref, err := graph.ParseRef(c.text("record"))
			if err != nil {
				return nil, badInput("record: %v", err)
			}
			r, ok := s.snap.Record(ref)
			if !ok {
				return nil, s.unknown(ref.Kind, ref.Key)
			}
			if !slices.Contains(supporting, ref.Kind) {
				return nil, badInput("record: a %s rests on no statements; name one of %s", noun(ref.Kind), kindWords(supporting))
			}
			return see(s.lens, evidence.Of(s.frame.View, r)), nil
		}),
	}
}

func kindWords(kinds []graph.Kind) string {
	var words []string
	for _, k := range kinds {
		words = append(words, string(k))
	}
	return strings.Join(words, ", ")
}

func thinIceField() field {
	return field{name: "thinIce", typ: "ThinIce!", doc: "Which positions and red lines in force stand on thin ice, and what depends on them.",
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			ice, err := evidence.FindThinIce(c.ctx, s.frame.View)
			if err != nil {
				return nil, err
			}
			c.whole(ice.Complete)
			return see(s.lens, ice), nil
		})}
}

func supportTypes() []definition {
	type support = *evidence.Support
	return append(thinIceTypes(),
		enum{"Anchor", "Whether words quoted still stand in the text of their source.", evidence.Anchor("").Values()},
		enum{"Weakness", "Why a record stands on thin ice.", evidence.Weakness("").Values()},
		object{name: "Support", doc: "What a record rests on in a view. Only statements made by the day of the view count, and those that its evidence floor and the versions it takes leave in.", fields: fieldList(
			recordRefFields(func(s support) graph.Record { return s.Record }),
			backingFields("backings", "The statements that count, newest first.", func(s support) []evidence.Backing { return s.Backings }),
			backingFields("leftOut", "The rest of its statements, newest first.", func(s support) []evidence.Backing { return s.LeftOut }),
			recordFields("origins", "originKeys", "[Source!]!", "The independent origins of the statements that count, by key: copies count once.", func(s support) []*graph.Source { return s.Origins }),
			plain("grades", "[String!]!", "The pairs of Admiralty grades its statements have, each once: B2, with a dash for what was not graded. They are never made into one.", func(s support) any { return gradeWords(s.Backings) }),
			plain("newest", "Date", "When the newest statement that counts was made; null where none counts.", func(s support) any {
				said, _ := s.Newest()
				return said
			}),
			field{name: "weaknesses", typ: "[Weakness!]!", doc: "Why it is thin, gravest first; none where it is not.", resolve: get(func(s seen[support]) any {
				return weaknessWords(s.it.Weaknesses(s.frame.View))
			})},
			field{name: "explanation", typ: "String!", doc: "On what it rests, and where that is thin, in a sentence.", resolve: get(func(s seen[support]) any {
				return s.it.Explain(s.frame.View)
			})},
		)},
		object{name: "Backing", doc: "A statement as evidence.", fields: fieldList(
			field{name: "statement", typ: "Statement!", doc: "The statement.", resolve: get(func(s seen[evidence.Backing]) any { return see(s.lens, s.it.Statement) })},
			plain("statementKey", "String!", "The key of the statement.", func(b evidence.Backing) any { return b.Statement.Key }),
			field{name: "source", typ: "Source!", doc: "Where it is reported.", resolve: get(func(s seen[evidence.Backing]) any { return see(s.lens, s.it.Source) })},
			plain("sourceKey", "String!", "The key of the source.", func(b evidence.Backing) any { return b.Source.Key }),
			plain("grade", "String!", gradeDoc, func(b evidence.Backing) any { return b.Grade.String() }),
			recordFields("chain", "chainKeys", "[Source!]!", chainDoc, func(b evidence.Backing) []*graph.Source { return b.Chain }),
			plain("originKey", "String!", "The key of the origin, the last of the chain.", func(b evidence.Backing) any { return b.Origin().Key }),
			plain("anchor", "Anchor!", anchorDoc, func(b evidence.Backing) any { return string(b.Anchor) }),
		)},
	)
}

const (
	gradeDoc  = "Its pair of Admiralty grades, that of the source and that of the item: B2, with a dash for what was not graded. They are never made into one."
	chainDoc  = "The source, the one it copies, and so on to the origin, as far as that is on record."
	anchorDoc = "Whether the words quoted still stand in the text of the source."
)

// recordRefFields name a record: as an object, and flat.
func recordRefFields[T any](of func(T) graph.Record) []field {
	return []field{
		{name: "record", typ: "Node!", doc: "The record.", resolve: get(func(s seen[T]) any { return seeRecord(s.lens, of(s.it)) })},
		plain("recordKind", "RecordKind!", "What it is.", func(it T) any { return string(of(it).Ref().Kind) }),
		plain("recordKey", "String!", "Its key.", func(it T) any { return of(it).Ref().Key }),
	}
}

// backingFields list statements as evidence.
func backingFields[T any](name, doc string, list func(T) []evidence.Backing) field {
	return field{name: name, typ: "[Backing!]!", doc: doc, resolve: get(func(s seen[T]) any { return seeAll(s.lens, list(s.it)) })}
}

func gradeWords(list []evidence.Backing) []string {
	words := []string{}
	for _, g := range evidence.Grades(list) {
		words = append(words, g.String())
	}
	return words
}

func weaknessWords(list []evidence.Weakness) []string {
	words := []string{}
	for _, w := range list {
		words = append(words, string(w))
	}
	return words
}

func thinIceTypes() []definition {
	type ice = *evidence.ThinIce
	type thin = evidence.Thin
	return []definition{
		object{name: "ThinIce", doc: "The positions and red lines in force that stand on thin ice. Cores and verdict are those between the parties a settlement asks about by default.", fields: fieldList(
			plain("inForceCount", "Int!", "How many positions and red lines are in force, thin or not.", func(i ice) any { return i.InForce }),
			plain("count", "Int!", "How many of them are thin.", func(i ice) any { return len(i.Records) }),
			plain("complete", "Boolean!", "Whether all conflicts and cores were counted.", func(i ice) any { return i.Complete }),
			field{name: "records", typ: "ThinRecordConnection!", doc: "Those on which most depends first: those that decide the verdict, then by cores, conflicts and weaknesses.",
				args: paged(arg{"weaknesses", "[Weakness!]", "Only those with one of these weaknesses."}),
				resolve: with(func(c *call, s seen[ice]) (any, error) {
					wanted := c.words("weaknesses")
					list := slices.DeleteFunc(slices.Clone(s.it.Records), func(t thin) bool {
						return !slices.ContainsFunc(t.Weaknesses, func(w evidence.Weakness) bool { return admits(wanted, string(w)) })
					})
					return c.page(s.owner()+" "+s.frame.Negotiation.Ref().String(), listOf(list, func(t thin) any { return see(s.lens, t) }, thinPosition))
				})},
		)},
		connection{of: "ThinRecord", doc: "positions and red lines on thin ice, those on which most depends first."},
		object{name: "ThinRecord", doc: "A position or red line on thin ice.", fields: fieldList(
			recordRefFields(func(t thin) graph.Record { return t.Record }),
			plain("partyKey", "String!", "The key of the party whose it is.", func(t thin) any { return evidence.PartyOf(t.Record) }),
			plain("weaknesses", "[Weakness!]!", "Why, gravest first.", func(t thin) any { return weaknessWords(t.Weaknesses) }),
			plain("grades", "[String!]!", "The pairs of grades its statements have, each once.", func(t thin) any { return gradeWords(t.Backings) }),
			plain("originKeys", "[String!]!", "The keys of its independent origins, sorted.", func(t thin) any { return keysOf(t.Origins) }),
			plain("statementCount", "Int!", "How many statements count for it.", func(t thin) any { return len(t.Backings) }),
			plain("conflictCount", "Int!", "In how many conflicts it takes part.", func(t thin) any { return len(t.Conflicts) }),
			field{name: "conflicts", typ: "[Conflict!]!", doc: "The conflicts in which it takes part, gravest first.",
				resolve: get(func(s seen[thin]) any { return seeAll[*conflict.Conflict](s.lens, s.it.Conflicts) })},
			plain("coreCount", "Int!", "Of how many cores it is one.", func(t thin) any { return t.Cores }),
			plain("decidesVerdict", "Boolean!", "Whether the verdict would be another if it said nothing: a red line given up, a position open.", func(t thin) any { return t.Decides }),
			field{name: "support", typ: "Support!", doc: "What it rests on.", resolve: get(func(s seen[thin]) any { return see(s.lens, s.it.Support) })},
			field{name: "explanation", typ: "String!", doc: "On what it rests, and where that is thin, in a sentence.",
				resolve: get(func(s seen[thin]) any { return s.it.Explain(s.frame.View) })},
		)},
	}
}

// thinPosition writes where a record stands among those on thin ice, as text that sorts the same.
func thinPosition(t evidence.Thin) string {
	first := 1
	if t.Decides {
		first = 0
	}
	const most = 999_999
	return fmt.Sprintf("%d%06d%06d%02d%s", first, most-t.Cores, most-len(t.Conflicts), 99-len(t.Weaknesses), t.Record.Ref())
}
