package nogood_test

import (
	"context"
	"errors"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/analysis/nogood"
	"parley/analysis/nogood/nogoodtest"
	"parley/graph"
)

// manyEdges is more than any diagram in the tests takes.
const manyEdges = 1_000_000

func compile(t *testing.T, s *nogood.Space) *nogood.Diagram {
	t.Helper()
	d, err := s.Compile(t.Context(), manyEdges)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// takes counts the packages that take the option of the variable.
func takes(pkgs [][]uint8, variable, option int) (n int) {
	for _, pkg := range pkgs {
		if int(pkg[variable]) == option {
			n++
		}
	}
	return n
}

// checkTally compares a diagram's counts with the solutions.
func checkTally(t *testing.T, s *nogood.Space, want [][]uint8) {
	t.Helper()
	d := compile(t, s)
	tally := d.Tally()
	if n := big.NewInt(int64(len(want))); tally.Total.Cmp(n) != 0 || d.Count().Cmp(n) != 0 {
		t.Errorf("count %v, tally %v, want %v", d.Count(), tally.Total, n)
	}
	for v, domain := range s.Domains {
		for option := range domain.Each() {
			got := tally.By[v][option]
			if got == nil {
				got = new(big.Int)
			}
			if n := takes(want, v, option); got.Cmp(big.NewInt(int64(n))) != 0 {
				t.Errorf("option %d of variable %d: %v, want %d", option, v, got, n)
			}
		}
	}
}

func TestTallyAgreesWithBruteForce(t *testing.T) {
	each(t, 6000, func(t *testing.T, seed uint64, p *nogood.Problem, o *oracle) {
		s := p.With(p.All())
		checkTally(t, s, solutions(s))
	})
}

// What is left once variable 3 is decided is nogood 6 on variables 0, 1 and 2, which takes options 0 and 2, or nogoods 2,
// 5 and 6 on variables 0 and 1: the same numbers in a row, but not the same component.
func TestComponentsAreNotTakenForOneAnother(t *testing.T) {
	elsewhere := nogood.Nogood{{Var: 4, Set: 1}, {Var: 5, Set: 1}}
	s := &nogood.Space{
		Domains: []graph.OptionSet{0b11, 0b11, 0b101, 0b11, 0b11, 0b11, 0b11},
		Nogoods: []nogood.Nogood{
			elsewhere,
			{{Var: 2, Set: 0b1}, {Var: 3, Set: 0b10}},
			{{Var: 0, Set: 0b10}, {Var: 1, Set: 0b10}, {Var: 3, Set: 0b10}},
			elsewhere,
			elsewhere,
			{{Var: 0, Set: 0b1}, {Var: 1, Set: 0b10}, {Var: 3, Set: 0b10}},
			{{Var: 0, Set: 0b1}, {Var: 1, Set: 0b1}, {Var: 2, Set: 0b100}},
		},
	}
	for range 3 { // make variable 3 the one to decide first
		s.Nogoods = append(s.Nogoods, nogood.Nogood{{Var: 3, Set: 0b1}, {Var: 6, Set: 0b1}})
	}
	checkTally(t, s, solutions(s))
}

func TestRankAgreesWithSorting(t *testing.T) {
	each(t, 1500, func(t *testing.T, seed uint64, p *nogood.Problem, o *oracle) {
		r := rand.New(rand.NewPCG(seed, 2))
		costs := make([][]int, len(p.Domains))
		for v := range costs {
			for range 4 {
				costs[v] = append(costs[v], r.IntN(5)-1)
			}
		}
		s := p.With(p.All())
		for _, backward := range []bool{false, true} {
			rank := compile(t, s).Rank(func(v, option int) int { return costs[v][option] }, backward)
			checkRank(t, rank, sorted(solutions(s), costs, backward), costs)
		}
	})
}

func price(pkg []uint8, costs [][]int) (sum int) {
	for v, option := range pkg {
		sum += costs[v][option]
	}
	return sum
}

// sorted orders packages by cost and then by option, which is the order they come in; or the other way round.
func sorted(pkgs [][]uint8, costs [][]int, backward bool) [][]uint8 {
	slices.SortStableFunc(pkgs, func(a, b []uint8) int { return price(a, costs) - price(b, costs) })
	if backward {
		slices.Reverse(pkgs)
	}
	return pkgs
}

func checkRank(t *testing.T, rank *nogood.Ranking, want [][]uint8, costs [][]int) {
	t.Helper()
	if _, _, ok := rank.At(len(want)); ok {
		t.Errorf("more than %d", len(want))
	}
	for n := len(want) - 1; n >= 0; n -= 1 + n/3 { // asked in any order
		pkg, cost, ok := rank.At(n)
		if !ok || !slices.Equal(pkg, want[n]) || cost != price(want[n], costs) {
			t.Errorf("the %d-th: %v at %d, %t; want %v", n, pkg, cost, ok, want[n])
		}
	}
	for n := range min(len(want), 40) {
		if pkg, _, _ := rank.At(n); !slices.Equal(pkg, want[n]) {
			t.Errorf("the %d-th: %v, want %v", n, pkg, want[n])
		}
	}
}

func TestADiagramIsMadeWithinTheEdgesAllowedOrNotAtAll(t *testing.T) {
	for seed := range uint64(20) {
		p, _ := nogoodtest.A.Find(100*seed, false)
		s := p.With(p.All())
		whole := compile(t, s)
		if d, err := s.Compile(t.Context(), whole.Edges()); err != nil || d.Count().Cmp(whole.Count()) != 0 {
			t.Errorf("seed %d, %d edges: %v", seed, whole.Edges(), err)
		}
		if _, err := s.Compile(t.Context(), whole.Edges()-1); !errors.Is(err, nogood.ErrTooLarge) {
			t.Errorf("seed %d, an edge less than %d: %v", seed, whole.Edges(), err)
		}
	}
}

func TestCompileStopsWithItsContext(t *testing.T) {
	p, _ := nogoodtest.C.Find(2, false) // one that takes thousands of edges
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := p.With(p.All()).Compile(ended, manyEdges); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
