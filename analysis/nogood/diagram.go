package nogood

import (
	"errors"

	"parley/graph"
)

// ErrTooLarge says that an answer would take more memory than allowed.
var ErrTooLarge = errors.New("the packages cannot be counted within the memory allowed")

// Diagram holds every solution of a space. It is a decision diagram over variables of many values whose parts fall
// into independent components: an AND/OR multi-valued decision diagram (Mateescu, Dechter and Marinescu, AND/OR
// multi-valued decision diagrams for graphical models, JAIR 33, 2008).
//
// A node stands for the ways to fill some variables. A leaf fills one with any of some options. Any other node is a
// choice between edges, each of which leads to nodes that fill the variables among them.
type Diagram struct {
	domains []graph.OptionSet
	nodes   []node // children before parents
	edges   []edge
	kids    []int32 // nodes, edge by edge
	root    int32   // none if there is no solution
	size    int
}

type node struct {
	literal           // what a leaf fills; of no variable if this is none
	first, last int32 // its edges
}

// literal is a variable that takes any option of a set.
type literal struct {
	variable int32
	set      graph.OptionSet
}

// edge tells where its kids are.
type edge struct{ first, last int32 }

const none = -1

func (n *node) leaf() bool { return n.variable != none }

func (d *Diagram) below(e edge) []int32 { return d.kids[e.first:e.last] }

// Edges tells how many of the edges allowed to Compile the diagram took.
func (d *Diagram) Edges() int { return d.size }
