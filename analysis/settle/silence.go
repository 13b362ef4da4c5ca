package settle

import (
	"cmp"
	"context"
	"math/big"
	"slices"
	"strings"

	"parley/graph"
)

// Silence is a cell in which nothing on record says how the party stands to an option. None means that it is flexible.
type Silence struct {
	Cell
	Kind graph.SilenceKind
	// Removes counts the deals whose option on the issue is silent to the party: those that a red line there could
	// remove.
	Removes *big.Int
}

// Silences lists the cells to which some deal is silent: those that could remove most deals first, then by party and
// issue. Of several kinds of silence in a cell, that of the first option a deal has there stands for all. It fails as
// Deals does.
func (s *Settlement) Silences(ctx context.Context) ([]Silence, error) {
	t, err := s.answer.tally(ctx)
	if err != nil {
		return nil, err
	}
	var list []Silence
	for k, w := range s.answer.ledger.silent {
		c := &s.numbers.cells[k]
		if n := w.removes(t.By); n.Sign() > 0 {
			list = append(list, Silence{Cell{c.stand.Party, s.View.Issues[c.issue]}, c.kind(t.By[c.issue]), n})
		}
	}
	slices.SortFunc(list, func(a, b Silence) int {
		return cmp.Or(b.Removes.Cmp(a.Removes), strings.Compare(a.Party.Key, b.Party.Key), strings.Compare(a.Issue.Key, b.Issue.Key))
	})
	return list, nil
}

// kind is of which kind the silence is to the first option that can be silent in a deal.
func (c *cell) kind(by []*big.Int) graph.SilenceKind {
	for o, deals := range by {
		if otherwise, _, _ := c.attitude(o); otherwise == silentTo && deals != nil && deals.Sign() > 0 {
			return c.stand.Silence(o)
		}
	}
	return c.stand.Silence(0)
}
