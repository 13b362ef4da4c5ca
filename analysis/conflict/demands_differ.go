package conflict

import "parley/graph"

var demandsDiffer = pairwise(Detector{
	Kind:     DemandsDiffer,
	Severity: Serious,
	Weight:   70,
	Doc: "Two parties demand something on an issue, and no option is among what both demand. " +
		"Example: each demands control of the same territory.",
	gist: "no option meets both demands",
}, relation{
	mutual: true,
	stake: func(t *table, p, q *graph.Stand) graph.OptionSet {
		return apart(p.Demands&t.left, q.Demands&t.left)
	},
	sides: func(t *table, p, q *graph.Stand, stake graph.OptionSet) []Side {
		return append(side(p.Party, demands.records(p, stake)), side(q.Party, demands.records(q, stake))...)
	},
	gap: func(t *table, p, q *graph.Stand) float64 { return t.gap(p, q, []role{demands}, []role{demands}) },
	words: func(t *table, p, q *graph.Stand, stake graph.OptionSet) string {
		return t.apartWords(p, q, []role{demands}, []role{demands})
	},
})

// apart unites two sets if neither is empty and they share nothing, and is empty otherwise.
func apart(a, b graph.OptionSet) graph.OptionSet {
	if a == 0 || b == 0 || a&b != 0 {
		return 0
	}
	return a | b
}
