package change

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

func showShift(s Shift) string {
	words := fmt.Sprintf("%s %s %s", s.Date, s.Kind, s.Party.Key)
	for _, i := range s.Issues {
		words += " " + i.Key
	}
	side := func(r graph.Record, also []graph.Record) string {
		if r == nil {
			return "-"
		}
		keys := r.Ref().Key
		for _, r := range also {
			keys += "+" + r.Ref().Key
		}
		return keys
	}
	words += ": " + side(s.Before, s.AlsoEnded) + " > " + side(s.After, s.AlsoBegan)
	if !s.Exact {
		words += " vague"
	}
	return words
}

func showShifts(list []Shift) string {
	var lines []string
	for _, s := range list {
		lines = append(lines, showShift(s))
	}
	return strings.Join(lines, "\n")
}

// lasting makes a position of party a on issue x, from and to as given, superseding if named.
func lasting(key, span string, stance graph.Stance, options string, more ...func(*graph.Position)) *graph.Position {
	p := position(key, "a", "x", stance, strings.Fields(options)...)
	from, to, _ := strings.Cut(span, "..")
	p.From = graph.MustDate(from)
	if to != "" {
		p.To = graph.MustDate(to)
	}
	for _, m := range more {
		m(p)
	}
	return p
}

func supersedes(key string) func(*graph.Position) {
	return func(p *graph.Position) { p.Supersedes = key }
}

func scoped(words string) func(*graph.Position) { return func(p *graph.Position) { p.Scope = words } }

func provided(options ...string) func(*graph.Position) {
	return func(p *graph.Position) { p.Condition = graph.Patterns{{"y": options}} }
}

func evident(keys ...string) func(*graph.Position) {
	return func(p *graph.Position) { p.Evidence = keys }
}

func line(key, span string, f graph.Firmness, supersedes string, forbids ...graph.Pattern) *graph.RedLine {
	from, to, _ := strings.Cut(span, "..")
	r := &graph.RedLine{Key: key, Party: "a", Title: "Line " + key, Forbids: forbids, Firmness: f, From: graph.MustDate(from), Supersedes: supersedes}
	if to != "" {
		r.To = graph.MustDate(to)
	}
	return r
}

const (
	demands, prefers, accepts, opposes = graph.StanceDemands, graph.StancePrefers, graph.StanceAccepts, graph.StanceOpposes
	isOpen, isUnclear, wouldNot        = graph.StanceOpen, graph.StanceUnclear, graph.StanceDeclined
)

// TestShiftOfPositions has one position follow another, and what that makes of the two.
func TestShiftOfPositions(t *testing.T) {
	now := func(s graph.Stance, options string, more ...func(*graph.Position)) *graph.Position {
		return lasting("new", "2025-05-01", s, options, append(more, supersedes("old"))...)
	}
	was := func(s graph.Stance, options string, more ...func(*graph.Position)) *graph.Position {
		return lasting("old", "2025-03-01", s, options, more...)
	}
	for _, tt := range []struct {
		name     string
		old, new *graph.Position
		want     ShiftKind
	}{
		{"the same is restated", was(demands, "x1"), now(demands, "x1"), ShiftRestated},
		{"options in another order are the same", was(accepts, "x1 x2"), now(accepts, "x2 x1"), ShiftRestated},
		{"a demand rules out the rest", was(accepts, "x1"), now(demands, "x1"), ShiftHardened},
		{"of another option too", was(accepts, "x1"), now(demands, "x2"), ShiftHardened},
		{"opposition rules out", was(prefers, "x1"), now(opposes, "x1"), ShiftHardened},
		{"a demand given up for a preference rules nothing out", was(demands, "x1"), now(prefers, "x2"), ShiftSoftened},
		{"opposition given up", was(opposes, "x1"), now(accepts, "x1"), ShiftSoftened},
		{"opposition to one of what a demand ruled out", was(demands, "x1"), now(opposes, "x2"), ShiftSoftened},
		{"a demand for what was opposed", was(opposes, "x1"), now(demands, "x1"), ShiftReplaced},
		{"a preference is less than a demand of all, and more than acceptance", was(accepts, "x1"), now(prefers, "x1"), ShiftHardened},
		{"acceptance is less than preference", was(prefers, "x1"), now(accepts, "x1"), ShiftSoftened},
		{"acceptance of more", was(prefers, "x1"), now(accepts, "x1 x2"), ShiftSoftened},
		{"preference of less", was(accepts, "x1 x2"), now(prefers, "x2"), ShiftHardened},
		{"a demand given up, opposition kept", was(demands, "x1"), now(opposes, "x2 x3"), ShiftSoftened},
		{"a demand taken up beside opposition", was(opposes, "x2 x3"), now(demands, "x1"), ShiftHardened},
		{"another demand", was(demands, "x1"), now(demands, "x2"), ShiftReplaced},
		{"another preference", was(prefers, "x1"), now(prefers, "x2"), ShiftReplaced},
		{"acceptance of something else than preferred", was(prefers, "x1"), now(accepts, "x2"), ShiftReplaced},
		{"overlapping demands", was(demands, "x1 x2"), now(demands, "x2 x3"), ShiftReplaced},
		{"a demand widens", was(demands, "x1"), now(demands, "x1 x2"), ShiftWidened},
		{"a demand narrows", was(demands, "x1 x2"), now(demands, "x2"), ShiftNarrowed},
		{"opposition widens", was(opposes, "x1"), now(opposes, "x1 x2"), ShiftWidened},
		{"acceptance narrows", was(accepts, "x1 x2"), now(accepts, "x1"), ShiftNarrowed},
		{"a condition is added", was(accepts, "x1"), now(accepts, "x1", provided("y1")), ShiftConditioned},
		{"a condition is added to something else, which is no unconditional softening", was(demands, "x1"), now(accepts, "x2", provided("y1")), ShiftConditioned},
		{"a condition leaves less", was(accepts, "x1", provided("y1", "y2")), now(accepts, "x1", provided("y1")), ShiftConditioned},
		{"another condition", was(accepts, "x1", provided("y1")), now(accepts, "x1", provided("y2")), ShiftConditioned},
		{"a condition of acceptance is dropped", was(accepts, "x1", provided("y1")), now(accepts, "x1"), ShiftSoftened},
		{"a condition of a demand is dropped", was(demands, "x1", provided("y1")), now(demands, "x1"), ShiftHardened},
		{"a condition of opposition leaves more", was(opposes, "x1", provided("y1")), now(opposes, "x1", provided("y1", "y2")), ShiftHardened},
		{"the same condition", was(demands, "x1", provided("y1")), now(demands, "x1", provided("y1")), ShiftRestated},
		{"both on a condition", was(accepts, "x1", provided("y1")), now(demands, "x1", provided("y1")), ShiftHardened},
		{"a scope is added", was(accepts, "x1"), now(accepts, "x1", scoped("in peacetime")), ShiftConditioned},
		{"a scope is dropped", was(opposes, "x1", scoped("in peacetime")), now(opposes, "x1"), ShiftHardened},
		{"another scope", was(opposes, "x1", scoped("in peacetime")), now(opposes, "x1", scoped("at night")), ShiftConditioned},
		{"a scope beside other words does not hide them", was(demands, "x1"), now(accepts, "x2", scoped("for now")), ShiftSoftened},
		{"open to what was opposed", was(opposes, "x1"), now(isOpen, "x1"), ShiftSoftened},
		{"open without saying to what", was(demands, "x1"), now(isOpen, ""), ShiftSoftened},
		{"open to something else than was opposed", was(opposes, "x1"), now(isOpen, "x2"), ShiftWithdrawn},
		{"open where it accepted", was(accepts, "x1"), now(isOpen, "x1"), ShiftWithdrawn},
		{"no word is no softening", was(opposes, "x1"), now(wouldNot, "x1"), ShiftWithdrawn},
		{"unclear is no softening", was(demands, "x1"), now(isUnclear, "x2"), ShiftWithdrawn},
		{"opposed to what it was open to", was(isOpen, "x1"), now(opposes, "x1"), ShiftHardened},
		{"for one of those it was open to", was(isOpen, "x1 x2"), now(prefers, "x1"), ShiftNew},
		{"first commitment", was(wouldNot, "x1"), now(demands, "x1"), ShiftNew},
		{"one silence after another", was(isUnclear, "x1"), now(wouldNot, "x1"), ShiftReplaced},
		{"the same silence", was(isUnclear, "x1"), now(isUnclear, "x1"), ShiftRestated},
	} {
		v := see(t, graph.ViewOptions{}, frame(tt.old, tt.new)...)
		want := fmt.Sprintf("2025-05-01 %s a x: old > new", tt.want)
		if got := showShifts(Shifts(v, day("2025-03-01"), day("2025-12-31"))); got != want {
			t.Errorf("%s: got %s, want %s", tt.name, got, want)
		}
	}
}

// TestShiftOfRedLines has one red line supersede another.
func TestShiftOfRedLines(t *testing.T) {
	x1, x12, x2 := graph.Pattern{"x": {"x1"}}, graph.Pattern{"x": {"x1", "x2"}}, graph.Pattern{"x": {"x2"}}
	linked := graph.Pattern{"x": {"x1"}, "y": {"y1"}}
	other := graph.Pattern{"x": {"x1"}, "y": {"y2"}}
	for _, tt := range []struct {
		name     string
		old, new *graph.RedLine
		want     string
	}{
		{"the same", line("old", "2025-03-01", "", "", x1), line("new", "2025-05-01", graph.Stated, "old", x1), "restated a x"},
		{"in two patterns what was one", line("old", "2025-03-01", "", "", x12), line("new", "2025-05-01", "", "old", x1, x2), "restated a x"},
		{"linked to every option is linked to none", line("old", "2025-03-01", "", "", x1), line("new", "2025-05-01", "", "old", linked, other), "restated a x y"},
		{"forbids more", line("old", "2025-03-01", "", "", x1), line("new", "2025-05-01", "", "old", x12), "widened a x"},
		{"forbids less", line("old", "2025-03-01", "", "", x1), line("new", "2025-05-01", "", "old", linked), "narrowed a x y"},
		{"forbids less, but firmly", line("old", "2025-03-01", "", "", x12), line("new", "2025-05-01", graph.Absolute, "old", x2), "narrowed a x"},
		{"forbids something else", line("old", "2025-03-01", "", "", x1), line("new", "2025-05-01", "", "old", x2), "replaced a x"},
		{"firmer", line("old", "2025-03-01", "", "", x1), line("new", "2025-05-01", graph.Absolute, "old", x1), "hardened a x"},
		{"less firm", line("old", "2025-03-01", graph.Firm, "", x1), line("new", "2025-05-01", "", "old", x1), "softened a x"},
	} {
		v := see(t, graph.ViewOptions{}, frame(tt.old, tt.new)...)
		want := fmt.Sprintf("2025-05-01 %s: old > new", tt.want)
		if got := showShifts(Shifts(v, day("2025-03-01"), day("2025-12-31"))); got != want {
			t.Errorf("%s: got %s, want %s", tt.name, got, want)
		}
	}
}

// TestShifts follows stories of several records.
func TestShifts(t *testing.T) {
	said := func(key, on, speaker string) *graph.Statement {
		st := statement(key, "paper", on)
		st.Party, st.Speaker = "a", speaker
		return st
	}
	people := []graph.Record{
		&graph.Person{Key: "head", Name: "The head", Offices: []graph.Office{{Party: "a", Title: "Head", Authority: graph.AuthorityBinding}}},
		&graph.Person{Key: "envoy", Name: "The envoy", Offices: []graph.Office{
			{Party: "a", Title: "Envoy", Authority: graph.AuthorityOfficial}, {Party: "b", Title: "Head", Authority: graph.AuthorityBinding}}},
		said("head-may", "2025-05-01", "head"), said("envoy-may", "2025-05-01", "envoy"), said("head-again", "2025-05-01", "head"),
	}
	for _, tt := range []struct {
		name    string
		records []graph.Record
		want    string
	}{
		{"nothing begins or ends", []graph.Record{lasting("p", "2024-01-01", demands, "x1"), position("undated", "b", "x", accepts, "x2")}, ""},
		{"the first and the last", []graph.Record{lasting("p", "2025-02-01..2025-03-31", demands, "x1")}, `
2025-02-01 new a x: - > p
2025-04-01 withdrawn a x: p > -`},
		{"vague dates stay vague", []graph.Record{lasting("p", "2025-02..2025-05", demands, "x1"), lasting("q", "2025-07-01~", prefers, "x2")}, `
2025-02 new a x: - > p vague
2025-05 withdrawn a x: p > - vague
2025-07-01~ softened a x: p > q vague`},
		{"what follows on the next day follows", []graph.Record{lasting("p", "2024-01-01..2025-02-28", demands, "x1"), lasting("q", "2025-03-01", accepts, "x2")}, `
2025-03-01 softened a x: p > q`},
		{"other options stand beside", []graph.Record{lasting("p", "2024-01-01", demands, "x1"), lasting("q", "2025-03-01", demands, "x2")}, `
2025-03-01 new a x: - > q`},
		{"what is said again beside the first is restated, also of some of what is opposed", []graph.Record{
			lasting("p", "2024-01-01", opposes, "x1 x2"), lasting("q", "2025-03-01", opposes, "x2"), lasting("r", "2025-04-01", opposes, "x1 x2")}, `
2025-03-01 restated a x: p > q
2025-04-01 restated a x: p > r`},
		{"a narrower demand beside the first says something else", []graph.Record{lasting("p", "2024-01-01", demands, "x1 x2"), lasting("q", "2025-03-01", demands, "x2")}, `
2025-03-01 new a x: - > q`},
		{"with another scope it is not the same", []graph.Record{lasting("p", "2024-01-01", opposes, "x1"), lasting("q", "2025-03-01", opposes, "x1", scoped("at night"))}, `
2025-03-01 new a x: - > q`},
		{"what ends with what is superseded is part of the change", []graph.Record{
			lasting("p", "2024-01-01", demands, "x1"), lasting("q", "2024-02-01..2025-02-28", opposes, "x2"), lasting("r", "2025-03-01", accepts, "x2", supersedes("p"))}, `
2025-03-01 softened a x: p+q > r`},
		{"of several that end the latest stands for all", []graph.Record{
			lasting("p", "2024-01-01..2025-02-28", prefers, "x1"), lasting("q", "2024-02-01..2025-02-28", opposes, "x2")}, `
2025-03-01 withdrawn a x: q+p > -`},
		{"a gap does not hide what came before, nor is silence a step", []graph.Record{lasting("p", "2024-01-01..2025-02-28", accepts, "x1"), lasting("q", "2025-06-01", demands, "x2")}, `
2025-03-01 withdrawn a x: p > -
2025-06-01 hardened a x: p > q`},
		{"superseded after it had ended", []graph.Record{lasting("p", "2024-01-01..2025-02-28", accepts, "x1"), lasting("s", "2024-01-01", opposes, "x3"), lasting("q", "2025-06-01", demands, "x2", supersedes("p"))}, `
2025-03-01 withdrawn a x: p > -
2025-06-01 hardened a x: p > q`},
		{"a softening undone long after is walked back", []graph.Record{
			lasting("p", "2024-01-01", demands, "x1"), lasting("q", "2025-02-01", accepts, "x2", supersedes("p")), lasting("r", "2025-12-01", prefers, "x1", supersedes("q"))}, `
2025-02-01 softened a x: p > q
2025-12-01 walked-back a x: q > r`},
		{"a restatement in between changes nothing", []graph.Record{
			lasting("p", "2024-01-01", demands, "x1"), lasting("q", "2025-02-01", accepts, "x2", supersedes("p")), lasting("s", "2025-03-01", accepts, "x2", supersedes("q")),
			lasting("r", "2025-12-01", demands, "x1", supersedes("s"))}, `
2025-02-01 softened a x: p > q
2025-03-01 restated a x: q > s
2025-12-01 walked-back a x: s > r`},
		{"any change undone within days is walked back, later it is what it is", []graph.Record{
			lasting("p", "2024-01-01", accepts, "x1"), lasting("q", "2025-02-01", demands, "x2", supersedes("p")), lasting("r", "2025-03-03", accepts, "x1", supersedes("q")),
			lasting("s", "2025-05-01", demands, "x2", supersedes("r")), lasting("t", "2025-06-01", accepts, "x1", supersedes("s"))}, `
2025-02-01 hardened a x: p > q
2025-03-03 walked-back a x: q > r
2025-05-01 walked-back a x: r > s
2025-06-01 softened a x: s > t`},
		{"a withdrawal undone is walked back", []graph.Record{lasting("p", "2024-01-01..2025-02-28", accepts, "x1"), lasting("q", "2025-09-01", accepts, "x1")}, `
2025-03-01 withdrawn a x: p > -
2025-09-01 walked-back a x: p > q`},
		{"so is one that was put into words", []graph.Record{
			lasting("p", "2024-01-01", accepts, "x1"), lasting("q", "2025-02-01", wouldNot, "x1", supersedes("p")), lasting("r", "2025-09-01", accepts, "x1", supersedes("q"))}, `
2025-02-01 withdrawn a x: p > q
2025-09-01 walked-back a x: q > r`},
		{"on a condition it is no return", []graph.Record{
			lasting("p", "2024-01-01", accepts, "x1"), lasting("q", "2025-02-01", opposes, "x1", supersedes("p")), lasting("r", "2025-02-10", accepts, "x1", supersedes("q"), provided("y1"))}, `
2025-02-01 hardened a x: p > q
2025-02-10 conditioned a x: q > r`},
		{"superseded on its first day", []graph.Record{
			lasting("p", "2024-01-01", accepts, "x1"), lasting("q", "2025-02-01", opposes, "x1", supersedes("p")), lasting("r", "2025-02-01", demands, "x1", supersedes("q"))}, `
2025-02-01 hardened a x: p > r`},
		{"two that supersede one are one change", []graph.Record{
			lasting("p", "2024-01-01", accepts, "x1 x2"), lasting("q", "2025-02-01", accepts, "x1", supersedes("p")), lasting("r", "2025-02-01", accepts, "x2", supersedes("p"))}, `
2025-02-01 restated a x: p > q+r`},
		{"voices: two of one day are not spliced", slices.Concat(people, []graph.Record{
			lasting("old", "2024-01-01..2025-04-30", demands, "x1"), lasting("a-envoy", "2025-05-01", demands, "x2", evident("envoy-may")), lasting("b-head", "2025-05-01", demands, "x1", evident("head-may"))}), `
2025-05-01 new a x: - > a-envoy
2025-05-01 restated a x: old > b-head`},
		{"voices: a lower one beside the higher changes nothing", slices.Concat(people, []graph.Record{
			lasting("old", "2024-01-01", demands, "x1"), lasting("envoy", "2025-05-01", accepts, "x2", evident("envoy-may"))}), `
2025-05-01 new a x: - > envoy`},
		{"voices: one voice in two records is one change", slices.Concat(people, []graph.Record{
			lasting("old", "2024-01-01..2025-04-30", demands, "x1"), lasting("p", "2025-05-01", accepts, "x2", evident("head-may")), lasting("q", "2025-05-01", opposes, "x3", evident("head-again"))}), `
2025-05-01 softened a x: old > p+q`},
		{"voices: what restates stays apart", slices.Concat(people, []graph.Record{
			lasting("old", "2024-01-01..2025-04-30", demands, "x1"), lasting("s", "2024-01-01", opposes, "x3"),
			lasting("p", "2025-05-01", accepts, "x2", evident("head-may")), lasting("q", "2025-05-01", opposes, "x3", evident("head-again"))}), `
2025-05-01 softened a x: old > p
2025-05-01 restated a x: s > q`},
		{"silence is no place to go back to", []graph.Record{
			lasting("p", "2024-01-01", isOpen, "x1"), lasting("q", "2025-02-01", prefers, "x2", supersedes("p")), lasting("r", "2025-02-10", isOpen, "x1", supersedes("q"))}, `
2025-02-01 new a x: p > q
2025-02-10 withdrawn a x: q > r`},
		{"a red line of the day on which the party spoke first is new", []graph.Record{
			lasting("p", "2025-03-01", opposes, "x1"), line("l", "2025-03-01", "", "", graph.Pattern{"x": {"x1"}})}, `
2025-03-01 new a x: - > p
2025-03-01 new a x: - > l`},
		{"so is one where the party was opposed on a condition", []graph.Record{
			lasting("p", "2024-01-01", opposes, "x1", provided("y1")), line("l", "2025-03-01", "", "", graph.Pattern{"x": {"x1"}})}, `
2025-03-01 new a x: - > l`},
		{"a red line where the party was opposed, and back", []graph.Record{
			lasting("p", "2024-01-01", opposes, "x1 x2"), line("l", "2025-03-01..2025-04-30", "", "", graph.Pattern{"x": {"x1"}})}, `
2025-03-01 hardened a x: p > l
2025-05-01 softened a x: l > p`},
		{"of several positions the latest became the red line", []graph.Record{
			lasting("q", "2024-01-01", opposes, "x1 x2"), lasting("p", "2024-02-01", demands, "x3"), line("l", "2025-03-01", "", "", graph.Pattern{"x": {"x1"}})}, `
2025-03-01 hardened a x: p > l`},
		{"a position with a scope of its own does not rule out all", []graph.Record{
			lasting("p", "2024-01-01", opposes, "x1", scoped("at night")), line("l", "2025-03-01", "", "", graph.Pattern{"x": {"x1"}})}, `
2025-03-01 new a x: - > l`},
		{"an earlier record that ends while another says the same", []graph.Record{
			lasting("p", "2024-01-01..2025-02-28", opposes, "x1"), lasting("q", "2024-02-01", opposes, "x1 x2"), lasting("r", "2025-03-01", accepts, "x3")}, `
2025-03-01 restated a x: p > q
2025-03-01 new a x: - > r`},
		{"what ends beside other words is withdrawn", []graph.Record{lasting("p", "2024-01-01..2025-02-28", opposes, "x1"), lasting("q", "2024-02-01", opposes, "x2")}, `
2025-03-01 withdrawn a x: p > -`},
		{"an implied red line says nothing more", []graph.Record{lasting("p", "2024-01-01", opposes, "x1 x2"), line("l", "2025-03-01", graph.Implied, "", graph.Pattern{"x": {"x1"}})}, `
2025-03-01 new a x: - > l`},
		{"a red line that goes further, and is dropped", []graph.Record{
			lasting("p", "2024-01-01", opposes, "x1"), line("l", "2025-03-01..2025-04-30", "", "", graph.Pattern{"x": {"x1", "x2"}})}, `
2025-03-01 new a x: - > l
2025-05-01 withdrawn a x: l > -`},
		{"across issues", []graph.Record{
			line("l", "2025-03-01..2025-04-30", "", "", graph.Pattern{"x": {"x1"}, "y": {"y1"}}), line("m", "2025-05-01", "", "", graph.Pattern{"x": {"x1", "x2"}, "y": {"y1"}}),
			line("n", "2025-05-01", "", "", graph.Pattern{"x": {"x1"}})}, `
2025-03-01 new a x y: - > l
2025-05-01 new a x: - > n
2025-05-01 widened a x y: l > m`},
		{"after the day of the view nothing is known", []graph.Record{lasting("p", "2024-01-01..2026-02-01", demands, "x1"), lasting("q", "2026-03-01", demands, "x2")}, ""},
	} {
		v := see(t, graph.ViewOptions{}, frame(tt.records...)...)
		if got, want := showShifts(Shifts(v, day("2025-01-01"), graph.MaxDay)), strings.TrimSpace(tt.want); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, want)
		}
	}
}

// TestShiftsOfViews looks at one story through views that choose.
func TestShiftsOfViews(t *testing.T) {
	weak := statement("weak", "paper", "2025-03-01")
	weak.Credibility = 5
	strong := statement("strong", "paper", "2024-01-01")
	strong.Credibility = 2
	wide := line("wide", "2025-04-01", "", "line", graph.Pattern{"x": {"x1"}})
	wide.MayForbid = graph.Patterns{{"x": {"x2"}}}
	records := frame(weak, strong,
		lasting("p", "2024-01-01", demands, "x1", evident("strong")), lasting("q", "2025-03-01", accepts, "x2", supersedes("p"), evident("weak")),
		line("line", "2024-01-01", "", "", graph.Pattern{"x": {"x1"}}), wide,
		&graph.RedLine{Key: "both", Party: "b", Title: "Both", Forbids: graph.Patterns{{"x": {"x1"}, "y": {"y1"}}}, From: graph.MustDate("2025-05-01")},
		&graph.Scenario{Key: "if", Negotiation: "n", Title: "If", Relaxes: []string{"both"}, Adds: []graph.RedLine{{Key: "added", Party: "b", Title: "Added", Forbids: graph.Patterns{{"y": {"y1"}}}, From: graph.MustDate("2025-06-01")}}},
	)
	both, softened, restated := "\n2025-05-01 new b x y: - > both", "2025-03-01 softened a x: p > q", "\n2025-04-01 restated a x: line > wide"
	for _, tt := range []struct {
		name string
		o    graph.ViewOptions
		want string
	}{
		{"all", graph.ViewOptions{}, softened + restated + both},
		{"a broad reading", graph.ViewOptions{Reading: graph.Broad}, softened + "\n2025-04-01 widened a x: line > wide" + both},
		{"one issue", graph.ViewOptions{Issues: []string{"x"}}, softened + restated},
		{"one party", graph.ViewOptions{Parties: []string{"b"}}, strings.TrimSpace(both)},
		{"too weak a report changes nothing", graph.ViewOptions{Floor: graph.Floor{Credibility: 3}}, ""},
		{"a floor that admits", graph.ViewOptions{Floor: graph.Floor{Credibility: 5}}, softened},
		{"what is supposed changes nothing", graph.ViewOptions{Scenario: "if"}, softened + restated + both},
		{"nor does it under a floor", graph.ViewOptions{Scenario: "if", Floor: graph.Floor{Sources: []string{"paper"}}}, softened},
	} {
		if got := showShifts(Shifts(see(t, tt.o, records...), day("2025-01-01"), graph.MaxDay)); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// TestShiftSpan holds the ends of a span: after the first day, on or before the last.
func TestShiftSpan(t *testing.T) {
	v := see(t, graph.ViewOptions{}, frame(lasting("p", "2025-02-01..2025-03-31", demands, "x1"))...)
	for _, tt := range []struct{ from, to, want string }{
		{"2025-01-31", "2025-02-01", "2025-02-01 new a x: - > p"},
		{"2025-02-01", "2025-03-31", ""},
		{"2025-03-31", "2025-04-01", "2025-04-01 withdrawn a x: p > -"},
	} {
		if got := showShifts(Shifts(v, day(tt.from), day(tt.to))); got != tt.want {
			t.Errorf("%s to %s: got %s, want %s", tt.from, tt.to, got, tt.want)
		}
	}
}

// TestShiftWords checks statements, announcer, event and sentence.
func TestShiftWords(t *testing.T) {
	st := func(key, on, speaker, voice string, a graph.Attribution) *graph.Statement {
		s := statement(key, "paper", on)
		s.Party, s.Speaker, s.Voice, s.Attribution = "a", speaker, voice, a
		return s
	}
	early := st("early", "2024-01-01", "", "a paper of Aland", graph.AttributionOfficial)
	late := st("late", "2025-05-02", "envoy", "", graph.AttributionOfficial)
	head := st("z-head", "2025-05-01", "head", "", graph.AttributionOfficial)
	head.Event = "talks"
	envoy := st("envoy", "2025-05-01", "envoy", "", graph.AttributionOfficial)
	hearsay := st("hearsay", "2025-05-01", "", "diplomats", graph.AttributionReported)
	july := st("july", "2025-07", "envoy", "", graph.AttributionInferred)
	onY := func(key, span, evidence string) *graph.Position {
		p := lasting(key, span, opposes, "y2", evident(evidence))
		p.Issue = "y"
		return p
	}
	rules := line("l", "2025-08-01..2025-08-31", graph.Firm, "", graph.Pattern{"x": {"x1", "x2"}, "y": {"y1"}}, graph.Pattern{"x": {"x3"}})
	rules.Evidence = []string{"hearsay"}
	v := see(t, graph.ViewOptions{}, frame(early, late, head, envoy, hearsay, july,
		&graph.Person{Key: "head", Name: "The head", Offices: []graph.Office{{Party: "a", Title: "Head", Authority: graph.AuthorityBinding}}},
		&graph.Person{Key: "envoy", Name: "The envoy", Offices: []graph.Office{{Party: "a", Title: "Envoy", Authority: graph.AuthorityOfficial}}},
		event("talks", "2025-05-01", graph.EventHeld, "a"),
		lasting("p", "2024-01-01", demands, "x1", evident("late", "early")),
		lasting("q", "2025-05-01..2025-05-31", opposes, "x2 x3", evident("late", "hearsay", "envoy", "z-head"), supersedes("p"), scoped("at night")),
		lasting("r", "2025-07", accepts, "x1", provided("y1"), evident("late", "july")),
		rules,
		onY("u", "2025-02-01..2025-02-28", "late"), onY("w", "2025-02-10", "z-head"),
		line("m", "2025-10-01..2025-10-31", graph.Firm, "", graph.Pattern{"y": {"y2"}}),
	)...)
	var got []string
	for _, s := range Shifts(v, day("2025-01-01"), graph.MaxDay) {
		key := func(st *graph.Statement) string {
			if st == nil {
				return "-"
			}
			return st.Key
		}
		words := fmt.Sprintf("%s %s [%s]", key(s.StatementBefore), key(s.StatementAfter), s.Announcer)
		if s.AnnouncedBy != nil {
			words += " " + s.AnnouncedBy.Key
		}
		if s.Event != nil {
			words += " " + s.Event.Key
		}
		got = append(got, words, s.Explanation)
	}
	want := strings.TrimSpace(`
- late [The envoy] envoy
On 2025-02-01, Aland took a position on “Y”: it opposes “label y2”; said by The envoy on 2025-05-02.
- z-head [The head] head
On 2025-02-10, Aland restated its position on “Y”: it opposes “label y2”, as before (since 2025-02-01); said by The head on 2025-05-01.
- z-head []
On 2025-03-01, Aland kept its position on “Y”: it opposes “label y2”, as before (since 2025-02-01).
early z-head [The head] head talks
On 2025-05-01, Aland softened its position on “X”: before, it demanded “label x1” (since 2024-01-01); now it opposes “label x2” and “label x3” (at night); said by The head, around “Event talks”.
z-head - []
On 2025-06-01, Aland is coded as having let go of its position on “X”, which no statement on record says: before, it opposed “label x2” and “label x3” (at night) (since 2025-05-01); nothing on record took its place, which is no sign of what it would accept.
z-head july [The Paper]
In 2025-07, Aland qualified its position on “X”: before, it opposed “label x2” and “label x3” (at night) (since 2025-05-01, until 2025-05-31); now it accepts “label x1”, on a condition; concluded by The Paper.
- hearsay [diplomats]
On 2025-08-01, Aland drew a red line on “X” and “Y”: it rules out “label x1” or “label x2” on “X” together with “label y1” on “Y” and “label x3” on “X” (“Line l”, firm); reported on 2025-05-01 (diplomats).
hearsay - []
On 2025-09-01, Aland is coded as having let go of its red line on “X” and “Y”, which no statement on record says: before, it ruled out “label x1” or “label x2” on “X” together with “label y1” on “Y” and “label x3” on “X” (“Line l”, firm) (since 2025-08-01); nothing on record took its place, which is no sign of what it would accept.
z-head - []
On 2025-10-01, Aland hardened a position on “Y” to a red line: before, it opposed “label y2” (since 2025-02-10); now it rules out “label y2” (“Line m”, firm).
- z-head []
On 2025-11-01, Aland softened a red line on “Y” to a position: before, it ruled out “label y2” (“Line m”, firm) (since 2025-10-01); now it opposes “label y2”.`)
	if all := strings.Join(got, "\n"); all != want {
		t.Errorf("got\n%s\nwant\n%s", all, want)
	}
}

func TestDatedWords(t *testing.T) {
	for date, want := range map[string]string{
		"2025-08-18": "on 2025-08-18", "2025-08": "in 2025-08", "2025": "in 2025", "2025-08~": "about 2025-08", "2025-08-18?": "perhaps on 2025-08-18",
		"2025-08%": "perhaps about 2025-08", "2025-08-18/2025-08-20": "between 2025-08-18 and 2025-08-20", "2025/..": "2025 or later", "/2025-08": "2025-08 or before",
	} {
		if got := dated(graph.MustDate(date)); got != want {
			t.Errorf("%s: got %q, want %q", date, got, want)
		}
	}
}

func TestShiftKindWords(t *testing.T) {
	values := ShiftKind("").Values()
	if len(values) != 10 {
		t.Errorf("%d kinds", len(values))
	}
	for _, v := range values {
		for kind, words := range verbs {
			if !strings.Contains(words[ShiftKind(v.Word)], "%s") || !strings.HasSuffix(v.Doc, ".") {
				t.Errorf("%s %s: %q, %q", kind, v.Word, words[ShiftKind(v.Word)], v.Doc)
			}
		}
	}
}
