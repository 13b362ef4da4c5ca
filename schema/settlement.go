package schema

import (
	"context"
	"encoding/json"

	"parley/analysis/settle"
	"parley/graph"
)

// Settlement tells whether any deal respects every red line of the view.
func (f *frame) Settlement(ctx context.Context, cache *settle.Cache) (s *settle.Settlement, err error) {
	err = f.alone(ctx, func() (err error) {
		if f.settled == nil {
			if s, err = settle.Settle(ctx, f.View, cache); err != nil {
				return err
			}
			f.settled = s
		}
		s = f.settled
		return nil
	})
	return s, err
}

// Explanation is that of the settlement of the view, once there is one.
func (f *frame) Explanation(ctx context.Context) (words string, err error) {
	err = f.alone(ctx, func() (err error) {
		if f.explained == "" {
			f.explained, err = f.settled.Explanation(ctx)
		}
		words = f.explained
		return err
	})
	return words, err
}

// Witness is that of the settlement of the view, once there is one; nil where it is blocked.
func (f *frame) Witness(ctx context.Context) (d *settle.Deal, err error) {
	err = f.alone(ctx, func() (err error) {
		if f.witness == nil {
			f.witness, err = f.settled.Witness(ctx)
		}
		d = f.witness
		return err
	})
	return d, err
}

// settlement answers a question asked in a view of the lens. Below the answer everything is seen in the view that the
// question is about; the name tells it from others asked through the lens.
func (l *lens) settlement(ctx context.Context, f *frame, q settle.Question, name string) (seen[*settle.Settlement], error) {
	about, err := l.req.api.frames.asked(f, q)
	if err != nil {
		return seen[*settle.Settlement]{}, err
	}
	s, err := about.Settlement(ctx, l.req.api.settle)
	in := l.into(about)
	in.outer = l
	in.name += " settlement of " + f.Negotiation.Key + " " + name
	return see(in, s), err
}

// settled is the settlement below which the lens looks.
func (l *lens) settled() *settle.Settlement { return l.frame.settled }

func settlementField() field {
	return field{
		name: "settlement", typ: "Settlement!",
		doc: "Is there a deal that respects every red line, and if not, why not and what would open one? What is asked here holds for this answer alone; an argument left out is as in the view.",
		args: []arg{
			{"parties", "[String!]", "Whose red lines and positions count, by key. Default: the parties the view is narrowed to, else the principals, and those for whom a red line is supposed."},
			{"issues", "[String!]", "Which issues are to be settled, by key. Patterns that name another are left out, and listed in leftOut."},
			{"assume", "[ChoiceInput!]", "Issues supposed to be settled, each with the options left. Where the scenario assumes something of the same issue, both must hold."},
			{"relax", "[String!]", "Red lines supposed to be given up, by key."},
			{"add", "[RedLineInput!]", "Red lines supposed to be drawn."},
			{"reading", "Reading", "How far red lines are taken to reach."},
			{"floor", "EvidenceFloor", "The worst evidence admitted."},
		},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			q, err := c.question(s.lens)
			if err != nil {
				return nil, err
			}
			name, _ := json.Marshal(c.args) // strings, numbers and maps of them: cannot fail
			return s.settlement(c.ctx, s.frame, q, string(name))
		}),
	}
}

func settlementTypes() []definition {
	type settlement = *settle.Settlement
	return append(suppositionInputs(),
		object{name: "Settlement", doc: "Whether any deal respects every red line of a view, and if not, exactly why not. A package takes one option on every issue; a deal is a package that crosses no red line and no rule. Red lines are never bought off, and silence is never flexibility. Everything below is seen in the view that the question is about.", fields: fieldList(
			plain("verdict", "Verdict!", "Whether any deal respects every red line.", func(s settlement) any { return string(s.Verdict) }),
			field{name: "explanation", typ: "String!", doc: "One paragraph: the verdict, on what it rests, relative to which record.",
				resolve: with(func(c *call, s seen[settlement]) (any, error) { return s.frame.Explanation(c.ctx) })},
			viewFields[settlement](),
			plain("partyKeys", "[String!]!", "The keys of the parties asked about, sorted.", func(s settlement) any { return partyKeys(s.View.Parties) }),
			field{name: "issues", typ: "[Issue!]!", doc: "The issues to be settled, by key.",
				resolve: get(func(s seen[settlement]) any { return seeIssues(s.lens, s.it.View.Issues) })},
			plain("issueKeys", "[String!]!", "The keys of the issues, sorted.", func(s settlement) any { return issueKeys(s.View.Issues) }),
			recordFields("redLines", "redLineKeys", "[RedLine!]!", "The red lines that count, those supposed to be drawn included, by key.", func(s settlement) []*graph.RedLine { return s.View.RedLines }),
			recordFields("rules", "ruleKeys", "[Rule!]!", "The rules that count, by key.", func(s settlement) []*graph.Rule { return s.View.Rules }),
			recordFields("added", "addedKeys", "[RedLine!]!", "The red lines supposed to be drawn, by the scenario or here; those of parties not asked about do not count. They are on no record.", func(s settlement) []*graph.RedLine {
				return pointers(s.View.Supposed.Adds)
			}),
			field{name: "assumed", typ: "Pattern", doc: "The issues supposed to be settled, by the scenario or here, each with the options left; null where there are none.",
				resolve: get(func(s seen[settlement]) any {
					if len(s.it.View.Supposed.Assumes) == 0 {
						return nil
					}
					return see(s.lens, s.it.View.Supposed.Assumes)
				})},
			plain("packageCount", "BigInt!", "How many packages there are: the product of the options left on every issue.", func(s settlement) any { return s.Packages.String() }),
			field{name: "dealCount", typ: "BigInt!", doc: "How many of them are deals: they cross no red line and no rule.", resolve: with(func(c *call, s seen[settlement]) (any, error) {
				n, err := s.it.Deals(c.ctx)
				if err != nil {
					return nil, err
				}
				return n.String(), nil
			})},
			field{name: "witness", typ: "Deal", doc: "The package that decides: the deal with fewest silent, then fewest opposed cells, then in the order of options. If OPEN it rests on no silence; if UNDETERMINED on the least; null if BLOCKED.",
				resolve: with(func(c *call, s seen[settlement]) (any, error) {
					d, err := s.frame.Witness(c.ctx)
					if d == nil || err != nil {
						return nil, err
					}
					return see(s.lens, d), nil
				})},
			silencesField(), optionsField(), dealsField(), coresField(), concessionsField(), blameField(), sensitivityField(), certificateField(),
		)},
		silenceType(), optionVerdictType(), sensitivityType(),
	)
}

// recordFields list records: as objects under one name, their keys for flat tables under another.
func recordFields[T any, R graph.Record](name, keys, typ, doc string, list func(T) []R) []field {
	return []field{
		{name: name, typ: typ, doc: doc, resolve: get(func(s seen[T]) any { return seeAll(s.lens, list(s.it)) })},
		{name: keys, typ: "[String!]!", doc: doc + " Their keys alone, for flat tables.", resolve: get(func(s seen[T]) any { return keysOf(list(s.it)) })},
	}
}

func keysOf[R graph.Record](list []R) []string {
	keys := []string{}
	for _, r := range list {
		keys = append(keys, r.Ref().Key)
	}
	return keys
}
