package core

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/graph"
)

// everyCover lists the minimal covers by looking at every choice of sets.
func everyCover(sets []graph.OptionSet, open graph.OptionSet) []string {
	holds := func(choice int) bool {
		var union graph.OptionSet
		for n, s := range sets {
			if choice>>n&1 == 1 {
				union |= s
			}
		}
		return open.Within(union)
	}
	var covers []string
	for choice := 1; choice < 1<<len(sets) && open != 0; choice++ {
		minimal := holds(choice)
		var places []int
		for n := range sets {
			if choice>>n&1 == 1 {
				minimal = minimal && !holds(choice&^(1<<n))
				places = append(places, n)
			}
		}
		if minimal {
			covers = append(covers, fmt.Sprint(places))
		}
	}
	slices.Sort(covers)
	return covers
}

func TestMinimalCovers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		open := graph.OptionSet(r.IntN(64))
		sets := make([]graph.OptionSet, r.IntN(9))
		for n := range sets {
			sets[n] = graph.OptionSet(r.IntN(64)&r.IntN(64)) & open
		}
		want := everyCover(sets, open)
		var got []string
		size := 0
		if err := minimalCovers(context.Background(), sets, open, func(c []int) bool {
			if len(c) < size {
				t.Fatalf("a cover of %d sets comes after one of %d", len(c), size)
			}
			size = len(c)
			got = append(got, fmt.Sprint(c))
			return true
		}); err != nil {
			t.Fatal(err)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("%b over %b: %v, want %v", sets, open, got, want)
		}
	}
}

func TestMinimalCoversStops(t *testing.T) {
	var sets []graph.OptionSet // each of 24 options twice: 2^24 covers
	for n := range 48 {
		sets = append(sets, 1<<(n/2))
	}
	n := 0
	if err := minimalCovers(context.Background(), sets, graph.AllOptions(24), func([]int) bool { n++; return n < 100 }); err != nil || n != 100 {
		t.Errorf("stopped after %d covers with error %v, want 100 and none", n, err)
	}
	sets = append(sets, graph.AllOptions(12)) // the smallest covers have this set and 12 others
	if err := minimalCovers(context.Background(), sets, graph.AllOptions(24), func(c []int) bool { n = len(c); return false }); err != nil || n != 13 {
		t.Errorf("the first cover has %d sets with error %v, want 13 and none", n, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := minimalCovers(ctx, sets, graph.AllOptions(24), func([]int) bool { return true }); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v, want that of the context", err)
	}
}
