package schema

import (
	"strings"

	"parley/analysis/settle"
	"parley/graph"
)

// scenarioTypes are what-ifs and outside judgements.
func scenarioTypes() []definition {
	doc, judged, said := docs[graph.Scenario](), docs[graph.Assessment](), docs[graph.Claim]()
	type scenario = *graph.Scenario
	type assessment = *graph.Assessment
	return []definition{
		object{name: "Scenario", node: true, doc: "A named what-if, laid over the record and never part of it.", fields: fieldList(
			idField[scenario](), keyField[scenario](doc("key")),
			plain("negotiationKey", "String!", "The key of the case it belongs to.", func(s scenario) any { return s.Negotiation }),
			plain("title", "String!", doc("title"), func(s scenario) any { return s.Title }),
			plain("description", "String", doc("description"), func(s scenario) any { return opt(s.Description) }),
			field{name: "relaxes", typ: "[RedLine!]!", doc: doc("relaxes"), resolve: get(func(s seen[scenario]) any {
				return records[*graph.RedLine](s.lens, s.it.Relaxes)
			})},
			field{name: "adds", typ: "[RedLine!]!", doc: doc("adds"), resolve: get(func(s seen[scenario]) any {
				return seeAll(s.lens, pointers(s.it.Adds))
			})},
			field{name: "assumes", typ: "Pattern", doc: doc("assumes"), resolve: get(func(s seen[scenario]) any {
				if len(s.it.Assumes) == 0 {
					return nil
				}
				return see(s.lens, s.it.Assumes)
			})},
			historyField[scenario](),
		)},
		connection{of: "Assessment", doc: "assessments, by date, then key."},
		object{name: "Assessment", node: true, doc: "An outsider's judgement, shown beside Parley's own answers and never counted as evidence for a party's position.", fields: fieldList(
			idField[assessment](), keyField[assessment](judged("key")),
			plain("negotiationKey", "String!", "The key of the case it is about.", func(a assessment) any { return a.Negotiation }),
			refFields[assessment, *graph.Person]("by", "Person", judged("by"), func(a assessment) string { return a.By }),
			plain("institution", "String", judged("institution"), func(a assessment) any { return opt(a.Institution) }),
			field{name: "about", typ: "[Node!]!", doc: "The records it is about.", resolve: get(func(s seen[assessment]) any {
				list := []any{}
				for _, text := range s.it.About {
					if ref, err := graph.ParseRef(text); err == nil {
						if r, ok := s.snap.Record(ref); ok {
							list = append(list, seeRecord(s.lens, r))
						}
					}
				}
				return list
			})},
			plain("date", "Date!", judged("date"), func(a assessment) any { return a.Date }),
			plain("text", "String!", judged("text"), func(a assessment) any { return a.Text }),
			field{name: "claim", typ: "Claim", doc: judged("claim"), resolve: get(func(s seen[assessment]) any {
				if s.it.Claim == nil {
					return nil
				}
				return see(s.lens, claim{*s.it.Claim, s.it.Negotiation})
			})},
			evidenceField(judged("evidence"), func(a assessment) []string { return a.Evidence }),
			historyField[assessment](),
		)},
		object{name: "Claim", doc: "An assertion that Parley can set its own answer beside.", fields: fieldList(
			plain("kind", "ClaimKind!", said("kind"), func(c claim) any { return string(c.Kind) }),
			field{name: "parties", typ: "[Party!]!", doc: said("parties"), resolve: get(func(s seen[claim]) any {
				return records[*graph.Party](s.lens, s.it.Parties)
			})},
			plain("partyKeys", "[String!]!", "The keys of the parties.", func(c claim) any { return c.Parties }),
			field{name: "settlement", typ: "Settlement!", doc: "Parley's own answer: whether a deal respects the red lines of these parties, in the view the assessment is seen in.",
				resolve: with(func(c *call, s seen[claim]) (any, error) { return claimed(c, s) })},
			field{name: "holds", typ: "Boolean", doc: "Whether Parley's own answer agrees that no deal respects these parties' red lines: true if the verdict is BLOCKED, false if OPEN, null if UNDETERMINED.",
				resolve: with(func(c *call, s seen[claim]) (any, error) {
					answer, err := claimed(c, s)
					if err != nil {
						return nil, err
					}
					switch answer.it.Verdict {
					case settle.VerdictBlocked:
						return true, nil
					case settle.VerdictOpen:
						return false, nil
					}
					return nil, nil
				})},
		)},
	}
}

// claim is what an assessment of a negotiation claims.
type claim struct {
	graph.Claim
	negotiation string
}

// claimed answers the question a claim is about.
func claimed(c *call, s seen[claim]) (seen[*settle.Settlement], error) {
	f, err := s.within(s.it.negotiation)
	if err != nil {
		return seen[*settle.Settlement]{}, err
	}
	return s.settlement(c.ctx, f, settle.Question{Parties: s.it.Parties}, "claimed of "+strings.Join(s.it.Parties, " "))
}
