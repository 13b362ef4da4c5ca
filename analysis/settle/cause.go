package settle

import (
	"context"
	"slices"

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
type side func(ctx context.Context, s *space) (completion, error)

// completion is a box of completions on one side of the question: those that match keep and none of avoid.
type completion struct {
	box   []graph.OptionSet // nil if there is none
	keep  nogood
	avoid []nogood
}

func (q *question) matching(ctx context.Context, s *space) (completion, error) {
	for _, p := range q.patterns {
		if box, err := s.solve(ctx, p.inside(s.domains)); box != nil || err != nil {
			return completion{box: box, keep: p}, err
		}
	}
	return completion{}, nil
}

func (q *question) sparing(ctx context.Context, s *space) (completion, error) {
	box, err := s.solve(ctx, s.domains, q.patterns...)
	return completion{box: box, avoid: q.patterns}, err
}

// decided reports whether some way to fill the silent issues leaves completions on one side only.
func (q *question) decided(ctx context.Context, one, other side) (bool, error) {
	near := q.near()
	guesses := &space{slices.Clone(q.domains), slices.Clip(q.nogoods)}
	for {
		guess, err := one(ctx, guesses)
		if guess.box == nil || err != nil {
			return false, err
		}
		counter, err := other(ctx, &space{q.fill(guess.box), q.nogoods})
		if err != nil {
			return false, err
		}
		if counter.box == nil {
			return true, nil
		}
		guesses.anyOf(q.failing(counter, near))
	}
}

// fill returns the domains with every silent issue settled as the first option the box has on it.
func (q *question) fill(box []graph.OptionSet) []graph.OptionSet {
	filled := slices.Clone(q.domains)
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
func (q *question) near() []nogood {
	chosen := func(v int) bool { return !q.silent(v) }
	return q.linked(variables(q.patterns), chosen).nogoods
}

// failing lists what a filling of the silent issues must match, one at least, for the completion, kept as it is
// on all other issues, to fail: to be no completion, or to leave its side.
func (q *question) failing(c completion, near []nogood) []nogood {
	var list []nogood
	for _, n := range slices.Concat(near, c.avoid) {
		var rest nogood
		met := true
		for _, t := range n {
			switch {
			case q.silent(t.variable):
				rest = append(rest, t)
			case lowest(c.box[t.variable])&t.set == 0:
				met = false
			}
		}
		if met {
			list = append(list, rest)
		}
	}
	for _, t := range c.keep {
		if q.silent(t.variable) {
			list = append(list, nogood{{t.variable, q.domains[t.variable] &^ t.set}})
		}
	}
	return list
}

// anyOf demands that one of the nogoods at least be matched. Each of several terms gets a variable that can only
// say "matched" where all of them are.
func (s *space) anyOf(list []nogood) {
	var none nogood
	for _, n := range list {
		if len(n) == 1 {
			none = append(none, term{n[0].variable, s.domains[n[0].variable] &^ n[0].set})
			continue
		}
		signal := s.signal()
		s.onlyIf(n, signal)
		none = append(none, term{signal, unmatched})
	}
	s.nogoods = append(s.nogoods, none)
}
