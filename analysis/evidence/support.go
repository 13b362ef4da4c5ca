package evidence

import (
	"cmp"
	"slices"

	"parley/graph"
)

// Support is what a record rests on in a view: its statements that count there and may have been made by the view's day,
// with none that a floor, a source to do without or a version not taken leaves out.
type Support struct {
	Record   graph.Record
	Backings []Backing       // newest first, then by key
	Origins  []*graph.Source // the independent origins of these, by key: copies count once
	LeftOut  []Backing       // the rest of its statements, in the same order
}

// Backing is a statement as evidence.
type Backing struct {
	Statement *graph.Statement
	Source    *graph.Source
	Grade     Grade
	Chain     []*graph.Source // the source, the one it copies, and so on to the origin
	Anchor    Anchor
}

// Origin is where the statement comes from in the end, as far as that is on record.
func (b Backing) Origin() *graph.Source { return b.Chain[len(b.Chain)-1] }

// Of tells what a record rests on in a view.
func Of(v *graph.View, r graph.Record) *Support {
	s := &Support{Record: r}
	var kept []*graph.Statement
	for _, st := range statementsOf(v.Snapshot, graph.EvidenceOf(r)) {
		if st.Said.Earliest() <= v.AsOf && Counts(v, st.Key) {
			kept = append(kept, st)
			s.Backings = append(s.Backings, backing(v.Snapshot, st))
		} else {
			s.LeftOut = append(s.LeftOut, backing(v.Snapshot, st))
		}
	}
	s.Origins = Origins(v.Snapshot, kept)
	return s
}

// Newest returns when the newest of the statements that count was made; ok is false where none counts.
func (s *Support) Newest() (said graph.Date, ok bool) {
	if len(s.Backings) == 0 {
		return said, false
	}
	return s.Backings[0].Statement.Said, true
}

// Counts reports whether a statement counts in a view: a position that rested on it alone would.
func Counts(v *graph.View, statement string) bool {
	return v.Admits(&graph.Position{Evidence: []string{statement}})
}

// Backings tells of statements, by their keys, as evidence: newest first.
func Backings(s *graph.Snapshot, keys []string) []Backing {
	var list []Backing
	for _, st := range statementsOf(s, keys) {
		list = append(list, backing(s, st))
	}
	return list
}

func backing(s *graph.Snapshot, st *graph.Statement) Backing {
	chain := Chain(s, st.Source)
	return Backing{Statement: st, Source: chain[0], Grade: GradeOf(s, st), Chain: chain, Anchor: AnchorOf(s, st)}
}

// Chain lists a source, the source it copies, and so on to the origin.
func Chain(s *graph.Snapshot, source string) []*graph.Source {
	var chain []*graph.Source
	src, ok := graph.Get[*graph.Source](s, source)
	for ok {
		chain = append(chain, src)
		src, ok = graph.Get[*graph.Source](s, src.Origin)
	}
	return chain
}

// statementsOf returns statements, each once: newest first by the last day they may have been made, then the first, then
// key.
func statementsOf(s *graph.Snapshot, keys []string) []*graph.Statement {
	var list []*graph.Statement
	for _, key := range slices.Compact(slices.Sorted(slices.Values(keys))) {
		if st, ok := graph.Get[*graph.Statement](s, key); ok {
			list = append(list, st)
		}
	}
	slices.SortStableFunc(list, func(a, b *graph.Statement) int {
		return cmp.Or(cmp.Compare(b.Said.Latest(), a.Said.Latest()), cmp.Compare(b.Said.Earliest(), a.Said.Earliest()))
	})
	return list
}
