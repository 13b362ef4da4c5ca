package schema

import (
	"parley/schema/document"
	"parley/schema/exec"
)

// Cost is what a request was found to take, by the names of the limits on it.
type Cost = document.Cost

// Exceeded is the error of a request beyond a limit. Where counting stopped early, cost is what it had come to, and
// whole is false.
func (s Limits) Exceeded(l *Limit, cost int, whole bool) Error {
	return s.over(l, cost, whole).Listed()
}

func (s Limits) over(l *Limit, cost int, whole bool) *fault {
	return document.Limits(s).Over(l, cost, whole)
}

// overRun is the fault of a run beyond a limit. It was given up there, so only errors are counted in full.
func (s Limits) overRun(e *exec.Exceeded) *fault {
	f := s.over(limitNamed(e.What), e.Count, e.What == exec.Errors)
	if e.Cost != (exec.Cost{}) && e.What != exec.Errors {
		f.More["cost"] = runCost(e.Cost)
	}
	return f
}

// runCost is what a run took.
func runCost(c exec.Cost) Cost {
	return Cost{limitFields.Name: c.Fields, limitRows.Name: c.Rows, limitBytes.Name: c.Bytes}
}
