package schema

import (
	"testing"

	"parley/graph"
)

// A plan's sentences are English for every stance and answer that is no verb.
func TestEntitled(t *testing.T) {
	s := graph.Empty()
	for _, tt := range []struct {
		record graph.Record
		want   string
	}{
		{&graph.Position{Party: "alba", Issue: "access", Stance: graph.StanceOpen, Options: []string{"all"}}, "alba is open to all (access)"},
		{&graph.Position{Party: "alba", Issue: "access", Stance: graph.StanceOpen}, "alba is open (access)"},
		{&graph.Position{Party: "alba", Issue: "access", Stance: graph.StanceUnclear, Options: []string{"all"}}, "alba is unclear on all (access)"},
		{&graph.Position{Party: "alba", Issue: "access", Stance: graph.StanceDeclined, Options: []string{"all"}}, "alba has declined to say on all (access)"},
		{&graph.Position{Party: "alba", Issue: "access", Stance: graph.StanceDemands, Options: []string{"all"}}, "alba demands all (access)"},
		{&graph.Response{Party: "alba", Proposal: "plan", Answer: graph.AnswerReview}, "alba is studying (plan)"},
		{&graph.Response{Party: "alba", Proposal: "plan", Answer: graph.AnswerNone}, "alba has not answered (plan)"},
		{&graph.Response{Party: "alba", Proposal: "plan", Answer: graph.AnswerRejects}, "alba rejects (plan)"},
	} {
		if got := entitled(s, tt.record); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
