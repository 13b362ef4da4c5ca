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
	nogoods := append(slices.Clip(s.Nogoods), further...)
	box, _, err := solve(ctx, within, nogoods, numbers(len(nogoods)))
	return box, err
}

// numbers are those below n.
func numbers(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = int32(i)
	}
	return list
}

// solve does so for domains none of which is empty, with some of the nogoods in force. If there is no solution, the
// nogoods used alone leave none.
func solve(ctx context.Context, within []graph.OptionSet, nogoods []Nogood, inForce []int32) (box []graph.OptionSet, used []bool, err error) {
	q := search{
		ctx: ctx, nogoods: nogoods, conflicts: make([]int, len(nogoods)), used: make([]bool, len(nogoods)),
		box: append([]graph.OptionSet{}, within...), // not nil, even of no variables
	}
	failure, err := q.run(inForce)
	if failure != nil || err != nil {
		return nil, q.used, err
	}
	return q.box, nil, nil
}

// search is one run of solve. It splits first where conflicts have been met most for the terms still open
// (Boussemart, Hemery, Lecoutre and Sais, Boosting systematic search by weighting constraints, ECAI 2004), and goes
// back beyond choices that a failure does not rest on (Prosser, Hybrid algorithms for the constraint satisfaction
// problem, Computational Intelligence 9, 1993).
type search struct {
	ctx       context.Context
	nogoods   []Nogood
	conflicts []int  // by nogood
	used      []bool // by nogood: whether a failure rests on it
	box       []graph.OptionSet
	trail     []narrowing
	live      []int32 // for every choice made, the nogoods still open then
}

// narrowing is a step in which a variable lost options.
type narrowing struct {
	variable int
	lost     graph.OptionSet
	nogood   int // what ruled them out, or none for a choice
}

// blame tells, by variable, the options whose absence a failure rests on.
type blame []graph.OptionSet

// run narrows the box to one of solutions, which nogoods that are not dead may stand against. If there is none it leaves
// the box as it was, and says what that rests on.
func (q *search) run(nogoods []int32) (b blame, err error) {
	if err := q.ctx.Err(); err != nil {
		return nil, err
	}
	entered, depth := len(q.trail), len(q.live)
	live, branch, conflict := q.propagate(nogoods)
	switch {
	case conflict != none:
		b = make(blame, len(q.box))
		q.charge(b, conflict, none)
	case branch != nil:
		b, err = q.split(branch, live)
	}
	if b == nil || err != nil {
		return nil, err
	}
	q.live = q.live[:depth]
	for len(q.trail) > entered {
		last := q.widen()
		if b[last.variable]&last.lost != 0 {
			b[last.variable] &^= last.lost
			q.charge(b, last.nogood, last.variable)
		}
	}
	return b, nil
}

// split tries the options outside the term, then those within.
func (q *search) split(t *Term, nogoods []int32) (both blame, err error) {
	domain := q.box[t.Var]
	for _, lost := range [...]graph.OptionSet{domain & t.Set, domain &^ t.Set} {
		q.narrow(t.Var, lost, none)
		b, err := q.run(nogoods)
		if b == nil || err != nil {
			return nil, err
		}
		q.widen()
		if b[t.Var]&lost == 0 {
			return b, nil
		}
		b[t.Var] &^= lost
		for v := range both {
			b[v] |= both[v]
		}
		both = b
	}
	return both, nil
}

func (q *search) narrow(v int, lost graph.OptionSet, nogood int) {
	q.box[v] &^= lost
	q.trail = append(q.trail, narrowing{v, lost, nogood})
}

// widen takes back the last narrowing.
func (q *search) widen() narrowing {
	last := q.trail[len(q.trail)-1]
	q.box[last.variable] |= last.lost
	q.trail = q.trail[:len(q.trail)-1]
	return last
}

// charge blames what let the nogood rule out options of a variable, or everything.
func (q *search) charge(b blame, nogood, variable int) {
	q.used[nogood] = true
	for _, t := range q.nogoods[nogood] {
		if t.Var != variable {
			b[t.Var] |= ^t.Set
		}
	}
}

// propagate removes from the box what nogoods with a single open term rule out, until nothing changes. It returns a
// nogood matched by the whole box, or the nogoods still open with a term to split on, or nothing if none is.
func (q *search) propagate(nogoods []int32) (live []int32, branch *Term, conflict int) {
	start := len(q.live)
	q.live = append(q.live, nogoods...)
	live = q.live[start:]
	for changed := true; changed; {
		changed, branch = false, nil
		var best float64
		kept := live[:0]
		for _, i := range live {
			first, open, dead := q.nogoods[i].Against(q.box)
			switch {
			case dead:
			case open == 0:
				q.conflicts[i]++
				return nil, nil, int(i)
			case open == 1:
				q.narrow(first.Var, q.box[first.Var]&first.Set, int(i))
				changed = true
			default:
				kept = append(kept, i)
				if weight := float64(1+q.conflicts[i]) / float64(open); weight > best {
					branch, best = first, weight
				}
			}
		}
		live = kept
	}
	q.live = q.live[:start+len(live)]
	return live, branch, none
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
	seen, err := s.Solve(ctx, s.Domains)
	if seen == nil || err != nil {
		return false, err
	}
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
