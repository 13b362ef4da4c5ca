package graph_test

import (
	"slices"
	"testing"

	"parley/graph"
)

func TestParseRange(t *testing.T) {
	for in, want := range map[string]string{
		"600000": "600000", "<5": "<5", "<= 5": "<=5", ">5": ">5", ">=5": ">=5", "1..5": "1..5", "-1.5..2": "-1.5..2",
		">1..<5": ">1..<5", "5..5": "5", "0": "0", "-0": "0", "-0.0..1": "0..1", "007.50": "7.5",
		"999999999999999": "999999999999999", "-99999999999999.9": "-99999999999999.9", "0.00000000000001": "0.00000000000001",
	} {
		r, err := graph.ParseRange(in)
		if err != nil || r.String() != want {
			t.Errorf("ParseRange(%q) = %s, %v; want %s", in, r, err, want)
		}
		if again, err := graph.ParseRange(r.String()); err != nil || again != r {
			t.Errorf("%s does not read back: %v, %v", r, again, err)
		}
	}
	for _, bad := range []string{"", "many", "5..1", "..", "<", "<5..6", "NaN", "inf", "1..", ">5..<5", "5-6",
		"0x10", "0x1p4", "1e3", "+5", "1_000", ".5", "5.", "--5", "1 000", "Inf", "1000000000000000", "0.000000000000001", "٣"} {
		if r, err := graph.ParseRange(bad); err == nil {
			t.Errorf("ParseRange(%q) = %s, want an error", bad, r)
		}
	}
}

// The numbers on record cut a quantity into ranges; a position covers the ranges that lie wholly in its own.
func TestQuantityOptions(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(append(small(),
		&graph.Issue{Key: "troops", Negotiation: "talks", Title: "Troops", Question: "How many?", Scale: graph.Quantity, Unit: "soldiers"},
		&graph.Position{Key: "n", Party: "north", Issue: "troops", Stance: graph.StanceDemands, Options: []string{">=800"}},
		&graph.RedLine{Key: "s", Party: "south", Title: "Ceiling", Forbids: graph.Patterns{{"troops": {">600"}}}})...))
	v, err := s.View(graph.ViewOptions{Negotiation: "talks", AsOf: day("2025-08-20")})
	if err != nil {
		t.Fatal(err)
	}
	i, _ := v.Issue("troops")
	var keys []string
	for _, o := range i.Options {
		keys = append(keys, o.Key)
	}
	if want := []string{"<=600", ">600..<800", ">=800"}; !slices.Equal(keys, want) {
		t.Fatalf("ranges = %v, want %v", keys, want)
	}
	north, _ := i.Stand("north")
	south, _ := i.Stand("south")
	if north.Demands != 0b100 || south.Forbids != 0b110 {
		t.Errorf("north demands %b, south forbids %b; want 100 and 110", north.Demands, south.Forbids)
	}
	if !north.Demands.Within(south.Forbids) {
		t.Error("what north demands is not seen to be within what south forbids")
	}
}
