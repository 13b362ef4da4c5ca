package core

import (
	"context"
	"slices"

	"parley/analysis/nogood"
	"parley/graph"
)

// Basis is what of some red lines and the rules it takes to leave nothing.
type Basis struct {
	Clauses []Clause
	Rules   []*graph.Rule      // that take part, by key
	Issues  []*graph.IssueView // that the clauses name, in the order of the view
}

// Clause is a pattern of a red line, or of a rule.
type Clause struct {
	Line *graph.RedLine // nil for a rule
	Rule *graph.Rule
	nogood.Nogood
}

// Basis returns patterns of the lines at the places given, and of the rules, that leave nothing of the domains, with none
// to spare. As little as possible is kept of rules, then of issues, then of patterns: in each, what comes later goes
// first. It fails with the error of ctx.
func (n *Numbers) Basis(ctx context.Context, domains []graph.OptionSet, lines []int) (Basis, error) {
	return n.basis(ctx, domains, n.clauses(lines))
}

// BasisOn returns the same of a core on its issues, in patterns that name no others.
func (n *Numbers) BasisOn(ctx context.Context, c Core) (Basis, error) {
	var within []Clause
	for _, one := range n.clauses(c.Lines) {
		if one.Nogood = n.telling(one.Nogood); inside(one.Nogood, c.Issues) {
			within = append(within, one)
		}
	}
	return n.basis(ctx, n.Domains, within)
}

// clauses lists the patterns of the lines, then of the rules.
func (n *Numbers) clauses(lines []int) []Clause {
	var all []Clause
	for _, l := range lines {
		for _, one := range n.Lines[l].Nogoods {
			all = append(all, Clause{Line: n.RedLines[l], Nogood: one})
		}
	}
	for _, r := range n.View.Rules {
		for _, one := range n.Numbered(r.Forbids) {
			all = append(all, Clause{Rule: r, Nogood: one})
		}
	}
	return all
}

func (n *Numbers) basis(ctx context.Context, domains []graph.OptionSet, kept []Clause) (Basis, error) {
	var err error
	giveUp := func(rest []Clause) {
		if err != nil || len(rest) == len(kept) {
			return
		}
		var box []graph.OptionSet
		if box, err = spaceOf(domains, rest).Solve(ctx, domains); err == nil && box == nil {
			kept = rest
		}
	}
	for _, r := range slices.Backward(n.View.Rules) {
		giveUp(without(kept, func(c Clause) bool { return c.Rule == r }))
	}
	for v := len(domains) - 1; v >= 0; v-- {
		giveUp(without(kept, func(c Clause) bool { return names(c.Nogood, v) }))
	}
	for at := len(kept) - 1; at >= 0; at-- {
		giveUp(slices.Delete(slices.Clone(kept), at, at+1))
	}
	return n.basisOf(kept), err
}

func without(clauses []Clause, what func(Clause) bool) []Clause {
	if !slices.ContainsFunc(clauses, what) {
		return clauses
	}
	return slices.DeleteFunc(slices.Clone(clauses), what)
}

func spaceOf(domains []graph.OptionSet, clauses []Clause) *nogood.Space {
	s := &nogood.Space{Domains: domains}
	for _, c := range clauses {
		s.Nogoods = append(s.Nogoods, c.Nogood)
	}
	return s
}

func (n *Numbers) basisOf(kept []Clause) Basis {
	b := Basis{Clauses: kept, Rules: []*graph.Rule{}}
	for _, c := range kept {
		if c.Rule != nil && !slices.Contains(b.Rules, c.Rule) {
			b.Rules = append(b.Rules, c.Rule)
		}
	}
	for v, i := range n.View.Issues {
		if slices.ContainsFunc(kept, func(c Clause) bool { return names(c.Nogood, v) }) {
			b.Issues = append(b.Issues, i)
		}
	}
	return b
}
