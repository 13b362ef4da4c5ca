package graph

// Assessment is an outsider's judgement. It is shown beside Parley's own answers and never counted as
// evidence for a party's position.
type Assessment struct {
	Key         string   `json:"key" is:"key" doc:"Short name of the assessment."`
	Negotiation string   `json:"negotiation" is:"required" ref:"negotiation" doc:"The case it is about."`
	By          string   `json:"by,omitempty" ref:"person" doc:"Who judges."`
	Institution string   `json:"institution,omitempty" doc:"The institution the judge belongs to, or which judges without a name."`
	About       []string `json:"about,omitempty" is:"refs" doc:"The records it is about, each as kind/key: red-line/no-foreign-troops, proposal/peace-formula."`
	Date        Date     `json:"date,omitzero" is:"required" doc:"When it was made."`
	Text        string   `json:"text" is:"required" doc:"The judgement, in our own words."`
	Evidence    []string `json:"evidence,omitempty" ref:"statement" doc:"The statements that carry it."`
	Claim       *Claim   `json:"claim,omitempty" doc:"What of it Parley can check."`
}

// Claim is an assertion that Parley can set its own answer beside.
type Claim struct {
	Kind    ClaimKind `json:"kind" is:"required" doc:"What is claimed."`
	Parties []string  `json:"parties" is:"required" ref:"party" doc:"Of which parties."`
}

// Ref implements Record.
func (a *Assessment) Ref() Ref { return Ref{KindAssessment, a.Key} }

func (a *Assessment) check(c *checker) {
	if a.By == "" && a.Institution == "" {
		c.faultf([]any{"by"}, "say who judges: by (a person) or institution")
	}
}

// ClaimKind is what an assessment claims.
type ClaimKind string

// ClaimNoDeal is the claim that red lines leave nothing.
const ClaimNoDeal ClaimKind = "no-deal-respects-red-lines"

// Values implements Enum.
func (ClaimKind) Values() []EnumValue {
	return []EnumValue{{string(ClaimNoDeal), "No deal respects the red lines of these parties."}}
}
