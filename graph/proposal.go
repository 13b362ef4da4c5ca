package graph

import (
	"fmt"

	"github.com/google/uuid"
)

// Proposal is a package somebody tabled.
type Proposal struct {
	Key         string         `json:"key" is:"key" doc:"Short name of the proposal."`
	Negotiation string         `json:"negotiation,omitempty" ref:"negotiation" doc:"The case it belongs to. May be left out where a provision names an issue."`
	Title       string         `json:"title" is:"required" doc:"What the text is called."`
	By          []string       `json:"by,omitempty" ref:"party" doc:"Who tabled it."`
	Addressees  []string       `json:"addressees,omitempty" ref:"party" doc:"To whom."`
	Date        Date           `json:"date,omitzero" is:"required" doc:"When it was tabled or became known."`
	Status      ProposalStatus `json:"status" is:"required" doc:"What sort of document is on record."`
	Provisions  []Provision    `json:"provisions,omitempty" doc:"Its clauses, in the order of the text."`
	Supersedes  string         `json:"supersedes,omitempty" ref:"proposal" doc:"The proposal it replaces."`
	Evidence    []string       `json:"evidence,omitempty" ref:"statement" doc:"The statements that report it."`
	Note        string         `json:"note,omitempty" doc:"What became of it; doubts about the text."`
}

// Provision is one clause. Without an issue, or without options, it leaves the matter open.
type Provision struct {
	Clause    string   `json:"clause,omitempty" doc:"The clause's number or letter in the text."`
	Issue     string   `json:"issue,omitempty" ref:"issue" doc:"The issue it settles, if any."`
	Options   []string `json:"options,omitempty" is:"options" doc:"The options it chooses; several make it ambiguous. Of a quantity: numbers and ranges of them, 600000, <600000, <=600000, >600000, >=600000 or 85000..100000, both ends in it."`
	Text      string   `json:"text" is:"required" doc:"What the clause says, in our own words."`
	Condition Patterns `json:"condition,omitempty" doc:"The clause applies only in packages that match one of these patterns."`
	Evidence  []string `json:"evidence,omitempty" ref:"statement" doc:"The statements that report the clause."`
}

// Ref implements Record.
func (p *Proposal) Ref() Ref { return Ref{KindProposal, p.Key} }

// ProvisionID returns the global id of the i-th provision.
func (p *Proposal) ProvisionID(i int) uuid.UUID {
	return NameID(fmt.Sprintf("provision/%s/%d", p.Key, i))
}

func (p *Proposal) check(c *checker) {
	if p.Negotiation == "" && !p.settles() {
		c.faultf([]any{"negotiation"}, "name the negotiation: no provision names an issue it could be taken from")
	}
	for i, v := range p.Provisions {
		if v.Issue == "" && len(v.Options) > 0 {
			c.faultf([]any{"provisions", i, "options"}, "options without an issue")
		}
	}
}

func (p *Proposal) settles() bool {
	for _, v := range p.Provisions {
		if v.Issue != "" {
			return true
		}
	}
	return false
}

// ProposalStatus is what sort of document is on record.
type ProposalStatus string

// The statuses of a document.
const (
	ProposalOfficial ProposalStatus = "official"
	ProposalTabled   ProposalStatus = "tabled"
	ProposalLeaked   ProposalStatus = "leaked"
	ProposalReported ProposalStatus = "reported"
	ProposalNonPaper ProposalStatus = "non-paper"
)

// Values implements Enum.
func (ProposalStatus) Values() []EnumValue {
	return []EnumValue{
		{string(ProposalOfficial), "Published or signed by its authors."},
		{string(ProposalTabled), "Handed to the other side; the text is known from a participant."},
		{string(ProposalLeaked), "The text became public without its authors."},
		{string(ProposalReported), "Known only from reports about it."},
		{string(ProposalNonPaper), "Circulated without attribution."},
	}
}

// Response is a party's answer to a proposal.
type Response struct {
	Key      string   `json:"key" is:"key" doc:"Short name of the response. May be left out: then it is made of party, proposal, answer and date."`
	Proposal string   `json:"proposal" is:"required" ref:"proposal" doc:"The proposal answered."`
	Party    string   `json:"party" is:"required" ref:"party" doc:"Who answered."`
	Answer   Answer   `json:"answer" is:"required" doc:"The answer."`
	Date     Date     `json:"date,omitzero" doc:"When it was given."`
	Evidence []string `json:"evidence,omitempty" ref:"statement" doc:"The statements it rests on."`
	Note     string   `json:"note,omitempty" doc:"A remark of the coder's."`
}

// Ref implements Record.
func (r *Response) Ref() Ref { return Ref{KindResponse, r.Key} }

func (r *Response) check(*checker) {}

// Answer is how a party answered a proposal.
type Answer string

// The answers.
const (
	AnswerAccepts      Answer = "accepts"
	AnswerReservations Answer = "accepts-with-reservations"
	AnswerRejects      Answer = "rejects"
	AnswerReview       Answer = "under-review"
	AnswerNone         Answer = "no-answer"
)

// Values implements Enum.
func (Answer) Values() []EnumValue {
	return []EnumValue{
		{string(AnswerAccepts), "Accepts it as it stands."},
		{string(AnswerReservations), "Accepts it in part, or as a basis for talks."},
		{string(AnswerRejects), "Rejects it."},
		{string(AnswerReview), "Is studying it."},
		{string(AnswerNone), "Was asked and has not answered."},
	}
}
