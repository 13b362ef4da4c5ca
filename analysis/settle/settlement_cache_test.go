package settle

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/graph"
)

// changed is the snapshot with some more or other records.
func changedBy(t testing.TB, s *graph.Snapshot, records ...graph.Record) *graph.Snapshot {
	t.Helper()
	d := graph.Draft{Actor: "t", Reason: "t"}
	for _, r := range records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	return must(s.With(d, s.Time().Add(time.Hour)))
}

// cached is a case with evidence, of which several things can change.
func cachedCase() []graph.Record {
	demand := says("a", "demands", "x", "p")
	demand.Evidence = []string{"st"}
	return talks(choice("x", "p", "q"), choice("y", "p", "q"), demand, says("b", "accepts", "y", "q"),
		line("l", "a", "L", graph.Pattern{"x": {"q"}, "y": {"q"}}), line("m", "b", "M", only("x", "p")),
		&graph.Source{Key: "src", Title: "S", Reliability: "A"},
		&graph.Source{Key: "other", Title: "O", Reliability: "B"},
		&graph.Statement{Key: "st", Source: "src", Voice: "v", Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025-01-01"), Paraphrase: "p", Credibility: 1})
}

// TestCacheSharesWhatRestsOnTheSame: what does not count leaves the answer as it is, and what counts makes another.
func TestCacheSharesWhatRestsOnTheSame(t *testing.T) {
	s, cache, ctx := snapshot(t, cachedCase()...), NewCache(), context.Background()
	ask := func(s *graph.Snapshot, q Question) *Settlement {
		return must(Settle(ctx, must(q.In(must(s.View(graph.ViewOptions{Negotiation: "n", AsOf: day("2026-01-01")})))), cache))
	}
	plain := ask(s, Question{})
	for _, tt := range []struct {
		name   string
		record graph.Record
		same   bool
	}{
		{"another negotiation", &graph.Negotiation{Key: "other", Title: "Other"}, true},
		{"the note of a source", &graph.Source{Key: "src", Title: "S", Reliability: "A", Note: "read again"}, true},
		{"the title of a line", line("m", "b", "M, said otherwise", only("x", "p")), true},
		{"the label of an option", choice("x", "p", "q"), true},
		{"the name of a party", &graph.Party{Key: "a", Name: "A, renamed", Kind: graph.PartyState}, true},
		{"an observer's line", line("o", "c", "O", only("x", "p")), true},
		{"a search in vain", &graph.Inquiry{Key: "i", Party: "b", Issue: "x", Date: graph.MustDate("2025-05-01"), Searched: []string{"all"}}, true},
		{"a vague word", says("b", "open", "x", "p"), true},
		{"a position", says("b", "accepts", "x", "q"), false},
		{"other options of a position", &graph.Position{Key: "a-demands-x-p", Party: "a", Issue: "x", Stance: "demands", Options: []string{"q"}}, false},
		{"another stance", &graph.Position{Key: "a-demands-x-p", Party: "a", Issue: "x", Stance: "prefers", Options: []string{"p"}}, false},
		{"one option more that is opposed, by a party that weighs the issue as before", says("b", "opposes", "y", "p"), false},
		{"one option more that is accepted", says("b", "accepts", "y", "p"), false},
		{"a demand for what is accepted", says("b", "demands", "y", "q"), false},
		{"the salience of a position", &graph.Position{Key: "b-accepts-y-q", Party: "b", Issue: "y", Stance: "accepts", Options: []string{"q"}, Salience: new(int)}, false},
		{"a condition", &graph.Position{Key: "a-demands-x-p", Party: "a", Issue: "x", Stance: "demands", Options: []string{"p"}, Condition: graph.Patterns{only("y", "p")}}, false},
		{"the salience of a line", salienceOfLine(10, line("m", "b", "M", only("x", "p"))), false},
		{"the patterns of a line", line("m", "b", "M", only("x", "q")), false},
		{"a rule", ruleOn("r", only("x", "p")), false},
		{"an issue", choice("z", "p", "q"), false},
		{"one more option", choice("y", "p", "q", "r"), false},
	} {
		after := ask(changedBy(t, s, tt.record), Question{})
		if same := after.answer == plain.answer; same != tt.same {
			t.Errorf("%s: the answer is the same one: %v, want %v", tt.name, same, tt.same)
		}
	}
	for _, tt := range []struct {
		name string
		q    Question
		same bool
	}{
		{"a broad reading of lines without a wide pattern", Question{Reading: graph.Broad}, true},
		{"the parties in another order", Question{Parties: []string{"b", "a"}}, true},
		{"a floor that admits all", Question{Floor: &graph.Floor{}}, true},
		{"all issues by name", Question{Issues: []string{"y", "x"}}, true},
		{"an assumption of all options", Question{Suppose: graph.Supposition{Assumes: only("x", "q", "p")}}, true},
		{"a floor that admits nothing", Question{Floor: &graph.Floor{Sources: []string{"other"}}}, false},
		{"a party less", Question{Parties: []string{"b"}}, false},
		{"an issue less", Question{Issues: []string{"x"}}, false},
		{"a line given up", Question{Suppose: graph.Supposition{Relaxes: []string{"m"}}}, false},
	} {
		if same := ask(s, tt.q).answer == plain.answer; same != tt.same {
			t.Errorf("%s: the answer is the same one: %v, want %v", tt.name, same, tt.same)
		}
	}
}

// TestCacheDoesNoWorkTwice: what an answer has found out stands when it is asked for again.
func TestCacheDoesNoWorkTwice(t *testing.T) {
	s, cache, ctx := snapshot(t, cachedCase()...), NewCache(), context.Background()
	view := func(s *graph.Snapshot) *graph.View {
		return must(Question{}.In(must(s.View(graph.ViewOptions{Negotiation: "n", AsOf: day("2026-01-01")}))))
	}
	first := must(Settle(ctx, view(s), cache))
	must(first.Silences(ctx))
	must(first.Deal(ctx, HighestScore, true, 0))
	explanation, diagram, tally := first.answer.explanation, first.answer.diagram, first.answer.tallied
	again := must(Settle(ctx, view(changedBy(t, s, &graph.Source{Key: "src", Title: "Retitled", Reliability: "A"})), cache))
	must(again.Silences(ctx))
	must(again.Deal(ctx, HighestScore, true, 1))
	must(again.Cores(ctx, 0, 0))
	if a := again.answer; a.explanation != explanation || a.diagram != diagram || a.tallied != tally || len(a.rankings) != 1 {
		t.Error("the answer was worked out again")
	}
}

// TestCacheCountsListedDeals: deals listed in an order weigh, each once.
func TestCacheCountsListedDeals(t *testing.T) {
	cache, ctx := NewCache(), context.Background()
	s := must(Settle(ctx, must(Question{}.In(see(t, graph.ViewOptions{}, talks(choice("x", "p"), choice("y", "p"))...))), cache))
	must(s.Deal(ctx, HighestScore, false, 0))
	before := s.answer.edges.Load()
	for range 2 {
		must(s.Deal(ctx, HighestScore, false, 3))
		must(s.Deal(ctx, HighestScore, false, 1))
	}
	if added := s.answer.edges.Load() - before; added != 3*rankedEdges {
		t.Errorf("three more deals weigh %d", added)
	}
}

// TestCacheAnswersEachViewInItsOwnWords: a shared answer speaks of the records of the view it is asked of.
func TestCacheAnswersEachViewInItsOwnWords(t *testing.T) {
	cache, ctx := NewCache(), context.Background()
	ask := func(x, line1 string) *Settlement {
		records := talks(choice(x, "p"), line(line1, "a", "L", only(x, "p")))
		return must(Settle(ctx, must(Question{}.In(see(t, graph.ViewOptions{}, records...))), cache))
	}
	one, two := ask("x", "l"), ask("y", "k")
	if one.answer != two.answer {
		t.Fatal("cases that are alike but for names do not share an answer; then this test tests nothing")
	}
	if got := coresText(one) + coresText(two) + concessionsText(one) + concessionsText(two); got != "[l] by [][k] by [][l] 50 opens 1[k] 50 opens 1" {
		t.Error(got)
	}
	if d := must(must(two.Concessions(ctx, 0, 0)).Concessions[0].Example(ctx)); choicesOf(d) != "y=p:" {
		t.Error(dealWords(d))
	}
}

// TestCacheOfManyQuestions compares answers of a cache that is asked more than it keeps, each asked twice.
func TestCacheOfManyQuestions(t *testing.T) {
	cache, ctx := NewCache(), context.Background()
	for seed := range uint64(answersKept + 100) {
		seed %= answersKept + 40
		w := newWorld(rand.NewPCG(seed, 17))
		w.question.Suppose = graph.Supposition{}
		v := w.view(t)
		shared, own := must(Settle(ctx, v, cache)), must(Settle(ctx, v, nil))
		if a, b := briefly(shared), briefly(own); a != b {
			t.Fatalf("seed %d: from the cache %s\nwithout %s", seed, a, b)
		}
		if len(cache.known) > answersKept || len(cache.known) != cache.recent.Len() {
			t.Fatalf("the cache keeps %d answers, %d of them in order", len(cache.known), cache.recent.Len())
		}
	}
}

// TestCacheKeepsWithinItsMemory drops old answers whose diagrams are too large together, but never the last.
func TestCacheKeepsWithinItsMemory(t *testing.T) {
	cache, ctx := NewCache(), context.Background()
	var last *Settlement
	for n := range 5 {
		options := strings.Split("abcdefgh"[:n+1], "")
		last = must(Settle(ctx, must(Question{}.In(see(t, graph.ViewOptions{}, talks(choice("x", options...))...))), cache))
		must(last.Deals(ctx))
		last.answer.edges.Store(edgesKept / 2)
	}
	if len(cache.known) > 3 {
		t.Errorf("%d answers are kept, each of half of what may be", len(cache.known))
	}
	last.answer.edges.Store(10 * edgesKept)
	if again := must(Settle(ctx, last.View, cache)); again.answer != last.answer {
		t.Error("the answer asked for last was dropped")
	}
}

func briefly(s *Settlement) string {
	return fmt.Sprintln(s.Verdict, s.Packages, must(s.Deals(context.Background())), coresText(s), blameText(s), dealWords(must(s.Witness(context.Background()))))
}

// summary asks everything that has one answer.
func summaryOf(s *Settlement) string {
	ctx := context.Background()
	var b strings.Builder
	fmt.Fprintln(&b, s.Verdict, s.Packages, must(s.Deals(ctx)), coresText(s), concessionsText(s), blameText(s))
	for _, by := range []DealRank{LeastSilent, LeastOpposed, HighestScore} {
		for n := range 3 {
			fmt.Fprintln(&b, dealWords(must(s.Deal(ctx, by, false, n))), dealWords(must(s.Deal(ctx, by, true, n))))
		}
	}
	for _, x := range must(s.Silences(ctx)) {
		fmt.Fprintln(&b, x.Party.Key, x.Issue.Key, x.Kind, x.Removes)
	}
	for _, o := range must(s.Options(ctx)) {
		fmt.Fprintln(&b, o.Issue.Key, o.Option.Key, o.Deals, keysOf(must(s.RuledOutBy(ctx, o)).RedLines))
	}
	return b.String()
}

// calls are all questions a settlement can be asked that take work.
var settlementCalls = []struct {
	name string
	ask  func(context.Context, *Settlement) error
}{
	{"Deals", func(ctx context.Context, s *Settlement) error { _, err := s.Deals(ctx); return err }},
	{"Witness", func(ctx context.Context, s *Settlement) error { _, err := s.Witness(ctx); return err }},
	{"Deal", func(ctx context.Context, s *Settlement) error {
		_, err := s.Deal(ctx, HighestScore, true, 0)
		return err
	}},
	{"Silences", func(ctx context.Context, s *Settlement) error { _, err := s.Silences(ctx); return err }},
	{"Options", func(ctx context.Context, s *Settlement) error { _, err := s.Options(ctx); return err }},
	{"RuledOutBy", func(ctx context.Context, s *Settlement) error {
		for at, o := range s.View.Issues[0].Options {
			if _, err := s.RuledOutBy(ctx, OptionVerdict{Issue: s.View.Issues[0], Option: o, at: at}); err != nil {
				return err
			}
		}
		return nil
	}},
	{"Cores", func(ctx context.Context, s *Settlement) error { _, err := s.Cores(ctx, 0, 0); return err }},
	{"Concessions", func(ctx context.Context, s *Settlement) error { _, err := s.Concessions(ctx, 0, 0); return err }},
	{"Blame", func(ctx context.Context, s *Settlement) error { _, err := s.Blame(ctx, 0); return err }},
	{"Sensitivity", func(ctx context.Context, s *Settlement) error { _, err := s.Sensitivity(ctx); return err }},
}

// TestCancelled: whatever is asked under a cancelled context fails with its error or with nothing at all, and the
// settlement answers afterwards as if it had never been asked.
func TestCancelled(t *testing.T) {
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	for _, relax := range [][]string{nil, {"r2"}} {
		v := must(Question{Suppose: graph.Supposition{Relaxes: relax}}.In(see(t, graph.ViewOptions{}, worked()...)))
		want := summaryOf(must(Settle(context.Background(), v, nil)))
		cache := NewCache()
		if _, err := Settle(gone, v, cache); err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("Settle: %v", err)
		}
		s := must(Settle(context.Background(), v, cache))
		for range 5 {
			for _, call := range settlementCalls {
				if err := call.ask(gone, s); err != nil && !errors.Is(err, context.Canceled) {
					t.Errorf("relaxing %v: %s: %v", relax, call.name, err)
				}
			}
		}
		if got := summaryOf(s); got != want {
			t.Errorf("relaxing %v: after cancelled calls\n%s\nwant\n%s", relax, got, want)
		}
	}
}

// TestCancelledMidway cancels at every point of a long question, and asks again.
func TestCancelledMidway(t *testing.T) {
	for seed := range uint64(40) {
		w := newWorld(rand.NewPCG(seed, 19))
		v := w.view(t)
		want := summaryOf(must(Settle(context.Background(), v, nil)))
		cache := NewCache()
		for left := range 12 {
			s, err := Settle(&tired{context.Background(), left * left}, v, cache)
			if err != nil {
				if !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
				continue
			}
			for _, call := range settlementCalls {
				if len(v.Issues) == 0 && call.name == "RuledOutBy" {
					continue
				}
				if err := call.ask(&tired{context.Background(), left * left}, s); err != nil && !errors.Is(err, context.Canceled) {
					t.Fatalf("seed %d: %s: %v", seed, call.name, err)
				}
			}
		}
		if got := summaryOf(must(Settle(context.Background(), v, cache))); got != want {
			t.Fatalf("seed %d: after cancelled calls\n%s\nwant\n%s", seed, got, want)
		}
	}
}

// tired is a context that is cancelled once it has been asked so many times.
type tired struct {
	context.Context
	left int
}

func (c *tired) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestConcurrentUse asks one cache from many sides at once, some of them in no time.
func TestConcurrentUse(t *testing.T) {
	var views []*graph.View
	var want []string
	for seed := range uint64(12) {
		v := newWorld(rand.NewPCG(seed, 23)).view(t)
		views, want = append(views, v), append(want, summaryOf(must(Settle(context.Background(), v, nil))))
	}
	for range 3 {
		cache := NewCache()
		var all sync.WaitGroup
		for worker := range 8 {
			all.Go(func() {
				for n := range views {
					at := (n + worker) % len(views)
					s, err := Settle(context.Background(), views[at], cache)
					if err != nil {
						t.Error(err)
					} else if got := summaryOf(s); got != want[at] {
						t.Errorf("view %d\n%s\nwant\n%s", at, got, want[at])
					}
				}
			})
		}
		all.Wait()
	}
}

// TestBudgets: within whatever budget the list is a true one, and says truly whether it is all.
func TestBudgets(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(60) {
		v := newWorld(rand.NewPCG(seed, 29)).view(t)
		whole := must(Settle(ctx, v, nil))
		cores, concessions := keySets(whole, 0)
		for _, budget := range []time.Duration{1, time.Microsecond, 50 * time.Microsecond, time.Millisecond} {
			s := must(Settle(ctx, v, nil))
			some := must(s.Cores(ctx, 0, budget))
			checkSome(t, fmt.Sprintf("seed %d, budget %s: cores", seed, budget), listsOf(some.Cores, func(c Core) []*graph.RedLine { return c.RedLines }), len(some.Cores), some.Complete, cores)
			part := must(s.Concessions(ctx, 0, budget))
			checkSome(t, fmt.Sprintf("seed %d, budget %s: concessions", seed, budget), listsOf(part.Concessions, func(c Concession) []*graph.RedLine { return c.RedLines }), len(part.Concessions), part.Complete, concessions)
			if b := must(s.Blame(ctx, budget)); b.Complete {
				if blameText(s) != blameText(whole) {
					t.Errorf("seed %d, budget %s: blame said to be complete is not", seed, budget)
				}
			}
			if after, then := keySets(s, 0); !slices.Equal(after, cores) || !slices.Equal(then, concessions) {
				t.Errorf("seed %d, budget %s: asked without one, cores %v and concessions %v, want %v and %v", seed, budget, after, then, cores, concessions)
			}
		}
	}
}

func keySets(s *Settlement, budget time.Duration) (cores, concessions []string) {
	c, d := must(s.Cores(context.Background(), 0, budget)), must(s.Concessions(context.Background(), 0, budget))
	return strings.Fields("cores: " + listsOf(c.Cores, func(c Core) []*graph.RedLine { return c.RedLines })),
		strings.Fields("concessions: " + listsOf(d.Concessions, func(c Concession) []*graph.RedLine { return c.RedLines }))
}

// checkSome: those listed are among all, and complete if and only if they are all, or said not to be without cause.
func checkSome(t *testing.T, what, listed string, n int, complete bool, all []string) {
	t.Helper()
	for _, one := range strings.Fields(listed) {
		if !slices.Contains(all, one) {
			t.Errorf("%s: %s is none: %v", what, one, all)
		}
	}
	if complete && strings.Join(strings.Fields(listed), " ") != strings.Join(all[1:], " ") {
		t.Errorf("%s: %q is said to be all of %v", what, listed, all)
	}
}

// hard is a case whose cores and concessions are many: every line of the first kind clashes with one of the second,
// on an issue of two options.
func hardCase(pairs int) []graph.Record {
	records := talks()
	for n := range pairs {
		key := fmt.Sprintf("i%02d", n)
		records = append(records, choice(key, "p", "q"),
			line(fmt.Sprintf("l%02d", n), "a", "L", only(key, "p")), line(fmt.Sprintf("m%02d", n), "b", "M", only(key, "q")))
	}
	return records
}

// TestBudgetsOfListsBeyondMeasure: 2^40 concessions are begun, not finished, and cores are all there.
func TestBudgetsOfListsBeyondMeasure(t *testing.T) {
	ctx := context.Background()
	s := settled(t, see(t, graph.ViewOptions{}, hardCase(40)...), Question{})
	if list := must(s.Cores(ctx, 0, 0)); len(list.Cores) != 40 || !list.Complete {
		t.Errorf("%d cores, complete %v: one for each of 40 issues", len(list.Cores), list.Complete)
	}
	few := must(s.Concessions(ctx, 3, 0))
	if len(few.Concessions) != 3 || few.Complete || few.Found < 3 {
		t.Errorf("%d concessions of %d, complete %v: there are 2^40", len(few.Concessions), few.Found, few.Complete)
	}
	for _, c := range few.Concessions {
		if len(c.RedLines) != 40 || must(c.Opens(ctx)).Int64() != 1 {
			t.Errorf("concession of %d lines opens %s: one for each issue, and one package is left", len(c.RedLines), must(c.Opens(ctx)))
		}
	}
	if some := must(s.Concessions(ctx, 50, time.Millisecond)); some.Complete {
		t.Error("2^40 concessions are said to be all there in a millisecond")
	}
}
