package nogood

import (
	"slices"

	"parley/graph"
)

// kernel is a problem cut down to what decides which of its lines can stand together: for every choice of lines in
// force it has a solution if and only if the problem has.
//
// An option that matches nothing but what another option of the variable matches as well can stand in for it in every
// package, so the other is left out (dominance). Nogoods that no package left matches go with it, and terms that
// every package left matches; a rule of one term is applied to the domain. What remains falls into components that
// share no variable and no line.
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

func newKernel(p *Problem) *kernel {
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
	}
	return k
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

// parts returns the components as problems of their own.
func (k *kernel) parts(p *Problem) []*part {
	group := make([]int, len(k.domains)+len(p.Lines)) // variables, then lines; leads up to a root
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
	var list []*part
	at := map[int]*part{}
	for _, n := range k.nogoods {
		r := root(anchor(n))
		if at[r] == nil {
			at[r] = &part{variables: map[int]int{}, places: map[int]int{}}
			list = append(list, at[r])
		}
		at[r].take(k, n, p)
	}
	return list
}

// take adds a nogood to the part, whose variables and lines are numbered anew.
func (q *part) take(k *kernel, n owned, p *Problem) {
	var own Nogood
	for _, t := range n.Nogood {
		v, met := q.variables[t.Var]
		if !met {
			v = len(q.Domains)
			q.variables[t.Var] = v
			q.Domains = append(q.Domains, k.domains[t.Var])
		}
		own = append(own, Term{v, t.Set})
	}
	if n.line == rules {
		q.Nogoods = append(q.Nogoods, own)
		return
	}
	l, met := q.places[n.line]
	if !met {
		l = len(q.lines)
		q.places[n.line] = l
		q.lines = append(q.lines, n.line)
		q.Lines = append(q.Lines, Line{Cost: p.Lines[n.line].Cost})
	}
	q.Lines[l].Nogoods = append(q.Lines[l].Nogoods, own)
}
