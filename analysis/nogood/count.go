package nogood

import (
	"math/big"
	"math/bits"

	"parley/graph"
)

// Tally counts the solutions of a diagram.
type Tally struct {
	Total *big.Int
	// By has, for every variable and option, the solutions that take it; nil stands for none.
	By [][]*big.Int
}

// Count returns the number of solutions.
func (d *Diagram) Count() *big.Int {
	if d.empty {
		return new(big.Int)
	}
	return d.ways(d.root, d.counts())
}

// Tally counts the solutions, in all and by option: upward the solutions below every node, downward those around it
// (Darwiche, A differential approach to inference in Bayesian networks, JACM 50, 2003).
func (d *Diagram) Tally() *Tally {
	t := &Tally{Total: new(big.Int), By: make([][]*big.Int, len(d.domains))}
	for v, domain := range d.domains {
		t.By[v] = make([]*big.Int, bits.Len64(uint64(domain)))
	}
	if d.empty {
		return t
	}
	below := d.counts()
	around := make([]*big.Int, len(d.nodes))
	t.Total = d.ways(d.root, below)
	t.spread(d, d.root, big.NewInt(1), below, around)
	for n := len(d.nodes) - 1; n >= 0; n-- {
		if around[n] == nil {
			continue
		}
		for _, e := range d.edges[d.nodes[n].first:d.nodes[n].last] {
			each := d.ways(e, below)
			t.add(int(d.nodes[n].variable), e.set, each.Mul(each, around[n]))
			t.spread(d, e, new(big.Int).Mul(around[n], big.NewInt(int64(e.set.Len()))), below, around)
		}
	}
	return t
}

// spread counts what an edge leads to, given the ways to come to it.
func (t *Tally) spread(d *Diagram, e edge, outside *big.Int, below, around []*big.Int) {
	free, kids := d.free[e.freeFrom:e.freeLast], d.kids[e.kidsFrom:e.kidsLast]
	all := new(big.Int).Mul(outside, d.ways(e, below))
	for _, l := range free {
		t.add(int(l.variable), l.set, new(big.Int).Div(all, big.NewInt(int64(l.set.Len()))))
	}
	for _, kid := range kids {
		others := new(big.Int).Div(all, below[kid])
		if around[kid] == nil {
			around[kid] = others
		} else {
			around[kid].Add(around[kid], others)
		}
	}
}

// add counts further solutions for each option of a set.
func (t *Tally) add(variable int, set graph.OptionSet, each *big.Int) {
	for option := range set.Each() {
		if n := t.By[variable][option]; n == nil {
			t.By[variable][option] = new(big.Int).Set(each)
		} else {
			n.Add(n, each)
		}
	}
}

// counts returns the solutions below every node.
func (d *Diagram) counts() []*big.Int {
	counts := make([]*big.Int, len(d.nodes))
	for n := range d.nodes {
		sum := new(big.Int)
		for _, e := range d.edges[d.nodes[n].first:d.nodes[n].last] {
			ways := d.ways(e, counts)
			sum.Add(sum, ways.Mul(ways, big.NewInt(int64(e.set.Len()))))
		}
		counts[n] = sum
	}
	return counts
}

// ways counts the solutions of what an edge leads to.
func (d *Diagram) ways(e edge, below []*big.Int) *big.Int {
	ways := big.NewInt(1)
	for _, l := range d.free[e.freeFrom:e.freeLast] {
		ways.Mul(ways, big.NewInt(int64(l.set.Len())))
	}
	for _, kid := range d.kids[e.kidsFrom:e.kidsLast] {
		ways.Mul(ways, below[kid])
	}
	return ways
}

// Edges is the size of the diagram.
func (d *Diagram) Edges() int { return len(d.edges) }
