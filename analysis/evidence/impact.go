package evidence

import (
	"slices"

	"parley/graph"
)

// Impact is what hangs on a source, in a view.
type Impact struct {
	Source     *graph.Source
	Copies     []*graph.Source    // the sources that go back to it, by key
	Statements []*graph.Statement // taken from it or from a copy, by key
	// Resting are the records for which one of these statements counts, by kind and key; Alone those of them for which
	// no other does. Records of every negotiation are among them, in force or not.
	Resting, Alone []graph.Record
}

// ImpactOf tells what hangs on a source.
func ImpactOf(v *graph.View, src *graph.Source) *Impact {
	m := &Impact{Source: src}
	for other := range graph.All[*graph.Source](v.Snapshot) {
		if !v.Snapshot.Copies(other.Key, src.Key) {
			continue
		}
		if other.Key != src.Key {
			m.Copies = append(m.Copies, other)
		}
		for st := range graph.Referring[*graph.Statement](v.Snapshot, other.Ref()) {
			m.Statements = append(m.Statements, st)
		}
	}
	slices.SortFunc(m.Statements, func(a, b *graph.Statement) int { return compareRefs(a.Ref(), b.Ref()) })
	m.rest(v)
	return m
}

// rest finds the records that rest on the statements.
func (m *Impact) rest(v *graph.View) {
	seen := map[graph.Ref]bool{}
	for _, st := range m.Statements {
		for _, k := range graph.Kinds() {
			for r := range v.Snapshot.Referring(st.Ref(), k.Kind) {
				if !seen[r.Ref()] && slices.Contains(graph.EvidenceOf(r), st.Key) && Counts(v, st.Key) {
					seen[r.Ref()] = true
					m.Resting = append(m.Resting, r)
				}
			}
		}
	}
	slices.SortFunc(m.Resting, func(a, b graph.Record) int { return compareRefs(a.Ref(), b.Ref()) })
	for _, r := range m.Resting {
		if slices.Contains(common(v, r), m.Source) {
			m.Alone = append(m.Alone, r)
		}
	}
}
