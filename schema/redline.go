package schema

import (
	"slices"
	"strings"

	"parley/graph"
)

func redLineTypes() []definition {
	doc := docs[graph.RedLine]()
	type line = *graph.RedLine
	return append(patternTypes(),
		connection{of: "RedLine", doc: "red lines, by key."},
		object{name: "RedLine", node: true, doc: "What a party will not have, on one issue or across several.", fields: fieldList(
			idField[line](), keyField[line](doc("key")),
			plain("title", "String!", doc("title"), func(r line) any { return r.Title }),
			partyFields("party", "Party!", doc("party"), func(r line) string { return r.Party }),
			plain("issueKeys", "[String!]!", "The keys of the issues its patterns name, sorted.", func(r line) any { return issuesOf(r) }),
			field{name: "forbids", typ: "[Pattern!]!", doc: doc("forbids"), resolve: get(func(s seen[line]) any { return seeAll(s.lens, s.it.Forbids) })},
			field{name: "mayForbid", typ: "[Pattern!]!", doc: doc("may-forbid"),
				resolve: get(func(s seen[line]) any { return seeAll(s.lens, s.it.MayForbid) })},
			plain("firmness", "Firmness!", "How firmly it was drawn.", func(r line) any { return string(r.Strength()) }),
			plain("scope", "String", doc("scope"), func(r line) any { return opt(r.Scope) }),
			plain("salience", "Int", doc("salience"), func(r line) any { return optional(r.Salience) }),
			plain("confidence", "Float", doc("confidence"), func(r line) any { return optional(r.Confidence) }),
			plain("from", "Date", doc("from"), func(r line) any { return r.From }),
			plain("to", "Date", doc("to"), func(r line) any { return r.To }),
			periodFields[line](),
			field{name: "inForce", typ: "Boolean!", doc: "Whether the view counts it: it is in force on the day, and nothing about the view leaves it out.",
				resolve: with(func(_ *call, s seen[line]) (any, error) {
					f, err := s.home()
					if err != nil {
						return nil, err
					}
					return slices.Contains(f.RedLines, s.it), nil
				})},
			refFields[line, line]("supersedes", "RedLine", doc("supersedes"), func(r line) string { return r.Supersedes }),
			evidenceField(doc("evidence"), func(r line) []string { return r.Evidence }),
			plain("note", "String", doc("note"), func(r line) any { return opt(r.Note) }),
			historyField[line](),
		)},
	)
}

// redLinesField lists the red lines in force that belong to a thing.
func redLinesField[T any](doc string, belongs func(seen[T], *graph.RedLine) bool) field {
	return field{
		name: "redLines", typ: "RedLineConnection!", doc: doc,
		args: paged(arg{"filter", "RedLineFilter", "Which of them."}),
		resolve: with(func(c *call, s seen[T]) (any, error) {
			keep, err := c.redLineFilter(s.lens)
			if err != nil {
				return nil, err
			}
			views, err := s.scope()
			if err != nil {
				return nil, err
			}
			var list []*graph.RedLine
			for _, f := range views {
				for _, r := range f.RedLines {
					if belongs(s, r) && keep(r) {
						list = append(list, r)
					}
				}
			}
			slices.SortFunc(list, func(a, b *graph.RedLine) int { return strings.Compare(a.Key, b.Key) })
			return c.page(s.owner(), keyed(s.lens, list))
		}),
	}
}
