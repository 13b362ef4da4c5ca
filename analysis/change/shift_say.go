package change

import (
	"slices"
	"strings"

	"parley/graph"
)

// says is what positions of a party on an issue say together, conditions and scopes left aside.
type says struct {
	demands, prefers, accepts, opposes graph.OptionSet
	opens                              graph.OptionSet // what it is ready to discuss; all, where no option is named
	unclear, declined, denied          graph.OptionSet
	// vague tells which of the stances that commit to nothing are there, one bit each: they may name no option.
	vague graph.OptionSet
}

// saying unites what positions on the issue say.
func saying(i *graph.IssueView, positions []*tenure) says {
	var w says
	for _, t := range positions {
		p := t.Record.(*graph.Position)
		set := i.Set(p.Options)
		if _, silent := p.Stance.Silent(); silent {
			w.vague |= 1 << slices.Index(stanceWords, string(p.Stance))
			if len(p.Options) == 0 {
				set = i.All()
			}
		}
		*w.of(p.Stance) |= set
	}
	return w
}

var stanceWords = graph.Words(graph.Stance(""))

func (w *says) of(s graph.Stance) *graph.OptionSet {
	switch s {
	case graph.StanceDemands:
		return &w.demands
	case graph.StancePrefers:
		return &w.prefers
	case graph.StanceAccepts:
		return &w.accepts
	case graph.StanceOpposes:
		return &w.opposes
	case graph.StanceOpen:
		return &w.opens
	case graph.StanceUnclear:
		return &w.unclear
	case graph.StanceDeclined:
		return &w.declined
	}
	return &w.denied
}

// admitted is what it lets in: asked for or accepted, and not opposed as well.
func (w says) admitted() graph.OptionSet { return (w.demands | w.prefers | w.accepts) &^ w.opposes }

// excluded is what it rules out: what it opposes, and what it does not name where it demands something.
func (w says) excluded(i *graph.IssueView) graph.OptionSet {
	if w.demands == 0 {
		return w.opposes
	}
	return w.opposes | i.All()&^(w.demands|w.prefers|w.accepts)
}

func (w says) commits() bool { return w.demands|w.prefers|w.accepts|w.opposes != 0 }

// oneStance returns the options of the one committing stance that both take, if each takes no other.
func oneStance(a, b says) (x, y graph.OptionSet, one bool) {
	for _, s := range []graph.Stance{graph.StanceDemands, graph.StancePrefers, graph.StanceAccepts, graph.StanceOpposes} {
		x, y = *a.of(s), *b.of(s)
		if x != 0 && y != 0 {
			*a.of(s), *b.of(s) = 0, 0
			return x, y, !a.commits() && !b.commits()
		}
	}
	return 0, 0, false
}

// firmer compares two that rule out the same: by whether anything is demanded, by what is let in, by how much of that
// is demanded, and then preferred.
func (w says) firmer(after says) ShiftKind {
	switch {
	case w.demands == 0 && after.demands != 0:
		return ShiftHardened
	case w.demands != 0 && after.demands == 0:
		return ShiftSoftened
	case w.admitted() != after.admitted():
		return order(w.admitted(), after.admitted(), ShiftSoftened, ShiftHardened)
	case w.demands != after.demands:
		return order(w.demands, after.demands, ShiftHardened, ShiftSoftened)
	case w.prefers != after.prefers:
		return order(w.prefers, after.prefers, ShiftHardened, ShiftSoftened)
	}
	return ShiftReplaced
}

// conditional reports whether all the positions hold on a condition.
func conditional(positions []*tenure) bool {
	return !slices.ContainsFunc(positions, func(t *tenure) bool { return len(conditionOf(t.Record)) == 0 })
}

func conditionOf(r graph.Record) graph.Patterns {
	if p, ok := r.(*graph.Position); ok {
		return p.Condition
	}
	return nil
}

func scopeOf(r graph.Record) string {
	switch r := r.(type) {
	case *graph.Position:
		return r.Scope
	case *graph.RedLine:
		return r.Scope
	}
	return ""
}

// scopes joins the scopes of records; one without any leaves none.
func scopes(records []*tenure) string {
	var list []string
	for _, t := range records {
		scope := scopeOf(t.Record)
		if scope == "" {
			return ""
		}
		list = append(list, scope)
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), "; ")
}

// saysNoMore reports whether r adds nothing to old, which stands: the same stance on the same options, or some of
// them where it accepts or opposes each; or a red line that forbids no more and is no firmer. Conditions and scopes are
// alike.
func (s *strand) saysNoMore(r, old graph.Record) bool {
	if scopeOf(old) != scopeOf(r) || !s.alike(r, old) {
		return false
	}
	if p, ok := r.(*graph.Position); ok {
		q := old.(*graph.Position)
		i, _ := s.view.Issue(p.Issue)
		x, y := i.Set(p.Options), i.Set(q.Options)
		each := p.Stance == graph.StanceAccepts || p.Stance == graph.StanceOpposes
		return p.Stance == q.Stance && (x == y || each && x.Within(y))
	}
	now, was := []*tenure{{Record: r}}, []*tenure{{Record: old}}
	return s.forbidden(now).within(s.view, s.forbidden(was)) && firmness(now) >= firmness(was)
}

// sameSide reports whether two records stand for the same options, or against them, or forbid the same, on the same
// condition; how strongly does not matter. What commits to nothing takes no side.
func (s *strand) sameSide(a, b graph.Record) bool {
	if !s.alike(a, b) {
		return false
	}
	x, y := []*tenure{{Record: a}}, []*tenure{{Record: b}}
	if p, ok := a.(*graph.Position); ok {
		i, _ := s.view.Issue(p.Issue)
		w, o := saying(i, x), saying(i, y)
		return w.commits() && w.admitted() == o.admitted() && w.opposes == o.opposes
	}
	f, g := s.forbidden(x), s.forbidden(y)
	return f.within(s.view, g) && g.within(s.view, f)
}

// alike reports whether two records are of one kind and hold on the same condition.
func (s *strand) alike(a, b graph.Record) bool {
	x, y := s.conditions([]*tenure{{Record: a}}), s.conditions([]*tenure{{Record: b}})
	return a.Ref().Kind == b.Ref().Kind && x.within(s.view, y) && y.within(s.view, x)
}
