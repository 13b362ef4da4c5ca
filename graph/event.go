package graph

// Event is something that happened or is planned.
type Event struct {
	Key          string      `json:"key" is:"key" doc:"Short name of the event."`
	Title        string      `json:"title" is:"required" doc:"The event in a few words."`
	Kind         EventKind   `json:"kind" is:"required" doc:"What sort of event it is."`
	Status       EventStatus `json:"status" is:"required" doc:"Whether it was held."`
	Date         Date        `json:"date,omitzero" is:"required" doc:"When; an interval if it lasted."`
	Place        string      `json:"place,omitempty" doc:"Where."`
	Participants []string    `json:"participants,omitempty" ref:"party" doc:"Which parties took part."`
	PartOf       string      `json:"part-of,omitempty" ref:"event" doc:"The larger event it belongs to."`
	Description  string      `json:"description,omitempty" doc:"What happened, in our own words."`
	Evidence     []string    `json:"evidence,omitempty" ref:"statement" doc:"The statements that report it."`
}

// Ref implements Record.
func (e *Event) Ref() Ref { return Ref{KindEvent, e.Key} }

func (e *Event) check(*checker) {}

// EventKind is what sort of event it is.
type EventKind string

// The kinds of event.
const (
	EventSummit       EventKind = "summit"
	EventTalks        EventKind = "talks"
	EventCall         EventKind = "call"
	EventSigning      EventKind = "signing"
	EventVote         EventKind = "vote"
	EventAnnouncement EventKind = "announcement"
	EventAttack       EventKind = "attack"
	EventOther        EventKind = "other"
)

// Values implements Enum.
func (EventKind) Values() []EnumValue {
	return []EnumValue{
		{string(EventSummit), "A meeting of leaders."},
		{string(EventTalks), "A round of talks below leaders."},
		{string(EventCall), "A telephone or video call."},
		{string(EventSigning), "A text was signed."},
		{string(EventVote), "A vote was taken."},
		{string(EventAnnouncement), "Something was declared or published."},
		{string(EventAttack), "An attack or other use of force."},
		{string(EventOther), "Something else."},
	}
}

// EventStatus tells what happened from what is planned.
type EventStatus string

// The statuses of an event.
const (
	EventPlanned   EventStatus = "planned"
	EventHeld      EventStatus = "held"
	EventCancelled EventStatus = "cancelled"
)

// Values implements Enum.
func (EventStatus) Values() []EnumValue {
	return []EnumValue{
		{string(EventPlanned), "Announced, not known to have taken place."},
		{string(EventHeld), "Took place."},
		{string(EventCancelled), "Was called off."},
	}
}
