package schema

import "parley/schema/exec"

// Cost is what a request was found to take, by the names of the limits on it.
type Cost map[string]int

// Exceeded is the error of a request beyond a limit. Where counting stopped early, cost is what it had come to, and
// whole is false.
func (s Limits) Exceeded(l *Limit, cost int, whole bool) Error { return s.over(l, cost, whole).error() }

func (s Limits) over(l *Limit, cost int, whole bool) *fault {
	atLeast := ""
	if !whole {
		atLeast = "at least "
	}
	f := faultf(l.code, "%s %s%s: at most %s; %s", l.says, atLeast, l.in(cost), l.in(s.Of(l)), l.hint)
	f.more = map[string]any{"limit": l.Name, "allowed": s.Of(l), "cost": Cost{l.Name: cost}}
	if !whole {
		f.more["atLeast"] = true
	}
	return f
}

// overRun is the fault of a run beyond a limit. It was given up there, so only errors are counted in full.
func (s Limits) overRun(e *exec.Exceeded) *fault {
	f := s.over(limitNamed(e.What), e.Count, e.What == exec.Errors)
	if e.Cost != (exec.Cost{}) && e.What != exec.Errors {
		f.more["cost"] = runCost(e.Cost)
	}
	return f
}

// runCost is what a run took.
func runCost(c exec.Cost) Cost {
	return Cost{limitFields.Name: c.Fields, limitRows.Name: c.Rows, limitBytes.Name: c.Bytes}
}

// measured is what a document was found to hold, and where it first held more than it may.
type measured struct {
	limits Limits
	cost   Cost
	beyond map[*Limit]int // a byte of the document
}

func newMeasured(s Limits) *measured { return &measured{s, Cost{}, map[*Limit]int{}} }

// reach notes that the document holds n by the limit, at a byte of it.
func (m *measured) reach(l *Limit, n, at int) {
	if n <= m.cost[l.Name] {
		return
	}
	m.cost[l.Name] = n
	if _, met := m.beyond[l]; !met && n > m.limits.Of(l) {
		m.beyond[l] = at
	}
}

// uncounted is where counting stops: what fragments within fragments select goes far beyond it.
const uncounted = 1_000_000_000

// check is the fault of the first of the limits that the document is beyond.
func (m *measured) check(text string, list ...*Limit) *fault {
	for _, l := range list {
		if at, beyond := m.beyond[l]; beyond {
			n := m.cost[l.Name]
			f := m.limits.over(l, n, n < uncounted)
			f.at = []Location{Location(exec.Locate(text, at))}
			return f
		}
	}
	return nil
}
