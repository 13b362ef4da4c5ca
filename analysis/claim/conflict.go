package claim

import (
	"errors"
	"slices"

	"parley/analysis/conflict"
	"parley/graph"
)

const onPositions = "This is relative to recorded positions and red lines."

// conflict answers whether two of the parties conflict on the issue. That none do is only told where all accept one option:
// where somebody is silent, nothing is known to agree.
func (q *question) conflict(a *Answer) error {
	a.Agreement, a.Basis = CannotTell, onPositions
	i, ok := q.Issue(q.claim.Issue)
	if !ok {
		a.Explanation = "The issue " + q.claim.Issue + " is outside this view."
		return nil
	}
	found, err := conflict.Find(q.ctx, q.View)
	var cut *conflict.Incomplete
	if err != nil && !errors.As(err, &cut) {
		return err
	}
	n := slices.IndexFunc(found, func(c *conflict.Conflict) bool { return len(c.Parties) > 1 && slices.Contains(c.Issues, i) })
	if n >= 0 {
		a.Agreement, a.Explanation = Agrees, found[n].Explanation
		for _, s := range found[n].Sides {
			a.Records = append(a.Records, s.Holds)
		}
		a.Records = ordered(a.Records)
		return nil
	}
	if o, ok := q.shared(i); ok && cut == nil {
		a.Agreement = Disagrees
		a.Explanation = "On " + quoted(i.Title) + " all of them accept " + quoted(o.Label) + "."
		return nil
	}
	a.Explanation = "No conflict on " + quoted(i.Title) + " is on record between " + names(q.Parties, "and") + ", and no option there that all of them accept."
	return nil
}

// shared returns the first option that every party accepts.
func (q *question) shared(i *graph.IssueView) (graph.Option, bool) {
	n := slices.IndexFunc(i.Options, func(o graph.Option) bool {
		at, _ := i.Index(o.Key)
		return !slices.ContainsFunc(i.Stands(), func(st *graph.Stand) bool { return st.Toward(at) != graph.AttitudeAccepted })
	})
	if n < 0 {
		return graph.Option{}, false
	}
	return i.Options[n], true
}
