package conflict_test

import (
	"context"
	"testing"
	"time"

	"parley/analysis/conflict"
	"parley/graph"
)

var noon = time.Date(2025, 9, 1, 12, 0, 0, 0, time.UTC)

// world puts the records into an empty graph.
func world(t testing.TB, records ...graph.Record) *graph.Snapshot {
	t.Helper()
	d := graph.Draft{Actor: "tester", Reason: "test"}
	for _, r := range records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	s, err := graph.Empty().With(d, noon)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func view(t testing.TB, s *graph.Snapshot, o graph.ViewOptions) *graph.View {
	t.Helper()
	v, err := s.View(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func find(t testing.TB, v *graph.View) []*conflict.Conflict {
	t.Helper()
	found, err := conflict.Find(context.Background(), v)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func day(s string) graph.Day {
	d, err := graph.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func num[T any](v T) *T { return &v }
