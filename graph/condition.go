package graph

import "slices"

// Met reports whether every package within the view's assumptions matches one of the patterns, those that name an
// issue outside the view left aside. No condition at all is met.
func (v *View) Met(condition Patterns) bool {
	if len(condition) == 0 {
		return true
	}
	inside := v.within(condition)
	issues := inside.issues()
	all := make(box, len(issues))
	for n, key := range issues {
		all[n] = v.issues[key].Assumed
	}
	var boxes []box
	for _, p := range inside {
		b := slices.Clone(all)
		for n, key := range issues {
			if options, named := p[key]; named {
				b[n] &= v.issues[key].Set(options)
			}
		}
		boxes = append(boxes, b)
	}
	return all.within(boxes)
}

// box is the set of packages that choose, on each of some issues, one of a set of options.
type box []OptionSet

// within reports whether every package of b is in one of the others. It takes the first of these out of b: what is
// left is, for each issue, a box of the packages that leave the first one there and nowhere before.
func (b box) within(others []box) bool {
	if slices.Contains(b, 0) {
		return true
	}
	others = slices.DeleteFunc(slices.Clone(others), b.apart)
	if len(others) == 0 {
		return false
	}
	first, rest := others[0], others[1:]
	b = slices.Clone(b)
	for n := range b {
		left := slices.Clone(b)
		left[n] &^= first[n]
		if left[n] != 0 && !left.within(rest) {
			return false
		}
		b[n] &= first[n]
	}
	return true
}

// apart reports whether two boxes have no package in common.
func (b box) apart(o box) bool {
	for n := range b {
		if b[n]&o[n] == 0 {
			return true
		}
	}
	return false
}
