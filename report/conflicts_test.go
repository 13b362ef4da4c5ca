package report

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
	"parley/seed"
)

func TestConflictsOfTheExample(t *testing.T) {
	s := snapshot(t, seeded(t, seed.Example)...)
	golden(t, "example-conflicts.md", write(t, view(t, s, graph.ViewOptions{Negotiation: "example", AsOf: day(t, "2025-02-01")})))
}

// views are the reports whose invariants are tested: the curated cases, and the fixture with everything in it,
// seen in several ways. They are made once.
func views(t *testing.T) map[string]*graph.View {
	t.Helper()
	if seen != nil {
		return seen
	}
	all := snapshot(t, everything()...)
	ukraine := snapshot(t, seeded(t, seed.Ukraine)...)
	seen = map[string]*graph.View{
		"example":  view(t, snapshot(t, seeded(t, seed.Example)...), graph.ViewOptions{Negotiation: "example", AsOf: day(t, "2025-02-01")}),
		"ukraine":  view(t, ukraine, graph.ViewOptions{Negotiation: "ukraine", AsOf: day(t, "2025-08-19")}),
		"later":    view(t, ukraine, graph.ViewOptions{Negotiation: "ukraine", AsOf: day(t, "2026-06-01"), Reading: graph.Broad}),
		"all":      view(t, all, graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01")}),
		"scenario": view(t, all, graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01"), Scenario: "what-if"}),
		"graded":   view(t, all, graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01"), Floor: graph.Floor{Reliability: "B", Credibility: 2}}),
		"narrowed": view(t, all, graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01"), Parties: []string{"alpha", "beta"}, Issues: []string{"river", "seat"}}),
		"two":      view(t, ukraine, graph.ViewOptions{Negotiation: "ukraine", AsOf: day(t, "2025-08-19"), Parties: []string{"russia", "ukraine"}}),
		"one":      view(t, ukraine, graph.ViewOptions{Negotiation: "ukraine", AsOf: day(t, "2025-08-19"), Issues: []string{"foreign-troops"}}),
		"bare":     view(t, ukraine, graph.ViewOptions{Negotiation: "ukraine", AsOf: day(t, "2025-08-19"), Parties: []string{"russia"}, Issues: []string{"missile-range"}}),
		"supposed": view(t, all, graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01"), Suppose: graph.Supposition{
			Relaxes: []string{"beta-river", "delta-future"},
			Adds:    []graph.RedLine{{Party: "delta", Title: "No seat at all", Forbids: graph.Patterns{{"seat": {"north", "south"}}}}}}}),
		"blocked": view(t, ukraine, graph.ViewOptions{Negotiation: "ukraine", AsOf: day(t, "2025-08-19"), Reading: graph.Broad}),
		"nothing": view(t, all, graph.ViewOptions{Negotiation: "case", AsOf: day(t, "1990-01-01")}),
	}
	return seen
}

var (
	seen  map[string]*graph.View
	built = map[*graph.View]*Document{}
)

// build makes the report of a view, once.
func build(t *testing.T, v *graph.View) *Document {
	t.Helper()
	if built[v] == nil {
		d, err := buildConflicts(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		built[v] = d
	}
	return built[v]
}

// Whoever is named in a sentence, an item or a row has a footnote there, or the mark that says why not. Tables that
// count the record need none: who conflicts with whom, and those with nothing but numbers after the name.
func TestEveryClaimAboutAPartyIsTraced(t *testing.T) {
	for name, v := range views(t) {
		section := ""
		for _, block := range build(t, v).Blocks {
			var claims []Text
			switch block := block.(type) {
			case Heading:
				if block.Level == 2 {
					section = block.Text
				}
			case Paragraph:
				if block.Text[0].Style != Emphasis { // an issue's question
					claims = []Text{block.Text}
				}
			case List:
				claims = block.Items
			case Table:
				if section == pairSection.heading() || !slices.ContainsFunc(block.Columns[1:], func(c Column) bool { return c.Align == Left }) {
					continue
				}
				for _, row := range block.Rows {
					claims = append(claims, joined(row, " | "))
				}
			}
			for _, claim := range claims {
				words := claim.String()
				named := slices.ContainsFunc(v.Parties, func(p *graph.Party) bool {
					short, _, _ := strings.Cut(p.Name, " (")
					return strings.Contains(words, short)
				})
				if named && !noted(claim) && !slices.Contains(claim, unsourced) && !slices.Contains(claim, supposition) && !slices.Contains(claim, background) {
					t.Errorf("%s, %s: no footnote: %s", name, section, words)
				}
			}
		}
	}
}

// noted reports whether a text refers to a footnote.
func noted(t Text) bool {
	return slices.ContainsFunc(t, func(s Span) bool { return s.Note > 0 })
}

// Footnotes are numbered in the order in which the text needs them, none is missing and none idle.
func TestFootnotesAreInOrder(t *testing.T) {
	for name, v := range views(t) {
		d := build(t, v)
		last := 0
		see := func(texts ...Text) {
			for _, text := range texts {
				for _, s := range text {
					if s.Note > last+1 {
						t.Errorf("%s: note %d comes before note %d", name, s.Note, last+1)
					}
					last = max(last, s.Note)
				}
			}
		}
		for _, block := range d.Blocks {
			switch block := block.(type) {
			case Paragraph:
				see(block.Text)
			case List:
				see(block.Items...)
			case Table:
				for _, row := range block.Rows {
					see(row...)
				}
			}
		}
		if last != len(d.Notes) {
			t.Errorf("%s: the text refers to %d notes of %d", name, last, len(d.Notes))
		}
	}
}

// Every table has a cell for every column, and headings never skip a level.
func TestDocumentsAreWellFormed(t *testing.T) {
	for name, v := range views(t) {
		level := 1
		for _, block := range build(t, v).Blocks {
			switch block := block.(type) {
			case Heading:
				if block.Level > level+1 || block.Level < 2 || block.Text == "" {
					t.Errorf("%s: heading %+v after level %d", name, block, level)
				}
				level = block.Level
			case Table:
				for _, row := range block.Rows {
					if len(row) != len(block.Columns) {
						t.Errorf("%s: a row of %d cells under %d columns: %v", name, len(row), len(block.Columns), row)
					}
				}
			}
		}
	}
}

func TestSameQuestionSameBytes(t *testing.T) {
	records := seeded(t, seed.Example)
	o := graph.ViewOptions{Negotiation: "example", AsOf: day(t, "2025-02-01")}
	first := snapshot(t, records...)
	want := write(t, view(t, first, o))
	if got := write(t, view(t, first, o)); got != want {
		t.Error("the second report differs from the first")
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for range 10 {
		rng.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		got := write(t, view(t, snapshot(t, records...), o))
		if seal.ReplaceAllString(got, "") != seal.ReplaceAllString(want, "") {
			t.Fatal("the order of the data shows in the report")
		}
	}
}

// Nothing is dropped: each conflict is explained, each red line and proposal has its row.
func TestNothingIsDropped(t *testing.T) {
	for name, v := range views(t) {
		text := write(t, v)
		has := func(what, words string) {
			if !strings.Contains(text, words) {
				t.Errorf("%s: %s is nowhere: %s", name, what, words)
			}
		}
		found, err := conflict.Find(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range conflict.Groups(v, found) {
			has("a conflict", " "+mdEscape(mdLine(g.Explanation)))
		}
		for _, l := range v.RedLines {
			has("a red line", "| "+mdEscape(l.Title))
		}
		for _, p := range settle.Proposals(v) {
			row := ""
			if v.ViewOptions.Issues == nil {
				row = "| "
			}
			has("a proposal", row+mdEscape(p.Title))
		}
	}
}

// The table of proposals counts what the details list, and details are told of the texts that stand alone.
func TestProposalsCountWhatTheyList(t *testing.T) {
	for name, v := range views(t) {
		counted, title := map[string][]string{}, ""
		d := build(t, v)
		at := slices.IndexFunc(d.Blocks, func(b Block) bool { h, ok := b.(Heading); return ok && h.Text == proposalSection.heading() })
		end := slices.IndexFunc(d.Blocks, func(b Block) bool { h, ok := b.(Heading); return ok && h.Text == movedSection.heading() })
		for _, block := range d.Blocks[at+1 : end] {
			switch block := block.(type) {
			case Heading:
				title = block.Text
				if counted[title] == nil {
					t.Errorf("%s: %s is told and not in the table", name, title)
				}
			case Table:
				lines, demands := 0, 0
				for _, row := range block.Rows {
					if title == "" {
						counted[row[0].String()] = mapped(row[4:7], Text.String)
						continue
					}
					lines, demands = lines+entries(row[2]), demands+entries(row[4])
				}
				if want := counted[title]; title != "" && want[0] != none && (want[0] != digits(lines) || want[2] != digits(demands)) {
					t.Errorf("%s: %s lists %d lines and %d demands, and counts %v", name, title, lines, demands, want)
				}
			}
		}
	}
}

// entries counts what a cell lists.
func entries(cell Text) int {
	if cell.String() == none {
		return 0
	}
	n := 1
	for _, s := range cell {
		if s.Text == "; " {
			n++
		}
	}
	return n
}

// A text is told in detail for a year, unless a later one replaces it.
func TestOnlyStandingTextsAreToldInDetail(t *testing.T) {
	ukraine := snapshot(t, seeded(t, seed.Ukraine)...)
	for _, tt := range []struct {
		asOf, title string
		told        bool
	}{
		{"2025-06-14", "Putin's terms at the Foreign Ministry", true}, // of 14 June 2024
		{"2025-06-15", "Putin's terms at the Foreign Ministry", false},
		{"2025-08-19", "Russian memorandum (Istanbul)", true},
		{"2025-08-19", "Package of measures (Minsk II)", false},
	} {
		got := write(t, view(t, ukraine, graph.ViewOptions{Negotiation: "ukraine", AsOf: day(t, tt.asOf)}))
		if !strings.Contains(got, "\n| "+mdEscape(tt.title)+" |") {
			t.Errorf("%s: %s is not in the table", tt.asOf, tt.title)
		}
		if told := strings.Contains(got, "\n### "+mdEscape(tt.title)+"\n"); told != tt.told {
			t.Errorf("%s: %s is told in detail: %v, want %v", tt.asOf, tt.title, told, tt.told)
		}
	}
	all := write(t, view(t, snapshot(t, everything()...), graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01")}))
	if strings.Contains(all, "### The plan\n") || !strings.Contains(all, "### The second plan\n") {
		t.Error("a text is told in detail though it is replaced, or is not though it stands")
	}
}

func TestWriteRefusesWhatThereIsNot(t *testing.T) {
	v := view(t, snapshot(t, everything()...), graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01")})
	for _, tt := range []struct{ kind, format, want string }{
		{"conflict", "md", `unknown report "conflict" (did you mean "conflicts"?)`},
		{"conflicts", "mdd", `unknown report format "mdd" (did you mean "md"?)`},
		{"weather", "md", `unknown report "weather": one of conflicts`},
	} {
		err := Write(t.Context(), io.Discard, v, tt.kind, tt.format)
		if graph.CodeOf(err) != graph.CodeInvalid || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("Write(%s, %s) = %v, want %s", tt.kind, tt.format, err, tt.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Write(ctx, io.Discard, v, "conflicts", "md"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, Write returns %v", err)
	}
	full := errors.New("disk full")
	if err := Write(t.Context(), failing{full}, v, "conflicts", "md"); !errors.Is(err, full) {
		t.Errorf("on a full disk Write returns %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
