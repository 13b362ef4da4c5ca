package schema

import (
	"context"
	"encoding/json"

	"parley/analysis/change"
	"parley/analysis/settle"
	"parley/graph"
)

// whatIf is what an answer becomes under a supposition. Nothing of it is kept.
type whatIf struct {
	effect
	footings []footing
}

// footing is how a party fares on what it is on record about.
type footing struct {
	party         *graph.Party
	before, after *float64
}

func whatIfField() field {
	return field{
		name: "whatIf", typ: "WhatIf!",
		doc: "What the answer becomes if something is supposed: verdict, cores, conflicts and how the parties fare, before and after. The record stays as it is.",
		args: []arg{
			{"scenario", "String", "A what-if on record, by key, laid over the view instead of its own."},
			{"relax", "[String!]", "Red lines supposed to be given up, by key."},
			{"add", "[RedLineInput!]", "Red lines supposed to be drawn."},
			{"assume", "[ChoiceInput!]", "Issues supposed to be settled, each with the options left."},
		},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			q, err := c.question(s.lens)
			if err != nil {
				return nil, err
			}
			o := s.frame.ViewOptions
			o.Suppose = q.Suppose
			if key := c.text("scenario"); key != "" {
				o.Scenario = key
			}
			if o.Scenario == s.frame.ViewOptions.Scenario && o.Suppose.IsZero() {
				return nil, badInput("whatIf: say what is supposed: scenario, relax, add or assume")
			}
			after, err := s.snap.View(o)
			if err != nil {
				return nil, err
			}
			found, err := change.FindEffect(c.ctx, s.frame.View, after)
			if err != nil {
				return nil, err
			}
			c.whole(found.Complete)
			fare, err := footingsIn(c.ctx, found)
			name, _ := json.Marshal(c.args) // strings, numbers and maps of them: cannot fail
			supposed := s.into(newFrame(after))
			supposed.name += " what if " + string(name)
			return whatIf{effect{found, s.lens, supposed}, fare}, err
		}),
	}
}

// footingsIn compares what the best deal of both views gives the parties asked about in both.
func footingsIn(ctx context.Context, e *change.Effect) ([]footing, error) {
	before, err := bestScores(ctx, e.Before)
	if err != nil {
		return nil, err
	}
	after, err := bestScores(ctx, e.After)
	if err != nil {
		return nil, err
	}
	list := []footing{}
	for _, p := range e.After.View.Parties {
		list = append(list, footing{p, before[p.Key], after[p.Key]})
	}
	return list, nil
}

// bestScores is how the parties fare in the deal in which they fare best together; empty where there is no deal.
func bestScores(ctx context.Context, s *settle.Settlement) (map[string]*float64, error) {
	deal, err := s.Deal(ctx, settle.HighestScore, false, 0)
	if deal == nil || err != nil {
		return nil, err
	}
	scores := map[string]*float64{}
	for _, p := range deal.Scores {
		scores[p.Party.Key] = &p.Score
	}
	return scores, nil
}

func whatIfTypes() []definition {
	settled := func(name, doc string, of func(whatIf) (*lens, *settle.Settlement)) field {
		return own(name, "Settlement!", doc, func(w whatIf) any {
			l, s := of(w)
			return see(l.below(s), s)
		})
	}
	return []definition{
		object{name: "WhatIf", doc: "What the answer becomes under a supposition.", fields: []field{
			own("effect", "ChangeEffect!", "What moves: verdict, cores, conflicts.", func(w whatIf) any { return w.effect }),
			settled("before", "The settlement without the supposition.", func(w whatIf) (*lens, *settle.Settlement) { return w.before, w.Before }),
			settled("after", "The settlement with it.", func(w whatIf) (*lens, *settle.Settlement) { return w.after, w.After }),
			own("footings", "[PartyFooting!]!", "How the parties asked about fare on what they are on record about, by key.", func(w whatIf) any { return w.footings }),
		}},
		object{name: "PartyFooting", doc: "How a party fares, before and after, in the deal in which the parties asked about fare best together. It makes up for no red line.", fields: []field{
			{name: "partyKey", typ: "String!", doc: "The key of the party.", resolve: get(func(p footing) any { return p.party.Key })},
			{name: "partyName", typ: "String!", doc: "Its name.", resolve: get(func(p footing) any { return p.party.Name })},
			{name: "before", typ: "Float", doc: "Its score before, 0 to 100; null where there was no deal.", resolve: get(func(p footing) any { return orNull(p.before) })},
			{name: "after", typ: "Float", doc: "Its score after; null where there is no deal.", resolve: get(func(p footing) any { return orNull(p.after) })},
		}},
	}
}

func orNull(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}
