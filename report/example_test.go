package report_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"parley/graph"
	"parley/report"
)

func ExampleWrite() {
	snapshot, err := graph.Empty().With(graph.Draft{Actor: "example", Reason: "two seats", Ops: []graph.Op{
		{Put: &graph.Negotiation{Key: "case", Title: "Where to meet"}},
		{Put: &graph.Party{Key: "north", Name: "North", Kind: graph.PartyState}},
		{Put: &graph.Party{Key: "south", Name: "South", Kind: graph.PartyState}},
		{Put: &graph.Issue{Key: "seat", Negotiation: "case", Title: "The seat", Question: "Where do the parties meet?",
			Options: []graph.Option{{Key: "geneva", Label: "Geneva"}, {Key: "istanbul", Label: "Istanbul"}}}},
		{Put: &graph.Position{Key: "n", Party: "north", Issue: "seat", Stance: graph.StanceDemands, Options: []string{"geneva"}}},
		{Put: &graph.Position{Key: "s", Party: "south", Issue: "seat", Stance: graph.StanceDemands, Options: []string{"istanbul"}}},
	}}, time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	view, err := snapshot.View(graph.ViewOptions{Negotiation: "case", AsOf: graph.MustDate("2025-01-31").Earliest()})
	if err != nil {
		fmt.Println(err)
		return
	}
	var text strings.Builder
	if err := report.Write(context.Background(), &text, view, "conflicts", "md"); err != nil {
		fmt.Println(err)
		return
	}
	_, bottomLine, _ := strings.Cut(text.String(), "## 1. Bottom line\n\n")
	lines := strings.SplitN(bottomLine, "\n", 3)
	fmt.Println(lines[0])
	fmt.Println(lines[1])
	// Output:
	// - Is there a deal? **Open:** no red line of the two parties asked about is in force in this view, and some package rests on no silence of theirs; that is no forecast.
	// - One serious conflict is on record, on one issue.
}
