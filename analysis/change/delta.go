package change

import (
	"context"
	"slices"
	"strings"
	"time"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// Delta is what changed in the answer between two views of one negotiation, and because of which records. The views
// differ in their day, in what was known, or in both.
type Delta struct {
	*Effect
	// VerdictCauses are those of the cores gained and lost; where there are none, of what parties are silent on.
	VerdictCauses []Cause
	Opened        []Caused[*conflict.Conflict]
	Closed        []Caused[*conflict.Conflict]
	Changed       []Caused[ConflictMove]
	CoresGained   []Caused[settle.Core]
	CoresLost     []Caused[settle.Core]
	Sourced       []Caused[Sourcing] // cores of both views that rest on better or worse sources
	Shifts        []Caused[Shift]    // after the day before, up to the day after, in the view after; none restated
	Silences      []Caused[SilenceMove]

	Recorded uint64 // how many changes lie between what was known before and after
}

// Caused is a part of the answer that changed, with the records that differ. No causes means that none can be named.
type Caused[T any] struct {
	It     T
	Causes []Cause
}

// FindDelta compares a view with the same view of an earlier day, as known at an earlier instant, or both; the zero
// instant stands for the view's own. Where the negotiation was not on record then there is nothing before. It fails as
// Snapshot.View does if something else that the view names was not.
func FindDelta(ctx context.Context, v *graph.View, asOf graph.Day, knownAt time.Time) (*Delta, error) {
	t, err := newTracer(v, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	was, err := replyOf(ctx, t.views[0])
	if err != nil {
		return nil, err
	}
	is, err := replyOf(ctx, v)
	if err != nil {
		return nil, err
	}
	d := &Delta{Effect: compare(was, is), Recorded: v.Snapshot.Head().Seq - t.snaps[0].Head().Seq}
	d.Opened = caused(d.Effect.Opened, func(c *conflict.Conflict) []Cause { return t.conflict(c) })
	d.Closed = caused(d.Effect.Closed, func(c *conflict.Conflict) []Cause { return t.conflict(c) })
	d.Changed = caused(d.Effect.Changed, t.move)
	d.CoresGained = caused(d.Effect.CoresGained, func(c settle.Core) []Cause { return t.core(c, d.Before) })
	d.CoresLost = caused(d.Effect.CoresLost, func(c settle.Core) []Cause { return t.core(c, d.After) })
	d.Sourced = caused(t.sourcings(was, is), t.sourcing)
	d.Shifts = caused(moves(v, asOf), t.shift)
	d.Silences = caused(t.silences(), t.silence)
	d.VerdictCauses = t.verdict(d)
	return d, nil
}

// None reports whether nothing differs of all that a delta lists.
func (d *Delta) None() bool {
	return d.Effect.None() && len(d.Sourced)+len(d.Shifts)+len(d.Silences) == 0
}

func caused[T any](list []T, causes func(T) []Cause) []Caused[T] {
	var out []Caused[T]
	for _, it := range list {
		out = append(out, Caused[T]{it, causes(it)})
	}
	return out
}

// moves lists the shifts after a day that are changes.
func moves(v *graph.View, since graph.Day) []Shift {
	return slices.DeleteFunc(Shifts(v, since, v.AsOf), func(x Shift) bool { return x.Kind == ShiftRestated })
}

// SilenceMove is a party and an issue on which it is silent on every option in one of two views only, or in both in
// another way. None of it means that the party is flexible.
type SilenceMove struct {
	Party *graph.Party
	Issue *graph.IssueView
	// Before and After are the kinds of silence; "" where the party is not silent on every option.
	Before, After graph.SilenceKind
	Asked         [2]bool // whether the views before and after ask about this party and issue
}

// Broken reports whether the silence is no more, New whether there was none before.
func (m SilenceMove) Broken() bool { return m.After == "" }
func (m SilenceMove) New() bool    { return m.Before == "" }

// silences lists the cells that are silent in one view only, or of another kind in both: by party, then issue.
func (t *tracer) silences() []SilenceMove {
	byCell := map[cell]*SilenceMove{}
	for n, v := range []*graph.View{t.views[0], t.views[2]} {
		if v == nil {
			continue
		}
		for _, p := range v.Parties {
			for _, i := range v.Issues {
				m := byCell[cell{p.Key, i.Key}]
				if m == nil {
					m = &SilenceMove{}
					byCell[cell{p.Key, i.Key}] = m
				}
				m.Party, m.Issue, m.Asked[n] = p, i, true
				if st, _ := i.Stand(p.Key); st.Silent() == i.All() {
					*[]*graph.SilenceKind{&m.Before, &m.After}[n] = whole(v, st).Kind
				}
			}
		}
	}
	var list []SilenceMove
	for _, m := range byCell {
		if m.Before != m.After {
			list = append(list, *m)
		}
	}
	slices.SortFunc(list, func(a, b SilenceMove) int {
		return strings.Compare(a.Party.Key+"\x00"+a.Issue.Key, b.Party.Key+"\x00"+b.Issue.Key)
	})
	return list
}

// cell is a party and an issue, by their keys.
type cell struct{ party, issue string }
