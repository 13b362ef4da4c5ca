package evidence

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// Grade is a pair of Admiralty grades: how far the source can be relied on, and how far the item is confirmed. The two
// are shown side by side and never made into one. Either may be missing.
type Grade struct {
	Reliability graph.Reliability
	Credibility int
}

// GradeOf returns the grades of a statement and its source.
func GradeOf(s *graph.Snapshot, st *graph.Statement) Grade {
	g := Grade{Credibility: st.Credibility}
	if src, ok := graph.Get[*graph.Source](s, st.Source); ok {
		g.Reliability = src.Reliability
	}
	return g
}

// String writes the pair as it is used: B2, with a dash for a grade that is missing.
func (g Grade) String() string {
	credibility := "-"
	if g.Credibility > 0 {
		credibility = strconv.Itoa(g.Credibility)
	}
	return cmp.Or(string(g.Reliability), "-") + credibility
}

// Sound reports whether both grades have been given and neither is low: a source that is fairly reliable or better, A to
// C, and an item that is possibly true or better, 1 to 3.
func (g Grade) Sound() bool {
	return g.Reliability != "" && strings.Contains("ABC", string(g.Reliability)) && g.Credibility >= 1 && g.Credibility <= 3
}

// Grades lists the pairs that backings have, each once, in the order of their letters and digits; what is missing last.
func Grades(list []Backing) []Grade {
	var all []Grade
	for _, b := range list {
		all = append(all, b.Grade)
	}
	key := func(g Grade) string { return strings.ReplaceAll(g.String(), "-", "~") }
	slices.SortFunc(all, func(a, b Grade) int { return strings.Compare(key(a), key(b)) })
	return slices.Compact(all)
}
