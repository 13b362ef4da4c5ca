package pledge

import (
	"slices"
	"strings"

	"parley/graph"
)

// TriggerState is whether what would set a commitment off is on record.
type TriggerState string

// The states of a trigger.
const (
	TriggerNone        TriggerState = "none"
	TriggerNotOnRecord TriggerState = "not-on-record"
	TriggerExpected    TriggerState = "expected"
	TriggerCannotTell  TriggerState = "cannot-tell"
	TriggerMet         TriggerState = "met"
)

// Values implements graph.Enum.
func (TriggerState) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(TriggerNone), Doc: "It was made without a condition."},
		{Word: string(TriggerNotOnRecord), Doc: "No event on record meets it by the day of the view: it may have been met unrecorded."},
		{Word: string(TriggerExpected), Doc: "An event that would meet it is planned, not known to have taken place."},
		{Word: string(TriggerCannotTell), Doc: "An event that meets it took place on a date too vague to tell whether by the day of the view."},
		{Word: string(TriggerMet), Doc: "An event on record meets it, held by the day of the view."},
	}
}

// triggerOn returns the state of a trigger on the view's day and the events behind it.
func triggerOn(v *graph.View, m *graph.Commitment) (TriggerState, []*graph.Event) {
	if m.Trigger == "" {
		return TriggerNone, nil
	}
	events := map[TriggerState][]*graph.Event{}
	for _, key := range m.TriggeredBy {
		if e, ok := graph.Get[*graph.Event](v.Snapshot, key); ok {
			state := meets(e, v.AsOf)
			events[state] = append(events[state], e)
		}
	}
	for _, state := range []TriggerState{TriggerMet, TriggerCannotTell, TriggerExpected} {
		if list := events[state]; len(list) > 0 {
			slices.SortStableFunc(list, func(a, b *graph.Event) int {
				if byDate := compareDates(a.Date, b.Date); byDate != 0 {
					return byDate
				}
				return strings.Compare(a.Key, b.Key)
			})
			return state, list
		}
	}
	return TriggerNotOnRecord, nil
}

// meets tells what an event does for a trigger on a day. One held later is not known of yet, and one that was planned for
// a day gone by is expected no more.
func meets(e *graph.Event, d graph.Day) TriggerState {
	switch {
	case e.Status == graph.EventPlanned && e.Date.Latest() >= d:
		return TriggerExpected
	case e.Status != graph.EventHeld || e.Date.Earliest() > d:
		return TriggerNotOnRecord
	case starts(e.Date).Latest() <= d:
		return TriggerMet
	}
	return TriggerCannotTell
}

// starts returns the start of a date that lasted, if it has a known one; any other date as it is.
func starts(d graph.Date) graph.Date {
	if from, err := graph.ParseDate(strings.Split(d.String(), "/")[0]); err == nil {
		return from
	}
	return d
}
