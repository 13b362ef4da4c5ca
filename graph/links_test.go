package graph_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
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
		`statement/stray: source: unknown source "t"`,
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

func TestARecordWithoutAKeySupersedesNothing(t *testing.T) {
	for _, r := range []graph.Record{&graph.Position{}, &graph.RedLine{}} {
		for _, f := range graph.Empty().CheckLinks([]graph.Record{r}) {
			t.Errorf("%T: %s", r, f)
		}
	}
}

// A fault of a circle is of each record in it and of no other, and names the way round from there.
func TestCirclesAgainstFollowingEachChain(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 4))
		n := 1 + r.IntN(9)
		to := map[string]string{}
		var records []graph.Record
		for i := range n {
			p := &graph.Position{Key: fmt.Sprint("p", i), Party: "north", Issue: "border", Stance: graph.StanceOpen, From: graph.MustDate("2025")}
			if r.IntN(5) > 0 {
				p.Supersedes = fmt.Sprint("p", r.IntN(n))
			}
			to[p.Key] = p.Supersedes
			records = append(records, p)
		}
		want := map[string]string{}
		for start := range to {
			way := []string{start}
			for at := to[start]; at != "" && len(way) <= n; at = to[at] {
				if way = append(way, at); at == start {
					want[start] = "position/" + start + ": supersedes: goes round in a circle: " + strings.Join(way, " -> ")
					break
				}
			}
		}
		got := map[string]string{}
		for _, f := range mustWith(t, graph.Empty(), put(small()...)).CheckLinks(records) {
			if got[f.Ref.Key] != "" {
				t.Fatalf("seed %d: %s twice", seed, f.Ref)
			}
			got[f.Ref.Key] = f.String()
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("seed %d:\n got %v\nwant %v", seed, got, want)
		}
	}
}

// How much memory a change takes says how much of the graph was gone through: it grows with the change, never with
// its square, and not at all with what merely names a record that was renamed.
func TestCheckingGrowsWithTheChange(t *testing.T) {
	base := mustWith(t, graph.Empty(), put(append(small(),
		&graph.Issue{Key: "cap", Negotiation: "talks", Title: "Cap", Question: "How many?", Scale: graph.Quantity, Unit: "men"})...))
	many := func(n int, each func(i int) graph.Record) graph.Draft {
		var records []graph.Record
		for i := range n {
			records = append(records, each(i))
		}
		return put(records...)
	}
	statement := func(i int) graph.Record {
		return &graph.Statement{Key: fmt.Sprint("number-", i), Source: "gazette", Party: "north", Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025"), Paraphrase: "x"}
	}
	rename := put(party("north", "North!"), &graph.Source{Key: "gazette", Title: "Gazette!"})
	for _, tt := range []struct {
		name string
		work func(n int) func()
		grow float64 // at most so many times as much for four times n
	}{
		{"positions on a quantity", func(n int) func() {
			d := many(n, func(i int) graph.Record {
				return &graph.Position{Key: fmt.Sprint("p", i), Party: "north", Issue: "cap", Stance: graph.StanceAccepts, Options: []string{fmt.Sprint("<=", i%9)}}
			})
			return func() { mustWith(t, base, d) }
		}, 6},
		{"a chain", func(n int) func() {
			d := many(n, func(i int) graph.Record {
				p := &graph.Position{Key: fmt.Sprint("p", i), Party: "north", Issue: "border", Stance: graph.StanceOpen, From: graph.DateOf(graph.Day(i))}
				if i > 0 {
					p.Supersedes = fmt.Sprint("p", i-1)
				}
				return p
			})
			return func() { mustWith(t, base, d) }
		}, 6},
		{"renaming what many name", func(n int) func() {
			s := mustWith(t, base, many(n, statement))
			return func() { mustWith(t, s, rename) }
		}, 1.5},
		{"misspelt names", func(n int) func() {
			s := mustWith(t, base, many(n, statement))
			d := many(n/4, func(i int) graph.Record {
				return &graph.Position{Key: fmt.Sprint("p", i), Party: "north", Issue: "border", Stance: graph.StanceOpen, Evidence: []string{fmt.Sprint("nubmer-", i)}}
			})
			return func() {
				if _, err := s.With(d, noon); !strings.Contains(err.Error(), `(did you mean "number-0"?)`) {
					t.Error(err)
				}
			}
		}, 6},
	} {
		few, lots := testing.AllocsPerRun(2, tt.work(100)), testing.AllocsPerRun(2, tt.work(400))
		if lots > tt.grow*few {
			t.Errorf("%s: %.0f allocations for 100, %.0f for 400", tt.name, few, lots)
		}
	}
}

func TestChangesThatBreakWhatNamesThem(t *testing.T) {
	date := graph.MustDate
	line := func(key, on string) *graph.RedLine {
		return &graph.RedLine{Key: key, Party: "north", Title: key, Forbids: graph.Patterns{{on: {map[string]string{"border": "river", "fish": "ours"}[on]}}}, From: date("2025-02")}
	}
	next := line("next", "border")
	next.Supersedes = "line"
	s := mustWith(t, graph.Empty(), put(append(append(small(), other()...),
		line("line", "border"), next,
		&graph.Scenario{Key: "if", Negotiation: "talks", Title: "If", Relaxes: []string{"line"}, Adds: []graph.RedLine{{Key: "added", Party: "west", Title: "A", Forbids: graph.Patterns{{"border": {"coast"}}}}}},
		&graph.Proposal{Key: "plan", Negotiation: "talks", Title: "Plan", Date: date("2025-02"), Status: graph.ProposalTabled},
		&graph.Response{Key: "r", Party: "north", Proposal: "plan", Answer: graph.AnswerRejects, Date: date("2025-03")},
		&graph.Source{Key: "doc", Title: "Doc", Text: "never say never"},
		&graph.Statement{Key: "quoted", Source: "doc", Attribution: graph.AttributionOfficial, Said: date("2025"), Paraphrase: "P", Quotation: &graph.Quotation{Exact: "say never"}},
	)...))
	later, elsewhere, moved := line("line", "border"), line("line", "fish"), line("line", "border")
	later.From, moved.Party = date("2025-04"), "south"
	for _, tt := range []struct {
		name                 string
		put                  graph.Record
		record, field, words string
	}{
		{"a line begins later than its successor", later, "red-line/next", "from", "before what it supersedes begins"},
		{"a line becomes another party's", moved, "red-line/next", "supersedes", "same party"},
		{"a line moves to another case", elsewhere, "scenario/if", "relaxes[0]", "belongs to negotiation other"},
		{"a proposal was tabled later than it was answered", &graph.Proposal{Key: "plan", Negotiation: "talks", Title: "Plan", Date: date("2025-05"), Status: graph.ProposalTabled},
			"response/r", "date", "before the proposal was tabled"},
		{"a text loses the words quoted", &graph.Source{Key: "doc", Title: "Doc", Text: "never"}, "statement/quoted", "quotation.exact", "orphan"},
		{"an issue moves to another case", &graph.Issue{Key: "border", Negotiation: "other", Title: "Border", Question: "?",
			Options: []graph.Option{{Key: "river", Label: "River"}, {Key: "ridge", Label: "Ridge"}, {Key: "coast", Label: "Coast"}}},
			"scenario/if", "adds[0].forbids[0].border", "belongs to negotiation other"},
		{"a line under the key of one that a scenario adds", line("added", "border"), "red-line/added", "key", `scenario if adds a red line "added"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := s.With(put(tt.put), noon)
			wantFault(t, err, tt.record, tt.field, tt.words)
		})
	}
	// The scenario and the line in one draft: one of the two is told, once.
	_, err := s.With(put(line("x", "border"), &graph.Scenario{Key: "other-if", Negotiation: "talks", Title: "If", Adds: []graph.RedLine{*line("x", "border")}}), noon)
	if want := `scenario/other-if: adds[0].key: red line "x" is on record: give the added one its own key`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
