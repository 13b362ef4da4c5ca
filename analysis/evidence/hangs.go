package evidence

import (
	"slices"
	"strings"

	"parley/graph"
)

// HangsOn lists the sources, by key, without which one of the records would no longer count in the view, a copy of a
// source falling with it: all statements that count for the record come from the source or from what copies it. A record
// that rests on no statement, or is only supposed, does without any.
//
// Records that stand together for a set of red lines and rules to leave no package, a core, all have to count for that.
// Nothing else about a source matters to it: without one, other records that supersede them may fall, which only makes
// them hold longer, and what they forbid stays the same. So a core survives the loss of any source not listed.
func HangsOn(v *graph.View, records ...graph.Record) []*graph.Source {
	var list []*graph.Source
	for _, r := range records {
		for _, src := range common(v, r) {
			if !slices.Contains(list, src) {
				list = append(list, src)
			}
		}
	}
	slices.SortFunc(list, func(a, b *graph.Source) int { return strings.Compare(a.Key, b.Key) })
	return list
}

// common lists the sources that all statements which count for a record come from, or go back to.
func common(v *graph.View, r graph.Record) []*graph.Source {
	var shared []*graph.Source
	first := true
	for _, key := range counting(v, r) {
		st, _ := graph.Get[*graph.Statement](v.Snapshot, key)
		chain := Chain(v.Snapshot, st.Source)
		if first {
			shared, first = chain, false
			continue
		}
		shared = slices.DeleteFunc(shared, func(src *graph.Source) bool { return !slices.Contains(chain, src) })
	}
	return shared
}

// counting lists the statements that carry a record in a view, whenever they were made.
func counting(v *graph.View, r graph.Record) []string {
	if v.Supposes(r) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(graph.EvidenceOf(r)), func(key string) bool { return !Counts(v, key) })
}
