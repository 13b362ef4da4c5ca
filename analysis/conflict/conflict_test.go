package conflict_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/analysis/conflict"
	"parley/graph"
)

// many is a negotiation in which n parties each rule out, with one red line, each of four options.
func many(t testing.TB, n int) *graph.View {
	records := []graph.Record{
		&graph.Negotiation{Key: "talks", Title: "Talks"},
		&graph.Issue{Key: "border", Negotiation: "talks", Title: "Border", Question: "Where?", Options: []graph.Option{
			{Key: "a", Label: "A"}, {Key: "b", Label: "B"}, {Key: "c", Label: "C"}, {Key: "d", Label: "D"}}},
	}
	for p := range n {
		party := fmt.Sprintf("p%d", p)
		records = append(records, &graph.Party{Key: party, Name: party, Kind: graph.PartyState})
		for _, o := range []string{"a", "b", "c", "d"} {
			records = append(records, &graph.RedLine{Key: party + "-" + o, Party: party, Title: "Not " + o, Forbids: graph.Patterns{{"border": {o}}}})
		}
	}
	return view(t, world(t, records...), graph.ViewOptions{Negotiation: "talks", AsOf: day("2025-01-01")})
}

func TestFindSaysWhatItLeavesOut(t *testing.T) {
	clashes := func(list []*conflict.Conflict) int {
		return len(conflict.Filter{Kinds: []conflict.Kind{conflict.RedLinesClash}}.Apply(list))
	}
	if n := clashes(find(t, many(t, 5))); n != 5*5*5*5-5 {
		t.Errorf("%d clashes, want one for each choice of four lines but those of one party: 620", n)
	}
	found, err := conflict.Find(context.Background(), many(t, 6))
	var cut *conflict.Incomplete
	if !errors.As(err, &cut) || !slices.Equal(cut.Issues, []string{"border"}) {
		t.Fatalf("error = %v, want that clashes on border are left out", err)
	}
	if want := "red lines may clash in more ways than are listed on border: those on fewest issues and of fewest red lines are; ask for fewer parties or issues to see all"; err.Error() != want {
		t.Errorf("it says %q, want %q", err, want)
	}
	if n := clashes(found); n != conflict.MaxClashes {
		t.Errorf("%d clashes listed, want %d", n, conflict.MaxClashes)
	}
	if n := len(found) - clashes(found); n != 6 {
		t.Errorf("%d other conflicts, want the 6 of each party with itself", n)
	}
}

func TestFindHeedsItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := conflict.Find(ctx, many(t, 2)); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v, want that of the context", err)
	}
}

// The worked example: no two and no three of the red lines clash, and four of three parties do, on three issues.
func TestRedLinesClashAcrossIssues(t *testing.T) {
	s := curated(t, "testdata/across.yaml")
	example := func(parties ...string) []*conflict.Conflict {
		return find(t, view(t, s, graph.ViewOptions{Negotiation: "example", AsOf: day("2025-09-01"), Parties: parties}))
	}
	found := example()
	if len(found) != 1 {
		t.Fatalf("%s, want one conflict", names(found))
	}
	c := found[0]
	var lines []string
	for _, s := range c.Sides {
		lines = append(lines, s.Holds.Ref().Key)
	}
	if got := names(found); got != "red-lines-clash:europe,russia,ukraine:guarantee+territory+troops" || strings.Join(lines, " ") != "r5 r3 r4 r2" || c.Severity != conflict.Blocking {
		t.Errorf("%s of lines %v, want r5, r3, r4 and r2 of three parties on three issues", got, lines)
	}
	if two := example("russia", "ukraine"); len(two) > 0 {
		t.Errorf("%s between two of the parties, want none", names(two))
	}
	for filter, want := range map[*conflict.Filter]int{
		{Issues: []string{"troops"}}: 1, {Issues: []string{"guarantee"}, Between: []string{"europe", "russia"}}: 1, {Issues: []string{"border"}}: 0,
	} {
		if got := filter.Apply(found); len(got) != want {
			t.Errorf("%+v keeps %d, want %d", filter, len(got), want)
		}
	}
	v := view(t, s, graph.ViewOptions{Negotiation: "example", AsOf: day("2025-09-01")})
	for axes, want := range map[conflict.Axes]int{conflict.ByIssues: 3, conflict.ByParties: 3, conflict.ByPartyIssue: 9} {
		if m := conflict.NewMatrix(v, found, axes); len(m.Cells) != want {
			t.Errorf("%d cells by %s, want %d", len(m.Cells), axes, want)
		}
	}
}

// kinds is the negotiation of testdata/kinds.yaml on 1 September 2025.
func kinds(t *testing.T) *graph.View {
	return view(t, curated(t, "testdata/kinds.yaml"), graph.ViewOptions{Negotiation: "talks", AsOf: day("2025-09-01")})
}

// names lists conflicts as kind, parties and issue.
func names(list []*conflict.Conflict) string {
	var out []string
	for _, c := range list {
		v := seen(c)
		out = append(out, fmt.Sprintf("%s:%s:%s", c.Kind, sorted(v.parties), v.issue))
	}
	return strings.Join(out, " ")
}

func TestFilter(t *testing.T) {
	v := kinds(t)
	found := find(t, v)
	for _, tt := range []struct {
		name string
		f    conflict.Filter
		want string
	}{
		{"between needs two of the named", conflict.Filter{Between: []string{"usa", "e3", "ukraine"}}, "demand-opposed:ukraine,usa:crimea"},
		{"involving needs one", conflict.Filter{Involving: []string{"e3"}}, "red-lines-clash:e3,russia:troops preferences-differ:e3,russia:cap"},
		{"issues", conflict.Filter{Issues: []string{"language", "guarantee"}}, "self-contradiction:russia:language demand-narrowed:russia,ukraine:guarantee"},
		{"kinds", conflict.Filter{Kinds: []conflict.Kind{conflict.DemandsDiffer}}, "demands-differ:russia,ukraine:crimea"},
		{"severity is the worst or up to it", conflict.Filter{MinSeverity: conflict.Blocking, Involving: []string{"ukraine"}}, "demand-crosses-red-line:russia,ukraine:troops"},
		{"score at least", conflict.Filter{MinScore: 60}, "red-lines-clash:e3,russia:troops demand-crosses-red-line:russia,ukraine:troops"},
		{"a party never heard of here", conflict.Filter{Involving: []string{"nobody"}}, ""},
	} {
		if got := names(tt.f.Apply(found)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
	if got := (conflict.Filter{}).Apply(found); !slices.Equal(got, found) {
		t.Errorf("the zero filter keeps %d of %d", len(got), len(found))
	}
}

func TestFilterCheck(t *testing.T) {
	v := kinds(t)
	for _, tt := range []struct {
		f    conflict.Filter
		code graph.Code
		want string
	}{
		{conflict.Filter{}, "", ""},
		{conflict.Filter{Between: []string{"russia", "usa"}, Involving: []string{"e3"}, Issues: []string{"cap"}, Kinds: []conflict.Kind{"demand-opposed"}, MinSeverity: "mild"}, "", ""},
		{conflict.Filter{Between: []string{"rusia", "usa"}}, graph.CodeNotFound, `unknown party "rusia" (did you mean "russia"?)`},
		{conflict.Filter{Involving: []string{"ukrain"}}, graph.CodeNotFound, `did you mean "ukraine"?`},
		{conflict.Filter{Issues: []string{"crimee"}}, graph.CodeNotFound, `unknown issue "crimee" (did you mean "crimea"?)`},
		{conflict.Filter{Kinds: []conflict.Kind{"demand-differ"}}, graph.CodeInvalid, `did you mean "demands-differ"?`},
		{conflict.Filter{MinSeverity: "grave"}, graph.CodeInvalid, "one of blocking, serious, moderate, mild"},
		{conflict.Filter{Between: []string{"russia", "russia"}}, graph.CodeInvalid, "name at least two, or use involving"},
	} {
		err := tt.f.Check(v)
		if graph.CodeOf(err) != tt.code || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: %v, want %s %s", tt.f, err, tt.code, tt.want)
		}
	}
}

func TestSort(t *testing.T) {
	found := find(t, kinds(t))
	for _, tt := range []struct {
		o           conflict.Order
		first, last string
	}{
		{conflict.Order{}, "red-lines-clash:e3,russia:troops", "preferences-differ:russia,usa:place"},
		{conflict.Order{Field: conflict.BySeverity}, "preferences-differ:e3,russia:cap", "demand-crosses-red-line:russia,usa:troops"},
		{conflict.Order{Field: conflict.BySeverity, Descending: true}, "red-lines-clash:e3,russia:troops", "preferences-differ:russia,usa:place"},
		{conflict.Order{Field: conflict.ByScore}, "preferences-differ:e3,russia:cap", "red-lines-clash:e3,russia:troops"},
		{conflict.Order{Field: conflict.BySince}, "demand-narrowed:russia,ukraine:guarantee", "self-contradiction:russia:language"},
		{conflict.Order{Field: conflict.ByKind, Descending: true}, "preferences-differ:e3,russia:cap", "red-lines-clash:e3,russia:troops"},
		{conflict.Order{Field: conflict.ByIssue}, "preferences-differ:e3,russia:cap", "demand-crosses-red-line:russia,usa:troops"},
	} {
		list := slices.Clone(found)
		slices.Reverse(list)
		conflict.Sort(list, tt.o)
		if first, last := names(list[:1]), names(list[len(list)-1:]); first != tt.first || last != tt.last {
			t.Errorf("%+v: from %s to %s, want from %s to %s", tt.o, first, last, tt.first, tt.last)
		}
	}
}

func TestIDOutlivesARestatement(t *testing.T) {
	s := curated(t, "testdata/sides.yaml")
	at := func(d string, kind conflict.Kind) string {
		v := view(t, s, graph.ViewOptions{Negotiation: "talks", AsOf: day(d)})
		list := conflict.Filter{Kinds: []conflict.Kind{kind}, Between: []string{"north", "south"}}.Apply(find(t, v))
		for _, c := range list {
			if kind != conflict.DemandsDiffer || c.Issues[0].Key == "water" {
				return c.ID().String()
			}
		}
		return ""
	}
	if a, b := at("2025-02-10", conflict.DemandsDiffer), at("2025-09-01", conflict.DemandsDiffer); a == "" || a != b {
		t.Errorf("id %q before North restated its demand, %q after", a, b)
	}
	if a, b := at("2025-02-10", conflict.RedLinesClash), at("2025-09-01", conflict.RedLinesClash); a == "" || b == "" || a == b {
		t.Errorf("id %q with South's old red line, %q with the new: want two", a, b)
	}
	across := curated(t, "testdata/across.yaml")
	of := func(d string) *conflict.Conflict {
		v := view(t, across, graph.ViewOptions{Negotiation: "talks", AsOf: day(d)})
		return conflict.Filter{Kinds: []conflict.Kind{conflict.SelfContradiction}}.Apply(find(t, v))[0]
	}
	if a, b := of("2025-03-01"), of("2025-09-01"); a.ID() != b.ID() || a.Since != day("2025-02-01") || b.Since != day("2025-05-08") {
		t.Errorf("West's contradiction across issues is %s since %s, then %s since %s: want one id, and since the gap was over", a.ID(), a.Since, b.ID(), b.Since)
	}
}

func TestEvidenceOfAllSides(t *testing.T) {
	v := kinds(t)
	c := conflict.Filter{Issues: []string{"language"}}.Apply(find(t, v))[0]
	var got []string
	for _, s := range c.Evidence {
		got = append(got, s.Key)
	}
	if want := "other kremlin lavrov"; strings.Join(got, " ") != want {
		t.Errorf("evidence %v, want %s: by date, then key, each once", got, want)
	}
}

// TestNothingIsHeardBeforeItIsSaid looks at two cases on days on which the records hold and some words behind them
// are still to come.
func TestNothingIsHeardBeforeItIsSaid(t *testing.T) {
	voices := curated(t, "testdata/voices.yaml")
	for _, tt := range []struct{ day, want string }{
		{"2025-03-31", ""},
		{"2025-04-01", "self-contradiction:north:again self-contradiction:north:serving"},
		{"2025-05-31", "self-contradiction:north:serving"},
		{"2025-06-01", "self-contradiction:north:again self-contradiction:north:restated self-contradiction:north:serving self-contradiction:north:spoken"},
	} {
		if got := names(find(t, view(t, voices, graph.ViewOptions{Negotiation: "talks", AsOf: day(tt.day)}))); got != tt.want {
			t.Errorf("on %s: %s, want %s", tt.day, got, tt.want)
		}
	}
	kinds := curated(t, "testdata/kinds.yaml")
	for _, tt := range []struct {
		day   string
		cited int
		want  string
	}{
		{"2025-07-31", 0, "Ukraine demands “Ukrainian control” (since 2014-03; no source on record)"},
		{"2025-08-01", 1, "Ukraine demands “Ukrainian control” (since 2014-03),"}, // "in August" may be its first day
	} {
		v := view(t, kinds, graph.ViewOptions{Negotiation: "talks", AsOf: day(tt.day)})
		c := conflict.Filter{Kinds: []conflict.Kind{conflict.DemandsDiffer}}.Apply(find(t, v))[0]
		if len(c.Evidence) != tt.cited || !strings.Contains(c.Explanation, tt.want) {
			t.Errorf("on %s: %d statements and %q, want %d and %q", tt.day, len(c.Evidence), c.Explanation, tt.cited, tt.want)
		}
	}
}

func TestGroups(t *testing.T) {
	v := view(t, curated(t, "testdata/sides.yaml"), graph.ViewOptions{Negotiation: "talks", AsOf: day("2025-09-01")})
	found := find(t, v)
	groups := conflict.Groups(v, found)
	n := 0
	for i, g := range groups {
		n += len(g.Conflicts)
		if i > 0 && groups[i-1].Severity.Rank() > g.Severity.Rank() {
			t.Errorf("group %d is graver than the one before", i)
		}
	}
	if n != len(found) || len(groups) != len(found)-1 {
		t.Errorf("%d conflicts in %d groups, want all %d, two of them together", n, len(groups), len(found))
	}
	i := slices.IndexFunc(groups, func(g *conflict.Group) bool { return len(g.Conflicts) == 2 })
	if g := groups[i]; g.Issues[0].Key != "water" || g.Kind != conflict.DemandsDiffer || len(g.Blocs) != 2 ||
		len(g.Blocs[0].Parties) != 2 || g.Blocs[0].Parties[1].Key != "south" || len(g.Blocs[0].Options) != 1 || len(g.Blocs[1].Options) != 2 {
		t.Errorf("group %+v, want East and South with one option against North with two", g)
	}
}

func TestMatrixOfPairs(t *testing.T) {
	v := kinds(t)
	m := conflict.NewMatrix(v, find(t, v), conflict.ByParties)
	if len(m.Rows) != 4 || m.Rows[0] != (conflict.Label{Key: "e3", Label: "E3 (France, Germany, United Kingdom)"}) || len(m.Columns) != 4 {
		t.Errorf("rows %v, columns %v", m.Rows, m.Columns)
	}
	there, ok := m.At("russia", "ukraine")
	back, also := m.At("ukraine", "russia")
	if !ok || !also || there.Count != back.Count || there.Count != 4 || there.Severity != conflict.Blocking || there.Score < 60 ||
		!slices.Equal(there.Kinds, []conflict.Kind{conflict.DemandCrossesRedLine, conflict.DemandsDiffer, conflict.PreferenceCrossesRedLine, conflict.DemandNarrowed}) {
		t.Errorf("Russia and Ukraine: %+v, other way %+v", there, back)
	}
	if own, ok := m.At("russia", "russia"); !ok || own.Count != 1 || own.Kinds[0] != conflict.SelfContradiction {
		t.Errorf("Russia with itself: %+v", own)
	}
	if _, ok := m.At("e3", "usa"); ok {
		t.Error("E3 and USA have a cell and no conflict")
	}
	var undecided []string
	for _, u := range m.Undecided {
		if u.Issue.Key == "ceasefire" {
			undecided = append(undecided, u.Parties[0].Key+"+"+u.Parties[1].Key+" silent "+u.Silent.Key)
		}
	}
	if got := strings.Join(undecided, ", "); got != "e3+ukraine silent e3, russia+ukraine silent russia, ukraine+usa silent usa" {
		t.Errorf("undecided on ceasefire: %s", got)
	}
}

func TestMatrixOfIssues(t *testing.T) {
	v := kinds(t)
	found := find(t, v)
	m := conflict.NewMatrix(v, found, conflict.ByPartyIssue)
	if c, ok := m.At("russia", "troops"); !ok || c.Count != 3 || len(m.Columns) != 8 || m.Undecided != nil {
		t.Errorf("Russia on troops: %+v", c)
	}
	if _, ok := m.At("usa", "guarantee"); ok {
		t.Error("USA has a conflict on guarantee")
	}
	m = conflict.NewMatrix(v, found, conflict.ByIssues)
	n := 0
	for _, c := range m.Cells {
		n += c.Count
	}
	if c, ok := m.At("place", ""); !ok || c.Count != 2 || n != len(found) || m.Columns != nil {
		t.Errorf("place: %+v; %d conflicts in all", c, n)
	}
}

func TestStances(t *testing.T) {
	v := kinds(t)
	want := map[string]string{
		"place e3 geneva":         "silent not-researched",
		"place russia moscow":     "accepted ru-place",
		"place russia geneva":     "silent other-options-only",
		"place ukraine moscow":    "forbidden no-moscow",
		"place ukraine geneva":    "accepted ua-place",
		"crimea ukraine russia":   "opposed-by-implication ua-crimea",
		"crimea usa shared":       "opposed us-crimea",
		"ceasefire russia first":  "silent unclear ru-open",
		"ceasefire russia last":   "silent other-options-only",
		"troops ukraine european": "accepted ua-troops",
		"troops e3 none":          "forbidden not-without",
		"guarantee russia law":    "silent other-options-only",
		"guarantee russia treaty": "forbidden no-treaty",
		"membership usa full":     "opposed us-membership",
		"language russia one":     "accepted ru-one",
		"cap russia <=85000":      "accepted ru-cap",
		"cap e3 800000..900000":   "accepted e3-cap",
	}
	got := map[string]string{}
	for _, i := range v.Issues {
		cells := conflict.Stances(i)
		if len(cells) != len(v.Parties)*len(i.Options) {
			t.Errorf("%s: %d cells for %d parties and %d options", i.Key, len(cells), len(v.Parties), len(i.Options))
		}
		for _, c := range cells {
			words := []string{string(c.Attitude)}
			if c.Silence != "" {
				words = append(words, string(c.Silence))
			}
			for _, r := range c.Records {
				words = append(words, r.Ref().Key)
			}
			got[i.Key+" "+c.Party.Key+" "+c.Option.Key] = strings.Join(words, " ")
		}
	}
	for cell, words := range want {
		if got[cell] != words {
			t.Errorf("%s: %q, want %q", cell, got[cell], words)
		}
	}
}

func TestEnumsAreComplete(t *testing.T) {
	for _, d := range conflict.Detectors() {
		if d.Severity.Rank() < 0 || d.Weight <= 0 || !strings.Contains(d.Doc, "Example: ") {
			t.Errorf("%s: severity %q, weight %g, doc %q", d.Kind, d.Severity, d.Weight, d.Doc)
		}
	}
	for _, e := range []graph.Enum{conflict.Kind(""), conflict.Severity(""), conflict.OrderField(""), conflict.Axes("")} {
		for _, v := range e.Values() {
			if v.Word == "" || v.Doc == "" {
				t.Errorf("%T has %+v", e, v)
			}
		}
	}
	if conflict.Severity("grave").Rank() != -1 {
		t.Error("a word that is no severity has a rank")
	}
}

// What a view supposes by itself has no title to be called by.
func TestAnIssueUnderASuppositionOfTheView(t *testing.T) {
	s := world(t,
		&graph.Negotiation{Key: "talks", Title: "Talks"},
		&graph.Party{Key: "north", Name: "North", Kind: graph.PartyState}, &graph.Party{Key: "south", Name: "South", Kind: graph.PartyState},
		&graph.Issue{Key: "border", Negotiation: "talks", Title: "Border", Question: "Where?", Options: []graph.Option{{Key: "river", Label: "River"}, {Key: "ridge", Label: "Ridge"}, {Key: "coast", Label: "Coast"}}},
		&graph.RedLine{Key: "no-river", Party: "north", Title: "No river", Forbids: graph.Patterns{{"border": {"river"}}}},
		&graph.Scenario{Key: "inland", Negotiation: "talks", Title: "Inland", Assumes: graph.Pattern{"border": {"river", "ridge"}}},
	)
	suppose, river := graph.Supposition{Adds: []graph.RedLine{{Party: "south", Forbids: graph.Patterns{{"border": {"ridge"}}}}}}, graph.Pattern{"border": {"ridge", "river"}}
	words := "no option is left: a red line of North, “No river” (no source on record), rules out “River”; a red line of South, “Border: Ridge” (supposed, not on record), rules out “Ridge”."
	for _, reading := range []graph.Reading{graph.Narrow, graph.Broad} {
		for scenario, assumes := range map[string]graph.Pattern{"": river, "inland": nil} {
			suppose.Assumes = assumes
			want := map[string]string{"": "On “Border” (supposing “River” or “Ridge”), ", "inland": "On “Border” (supposing “Inland”: “River” or “Ridge”), "}[scenario] + words
			var got []string
			for _, c := range find(t, view(t, s, graph.ViewOptions{Negotiation: "talks", AsOf: day("2025-09-01"), Scenario: scenario, Suppose: suppose, Reading: reading})) {
				got = append(got, c.Explanation)
			}
			if !slices.Equal(got, []string{want}) {
				t.Errorf("%s: %q, want %q", reading, got, want)
			}
		}
	}
}
