package gap

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
func (f *finder) thin() {
	v := f.View
	for _, r := range inForce(v) {
		f.Counts.Records++
		statements := said(v, graph.EvidenceOf(r))
		switch {
		case len(statements) == 0:
			f.NoEvidence = append(f.NoEvidence, r)
			continue
		case len(evidence.Origins(v.Snapshot, statements)) == 1:
			f.SingleOrigin = append(f.SingleOrigin, r)
		}
		if last := newest(statements); int64(v.AsOf)-int64(last.Said.Latest()) > StaleAfter {
			f.Stale = append(f.Stale, Stale{r, last.Said})
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

// said lists the statements that count in the view and may have been made by its day.
func said(v *graph.View, keys []string) []*graph.Statement {
	var list []*graph.Statement
	for _, key := range v.Counts(keys) {
		if st, ok := graph.Get[*graph.Statement](v.Snapshot, key); ok && st.Said.Earliest() <= v.AsOf {
			list = append(list, st)
		}
	}
	return list
}

// newest returns the statement said last, nil where there is none; of those said at one time the first listed.
func newest(statements []*graph.Statement) *graph.Statement {
	if len(statements) == 0 {
		return nil
	}
	return slices.MaxFunc(statements, func(a, b *graph.Statement) int {
		return cmp.Or(cmp.Compare(a.Said.Latest(), b.Said.Latest()), cmp.Compare(a.Said.Earliest(), b.Said.Earliest()))
	})
}
