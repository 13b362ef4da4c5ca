package nogood

import (
	"context"
	"slices"

	"parley/graph"
)

// Term is matched where the variable's option is in the set.
type Term struct {
	Var int
	Set graph.OptionSet
}

// Nogood is matched where every term is, each on a variable of its own: a package obeys it if it does not match.
// One without terms is always matched.
type Nogood []Term

// Space is a constraint problem in plain numbers: variables, each with the options it may take, and nogoods, the
// combinations that may not occur. A package takes one option of every variable; a solution matches no nogood.
type Space struct {
	Domains []graph.OptionSet
	Nogoods []Nogood
}

// Problem is a space whose nogoods always hold, and lines beside it that can be given up, each as a whole.
type Problem struct {
	Space
	Lines []Line
}

// Line is a set of nogoods that stand or fall together, and what giving them up costs: 0 or more.
type Line struct {
	Nogoods []Nogood
	Cost    int
}

// With returns the space with the lines given in force, by their places.
func (p *Problem) With(lines []int) *Space {
	s := &Space{Domains: p.Domains, Nogoods: slices.Clone(p.Nogoods)}
	for _, n := range lines {
		s.Nogoods = append(s.Nogoods, p.Lines[n].Nogoods...)
	}
	return s
}

// All lists the places of all lines.
func (p *Problem) All() []int {
	all := make([]int, len(p.Lines))
	for n := range all {
		all[n] = n
	}
	return all
}

// pulse asks a context now and then, for long loops.
type pulse struct {
	ctx  context.Context
	work int // done since
}

// beat returns the error of the context, if enough work has been done to ask it.
func (p *pulse) beat(work int) error {
	if p.work += work; p.work < 1<<14 {
		return nil
	}
	p.work = 0
	return p.ctx.Err()
}
