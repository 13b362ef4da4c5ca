package report

import (
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

// planted is a small case with something for each part on what moved, what else bears on a deal and what is not known.
func planted() []graph.Record {
	d := graph.MustDate
	said := func(key, speaker, party, on string) *graph.Statement {
		return &graph.Statement{Key: key, Source: "paper", Speaker: speaker, Party: party, Attribution: graph.AttributionOfficial, Said: d(on), Paraphrase: "What " + key + " says", Credibility: 2}
	}
	holds := func(key, party, issue string, s graph.Stance, from, evidence string, options ...string) *graph.Position {
		return &graph.Position{Key: key, Party: party, Issue: issue, Stance: s, Options: options, From: d(from), Evidence: []string{evidence}}
	}
	ended := holds("a-old", "alpha", "seat", graph.StanceDemands, "2025-01-01", "a-1", "north")
	ended.To = d("2025-04-30")
	restated := holds("a-order-2", "alpha", "order", graph.StanceDemands, "2025-05-01", "a-2", "truce-first")
	restated.Supersedes = "a-order"
	return []graph.Record{
		restated,
		&graph.Negotiation{Key: "case", Title: "A case", Participants: []graph.Participation{
			{Party: "alpha", Role: graph.RolePrincipal}, {Party: "beta", Role: graph.RolePrincipal}},
			Steps: []graph.Step{{Key: "truce", Label: "Truce"}, {Key: "talks", Label: "Talks"}}},
		&graph.Party{Key: "alpha", Name: "Alpha", Kind: graph.PartyState},
		&graph.Party{Key: "beta", Name: "Beta", Kind: graph.PartyState},
		&graph.Person{Key: "ann", Name: "Ann", Offices: []graph.Office{{Party: "alpha", Title: "president", Authority: graph.AuthorityBinding, From: d("2020")}}},
		&graph.Person{Key: "art", Name: "Art", Offices: []graph.Office{{Party: "alpha", Title: "minister", Authority: graph.AuthorityOfficial, From: d("2020")}}},
		&graph.Issue{Key: "seat", Negotiation: "case", Title: "The seat", Question: "Where?", Options: []graph.Option{{Key: "north", Label: "North"}, {Key: "south", Label: "South"}}},
		&graph.Issue{Key: "order", Negotiation: "case", Title: "The order", Question: "What first?", Options: []graph.Option{
			{Key: "truce-first", Label: "Truce first", Order: []string{"truce", "talks"}}, {Key: "talks-first", Label: "Talks first", Order: []string{"talks", "truce"}}}},
		&graph.Source{Key: "paper", Title: "A paper", Reliability: "B"}, &graph.Source{Key: "other", Title: "Another", Reliability: "B"},
		said("a-1", "ann", "alpha", "2025-01-01"), said("a-2", "ann", "alpha", "2025-05-01"), said("a-3", "art", "alpha", "2025-05-10"),
		said("b-1", "", "beta", "2025-02-01"), said("b-2", "", "beta", "2025-05-20"), said("late", "", "beta", "2025-07-01"),
		ended, holds("a-new", "alpha", "seat", graph.StancePrefers, "2025-05-01", "a-2", "north"),
		holds("a-low", "alpha", "seat", graph.StanceOpposes, "2025-05-10", "a-3", "north"),
		holds("a-order", "alpha", "order", graph.StanceDemands, "2025-01-01", "a-1", "truce-first"),
		holds("b-order", "beta", "order", graph.StanceDemands, "2025-02-01", "b-1", "talks-first"),
		&graph.Commitment{Key: "embargo", By: "beta", To: []string{"alpha"}, Kind: graph.Threat, Title: "An embargo", Trigger: "no talks", Consequence: "Embargo",
			Date: d("2025-02-01"), Deadline: d("2025-04-01"), Status: graph.CommitmentPending, Evidence: []string{"b-1"}},
		&graph.Term{Key: "peace", Negotiation: "case", Title: "Peace", Senses: []graph.Sense{
			{Key: "quiet", Label: "Quiet first", Means: graph.Pattern{"order": {"truce-first"}}, Uses: []graph.Use{{Party: "alpha", Evidence: []string{"a-1"}}}},
			{Key: "word", Label: "Words first", Means: graph.Pattern{"order": {"talks-first"}}, Uses: []graph.Use{{Party: "beta", Evidence: []string{"b-1"}}}}}},
		&graph.Dispute{Key: "who", Negotiation: "case", Title: "Who spoke?", Over: graph.OverFact, Preferred: "envoy", Reason: "two saw it", WouldChange: "a recording",
			Versions: []graph.Account{{Key: "envoy", Label: "The envoy", Statements: []string{"b-1"}}, {Key: "aide", Label: "An aide", Statements: []string{"b-2"}}}},
		&graph.Dispute{Key: "later", Negotiation: "case", Title: "Told later?", Over: graph.OverFact,
			Versions: []graph.Account{{Key: "yes", Label: "Yes", Statements: []string{"a-2"}}, {Key: "no", Label: "No", Statements: []string{"late"}}}},
	}
}

func TestFurtherParts(t *testing.T) {
	s := snapshot(t, planted()...)
	d := build(t, view(t, s, graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01")}))
	for _, tt := range []struct {
		s       section
		has, no []string
	}{
		{movedSection, []string{"1 May 2025 | softened | On 2025-05-01, Alpha softened its position on “The seat”", "10 May 2025 | Alpha | The seat: opposes “North”"},
			[]string{"The order"}}, // begun in January and February, and restated in May
		{besidesSection, []string{
			"Beta | Alpha | threat: “An embargo” | 1 February 2025 | 1 April 2025 | pending, overdue | “no talks”: not on record as met",
			"Truce | Talks | Alpha, demanded", "Talks | Truce | Beta, demanded",
			"You first: Alpha demands “Truce” before “Talks”; Beta demands “Talks” before “Truce”", "is given up by Beta",
			"“Peace” | Quiet first | Alpha | ", "“Peace” | Words first | Beta | ", "Agreement that holds only while the word stays open",
			"Alpha | The seat | On “The seat”, Art (minister, official) opposed"}, nil},
		{unknownSection, []string{"What to ask next", "Who spoke? | The envoy | 1 | Taken. Preferred on record because: two saw it. Would change it: a recording.", "Who spoke? | An aide | 1 | Left out."},
			[]string{"Told later?"}},
	} {
		got := read(t, d, tt.s)
		for _, words := range tt.has {
			if !strings.Contains(got, words) {
				t.Errorf("%q lacks %q:\n%s", tt.s.heading(), words, got)
			}
		}
		for _, words := range tt.no {
			if strings.Contains(got, words) {
				t.Errorf("%q has %q:\n%s", tt.s.heading(), words, got)
			}
		}
	}
}

// What the record does not have is not headed; a report says that nothing moved.
func TestPartsWithoutAnythingAreLeftOut(t *testing.T) {
	d := build(t, view(t, small(t), graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01")}))
	if got := read(t, d, movedSection); !strings.Contains(got, "Nothing moved on record in the 90 days up to 1 June 2025") {
		t.Error(got)
	}
	if list := parts(t, d, besidesSection); len(list) != 2 {
		t.Errorf("there are %d blocks: %v", len(list), list)
	}
	if got := read(t, d, unknownSection); strings.Contains(got, "Where sources disagree") {
		t.Error(got)
	}
}

// A view of chosen issues, of an earlier day or of earlier knowledge has only what is in it.
func TestFurtherPartsFollowTheView(t *testing.T) {
	s := snapshot(t, planted()...)
	s, err := s.With(graph.Draft{Actor: "test", Reason: "another", Ops: []graph.Op{{Put: &graph.Commitment{Key: "gift", By: "alpha", Kind: graph.Promise, Title: "A gift",
		Consequence: "Gift", Date: graph.MustDate("2025-03-01"), Status: graph.CommitmentPending}}}}, recorded.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		o     graph.ViewOptions
		s     section
		words string
		want  bool
	}{
		{"now", graph.ViewOptions{}, besidesSection, "A gift", true},
		{"known before", graph.ViewOptions{KnownAt: recorded.Add(time.Minute)}, besidesSection, "A gift", false},
		{"all issues", graph.ViewOptions{}, besidesSection, "Who wants what first", true},
		{"the seat", graph.ViewOptions{Issues: []string{"seat"}}, besidesSection, "Who wants what first", false},
		{"the seat", graph.ViewOptions{Issues: []string{"seat"}}, besidesSection, "departs from a higher", true},
		{"the order", graph.ViewOptions{Issues: []string{"order"}}, besidesSection, "departs from a higher", false},
		{"beta alone", graph.ViewOptions{Parties: []string{"beta"}}, besidesSection, "departs from a higher", false},
		{"beta alone", graph.ViewOptions{Parties: []string{"beta"}}, unknownSection, "Who spoke?", true},
		{"alpha alone", graph.ViewOptions{Parties: []string{"alpha"}}, unknownSection, "Who spoke?", false},
		{"the other version", graph.ViewOptions{Prefer: map[string]string{"who": "aide"}}, unknownSection, "An aide | 1 | Taken, as asked for this report.", true},
		{"well graded", graph.ViewOptions{Floor: graph.Floor{Reliability: "A"}}, movedSection, "softened", false},
		{"in April", graph.ViewOptions{AsOf: day(t, "2025-04-01")}, besidesSection, "overdue |", false},
		{"in April", graph.ViewOptions{AsOf: day(t, "2025-04-01")}, unknownSection, "Who spoke?", false}, // one version had been told
	} {
		o := tt.o
		o.Negotiation = "case"
		if o.AsOf == 0 {
			o.AsOf = day(t, "2025-06-01")
		}
		if got := read(t, build(t, view(t, s, o)), tt.s); strings.Contains(got, tt.words) != tt.want {
			t.Errorf("%s: %q is there: %v, want %v\n%s", tt.name, tt.words, !tt.want, tt.want, got)
		}
	}
}

// Thin ice is told by what depends on it, ten records at most, and the rest is counted.
func TestThinIceIsCountedWhole(t *testing.T) {
	for name, v := range views(t) {
		d := build(t, v)
		counted := false
		for _, b := range parts(t, d, unknownSection) {
			table, ok := b.(Table)
			if !ok || len(table.Columns) != 7 {
				continue
			}
			counted = true
			first := mapped(table.Rows, func(row []Text) string { return row[3].String() })
			if last := slices.Index(first, none); last >= 0 && slices.Contains(first[last:], "yes") {
				t.Errorf("%s: what decides the answer does not come first: %v", name, first)
			}
			if len(table.Rows) > thinRows {
				t.Errorf("%s: %d rows", name, len(table.Rows))
			}
		}
		if counted == (name == "bare") {
			t.Errorf("%s: thin ice is told: %v", name, counted)
		}
	}
}
