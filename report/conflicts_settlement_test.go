package report

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley/analysis/settle"
	"parley/graph"
	"parley/seed"
)

// parts are the blocks of a section.
func parts(t *testing.T, d *Document, s section) []Block {
	t.Helper()
	var list []Block
	inside := false
	for _, b := range d.Blocks {
		if h, ok := b.(Heading); ok && h.Level == 2 {
			inside = h.Text == s.heading()
		}
		if inside {
			list = append(list, b)
		}
	}
	if len(list) == 0 {
		t.Fatalf("there is no %q", s.heading())
	}
	return list
}

// read is what a section says, a line for every paragraph, item and row.
func read(t *testing.T, d *Document, s section) string {
	t.Helper()
	var lines []string
	for _, b := range parts(t, d, s) {
		switch b := b.(type) {
		case Heading:
			lines = append(lines, b.Text)
		case Paragraph:
			lines = append(lines, b.Text.String())
		case List:
			lines = append(lines, mapped(b.Items, Text.String)...)
		case Table:
			for _, row := range b.Rows {
				lines = append(lines, strings.Join(mapped(row, Text.String), " | "))
			}
		}
	}
	return strings.Join(lines, "\n")
}

// tableOf finds the table of a section whose first column has the title.
func tableOf(t *testing.T, d *Document, s section, title string) Table {
	t.Helper()
	for _, b := range parts(t, d, s) {
		if table, ok := b.(Table); ok && table.Columns[0].Title == title {
			return table
		}
	}
	t.Fatalf("%q has no table of %q", s.heading(), title)
	return Table{}
}

// small is a case of two principals, a bystander and one issue of two options, with what is given.
func small(t *testing.T, records ...graph.Record) *graph.Snapshot {
	t.Helper()
	return snapshot(t, append(records,
		&graph.Negotiation{Key: "case", Title: "A case", Participants: []graph.Participation{
			{Party: "alpha", Role: graph.RolePrincipal}, {Party: "beta", Role: graph.RolePrincipal}, {Party: "gamma", Role: graph.RoleObserver}}},
		&graph.Party{Key: "alpha", Name: "Alpha", Kind: graph.PartyState},
		&graph.Party{Key: "beta", Name: "Beta", Kind: graph.PartyState},
		&graph.Party{Key: "gamma", Name: "Gamma", Kind: graph.PartyState},
		&graph.Issue{Key: "seat", Negotiation: "case", Title: "The seat", Question: "Where?", Options: []graph.Option{{Key: "north", Label: "North"}, {Key: "south", Label: "South"}}})...)
}

func line(party string, options ...string) *graph.RedLine {
	return &graph.RedLine{Key: party + "-line", Party: party, Title: "Not with " + party, Forbids: graph.Patterns{{"seat": options}}}
}

func stand(party string, s graph.Stance, options ...string) *graph.Position {
	return &graph.Position{Party: party, Issue: "seat", Stance: s, Options: options}
}

func rule(key string, options ...string) *graph.Rule {
	return &graph.Rule{Key: key, Negotiation: "case", Forbids: graph.Patterns{{"seat": options}}, Reason: "Nature forbids " + key + "."}
}

func TestReportSaysWhetherThereIsADeal(t *testing.T) {
	for _, tt := range []struct {
		name    string
		records []graph.Record
		bottom  string
		deal    []string // each in section 2
		core    []string
		move    []string
		unknown []string
	}{
		{"open", []graph.Record{line("alpha", "south"), stand("alpha", graph.StanceAccepts, "north"), stand("beta", graph.StanceAccepts, "north")},
			"Open: some package crosses no red line recorded of the two principals and rests on no silence of theirs; that is no forecast.",
			[]string{"Alpha with one red line (no source on record) and Beta with no red line in force", "relative to recorded red lines", "The seat | “North” | Alpha: “Not with alpha” (no source on record) | – | –", "silent toward a party in no pair"},
			[]string{"Nothing: the red lines recorded of the two principals can stand together"},
			[]string{"No red line of the two principals has to be given up", "The seat: “North” (no source on record)", "Alpha: “Not with alpha” (no source on record) | The seat: “South”"},
			[]string{"No deal takes an option on which nothing on record says how one of the two principals stands."}},
		{"undetermined", []graph.Record{line("alpha", "south"), stand("alpha", graph.StanceAccepts, "north"), stand("beta", graph.StanceUnclear)},
			"Undetermined: packages remain that cross no red line recorded of the two principals, but each of them rests on their silence.",
			[]string{"The seat | “North” | Alpha: “Not with alpha” (no source on record) | Beta | –", "silent toward a party in one pair"},
			[]string{"Nothing: "}, []string{"has to be given up"},
			[]string{"all | Beta | 1 | The seat (no source on record)"}},
		{"opposed", []graph.Record{stand("alpha", graph.StanceDemands, "north"), stand("beta", graph.StanceOpposes, "north", "south")},
			"Open: no red line of the two principals is in force in this view, and some package rests on no silence of theirs; that is no forecast.",
			[]string{"The seat | “North” | – | – | Beta (no source on record)", "a party is against it in one pair"},
			nil, []string{"Every option of every issue is in some deal, and none is in all."}, nil},
		{"blocked by a bystander", []graph.Record{line("alpha", "south"), line("gamma", "north")},
			"Undetermined: packages remain", nil,
			[]string{"Nothing: ", "One clash of red lines in which other parties take part is among the conflicts in section 5."}, nil, nil},
		{"no red line", nil,
			"Undetermined: no red line of the two principals is in force in this view, but every package rests on their silence.",
			[]string{"On one issue not in the table no red line bears"}, nil, nil,
			[]string{"all | Alpha | 1 | The seat (no source on record)", "all | Beta | 1 | The seat (no source on record)"}},
		{"blocked", []graph.Record{line("alpha", "south"), line("beta", "north")},
			"Blocked: no deal respects every red line recorded of the two principals; section 3 tells why not, section 4 what would have to move.",
			[]string{"Blocked: relative to the 2 red lines recorded"},
			[]string{"There is one core, and no other.", "Alpha | Not with alpha | none on record (no source on record) | stated | not stated", "no measure of fault", "Alpha | 50%"},
			[]string{"There are two ways, all of them listed.", "Alpha | “Not with alpha” (no source on record) | 50 | 1 | undetermined", "For example: The seat: “South”."},
			[]string{"Nothing yet: no package is left"}},
		{"alone", []graph.Record{line("alpha", "south", "north"), line("beta", "north")},
			"Blocked: no deal respects",
			nil, []string{"That line alone leaves no package.", "One red line takes part in no core.", "Alpha | 100%"},
			[]string{"There is one way, and no other.", "Alpha | “Not with alpha” (no source on record) | 50 | 1 | undetermined"}, nil},
		{"with a rule", []graph.Record{line("alpha", "south"), rule("snow", "north")},
			"Blocked: no deal respects",
			nil, []string{"By the rule “Nature forbids snow” (owned by no party, never relaxed)."}, []string{"Alpha | “Not with alpha”"}, nil},
		{"rules alone", []graph.Record{line("alpha", "south"), rule("snow", "north"), rule("sand", "south")},
			"Blocked: the rules that no party owns leave no package by themselves, whatever red lines are given up.",
			nil, []string{"The rules that no party owns leave no package by themselves", "By the rule “Nature forbids sand”", "By the rule “Nature forbids snow”"},
			[]string{"No giving-up of red lines would help: the rules alone leave no package."}, nil},
	} {
		d := build(t, view(t, small(t, tt.records...), graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01")}))
		if got := read(t, d, coreSection); tt.name == "open" && strings.Contains(got, "other parties") {
			t.Errorf("%s: there is no clash to point to: %s", tt.name, got)
		}
		for s, want := range map[section][]string{
			bottomSection: {"Is there a deal? " + tt.bottom}, dealSection: tt.deal, coreSection: tt.core, moveSection: tt.move, unknownSection: tt.unknown,
		} {
			got := read(t, d, s)
			for _, words := range want {
				if !strings.Contains(got, words) {
					t.Errorf("%s: %q lacks %q:\n%s", tt.name, s.heading(), words, got)
				}
			}
		}
		if tt.name == "rules alone" && strings.Contains(read(t, d, coreSection), "Share") {
			t.Error("the rules alone block, and red lines have a share in it")
		}
	}
}

// The worked example: one core of four red lines, any of which would do; the fifth takes no part.
func TestDealOfTheExample(t *testing.T) {
	d := build(t, views(t)["example"])
	core := tableOf(t, d, coreSection, "Party")
	if got := mapped(core.Rows, func(row []Text) string { return row[1].String() }); !slices.Equal(got, []string{
		"No binding guarantee without troops in place", "No European or NATO troops", "No return of the territory to Ukraine",
		"Less than full control only with a binding guarantee"}) {
		t.Errorf("the core is %q", got)
	}
	if strings.Contains(read(t, d, coreSection), "No cession of the territory") {
		t.Error("a red line that takes no part is told of")
	}
	left := map[string]string{}
	for _, row := range tableOf(t, d, moveSection, "Who would have to move").Rows {
		left[row[1].String()] = row[0].String() + " " + row[3].String()
	}
	for title, want := range map[string]string{
		"“Less than full control only with a binding guarantee”": "Ukraine (example) 2", "“No European or NATO troops”": "Russia (example) 2",
		"“No return of the territory to Ukraine”": "Russia (example) 2", "“No binding guarantee without troops in place”": "Europe (example) 1",
	} {
		if left[title] != want {
			t.Errorf("giving up %s: %q, want %q", title, left[title], want)
		}
	}
	for _, want := range []string{
		"Only sources graded A, and likewise down to E or better | undetermined | no longer counted: five red lines and four positions",
		"Only items graded 1, and likewise down to 5 or better | undetermined",
		"Eleven of them change the verdict:",
	} {
		if got := read(t, d, dealSection); !strings.Contains(got, want) {
			t.Errorf("the section on the deal lacks %q:\n%s", want, got)
		}
	}
}

// A search cut short, or a list cut off, does not pass for all there is.
func TestListsSayWhetherTheyAreWhole(t *testing.T) {
	cores := func(n, found int, complete bool) settle.CoreList {
		list := settle.CoreList{Found: found, Complete: complete}
		for range n {
			list.Cores = append(list.Cores, settle.Core{RedLines: []*graph.RedLine{line("alpha", "north")}})
		}
		return list
	}
	for _, tt := range []struct {
		list settle.CoreList
		want string
	}{
		{cores(1, 1, true), "There is one core, and no other."},
		{cores(3, 3, true), "There are three cores, all of them listed. The smallest come first."},
		{cores(10, 14, false), "14 cores are known at least; ten are listed. The smallest come first."},
		{cores(10, 10, false), "Ten cores are listed. There may be others: not all were looked for, or two seconds did not suffice. The smallest come first."},
		{cores(1, 1, false), "One core is listed. There may be others"},
		{cores(0, 0, false), "within two seconds no smallest set of red lines was found"},
	} {
		if got := coreIntro(tt.list); !strings.Contains(got, tt.want) {
			t.Errorf("%d cores of %d, complete %v: %q lacks %q", len(tt.list.Cores), tt.list.Found, tt.list.Complete, got, tt.want)
		}
	}
	ways := settle.ConcessionList{Found: 12, Concessions: make([]settle.Concession, 10)}
	if got := moveIntro(ways); !strings.Contains(got, "Twelve ways are known at least; ten are listed. The cheapest come first.") {
		t.Errorf("ten of twelve ways: %q", got)
	}
	if got := moveIntro(settle.ConcessionList{}); !strings.Contains(got, "Within two seconds no smallest set") {
		t.Errorf("no way found in time: %q", got)
	}
}

// Where the packages are too many to count, the report says so wherever a count is missing.
func TestUncountedDealsAreSaidToBe(t *testing.T) {
	v := views(t)["ukraine"]
	deal, err := newSettlement(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	deal.deals, deal.witness, deal.silences, deal.options = nil, nil, nil, nil
	d := &Document{}
	r := &conflicts{Document: d, citer: newCiter(d, v.Snapshot), v: v, deal: deal}
	r.isThereADeal()
	r.wouldMove()
	r.begin(unknownSection)
	r.hanging()
	if got := read(t, d, moveSection); !strings.Contains(got, "cannot be told: the packages cannot be counted within the memory allowed") {
		t.Errorf("of the deals it says %s", got)
	}
	if got := read(t, d, unknownSection); !strings.Contains(got, "It cannot be told: the packages cannot be counted") {
		t.Errorf("of silence it says %s", got)
	}
	if got := opensWords(nil); got != "too many to count" {
		t.Errorf("of a way it says %s", got)
	}
}

// Every red line named in the sections on the deal stands beside its evidence or the mark that says why there is none.
func TestRedLinesOfTheDealAreTraced(t *testing.T) {
	for name, v := range views(t) {
		asked, err := settle.Question{}.In(v)
		if err != nil {
			t.Fatal(err)
		}
		d := build(t, v)
		for _, s := range []section{dealSection, coreSection, moveSection} {
			var claims []Text
			for _, b := range parts(t, d, s) {
				switch b := b.(type) {
				case Paragraph:
					claims = append(claims, b.Text)
				case List:
					claims = append(claims, b.Items...)
				case Table:
					for _, row := range b.Rows {
						claims = append(claims, row...)
					}
				}
			}
			for _, claim := range claims {
				for _, l := range asked.RedLines {
					if strings.Contains(claim.String(), quoted(l.Title)) && !noted(claim) && !slices.Contains(claim, unsourced) && !slices.Contains(claim, supposition) {
						t.Errorf("%s, %s: %q stands without evidence in %s", name, s, l.Title, claim)
					}
				}
			}
		}
	}
}

// No silence on which deals rest is dropped.
func TestSilencesAreAllCounted(t *testing.T) {
	for name, v := range views(t) {
		deal, err := newSettlement(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		if len(deal.silences) == 0 {
			continue
		}
		d := build(t, v)
		told := 0
		rows := tableOf(t, d, unknownSection, "Deals resting on each").Rows
		last := deal.silences[0].Removes
		for n, row := range rows {
			size := "all"
			if x := deal.silences[told].Removes; x.Cmp(deal.deals) != 0 {
				size = settle.Figure(x) + " ("
			}
			if x := deal.silences[told]; !strings.HasPrefix(row[0].String(), size) || row[1].String() != x.Party.Name || x.Removes.Cmp(last) > 0 {
				t.Errorf("%s: row %d is %s, want %s of %s", name, n, joined(row[:2], " | "), x.Party.Name, size)
			}
			last = deal.silences[told].Removes
			n, err := strconv.Atoi(row[2].String())
			if err != nil {
				t.Fatal(err)
			}
			told += n
		}
		if rest := len(deal.silences) - told; rest > 0 && !strings.Contains(read(t, d, unknownSection), "And "+Count(rest, "further pair", "")) {
			t.Errorf("%s: %d of %d silences are told, and nothing of the rest", name, told, len(deal.silences))
		}
	}
}

// What no deal has is what no deal has, each option once.
func TestExcludedOptionsAreToldOnce(t *testing.T) {
	v := views(t)["ukraine"]
	asked, err := settle.Question{}.In(v)
	if err != nil {
		t.Fatal(err)
	}
	s, err := settle.Settle(t.Context(), asked, nil)
	if err != nil {
		t.Fatal(err)
	}
	options, err := s.Options(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	told, want := "", map[string]int{}
	rows := tableOf(t, build(t, v), moveSection, "Ruled out by").Rows
	for _, row := range rows {
		told += row[1].String()
	}
	for _, o := range options {
		if o.Possible || o.Issue.Measure() == graph.Quantity {
			continue
		}
		by, err := s.RuledOutBy(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(rows, func(row []Text) bool {
			return strings.Contains(row[1].String(), o.Issue.Title+": ") && strings.Contains(row[1].String(), quoted(o.Option.Label)) &&
				!slices.ContainsFunc(by.RedLines, func(l *graph.RedLine) bool { return !strings.Contains(row[0].String(), quoted(l.Title)) })
		}) {
			t.Errorf("%s: %s stands beside the wrong red lines", o.Issue.Title, o.Option.Label)
		}
	}
	for _, o := range options {
		if !o.Possible && o.Issue.Measure() != graph.Quantity { // of a quantity, ranges that adjoin are one
			want[quoted(o.Option.Label)]++
		}
	}
	if len(want) < 20 {
		t.Fatalf("the data rule out %d options only", len(want))
	}
	for _, o := range options {
		if label := quoted(o.Option.Label); o.Issue.Measure() != graph.Quantity && strings.Count(told, label) != want[label] {
			t.Errorf("%s is told %d times, want %d", label, strings.Count(told, label), want[label])
		}
	}
}

func TestOutsideJudgements(t *testing.T) {
	claim := func(key, date string, parties ...string) *graph.Assessment {
		return &graph.Assessment{Key: key, Negotiation: "case", Institution: "Institute " + key, Date: graph.MustDate(date), Text: "There is no deal",
			Claim: &graph.Claim{Kind: graph.ClaimNoDeal, Parties: parties}}
	}
	s := small(t, line("alpha", "south"), line("gamma", "north"), claim("late", "2025-07-01", "alpha", "beta"),
		claim("wrong", "2025-05-02", "alpha", "beta"), claim("right", "2025-05-01", "alpha", "gamma"),
		&graph.Assessment{Key: "other", Negotiation: "case", Institution: "Institute other", Date: graph.MustDate("2025-05-01"), Text: "It goes well"})
	// What is supposed of others than those a claim is about does not bear on it.
	suppose := graph.Supposition{Adds: []graph.RedLine{{Party: "beta", Forbids: graph.Patterns{{"seat": {"north"}}}}}}
	d := build(t, view(t, s, graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01"), Suppose: suppose}))
	var items []string
	for _, b := range parts(t, d, dealSection) {
		if list, ok := b.(List); ok {
			items = mapped(list.Items, Text.String)
		}
	}
	if want := []string{
		"Institute right, 1 May 2025: There is no deal. (no source on record) Parley’s answer for Alpha and Gamma: 1 May 2025 on the narrow reading, 1 May 2025 on the broad reading, 1 June 2025 on the narrow reading and 1 June 2025 on the broad reading: agrees (blocked). Every package crosses a recorded red line of Alpha or Gamma, or a rule. (no source on record) This is relative to recorded red lines and rules.",
		"Institute wrong, 2 May 2025: There is no deal. (no source on record) Parley’s answer for Alpha and Beta: 2 May 2025 on the narrow reading, 2 May 2025 on the broad reading, 1 June 2025 on the narrow reading and 1 June 2025 on the broad reading: agrees (blocked). Every package crosses a recorded red line of Alpha or Beta, or a rule. (no source on record) (supposed, not on record) This is relative to recorded red lines and rules.",
	}; !slices.Equal(items, want) {
		t.Errorf("the judgements read %q, want %q", items, want)
	}
	if got := read(t, d, dealSection); !strings.Contains(got, "neither proves the other") {
		t.Errorf("a judgement passes for proof: %s", got)
	}
	ukraine := read(t, build(t, views(t)["ukraine"]), dealSection)
	if want := "Parley’s answer for European Union, Russian Federation and Ukraine: 19 August 2025 on the narrow reading: cannot tell (undetermined)."; !strings.Contains(ukraine, want) {
		t.Errorf("the section lacks %q", want)
	}
}

// What a red line supposed for the report alone does is marked as such, wherever it is named.
func TestSuppositionsAreMarked(t *testing.T) {
	d := build(t, views(t)["supposed"])
	for s, want := range map[section]string{
		dealSection: "Delta with one red line (supposed, not on record)",
		coreSection: "Delta | No seat at all | none on record (supposed, not on record) | stated | not stated",
		moveSection: "Delta | “No seat at all” (supposed, not on record)",
		lineSection: "Supposed to be given up",
	} {
		if got := read(t, d, s); !strings.Contains(got, want) {
			t.Errorf("%q lacks %q:\n%s", s.heading(), want, got)
		}
	}
}

// The verdict without a source tells which red lines rest on it alone.
func TestVariations(t *testing.T) {
	said := func(key, source string) *graph.Statement {
		return &graph.Statement{Key: key, Source: source, Party: "alpha", Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025-01-01"), Paraphrase: "Never"}
	}
	one, two := line("alpha", "south"), line("beta", "north")
	one.Evidence, two.Evidence = []string{"first"}, []string{"second", "third"}
	s := small(t, one, two, &graph.Source{Key: "paper", Title: "A paper"}, &graph.Source{Key: "other", Title: "Another"},
		said("first", "paper"), said("second", "paper"), said("third", "other"))
	got := read(t, build(t, view(t, s, graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01")})), dealSection)
	if !strings.Contains(got, "Without the source “A paper” | undetermined | no longer counted: one red line") || strings.Contains(got, "“Another”") {
		t.Errorf("the answer depends on the wrong source:\n%s", got)
	}
	steady := read(t, build(t, view(t, small(t), graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01")})), dealSection)
	if !strings.Contains(steady, "None of them changes the verdict.") {
		t.Errorf("nothing can change, and the report says:\n%s", steady)
	}
}

func TestPackagesMatchWholePatterns(t *testing.T) {
	v := views(t)["all"]
	river, _ := v.Issue("river")
	seat, _ := v.Issue("seat")
	d := &settle.Deal{Choices: []settle.Choice{{Issue: river, Option: river.Options[0]}, {Issue: seat, Option: seat.Options[1]}}}
	for _, tt := range []struct {
		patterns graph.Patterns
		want     bool
	}{
		{graph.Patterns{{"river": {"a"}}}, true},
		{graph.Patterns{{"river": {"b"}}}, false},
		{graph.Patterns{{"river": {"a"}, "seat": {"north"}}}, false},
		{graph.Patterns{{"river": {"b"}}, {"river": {"shared", "a"}, "seat": {"south"}}}, true},
		{graph.Patterns{{"river": {"a"}, "elsewhere": {"x"}}}, false},
	} {
		if got := matches(d, tt.patterns); got != tt.want {
			t.Errorf("matches(%v) = %v", tt.patterns, got)
		}
	}
}

func TestAmounts(t *testing.T) {
	huge, _ := new(big.Int).SetString("1"+strings.Repeat("0", 400), 10)
	for _, tt := range []struct {
		n    *big.Int
		want string
	}{
		{big.NewInt(0), "0"},
		{big.NewInt(1234567), "1,234,567"},
		{big.NewInt(999_999_999_999_999), "999,999,999,999,999"},
		{big.NewInt(2_100_000_000_000_000), "about 2.1 × 10¹⁵"},
		{huge, "about 1.0 × 10⁴⁰⁰"},
	} {
		if got := settle.Figure(tt.n); got != tt.want {
			t.Errorf("settle.Figure(%s) = %s, want %s", tt.n, got, tt.want)
		}
	}
	for share, want := range map[float64]string{0: "0%", 1: "100%", 1.0 / 3: "33.3%", 0.25: "25%", 1e-9: "less than 0.1%"} {
		if got := percent(share); got != want {
			t.Errorf("percent(%v) = %s, want %s", share, got, want)
		}
	}
}

// The text refers to sections by the numbers they have.
func TestSectionsAreNumbered(t *testing.T) {
	var headings []string
	for _, b := range build(t, views(t)["example"]).Blocks {
		if h, ok := b.(Heading); ok && h.Level == 2 {
			headings = append(headings, h.Text)
		}
	}
	var want []string
	for s := bottomSection; s <= sourceSection; s++ {
		want = append(want, fmt.Sprintf("%d. %s", int(s), sectionTitles[s]))
	}
	if !slices.Equal(headings, want) {
		t.Errorf("the sections are %q, want %q", headings, want)
	}
}

func BenchmarkSettlementOfUkraine(b *testing.B) {
	f, _ := seed.Read(seed.Ukraine, "seed")
	var ops []graph.Op
	for _, r := range f.Records {
		graph.WithKey(r)
		ops = append(ops, graph.Op{Put: r})
	}
	s, err := graph.Empty().With(graph.Draft{Actor: "test", Reason: "bench", Ops: ops}, recorded)
	if err != nil {
		b.Fatal(err)
	}
	v, err := s.View(graph.ViewOptions{Negotiation: "ukraine", AsOf: graph.MustDate("2025-08-19").Earliest()})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := newSettlement(b.Context(), v); err != nil {
			b.Fatal(err)
		}
	}
}
