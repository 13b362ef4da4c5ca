package nogood

import (
	"cmp"
	"container/heap"
	"slices"
)

// Ranking lists the solutions of a diagram by cost, and those of one cost by option, variable by variable; or the
// other way round. It makes them one by one, each from the best of the parts it is made of (Huang and Chiang, Better
// k-best parsing, IWPT 2005, algorithm 3). It belongs to one goroutine at a time.
type Ranking struct {
	cost     func(variable, option int) int
	backward bool
	nodes    []*ranked
	root     *ranked // nil where there is no solution
	literals map[literal]*ranked
	scratch  []uint8 // by variable
}

// Rank orders the solutions by the sum of what their options cost: lowest and first option first, or backward.
func (d *Diagram) Rank(cost func(variable, option int) int, backward bool) *Ranking {
	r := &Ranking{cost: cost, backward: backward, literals: map[literal]*ranked{}, scratch: make([]uint8, len(d.domains))}
	if d.empty {
		return r
	}
	for _, n := range d.nodes {
		node := &ranked{Ranking: r}
		for _, e := range d.edges[n.first:n.last] {
			node.products = append(node.products, append(r.factors(d, e), r.literal(literal{n.variable, e.set})))
		}
		r.nodes = append(r.nodes, node.scoped())
	}
	root := &ranked{Ranking: r, products: [][]*ranked{r.factors(d, d.root)}}
	r.root = root.scoped()
	return r
}

// At returns the n-th solution, the option of every variable with what they cost; ok is false where there are fewer.
func (r *Ranking) At(n int) (options []uint8, cost int, ok bool) {
	if r.root == nil {
		return nil, 0, false
	}
	s, ok := r.root.at(n)
	return s.options, s.cost, ok
}

// factors are the parts an edge leads to.
func (r *Ranking) factors(d *Diagram, e edge) []*ranked {
	var list []*ranked
	for _, l := range d.free[e.freeFrom:e.freeLast] {
		list = append(list, r.literal(l))
	}
	for _, kid := range d.kids[e.kidsFrom:e.kidsLast] {
		list = append(list, r.nodes[kid])
	}
	return list
}

// literal lists the options of a free variable.
func (r *Ranking) literal(l literal) *ranked {
	if known := r.literals[l]; known != nil {
		return known
	}
	free := &ranked{Ranking: r, scope: []int32{l.variable}}
	for option := range l.set.Each() {
		free.best = append(free.best, filling{cost: r.cost(int(l.variable), option), options: []uint8{uint8(option)}})
	}
	slices.SortFunc(free.best, r.compare)
	r.literals[l] = free
	return free
}

// ranked lists the ways to fill some variables: the union of some products.
type ranked struct {
	*Ranking
	scope    []int32 // the variables, sorted
	products [][]*ranked
	begun    bool
	best     []filling // found so far, best first
	open     []filling // a heap of what comes next
}

// filling is one way to fill a scope, and how it is made.
type filling struct {
	cost    int
	options []uint8 // by variable of the scope
	product []*ranked
	at      []int // the place in each factor's list
	last    int   // the factor in which a step was made last
}

func (n *ranked) scoped() *ranked {
	for _, f := range n.products[0] {
		n.scope = append(n.scope, f.scope...)
	}
	slices.Sort(n.scope)
	return n
}

func (n *ranked) at(k int) (filling, bool) {
	if !n.begun {
		n.begun = true
		for _, p := range n.products {
			n.push(p, make([]int, len(p)), 0)
		}
	}
	for len(n.best) <= k && len(n.open) > 0 {
		f := heap.Pop(n).(filling)
		n.best = append(n.best, f)
		for i := f.last; i < len(f.at); i++ { // no step to the left of the last: so each filling is come to in one way
			at := slices.Clone(f.at)
			at[i]++
			n.push(f.product, at, i)
		}
	}
	if k >= len(n.best) {
		return filling{}, false
	}
	return n.best[k], true
}

// push adds what the factors have at their places, if they have.
func (n *ranked) push(product []*ranked, at []int, last int) {
	made := filling{product: product, at: at, last: last, options: make([]uint8, len(n.scope))}
	var parts []filling
	for i, f := range product {
		part, ok := f.at(at[i])
		if !ok {
			return
		}
		parts = append(parts, part)
		made.cost += part.cost
	}
	for i, f := range product {
		for j, v := range f.scope {
			n.scratch[v] = parts[i].options[j]
		}
	}
	for i, v := range n.scope {
		made.options[i] = n.scratch[v]
	}
	heap.Push(n, made)
}

func (r *Ranking) compare(a, b filling) int {
	c := cmp.Or(cmp.Compare(a.cost, b.cost), slices.Compare(a.options, b.options))
	if r.backward {
		return -c
	}
	return c
}

// Len, Less, Swap, Push and Pop make a heap of what comes next.
func (n *ranked) Len() int           { return len(n.open) }
func (n *ranked) Less(i, j int) bool { return n.compare(n.open[i], n.open[j]) < 0 }
func (n *ranked) Swap(i, j int)      { n.open[i], n.open[j] = n.open[j], n.open[i] }
func (n *ranked) Push(x any)         { n.open = append(n.open, x.(filling)) }
func (n *ranked) Pop() any {
	last := n.open[len(n.open)-1]
	n.open = n.open[:len(n.open)-1]
	return last
}
