package graph_test

import (
	"strings"
	"testing"

	"parley/graph"
)

func TestAClaimNamesWhatItIsAbout(t *testing.T) {
	for _, tt := range []struct {
		name  string
		claim graph.Claim
		want  string
	}{
		{"no deal", graph.Claim{Kind: graph.ClaimNoDeal, Parties: []string{"north"}}, ""},
		{"a text", graph.Claim{Kind: graph.ClaimCrosses, Parties: []string{"north"}, Proposal: "plan"}, ""},
		{"a conflict", graph.Claim{Kind: graph.ClaimConflict, Parties: []string{"north", "south"}, Issue: "border"}, ""},
		{"a text that is not named", graph.Claim{Kind: graph.ClaimCrosses, Parties: []string{"north"}}, "claim.proposal: is missing"},
		{"a conflict on nothing", graph.Claim{Kind: graph.ClaimConflict, Parties: []string{"north", "south"}}, "claim.issue: is missing"},
		{"a conflict of one", graph.Claim{Kind: graph.ClaimConflict, Parties: []string{"north"}, Issue: "border"}, "claim.parties: names one party"},
		{"a deal on an issue", graph.Claim{Kind: graph.ClaimDeal, Parties: []string{"north"}, Issue: "border"}, "claim.issue: has no place"},
		{"a kind nobody knows", graph.Claim{Kind: "no-dael", Parties: []string{"north"}, Issue: "border"}, "claim.kind: unknown word"},
	} {
		a := &graph.Assessment{Key: "a", Negotiation: "talks", Institution: "I", Date: graph.MustDate("2025-01-01"), Text: "T.", Claim: &tt.claim}
		var got []string
		for _, f := range graph.Validate(a) {
			got = append(got, f.String())
		}
		if text := strings.Join(got, "; "); !strings.Contains(text, tt.want) || (tt.want == "") != (text == "") || len(got) > 1 {
			t.Errorf("%s: got %q, want %q", tt.name, text, tt.want)
		}
	}
}
