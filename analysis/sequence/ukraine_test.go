package sequence

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/seed"
)

// TestUkraine compares the circles of the curated case with what follows by hand from the positions in force on the order
// of ceasefire and settlement. Ukraine and Europeans ask for a ceasefire at once, so before talks and before any withdrawal
// agreed in them. Russia asked in June 2024 for a withdrawal first; its memorandum of June 2025, which has a variant without,
// asks for no order by itself; from 28 December 2025 it asks for the agreement first. The United States asks for a ceasefire
// first up to 15 August 2025, for an agreement first from the next day, for a ceasefire from 21 October, for a
// withdrawal first from 20 November.
func TestUkraine(t *testing.T) {
	const (
		first      = "african-mission+china+eu+ukraine"
		summer     = "african-mission+china+eu+france+germany+ukraine"
		withdrawal = " ceasefire<withdrawal | russia withdrawal<ceasefire"
	)
	f, problems := seed.Read(seed.Ukraine, "ukraine")
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	s, err := graph.Empty().With(seed.NewPlan(graph.Empty(), f).Draft("t", "t"), time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{
		"2025-08-15": first + "+usa" + withdrawal,
		"2025-08-19": summer + " ceasefire<talks | usa talks<ceasefire\n" + summer + withdrawal,
		"2025-10-21": summer + "+usa" + withdrawal,
		"2025-11-20": summer + strings.Replace(withdrawal, "russia", "russia+usa", 1),
		"2026-06-30": summer + " ceasefire<talks | russia talks<ceasefire\n" + summer + strings.Replace(withdrawal, "russia", "russia+usa", 1),
	} {
		d, _ := graph.ParseDay(day)
		v, err := s.View(graph.ViewOptions{Negotiation: "ukraine", AsOf: d})
		if err != nil {
			t.Fatal(err)
		}
		q := find(t, v)
		var got []string
		for _, c := range q.Circles {
			var edges []string
			for _, e := range c.Edges {
				var parties []string
				for _, w := range e.Wants {
					parties = append(parties, w.Party.Key)
				}
				edges = append(edges, fmt.Sprintf("%s %s<%s", strings.Join(parties, "+"), e.Before.Key, e.After.Key))
			}
			got = append(got, strings.Join(edges, " | "))
		}
		if all := strings.Join(got, "\n"); all != want {
			t.Errorf("%s: circles\n%s\nwant\n%s", day, all, want)
		}
		if len(q.Inconsistent) > 0 {
			t.Errorf("%s: %s", day, q.Inconsistent[0].Explanation)
		}
		russia := q.Circles[len(q.Circles)-1].Edges[1]
		if !strings.HasSuffix(russia.Explanation, "; the Russian Federation has also named options without this order.") {
			t.Errorf("%s: Russia's other words are not told: %s", day, russia.Explanation)
		}
	}
}
