package term

import (
	"context"
	"testing"
	"time"

	"parley/graph"
)

// see views the records in negotiation n on 1 January 2026.
func see(t testing.TB, o graph.ViewOptions, records ...graph.Record) *graph.View {
	t.Helper()
	d := graph.Draft{Actor: "t", Reason: "t"}
	for _, r := range records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	s, err := graph.Empty().With(d, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	o.Negotiation = "n"
	if o.AsOf == 0 {
		o.AsOf = day("2026-01-01")
	}
	v, err := s.View(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func day(s string) graph.Day {
	d, err := graph.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func issue(key, title string, options ...string) *graph.Issue {
	i := &graph.Issue{Key: key, Negotiation: "n", Title: title, Question: title + "?"}
	for _, o := range options {
		i.Options = append(i.Options, graph.Option{Key: o, Label: o})
	}
	return i
}

func position(key, party, issue string, stance graph.Stance, options ...string) *graph.Position {
	return &graph.Position{Key: key, Party: party, Issue: issue, Stance: stance, Options: options}
}

func statement(key, party, said string) *graph.Statement {
	return &graph.Statement{Key: key, Source: "s", Party: party, Said: graph.MustDate(said), Attribution: graph.AttributionOfficial, Paraphrase: "P."}
}

// basics are two principals, one observer, a source and a dispute over who must leave first and how help would work.
func basics(more ...graph.Record) []graph.Record {
	return append([]graph.Record{
		&graph.Negotiation{Key: "n", Title: "N", Participants: []graph.Participation{
			{Party: "north", Role: graph.RolePrincipal}, {Party: "south", Role: graph.RolePrincipal}, {Party: "watch", Role: graph.RoleObserver},
		}},
		&graph.Party{Key: "north", Name: "North", Kind: graph.PartyState},
		&graph.Party{Key: "south", Name: "South", Kind: graph.PartyState},
		&graph.Party{Key: "watch", Name: "Watch", Kind: graph.PartyState},
		&graph.Source{Key: "s", Title: "S", Type: "report", Reliability: "B"},
		issue("help", "Help", "words", "arms", "troops"),
		issue("veto", "Veto", "yes", "no"),
		statement("n1", "north", "2025-02-01"), statement("s1", "south", "2025-03-01"), statement("s2", "south", "2025-11-01"),
	}, more...)
}

// guarantee is a term with three senses, from narrow to broad.
func guarantee(uses ...[]graph.Use) *graph.Term {
	t := &graph.Term{Key: "guarantee", Negotiation: "n", Title: "guarantee", Senses: []graph.Sense{
		{Key: "consult", Label: "Consultation", Means: graph.Pattern{"help": {"words"}}},
		{Key: "duty", Label: "A duty to help", Means: graph.Pattern{"help": {"troops"}, "veto": {"no"}}},
		{Key: "any", Label: "Any help", Means: graph.Pattern{"help": {"words", "arms", "troops"}, "veto": {"no"}}},
	}}
	for n, u := range uses {
		t.Senses[n].Uses = u
	}
	return t
}

func find(t testing.TB, v *graph.View, key string) *Finding {
	t.Helper()
	term, ok := graph.Get[*graph.Term](v.Snapshot, key)
	if !ok {
		t.Fatalf("no term %s", key)
	}
	f, err := Find(context.Background(), v, term, nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
