package conflict

import "parley/graph"

// A cover is a list of sets that together hold every option open; it is minimal if it does without none of them, so
// that each holds an option that no other holds.

// inMinimalCover reports whether some minimal cover has the n-th set. It has if the set can be given an option of its
// own such that it, with all sets that do not hold the option, is a cover: whatever else is left out, it stays.
func inMinimalCover(sets []graph.OptionSet, open graph.OptionSet, n int) bool {
	for option := range (sets[n] & open).Each() {
		union := sets[n]
		for _, other := range sets {
			if !other.Has(option) {
				union |= other
			}
		}
		if open.Within(union) {
			return true
		}
	}
	return false
}
