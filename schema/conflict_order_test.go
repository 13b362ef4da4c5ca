package schema

import (
	"testing"

	"parley/analysis/conflict"
	"parley/graph"
	"parley/seed"
)

// TestConflictsComeInTheirOrder: those of one view are listed as they were found, so that must be the order of their
// places, each its own.
func TestConflictsComeInTheirOrder(t *testing.T) {
	f := open(t, seeded(t, seed.Ukraine)...)
	for _, day := range []string{"2022-04-01", "2025-08-19", "2025-12-01"} {
		asOf, err := graph.ParseDay(day)
		if err != nil {
			t.Fatal(err)
		}
		v, err := f.db.Snapshot().View(graph.ViewOptions{Negotiation: "ukraine", AsOf: asOf})
		if err != nil {
			t.Fatal(err)
		}
		list, err := conflict.Find(t.Context(), v)
		if err != nil || len(list) < 2 {
			t.Fatal(len(list), err)
		}
		for i := range list[1:] {
			if a, b := conflictPosition(list[i], conflict.Order{}), conflictPosition(list[i+1], conflict.Order{}); a >= b {
				t.Errorf("%s: conflict %d, %q, does not come after %q", day, i+1, b, a)
			}
		}
	}
}
