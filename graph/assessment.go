package graph

import "slices"

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
	Kind     ClaimKind `json:"kind" is:"required" doc:"What is claimed."`
	Parties  []string  `json:"parties" is:"required" ref:"party" doc:"Of which parties."`
	Issue    string    `json:"issue,omitempty" ref:"issue" doc:"On which issue: of a claim that parties conflict on one, and of no other."`
	Proposal string    `json:"proposal,omitempty" ref:"proposal" doc:"Of which text: of a claim that one crosses red lines, and of no other."`
}

// Ref implements Record.
func (a *Assessment) Ref() Ref { return Ref{KindAssessment, a.Key} }

func (a *Assessment) check(c *checker) {
	if a.By == "" && a.Institution == "" {
		c.faultf([]any{"by"}, "say who judges: by (a person) or institution")
	}
	if a.Claim != nil {
		c.under([]any{"claim"}, a.Claim.check)
	}
}

// check reports what a claim of its kind lacks, and what has no place in it.
func (a *Claim) check(c *checker) {
	named := func(field, key string, wanted bool, what string) {
		if key == "" && wanted {
			c.faultf([]any{field}, "is missing: name the %s that %s is about", what, a.Kind)
		}
		if key != "" && !wanted {
			c.faultf([]any{field}, "has no place in %s, which is about no %s", a.Kind, what)
		}
	}
	if !slices.Contains(Words(a.Kind), string(a.Kind)) {
		return
	}
	named("issue", a.Issue, a.Kind == ClaimConflict, "issue")
	named("proposal", a.Proposal, a.Kind == ClaimCrosses, "proposal")
	if a.Kind == ClaimConflict && len(a.Parties) == 1 {
		c.faultf([]any{"parties"}, "names one party: a conflict is between two or more")
	}
}

// ClaimKind is what an assessment claims.
type ClaimKind string

// The kinds of claims.
const (
	ClaimNoDeal   ClaimKind = "no-deal-respects-red-lines"
	ClaimDeal     ClaimKind = "deal-respects-red-lines"
	ClaimCrosses  ClaimKind = "proposal-crosses-red-lines"
	ClaimConflict ClaimKind = "parties-conflict"
)

// Values implements Enum.
func (ClaimKind) Values() []EnumValue {
	return []EnumValue{
		{string(ClaimNoDeal), "No deal respects the red lines of these parties."},
		{string(ClaimDeal), "Some deal respects the red lines of these parties."},
		{string(ClaimCrosses), "The proposal crosses a red line of each of these parties."},
		{string(ClaimConflict), "At least two of these parties conflict on the issue."},
	}
}
