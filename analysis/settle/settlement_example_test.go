package settle

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/seed"
)

// seeded views a folder that comes with Parley.
func seeded(t testing.TB, folder fs.FS, o graph.ViewOptions) *graph.View {
	t.Helper()
	f, problems := seed.Read(folder, "seed")
	for _, p := range problems {
		t.Fatal(p)
	}
	v, err := snapshot(t, f.Records...).View(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// settled asks the question in the view.
func settled(t testing.TB, v *graph.View, q Question) *Settlement {
	t.Helper()
	asked, err := q.In(v)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Settle(context.Background(), asked, NewCache())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// must returns what a call returns that should not fail.
func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// lists writes lists of red lines.
func listsOf[T any](list []T, lines func(T) []*graph.RedLine) string {
	var words []string
	for _, x := range list {
		words = append(words, strings.Join(keysOf(lines(x)), "+"))
	}
	return strings.Join(words, " ")
}

func example(t testing.TB) map[string]*graph.View {
	return map[string]*graph.View{
		"in memory":   see(t, graph.ViewOptions{}, worked()...),
		"as embedded": seeded(t, seed.Example, graph.ViewOptions{Negotiation: "example", AsOf: day("2025-02-01")}),
	}
}

// TestSettlementExample holds the numbers of the worked example of the design.
func TestSettlementExample(t *testing.T) {
	ctx := context.Background()
	for name, v := range example(t) {
		t.Run(name, func(t *testing.T) {
			s := settled(t, v, Question{})
			check := func(what string, got, want any) {
				t.Helper()
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s: %v, want %v", what, got, want)
				}
			}
			check("verdict", s.Verdict, VerdictBlocked)
			check("packages", s.Packages, 27)
			deals, err := s.Deals(ctx)
			check("deals", deals, 0)
			check("error", err, nil)
			w, err := s.Witness(ctx)
			check("witness", w == nil, true)
			check("error", err, nil)
			silences, err := s.Silences(ctx)
			check("silences", len(silences), 0)
			check("error", err, nil)

			cores := must(s.Cores(ctx, 0, 0))
			check("cores", listsOf(cores.Cores, func(c Core) []*graph.RedLine { return c.RedLines }), "r2+r3+r4+r5")
			check("cores complete", cores.Complete, true)
			check("cores found", cores.Found, 1)
			core := cores.Cores[0]
			check("rules", core.Rules, "[]")
			check("parties", keysOf(core.Parties), []string{"europe", "russia", "ukraine"})
			check("issues", issueKeys(core.Issues), []string{"guarantee", "territory", "troops"})

			concessions := must(s.Concessions(ctx, 0, 0))
			check("concessions", listsOf(concessions.Concessions, func(c Concession) []*graph.RedLine { return c.RedLines }), "r2 r3 r4 r5")
			check("concessions complete", concessions.Complete, true)
			for n, c := range concessions.Concessions {
				opens, err := c.Opens(ctx)
				check("opens", opens, []int{2, 2, 2, 1}[n])
				check("error", err, nil)
				check("cost", c.Cost, 50)
				check("by", keysOf(c.Parties), []string{[]string{"ukraine", "russia", "russia", "europe"}[n]})
				check("then", must(c.Verdict(ctx)), VerdictUndetermined)
				check("example", choicesOf(must(c.Example(ctx))), []string{
					"guarantee=none territory=frozen troops=none:",
					"guarantee=article5 territory=frozen troops=european:",
					"guarantee=none territory=ukraine troops=none:",
					"guarantee=article5 territory=frozen troops=none:",
				}[n])
			}

			blame := must(s.Blame(ctx, 0))
			for _, l := range blame.RedLines {
				check("blame of "+l.RedLine.Key, l.Share, map[string]float64{"r1": 0, "r2": 0.25, "r3": 0.25, "r4": 0.25, "r5": 0.25}[l.RedLine.Key])
			}
			check("red lines with a share", len(blame.RedLines), 5)
			for _, p := range blame.Parties {
				check("blame of "+p.Party.Key, p.Share, map[string]float64{"russia": 0.5, "ukraine": 0.25, "europe": 0.25}[p.Party.Key])
			}
			check("parties with a share", len(blame.Parties), 3)
		})
	}
}

func issueKeys(list []*graph.IssueView) (keys []string) {
	for _, i := range list {
		keys = append(keys, i.Key)
	}
	return keys
}

// TestSettlementExampleOptions tells what rules each option out.
func TestSettlementExampleOptions(t *testing.T) {
	want := map[string]string{
		"guarantee=none": "r2+r4", "guarantee=assurances": "r2+r4", "guarantee=article5": "r3+r5",
		"territory=ukraine": "r4", "territory=frozen": "r2+r3+r5", "territory=russia": "r1",
		"troops=none": "r2+r4+r5", "troops=european": "r3", "troops=nato": "r3",
	}
	for name, v := range example(t) {
		s := settled(t, v, Question{})
		options := must(s.Options(context.Background()))
		if len(options) != len(want) {
			t.Errorf("%s: %d options, want %d", name, len(options), len(want))
		}
		for _, o := range options {
			r := must(s.RuledOutBy(context.Background(), o))
			at := o.Issue.Key + "=" + o.Option.Key
			if got := strings.Join(keysOf(r.RedLines), "+"); got != want[at] || len(r.Rules) > 0 || o.Possible || o.Forced || o.Supposed || o.Deals.Sign() != 0 {
				t.Errorf("%s: %s %+v is ruled out by %s with %v, want by %s", name, at, o, got, r.Rules, want[at])
			}
		}
	}
}

// TestSettlementExampleAnyThree relaxes red lines two by two and asks of three at a time: no two and no three clash.
func TestSettlementExampleAnyThree(t *testing.T) {
	lines := []string{"r1", "r2", "r3", "r4", "r5"}
	for name, v := range example(t) {
		for a := range lines {
			for b := range a {
				relaxed := graph.Supposition{Relaxes: []string{lines[b], lines[a]}}
				s := settled(t, v, Question{Suppose: relaxed})
				if s.Verdict == VerdictBlocked || len(must(s.Cores(context.Background(), 0, 0)).Cores) > 0 {
					t.Errorf("%s: without %s three red lines clash", name, relaxed.Relaxes)
				}
			}
		}
		s := settled(t, v, Question{Suppose: graph.Supposition{Relaxes: []string{"r1"}}})
		if s.Verdict != VerdictBlocked {
			t.Errorf("%s: without r1, which is in no core, it is %s", name, s.Verdict)
		}
	}
}

// TestSettlementExampleRelaxed lists the deals that giving up one red line leaves, with what they mean to the parties.
func TestSettlementExampleRelaxed(t *testing.T) {
	v := example(t)["as embedded"]
	for relaxed, want := range map[string][]string{
		"r2": {
			"guarantee=none territory=frozen troops=none: silent europe/guarantee other-options-only 2; silent europe/territory not-found 2; silent europe/troops other-options-only 2; silent russia/guarantee not-researched 2; silent russia/troops other-options-only 2; silent ukraine/guarantee other-options-only 2; silent ukraine/troops other-options-only 2; opposed russia/territory; opposed ukraine/territory;",
			"guarantee=assurances territory=frozen troops=none: silent europe/guarantee other-options-only 2; silent europe/territory not-found 2; silent europe/troops other-options-only 2; silent russia/guarantee not-researched 2; silent russia/troops other-options-only 2; silent ukraine/guarantee other-options-only 2; silent ukraine/troops other-options-only 2; opposed russia/territory; opposed ukraine/territory;",
		},
		"r3": {
			"guarantee=article5 territory=frozen troops=european: silent europe/territory not-found 2; silent europe/troops other-options-only 2; silent russia/guarantee not-researched 2; silent russia/troops other-options-only 2; silent ukraine/guarantee other-options-only 2; opposed russia/territory; opposed ukraine/territory;",
			"guarantee=article5 territory=frozen troops=nato: silent europe/territory not-found 2; silent europe/troops other-options-only 2; silent russia/guarantee not-researched 2; silent russia/troops other-options-only 2; silent ukraine/guarantee other-options-only 2; opposed russia/territory; opposed ukraine/territory;",
		},
		"r4": {
			"guarantee=none territory=ukraine troops=none: silent europe/guarantee other-options-only 2; silent europe/territory not-found 2; silent europe/troops other-options-only 2; silent russia/guarantee not-researched 2; silent russia/troops other-options-only 2; silent ukraine/guarantee other-options-only 2; silent ukraine/troops other-options-only 2; opposed russia/territory;",
			"guarantee=assurances territory=ukraine troops=none: silent europe/guarantee other-options-only 2; silent europe/territory not-found 2; silent europe/troops other-options-only 2; silent russia/guarantee not-researched 2; silent russia/troops other-options-only 2; silent ukraine/guarantee other-options-only 2; silent ukraine/troops other-options-only 2; opposed russia/territory;",
		},
		"r5": {
			"guarantee=article5 territory=frozen troops=none: silent europe/territory not-found 1; silent europe/troops other-options-only 1; silent russia/guarantee not-researched 1; silent russia/troops other-options-only 1; silent ukraine/guarantee other-options-only 1; silent ukraine/troops other-options-only 1; opposed russia/territory; opposed ukraine/territory;",
		},
	} {
		s := settled(t, v, Question{Suppose: graph.Supposition{Relaxes: []string{relaxed}}})
		if s.Verdict != VerdictUndetermined {
			t.Errorf("without %s it is %s", relaxed, s.Verdict)
		}
		for n := range len(want) + 1 {
			d := must(s.Deal(context.Background(), LeastSilent, false, n))
			if w := append(slices.Clone(want), "none")[n]; dealWords(d) != w {
				t.Errorf("without %s, deal %d:\n%s\nwant\n%s", relaxed, n, dealWords(d), w)
			}
		}
	}
}

// TestSettlementExampleScores follows the scores of one deal by hand: Ukraine gets the troops it accepts (50 of 140, the
// salience of which is not stated) but not its territory (90), Europe all it is on record for, and Russia nothing.
func TestSettlementExampleScores(t *testing.T) {
	s := settled(t, example(t)["as embedded"], Question{Suppose: graph.Supposition{Relaxes: []string{"r3"}}})
	d := must(s.Witness(context.Background()))
	got := map[string]float64{}
	for _, p := range d.Scores {
		got[p.Party.Key] = p.Score
	}
	if want := map[string]float64{"europe": 100, "russia": 0, "ukraine": 35.7143}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("scores %v, want %v", got, want)
	}
	if kinds := fmt.Sprint(d.Silent[0].Kind, " ", d.Silent[1].Kind); kinds != "not-found other-options-only" {
		t.Errorf("Europe's silence on territory and on troops is %s: somebody looked for the one, and a red line bears on the other", kinds)
	}
}

// TestExampleAgainstItsMeaning compares every answer on the example.
func TestExampleAgainstItsMeaning(t *testing.T) {
	f, _ := seed.Read(seed.Example, "seed")
	for _, suppose := range []graph.Supposition{{}, {Relaxes: []string{"r2"}}, {Relaxes: []string{"r3", "r1"}}, {Assumes: graph.Pattern{"territory": {"frozen"}}}} {
		v := seeded(t, seed.Example, graph.ViewOptions{Negotiation: "example", AsOf: day("2025-02-01")})
		s := settled(t, v, Question{Suppose: suppose})
		for _, d := range disagreements(s, newMeaning(f.Records, s.View, "", "", Question{Suppose: suppose}).workOut(s.View.Snapshot), true) {
			t.Errorf("%+v: %s", suppose, d)
		}
	}
}
