package conflict_test

import (
	"context"
	"fmt"
	"time"

	"parley/analysis/conflict"
	"parley/graph"
)

// A demand that runs into a red line.
func Example() {
	talks := graph.Draft{Actor: "analyst", Reason: "first sketch", Ops: []graph.Op{
		{Put: &graph.Negotiation{Key: "talks", Title: "Talks"}},
		{Put: &graph.Party{Key: "ukraine", Name: "Ukraine", Kind: graph.PartyState}},
		{Put: &graph.Party{Key: "russia", Name: "Russia", Kind: graph.PartyState}},
		{Put: &graph.Issue{Key: "troops", Negotiation: "talks", Title: "Foreign troops in Ukraine", Question: "Which?", Options: []graph.Option{
			{Key: "none", Label: "No foreign troops"}, {Key: "european", Label: "European force"}}}},
		{Put: &graph.Position{Key: "force", Party: "ukraine", Issue: "troops", Stance: graph.StanceDemands, Options: []string{"european"}}},
		{Put: &graph.RedLine{Key: "no-alliance", Party: "russia", Title: "No troops of NATO countries",
			Forbids: graph.Patterns{{"troops": {"european"}}}, From: graph.MustDate("2025-08-18")}},
	}}
	s, err := graph.Empty().With(talks, time.Date(2025, 8, 19, 0, 0, 0, 0, time.UTC))
	if err != nil {
		panic(err)
	}
	day, _ := graph.ParseDay("2025-08-20")
	v, err := s.View(graph.ViewOptions{Negotiation: "talks", AsOf: day})
	if err != nil {
		panic(err)
	}
	found, err := conflict.Find(context.Background(), v)
	if err != nil {
		panic(err)
	}
	for _, c := range found {
		fmt.Println(c.Severity, c.Kind, c.Score, "since", c.Since)
		fmt.Println(c.Explanation)
	}
	// Output:
	// blocking demand-crosses-red-line 45 since 2025-08-18
	// On “Foreign troops in Ukraine”, Ukraine demands “European force” (no source on record), which a red line of Russia, “No troops of NATO countries” (since 2025-08-18; no source on record), rules out.
}
