package schema

import (
	"parley/analysis/sequence"
	"parley/graph"
)

func sequencingField() field {
	return field{
		name: "sequencing", typ: "Sequencing!", doc: "Who wants which step of the process before which, and where that goes round in a circle: you first.",
		args: []arg{firstArg, budgetArg},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			first, budget, err := c.limits()
			if err != nil {
				return nil, err
			}
			found, err := sequence.Find(c.ctx, s.frame.View, sequence.Limits{First: first, Time: budget})
			if err != nil {
				return nil, err
			}
			c.whole(found.Complete)
			return see(s.lens, found), nil
		}),
	}
}

func stepsField() field {
	return plain("steps", "[Step!]!", docs[graph.Negotiation]()("steps"), func(n negotiation) any { return n.Steps })
}

func sequenceTypes() []definition {
	type found = *sequence.Sequence
	return append([]definition{
		enum{"PrecedenceStrength", "How firmly a party wants one step before another.", sequence.Strength("").Values()},
		stepType(),
		object{name: "Sequencing", doc: "The order of steps as parties want it. Only what the options they name lay down counts.", fields: fieldList(
			plain("complete", "Boolean!", "Whether circles and inconsistent hold all there are.", func(q found) any { return q.Complete }),
			plain("steps", "[Step!]!", "The steps of the negotiation, in its order.", func(q found) any { return q.Steps }),
			field{name: "precedences", typ: "[Precedence!]!", doc: "Who wants which step before which: by step before, step after and party.",
				resolve: get(func(s seen[found]) any { return seeAll(s.lens, s.it.Precedences) })},
			field{name: "circles", typ: "[Circle!]!", doc: "The circles of two parties or more: fewest steps first, then in the order of the steps.",
				resolve: get(func(s seen[found]) any { return seeAll(s.lens, s.it.Circles) })},
			field{name: "inconsistent", typ: "[Circle!]!", doc: "The circles of what one party wants by itself, in the same order.",
				resolve: get(func(s seen[found]) any { return seeAll(s.lens, s.it.Inconsistent) })},
		)},
	}, append(precedenceTypes(), circleTypes()...)...)
}

func stepType() definition {
	doc := docs[graph.Step]()
	return object{name: "Step", doc: "Something that would be done in the course of a settlement, before or after other steps.", fields: []field{
		{name: "key", typ: "String!", doc: doc("key"), resolve: get(func(s graph.Step) any { return s.Key })},
		{name: "label", typ: "String!", doc: doc("label"), resolve: get(func(s graph.Step) any { return s.Label })},
	}}
}

// pairFields are a step before another.
func pairFields[T any](pair func(T) (before, after graph.Step)) []field {
	return []field{
		plain("beforeKey", "String!", "The key of the step that is to come first.", func(it T) any { b, _ := pair(it); return b.Key }),
		plain("afterKey", "String!", "The key of the step that is to wait.", func(it T) any { _, a := pair(it); return a.Key }),
		plain("before", "Step!", "The step that is to come first.", func(it T) any { b, _ := pair(it); return b }),
		plain("after", "Step!", "The step that is to wait.", func(it T) any { _, a := pair(it); return a }),
	}
}

func precedenceTypes() []definition {
	type precedence = *sequence.Precedence
	type ground = sequence.Ground
	return []definition{
		object{name: "Precedence", doc: "A party's wish to have one step before another.", fields: fieldList(
			recordField("party", "partyKey", "Party!", "Whose wish it is.", func(p precedence) *graph.Party { return p.Party }),
			pairFields(func(p precedence) (before, after graph.Step) { return p.Before, p.After }),
			plain("strength", "PrecedenceStrength!", "The strongest of its grounds.", func(p precedence) any { return string(p.Strength) }),
			field{name: "grounds", typ: "[PrecedenceGround!]!", doc: "What shows it, strongest first, then by issue and key. One would do.",
				resolve: get(func(s seen[precedence]) any { return seeAll(s.lens, s.it.Grounds) })},
			plain("evidenceKeys", "[String!]!", "The keys of the statements the grounds rest on that count in the view.", func(p precedence) any { return p.Evidence }),
			evidenceField("The statements the grounds rest on that count in the view.", func(p precedence) []string { return p.Evidence }),
			plain("explanation", "String!", "In one sentence, for a reader who knows nothing of Parley.", func(p precedence) any { return p.Explanation }),
		)},
		object{name: "PrecedenceGround", doc: "What shows that a party wants steps in an order: one position all of whose options lay it down, or red lines on one issue that leave only such options.", fields: fieldList(
			plain("strength", "PrecedenceStrength!", "How firm it is.", func(g ground) any { return string(g.Strength) }),
			plain("issueKey", "String!", "The key of the issue.", func(g ground) any { return g.Issue.Key }),
			field{name: "issue", typ: "Issue!", doc: "The issue.", resolve: get(func(s seen[ground]) any { return see(s.lens, s.it.Issue.Issue) })},
			plain("recordKeys", "[String!]!", "The keys of the position or of the red lines.", func(g ground) any { return keysOf(g.Records()) }),
			field{name: "records", typ: "[Holding!]!", doc: "The position, or the red lines that rule out an option without the order.",
				resolve: get(func(s seen[ground]) any { return seeRecords(s.lens, s.it.Records()) })},
			recordFields("yet", "yetKeys", "[Position!]!", "Positions of the party in force on the issue that demand, prefer or accept an option without the order: it has said both.", func(g ground) []*graph.Position { return g.Yet }),
		)},
	}
}

func circleTypes() []definition {
	type circle = sequence.Circle
	type edge = sequence.Edge
	return []definition{
		object{name: "Circle", doc: "A round of steps each of which somebody wants before the next, and the last before the first. It is minimal: who takes part wants no other order between two of its steps, and without any one of its pairs some order meets the rest.", fields: fieldList(
			plain("stepKeys", "[String!]!", "The keys of the steps, in the order of the round, from the one that comes first in the negotiation.", func(c circle) any {
				keys := []string{}
				for _, s := range c.Steps() {
					keys = append(keys, s.Key)
				}
				return keys
			}),
			plain("youFirst", "Boolean!", "Whether it is of two steps, of which each side wants its own first.", func(c circle) any { return c.YouFirst }),
			recordFields("parties", "partyKeys", "[Party!]!", "Who takes part, by key.", func(c circle) []*graph.Party { return c.Parties }),
			plain("explanation", "String!", "In one sentence, for a reader who knows nothing of Parley.", func(c circle) any { return c.Explanation }),
			field{name: "edges", typ: "[CircleEdge!]!", doc: "Each step before the next, and what would undo that.",
				resolve: get(func(s seen[circle]) any { return seeAll(s.lens, s.it.Edges) })},
		)},
		object{name: "CircleEdge", doc: "One step before the next in a circle. To undo any one edge opens the circle.", fields: fieldList(
			pairFields(func(e edge) (before, after graph.Step) { return e.Before, e.After }),
			plain("partyKeys", "[String!]!", "The keys of the parties that want it and take part, sorted.", func(e edge) any {
				keys := []string{}
				for _, w := range e.Wants {
					keys = append(keys, w.Party.Key)
				}
				return keys
			}),
			field{name: "wants", typ: "[Precedence!]!", doc: "What each of them wants, by party.", resolve: get(func(s seen[edge]) any { return seeAll(s.lens, s.it.Wants) })},
			plain("breakKeys", "[String!]!", "The keys of the positions and red lines that would have to go, all of them, for the circle to open here.", func(e edge) any { return keysOf(e.Break) }),
			field{name: "break", typ: "[Holding!]!", doc: "The positions and red lines that would have to go for the circle to open here: with any one of them kept somebody still wants the steps so. It says what would suffice, not what any party would do.",
				resolve: get(func(s seen[edge]) any { return seeRecords(s.lens, s.it.Break) })},
			plain("sharedKeys", "[String!]!", "The keys of those of them that stand behind another pair of the circle too.", func(e edge) any { return keysOf(e.Shared) }),
			plain("explanation", "String!", "Who would have to give up what, in one sentence.", func(e edge) any { return e.Explanation }),
		)},
	}
}
