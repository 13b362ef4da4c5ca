package nogood

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// Ranking lists the solutions of a diagram by cost, and those of one cost by option, variable by variable; or the
// other way round. It makes them one by one, each from the best of the parts it is made of (Huang and Chiang, Better
// k-best parsing, IWPT 2005, algorithm 3), and looks into a part of the diagram only when what that costs at least comes
// next. It belongs to one goroutine at a time.
type Ranking struct {
	*Diagram
	sign    int     // of costs and options in what follows: -1 if they are listed backward
	costs   [][]int // by variable and option
	least   []int   // by node: what it costs to fill it
	lists   []*list // by node; nil until asked for
	scratch []uint8 // by variable
}

// Rank orders the solutions by the sum of what their options cost: lowest and first option first, or backward.
func (d *Diagram) Rank(cost func(variable, option int) int, backward bool) *Ranking {
	r := &Ranking{
		Diagram: d, sign: 1, costs: make([][]int, len(d.domains)), scratch: make([]uint8, len(d.domains)),
		least: make([]int, len(d.nodes)), lists: make([]*list, len(d.nodes)),
	}
	if backward {
		r.sign = -1
	}
	for v, domain := range d.domains {
		r.costs[v] = make([]int, bits.Len64(uint64(domain)))
		for option := range domain.Each() {
			r.costs[v][option] = r.sign * cost(v, option)
		}
	}
	for n := range d.nodes {
		r.least[n] = r.leastOf(&d.nodes[n])
	}
	return r
}

// At returns the n-th solution, the option of every variable with what they cost; ok is false where there are fewer.
func (r *Ranking) At(n int) (options []uint8, cost int, ok bool) {
	if r.root == none {
		return nil, 0, false
	}
	f, ok := r.list(r.root).at(n)
	return f.options, r.sign * f.cost, ok
}

func (r *Ranking) leastOf(n *node) int {
	least := math.MaxInt
	for option := range n.set.Each() {
		least = min(least, r.costs[n.variable][option])
	}
	for _, e := range r.edges[n.first:n.last] {
		least = min(least, r.sum(e))
	}
	return least
}

// sum is what it costs to fill all that an edge leads to.
func (r *Ranking) sum(e edge) (sum int) {
	for _, kid := range r.below(e) {
		sum += r.least[kid]
	}
	return sum
}

// list lists the ways to fill some variables, best first.
type list struct {
	scope []int32 // the variables, sorted; known once the first way is
	best  []filling
	more  func() (f filling, ok bool) // makes the next
}

// filling is a way to fill a scope.
type filling struct {
	cost    int
	options []uint8 // by variable of the scope
}

// at returns the n-th way; ok is false where there are fewer.
func (l *list) at(n int) (f filling, ok bool) {
	for len(l.best) <= n {
		if f, ok = l.more(); !ok {
			return f, false
		}
		l.best = append(l.best, f)
	}
	return l.best[n], true
}

// compare orders ways to fill the same variables.
func (r *Ranking) compare(a, b filling) int {
	return cmp.Or(cmp.Compare(a.cost, b.cost), r.sign*slices.Compare(a.options, b.options))
}

func (r *Ranking) list(n int32) *list {
	if r.lists[n] == nil {
		if node := &r.nodes[n]; node.leaf() {
			r.lists[n] = r.options(node.literal)
		} else {
			r.lists[n] = r.choice(node)
		}
	}
	return r.lists[n]
}

// options lists those of a leaf.
func (r *Ranking) options(leaf literal) *list {
	l := &list{scope: []int32{leaf.variable}, more: func() (f filling, ok bool) { return f, false }}
	for option := range leaf.set.Each() {
		l.best = append(l.best, filling{r.costs[leaf.variable][option], []uint8{uint8(option)}})
	}
	slices.SortFunc(l.best, r.compare)
	return l
}
