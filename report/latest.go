package report

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// quiet is after how many days without words on record a report's head says so.
const quiet = 90

// latestWords dates the last words on record by the view's day behind the negotiation's positions, red lines and
// proposals: how far the record reaches.
func latestWords(v *graph.View) string {
	until := func(st *graph.Statement) graph.Day { return min(st.Said.Latest(), v.AsOf) }
	said := slices.DeleteFunc(statements(v.Snapshot, restsOn(v)), func(st *graph.Statement) bool { return st.Said.Earliest() > v.AsOf })
	if len(said) == 0 {
		return "none by the day above"
	}
	last := slices.MaxFunc(said, func(a, b *graph.Statement) int {
		return cmp.Or(cmp.Compare(until(a), until(b)), cmp.Compare(a.Said.Earliest(), b.Said.Earliest()), strings.Compare(a.Key, b.Key))
	})
	words := DateWords(last.Said)
	if int64(v.AsOf)-int64(until(last)) > quiet {
		words += "; nothing later has been coded up to the day above"
	}
	return words
}

// restsOn lists the statements behind the positions and red lines on the negotiation's issues, those left out of
// the view included, and behind its proposals.
func restsOn(v *graph.View) []string {
	var keys []string
	for i := range graph.Referring[*graph.Issue](v.Snapshot, v.Negotiation.Ref()) {
		for p := range graph.Referring[*graph.Position](v.Snapshot, i.Ref()) {
			keys = append(keys, p.Evidence...)
		}
		for l := range graph.Referring[*graph.RedLine](v.Snapshot, i.Ref()) {
			keys = append(keys, l.Evidence...)
		}
	}
	for _, p := range v.Proposals() {
		keys = append(keys, p.Evidence...)
		for _, c := range p.Provisions {
			keys = append(keys, c.Evidence...)
		}
	}
	return unique(keys)
}
