package graph

// Scenario is a named what-if, laid over the record and never part of it.
type Scenario struct {
	Key         string    `json:"key" is:"key" doc:"Short name of the scenario."`
	Negotiation string    `json:"negotiation" is:"required" ref:"negotiation" doc:"The case it belongs to."`
	Title       string    `json:"title" is:"required" doc:"The supposition in a few words."`
	Description string    `json:"description,omitempty" doc:"Why it is worth asking."`
	Relaxes     []string  `json:"relaxes,omitempty" ref:"red-line" doc:"Red lines supposed to be given up."`
	Adds        []RedLine `json:"adds,omitempty" doc:"Red lines supposed to be drawn, under keys of their own; they supersede nothing."`
	Assumes     Pattern   `json:"assumes,omitempty" doc:"Issues supposed to be settled, each with the options left."`
}

// Ref implements Record.
func (s *Scenario) Ref() Ref { return Ref{KindScenario, s.Key} }

func (s *Scenario) supposition() Supposition { return Supposition{s.Relaxes, s.Adds, s.Assumes} }

func (s *Scenario) check(c *checker) {
	if s.supposition().IsZero() {
		c.faultf(nil, "a scenario needs at least one of relaxes, adds, assumes")
	}
	seen := map[string]bool{}
	for i := range s.Adds {
		line := &s.Adds[i]
		c.under([]any{"adds", i}, line.check)
		if seen[line.Key] {
			c.faultf([]any{"adds", i, "key"}, "red line %q is there twice: give each its own key", line.Key)
		}
		seen[line.Key] = true
		if line.Supersedes != "" {
			c.faultf([]any{"adds", i, "supersedes"}, "a line that a scenario adds supersedes nothing: relax the other instead")
		}
	}
}
