// Package nogoodtest makes random problems for tests and benchmarks: the same ones from the same seed.
package nogoodtest

import (
	"context"
	"fmt"
	"math/rand/v2"

	"parley/analysis/nogood"
	"parley/graph"
)

// Shape says what random problems are like. Whatever it leaves open is drawn uniformly: how many patterns a line has,
// how many issues a linked one spans and which, how many options a term names and which, what a line costs.
type Shape struct {
	Name     string
	Issues   int
	Options  int     // of each issue
	Clusters int     // groups of issues, equally large, each with its share of lines and rules; 0 means one
	Lines    int     // red lines
	Linked   float64 // the chance of a line that each of its patterns spans several issues
	Span     int     // the most issues such a pattern spans; the least is 2
	Patterns int     // the most patterns of a line; 0 means 1
	Width    int     // the most options a term names; 0 means 1
	Rules    int     // patterns that always hold
	Cost     int     // what giving up a line costs at most; the least is 0
}

// The shapes measured. Two of five lines of A, B and C are linked, four of five of D and all of T; a term names one or
// two options, up to three in C and T. So each has blocked problems and open ones, of the first hundred seeds 62, 29, 36,
// 69 and 50 being blocked; a problem far from that border is easier. Most that are blocked are so for the lines on single
// issues, and have few cores. T has no such lines, and hundreds.
var (
	A = Shape{Name: "A", Issues: 12, Options: 4, Lines: 30, Linked: 0.4, Span: 4, Width: 2, Cost: 100}
	B = Shape{Name: "B", Issues: 33, Options: 5, Lines: 60, Linked: 0.4, Span: 4, Width: 2, Cost: 100}
	C = Shape{Name: "C", Issues: 60, Options: 8, Lines: 200, Linked: 0.4, Span: 4, Width: 3, Cost: 100}
	D = Shape{Name: "D", Issues: 200, Options: 5, Lines: 1000, Linked: 0.8, Span: 4, Width: 2, Cost: 100, Clusters: 20}
	T = Shape{Name: "T", Issues: 12, Options: 4, Lines: 60, Linked: 1, Span: 3, Width: 3, Cost: 100}
)

// Shapes lists the shapes measured.
var Shapes = []Shape{A, B, C, D, T}

// Problem makes the problem of a seed.
func (s Shape) Problem(seed uint64) *nogood.Problem {
	d := dice{Shape: s, Rand: rand.New(rand.NewPCG(seed, 0))}
	p := &nogood.Problem{}
	for range s.Issues {
		p.Domains = append(p.Domains, graph.AllOptions(s.Options))
	}
	for n := range s.Rules {
		p.Nogoods = append(p.Nogoods, d.pattern(n, d.Float64() < s.Linked))
	}
	for n := range s.Lines {
		p.Lines = append(p.Lines, d.line(n))
	}
	return p
}

// Find returns the problem of the first seed, from the one given on, that is blocked, or is not, and the seed. It
// panics if none of a thousand is.
func (s Shape) Find(seed uint64, blocked bool) (*nogood.Problem, uint64) {
	for at := seed; at < seed+1000; at++ {
		p := s.Problem(at)
		box, err := p.With(p.All()).Solve(context.Background(), p.Domains)
		if err != nil {
			panic(err)
		}
		if (box == nil) == blocked {
			return p, at
		}
	}
	panic(fmt.Sprintf("shape %s: no problem of seeds %d-%d has blocked=%t: change the shape", s.Name, seed, seed+999, blocked))
}

type dice struct {
	Shape
	*rand.Rand
}

func (d dice) line(n int) nogood.Line {
	l := nogood.Line{Cost: d.IntN(d.Cost + 1)}
	linked := d.Float64() < d.Linked
	for range 1 + d.IntN(max(1, d.Patterns)) {
		l.Nogoods = append(l.Nogoods, d.pattern(n, linked))
	}
	return l
}

// pattern draws a pattern within the cluster of the n-th line or rule.
func (d dice) pattern(n int, linked bool) nogood.Nogood {
	clusters := max(1, d.Clusters)
	issues, first := d.Issues/clusters, n%clusters*(d.Issues/clusters)
	span := 1
	if linked {
		span = 2 + d.IntN(d.Span-1)
	}
	var p nogood.Nogood
	for _, issue := range d.Perm(issues)[:min(span, issues)] {
		p = append(p, nogood.Term{Var: first + issue, Set: d.options()})
	}
	return p
}

func (d dice) options() (set graph.OptionSet) {
	for _, option := range d.Perm(d.Options)[:1+d.IntN(max(1, d.Width))] {
		set |= 1 << option
	}
	return set
}
