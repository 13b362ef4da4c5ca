package main

import (
	"fmt"
	"strings"

	"parley/analysis/nogood"
	"parley/graph"
)

// aspFacts is how an answer set program says what a problem is: in facts, which gringo grounds faster than rules
// written out. x(V,O) is true if the package takes option O of issue V.
const aspFacts = `{x(V,O) : opt(V,O)} = 1 :- opt(V,_).
hit(V,S) :- term(_,V,S), x(V,O), in(S,O).
:- rule(N), hit(V,S) : term(N,V,S).
`

// What a red line says: that it holds, or that it holds unless it is given up.
const (
	aspHolds  = ":- line(N,_), hit(V,S) : term(N,V,S).\n#show x/2.\n"
	aspGiveUp = "{gone(L)} :- line(_,L).\n:- line(N,L), not gone(L), hit(V,S) : term(N,V,S).\n#show gone/1.\n"
)

// asp writes a problem as an answer set program.
func asp(p *nogood.Problem, further string) string {
	a := &aspWriter{sets: map[graph.OptionSet]bool{}}
	a.WriteString(aspFacts + further)
	for v, d := range p.Domains {
		for option := range d.Each() {
			fmt.Fprintf(a, "opt(%d,%d).", v, option)
		}
		a.WriteString("\n")
	}
	for _, n := range p.Nogoods {
		fmt.Fprintf(a, "rule(%d).", a.nogood(n))
	}
	for l, line := range p.Lines {
		for _, n := range line.Nogoods {
			fmt.Fprintf(a, "line(%d,%d).\n", a.nogood(n), l)
		}
	}
	return a.String()
}

type aspWriter struct {
	strings.Builder
	nogoods int
	sets    map[graph.OptionSet]bool // those described
}

// nogood writes the terms of a nogood and returns its number.
func (a *aspWriter) nogood(n nogood.Nogood) int {
	a.nogoods++
	for _, t := range n {
		fmt.Fprintf(a, "term(%d,%d,%d).", a.nogoods, t.Var, t.Set)
		if !a.sets[t.Set] {
			a.sets[t.Set] = true
			for option := range t.Set.Each() {
				fmt.Fprintf(a, "in(%d,%d).", t.Set, option)
			}
		}
	}
	return a.nogoods
}

// aspCheapest asks for the lines whose giving-up costs least.
func aspCheapest(p *nogood.Problem) string {
	b := &strings.Builder{}
	for l, line := range p.Lines {
		fmt.Fprintf(b, "cost(%d,%d).", l, line.Cost)
	}
	return asp(p, aspGiveUp+"#minimize{C,L : gone(L), cost(L,C)}.\n"+b.String())
}

// aspMeeting asks for sets of lines that meet every set given.
func aspMeeting(sets [][]int) string {
	b := &strings.Builder{}
	b.WriteString("{gone(L)} :- has(_,L).\n:- has(N,_), not gone(L) : has(N,L).\n#show gone/1.\n")
	for n, set := range sets {
		for _, l := range set {
			fmt.Fprintf(b, "has(%d,%d).", n, l)
		}
	}
	return b.String()
}
