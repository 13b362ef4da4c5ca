package settle

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// two parties, principals, and one that is not.
func talks(more ...graph.Record) []graph.Record {
	return append([]graph.Record{
		&graph.Negotiation{Key: "n", Title: "N", Participants: []graph.Participation{
			{Party: "a", Role: graph.RolePrincipal}, {Party: "b", Role: graph.RolePrincipal}, {Party: "c", Role: graph.RoleObserver},
		}},
		&graph.Party{Key: "a", Name: "A", Kind: graph.PartyState},
		&graph.Party{Key: "b", Name: "B", Kind: graph.PartyState},
		&graph.Party{Key: "c", Name: "C", Kind: graph.PartyState},
	}, more...)
}

func choice(key string, options ...string) *graph.Issue {
	var labelled []string
	for _, o := range options {
		labelled = append(labelled, o, strings.ToUpper(o))
	}
	return issue(key, strings.ToUpper(key), labelled...)
}

func ruleOn(key string, forbids ...graph.Pattern) *graph.Rule {
	return &graph.Rule{Key: key, Negotiation: "n", Reason: "so it is", Forbids: forbids}
}

func says(party string, stance graph.Stance, issue string, options ...string) *graph.Position {
	return &graph.Position{Key: strings.Join(append([]string{party, string(stance), issue}, options...), "-"), Party: party, Issue: issue, Stance: stance, Options: options}
}

func salienceOfLine(n int, r *graph.RedLine) *graph.RedLine { r.Salience = &n; return r }

func only(issue string, options ...string) graph.Pattern { return graph.Pattern{issue: options} }

// edge is a case at the edge of the meaning, with what is to come out.
type edge struct {
	name                      string
	records                   []graph.Record
	question                  Question
	verdict                   Verdict
	packages, deals           int
	cores, concessions, blame string
	witness                   string
}

var edges = []edge{
	{
		name:    "rules alone leave no package",
		records: talks(choice("x", "p", "q"), ruleOn("r0", only("x", "p")), ruleOn("r1", only("x", "q")), line("l", "a", "L", only("x", "p"))),
		verdict: VerdictBlocked, packages: 2, cores: "[] by [r0 r1]", blame: "l 0 a 0 b 0",
	},
	{
		name:    "one rule alone leaves no package, another says more",
		records: talks(choice("x", "p"), choice("y", "p", "q"), ruleOn("r0", only("x", "p")), ruleOn("r1", only("y", "p"))),
		verdict: VerdictBlocked, packages: 2, cores: "[] by [r0]", blame: "a 0 b 0",
	},
	{
		name:     "rules leave nothing of what is supposed",
		records:  talks(choice("x", "p", "q"), ruleOn("r0", only("x", "p")), line("l", "a", "L", only("x", "q"))),
		question: Question{Suppose: graph.Supposition{Assumes: only("x", "p")}},
		verdict:  VerdictBlocked, packages: 1, cores: "[] by [r0]", blame: "l 0 a 0 b 0",
	},
	{
		name:    "the patterns of one line cover an issue",
		records: talks(choice("x", "p", "q"), choice("y", "p", "q"), line("l", "a", "L", only("x", "p"), only("x", "q")), line("m", "b", "M", only("y", "p"))),
		verdict: VerdictBlocked, packages: 4, cores: "[l] by []", concessions: "[l] 50 opens 2", blame: "l 1 m 0 a 1 b 0",
	},
	{
		name:    "one pattern covers an issue",
		records: talks(choice("x", "p", "q"), line("l", "a", "L", only("x", "p", "q"))),
		verdict: VerdictBlocked, packages: 2, cores: "[l] by []", concessions: "[l] 50 opens 2", blame: "l 1 a 1 b 0",
	},
	{
		name: "two parties hold the same line",
		records: talks(choice("x", "p", "q"), line("k", "a", "K", only("x", "p")), line("l", "b", "L", only("x", "p")),
			line("m", "b", "M", only("x", "q"))),
		verdict: VerdictBlocked, packages: 2, cores: "[k m] by []; [l m] by []", concessions: "[m] 50 opens 1; [k l] 100 opens 1",
		blame: "k 0.25 l 0.25 m 0.5 a 0.25 b 0.75",
	},
	{
		name: "a line of salience 0 costs nothing, and is given up only where that helps",
		records: talks(choice("x", "p", "q"), choice("y", "p"), salienceOfLine(0, line("k", "a", "K", only("x", "p"))), salienceOfLine(0, line("l", "b", "L", only("x", "q"))),
			salienceOfLine(100, line("m", "b", "M", only("y", "p"))), salienceOfLine(0, line("n", "b", "N", graph.Pattern{"x": {"p"}, "y": {"p"}}))),
		verdict: VerdictBlocked, packages: 2, cores: "[m] by []; [k l] by []; [l n] by []",
		concessions: "[l m] 100 opens 1; [k m n] 100 opens 1", blame: "k 0.1667 l 0.3333 m 0.3333 n 0.1667 a 0.1667 b 0.8333",
	},
	{
		name:    "an issue of one option is no choice",
		records: talks(choice("x", "p"), choice("y", "p", "q"), line("l", "a", "L", graph.Pattern{"x": {"p"}, "y": {"p"}})),
		verdict: VerdictUndetermined, packages: 2, deals: 1, blame: "l 0 a 0 b 0", witness: "x=p y=q: silent a/x other-options-only 1; silent a/y other-options-only 1; silent b/x not-researched 1; silent b/y not-researched 1;",
	},
	{
		name:    "the only option of an issue is ruled out",
		records: talks(choice("x", "p"), choice("y", "p", "q"), line("l", "a", "L", only("x", "p"))),
		verdict: VerdictBlocked, packages: 2, cores: "[l] by []", concessions: "[l] 50 opens 2", blame: "l 1 a 1 b 0",
	},
	{
		name:    "the same option key on two issues",
		records: talks(choice("x", "yes", "no"), choice("y", "yes", "no"), line("l", "a", "L", only("x", "yes")), line("m", "b", "M", only("y", "no"))),
		verdict: VerdictUndetermined, packages: 4, deals: 1, blame: "l 0 m 0 a 0 b 0", witness: "x=no y=yes: silent a/x other-options-only 1; silent a/y not-researched 1; silent b/x not-researched 1; silent b/y other-options-only 1;",
	},
	{
		name:    "no red line, and all is said",
		records: talks(choice("x", "p", "q"), says("a", "demands", "x", "p"), says("b", "opposes", "x", "p"), says("b", "prefers", "x", "q")),
		verdict: VerdictOpen, packages: 2, deals: 2, blame: "a 0 b 0", witness: "x=p: opposed b/x;",
	},
	{
		name:    "no red line and no word",
		records: talks(choice("x", "p", "q"), choice("y", "p", "q", "r")),
		verdict: VerdictUndetermined, packages: 6, deals: 6, blame: "a 0 b 0",
		witness: "x=p y=p: silent a/x not-researched 6; silent a/y not-researched 6; silent b/x not-researched 6; silent b/y not-researched 6;",
	},
	{
		name: "no issue", records: talks(),
		verdict: VerdictOpen, packages: 1, deals: 1, blame: "a 0 b 0", witness: ":",
	},
	{
		name:     "nobody is asked about",
		records:  talks(choice("x", "p", "q"), line("l", "a", "L", only("x", "p", "q")), ruleOn("r", only("x", "p"))),
		question: Question{Parties: []string{}},
		verdict:  VerdictOpen, packages: 2, deals: 1, witness: "x=q:",
	},
	{
		name:     "a party without positions is silent",
		records:  talks(choice("x", "p", "q"), says("a", "demands", "x", "p"), line("l", "b", "L", only("x", "p"))),
		question: Question{Parties: []string{"a", "c"}},
		verdict:  VerdictUndetermined, packages: 2, deals: 2, blame: "a 0 c 0", witness: "x=p: silent c/x not-researched 2;",
	},
	{
		name:    "words that say nothing leave a party silent",
		records: talks(choice("x", "p"), says("a", "open", "x", "p"), says("b", "declined", "x")),
		verdict: VerdictUndetermined, packages: 1, deals: 1, blame: "a 0 b 0", witness: "x=p: silent a/x unclear 1; silent b/x declined 1;",
	},
	{
		name:    "a preference says nothing of other options, demands are united",
		records: talks(choice("x", "p", "q", "r"), says("a", "prefers", "x", "q"), says("b", "demands", "x", "q"), says("b", "demands", "x", "r"), ruleOn("no-q", only("x", "q"))),
		verdict: VerdictUndetermined, packages: 3, deals: 2, blame: "a 0 b 0", witness: "x=r: silent a/x other-options-only 2;",
	},
	{
		name:     "an assumption leaves one option",
		records:  talks(choice("x", "p", "q"), choice("y", "p", "q"), line("l", "a", "L", graph.Pattern{"x": {"q"}, "y": {"p"}})),
		question: Question{Suppose: graph.Supposition{Assumes: only("x", "q")}},
		verdict:  VerdictUndetermined, packages: 2, deals: 1, blame: "l 0 a 0 b 0", witness: "x=q y=q: silent a/x other-options-only 1; silent a/y other-options-only 1; silent b/x not-researched 1; silent b/y not-researched 1;",
	},
	{
		name:     "a pattern that names an issue outside is left out",
		records:  talks(choice("x", "p", "q"), choice("y", "p"), line("l", "a", "L", graph.Pattern{"x": {"p"}, "y": {"p"}}, only("x", "q")), line("m", "b", "M", only("y", "p"))),
		question: Question{Issues: []string{"x"}},
		verdict:  VerdictUndetermined, packages: 2, deals: 1, blame: "l 0 a 0 b 0", witness: "x=p: silent a/x other-options-only 1; silent b/x not-researched 1;",
	},
	{
		name: "a condition that the package meets counts there, elsewhere it does not",
		records: talks(choice("x", "p", "q"), choice("y", "p", "q"), says("a", "accepts", "y", "p", "q"), says("b", "accepts", "y", "p", "q"), says("b", "accepts", "x", "p", "q"),
			&graph.Position{Key: "if", Party: "a", Issue: "x", Stance: graph.StanceDemands, Options: []string{"q"}, Condition: graph.Patterns{only("y", "q")}}),
		verdict: VerdictOpen, packages: 4, deals: 4, blame: "a 0 b 0", witness: "x=q y=q:",
	},
	{
		name: "a condition on the issue of the position itself",
		records: talks(choice("x", "p", "q", "r"), says("b", "accepts", "x", "p", "q", "r"),
			&graph.Position{Key: "if", Party: "a", Issue: "x", Stance: graph.StanceOpposes, Options: []string{"p", "q"}, Condition: graph.Patterns{only("x", "q", "r")}}),
		verdict: VerdictOpen, packages: 3, deals: 3, blame: "a 0 b 0", witness: "x=q: opposed a/x;",
	},
}

// TestSettlementEdges checks cases at the edge of the meaning by hand, and every other answer against the meaning.
func TestSettlementEdges(t *testing.T) {
	for _, e := range edges {
		t.Run(e.name, func(t *testing.T) {
			s := settled(t, see(t, graph.ViewOptions{}, e.records...), e.question)
			ctx := context.Background()
			check := func(what string, got, want any) {
				t.Helper()
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s: %v, want %v", what, got, want)
				}
			}
			check("verdict", s.Verdict, e.verdict)
			check("packages", s.Packages, e.packages)
			check("deals", must(s.Deals(ctx)), e.deals)
			check("cores", coresText(s), e.cores)
			check("concessions", concessionsText(s), e.concessions)
			check("blame", blameText(s), e.blame)
			check("witness", dealWords(must(s.Witness(ctx))), cmp.Or(e.witness, "none"))
			m := newMeaning(e.records, s.View, "", "", e.question).workOut(s.View.Snapshot)
			for _, d := range disagreements(s, m, true) {
				t.Error(d)
			}
		})
	}
}

func coresText(s *Settlement) string {
	list := must(s.Cores(context.Background(), 0, 0))
	var words []string
	for _, c := range list.Cores {
		words = append(words, fmt.Sprint(keysOf(c.RedLines), " by ", keysOf(c.Rules)))
	}
	return strings.Join(words, "; ")
}

func concessionsText(s *Settlement) string {
	list := must(s.Concessions(context.Background(), 0, 0))
	var words []string
	for _, c := range list.Concessions {
		words = append(words, fmt.Sprint(keysOf(c.RedLines), " ", c.Cost, " opens ", must(c.Opens(context.Background()))))
	}
	return strings.Join(words, "; ")
}

func blameText(s *Settlement) string {
	b := must(s.Blame(context.Background(), 0))
	var words []string
	for _, l := range b.RedLines {
		words = append(words, fmt.Sprintf("%s %.4g", l.RedLine.Key, l.Share))
	}
	for _, p := range b.Parties {
		words = append(words, fmt.Sprintf("%s %.4g", p.Party.Key, p.Share))
	}
	return strings.Join(words, " ")
}

// TestForcedAndSupposed: where a supposition leaves one option all deals have it, and nothing rules the others out.
func TestForcedAndSupposed(t *testing.T) {
	s := settled(t, see(t, graph.ViewOptions{}, talks(choice("x", "p", "q"), choice("y", "p", "q"), line("l", "a", "L", graph.Pattern{"x": {"q"}, "y": {"p"}}))...),
		Question{Suppose: graph.Supposition{Assumes: only("x", "q")}})
	var words []string
	for _, o := range must(s.Options(context.Background())) {
		r := must(s.RuledOutBy(context.Background(), o))
		words = append(words, fmt.Sprintf("%s=%s %v %v %v %v", o.Issue.Key, o.Option.Key, o.Possible, o.Forced, o.Supposed, keysOf(r.RedLines)))
	}
	if got, want := strings.Join(words, "; "), "x=p false false true []; x=q true true false []; y=p false false false [l]; y=q true true false []"; got != want {
		t.Errorf("options %s\nwant    %s", got, want)
	}
}

// TestSuppositionsNeverLeak asks plainly, with suppositions, and plainly again.
func TestSuppositionsNeverLeak(t *testing.T) {
	records := talks(choice("x", "p", "q"), line("l", "a", "L", only("x", "p")), line("m", "b", "M", only("x", "q")), says("a", "demands", "x", "q"), says("b", "demands", "x", "p"),
		&graph.Scenario{Key: "s", Negotiation: "n", Title: "S", Relaxes: []string{"l"}, Adds: []graph.RedLine{{Key: "extra", Party: "c", Title: "X", Forbids: graph.Patterns{only("x", "q")}}}, Assumes: only("x", "p")})
	cache, ctx := NewCache(), context.Background()
	snap := snapshot(t, records...)
	ask := func(scenario string, suppose graph.Supposition) (*Settlement, string) {
		v := must(Question{Suppose: suppose}.In(must(snap.View(graph.ViewOptions{Negotiation: "n", AsOf: day("2026-01-01"), Scenario: scenario}))))
		s := must(Settle(ctx, v, cache))
		return s, fmt.Sprint(s.Verdict, s.Packages, must(s.Deals(ctx)), coresText(s), concessionsText(s), blameText(s), len(s.View.Parties))
	}
	plain, before := ask("", graph.Supposition{})
	if plain.Verdict != VerdictBlocked {
		t.Fatal(plain.Verdict)
	}
	for name, with := range map[string]func() (*Settlement, string){
		"scenario": func() (*Settlement, string) { return ask("s", graph.Supposition{}) },
		"inline": func() (*Settlement, string) {
			return ask("", graph.Supposition{Relaxes: []string{"m"}, Assumes: only("x", "q")})
		},
		"both": func() (*Settlement, string) { return ask("s", graph.Supposition{Relaxes: []string{"m"}}) },
	} {
		s, _ := with()
		if s.Verdict == VerdictBlocked {
			t.Errorf("%s: still %s", name, s.Verdict)
		}
		again, after := ask("", graph.Supposition{})
		if after != before || again.answer != plain.answer {
			t.Errorf("after %s the plain answer is %s, before it was %s", name, after, before)
		}
	}
}

// TestReadingsAndFloorsReachTheSettlement: a broad reading can block, a floor can open.
func TestReadingsAndFloorsReachTheSettlement(t *testing.T) {
	broad := line("l", "a", "L", only("x", "p"))
	broad.MayForbid = graph.Patterns{only("x", "q")}
	v := see(t, graph.ViewOptions{}, talks(choice("x", "p", "q"), broad)...)
	for _, tt := range []struct {
		q    Question
		want Verdict
	}{
		{Question{}, VerdictUndetermined},
		{Question{Reading: graph.Broad}, VerdictBlocked},
		{Question{Reading: graph.Broad, Floor: &graph.Floor{Reliability: "F"}}, VerdictUndetermined},
		{Question{Reading: graph.Broad, Parties: []string{"b"}}, VerdictUndetermined},
	} {
		if got := settled(t, v, tt.q).Verdict; got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.q, got, tt.want)
		}
	}
}

// TestWhoIsAskedAbout: the principals of the day, those of whom a line is supposed, or everybody where there are no
// principals.
func TestWhoIsAskedAbout(t *testing.T) {
	records := talks(choice("x", "p", "q"), line("l", "c", "L", only("x", "p")))
	supposed := graph.Supposition{Adds: []graph.RedLine{{Party: "c", Forbids: graph.Patterns{only("x", "q")}}}}
	nobody := slices.Clone(records)
	nobody[0] = &graph.Negotiation{Key: "n", Title: "N", Participants: []graph.Participation{{Party: "a", Role: graph.RolePrincipal, To: graph.MustDate("2025-12-31")}, {Party: "b", Role: graph.RoleHost}}}
	for _, tt := range []struct {
		name    string
		records []graph.Record
		view    graph.ViewOptions
		q       Question
		want    string
	}{
		{"principals", records, graph.ViewOptions{}, Question{}, "a b"},
		{"of whom a line is supposed", records, graph.ViewOptions{}, Question{Suppose: supposed}, "a b c"},
		{"the view's choice", records, graph.ViewOptions{Parties: []string{"c"}}, Question{}, "c"},
		{"those named", records, graph.ViewOptions{Parties: []string{"c"}}, Question{Parties: []string{"b", "b"}}, "b"},
		{"everybody", nobody, graph.ViewOptions{}, Question{}, "a b c"},
	} {
		asked, err := tt.q.In(see(t, tt.view, tt.records...))
		if err != nil {
			t.Fatal(tt.name, err)
		}
		if got := strings.Join(keysOf(asked.Parties), " "); got != tt.want {
			t.Errorf("%s: asked about %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestCoreClashesOnNoMoreThanItTakes: a pattern of a line of the core that has no part in the clash brings no issue and no
// rule into it.
func TestCoreClashesOnNoMoreThanItTakes(t *testing.T) {
	records := talks(choice("x", "p", "q"), choice("y", "p", "q"), choice("z", "p", "q"), line("l", "a", "L", only("y", "p"), only("x", "p")),
		line("m", "b", "M", only("x", "q"), only("z", "q")), ruleOn("r", only("z", "p")), ruleOn("s", only("y", "q")))
	core := must(settled(t, see(t, graph.ViewOptions{}, records[:len(records)-2]...), Question{}).Cores(context.Background(), 0, 0)).Cores[0]
	if got := fmt.Sprint(keysOf(core.RedLines), issueKeys(core.Issues), keysOf(core.Rules)); got != "[l m] [x] []" {
		t.Errorf("core %s", got)
	}
	s := settled(t, see(t, graph.ViewOptions{}, records...), Question{})
	if got := coresText(s); got != "[l] by [s]; [m] by [r]" {
		t.Errorf("with the rules, cores %s", got)
	}
}

// TestCertificateIsNotForgedByTitles: whatever titles and labels say, they stay in the comments.
func TestCertificateIsNotForgedByTitles(t *testing.T) {
	forged := "No\np cnf 1 1\n1 0\nc core 7: 7\r1 0"
	i := choice("x", "p", "q")
	i.Title = "X\n-1 0"
	records := talks(i, line("l", "a", strings.ReplaceAll(forged, "\r", "\t"), only("x", "p")), line("m", "b", "M", only("x", "q")))
	s := settled(t, see(t, graph.ViewOptions{}, records...), Question{})
	c := compareWith(s, newMeaning(records, s.View, "", "", Question{}).workOut(s.View.Snapshot))
	if c.certificate(); len(c.found) > 0 {
		t.Error(c.found)
	}
}
