package change

import (
	"cmp"
	"slices"
	"strings"

	"parley/analysis/evidence"
	"parley/graph"
)

// StaleAfter is how many days after its newest statement a position or red line counts as stale: a year.
// Positions rarely outlive that long without being repeated, and an analyst should look again.
const StaleAfter = 365

// Stale is a position or red line whose newest statement lies more than StaleAfter days before the view's day.
type Stale struct {
	Record graph.Record
	Last   graph.Date // of the newest statement said by the view's day
}

// thin notes positions and red lines in force that stand on thin ice on the view's day. What a scenario adds is
// supposed, and needs no evidence.
func (g *Gaps) thin(v *graph.View) {
	for _, r := range inForce(v) {
		g.Counts.Records++
		statements := said(v, graph.EvidenceOf(r))
		switch {
		case len(statements) == 0:
			g.NoEvidence = append(g.NoEvidence, r)
			continue
		case len(evidence.Origins(v.Snapshot, statements)) == 1:
			g.SingleOrigin = append(g.SingleOrigin, r)
		}
		newest := slices.MaxFunc(statements, func(a, b *graph.Statement) int {
			return cmp.Or(cmp.Compare(a.Said.Latest(), b.Said.Latest()), cmp.Compare(a.Said.Earliest(), b.Said.Earliest()))
		})
		if last := newest.Said.Latest(); int64(v.AsOf)-int64(last) > StaleAfter {
			g.Stale = append(g.Stale, Stale{r, newest.Said})
		}
	}
}

// inForce lists the recorded positions and red lines in force, the conditional ones among them: positions first,
// by key.
func inForce(v *graph.View) []graph.Record {
	var list []graph.Record
	for _, p := range v.Positions {
		list = append(list, p)
	}
	for _, p := range v.Conditional {
		list = append(list, p)
	}
	for _, r := range v.RedLines {
		if recorded, ok := graph.Get[*graph.RedLine](v.Snapshot, r.Key); ok && recorded == r {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b graph.Record) int { return strings.Compare(a.Ref().String(), b.Ref().String()) })
	return list
}

// said lists the statements that may have been made by the view's day.
func said(v *graph.View, keys []string) []*graph.Statement {
	var list []*graph.Statement
	for _, key := range keys {
		if st, ok := graph.Get[*graph.Statement](v.Snapshot, key); ok && st.Said.Earliest() <= v.AsOf {
			list = append(list, st)
		}
	}
	return list
}
