package settle

import (
	"context"
	"slices"

	"parley/analysis/nogood"
	"parley/graph"
)

// cause tells why the question is open.
func (q *question) cause(ctx context.Context) (Cause, error) {
	for _, on := range [][2]side{{q.matching, q.sparing}, {q.sparing, q.matching}} {
		decided, err := q.decided(ctx, on[0], on[1])
		if err != nil {
			return "", err
		}
		if decided {
			return Silent, nil
		}
	}
	return Ambiguous, nil
}

// side looks for completions on one side of the question.
type side func(ctx context.Context, s *nogood.Space) (completion, error)

// completion is a box of completions on one side of the question: those that match keep and none of avoid.
type completion struct {
	box   []graph.OptionSet // nil if there is none
	keep  nogood.Nogood
	avoid []nogood.Nogood
}

func (q *question) matching(ctx context.Context, s *nogood.Space) (completion, error) {
	for _, p := range q.patterns {
		if box, err := s.Solve(ctx, p.Inside(s.Domains)); box != nil || err != nil {
			return completion{box: box, keep: p}, err
		}
	}
	return completion{}, nil
}

func (q *question) sparing(ctx context.Context, s *nogood.Space) (completion, error) {
	box, err := s.Solve(ctx, s.Domains, q.patterns...)
	return completion{box: box, avoid: q.patterns}, err
}

// decided reports whether some way to fill the silent issues leaves completions on one side only.
func (q *question) decided(ctx context.Context, one, other side) (bool, error) {
	near := q.near()
	guesses := &nogood.Space{Domains: slices.Clone(q.Domains), Nogoods: slices.Clip(q.Nogoods)}
	for {
		guess, err := one(ctx, guesses)
		if guess.box == nil || err != nil {
			return false, err
		}
		counter, err := other(ctx, &nogood.Space{Domains: q.fill(guess.box), Nogoods: q.Nogoods})
		if err != nil {
			return false, err
		}
		if counter.box == nil {
			return true, nil
		}
		guesses.AnyOf(q.failing(counter, near))
	}
}

// fill returns the domains with every silent issue settled as the first option the box has on it.
func (q *question) fill(box []graph.OptionSet) []graph.OptionSet {
	filled := slices.Clone(q.Domains)
	for v := range filled {
		if q.silent(v) {
			filled[v] = lowest(box[v])
		}
	}
	return filled
}

func lowest(set graph.OptionSet) graph.OptionSet { return set & -set }

// near lists the nogoods that bear on the question once silent issues are filled: those linked to its patterns
// by what the text chooses. The others can be satisfied apart under any filling that some completion has.
func (q *question) near() []nogood.Nogood {
	chosen := func(v int) bool { return !q.silent(v) }
	return q.Linked(variables(q.patterns), chosen).Nogoods
}

// failing lists what a filling of the silent issues must match, one at least, for the completion, kept as it is
// on all other issues, to fail: to be no completion, or to leave its side.
func (q *question) failing(c completion, near []nogood.Nogood) []nogood.Nogood {
	var list []nogood.Nogood
	for _, n := range slices.Concat(near, c.avoid) {
		var rest nogood.Nogood
		met := true
		for _, t := range n {
			switch {
			case q.silent(t.Var):
				rest = append(rest, t)
			case lowest(c.box[t.Var])&t.Set == 0:
				met = false
			}
		}
		if met {
			list = append(list, rest)
		}
	}
	for _, t := range c.keep {
		if q.silent(t.Var) {
			list = append(list, nogood.Nogood{{Var: t.Var, Set: q.Domains[t.Var] &^ t.Set}})
		}
	}
	return list
}
