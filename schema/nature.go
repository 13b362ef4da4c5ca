package schema

import (
	"parley/analysis/conflict"
	"parley/graph"
)

func natureTypes() []definition {
	type nature = conflict.Nature
	return []definition{
		enum{"ConflictNatureKind", "What a conflict can turn on.", conflict.NatureKind("").Values()},
		object{name: "ConflictNature", doc: "Something a conflict turns on, beside its kind.", fields: []field{
			{name: "kind", typ: "ConflictNatureKind!", doc: "What it turns on.", resolve: get(func(n nature) any { return string(n.Kind) })},
			{name: "explanation", typ: "String!", doc: "In one sentence.", resolve: get(func(n nature) any { return n.Explanation })},
			{name: "bridge", typ: "String!", doc: "By what means conflicts of this sort are usually bridged: a hint to look into, and no advice.",
				resolve: get(func(n nature) any { return n.Kind.Bridge() })},
		}},
	}
}

// naturesField says what a conflict turns on.
func naturesField() field {
	return field{name: "natures", typ: "[ConflictNature!]!", doc: "What it turns on: amounts, scopes, conditions, order, terms, voices. It can be several things.",
		resolve: with(func(_ *call, s seen[*conflict.Conflict]) (any, error) {
			f, err := s.within(s.it.Issues[0].Negotiation)
			if err != nil {
				return nil, err
			}
			return conflict.Natures(f.View, s.it), nil
		})}
}

// membersField sets what a bloc says beside what its members say.
func membersField() field {
	return field{
		name: "membersOn", typ: "BlocMembers!", doc: "What it says itself on an issue beside what its members on the day say. The two are never merged.",
		args: []arg{{"issue", "String!", "The issue, by key."}},
		resolve: with(func(c *call, s seen[*graph.Party]) (any, error) {
			key := c.text("issue")
			if err := s.known(graph.KindIssue, "issue", []string{key}); err != nil {
				return nil, err
			}
			i, _ := graph.Get[*graph.Issue](s.snap, key)
			f, err := s.within(i.Negotiation)
			if err != nil {
				return nil, err
			}
			iv, ok := f.Issue(key)
			if !ok {
				return nil, badInput("issue: %s is not among the issues asked about", key)
			}
			return see(s.lens, conflict.MembersOf(f.View, s.it, iv)), nil
		}),
	}
}

func membersTypes() []definition {
	type members = *conflict.Members
	type on = conflict.MembersOn
	who := func(name, doc string, pick func(on) []*graph.Party) []field {
		return []field{
			{name: name, typ: "[Party!]!", doc: doc, resolve: get(func(s seen[on]) any { return seeAll(s.lens, pick(s.it)) })},
			plain(name+"Keys", "[String!]!", "The keys of these.", func(o on) any { return partyKeys(pick(o)) }),
		}
	}
	return []definition{
		object{name: "BlocMembers", doc: "What a bloc says itself on an issue, beside what its members say.", fields: fieldList(
			plain("blocKey", "String!", "The key of the bloc.", func(m members) any { return m.Bloc.Key }),
			plain("issueKey", "String!", "The key of the issue.", func(m members) any { return m.Issue.Key }),
			plain("stated", "Boolean!", "Whether the bloc has a position or red line of its own on the issue in force.", func(m members) any { return m.Stated }),
			plain("explanation", "String!", "In one sentence.", func(m members) any { return m.Explanation }),
			plain("memberKeys", "[String!]!", "The keys of its direct members on the day, sorted.", func(m members) any { return partyKeys(m.Members) }),
			field{name: "options", typ: "[BlocOption!]!", doc: "Option by option, in the issue's order.", resolve: get(func(s seen[members]) any { return seeAll(s.lens, s.it.Options) })},
		)},
		object{name: "BlocOption", doc: "How a bloc and its members stand to one option.", fields: fieldList(
			plain("optionKey", "String!", "The key of the option.", func(o on) any { return o.Option.Key }),
			plain("optionLabel", "String!", "The label of the option.", func(o on) any { return o.Option.Label }),
			plain("own", "Attitude!", "How the option stands toward the bloc itself.", func(o on) any { return string(o.Own) }),
			who("accept", "The members that accept it.", func(o on) []*graph.Party { return o.Accept }),
			who("reject", "The members that rule it out, oppose it, or demand others.", func(o on) []*graph.Party { return o.Reject }),
			who("silent", "The members of which nothing on record says.", func(o on) []*graph.Party { return o.Silent }),
			who("dissent", "The members that reject what the bloc accepts, or accept what it rejects.", func(o on) []*graph.Party { return o.Dissent }),
		)},
	}
}

// contestField says how contested an issue is.
func contestField() field {
	return field{name: "contest", typ: "Contest!", doc: "How contested it is among those who have spoken on it.",
		resolve: with(func(c *call, s seen[*graph.Issue]) (any, error) {
			f, err := s.within(s.it.Negotiation)
			if err != nil {
				return nil, err
			}
			i, ok := f.Issue(s.it.Key)
			if !ok {
				return nil, badInput("contest: %s is not among the issues asked about", s.it.Key)
			}
			found, _, err := f.Conflicts(c.ctx)
			return conflict.NewContest(i, found), err
		})}
}

func contestType() definition {
	return object{name: "Contest", doc: "How contested an issue is: of the pairs of parties that have both spoken on it, in how many the two conflict. Silence counts neither way.", fields: []field{
		{name: "onRecord", typ: "Int!", doc: "The parties of which the record says where they stand on some option of it.", resolve: get(func(c conflict.Contest) any { return c.OnRecord })},
		{name: "pairs", typ: "Int!", doc: "How many pairs they make.", resolve: get(func(c conflict.Contest) any { return c.Pairs })},
		{name: "opposed", typ: "Int!", doc: "The pairs with a blocking or serious conflict on it.", resolve: get(func(c conflict.Contest) any { return c.Opposed })},
		{name: "share", typ: "Float", doc: "Opposed of pairs, 0 to 1; null where fewer than two parties have spoken.", resolve: get(func(c conflict.Contest) any {
			if c.Pairs == 0 {
				return nil
			}
			return float64(c.Opposed) / float64(c.Pairs)
		})},
	}}
}
