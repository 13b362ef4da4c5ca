package sequence

import (
	"context"
	"errors"
	"slices"
	"strings"

	"parley/graph"
)

// errEnough ends a search that has found as many circles as are asked for, with more to come.
var errEnough = errors.New("enough")

// search looks for circles: rounds of fewest steps first, each begun at its first step of the negotiation. It gives up a
// path as soon as nobody is left for one of its pairs who wants no other order between steps of the path.
type search struct {
	ctx   context.Context
	first int
	looks int
	into  *Sequence
	wants map[pair][]*Precedence // by party
	held  map[string][]pair      // what each party wants
}

func newSearch(ctx context.Context, s *Sequence, first int) *search {
	c := &search{ctx: ctx, first: first, into: s, wants: map[pair][]*Precedence{}, held: map[string][]pair{}}
	for _, p := range s.Precedences {
		c.wants[p.pair] = append(c.wants[p.pair], p)
		c.held[p.Party.Key] = append(c.held[p.Party.Key], p.pair)
	}
	return c
}

func (c *search) run() error {
	for length := 2; length <= len(c.into.Steps); length++ {
		for start := range c.into.Steps {
			if err := c.extend([]int{start}, length); err != nil {
				return err
			}
		}
	}
	return nil
}

// extend completes a path of steps to rounds of a length.
func (c *search) extend(path []int, length int) error {
	if c.looks++; c.looks%256 == 0 && c.ctx.Err() != nil {
		return c.ctx.Err()
	}
	if len(path) == length {
		return c.close(path)
	}
	for next := path[0] + 1; next < len(c.into.Steps); next++ {
		if slices.Contains(path, next) || len(c.wants[pair{path[len(path)-1], next}]) == 0 {
			continue
		}
		longer := append(slices.Clip(path), next)
		if _, ok := c.taking(longer, pairs(longer)); !ok {
			continue
		}
		if err := c.extend(longer, length); err != nil {
			return err
		}
	}
	return nil
}

// close notes the round of a path, as one of several parties and as one of each party that wants all of it.
func (c *search) close(path []int) error {
	round := append(pairs(path), pair{path[len(path)-1], path[0]})
	taking, ok := c.taking(path, round)
	if !ok {
		return nil
	}
	circle := circleOf(taking)
	if len(circle.Parties) > 1 {
		if err := c.note(&c.into.Circles, circle); err != nil {
			return err
		}
	}
	for _, p := range circle.Parties {
		if own, all := ownOf(taking, p); all {
			if err := c.note(&c.into.Inconsistent, circleOf(own)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *search) note(list *[]Circle, circle Circle) error {
	if len(*list) == c.first {
		return errEnough
	}
	*list = append(*list, circle)
	return nil
}

// taking returns, for each of some pairs along a path, who wants it and no other order between steps of the path. It
// fails where nobody does for one of them.
func (c *search) taking(path []int, round []pair) (taking [][]*Precedence, ok bool) {
	for _, p := range round {
		var list []*Precedence
		for _, w := range c.wants[p] {
			if !c.cuts(w.Party.Key, path) {
				list = append(list, w)
			}
		}
		if len(list) == 0 {
			return nil, false
		}
		taking = append(taking, list)
	}
	return taking, true
}

// cuts reports whether a party wants an order between steps of a path that is none of it nor closes it.
func (c *search) cuts(party string, path []int) bool {
	return slices.ContainsFunc(c.held[party], func(p pair) bool {
		from, to := slices.Index(path, p.before), slices.Index(path, p.after)
		return from >= 0 && to >= 0 && to != (from+1)%len(path)
	})
}

// pairs lists the steps of a path, each before the next.
func pairs(path []int) []pair {
	var list []pair
	for n := 1; n < len(path); n++ {
		list = append(list, pair{path[n-1], path[n]})
	}
	return list
}

func circleOf(taking [][]*Precedence) Circle {
	var c Circle
	for _, wants := range taking {
		c.Edges = append(c.Edges, Edge{Before: wants[0].Before, After: wants[0].After, Wants: wants})
		for _, w := range wants {
			if !slices.Contains(c.Parties, w.Party) {
				c.Parties = append(c.Parties, w.Party)
			}
		}
	}
	slices.SortFunc(c.Parties, func(a, b *graph.Party) int { return strings.Compare(a.Key, b.Key) })
	return c
}

// ownOf keeps what one party wants of a round, and tells whether that is all of it.
func ownOf(taking [][]*Precedence, party *graph.Party) (own [][]*Precedence, all bool) {
	for _, wants := range taking {
		n := slices.IndexFunc(wants, func(w *Precedence) bool { return w.Party == party })
		if n < 0 {
			return nil, false
		}
		own = append(own, wants[n:n+1])
	}
	return own, true
}
