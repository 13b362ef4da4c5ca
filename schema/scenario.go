package schema

import "parley/graph"

// scenarioTypes are what-ifs and outside judgements.
func scenarioTypes() []definition {
	doc, judged, claim := docs[graph.Scenario](), docs[graph.Assessment](), docs[graph.Claim]()
	type scenario = *graph.Scenario
	type assessment = *graph.Assessment
	return []definition{
		object{name: "Scenario", node: true, doc: "A named what-if, laid over the record and never part of it.", fields: fieldList(
			idField[scenario](), keyField[scenario](doc("key")),
			plain("title", "String!", doc("title"), func(s scenario) any { return s.Title }),
			plain("description", "String", doc("description"), func(s scenario) any { return opt(s.Description) }),
			field{name: "relaxes", typ: "[RedLine!]!", doc: doc("relaxes"), resolve: get(func(s seen[scenario]) any {
				return records[*graph.RedLine](s.lens, s.it.Relaxes)
			})},
			field{name: "adds", typ: "[RedLine!]!", doc: doc("adds"), resolve: get(func(s seen[scenario]) any {
				var lines []*graph.RedLine
				for i := range s.it.Adds {
					lines = append(lines, &s.it.Adds[i])
				}
				return seeAll(s.lens, lines)
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
				return see(s.lens, *s.it.Claim)
			})},
			evidenceField(judged("evidence"), func(a assessment) []string { return a.Evidence }),
			historyField[assessment](),
		)},
		object{name: "Claim", doc: "An assertion that Parley can set its own answer beside.", fields: fieldList(
			plain("kind", "ClaimKind!", claim("kind"), func(c graph.Claim) any { return string(c.Kind) }),
			field{name: "parties", typ: "[Party!]!", doc: claim("parties"), resolve: get(func(s seen[graph.Claim]) any {
				return records[*graph.Party](s.lens, s.it.Parties)
			})},
		)},
	}
}
