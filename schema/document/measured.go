package document

import "parley/schema/exec"

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

// check is the fault of the first of the limits that the document is beyond.
func (m *measured) check(text string, list ...*Limit) *Fault {
	for _, l := range list {
		if at, beyond := m.beyond[l]; beyond {
			n := m.cost[l.Name]
			f := m.limits.Over(l, n, n < uncounted)
			f.At = []Location{Location(exec.Locate(text, at))}
			return f
		}
	}
	return nil
}
