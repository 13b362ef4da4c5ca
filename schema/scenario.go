package schema

import "parley/graph"

// scenarioTypes are what-ifs.
func scenarioTypes() []definition {
	doc := docs[graph.Scenario]()
	type scenario = *graph.Scenario
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
	}
}
