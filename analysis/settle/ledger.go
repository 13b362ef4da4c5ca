package settle

import (
	"fmt"
	"slices"

	"parley/analysis/nogood"
	"parley/graph"
)

// ledger is the space of packages under some lines, with what each option weighs. Where a party's attitude depends on
// other issues, by way of a condition, a further variable tells it: as many packages as before, each with its
// attitudes.
type ledger struct {
	*nogood.Space
	entries [][]entry // by variable and option
	silent  []where   // by cell: where a package is silent to it
	signals map[string][]int
}

// entry is what a package weighs that takes an option.
type entry struct {
	silent, opposed int
	score           int // of all parties, as numbers.whole counts it
}

// where is a variable with some of its options.
type where struct {
	variable int
	options  graph.OptionSet
}

func (n *numbers) ledger() *ledger {
	l := &ledger{Space: n.Problem.With(n.All()), signals: map[string][]int{}}
	l.Domains = append([]graph.OptionSet(nil), l.Domains...)
	for _, i := range n.View.Issues {
		l.entries = append(l.entries, make([]entry, len(i.Options)))
	}
	for k := range n.cells {
		l.take(n, &n.cells[k])
	}
	for len(l.entries) < len(l.Domains) {
		l.entries = append(l.entries, make([]entry, 2)) // of a signal
	}
	return l
}

// take enters the cell.
func (l *ledger) take(n *numbers, c *cell) {
	weights := [...]entry{silentTo: {silent: 1}, opposedTo: {opposed: 1}, acceptedBy: {score: n.score(c)}}
	if len(c.conditional) > 0 {
		l.depends(c, weights[:])
		return
	}
	var silent graph.OptionSet
	for o := range c.stand.Issue.Options {
		a, _, _ := c.attitude(o)
		l.entries[c.issue][o].add(weights[a])
		if a == silentTo {
			silent |= 1 << o
		}
	}
	l.silent = append(l.silent, where{c.issue, silent})
}

func (e *entry) add(f entry) {
	e.silent += f.silent
	e.opposed += f.opposed
	e.score += f.score
}

// depends adds a variable whose options are the attitudes, and ties it to the option taken and the conditions met.
func (l *ledger) depends(c *cell, weights []entry) {
	var signals [][]int
	for _, p := range c.conditional {
		signals = append(signals, l.signal(p.condition))
	}
	for len(l.entries) < len(l.Domains) {
		l.entries = append(l.entries, make([]entry, 2))
	}
	at := len(l.Domains)
	l.Domains = append(l.Domains, graph.AllOptions(len(weights)))
	l.entries = append(l.entries, weights)
	l.silent = append(l.silent, where{at, 1 << silentTo})
	for o := range c.stand.Issue.Options {
		otherwise, first, then := c.attitude(o)
		so := nogood.Nogood{{Var: c.issue, Set: 1 << o}}
		for k, p := range first {
			others := graph.AllOptions(len(weights)) &^ (1 << then[k])
			for _, s := range l.signal(p.condition) {
				l.forbid(so, nogood.Term{Var: s, Set: nogood.Matched}, nogood.Term{Var: at, Set: others})
			}
			for _, s := range l.signal(p.condition) {
				so = append(so[:len(so):len(so)], nogood.Term{Var: s, Set: nogood.Unmatched})
			}
		}
		l.forbid(so, nogood.Term{Var: at, Set: graph.AllOptions(len(weights)) &^ (1 << otherwise)})
	}
}

// forbid adds the nogood of the terms, each variable once: one that would have to be matched and unmatched never is.
func (l *ledger) forbid(so nogood.Nogood, terms ...nogood.Term) {
	var made nogood.Nogood
	for _, t := range append(so[:len(so):len(so)], terms...) {
		at := slices.IndexFunc(made, func(m nogood.Term) bool { return m.Var == t.Var })
		if at < 0 {
			made = append(made, t)
			continue
		}
		made[at].Set &= t.Set
	}
	l.Nogoods = append(l.Nogoods, made)
}

// signal returns the variables that tell whether the patterns of a condition are matched.
func (l *ledger) signal(condition []nogood.Nogood) []int {
	name := fmt.Sprint(condition)
	if l.signals[name] == nil {
		l.signals[name] = l.Signals(condition)
	}
	return l.signals[name]
}

// score is what the party gains from an option it accepts on the issue of the cell.
func (n *numbers) score(c *cell) int {
	total := n.weights[c.stand.Party.Key]
	if total == 0 {
		return 0
	}
	return (n.whole*c.weight + total/2) / total
}
