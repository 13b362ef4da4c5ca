package settle

import (
	"maps"
	"slices"

	"parley/graph"
)

// Question is what a settlement is asked under, beyond the view it is asked in. What is left out is as in the view.
type Question struct {
	Parties []string // nil means the view's own choice; if it has none, its principals
	Issues  []string
	// Suppose is laid over the record beside what the view supposes. Of two assumptions on one issue its own holds.
	Suppose graph.Supposition
	Reading graph.Reading
	Floor   *graph.Floor
}

// In returns the view that the question is about. Without a choice of parties it asks about the principals, or about
// all parties where there are none, and about those for whom it supposes a red line. It fails as Snapshot.View does.
func (q Question) In(v *graph.View) (*graph.View, error) {
	o := v.ViewOptions
	if q.Issues != nil {
		o.Issues = q.Issues
	}
	if q.Reading != "" {
		o.Reading = q.Reading
	}
	if q.Floor != nil {
		o.Floor = *q.Floor
	}
	o.Suppose = beside(q.asksOf(o.Suppose), q.Suppose)
	switch {
	case q.Parties != nil:
		o.Parties = q.Parties
	case o.Parties == nil:
		o.Parties = asked(v, slices.Concat(v.Supposed.Adds, q.Suppose.Adds))
	}
	return v.Snapshot.View(o)
}

// asked lists the parties a settlement is about where nobody says.
func asked(v *graph.View, supposed []graph.RedLine) []string {
	parties := v.Principals()
	if len(parties) == 0 {
		parties = v.Parties
	}
	keys := []string{}
	for _, p := range parties {
		keys = append(keys, p.Key)
	}
	for _, r := range supposed {
		keys = append(keys, r.Party)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// asksOf leaves out what a view supposes for parties and of issues that the question does not ask about.
func (q Question) asksOf(s graph.Supposition) graph.Supposition {
	asked := func(issue string) bool { return q.Issues == nil || slices.Contains(q.Issues, issue) }
	s.Adds = slices.DeleteFunc(slices.Clone(s.Adds), func(r graph.RedLine) bool {
		elsewhere := !slices.ContainsFunc(slices.Concat(r.Forbids, r.MayForbid), func(p graph.Pattern) bool {
			return slices.ContainsFunc(p.Issues(), asked)
		})
		return elsewhere || q.Parties != nil && !slices.Contains(q.Parties, r.Party)
	})
	s.Assumes = maps.Clone(s.Assumes)
	maps.DeleteFunc(s.Assumes, func(issue string, _ []string) bool { return !asked(issue) })
	return s
}

func beside(a, b graph.Supposition) graph.Supposition {
	both := graph.Supposition{Relaxes: slices.Clone(a.Relaxes), Adds: slices.Concat(a.Adds, b.Adds)}
	for _, key := range b.Relaxes {
		if !slices.Contains(a.Relaxes, key) {
			both.Relaxes = append(both.Relaxes, key)
		}
	}
	if len(a.Assumes)+len(b.Assumes) > 0 {
		both.Assumes = graph.Pattern{}
		maps.Copy(both.Assumes, a.Assumes)
		maps.Copy(both.Assumes, b.Assumes)
	}
	return both
}
