package nogood

import (
	"math/big"
	"math/bits"
)

// Tally counts the solutions of a diagram.
type Tally struct {
	Total *big.Int
	// By has, for every variable and option, the solutions that take it; nil stands for none.
	By [][]*big.Int
}

// Count returns the number of solutions.
func (d *Diagram) Count() *big.Int {
	if d.root == none {
		return new(big.Int)
	}
	return &d.inside()[d.root]
}

// Tally counts the solutions, in all and by option: upward the solutions below every node, downward those around it
// (Darwiche, A differential approach to inference in Bayesian networks, JACM 50, 2003).
func (d *Diagram) Tally() *Tally {
	t := &Tally{Total: new(big.Int), By: make([][]*big.Int, len(d.domains))}
	for v, domain := range d.domains {
		t.By[v] = make([]*big.Int, bits.Len64(uint64(domain)))
	}
	if d.root == none {
		return t
	}
	inside := d.inside()
	t.Total.Set(&inside[d.root])
	outside := d.outside(inside)
	for n := range d.nodes {
		if leaf := &d.nodes[n]; leaf.leaf() {
			for option := range leaf.set.Each() {
				add(&t.By[leaf.variable][option], &outside[n])
			}
		}
	}
	for _, by := range t.By {
		t.scale(by)
	}
	return t
}

// add counts more of what may not have been met so far.
func add(sum **big.Int, more *big.Int) {
	if *sum == nil {
		*sum = new(big.Int)
	}
	(*sum).Add(*sum, more)
}

// scale turns the solutions of a component by the options of a variable into those of the whole.
func (t *Tally) scale(by []*big.Int) {
	var component, others big.Int
	for _, n := range by {
		if n != nil {
			component.Add(&component, n)
		}
	}
	others.Div(t.Total, &component)
	for _, n := range by {
		if n != nil {
			n.Mul(n, &others)
		}
	}
}

// inside counts the solutions below every node.
func (d *Diagram) inside() []big.Int {
	inside := make([]big.Int, len(d.nodes))
	var ways, next big.Int
	for n := range d.nodes {
		node := &d.nodes[n]
		if node.leaf() {
			inside[n].SetUint64(uint64(node.set.Len()))
			continue
		}
		for _, e := range d.edges[node.first:node.last] {
			ways.SetUint64(1)
			for _, kid := range d.below(e) {
				next.Mul(&ways, &inside[kid])
				ways, next = next, ways
			}
			inside[n].Add(&inside[n], &ways)
		}
	}
	return inside
}

// outside counts the ways to come to every node, within its own component of the whole, and to fill what is beside it
// on the way.
func (d *Diagram) outside(inside []big.Int) []big.Int {
	outside := make([]big.Int, len(d.nodes))
	for _, component := range d.below(d.edges[d.nodes[d.root].first]) {
		outside[component].SetUint64(1)
	}
	var before, next, others big.Int
	var after []big.Int
	for n := d.root - 1; n >= 0; n-- {
		if outside[n].Sign() == 0 { // met in a search that came to nothing
			continue
		}
		for _, e := range d.edges[d.nodes[n].first:d.nodes[n].last] {
			kids := d.below(e)
			for len(after) <= len(kids) {
				after = append(after, big.Int{})
			}
			after[len(kids)].SetUint64(1)
			for i := len(kids) - 1; i > 0; i-- {
				after[i].Mul(&after[i+1], &inside[kids[i]])
			}
			before.Set(&outside[n])
			for i, kid := range kids {
				others.Mul(&before, &after[i+1])
				outside[kid].Add(&outside[kid], &others)
				next.Mul(&before, &inside[kid])
				before, next = next, before
			}
		}
	}
	return outside
}
