package graph_test

import (
	"slices"
	"testing"

	"parley/graph"
)

func TestLabelsAndGapOfAQuantity(t *testing.T) {
	records := append(small(),
		&graph.Issue{Key: "cap", Negotiation: "talks", Title: "Cap", Question: "How many?", Scale: graph.Quantity, Unit: "troops"},
		&graph.Position{Key: "low", Party: "north", Issue: "cap", Stance: graph.StanceDemands, Options: []string{"<=100"}},
		&graph.Position{Key: "high", Party: "south", Issue: "cap", Stance: graph.StanceDemands, Options: []string{"300..900", ">=500"}},
	)
	v, err := mustWith(t, graph.Empty(), put(records...)).View(graph.ViewOptions{Negotiation: "talks", AsOf: day("2025-08-01")})
	if err != nil {
		t.Fatal(err)
	}
	i, _ := v.Issue("cap")
	low, high := i.Set([]string{"<=100"}), i.Set([]string{"300..900", ">=500"})
	if got := i.Labels(low | high); !slices.Equal(got, []string{"<=100 troops", ">=300 troops"}) {
		t.Errorf("labels %q, want adjoining ranges as one", got)
	}
	if got := i.Gap(high, low); got != 200 {
		t.Errorf("gap %g, want 200", got)
	}
	for _, set := range []graph.OptionSet{0, low, low | high} {
		if got := i.Gap(low, set); got != 0 {
			t.Errorf("gap of %b and %b is %g, want none", low, set, got)
		}
	}
	border, _ := v.Issue("border")
	if got := border.Labels(0b101); !slices.Equal(got, []string{"River", "Coast"}) || border.Gap(1, 2) != 0 {
		t.Errorf("labels %q and gap %g of an issue that is no quantity", got, border.Gap(1, 2))
	}
}

func TestLinesOfAStand(t *testing.T) {
	records := append(small(),
		&graph.RedLine{Key: "old", Party: "north", Title: "Old", Forbids: graph.Patterns{{"border": {"coast"}}}},
		// It begins nobody knows when, so that what it supersedes never held.
		&graph.RedLine{Key: "new", Party: "north", Title: "New", Forbids: graph.Patterns{{"border": {"ridge"}}}, Supersedes: "old", From: graph.MustDate("../2025-01-01")},
		&graph.Scenario{Key: "if", Negotiation: "talks", Title: "If", Adds: []graph.RedLine{
			{Key: "a", Party: "north", Title: "Added", Forbids: graph.Patterns{{"water": {"split"}}}, MayForbid: graph.Patterns{{"border": {"river"}}}},
		}},
	)
	s := mustWith(t, graph.Empty(), put(records...))
	v, err := s.View(graph.ViewOptions{Negotiation: "talks", AsOf: day("2025-08-01"), Scenario: "if", Reading: graph.Broad})
	if err != nil {
		t.Fatal(err)
	}
	i, _ := v.Issue("border")
	st, _ := i.Stand("north")
	if len(st.RedLines) != 2 || st.RedLines[0].Key != "a" || st.Line(0) != 0b001 || st.RedLines[1].Key != "new" || st.Line(1) != 0b010 || st.Forbids != 0b011 {
		t.Errorf("%d lines, forbids %b: want a for the river, new for the ridge", len(st.RedLines), st.Forbids)
	}
	old, _ := graph.Get[*graph.RedLine](s, "old")
	if first, last := v.Period(old); first <= last {
		t.Errorf("the old line holds from %s to %s, want never", first, last)
	}
}
