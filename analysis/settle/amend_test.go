package settle

import (
	"context"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// deals lists the completions that cross nothing once the provisions of a set may choose anything.
func (o amending) deals(changed uint) []pkg {
	free := map[string]bool{}
	for n, c := range o.p.Provisions {
		if changed>>n&1 == 1 {
			free[c.Issue] = true
		}
	}
	kept := *o.p
	kept.Provisions = slices.DeleteFunc(slices.Clone(o.p.Provisions), func(c graph.Provision) bool { return free[c.Issue] })
	return slices.DeleteFunc(slices.Clone(o.lawful), func(p pkg) bool { return !(oracle{o.v, &kept}).completes(p) })
}

// amending is the oracle for amendments.
type amending struct {
	oracle
	lawful []pkg // the packages that cross no red line and no rule
}

func newAmending(v *graph.View, p *graph.Proposal) amending {
	o := amending{oracle: oracle{v, p}}
	blank := *p
	blank.Provisions = nil
	for _, p := range o.packages() {
		crosses := slices.ContainsFunc(v.RedLines, func(l *graph.RedLine) bool { return p.matches(v.Forbids(l)) })
		if !crosses && (oracle{v, &blank}).completes(p) {
			o.lawful = append(o.lawful, p)
		}
	}
	return o
}

// nearest lists, for the smallest sets of provisions whose change is enough, the issues with the options deals have on
// them, and how many deals there are.
func (o amending) nearest() (changes int, list []string) {
	for size := 0; size <= len(o.p.Provisions); size++ {
		for set := range uint(1) << len(o.p.Provisions) {
			if bits.OnesCount(set) != size {
				continue
			}
			if deals := o.deals(set); len(deals) > 0 {
				list = append(list, o.change(set, deals))
			}
		}
		if len(list) > 0 {
			slices.Sort(list)
			return size, slices.Compact(list)
		}
	}
	return 0, nil
}

func (o amending) change(set uint, deals []pkg) string {
	var words []string
	for n, c := range o.p.Provisions {
		if set>>n&1 == 0 {
			continue
		}
		var to []string
		for _, d := range deals {
			to = append(to, d[c.Issue])
		}
		slices.Sort(to)
		words = append(words, c.Issue+"="+strings.Join(slices.Compact(to), ","))
	}
	slices.Sort(words)
	return strings.Join(words, " ") + " " + string(rune('0'+len(deals)%10))
}

// TestAmendAgainstAllChanges compares the nearest amendments with trying every set of changes.
func TestAmendAgainstAllChanges(t *testing.T) {
	seen := map[int]int{}
	for seed := range uint64(900) {
		r := newRandom(seed)
		records := r.records()
		if seed%2 == 0 { // a text that says something on every issue
			p := records[len(records)-1].(*graph.Proposal)
			p.Provisions = p.Provisions[:min(1, len(p.Provisions))]
			for n, key := range r.keys {
				p.Provisions = append(p.Provisions, graph.Provision{Issue: key, Text: "words", Options: r.options[n][:1]})
			}
		}
		var opts graph.ViewOptions
		if seed%3 == 0 {
			opts.Scenario = "s"
		}
		v := see(t, opts, records...)
		p, _ := graph.Get[*graph.Proposal](v.Snapshot, "p")
		a, err := Amend(context.Background(), v, p, 0)
		if err != nil {
			t.Fatal(err)
		}
		o := newAmending(v, p)
		size, want := o.nearest()
		var got []string
		for _, m := range a.Nearest {
			if len(m.Changes) != size {
				t.Fatalf("seed %d: %d changes, want %d", seed, len(m.Changes), size)
			}
			var words []string
			for _, c := range m.Changes {
				var to []string
				for _, option := range c.To {
					to = append(to, option.Key)
				}
				slices.Sort(to)
				words = append(words, c.Issue.Key+"="+strings.Join(to, ","))
			}
			slices.Sort(words)
			digits := m.Completions.String()
			got = append(got, strings.Join(words, " ")+" "+digits[len(digits)-1:])
		}
		slices.Sort(got)
		if !a.Complete || !slices.Equal(got, want) {
			t.Fatalf("seed %d: %q, want %q", seed, got, want)
		}
		if len(got) == 0 {
			size = -1
		}
		seen[size]++
		checkProof(t, o, a)
	}
	for _, size := range []int{-1, 0, 1, 2} {
		if seen[size] < 20 {
			t.Errorf("only %d cases took %d changes: the test tells nothing about them", seen[size], size)
		}
	}
}

// checkProof checks that each obstacle has to give way, and that no smaller number of changes meets all.
func checkProof(t *testing.T, o amending, a *Amendments) {
	t.Helper()
	if len(a.Nearest) == 0 || len(a.Nearest[0].Changes) == 0 {
		if len(a.Proof) > 0 {
			t.Fatal("a proof where nothing has to change, or nothing helps")
		}
		return
	}
	var sets []map[string]bool
	for _, p := range a.Proof {
		others := uint(1)<<len(o.p.Provisions) - 1
		issues := map[string]bool{}
		for _, n := range p.Provisions {
			others &^= 1 << n
			issues[o.p.Provisions[n].Issue] = true
		}
		for n, c := range o.p.Provisions { // what says nothing counts for nothing
			if issues[c.Issue] {
				others &^= 1 << n
			}
		}
		if len(o.deals(others)) > 0 {
			t.Fatalf("provisions %v are no obstacle: to change all others is enough", p.Provisions)
		}
		sets = append(sets, issues)
	}
	var names []string
	for _, c := range o.p.Provisions {
		if !slices.Contains(names, c.Issue) {
			names = append(names, c.Issue)
		}
	}
	for set := range uint(1) << len(names) {
		if bits.OnesCount(set) >= len(a.Nearest[0].Changes) {
			continue
		}
		if !slices.ContainsFunc(sets, func(s map[string]bool) bool {
			return !slices.ContainsFunc(names, func(n string) bool { return s[n] && set>>slices.Index(names, n)&1 == 1 })
		}) {
			t.Fatalf("%d changes meet every obstacle", bits.OnesCount(set))
		}
	}
}
