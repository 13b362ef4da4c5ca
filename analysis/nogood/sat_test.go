package nogood_test

import (
	"slices"
	"testing"

	"github.com/crillab/gophersat/solver"

	"parley/analysis/nogood"
	"parley/analysis/nogood/nogoodtest"
)

// sat asks a SAT solver about a problem: a fresh one for every question.
type sat struct {
	*nogoodtest.CNF
	problem *nogood.Problem
}

func newSAT(p *nogood.Problem) sat { return sat{nogoodtest.NewCNF(p.Domains), p} }

// leaves reports whether the rules and the lines given leave a package.
func (s sat) leaves(lines []int) bool {
	clauses := s.Choices()
	for _, n := range s.problem.With(lines).Nogoods {
		clauses = append(clauses, s.Clause(n))
	}
	return satisfiable(clauses)
}

// escapes reports whether some package crosses none of the sets of lines as a whole.
func (s sat) escapes(sets [][]int) bool {
	clauses := s.Choices()
	for _, n := range s.problem.Nogoods {
		clauses = append(clauses, s.Clause(n))
	}
	crossed := func(line int) int { return s.Atoms() + 1 + line }
	for l, line := range s.problem.Lines {
		for _, n := range line.Nogoods {
			clauses = append(clauses, append(s.Clause(n), crossed(l)))
		}
	}
	for _, set := range sets {
		clause := []int{}
		for _, l := range set {
			clause = append(clause, -crossed(l))
		}
		clauses = append(clauses, clause)
	}
	return satisfiable(clauses)
}

func satisfiable(clauses [][]int) bool {
	if slices.ContainsFunc(clauses, func(c []int) bool { return len(c) == 0 }) {
		return false
	}
	return solver.New(solver.ParseSlice(clauses)).Solve() == solver.Sat
}

func without(lines []int, gone ...int) []int {
	return slices.DeleteFunc(slices.Clone(lines), func(l int) bool { return slices.Contains(gone, l) })
}

// medium are shapes too large for brute force. Their lines fit a word.
var medium = []nogoodtest.Shape{
	nogoodtest.A, nogoodtest.B, nogoodtest.T,
	{Name: "part of C", Issues: 20, Options: 8, Lines: 64, Linked: 0.4, Span: 4, Width: 4, Cost: 100},
	{Name: "rules and several patterns", Issues: 18, Options: 5, Lines: 30, Linked: 0.6, Span: 3, Width: 2, Patterns: 3,
		Rules: 6, Cost: 3},
}

func TestVerdictAgreesWithASATSolver(t *testing.T) {
	for _, shape := range append(medium, nogoodtest.C, nogoodtest.D) {
		for seed := range uint64(20) {
			p := shape.Problem(seed)
			if blocked, leaves := explain(t, p).Blocked(), newSAT(p).leaves(p.All()); blocked == leaves {
				t.Errorf("shape %s, seed %d: blocked %t, but the solver says %t", shape.Name, seed, blocked, !leaves)
			}
		}
	}
}

func TestCoresAndConcessionsAgreeWithASATSolver(t *testing.T) {
	for _, shape := range medium {
		seed := uint64(0)
		for range 3 {
			p, at := shape.Find(seed, true)
			seed = at + 1
			e, s := explain(t, p), newSAT(p)
			cores, concessions := questions[0].list(t, e, nogood.Limits{}), questions[1].list(t, e, nogood.Limits{})
			if !cores.Complete || !concessions.Complete {
				t.Fatalf("shape %s, seed %d: not all found", shape.Name, at)
			}
			for _, core := range cores.Sets[:min(len(cores.Sets), 20)] {
				checkCore(t, s, core)
			}
			for _, set := range concessions.Sets[:min(len(concessions.Sets), 20)] {
				checkConcession(t, s, set)
			}
			if s.escapes(concessions.Sets) {
				t.Error("there are further concessions")
			}
			if want := byPrice(p, transversals(concessions.Sets), false); !same(cores.Sets, want) {
				t.Errorf("cores %v, want those that meet every concession: %v", cores.Sets, want)
			}
			if t.Failed() {
				t.Fatalf("shape %s, seed %d", shape.Name, at)
			}
		}
	}
}

func checkCore(t *testing.T, s sat, core []int) {
	t.Helper()
	if s.leaves(core) {
		t.Errorf("core %v leaves something", core)
	}
	for _, l := range core {
		if !s.leaves(without(core, l)) {
			t.Errorf("core %v can do without %d", core, l)
		}
	}
}

func checkConcession(t *testing.T, s sat, set []int) {
	t.Helper()
	kept := without(s.problem.All(), set...)
	if !s.leaves(kept) {
		t.Errorf("giving up %v leaves nothing", set)
	}
	for _, l := range set {
		if s.leaves(append(slices.Clip(kept), l)) {
			t.Errorf("of %v, %d need not be given up", set, l)
		}
	}
}

// transversals are the minimal sets that meet every set of a family, made member by member (Berge, Hypergraphs, 1989).
func transversals(family [][]int) [][]int {
	made := []uint64{0}
	for _, set := range family {
		var next []uint64
		for _, m := range made {
			if meets(m, set) {
				next = append(next, m)
				continue
			}
			for _, l := range set {
				next = append(next, m|1<<l)
			}
		}
		made = smallest(next)
	}
	var list [][]int
	for _, m := range made {
		list = append(list, places(m))
	}
	return list
}

func meets(lines uint64, set []int) bool {
	return slices.ContainsFunc(set, func(l int) bool { return lines>>l&1 == 1 })
}

// smallest leaves out sets that hold another.
func smallest(sets []uint64) []uint64 {
	slices.SortFunc(sets, func(a, b uint64) int { return len(places(a)) - len(places(b)) })
	var kept []uint64
	for _, s := range sets {
		if !slices.ContainsFunc(kept, func(k uint64) bool { return k&^s == 0 }) {
			kept = append(kept, s)
		}
	}
	return kept
}
