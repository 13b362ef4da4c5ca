package nogood_test

import (
	"fmt"
	"testing"

	"parley/analysis/nogood"
	"parley/analysis/nogood/nogoodtest"
)

// instances are how many problems of a shape and kind an operation goes through: they differ much.
const instances = 16

func findAll(s nogoodtest.Shape, blocked bool) []*nogood.Problem {
	var list []*nogood.Problem
	seed := uint64(0)
	for range instances {
		p, at := s.Find(seed, blocked)
		list = append(list, p)
		seed = at + 1
	}
	return list
}

// BenchmarkAnswer measures what a settlement answers of a problem: verdict, exact count, the options left and how often,
// a smallest core and a cheapest concession.
func BenchmarkAnswer(b *testing.B) {
	for _, shape := range nogoodtest.Shapes {
		for _, blocked := range []bool{true, false} {
			problems := findAll(shape, blocked)
			b.Run(fmt.Sprintf("%s/blocked=%t", shape.Name, blocked), func(b *testing.B) {
				for b.Loop() {
					for _, p := range problems {
						answer(b, p)
					}
				}
				perProblem(b)
			})
		}
	}
}

func perProblem(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*instances), "ns/problem")
}

func answer(b *testing.B, p *nogood.Problem) {
	e, err := nogood.Explain(b.Context(), p)
	if err != nil {
		b.Fatal(err)
	}
	d, err := p.With(p.All()).Compile(b.Context(), manyEdges)
	if err != nil {
		b.Fatal(err)
	}
	d.Tally()
	for _, q := range questions {
		if _, err := q.ask(e, b.Context(), nogood.Limits{First: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAllCoresAndConcessions measures the two lists in full.
func BenchmarkAllCoresAndConcessions(b *testing.B) {
	for _, shape := range []nogoodtest.Shape{nogoodtest.A, nogoodtest.B, nogoodtest.C} {
		problems := findAll(shape, true)
		b.Run(shape.Name, func(b *testing.B) {
			sets := 0
			for b.Loop() {
				for _, p := range problems {
					sets += list(b, p)
				}
			}
			perProblem(b)
			b.ReportMetric(float64(sets)/float64(b.N*instances), "sets/problem")
		})
	}
}

// BenchmarkTangle measures the two lists of single problems whose lines are all linked: 99 cores and 176 concessions,
// then 154 and 82.
func BenchmarkTangle(b *testing.B) {
	for _, seed := range []uint64{0, 3} {
		p := nogoodtest.T.Problem(seed)
		b.Run(fmt.Sprintf("T%d", seed), func(b *testing.B) {
			for b.Loop() {
				list(b, p)
			}
		})
	}
}

// list asks for all cores and all concessions and tells how many there are.
func list(b *testing.B, p *nogood.Problem) (sets int) {
	e, err := nogood.Explain(b.Context(), p)
	if err != nil {
		b.Fatal(err)
	}
	for _, q := range questions {
		list, err := q.ask(e, b.Context(), nogood.Limits{})
		if err != nil || !list.Complete {
			b.Fatal(err, list.Complete)
		}
		sets += list.Found
	}
	return sets
}
