package settle

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// oracle judges by trying every package, option by option, straight from the meaning.
type oracle struct {
	v *graph.View
	p *graph.Proposal
}

type pkg map[string]string // issue key to option key

func (p pkg) matches(patterns graph.Patterns) bool {
	return slices.ContainsFunc(patterns, func(pattern graph.Pattern) bool {
		for issue, options := range pattern {
			if option, ok := p[issue]; !ok || !slices.Contains(options, option) {
				return false
			}
		}
		return true
	})
}

// inView keeps the patterns that name only issues of the view.
func (o oracle) inView(patterns graph.Patterns) graph.Patterns {
	return slices.DeleteFunc(slices.Clone(patterns), func(p graph.Pattern) bool {
		return slices.ContainsFunc(p.Issues(), func(i string) bool { _, ok := o.v.Issue(i); return !ok })
	})
}

func (o oracle) packages() []pkg {
	list := []pkg{{}}
	for _, i := range o.v.Issues {
		var longer []pkg
		for _, p := range list {
			for _, option := range i.Pick(i.Assumed) {
				next := pkg{i.Key: option.Key}
				for k, v := range p {
					next[k] = v
				}
				longer = append(longer, next)
			}
		}
		list = longer
	}
	return list
}

func (o oracle) completes(p pkg) bool {
	for _, r := range o.v.Rules {
		if p.matches(o.inView(r.Forbids)) {
			return false
		}
	}
	for _, i := range o.v.Issues {
		var allowed []string
		for _, c := range o.p.Provisions {
			if c.Issue == i.Key && (len(c.Condition) == 0 || p.matches(o.inView(c.Condition))) {
				allowed = append(allowed, c.Options...)
			}
		}
		if len(allowed) > 0 && !slices.Contains(allowed, p[i.Key]) {
			return false
		}
	}
	return true
}

// filling is what a package has on the issues the text chooses nothing on.
func (o oracle) filling(p pkg) string {
	s := ""
	for _, i := range o.v.Issues {
		if !slices.ContainsFunc(o.p.Provisions, func(c graph.Provision) bool {
			return c.Issue == i.Key && len(c.Options) > 0 && (len(c.Condition) == 0 || len(o.inView(c.Condition)) > 0)
		}) {
			s += i.Key + "=" + p[i.Key] + " "
		}
	}
	return s
}

func (o oracle) judge() (possible bool, outcomes string) {
	var completions []pkg
	for _, p := range o.packages() {
		if o.completes(p) {
			completions = append(completions, p)
		}
	}
	if len(completions) == 0 {
		return false, ""
	}
	lines := slices.Clone(o.v.RedLines)
	slices.SortFunc(lines, func(a, b *graph.RedLine) int { return strings.Compare(a.Party+" "+a.Key, b.Party+" "+b.Key) })
	for _, l := range lines {
		outcomes += fmt.Sprintf("%s:%s ", l.Key, o.line(o.v.Forbids(l), completions))
	}
	return true, outcomes
}

func (o oracle) line(forbids graph.Patterns, completions []pkg) string {
	crossing := 0
	sides := map[string]map[bool]bool{}
	for _, p := range completions {
		crosses := p.matches(forbids)
		if crosses {
			crossing++
		}
		f := o.filling(p)
		if sides[f] == nil {
			sides[f] = map[bool]bool{}
		}
		sides[f][crosses] = true
	}
	switch crossing {
	case 0:
		return "respected"
	case len(completions):
		return "crossed"
	}
	for _, s := range sides {
		if len(s) == 1 {
			return "open/silent"
		}
	}
	return "open/ambiguous"
}

// random makes a case of up to five issues with up to four options.
type random struct {
	*rand.Rand
	options [][]string
	keys    []string
}

func newRandom(seed uint64) *random { return &random{Rand: rand.New(rand.NewPCG(seed, 7))} }

func (r *random) pattern(most int) graph.Pattern {
	p := graph.Pattern{}
	for _, n := range r.Perm(len(r.keys))[:1+r.IntN(min(most, len(r.keys)))] {
		p[r.keys[n]] = r.some(n)
	}
	return p
}

func (r *random) patterns(most, wide int) graph.Patterns {
	var list graph.Patterns
	seen := map[string]bool{}
	for range 1 + r.IntN(most) {
		p := r.pattern(wide)
		for _, options := range p {
			slices.Sort(options)
		}
		if at := fmt.Sprint(p); !seen[at] { // fmt writes maps in the order of their keys
			seen[at] = true
			list = append(list, p)
		}
	}
	return list
}

// some picks one option at least, often one only.
func (r *random) some(issue int) []string {
	all := r.options[issue]
	picked := []string{all[r.IntN(len(all))]}
	for _, o := range all {
		if r.IntN(3) == 0 && o != picked[0] {
			picked = append(picked, o)
		}
	}
	return picked
}

func (r *random) records() []graph.Record {
	list := []graph.Record{
		&graph.Negotiation{Key: "n", Title: "N"},
		&graph.Party{Key: "a", Name: "A", Kind: graph.PartyState},
		&graph.Party{Key: "b", Name: "B", Kind: graph.PartyState},
	}
	for n := range 1 + r.IntN(5) {
		i := &graph.Issue{Key: fmt.Sprintf("i%d", n), Negotiation: "n", Title: fmt.Sprintf("I%d", n), Question: "?"}
		for o := range 1 + r.IntN(4) {
			i.Options = append(i.Options, graph.Option{Key: fmt.Sprintf("o%d", o), Label: fmt.Sprintf("O%d", o)})
		}
		r.keys, r.options = append(r.keys, i.Key), append(r.options, i.OptionKeys())
		list = append(list, i)
	}
	for n := range r.IntN(4) {
		list = append(list, &graph.Rule{Key: fmt.Sprintf("rule%d", n), Negotiation: "n", Reason: "so it is", Forbids: r.patterns(2, 3)})
	}
	for n := range 1 + r.IntN(4) {
		list = append(list, &graph.RedLine{Key: fmt.Sprintf("l%d", n), Party: []string{"a", "b"}[r.IntN(2)], Title: "L", Forbids: r.patterns(3, 3)})
	}
	sc := &graph.Scenario{Key: "s", Negotiation: "n", Title: "S", Assumes: graph.Pattern{}}
	at := r.IntN(len(r.keys))
	sc.Assumes[r.keys[at]] = r.some(at)
	return append(list, sc, r.proposal())
}

func (r *random) proposal() *graph.Proposal {
	p := proposal("p")
	for range r.IntN(6) {
		n := r.IntN(len(r.keys))
		c := graph.Provision{Issue: r.keys[n], Text: "words"}
		if r.IntN(6) > 0 {
			c.Options = r.some(n)
		}
		if r.IntN(3) == 0 {
			c.Condition = r.patterns(2, 2)
		}
		p.Provisions = append(p.Provisions, c)
	}
	return p
}

// TestJudgeAgainstAllPackages compares the search with trying every package.
func TestJudgeAgainstAllPackages(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(3000) {
		r := newRandom(seed)
		records := r.records()
		var o graph.ViewOptions
		if seed%3 == 0 {
			o.Scenario = "s"
		}
		if seed%5 == 0 && len(r.keys) > 1 {
			o.Issues = r.keys[1:]
		}
		v := see(t, o, records...)
		p, _ := graph.Get[*graph.Proposal](v.Snapshot, "p")
		j, err := Judge(context.Background(), v, p)
		if err != nil {
			t.Fatal(err)
		}
		possible, want := oracle{v, p}.judge()
		if got := outcomes(j); j.Possible != possible || got != want {
			t.Fatalf("seed %d: possible %v %s, want %v %s", seed, j.Possible, got, possible, want)
		}
		if possible == (j.Impossible != "") {
			t.Fatalf("seed %d: possible %v, yet impossible because %q", seed, possible, j.Impossible)
		}
		if !possible {
			seen["impossible"]++
		}
		for _, v := range j.Verdicts {
			seen[string(v.Outcome)+string(v.Cause)]++
		}
	}
	for _, kind := range []string{"impossible", "crossed", "respected", "opensilent", "openambiguous"} {
		if seen[kind] < 100 {
			t.Errorf("only %d cases were %s: the test tells nothing about them", seen[kind], kind)
		}
	}
}
