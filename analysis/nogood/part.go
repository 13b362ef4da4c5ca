package nogood

import (
	"cmp"
	"context"
	"slices"

	"parley/graph"
)

// part is a piece of a problem that leaves nothing, with what has been found out about which of its lines can stand
// together.
type part struct {
	Problem
	lines   []int    // the place of each line in the whole problem
	nogoods []Nogood // of rules and lines
	owner   []int    // by nogood: its line, or the rules

	cores       []Set // sets of lines that leave nothing, as far as known
	corrections []Set // sets of lines without which the others leave something, as far as known

	coreList, concessionList *found
}

// start makes the part ready to be asked. It reports whether the rules alone leave something.
func (q *part) start(ctx context.Context, unit int) (ok bool, err error) {
	sizes, prices := make([]int, len(q.Lines)), make([]int, len(q.Lines))
	for n := range q.Lines {
		sizes[n], prices[n] = 1, q.Lines[n].Cost*unit+1
	}
	q.coreList = &found{part: q, hitter: hitter{weight: sizes, family: &q.corrections, reveal: q.leftOut}}
	q.concessionList = &found{part: q, hitter: hitter{weight: prices, family: &q.cores, reveal: q.clash}}
	q.gather()
	if q.small() {
		q.corrections, q.coreList.reveal = q.survey(), nil
		q.concessionList.addAll(q.corrections)
		q.coreList.begin()
		return len(q.corrections) > 0, nil
	}
	q.coreList.begin()
	q.concessionList.begin()
	box, _, err := q.solve(ctx, newSet(len(q.Lines)))
	return box != nil, err
}

func (q *part) gather() {
	for _, n := range q.Nogoods {
		q.nogoods, q.owner = append(q.nogoods, n), append(q.owner, rules)
	}
	for l := range q.Lines {
		for _, n := range q.Lines[l].Nogoods {
			q.nogoods, q.owner = append(q.nogoods, n), append(q.owner, l)
		}
	}
}

func (q *part) all() Set { return allOf(len(q.Lines)) }

// solve looks for a box that obeys the rules and the lines given. If there is none, used has lines of these that leave
// none.
func (q *part) solve(ctx context.Context, lines Set) (box []graph.OptionSet, used Set, err error) {
	var inForce []int32
	for n, l := range q.owner {
		if l == rules || lines.Has(l) {
			inForce = append(inForce, int32(n))
		}
	}
	box, bearing, err := solve(ctx, q.Domains, q.nogoods, inForce)
	if box != nil || err != nil {
		return box, nil, err
	}
	used = newSet(len(q.Lines))
	for n, l := range q.owner {
		if bearing[n] && l != rules {
			used.add(l)
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
		rest.remove(l)
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
		if q.crosses(box, l) {
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

// crosses reports whether some package of the box crosses the line.
func (q *part) crosses(box []graph.OptionSet, line int) bool {
	return slices.ContainsFunc(q.Lines[line].Nogoods, func(n Nogood) bool { return n.meets(box) })
}
