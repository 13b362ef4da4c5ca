package schema

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

// TestGaps holds that a gap is told as a number where the explanation tells one, and only there.
func TestGaps(t *testing.T) {
	f := example(t)
	f.put("a quantity", &graph.Issue{Key: "cap", Negotiation: "example", Title: "Size", Question: "How many?", Scale: graph.Quantity, Unit: "tonnes"},
		&graph.Position{Key: "high", Party: "ukraine", Issue: "cap", Stance: graph.StanceDemands, Options: []string{"3000..4000"}},
		&graph.Position{Key: "low", Party: "russia", Issue: "cap", Stance: graph.StanceDemands, Options: []string{"<=2000"}},
		&graph.Position{Key: "next", Party: "europe", Issue: "cap", Stance: graph.StancePrefers, Options: []string{"2500"}},
	)
	gaps := 0
	for _, c := range f.ask(`{negotiation(key:"example"){conflicts{nodes{gap gapUnit explanation}}}}`, "negotiation.conflicts.nodes").([]any) {
		gap, told := at(c, "gap").(float64)
		if told {
			gaps++
			f.equal(at(c, "gapUnit"), `"tonnes"`)
		}
		words := at(c, "explanation").(string)
		if told != strings.Contains(words, " apart)") || told && !strings.Contains(words, fmt.Sprintf("(they are %.0f tonnes apart)", gap)) {
			t.Errorf("gap %v: %s", gap, words)
		}
	}
	if gaps != 3 {
		t.Errorf("%d gaps", gaps)
	}
}
