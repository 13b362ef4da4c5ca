package nogoodtest

import (
	"parley/analysis/nogood"
	"parley/graph"
)

// CNF writes spaces on some domains as clauses of propositional logic, as SAT solvers take them: an atom for each
// option of each variable, of which exactly one is true. Atoms are numbered from 1.
type CNF struct {
	domains []graph.OptionSet
	first   []int // by variable: the number of its first atom less one
	atoms   int
}

// NewCNF numbers the atoms.
func NewCNF(domains []graph.OptionSet) *CNF {
	c := &CNF{domains: domains}
	for _, d := range domains {
		c.first = append(c.first, c.atoms)
		c.atoms += d.Len()
	}
	return c
}

// Atoms is the number of atoms.
func (c *CNF) Atoms() int { return c.atoms }

// atom is the number of an option's atom.
func (c *CNF) atom(variable, option int) int {
	before := c.domains[variable] & (1<<option - 1)
	return c.first[variable] + before.Len() + 1
}

// Choices says that a package takes exactly one option of each variable.
func (c *CNF) Choices() [][]int {
	var clauses [][]int
	for v, d := range c.domains {
		some := c.atomsOf(v, d)
		clauses = append(clauses, some)
		for i, a := range some {
			for _, b := range some[:i] {
				clauses = append(clauses, []int{-b, -a})
			}
		}
	}
	return clauses
}

// Clause says that a package does not match the nogood: some variable takes an option that its term does not name.
func (c *CNF) Clause(n nogood.Nogood) []int {
	clause := []int{}
	for _, t := range n {
		clause = append(clause, c.atomsOf(t.Var, c.domains[t.Var]&^t.Set)...)
	}
	return clause
}

func (c *CNF) atomsOf(v int, options graph.OptionSet) []int {
	atoms := []int{}
	for option := range options.Each() {
		atoms = append(atoms, c.atom(v, option))
	}
	return atoms
}
