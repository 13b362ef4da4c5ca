package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/graph/badgerstore"
	"parley/seed"
)

// noClocks are the commands that do without a clock, and why.
var noClocks = map[string]map[string]string{
	"as-of": {
		"log": "tells of the log, not of the world", "export": "writes all records with all their dates",
	},
	"": {
		"serve": "each question brings its own", "query": "the query has them", "check": "reads files, not the graph",
		"plan": "compares files with the graph as it is", "apply": "changes the graph as it is", "verify": "checks the store",
		"bench": "measures", "graphql": "measures", "version": "is the program's",
	},
}

// TestCommandsTakeBothClocks walks the commands: those that tell of the graph take --as-of and --known-at.
func TestCommandsTakeBothClocks(t *testing.T) {
	met := map[string]bool{}
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		met[c.Name()] = true
		for _, flag := range []string{"as-of", "known-at"} {
			has, spared := c.Flags().Lookup(flag) != nil, noClocks[""][c.Name()]+noClocks[flag][c.Name()] != ""
			if has == spared {
				t.Errorf("%s: --%s there: %v, spared: %v", c.CommandPath(), flag, has, spared)
			}
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	for _, c := range new(app).commands() {
		walk(c)
	}
	for _, names := range noClocks {
		for name := range names {
			if !met[name] {
				t.Errorf("there is no command %s to be spared", name)
			}
		}
	}
}

// The instants between what the store of TestEnteredLater was told when.
const beforeEntry, afterEntry = "2025-08-20T12:00:00Z", "2025-08-21T12:00:00Z"

// enteredLater fills a store with the data set that comes with Parley as if it had been entered in two goes. In the first,
// on 20 August, words of 12 August and what rests on them are lacking, what Germany demands is miscoded as a preference,
// and a position of the United States is there twice. The second, on 21 August, puts that right.
func enteredLater(t *testing.T) (dir string) {
	t.Helper()
	folder, problems := seed.Read(seed.Ukraine, "ukraine")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	first, second := graph.Draft{Actor: "desk", Reason: "first reading"}, graph.Draft{Actor: "desk", Reason: "second reading"}
	for _, r := range folder.Records {
		switch key := r.Ref().Key; key {
		case "s94-eu-ceasefire-or-less-fighting", "eu-ceasefire-sequencing-demands-2025-08-12":
			second.Ops = append(second.Ops, graph.Op{Put: r})
			continue
		case "germany-ceasefire-sequencing-demands-2025-08-18":
			miscoded := *r.(*graph.Position)
			miscoded.Stance = graph.StancePrefers
			first.Ops, second.Ops = append(first.Ops, graph.Op{Put: &miscoded}), append(second.Ops, graph.Op{Put: r})
			continue
		case "usa-ceasefire-sequencing-prefers-2025-08-16":
			twice := *r.(*graph.Position)
			twice.Key, twice.Supersedes = "entered-twice", ""
			first.Ops, second.Ops = append(first.Ops, graph.Op{Put: &twice}), append(second.Ops, graph.Op{Retire: twice.Ref()})
		}
		first.Ops = append(first.Ops, graph.Op{Put: r})
	}
	dir = filepath.Join(t.TempDir(), "data")
	st, err := badgerstore.Open(dir, badgerstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	clock := time.Date(2025, 8, 19, 9, 0, 0, 0, time.UTC)
	db, err := graph.Open(t.Context(), st, graph.Options{Clock: func() time.Time { clock = clock.AddDate(0, 0, 1); return clock }})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, d := range []graph.Draft{first, second} {
		if _, err := db.Commit(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// said runs a command that must not fail and returns what it prints.
func said(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(context.Background(), args, strings.NewReader(""), &out, &errs); code != exitDone {
		t.Fatalf("%v: exit code %d: %s", args, code, errs.String())
	}
	return out.String()
}

// Words of 12 August that were entered on 21 August show as of 12 August, and do not as known on 20 August, whatever
// command is asked; what was edited or retired since is then as it was.
func TestEnteredLater(t *testing.T) {
	data := []string{"--data", enteredLater(t)}
	const eu = "a ceasefire or a reduction of fighting"
	for _, tt := range []struct{ ask, shows string }{
		{"conflicts --as-of 2025-08-19 --issues ceasefire-sequencing", eu},
		{"timeline --as-of 2025-08-12 --from 2025-08-12", "The European Union demands “At once and without conditions"},
		{"timeline --as-of 2025-08-12 --from 2025-08-12", "meaningful talks are possible only with a ceasefire"},
		{"shifts --as-of 2025-08-12 --from 2025-08-11 --parties eu", "ceasefire-sequencing"},
		{"delta --as-of 2025-08-12 --since-as-of 2025-08-11", "the European Union took a position on “Order of ceasefire and settlement”"},
		{"report --as-of 2025-08-19 --issues ceasefire-sequencing", "reduction of fighting"},
		{"log", "second reading"},
		{"log position/germany-ceasefire-sequencing-demands-2025-08-18 --format csv", "second reading"},
	} {
		args := append(strings.Fields(tt.ask), data...)
		if out := said(t, args...); !strings.Contains(out, tt.shows) {
			t.Errorf("%s does not show %q:\n%s", tt.ask, tt.shows, out)
		}
		if out := said(t, append(args, "--known-at", afterEntry)...); !strings.Contains(out, tt.shows) {
			t.Errorf("%s as known at %s does not show %q", tt.ask, afterEntry, tt.shows)
		}
		if out := said(t, append(args, "--known-at", beforeEntry)...); strings.Contains(out, tt.shows) {
			t.Errorf("%s as known at %s shows %q", tt.ask, beforeEntry, tt.shows)
		}
	}
	args := []string{"log", "position/eu-ceasefire-sequencing-demands-2025-08-12", "--known-at", beforeEntry}
	var errs bytes.Buffer
	if code := run(t.Context(), append(args, data...), strings.NewReader(""), &errs, &errs); code != exitUsage || !strings.Contains(errs.String(), "no change ever put") {
		t.Errorf("of a record that was not entered yet log says %d, %s", code, errs.String())
	}
	out := filepath.Join(t.TempDir(), "then")
	said(t, append([]string{"export", out, "--known-at", beforeEntry}, data...)...)
	text, err := os.ReadFile(filepath.Join(out, "positions.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for words, there := range map[string]bool{"eu-ceasefire-sequencing-demands-2025-08-12": false, "key: entered-twice": true} {
		if strings.Contains(string(text), words) != there {
			t.Errorf("the export as known then: %q there is %v", words, !there)
		}
	}
}

// What differs between the answer known then and the one known now comes with what was coded later, corrected and
// withdrawn, each as such; the world between the two days is the same and is no cause.
func TestThenKnownAndNowKnown(t *testing.T) {
	args := []string{"delta", "--data", enteredLater(t), "--as-of", "2025-08-19", "--since-known-at", beforeEntry, "--format", "json"}
	var answer struct {
		Delta   map[string]any
		Changes []struct {
			Part, Change, Explanation string
			Causes                    []struct{ How, Record, Change string }
		}
	}
	if err := json.Unmarshal([]byte(said(t, args...)), &answer); err != nil {
		t.Fatal(err)
	}
	how, parts := map[string][]string{}, map[string]bool{}
	for _, c := range answer.Changes {
		parts[c.Part] = true
		for _, cause := range c.Causes {
			how[cause.Record] = append(how[cause.Record], cause.How+" "+cause.Change)
		}
	}
	for record, list := range how {
		slices.Sort(list)
		how[record] = slices.Compact(list)
	}
	want := map[string]string{
		"position/eu-ceasefire-sequencing-demands-2025-08-12":      "learned 2",
		"position/germany-ceasefire-sequencing-demands-2025-08-18": "corrected 2",
		"position/entered-twice":                                   "corrected 2",
	}
	for record, was := range want {
		if strings.Join(how[record], ", ") != was {
			t.Errorf("%s: %v, want %s", record, how[record], was)
		}
		delete(how, record)
	}
	if len(how) > 0 {
		t.Errorf("other causes: %v", how)
	}
	if !parts["conflict"] || !parts["silence"] || parts["shift"] || answer.Delta["nothingChanged"] != false {
		t.Errorf("parts of the answer that changed: %v", parts)
	}
	quiet := said(t, "delta", "--data", args[2], "--as-of", "2025-08-19", "--since-known-at", afterEntry)
	if !strings.Contains(quiet, "Nothing changed in the answer") {
		t.Errorf("nothing was entered since, and delta says:\n%s", quiet)
	}
}
