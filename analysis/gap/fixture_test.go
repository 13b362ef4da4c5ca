package gap

import (
	"testing"
	"time"

	"parley/graph"
)

// see views the records in negotiation n on 1 January 2026.
func see(t testing.TB, o graph.ViewOptions, records ...graph.Record) *graph.View {
	t.Helper()
	s, err := graph.Empty().With(puts(records), time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	o.Negotiation, o.AsOf = "n", day("2026-01-01")
	v, err := s.View(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func puts(records []graph.Record) graph.Draft {
	d := graph.Draft{Actor: "t", Reason: "t"}
	for _, r := range records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	return d
}

func day(s string) graph.Day {
	d, err := graph.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// frame is a negotiation of three parties on two issues, with one source.
func frame(more ...graph.Record) []graph.Record {
	return append([]graph.Record{
		&graph.Negotiation{Key: "n", Title: "N", Participants: []graph.Participation{
			{Party: "a", Role: graph.RolePrincipal, From: graph.MustDate("2024-02")}, {Party: "b", Role: graph.RolePrincipal}, {Party: "c", Role: graph.RoleMediator},
		}},
		&graph.Party{Key: "a", Name: "Aland", Kind: graph.PartyState},
		&graph.Party{Key: "b", Name: "Bland", Kind: graph.PartyState},
		&graph.Party{Key: "c", Name: "Cland", Kind: graph.PartyState},
		&graph.Issue{Key: "x", Negotiation: "n", Title: "X", Question: "X?", Options: options("x1", "x2", "x3")},
		&graph.Issue{Key: "y", Negotiation: "n", Title: "Y", Question: "Y?", Options: options("y1", "y2")},
		&graph.Source{Key: "paper", Title: "A paper", Publisher: "The Paper"},
	}, more...)
}

func options(keys ...string) []graph.Option {
	var list []graph.Option
	for _, k := range keys {
		list = append(list, graph.Option{Key: k, Label: "label " + k})
	}
	return list
}

func position(key, party, issue string, stance graph.Stance, options ...string) *graph.Position {
	return &graph.Position{Key: key, Party: party, Issue: issue, Stance: stance, Options: options}
}

func line(key, party string, forbids ...graph.Pattern) *graph.RedLine {
	return &graph.RedLine{Key: key, Party: party, Title: "Line " + key, Forbids: forbids}
}

func statement(key, source, said string) *graph.Statement {
	return &graph.Statement{Key: key, Source: source, Attribution: graph.AttributionOfficial, Said: graph.MustDate(said), Paraphrase: "Words " + key + "."}
}
