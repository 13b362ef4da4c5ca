package graph

// Position is what a party wants on one issue, short of a red line.
type Position struct {
	Key        string   `json:"key" is:"key" doc:"Short name of the position. May be left out: then it is made of party, issue, stance and first day."`
	Party      string   `json:"party" is:"required" ref:"party" doc:"Whose position it is."`
	Issue      string   `json:"issue" is:"required" ref:"issue" doc:"The issue it is about."`
	Stance     Stance   `json:"stance" is:"required" doc:"How the party stands to the options."`
	Options    []string `json:"options,omitempty" is:"options" doc:"The options it is about; several are alternatives. Of a quantity: numbers and ranges of them, 600000, <600000, <=600000, >600000, >=600000 or 85000..100000, both ends in it."`
	Condition  Patterns `json:"condition,omitempty" doc:"The position holds only in packages that match one of these patterns."`
	Scope      string   `json:"scope,omitempty" doc:"Where, when, how much: in peacetime, east of the river."`
	Salience   *int     `json:"salience,omitempty" is:"0-100" doc:"How much it matters to the party, 0 to 100. Left out: not stated, counted as 50 in scores."`
	Confidence *float64 `json:"confidence,omitempty" is:"0-1" doc:"How sure the coding is, 0 to 1; in files also high (0.9), medium (0.6), low (0.3)."`
	From       Date     `json:"from,omitzero" doc:"First day the position holds."`
	To         Date     `json:"to,omitzero" doc:"Last day the position holds."`
	Supersedes string   `json:"supersedes,omitempty" ref:"position" doc:"The position this one replaces, which ends the day before."`
	Evidence   []string `json:"evidence,omitempty" ref:"statement" doc:"The statements it rests on."`
	Note       string   `json:"note,omitempty" doc:"A remark of the coder's."`
}

// Ref implements Record.
func (p *Position) Ref() Ref { return Ref{KindPosition, p.Key} }

func (p *Position) check(c *checker) {
	c.period(p.From, p.To)
	switch p.Stance {
	case StanceDemands, StancePrefers, StanceAccepts, StanceOpposes:
		if len(p.Options) == 0 {
			c.faultf([]any{"options"}, "a position that %s needs at least one option", p.Stance)
		}
	}
}

// Stance is how a party stands to options.
type Stance string

// The stances. Open, unclear, declined and denied say that the party has been heard without saying which
// option it would have: they leave it silent.
const (
	StanceDemands  Stance = "demands"
	StancePrefers  Stance = "prefers"
	StanceAccepts  Stance = "accepts"
	StanceOpposes  Stance = "opposes"
	StanceOpen     Stance = "open"
	StanceUnclear  Stance = "unclear"
	StanceDeclined Stance = "declined"
	StanceDenied   Stance = "denied"
)

// Silent reports whether the stance leaves a party silent, and of which kind its silence then is.
func (s Stance) Silent() (kind SilenceKind, silent bool) {
	switch s {
	case StanceOpen, StanceUnclear:
		return SilenceUnclear, true
	case StanceDeclined:
		return SilenceDeclined, true
	case StanceDenied:
		return SilenceDenied, true
	}
	return "", false
}

// Values implements Enum.
func (Stance) Values() []EnumValue {
	return []EnumValue{
		{string(StanceDemands), "Will have one of the options, and asks for it."},
		{string(StancePrefers), "Would rather have one of the options; says nothing of others."},
		{string(StanceAccepts), "Can live with any of the options."},
		{string(StanceOpposes), "Is against each of the options, short of a red line."},
		{string(StanceOpen), "Is ready to discuss; commits to nothing."},
		{string(StanceUnclear), "Spoke ambiguously, or is reported in ways that differ."},
		{string(StanceDeclined), "Was asked and would not say."},
		{string(StanceDenied), "Denies holding the position ascribed to it."},
	}
}
