package graph_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"parley/graph"
)

// disputed is small with red lines, a quantity and a scenario.
func disputed() []graph.Record {
	return append(append(small(), other()...),
		&graph.Issue{Key: "troops", Negotiation: "talks", Title: "Troops", Question: "How many?", Scale: graph.Quantity, Unit: "soldiers"},
		&graph.Position{Key: "few", Party: "north", Issue: "troops", Stance: graph.StanceDemands, Options: []string{"<=600"}, Evidence: []string{"s1"}},
		&graph.RedLine{Key: "coast", Party: "north", Title: "No coast", Forbids: graph.Patterns{{"border": {"coast"}}}, Evidence: []string{"s1"}},
		&graph.RedLine{Key: "past", Party: "north", Title: "No river", Forbids: graph.Patterns{{"border": {"river"}}}, To: graph.MustDate("2024")},
		&graph.RedLine{Key: "split", Party: "south", Title: "No split", Forbids: graph.Patterns{{"water": {"split"}}}},
		&graph.Scenario{Key: "if", Negotiation: "talks", Title: "If", Relaxes: []string{"split"},
			Adds:    []graph.RedLine{{Key: "supposed-2", Party: "west", Title: "No ridge", Forbids: graph.Patterns{{"border": {"ridge"}}}}},
			Assumes: graph.Pattern{"border": {"river", "ridge"}, "troops": {"<=600", ">800"}}},
	)
}

func forbids(party string, patterns ...graph.Pattern) graph.RedLine {
	return graph.RedLine{Party: party, Forbids: patterns}
}

func TestFaultySuppositions(t *testing.T) {
	s, err := mustWith(t, graph.Empty(), put(disputed()...)).
		With(put(&graph.RedLine{Key: "late", Party: "west", Title: "Late", Forbids: graph.Patterns{{"border": {"coast"}}}}), noon.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	relax := func(keys ...string) graph.Supposition { return graph.Supposition{Relaxes: keys} }
	add := func(lines ...graph.RedLine) graph.Supposition { return graph.Supposition{Adds: lines} }
	assume := func(issue string, options ...string) graph.Supposition {
		return graph.Supposition{Assumes: graph.Pattern{issue: options}}
	}
	keyed := func(key string) graph.RedLine {
		return graph.RedLine{Key: key, Party: "west", Forbids: graph.Patterns{{"border": {"coast"}}}}
	}
	var many []string
	for n := range graph.MaxOptions {
		many = append(many, fmt.Sprint(">", 1000+n))
	}
	for _, tt := range []struct {
		name    string
		suppose graph.Supposition
		view    graph.ViewOptions
		code    graph.Code
		want    string
	}{
		{"an unknown red line", relax("coast", "splt"), graph.ViewOptions{}, graph.CodeNotFound, `relax[1]: unknown red-line "splt" (did you mean "split"?)`},
		{"a red line not known then", relax("late"), graph.ViewOptions{KnownAt: noon}, graph.CodeNotFound, `relax[0]: unknown red-line "late"`},
		{"a red line of another case", relax("fish-line"), graph.ViewOptions{}, graph.CodeInvalid, "relax[0]: red line fish-line belongs to negotiation other, not to talks"},
		{"a red line twice", relax("coast", "coast"), graph.ViewOptions{}, graph.CodeInvalid, `relax[1]: "coast" is there twice`},
		{"a line the scenario adds", relax("supposed-2"), graph.ViewOptions{Scenario: "if"}, graph.CodeNotFound, `relax[0]: unknown red-line "supposed-2"`},
		{"an unknown party", add(forbids("nort", graph.Pattern{"border": {"coast"}})), graph.ViewOptions{}, graph.CodeNotFound, `add[0].party: unknown party "nort" (did you mean "north"?)`},
		{"no party", add(forbids("", graph.Pattern{"border": {"coast"}})), graph.ViewOptions{}, graph.CodeInvalid, "add[0].party: is missing: Whose red line it is."},
		{"no pattern", add(forbids("north")), graph.ViewOptions{}, graph.CodeInvalid, "add[0].forbids: is missing: The packages ruled out: those that match any of these patterns."},
		{"an empty pattern", add(forbids("north", graph.Pattern{})), graph.ViewOptions{}, graph.CodeInvalid, "add[0].forbids[0]: empty pattern: it would match every package"},
		{"an unknown issue", add(forbids("north", graph.Pattern{"boarder": {"coast"}})), graph.ViewOptions{}, graph.CodeNotFound, `add[0].forbids[0].boarder: unknown issue "boarder" (did you mean "border"?)`},
		{"an unknown option", add(keyed("a"), forbids("north", graph.Pattern{"border": {"cost"}})), graph.ViewOptions{}, graph.CodeInvalid,
			`add[1].forbids[0].border[0]: unknown option of border "cost" (did you mean "coast"?): one of river, ridge, coast`},
		{"an issue of another case", add(forbids("north", graph.Pattern{"fish": {"ours"}})), graph.ViewOptions{}, graph.CodeInvalid,
			"add[0].forbids[0].fish: issue fish belongs to negotiation other, not to talks"},
		{"a line that supersedes", add(graph.RedLine{Party: "north", Forbids: graph.Patterns{{"border": {"river"}}}, From: graph.MustDate("2025"), Supersedes: "coast"}), graph.ViewOptions{}, graph.CodeInvalid,
			"add[0].supersedes: a line that a scenario adds supersedes nothing: relax the other instead"},
		{"a key that is none", add(keyed("No Coast")), graph.ViewOptions{}, graph.CodeInvalid, `add[0].key: "No Coast" is no key: use lower-case letters, digits and single hyphens, such as "no-coast"`},
		{"the key of a record", add(keyed("coast")), graph.ViewOptions{}, graph.CodeInvalid, `add[0].key: red line "coast" is on record: give the added one its own key`},
		{"the same key twice", add(keyed("a"), keyed("a")), graph.ViewOptions{}, graph.CodeInvalid, `add[1].key: red line "a" is there twice: give each its own key`},
		{"the key of a line the scenario adds", add(keyed("supposed-2")), graph.ViewOptions{Scenario: "if"}, graph.CodeInvalid, `add[0].key: scenario if adds a red line "supposed-2": give this one its own key`},
		{"a party not asked about", add(keyed("a")), graph.ViewOptions{Parties: []string{"north", "south"}}, graph.CodeInvalid, "add[0]: west is not among the parties asked about: north, south"},
		{"a line on issues not asked about", add(keyed("a")), graph.ViewOptions{Issues: []string{"water", "troops"}}, graph.CodeInvalid, "add[0]: names none of the issues asked about: water, troops"},
		{"an assumption on an unknown issue", assume("watr", "split"), graph.ViewOptions{}, graph.CodeNotFound, `assume.watr: unknown issue "watr" (did you mean "water"?)`},
		{"an assumption without options", assume("water"), graph.ViewOptions{}, graph.CodeInvalid, "assume.water: empty pattern: name at least one option of water"},
		{"an assumption of an unknown option", assume("water", "splt"), graph.ViewOptions{}, graph.CodeInvalid, `assume.water[0]: unknown option of water "splt" (did you mean "split"?): one of shared, split`},
		{"an assumption on an issue not asked about", assume("water", "split"), graph.ViewOptions{Issues: []string{"border"}}, graph.CodeInvalid, "assume.water: is not among the issues asked about: border"},
		{"an assumption that is no range", assume("troops", "few"), graph.ViewOptions{}, graph.CodeInvalid,
			`assume.troops[0]: "few" is not a range: write 600000, <600000, <=600000, >600000, >=600000 or 85000..100000, each number in at most 15 plain digits`},
		{"too many ranges", assume("troops", many...), graph.ViewOptions{}, graph.CodeInvalid, "assume.troops: the numbers on record cut troops into 67 ranges: at most 64"},
		{"nothing left", assume("border", "coast"), graph.ViewOptions{Scenario: "if"}, graph.CodeInvalid,
			"assume.border: nothing is left of issue border, of which scenario if leaves only river, ridge: assume some of that, or leave out the scenario"},
		{"no number left", assume("troops", ">600..800"), graph.ViewOptions{Scenario: "if"}, graph.CodeInvalid,
			"assume.troops: nothing is left of issue troops, of which scenario if leaves only <=600, >800: assume some of that, or leave out the scenario"},
		{"all at once", graph.Supposition{Relaxes: []string{"fish-line"}, Adds: []graph.RedLine{keyed("coast")}}, graph.ViewOptions{}, graph.CodeInvalid,
			"relax[0]: red line fish-line belongs to negotiation other, not to talks\nadd[0].key: red line \"coast\" is on record: give the added one its own key"},
	} {
		tt.view.Negotiation, tt.view.AsOf, tt.view.Suppose = "talks", day("2025-08-20"), tt.suppose
		if _, err := s.View(tt.view); graph.CodeOf(err) != tt.code || err.Error() != tt.want {
			t.Errorf("%s: %s %v\nwant %s %s", tt.name, graph.CodeOf(err), err, tt.code, tt.want)
		}
	}
}

func TestSuppositionsUniteWithTheScenario(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(disputed()...))
	v := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Scenario: "if", Suppose: graph.Supposition{
		Relaxes: []string{"split", "past", "coast"},
		Adds:    []graph.RedLine{forbids("south", graph.Pattern{"border": {"river"}}), forbids("west", graph.Pattern{"water": {"split"}})},
		Assumes: graph.Pattern{"border": {"ridge", "coast"}, "water": {"shared"}, "troops": {">=500..<700", ">=900"}},
	}})
	for name, got := range map[string][2][]string{
		"red lines": {keys(v.RedLines), {"supposed-1", "supposed-2", "supposed-3"}},
		"relaxed":   {keys(v.Relaxed), {"coast", "split"}},
		"idle":      {keys(v.Idle), {"past"}},
		"border":    {names(mustIssue(v, "border"), mustIssue(v, "border").Assumed), {"ridge"}},
		"water":     {names(mustIssue(v, "water"), mustIssue(v, "water").Assumed), {"shared"}},
		"troops":    {mustIssue(v, "troops").Labels(mustIssue(v, "troops").Assumed), {"500..600 soldiers", ">=900 soldiers"}},
	} {
		if !slices.Equal(got[0], got[1]) {
			t.Errorf("%s: %q, want %q", name, got[0], got[1])
		}
	}
	if got, want := v.Supposed.Assumes, (graph.Pattern{"border": {"ridge"}, "water": {"shared"}, "troops": {"500..600", ">=900"}}); !reflect.DeepEqual(got, want) {
		t.Errorf("supposed %v, want %v", got, want)
	}
	for _, r := range v.RedLines {
		if !v.Supposes(r) {
			t.Errorf("%s is not seen to be supposed", r.Key)
		}
	}
	for _, r := range v.Relaxed {
		if v.Supposes(r) {
			t.Errorf("%s is on record", r.Key)
		}
	}
}

func TestAddedLinesAreGivenKeysAndTitles(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(append(disputed(), &graph.RedLine{Key: "supposed-3", Party: "west", Title: "Odd", Forbids: graph.Patterns{{"water": {"shared"}}}})...))
	s = mustWith(t, s, graph.Draft{Actor: "a", Reason: "r", Ops: []graph.Op{{Retire: graph.Ref{Kind: graph.KindRedLine, Key: "supposed-3"}}}})
	asked := graph.Supposition{Adds: []graph.RedLine{
		forbids("north", graph.Pattern{"border": {"river", "ridge"}, "water": {"split"}}, graph.Pattern{"troops": {">600"}}),
		forbids("north", graph.Pattern{"border": {"coast"}}),
		{Key: "supposed-4", Title: "Mine", Party: "north", Forbids: graph.Patterns{{"border": {"coast"}}}},
		forbids("north", graph.Pattern{"water": {"shared"}}),
	}}
	v := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Scenario: "if", Suppose: asked})
	want := map[string]string{
		"supposed-1": "Border: River or Ridge, with Water: Split; Troops: >600 soldiers",
		"supposed-2": "No ridge", // the scenario's; supposed-3 was on record once
		"supposed-4": "Mine",
		"supposed-5": "Border: Coast",
		"supposed-6": "Water: Shared",
	}
	got := map[string]string{}
	for _, l := range v.Supposed.Adds {
		got[l.Key] = l.Title
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("added %v\nwant %v", got, want)
	}
	if asked.Adds[0].Key != "" || asked.Adds[0].Title != "" {
		t.Errorf("what was asked for now has a key: %+v", asked.Adds[0])
	}
}

// The numbers of a supposition cut a quantity as those of a scenario on record do, though in its own view alone.
func TestSupposedNumbersCutAQuantity(t *testing.T) {
	suppose := graph.Supposition{
		Adds:    []graph.RedLine{{Key: "cap", Party: "south", Title: "Cap", Forbids: graph.Patterns{{"troops": {"700..800"}}}}},
		Assumes: graph.Pattern{"troops": {">500"}},
	}
	s := mustWith(t, graph.Empty(), put(disputed()...))
	stored := mustWith(t, s, put(&graph.Scenario{Key: "supposed", Negotiation: "talks", Title: "Cap", Adds: suppose.Adds, Assumes: suppose.Assumes}))
	asked, want := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Suppose: suppose}), view(t, stored, graph.ViewOptions{AsOf: day("2025-08-20"), Scenario: "supposed"})
	one, other := mustIssue(asked, "troops"), mustIssue(want, "troops")
	if got := optionKeys(one); !slices.Equal(got, []string{"<=500", ">500..600", ">600..<700", "700..800", ">800"}) || !slices.Equal(got, optionKeys(other)) {
		t.Errorf("ranges %v, under the scenario %v", got, optionKeys(other))
	}
	south, _ := one.Stand("south")
	if one.Assumed != 0b11110 || other.Assumed != one.Assumed || south.Forbids != 0b01000 {
		t.Errorf("assumed %b, under the scenario %b; south forbids %b", one.Assumed, other.Assumed, south.Forbids)
	}
	if again := view(t, stored, graph.ViewOptions{AsOf: day("2025-08-20"), Suppose: graph.Supposition{Relaxes: []string{"coast"}}}); !slices.Equal(optionKeys(mustIssue(again, "troops")), optionKeys(other)) {
		t.Errorf("ranges under another supposition %v, want those of the record", optionKeys(mustIssue(again, "troops")))
	}
	if got := optionKeys(mustIssue(view(t, s, graph.ViewOptions{AsOf: day("2025-08-20")}), "troops")); !slices.Equal(got, []string{"<=600", ">600..800", ">800"}) {
		t.Errorf("ranges of the record %v", got)
	}
}

func optionKeys(i *graph.IssueView) []string {
	var keys []string
	for _, o := range i.Options {
		keys = append(keys, o.Key)
	}
	return keys
}

func TestAddedLinesNeedNoEvidence(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(disputed()...))
	v := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Scenario: "if", Floor: graph.Floor{Reliability: "A"}, Without: "gazette",
		Suppose: graph.Supposition{Adds: []graph.RedLine{forbids("south", graph.Pattern{"border": {"river"}})}}})
	if got := keys(v.RedLines); !slices.Equal(got, []string{"supposed-1", "supposed-2"}) {
		t.Errorf("red lines %v, want those supposed", got)
	}
}

func TestScenarioLinesOfPartiesNotAskedAboutAreDropped(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(disputed()...))
	v := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Scenario: "if", Parties: []string{"north"}, Suppose: graph.Supposition{Relaxes: []string{"split"}}})
	if got, idle := keys(v.RedLines), keys(v.Idle); !slices.Equal(got, []string{"coast"}) || !slices.Equal(idle, []string{"split"}) {
		t.Errorf("red lines %v, given up to no effect %v", got, idle)
	}
}

func TestAnAddedLinePartlyOutsideTheSubsetIsTold(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(disputed()...))
	v := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Issues: []string{"border"}, Suppose: graph.Supposition{
		Adds: []graph.RedLine{forbids("south", graph.Pattern{"border": {"river"}, "water": {"split"}})}}})
	if want := []graph.Ref{{Kind: graph.KindRedLine, Key: "split"}, {Kind: graph.KindRedLine, Key: "supposed-1"}}; !slices.Equal(v.Skipped, want) {
		t.Errorf("left out %v, want %v", v.Skipped, want)
	}
}

// Views under suppositions leave the snapshot as it is, and views of it without them.
func TestSuppositionsDoNotLeak(t *testing.T) {
	for seed := range uint64(40) {
		c := newCase(seed)
		s := mustWith(t, graph.Empty(), put(append(small(), c.records...)...))
		bare := c.asked("2025-02-01")
		bare.Suppose, bare.Without = graph.Supposition{}, ""
		before, asked := written(t, s, bare), marshal(t, c.view.Suppose)
		v := view(t, s, c.asked("2025-02-01"))
		if v.Snapshot != s {
			t.Fatalf("seed %d: the view has another snapshot", seed)
		}
		if after := written(t, s, bare); after != before {
			t.Fatalf("seed %d: before\n%s\nafter\n%s", seed, before, after)
		}
		if after := marshal(t, c.view.Suppose); after != asked {
			t.Fatalf("seed %d: asked for\n%s\nthen\n%s", seed, asked, after)
		}
	}
}

// written is all records of a snapshot, who names whom, and a view of it.
func written(t *testing.T, s *graph.Snapshot, o graph.ViewOptions) string {
	var all []any
	for _, k := range graph.Kinds() {
		for r := range s.Records(k.Kind) {
			all = append(all, r.Ref(), r, slices.Collect(s.Referring(r.Ref(), graph.KindScenario)))
		}
	}
	v := view(t, s, o)
	all = append(all, listed(v), v.Supposed)
	for _, i := range v.Issues {
		all = append(all, i.Options, i.Assumed)
		for _, st := range i.Stands() {
			all = append(all, st.Party.Key, st.Records(), st.Forbids)
		}
	}
	return marshal(t, all)
}

func marshal(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWithoutASource(t *testing.T) {
	date := graph.MustDate
	records := small()
	for key, evidence := range map[string][]string{"gazette": {"s1"}, "blog": {"s2"}, "both": {"s1", "s2"}, "none": nil} {
		records = append(records,
			&graph.Position{Key: key, Party: "north", Issue: "border", Stance: graph.StanceAccepts, Options: []string{"river"}, Evidence: evidence},
			&graph.RedLine{Key: key, Party: "north", Title: key, Forbids: graph.Patterns{{"border": {"coast"}}}, Evidence: evidence})
	}
	records = append(records,
		&graph.Position{Key: "old", Party: "north", Issue: "water", Stance: graph.StanceDemands, Options: []string{"split"}, From: date("2025-01"), Evidence: []string{"s1"}},
		&graph.Position{Key: "new", Party: "north", Issue: "water", Stance: graph.StanceDemands, Options: []string{"shared"}, From: date("2025-02"), Evidence: []string{"s2"}, Supersedes: "old"})
	s := mustWith(t, graph.Empty(), put(records...))
	for _, tt := range []struct {
		name    string
		without string
		floor   graph.Floor
		want    []string
		lines   []string
	}{
		{"all sources", "", graph.Floor{}, []string{"blog", "both", "gazette", "new", "none"}, []string{"blog", "both", "gazette", "none"}},
		{"without one that others do not rest on alone", "gazette", graph.Floor{}, []string{"blog", "both", "new", "none"}, []string{"blog", "both", "none"}},
		{"what does not count supersedes nothing", "blog", graph.Floor{}, []string{"both", "gazette", "none", "old"}, []string{"both", "gazette", "none"}},
		{"what is left must pass the floor", "gazette", graph.Floor{Reliability: "B"}, []string{}, []string{}},
		{"and does", "blog", graph.Floor{Reliability: "B"}, []string{"both", "gazette", "old"}, []string{"both", "gazette"}},
	} {
		v := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Without: tt.without, Floor: tt.floor})
		if got, lines := keys(v.Positions), keys(v.RedLines); !slices.Equal(got, tt.want) || !slices.Equal(lines, tt.lines) {
			t.Errorf("%s: positions %v, red lines %v; want %v, %v", tt.name, got, lines, tt.want, tt.lines)
		}
	}
	_, err := s.View(graph.ViewOptions{Negotiation: "talks", Without: "gazete"})
	if want := `unknown source "gazete" (did you mean "gazette"?)`; graph.CodeOf(err) != graph.CodeNotFound || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
