package nogood

import (
	"context"
	"encoding/binary"
	"math"
	"slices"

	"parley/graph"
)

// Compile makes the diagram of the space's solutions, as model counters do: it searches, splits what has come apart and
// remembers components met before (Sang, Bacchus, Beame, Kautz and Pitassi, Combining component caching and clause
// learning for effective model counting, SAT 2004; Darwiche, New advances in compiling CNF to decomposable negation
// normal form, ECAI 2004). It fails with ErrTooLarge if that takes more memory than so many edges do, at 100 bytes each,
// and with the error of ctx.
func (s *Space) Compile(ctx context.Context, edges int) (*Diagram, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d := &Diagram{domains: slices.Clone(s.Domains), root: none}
	if slices.Contains(s.Domains, 0) {
		return d, nil
	}
	c := &compiler{
		pulse: pulse{ctx: ctx}, Diagram: d, nogoods: s.Nogoods, domains: slices.Clone(s.Domains), limit: min(edges, mostEdges),
		known: map[string]int32{}, leaves: make([][]int32, len(s.Domains)),
		place: make([]int32, len(s.Domains)), weight: make([]int32, len(s.Domains)), bound: make([]int32, len(s.Nogoods)),
	}
	ok, err := c.rest(component{variables: numbers(len(s.Domains)), nogoods: numbers(len(s.Nogoods))})
	if ok && err == nil {
		d.root = c.choice(none, []branch{{last: len(c.stack)}})
		err = c.weigh()
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// mostEdges is how many can be allowed, so that places fit 32 bits.
const mostEdges = 1 << 26

type compiler struct {
	pulse
	*Diagram
	nogoods []Nogood
	domains []graph.OptionSet // as narrowed so far
	limit   int
	known   map[string]int32 // nodes by the component they stand for; none where it has no solution
	keys    int              // the length of all
	leaves  [][]int32        // by variable

	// What is being worked on, the innermost component last.
	trail    []literal // what narrowed domains were before
	lists    []int32   // the variables and nogoods of components
	parts    []component
	stack    []int32 // kids of edges to be
	branches []branch
	classes  []graph.OptionSet

	// Scratch.
	place, weight []int32 // by variable
	bound         []int32 // by nogood: a variable of its component
	key           []byte
}

// component is some variables with the nogoods among them.
type component struct {
	variables, nogoods []int32
	root               int32 // one of them
}

// branch is an edge to be: options and where in the stack its other kids are.
type branch struct {
	set         graph.OptionSet
	first, last int
}

// rest narrows the domains of a component by its nogoods and pushes the nodes of what is left, component by component;
// ok is false if nothing is.
func (c *compiler) rest(part component) (ok bool, err error) {
	lists, parts, stack := len(c.lists), len(c.parts), len(c.stack)
	live, ok := c.propagate(part.nogoods)
	if ok {
		c.split(part.variables, live)
	}
	for n := parts; ok && err == nil && n < len(c.parts); n++ {
		var kid int32
		kid, err = c.node(c.parts[n])
		ok = kid != none
		c.stack = append(c.stack, kid)
	}
	c.lists, c.parts = c.lists[:lists], c.parts[:parts]
	if !ok {
		c.stack = c.stack[:stack]
	}
	return ok, err
}

// propagate removes what nogoods with a single open term rule out, until nothing changes, and returns the nogoods
// that can still be matched or not.
func (c *compiler) propagate(nogoods []int32) (live []int32, ok bool) {
	start := len(c.lists)
	c.lists = append(c.lists, nogoods...)
	live = c.lists[start:]
	for changed := true; changed; {
		changed = false
		kept := live[:0]
		for _, n := range live {
			first, open, dead := c.nogoods[n].Against(c.domains)
			switch {
			case dead:
			case open == 0:
				return nil, false
			case open == 1:
				c.narrow(int32(first.Var), c.domains[first.Var]&^first.Set)
				changed = true
			default:
				kept = append(kept, n)
			}
		}
		live = kept
	}
	return live, true
}

func (c *compiler) narrow(v int32, set graph.OptionSet) {
	c.trail = append(c.trail, literal{v, c.domains[v]})
	c.domains[v] = set
}

// back undoes what was narrowed since the trail had the length given.
func (c *compiler) back(length int) {
	for n := len(c.trail) - 1; n >= length; n-- {
		c.domains[c.trail[n].variable] = c.trail[n].set
	}
	c.trail = c.trail[:length]
}

// split pushes leaves for the variables that no nogood binds, and the components of the others, smallest first.
func (c *compiler) split(variables, nogoods []int32) {
	c.join(variables, nogoods)
	first := len(c.parts)
	for _, v := range variables {
		if c.place[v] == none {
			c.stack = append(c.stack, c.leaf(v, c.domains[v]))
			continue
		}
		if c.place[v] = c.root(v); c.place[v] == v {
			c.parts = append(c.parts, component{root: v})
		}
	}
	for n := first; n < len(c.parts); n++ {
		p := &c.parts[n]
		start := len(c.lists)
		for _, v := range variables {
			if c.place[v] == p.root {
				c.lists = append(c.lists, v)
			}
		}
		middle := len(c.lists)
		for _, n := range nogoods {
			if c.place[c.bound[n]] == p.root {
				c.lists = append(c.lists, n)
			}
		}
		p.variables, p.nogoods = c.lists[start:middle:middle], c.lists[middle:]
	}
	slices.SortStableFunc(c.parts[first:], func(a, b component) int { return len(a.variables) - len(b.variables) })
}

// join places the variables that nogoods bind: each place leads to another variable of the component, and at last to
// one that is its own.
func (c *compiler) join(variables, nogoods []int32) {
	for _, v := range variables {
		c.place[v] = none
	}
	for _, n := range nogoods {
		top := int32(none)
		for _, t := range c.nogoods[n] {
			if !c.open(t) {
				continue
			}
			root := c.root(int32(t.Var))
			if top == none {
				top = root
				c.bound[n] = root
			}
			c.place[root] = top
		}
	}
}

func (c *compiler) root(v int32) int32 {
	if c.place[v] == none {
		c.place[v] = v
	}
	for c.place[v] != v {
		c.place[v] = c.place[c.place[v]]
		v = c.place[v]
	}
	return v
}

// open reports whether some options left match the term and others do not.
func (c *compiler) open(t Term) bool { return !c.domains[t.Var].Within(t.Set) }

// node returns the node of a component whose nogoods are all open, or none if it has no solution.
func (c *compiler) node(part component) (n int32, err error) {
	c.name(part)
	if n, met := c.known[string(c.key)]; met {
		return n, nil
	}
	if err := c.beat(len(part.nogoods)); err != nil {
		return none, err
	}
	key := string(c.key)
	stack, branches, classes := len(c.stack), len(c.branches), len(c.classes)
	v := c.choose(part)
	c.sort(v, part.nogoods)
	part.variables = slices.DeleteFunc(part.variables, func(w int32) bool { return w == v })
	for _, set := range c.classes[classes:] {
		trail, first := len(c.trail), len(c.stack)
		c.narrow(v, set)
		ok, err := c.rest(part)
		c.back(trail)
		if err != nil {
			return none, err
		}
		if ok {
			c.branches = append(c.branches, branch{set, first, len(c.stack)})
		}
	}
	n = none
	if len(c.branches) > branches {
		n = c.choice(v, c.branches[branches:])
	}
	c.known[key] = n
	c.keys += len(key)
	c.stack, c.branches, c.classes = c.stack[:stack], c.branches[:branches], c.classes[:classes]
	return n, c.weigh()
}

// choose picks the variable that nogoods tie most to others, less one for each set of options to be told apart.
func (c *compiler) choose(part component) (best int32) {
	for _, v := range part.variables {
		c.weight[v] = 0
	}
	for _, n := range part.nogoods {
		open := int32(0)
		for _, t := range c.nogoods[n] {
			if c.open(t) {
				open++
			}
		}
		for _, t := range c.nogoods[n] {
			if c.open(t) {
				c.weight[t.Var] += open
			}
		}
	}
	classes, most := len(c.classes), int32(math.MinInt32)
	for _, v := range part.variables {
		if c.weight[v]-2 <= most { // there are two such sets at least
			continue
		}
		c.sort(v, part.nogoods)
		if w := c.weight[v] - int32(len(c.classes)-classes); w > most {
			best, most = v, w
		}
		c.classes = c.classes[:classes]
	}
	return best
}

// sort pushes the sets of options of a variable that are alike to all nogoods.
func (c *compiler) sort(v int32, nogoods []int32) {
	first := len(c.classes)
	c.classes = append(c.classes, c.domains[v])
	for _, n := range nogoods {
		for _, t := range c.nogoods[n] {
			if int32(t.Var) != v {
				continue
			}
			for i := first; i < len(c.classes); i++ {
				if inside := c.classes[i] & t.Set; inside != 0 && inside != c.classes[i] {
					c.classes[i] &^= inside
					c.classes = append(c.classes, inside)
				}
			}
		}
	}
}

// leaf returns the node that lets the variable take any option of the set.
func (c *compiler) leaf(v int32, set graph.OptionSet) int32 {
	for _, n := range c.leaves[v] {
		if c.nodes[n].set == set {
			return n
		}
	}
	n := int32(len(c.nodes))
	c.nodes = append(c.nodes, node{literal: literal{v, set}})
	c.leaves[v] = append(c.leaves[v], n)
	return n
}

// choice returns a node with the branches as its edges, on each of which the variable takes one of its options. The root
// has no variable.
func (c *compiler) choice(v int32, branches []branch) int32 {
	n := node{literal: literal{variable: none}, first: int32(len(c.edges))}
	for _, b := range branches {
		first := int32(len(c.kids))
		if v != none {
			c.kids = append(c.kids, c.leaf(v, b.set))
		}
		c.kids = append(c.kids, c.stack[b.first:b.last]...)
		c.edges = append(c.edges, edge{first, int32(len(c.kids))})
	}
	n.last = int32(len(c.edges))
	c.nodes = append(c.nodes, n)
	return int32(len(c.nodes) - 1)
}

// What a node, an edge, a kid and a remembered component take of memory, in bytes; and what an edge is reckoned at.
const nodeBytes, edgeBytes, kidBytes, knownBytes, usualEdge = 24, 8, 4, 64, 100

// weigh fails with ErrTooLarge once the diagram has taken the memory allowed.
func (c *compiler) weigh() error {
	bytes := len(c.nodes)*nodeBytes + len(c.edges)*edgeBytes + len(c.kids)*kidBytes + len(c.known)*knownBytes + c.keys
	c.size = (bytes + usualEdge - 1) / usualEdge
	if c.size > c.limit {
		return ErrTooLarge
	}
	return nil
}

// name writes what tells the component from all others: its variables, each with its domain if that was narrowed, and
// its nogoods.
func (c *compiler) name(part component) {
	b := binary.AppendUvarint(c.key[:0], uint64(len(part.variables)))
	last := int32(0)
	for _, v := range part.variables {
		step := uint64(v-last) << 1
		last = v
		if c.domains[v] == c.Diagram.domains[v] {
			b = binary.AppendUvarint(b, step)
			continue
		}
		b = binary.AppendUvarint(b, step|1)
		b = binary.AppendUvarint(b, uint64(c.domains[v]))
	}
	last = 0
	for _, n := range part.nogoods {
		b = binary.AppendUvarint(b, uint64(n-last))
		last = n
	}
	c.key = b
}
