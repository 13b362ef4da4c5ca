package change

import (
	"context"
	"errors"
	"maps"
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
	Views [2]*graph.View // before and after; nil where there is none
	ConflictMoves
	Before, After          *settle.Settlement // between the principals, as the views ask; nil where there is no view
	CoresGained, CoresLost []settle.Core
	// Complete tells that all conflicts and cores were compared. Where not, no clash of red lines counts as new, or as
	// gone, that the view it is not listed in may have.
	Complete bool
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

// Negotiation is the negotiation as it is after; as it was, if it is no more.
func (e *Effect) Negotiation() *graph.Negotiation {
	for _, v := range slices.Backward(e.Views[:]) {
		if v != nil {
			return v.Negotiation
		}
	}
	return nil
}

// Effects compares what two snapshots answer as of a day: one effect for every negotiation of either, by key.
func Effects(ctx context.Context, before, after *graph.Snapshot, asOf graph.Day) ([]*Effect, error) {
	keys := map[string]bool{}
	for _, s := range []*graph.Snapshot{before, after} {
		for n := range graph.All[*graph.Negotiation](s) {
			keys[n.Key] = true
		}
	}
	var list []*Effect
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		o := graph.ViewOptions{Negotiation: key, AsOf: asOf}
		was, err := viewOf(before, o)
		if err != nil {
			return nil, err
		}
		is, err := viewOf(after, o)
		if err != nil {
			return nil, err
		}
		e, err := FindEffect(ctx, was, is)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}

// viewOf is the view of a negotiation, nil where there is none.
func viewOf(s *graph.Snapshot, o graph.ViewOptions) (*graph.View, error) {
	if _, ok := graph.Get[*graph.Negotiation](s, o.Negotiation); !ok {
		return nil, nil
	}
	return s.View(o)
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
	return compare(was, is), nil
}

func compare(was, is reply) *Effect {
	e := &Effect{
		Views:         [2]*graph.View{was.view, is.view},
		ConflictMoves: CompareConflicts(was.conflicts, is.conflicts),
		Before:        was.settlement, After: is.settlement,
		Complete: was.complete() && is.complete(),
	}
	e.Opened = slices.DeleteFunc(e.Opened, was.mayLack)
	e.Closed = slices.DeleteFunc(e.Closed, is.mayLack)
	if was.cores.Complete {
		e.CoresGained = missing(is.cores.Cores, was.cores.Cores, CoreName)
	}
	if is.cores.Complete {
		e.CoresLost = missing(was.cores.Cores, is.cores.Cores, CoreName)
	}
	return e
}

// reply is what a view says of its negotiation.
type reply struct {
	view       *graph.View
	conflicts  []*conflict.Conflict
	cut        []string // issues on which red lines may clash in more ways than are among the conflicts
	settlement *settle.Settlement
	cores      settle.CoreList
}

func replyOf(ctx context.Context, v *graph.View) (a reply, err error) {
	if v == nil {
		return reply{cores: settle.CoreList{Complete: true}}, nil
	}
	a.view = v
	var cut *conflict.Incomplete
	if a.conflicts, err = conflict.Find(ctx, v); errors.As(err, &cut) {
		a.cut = cut.Issues
	} else if err != nil {
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
	return a, err
}

func (a reply) complete() bool { return len(a.cut) == 0 && a.cores.Complete }

// mayLack reports whether a conflict that is not listed may be there all the same: a clash of red lines on an issue on
// which not all are.
func (a reply) mayLack(c *conflict.Conflict) bool {
	return slices.ContainsFunc(c.Issues, func(i *graph.IssueView) bool { return slices.Contains(a.cut, i.Key) }) &&
		!slices.ContainsFunc(c.Sides, func(s conflict.Side) bool { return s.Holds.Ref().Kind != graph.KindRedLine })
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
		slices.Equal(evidenceKeys(a.Evidence), evidenceKeys(b.Evidence))
}

// evidenceKeys lists the keys of statements, sorted: the order of a conflict's evidence is that of dates.
func evidenceKeys(list []*graph.Statement) []string {
	var keys []string
	for _, st := range list {
		keys = append(keys, st.Key)
	}
	slices.Sort(keys)
	return keys
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
