package nogood

import (
	"container/heap"
)

// choice lists what several edges lead to.
type choice struct {
	*Ranking
	list *list
	open []*alternative // a heap
}

// alternative is an edge with the next way it has.
type alternative struct {
	edge
	list    *list // nil until looked into
	next    int   // its place in the list
	filling       // without options until made: it costs that much at least
}

func (r *Ranking) choice(n *node) *list {
	c := &choice{Ranking: r, list: &list{}}
	for _, e := range r.edges[n.first:n.last] {
		c.open = append(c.open, &alternative{edge: e, filling: filling{cost: r.sum(e)}})
	}
	heap.Init(c)
	c.list.more = c.more
	return c.list
}

func (c *choice) more() (f filling, ok bool) {
	for len(c.open) > 0 {
		a := c.open[0]
		if a.options != nil {
			f, a.options = a.filling, nil
			a.next++
			return f, true
		}
		if a.list == nil {
			a.list = c.product(c.below(a.edge))
		}
		if a.filling, ok = a.list.at(a.next); ok {
			c.list.scope = a.list.scope
			heap.Fix(c, 0)
		} else {
			heap.Pop(c)
		}
	}
	return f, false
}

func (c *choice) Len() int { return len(c.open) }
func (c *choice) Less(i, j int) bool {
	a, b := c.open[i], c.open[j]
	if a.cost == b.cost && (a.options == nil || b.options == nil) {
		return a.options == nil && b.options != nil
	}
	return c.compare(a.filling, b.filling) < 0
}
func (c *choice) Swap(i, j int) { c.open[i], c.open[j] = c.open[j], c.open[i] }
func (c *choice) Push(x any)    { c.open = append(c.open, x.(*alternative)) }
func (c *choice) Pop() any {
	last := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	return last
}
