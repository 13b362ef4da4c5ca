package evidence_test

import (
	"testing"
	"time"

	"parley/graph"
)

var noon = time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)

func put(records ...graph.Record) graph.Draft {
	d := graph.Draft{Actor: "t", Reason: "t"}
	for _, r := range records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	return d
}

func with(t testing.TB, s *graph.Snapshot, records ...graph.Record) *graph.Snapshot {
	t.Helper()
	next, err := s.With(put(records...), s.Time().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func snapshot(t testing.TB, records ...graph.Record) *graph.Snapshot {
	t.Helper()
	s, err := graph.Empty().With(put(records...), noon)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// see views negotiation n on 1 February 2025.
func see(t testing.TB, s *graph.Snapshot, o graph.ViewOptions) *graph.View {
	t.Helper()
	o.Negotiation, o.AsOf = "n", day("2025-02-01")
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

// talks is a case of two parties, one of which belongs to a union, and two issues.
func talks(more ...graph.Record) []graph.Record {
	issue := func(key string, options ...string) *graph.Issue {
		i := &graph.Issue{Key: key, Negotiation: "n", Title: key, Question: key + "?"}
		for _, o := range options {
			i.Options = append(i.Options, graph.Option{Key: o, Label: o})
		}
		return i
	}
	return append([]graph.Record{
		&graph.Negotiation{Key: "n", Title: "N", Participants: []graph.Participation{{Party: "north", Role: graph.RolePrincipal}, {Party: "south", Role: graph.RolePrincipal}}},
		&graph.Party{Key: "north", Name: "North", Kind: graph.PartyState, Memberships: []graph.Membership{{Of: "union"}}},
		&graph.Party{Key: "south", Name: "South", Kind: graph.PartyState},
		&graph.Party{Key: "union", Name: "Union", Kind: graph.PartyOrganisation},
		&graph.Person{Key: "envoy", Name: "Envoy", Offices: []graph.Office{{Party: "south", Title: "Envoy", Authority: graph.AuthorityOfficial}}},
		issue("border", "river", "ridge", "coast"), issue("port", "open", "shared", "shut"),
	}, more...)
}

func source(key, origin string) *graph.Source {
	return &graph.Source{Key: key, Title: key, Origin: origin, Reliability: "B"}
}

// said is a statement for north in a source, graded 2.
func said(key, source string) *graph.Statement {
	return &graph.Statement{Key: key, Source: source, Party: "north", Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025-01-05"), Paraphrase: key, Credibility: 2}
}

func line(key string, forbids graph.Pattern, evidence ...string) *graph.RedLine {
	return &graph.RedLine{Key: key, Party: "north", Title: key, Forbids: graph.Patterns{forbids}, Evidence: evidence}
}
