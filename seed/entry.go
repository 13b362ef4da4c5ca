package seed

import (
	"slices"

	"parley/graph"
)

// entry is a record as it stands in a file.
type entry struct {
	record graph.Record
	kind   graph.Kind
	file   *file
	spots  map[string]spot // where the values are, by path as graph.Fault writes it
	bad    [][]any         // the paths of values that could not be read
	made   bool            // the file gives no key
	first  *entry          // the record whose key this one repeats
}

// spot is a place in a file.
type spot struct{ line, col int }

// spot returns the place of a value, or of the nearest thing around it.
func (e *entry) spot(path []any) spot {
	for n := len(path); n > 0; n-- {
		if s, ok := e.spots[graph.Fault{Path: path[:n]}.Field()]; ok {
			return s
		}
	}
	return e.spots[""]
}

// spoilt reports whether a fault at path may only follow from a value that could not be read.
func (e *entry) spoilt(path []any) bool {
	return slices.ContainsFunc(e.bad, func(bad []any) bool {
		n := min(len(bad), len(path))
		return slices.Equal(bad[:n], path[:n])
	})
}

// problem is a fault with the record, at the place of the value it is about.
func (e *entry) problem(path []any, msg string) Problem {
	s := e.spot(path)
	field := graph.Fault{Path: path}.Field()
	if field == "" {
		field = e.record.Ref().String()
	}
	return e.file.problem(s.line, s.col, "%s: %s", field, msg)
}
