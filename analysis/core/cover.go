package core

import (
	"context"
	"math/bits"
	"slices"

	"parley/graph"
)

// A cover is a list of sets, given by their places, that together hold every option open; it is minimal if it
// does without none of them, so that each holds an option that no other holds.

// minimalCovers yields every minimal cover, those of fewest sets first, until yield returns false. It fails with
// the error of ctx.
//
// The search is that of Murakami and Uno, Efficient algorithms for dualizing large-scale hypergraphs (Discrete
// Applied Mathematics 170, 2014): take an option not yet held, try each set that holds it, give up as soon as a
// set chosen has no option to itself. It runs once for each size.
func minimalCovers(ctx context.Context, sets []graph.OptionSet, open graph.OptionSet, yield func([]int) bool) error {
	c := &coverer{ctx: ctx, sets: sets, yield: yield}
	var all graph.OptionSet
	for _, s := range sets {
		all |= s
	}
	if open == 0 || !open.Within(all) {
		return nil
	}
	for c.size = 1; c.size <= min(len(sets), open.Len()) && !c.done; c.size++ {
		c.extend(nil, open, make([]bool, len(sets)))
	}
	return c.err
}

// coverer looks for minimal covers of one size.
type coverer struct {
	ctx   context.Context
	sets  []graph.OptionSet
	yield func([]int) bool
	size  int
	steps int
	done  bool
	err   error
}

// extend completes the sets chosen so that they hold what is left, without those barred.
func (c *coverer) extend(chosen []int, left graph.OptionSet, barred []bool) {
	if left == 0 {
		if len(chosen) == c.size {
			c.done = !c.yield(slices.Sorted(slices.Values(chosen)))
		}
		return
	}
	if c.stop() || !c.enough(c.size-len(chosen), left, barred) {
		return
	}
	next := bits.TrailingZeros64(uint64(left))
	barred = slices.Clone(barred) // a set tried for this option is not tried again beside the others that hold it
	for n, s := range c.sets {
		if barred[n] || !s.Has(next) {
			continue
		}
		barred[n] = true
		if with := append(chosen[:len(chosen):len(chosen)], n); c.needed(with) {
			c.extend(with, left&^s, barred)
		}
		if c.done {
			return
		}
	}
}

// enough reports whether the k sets not barred that hold most of what is left could hold all of it.
func (c *coverer) enough(k int, left graph.OptionSet, barred []bool) bool {
	var sizes []int
	for n, s := range c.sets {
		if !barred[n] && s&left != 0 {
			sizes = append(sizes, (s & left).Len())
		}
	}
	slices.Sort(sizes)
	most := 0
	for _, size := range sizes[max(0, len(sizes)-k):] {
		most += size
	}
	return most >= left.Len()
}

// needed reports whether each of the sets chosen holds an option that no other does.
func (c *coverer) needed(chosen []int) bool {
	var once, twice graph.OptionSet
	for _, n := range chosen {
		twice |= once & c.sets[n]
		once |= c.sets[n]
	}
	return !slices.ContainsFunc(chosen, func(n int) bool { return c.sets[n].Within(twice) })
}

func (c *coverer) stop() bool {
	if c.steps++; c.steps%1024 == 0 {
		c.err = c.ctx.Err()
		c.done = c.done || c.err != nil
	}
	return c.done
}
