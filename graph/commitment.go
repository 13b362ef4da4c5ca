package graph

// Commitment is a threat or a promise.
type Commitment struct {
	Key         string           `json:"key" is:"key" doc:"Short name of the commitment."`
	By          string           `json:"by" is:"required" ref:"party" doc:"Who makes it."`
	To          []string         `json:"to,omitempty" ref:"party" doc:"To whom."`
	Kind        CommitmentKind   `json:"kind" is:"required" doc:"Threat or promise."`
	Title       string           `json:"title" is:"required" doc:"The commitment in a few words."`
	Trigger     string           `json:"trigger,omitempty" doc:"What would set it off."`
	Consequence string           `json:"consequence" is:"required" doc:"What would then be done."`
	Date        Date             `json:"date,omitzero" doc:"When it was made."`
	Deadline    Date             `json:"deadline,omitzero" doc:"By when."`
	Status      CommitmentStatus `json:"status" is:"required" doc:"What became of it."`
	StatusFrom  Date             `json:"status-from,omitzero" doc:"Since when the status holds; before that it was pending. Left out: since it was made."`
	TriggeredBy []string         `json:"triggered-by,omitempty" ref:"event" doc:"The events that meet its trigger."`
	Issue       string           `json:"issue,omitempty" ref:"issue" doc:"The issue it bears on."`
	Evidence    []string         `json:"evidence,omitempty" ref:"statement" doc:"The statements it rests on."`
	Note        string           `json:"note,omitempty" doc:"A remark of the coder's."`
}

// Ref implements Record.
func (m *Commitment) Ref() Ref { return Ref{KindCommitment, m.Key} }

func (m *Commitment) check(c *checker) {
	for _, later := range []struct {
		name string
		date Date
	}{{"deadline", m.Deadline}, {"status-from", m.StatusFrom}} {
		if !m.Date.IsZero() && !later.date.IsZero() && later.date.Compare(m.Date) == Before {
			c.faultf([]any{later.name}, "%s is before it was made, %s", later.date, m.Date)
		}
	}
	if len(m.TriggeredBy) > 0 && m.Trigger == "" {
		c.faultf([]any{"trigger"}, "is missing: say what the events meet")
	}
}

// CommitmentKind tells threats from promises.
type CommitmentKind string

// The kinds of commitment.
const (
	Threat  CommitmentKind = "threat"
	Promise CommitmentKind = "promise"
)

// Values implements Enum.
func (CommitmentKind) Values() []EnumValue {
	return []EnumValue{
		{string(Threat), "Something the addressee would not want."},
		{string(Promise), "Something the addressee would want."},
	}
}

// CommitmentStatus is what became of a commitment.
type CommitmentStatus string

// The statuses of a commitment.
const (
	CommitmentPending   CommitmentStatus = "pending"
	CommitmentMet       CommitmentStatus = "met"
	CommitmentBroken    CommitmentStatus = "broken"
	CommitmentWithdrawn CommitmentStatus = "withdrawn"
	CommitmentExpired   CommitmentStatus = "expired"
)

// Values implements Enum.
func (CommitmentStatus) Values() []EnumValue {
	return []EnumValue{
		{string(CommitmentPending), "Still stands."},
		{string(CommitmentMet), "Was carried out."},
		{string(CommitmentBroken), "Fell due and was not carried out."},
		{string(CommitmentWithdrawn), "Was taken back."},
		{string(CommitmentExpired), "Its deadline passed without the trigger."},
	}
}
