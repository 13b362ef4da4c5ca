package graph

// Negotiation is a case under study.
type Negotiation struct {
	Key          string          `json:"key" is:"key" doc:"Short name of the case, unique among negotiations: ukraine."`
	Title        string          `json:"title" is:"required" doc:"What is being negotiated."`
	Description  string          `json:"description,omitempty" doc:"Scope, codebook and limits of the case."`
	Participants []Participation `json:"participants,omitempty" doc:"Who takes part, in which role, and when."`
	Steps        []Step          `json:"steps,omitempty" doc:"The steps whose order is part of what is negotiated. Options of issues name them."`
}

// Participation is a party's role in a negotiation for a time.
type Participation struct {
	Party string `json:"party" is:"required" ref:"party" doc:"The party."`
	Role  Role   `json:"role" is:"required" doc:"Its role. Settlement questions ask about the principals by default."`
	From  Date   `json:"from,omitzero" doc:"First day of the role."`
	To    Date   `json:"to,omitzero" doc:"Last day of the role."`
}

// Ref implements Record.
func (n *Negotiation) Ref() Ref { return Ref{KindNegotiation, n.Key} }

func (n *Negotiation) check(c *checker) {
	for i, p := range n.Participants {
		c.period(p.From, p.To, "participants", i)
	}
	distinct(c, n.Participants, "participants")
	seen := map[string]bool{}
	for i, s := range n.Steps {
		if seen[s.Key] {
			c.faultf([]any{"steps", i, "key"}, "step %q is there twice", s.Key)
		}
		seen[s.Key] = true
	}
}

// StepKeys lists the keys of the steps, in order.
func (n *Negotiation) StepKeys() []string {
	var keys []string
	for _, s := range n.Steps {
		keys = append(keys, s.Key)
	}
	return keys
}

// Step is something that would be done in the course of a settlement, before or after other steps.
type Step struct {
	Key   string `json:"key" is:"key" doc:"Short name of the step, unique within the negotiation: ceasefire."`
	Label string `json:"label" is:"required" doc:"The step in a few neutral words."`
}

// Role is what a party is to a negotiation.
type Role string

// The roles.
const (
	RolePrincipal Role = "principal"
	RoleGuarantor Role = "guarantor"
	RoleMediator  Role = "mediator"
	RoleHost      Role = "host"
	RoleSupporter Role = "supporter"
	RoleObserver  Role = "observer"
)

// Values implements Enum.
func (Role) Values() []EnumValue {
	return []EnumValue{
		{string(RolePrincipal), "Its agreement makes the settlement."},
		{string(RoleGuarantor), "Would stand behind the settlement."},
		{string(RoleMediator), "Brings the principals together."},
		{string(RoleHost), "Offers the place."},
		{string(RoleSupporter), "Backs a principal."},
		{string(RoleObserver), "Takes an interest without another role."},
	}
}
