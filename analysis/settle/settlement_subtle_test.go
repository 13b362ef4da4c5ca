package settle

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"parley/graph"
)

// TestQuestionStandsBesideWhatTheViewSupposes: both hold, of two assumptions on one issue the question's, and whoever
// a red line is supposed of is asked about.
func TestQuestionStandsBesideWhatTheViewSupposes(t *testing.T) {
	records := talks(choice("x", "p", "q", "r"), choice("y", "p", "q"), line("l", "a", "L", only("x", "p")), line("m", "b", "M", only("y", "p")))
	supposed := graph.Supposition{Relaxes: []string{"l"}, Assumes: graph.Pattern{"x": {"p", "q"}, "y": {"q"}},
		Adds: []graph.RedLine{{Party: "c", Forbids: graph.Patterns{only("x", "q")}}}}
	v := see(t, graph.ViewOptions{Suppose: supposed}, records...)
	asked, err := Question{Suppose: graph.Supposition{Relaxes: []string{"m", "l"}, Assumes: only("y", "p")}}.In(v)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(keysOf(asked.Parties), keysOf(asked.RedLines), keysOf(asked.Relaxed)); got != "[a b c] [supposed-1] [l m]" {
		t.Errorf("parties, red lines and those relaxed: %s", got)
	}
	s := must(Settle(context.Background(), asked, nil))
	if w := must(s.Witness(context.Background())); s.Packages.Int64() != 2 || choicesOf(w) != "x=p y=p:" {
		t.Errorf("%s packages, witness %s", s.Packages, dealWords(w))
	}
	if again := must(Question{}.In(asked)); fmt.Sprint(again.Supposed) != fmt.Sprint(asked.Supposed) {
		t.Errorf("asked once more it supposes %v, before it did %v", again.Supposed, asked.Supposed)
	}
}

// TestDealsOfOneScoreAreInOrderOfOptions: ties are by option, also between sums of which one is made of thirds.
func TestDealsOfOneScoreAreInOrderOfOptions(t *testing.T) {
	records := talks()
	for _, key := range []string{"w", "x", "y"} {
		records = append(records, choice(key, "p", "q"), says("a", "accepts", key, "p"))
	}
	records = append(records, choice("z", "p", "q"), says("b", "accepts", "z", "q"))
	s := settled(t, see(t, graph.ViewOptions{}, records...), Question{})
	place := map[string]int{}
	for n := range 16 {
		place[choicesOf(must(s.Deal(context.Background(), HighestScore, false, n)))] = n
	}
	thirds, whole := "w=p x=p y=p z=p:", "w=q x=q y=q z=q:"
	if place[thirds] > place[whole] {
		t.Errorf("%s is deal %d, %s deal %d: both are worth 100 in all, and the first takes the first options", thirds, place[thirds], whole, place[whole])
	}
}

// TestSilenceIsOfTheKindThatThePackageMeets: a vague word with a condition counts in a package that meets it, and is
// then the kind of silence.
func TestSilenceIsOfTheKindThatThePackageMeets(t *testing.T) {
	s := settled(t, see(t, graph.ViewOptions{}, talks(choice("x", "p"), choice("y", "p", "q"),
		&graph.Position{Key: "if", Party: "a", Issue: "x", Stance: graph.StanceDeclined, Condition: graph.Patterns{only("y", "p")}})...), Question{Parties: []string{"a"}})
	for n, want := range []graph.SilenceKind{graph.SilenceDeclined, graph.SilenceOtherOptions} {
		d := must(s.Deal(context.Background(), LeastSilent, false, n))
		if got := d.Silent[0]; got.Issue.Key != "x" || got.Kind != want {
			t.Errorf("%s silence on %s is %s, want %s: asked, the party would not say, if y=p", choicesOf(d), got.Issue.Key, got.Kind, want)
		}
	}
}

// TestSilenceIsOfAnOptionThatIsSilent: the kind of a cell is that of an option to which some deal is silent, not of one
// that is accepted in every deal that has it.
func TestSilenceIsOfAnOptionThatIsSilent(t *testing.T) {
	s := settled(t, see(t, graph.ViewOptions{}, talks(choice("x", "p", "q"), choice("y", "p", "q"), ruleOn("r", graph.Pattern{"x": {"p"}, "y": {"q"}}),
		&graph.Position{Key: "if", Party: "a", Issue: "x", Stance: graph.StanceAccepts, Options: []string{"p"}, Condition: graph.Patterns{only("y", "p")}},
		says("a", "declined", "x", "q"))...), Question{Parties: []string{"a"}})
	for _, x := range must(s.Silences(context.Background())) {
		if x.Issue.Key == "x" && x.Kind != graph.SilenceDeclined {
			t.Errorf("silence on x is %s: every deal with x=p is accepted, and of x=q the party would not speak", x.Kind)
		}
	}
}

// TestRulesOfACoreHaveNoneToSpare: without any one of the rules of a core some package is left.
func TestRulesOfACoreHaveNoneToSpare(t *testing.T) {
	s := settled(t, see(t, graph.ViewOptions{}, talks(choice("x", "p", "q"), ruleOn("r0", only("x", "q")), ruleOn("r1", only("x", "p"), only("x", "q")))...), Question{})
	if got := coresText(s); got != "[] by [r1]" {
		t.Errorf("cores %s: r1 alone leaves nothing", got)
	}
}

// TestCancelledAlwaysFails: whether a question that takes work fails under a cancelled context is no matter of chance.
func TestCancelledAlwaysFails(t *testing.T) {
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	v := must(Question{Suppose: graph.Supposition{Relaxes: []string{"r2"}}}.In(see(t, graph.ViewOptions{}, worked()...)))
	answered := map[string]int{}
	for range 20 {
		if _, err := Settle(gone, v, nil); err == nil {
			answered["Settle"]++
		}
		for _, call := range settlementCalls {
			if call.ask(gone, must(Settle(context.Background(), v, nil))) == nil {
				answered[call.name]++
			}
		}
	}
	if len(answered) > 0 {
		t.Errorf("of 20 times each, under a cancelled context there was an answer to %v", answered)
	}
}

// TestCancelledBesideOthers asks under a cancelled context while others ask under a good one: run it with -race.
func TestCancelledBesideOthers(t *testing.T) {
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	for seed := range uint64(20) {
		v, cache := newWorld(rand.NewPCG(seed, 23)).view(t), NewCache()
		var all sync.WaitGroup
		for worker := range 4 {
			all.Go(func() {
				ctx := context.Background()
				if worker%2 == 0 {
					ctx = gone
				}
				if s, err := Settle(ctx, v, cache); err == nil {
					s.Deals(ctx)
					s.Silences(ctx)
				}
			})
		}
		all.Wait()
	}
}

// TestListingConcessionsLeavesTheCacheAlone: what is listed is not yet asked about, so it takes no place of an answer
// that was.
func TestListingConcessionsLeavesTheCacheAlone(t *testing.T) {
	cache, ctx := NewCache(), context.Background()
	v := must(Question{}.In(see(t, graph.ViewOptions{}, hardCase(9)...)))
	s := must(Settle(ctx, v, cache))
	if list := must(s.Concessions(ctx, 0, 0)); len(list.Concessions) != 512 || !list.Complete {
		t.Errorf("%d concessions, complete %v: there are 2^9", len(list.Concessions), list.Complete)
	}
	if must(Settle(ctx, v, cache)).answer != s.answer {
		t.Error("listing the concessions of a view dropped the answer to it from the cache")
	}
}

// TestBudgetIsOfTheListToo: a budget bounds the listing of sets made of parts that are known, not only the search for
// the parts.
func TestBudgetIsOfTheListToo(t *testing.T) {
	ctx := context.Background()
	s := settled(t, see(t, graph.ViewOptions{}, hardCase(12)...), Question{})
	must(s.Concessions(ctx, 1, 0))
	if list := must(s.Concessions(ctx, 0, 1)); list.Found == 1<<12 {
		t.Errorf("a budget of a nanosecond was enough for all %d concessions", list.Found)
	}
}
