package schema

import (
	"maps"
	"slices"

	"parley/graph"
)

func partyTypes() []definition {
	doc, member, name := docs[graph.Party](), docs[graph.Membership](), "A name or code by its language or scheme."
	type party = *graph.Party
	return []definition{
		connection{of: "Party", doc: "parties, by key."},
		object{name: "Party", node: true, doc: "Somebody who takes a position: a state, an organisation, a coalition, an armed group.", fields: fieldList(
			idField[party](), keyField[party](doc("key")),
			plain("name", "String!", doc("name"), func(p party) any { return p.Name }),
			plain("kind", "PartyKind!", doc("kind"), func(p party) any { return string(p.Kind) }),
			plain("names", "[Labelled!]!", doc("names"), func(p party) any { return labelled(p.Names) }),
			plain("aliases", "[String!]!", doc("aliases"), func(p party) any { return p.Aliases }),
			plain("codes", "[Labelled!]!", doc("codes"), func(p party) any { return labelled(p.Codes) }),
			plain("description", "String", doc("description"), func(p party) any { return opt(p.Description) }),
			field{name: "memberships", typ: "[Membership!]!", doc: "What it was, is or will be a member of, whenever.", resolve: get(func(s seen[party]) any {
				return seeAll(s.lens, memberships(s.it))
			})},
			field{name: "members", typ: "[Membership!]!", doc: "Who was, is or will be a member of it, whenever.", resolve: get(func(s seen[party]) any {
				return seeAll(s.lens, members(s.snap, s.it.Key))
			})},
			field{name: "speakers", typ: "[Office!]!", doc: "Who speaks for it on the day of the view, strongest authority first.",
				resolve: get(func(s seen[party]) any {
					return seeAll(s.lens, speakers(s.lens, s.it.Key))
				})},
			partyVoicesFields(),
			positionsField("Its positions in force.", func(s seen[party], p *graph.Position) bool { return p.Party == s.it.Key }),
			redLinesField("Its red lines in force.", func(s seen[party], r *graph.RedLine) bool { return r.Party == s.it.Key }),
			partyConflictsField(), membersField(),
			field{name: "commitments", typ: "[Commitment!]!", doc: "The threats and promises it has made, by key.", resolve: get(func(s seen[party]) any {
				return seeAll(s.lens, commitments(s.snap, s.it.Ref(), func(m *graph.Commitment) bool { return m.By == s.it.Key }))
			})},
			historyField[party](),
		)},
		object{name: "Membership", doc: "A party's place in another for a time.", fields: fieldList(
			partyFields("of", "Party!", member("of"), func(m membership) string { return m.Of }),
			partyFields("party", "Party!", "The member.", func(m membership) string { return m.party }),
			plain("role", "String", member("role"), func(m membership) any { return opt(m.Role) }),
			plain("from", "Date", member("from"), func(m membership) any { return m.From }),
			plain("to", "Date", member("to"), func(m membership) any { return m.To }),
			field{name: "current", typ: "Boolean!", doc: "Whether it holds on the day of the view.", resolve: get(func(s seen[membership]) any {
				return graph.Holds(s.it.From, s.it.To, s.asOf)
			})},
		)},
		object{name: "Labelled", doc: name, fields: []field{
			{name: "label", typ: "String!", doc: "The language tag (BCP 47) or scheme.", resolve: get(func(l label) any { return l.label })},
			{name: "text", typ: "String!", doc: "The name or code.", resolve: get(func(l label) any { return l.text })},
		}},
	}
}

// membership is a membership with its member.
type membership struct {
	graph.Membership
	party string
}

func memberships(p *graph.Party) []membership {
	var list []membership
	for _, m := range p.Memberships {
		list = append(list, membership{m, p.Key})
	}
	return list
}

// members lists who is a member of a party, by the member's key.
func members(s *graph.Snapshot, of string) []membership {
	var list []membership
	for p := range graph.Referring[*graph.Party](s, graph.Ref{Kind: graph.KindParty, Key: of}) {
		for _, m := range memberships(p) {
			if m.Of == of {
				list = append(list, m)
			}
		}
	}
	return list
}

// label is an entry of a map of words, such as a name by language.
type label struct{ label, text string }

func labelled(m map[string]string) []label {
	list := make([]label, 0, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		list = append(list, label{k, m[k]})
	}
	return list
}

func commitments(s *graph.Snapshot, of graph.Ref, keep func(*graph.Commitment) bool) []*graph.Commitment {
	var list []*graph.Commitment
	for m := range graph.Referring[*graph.Commitment](s, of) {
		if keep(m) {
			list = append(list, m)
		}
	}
	return list
}

// partyFilter reads a PartyFilter and returns what it lets pass.
func (c *call) partyFilter(l *lens) (keep func(*graph.Party) bool, err error) {
	m := c.object("filter")
	keys, kinds := words(m["keys"]), words(m["kinds"])
	if err := l.known(graph.KindParty, "filter.keys", keys); err != nil {
		return nil, err
	}
	var in *frame
	if n, ok := m["negotiation"].(string); ok {
		if in, err = l.within(n); err != nil {
			return nil, err
		}
	}
	of, member := m["memberOf"].(string)
	if member {
		if err := l.known(graph.KindParty, "filter.memberOf", []string{of}); err != nil {
			return nil, err
		}
	}
	return func(p *graph.Party) bool {
		if in != nil {
			if _, there := in.Party(p.Key); !there {
				return false
			}
		}
		return admits(keys, p.Key) && admits(kinds, string(p.Kind)) && (!member || isMember(p, of, l.asOf))
	}, nil
}

func isMember(p *graph.Party, of string, day graph.Day) bool {
	return slices.ContainsFunc(p.Memberships, func(m graph.Membership) bool { return m.Of == of && graph.Holds(m.From, m.To, day) })
}
