package schema

import (
	vocabulary "parley/analysis/term"
	"parley/graph"
)

func termsField() field {
	return field{
		name: "terms", typ: "TermConnection!", doc: "The words that parties use in different senses, those with a sense on an issue of the view. By key.", args: paged(),
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			return c.page(s.owner(), keyed(s.lens, vocabulary.Terms(s.frame.View)))
		}),
	}
}

// termTypes are words with several senses, as the view of their negotiation sees them.
func termTypes() []definition {
	doc, sense := docs[graph.Term](), docs[graph.Sense]()
	type word = *graph.Term
	return []definition{
		connection{of: "Term", doc: "terms, by key."},
		object{name: "Term", node: true, doc: "A word or phrase that parties use in different senses. That it is open is no fault of it.", fields: fieldList(
			idField[word](), keyField[word](doc("key")),
			plain("negotiationKey", "String!", "The key of the case it belongs to.", func(t word) any { return t.Negotiation }),
			plain("title", "String!", doc("title"), func(t word) any { return t.Title }),
			plain("aliases", "[String!]!", doc("aliases"), func(t word) any { return t.Aliases }),
			field{name: "senses", typ: "[Sense!]!", doc: doc("senses"), resolve: inTerm(func(c *call, l *lens, t word) (any, error) {
				return seeAll(l, vocabulary.Meanings(l.frame.View, t)), nil
			})},
			field{name: "differences", typ: "[TermDifference!]!", doc: "Which parties mean different things by it: some package of the view fits what one means and not what the other does. By party, then in the order of the senses.",
				resolve: inTerm(func(c *call, l *lens, t word) (any, error) {
					return seeAll(l, vocabulary.Differences(l.frame.View, t)), nil
				})},
			field{name: "finding", typ: "TermFinding!", doc: "What hangs on the sense in which it is taken.", resolve: inTerm(func(c *call, l *lens, t word) (any, error) {
				f, err := vocabulary.Find(c.ctx, l.frame.View, t, c.api.settle)
				return see(l, f), err
			})},
			plain("wording", "String", doc("wording"), func(t word) any { return opt(t.Wording) }),
			plain("note", "String", doc("note"), func(t word) any { return opt(t.Note) }),
			historyField[word](),
		)},
		object{name: "Sense", doc: "What a term is taken to mean, and by whom.", fields: fieldList(
			plain("key", "String!", sense("key"), func(m vocabulary.Meaning) any { return m.Key }),
			plain("label", "String!", sense("label"), func(m vocabulary.Meaning) any { return m.Label }),
			field{name: "means", typ: "Pattern!", doc: sense("means"), resolve: get(func(s seen[vocabulary.Meaning]) any { return see(s.lens, s.it.Means) })},
			field{name: "uses", typ: "[TermUse!]!", doc: "Who uses the term so, by words that count in the view and were said by its day. By party.",
				resolve: get(func(s seen[vocabulary.Meaning]) any { return seeAll(s.lens, s.it.Uses) })},
		)},
		object{name: "TermUse", doc: "A party's use of a term in one sense.", fields: fieldList(
			recordField("party", "partyKey", "Party!", "Whose use it is.", func(u vocabulary.Use) *graph.Party { return u.Party }),
			recordFields("statements", "statementKeys", "[Statement!]!", "The words that show it, oldest first. None: the use rests on no statement.", func(u vocabulary.Use) []*graph.Statement { return u.Statements }),
		)},
		object{name: "TermDifference", doc: "Two parties that mean different things by a term.", fields: fieldList(
			recordField("a", "aKey", "Party!", "The first, by key.", func(d vocabulary.Difference) *graph.Party { return d.A }),
			recordField("b", "bKey", "Party!", "The second.", func(d vocabulary.Difference) *graph.Party { return d.B }),
			plain("aSenseKey", "String!", "The key of the sense in which the first uses the term.", func(d vocabulary.Difference) any { return d.AMeans.Key }),
			plain("bSenseKey", "String!", "The key of the sense in which the second does.", func(d vocabulary.Difference) any { return d.BMeans.Key }),
			plain("explanation", "String!", "In one sentence.", func(d vocabulary.Difference) any { return d.Explanation }),
		)},
		termFindingType(), settledSenseType(), openAgreementType(), openTextType(), caveatType(),
		object{name: "SenseStand", doc: "Where a party stands to what a term comes to in one sense.", fields: fieldList(
			recordField("party", "partyKey", "Party!", "The party.", func(s vocabulary.Stand) *graph.Party { return s.Party }),
			plain("attitude", "Attitude!", "That toward the sense: the most favourable that a package of it has which crosses no red line of the party and no rule; of a package, the least favourable on the issues of the sense. Silence is no consent.",
				func(s vocabulary.Stand) any { return string(s.Attitude) }),
			plain("partly", "Boolean!", "Whether other options of the sense stand less favourably toward the party.", func(s vocabulary.Stand) any { return s.Partly }),
			field{name: "accepts", typ: "Pattern", doc: "The options by which the party accepts the sense; null where it does not.", resolve: get(func(s seen[vocabulary.Stand]) any {
				if s.it.Accepts == nil {
					return nil
				}
				return see(s.lens, s.it.Accepts)
			})},
			recordFields("redLines", "redLineKeys", "[RedLine!]!", "The party's red lines by which it forbids the sense, by key.", func(s vocabulary.Stand) []*graph.RedLine { return s.RedLines }),
		)},
	}
}

// inTerm resolves a field of a term in the view of its negotiation.
func inTerm(read func(*call, *lens, *graph.Term) (any, error)) resolver {
	return with(func(c *call, s seen[*graph.Term]) (any, error) {
		f, err := s.within(s.it.Negotiation)
		if err != nil {
			return nil, err
		}
		return read(c, s.into(f), s.it)
	})
}

// recordField is a record a thing always has, and its key.
func recordField[T any, R graph.Record](name, key, typ, doc string, pick func(T) R) []field {
	return []field{
		{name: name, typ: typ, doc: doc, resolve: get(func(s seen[T]) any { return see(s.lens, pick(s.it)) })},
		plain(key, "String!", doc+" Its key alone, for flat tables.", func(it T) any { return pick(it).Ref().Key }),
	}
}
