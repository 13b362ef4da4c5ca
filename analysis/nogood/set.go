package nogood

import (
	"iter"
	"math/bits"
	"slices"
)

// Set is a set of small numbers. Sets that are compared with one another have the same length.
type Set []uint64

func newSet(elements int) Set { return make(Set, (elements+63)/64) }

func allOf(elements int) Set {
	s := newSet(elements)
	for n := range elements {
		s.add(n)
	}
	return s
}

// Has reports whether n is in the set.
func (s Set) Has(n int) bool { return s[n/64]>>(n%64)&1 == 1 }

func (s Set) add(n int) { s[n/64] |= 1 << (n % 64) }

func (s Set) remove(n int) { s[n/64] &^= 1 << (n % 64) }

func (s Set) drop(t Set) {
	for i := range s {
		s[i] &^= t[i]
	}
}

func (s Set) with(n int) Set {
	t := slices.Clone(s)
	t.add(n)
	return t
}

func (s Set) without(t Set) Set {
	left := make(Set, len(s))
	for i := range s {
		left[i] = s[i] &^ t[i]
	}
	return left
}

func (s Set) union(t Set) Set {
	both := slices.Clone(s)
	for i := range t {
		both[i] |= t[i]
	}
	return both
}

// common is how many elements the sets share.
func (s Set) common(t Set) (n int) {
	for i := range s {
		n += bits.OnesCount64(s[i] & t[i])
	}
	return n
}

// compare orders sets of one size as it does lists of their elements.
func (s Set) compare(t Set) int {
	for i := range s {
		if differ := s[i] ^ t[i]; differ != 0 {
			if s[i]&(differ&-differ) != 0 {
				return -1
			}
			return 1
		}
	}
	return 0
}

// Len is the number of elements.
func (s Set) Len() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// Each yields the elements in order.
func (s Set) Each() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, w := range s {
			for ; w != 0; w &= w - 1 {
				if !yield(i*64 + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}
