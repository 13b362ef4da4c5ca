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

// gather collects, for every issue, the positions and red lines on record, whenever they hold.
func (v *View) gather() {
	spans := map[*RedLine]span{}
	for _, i := range v.Issues {
		for p := range Referring[*Position](v.Snapshot, i.Ref()) {
			if p.Issue != i.Key || !v.wants(p.Party) {
				continue
			}
			if !v.admits(p.Evidence) {
				i.unadmitted = append(i.unadmitted, heldOther{p.Party, v.span(p)})
				continue
			}
			i.positions = append(i.positions, heldPosition{p, v.span(p), v.Met(p.Condition)})
		}
		for r := range Referring[*RedLine](v.Snapshot, i.Ref()) {
			if !v.wants(r.Party) {
				continue
			}
			if !v.admits(r.Evidence) {
				i.unadmitted = append(i.unadmitted, heldOther{r.Party, v.span(r)})
				continue
			}
			v.hold(i, r, spans)
		}
	}
	for n := range v.Supposed.Adds {
		r := &v.Supposed.Adds[n]
		for _, key := range slices.Concat(r.Forbids, r.MayForbid).issues() {
			if i, ok := v.issues[key]; ok && v.wants(r.Party) {
				v.hold(i, r, spans)
			}
		}
	}
	for _, i := range v.Issues {
		slices.SortStableFunc(i.lines, func(a, b heldLine) int { return strings.Compare(a.Key, b.Key) })
	}
}

// hold puts a red line among those of an issue. A line may be on several; its span is found once.
func (v *View) hold(i *IssueView, r *RedLine, spans map[*RedLine]span) {
	days, known := spans[r]
	if !known {
		days = v.span(r)
		spans[r] = days
	}
	line := heldLine{RedLine: r, span: days}
	if !v.gaveUp(r) {
		line.alone = v.alone(i, v.Forbids(r))
	}
	i.lines = append(i.lines, line)
}

// inForce fills the view's lists with what holds on its day.
func (v *View) inForce() {
	lines := map[string]*RedLine{}
	for _, i := range v.Issues {
		for _, p := range i.positions {
			if !p.on(v.AsOf) {
				continue
			}
			v.inside(p.Ref(), p.Condition)
			if p.met {
				v.Positions = append(v.Positions, p.Position)
			} else {
				v.Conditional = append(v.Conditional, p.Position)
			}
		}
		for _, r := range i.lines {
			if r.on(v.AsOf) {
				lines[r.Key] = r.RedLine
			}
		}
	}
	for _, r := range lines {
		if v.gaveUp(r) {
			v.Relaxed = append(v.Relaxed, r)
		} else if len(v.inside(r.Ref(), v.counted(r))) > 0 {
			v.RedLines = append(v.RedLines, r)
		}
	}
	sortByKey(v.Positions)
	sortByKey(v.Conditional)
	sortByKey(v.RedLines)
	sortByKey(v.Relaxed)
	v.Idle = v.idle()
	v.skipElsewhere()
	slices.SortFunc(v.Skipped, func(a, b Ref) int { return strings.Compare(a.String(), b.String()) })
	v.Skipped = slices.Compact(v.Skipped)
}

// skipElsewhere notes as skipped what is in force on issues of the negotiation that the view leaves out.
func (v *View) skipElsewhere() {
	skip := func(r *RedLine) {
		if v.wants(r.Party) && v.Admits(r) && !v.gaveUp(r) && v.span(r).on(v.AsOf) {
			v.inside(r.Ref(), v.counted(r))
		}
	}
	for i := range Referring[*Issue](v.Snapshot, v.Negotiation.Ref()) {
		if v.asks(i.Key) {
			continue
		}
		for r := range Referring[*RedLine](v.Snapshot, i.Ref()) {
			skip(r)
		}
	}
	for n := range v.Supposed.Adds {
		skip(&v.Supposed.Adds[n])
	}
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
	from, to, _, _ := period(r)
	first, last = earliest(from), MaxDay
	if !to.IsZero() {
		last = to.Latest()
	}
	for n := range v.Snapshot.Referring(r.Ref(), r.Ref().Kind) {
		begins, _, supersedes, evidence := period(n)
		if supersedes == r.Ref().Key && v.admits(evidence) {
			if earliest(begins) == MinDay {
				return MaxDay, MinDay
			}
			last = min(last, earliest(begins)-1)
		}
	}
	return first, last
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
	then.Stands = nil
	v.stand(&then, d)
	return &then
}
