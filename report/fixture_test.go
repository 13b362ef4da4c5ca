package report

import (
	"bytes"
	"context"
	"flag"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/seed"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var recorded = time.Date(2025, 9, 1, 12, 0, 0, 0, time.UTC)

// snapshot puts records into an empty graph.
func snapshot(t *testing.T, records ...graph.Record) *graph.Snapshot {
	t.Helper()
	var ops []graph.Op
	for _, r := range records {
		graph.WithKey(r)
		ops = append(ops, graph.Op{Put: r})
	}
	s, err := graph.Empty().With(graph.Draft{Actor: "test", Reason: "fixture", Ops: ops}, recorded)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// seeded reads a curated folder.
func seeded(t *testing.T, folder fs.FS) []graph.Record {
	t.Helper()
	f, problems := seed.Read(folder, "seed")
	for _, p := range problems {
		t.Fatal(p)
	}
	return f.Records
}

func view(t *testing.T, s *graph.Snapshot, o graph.ViewOptions) *graph.View {
	t.Helper()
	v, err := s.View(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func day(t *testing.T, s string) graph.Day {
	t.Helper()
	d, err := graph.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func write(t *testing.T, v *graph.View) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, v, "conflicts", "md"); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var seal = regexp.MustCompile(`sealed [0-9a-f]{12}`)

// golden compares got with a file of testdata; the seal on the last change is new each time a fixture is made.
func golden(t *testing.T, name, got string) {
	t.Helper()
	got = seal.ReplaceAllString(got, "sealed 000000000000")
	name = "testdata/" + name
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	have, lines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(have), len(lines)) {
		if have[i] != lines[i] {
			t.Fatalf("%s:%d is\n%s\nwant\n%s\n(-update rewrites the file)", name, i+1, have[i], lines[i])
		}
	}
	if len(have) != len(lines) {
		t.Fatalf("%s has %d lines, what comes out %d (-update rewrites the file)", name, len(lines), len(have))
	}
}
