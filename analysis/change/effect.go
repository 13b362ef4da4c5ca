package change

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// Bounds on the cores that an effect compares, of each of the two views.
const (
	effectCores = 1000
	effectTime  = 2 * time.Second
)

// Effect is what two views of one negotiation answer differently: conflicts, verdict, cores. A view that is not
// there, of a negotiation not yet put or retired since, has none of them.
type Effect struct {
	ConflictMoves
	Before, After          *settle.Settlement // between the principals, as the views ask; nil where there is no view
	CoresGained, CoresLost []settle.Core
	Complete               bool // all conflicts and cores were compared
}

// ConflictMoves is how conflicts differ between two views, in the order of conflict.Find.
type ConflictMoves struct {
	Opened, Closed []*conflict.Conflict
	Changed        []ConflictMove
	Total          [2]int // how many there were before, and are after
}

// ConflictMove is a conflict that stands in both views with other sides, options, evidence, score or words.
type ConflictMove struct{ Before, After *conflict.Conflict }

// None reports whether no conflict differs.
func (m ConflictMoves) None() bool { return len(m.Opened)+len(m.Closed)+len(m.Changed) == 0 }

// None reports whether nothing differs of what was compared.
func (e *Effect) None() bool {
	return e.ConflictMoves.None() && e.VerdictBefore() == e.VerdictAfter() && len(e.CoresGained)+len(e.CoresLost) == 0
}

// VerdictBefore is the verdict of the first view, "" where there is none.
func (e *Effect) VerdictBefore() settle.Verdict { return verdictOf(e.Before) }

// VerdictAfter is the verdict of the second view, "" where there is none.
func (e *Effect) VerdictAfter() settle.Verdict { return verdictOf(e.After) }

func verdictOf(s *settle.Settlement) settle.Verdict {
	if s == nil {
		return ""
	}
	return s.Verdict
}

// FindEffect compares the answers of two views, of which one may be nil.
func FindEffect(ctx context.Context, before, after *graph.View) (*Effect, error) {
	was, err := replyOf(ctx, before)
	if err != nil {
		return nil, err
	}
	is, err := replyOf(ctx, after)
	if err != nil {
		return nil, err
	}
	return &Effect{
		ConflictMoves: CompareConflicts(was.conflicts, is.conflicts),
		Before:        was.settlement, After: is.settlement,
		CoresGained: missing(is.cores.Cores, was.cores.Cores, CoreName), CoresLost: missing(was.cores.Cores, is.cores.Cores, CoreName),
		Complete: was.complete && is.complete,
	}, nil
}

// reply is what a view says of its negotiation.
type reply struct {
	conflicts  []*conflict.Conflict
	settlement *settle.Settlement
	cores      settle.CoreList
	complete   bool
}

func replyOf(ctx context.Context, v *graph.View) (a reply, err error) {
	if v == nil {
		return reply{complete: true}, nil
	}
	var cut *conflict.Incomplete
	if a.conflicts, err = conflict.Find(ctx, v); err != nil && !errors.As(err, &cut) {
		return a, err
	}
	asked, err := settle.Question{}.In(v)
	if err != nil {
		return a, err
	}
	if a.settlement, err = settle.Settle(ctx, asked, nil); err != nil {
		return a, err
	}
	a.cores, err = a.settlement.Cores(ctx, effectCores, effectTime)
	a.complete = cut == nil && a.cores.Complete
	return a, err
}

// CompareConflicts tells how two lists of conflicts differ. A conflict is the same in both by its id.
func CompareConflicts(before, after []*conflict.Conflict) ConflictMoves {
	id := func(c *conflict.Conflict) string { return c.ID().String() }
	m := ConflictMoves{Opened: missing(after, before, id), Closed: missing(before, after, id), Total: [2]int{len(before), len(after)}}
	was := map[string]*conflict.Conflict{}
	for _, c := range before {
		was[id(c)] = c
	}
	for _, c := range after {
		if b := was[id(c)]; b != nil && !alike(b, c) {
			m.Changed = append(m.Changed, ConflictMove{b, c})
		}
	}
	return m
}

// alike reports whether a conflict says the same as before: the same records take part, on the same evidence, with the
// same weight, in the same words.
func alike(a, b *conflict.Conflict) bool {
	return a.Severity == b.Severity && a.Score == b.Score && a.Since == b.Since && a.Explanation == b.Explanation &&
		slices.EqualFunc(a.Sides, b.Sides, func(x, y conflict.Side) bool { return x.Holds.Ref() == y.Holds.Ref() }) &&
		slices.EqualFunc(a.Options, b.Options, func(x, y conflict.Stake) bool {
			return x.Issue.Key == y.Issue.Key && x.Option.Key == y.Option.Key
		}) &&
		slices.EqualFunc(a.Evidence, b.Evidence, func(x, y *graph.Statement) bool { return x.Key == y.Key })
}

// CoreName names a core by its red lines: the same for the same red lines.
func CoreName(c settle.Core) string {
	var keys []string
	for _, r := range c.RedLines {
		keys = append(keys, r.Key)
	}
	return strings.Join(keys, ", ")
}

// missing returns what of list is not in other, by name.
func missing[T any](list, other []T, name func(T) string) []T {
	has := map[string]bool{}
	for _, x := range other {
		has[name(x)] = true
	}
	var out []T
	for _, x := range list {
		if !has[name(x)] {
			out = append(out, x)
		}
	}
	return out
}
