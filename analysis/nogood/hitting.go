package nogood

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
)

// hitter lists the minimal sets that meet every set of a family, cheapest first, where the family is not known
// beforehand: reveal is asked, of a set that meets all members known, for one it does not. It is Reiter's hitting set
// tree (A theory of diagnosis from first principles, Artificial Intelligence 32, 1987) searched best first, with the
// family found by need (as in Ignatiev, Previti, Liffiton and Marques-Silva, Smallest MUS extraction with minimal
// hitting set dualization, CP 2015, and Davies and Bacchus, Solving MAXSAT by solving a sequence of simpler SAT
// instances, CP 2011).
//
// It may be stopped and gone on with at any point.
type hitter struct {
	cost   []int
	family *[]Set // members known, which somebody else may add to
	reveal func(context.Context, Set) (missed Set, err error)
	found  []Set
	open   queue
	limit  int // of open sets
}

// partial stands for the sets that hold all chosen and none barred.
type partial struct {
	chosen, barred Set
	price          price // of chosen and of what at least must be added
}

// price orders sets: by cost, then by size, so that a set comes before those that hold it and more.
type price struct{ cost, size int }

func (p price) compare(q price) int {
	return cmp.Or(cmp.Compare(p.cost, q.cost), cmp.Compare(p.size, q.size))
}

func newHitter(cost []int, family *[]Set, reveal func(context.Context, Set) (Set, error)) *hitter {
	h := &hitter{cost: cost, family: family, reveal: reveal, limit: maxOpen}
	h.push(newSet(len(cost)), newSet(len(cost)))
	return h
}

// maxOpen bounds the memory of a search: so many sets half done are kept.
const maxOpen = 200_000

// next returns the next minimal set, or nil if there is none left. It fails with ErrTooLarge and with the
// errors of ctx and of reveal, and may then be called again.
func (h *hitter) next(ctx context.Context) (Set, error) {
	for len(h.open) > 0 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p := h.open[0]
		if h.covers(p.chosen) {
			heap.Pop(&h.open)
			continue
		}
		branch, missed := h.missed(p)
		if !missed {
			u, err := h.reveal(ctx, p.chosen)
			if err != nil {
				return nil, err
			}
			if u == nil {
				heap.Pop(&h.open)
				h.found = append(h.found, p.chosen)
				return p.chosen, nil
			}
			*h.family = append(*h.family, u)
			branch = u.without(p.barred)
		}
		if len(h.open) > h.limit {
			return nil, ErrTooLarge
		}
		heap.Pop(&h.open)
		barred := slices.Clone(p.barred)
		for e := range branch.Each() {
			h.push(p.chosen.with(e), slices.Clone(barred))
			barred.add(e)
		}
	}
	return nil, nil
}

// covers reports whether a set found is within the one given.
func (h *hitter) covers(s Set) bool {
	return slices.ContainsFunc(h.found, func(f Set) bool { return f.within(s) })
}

// missed returns what may be chosen to meet the member not met yet that leaves least choice.
func (h *hitter) missed(p partial) (branch Set, ok bool) {
	least := 0
	for _, u := range *h.family {
		if u.meets(p.chosen) {
			continue
		}
		left := u.without(p.barred)
		if n := left.Len(); !ok || n < least {
			branch, least, ok = left, n, true
		}
	}
	return branch, ok
}

// push adds the sets that hold all chosen and none barred, if there can be any.
func (h *hitter) push(chosen, barred Set) {
	p := partial{chosen: chosen, barred: barred}
	for e := range chosen.Each() {
		p.price.cost += h.cost[e]
		p.price.size++
	}
	taken := slices.Clone(chosen)
	for _, u := range *h.family { // members that have nothing in common cost something each
		if u.meets(taken) {
			continue
		}
		left := u.without(barred)
		least := -1
		for e := range left.Each() {
			if least < 0 || h.cost[e] < least {
				least = h.cost[e]
			}
		}
		if least < 0 {
			return
		}
		p.price.cost += least
		p.price.size++
		for i := range taken {
			taken[i] |= left[i]
		}
	}
	if !h.covers(chosen) {
		heap.Push(&h.open, p)
	}
}

// queue is a heap of partial sets, cheapest first.
type queue []partial

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if c := q[i].price.compare(q[j].price); c != 0 {
		return c < 0
	}
	return slices.Compare(q[i].chosen, q[j].chosen) < 0
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(partial)) }
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
