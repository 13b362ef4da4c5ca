package core

import (
	"context"
	"errors"
	"slices"

	"parley/analysis/nogood"
	"parley/graph"
)

// search is one search for cores.
type search struct {
	*Numbers
	Limits
	clauses []clause         // of rules and lines, those that can matter
	of      map[int][]clause // the same by line
	looks   int              // left: see patience
	found   []Core
	more    map[int]bool // issues on which there may be others
}

// clause is a pattern of the line at a place, or of the rules.
type clause struct {
	nogood.Nogood
	line int
}

const rules = -1

// search begins a search; it is nil where the rules alone leave nothing.
func (n *Numbers) search(ctx context.Context, l Limits) (*search, error) {
	if box, err := n.Solve(ctx, n.Domains); box == nil || err != nil {
		return nil, err
	}
	s := &search{Numbers: n, Limits: l, looks: looks, more: map[int]bool{}}
	for _, one := range n.Nogoods {
		s.clauses = append(s.clauses, clause{n.telling(one), rules})
	}
	for at, line := range n.Lines {
		for _, one := range line.Nogoods {
			s.clauses = append(s.clauses, clause{n.telling(one), at})
		}
	}
	s.prune()
	return s, nil
}

// prune leaves out clauses that no package matches, and those on an issue with an option that is in none of them:
// whatever lines are in force, a package can have that option.
func (s *search) prune() {
	s.clauses = slices.DeleteFunc(s.clauses, func(c clause) bool {
		_, _, dead := c.Against(s.Domains)
		return dead
	})
	for left := -1; left != len(s.clauses); {
		left = len(s.clauses)
		named := s.named(s.clauses)
		s.clauses = slices.DeleteFunc(s.clauses, func(c clause) bool {
			return slices.ContainsFunc(c.Nogood, func(t nogood.Term) bool { return !s.Domains[t.Var].Within(named[t.Var]) })
		})
	}
	s.of = map[int][]clause{}
	for _, c := range s.clauses {
		s.of[c.line] = append(s.of[c.line], c)
	}
}

// named unites, by issue, the options in the clauses.
func (s *search) named(clauses []clause) []graph.OptionSet {
	named := make([]graph.OptionSet, len(s.Domains))
	for _, c := range clauses {
		for _, t := range c.Nogood {
			named[t.Var] |= t.Set
		}
	}
	return named
}

// ofLines lists the clauses of the rules and of the lines given.
func (s *search) ofLines(lines []int) []clause {
	list := slices.Clone(s.of[rules])
	for _, l := range lines {
		list = append(list, s.of[l]...)
	}
	return list
}

// within lists those of the clauses that name no issues but those given.
func within(clauses []clause, issues []int) []clause {
	var list []clause
	for _, c := range clauses {
		if inside(c.Nogood, issues) {
			list = append(list, c)
		}
	}
	return list
}

// leaves reports whether the clauses leave a package.
func (s *search) leaves(ctx context.Context, clauses []clause) (bool, error) {
	space := nogood.Space{Domains: s.Domains}
	for _, c := range clauses {
		space.Nogoods = append(space.Nogoods, c.Nogood)
	}
	box, err := space.Solve(ctx, space.Domains)
	return box != nil, err
}

// looks is how often a search set by set looks whether it is to stop before it stops by itself: a bound on the work that
// is the same on every machine.
const looks = 1000

// patience is a context that ends after so many looks at it.
type patience struct {
	context.Context
	left *int
}

var errEnough = errors.New("looked long enough")

// Err implements context.Context.
func (p patience) Err() error {
	if *p.left == 0 {
		return errEnough
	}
	*p.left--
	return p.Context.Err()
}
