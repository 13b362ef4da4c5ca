package graph_test

import (
	"reflect"
	"slices"
	"testing"

	"parley/graph"
)

func view(t *testing.T, s *graph.Snapshot, o graph.ViewOptions) *graph.View {
	t.Helper()
	o.Negotiation = "talks"
	v, err := s.View(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func keys[T graph.Record](list []T) []string {
	out := []string{}
	for _, r := range list {
		out = append(out, r.Ref().Key)
	}
	return out
}

func TestPositionsHoldFromTheirFirstToTheirLastDay(t *testing.T) {
	demand := func(key, from, to, supersedes string) *graph.Position {
		p := &graph.Position{Key: key, Party: "north", Issue: "border", Stance: graph.StanceDemands, Options: []string{"river"}, Supersedes: supersedes}
		if from != "" {
			p.From = graph.MustDate(from)
		}
		if to != "" {
			p.To = graph.MustDate(to)
		}
		return p
	}
	s := mustWith(t, graph.Empty(), put(append(small(),
		demand("always", "", "", ""),
		demand("month", "2025-03", "2025-04", ""),
		demand("old", "2025-01-01", "", ""),
		demand("new", "2025-06-10", "", "old"),
		demand("vague-end", "2025-01-01", "2025-03/..", ""),
		demand("replaced-in-a-month", "2025-01-01", "", ""),
		demand("replacing", "2025-05", "", "replaced-in-a-month"),
	)...))
	for on, want := range map[string][]string{
		"2024-12-31": {"always"},
		"2025-02-28": {"always", "old", "replaced-in-a-month", "vague-end"},
		"2025-03-01": {"always", "month", "old", "replaced-in-a-month", "vague-end"},
		"2025-04-30": {"always", "month", "old", "replaced-in-a-month", "vague-end"},
		"2025-05-01": {"always", "old", "replacing", "vague-end"},
		"2025-06-09": {"always", "old", "replacing", "vague-end"},
		"2025-06-10": {"always", "new", "replacing", "vague-end"},
	} {
		if got := keys(view(t, s, graph.ViewOptions{AsOf: day(on)}).Positions); !slices.Equal(got, want) {
			t.Errorf("in force on %s: %v, want %v", on, got, want)
		}
	}
}

func TestAttitudes(t *testing.T) {
	pos := func(key string, st graph.Stance, options ...string) *graph.Position {
		return &graph.Position{Key: key, Party: "north", Issue: "border", Stance: st, Options: options}
	}
	line := &graph.RedLine{Key: "l", Party: "north", Title: "L", Forbids: graph.Patterns{{"border": {"coast"}}}}
	for _, tt := range []struct {
		name    string
		records []graph.Record
		want    []graph.Attitude // river, ridge, coast
		silence graph.SilenceKind
	}{
		{"nothing on record", nil, []graph.Attitude{"silent", "silent", "silent"}, graph.SilenceNotResearched},
		{"a search found nothing", []graph.Record{&graph.Inquiry{Key: "q", Party: "north", Issue: "border", Date: graph.MustDate("2025-01"), Searched: []string{"archive"}}},
			[]graph.Attitude{"silent", "silent", "silent"}, graph.SilenceNotFound},
		{"a demand opposes the rest by implication", []graph.Record{pos("a", graph.StanceDemands, "ridge")},
			[]graph.Attitude{"opposed-by-implication", "accepted", "opposed-by-implication"}, ""},
		{"demands are united", []graph.Record{pos("a", graph.StanceDemands, "ridge"), pos("b", graph.StanceDemands, "river")},
			[]graph.Attitude{"accepted", "accepted", "opposed-by-implication"}, ""},
		{"a preference says nothing of other options", []graph.Record{pos("a", graph.StancePrefers, "ridge")},
			[]graph.Attitude{"silent", "accepted", "silent"}, graph.SilenceOtherOptions},
		{"a red line goes before what is accepted", []graph.Record{pos("a", graph.StanceAccepts, "coast"), line},
			[]graph.Attitude{"silent", "silent", "forbidden"}, graph.SilenceOtherOptions},
		{"opposing goes before accepting", []graph.Record{pos("a", graph.StanceAccepts, "river"), pos("b", graph.StanceOpposes, "river")},
			[]graph.Attitude{"opposed", "silent", "silent"}, ""},
		{"open stays silent", []graph.Record{pos("a", graph.StanceOpen, "river")}, []graph.Attitude{"silent", "silent", "silent"}, graph.SilenceUnclear},
		{"declined stays silent, of its kind", []graph.Record{pos("a", graph.StanceDeclined)}, []graph.Attitude{"silent", "silent", "silent"}, graph.SilenceDeclined},
		{"the latest vague word decides", []graph.Record{
			&graph.Position{Key: "a", Party: "north", Issue: "border", Stance: graph.StanceDeclined, From: graph.MustDate("2025-02")},
			&graph.Position{Key: "b", Party: "north", Issue: "border", Stance: graph.StanceDenied, From: graph.MustDate("2025-03")}},
			[]graph.Attitude{"silent", "silent", "silent"}, graph.SilenceDenied},
	} {
		s := mustWith(t, graph.Empty(), put(append(small(), tt.records...)...))
		i, _ := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20")}).Issue("border")
		st, _ := i.Stand("north")
		for n, want := range tt.want {
			if got := st.Toward(n); got != want {
				t.Errorf("%s: option %d is %s, want %s", tt.name, n, got, want)
			}
			if (tt.want[n] == graph.AttitudeSilent) != st.Silent().Has(n) {
				t.Errorf("%s: Silent() = %b", tt.name, st.Silent())
			}
		}
		if tt.silence != "" && st.Silence(0) != tt.silence {
			t.Errorf("%s: silence is %s, want %s", tt.name, st.Silence(0), tt.silence)
		}
	}
}

func TestFloor(t *testing.T) {
	records := append(small(),
		&graph.Source{Key: "hearsay", Title: "Hearsay", Reliability: "F"},
		&graph.Source{Key: "plain", Title: "Not graded"},
		&graph.Statement{Key: "s3", Source: "hearsay", Attribution: graph.AttributionReported, Said: graph.MustDate("2025"), Paraphrase: "x", Credibility: 6},
		&graph.Statement{Key: "s4", Source: "plain", Attribution: graph.AttributionReported, Said: graph.MustDate("2025"), Paraphrase: "x"},
	)
	for key, evidence := range map[string][]string{"b2": {"s1"}, "e5": {"s2"}, "both": {"s1", "s2"}, "f6": {"s3"}, "ungraded": {"s4"}, "none": nil} {
		records = append(records, &graph.Position{Key: key, Party: "north", Issue: "border", Stance: graph.StanceAccepts, Options: []string{"river"}, Evidence: evidence})
	}
	s := mustWith(t, graph.Empty(), put(records...))
	for _, tt := range []struct {
		name  string
		floor graph.Floor
		want  []string
	}{
		{"no floor", graph.Floor{}, []string{"b2", "both", "e5", "f6", "none", "ungraded"}},
		{"reliability C", graph.Floor{Reliability: "C"}, []string{"b2", "both"}},
		{"one statement must meet both grades", graph.Floor{Reliability: "C", Credibility: 5}, []string{"b2", "both"}},
		{"credibility 5", graph.Floor{Credibility: 5}, []string{"b2", "both", "e5"}},
		{"what cannot be judged, by its own switch", graph.Floor{Reliability: "C", Unjudged: true}, []string{"b2", "both", "f6", "ungraded"}},
		{"F alone does not admit F", graph.Floor{Reliability: "F"}, []string{"b2", "both", "e5"}},
		{"named sources", graph.Floor{Sources: []string{"blog", "plain"}}, []string{"both", "e5", "ungraded"}},
	} {
		if got := keys(view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Floor: tt.floor}).Positions); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestWhatTheFloorDoesNotAdmitSupersedesNothing(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(append(small(),
		&graph.Position{Key: "old", Party: "north", Issue: "border", Stance: graph.StanceDemands, Options: []string{"river"}, From: graph.MustDate("2025-01"), Evidence: []string{"s1"}},
		&graph.Position{Key: "new", Party: "north", Issue: "border", Stance: graph.StanceDemands, Options: []string{"ridge"}, From: graph.MustDate("2025-02"), Evidence: []string{"s2"}, Supersedes: "old"})...))
	for floor, want := range map[graph.Reliability][]string{"": {"new"}, "B": {"old"}} {
		if got := keys(view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Floor: graph.Floor{Reliability: floor}}).Positions); !slices.Equal(got, want) {
			t.Errorf("floor %q: %v, want %v", floor, got, want)
		}
	}
}

func TestScenario(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(append(small(),
		&graph.RedLine{Key: "coast", Party: "north", Title: "No coast", Forbids: graph.Patterns{{"border": {"coast"}}}, MayForbid: graph.Patterns{{"border": {"ridge"}}}},
		&graph.RedLine{Key: "link", Party: "south", Title: "No river without sharing", Forbids: graph.Patterns{{"border": {"river"}, "water": {"split"}}}},
		&graph.Position{Key: "if-shared", Party: "south", Issue: "border", Stance: graph.StanceAccepts, Options: []string{"river"}, Condition: graph.Patterns{{"water": {"shared"}}}},
		&graph.Rule{Key: "geography", Negotiation: "talks", Reason: "the coast is rock", Forbids: graph.Patterns{{"border": {"coast"}}}},
		&graph.Scenario{Key: "give", Negotiation: "talks", Title: "Give", Relaxes: []string{"coast"}, Assumes: graph.Pattern{"water": {"shared"}},
			Adds: []graph.RedLine{{Key: "added", Party: "west", Title: "No ridge", Forbids: graph.Patterns{{"border": {"ridge"}}}}}})...))
	plain := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20")})
	if got := keys(plain.RedLines); !slices.Equal(got, []string{"coast", "link"}) {
		t.Errorf("red lines = %v", got)
	}
	if got, want := [2][]string{keys(plain.Positions), keys(plain.Conditional)}, [2][]string{{}, {"if-shared"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("positions, conditional = %v, want %v", got, want)
	}
	border, _ := plain.Issue("border")
	if border.Ruled != 0b100 {
		t.Errorf("ruled out = %b, want 100", border.Ruled)
	}
	what := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Scenario: "give"})
	if got := keys(what.RedLines); !slices.Equal(got, []string{"added", "link"}) {
		t.Errorf("red lines under the scenario = %v", got)
	}
	if got := keys(what.Relaxed); !slices.Equal(got, []string{"coast"}) {
		t.Errorf("relaxed = %v", got)
	}
	if got := keys(what.Positions); !slices.Equal(got, []string{"if-shared"}) {
		t.Errorf("positions under the scenario = %v: its assumption meets the condition", got)
	}
	border, _ = what.Issue("border")
	north, _ := border.Stand("north")
	west, _ := border.Stand("west")
	if north.Forbids != 0 || west.Forbids != 0b010 {
		t.Errorf("north forbids %b, west %b; want 0 and 10", north.Forbids, west.Forbids)
	}
	broad := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Reading: graph.Broad})
	border, _ = broad.Issue("border")
	if north, _ := border.Stand("north"); north.Forbids != 0b110 {
		t.Errorf("on a broad reading north forbids %b, want 110", north.Forbids)
	}
}

func TestSubset(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(append(small(),
		&graph.RedLine{Key: "link", Party: "south", Title: "L", Forbids: graph.Patterns{{"border": {"river"}, "water": {"split"}}}},
		&graph.RedLine{Key: "part", Party: "north", Title: "P", Forbids: graph.Patterns{{"border": {"river"}}, {"water": {"split"}}}})...))
	v := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Issues: []string{"border"}})
	if got := keys(v.RedLines); !slices.Equal(got, []string{"part"}) {
		t.Errorf("red lines = %v, want only what lies inside", got)
	}
	if want := []graph.Ref{{Kind: graph.KindRedLine, Key: "link"}, {Kind: graph.KindRedLine, Key: "part"}}; !slices.Equal(v.Skipped, want) {
		t.Errorf("left out = %v, want %v", v.Skipped, want)
	}
	v = view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Parties: []string{"north"}})
	if got := keys(v.RedLines); !slices.Equal(got, []string{"part"}) || len(v.Parties) != 1 {
		t.Errorf("red lines = %v of %v, want north's alone", got, keys(v.Parties))
	}
	for _, o := range []graph.ViewOptions{{Negotiation: "talk"}, {Negotiation: "talks", Scenario: "x"}, {Negotiation: "talks", Issues: []string{"bordr"}}, {Negotiation: "talks", Parties: []string{"nort"}}} {
		if _, err := s.View(o); graph.CodeOf(err) != graph.CodeNotFound {
			t.Errorf("View(%+v) = %v, want %s", o, err, graph.CodeNotFound)
		}
	}
}

func TestPrincipals(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(small()...))
	if got := keys(view(t, s, graph.ViewOptions{AsOf: day("2025-08-20")}).Principals()); !slices.Equal(got, []string{"north", "south"}) {
		t.Errorf("principals = %v", got)
	}
}
