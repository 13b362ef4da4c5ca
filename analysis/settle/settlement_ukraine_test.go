package settle

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/seed"
)

// apart is the meaning of a question too large to try every package: groups of issues that no rule, no red line and no
// condition links, each worked out by itself.
type apart struct {
	groups []*meaning
	deals  [][]*meant // by group
}

func newApart(records []graph.Record, v *graph.View, q Question) *apart {
	whole := newMeaning(records, v, "", "", q).gather()
	linked := map[string]string{} // issue to the first of its group
	for _, i := range whole.issues {
		linked[i.Key] = i.Key
	}
	link := func(patterns graph.Patterns, more ...string) {
		for _, p := range patterns {
			more = append(more, p.Issues()...)
		}
		for _, key := range more {
			from, to := max(linked[key], linked[more[0]]), min(linked[key], linked[more[0]])
			for i, group := range linked {
				if group == from {
					linked[i] = to
				}
			}
		}
	}
	for _, r := range whole.rules {
		for _, p := range whole.of(r) {
			link(graph.Patterns{p})
		}
	}
	for _, r := range whole.lines {
		link(whole.of(r))
	}
	for _, p := range whole.positions {
		link(whole.of(p), p.Issue)
	}
	a := &apart{}
	for _, i := range whole.issues {
		if linked[i.Key] != i.Key {
			continue
		}
		m := whole.otherwise(v.Snapshot, func(o *graph.ViewOptions) {
			o.Issues = nil
			for _, other := range whole.issues {
				if linked[other.Key] == i.Key {
					o.Issues = append(o.Issues, other.Key)
				}
			}
		})
		a.groups = append(a.groups, m)
		a.deals = append(a.deals, m.left(0))
	}
	return a
}

func (a *apart) verdict() Verdict {
	verdict := VerdictOpen
	for _, deals := range a.deals {
		switch verdictOf(deals) {
		case VerdictBlocked:
			return VerdictBlocked
		case VerdictUndetermined:
			verdict = VerdictUndetermined
		}
	}
	return verdict
}

// product multiplies one number of each group.
func (a *apart) product(of func(group int) int) *big.Int {
	product := big.NewInt(1)
	for n := range a.groups {
		product.Mul(product, big.NewInt(int64(of(n))))
	}
	return product
}

func (a *apart) packages() *big.Int {
	return a.product(func(n int) int { return len(a.groups[n].packages) })
}

func (a *apart) count() *big.Int { return a.product(func(n int) int { return len(a.deals[n]) }) }

// quiet is a cell with the deals that are silent there, and what its silence may be called.
type quiet struct {
	cell    string
	kinds   []graph.SilenceKind
	removes *big.Int
}

// silences counts, for every cell, the deals that are silent there: those of its group, with any of the others.
func (a *apart) silences() []quiet {
	var list []quiet
	for n, deals := range a.deals {
		counts := map[string]int{}
		for _, d := range deals {
			for _, cell := range d.silent {
				counts[cell]++
			}
		}
		for cell, count := range counts {
			party, issue, _ := strings.Cut(cell, "/")
			removes := a.product(func(other int) int {
				if other == n {
					return count
				}
				return len(a.deals[other])
			})
			if removes.Sign() > 0 {
				list = append(list, quiet{cell, a.groups[n].firstKinds(party, issue, deals), removes})
			}
		}
	}
	slices.SortFunc(list, func(a, b quiet) int { return cmp.Or(b.removes.Cmp(a.removes), strings.Compare(a.cell, b.cell)) })
	return list
}

// witness puts the best of every group together.
func (a *apart) witness() (choices, silent, opposed []string) {
	for _, deals := range a.deals {
		best := rankedBy(deals, LeastSilent)[0]
		for issue, option := range best.pkg {
			choices = append(choices, issue+"="+option)
		}
		silent, opposed = append(silent, best.silent...), append(opposed, best.opposed...)
	}
	slices.Sort(choices)
	slices.Sort(silent)
	slices.Sort(opposed)
	return choices, silent, opposed
}

// cores lists those of every group, smallest first.
func (a *apart) cores() []string {
	var sets [][]string
	for n, deals := range a.deals {
		if len(deals) == 0 {
			for _, set := range a.groups[n].cores(everyPackage) {
				sets = append(sets, a.groups[n].keysOf(set))
			}
		}
	}
	slices.SortFunc(sets, func(a, b []string) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) })
	return joinedSets(sets)
}

func joinedSets(sets [][]string) (words []string) {
	for _, s := range sets {
		words = append(words, strings.Join(s, "+"))
	}
	return words
}

// concessions put together one of every group that is blocked, cheapest first, with what they open.
func (a *apart) concessions() []string {
	type concession struct {
		keys  []string
		cost  int
		opens *big.Int
	}
	list := []concession{{opens: big.NewInt(1)}}
	for n, m := range a.groups {
		all := m.concessions()
		if len(a.deals[n]) > 0 {
			all = []uint{0}
		}
		var longer []concession
		for _, c := range list {
			for _, set := range all {
				keys := slices.Sorted(slices.Values(slices.Concat(c.keys, m.keysOf(set))))
				longer = append(longer, concession{keys, c.cost + m.cost(set), new(big.Int).Mul(c.opens, big.NewInt(int64(len(m.left(set)))))})
			}
		}
		list = longer
	}
	slices.SortFunc(list, func(a, b concession) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(len(a.keys), len(b.keys)), slices.Compare(a.keys, b.keys))
	})
	var words []string
	for _, c := range list {
		words = append(words, fmt.Sprint(strings.Join(c.keys, "+"), " ", c.cost, " ", c.opens))
	}
	return words
}

// TestUkraine compares the answers on the curated case with its meaning, worked out group by group.
func TestUkraine(t *testing.T) {
	f, problems := seed.Read(seed.Ukraine, "seed")
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	s := snapshot(t, f.Records...)
	seen := map[Verdict]int{}
	for _, asOf := range []string{"2025-08-19", "2026-06-30"} {
		v := must(s.View(graph.ViewOptions{Negotiation: "ukraine", AsOf: day(asOf)}))
		for _, reading := range []graph.Reading{graph.Narrow, graph.Broad} {
			for _, parties := range [][]string{
				{"ukraine", "eu", "russia"},
				{"ukraine", "russia", "eu", "e3", "cotw", "france", "germany", "uk", "italy", "poland", "lithuania", "finland"},
			} {
				q := Question{Parties: parties, Reading: reading}
				answer := settled(t, v, q)
				seen[answer.Verdict]++
				for _, d := range disagreementsApart(answer, newApart(f.Records, v, q)) {
					t.Errorf("%s, %s, %d parties: %s", asOf, reading, len(parties), d)
				}
			}
		}
	}
	if len(seen) < 2 {
		t.Errorf("every verdict is the same: %v", seen)
	}
}

func disagreementsApart(s *Settlement, a *apart) []string {
	ctx := context.Background()
	c := &comparison{Settlement: s, ctx: ctx}
	c.same("verdict", s.Verdict, a.verdict())
	c.same("packages", s.Packages, a.packages())
	c.same("deals", must(s.Deals(ctx)), a.count())
	silences, quiets := must(s.Silences(ctx)), a.silences()
	c.same("number of silences", len(silences), len(quiets))
	for n, x := range silences[:min(len(silences), len(quiets))] {
		q := quiets[n]
		c.same(fmt.Sprint("silence ", n), fmt.Sprint(x.Party.Key, "/", x.Issue.Key, " ", x.Removes), fmt.Sprint(q.cell, " ", q.removes))
		c.same(fmt.Sprintf("kind %s of %s is among %s", x.Kind, q.cell, slices.Compact(q.kinds)), slices.Contains(q.kinds, x.Kind), true)
	}
	cores := must(s.Cores(ctx, 0, 0))
	c.same("cores", strings.Split(listsOf(cores.Cores, func(c Core) []*graph.RedLine { return c.RedLines }), " "), a.cores())
	c.same("cores complete", cores.Complete, true)
	if s.Verdict == VerdictBlocked {
		var concessions []string
		for _, x := range must(s.Concessions(ctx, 0, 0)).Concessions {
			concessions = append(concessions, fmt.Sprint(strings.Join(keysOf(x.RedLines), "+"), " ", x.Cost, " ", must(x.Opens(ctx))))
		}
		c.same("concessions", concessions, a.concessions())
		return c.found
	}
	w := must(s.Witness(ctx))
	choices, silent, opposed := a.witness()
	var took, unheard, against []string
	for _, x := range w.Choices {
		took = append(took, x.Issue.Key+"="+x.Option.Key)
	}
	for _, x := range w.Silent {
		unheard = append(unheard, x.Party.Key+"/"+x.Issue.Key)
	}
	for _, x := range w.Opposed {
		against = append(against, x.Party.Key+"/"+x.Issue.Key)
	}
	c.same("witness", slices.Sorted(slices.Values(took)), choices)
	c.same("witness silent", slices.Sorted(slices.Values(unheard)), silent)
	c.same("witness opposed", slices.Sorted(slices.Values(against)), opposed)
	return c.found
}

// TestUkraineOnOneSourceAlone: what one article carries decides nothing, and the answer names what is not known.
func TestUkraineOnOneSourceAlone(t *testing.T) {
	v := seeded(t, seed.Ukraine, graph.ViewOptions{Negotiation: "ukraine", AsOf: day("2025-08-19")})
	for _, parties := range [][]string{{"ukraine", "eu", "russia"}, nil} {
		s := settled(t, v, Question{Parties: parties, Floor: &graph.Floor{Sources: []string{"article-2025-08-19"}}})
		if s.Verdict != VerdictUndetermined {
			t.Errorf("%v: %s on the article alone", parties, s.Verdict)
		}
		deals, silences := must(s.Deals(context.Background())), must(s.Silences(context.Background()))
		if len(silences) == 0 {
			t.Fatalf("%v: undetermined, yet nothing is silent", parties)
		}
		all := 0
		for _, x := range silences {
			if x.Party == nil || x.Issue == nil || x.Kind == "" || x.Removes.Sign() <= 0 || x.Removes.Cmp(deals) > 0 {
				t.Errorf("%v: silence %+v of %s deals", parties, x, deals)
			}
			if x.Removes.Cmp(deals) == 0 {
				all++
			}
		}
		if all == 0 {
			t.Errorf("%v: undetermined, yet every cell is heard in some deal; that can be, but not on one article", parties)
		}
		w := must(s.Witness(context.Background()))
		if w == nil || len(w.Silent) == 0 {
			t.Errorf("%v: the witness names no silent cell", parties)
		}
	}
}
