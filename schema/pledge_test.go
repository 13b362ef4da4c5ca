package schema

import (
	"encoding/json"
	"slices"
	"testing"

	"parley/graph"
	"parley/seed"
)

// A commitment is told of as of the day: no event later than that, planned or called off meets its trigger, and what is
// withdrawn later is pending still.
func TestLedger(t *testing.T) {
	f := example(t)
	f.put("commitments",
		&graph.Event{Key: "attack", Title: "An attack", Kind: graph.EventAttack, Status: graph.EventHeld, Date: graph.MustDate("2025-01-20")},
		&graph.Event{Key: "vote", Title: "A vote", Kind: graph.EventVote, Status: graph.EventPlanned, Date: graph.MustDate("2025-03")},
		&graph.Commitment{Key: "answer", By: "europe", To: []string{"russia"}, Kind: graph.Threat, Title: "An answer", Trigger: "An attack.", Consequence: "Sanctions.", Issue: "troops",
			Date: graph.MustDate("2025-01-05"), Deadline: graph.MustDate("2025-01"), Status: graph.CommitmentWithdrawn, StatusFrom: graph.MustDate("2025-03"), TriggeredBy: []string{"vote", "attack"}, Evidence: []string{"ex-europe-guarantee"}},
		&graph.Commitment{Key: "help", By: "europe", To: []string{"ukraine"}, Kind: graph.Promise, Title: "Help", Trigger: "A vote.", Consequence: "Help.", Issue: "troops", Status: graph.CommitmentPending, TriggeredBy: []string{"vote"}},
	)
	const query = `query($day:Date,$issues:[String!]){negotiation(key:"example" asOf:$day issues:$issues){ledger{nodes{commitmentKey status statusSure triggerState triggeredByKeys overdue}}}}`
	for _, tt := range []struct{ day, want string }{
		{"2025-01-19", `[{"commitmentKey":"answer","overdue":false,"status":"PENDING","statusSure":true,"triggerState":"EXPECTED","triggeredByKeys":["vote"]},
			{"commitmentKey":"help","overdue":false,"status":"PENDING","statusSure":true,"triggerState":"EXPECTED","triggeredByKeys":["vote"]}]`},
		{"2025-02-01", `[{"commitmentKey":"answer","overdue":true,"status":"PENDING","statusSure":true,"triggerState":"MET","triggeredByKeys":["attack"]},
			{"commitmentKey":"help","overdue":false,"status":"PENDING","statusSure":true,"triggerState":"EXPECTED","triggeredByKeys":["vote"]}]`},
		{"2025-03-15", `[{"commitmentKey":"answer","overdue":false,"status":"WITHDRAWN","statusSure":false,"triggerState":"MET","triggeredByKeys":["attack"]},
			{"commitmentKey":"help","overdue":false,"status":"PENDING","statusSure":true,"triggerState":"EXPECTED","triggeredByKeys":["vote"]}]`},
		{"2025-04-01", `[{"commitmentKey":"answer","overdue":false,"status":"WITHDRAWN","statusSure":true,"triggerState":"MET","triggeredByKeys":["attack"]},
			{"commitmentKey":"help","overdue":false,"status":"PENDING","statusSure":true,"triggerState":"NOT_ON_RECORD","triggeredByKeys":[]}]`},
	} {
		f.equal(f.ask(query, "negotiation.ledger.nodes", "day", tt.day), spaced(t, tt.want))
	}
	f.equal(f.ask(query, "negotiation.ledger.nodes", "issues", []any{"territory"}), `[]`)
	f.equal(f.ask(`{negotiation(key:"example" asOf:"2025-02-01"){ledger(overdue:true){totalCount nodes{explanation evidenceKeys byKey toKeys issueKey}} met:ledger(triggers:[MET]){totalCount} broken:ledger(statuses:[BROKEN]){totalCount}}}`, "negotiation"),
		`{"broken":{"totalCount":0},"ledger":{"nodes":[{"byKey":"europe","evidenceKeys":["ex-europe-guarantee"],"explanation":"The threat of Europe to Russia, “An answer”, made on 2025-01-05, is pending though its deadline, 2025-01, has passed: nothing on record says what became of it; its trigger is met by “An attack” (2025-01-20).","issueKey":"troops","toKeys":["russia"]}],"totalCount":1},"met":{"totalCount":1}}`)
	f.equal(f.ask(`{commitment(key:"answer"){status statusFrom triggeredBy{key}}}`, "commitment"), `{"status":"WITHDRAWN","statusFrom":"2025-03","triggeredBy":[{"key":"vote"},{"key":"attack"}]}`)
}

func TestLedgerPages(t *testing.T) {
	f := open(t, seeded(t, seed.Ukraine)...)
	walk := func(n int, backwards bool) []string {
		return f.walk(`{negotiation(key:"ukraine" asOf:"2026-06-30"){ledger(%s){%s}}}`, "negotiation.ledger", "commitmentKey", n, backwards, func() {})
	}
	whole := walk(500, false)
	if len(whole) < 10 || whole[0] != "usa-answer-by-thanksgiving-2025-11" {
		t.Fatalf("ledger %v: want what falls due first", whole)
	}
	for _, n := range []int{1, 4, len(whole)} {
		for _, backwards := range []bool{false, true} {
			if got := walk(n, backwards); !slices.Equal(got, whole) {
				t.Errorf("pages of %d, backwards %v: %v, want %v", n, backwards, got, whole)
			}
		}
	}
}

// spaced writes an answer as equal compares it, whatever its white space and the order of its members.
func spaced(t *testing.T, answer string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(answer), &v); err != nil {
		t.Fatal(err)
	}
	return text(t, v)
}
