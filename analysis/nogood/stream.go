package nogood

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
)

// priced is a set of lines, by their places in the whole problem. Its price tells what they cost and then how many they
// are, in one number.
type priced struct {
	lines []int
	price int
}

// compare orders sets by cost, by size and by places.
func (p priced) compare(q priced) int {
	return cmp.Or(cmp.Compare(p.price, q.price), slices.Compare(p.lines, q.lines))
}

// lister lists sets in their order.
type lister interface {
	// at returns the n-th; ok is false where there are fewer.
	at(ctx context.Context, n int) (s priced, ok bool, err error)
}

// found lists what a part's hitter finds.
type found struct {
	hitter
	part  *part
	ready []priced
}

func (f *found) at(ctx context.Context, n int) (s priced, ok bool, err error) {
	for len(f.ready) <= n && len(f.open) > 0 {
		if err := f.advance(ctx); err != nil {
			return s, false, err
		}
	}
	if n >= len(f.ready) {
		return s, false, nil
	}
	return f.ready[n], true, nil
}

func (f *found) advance(ctx context.Context) error {
	set, err := f.step(ctx)
	if set != nil {
		f.add(set)
	}
	return err
}

func (f *found) add(set Set) {
	p := priced{lines: []int{}}
	for e := range set.Each() {
		p.lines = append(p.lines, f.part.lines[e])
		p.price += f.weight[e]
	}
	f.ready = append(f.ready, p)
}

// addAll adds sets that are all there are.
func (f *found) addAll(sets []Set) {
	for _, s := range sets {
		f.add(s)
	}
	slices.SortFunc(f.ready, priced.compare)
}

// bound returns what does not come after the n-th, and whether that is all known of it; ok is false where there are
// fewer.
func (f *found) bound(n int) (s priced, rough, ok bool) {
	switch {
	case n < len(f.ready):
		return f.ready[n], false, true
	case len(f.open) > 0:
		return priced{price: f.open[0].bound}, true, true
	}
	return s, false, false
}

// union lists what several lists hold.
type union struct {
	lists []*found
	taken []int // of each
	ready []priced
}

func (u *union) at(ctx context.Context, n int) (s priced, ok bool, err error) {
	for len(u.ready) <= n {
		var least priced
		from, rough := none, false
		for i, l := range u.lists {
			if s, r, ok := l.bound(u.taken[i]); ok && (from == none || s.compare(least) < 0) {
				least, from, rough = s, i, r
			}
		}
		switch {
		case from == none:
			return s, false, nil
		case rough:
			if err := u.lists[from].advance(ctx); err != nil {
				return s, false, err
			}
		default:
			u.taken[from]++
			u.ready = append(u.ready, least)
		}
	}
	return u.ready[n], true, nil
}

// product lists the unions of one set from each of two lists, which share no line and are not empty.
type product struct {
	left, right lister
	open        pairs
	begun       bool
	ready       []priced
}

// multiply makes the product of several lists.
func multiply(lists []*found) lister {
	if len(lists) == 1 {
		return lists[0]
	}
	half := len(lists) / 2
	return &product{left: multiply(lists[:half]), right: multiply(lists[half:])}
}

func (c *product) at(ctx context.Context, n int) (s priced, ok bool, err error) {
	if !c.begun {
		first, _, err := c.pair(ctx, 0, 0)
		if err != nil {
			return s, false, err
		}
		c.begun, c.open = true, pairs{first}
	}
	for len(c.ready) <= n && len(c.open) > 0 {
		if err := c.advance(ctx); err != nil {
			return s, false, err
		}
	}
	if n >= len(c.ready) {
		return s, false, nil
	}
	return c.ready[n], true, nil
}

// advance lists the first pair left. Each leads on to the right, and to the left if it begins a row: so each is come to
// in one way.
func (c *product) advance(ctx context.Context) error {
	best := c.open[0]
	next, more, err := c.pair(ctx, best.left, best.right+1)
	if err != nil {
		return err
	}
	var row *pair
	rows := false
	if best.right == 0 {
		if row, rows, err = c.pair(ctx, best.left+1, 0); err != nil {
			return err
		}
	}
	heap.Pop(&c.open)
	if more {
		heap.Push(&c.open, next)
	}
	if rows {
		heap.Push(&c.open, row)
	}
	c.ready = append(c.ready, best.priced)
	return nil
}

// pair unites a set of either list; ok is false where one has no such place.
func (c *product) pair(ctx context.Context, left, right int) (made *pair, ok bool, err error) {
	l, ok, err := c.left.at(ctx, left)
	if !ok || err != nil {
		return nil, false, err
	}
	r, ok, err := c.right.at(ctx, right)
	if !ok || err != nil {
		return nil, false, err
	}
	lines := slices.Concat(l.lines, r.lines)
	slices.Sort(lines)
	return &pair{left, right, priced{lines, l.price + r.price}}, true, nil
}

// pair is a place in each of two lists, and what the sets there make together.
type pair struct {
	left, right int
	priced
}

type pairs []*pair

func (q pairs) Len() int           { return len(q) }
func (q pairs) Less(i, j int) bool { return q[i].compare(q[j].priced) < 0 }
func (q pairs) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *pairs) Push(x any)        { *q = append(*q, x.(*pair)) }
func (q *pairs) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
