package nogood

import (
	"cmp"
	"slices"

	"parley/graph"
)

// maxPackages is how many packages a part may have to be looked at one by one.
const maxPackages = 1 << 10

func (q *part) small() bool {
	packages := 1
	for _, d := range q.Domains {
		packages = min(packages*d.Len(), maxPackages+1)
	}
	return packages <= maxPackages
}

// survey returns all corrections: the least sets of lines that a package crosses.
func (q *part) survey() (least []Set) {
	var crossed []Set
	box := slices.Clone(q.Domains)
	var look func(v int)
	look = func(v int) {
		if v < len(box) {
			for option := range q.Domains[v].Each() {
				box[v] = 1 << option
				look(v + 1)
			}
			return
		}
		if !slices.ContainsFunc(q.Nogoods, func(n Nogood) bool { return n.meets(box) }) {
			crossed = append(crossed, q.crossed(box))
		}
	}
	look(0)
	slices.SortFunc(crossed, func(a, b Set) int { return cmp.Compare(a.Len(), b.Len()) })
	for _, s := range crossed {
		if !slices.ContainsFunc(least, func(t Set) bool { return t.without(s).Len() == 0 }) {
			least = append(least, s)
		}
	}
	return least
}

// crossed are the lines that some package of the box crosses.
func (q *part) crossed(box []graph.OptionSet) Set {
	s := newSet(len(q.Lines))
	for l := range q.Lines {
		if q.crosses(box, l) {
			s.add(l)
		}
	}
	return s
}
