package graph_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

var noon = time.Date(2025, 8, 20, 12, 0, 0, 0, time.UTC)

func put(records ...graph.Record) graph.Draft {
	d := graph.Draft{Actor: "tester", Reason: "test"}
	for _, r := range records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	return d
}

func mustWith(t *testing.T, s *graph.Snapshot, d graph.Draft) *graph.Snapshot {
	t.Helper()
	next, err := s.With(d, noon)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func day(s string) graph.Day {
	d, err := graph.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func num[T any](v T) *T { return &v }

// small is a graph with two parties and two issues to hang things on.
func small() []graph.Record {
	return []graph.Record{
		&graph.Negotiation{Key: "talks", Title: "Talks", Participants: []graph.Participation{
			{Party: "north", Role: graph.RolePrincipal}, {Party: "south", Role: graph.RolePrincipal},
			{Party: "west", Role: graph.RoleMediator},
		}},
		&graph.Party{Key: "north", Name: "North", Kind: graph.PartyState},
		&graph.Party{Key: "south", Name: "South", Kind: graph.PartyState},
		&graph.Party{Key: "west", Name: "West", Kind: graph.PartyState},
		&graph.Issue{Key: "border", Negotiation: "talks", Title: "Border", Question: "Where does it run?",
			Options: []graph.Option{{Key: "river", Label: "River"}, {Key: "ridge", Label: "Ridge"}, {Key: "coast", Label: "Coast"}}},
		&graph.Issue{Key: "water", Negotiation: "talks", Title: "Water", Question: "Who gets it?",
			Options: []graph.Option{{Key: "shared", Label: "Shared"}, {Key: "split", Label: "Split"}}},
		&graph.Source{Key: "gazette", Title: "Gazette", Reliability: "B"},
		&graph.Source{Key: "blog", Title: "Blog", Reliability: "E"},
		&graph.Statement{Key: "s1", Source: "gazette", Party: "north", Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025-01-05"), Paraphrase: "The river.", Credibility: 2},
		&graph.Statement{Key: "s2", Source: "blog", Party: "north", Attribution: graph.AttributionReported, Said: graph.MustDate("2025-02-05"), Paraphrase: "The ridge.", Credibility: 5},
	}
}

// wantFault checks that err is a refusal one of whose faults is of the record, at the field, with the words.
func wantFault(t *testing.T, err error, record, field, words string) {
	t.Helper()
	var e *graph.Error
	if !errors.As(err, &e) || e.Code != graph.CodeInvalid {
		t.Fatalf("error = %v, want a refusal", err)
	}
	for _, f := range e.Faults {
		if f.Ref.String() == record && f.Field() == field && strings.Contains(f.Msg, words) {
			return
		}
	}
	t.Errorf("faults:\n%v\nwant one of %s at %q with %q", e, record, field, words)
}
