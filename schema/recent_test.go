package schema

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"sync"
	"testing"
)

// items yields what is kept, newest first.
func (c *recent[K, V]) items() iter.Seq[item[K, V]] {
	return func(yield func(item[K, V]) bool) {
		for e := c.order.Front(); e != nil && yield(e.Value.(item[K, V])); e = e.Next() {
		}
	}
}

// TestRecentKeepsWhatWasLastAsked compares with a list that is searched from end to end.
func TestRecentKeepsWhatWasLastAsked(t *testing.T) {
	const most = 20
	c := newRecent[int, string](most)
	var list []item[int, string] // newest first
	find := func(key int) int {
		for i, e := range list {
			if e.key == key {
				return i
			}
		}
		return -1
	}
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 20_000 {
		key := random.IntN(30)
		at := find(key)
		if at >= 0 {
			e := list[at]
			list = append([]item[int, string]{e}, append(list[:at:at], list[at+1:]...)...)
		}
		switch random.IntN(3) {
		case 0:
			if v, ok := c.get(key); ok != (at >= 0) || ok && v != list[0].value {
				t.Fatalf("%d: %q %v", n, v, ok)
			}
		case 1:
			v, weight := fmt.Sprint(n), random.IntN(8)
			if at < 0 {
				list = append([]item[int, string]{{key, v, weight}}, list...)
			}
			sum := 0
			for i, e := range list {
				if sum += e.weight; sum > most {
					list = list[:i]
					break
				}
			}
			if kept := c.put(key, v, weight); at >= 0 && kept != list[0].value || at < 0 && kept != v {
				t.Fatalf("%d: %q is kept", n, kept)
			}
		case 2:
			drop := random.IntN(2) == 0
			c.get(key)
			if c.drop(key, func(string) bool { return drop }); at >= 0 && drop {
				list = list[1:]
			}
		}
		i := 0
		for e := range c.items() {
			if i >= len(list) || e != list[i] {
				t.Fatalf("%d: item %d is %v, want %v", n, i, e, list)
			}
			i++
		}
		if i != len(list) || len(c.byKey) != i {
			t.Fatalf("%d: %d kept, want %d", n, i, len(list))
		}
	}
}

// TestRecentGivesAllTheSame has many put under one key at once; run with -race.
func TestRecentGivesAllTheSame(t *testing.T) {
	c := newRecent[string, int](3)
	var group sync.WaitGroup
	kept := make([]int, 50)
	for n := range kept {
		group.Go(func() { kept[n] = c.put("key", n, 1) })
	}
	group.Wait()
	for _, n := range kept {
		if n != kept[0] {
			t.Fatalf("%v", kept)
		}
	}
}
