package conflict_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"parley/analysis/conflict"
)

// TestDocs keeps docs/conflicts.md in step with the detectors and with the sentences they write.
func TestDocs(t *testing.T) {
	page, err := os.ReadFile("../../docs/conflicts.md")
	if err != nil {
		t.Fatal(err)
	}
	_, kinds, _ := strings.Cut(string(page), "\n## What holds for all kinds\n")
	sections := strings.Split(kinds, "\n## ")[1:]
	detectors := conflict.Detectors()
	if len(sections) != len(detectors) {
		t.Fatalf("%d sections for %d kinds", len(sections), len(detectors))
	}
	for n, d := range detectors {
		heading, text, _ := strings.Cut(sections[n], "\n")
		row := fmt.Sprintf("| [%[1]s](#%[1]s) | %[2]s | %[3]g |\n", d.Kind, d.Severity, d.Weight)
		if heading != string(d.Kind) || !strings.Contains(string(page), row) {
			t.Errorf("section %d is %q, and the table has no %q", n+1, heading, row)
		}
		weight := fmt.Sprintf("%s, weight %g", strings.ToUpper(string(d.Severity[:1]))+string(d.Severity[1:]), d.Weight)
		when, _, _ := strings.Cut(d.Doc, " Example: ")
		said := strings.ReplaceAll(text, "\n", " ")
		if !strings.Contains(strings.ReplaceAll(said, ";", ","), weight) || !strings.Contains(said, strings.TrimSuffix(strings.ReplaceAll(when, " (then it is blocking)", ""), ".")) {
			t.Errorf("%s does not say %q and %q", d.Kind, when, weight)
		}
		checkQuoted(t, d.Kind, text)
	}
	for _, n := range conflict.NatureKind("").Values() {
		if row := fmt.Sprintf("| `%s` | %s | %s |\n", n.Word, n.Doc, conflict.NatureKind(n.Word).Bridge()); !strings.Contains(string(page), row) {
			t.Errorf("the page has no %q", row)
		}
	}
	if limit := fmt.Sprintf("At most %d,%03d clashes", conflict.MaxClashes/1000, conflict.MaxClashes%1000); !strings.Contains(kinds, limit) {
		t.Errorf("the page does not say %q", limit)
	}
}

// checkQuoted checks that the sentences quoted are those that the test cases have for the kind.
func checkQuoted(t *testing.T, kind conflict.Kind, text string) {
	t.Helper()
	var cases []string
	for _, file := range []string{"testdata/kinds.want", "testdata/sides.want", "testdata/across.want"} {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, strings.Split(string(want), "\n\n")...)
	}
	quotes := strings.Split(text, "\n> ")[1:]
	for _, quote := range quotes {
		quote, _, _ = strings.Cut(quote, "\n")
		if !slices.ContainsFunc(cases, func(c string) bool { return strings.Contains(c, " "+string(kind)+" ") && strings.Contains(c, quote) }) {
			t.Errorf("no test case has this sentence for %s: %s", kind, quote)
		}
	}
	if len(quotes) == 0 {
		t.Errorf("no sentence is quoted for %s", kind)
	}
}
