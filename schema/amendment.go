package schema

import (
	"context"
	"time"

	"parley/analysis/settle"
	"parley/graph"
)

// amendBudget is how long the nearest amendments of a proposal are looked for.
const amendBudget = 2 * time.Second

// Amendments looks for the nearest ways to amend a proposal.
func (f *frame) Amendments(ctx context.Context, p *graph.Proposal) (a *settle.Amendments, err error) {
	err = f.alone(ctx, func() (err error) {
		if a = f.amended[p.Key]; a == nil {
			if a, err = settle.Amend(ctx, f.View, p, amendBudget); err == nil && a.Complete {
				f.amended[p.Key] = a
			}
		}
		return err
	})
	return a, err
}

func amendmentTypes() []definition {
	type change = on[settle.Change]
	type obstacle = on[settle.Obstacle]
	return []definition{
		object{name: "Amendment", doc: "A smallest set of changes after which some way to complete a text crosses no red line and no rule.", fields: fieldList(
			plain("changeCount", "Int!", "How many provisions it changes; 0 where the text needs no change.", func(a on[settle.Amendment]) any { return len(a.it.Changes) }),
			field{name: "changes", typ: "[AmendedProvision!]!", doc: "The changes, in the order of the text.", resolve: get(func(s seen[on[settle.Amendment]]) any {
				return seeAll(s.lens, about(s.it.proposal, s.it.it.Changes))
			})},
			plain("completions", "BigInt!", "How many ways to complete the text so changed cross no red line and no rule.", func(a on[settle.Amendment]) any { return a.it.Completions.String() }),
			plain("explanation", "String!", "In one sentence.", func(a on[settle.Amendment]) any { return a.it.Explanation }),
		)},
		object{name: "AmendedProvision", doc: "The change of one provision. Where several choose on the issue, to change any of them is enough.", fields: fieldList(
			plain("issueKey", "String!", "The key of the issue it is on.", func(c change) any { return c.it.Issue.Key }),
			field{name: "issue", typ: "Issue!", doc: "The issue it is on.", resolve: get(func(s seen[change]) any { return see(s.lens, s.it.it.Issue.Issue) })},
			field{name: "provisions", typ: "[Provision!]!", doc: "The provisions that choose on the issue.", resolve: get(func(s seen[change]) any {
				return seeAll(s.lens, provisions(s.it.proposal, s.it.it.Provisions))
			})},
			field{name: "from", typ: "[Option!]!", doc: "What they choose.", resolve: get(func(s seen[change]) any { return optionsIn(s.lens, s.it.it.Issue, s.it.it.From) })},
			field{name: "to", typ: "[Option!]!", doc: "What they could choose instead, the rest of the text and the other changes being as they are.",
				resolve: get(func(s seen[change]) any { return optionsIn(s.lens, s.it.it.Issue, s.it.it.To) })},
		)},
		object{name: "AmendmentObstacle", doc: "A smallest set of provisions that leaves no deal as it stands: at least one of them has to change.", fields: fieldList(
			field{name: "provisions", typ: "[Provision!]!", doc: "The provisions.", resolve: get(func(s seen[obstacle]) any {
				return seeAll(s.lens, provisions(s.it.proposal, s.it.it.Provisions))
			})},
			field{name: "redLines", typ: "[RedLine!]!", doc: "The red lines they run into between them, by key.", resolve: get(func(s seen[obstacle]) any { return seeAll(s.lens, s.it.it.RedLines) })},
			field{name: "rules", typ: "[Rule!]!", doc: "The rules that take part, by key.", resolve: get(func(s seen[obstacle]) any { return seeAll(s.lens, s.it.it.Rules) })},
			plain("explanation", "String!", "In one sentence.", func(o obstacle) any { return o.it.Explanation }),
		)},
	}
}

func amendmentFields() []field {
	return []field{
		{
			name: "nearestAmendments", typ: "[Amendment!]!",
			doc:  "The fewest provisions to change so that some way to complete the text crosses no red line of the view and no rule: every such set, in the order of the text. One without changes where the text needs none; empty where no deal exists at all.",
			args: []arg{{"first", "Int", "How many to return, 1 to 500; 50 where left out."}},
			resolve: with(func(c *call, s seen[proposal]) (any, error) {
				first, err := c.size("first")
				if err != nil {
					return nil, err
				}
				if first == 0 {
					first = defaultPage
				}
				a, err := s.amendments(c)
				if err != nil {
					return nil, err
				}
				return seeAll(s.lens, about(s.it, a.Nearest[:min(first, len(a.Nearest))])), nil
			}),
		},
		{
			name: "amendmentsComplete", typ: "Boolean!",
			doc: "Whether nearestAmendments, with first large enough, has every smallest set of changes: false where the search ran out of time.",
			resolve: with(func(c *call, s seen[proposal]) (any, error) {
				a, err := s.amendments(c)
				if err != nil {
					return nil, err
				}
				return a.Complete, nil
			}),
		},
		{
			name: "amendmentObstacles", typ: "[AmendmentObstacle!]!",
			doc: "Why no fewer changes do: sets of provisions of each of which at least one has to change, smallest first. Empty where nothing has to.",
			resolve: with(func(c *call, s seen[proposal]) (any, error) {
				a, err := s.amendments(c)
				if err != nil {
					return nil, err
				}
				return seeAll(s.lens, about(s.it, a.Proof)), nil
			}),
		},
	}
}

func (s seen[T]) amendments(c *call) (*settle.Amendments, error) {
	f, err := s.home()
	if err != nil {
		return nil, err
	}
	a, err := f.Amendments(c.ctx, any(s.it).(proposal))
	c.whole(err != nil || a.Complete)
	return a, err
}
