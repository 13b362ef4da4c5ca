package nogood

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
)

// hitter lists the minimal sets that meet every member of a family of sets, lightest first and those of one weight by
// element, where the family is not known beforehand: reveal is asked, of a set that meets all members known, for one it
// does not meet. It is Reiter's hitting set tree (A theory of diagnosis from first principles, Artificial Intelligence 32, 1987)
// searched best first, with the family found by need (as in Ignatiev, Previti, Liffiton and Marques-Silva, Smallest
// MUS extraction with minimal hitting set dualization, CP 2015, and Davies and Bacchus, Solving MAXSAT by solving a
// sequence of simpler SAT instances, CP 2011).
//
// It may be stopped and gone on with at any point.
type hitter struct {
	weight  []int                                              // of each element: above 0
	family  *[]Set                                             // members known, which somebody else may add to
	reveal  func(context.Context, Set) (missed Set, err error) // nil if all members are known
	open    queue
	reached int // sets lighter than this that meet all members known meet all there are
	scratch [2]shares
}

// partial stands for the minimal sets that hold all chosen and none barred.
type partial struct {
	chosen, barred Set
	branch         Set  // one of these must be chosen next; nil if chosen meets all members known
	idle           bool // some chosen are needed for no member known
	bound          int  // none is lighter
	first          Set  // none of that weight comes before this by element
	known          int  // how many members all this rests on
}

// begin makes the hitter ready, with the members known so far.
func (h *hitter) begin() { h.push(newSet(len(h.weight)), newSet(len(h.weight))) }

// maxOpen bounds the memory of a search: so many sets half done are kept.
const maxOpen = 100_000

// step works on the sets that come first, and returns the next minimal set once it has come to it. It fails with
// ErrTooLarge and with the errors of ctx and of reveal, and may then be called again.
func (h *hitter) step(ctx context.Context) (Set, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p := h.open[0]
	h.reached = max(h.reached, p.bound)
	switch {
	case h.stale(p):
		heap.Pop(&h.open)
		h.push(p.chosen, p.barred)
		return nil, nil
	case p.branch != nil:
		return nil, h.expand(p)
	case p.idle: // it meets all there are without one of its elements
		heap.Pop(&h.open)
		return nil, nil
	}
	missed, err := h.missed(ctx, p.chosen)
	if missed || err != nil {
		return nil, err
	}
	heap.Pop(&h.open)
	return p.chosen, nil
}

// stale reports whether members come to know since may change what is known of the partial sets.
func (h *hitter) stale(p *partial) bool {
	since := (*h.family)[p.known:]
	if p.idle && len(since) > 0 || slices.ContainsFunc(since, func(u Set) bool { return u.common(p.chosen) == 0 }) {
		return true
	}
	p.known = len(*h.family)
	return false
}

// missed adds members that the set does not meet, which have nothing in common; ok is false if there are none.
func (h *hitter) missed(ctx context.Context, set Set) (ok bool, err error) {
	for met := set; h.reveal != nil; ok = true {
		u, err := h.reveal(ctx, met)
		if u == nil || err != nil {
			return ok, err
		}
		*h.family = append(*h.family, u)
		met = met.union(u)
	}
	return false, nil
}

func (h *hitter) expand(p *partial) error {
	if len(h.open) > maxOpen {
		return ErrTooLarge
	}
	heap.Pop(&h.open)
	barred := slices.Clone(p.barred)
	for e := range p.branch.Each() {
		h.push(p.chosen.with(e), slices.Clone(barred))
		barred.add(e)
	}
	return nil
}

// push adds the minimal sets that hold all chosen and none barred, if there can be any.
func (h *hitter) push(chosen, barred Set) {
	p := &partial{chosen: chosen, barred: barred, known: len(*h.family)}
	idle := slices.Clone(chosen)
	var unmet []Set
	for _, u := range *h.family {
		switch n := u.common(chosen); n {
		case 0:
			if u = u.without(barred); u.Len() == 0 {
				return
			}
			unmet = append(unmet, u)
		case 1:
			idle.drop(u)
		}
	}
	if h.reveal == nil && idle.Len() > 0 {
		return
	}
	slices.SortFunc(unmet, func(a, b Set) int { return cmp.Compare(a.Len(), b.Len()) })
	weight := 0
	for e := range chosen.Each() {
		weight += h.weight[e]
	}
	s := h.share(unmet)
	p.bound = weight + s.weight()
	for e := range idle.Each() { // a lighter set would, without e, meet all members known, and so all there are
		p.idle = true
		p.bound = max(p.bound, h.reached+h.weight[e])
	}
	p.first = slices.Clone(chosen)
	p.branch = s.first(p.first, barred, p.bound-weight)
	if len(unmet) > 0 && (p.idle || p.branch == nil) {
		p.branch = unmet[0]
	}
	heap.Push(&h.open, p)
}

// share divides the weights in two ways, and returns the one that gives more.
func (h *hitter) share(members []Set) *shares {
	one, other := &h.scratch[0], &h.scratch[1]
	one.reset(h.weight, members)
	one.inTurn()
	other.reset(h.weight, members)
	other.evenly()
	other.inTurn()
	if other.given > one.given {
		return other
	}
	return one
}

// queue is a heap of partial sets, lightest first.
type queue []*partial

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[i].bound, q[j].bound), q[i].first.compare(q[j].first)) < 0
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*partial)) }
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
