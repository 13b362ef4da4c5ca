package gap

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// TestQuestionsAgainstTryingEveryPackage compares what every reply would do, and which questions come first, with what a
// case means in which the reply has been given.
func TestQuestionsAgainstTryingEveryPackage(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(300) {
		w := newWorld(seed)
		v := see(t, graph.ViewOptions{Reading: w.reading()}, w.records()...)
		found, err := Next(context.Background(), v, Limits{First: 100})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		before := w.outcome()
		for _, q := range found.List {
			for _, r := range q.Replies {
				then := w.with(q, r)
				want := then.outcome()
				got := fmt.Sprint(r.After.Verdict, " ", r.Deals, " ", r.Short)
				if want := fmt.Sprint(want.verdict, " ", len(want.deals), " ", want.short); got != want {
					t.Errorf("seed %d: %s %s of %v: got %s, want %s", seed, showQuestion(q), r.Kind, r.Options, got, want)
				}
				seen[fmt.Sprint(r.Kind)]++
				if want.verdict != before.verdict {
					seen[before.verdict+" to "+want.verdict]++
				}
			}
		}
		if got, want := showQuestions(found.List), w.questions(v, before); got != want {
			t.Errorf("seed %d, %s:\n got %s\nwant %s", seed, before.verdict, got, want)
		}
		if t.Failed() {
			break
		}
	}
	for _, what := range []string{"refuses", "accepts", "accepts-any", "demands", "covers", "excludes",
		"undetermined to blocked", "undetermined to open", "open to blocked", "open to undetermined", "blocked to undetermined", "blocked to open"} {
		if seen[what] < 3 {
			t.Errorf("only %d times %s: the test tells little of it", seen[what], what)
		}
	}
	t.Log(seen)
}

func showQuestion(q Question) string {
	if q.RedLine != nil {
		return fmt.Sprintf("%s %v most %s least %s", q.RedLine.Key, q.Turns, q.Most, q.Least)
	}
	return fmt.Sprintf("%s/%s %v most %s least %s", q.Party.Key, q.Issues[0].Key, q.Turns, q.Most, q.Least)
}

func showQuestions(list []Question) string {
	var words []string
	for _, q := range list {
		words = append(words, showQuestion(q))
	}
	return strings.Join(words, "; ")
}

// questions lists those of which a reply would make a difference, weighed by giving every reply.
func (w *world) questions(v *graph.View, before outcome) string {
	var list []Question
	for _, party := range principals {
		for _, i := range w.issues {
			if q, ok := w.silence(v, party, i, before); ok && before.verdict != "blocked" {
				list = append(list, w.weighed(q, before))
			}
		}
	}
	for _, r := range w.lines {
		may := slices.DeleteFunc(slices.Clone(r.MayForbid), func(p graph.Pattern) bool { return fmt.Sprint(p) == fmt.Sprint(r.Forbids[0]) })
		if len(may) > 0 && slices.Contains(principals, r.Party) {
			q := Question{About: Reach, RedLine: r, Issues: issuesOf(v, may), patterns: may}
			q.Party, _ = v.Party(r.Party)
			list = append(list, w.weighed(q, before))
		}
	}
	list = slices.DeleteFunc(list, func(q Question) bool { return !q.Turns && q.Most.Sign() == 0 })
	slices.SortFunc(list, compareQuestions)
	return showQuestions(list)
}

// silence makes the question about a cell, if some deal takes an option there to which the party is silent.
func (w *world) silence(v *graph.View, party string, i *graph.Issue, before outcome) (q Question, rests bool) {
	iv, _ := v.Issue(i.Key)
	st, _ := iv.Stand(party)
	q = Question{About: Silence, Party: st.Party, Issues: []*graph.IssueView{iv}}
	for n, o := range iv.Options {
		if !st.Silent().Has(n) {
			continue
		}
		q.clashes = clashes(st, q.set()|1<<n)
		if slices.ContainsFunc(before.deals, func(d map[string]string) bool { return d[i.Key] == o.Key }) {
			q.Options = append(q.Options, o)
		}
	}
	q.clashes = clashes(st, q.set())
	return q, slices.ContainsFunc(before.deals, func(d map[string]string) bool { return w.silent(party, i.Key, d[i.Key], d) })
}

func (q Question) set() graph.OptionSet { return Gap{Issue: q.Issues[0], Options: q.Options}.set() }

// weighed weighs a question by giving every reply.
func (w *world) weighed(q Question, before outcome) Question {
	q.Most = new(big.Int)
	for _, r := range q.replies() {
		then := w.with(q, r).outcome()
		q.Turns = q.Turns || then.verdict != before.verdict
		moved := len(before.deals) - len(then.deals)
		if moved < 0 {
			moved = -moved
		}
		if moved != 0 {
			q.weigh(big.NewInt(int64(moved)))
		}
	}
	q.Least = figure(q.Least)
	return q
}

// TestClashesAgainstGivingEveryReply compares with how many parties a reply could clash with the conflicts there are once
// every reply has been given.
func TestClashesAgainstGivingEveryReply(t *testing.T) {
	many := 0
	for seed := range uint64(100) {
		w := newWorld(seed)
		w.rules = nil
		v := see(t, graph.ViewOptions{}, w.records()...)
		s := settled(t, v)
		list, err := Rank(context.Background(), s, Find(v))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range list {
			possible, certain := w.clashing(t, r.Gap)
			if r.Conflicts < certain || r.Conflicts > possible {
				t.Fatalf("seed %d: %s clashes with %d, want %d to %d", seed, showGap(r.Gap), r.Conflicts, certain, possible)
			}
			if certain == possible && certain > 1 {
				many++
			}
		}
	}
	if many < 20 {
		t.Errorf("only %d cells with several clashes", many)
	}
}

// clashing counts the parties that conflict with what a reply says, and those that may: a difference of mere wishes is
// no conflict of its own between parties that are in conflict on the issue anyway.
func (w *world) clashing(t *testing.T, g Gap) (possible, certain int) {
	q := Question{Party: g.Party, Issues: []*graph.IssueView{g.Issue}, Options: g.Options}
	sure, anyway := map[string]bool{}, map[string]bool{}
	for _, r := range slices.Concat(each(Refuses, g.Options), each(Demands, g.Options)) {
		v := see(t, graph.ViewOptions{}, w.with(q, r).records()...)
		found, err := conflict.Find(context.Background(), v)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range found {
			if len(c.Parties) != 2 || len(c.Issues) != 1 || c.Issues[0].Key != g.Issue.Key {
				continue
			}
			other := c.Parties[0].Key + c.Parties[1].Key
			anyway[other] = anyway[other] || strings.Contains(other, g.Party.Key)
			sure[other] = sure[other] || slices.ContainsFunc(c.Sides, func(s conflict.Side) bool { return s.Holds.Ref().Key == said0 })
		}
	}
	for other := range anyway {
		if sure[other] {
			certain++
		}
		if sure[other] || anyway[other] {
			possible++
		}
	}
	return possible, certain
}

func settled(t *testing.T, v *graph.View) *settle.Settlement {
	t.Helper()
	asked, err := settle.Question{}.In(v)
	if err != nil {
		t.Fatal(err)
	}
	s, err := settle.Settle(context.Background(), asked, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
