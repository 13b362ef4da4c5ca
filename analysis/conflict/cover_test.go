package conflict

import (
	"math/rand/v2"
	"testing"

	"parley/graph"
)

// inEveryWay looks at every choice of sets: whether one that has the n-th is a minimal cover.
func inEveryWay(sets []graph.OptionSet, open graph.OptionSet, n int) bool {
	holds := func(choice int) bool {
		var union graph.OptionSet
		for i, s := range sets {
			if choice>>i&1 == 1 {
				union |= s
			}
		}
		return open.Within(union)
	}
	for choice := 1; choice < 1<<len(sets); choice++ {
		minimal := choice>>n&1 == 1 && holds(choice)
		for i := range sets {
			minimal = minimal && (choice>>i&1 == 0 || !holds(choice&^(1<<i)))
		}
		if minimal {
			return true
		}
	}
	return false
}

func TestInMinimalCover(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		open := graph.OptionSet(r.IntN(64))
		sets := make([]graph.OptionSet, r.IntN(8))
		for n := range sets {
			sets[n] = graph.OptionSet(r.IntN(64) & r.IntN(64))
		}
		for n := range sets {
			if got, want := inMinimalCover(sets, open, n), inEveryWay(sets, open, n); got != want {
				t.Fatalf("%b over %b: set %d in a minimal cover: %v, want %v", sets, open, n, got, want)
			}
		}
	}
}

func TestDatesInSentences(t *testing.T) {
	for date, want := range map[string]string{
		"2025-08-18": "2025-08-18", "2025-08~": "about 2025-08", "2025?": "perhaps 2025", "2025-08%": "perhaps about 2025-08",
		"2025-08-01/2025-08-03": "between 2025-08-01 and 2025-08-03", "2025-08-01~/2025-08-03": "about between 2025-08-01 and 2025-08-03",
		"2025-08/..": "2025-08 or later", "2025-08-18/": "2025-08-18 or later",
	} {
		if got := dated(graph.MustDate(date)); got != want {
			t.Errorf("dated(%s) = %q, want %q", date, got, want)
		}
	}
}
