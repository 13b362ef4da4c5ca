package evidence

import (
	"slices"
	"strings"

	"parley/graph"
)

// Origins lists the sources that statements go back to, by key: each source is followed to the one it copies, as
// far as that is on record.
func Origins(s *graph.Snapshot, statements []*graph.Statement) []*graph.Source {
	roots := map[string]*graph.Source{}
	for _, st := range statements {
		src, ok := graph.Get[*graph.Source](s, st.Source)
		for ok {
			next, more := graph.Get[*graph.Source](s, src.Origin)
			if !more {
				roots[src.Key] = src
				break
			}
			src = next
		}
	}
	var list []*graph.Source
	for _, src := range roots {
		list = append(list, src)
	}
	slices.SortFunc(list, func(a, b *graph.Source) int { return strings.Compare(a.Key, b.Key) })
	return list
}
