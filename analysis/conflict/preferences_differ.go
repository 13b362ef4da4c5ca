package conflict

import "parley/graph"

// A clash of red lines counts as another kind between the pair only if it is a clash of just these two on this issue
// alone: one that takes a third party, or another issue, is no quarrel between them on it.
var preferencesDiffer = pairwise(Detector{
	Kind:     PreferencesDiffer,
	Severity: Mild,
	Weight:   15,
	Doc: "What one party demands or prefers on an issue and what another prefers have no option in common, and no " +
		"other kind of conflict holds between the two on the issue. " +
		"Example: one would rather meet in Geneva, the other in Istanbul.",
	gist: "no option suits both",
}, relation{
	mutual: true,
	stake: func(t *table, p, q *graph.Stand) graph.OptionSet {
		ps, qs := wishes(t, p, q), wishes(t, q, p)
		stake := united(p, ps) | united(q, qs)
		if stake == 0 || t.otherwise(p, q) {
			return 0
		}
		return stake & t.left
	},
	sides: func(t *table, p, q *graph.Stand, stake graph.OptionSet) []Side {
		var sides []Side
		for _, r := range wishes(t, p, q) {
			sides = append(sides, side(p.Party, r.records(p, stake))...)
		}
		for _, r := range wishes(t, q, p) {
			sides = append(sides, side(q.Party, r.records(q, stake))...)
		}
		return sides
	},
	gap: func(t *table, p, q *graph.Stand) float64 { return t.gap(p, q, wishes(t, p, q), wishes(t, q, p)) },
	words: func(t *table, p, q *graph.Stand, stake graph.OptionSet) string {
		return t.apartWords(p, q, wishes(t, p, q), wishes(t, q, p))
	},
})

// wishes lists in which roles p takes part in a difference of preferences with q: with demands and preferences
// if together they are apart from what q prefers; with preferences alone if those are apart from what q demands
// or prefers.
func wishes(t *table, p, q *graph.Stand) []role {
	all := func(st *graph.Stand) graph.OptionSet { return (st.Demands | st.Prefers) & t.left }
	switch {
	case apart(all(p), q.Prefers&t.left) != 0:
		return []role{demands, prefers}
	case apart(p.Prefers&t.left, all(q)) != 0:
		return []role{prefers}
	}
	return nil
}

func united(st *graph.Stand, list []role) graph.OptionSet {
	var set graph.OptionSet
	for _, r := range list {
		set |= r.set(st)
	}
	return set
}

// otherwise reports whether another kind of conflict holds between the two.
func (t *table) otherwise(p, q *graph.Stand) bool {
	for _, d := range t.kinds {
		if d.Kind != PreferencesDiffer && d.between != nil && d.between(t, p, q) {
			return true
		}
	}
	return false
}
