package change

import (
	"slices"

	"parley/graph"
)

// shift shows a turn: its records, dates, words and event.
func (t *turn) shift(s *strand) Shift {
	before, after := t.before, t.after
	switch {
	case t.other == nil:
	case len(after) == 0:
		after = []*tenure{t.other}
	default:
		before = []*tenure{t.other}
	}
	x := Shift{
		Kind: t.kind, Day: t.day, Party: s.party, Issues: s.issues(t), Further: t.further,
		AlsoEnded: recordsOf(before[min(1, len(before)):]), AlsoBegan: recordsOf(after[min(1, len(after)):]),
	}
	if len(before) > 0 {
		x.Before, x.StatementBefore = before[0].Record, s.best(before[0], t.day-1)
	}
	if len(after) > 0 {
		x.After, x.StatementAfter = after[0].Record, s.best(after[0], s.view.AsOf)
	}
	x.date(t)
	x.announce(s)
	x.Explanation = x.explain(s, t)
	return x
}

// date fills in subject and date.
func (x *Shift) date(t *turn) {
	if len(t.after) > 0 {
		x.subject = t.after[0].Record
		x.Date, _ = datesOf(x.subject)
	} else {
		x.subject = t.before[0].Record
		if _, to := datesOf(x.subject); to.Latest() == t.day-1 && !exact(to) {
			x.Date = to
		} else {
			x.Date = graph.DateOf(t.day)
		}
	}
	x.Exact = exact(x.Date)
}

func exact(d graph.Date) bool { return d.IsDay() && !d.Approximate() && !d.Uncertain() }

// announce fills in who told of what began, and around which event.
func (x *Shift) announce(s *strand) {
	if x.subject != x.After {
		return
	}
	if st := x.StatementAfter; st != nil {
		src, _ := graph.Get[*graph.Source](s.view.Snapshot, st.Source)
		x.Announcer = voice(s.view.Snapshot, st, src)
		if st.Attribution != graph.AttributionInferred {
			x.AnnouncedBy, _ = graph.Get[*graph.Person](s.view.Snapshot, st.Speaker)
		}
	}
	from, _ := datesOf(x.After)
	x.Event = around(s.view.Snapshot, graph.EvidenceOf(x.After), from)
}

// issues lists the issues of the records of a turn, by key.
func (s *strand) issues(t *turn) []*graph.IssueView {
	var keys []string
	for _, r := range slices.Concat(t.before, t.after) {
		keys = append(keys, issuesOf(s.view, r.Record)...)
	}
	slices.Sort(keys)
	var list []*graph.IssueView
	for _, key := range slices.Compact(keys) {
		i, _ := s.view.Issue(key)
		list = append(list, i)
	}
	return list
}

func recordsOf(list []*tenure) []graph.Record {
	var records []graph.Record
	for _, t := range list {
		records = append(records, t.Record)
	}
	return records
}
