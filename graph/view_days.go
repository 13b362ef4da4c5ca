package graph

import (
	"slices"
	"strings"
)

// span is the days on which a record holds in a view: none, where first is after last.
type span struct{ first, last Day }

func (s span) on(d Day) bool { return s.first <= d && d <= s.last }

// begun reports whether the record held on day d or before.
func (s span) begun(d Day) bool { return s.first <= min(d, s.last) }

// heldPosition is a position on an issue of a view.
type heldPosition struct {
	*Position
	span
	met bool // whether the view's assumptions meet its condition
}

// heldLine is a red line with a pattern that names an issue of a view.
type heldLine struct {
	*RedLine
	span
	alone OptionSet // what it rules out of the issue by itself, 0 if it is supposed to be given up
}

// heldOther is a position or red line that the view's choice of evidence leaves out. It tells that the party has been
// heard on the issue, and nothing else.
type heldOther struct {
	party string
	span
}

// idle lists the red lines supposed to be given up that are not among those in force.
func (v *View) idle() []*RedLine {
	var list []*RedLine
	for _, key := range v.Supposed.Relaxes {
		if r, ok := Get[*RedLine](v.Snapshot, key); ok && !slices.Contains(v.Relaxed, r) {
			list = append(list, r)
		}
	}
	sortByKey(list)
	return list
}

func sortByKey[T Record](list []T) {
	slices.SortFunc(list, func(a, b T) int { return strings.Compare(a.Ref().Key, b.Ref().Key) })
}

func (v *View) gaveUp(r *RedLine) bool {
	return slices.Contains(v.Supposed.Relaxes, r.Key)
}

// counted returns the patterns of a red line that the view's reading counts.
func (v *View) counted(r *RedLine) Patterns {
	if v.Reading == Broad {
		return append(slices.Clip(r.Forbids), r.MayForbid...)
	}
	return r.Forbids
}

func (v *View) wants(party string) bool {
	return v.ViewOptions.Parties == nil || slices.Contains(v.ViewOptions.Parties, party)
}

// Period returns the first and the last day a position or red line holds in the view: from, and to or the
// day before the record that supersedes it, whichever comes first. Superseded by one without a beginning it
// holds on no day, and first is after last. Records the view does not admit supersede nothing.
func (v *View) Period(r Record) (first, last Day) {
	days := ownSpan(r)
	for n := range v.Snapshot.Referring(r.Ref(), r.Ref().Kind) {
		begins, _, supersedes, evidence := period(n)
		if supersedes == r.Ref().Key && v.admits(evidence) {
			days = days.endedBy(earliest(begins))
		}
	}
	return days.first, days.last
}

// ownSpan is the days on which a position or red line holds that nothing supersedes.
func ownSpan(r Record) span {
	from, to, _, _ := period(r)
	if to.IsZero() {
		return span{earliest(from), MaxDay}
	}
	return span{earliest(from), to.Latest()}
}

// endedBy cuts the span off before what supersedes the record begins.
func (s span) endedBy(begins Day) span {
	if begins == MinDay {
		return span{MaxDay, MinDay}
	}
	return span{s.first, min(s.last, begins-1)}
}

func (v *View) span(r Record) span {
	first, last := v.Period(r)
	return span{first, last}
}

func period(r Record) (from, to Date, supersedes string, evidence []string) {
	switch r := r.(type) {
	case *Position:
		return r.From, r.To, r.Supersedes, r.Evidence
	case *RedLine:
		return r.From, r.To, r.Supersedes, r.Evidence
	}
	return Date{}, Date{}, "", nil
}

// earliest is the first day d can mean; an absent date sets no bound.
func earliest(d Date) Day {
	if d.IsZero() {
		return MinDay
	}
	return d.Earliest()
}

// Turns lists the days up to the view's own on which something on the issue began to hold, or the first day
// on which it no longer did: between two of them nothing on the issue changes. Latest first.
func (v *View) Turns(i *IssueView) []Day {
	days := []Day{MinDay}
	add := func(first, last Day) {
		if first <= v.AsOf {
			days = append(days, first)
		}
		if last < v.AsOf {
			days = append(days, last+1)
		}
	}
	for _, p := range i.positions {
		add(p.first, p.last)
	}
	for _, r := range i.lines {
		add(r.first, r.last)
	}
	slices.Sort(days)
	days = slices.Compact(days)
	slices.Reverse(days)
	return days
}

// On returns the issue with the stands of another day; all else is as the view has it.
func (v *View) On(i *IssueView, d Day) *IssueView {
	then := *i
	then.standing = &standing{view: v, day: d}
	return &then
}
