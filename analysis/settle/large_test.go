package settle

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"parley/graph"
)

// large is a case of 40 issues with 7 options each, linked by rules, under 60 red lines. The text settles a third
// of the issues, leaves a third ambiguous, and is silent on the rest. One package, of the options o0, fits it.
func large(seed uint64, rules, width int) []graph.Record {
	r := &random{Rand: rand.New(rand.NewPCG(seed, 1))}
	list := []graph.Record{&graph.Negotiation{Key: "n", Title: "N"}, &graph.Party{Key: "a", Name: "A", Kind: graph.PartyState}}
	for n := range 40 {
		i := &graph.Issue{Key: fmt.Sprintf("i%02d", n), Negotiation: "n", Title: "I", Question: "?"}
		for o := range 7 {
			i.Options = append(i.Options, graph.Option{Key: fmt.Sprintf("o%d", o), Label: fmt.Sprintf("O%d", o)})
		}
		r.keys, r.options = append(r.keys, i.Key), append(r.options, i.OptionKeys())
		list = append(list, i)
	}
	of := func(width int) graph.Patterns {
		p := graph.Pattern{}
		for _, n := range r.Perm(40)[:width] {
			p[r.keys[n]] = r.some(n)
		}
		return graph.Patterns{p}
	}
	for n := range rules {
		forbids := of(width)
		one := forbids[0].Issues()[0]
		forbids[0][one] = []string{fmt.Sprintf("o%d", 1+r.IntN(6))}
		list = append(list, &graph.Rule{Key: fmt.Sprintf("rule%d", n), Negotiation: "n", Reason: "so it is", Forbids: forbids})
	}
	for n := range 60 {
		list = append(list, &graph.RedLine{Key: fmt.Sprintf("l%02d", n), Party: "a", Title: "L", Forbids: append(of(1+n%3), of(2)...)})
	}
	p := proposal("p")
	for n := range 27 {
		c := graph.Provision{Issue: r.keys[n], Text: "words", Options: r.options[n][:1+n%2*(1+n%3)]}
		if n%9 == 1 {
			c.Condition = of(2)
		}
		p.Provisions = append(p.Provisions, c)
	}
	return append(list, p)
}

// TestJudgeLarge judges cases far beyond trying every package: 7^40 of them.
func TestJudgeLarge(t *testing.T) {
	seen := map[Outcome]int{}
	causes := map[Cause]int{}
	for seed := range uint64(3) {
		for _, rules := range []int{20, 40} {
			j := judge(t, see(t, graph.ViewOptions{}, large(seed, rules, 2+rules/40)...), "p")
			if !j.Possible {
				t.Fatalf("seed %d, %d rules: %s", seed, rules, j.Impossible)
			}
			for _, v := range j.Verdicts {
				seen[v.Outcome]++
				causes[v.Cause]++
			}
		}
	}
	if seen[Open] == 0 || seen[Respected] == 0 || causes[Silent] == 0 {
		t.Errorf("outcomes %v, causes %v: the cases are too simple to tell anything", seen, causes)
	}
}

func BenchmarkJudge(b *testing.B) {
	for _, size := range []struct{ rules, width int }{{20, 2}, {60, 2}, {60, 3}, {120, 3}} {
		b.Run(fmt.Sprintf("rules=%d/width=%d", size.rules, size.width), func(b *testing.B) {
			v := see(b, graph.ViewOptions{}, large(1, size.rules, size.width)...)
			p, _ := graph.Get[*graph.Proposal](v.Snapshot, "p")
			j, err := Judge(context.Background(), v, p)
			for b.Loop() {
				j, err = Judge(context.Background(), v, p)
			}
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(len(j.Verdicts)), "verdicts")
		})
	}
}
