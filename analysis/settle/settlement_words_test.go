package settle

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"parley/graph"
)

var update = flag.Bool("update", false, "rewrite testdata")

// TestWords holds every sentence a settlement can say to testdata/words.txt, which is to be read as a newcomer would.
func TestWords(t *testing.T) {
	implied := line("m", "b", "No P on Y", only("y", "p"))
	implied.Firmness = graph.Implied
	wide := line("l", "a", "No P on X", only("x", "p"))
	wide.MayForbid = graph.Patterns{only("x", "q")}
	var out strings.Builder
	for _, tt := range []struct {
		name     string
		records  []graph.Record
		question Question
	}{
		{"nothing on record", talks(choice("x", "p", "q")), Question{}},
		{"one package", talks(choice("x", "p")), Question{}},
		{"open", talks(choice("x", "p", "q"), says("a", "accepts", "x", "p"), says("b", "demands", "x", "p", "q")), Question{}},
		{"open and opposed", talks(choice("x", "p"), says("a", "opposes", "x", "p"), says("b", "accepts", "x", "p")), Question{}},
		{"silent in some deals", talks(choice("x", "p", "q"), choice("y", "p"), says("a", "declined", "x", "p"), says("a", "accepts", "x", "q"),
			says("b", "accepts", "x", "p", "q"), says("a", "unclear", "y"), says("b", "accepts", "y", "p"),
			&graph.Inquiry{Key: "i", Party: "b", Issue: "x", Date: must(graph.ParseDate("2025")), Searched: []string{"archive"}}), Question{}},
		{"silent on many", talks(choice("x", "p"), choice("y", "p"), choice("z", "p")), Question{}},
		{"the worked example", worked(), Question{}},
		{"one line, one rule and what is supposed", talks(choice("x", "p", "q"), choice("y", "p", "q"), line("l", "a", "No P on X", only("x", "p")),
			ruleOn("r", graph.Pattern{"x": {"q"}, "y": {"p"}})), Question{Suppose: graph.Supposition{Assumes: only("y", "p")}}},
		{"rules alone", talks(choice("x", "p"), ruleOn("r", only("x", "p")), line("l", "a", "No P on X", only("x", "p"))), Question{}},
		{"several lines of one party, one implied, one supposed", talks(choice("x", "p", "q"), choice("y", "p"), wide, implied,
			line("k", "a", "No P on Y", only("y", "p"))), Question{Reading: graph.Broad,
			Suppose: graph.Supposition{Adds: []graph.RedLine{{Key: "s", Party: "a", Title: "No Q on X", Forbids: graph.Patterns{only("x", "q")}}}}}},
		{"with part of the evidence", talks(choice("x", "p", "q"), line("l", "a", "No P on X", only("x", "p"))), Question{Floor: &graph.Floor{Reliability: "B"}}},
	} {
		fmt.Fprintf(&out, "# %s\n%s\n", tt.name, saysAll(settled(t, see(t, graph.ViewOptions{}, tt.records...), tt.question)))
	}
	const file = "testdata/words.txt"
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := out.String(); got != string(want) {
		t.Errorf("run with -update and read the difference:\n%s", got)
	}
}

// saysAll gathers what a settlement says, a sentence or paragraph a line.
func saysAll(s *Settlement) string {
	ctx := context.Background()
	lines := []string{must(s.Explanation(ctx))}
	for _, c := range must(s.Cores(ctx, 0, 0)).Cores {
		lines = append(lines, "core: "+s.CoreWords(c))
	}
	for _, c := range must(s.Concessions(ctx, 0, 0)).Concessions {
		lines = append(lines, "concession: "+must(s.ConcessionWords(ctx, c)))
	}
	if s.Verdict != VerdictBlocked {
		for _, x := range must(s.Silences(ctx)) {
			lines = append(lines, "silence: "+s.SilenceWords(x))
		}
	}
	for _, o := range must(s.Options(ctx)) {
		if words := s.OptionWords(o, must(s.RuledOutBy(ctx, o))); words != "" {
			lines = append(lines, "option: "+words)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
