package nogood

import (
	"iter"
	"math/bits"
)

// Set is a set of small numbers. Sets that are compared with one another have the same length.
type Set []uint64

func newSet(elements int) Set { return make(Set, (elements+63)/64) }

// Has reports whether n is in the set.
func (s Set) Has(n int) bool { return s[n/64]>>(n%64)&1 == 1 }

func (s Set) add(n int) { s[n/64] |= 1 << (n % 64) }

func (s Set) with(n int) Set {
	t := append(Set(nil), s...)
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

func (s Set) within(t Set) bool {
	for i := range s {
		if s[i]&^t[i] != 0 {
			return false
		}
	}
	return true
}

func (s Set) meets(t Set) bool {
	for i := range s {
		if s[i]&t[i] != 0 {
			return true
		}
	}
	return false
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
