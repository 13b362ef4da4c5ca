package report

import (
	"strings"
	"testing"

	"parley/graph"
)

// The head of a report says which version it takes where sources disagree, and whether the record or the reader chose it.
func TestAReportStatesTheVersionsItTakes(t *testing.T) {
	said := func(key string) graph.Record {
		return &graph.Statement{Key: key, Source: "s", Attribution: graph.AttributionReported, Said: graph.MustDate("2025"), Paraphrase: key}
	}
	d := &graph.Dispute{Key: "d", Negotiation: "n", Title: "Which?", Over: graph.OverFact, Versions: []graph.Account{
		{Key: "a", Label: "This", Statements: []string{"t1"}}, {Key: "b", Label: "That", Statements: []string{"t2"}}}}
	decided := *d
	decided.Preferred, decided.Reason = "a", "closer"
	for _, c := range []struct {
		dispute *graph.Dispute
		prefer  map[string]string
		want    string
	}{
		{d, nil, ""},
		{&decided, nil, "“Which?” is answered with “This”, as preferred on record"},
		{&decided, map[string]string{"d": "b"}, "“Which?” is answered with “That”, as asked for this report"},
		{&decided, map[string]string{"d": ""}, "“Which?” is left open, as asked for this report: the statements of every version count"},
	} {
		s := snapshot(t, &graph.Negotiation{Key: "n", Title: "N"}, &graph.Source{Key: "s", Title: "S"}, said("t1"), said("t2"), c.dispute)
		v, err := s.View(graph.ViewOptions{Negotiation: "n", AsOf: day(t, "2025-06-01"), Prefer: c.prefer})
		if err != nil {
			t.Fatal(err)
		}
		doc := &Document{}
		viewFacts(doc, v)
		got := ""
		for _, f := range doc.Facts {
			if strings.HasPrefix(f.Name, "Where sources") {
				got = f.Value
			}
		}
		if got != c.want {
			t.Errorf("prefer %v: %q, want %q", c.prefer, got, c.want)
		}
	}
}
