package nogood

import (
	"container/heap"
	"slices"
)

// product lists the ways to fill what several nodes stand for.
func (r *Ranking) product(nodes []int32) *list {
	if len(nodes) == 1 {
		return r.list(nodes[0])
	}
	l := &list{}
	var firsts []*list
	for _, n := range nodes {
		kid := r.list(n)
		kid.at(0)
		firsts = append(firsts, kid)
		l.scope = append(l.scope, kid.scope...)
	}
	slices.Sort(l.scope)
	l.best = []filling{r.unite(l.scope, firsts, make([]int, len(firsts)))}
	var p *coupling
	l.more = func() (f filling, ok bool) { // mostly the first is enough
		if len(nodes) == 0 {
			return f, false
		}
		if p == nil {
			half := len(nodes) / 2
			p = &coupling{Ranking: r, scope: l.scope, halves: []*list{r.product(nodes[:half]), r.product(nodes[half:])}}
		}
		return p.more()
	}
	return l
}

// unite joins the ways that several lists have at their places.
func (r *Ranking) unite(scope []int32, lists []*list, places []int) filling {
	united := filling{options: make([]uint8, len(scope))}
	for i, l := range lists {
		f := l.best[places[i]]
		united.cost += f.cost
		for j, v := range l.scope {
			r.scratch[v] = f.options[j]
		}
	}
	for i, v := range scope {
		united.options[i] = r.scratch[v]
	}
	return united
}

// coupling lists what two lists make together, from the second on.
type coupling struct {
	*Ranking
	scope  []int32
	halves []*list
	last   couple
	open   []couple // a heap
}

// couple is a way of either list, by their places, and what they make together.
type couple struct {
	left, right int
	filling
}

// more goes on from the couple listed last to the right, and to the left if that begins a row: so each is come to in one
// way.
func (p *coupling) more() (f filling, ok bool) {
	p.push(p.last.left, p.last.right+1)
	if p.last.right == 0 {
		p.push(p.last.left+1, 0)
	}
	if len(p.open) == 0 {
		return f, false
	}
	p.last = heap.Pop(p).(couple)
	return p.last.filling, true
}

// push adds a couple, if either list has as many.
func (p *coupling) push(left, right int) {
	if _, ok := p.halves[0].at(left); !ok {
		return
	}
	if _, ok := p.halves[1].at(right); !ok {
		return
	}
	heap.Push(p, couple{left, right, p.unite(p.scope, p.halves, []int{left, right})})
}

func (p *coupling) Len() int           { return len(p.open) }
func (p *coupling) Less(i, j int) bool { return p.compare(p.open[i].filling, p.open[j].filling) < 0 }
func (p *coupling) Swap(i, j int)      { p.open[i], p.open[j] = p.open[j], p.open[i] }
func (p *coupling) Push(x any)         { p.open = append(p.open, x.(couple)) }
func (p *coupling) Pop() any {
	last := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	return last
}
