package schema

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memlog"
	"parley/seed"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// now is the clock of the tests: after everything the example records.
var now = time.Date(2025, 2, 1, 12, 0, 0, 0, time.UTC)

// fixture is a graph and the API over it.
type fixture struct {
	*testing.T
	db   *graph.DB
	api  *API
	log  bytes.Buffer // what the API logged
	time time.Time    // of the next change
}

// open makes a graph of the records and the API over it.
func open(t *testing.T, records ...graph.Record) *fixture {
	t.Helper()
	f := &fixture{T: t, time: time.Date(2025, 2, 1, 9, 0, 0, 0, time.UTC)}
	db, err := graph.Open(context.Background(), memlog.New(), graph.Options{Clock: func() time.Time { return f.time }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	f.db = db
	f.api, err = New(db, Options{
		Clock: func() time.Time { return now }, Version: "test",
		Logger: slog.New(slog.NewTextHandler(&f.log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(records) > 0 {
		f.put("load the records", records...)
	}
	return f
}

// example opens the small case that comes with Parley.
func example(t *testing.T) *fixture { return open(t, seeded(t, seed.Example)...) }

func seeded(t testing.TB, folder fs.FS) []graph.Record {
	t.Helper()
	f, problems := seed.Read(folder, "seed")
	for _, p := range problems {
		t.Fatal(p)
	}
	return f.Records
}

// put commits records, an hour after the last change.
func (f *fixture) put(reason string, records ...graph.Record) {
	f.Helper()
	var ops []graph.Op
	for _, r := range records {
		graph.WithKey(r)
		ops = append(ops, graph.Op{Put: r})
	}
	f.commit(reason, ops...)
}

func (f *fixture) commit(reason string, ops ...graph.Op) {
	f.Helper()
	f.time = f.time.Add(time.Hour)
	if _, err := f.db.Commit(context.Background(), graph.Draft{Actor: "tester", Reason: reason, Ops: ops}); err != nil {
		f.Fatal(err)
	}
}

// answer is a response as a client reads it.
type answer struct {
	Data   map[string]any `json:"data"`
	Errors []Error        `json:"errors"`
	text   string
}

// do runs a query; the arguments are names and values of variables.
func (f *fixture) do(query string, variables ...any) answer {
	f.Helper()
	vars := map[string]any{}
	for i := 0; i < len(variables); i += 2 {
		vars[variables[i].(string)] = variables[i+1]
	}
	return f.read(f.api.Do(context.Background(), Request{Query: query, Variables: vars}))
}

func (f *fixture) read(r *Result) answer {
	f.Helper()
	text, err := r.MarshalJSON()
	if err != nil {
		f.Fatal(err)
	}
	a := answer{text: string(text)}
	if err := json.Unmarshal(text, &a); err != nil {
		f.Fatal(err)
	}
	return a
}

// ask runs a query that must not fail and returns what is at the path in its data.
func (f *fixture) ask(query, path string, variables ...any) any {
	f.Helper()
	a := f.do(query, variables...)
	if len(a.Errors) > 0 {
		f.Fatalf("%s\n%s", query, a.text)
	}
	return at(a.Data, path)
}

// at follows a path such as party.positions.nodes.0.key.
func at(v any, path string) any {
	if path == "" {
		return v
	}
	for _, step := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[step]
		case []any:
			var n int
			if _, err := fmt.Sscan(step, &n); err == nil && n < len(x) {
				v = x[n]
				continue
			}
			var all []any // a name after a list: that of every element
			for _, e := range x {
				all = append(all, at(e, step))
			}
			v = all
		default:
			return nil
		}
	}
	return v
}

// equal compares what a query gave with the wanted value written as JSON.
func (f *fixture) equal(got any, want string) {
	f.Helper()
	if text := text(f.T, got); text != want {
		f.Errorf("got  %s\nwant %s", text, want)
	}
}

// text writes a value as JSON.
func text(t *testing.T, v any) string {
	t.Helper()
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// fails runs a query and checks the code of its first error and that the message has the words.
func (f *fixture) fails(query, code string, words ...string) answer {
	f.Helper()
	a := f.do(query)
	if len(a.Errors) == 0 || a.Errors[0].Code() != code {
		f.Fatalf("%s\ngot %s\nwant code %s", query, cut(a.text), code)
	}
	for _, w := range words {
		if !strings.Contains(a.Errors[0].Message, w) {
			f.Errorf("%s\nmessage %q lacks %q", query, a.Errors[0].Message, w)
		}
	}
	return a
}

func cut(s string) string { return s[:min(len(s), 600)] }

// golden compares an answer with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; run with -update and read the difference\n%s", name, got)
	}
}
