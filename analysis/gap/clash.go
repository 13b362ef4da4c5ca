package gap

import "parley/graph"

// clashes counts the other parties with whose record on the issue some reply of the party could clash: it
// demands one of the options of the set, or draws a red line against one.
func clashes(st *graph.Stand, set graph.OptionSet) int {
	n := 0
	for _, other := range st.Issue.Stands() {
		if other.Party != st.Party && mayClash(st, other, set) {
			n++
		}
	}
	return n
}

func mayClash(st, other *graph.Stand, set graph.OptionSet) bool {
	i := st.Issue
	for o := range (set & i.Assumed).Each() {
		one := graph.OptionSet(1) << o
		if demandClashes(st, other, one) || lineClashes(st, other, one) {
			return true
		}
	}
	return false
}

// demandClashes reports whether a demand for the option clashes with what another party holds: demands or wishes
// without it, opposition to it, or a red line against it.
func demandClashes(st, other *graph.Stand, one graph.OptionSet) bool {
	left := st.Issue.Assumed
	apart := func(mine, theirs graph.OptionSet) bool { return theirs&left != 0 && mine&theirs&left == 0 }
	return apart(one, other.Demands) || apart(one|st.Prefers, other.Prefers) || (other.Opposes|other.Forbids)&one != 0
}

// lineClashes reports whether a red line against the option clashes with what another party holds: a demand for it, a
// wish for nothing but what is ruled out then, or red lines.
func lineClashes(st, other *graph.Stand, one graph.OptionSet) bool {
	return other.Demands&one != 0 ||
		other.Prefers&one != 0 && (other.Prefers&st.Issue.Assumed).Within(st.Forbids|one) ||
		linesClash(st, other, one)
}

// linesClash reports whether a red line against the option makes, with red lines of both parties, a set that leaves
// nothing of the issue, and would leave something without it or without one line of the other: an option that nothing
// else in the set rules out.
func linesClash(st, other *graph.Stand, one graph.OptionSet) bool {
	open := st.Issue.Assumed &^ st.Issue.Ruled
	for n := range other.RedLines {
		line := other.Line(n) & open
		if line&one != 0 || open&one == 0 {
			continue
		}
		for o := range line.Each() {
			if open.Within(one | line | sparing(st, one|1<<o) | sparing(other, one|1<<o)) {
				return true
			}
		}
	}
	return false
}

// sparing unites what the party's red lines rule out that rule out nothing of the set.
func sparing(st *graph.Stand, set graph.OptionSet) graph.OptionSet {
	var all graph.OptionSet
	for n := range st.RedLines {
		if st.Line(n)&set == 0 {
			all |= st.Line(n)
		}
	}
	return all
}
