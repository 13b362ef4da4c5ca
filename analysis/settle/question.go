package settle

import (
	"context"

	"parley/analysis/nogood"
)

// question is whether completions match one of some patterns. Its space has a solution, and only the nogoods
// linked to the patterns.
type question struct {
	*nogood.Space
	patterns []nogood.Nogood
	silent   func(variable int) bool // whether it is an issue the text chooses nothing on
}

func (t *text) question(s *nogood.Space, patterns []nogood.Nogood) *question {
	anything := func(int) bool { return true }
	silent := func(v int) bool { return v < len(t.choosing) && t.silent(v) }
	return &question{s.Linked(variables(patterns), anything), patterns, silent}
}

// variables returns what the nogoods name.
func variables(nogoods []nogood.Nogood) map[int]bool {
	named := map[int]bool{}
	for _, n := range nogoods {
		for _, t := range n {
			named[t.Var] = true
		}
	}
	return named
}

// answer tells whether all completions match a pattern (Crossed), none does or some do, with the patterns that
// some completion matches.
func (q *question) answer(ctx context.Context) (Outcome, []nogood.Nogood, error) {
	var reached []nogood.Nogood
	for _, p := range q.patterns {
		box, err := q.Solve(ctx, p.Inside(q.Domains))
		if err != nil {
			return "", nil, err
		}
		if box != nil {
			reached = append(reached, p)
		}
	}
	if len(reached) == 0 {
		return Respected, nil, nil
	}
	spared, err := q.Solve(ctx, q.Domains, q.patterns...)
	if err != nil {
		return "", nil, err
	}
	if spared == nil {
		return Crossed, reached, nil
	}
	return Open, reached, nil
}
