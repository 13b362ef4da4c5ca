package settle

import (
	"fmt"
	"strings"

	"parley/analysis/nogood"
	"parley/graph"
)

// Certificate states the red lines of a view so that any SAT solver can check verdict and cores: in the DIMACS form,
// and in its extension for groups of clauses that the competitions for minimal unsatisfiable subsets use (GCNF, SAT
// Competition 2011). There is one variable for each option that is left on an issue. Group 0 says that every issue has
// exactly one option and what the rules exclude; each red line is a group of its own, numbered from 1 by its key.
type Certificate struct {
	CNF         string // all groups in force together: unsatisfiable if and only if the view is blocked
	GroupCNF    string
	Legend      []LegendEntry
	DatasetHash string // the hash of the last change the view takes in
}

// LegendEntry says what a number of a certificate stands for.
type LegendEntry struct {
	Group    int // of a red line; 0 for a variable
	Variable int // 0 for a group
	Record   graph.Ref
	Option   string // of the issue; empty for a group
	Label    string
}

// Certificate writes the certificate, with the cores given in the comments of both forms.
func (s *Settlement) Certificate(cores []Core) *Certificate {
	w := &certifier{Settlement: s}
	w.number()
	c := &Certificate{Legend: w.legend, DatasetHash: s.View.Snapshot.Head().Hash.String()}
	head := w.head(cores)
	c.CNF = head + fmt.Sprintf("p cnf %d %d\n", w.variables, len(w.clauses)) + w.body("")
	c.GroupCNF = head + fmt.Sprintf("p gcnf %d %d %d\n", w.variables, len(w.clauses), len(s.View.RedLines)) + w.body("{%d} ")
	return c
}

// certifier is a certificate in the making.
type certifier struct {
	*Settlement
	first     []int // by issue: the number before that of its first option
	variables int
	clauses   []grouped
	legend    []LegendEntry
}

type grouped struct {
	group    int
	literals []int
}

// number numbers options and states every clause.
func (w *certifier) number() {
	for v, i := range w.View.Issues {
		w.first = append(w.first, w.variables)
		var some []int
		for o := range w.numbers.Domains[v].Each() {
			w.variables++
			some = append(some, w.variables)
			w.legend = append(w.legend, LegendEntry{Variable: w.variables, Record: i.Ref(), Option: i.Options[o].Key, Label: i.Title + ": " + i.Options[o].Label})
		}
		w.clauses = append(w.clauses, grouped{0, some})
		for a := range some {
			for _, b := range some[a+1:] {
				w.clauses = append(w.clauses, grouped{0, []int{-some[a], -b}})
			}
		}
	}
	for _, n := range w.numbers.Nogoods {
		w.exclude(0, n)
	}
	for l, line := range w.numbers.Lines {
		r := w.View.RedLines[l]
		w.legend = append(w.legend, LegendEntry{Group: l + 1, Record: r.Ref(), Label: r.Party + ": " + r.Title})
		for _, n := range line.Nogoods {
			w.exclude(l+1, n)
		}
	}
}

// exclude states that on one issue of the nogood the option is outside its set. An option with others on its issue is
// one of those others, so a clause of positive literals will do.
func (w *certifier) exclude(group int, n []nogood.Term) {
	var outside []int
	for _, t := range n {
		number := w.first[t.Var]
		for o := range w.numbers.Domains[t.Var].Each() {
			number++
			if !t.Set.Has(o) {
				outside = append(outside, number)
			}
		}
	}
	w.clauses = append(w.clauses, grouped{group, outside})
}

// head is the comment that says what is certified.
func (w *certifier) head(cores []Core) string {
	var b strings.Builder
	say := func(format string, args ...any) {
		b.WriteString("c " + strings.Map(printable, fmt.Sprintf(format, args...)) + "\n")
	}
	v := w.View
	say("Red lines of %s as of %s, verdict: %s", v.Negotiation.Key, v.AsOf, w.Verdict)
	say("data %s", v.Snapshot.Head().Hash)
	for _, e := range w.legend {
		if e.Group > 0 {
			say("group %d: %s (%s)", e.Group, e.Record.Key, e.Label)
		} else {
			say("variable %d: %s=%s (%s)", e.Variable, e.Record.Key, e.Option, e.Label)
		}
	}
	for n, c := range cores {
		var groups []string
		for _, l := range c.places {
			groups = append(groups, fmt.Sprint(l+1))
		}
		say("core %d: %s", n+1, strings.Join(groups, " "))
	}
	return b.String()
}

// printable keeps a comment on its line.
func printable(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// body writes the clauses, each after its group in the form given.
func (w *certifier) body(group string) string {
	var b strings.Builder
	for _, c := range w.clauses {
		if group != "" {
			fmt.Fprintf(&b, group, c.group)
		}
		for _, l := range c.literals {
			fmt.Fprintf(&b, "%d ", l)
		}
		b.WriteString("0\n")
	}
	return b.String()
}
