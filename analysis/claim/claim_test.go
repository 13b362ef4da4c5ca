package claim

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/seed"
)

func day(s string) graph.Day {
	d, err := graph.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func snapshot(t testing.TB, records ...graph.Record) *graph.Snapshot {
	t.Helper()
	d := graph.Draft{Actor: "t", Reason: "t"}
	for _, r := range records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	s, err := graph.Empty().With(d, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func line(key, party string, forbids ...graph.Pattern) *graph.RedLine {
	return &graph.RedLine{Key: key, Party: party, Title: key, Forbids: forbids}
}

func position(key, party string, stance graph.Stance, options ...string) *graph.Position {
	return &graph.Position{Key: key, Party: party, Issue: "border", Stance: stance, Options: options}
}

func tabled(key string, options ...string) *graph.Proposal {
	return &graph.Proposal{Key: key, Negotiation: "n", Title: key, Date: graph.MustDate("2025-06-01"), Status: graph.ProposalTabled,
		Provisions: []graph.Provision{{Issue: "border", Options: options, Text: "Border."}}}
}

func basics(more ...graph.Record) []graph.Record {
	border := &graph.Issue{Key: "border", Negotiation: "n", Title: "Border", Question: "Where?"}
	for _, o := range []string{"river", "ridge", "coast"} {
		border.Options = append(border.Options, graph.Option{Key: o, Label: o})
	}
	return append([]graph.Record{
		&graph.Negotiation{Key: "n", Title: "N"}, border,
		&graph.Party{Key: "north", Name: "North", Kind: graph.PartyState},
		&graph.Party{Key: "south", Name: "South", Kind: graph.PartyState},
		&graph.Party{Key: "east", Name: "East", Kind: graph.PartyState},
	}, more...)
}

func TestCheck(t *testing.T) {
	both := []string{"north", "south"}
	noDeal, deal := graph.Claim{Kind: graph.ClaimNoDeal, Parties: both}, graph.Claim{Kind: graph.ClaimDeal, Parties: both}
	crosses := graph.Claim{Kind: graph.ClaimCrosses, Parties: both, Proposal: "plan"}
	conflict := graph.Claim{Kind: graph.ClaimConflict, Parties: both, Issue: "border"}
	apart := []graph.Record{line("l1", "north", graph.Pattern{"border": {"river"}}), line("l2", "south", graph.Pattern{"border": {"ridge", "coast"}})}
	near := []graph.Record{line("l1", "north", graph.Pattern{"border": {"river"}}), line("l2", "south", graph.Pattern{"border": {"ridge"}})}
	coast := []graph.Record{position("p1", "north", graph.StanceAccepts, "coast"), position("p2", "south", graph.StanceDemands, "coast")}
	for _, tt := range []struct {
		name    string
		claim   graph.Claim
		records []graph.Record
		want    string
	}{
		{"no deal, and none is left", noDeal, apart, "agrees red-line/l1 red-line/l2"},
		{"a deal, and none is left", deal, apart, "disagrees red-line/l1 red-line/l2"},
		{"no deal, but one is left and both accept it", noDeal, append(near, coast...), "disagrees"},
		{"a deal, and both accept it", deal, append(near, coast...), "agrees"},
		{"one is left, on which nobody has spoken", noDeal, near, "cannot-tell"},
		{"the same, claimed to be a deal", deal, near, "cannot-tell"},
		{"somebody else's red lines do not count", noDeal, append(near, line("l3", "east", graph.Pattern{"border": {"coast"}})), "cannot-tell"},
		{"a text that crosses a line of each", crosses, []graph.Record{
			line("l1", "north", graph.Pattern{"border": {"river"}}), line("l2", "south", graph.Pattern{"border": {"river"}}), tabled("plan", "river"),
		}, "agrees red-line/l1 red-line/l2"},
		{"a text that spares one", crosses, append(near, tabled("plan", "river")), "disagrees red-line/l1"},
		{"a text that leaves it open for one", crosses, []graph.Record{
			line("l1", "north", graph.Pattern{"border": {"river", "ridge"}}), line("l2", "south", graph.Pattern{"border": {"ridge"}}), tabled("plan", "river", "ridge"),
		}, "cannot-tell red-line/l1"},
		{"no red line of one on record", crosses, []graph.Record{line("l1", "north", graph.Pattern{"border": {"river"}}), tabled("plan", "river")}, "cannot-tell red-line/l1"},
		{"a text that was not tabled yet", crosses, append(apart, &graph.Proposal{Key: "plan", Negotiation: "n", Title: "Plan", Date: graph.MustDate("2026-02-01"), Status: graph.ProposalTabled}), "cannot-tell"},
		{"demands that differ", conflict, []graph.Record{position("p1", "north", graph.StanceDemands, "river"), position("p2", "south", graph.StanceDemands, "coast")},
			"agrees position/p1 position/p2"},
		{"one option all accept", conflict, coast, "disagrees"},
		{"nobody has spoken", conflict, nil, "cannot-tell"},
		{"one accepts, the other is silent", conflict, coast[:1], "cannot-tell"},
		{"a conflict with somebody else", conflict, append(coast, position("p3", "east", graph.StanceDemands, "river")), "disagrees"},
		{"a conflict of one with itself", conflict, []graph.Record{
			line("l1", "north", graph.Pattern{"border": {"river"}}), position("p1", "north", graph.StanceDemands, "river"),
		}, "cannot-tell"},
	} {
		v, err := snapshot(t, basics(tt.records...)...).View(graph.ViewOptions{Negotiation: "n", AsOf: day("2026-01-01")})
		if err != nil {
			t.Fatal(err)
		}
		a, err := Check(context.Background(), v, tt.claim, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := string(a.Agreement)
		for _, r := range a.Records {
			got += " " + r.Ref().String()
		}
		if got != tt.want || a.Explanation == "" || !strings.HasPrefix(a.Basis, "This is relative to recorded ") {
			t.Errorf("%s: got %s, want %s (%s %s)", tt.name, got, tt.want, a.Explanation, a.Basis)
		}
	}
}

// The claim the case began with, that no deal respects the red lines of Ukraine, Europe and Russia: on the words on record
// that day nothing decides it, unless red lines are read broadly. A judgement dated vaguely is of its first day.
func TestTheClaimOfAugust2025(t *testing.T) {
	f, problems := seed.Read(seed.Ukraine, "seed")
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	s := snapshot(t, f.Records...)
	v, err := s.View(graph.ViewOptions{Negotiation: "ukraine", AsOf: day("2026-06-30")})
	if err != nil {
		t.Fatal(err)
	}
	a, ok := graph.Get[*graph.Assessment](s, "matthijs-no-deal-2025-08-19")
	if !ok {
		t.Fatal("no such assessment")
	}
	list, err := CheckAll(context.Background(), v, a, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range list {
		got = append(got, fmt.Sprint(a.AsOf, " ", a.Reading, " ", a.Agreement, " ", a.Verdict))
	}
	if len(got) != 4 || got[0] != "2025-08-19 narrow cannot-tell undetermined" || got[1] != "2025-08-19 broad agrees blocked" {
		t.Errorf("got %s", strings.Join(got, "; "))
	}
	v, err = s.View(graph.ViewOptions{Negotiation: "ukraine", AsOf: day("2025-08-19")})
	if err != nil {
		t.Fatal(err)
	}
	if list, err = CheckAll(context.Background(), v, a, nil); err != nil || len(list) != 2 {
		t.Errorf("on the day itself: %d answers, %v", len(list), err)
	}
}
