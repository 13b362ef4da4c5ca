package schema

import (
	"time"

	"parley/analysis/settle"
	"parley/graph"
)

// Cores, concessions and shares of the blame can be many beyond measure: each is listed as far as a number and a time
// allow.
const (
	defaultBudget = 2000 // milliseconds
	maxBudget     = 10_000
)

var (
	firstArg  = arg{"first", "Int", "How many to list at most: 1 to 500. Default: 50."}
	budgetArg = arg{"timeBudgetMs", "Int", "How long to look, in milliseconds: 1 to 10000, and at most three quarters of the time left for the answer. What is found by then is listed, and complete is false if that may not be all. Default: 2000."}
)

// limits reads first and timeBudgetMs.
func (c *call) limits() (first int, budget time.Duration, err error) {
	if first, err = c.size("first"); err != nil {
		return 0, 0, err
	}
	if first == 0 {
		first = defaultPage
	}
	budget, err = c.budget()
	return first, budget, err
}

// budget reads timeBudgetMs. Time for the rest of the answer is kept back: to list something is better than to be late.
func (c *call) budget() (time.Duration, error) {
	ms, given := c.number("timeBudgetMs")
	if given && (ms < 1 || ms > maxBudget) {
		return 0, badInput("timeBudgetMs is %d: give 1 to %d milliseconds", ms, maxBudget)
	}
	if !given {
		ms = defaultBudget
	}
	budget := time.Duration(ms) * time.Millisecond
	if end, ok := c.ctx.Deadline(); ok {
		budget = max(time.Millisecond, min(budget, time.Until(end)*3/4))
	}
	return budget, nil
}

func coresField() field {
	return field{
		name: "cores", typ: "CoreList!", doc: "Why there is no deal: every minimal set of red lines that, with the rules, leaves no package. Smallest first, then by key; none unless BLOCKED.",
		args: []arg{firstArg, budgetArg},
		resolve: with(func(c *call, s seen[*settle.Settlement]) (any, error) {
			first, budget, err := c.limits()
			if err != nil {
				return nil, err
			}
			list, err := s.it.Cores(c.ctx, first, budget)
			c.whole(list.Complete)
			return see(s.lens, list), err
		}),
	}
}

func concessionsField() field {
	return field{
		name: "concessions", typ: "ConcessionList!", doc: "What would open a deal: every minimal set of red lines whose giving-up leaves a package. Cheapest first, then by number and key; none unless BLOCKED, and none where the rules alone leave nothing.",
		args: []arg{firstArg, budgetArg},
		resolve: with(func(c *call, s seen[*settle.Settlement]) (any, error) {
			first, budget, err := c.limits()
			if err != nil {
				return nil, err
			}
			list, err := s.it.Concessions(c.ctx, first, budget)
			c.whole(list.Complete)
			return see(s.lens, list), err
		}),
	}
}

func blameField() field {
	return field{
		name: "blame", typ: "Blame!", doc: "How much of the deadlock each red line, and each party, takes part in. It does not say whose fault it is.",
		args: []arg{budgetArg},
		resolve: with(func(c *call, s seen[*settle.Settlement]) (any, error) {
			budget, err := c.budget()
			if err != nil {
				return nil, err
			}
			b, err := s.it.Blame(c.ctx, budget)
			c.whole(err != nil || b.Complete)
			return see(s.lens, b), err
		}),
	}
}

func coreTypes() []definition {
	type cores = settle.CoreList
	type core = settle.Core
	return append([]definition{
		object{name: "CoreList", doc: "Minimal sets of red lines that leave no package.", fields: fieldList(
			plain("complete", "Boolean!", "Whether nodes holds all there are.", func(l cores) any { return l.Complete }),
			plain("count", "Int!", "How many are known, listed or not.", func(l cores) any { return l.Found }),
			field{name: "nodes", typ: "[Core!]!", doc: "The sets.", resolve: get(func(s seen[cores]) any { return seeAll(s.lens, s.it.Cores) })},
		)},
		object{name: "Core", doc: "A minimal set of red lines that, with the rules, leaves no package: without any one of them some package is left. Where the rules alone leave nothing it has no red lines.", fields: fieldList(
			recordFields("redLines", "redLineKeys", "[RedLine!]!", "The red lines, by key.", func(c core) []*graph.RedLine { return c.RedLines }),
			recordFields("rules", "ruleKeys", "[Rule!]!", "The rules that take part, by key. They are never given up.", func(c core) []*graph.Rule { return c.Rules }),
			recordFields("parties", "partyKeys", "[Party!]!", "Whose red lines they are, by key.", func(c core) []*graph.Party { return c.Parties }),
			field{name: "issues", typ: "[Issue!]!", doc: "The issues on which they clash, by key.", resolve: get(func(s seen[core]) any { return seeIssues(s.lens, s.it.Issues) })},
			plain("issueKeys", "[String!]!", "The keys of the issues, sorted.", func(c core) any { return issueKeys(c.Issues) }),
			hangsOnFields(),
			field{name: "explanation", typ: "String!", doc: "Why they cannot stand together, in a sentence or two.",
				resolve: get(func(s seen[core]) any { return s.settled().CoreWords(s.it) })},
		)},
	}, append(concessionTypes(), blameTypes()...)...)
}

func concessionTypes() []definition {
	type concessions = settle.ConcessionList
	type concession = settle.Concession
	return []definition{
		object{name: "ConcessionList", doc: "Minimal sets of red lines whose giving-up leaves a package.", fields: fieldList(
			plain("complete", "Boolean!", "Whether nodes holds all there are.", func(l concessions) any { return l.Complete }),
			plain("count", "Int!", "How many are known, listed or not.", func(l concessions) any { return l.Found }),
			field{name: "nodes", typ: "[Concession!]!", doc: "The sets.", resolve: get(func(s seen[concessions]) any { return seeAll(s.lens, s.it.Concessions) })},
		)},
		object{name: "Concession", doc: "A minimal set of red lines whose giving-up leaves a package: with any one of them still in force there is none. It says what would suffice, not what any party would do.", fields: fieldList(
			recordFields("redLines", "redLineKeys", "[RedLine!]!", "The red lines to give up, by key.", func(c concession) []*graph.RedLine { return c.RedLines }),
			recordFields("parties", "partyKeys", "[Party!]!", "Who would have to move, by key.", func(c concession) []*graph.Party { return c.Parties }),
			plain("cost", "Float!", "The sum of the red lines' salience; 50 each where not stated.", func(c concession) any { return float64(c.Cost) }),
			field{name: "opens", typ: "BigInt!", doc: "How many packages cross nothing but these red lines.", resolve: with(func(c *call, s seen[concession]) (any, error) {
				n, err := s.it.Opens(c.ctx)
				if err != nil {
					return nil, err
				}
				return n.String(), nil
			})},
			field{name: "example", typ: "Deal!", doc: "The best of these packages: the one that rests on fewest silent, then fewest opposed cells.",
				resolve: with(func(c *call, s seen[concession]) (any, error) {
					d, err := s.it.Example(c.ctx)
					return see(s.lens, d), err
				})},
			field{name: "verdict", typ: "Verdict!", doc: "The verdict once they are given up: OPEN or UNDETERMINED.", resolve: with(func(c *call, s seen[concession]) (any, error) {
				v, err := s.it.Verdict(c.ctx)
				return string(v), err
			})},
			field{name: "explanation", typ: "String!", doc: "Who would have to give up what, and what that opens.",
				resolve: with(func(c *call, s seen[concession]) (any, error) { return s.settled().ConcessionWords(c.ctx, s.it) })},
		)},
	}
}

func blameTypes() []definition {
	type blame = *settle.Blame
	return []definition{
		object{name: "Blame", doc: "The deadlock shared out: each core counts 1, shared equally by its red lines, and the sums are scaled to 1 in all (the Shapley value of the MI inconsistency measure; Hunter and Konieczny, 2010). All shares are 0 unless BLOCKED, and where the rules alone leave nothing.", fields: fieldList(
			plain("complete", "Boolean!", "Whether all cores are counted.", func(b blame) any { return b.Complete }),
			field{name: "redLines", typ: "[RedLineShare!]!", doc: "The share of every red line that counts, by key.",
				resolve: get(func(s seen[blame]) any { return seeAll(s.lens, s.it.RedLines) })},
			field{name: "parties", typ: "[PartyShare!]!", doc: "The share of every party asked about, that of its red lines together, by key.",
				resolve: get(func(s seen[blame]) any { return seeAll(s.lens, s.it.Parties) })},
		)},
		object{name: "RedLineShare", doc: "A red line's share of the deadlock.", fields: fieldList(
			field{name: "redLine", typ: "RedLine!", doc: "The red line.", resolve: get(func(s seen[settle.LineShare]) any { return see(s.lens, s.it.RedLine) })},
			plain("redLineKey", "String!", "The key of the red line.", func(l settle.LineShare) any { return l.RedLine.Key }),
			plain("partyKey", "String!", "The key of the party whose it is.", func(l settle.LineShare) any { return l.RedLine.Party }),
			plain("share", "Float!", "0 to 1.", func(l settle.LineShare) any { return l.Share }),
		)},
		object{name: "PartyShare", doc: "The share of a party's red lines in the deadlock.", fields: fieldList(
			field{name: "party", typ: "Party!", doc: "The party.", resolve: get(func(s seen[settle.PartyShare]) any { return see(s.lens, s.it.Party) })},
			plain("partyKey", "String!", "The key of the party.", func(p settle.PartyShare) any { return p.Party.Key }),
			plain("share", "Float!", "0 to 1.", func(p settle.PartyShare) any { return p.Share }),
		)},
	}
}
