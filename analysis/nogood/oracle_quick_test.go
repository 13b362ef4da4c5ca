package nogood

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"parley/graph"
)

func TestQuick(t *testing.T) {
	for seed := range 3000 {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		p := random(r, 1+r.IntN(5), 1+r.IntN(4), r.IntN(8), .0, 2, 0)
		if len(p.Domains) >= 4 {
			p = random(r, len(p.Domains), 3, r.IntN(9), .6, 2, 0)
		}
		for i := range p.Lines {
			p.Lines[i].Cost = r.IntN(4)
		}
		s := p.With(p.All())
		d, err := s.Compile(context.Background(), 1000)
		if err != nil {
			t.Fatal(err)
		}
		var sols [][]uint8
		cost := func(v, o int) int { return (v*7 + o*3) % 4 }
		var rec func(cur []uint8)
		var masks []Set
		rec = func(cur []uint8) {
			if len(cur) == len(p.Domains) {
				m := newSet(len(p.Lines) + 1)
				for l, line := range p.Lines {
					for _, n := range line.Nogoods {
						ok := true
						for _, tm := range n {
							ok = ok && tm.Set.Has(int(cur[tm.Var]))
						}
						if ok {
							m.add(l)
						}
					}
				}
				if m.Len() == 0 {
					sols = append(sols, slices.Clone(cur))
				}
				masks = append(masks, m)
				return
			}
			for o := range p.Domains[len(cur)].Each() {
				rec(append(cur, uint8(o)))
			}
		}
		rec(nil)
		tl := d.Tally()
		if tl.Total.Cmp(big.NewInt(int64(len(sols)))) != 0 {
			t.Fatal(seed, tl.Total, len(sols))
		}
		for v := range p.Domains {
			for o := range p.Domains[v].Each() {
				n := int64(0)
				for _, s := range sols {
					if int(s[v]) == o {
						n++
					}
				}
				got := tl.By[v][o]
				if got == nil {
					got = new(big.Int)
				}
				if got.Int64() != n {
					t.Fatal(seed, v, o, got, n)
				}
			}
		}
		sum := func(s []uint8) (c int) {
			for v, o := range s {
				c += cost(v, int(o))
			}
			return
		}
		slices.SortFunc(sols, func(a, b []uint8) int {
			if c := sum(a) - sum(b); c != 0 {
				return c
			}
			return slices.Compare(a, b)
		})
		for _, back := range []bool{false, true} {
			rk := d.Rank(cost, back)
			if back {
				slices.Reverse(sols)
			}
			for i, s := range sols {
				got, _, ok := rk.At(i)
				if !ok || !slices.Equal(got, s) {
					t.Fatal(seed, i, got, s)
				}
			}
			if _, _, ok := rk.At(len(sols)); ok {
				t.Fatal("more")
			}
		}
		e, err := Explain(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		if e.Blocked() != (len(sols) == 0) {
			t.Fatal(seed, "blocked")
		}
		var want [][]int
		for i, m := range masks {
			min := true
			for j, n := range masks {
				if n.within(m) && (!slices.Equal(n, m) || j < i) {
					min = false
				}
			}
			if min && len(sols) == 0 {
				want = append(want, slices.Collect(m.Each()))
			}
		}
		got, _ := e.Concessions(context.Background(), Limits{})
		if !got.Complete || len(got.Sets) != len(want) {
			t.Fatal(seed, got, want)
		}
		cs, _ := e.Cores(context.Background(), Limits{})
		if !cs.Complete {
			t.Fatal(seed)
		}
		// cores by subsets
		var cores [][]int
		if len(sols) == 0 {
			for k := range 1 << len(p.Lines) {
				blocked := func(k int) bool {
					for _, m := range masks {
						if m[0]&uint64(k) == 0 {
							return false
						}
					}
					return true
				}
				if !blocked(k) {
					continue
				}
				min := true
				for l := range p.Lines {
					if k>>l&1 == 1 && blocked(k&^(1<<l)) {
						min = false
					}
				}
				if min {
					var c []int
					for l := range p.Lines {
						if k>>l&1 == 1 {
							c = append(c, l)
						}
					}
					cores = append(cores, c)
				}
			}
		}
		slices.SortFunc(cores, func(a, b []int) int {
			if len(a) != len(b) {
				return len(a) - len(b)
			}
			return slices.Compare(a, b)
		})
		if !slices.EqualFunc(cores, cs.Sets, func(a, b []int) bool { return slices.Equal(a, b) }) {
			t.Fatal(seed, cores, cs.Sets)
		}
	}
}

func TestProto3(t *testing.T) {
	for seed := range 8 {
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		p := random(r, 60, 8, 200, .4, 3, 0)
		start := time.Now()
		d, err := p.With(p.All()).Compile(context.Background(), 1_000_000)
		if err != nil {
			t.Fatal(err)
		}
		a := time.Since(start)
		d.Tally()
		b := time.Since(start)
		rk := d.Rank(func(v, o int) int { return (v*7 + o*3) % 4 }, false)
		rk.At(0)
		c := time.Since(start)
		rk.At(1000)
		fmt.Println(seed, len(d.edges), a, b-a, c-b, time.Since(start)-c)
	}
}

func random(r *rand.Rand, issues, options, lines int, linked float64, width int, local int) *Problem {
	p := &Problem{}
	for range issues {
		p.Domains = append(p.Domains, graph.AllOptions(options))
	}
	for range lines {
		k := 1
		if r.Float64() < linked {
			k = 2 + r.IntN(3)
		}
		var n Nogood
		base := r.IntN(issues)
		seen := map[int]bool{}
		for len(n) < min(k, issues) {
			v := r.IntN(issues)
			if local > 0 {
				v = (base + r.IntN(local)) % issues
			}
			if seen[v] {
				continue
			}
			seen[v] = true
			var set graph.OptionSet
			for range 1 + r.IntN(width) {
				set |= 1 << r.IntN(options)
			}
			n = append(n, Term{v, set})
		}
		p.Lines = append(p.Lines, Line{Nogoods: []Nogood{n}, Cost: 50})
	}
	return p
}
