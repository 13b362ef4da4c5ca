package seed

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parley/graph"
)

const harbourText = `
negotiations:
  - key: harbour
    title: Sharing the harbour
    description: "Two parties share a harbour.\n\nAll of it is invented."
    participants: [{party: north, role: principal, from: 2020}, {party: south, role: principal}]
parties:
  - {key: north, name: North, kind: state, names: {no: Nord}, codes: {wikidata: Q1}}
  - {key: south, name: South, kind: state}
issues:
  - key: berths
    negotiation: harbour
    title: Deep berths
    question: Who uses the deep berths?
    options: {north: Use by North, shared: Shared use, south: Use by South}
  - key: pilots
    negotiation: harbour
    title: Pilots
    question: Whose pilots guide the ships?
    options:
      - {key: none, label: No pilots}
      - {key: local, label: Local pilots, description: "From the harbour town, whoever governs it: licensed before 2020, and living there"}
positions:
  - key: south-berths
    party: south
    issue: berths
    stance: demands
    options: [shared, south]
    condition: {pilots: local}
    confidence: medium
    from: 2025-01-02
    evidence: [south-said]
  - {key: north-pilots, party: north, issue: pilots, stance: open}
red-lines:
  - key: north-line
    party: north
    title: No berths for South without local pilots
    forbids: [{berths: [shared, south], pilots: [none]}]
    confidence: 0.6
responses: [{key: answer, party: south, proposal: plan, answer: under-review}]
inquiries: [{key: search, party: south, issue: pilots, date: 2025-01, searched: "no"}]
proposals:
  - key: plan
    title: Plan
    date: 2025-01
    status: tabled
    provisions:
      - {clause: "1", issue: berths, options: shared, text: Ships of both use the deep berths.}
      - {clause: "2", text: The rest is left to a committee that meets in the harbour town once a year and reports to both.}
sources: [{key: gazette, title: "Gazette: news", issued: 2025, url: "https://gazette.example/1"}]
statements:
  - key: south-said
    source: gazette
    party: south
    attribution: official
    said: 2025-01-02
    paraphrase: >-
      South wants its ships to use the deep berths, alone or together with those of North, as long as local pilots
      guide them there.
    quotation: {exact: our ships will use the berths, prefix: "It said: ", start: 9, end: 38}
`

var harbour = fstest.MapFS{"harbour.yaml": {Data: []byte(harbourText)}}

// changed is the harbour folder with words replaced.
func changed(t *testing.T, words ...string) *Folder {
	t.Helper()
	for i := 0; i < len(words); i += 2 {
		if !strings.Contains(harbourText, words[i]) {
			t.Fatalf("the harbour has no %q", words[i])
		}
	}
	return mustRead(t, folder(strings.NewReplacer(words...).Replace(harbourText)))
}

func planText(t *testing.T, p *Plan) string {
	t.Helper()
	var b bytes.Buffer
	if err := p.Text(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPlanSaysWhatItWouldAdd(t *testing.T) {
	golden(t, "testdata/plan.txt", []byte(planText(t, NewPlan(graph.Empty(), changed(t)))))
}

func TestApplyingTwiceChangesNothing(t *testing.T) {
	for name, fsys := range folders() {
		f := mustRead(t, fsys)
		p := NewPlan(apply(t, graph.Empty(), f), f)
		if !p.Empty() || planText(t, p) != "nothing to do: the graph says what the folder says\n" {
			t.Errorf("%s: applied once, it still wants\n%s", name, planText(t, p))
		}
	}
}

func TestPlanSaysWhatChangesFieldByField(t *testing.T) {
	s := apply(t, graph.Empty(), changed(t))
	p := NewPlan(s, changed(t,
		"confidence: medium", "confidence: high",
		"options: [shared, south]", "options: [south]",
		"condition: {pilots: local}", "salience: 50",
		"berths: [shared, south], pilots: [none]", "berths: [south], pilots: [none]",
		"shared: Shared use, south: Use by South", "south: Use by South, shared: Use by both",
		"codes: {wikidata: Q1}", "codes: {wikidata: Q2}",
		"once a year and reports to both", "twice a year and reports to both",
		"guide them there", "guide them out",
		"from: 2020}", "from: 2021}",
	))
	want := `~ negotiation/harbour: participants[0].from 2020 -> 2021
~ party/north: codes.wikidata Q1 -> Q2
~ issue/berths: options.shared Shared use -> Use by both
~ issue/berths: options [north, shared, south] -> [north, south, shared]
~ position/south-berths: options [shared, south] -> [south]
~ position/south-berths: condition [{pilots: [local]}] (left out)
~ position/south-berths: salience 50 (new)
~ position/south-berths: confidence medium -> high
~ red-line/north-line: forbids[0].berths [shared, south] -> [south]
~ proposal/plan: provisions[1].text ...in the harbour town once a year and reports to both. -> ...in the harbour town twice a year and reports to both.
~ statement/south-said: paraphrase ...l pilots guide them there. -> ...l pilots guide them out.
0 to add, 7 to change, 0 to retire
`
	if got := planText(t, p); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A folder speaks for the negotiations it declares, and for nothing else.
func TestFoldersSpeakForTheirNegotiations(t *testing.T) {
	for _, tt := range []struct {
		scope, owner string
		want         bool
	}{
		{"harbour", "harbour", true}, {"harbour+lake", "harbour", true}, {"harbour", "harbour+lake", false},
		{"harbour", "lake", false}, {"", "harbour", false}, {"harbour", "", false}, {"", "", false},
	} {
		if got := speaksFor(tt.scope, tt.owner); got != tt.want {
			t.Errorf("a folder for %q speaks for what one for %q put: %v", tt.scope, tt.owner, got)
		}
	}
}

func TestPlanWarnsOfRecordsOfAnotherFolder(t *testing.T) {
	s, err := graph.Empty().With(graph.Draft{Scope: "other", Ops: []graph.Op{{Put: &graph.Party{Key: "south", Name: "The South", Kind: "state"}}}}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	const want = "  careful: party/south belongs to the folder for other, which shares this store\n"
	if got := planText(t, NewPlan(s, changed(t))); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant in it\n%s", got, want)
	}
}

func TestPlanRetiresWhatTheFolderHadAndHasNoMore(t *testing.T) {
	s := apply(t, graph.Empty(), changed(t))
	put := func(scope string, r graph.Record) {
		t.Helper()
		next, err := s.With(graph.Draft{Scope: scope, Ops: []graph.Op{{Put: r}}}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		s = next
	}
	put("", &graph.Party{Key: "by-hand", Name: "By hand", Kind: "state"})
	put("other", &graph.Party{Key: "elsewhere", Name: "Elsewhere", Kind: "state"})
	put("other", &graph.Party{Key: "south", Name: "South", Kind: "state"}) // word for word that of the folder
	without := changed(t, "  - {key: north-pilots, party: north, issue: pilots, stance: open}\n", "")
	p := NewPlan(s, without)
	if got, want := planText(t, p), "- position/north-pilots: North is open (Pilots)\n0 to add, 0 to change, 1 to retire\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	s = apply(t, s, without)
	if _, there := s.Record(graph.Ref{Kind: graph.KindPosition, Key: "north-pilots"}); there {
		t.Error("the position is still there")
	}
	if owner := s.Owner(graph.Ref{Kind: graph.KindParty, Key: "south"}); owner != "other" {
		t.Errorf("a record left alone now belongs to %q", owner)
	}
	if p := NewPlan(s, changed(t)); len(p.Items) != 1 || p.Items[0].Action != ActionAdd {
		t.Errorf("what was retired is not added again:\n%s", planText(t, p))
	}
}

func TestAFolderWithoutNegotiationsRetiresNothing(t *testing.T) {
	party := mustRead(t, folder("parties: [{key: a, name: A, kind: state}]"))
	s := apply(t, graph.Empty(), party)
	if p := NewPlan(s, mustRead(t, folder("parties: [{key: b, name: B, kind: state}]"))); len(p.Items) != 1 || p.Items[0].Ref.Key != "b" {
		t.Errorf("got\n%s", planText(t, p))
	}
}

func TestPlanIsForTheGraphItWasMadeFor(t *testing.T) {
	s := apply(t, graph.Empty(), changed(t))
	d := NewPlan(s, changed(t, "title: Plan", "title: Draft")).Draft("ann", "the title was wrong")
	if d.Actor != "ann" || d.Reason != "the title was wrong" || d.Scope != "harbour" || len(d.Ops) != 1 {
		t.Errorf("draft %+v", d)
	}
	later := apply(t, s, changed(t, "title: Plan", "title: Other"))
	if _, err := later.With(d, time.Time{}); graph.CodeOf(err) != graph.CodeStale {
		t.Errorf("applied to another graph: %v", err)
	}
}

func TestPlanNamesOptionsThatBecomeAList(t *testing.T) {
	s := apply(t, graph.Empty(), changed(t))
	p := NewPlan(s, changed(t, "options: {north: Use by North, shared: Shared use, south: Use by South}",
		"options: [{key: north, label: Use by North, description: Alone}, {key: shared, label: Shared use}, {key: south, label: Use by South}]"))
	if got := planText(t, p); !strings.Contains(got, "~ issue/berths: options ") || strings.Count(got, "\n") != 2 {
		t.Errorf("got\n%s", got)
	}
}
