package pledge

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// Line is one commitment as it stands on the day of a view.
type Line struct {
	Commitment *graph.Commitment
	By         *graph.Party
	To         []*graph.Party // in the order of the record
	Issue      *graph.Issue   // nil where it bears on none

	// Status is what had become of it by the day: the recorded status from the first day status-from can mean, before
	// that pending. Sure is unset while that date is too vague to tell whether the day lies before it.
	Status graph.CommitmentStatus
	Sure   bool

	Trigger TriggerState
	// TriggeredBy are the events behind the trigger's state, by date: those that meet it, that may meet it, or that are
	// planned; none in the other states.
	TriggeredBy []*graph.Event

	// Overdue marks what is pending after the latest day its deadline can mean: nothing on record says what became of it.
	Overdue bool

	Evidence    []string // the statements it rests on that count in the view
	Explanation string
}

// Ledger lists the commitments made by the view's day, by deadline (none last), then by the day they were made, then by
// key. A commitment belongs to the negotiation if it bears on an issue of the view or, bearing on none, is made by a party
// to the case to another or to nobody in particular. Where the view has a subset of parties, one of them must have made it
// or be addressed. What the view's choice of evidence leaves out is not listed.
func Ledger(v *graph.View) []Line {
	var lines []Line
	for m := range graph.All[*graph.Commitment](v.Snapshot) {
		if belongs(v, m) && (m.Date.IsZero() || m.Date.Earliest() <= v.AsOf) && v.Admits(m) {
			lines = append(lines, lineOf(v, m))
		}
	}
	slices.SortFunc(lines, func(a, b Line) int {
		return cmp.Or(
			compareDates(a.Commitment.Deadline, b.Commitment.Deadline),
			compareDates(a.Commitment.Date, b.Commitment.Date),
			strings.Compare(a.Commitment.Key, b.Commitment.Key),
		)
	})
	return lines
}

// compareDates orders dates by the last day they can mean, then the first; no date comes last.
func compareDates(a, b graph.Date) int {
	first := func(d graph.Date) graph.Day {
		if d.IsZero() {
			return graph.MaxDay
		}
		return d.Earliest()
	}
	return cmp.Or(cmp.Compare(a.Latest(), b.Latest()), cmp.Compare(first(a), first(b)))
}

func belongs(v *graph.View, m *graph.Commitment) bool {
	asked := v.ViewOptions.Parties
	if asked != nil && !slices.Contains(asked, m.By) && !slices.ContainsFunc(m.To, func(p string) bool { return slices.Contains(asked, p) }) {
		return false
	}
	if m.Issue != "" {
		_, ok := v.Issue(m.Issue)
		return ok
	}
	return hasPart(v, m.By) && (len(m.To) == 0 || slices.ContainsFunc(m.To, func(p string) bool { return hasPart(v, p) }))
}

// hasPart reports whether a party is of the view, or would be with all parties asked about.
func hasPart(v *graph.View, party string) bool {
	_, ok := v.Party(party)
	return ok || slices.ContainsFunc(v.Negotiation.Participants, func(p graph.Participation) bool { return p.Party == party })
}

func lineOf(v *graph.View, m *graph.Commitment) Line {
	l := Line{Commitment: m, Evidence: v.Counts(m.Evidence)}
	l.By, _ = graph.Get[*graph.Party](v.Snapshot, m.By)
	for _, key := range m.To {
		if p, ok := graph.Get[*graph.Party](v.Snapshot, key); ok {
			l.To = append(l.To, p)
		}
	}
	l.Issue, _ = graph.Get[*graph.Issue](v.Snapshot, m.Issue)
	l.Status, l.Sure = statusOn(m, v.AsOf)
	l.Trigger, l.TriggeredBy = triggerOn(v, m)
	l.Overdue = l.Status == graph.CommitmentPending && !m.Deadline.IsZero() && m.Deadline.Latest() < v.AsOf
	l.Explanation = l.explain(v)
	return l
}

// statusOn returns the status on a day, and whether the day it changed is known well enough to say so. Where nothing says
// since when, nothing is broken or expired by its deadline.
func statusOn(m *graph.Commitment, d graph.Day) (status graph.CommitmentStatus, sure bool) {
	switch {
	case m.StatusFrom.IsZero() && (m.Status == graph.CommitmentBroken || m.Status == graph.CommitmentExpired) &&
		!m.Deadline.IsZero() && d <= m.Deadline.Latest():
		return graph.CommitmentPending, true
	case m.Status == graph.CommitmentPending || m.StatusFrom.IsZero():
		return m.Status, true
	case d < m.StatusFrom.Earliest():
		return graph.CommitmentPending, true
	}
	return m.Status, m.StatusFrom.Latest() <= d
}
