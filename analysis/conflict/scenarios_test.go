package conflict_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/analysis/conflict"
	"parley/graph"
	"parley/seed"
)

var update = flag.Bool("update", false, "rewrite testdata/*.want from what is found")

// TestScenarios finds the conflicts of every curated file in testdata, as on 1 September 2025, then in each of its
// scenarios and on a broad reading, and compares them with the file of the same name that ends in .want.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenario files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			want := strings.TrimSuffix(file, ".yaml") + ".want"
			got := told(t, curated(t, file))
			if *update {
				if err := os.WriteFile(want, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if text, err := os.ReadFile(want); err != nil || string(text) != got {
				t.Errorf("%s (run with -update after reading):\n%s\nwant (%v):\n%s", file, got, err, text)
			}
		})
	}
}

// curated reads a file in the format of curated folders.
func curated(t *testing.T, file string) *graph.Snapshot {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	folder, problems := seed.Read(fstest.MapFS{"case.yaml": {Data: text}}, file)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return world(t, folder.Records...)
}

// told writes out the conflicts on record, and how they differ in each scenario and on a broad reading.
func told(t *testing.T, s *graph.Snapshot) string {
	var b strings.Builder
	for n := range graph.All[*graph.Negotiation](s) {
		o := graph.ViewOptions{Negotiation: n.Key, AsOf: day("2025-09-01")}
		base := section(&b, n.Title, view(t, s, o), find(t, view(t, s, o)), nil)
		for sc := range graph.Referring[*graph.Scenario](s, n.Ref()) {
			what := o
			what.Scenario = sc.Key
			section(&b, "Scenario: "+sc.Title, view(t, s, what), find(t, view(t, s, what)), base)
		}
		o.Reading = graph.Broad
		section(&b, "Broad reading", view(t, s, o), find(t, view(t, s, o)), base)
	}
	return b.String()
}

// section writes out the conflicts that base does not have, and the names of those that only base has.
func section(b *strings.Builder, title string, v *graph.View, found []*conflict.Conflict, base map[string]string) map[string]string {
	fmt.Fprintf(b, "# %s\n\n", title)
	all := map[string]string{}
	for _, c := range found {
		v := seen(c)
		all[v.id()] = described(c, v)
		if base[v.id()] != all[v.id()] {
			b.WriteString(all[v.id()])
		}
	}
	for _, g := range conflict.Groups(v, found) {
		if len(g.Conflicts) > 1 {
			fmt.Fprintf(b, "group of %d: %s\n\n", len(g.Conflicts), g.Explanation)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(base)) {
		if _, ok := all[id]; !ok {
			fmt.Fprintf(b, "no longer: %s\n\n", strings.TrimSpace(id))
		}
	}
	return all
}

func described(c *conflict.Conflict, v *verdict) string {
	var sides []string
	for _, s := range c.Sides {
		sides = append(sides, s.Holds.Ref().Key)
	}
	return fmt.Sprintf("%s %s %g\n  of %s on %s since %s\n  options: %s\n  sides: %s\n  %s\n\n", c.Severity, c.Kind, c.Score, sorted(v.parties), v.issue,
		c.Since, sorted(v.options), strings.Join(sides, ", "), c.Explanation)
}
