package nogood

import (
	"context"
	"slices"

	"parley/graph"
)

// cut cuts a problem down to what decides which of its lines can stand together, in parts that share no variable and no
// line: each leaves nothing, and whatever lines are in force, the problem has a solution if and only if every part has.
// The places are those of its lines in the whole problem. It reports as hopeless a problem whose rules alone are seen to
// leave nothing, and fails with the error of ctx.
//
// Variables that can be chosen so that every nogood on one of them is dead are left out with these nogoods (an autarky:
// Kullmann, Lynce and Marques-Silva, Categorisation of clauses in conjunctive normal forms, SAT 2006). What remains is
// cut down in turn.
func cut(ctx context.Context, p *Problem, places []int) (parts []*part, hopeless bool, err error) {
	k, err := newKernel(ctx, p)
	if err != nil || k.hopeless {
		return nil, true, err
	}
	for _, component := range k.components(len(p.Lines)) {
		q := k.part(p, places, component)
		tied, err := q.tied(ctx)
		if err != nil {
			return nil, false, err
		}
		if !slices.Contains(tied, false) {
			parts = append(parts, q)
			continue
		}
		q.loosen(tied)
		further, hopeless, err := cut(ctx, &q.Problem, q.lines)
		if hopeless || err != nil {
			return nil, hopeless, err
		}
		parts = append(parts, further...)
	}
	return parts, false, nil
}

// kernel is a problem without what a look at each variable by itself shows to decide nothing. An option that matches
// nothing but what another option of the variable matches as well can stand in for it in every package, so the other is
// left out (dominance). Nogoods that no package left matches go with it, and terms that every package left matches; a
// rule of one term is applied to the domain.
type kernel struct {
	domains  []graph.OptionSet
	nogoods  []owned
	hopeless bool // the rules alone leave nothing
}

// owned is a nogood with the line it is of, or the rules.
type owned struct {
	Nogood
	line int
}

const rules = -1

func newKernel(ctx context.Context, p *Problem) (*kernel, error) {
	k := &kernel{domains: slices.Clone(p.Domains), hopeless: slices.Contains(p.Domains, 0)}
	for _, n := range p.Nogoods {
		k.nogoods = append(k.nogoods, owned{n, rules})
	}
	for l, line := range p.Lines {
		for _, n := range line.Nogoods {
			k.nogoods = append(k.nogoods, owned{n, l})
		}
	}
	for !k.hopeless && (k.trim() || k.dominate()) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// trim drops dead nogoods and terms always matched, and applies rules of one term. It reports whether a domain
// changed.
func (k *kernel) trim() (changed bool) {
	kept := k.nogoods[:0]
	for _, n := range k.nogoods {
		if first, open, dead := n.Against(k.domains); dead {
			continue
		} else if n.line == rules && open <= 1 {
			if open == 1 {
				k.domains[first.Var] &^= first.Set
			}
			k.hopeless = k.hopeless || open == 0
			changed = true
			continue
		} else if open < len(n.Nogood) {
			n.Nogood = slices.DeleteFunc(slices.Clone(n.Nogood), func(t Term) bool { return k.domains[t.Var].Within(t.Set) })
		}
		kept = append(kept, n)
	}
	k.nogoods = kept
	return changed
}

// dominate leaves out options that another can stand in for. It reports whether there were any.
func (k *kernel) dominate() (changed bool) {
	sets := make([][]graph.OptionSet, len(k.domains)) // by variable: what each nogood on it matches
	for _, n := range k.nogoods {
		for _, t := range n.Nogood {
			sets[t.Var] = append(sets[t.Var], t.Set)
		}
	}
	for v, domain := range k.domains {
		for option := range domain.Each() {
			if standIns(sets[v], option)&k.domains[v]&^(1<<option) != 0 {
				k.domains[v] &^= 1 << option
				changed = true
			}
		}
	}
	return changed
}

// standIns are the options that match no set but those the option given matches. It is one of them.
func standIns(sets []graph.OptionSet, option int) graph.OptionSet {
	all := ^graph.OptionSet(0)
	for _, s := range sets {
		if !s.Has(option) {
			all &^= s
		}
	}
	return all
}

// components groups the nogoods by the variables and lines they share.
func (k *kernel) components(lines int) [][]owned {
	group := make([]int, len(k.domains)+lines) // variables, then lines; leads up to a root
	for n := range group {
		group[n] = n
	}
	root := func(n int) int {
		for group[n] != n {
			group[n] = group[group[n]]
			n = group[n]
		}
		return n
	}
	anchor := func(n owned) int {
		if n.line != rules {
			return len(k.domains) + n.line
		}
		return n.Nogood[0].Var
	}
	for _, n := range k.nogoods {
		for _, t := range n.Nogood {
			group[root(t.Var)] = root(anchor(n))
		}
	}
	var list [][]owned
	at := map[int]int{}
	for _, n := range k.nogoods {
		r := root(anchor(n))
		if _, met := at[r]; !met {
			at[r] = len(list)
			list = append(list, nil)
		}
		list[at[r]] = append(list[at[r]], n)
	}
	return list
}

// part makes a component a problem of its own, whose variables and lines are numbered anew.
func (k *kernel) part(p *Problem, places []int, component []owned) *part {
	q := &part{}
	variables, lines := map[int]int{}, map[int]int{}
	for _, n := range component {
		var own Nogood
		for _, t := range n.Nogood {
			v, met := variables[t.Var]
			if !met {
				v = len(q.Domains)
				variables[t.Var] = v
				q.Domains = append(q.Domains, k.domains[t.Var])
			}
			own = append(own, Term{v, t.Set})
		}
		if n.line == rules {
			q.Nogoods = append(q.Nogoods, own)
			continue
		}
		l, met := lines[n.line]
		if !met {
			l = len(q.lines)
			lines[n.line] = l
			q.lines = append(q.lines, places[n.line])
			q.Lines = append(q.Lines, Line{Cost: p.Lines[n.line].Cost})
		}
		q.Lines[l].Nogoods = append(q.Lines[l].Nogoods, own)
	}
	return q
}

// tied tells which variables cannot be chosen so that every nogood on one of them is dead. The others can.
func (q *part) tied(ctx context.Context) (tied []bool, err error) {
	tied = make([]bool, len(q.Domains))
	var others []Nogood // what each nogood comes to where the variables tied are no help
	for _, n := range q.With(q.All()).Nogoods {
		others = append(others, slices.Clone(n))
	}
	for {
		others = slices.DeleteFunc(others, func(n Nogood) bool { return len(n) == 0 })
		box, used, err := solve(ctx, q.Domains, others, numbers(len(others)))
		if box != nil || err != nil {
			return tied, err
		}
		for i, n := range others {
			for _, t := range n {
				tied[t.Var] = tied[t.Var] || used[i]
			}
		}
		for i, n := range others {
			others[i] = slices.DeleteFunc(n, func(t Term) bool { return tied[t.Var] })
		}
	}
}

// loosen leaves out the nogoods on variables that are not tied.
func (q *part) loosen(tied []bool) {
	loose := func(n Nogood) bool { return slices.ContainsFunc(n, func(t Term) bool { return !tied[t.Var] }) }
	q.Nogoods = slices.DeleteFunc(q.Nogoods, loose)
	for l := range q.Lines {
		q.Lines[l].Nogoods = slices.DeleteFunc(q.Lines[l].Nogoods, loose)
	}
}
