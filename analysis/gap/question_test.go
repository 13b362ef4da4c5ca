package gap

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/seed"
)

func next(t *testing.T, v *graph.View, l Limits) Questions {
	t.Helper()
	q, err := Next(context.Background(), v, l)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// talk leaves one option of two on y, on which b is silent; a has said all it will.
func talk(more ...graph.Record) []graph.Record {
	return frame(append([]graph.Record{
		line("no-y2", "a", graph.Pattern{"y": {"y2"}}),
		position("a-x", "a", "x", graph.StanceDemands, "x1"), position("b-x", "b", "x", graph.StanceAccepts, "x1", "x2", "x3"),
		position("a-y", "a", "y", graph.StanceDemands, "y1"),
		&graph.Person{Key: "queen", Name: "The Queen", Offices: []graph.Office{{Party: "b", Title: "Queen of Bland", Authority: graph.AuthorityBinding}}},
		&graph.Person{Key: "late-king", Name: "The late King", Offices: []graph.Office{{Party: "b", Title: "King of Bland", Authority: graph.AuthorityBinding, To: graph.MustDate("2025-12-31")}}},
		&graph.Person{Key: "envoy", Name: "The Envoy", Offices: []graph.Office{{Party: "b", Title: "Envoy", Authority: graph.AuthorityOfficial}}},
	}, more...)...)
}

func TestTheQuestionThatDecides(t *testing.T) {
	found := next(t, see(t, graph.ViewOptions{}, talk()...), Limits{})
	if len(found.List) != 1 || !found.Complete || found.Weighed != 1 {
		t.Fatalf("found %s, of %d, complete %v", showQuestions(found.List), found.Weighed, found.Complete)
	}
	q := found.List[0]
	if got, want := q.Explanation, "Ask Bland (The Queen, Queen of Bland) whether it could live with “label y1” on “Y”, where it has no word on record here, "+
		"and nobody is on record as having looked: a red line against “label y1” turns the verdict from UNDETERMINED to BLOCKED; "+
		"that it can live with “label y1” turns the verdict from UNDETERMINED to OPEN and takes no deal away."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var replies []string
	for _, r := range q.Replies {
		replies = append(replies, fmt.Sprintf("%s %s %s %d cores %d conflicts %d", r.Kind, r.After.Verdict, r.Deals, r.Short, len(r.CoresOpened), len(r.ConflictsOpened)))
	}
	// Against y1 stand a's demand for it, and with it, the red line against y2: a clash, and a demand that crosses.
	if got, want := strings.Join(replies, "; "), "refuses blocked 0 -1 cores 1 conflicts 2; accepts open 3 0 cores 0 conflicts 0; demands open 3 0 cores 0 conflicts 0"; got != want {
		t.Errorf("replies:\n got %s\nwant %s", got, want)
	}
}

// TestReach asks about words that may cover more, and sees the red line under its own key.
func TestReach(t *testing.T) {
	reaching := line("no-y1", "b", graph.Pattern{"x": {"x3"}})
	reaching.MayForbid = graph.Patterns{{"y": {"y1"}}}
	for reading, want := range map[graph.Reading]string{
		graph.Narrow: "no-y1 true most 2 least 2 covers blocked, excludes undetermined",
		graph.Broad:  "no-y1 true most 2 least 2 covers blocked, excludes undetermined",
	} {
		found := next(t, see(t, graph.ViewOptions{Reading: reading}, talk(reaching)...), Limits{})
		q := found.List[0]
		got := showQuestion(q)
		for n, r := range q.Replies {
			got += map[bool]string{true: " ", false: ", "}[n == 0] + fmt.Sprint(r.Kind, " ", r.After.Verdict)
			for _, c := range r.CoresOpened {
				if lines := strings.Join(lines(c), " "); lines != "no-y1 no-y2" {
					t.Errorf("%s: core of %s", reading, lines)
				}
			}
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", reading, got, want)
		}
	}
}

// TestAcceptanceCountsOnAnyEvidence: what is supposed needs none, however strict the view.
func TestAcceptanceCountsOnAnyEvidence(t *testing.T) {
	for _, floor := range []graph.Floor{{Reliability: "A", Credibility: 1}, {Sources: []string{"paper"}}} {
		sound := statement("sound", "paper", "2025-01-01")
		sound.Credibility = 1
		records := talk(sound)
		for _, r := range records {
			switch r := r.(type) {
			case *graph.Source:
				r.Reliability = "A"
			case *graph.RedLine:
				r.Evidence = []string{"sound"}
			case *graph.Position:
				r.Evidence = []string{"sound"}
			}
		}
		found := next(t, see(t, graph.ViewOptions{Floor: floor}, records...), Limits{})
		if got := showQuestions(found.List); got != "b/y true most 3 least 3" {
			t.Fatalf("%+v: %s", floor, got)
		}
		if r := found.List[0].Replies[1]; r.After.Verdict != "open" {
			t.Errorf("%+v: accepted, the verdict is %s", floor, r.After.Verdict)
		}
	}
}

// TestNothingIsStored: neither the view nor its snapshot is other than before.
func TestNothingIsStored(t *testing.T) {
	v := see(t, graph.ViewOptions{}, talk()...)
	head, before := v.Snapshot.Head(), next(t, v, Limits{})
	if v.Snapshot.Head() != head || len(v.Positions) != 3 || len(v.RedLines) != 1 {
		t.Errorf("the view has changed: %d positions, %d red lines", len(v.Positions), len(v.RedLines))
	}
	if again := next(t, v, Limits{}); showQuestions(again.List) != showQuestions(before.List) || again.List[0].Explanation != before.List[0].Explanation {
		t.Error("asked twice, the answers differ")
	}
}

func TestKnownAtAndBlocked(t *testing.T) {
	past := see(t, graph.ViewOptions{KnownAt: time.Date(2026, 6, 2, 0, 0, 0, 0, time.UTC)}, talk()...)
	if found := next(t, past, Limits{}); len(found.List) != 1 || found.List[0].Replies[1].After.Verdict != "open" {
		t.Errorf("as known then: %s", showQuestions(found.List))
	}
	blocked := next(t, see(t, graph.ViewOptions{}, talk(line("no-y1", "b", graph.Pattern{"y": {"y1"}}))...), Limits{})
	if len(blocked.List) != 0 || !blocked.Complete || !strings.HasPrefix(blocked.Explanation, "No reply about a silence can open") {
		t.Errorf("blocked: %s; %s", showQuestions(blocked.List), blocked.Explanation)
	}
}

func TestLimits(t *testing.T) {
	v := see(t, graph.ViewOptions{}, frame()...)
	one := next(t, v, Limits{First: 1})
	if len(one.List) != 1 || one.Weighed != 4 || !one.Complete {
		t.Errorf("%d listed of %d, complete %v", len(one.List), one.Weighed, one.Complete)
	}
	short := next(t, v, Limits{Budget: time.Nanosecond})
	if len(short.List) != 0 || short.Complete || !strings.Contains(short.Explanation, "The time was up") {
		t.Errorf("without time: %d, complete %v: %s", len(short.List), short.Complete, short.Explanation)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Next(ctx, v, Limits{Budget: time.Hour}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestUkraine asks in the real case what would most move the answer, and gets everything worked out.
func TestUkraine(t *testing.T) {
	folder, _ := seed.Read(seed.Ukraine, "ukraine")
	s, err := graph.Empty().With(puts(folder.Records), time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	v, err := s.View(graph.ViewOptions{Negotiation: "ukraine", AsOf: day("2025-08-19"), Parties: []string{"eu", "russia", "ukraine"}})
	if err != nil {
		t.Fatal(err)
	}
	found := next(t, v, Limits{First: 4})
	if !found.Complete || len(found.List) != 4 {
		t.Fatalf("%d listed, complete %v", len(found.List), found.Complete)
	}
	for n, q := range found.List {
		if len(q.To) == 0 || q.Most.Sign() == 0 || !q.Turns {
			t.Errorf("%s, to %v", showQuestion(q), q.To)
		}
		if reach := q.About == Reach; reach != (n < 3) {
			t.Errorf("question %d: %s", n, showQuestion(q))
		}
	}
}
