package schema

import (
	"slices"
	"strings"

	"parley/graph"
)

func personTypes() []definition {
	doc, office := docs[graph.Person](), docs[graph.Office]()
	type person = *graph.Person
	return []definition{
		connection{of: "Person", doc: "people, by key."},
		object{name: "Person", node: true, doc: "A voice: somebody who speaks, with the offices held.", fields: fieldList(
			idField[person](), keyField[person](doc("key")),
			plain("name", "String!", doc("name"), func(p person) any { return p.Name }),
			plain("names", "[Labelled!]!", doc("names"), func(p person) any { return labelled(p.Names) }),
			plain("aliases", "[String!]!", doc("aliases"), func(p person) any { return p.Aliases }),
			plain("codes", "[Labelled!]!", doc("codes"), func(p person) any { return labelled(p.Codes) }),
			field{name: "offices", typ: "[Office!]!", doc: doc("offices"), resolve: get(func(s seen[person]) any {
				return seeAll(s.lens, offices(s.it))
			})},
			statementsField("What is on record of this person's words, by key.", func(s seen[person], st *graph.Statement) bool { return st.Speaker == s.it.Key }),
			historyField[person](),
		)},
		object{name: "Office", doc: "A post a person holds with a party for a time.", fields: fieldList(
			refFields[officeOf, *graph.Person]("person", "Person!", "Who holds it.", func(o officeOf) string { return o.person }),
			partyFields("party", "Party!", office("party"), func(o officeOf) string { return o.Party }),
			plain("title", "String!", office("title"), func(o officeOf) any { return o.Title }),
			plain("authority", "Authority!", office("authority"), func(o officeOf) any { return string(o.Authority) }),
			plain("from", "Date", office("from"), func(o officeOf) any { return o.From }),
			plain("to", "Date", office("to"), func(o officeOf) any { return o.To }),
			field{name: "current", typ: "Boolean!", doc: "Whether it is held on the day of the view.", resolve: get(func(s seen[officeOf]) any {
				return graph.Holds(s.it.From, s.it.To, s.asOf)
			})},
		)},
	}
}

// officeOf is an office with its holder.
type officeOf struct {
	graph.Office
	person string
}

func offices(p *graph.Person) []officeOf {
	var list []officeOf
	for _, o := range p.Offices {
		list = append(list, officeOf{o, p.Key})
	}
	return list
}

// speakers lists the offices held with a party on the lens's day: strongest authority first, then by person.
func speakers(l *lens, party string) []officeOf {
	var list []officeOf
	for p := range graph.Referring[*graph.Person](l.snap, graph.Ref{Kind: graph.KindParty, Key: party}) {
		for _, o := range offices(p) {
			if o.Party == party && graph.Holds(o.From, o.To, l.asOf) {
				list = append(list, o)
			}
		}
	}
	strength := graph.Words(graph.Authority(""))
	slices.SortStableFunc(list, func(a, b officeOf) int {
		if d := slices.Index(strength, string(a.Authority)) - slices.Index(strength, string(b.Authority)); d != 0 {
			return d
		}
		return strings.Compare(a.person, b.person)
	})
	return list
}
