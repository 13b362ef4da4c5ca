package pledge

import (
	"strings"

	"parley/graph"
)

// explain tells the line in one sentence.
func (l *Line) explain(v *graph.View) string {
	m := l.Commitment
	head := "The " + string(m.Kind) + " of " + l.By.InProse()
	if len(l.To) > 0 {
		head += " to " + names(l.To)
	}
	head += ", “" + m.Title + "”,"
	if !m.Date.IsZero() {
		head += " made " + when(m.Date) + ","
	}
	parts := []string{head + " " + l.outcome(v), l.set()}
	if len(l.Evidence) == 0 {
		parts = append(parts, "no source is on record for it")
	}
	return strings.Join(parts, "; ") + "."
}

// outcomes say what became of a commitment.
var outcomes = map[graph.CommitmentStatus]string{
	graph.CommitmentPending:   "is pending",
	graph.CommitmentMet:       "was carried out",
	graph.CommitmentBroken:    "fell due and was not carried out",
	graph.CommitmentWithdrawn: "was taken back",
	graph.CommitmentExpired:   "lapsed, its deadline past and its trigger not met",
}

// outcome tells the status, since when, and how it stands to the deadline.
func (l *Line) outcome(v *graph.View) string {
	m, words := l.Commitment, outcomes[l.Status]
	switch {
	case l.Status != graph.CommitmentPending && !m.StatusFrom.IsZero():
		words += ", as recorded from " + m.StatusFrom.String()
		if !l.Sure {
			words += ", too vague a date to tell whether by " + v.AsOf.String()
		}
	case l.Overdue:
		words += " though its deadline, " + m.Deadline.String() + ", has passed: nothing on record says what became of it"
	case l.Status == graph.CommitmentPending && !m.Deadline.IsZero():
		words += " and due by " + m.Deadline.String()
	}
	return words
}

// set tells whether the trigger is met.
func (l *Line) set() string {
	switch l.Trigger {
	case TriggerNone:
		return "it has no condition"
	case TriggerMet:
		return "its trigger is met by " + titles(l.TriggeredBy)
	case TriggerCannotTell:
		return "its trigger is met by " + titles(l.TriggeredBy) + ", too vague a date to tell whether by then"
	case TriggerExpected:
		return "its trigger would be met by " + titles(l.TriggeredBy) + ", planned and not known to have taken place"
	}
	return "no event on record meets its trigger"
}

// when writes a date as vaguely as it was stated.
func when(d graph.Date) string {
	bare := strings.Map(func(r rune) rune {
		if strings.ContainsRune("?~%", r) {
			return -1
		}
		return r
	}, d.String())
	words := "in " + bare
	switch {
	case d.IsInterval():
		words = "within " + bare
		if first, last, _ := strings.Cut(bare, "/"); d.Earliest() != graph.MinDay && d.Latest() != graph.MaxDay {
			words = "between " + first + " and " + last
		}
	case d.Approximate():
		words = "about " + bare
	case d.IsDay():
		words = "on " + bare
	}
	if d.Uncertain() {
		words = "perhaps " + words
	}
	return words
}

func names(parties []*graph.Party) string {
	var words []string
	for _, p := range parties {
		words = append(words, p.InProse())
	}
	return list(words)
}

func titles(events []*graph.Event) string {
	var words []string
	for _, e := range events {
		words = append(words, "“"+e.Title+"” ("+e.Date.String()+")")
	}
	return list(words)
}

// list joins words as prose does: a, b and c.
func list(words []string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
}
