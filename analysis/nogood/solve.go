package nogood

import (
	"context"
	"slices"

	"parley/graph"
)

// Solve looks for a box within the domains given: options for every variable, none empty, such that whoever
// picks one of each obeys the nogoods of the space and the further ones. It returns nil if there is none, and
// fails only with the error of ctx.
func (s *Space) Solve(ctx context.Context, within []graph.OptionSet, further ...Nogood) ([]graph.OptionSet, error) {
	if slices.Contains(within, 0) {
		return nil, nil
	}
	q := search{ctx: ctx, nogoods: append(slices.Clip(s.Nogoods), further...)}
	q.conflicts, q.used = make([]int, len(q.nogoods)), make([]bool, len(q.nogoods))
	return q.run(append([]graph.OptionSet{}, within...)) // not nil, even of no variables
}

// search is one run of Solve. It splits first where conflicts have been met most for the terms still open
// (Boussemart, Hemery, Lecoutre and Sais, Boosting systematic search by weighting constraints, ECAI 2004).
type search struct {
	ctx       context.Context
	nogoods   []Nogood
	conflicts []int  // by nogood
	used      []bool // by nogood: whether it ruled anything out. Where there is no solution, these alone leave none
}

// run searches the box, which it may change.
func (q *search) run(box []graph.OptionSet) ([]graph.OptionSet, error) {
	if err := q.ctx.Err(); err != nil {
		return nil, err
	}
	open, ok := q.propagate(box)
	if !ok || open == nil {
		return either(ok, box), nil
	}
	outside := slices.Clone(box)
	outside[open.Var] &^= open.Set
	if found, err := q.run(outside); found != nil || err != nil {
		return found, err
	}
	box[open.Var] &= open.Set
	return q.run(box)
}

func either(ok bool, box []graph.OptionSet) []graph.OptionSet {
	if ok {
		return box
	}
	return nil
}

// propagate removes from the box what nogoods with a single open term rule out, until nothing changes. It
// reports ok as false if a nogood is matched by the whole box; otherwise it returns an open term to split on, or
// nil if no nogood can be matched any more.
func (q *search) propagate(box []graph.OptionSet) (branch *Term, ok bool) {
	for changed := true; changed; {
		changed, branch = false, nil
		var best float64
		for i, n := range q.nogoods {
			first, open, dead := n.Against(box)
			switch {
			case dead:
			case open == 0:
				q.conflicts[i]++
				q.used[i] = true
				return nil, false
			case open == 1:
				box[first.Var] &^= first.Set
				q.used[i] = true
				changed = true
			default:
				if weight := float64(1+q.conflicts[i]) / float64(open); weight > best {
					branch, best = first, weight
				}
			}
		}
	}
	return branch, true
}

// Inside narrows the box to where the nogood is matched.
func (n Nogood) Inside(box []graph.OptionSet) []graph.OptionSet {
	box = slices.Clone(box)
	for _, t := range n {
		box[t.Var] &= t.Set
	}
	return box
}

// Tighten leaves in every domain exactly the options some solution takes. It reports whether there is a solution.
func (s *Space) Tighten(ctx context.Context) (bool, error) {
	seen := make([]graph.OptionSet, len(s.Domains))
	for v := range s.Domains {
		for option := range s.Domains[v].Each() {
			if seen[v].Has(option) {
				continue
			}
			box, err := s.Solve(ctx, Nogood{{v, 1 << option}}.Inside(s.Domains))
			if err != nil {
				return false, err
			}
			if box == nil {
				s.Domains[v] &^= 1 << option
			}
			for w := range box {
				seen[w] |= box[w]
			}
		}
		if s.Domains[v] == 0 {
			return false, nil
		}
	}
	return true, nil
}

// Linked returns the space with the nogoods that bear on the variables given, through other nogoods also, as
// far as variables that carry a link go. A variable with one option carries none.
func (s *Space) Linked(variables map[int]bool, carries func(variable int) bool) *Space {
	part := &Space{Domains: s.Domains}
	taken := make([]bool, len(s.Nogoods))
	touched := func(t Term) bool {
		return variables[t.Var] && s.Domains[t.Var].Len() > 1 && carries(t.Var)
	}
	for grown := true; grown; {
		grown = false
		for i, n := range s.Nogoods {
			if _, _, dead := n.Against(s.Domains); dead || taken[i] || !slices.ContainsFunc(n, touched) {
				continue
			}
			taken[i], grown = true, true
			for _, t := range n {
				variables[t.Var] = true
			}
			part.Nogoods = append(part.Nogoods, n)
		}
	}
	return part
}
