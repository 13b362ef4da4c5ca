package settle

import (
	"cmp"
	"context"
	"math/big"
	"math/bits"
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
// issue. Of several kinds of silence in a cell, that of the first option to which a deal is silent stands for all. It
// fails as Deals does.
func (s *Settlement) Silences(ctx context.Context) ([]Silence, error) {
	t, err := s.answer.tally(ctx)
	if err != nil {
		return nil, err
	}
	var list []Silence
	for k, w := range s.answer.ledger.silent {
		c := &s.numbers.cells[k]
		n := w.removes(t.By)
		if n.Sign() == 0 {
			continue
		}
		kind, err := s.answer.ledger.kind(ctx, c, w, t.By[c.issue])
		if err != nil {
			return nil, err
		}
		list = append(list, Silence{Cell{c.stand.Party, s.View.Issues[c.issue]}, kind, n})
	}
	slices.SortFunc(list, func(a, b Silence) int {
		return cmp.Or(b.Removes.Cmp(a.Removes), strings.Compare(a.Party.Key, b.Party.Key), strings.Compare(a.Issue.Key, b.Issue.Key))
	})
	return list, nil
}

// kind is of which kind the silence is in a deal with the first option to which some deal is silent.
func (l *ledger) kind(ctx context.Context, c *cell, w where, by []*big.Int) (graph.SilenceKind, error) {
	domains := slices.Clone(l.Domains)
	domains[w.variable] &= w.options
	for o, deals := range by {
		switch {
		case deals == nil || deals.Sign() == 0 || w.variable == c.issue && !w.options.Has(o):
			continue
		case w.variable == c.issue && len(c.hedges) == 0:
			return c.stand.Silence(o), nil
		}
		within := slices.Clone(domains)
		within[c.issue] &= 1 << o
		box, err := l.Solve(ctx, within)
		if box == nil && err == nil {
			continue
		}
		if err != nil {
			return "", err
		}
		var options []uint8
		for _, set := range box {
			options = append(options, uint8(bits.TrailingZeros64(uint64(set))))
		}
		return c.silence(options), nil
	}
	return "", nil // not met: some deal is silent
}
