package report

import (
	"slices"
	"strings"

	"parley/graph"
)

// evidenceOf lists the statements a position or red line rests on.
func evidenceOf(r graph.Record) []string {
	switch r := r.(type) {
	case *graph.Position:
		return r.Evidence
	case *graph.RedLine:
		return r.Evidence
	}
	return nil
}

// ownerOf is the party whose position or red line it is.
func ownerOf(r graph.Record) string {
	switch r := r.(type) {
	case *graph.Position:
		return r.Party
	case *graph.RedLine:
		return r.Party
	}
	return ""
}

// statements returns the statements a record rests on, the one said last first.
func statements(s *graph.Snapshot, keys []string) []*graph.Statement {
	var list []*graph.Statement
	for _, key := range keys {
		if st, ok := graph.Get[*graph.Statement](s, key); ok {
			list = append(list, st)
		}
	}
	slices.SortFunc(list, func(a, b *graph.Statement) int {
		if a.Said.Latest() != b.Said.Latest() {
			return int(b.Said.Latest()) - int(a.Said.Latest())
		}
		return strings.Compare(a.Key, b.Key)
	})
	return list
}

// latest picks, of the statements named, the one said last by the view's day; none of them by then, the one
// said last at all; none at all, nothing.
func latest(v *graph.View, keys []string) (*graph.Statement, bool) {
	list := statements(v.Snapshot, keys)
	for _, st := range list {
		if st.Said.Earliest() <= v.AsOf {
			return st, true
		}
	}
	if len(list) == 0 {
		return nil, false
	}
	return list[0], true
}

// saidWords says when the words behind a record were first and last said, up to the view's day.
func saidWords(v *graph.View, keys []string) string {
	list := slices.DeleteFunc(statements(v.Snapshot, keys), func(st *graph.Statement) bool { return st.Said.Earliest() > v.AsOf })
	if len(list) == 0 {
		return ""
	}
	last := DateWords(list[0].Said)
	first := slices.MinFunc(list, func(a, b *graph.Statement) int {
		if a.Said.Earliest() != b.Said.Earliest() {
			return int(a.Said.Earliest()) - int(b.Said.Earliest())
		}
		return strings.Compare(a.Key, b.Key)
	})
	if words := DateWords(first.Said); words != last {
		return "first " + words + ", last " + last
	}
	return last
}

// hearsay reports whether a record rests on what others say of its party, and on none of its own words.
func hearsay(s *graph.Snapshot, r graph.Record) bool {
	list := statements(s, evidenceOf(r))
	own := func(st *graph.Statement) bool {
		said := st.Attribution == graph.AttributionOfficial || st.Attribution == graph.AttributionPersonal
		return said && (st.Party == "" || st.Party == ownerOf(r))
	}
	return len(list) > 0 && !slices.ContainsFunc(list, own)
}

// lastWords gives the words said last behind a record.
func lastWords(v *graph.View, r graph.Record) string {
	st, ok := latest(v, evidenceOf(r))
	if !ok {
		return "none on record"
	}
	return wordsOf(st)
}
