package change

import (
	"slices"

	"parley/graph"
)

// kindOf decides in this order.
//
//   - Nothing began: withdrawn, or softened if a red line ended and a position of the party that is in force rules out
//     all it ruled out.
//   - Nothing came before: new, or hardened if a red line began and a position of the party that stood the day before
//     rules out all it rules out. An implied red line is new, since it says nothing that the position did not.
//   - It went back to what stood before the last change: walked-back. See back.
//   - Else as the records before and after compare, each side united: see comparePositions and compareLines.
func (s *strand) kindOf(t *turn) ShiftKind {
	switch {
	case len(t.after) == 0:
		if t.other = s.position(t.before, t.day, t.day); t.other != nil {
			return ShiftSoftened
		}
		return ShiftWithdrawn
	case len(t.before) == 0:
		if implied(t.after) {
			return ShiftNew
		}
		if t.other = s.position(t.after, t.day-1, t.day); t.other != nil {
			return ShiftHardened
		}
		return ShiftNew
	}
	kind := s.compare(t.before, t.after)
	if s.back(t, kind) {
		return ShiftWalkedBack
	}
	return kind
}

// implied reports whether all are red lines that were never said as such.
func implied(lines []*tenure) bool {
	return !slices.ContainsFunc(lines, func(t *tenure) bool {
		r, ok := t.Record.(*graph.RedLine)
		return !ok || r.Strength() != graph.Implied
	})
}

// position returns the party's position in force from one day to another that by itself rules out all that red lines
// do, with no condition and no other scope, the one that began last; nil if there is none, or if these are no red lines.
func (s *strand) position(lines []*tenure, from, to graph.Day) *tenure {
	var found *tenure
	forbidden, scope := s.forbidden(lines), scopes(lines)
	if forbidden == nil {
		return nil
	}
	for _, t := range s.all {
		p, ok := t.Record.(*graph.Position)
		if !ok || len(p.Condition) > 0 || p.Scope != "" && p.Scope != scope || !t.on(from) || !t.on(to) {
			continue
		}
		if forbidden.within(s.view, s.ruledOut([]*tenure{t})) && (found == nil || found.first < t.first) {
			found = t
		}
	}
	return found
}

// back reports whether a turn goes back to what stood before the last change: its record takes the side it took
// then of exactly the same options, or forbids exactly the same, on the same condition; and the last change was a
// withdrawal, or softened, or lies no more than WalkBackDays back. What only continues goes back to nothing.
func (s *strand) back(t *turn, kind ShiftKind) bool {
	lead, old := t.after[0], t.before[0]
	if old.last < t.day-1 { // it had been withdrawn
		return s.sides(lead, t.before)
	}
	if kind == ShiftRestated {
		return false
	}
	last := old.began
	for last.kind == ShiftRestated {
		last = last.before[0].began
	}
	soon := int64(t.day)-int64(last.day) <= WalkBackDays
	return s.sides(lead, last.before) && (soon || s.eased(last))
}

// sides reports whether a record takes the side of one of the others.
func (s *strand) sides(t *tenure, others []*tenure) bool {
	return slices.ContainsFunc(others, func(o *tenure) bool { return s.sameSide(t.Record, o.Record) })
}

// eased reports whether a turn let go of something: it softened or withdrew, or rules out less than before.
func (s *strand) eased(t *turn) bool {
	if t.kind == ShiftSoftened || t.kind == ShiftWithdrawn {
		return true
	}
	before, after := s.ruledOut(t.before), s.ruledOut(t.after)
	return after.within(s.view, before) && !before.within(s.view, after)
}

// compare tells how what was held before and what is held after differ. Both are of one kind of record.
func (s *strand) compare(before, after []*tenure) ShiftKind {
	if p, ok := before[0].Record.(*graph.Position); ok {
		i, _ := s.view.Issue(p.Issue)
		return s.comparePositions(i, before, after)
	}
	return s.compareLines(before, after)
}

// comparePositions goes by what positions say together, a before and b after; the first that applies decides.
//
//   - Both say the same: restated, or what became of condition and scope: see qualified.
//   - After commits to nothing: softened, if it is open to some of what before ruled out; withdrawn, if before
//     committed to anything; else replaced.
//   - Before committed to nothing: hardened, if it was open to some of what after rules out; else new.
//   - After holds only on a condition and before did not: conditioned.
//   - One and the same stance, more or fewer options: widened, narrowed.
//   - After rules out more, or less: hardened, softened. A demand rules out whatever it does not name.
//   - They rule out the same. A demand taken up, or given up: hardened, softened. Less let in of what is demanded,
//     preferred and accepted, or more: hardened, softened. More of it demanded or preferred, or less: hardened,
//     softened.
//   - Else replaced.
func (s *strand) comparePositions(i *graph.IssueView, before, after []*tenure) ShiftKind {
	a, b := saying(i, before), saying(i, after)
	if a == b {
		return s.qualified(before, after, a.excluded(i) != 0, a.commits())
	}
	switch {
	case !b.commits() && b.opens&a.excluded(i) != 0:
		return ShiftSoftened
	case !b.commits() && a.commits():
		return ShiftWithdrawn
	case !b.commits():
		return ShiftReplaced
	case !a.commits() && a.opens&b.excluded(i) != 0:
		return ShiftHardened
	case !a.commits():
		return ShiftNew
	case conditional(after) && !conditional(before):
		return ShiftConditioned
	}
	if x, y, one := oneStance(a, b); one && (x.Within(y) || y.Within(x)) {
		return order(x, y, ShiftWidened, ShiftNarrowed)
	}
	if x, y := a.excluded(i), b.excluded(i); x != y {
		return order(x, y, ShiftHardened, ShiftSoftened)
	}
	return a.firmer(b)
}

// order returns grown if the set became larger, shrunk if it became smaller, and else that it was replaced.
func order(before, after graph.OptionSet, grown, shrunk ShiftKind) ShiftKind {
	switch {
	case before.Within(after):
		return grown
	case after.Within(before):
		return shrunk
	}
	return ShiftReplaced
}

// compareLines goes by the packages that red lines forbid on the view's reading: more widened, fewer narrowed, the
// same goes by firmness, more hardened and less softened, and then by scope: see qualified. Else replaced.
func (s *strand) compareLines(before, after []*tenure) ShiftKind {
	a, b := s.forbidden(before), s.forbidden(after)
	grown, shrunk := a.within(s.view, b), b.within(s.view, a)
	was, is := firmness(before), firmness(after)
	switch {
	case grown && !shrunk:
		return ShiftWidened
	case shrunk && !grown:
		return ShiftNarrowed
	case !grown:
		return ShiftReplaced
	case is < was:
		return ShiftHardened
	case is > was:
		return ShiftSoftened
	}
	return s.qualified(before, after, true, true)
}

var firmnesses = graph.Words(graph.Firmness(""))

// firmness is the place of the firmest line among the degrees, strongest first.
func firmness(lines []*tenure) int {
	best := len(firmnesses)
	for _, t := range lines {
		best = min(best, slices.Index(firmnesses, string(t.Record.(*graph.RedLine).Strength())))
	}
	return best
}

// qualified compares the conditions of records that say the same, and where those are alike the scopes: restated if
// they are alike too, conditioned if one was added or became another, or a condition leaves fewer packages or
// others. Where one was dropped or leaves more packages, what is said counts more widely: that is harder where it
// rules something out, else softer where it commits to anything, else replaced.
func (s *strand) qualified(before, after []*tenure, excludes, commits bool) ShiftKind {
	was, is := s.conditions(before), s.conditions(after)
	looser, tighter := was.within(s.view, is), is.within(s.view, was)
	if looser && tighter {
		x, y := scopes(before), scopes(after)
		looser, tighter = y == "" || x == y, x == y
	}
	switch {
	case looser && tighter:
		return ShiftRestated
	case !looser:
		return ShiftConditioned
	case excludes:
		return ShiftHardened
	case commits:
		return ShiftSoftened
	}
	return ShiftReplaced
}
