package graph

import (
	"cmp"
	"slices"
	"strings"
)

// Proposals lists the proposals of the view's negotiation tabled by its day, by date, then key. A vague date
// counts from its first day.
func (v *View) Proposals() []*Proposal {
	var list []*Proposal
	for p := range All[*Proposal](v.Snapshot) {
		if p.Date.Earliest() <= v.AsOf && v.Snapshot.NegotiationOf(p) == v.Negotiation.Key {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b *Proposal) int {
		return cmp.Or(
			cmp.Compare(a.Date.Earliest(), b.Date.Earliest()),
			cmp.Compare(a.Date.Latest(), b.Date.Latest()),
			strings.Compare(a.Key, b.Key),
		)
	})
	return list
}
