package nogood

import (
	"cmp"
	"context"
	"slices"

	"parley/graph"
)

// part is a component of a problem's kernel, with what has been found out about which of its lines can stand together.
type part struct {
	Problem
	lines             []int       // the place of each line in the whole problem
	variables, places map[int]int // where the whole problem's are here

	ctx                      context.Context // of the call being answered
	cores                    []Set           // minimal sets of lines that leave nothing, as far as known
	corrections              []Set           // minimal sets of lines without which the others leave something, as far as known
	coreList, correctionList *lister
}

// start makes the part ready to be asked. It reports whether the lines leave nothing, and fails with hopeless if the
// rules alone do.
func (q *part) start(ctx context.Context) (blocked bool, err error) {
	if box, _, err := q.solve(ctx, newSet(len(q.Lines))); box == nil {
		return true, cmp.Or(err, errHopeless)
	}
	ones, costs := make([]int, len(q.Lines)), make([]int, len(q.Lines))
	for n := range q.Lines {
		ones[n], costs[n] = 1, q.Lines[n].Cost
	}
	q.coreList = &lister{part: q, hitter: newHitter(ones, &q.corrections, q.leftOut)}
	q.correctionList = &lister{part: q, hitter: newHitter(costs, &q.cores, q.clash)}
	box, _, err := q.solve(ctx, q.all())
	return box == nil, err
}

func (q *part) all() Set {
	s := newSet(len(q.Lines))
	for n := range q.Lines {
		s.add(n)
	}
	return s
}

// solve looks for a box that obeys the rules and the lines given. If there is none, used has lines of these that leave
// none.
func (q *part) solve(ctx context.Context, lines Set) (box []graph.OptionSet, used Set, err error) {
	nogoods := slices.Clip(q.Nogoods)
	owner := make([]int, len(nogoods), len(nogoods)+len(q.Lines))
	for l := range lines.Each() {
		for _, n := range q.Lines[l].Nogoods {
			nogoods = append(nogoods, n)
			owner = append(owner, l)
		}
	}
	s := search{ctx: ctx, nogoods: nogoods, conflicts: make([]int, len(nogoods)), used: make([]bool, len(nogoods))}
	box, err = s.run(append([]graph.OptionSet{}, q.Domains...)) // not nil, even of no variables
	if box != nil || err != nil {
		return box, nil, err
	}
	used = newSet(len(q.Lines))
	for n := len(q.Nogoods); n < len(nogoods); n++ {
		if s.used[n] {
			used.add(owner[n])
		}
	}
	return nil, used, nil
}

// clash returns a core among the lines that are not given up, or nil if these leave something.
func (q *part) clash(ctx context.Context, givenUp Set) (core Set, err error) {
	box, core, err := q.solve(ctx, q.all().without(givenUp))
	if box != nil || err != nil {
		return nil, err
	}
	for l := range slices.Clone(core).Each() {
		if !core.Has(l) {
			continue
		}
		rest := slices.Clone(core)
		rest[l/64] &^= 1 << (l % 64)
		box, used, err := q.solve(ctx, rest)
		if err != nil {
			return nil, err
		}
		if box == nil {
			core = used
		}
	}
	return core, nil
}

// leftOut returns a correction among the lines not held, or nil if those held leave nothing: lines left out of a
// largest set that holds them and leaves something.
func (q *part) leftOut(ctx context.Context, held Set) (Set, error) {
	box, _, err := q.solve(ctx, held)
	if box == nil || err != nil {
		return nil, err
	}
	held = slices.Clone(held)
	rest := slices.Collect(q.all().without(held).Each())
	slices.SortStableFunc(rest, func(a, b int) int { return cmp.Compare(q.Lines[b].Cost, q.Lines[a].Cost) })
	for _, l := range rest {
		if !q.obeys(box, l) {
			wider, _, err := q.solve(ctx, held.with(l))
			if err != nil {
				return nil, err
			}
			if wider == nil {
				continue
			}
			box = wider
		}
		held.add(l)
	}
	return q.all().without(held), nil
}

// obeys reports whether no package of the box crosses the line.
func (q *part) obeys(box []graph.OptionSet, line int) bool {
	return !slices.ContainsFunc(q.Lines[line].Nogoods, func(n Nogood) bool {
		_, _, dead := n.Against(box)
		return !dead
	})
}
