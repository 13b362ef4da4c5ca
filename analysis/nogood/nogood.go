package nogood

import "parley/graph"

// Against tells whether no package of the box matches the nogood (dead), else how many of its terms some
// packages of the box match and others do not, with the first of these.
func (n Nogood) Against(box []graph.OptionSet) (first *Term, open int, dead bool) {
	for i := range n {
		t := &n[i]
		switch {
		case box[t.Var]&t.Set == 0:
			return nil, 0, true
		case !box[t.Var].Within(t.Set):
			if open == 0 {
				first = t
			}
			open++
		}
	}
	return first, open, false
}

// meets reports whether some package of the box matches the nogood.
func (n Nogood) meets(box []graph.OptionSet) bool {
	_, _, dead := n.Against(box)
	return !dead
}
