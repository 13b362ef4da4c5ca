package report

import (
	"slices"
	"strings"

	"parley/graph"
)

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

// capacity is in which capacity a statement tells of a party: what is said for another party is somebody
// else's account of it.
func capacity(st *graph.Statement, party string) graph.Attribution {
	if st.Attribution != graph.AttributionInferred && st.Party != "" && st.Party != party {
		return graph.AttributionReported
	}
	return st.Attribution
}

// ranked returns the statements named, the best witness of a party first: what was said by the view's day before
// what was said later; then official words before personal, reported and inferred ones; then what was said last.
func ranked(v *graph.View, party string, keys []string) []*graph.Statement {
	list := statements(v.Snapshot, keys)
	order := graph.Words(graph.AttributionOfficial)
	rank := func(st *graph.Statement) int {
		n := slices.Index(order, string(capacity(st, party)))
		if st.Said.Earliest() > v.AsOf {
			n += len(order)
		}
		return n
	}
	slices.SortStableFunc(list, func(a, b *graph.Statement) int { return rank(a) - rank(b) })
	return list
}

// best is the first of the statements ranked.
func best(v *graph.View, party string, keys []string) (*graph.Statement, bool) {
	list := ranked(v, party, keys)
	if len(list) == 0 {
		return nil, false
	}
	return list[0], true
}

// secondHand are the marks of words that are not the party's own.
var secondHand = map[graph.Attribution]string{
	graph.AttributionReported: "(reported by somebody else)",
	graph.AttributionInferred: "(a reporter’s inference)",
}

// remark is the mark of a statement that tells of a party; its own words need none.
func remark(st *graph.Statement, party string) Text {
	if mark, ok := secondHand[capacity(st, party)]; ok {
		return Text{{Text: " "}, {Text: mark, Style: Emphasis}}
	}
	return nil
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
	list := statements(s, graph.EvidenceOf(r))
	return len(list) > 0 && !slices.ContainsFunc(list, func(st *graph.Statement) bool {
		return secondHand[capacity(st, ownerOf(r))] == ""
	})
}
