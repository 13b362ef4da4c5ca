package graph

// RedLine is what a party will not have: a set of patterns, of which no package may match any.
type RedLine struct {
	Key        string   `json:"key" is:"key" doc:"Short name of the red line."`
	Party      string   `json:"party" is:"required" ref:"party" doc:"Whose red line it is."`
	Title      string   `json:"title" is:"required" doc:"The line in a few neutral words."`
	Forbids    Patterns `json:"forbids" is:"required" doc:"The packages ruled out: those that match any of these patterns."`
	MayForbid  Patterns `json:"may-forbid,omitempty" doc:"Patterns covered only on a broad reading of the party's words."`
	Firmness   Firmness `json:"firmness,omitempty" doc:"How firmly it was drawn. Left out: stated."`
	Scope      string   `json:"scope,omitempty" doc:"Where, when, how much; exceptions."`
	Salience   *int     `json:"salience,omitempty" is:"0-100" doc:"How much it matters to the party, 0 to 100. Left out: not stated, counted as 50 in scores."`
	Confidence *float64 `json:"confidence,omitempty" is:"0-1" doc:"How sure the coding is, 0 to 1; in files also high (0.9), medium (0.6), low (0.3)."`
	From       Date     `json:"from,omitzero" doc:"First day the line is in force."`
	To         Date     `json:"to,omitzero" doc:"Last day the line is in force."`
	Supersedes string   `json:"supersedes,omitempty" ref:"red-line" doc:"The red line this one replaces, which ends the day before."`
	Evidence   []string `json:"evidence,omitempty" ref:"statement" doc:"The statements it rests on."`
	Note       string   `json:"note,omitempty" doc:"A remark of the coder's."`
}

// Ref implements Record.
func (r *RedLine) Ref() Ref { return Ref{KindRedLine, r.Key} }

func (r *RedLine) check(c *checker) { c.period(r.From, r.To) }

// Strength returns the firmness, Stated where none is recorded.
func (r *RedLine) Strength() Firmness {
	if r.Firmness == "" {
		return Stated
	}
	return r.Firmness
}

// Firmness is how firmly a red line was drawn.
type Firmness string

// The degrees of firmness, strongest first.
const (
	Absolute Firmness = "absolute"
	Firm     Firmness = "firm"
	Stated   Firmness = "stated"
	Implied  Firmness = "implied"
)

// Values implements Enum.
func (Firmness) Values() []EnumValue {
	return []EnumValue{
		{string(Absolute), "Called unconditional: under no circumstances."},
		{string(Firm), "Repeated, or said by somebody who binds the party."},
		{string(Stated), "Said."},
		{string(Implied), "Never said as a refusal; follows from what the party demands."},
	}
}
