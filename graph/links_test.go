package graph_test

import (
	"testing"

	"parley/graph"
)

func TestCheckLinksTellsOfInvalidRecordsToo(t *testing.T) {
	start := 3
	records := []graph.Record{
		&graph.Source{Key: "s", Text: "words"}, // without a title
		&graph.Statement{Key: "half", Source: "s", Quotation: &graph.Quotation{Exact: "words", Start: &start}},
		&graph.Statement{Key: "none"},
		&graph.Statement{Key: "orphan", Source: "s", Quotation: &graph.Quotation{Exact: "others"}},
		&graph.Statement{Key: "stray", Source: "t"},
	}
	got := graph.Empty().CheckLinks(records)
	want := []string{
		"statement/orphan: quotation.exact: orphan: these words, with this prefix and suffix, are not in the text",
		`statement/stray: source: unknown source "t" (did you mean "s"?)`,
	}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i].String() != want[i] {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
	if graph.Empty().Count(graph.KindSource) != 0 {
		t.Error("the empty graph has a source")
	}
}
