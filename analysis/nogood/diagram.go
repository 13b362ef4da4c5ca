package nogood

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"

	"parley/graph"
)

// ErrTooLarge says that a diagram would take more edges than allowed.
var ErrTooLarge = errors.New("the packages cannot be counted within the memory allowed")

// Diagram holds every solution of a space. It is a decision diagram over variables of many values whose parts fall
// into independent components: an AND/OR multi-valued decision diagram (Mateescu, Dechter and Marinescu, AND/OR
// multi-valued decision diagrams for graphical models, JAIR 33, 2008), made as model counters are: search, splitting
// what has come apart, and remembering components met before (Sang, Bacchus, Beame, Kautz and Pitassi, Combining
// component caching and clause learning for effective model counting, SAT 2004; Darwiche, New advances in compiling
// CNF to decomposable negation normal form, ECAI 2004).
//
// A node decides one variable; each of its edges takes a set of options on which all else is alike, and leads to what
// then remains: variables free to take any of some options, and nodes that have nothing to do with one another.
type Diagram struct {
	domains []graph.OptionSet
	nodes   []node // children before parents
	edges   []edge
	free    []literal
	kids    []int32
	root    edge // of no variable
	empty   bool // there is no solution
}

type node struct {
	variable    int32
	first, last int32 // its edges
}

type edge struct {
	set                graph.OptionSet
	freeFrom, freeLast int32
	kidsFrom, kidsLast int32
}

// literal is a variable free to take any option of the set.
type literal struct {
	variable int32
	set      graph.OptionSet
}

// Compile makes the diagram of the space's solutions. It fails with ErrTooLarge if that takes more than the number of
// edges given, and with the error of ctx.
func (s *Space) Compile(ctx context.Context, edges int) (*Diagram, error) {
	c := &compiler{
		pulse: pulse{ctx: ctx}, nogoods: s.Nogoods, domains: slices.Clone(s.Domains), limit: edges,
		known: map[string]int32{}, place: make([]int32, len(s.Domains)),
		diagram: &Diagram{domains: s.Domains},
	}
	d := c.diagram
	var vars, nogoods []int32
	for v, set := range s.Domains {
		vars = append(vars, int32(v))
		d.empty = d.empty || set == 0
	}
	for n := range s.Nogoods {
		nogoods = append(nogoods, int32(n))
	}
	if d.empty {
		return d, nil
	}
	rest, ok, err := c.rest(component{vars, nogoods})
	if err != nil {
		return nil, err
	}
	d.empty = !ok
	d.root = c.edge(0, rest)
	return d, nil
}

type compiler struct {
	pulse
	nogoods []Nogood
	domains []graph.OptionSet // as narrowed so far
	trail   []literal         // what narrowed domains were before
	known   map[string]int32  // nodes by the component they stand for; none where it has no solution
	place   []int32           // scratch of split: where a variable's component is
	limit   int
	rank    []int
	diagram *Diagram
}

const none = -1

// component is some variables with the nogoods among them.
type component struct{ variables, nogoods []int32 }

// remainder is what is left to choose once some variables are decided.
type remainder struct {
	free []literal
	kids []int32
}

// rest narrows the domains of a component by its nogoods and compiles what is left, component by component; ok is
// false if nothing is.
func (c *compiler) rest(part component) (r remainder, ok bool, err error) {
	live, ok := c.propagate(part.nogoods)
	if !ok {
		return r, false, nil
	}
	free, parts := c.split(component{part.variables, live})
	r.free = free
	for _, p := range parts {
		n, err := c.node(p)
		if n == none || err != nil {
			return r, false, err
		}
		r.kids = append(r.kids, n)
	}
	return r, true, nil
}

// propagate removes what nogoods with a single open term rule out, until nothing changes, and returns the nogoods
// that can still be matched or not.
func (c *compiler) propagate(nogoods []int32) (live []int32, ok bool) {
	live = slices.Clone(nogoods)
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
				c.narrow(first.Var, c.domains[first.Var]&^first.Set)
				changed = true
			default:
				kept = append(kept, n)
			}
		}
		live = kept
	}
	return live, true
}

func (c *compiler) narrow(v int, set graph.OptionSet) {
	c.trail = append(c.trail, literal{int32(v), c.domains[v]})
	c.domains[v] = set
}

// back undoes what was narrowed since the trail had the length given.
func (c *compiler) back(length int) {
	for n := len(c.trail) - 1; n >= length; n-- {
		c.domains[c.trail[n].variable] = c.trail[n].set
	}
	c.trail = c.trail[:length]
}

// split tells the variables that no nogood binds from the components of the others, smallest first.
func (c *compiler) split(part component) (free []literal, parts []component) {
	for _, v := range part.variables {
		c.place[v] = none
	}
	for _, n := range part.nogoods { // join what a nogood binds; place leads from variable to variable, up to a root
		top := int32(none)
		for _, t := range c.nogoods[n] {
			if !c.open(t) {
				continue
			}
			root := c.root(int32(t.Var))
			if c.place[root] == none {
				c.place[root] = root
			}
			if top == none {
				top = root
			}
			c.place[root] = top
		}
	}
	at := map[int32]int{}
	for _, v := range part.variables {
		if c.place[v] == none {
			free = append(free, literal{v, c.domains[v]})
			continue
		}
		root := c.root(v)
		if _, met := at[root]; !met {
			at[root] = len(parts)
			parts = append(parts, component{})
		}
		p := &parts[at[root]]
		p.variables = append(p.variables, v)
	}
	for _, n := range part.nogoods {
		for _, t := range c.nogoods[n] {
			if c.open(t) {
				p := &parts[at[c.root(int32(t.Var))]]
				p.nogoods = append(p.nogoods, n)
				break
			}
		}
	}
	slices.SortStableFunc(parts, func(a, b component) int { return len(a.variables) - len(b.variables) })
	return free, parts
}

func (c *compiler) root(v int32) int32 {
	for c.place[v] != none && c.place[v] != v {
		v = c.place[v]
	}
	return v
}

// open reports whether some options left match the term and others do not.
func (c *compiler) open(t Term) bool { return !c.domains[t.Var].Within(t.Set) }

// node returns the node of a component whose nogoods are all open, or none if it has no solution.
func (c *compiler) node(part component) (int32, error) {
	key := c.key(part)
	if n, met := c.known[key]; met {
		return n, nil
	}
	if err := c.err(); err != nil {
		return none, err
	}
	v, classes := c.choose(part)
	part.variables = slices.DeleteFunc(slices.Clone(part.variables), func(w int32) bool { return int(w) == v })
	var edges []edge
	for _, set := range classes {
		length := len(c.trail)
		c.narrow(v, set)
		rest, ok, err := c.rest(part)
		c.back(length)
		if err != nil {
			return none, err
		}
		if ok {
			edges = append(edges, c.edge(set, rest))
		}
	}
	n := int32(none)
	if d := c.diagram; len(edges) > 0 {
		n = int32(len(d.nodes))
		first := int32(len(d.edges))
		d.edges = append(d.edges, edges...)
		d.nodes = append(d.nodes, node{int32(v), first, int32(len(d.edges))})
		if len(d.edges) > c.limit {
			return none, ErrTooLarge
		}
	}
	c.known[key] = n
	return n, nil
}

func (c *compiler) edge(set graph.OptionSet, r remainder) edge {
	d := c.diagram
	e := edge{set: set, freeFrom: int32(len(d.free)), kidsFrom: int32(len(d.kids))}
	d.free = append(d.free, r.free...)
	d.kids = append(d.kids, r.kids...)
	e.freeLast, e.kidsLast = int32(len(d.free)), int32(len(d.kids))
	return e
}

// key names a component: its variables with their domains, and its nogoods.
func (c *compiler) key(part component) string {
	b := make([]byte, 0, 10*len(part.variables)+2*len(part.nogoods))
	for _, v := range part.variables {
		b = binary.AppendUvarint(b, uint64(v))
		b = binary.AppendUvarint(b, uint64(c.domains[v]))
	}
	for _, n := range part.nogoods {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return string(b)
}

// choose picks the variable that most and shortest nogoods bind, and splits its domain into sets of options alike.
func (c *compiler) choose(part component) (best int, classes []graph.OptionSet) {
	weight := make(map[int]int, len(part.variables))
	top := 0
	best = int(part.variables[0])
	for _, n := range part.nogoods {
		open := 0
		for _, t := range c.nogoods[n] {
			if c.open(t) {
				open++
			}
		}
		for _, t := range c.nogoods[n] {
			if c.open(t) {
				weight[t.Var] += open
			}
		}
	}
	for _, v := range part.variables {
		if w := weight[int(v)]; w > top {
			best, top = int(v), w
		}
	}
	classes = []graph.OptionSet{c.domains[best]}
	for _, n := range part.nogoods {
		for _, t := range c.nogoods[n] {
			if t.Var == best {
				classes = refine(classes, t.Set)
			}
		}
	}
	return best, classes
}

// refine splits every class into what is in the set and what is not.
func refine(classes []graph.OptionSet, set graph.OptionSet) []graph.OptionSet {
	var finer []graph.OptionSet
	for _, class := range classes {
		for _, part := range []graph.OptionSet{class &^ set, class & set} {
			if part != 0 {
				finer = append(finer, part)
			}
		}
	}
	return finer
}
