package schema

import (
	"parley/analysis/change"
	"parley/graph"
)

func commonGroundField() field {
	return field{
		name: "commonGround", typ: "CommonGround!", doc: "The options that parties already agree on.",
		args: []arg{{"parties", "[String!]", "Between which parties, by key: at least two. Default: all parties of the view."}},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			keys := c.words("parties")
			if keys == nil {
				return see(s.lens, change.FindCommonGround(s.frame.View, nil)), nil
			}
			var parties []*graph.Party
			named := map[string]bool{}
			for _, key := range keys {
				p, ok := s.frame.Party(key)
				if !ok {
					return nil, faultf(CodeNotFound, "parties: %s", graph.UnknownWord("party of the view", shorten(key), partyKeys(s.frame.Parties)))
				}
				parties, named[key] = append(parties, p), true
			}
			if len(named) < 2 {
				return nil, badInput("parties names one party, %s: name at least two", keys[0])
			}
			return see(s.lens, change.FindCommonGround(s.frame.View, parties)), nil
		}),
	}
}

func commonGroundTypes() []definition {
	type common = *change.CommonGround
	grounds := func(name, doc string, list func(common) []change.Ground) field {
		return field{name: name, typ: "[Ground!]!", doc: doc, resolve: get(func(s seen[common]) any { return seeAll(s.lens, list(s.it)) })}
	}
	parties := func(name, doc string, list func(change.Ground) []*graph.Party) field {
		return field{name: name, typ: "[Party!]!", doc: doc, resolve: get(func(s seen[change.Ground]) any { return seeAll(s.lens, list(s.it)) })}
	}
	return []definition{
		object{name: "CommonGround", doc: "What parties already agree on; an option can be in several lists. By issue and option. Silence never counts as consent.", fields: fieldList(
			grounds("allAccept", "Options every party accepts.", func(c common) []change.Ground { return c.AllAccept }),
			grounds("noneRejects", "Options no party rejects, and one at least accepts.", func(c common) []change.Ground { return c.NoneRejects }),
			grounds("allButOne", "Options every party but one accepts; that one rejects it or is silent.", func(c common) []change.Ground { return c.AllButOne }),
		)},
		object{name: "Ground", doc: "An option, and where the parties stand to it.", fields: fieldList(
			plain("issueKey", "String!", "The key of the issue.", func(g change.Ground) any { return g.Issue.Key }),
			plain("optionKey", "String!", "The key of the option.", func(g change.Ground) any { return g.Option.Key }),
			plain("optionLabel", "String!", "The option in a few words.", func(g change.Ground) any { return g.Option.Label }),
			plain("partyKeys", "[String!]!", "The keys of those who accept it, sorted.", func(g change.Ground) any { return partyKeys(g.Parties) }),
			plain("dissenterKey", "String", "The key of the only party that rejects it, where all others accept it.", func(g change.Ground) any {
				if g.Dissenter == nil {
					return nil
				}
				return g.Dissenter.Key
			}),
			plain("silentKeys", "[String!]!", "The keys of those who are silent on it, sorted.", func(g change.Ground) any { return partyKeys(g.Silent) }),
			field{name: "option", typ: "Option!", doc: "The option.",
				resolve: get(func(s seen[change.Ground]) any { return see(s.lens, option{s.it.Option, s.it.Issue.Issue}) })},
			parties("parties", "Those who accept it, by key: they demand, prefer or accept it.", func(g change.Ground) []*graph.Party { return g.Parties }),
			field{name: "accepts", typ: "[Position!]!", doc: "The positions by which they do. Their scopes may differ, and then the agreement may be one in words only.",
				resolve: get(func(s seen[change.Ground]) any { return seeAll(s.lens, s.it.Accepts) })},
			field{name: "dissenter", typ: "Party", doc: "The only party that rejects it, where all others accept it.",
				resolve: get(func(s seen[change.Ground]) any {
					if s.it.Dissenter == nil {
						return nil
					}
					return see(s.lens, s.it.Dissenter)
				})},
			caveatsField(),
			parties("silent", "Those who are silent on it, by key.", func(g change.Ground) []*graph.Party { return g.Silent }),
			field{name: "linked", typ: "[RedLine!]!", doc: "Red lines of these parties that rule it out together with options on other issues: it is common ground in some packages only.",
				resolve: get(func(s seen[change.Ground]) any { return seeAll(s.lens, s.it.Linked) })},
		)},
	}
}
