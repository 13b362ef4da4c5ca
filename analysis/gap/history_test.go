package gap

import (
	"fmt"
	"testing"

	"parley/graph"
)

// TestSilenceHasAHistory: since when, when last asked, when last looked for, how much there is to look in.
func TestSilenceHasAHistory(t *testing.T) {
	spoke := position("spoke", "a", "x", graph.StanceDemands, "x1")
	spoke.From, spoke.To = graph.MustDate("2025-02-01"), graph.MustDate("2025-03-31")
	again := position("again", "a", "x", graph.StanceAccepts, "x2")
	again.From, again.To = graph.MustDate("2025-05-01"), graph.MustDate("2025-05-09")
	declined := position("declined", "b", "x", graph.StanceDeclined)
	declined.From, declined.To = graph.MustDate("2025-04"), graph.MustDate("2025-06-30")
	declinedSooner := position("declined-sooner", "b", "x", graph.StanceDeclined)
	declinedSooner.From, declinedSooner.To = graph.MustDate("2025-01-05"), graph.MustDate("2025-01-31")
	vague := position("vague", "b", "y", graph.StanceUnclear)
	vague.From, vague.Evidence = graph.MustDate("2025-07-01"), []string{"older", "word", "future"}
	of := func(st *graph.Statement, party string) *graph.Statement { st.Party = party; return st }
	v := see(t, graph.ViewOptions{}, frame(
		spoke, again, declined, declinedSooner, vague,
		of(statement("older", "paper", "2025-06-30"), "b"), of(statement("word", "paper", "2025-07-01"), "b"),
		of(statement("future", "paper", "2026-02"), "b"), of(statement("hers", "paper", "2025-01"), "a"),
		&graph.Inquiry{Key: "q1", Party: "c", Issue: "x", Date: graph.MustDate("2025-03"), Searched: []string{"archive"}},
		&graph.Inquiry{Key: "q2", Party: "c", Issue: "x", Date: graph.MustDate("2025-02-15"), Searched: []string{"archive"}},
	)...)
	want := map[string]string{
		"a/x": "since 2025-05-10 asked - searched - of 1",
		"a/y": "since never asked - searched - of 1",
		"b/x": "since never asked 2025-04 searched - of 2",
		"b/y": "since never asked - searched - of 2 word",
		"c/x": "since never asked - searched 2025-03 of 0",
		"c/y": "since never asked - searched - of 0",
	}
	for _, g := range Find(v).Cells {
		cell := g.Party.Key + "/" + g.Issue.Key
		if got := showHistory(g); got != want[cell] {
			t.Errorf("%s: got %s, want %s", cell, got, want[cell])
		}
		delete(want, cell)
	}
	if len(want) > 0 {
		t.Errorf("not silent: %v", want)
	}
}

// TestSilentInPartHasAHistoryOfItsOwn: what was once said of some of the options ends their silence then, not that of
// the others.
func TestSilentInPartHasAHistoryOfItsOwn(t *testing.T) {
	ended := position("ended", "a", "x", graph.StanceOpposes, "x3")
	ended.From, ended.To = graph.MustDate("2025-02-01"), graph.MustDate("2025-03-31")
	unclear := position("unclear", "a", "x", graph.StanceUnclear, "x2")
	v := see(t, graph.ViewOptions{}, frame(ended, unclear, position("now", "a", "x", graph.StanceAccepts, "x1"))...)
	for _, g := range Find(v).PartlySilent {
		want := map[graph.SilenceKind]string{
			graph.SilenceUnclear:      "since never asked - searched - of 0",
			graph.SilenceOtherOptions: "since 2025-04-01 asked - searched - of 0",
		}[g.Kind]
		if got := showHistory(g); got != want {
			t.Errorf("%s: got %s, want %s", g.Kind, got, want)
		}
	}
}

func showHistory(g Gap) string {
	day := func(d graph.Date) string {
		if d.IsZero() {
			return "-"
		}
		return d.String()
	}
	since := g.Since.String()
	if g.Never() {
		since = "never"
	}
	words := fmt.Sprintf("since %s asked %s searched %s of %d", since, day(g.LastAsked), day(g.LastSearched), g.Material)
	if g.Word != nil {
		words += " " + g.Word.Key
	}
	return words
}
