package conflict_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"parley/analysis/conflict"
	"parley/graph"
)

// big is a negotiation of 40 issues and 20 parties with some 1,700 positions and 240 red lines.
func big(b *testing.B) *graph.View {
	g := generate(1)
	g.records, g.evidence, g.o = nil, nil, newOracle()
	n := &graph.Negotiation{Key: "talks", Title: "Talks"}
	g.put(n)
	for p := range 20 {
		key := fmt.Sprintf("p%02d", p)
		g.o.parties = append(g.o.parties, key)
		g.put(&graph.Party{Key: key, Name: key, Kind: graph.PartyState})
		n.Participants = append(n.Participants, graph.Participation{Party: key, Role: graph.RolePrincipal})
	}
	for i := range 40 {
		issue := &graph.Issue{Key: fmt.Sprintf("i%02d", i), Negotiation: "talks", Title: fmt.Sprintf("Matter %d", i), Question: "What?"}
		for o := range 6 {
			issue.Options = append(issue.Options, graph.Option{Key: fmt.Sprintf("o%d", o), Label: fmt.Sprintf("Choice %d", o)})
		}
		g.o.issues = append(g.o.issues, issue)
		g.put(issue)
	}
	g.statements()
	for i := range 1700 {
		g.position(i)
	}
	for i := range 240 {
		g.put(g.line(i))
	}
	return view(b, world(b, g.records...), graph.ViewOptions{Negotiation: "talks", AsOf: day(lastDay)})
}

func BenchmarkFind(b *testing.B) {
	v := big(b)
	n := 0
	for b.Loop() {
		found, err := conflict.Find(context.Background(), v)
		var cut *conflict.Incomplete
		if err != nil && !errors.As(err, &cut) {
			b.Fatal(err)
		}
		n = len(found)
	}
	b.ReportMetric(float64(n), "conflicts")
}
