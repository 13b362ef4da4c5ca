package sequence

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/graph"
)

// cases runs a test on small random negotiations.
func cases(t *testing.T, test func(t *testing.T, v *graph.View, records []graph.Record)) {
	for seed := range uint64(400) {
		records := world{rand.New(rand.NewPCG(seed, 1))}.records()
		t.Run(fmt.Sprint(seed), func(t *testing.T) { test(t, view(t, graph.ViewOptions{}, records...), records) })
	}
}

func TestPrecedencesAgainstOracle(t *testing.T) {
	some := 0
	cases(t, func(t *testing.T, v *graph.View, _ []graph.Record) {
		found := map[string]bool{}
		for _, p := range find(t, v).Precedences {
			for _, g := range p.Grounds {
				found[fmt.Sprint(p.Party.Key, " ", g.Issue.Key, " ", p.Before.Key, " ", p.After.Key, " ", g.Strength)] = true
				if g.Strength == RedLine {
					some++
				}
			}
		}
		want := obvious(v)
		for _, words := range want {
			if !found[words] {
				t.Errorf("missing: %s", words)
			}
		}
		if len(found) > len(want) {
			t.Errorf("found %v, want %v", found, want)
		}
	})
	if some < 20 {
		t.Errorf("%d grounds of red lines: too few to tell", some)
	}
}

// An order of the steps meets all that is wanted if and only if there is no circle, of several parties or of one. Of each
// circle no order meets all, and some order meets all but any one pair.
func TestCirclesAgainstEveryOrder(t *testing.T) {
	circles, longer := 0, 0
	cases(t, func(t *testing.T, v *graph.View, _ []graph.Record) {
		s := find(t, v)
		all := wants(s.Precedences)
		if free := len(s.Circles)+len(s.Inconsistent) == 0; free != satisfiable(s.Steps, all) {
			t.Fatalf("no circle: %v; an order meets %v: %v", free, all, !free)
		}
		for _, c := range slices.Concat(s.Circles, s.Inconsistent) {
			circles++
			if len(c.Edges) > 2 {
				longer++
			}
			var pairs []want
			for _, e := range c.Edges {
				pairs = append(pairs, want{"", e.Before.Key, e.After.Key})
			}
			if satisfiable(s.Steps, pairs) {
				t.Errorf("%s: an order meets it", c.Explanation)
			}
			for n := range pairs {
				if rest := slices.Delete(slices.Clone(pairs), n, n+1); !satisfiable(s.Steps, rest) {
					t.Errorf("%s: not minimal, without %v no order meets the rest", c.Explanation, pairs[n])
				}
			}
		}
	})
	if circles < 100 || longer < 20 {
		t.Errorf("%d circles, %d of three steps or more: too few to tell", circles, longer)
	}
}

func TestCirclesAreAllThereAre(t *testing.T) {
	cases(t, func(t *testing.T, v *graph.View, _ []graph.Record) {
		s := find(t, v)
		several, single := rounds(s.Steps, wants(s.Precedences))
		for _, tt := range []struct {
			found []Circle
			want  []string
		}{{s.Circles, several}, {s.Inconsistent, single}} {
			var got []string
			for _, c := range tt.found {
				got = append(got, fmt.Sprint(keysOf(c.Steps())))
			}
			slices.Sort(got)
			if got = slices.Compact(got); !slices.Equal(got, tt.want) {
				t.Errorf("circles %v, want %v", got, tt.want)
			}
		}
	})
}

// Without the records that an edge names its circle is gone; with any one of them kept, somebody who takes part still wants
// the pair.
func TestBreaksBreak(t *testing.T) {
	lines := 0
	cases(t, func(t *testing.T, v *graph.View, records []graph.Record) {
		for _, c := range find(t, v).Circles {
			for _, e := range c.Edges {
				after := find(t, view(t, graph.ViewOptions{}, without(records, e.Break)...))
				if has := slices.ContainsFunc(after.Circles, func(o Circle) bool { return fmt.Sprint(o.Steps()) == fmt.Sprint(c.Steps()) }); has {
					t.Errorf("%s\nis still there without %s", c.Explanation, refs(e.Break))
				}
				for n, r := range e.Break {
					kept := slices.Delete(slices.Clone(e.Break), n, n+1)
					after := find(t, view(t, graph.ViewOptions{}, without(records, kept)...))
					if !slices.Contains(wants(after.Precedences), want{partyOf(r), e.Before.Key, e.After.Key}) {
						t.Errorf("%s\n%s need not go", c.Explanation, r.Ref())
					}
					if r.Ref().Kind == graph.KindRedLine {
						lines++
					}
				}
			}
		}
	})
	if lines < 20 {
		t.Errorf("%d red lines to give up: too few to tell", lines)
	}
}

func without(records, gone []graph.Record) []graph.Record {
	return slices.DeleteFunc(slices.Clone(records), func(r graph.Record) bool {
		return slices.ContainsFunc(gone, func(g graph.Record) bool { return g.Ref() == r.Ref() })
	})
}

func refs(list []graph.Record) string {
	var words []string
	for _, r := range list {
		words = append(words, r.Ref().String())
	}
	return fmt.Sprint(words)
}

func TestFindKnowsWhatItLeavesOut(t *testing.T) {
	seen := false
	cases(t, func(t *testing.T, v *graph.View, _ []graph.Record) {
		all := find(t, v).Circles
		for first := 1; first <= len(all); first++ {
			s, err := Find(context.Background(), v, Limits{First: first})
			if err != nil {
				t.Fatal(err)
			}
			for n, c := range s.Circles {
				if c.Explanation != all[n].Explanation {
					t.Errorf("circle %d of the first %d is %s, of all %s", n, first, c.Explanation, all[n].Explanation)
				}
			}
			if len(s.Circles) < min(first, len(all)) && s.Complete || len(s.Circles) < len(all) && s.Complete {
				t.Errorf("%d of %d circles said to be all", len(s.Circles), len(all))
			}
			seen = seen || !s.Complete
		}
	})
	if !seen {
		t.Error("no list was cut")
	}
}
