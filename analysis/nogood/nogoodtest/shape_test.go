package nogoodtest_test

import (
	"reflect"
	"testing"

	"parley/analysis/nogood"
	"parley/analysis/nogood/nogoodtest"
)

func TestShapesAreNearTheBorderOfBlocked(t *testing.T) {
	for _, s := range nogoodtest.Shapes {
		blocked := 0
		for seed := range uint64(100) {
			p := s.Problem(seed)
			if box, err := p.With(p.All()).Solve(t.Context(), p.Domains); err != nil {
				t.Fatal(err)
			} else if box == nil {
				blocked++
			}
		}
		if blocked < 25 || blocked > 75 {
			t.Errorf("shape %s: %d of 100 are blocked", s.Name, blocked)
		}
	}
}

func TestAProblemIsOfItsShape(t *testing.T) {
	s := nogoodtest.Shape{
		Issues: 12, Options: 5, Clusters: 3, Lines: 300, Linked: 0.5, Span: 3, Patterns: 2, Width: 2, Rules: 6, Cost: 4,
	}
	p := s.Problem(7)
	if !reflect.DeepEqual(p, s.Problem(7)) || reflect.DeepEqual(p, s.Problem(8)) {
		t.Error("a problem is not that of its seed")
	}
	if len(p.Domains) != s.Issues || len(p.Nogoods) != s.Rules || len(p.Lines) != s.Lines {
		t.Errorf("%d issues, %d rules, %d lines", len(p.Domains), len(p.Nogoods), len(p.Lines))
	}
	spans, widths, patterns, costs := map[int]int{}, map[int]int{}, map[int]int{}, map[int]int{}
	for _, l := range p.Lines {
		costs[l.Cost]++
		patterns[len(l.Nogoods)]++
		for _, n := range l.Nogoods {
			spans[len(n)]++
			for _, term := range n {
				widths[term.Set.Len()]++
				if !term.Set.Within(p.Domains[term.Var]) || term.Var/4 != l.Nogoods[0][0].Var/4 {
					t.Errorf("%v is outside its issue or its cluster", n)
				}
			}
		}
	}
	for name, drawn := range map[string]struct {
		got   map[int]int
		least int
		most  int
	}{"spans": {spans, 1, s.Span}, "widths": {widths, 1, s.Width}, "patterns": {patterns, 1, s.Patterns}, "costs": {costs, 0, s.Cost}} {
		if len(drawn.got) != drawn.most-drawn.least+1 || drawn.got[drawn.least] == 0 || drawn.got[drawn.most] == 0 {
			t.Errorf("%s: %v, want each of %d to %d", name, drawn.got, drawn.least, drawn.most)
		}
	}
}

func TestFindGoesOnFromItsSeed(t *testing.T) {
	for _, blocked := range []bool{true, false} {
		p, at := nogoodtest.B.Find(20, blocked)
		e, err := nogood.Explain(t.Context(), p)
		if err != nil || e.Blocked() != blocked || at < 20 || !reflect.DeepEqual(p, nogoodtest.B.Problem(at)) {
			t.Errorf("blocked %t: seed %d, %v", blocked, at, err)
		}
	}
}
