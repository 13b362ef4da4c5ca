package change

import (
	"cmp"
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
	// VerdictCauses are those of the cores gained and lost; where there are none, what the verdict rests on and differs.
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
// Snapshot.View does if something else that the view names was not, and with the error of ctx.
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
	d.Opened = caused(ctx, d.Effect.Opened, t.conflict)
	d.Closed = caused(ctx, d.Effect.Closed, t.conflict)
	d.Changed = caused(ctx, d.Effect.Changed, t.move)
	d.CoresGained = caused(ctx, d.Effect.CoresGained, func(c settle.Core) []Cause { return t.core(c, d.Before) })
	d.CoresLost = caused(ctx, d.Effect.CoresLost, func(c settle.Core) []Cause { return t.core(c, d.After) })
	d.Sourced = caused(ctx, t.sourcings(was, is), t.sourcing)
	d.Shifts = caused(ctx, moves(v, asOf), t.shift)
	d.Silences = caused(ctx, t.silences(), t.silence)
	d.VerdictCauses = t.verdict(d)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return d, nil
}

// None reports whether nothing differs of all that a delta lists.
func (d *Delta) None() bool {
	return d.Effect.None() && len(d.Sourced)+len(d.Shifts)+len(d.Silences) == 0
}

// caused adds the causes to parts of the answer, until ctx is done.
func caused[T any](ctx context.Context, list []T, causes func(T) []Cause) []Caused[T] {
	var out []Caused[T]
	for _, it := range list {
		if ctx.Err() != nil {
			break
		}
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
	Kinds [2]graph.SilenceKind // before and after; "" where the party is not silent on every option
	Asked [2]bool              // whether the views before and after have this party and issue
}

// Broken reports whether the silence is no more.
func (m SilenceMove) Broken() bool { return m.Kinds[1] == "" }

// New reports whether there was no such silence before.
func (m SilenceMove) New() bool { return m.Kinds[0] == "" }

// silences lists the cells that are silent in one view only, or of another kind in both: by party, then issue.
func (t *tracer) silences() []SilenceMove {
	byCell := map[cell]*SilenceMove{}
	for n, v := range []*graph.View{t.views[0], t.views[2]} {
		if v != nil {
			silent(byCell, n, v)
		}
	}
	var list []SilenceMove
	for _, m := range byCell {
		if m.Kinds[0] != m.Kinds[1] {
			list = append(list, *m)
		}
	}
	slices.SortFunc(list, func(a, b SilenceMove) int {
		return cmp.Or(strings.Compare(a.Party.Key, b.Party.Key), strings.Compare(a.Issue.Key, b.Issue.Key))
	})
	return list
}

// silent notes what is silent in the n-th of two views.
func silent(byCell map[cell]*SilenceMove, n int, v *graph.View) {
	for _, p := range v.Parties {
		for _, i := range v.Issues {
			m := byCell[cell{p.Key, i.Key}]
			if m == nil {
				m = &SilenceMove{}
				byCell[cell{p.Key, i.Key}] = m
			}
			m.Party, m.Issue, m.Asked[n] = p, i, true
			if st, _ := i.Stand(p.Key); st.Silent() == i.All() {
				m.Kinds[n] = wholly(st)
			}
		}
	}
}

// wholly is of which kind the silence of a party is that is silent on every option: that of its latest word.
func wholly(st *graph.Stand) graph.SilenceKind {
	var last *graph.Position
	for _, p := range st.Positions {
		if last == nil || cmp.Or(cmp.Compare(p.From.Earliest(), last.From.Earliest()), strings.Compare(p.Key, last.Key)) > 0 {
			last = p
		}
	}
	option := 0
	if last != nil {
		for n := range st.Issue.Set(last.Options).Each() {
			option = n
			break
		}
	}
	return st.Silence(option)
}

// cell is a party and an issue, by their keys.
type cell struct{ party, issue string }
