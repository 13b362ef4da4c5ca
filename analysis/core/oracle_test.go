package core

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"parley/graph"
)

// oracle tells what red lines leave by trying every package, over the words of the records.
type oracle struct {
	issues  []*graph.Issue
	options [][]string // by issue: what is supposed to be left
	lines   []graph.Patterns
	rules   []graph.Patterns
}

// leaves reports whether there is a way to settle the issues, a set of bits, that matches no pattern of the rules and of
// the lines, another, that names no other issue.
func (o *oracle) leaves(lines, issues int) bool {
	var patterns graph.Patterns
	for _, r := range o.rules {
		patterns = append(patterns, r...)
	}
	for n, l := range o.lines {
		if lines>>n&1 == 1 {
			patterns = append(patterns, l...)
		}
	}
	patterns = slices.DeleteFunc(patterns, func(p graph.Pattern) bool { return o.bits(p)&^issues != 0 })
	return o.some(map[string]string{}, patterns, issues)
}

// bits are the issues a pattern names, but for those of which it lists all options; all, if it lists all of each.
func (o *oracle) bits(p graph.Pattern) int {
	named, told := 0, 0
	for n, i := range o.issues {
		if options, ok := p[i.Key]; ok {
			named |= 1 << n
			if len(options) < len(i.Options) {
				told |= 1 << n
			}
		}
	}
	if told == 0 {
		return named
	}
	return told
}

func (o *oracle) some(chosen map[string]string, patterns graph.Patterns, issues int) bool {
	for n, i := range o.issues {
		if _, done := chosen[i.Key]; done || issues>>n&1 == 0 {
			continue
		}
		for _, option := range o.options[n] {
			chosen[i.Key] = option
			if o.some(chosen, patterns, issues) {
				delete(chosen, i.Key)
				return true
			}
			delete(chosen, i.Key)
		}
		return false
	}
	return !slices.ContainsFunc(patterns, func(p graph.Pattern) bool {
		for issue, options := range p {
			n := slices.IndexFunc(o.issues, func(i *graph.Issue) bool { return i.Key == issue })
			if o.bits(p)>>n&1 == 1 && !slices.Contains(options, chosen[issue]) {
				return false
			}
		}
		return true
	})
}

// cores lists the minimal sets of lines that leave nothing, each with every minimal set of issues.
func (o *oracle) cores() []string {
	var list []string
	all := 1<<len(o.issues) - 1
	for lines := 1; lines < 1<<len(o.lines); lines++ {
		if o.leaves(lines, all) || slices.ContainsFunc(sparing(lines), func(fewer int) bool { return !o.leaves(fewer, all) }) {
			continue
		}
		for issues := 1; issues <= all; issues++ {
			fewer := slices.ContainsFunc(sparing(issues), func(fewer int) bool { return !o.leaves(lines, fewer) })
			if !o.leaves(lines, issues) && !fewer {
				list = append(list, fmt.Sprint(elements(lines), elements(issues)))
			}
		}
	}
	slices.Sort(list)
	return list
}

// sparing lists the set without each of its elements.
func sparing(set int) []int {
	var list []int
	for _, n := range elements(set) {
		list = append(list, set&^(1<<n))
	}
	return list
}

func elements(set int) []int {
	var list []int
	for n := range 64 {
		if set>>n&1 == 1 {
			list = append(list, n)
		}
	}
	return list
}

// random is a small negotiation that is often blocked.
func random(t *testing.T, seed uint64) (*graph.View, *oracle) {
	w := newWorld(seed)
	o := &oracle{}
	for n := range 1 + w.IntN(4) {
		w.issue(1 + w.IntN(4-n))
	}
	for n := range w.IntN(10) {
		w.line(w.patterns(20 + 20*(n%4))...)
	}
	for n := range w.IntN(3) {
		w.put(&graph.Rule{Key: fmt.Sprintf("rule%d", n), Negotiation: "talks", Forbids: w.patterns(60), Reason: "So it is."})
	}
	options := graph.ViewOptions{Suppose: graph.Supposition{}}
	if i := w.issues[w.IntN(len(w.issues))]; w.IntN(4) == 0 {
		options.Suppose.Assumes = graph.Pattern{i.Key: w.some(i)}
	}
	v := w.view(t, options)
	o.issues = w.issues
	for _, i := range o.issues {
		left := options.Suppose.Assumes[i.Key]
		if left == nil {
			left = i.OptionKeys()
		}
		o.options = append(o.options, left)
	}
	for _, r := range v.RedLines {
		o.lines = append(o.lines, r.Forbids)
	}
	for _, r := range v.Rules {
		o.rules = append(o.rules, r.Forbids)
	}
	return v, o
}

func TestCoresAgreeWithEveryPackage(t *testing.T) {
	sizes := map[int]int{}
	for seed := range uint64(1200) {
		v, o := random(t, seed)
		want := o.cores()
		if len(want) > 0 && !o.leaves(0, 1<<len(o.issues)-1) {
			t.Fatalf("seed %d: the oracle blames lines where rules leave nothing", seed)
		}
		n := Number(v)
		list, err := n.Cores(context.Background(), Limits{First: 1000})
		if err != nil || len(list.More) > 0 {
			t.Fatalf("seed %d: more on %v, error %v", seed, list.More, err)
		}
		if got := told(list); !slices.Equal(got, want) {
			t.Fatalf("seed %d: %v, want %v", seed, got, want)
		}
		if got := told(issueByIssue(t, n)); !slices.Equal(got, want) {
			t.Fatalf("seed %d: where no part is explained as a whole %v, want %v", seed, got, want)
		}
		for at, c := range list.Cores {
			sizes[len(c.Issues)]++
			if at > 0 && len(c.Issues) < len(list.Cores[at-1].Issues) {
				t.Fatalf("seed %d: core %v comes after %v", seed, c, list.Cores[at-1])
			}
			checkOn(t, n, c, list)
			checkBasis(t, n, c)
		}
	}
	for size := 1; size <= 3; size++ {
		if sizes[size] < 20 {
			t.Errorf("only %d cores on %d issues came up: the generator does not test them", sizes[size], size)
		}
	}
}

func told(l List) []string {
	var list []string
	for _, c := range l.Cores {
		list = append(list, fmt.Sprint(c.Lines, c.Issues))
	}
	slices.Sort(list)
	return list
}

// issueByIssue lists the cores as where parts are too large to be explained as a whole.
func issueByIssue(t *testing.T, n *Numbers) List {
	t.Helper()
	s, err := n.search(context.Background(), Limits{First: 1000})
	if err != nil {
		t.Fatal(err)
	}
	if s == nil {
		return List{}
	}
	if err := s.bySize(context.Background(), s.parts()); err != nil {
		t.Fatal(err)
	}
	return s.list()
}

// checkOn checks that a core is among those asked for on its issues, and that only wanted ones are listed.
func checkOn(t *testing.T, n *Numbers, c Core, all List) {
	t.Helper()
	same := func(o Core) bool { return slices.Equal(o.Issues, c.Issues) }
	for _, want := range []func([]int) bool{nil, func(lines []int) bool { return slices.Equal(lines, c.Lines) }} {
		got, err := n.CoresOn(context.Background(), c.Issues, Limits{First: 1000, Want: want})
		expected := slices.DeleteFunc(slices.Clone(all.Cores), func(o Core) bool { return !same(o) || want != nil && !want(o.Lines) })
		if err != nil || fmt.Sprint(got.Cores) != fmt.Sprint(expected) || len(got.More) > 0 {
			t.Fatalf("on %v: %v, want %v; more on %v, error %v", c.Issues, got.Cores, expected, got.More, err)
		}
	}
}

// checkBasis checks what a core rests on: all in all, and on its issues alone.
func checkBasis(t *testing.T, n *Numbers, c Core) {
	t.Helper()
	all, err := n.Basis(context.Background(), n.Domains, c.Lines)
	if err != nil {
		t.Fatal(err)
	}
	on, err := n.BasisOn(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	checkSpare(t, n, all)
	checkSpare(t, n, on)
	for _, r := range all.Rules { // all that the lines say, with the other rules of the basis, is not enough
		rest := slices.DeleteFunc(n.clauses(c.Lines), func(c Clause) bool { return c.Rule == r || c.Rule != nil && !slices.Contains(all.Rules, c.Rule) })
		if !leaves(n, rest) {
			t.Fatalf("core %v rests on rules %v, of which %s is one too many", c, all.Rules, r.Key)
		}
	}
	var issues []int
	for _, i := range on.Issues {
		issues = append(issues, n.Variable[i.Key])
	}
	if !slices.Equal(issues, c.Issues) {
		t.Fatalf("core %v rests on issues %v", c, issues)
	}
}

func leaves(n *Numbers, clauses []Clause) bool {
	box, err := spaceOf(n.Domains, clauses).Solve(context.Background(), n.Domains)
	return err == nil && box != nil
}

// checkSpare checks that a basis leaves nothing, with nothing to spare, and names the rules and issues it takes.
func checkSpare(t *testing.T, n *Numbers, b Basis) {
	t.Helper()
	if leaves(n, b.Clauses) {
		t.Fatalf("the basis %v leaves something", b.Clauses)
	}
	for at := range b.Clauses {
		if !leaves(n, slices.Delete(slices.Clone(b.Clauses), at, at+1)) {
			t.Fatalf("the basis %v has one too many", b.Clauses)
		}
	}
	for _, r := range n.View.Rules {
		if used := slices.ContainsFunc(b.Clauses, func(c Clause) bool { return c.Rule == r }); used != slices.Contains(b.Rules, r) {
			t.Fatalf("the basis %v has rules %v", b.Clauses, b.Rules)
		}
	}
	for v, i := range n.View.Issues {
		if named := slices.ContainsFunc(b.Clauses, func(c Clause) bool { return names(c.Nogood, v) }); named != slices.Contains(b.Issues, i) {
			t.Fatalf("the basis %v has issues %v", b.Clauses, b.Issues)
		}
	}
}
