package gap

import (
	"cmp"
	"context"
	"errors"
	"math/big"
	"slices"
	"strings"

	"parley/analysis/nogood"
	"parley/analysis/settle"
	"parley/graph"
)

// Ranked is a gap with what hangs on it. Neither number says that the party has room to move.
type Ranked struct {
	Gap
	// Removes counts the deals whose option on the issue is silent to the party, in whichever way: those that rest on
	// the cell. Nil for a party that the settlement does not ask about, and where deals cannot be counted.
	Removes *big.Int
	// Conflicts counts the other parties with whose record on the issue a reply could clash: if the party demanded one
	// of the options, or drew a red line against one.
	Conflicts int
	// Explanation says in one sentence why it ranks where it does.
	Explanation string
}

// Rank orders gaps by what hangs on them: on which most deals of the settlement rest first, then those whose reply could
// clash with most other parties, then by party, issue and kind. It fails with the error of ctx.
func Rank(ctx context.Context, s *settle.Settlement, g *Gaps) ([]Ranked, error) {
	rest, err := newRest(ctx, s)
	if err != nil {
		return nil, err
	}
	var list []Ranked
	for _, gap := range g.All() {
		st, _ := gap.Issue.Stand(gap.Party.Key)
		r := Ranked{Gap: gap, Removes: rest.removes(gap), Conflicts: clashes(st, gap.set())}
		r.Explanation = rest.words(r)
		list = append(list, r)
	}
	slices.SortStableFunc(list, func(a, b Ranked) int {
		return cmp.Or(figure(b.Removes).Cmp(figure(a.Removes)), cmp.Compare(b.Conflicts, a.Conflicts), compareCells(a.Gap, b.Gap))
	})
	return list, nil
}

func compareCells(a, b Gap) int {
	return cmp.Or(strings.Compare(a.Party.Key, b.Party.Key), strings.Compare(a.Issue.Key, b.Issue.Key))
}

// figure is a number, 0 where there is none.
func figure(n *big.Int) *big.Int {
	if n == nil {
		return new(big.Int)
	}
	return n
}

// set is that of the gap's options.
func (g Gap) set() graph.OptionSet {
	var set graph.OptionSet
	for _, o := range g.Options {
		n, _ := g.Issue.Index(o.Key)
		set |= 1 << n
	}
	return set
}

// rest is what of a settlement rests on silence.
type rest struct {
	*settle.Settlement
	deals  *big.Int // nil where they cannot be counted
	silent map[[2]string]*big.Int
}

func newRest(ctx context.Context, s *settle.Settlement) (*rest, error) {
	r := &rest{Settlement: s, silent: map[[2]string]*big.Int{}}
	if s.Verdict == settle.VerdictBlocked {
		r.deals = new(big.Int)
		return r, nil
	}
	deals, err := s.Deals(ctx)
	if errors.Is(err, nogood.ErrTooLarge) {
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	r.deals = deals
	list, err := s.Silences(ctx)
	for _, x := range list {
		r.silent[[2]string{x.Party.Key, x.Issue.Key}] = x.Removes
	}
	return r, err
}

// asked reports whether the settlement is about the party and issue.
func (r *rest) asked(g Gap) bool {
	_, party := r.View.Party(g.Party.Key)
	_, issue := r.View.Issue(g.Issue.Key)
	return party && issue
}

func (r *rest) removes(g Gap) *big.Int {
	if r.deals == nil || !r.asked(g) {
		return nil
	}
	return figure(r.silent[[2]string{g.Party.Key, g.Issue.Key}])
}
