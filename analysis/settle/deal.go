package settle

import (
	"context"
	"math"
	"math/big"
	"slices"

	"parley/analysis/nogood"
	"parley/graph"
)

// Deal is a package with what it means to the parties asked about. The example of a concession is one that crosses
// nothing but the lines given up.
type Deal struct {
	Choices []Choice // one for each issue of the view, in order
	Scores  []PartyScore
	Silent  []Silence // by party, then issue
	Opposed []Cell    // where a party is against the option, or demands another; by party, then issue
}

// Choice is an option taken on an issue.
type Choice struct {
	Issue  *graph.IssueView
	Option graph.Option
}

// Cell is a party with an issue.
type Cell struct {
	Party *graph.Party
	Issue *graph.IssueView
}

// PartyScore is how much of what a party is on record about a deal gives it: 100 x the salience of the issues on which
// it takes an option the party demands, prefers or accepts / the salience of all issues on which the party has a
// position on some option. Salience not stated counts as 50; a party without positions scores 0. No score makes up for
// a red line crossed.
type PartyScore struct {
	Party *graph.Party
	Score float64
}

// DealRank is an order of deals.
type DealRank string

// The orders. Ties are by option, issue by issue.
const (
	LeastSilent  DealRank = "least-silent"
	LeastOpposed DealRank = "least-opposed"
	HighestScore DealRank = "highest-score"
)

// Values implements graph.Enum.
func (DealRank) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(LeastSilent), Doc: "Fewest silent cells first, then fewest opposed."},
		{Word: string(LeastOpposed), Doc: "Fewest opposed cells first, then fewest silent."},
		{Word: string(HighestScore), Doc: "Highest sum of the parties' scores first. It says nothing of silence."},
	}
}

// ranking is an order, forward or backward.
type ranking struct {
	by       DealRank
	backward bool
}

// cost is what the order counts, so that lower comes first.
func (r ranking) cost(e entry) int {
	const many = 1 << 31
	switch r.by {
	case LeastOpposed:
		return e.opposed*many + e.silent
	case HighestScore:
		return -e.score
	}
	return e.silent*many + e.opposed
}

// Deal returns the n-th deal in an order, from 0; backward counts from the end. It returns nil where there are fewer.
// It fails as Deals does. The n-th takes as long as all before it.
func (s *Settlement) Deal(ctx context.Context, by DealRank, backward bool, n int) (*Deal, error) {
	if n < 0 {
		return nil, nil
	}
	options, err := s.answer.ranking(ctx, ranking{by, backward}, n)
	if options == nil || err != nil {
		return nil, err
	}
	return s.deal(ctx, options)
}

// rankedEdges is how many edges of a diagram a deal takes the memory of, once it is listed in an order.
const rankedEdges = 8

func (a *answer) ranking(ctx context.Context, by ranking, n int) (options []uint8, err error) {
	err = a.alone(ctx, func() error {
		d, err := a.compiled(ctx)
		if err != nil {
			return err
		}
		if a.rankings[by] == nil {
			a.rankings[by] = d.Rank(func(v, o int) int { return by.cost(a.ledger.entries[v][o]) }, by.backward)
		}
		options, _, _ = a.rankings[by].At(n)
		if more := n + 1 - a.ranked[by]; more > 0 {
			a.ranked[by] += more
			a.edges.Add(int64(rankedEdges * more))
		}
		return nil
	})
	return options, err
}

// Witness returns the package that decides: the deal with fewest silent, then fewest opposed cells, then in the order
// of options, issue by issue. It is nil where the view is blocked.
func (s *Settlement) Witness(ctx context.Context) (*Deal, error) {
	if s.Verdict == VerdictBlocked {
		return nil, nil
	}
	return s.Deal(ctx, LeastSilent, false, 0)
}

// deal tells what a solution of the ledger's space means.
func (s *Settlement) deal(ctx context.Context, options []uint8) (*Deal, error) {
	t, err := s.answer.tally(ctx)
	if err != nil {
		return nil, err
	}
	d := &Deal{}
	for at, i := range s.View.Issues {
		d.Choices = append(d.Choices, Choice{i, i.Options[options[at]]})
	}
	scores := map[*graph.Party]int{}
	for k := range s.numbers.cells {
		c, w := &s.numbers.cells[k], s.answer.ledger.silent[k]
		party, issue := c.stand.Party, s.View.Issues[c.issue]
		switch s.answer.ledger.attitude(c, w, options) {
		case silentTo:
			d.Silent = append(d.Silent, Silence{Cell{party, issue}, c.silence(options), w.removes(t.By)})
		case opposedTo:
			d.Opposed = append(d.Opposed, Cell{party, issue})
		case acceptedBy:
			scores[party] += s.numbers.score(c)
		}
	}
	for _, p := range s.View.Parties {
		d.Scores = append(d.Scores, PartyScore{p, math.Round(float64(scores[p])/float64(s.numbers.whole)*1e6) / 1e4})
	}
	return d, nil
}

// attitude is how the package stands to the cell.
func (l *ledger) attitude(c *cell, w where, options []uint8) attitude {
	if w.variable != c.issue {
		return attitude(options[w.variable])
	}
	a, _, _ := c.attitude(int(options[c.issue]))
	return a
}

// silence is of which kind the silence is in the package.
func (c *cell) silence(options []uint8) graph.SilenceKind {
	var met []*graph.Position
	for _, v := range c.hedges {
		if slices.ContainsFunc(v.condition, func(n nogood.Nogood) bool { return matches(n, options) }) {
			met = append(met, v.Position)
		}
	}
	return c.stand.With(met...).Silence(int(options[c.issue]))
}

func matches(n nogood.Nogood, options []uint8) bool {
	return !slices.ContainsFunc(n, func(t nogood.Term) bool { return !t.Set.Has(int(options[t.Var])) })
}

// removes counts the deals in which the variable takes one of the options.
func (w where) removes(by [][]*big.Int) *big.Int {
	sum := new(big.Int)
	for o := range w.options.Each() {
		if o < len(by[w.variable]) && by[w.variable][o] != nil {
			sum.Add(sum, by[w.variable][o])
		}
	}
	return sum
}
