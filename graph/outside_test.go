package graph_test

import (
	"testing"

	"parley/graph"
)

// A key of another negotiation is told to be that, and only keys of the one asked about are suggested.
func TestKeysOfAnotherNegotiation(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(
		&graph.Negotiation{Key: "a", Title: "A"}, &graph.Negotiation{Key: "b", Title: "B"},
		&graph.Issue{Key: "access", Negotiation: "b", Title: "T", Question: "?", Options: []graph.Option{{Key: "x", Label: "X"}, {Key: "y", Label: "Y"}}},
		&graph.Issue{Key: "border", Negotiation: "a", Title: "T", Question: "?", Options: []graph.Option{{Key: "x", Label: "X"}, {Key: "y", Label: "Y"}}},
		&graph.Scenario{Key: "what-if", Negotiation: "b", Title: "T", Assumes: graph.Pattern{"access": {"x"}}},
	))
	for _, tt := range []struct {
		options graph.ViewOptions
		want    string
	}{
		{graph.ViewOptions{Issues: []string{"access"}}, "issue access belongs to negotiation b, not to a"},
		{graph.ViewOptions{Issues: []string{"acess"}}, `unknown issue "acess" in negotiation a`},
		{graph.ViewOptions{Issues: []string{"bordr"}}, `unknown issue "bordr" (did you mean "border"?) in negotiation a`},
		{graph.ViewOptions{Scenario: "what-if"}, "scenario what-if belongs to negotiation b, not to a"},
		{graph.ViewOptions{Scenario: "what-is"}, `unknown scenario "what-is" in negotiation a`},
	} {
		tt.options.Negotiation, tt.options.AsOf = "a", day("2025-01-01")
		if _, err := s.View(tt.options); graph.CodeOf(err) != graph.CodeNotFound || err.Error() != tt.want {
			t.Errorf("got %v, want %s", err, tt.want)
		}
	}
}
