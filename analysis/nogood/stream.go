package nogood

import (
	"container/heap"
	"context"
	"slices"
)

// priced is a set of lines, by their places in the whole problem, with its price.
type priced struct {
	lines []int
	price price
}

// stream returns set after set, cheapest first; one without lines ends it.
type stream func(context.Context) (priced, error)

// lister keeps what a part's hitter has found.
type lister struct {
	part   *part
	hitter *hitter
	ready  []priced
	done   bool
}

// at returns the n-th cheapest; ok is false where there are fewer.
func (l *lister) at(ctx context.Context, n int) (s priced, ok bool, err error) {
	for len(l.ready) <= n && !l.done {
		found, err := l.hitter.next(ctx)
		if err != nil {
			return s, false, err
		}
		if found == nil {
			l.done = true
			break
		}
		l.ready = append(l.ready, l.priced(found))
	}
	if n >= len(l.ready) {
		return s, false, nil
	}
	return l.ready[n], true, nil
}

func (l *lister) priced(s Set) priced {
	p := priced{lines: []int{}}
	for e := range s.Each() {
		p.lines = append(p.lines, l.part.lines[e])
		p.price.cost += l.hitter.cost[e]
		p.price.size++
	}
	slices.Sort(p.lines)
	return p
}

// merge streams what several lists hold.
func merge(lists []*lister) stream {
	heads := make([]int, len(lists))
	return func(ctx context.Context) (priced, error) {
		var best priced
		from := -1
		for n, l := range lists {
			s, ok, err := l.at(ctx, heads[n])
			if err != nil {
				return priced{}, err
			}
			if ok && (from < 0 || s.price.compare(best.price) < 0) {
				best, from = s, n
			}
		}
		if from >= 0 {
			heads[from]++
		}
		return best, nil
	}
}

// combine streams the unions of one set from each of several lists, none of which is empty.
func combine(lists []*lister) stream {
	c := &combination{lists: lists}
	return c.next
}

type combination struct {
	lists   []*lister
	open    choices
	started bool
}

func (c *combination) next(ctx context.Context) (priced, error) {
	if !c.started {
		first, _, err := c.choice(ctx, make([]int, len(c.lists)), 0)
		if err != nil {
			return priced{}, err
		}
		c.started = true
		heap.Push(&c.open, first)
	}
	if len(c.open) == 0 {
		return priced{}, nil
	}
	best := c.open[0]
	var further []choice
	for n := best.last; n < len(c.lists); n++ { // no step to the left of the last: so each choice is come to in one way
		at := slices.Clone(best.at)
		at[n]++
		next, ok, err := c.choice(ctx, at, n)
		if err != nil {
			return priced{}, err
		}
		if ok {
			further = append(further, next)
		}
	}
	heap.Pop(&c.open)
	for _, f := range further {
		heap.Push(&c.open, f)
	}
	u := priced{price: best.price}
	for n, l := range c.lists {
		u.lines = append(u.lines, l.ready[best.at[n]].lines...)
	}
	slices.Sort(u.lines)
	return u, nil
}

// choice prices a place in each of the lists; ok is false if one has no such place.
func (c *combination) choice(ctx context.Context, at []int, last int) (made choice, ok bool, err error) {
	made = choice{at: at, last: last}
	for n, l := range c.lists {
		s, ok, err := l.at(ctx, at[n])
		if !ok || err != nil {
			return made, false, err
		}
		made.price.cost += s.price.cost
		made.price.size += s.price.size
	}
	return made, true, nil
}

// choice is a place in each of several lists.
type choice struct {
	at    []int
	last  int // where it was stepped last
	price price
}

type choices []choice

func (q choices) Len() int { return len(q) }
func (q choices) Less(i, j int) bool {
	if c := q[i].price.compare(q[j].price); c != 0 {
		return c < 0
	}
	return slices.Compare(q[i].at, q[j].at) < 0
}
func (q choices) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *choices) Push(x any)   { *q = append(*q, x.(choice)) }
func (q *choices) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
