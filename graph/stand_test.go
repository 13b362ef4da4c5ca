package graph_test

import (
	"testing"

	"parley/graph"
)

func TestSilenceTellsWhatIsOnRecord(t *testing.T) {
	date := graph.MustDate
	pos := func(change func(*graph.Position)) graph.Record {
		p := &graph.Position{Key: "p", Party: "north", Issue: "border", Stance: graph.StanceAccepts, Options: []string{"ridge"}}
		change(p)
		return p
	}
	line := func(change func(*graph.RedLine)) graph.Record {
		r := &graph.RedLine{Key: "l", Party: "north", Title: "L", Forbids: graph.Patterns{{"border": {"ridge"}, "water": {"split"}}}}
		change(r)
		return r
	}
	search := &graph.Inquiry{Key: "q", Party: "north", Issue: "border", Date: date("2025-08-01"), Searched: []string{"archive"}}
	for _, tt := range []struct {
		name    string
		records []graph.Record
		want    graph.SilenceKind
	}{
		{"a conditional position", []graph.Record{pos(func(p *graph.Position) { p.Condition = graph.Patterns{{"water": {"split"}}} })}, graph.SilenceOtherOptions},
		{"a position that has ended", []graph.Record{pos(func(p *graph.Position) { p.To = date("2024") })}, graph.SilenceOtherOptions},
		{"a position that has not begun", []graph.Record{pos(func(p *graph.Position) { p.From = date("2026") })}, graph.SilenceNotResearched},
		{"another party's position", []graph.Record{pos(func(p *graph.Position) { p.Party = "south" })}, graph.SilenceNotResearched},
		{"a red line across issues", []graph.Record{line(func(*graph.RedLine) {})}, graph.SilenceOtherOptions},
		{"one that has ended", []graph.Record{line(func(r *graph.RedLine) { r.To = date("2024") })}, graph.SilenceOtherOptions},
		{"one that has not begun", []graph.Record{line(func(r *graph.RedLine) { r.From = date("2026") })}, graph.SilenceNotResearched},
		{"one on another issue", []graph.Record{line(func(r *graph.RedLine) { r.Forbids = graph.Patterns{{"water": {"split"}}} })}, graph.SilenceNotResearched},
		{"a search in vain", []graph.Record{search}, graph.SilenceNotFound},
		{"a search after words that ended", []graph.Record{search, pos(func(p *graph.Position) { p.To = date("2024") })}, graph.SilenceOtherOptions},
		{"a search after vague words", []graph.Record{search, pos(func(p *graph.Position) { p.Stance, p.Options = graph.StanceDeclined, nil })}, graph.SilenceDeclined},
		{"vague words on another option", []graph.Record{pos(func(p *graph.Position) { p.Stance = graph.StanceDenied })}, graph.SilenceOtherOptions},
	} {
		s := mustWith(t, graph.Empty(), put(append(small(), tt.records...)...))
		i, _ := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20")}).Issue("border")
		st, _ := i.Stand("north")
		if got := st.Silence(0); got != tt.want || !st.Silent().Has(0) {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestSilentStances(t *testing.T) {
	want := map[graph.Stance]graph.SilenceKind{
		graph.StanceOpen: graph.SilenceUnclear, graph.StanceUnclear: graph.SilenceUnclear,
		graph.StanceDeclined: graph.SilenceDeclined, graph.StanceDenied: graph.SilenceDenied,
	}
	for _, w := range graph.Words(graph.StanceOpen) {
		kind, silent := graph.Stance(w).Silent()
		if _, is := want[graph.Stance(w)]; silent != is || kind != want[graph.Stance(w)] {
			t.Errorf("%s: %q %t", w, kind, silent)
		}
	}
}

// A term that lists every option of its issue says nothing, so that a pattern may be on one issue alone with it.
func TestATermOfAllOptionsSaysNothing(t *testing.T) {
	all := []string{"split", "shared"}
	for _, tt := range []struct {
		name          string
		pattern       graph.Pattern
		border, water graph.OptionSet
	}{
		{"one term", graph.Pattern{"border": {"river"}}, 0b001, 0},
		{"two terms", graph.Pattern{"border": {"river"}, "water": {"split"}}, 0, 0},
		{"one and a full one", graph.Pattern{"border": {"river"}, "water": all}, 0b001, 0},
		{"one and the range that is all", graph.Pattern{"border": {"river"}, "cap": {"<=5", ">5"}}, 0b001, 0},
		{"a full one alone", graph.Pattern{"water": all}, 0, 0b11},
		{"nothing but full ones", graph.Pattern{"border": {"river", "ridge", "coast"}, "water": all}, 0, 0},
	} {
		s := mustWith(t, graph.Empty(), put(append(small(),
			&graph.Issue{Key: "cap", Negotiation: "talks", Title: "Cap", Question: "How many?", Scale: graph.Quantity, Unit: "men"},
			&graph.RedLine{Key: "l", Party: "north", Title: "L", Forbids: graph.Patterns{tt.pattern}},
			&graph.Rule{Key: "r", Negotiation: "talks", Reason: "so", Forbids: graph.Patterns{tt.pattern}})...))
		v := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20")})
		for key, want := range map[string]graph.OptionSet{"border": tt.border, "water": tt.water} {
			i, _ := v.Issue(key)
			st, _ := i.Stand("north")
			if st.Forbids != want || i.Ruled != want || i.ForbiddenBy(v, v.RedLines[0]) != want || (len(st.RedLines) > 0) != (want != 0) {
				t.Errorf("%s: on %s the line forbids %b, the rule %b, want %b", tt.name, key, st.Forbids, i.Ruled, want)
			}
		}
	}
}
