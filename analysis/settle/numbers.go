package settle

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math/big"
	"slices"

	"parley/analysis/core"
	"parley/analysis/nogood"
	"parley/graph"
)

// numbers is what a settlement rests on, in plain numbers. Variables are the issues in the order of the view, lines
// its red lines in theirs.
type numbers struct {
	*core.Numbers
	cells   []cell         // by party, then issue
	weights map[string]int // by party: of all its cells
	whole   int            // what a party's score of 100 is counted as
}

func number(v *graph.View) *numbers {
	n := &numbers{Numbers: core.Number(v), weights: map[string]int{}}
	n.cells = n.numberCells()
	n.whole = n.common()
	return n
}

// common is a multiple of every party's weight, so that scores are sums of whole numbers. Where that would be too
// large, scores are rounded to a millionth of 100.
func (n *numbers) common() int {
	const most = 1 << 40
	whole := 1
	for _, w := range n.weights {
		if w == 0 {
			continue
		}
		if whole *= w / gcd(whole, w); whole > most {
			return 1_000_000
		}
	}
	return whole
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// packages is the plain product of the options left.
func (n *numbers) packages() *big.Int {
	product := big.NewInt(1)
	for _, set := range n.Domains {
		product.Mul(product, big.NewInt(int64(set.Len())))
	}
	return product
}

// print is the same for the same numbers.
func (n *numbers) print() [sha256.Size]byte {
	var b []byte
	put := func(x ...int) {
		for _, x := range x {
			b = binary.AppendVarint(b, int64(x))
		}
	}
	nogoods := func(list []nogood.Nogood) {
		put(len(list))
		for _, one := range list {
			put(len(one))
			for _, t := range one {
				put(t.Var, int(t.Set))
			}
		}
	}
	put(len(n.Domains))
	for _, d := range n.Domains {
		put(int(d))
	}
	nogoods(n.Nogoods)
	put(len(n.Lines))
	for _, l := range n.Lines {
		put(l.Cost)
		nogoods(l.Nogoods)
	}
	put(len(n.cells))
	for _, c := range n.cells {
		put(c.issue, int(c.opposed), int(c.accepted), int(c.implied), c.weight, len(c.conditional))
		for _, p := range c.conditional {
			put(slices.Index(stanceOrder, p.stance), int(p.options))
			nogoods(p.condition)
		}
	}
	return sha256.Sum256(b)
}

// cell is how a party stands to the options of an issue, as far as they can be in a deal: what its own red lines
// forbid does not matter there.
type cell struct {
	stand                      *graph.Stand
	issue                      int
	opposed, accepted, implied graph.OptionSet // by what holds in every package: each option at most in one, else it is silent
	weight                     int             // the highest salience of its positions; 0 where it says nothing of any option
	conditional                []conditional   // in the order in which they decide
	hedges                     []hedge
}

// conditional is a position that counts in packages that meet its condition.
type conditional struct {
	stance    graph.Stance
	options   graph.OptionSet
	condition []nogood.Nogood
}

// hedge is a position that, where its condition is met, tells of which kind the party's silence is.
type hedge struct {
	*graph.Position
	condition []nogood.Nogood
}

// stanceOrder is the order in which positions decide how an option stands to a party.
var stanceOrder = []graph.Stance{graph.StanceOpposes, graph.StanceAccepts, graph.StancePrefers, graph.StanceDemands}

func (n *numbers) numberCells() []cell {
	waiting := map[[2]string][]*graph.Position{}
	for _, p := range n.View.Conditional {
		waiting[[2]string{p.Party, p.Issue}] = append(waiting[[2]string{p.Party, p.Issue}], p)
	}
	var list []cell
	for _, p := range n.View.Parties {
		for at, i := range n.View.Issues {
			st, _ := i.Stand(p.Key)
			c := n.cell(at, st, waiting[[2]string{p.Key, i.Key}])
			n.weights[p.Key] += c.weight
			list = append(list, c)
		}
	}
	return list
}

func (n *numbers) cell(issue int, st *graph.Stand, waiting []*graph.Position) cell {
	c := cell{stand: st, issue: issue, opposed: st.Opposes}
	c.accepted = (st.Demands | st.Prefers | st.Accepts) &^ c.opposed
	if st.Demands != 0 {
		c.implied = st.Issue.All() &^ (c.opposed | c.accepted)
	}
	for _, p := range st.Positions {
		c.weigh(p)
	}
	for _, p := range waiting {
		condition := n.Numbered(p.Condition)
		if len(condition) == 0 {
			continue
		}
		if !slices.Contains(stanceOrder, p.Stance) {
			c.hedges = append(c.hedges, hedge{p, condition})
			continue
		}
		c.weigh(p)
		c.conditional = append(c.conditional, conditional{p.Stance, st.Issue.Set(p.Options), condition})
	}
	slices.SortStableFunc(c.conditional, func(a, b conditional) int {
		return cmp.Compare(slices.Index(stanceOrder, a.stance), slices.Index(stanceOrder, b.stance))
	})
	return c
}

func (c *cell) weigh(p *graph.Position) {
	if slices.Contains(stanceOrder, p.Stance) {
		c.weight = max(c.weight, core.Salience(p.Salience))
	}
}

// attitude is how an option stands to a party in a package.
type attitude int

const (
	silentTo attitude = iota
	opposedTo
	acceptedBy
)

// attitude returns how the option stands, and what could still change that: conditional positions that decide if they
// are the first whose condition is met, each with how.
func (c *cell) attitude(option int) (otherwise attitude, first []conditional, then []attitude) {
	for _, p := range c.conditional {
		has := p.options.Has(option)
		switch {
		case c.opposed.Has(option):
		case p.stance == graph.StanceOpposes && has:
			first, then = append(first, p), append(then, opposedTo)
		case c.accepted.Has(option):
		case p.stance != graph.StanceOpposes && has:
			first, then = append(first, p), append(then, acceptedBy)
		}
	}
	for _, p := range c.conditional {
		if p.stance == graph.StanceDemands && !p.options.Has(option) && !(c.opposed | c.accepted | c.implied).Has(option) {
			first, then = append(first, p), append(then, opposedTo)
		}
	}
	switch {
	case (c.opposed | c.implied).Has(option):
		otherwise = opposedTo
	case c.accepted.Has(option):
		otherwise = acceptedBy
	}
	return otherwise, first, then
}
