package sequence

import (
	"slices"

	"parley/graph"
)

// Circle is a round of steps each of which somebody wants before the next, and the last before the first.
//
// It is minimal: who takes part wants no other order between any two of its steps, which would make a shorter round. So
// each of its pairs is needed: give one up, and some order of the steps meets the rest.
type Circle struct {
	Edges   []Edge         // in the order of the round, from the step that comes first in the negotiation
	Parties []*graph.Party // by key
	// YouFirst marks two steps of which each side wants its own first.
	YouFirst    bool
	Explanation string
}

// Edge is one step before the next in a circle, and what would undo that.
type Edge struct {
	Before, After graph.Step
	Wants         []*Precedence // of the parties that want it and take part, by party
	// Break are the records that would have to go for the circle to open here: with all of them gone nobody who takes part
	// wants the two steps so, and with any one of them kept somebody does. Positions first, by party.
	Break []graph.Record
	// Shared are those of them that stand behind another pair of the circle as well.
	Shared      []graph.Record
	Explanation string
}

// Steps lists the steps of the circle, in order.
func (c *Circle) Steps() []graph.Step {
	var list []graph.Step
	for _, e := range c.Edges {
		list = append(list, e.Before)
	}
	return list
}

// tell finds out how each pair of a circle could be undone, and puts the circle into words.
func (f *finder) tell(c *Circle) {
	c.YouFirst = len(c.Edges) == 2 && len(c.Parties) > 1
	for n := range c.Edges {
		for _, p := range c.Edges[n].Wants {
			c.Edges[n].Break = append(c.Edges[n].Break, f.undo(p)...)
		}
	}
	for n := range c.Edges {
		e := &c.Edges[n]
		for _, r := range e.Break {
			if c.behindAnother(n, r) {
				e.Shared = append(e.Shared, r)
			}
		}
		e.Explanation = e.explain()
	}
	c.Explanation = c.explain()
}

// behindAnother reports whether a record stands behind a pair of the circle other than the n-th.
func (c *Circle) behindAnother(n int, r graph.Record) bool {
	for at, e := range c.Edges {
		for _, p := range e.Wants {
			if at != n && slices.Contains(records(p.Grounds), r) {
				return true
			}
		}
	}
	return false
}

// undo returns a smallest choice of records without which the party does not want the pair: none of them can stay. To
// give up a red line may leave others that want the same on another issue, so these go as well.
func (f *finder) undo(p *Precedence) []graph.Record {
	gone := records(p.Grounds)
	for {
		more := f.wanted(p, gone)
		if len(more) == 0 {
			break
		}
		gone = append(gone, records(more)...)
	}
	for n := len(gone) - 1; n >= 0; n-- {
		if fewer := slices.Delete(slices.Clone(gone), n, n+1); len(f.wanted(p, fewer)) == 0 {
			gone = fewer
		}
	}
	return gone
}

// wanted returns what still shows that the party wants the pair once some records are gone.
func (f *finder) wanted(p *Precedence, gone []graph.Record) []Ground {
	var list []Ground
	for _, st := range f.stands[p.Party.Key] {
		list = append(list, f.grounds(st, gone)[p.pair]...)
	}
	return list
}

// records lists the records of grounds, each once: positions first, then by key.
func records(grounds []Ground) []graph.Record {
	var list []graph.Record
	for _, g := range grounds {
		list = append(list, g.Records()...)
	}
	slices.SortFunc(list, func(a, b graph.Record) int { return compareRefs(a.Ref(), b.Ref()) })
	return slices.Compact(list)
}
