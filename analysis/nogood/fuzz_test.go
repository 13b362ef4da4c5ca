package nogood_test

import (
	"context"
	"math/big"
	"slices"
	"testing"
	"time"

	"parley/analysis/nogood"
	"parley/analysis/nogood/nogoodtest"
	"parley/graph"
)

// tape reads a problem from bytes; past their end it reads zeros.
type tape []byte

func (b *tape) next(n int) int {
	if len(*b) == 0 {
		return 0
	}
	first := (*b)[0]
	*b = (*b)[1:]
	return int(first) % n
}

// options reads a set: none, a few low ones, or any at all.
func (b *tape) options() (set graph.OptionSet) {
	switch k := b.next(8); k {
	case 0:
		return 0
	case 1:
		return ^graph.OptionSet(0) << b.next(64)
	case 2:
		return 1<<b.next(64) | 1<<b.next(64)
	default:
		return graph.OptionSet(b.next(1 << k))
	}
}

func (b *tape) nogoods(most, variables int) (list []nogood.Nogood) {
	for range b.next(most + 1) {
		var n nogood.Nogood
		for v := b.next(4); v < variables; v += 1 + b.next(4) {
			n = append(n, nogood.Term{Var: v, Set: b.options()})
		}
		list = append(list, n)
	}
	return list
}

func (b *tape) problem() *nogood.Problem {
	p := &nogood.Problem{}
	for range b.next(8) {
		p.Domains = append(p.Domains, b.options())
	}
	p.Nogoods = b.nogoods(4, len(p.Domains))
	for range b.next(10) {
		p.Lines = append(p.Lines, nogood.Line{Cost: b.next(256), Nogoods: b.nogoods(3, len(p.Domains))})
	}
	return p
}

// patience is far more than any of these problems takes.
const patience = 20 * time.Second

func FuzzExplain(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("\x03\x03\x07\x03\x07\x03\x07\x00\x05\x01\x01\x00\x03\x03\x01\x03\x02\x04\x00\x09"))
	f.Add([]byte("\x02\x01\x00\x01\x3f\x02\x00\x02\x00\x3f\x03\x04\x01\x01\x00\x01\x20\x00\x02\x05\x01\x00\x03\x01\x00\x09"))
	for seed := range uint64(20) {
		f.Add(noise(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b := tape(data)
		p := b.problem()
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		e, err := nogood.Explain(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		cores, err := e.Cores(ctx, nogood.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		concessions, err := e.Concessions(ctx, nogood.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		checkSets(t, p, e, cores, concessions)
		checkCount(t, p, e)
	})
}

// noise is what a tape may hold.
func noise(seed uint64) []byte {
	var data []byte
	for _, line := range nogoodtest.T.Problem(seed).Lines {
		for _, t := range line.Nogoods[0] {
			data = append(data, byte(line.Cost), byte(t.Var), byte(t.Set))
		}
	}
	return data
}

// checkSets holds what is listed against the meaning, with nothing but a search for a solution.
func checkSets(t *testing.T, p *nogood.Problem, e *nogood.Explanation, cores, concessions nogood.List) {
	leaves := func(lines []int) bool {
		box, err := p.With(lines).Solve(t.Context(), p.Domains)
		if err != nil {
			t.Fatal(err)
		}
		return box != nil
	}
	if e.Blocked() == leaves(p.All()) || e.Hopeless() == leaves(nil) {
		t.Errorf("blocked %t, hopeless %t", e.Blocked(), e.Hopeless())
	}
	if !cores.Complete || !concessions.Complete || e.Blocked() != (len(cores.Sets) > 0) || (e.Blocked() && !e.Hopeless()) != (len(concessions.Sets) > 0) {
		t.Errorf("blocked %t, hopeless %t, cores %+v, concessions %+v", e.Blocked(), e.Hopeless(), cores, concessions)
	}
	for _, core := range cores.Sets {
		if leaves(core) || slices.ContainsFunc(core, func(l int) bool { return !leaves(without(core, l)) }) {
			t.Errorf("%v is not a core", core)
		}
	}
	for _, set := range concessions.Sets {
		kept := without(p.All(), set...)
		if !leaves(kept) || slices.ContainsFunc(set, func(l int) bool { return leaves(append(slices.Clip(kept), l)) }) {
			t.Errorf("%v is not a concession", set)
		}
	}
}

// checkCount compares with brute force where that is feasible.
func checkCount(t *testing.T, p *nogood.Problem, e *nogood.Explanation) {
	s, product := p.With(p.All()), 1.0
	for _, d := range p.Domains {
		product *= float64(max(1, d.Len()))
	}
	d, err := s.Compile(t.Context(), manyEdges)
	if err != nil {
		t.Fatal(err)
	}
	if d.Count().Cmp(d.Tally().Total) != 0 || (d.Count().Sign() == 0) != e.Blocked() {
		t.Errorf("count %v, tally %v, blocked %t", d.Count(), d.Tally().Total, e.Blocked())
	}
	if product > 1<<12 {
		return
	}
	if want := big.NewInt(int64(len(solutions(s)))); d.Count().Cmp(want) != 0 {
		t.Errorf("count %v, want %v", d.Count(), want)
	}
}
