package core

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"parley/graph"
)

// dense is a negotiation in which lines clash in more ways than anybody would list.
func dense(t testing.TB) *graph.View {
	w := newWorld(1)
	for range 40 {
		w.issue(6)
	}
	for range 200 {
		w.line(w.patterns(25)...)
	}
	return w.view(t, graph.ViewOptions{})
}

func TestCoresKnowsWhatItLeavesOut(t *testing.T) {
	n := Number(dense(t))
	list, err := n.Cores(context.Background(), Limits{First: 1000})
	if err != nil || len(list.Cores) == 0 || len(list.More) == 0 {
		t.Fatalf("%d cores, more on %v, error %v", len(list.Cores), list.More, err)
	}
	again, _ := n.Cores(context.Background(), Limits{First: 1000})
	if fmt.Sprint(list) != fmt.Sprint(again) {
		t.Error("the second list differs from the first")
	}
	short, _ := n.Cores(context.Background(), Limits{First: 5})
	if fmt.Sprint(short.Cores) != fmt.Sprint(list.Cores[:5]) || len(short.More) == 0 {
		t.Errorf("the first five are %v of %v, more on %v", short.Cores, list.Cores[:5], short.More)
	}
	for _, c := range list.Cores {
		s, _ := n.search(context.Background(), Limits{})
		if err := s.take(context.Background(), c); err != nil || len(s.found) != 1 {
			t.Errorf("%v is no core", c)
		}
	}
}

func BenchmarkCores(b *testing.B) {
	n := Number(dense(b))
	for b.Loop() {
		l, err := n.Cores(context.Background(), Limits{First: 1000})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(l.Cores)), "cores")
	}
}

func TestCoresHeedsItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Number(dense(t)).Cores(ctx, Limits{First: 10}); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v, want that of the context", err)
	}
}
