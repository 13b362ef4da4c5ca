package nogood_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"parley/analysis/nogood"
	"parley/graph"
)

// subBox draws some options of every domain, now and then none.
func subBox(r *rand.Rand, domains []graph.OptionSet) []graph.OptionSet {
	box := slices.Clone(domains)
	for v := range box {
		if part := box[v] & graph.OptionSet(r.Uint64()); part != 0 || r.IntN(10) == 0 {
			box[v] = part
		}
	}
	return box
}

func TestSolveFindsABoxOfSolutionsIfThereIsOne(t *testing.T) {
	each(t, 4000, func(t *testing.T, seed uint64, p *nogood.Problem, o *oracle) {
		within := subBox(rand.New(rand.NewPCG(seed, 3)), p.Domains)
		split := int(seed) % (len(p.Lines) + 1)
		s, further := p.With(p.All()[:split]), p.With(p.All()[split:]).Nogoods[len(p.Nogoods):]
		box, err := s.Solve(t.Context(), within, further...)
		if err != nil {
			t.Fatal(err)
		}
		want := solutions(&nogood.Space{Domains: within, Nogoods: p.With(p.All()).Nogoods})
		if (box == nil) != (len(want) == 0) {
			t.Errorf("within %v: %v, but there are %d solutions", within, box, len(want))
		}
		for _, pkg := range packages(box) {
			if box != nil && !slices.ContainsFunc(want, func(w []uint8) bool { return slices.Equal(w, pkg) }) {
				t.Errorf("within %v: the box %v has %v, which is no solution", within, box, pkg)
			}
		}
	})
}

func TestSolveStopsWithItsContext(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	s := &nogood.Space{Domains: []graph.OptionSet{0b11}}
	if _, err := s.Solve(ended, s.Domains); !errors.Is(err, context.Canceled) {
		t.Errorf("Solve: %v", err)
	}
	if _, err := s.Tighten(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("Tighten: %v", err)
	}
}

func TestTightenLeavesTheOptionsThatSolutionsTake(t *testing.T) {
	each(t, 4000, func(t *testing.T, seed uint64, p *nogood.Problem, o *oracle) {
		s := p.With(p.All())
		want := solutions(s)
		s.Domains = slices.Clone(s.Domains)
		ok, err := s.Tighten(t.Context())
		if err != nil || ok != (len(want) > 0) {
			t.Fatalf("%t, %v, but there are %d solutions", ok, err, len(want))
		}
		for v := range s.Domains {
			for option := range p.Domains[v].Each() {
				if ok && s.Domains[v].Has(option) != (takes(want, v, option) > 0) {
					t.Errorf("option %d of variable %d is left: %t, want %t", option, v, !ok, ok)
				}
			}
		}
	})
}

// project keeps of every package what it takes of some variables, each such choice once.
func project(pkgs [][]uint8, variables map[int]bool) map[string]bool {
	seen := map[string]bool{}
	for _, pkg := range pkgs {
		key := slices.Clone(pkg)
		for v := range key {
			if !variables[v] {
				key[v] = 255
			}
		}
		seen[string(key)] = true
	}
	return seen
}

// What a space allows of some variables, the part linked with them allows, and no more.
func TestLinkedAllowsOfItsVariablesWhatTheSpaceDoes(t *testing.T) {
	each(t, 3000, func(t *testing.T, seed uint64, p *nogood.Problem, o *oracle) {
		s := p.With(p.All())
		whole := solutions(s)
		if len(whole) == 0 {
			return
		}
		variables := map[int]bool{}
		for v := range s.Domains {
			if (seed>>v)%3 == 0 {
				variables[v] = true
			}
		}
		part := s.Linked(variables, func(int) bool { return true })
		if got, want := project(solutions(part), variables), project(whole, variables); !reflect.DeepEqual(got, want) {
			t.Errorf("of %v the part allows %d choices, the whole %d", variables, len(got), len(want))
		}
	})
}

// chain links 0-1, 1-2, 2-3 and so on.
func chain(domains ...graph.OptionSet) *nogood.Space {
	s := &nogood.Space{Domains: domains}
	for v := range domains[1:] {
		s.Nogoods = append(s.Nogoods, nogood.Nogood{{Var: v, Set: 1}, {Var: v + 1, Set: 1}})
	}
	return s
}

func TestLinkedGoesAsFarAsVariablesCarryALink(t *testing.T) {
	for _, tt := range []struct {
		name  string
		space *nogood.Space
		stop  int
		want  map[int]bool
	}{
		{"to the end", chain(3, 3, 3, 3, 3), -1, map[int]bool{0: true, 1: true, 2: true, 3: true, 4: true}},
		{"to one that carries none", chain(3, 3, 3, 3, 3), 2, map[int]bool{0: true, 1: true, 2: true}},
		{"to one with a single option", chain(3, 3, 1, 3, 3), -1, map[int]bool{0: true, 1: true, 2: true}},
		{"not over what no package matches", chain(3, 3, 2, 3, 3), -1, map[int]bool{0: true, 1: true}},
	} {
		variables := map[int]bool{0: true}
		part := tt.space.Linked(variables, func(v int) bool { return v != tt.stop })
		if !reflect.DeepEqual(variables, tt.want) || len(part.Nogoods) != len(tt.want)-1 {
			t.Errorf("%s: %v with %d nogoods, want %v", tt.name, variables, len(part.Nogoods), tt.want)
		}
	}
}

func TestSignalsTellWhetherAPackageMatches(t *testing.T) {
	each(t, 1500, func(t *testing.T, seed uint64, p *nogood.Problem, o *oracle) {
		patterns := p.Nogoods // each told of, none forbidden
		s := &nogood.Space{Domains: slices.Clone(p.Domains)}
		signals := s.Signals(patterns)
		got := solutions(s)
		if want := packages(p.Domains); len(got) != len(want) || len(signals) != len(patterns) {
			t.Fatalf("%d packages with their signals, want %d; %d signals of %d patterns", len(got), len(want), len(signals), len(patterns))
		}
		for _, pkg := range got {
			for n, v := range signals {
				if told := graph.OptionSet(1)<<pkg[v] == nogood.Matched; told != matches(patterns[n], pkg) {
					t.Errorf("%v: pattern %d matched %t, told %t", pkg, n, !told, told)
				}
			}
		}
	})
}

func TestAnyOfLeavesThePackagesThatMatchSome(t *testing.T) {
	each(t, 3000, func(t *testing.T, seed uint64, p *nogood.Problem, o *oracle) {
		var patterns []nogood.Nogood
		if len(p.Lines) > 0 {
			patterns = p.Lines[0].Nogoods
		}
		given := map[int]bool{}
		for v := range p.Domains {
			given[v] = true
		}
		s := &nogood.Space{Domains: slices.Clone(p.Domains), Nogoods: slices.Clone(p.Nogoods)}
		want := map[string]bool{}
		for _, pkg := range solutions(s) {
			if matchesAny(patterns, pkg) {
				want[string(pkg)] = true
			}
		}
		s.AnyOf(patterns)
		got := map[string]bool{}
		for _, pkg := range solutions(s) {
			got[string(pkg[:len(p.Domains)])] = true
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%d packages match some of %v, want %d", len(got), patterns, len(want))
		}
		checkTally(t, s, solutions(s))
		if box, err := s.Solve(t.Context(), s.Domains); err != nil || (box != nil) != (len(want) > 0) {
			t.Errorf("a box %v, %v; %d packages match", box, err, len(want))
		}
	})
}
