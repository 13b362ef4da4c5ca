package graph

import (
	"iter"
	"math/bits"
)

// OptionSet is a set of an issue's options: bit n stands for the n-th option.
type OptionSet uint64

// AllOptions is the set of the first n options.
func AllOptions(n int) OptionSet {
	if n >= MaxOptions {
		return ^OptionSet(0)
	}
	return 1<<n - 1
}

// Has reports whether option n is in the set.
func (s OptionSet) Has(n int) bool { return s>>n&1 == 1 }

// Len is the number of options in the set.
func (s OptionSet) Len() int { return bits.OnesCount64(uint64(s)) }

// Within reports whether every option of s is in t.
func (s OptionSet) Within(t OptionSet) bool { return s&^t == 0 }

// Each yields the options in the set, in order.
func (s OptionSet) Each() iter.Seq[int] {
	return func(yield func(int) bool) {
		for ; s != 0; s &= s - 1 {
			if !yield(bits.TrailingZeros64(uint64(s))) {
				return
			}
		}
	}
}
