package graph

// Rule is a background constraint no party owns.
type Rule struct {
	Key         string   `json:"key" is:"key" doc:"Short name of the rule."`
	Negotiation string   `json:"negotiation" is:"required" ref:"negotiation" doc:"The case it belongs to."`
	Forbids     Patterns `json:"forbids" is:"required" doc:"The packages that cannot exist: those that match any of these patterns."`
	Reason      string   `json:"reason" is:"required" doc:"Why, in a sentence."`
	Evidence    []string `json:"evidence,omitempty" ref:"statement" doc:"The statements it rests on, if any."`
}

// Ref implements Record.
func (r *Rule) Ref() Ref { return Ref{KindRule, r.Key} }

func (r *Rule) check(*checker) {}
