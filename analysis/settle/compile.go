package settle

import (
	"parley/analysis/nogood"
	"parley/graph"
)

// part is one thing a completion has to obey.
type part struct {
	kind partKind
	key  string // of the rule or the issue
}

type partKind int

const (
	theAssumption partKind = iota // what the scenario supposes of an issue
	theClauses                    // what the text chooses on an issue
	theRule
)

// parts lists all a completion has to obey.
func (t *text) parts() []part {
	var list []part
	for n, i := range t.View.Issues {
		if i.Assumed != i.All() {
			list = append(list, part{theAssumption, i.Key})
		}
		if !t.silent(n) {
			list = append(list, part{theClauses, i.Key})
		}
	}
	for _, r := range t.View.Rules {
		list = append(list, part{theRule, r.Key})
	}
	return list
}

// compile states what a completion is, as far as the parts go: the first variables are the view's issues in
// order, the rest belong to conditions.
func (t *text) compile(parts []part) *nogood.Space {
	s := &nogood.Space{}
	obey := map[part]bool{}
	for _, p := range parts {
		obey[p] = true
	}
	for _, i := range t.View.Issues {
		domain := i.All()
		if obey[part{theAssumption, i.Key}] {
			domain = i.Assumed
		}
		s.Domains = append(s.Domains, domain)
	}
	for _, r := range t.View.Rules {
		if obey[part{theRule, r.Key}] {
			s.Nogoods = append(s.Nogoods, t.Numbered(r.Forbids)...)
		}
	}
	for n, i := range t.View.Issues {
		if obey[part{theClauses, i.Key}] {
			s.Nogoods = append(s.Nogoods, t.choices(s, n)...)
		}
	}
	return s
}

// choices returns what keeps packages to what the text chooses on an issue: where one of its provisions applies, to the
// options of those that apply. The space gets variables for conditions.
func (t *text) choices(s *nogood.Space, issue int) []nogood.Nogood {
	var always graph.OptionSet
	var conditional []clause
	for _, n := range t.choosing[issue] {
		set := t.options(n)
		if condition := t.proposal.Provisions[n].Condition; len(condition) > 0 {
			conditional = append(conditional, clause{set, s.Signals(t.Numbered(condition))})
		} else {
			always |= set
		}
	}
	var list []nogood.Nogood
	for option := range (s.Domains[issue] &^ always).Each() {
		allowing := nogood.Nogood{{Var: issue, Set: 1 << option}}
		for _, c := range conditional {
			if c.set.Has(option) {
				allowing = append(allowing, c.all(nogood.Unmatched)...)
			}
		}
		if always != 0 {
			list = append(list, allowing)
			continue
		}
		for _, c := range conditional {
			if c.set.Has(option) {
				continue
			}
			for _, applies := range c.all(nogood.Matched) {
				list = append(list, append(allowing[:len(allowing):len(allowing)], applies))
			}
		}
	}
	return list
}

// clause is a provision with a condition: its options, and for each pattern of the condition the variable that
// tells whether a package matches it.
type clause struct {
	set     graph.OptionSet
	signals []int
}

// all sets every signal of the clause to one state.
func (c clause) all(state graph.OptionSet) nogood.Nogood {
	var n nogood.Nogood
	for _, v := range c.signals {
		n = append(n, nogood.Term{Var: v, Set: state})
	}
	return n
}
