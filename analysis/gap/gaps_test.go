package gap

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

func showGap(g Gap) string {
	s := fmt.Sprintf("%s/%s %s", g.Party.Key, g.Issue.Key, g.Kind)
	for _, o := range g.Options {
		s += " " + o.Key
	}
	if g.Last != nil {
		s += " last:" + g.Last.Key
	}
	for _, p := range g.Conditional {
		s += " if:" + p.Key
	}
	for _, q := range g.Inquiries {
		s += " asked:" + q.Key
	}
	return s
}

func showGaps(list []Gap) string {
	var words []string
	for _, g := range list {
		words = append(words, showGap(g))
	}
	return strings.Join(words, "; ")
}

// TestGapsOfEveryKind has each kind of nothing once: none may look like another.
func TestGapsOfEveryKind(t *testing.T) {
	earlier := position("earlier", "b", "x", graph.StanceDeclined)
	earlier.From = graph.MustDate("2025-01")
	later := position("later", "b", "x", graph.StanceOpen, "x2", "x3")
	later.From = graph.MustDate("2025-02")
	conditional := position("conditional", "c", "y", graph.StanceAccepts, "y1")
	conditional.Condition = graph.Patterns{{"x": {"x1"}}}
	v := see(t, graph.ViewOptions{}, frame(
		earlier, later,
		&graph.Party{Key: "d", Name: "D", Kind: graph.PartyState}, &graph.Party{Key: "e", Name: "E", Kind: graph.PartyState},
		position("a1", "a", "x", graph.StancePrefers, "x1"), position("a2", "a", "x", graph.StanceUnclear, "x2"),
		position("a3", "a", "y", graph.StanceDemands, "y2"),
		&graph.RedLine{Key: "b1", Party: "b", Title: "B", Forbids: graph.Patterns{{"y": {"y1"}}}},
		conditional,
		position("d1", "d", "x", graph.StanceDenied, "x1"), position("e1", "e", "x", graph.StanceDeclined),
		&graph.Inquiry{Key: "q", Party: "c", Issue: "x", Date: graph.MustDate("2025-05"), Searched: []string{"archive"}},
		&graph.Inquiry{Key: "too-late", Party: "c", Issue: "y", Date: graph.MustDate("2026-05"), Searched: []string{"archive"}},
	)...)
	g := Find(v)
	if got, want := showGaps(g.Cells), strings.Join([]string{
		"b/x unclear x1 x2 x3 last:later",
		"c/x not-found x1 x2 x3 asked:q",
		"c/y other-options-only y1 y2 if:conditional",
		"d/x denied x1 x2 x3 last:d1",
		"d/y not-researched y1 y2",
		"e/x declined x1 x2 x3 last:e1",
		"e/y not-researched y1 y2",
	}, "; "); got != want {
		t.Errorf("cells:\n got %s\nwant %s", got, want)
	}
	if got, want := showGaps(g.PartlySilent), "a/x unclear x2 last:a2; a/x other-options-only x3; b/y other-options-only y2"; got != want {
		t.Errorf("partly silent:\n got %s\nwant %s", got, want)
	}
	want := Counts{Cells: 10, Silent: 7, Partly: 2, Records: 9, ByKind: []KindCount{
		{graph.SilenceNotResearched, 2}, {graph.SilenceNotFound, 1}, {graph.SilenceUnclear, 2},
		{graph.SilenceDeclined, 1}, {graph.SilenceDenied, 1}, {graph.SilenceOtherOptions, 3},
	}}
	if got := fmt.Sprint(g.Counts); got != fmt.Sprint(want) {
		t.Errorf("counts %s, want %s", got, fmt.Sprint(want))
	}
}

func TestEvidence(t *testing.T) {
	rests := func(key string, statements ...string) *graph.Position {
		p := position(key, "a", "x", graph.StancePrefers, "x1")
		p.Evidence = statements
		return p
	}
	line := func(key string, statements ...string) *graph.RedLine {
		return &graph.RedLine{Key: key, Party: "b", Title: "B", Forbids: graph.Patterns{{"y": {"y1"}}}, Evidence: statements}
	}
	v := see(t, graph.ViewOptions{Scenario: "s"}, frame(
		&graph.Source{Key: "agency", Title: "Agency report"},
		&graph.Source{Key: "copy", Title: "Copy", Origin: "agency"}, &graph.Source{Key: "copy-of-copy", Title: "Copy of a copy", Origin: "copy"},
		statement("one", "copy", "2025-11"), statement("two", "copy-of-copy", "2025-12-01"), statement("three", "paper", "2025-12"),
		statement("old", "paper", "2024"), statement("year-old", "agency", "2025-01-01"), statement("older", "agency", "2024-12-31"),
		statement("open", "agency", "2020/.."), statement("future", "agency", "2026-03"),
		rests("copies", "one", "two"), rests("independent", "one", "three"), rests("nothing"), rests("old", "old", "older"),
		rests("in-time", "year-old", "older"), rests("going-on", "open"), rests("foretold", "future"), rests("foretold-and-older", "older", "future"),
		rests("soon-independent", "three", "future"),
		line("bare"), line("single", "three"),
		&graph.Scenario{Key: "s", Negotiation: "n", Title: "S", Adds: []graph.RedLine{*line("supposed")}},
	)...)
	g := Find(v)
	names := func(records []graph.Record) string {
		var words []string
		for _, r := range records {
			words = append(words, r.Ref().Key)
		}
		return strings.Join(words, " ")
	}
	if got, want := names(g.NoEvidence), "foretold nothing bare"; got != want {
		t.Errorf("without evidence: %s, want %s", got, want)
	}
	if got, want := names(g.SingleOrigin), "copies foretold-and-older going-on in-time soon-independent single"; got != want {
		t.Errorf("single origin: %s, want %s", got, want)
	}
	var stale []string
	for _, s := range g.Stale {
		stale = append(stale, s.Record.Ref().Key+" "+s.Last.String())
	}
	if got, want := strings.Join(stale, ", "), "foretold-and-older 2024-12-31, old 2024-12-31"; got != want {
		t.Errorf("stale: %s, want %s", got, want)
	}
}
