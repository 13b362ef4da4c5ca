package schema

import "parley/analysis/settle"

// optionVerdict is a verdict on an option, with what rules it out once somebody asks.
type optionVerdict struct {
	settle.OptionVerdict
	by *settle.RuledOut
}

func optionsField() field {
	return field{
		name: "options", typ: "[OptionVerdict!]!", doc: "Which options are still possible, one by one, by issue and in the issue's order.",
		resolve: with(func(c *call, s seen[*settle.Settlement]) (any, error) {
			list, err := s.it.Options(c.ctx)
			out := make([]seen[*optionVerdict], 0, len(list))
			for _, o := range list {
				out = append(out, see(s.lens, &optionVerdict{OptionVerdict: o}))
			}
			return out, err
		}),
	}
}

// ruledOut resolves a field from what rules an option out, found once for all fields.
func ruledOut(read func(seen[*optionVerdict], settle.RuledOut) any) resolver {
	return with(func(c *call, s seen[*optionVerdict]) (any, error) {
		if s.it.by == nil {
			by, err := s.settled().RuledOutBy(c.ctx, s.it.OptionVerdict)
			if err != nil {
				return nil, err
			}
			s.it.by = &by
		}
		return read(s, *s.it.by), nil
	})
}

func optionVerdictType() definition {
	type verdict = *optionVerdict
	return object{name: "OptionVerdict", doc: "Whether any deal has an option.", fields: fieldList(
		field{name: "option", typ: "Option!", doc: "The option.", resolve: get(func(s seen[verdict]) any { return see(s.lens, option{s.it.Option, s.it.Issue.Issue}) })},
		plain("issueKey", "String!", "The key of the issue.", func(v verdict) any { return v.Issue.Key }),
		plain("optionKey", "String!", "The key of the option.", func(v verdict) any { return v.Option.Key }),
		plain("optionLabel", "String!", "The option in a few words.", func(v verdict) any { return v.Option.Label }),
		plain("deals", "BigInt!", "How many deals have it.", func(v verdict) any { return v.Deals.String() }),
		plain("possible", "Boolean!", "Whether some deal has it.", func(v verdict) any { return v.Possible }),
		plain("forced", "Boolean!", "Whether there are deals and all have it.", func(v verdict) any { return v.Forced }),
		plain("supposed", "Boolean!", "Whether it is not possible merely because the issue is supposed to be settled without it.", func(v verdict) any { return v.Supposed }),
		field{name: "ruledOutBy", typ: "[RedLine!]!", doc: "A smallest set of red lines that, with the rules, leaves no deal with the option, by key; empty where it is possible, supposed away, or ruled out by rules alone.",
			resolve: ruledOut(func(s seen[verdict], r settle.RuledOut) any { return seeAll(s.lens, r.RedLines) })},
		field{name: "ruledOutByKeys", typ: "[String!]!", doc: "The keys of these red lines, sorted.",
			resolve: ruledOut(func(_ seen[verdict], r settle.RuledOut) any { return keysOf(r.RedLines) })},
		field{name: "rules", typ: "[Rule!]!", doc: "The rules that take part in ruling it out, by key.",
			resolve: ruledOut(func(s seen[verdict], r settle.RuledOut) any { return seeAll(s.lens, r.Rules) })},
		field{name: "ruleKeys", typ: "[String!]!", doc: "The keys of these rules, sorted.",
			resolve: ruledOut(func(_ seen[verdict], r settle.RuledOut) any { return keysOf(r.Rules) })},
		field{name: "explanation", typ: "String", doc: "Why no deal has it, or that all deals do; null where some have it and some do not.",
			resolve: ruledOut(func(s seen[verdict], r settle.RuledOut) any {
				return opt(s.settled().OptionWords(s.it.OptionVerdict, r))
			})},
	)}
}
