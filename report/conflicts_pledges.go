package report

import (
	"strings"

	"parley/analysis/pledge"
	"parley/graph"
)

// pledges lists the threats and promises made by the view's day, with what had become of them.
func (r *conflicts) pledges(lines []pledge.Line) {
	if len(lines) == 0 {
		return
	}
	r.heading(3, "Threats and promises")
	r.say("As they stood on " + DayWords(r.v.AsOf) + ". A trigger is met by the events recorded as meeting it, and by nothing else. " +
		"Overdue is what was pending when its deadline passed: nothing on record says what became of it.")
	r.table([]Column{{Title: "By"}, {Title: "To"}, {Title: "Threat or promise"}, {Title: "Made"}, {Title: "Due"}, {Title: "State"}, {Title: "Trigger"}, {Title: "Sources"}},
		mapped(lines, r.pledgeRow))
}

func (r *conflicts) pledgeRow(l pledge.Line) []Text {
	m, to := l.Commitment, "not stated"
	if len(l.To) > 0 {
		to = JoinAnd(mapped(l.To, func(p *graph.Party) string { return p.Name }))
	}
	return []Text{text(l.By.Name), text(to), text(string(m.Kind) + ": " + quoted(m.Title)), text(dateOr(m.Date, "not stated")), text(dateOr(m.Deadline, "no deadline")),
		text(stateWords(l)), text(triggerWords(l)), r.cite(l.Evidence)}
}

func dateOr(d graph.Date, none string) string {
	if d.IsZero() {
		return none
	}
	return DateWords(d)
}

// stateWords says what had become of a commitment.
func stateWords(l pledge.Line) string {
	words := string(l.Status)
	if !l.Sure {
		words += ", or " + string(graph.CommitmentPending) + " still: the record is too vague"
	}
	if l.Overdue {
		words += ", overdue"
	}
	return words
}

var triggerStates = map[pledge.TriggerState]string{
	pledge.TriggerNotOnRecord: "not on record as met",
	pledge.TriggerExpected:    "expected",
	pledge.TriggerCannotTell:  "cannot be told",
	pledge.TriggerMet:         "met",
}

// triggerWords says whether what would set a commitment off is on record, and by which events.
func triggerWords(l pledge.Line) string {
	if l.Trigger == pledge.TriggerNone {
		return "no condition"
	}
	words := triggerStates[l.Trigger]
	if len(l.TriggeredBy) > 0 {
		words += " (" + strings.Join(mapped(l.TriggeredBy, func(e *graph.Event) string { return e.Title + ", " + DateWords(e.Date) }), "; ") + ")"
	}
	return quoted(l.Commitment.Trigger) + ": " + words
}
