package change

import (
	"fmt"
	"testing"

	"parley/graph"
)

// A red line that falls because sources disagree, and the version that tells of it was found wanting, falls by the
// dispute: the line, its statement and the source are what they were.
func TestDeltaNamesTheDisputeThatWasDecided(t *testing.T) {
	base, r5 := worked()
	r5.Evidence = []string{"s1"}
	undecided := &graph.Dispute{Key: "which", Negotiation: "n", Title: "Which?", Over: graph.OverFact, Versions: []graph.Account{
		{Key: "a", Label: "A", Statements: []string{"s1"}}, {Key: "b", Label: "B", Statements: []string{"s2"}}}}
	decided := *undecided
	decided.Preferred, decided.Reason = "b", "closer to the words"
	d := newDiary(t, append(base, statement("s1", "paper", "2025-03-01"), statement("s2", "record", "2025-03-01"), r5, undecided)...)
	d.put(&decided)
	got := show(d.delta(graph.ViewOptions{}, "2025-06-01", "2025-06-01", d.before()))
	if want := fmt.Sprintf(frees, "dispute/which corrected 2"); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
