package core

import (
	"context"
	"slices"

	"parley/analysis/nogood"
	"parley/graph"
)

// Numbering gives the issues of a view, in their order, the numbers of variables.
type Numbering struct {
	View     *graph.View
	Variable map[string]int // issue key to its place in View.Issues
}

// NewNumbering numbers the issues of a view.
func NewNumbering(v *graph.View) Numbering {
	n := Numbering{View: v, Variable: map[string]int{}}
	for at, i := range v.Issues {
		n.Variable[i.Key] = at
	}
	return n
}

// Numbered turns patterns into numbers, leaving out those that name an issue outside the view. Terms are in the order of
// the issues.
func (n Numbering) Numbered(patterns graph.Patterns) []nogood.Nogood {
	var list []nogood.Nogood
	for _, p := range patterns {
		if one, ok := n.nogood(p); ok {
			list = append(list, one)
		}
	}
	return list
}

func (n Numbering) nogood(p graph.Pattern) (one nogood.Nogood, ok bool) {
	for _, key := range p.Issues() {
		i, known := n.Variable[key]
		if !known {
			return nil, false
		}
		one = append(one, nogood.Term{Var: i, Set: n.View.Issues[i].Set(p[key])})
	}
	slices.SortFunc(one, func(a, b nogood.Term) int { return a.Var - b.Var })
	return one, true
}

// On turns into numbers the patterns that name none but the issues at the places given. Terms that list all options of
// their issue, and so say nothing, are left out.
func (n Numbering) On(issues []int, patterns graph.Patterns) []nogood.Nogood {
	var list []nogood.Nogood
	for _, one := range n.Numbered(patterns) {
		if one = n.telling(one); inside(one, issues) {
			list = append(list, one)
		}
	}
	return list
}

// telling returns the nogood without terms that list all options of their issue, unless every term does.
func (n Numbering) telling(one nogood.Nogood) nogood.Nogood {
	told := slices.DeleteFunc(slices.Clone(one), func(t nogood.Term) bool { return t.Set == n.View.Issues[t.Var].All() })
	if len(told) == 0 {
		return one
	}
	return told
}

// Numbers is what red lines and rules leave of a view, in plain numbers: variables are its issues, lines the red lines,
// each in their order, and nogoods what the rules exclude.
type Numbers struct {
	Numbering
	nogood.Problem
	RedLines []*graph.RedLine
}

// Number numbers a view with the red lines it has in force.
func Number(v *graph.View) *Numbers {
	n := &Numbers{Numbering: NewNumbering(v)}
	for _, i := range v.Issues {
		n.Domains = append(n.Domains, i.Assumed)
	}
	for _, r := range v.Rules {
		n.Nogoods = append(n.Nogoods, n.Numbered(r.Forbids)...)
	}
	return n.With(v.RedLines)
}

// With returns the numbers with other red lines in place of those it has: some of them, say, or those of another day.
func (n *Numbers) With(lines []*graph.RedLine) *Numbers {
	with := *n
	with.RedLines, with.Lines = lines, nil
	for _, r := range lines {
		with.Lines = append(with.Lines, nogood.Line{Nogoods: n.Numbered(n.View.Forbids(r)), Cost: Salience(r.Salience)})
	}
	return &with
}

// Salience is what giving up a position or red line of that salience costs: 50 where nobody recorded it.
func Salience(stated *int) int {
	if stated == nil {
		return 50
	}
	return *stated
}

// Leaves reports whether red lines and rules leave a way to settle the issues at the places given, by their patterns that
// name no other. It fails with the error of ctx.
func (n *Numbers) Leaves(ctx context.Context, issues []int) (bool, error) {
	space := nogood.Space{Domains: n.Domains}
	for _, c := range n.clauses(n.All()) {
		if one := n.telling(c.Nogood); inside(one, issues) {
			space.Nogoods = append(space.Nogoods, one)
		}
	}
	box, err := space.Solve(ctx, space.Domains)
	return box != nil, err
}

// Picked returns the red lines at the places given.
func (n *Numbers) Picked(places []int) []*graph.RedLine { return at(n.RedLines, places) }
