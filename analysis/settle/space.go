package settle

import (
	"context"
	"slices"

	"parley/graph"
)

// space is a constraint problem in plain numbers: variables, each with the options it may take, and nogoods, the
// combinations that may not occur.
type space struct {
	domains []graph.OptionSet
	nogoods []nogood
}

// nogood is matched where every term is: a solution matches none. One without terms is always matched.
type nogood []term

// term is matched where the variable's option is in the set.
type term struct {
	variable int
	set      graph.OptionSet
}

// solve looks for a box within the domains given: options for every variable, none empty, such that whoever
// picks one of each obeys the nogoods of the space and the further ones. It returns nil if there is none, and
// fails only with the error of ctx.
func (s *space) solve(ctx context.Context, within []graph.OptionSet, further ...nogood) ([]graph.OptionSet, error) {
	if slices.Contains(within, 0) {
		return nil, nil
	}
	q := search{ctx: ctx, nogoods: append(slices.Clip(s.nogoods), further...)}
	q.conflicts = make([]int, len(q.nogoods))
	return q.run(slices.Clone(within))
}

// search is one run of solve. It splits first where conflicts have been met most for the terms still open
// (Boussemart, Hemery, Lecoutre and Sais, Boosting systematic search by weighting constraints, ECAI 2004).
type search struct {
	ctx       context.Context
	nogoods   []nogood
	conflicts []int // by nogood
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
	outside[open.variable] &^= open.set
	if found, err := q.run(outside); found != nil || err != nil {
		return found, err
	}
	box[open.variable] &= open.set
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
func (q *search) propagate(box []graph.OptionSet) (branch *term, ok bool) {
	for changed := true; changed; {
		changed, branch = false, nil
		var best float64
		for i, n := range q.nogoods {
			first, open, dead := n.against(box)
			switch {
			case dead:
			case open == 0:
				q.conflicts[i]++
				return nil, false
			case open == 1:
				box[first.variable] &^= first.set
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

// against tells whether no package of the box matches the nogood (dead), else how many of its terms some
// packages of the box match and others do not, with the first of these.
func (n nogood) against(box []graph.OptionSet) (first *term, open int, dead bool) {
	for i := range n {
		t := &n[i]
		switch {
		case box[t.variable]&t.set == 0:
			return nil, 0, true
		case !box[t.variable].Within(t.set):
			if open == 0 {
				first = t
			}
			open++
		}
	}
	return first, open, false
}

// inside narrows the box to where the nogood is matched.
func (n nogood) inside(box []graph.OptionSet) []graph.OptionSet {
	box = slices.Clone(box)
	for _, t := range n {
		box[t.variable] &= t.set
	}
	return box
}

// tighten leaves in every domain exactly the options some solution takes. It reports whether there is a solution.
func (s *space) tighten(ctx context.Context) (bool, error) {
	seen := make([]graph.OptionSet, len(s.domains))
	for v := range s.domains {
		for option := range s.domains[v].Each() {
			if seen[v].Has(option) {
				continue
			}
			box, err := s.solve(ctx, nogood{{v, 1 << option}}.inside(s.domains))
			if err != nil {
				return false, err
			}
			if box == nil {
				s.domains[v] &^= 1 << option
			}
			for w := range box {
				seen[w] |= box[w]
			}
		}
		if s.domains[v] == 0 {
			return false, nil
		}
	}
	return true, nil
}

// linked returns the space with the nogoods that bear on the variables given, through other nogoods also, as
// far as variables that carry a link go. A variable with one option carries none.
func (s *space) linked(variables map[int]bool, carries func(variable int) bool) *space {
	part := &space{domains: s.domains}
	taken := make([]bool, len(s.nogoods))
	touched := func(t term) bool {
		return variables[t.variable] && s.domains[t.variable].Len() > 1 && carries(t.variable)
	}
	for grown := true; grown; {
		grown = false
		for i, n := range s.nogoods {
			if _, _, dead := n.against(s.domains); dead || taken[i] || !slices.ContainsFunc(n, touched) {
				continue
			}
			taken[i], grown = true, true
			for _, t := range n {
				variables[t.variable] = true
			}
			part.nogoods = append(part.nogoods, n)
		}
	}
	return part
}
