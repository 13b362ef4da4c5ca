package settle

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// TestWorkedExample holds Europe's draft of the design's example against its five red lines.
func TestWorkedExample(t *testing.T) {
	for _, tt := range []struct {
		name       string
		provisions []graph.Provision
		want       string // by party, then key
	}{
		{"a whole package crosses somebody's line, as every package does",
			[]graph.Provision{clauseOn("1", "territory", "frozen"), clauseOn("2", "guarantee", "article5"), clauseOn("3", "troops", "european")},
			"r5:respected r3:crossed r4:respected r1:respected r2:respected "},
		{"silence on troops leaves the lines that ask for and against them open",
			[]graph.Provision{clauseOn("1", "territory", "frozen"), clauseOn("2", "guarantee", "article5")},
			"r5:open/silent r3:open/silent r4:respected r1:respected r2:respected "},
		{"two options make a text ambiguous",
			[]graph.Provision{clauseOn("1", "territory", "frozen"), clauseOn("2", "guarantee", "article5"), clauseOn("3", "troops", "none"), clauseOn("4", "troops", "nato")},
			"r5:open/ambiguous r3:open/ambiguous r4:respected r1:respected r2:respected "},
		{"an empty text decides nothing", nil,
			"r5:open/silent r3:open/silent r4:open/silent r1:open/silent r2:open/silent "},
		{"silence that can decide outweighs ambiguity",
			[]graph.Provision{clauseOn("1", "territory", "ukraine", "frozen")},
			"r5:open/silent r3:open/silent r4:open/ambiguous r1:respected r2:open/silent "},
	} {
		j := judge(t, see(t, graph.ViewOptions{}, worked(proposal("p", tt.provisions...))...), "p")
		if got := outcomes(j); !j.Possible || got != tt.want {
			t.Errorf("%s: possible %v, %s, want %s", tt.name, j.Possible, got, tt.want)
		}
	}
}

func TestExplanations(t *testing.T) {
	linked := &graph.Rule{Key: "rule", Negotiation: "n", Reason: "A freeze comes with some guarantee.", Forbids: graph.Patterns{{"territory": {"frozen"}, "guarantee": {"none", "assurances"}}}}
	noTroops := &graph.Rule{Key: "no-troops", Negotiation: "n", Reason: "Nobody offers them.", Forbids: graph.Patterns{{"troops": {"nato"}}}}
	conditional := clauseOn("9(b)", "troops", "european")
	conditional.Condition = graph.Patterns{{"territory": {"frozen"}}}
	for _, tt := range []struct {
		name       string
		line       string
		provisions []graph.Provision
		more       []graph.Record
		want       string
		bearing    []int
	}{
		{"a clause crosses", "r1", []graph.Provision{clauseOn("2", "troops", "none"), clauseOn("21", "territory", "russia")}, nil,
			`Crosses Ukraine's red line “No cession”: clause 21 settles Territory as “Russian control”, which the line rules out.`, []int{1}},
		{"a clause crosses whichever way it is read", "r3", []graph.Provision{clauseOn("Article 4", "troops", "european", "nato")}, nil,
			`Crosses Russia's red line “No foreign troops”: Article 4 allows “European troops” or “NATO troops” on Foreign troops; the line rules out each.`, []int{0}},
		{"two clauses cross together", "r2", []graph.Provision{clauseOn("1", "territory", "frozen"), clauseOn("", "guarantee", "none")}, nil,
			`Crosses Ukraine's red line “No freeze without a guarantee”: clause 1 settles Territory as “Frozen lines” and the text settles Guarantee as “No guarantee”, which the line rules out together.`, []int{0, 1}},
		{"rules make silence cross", "r5", []graph.Provision{clauseOn("1", "territory", "frozen"), clauseOn("2", "troops", "none")}, []graph.Record{linked},
			`Crosses Europeans' red line “No guarantee without troops”: clause 2 settles Foreign troops as “No foreign troops” and nothing but “Duty to help” remains on Guarantee beside clause 1 (A freeze comes with some guarantee), which the line rules out together.`, []int{0, 1}},
		{"ways to cross that only together are certain", "either", []graph.Provision{clauseOn("1", "territory", "ukraine", "frozen")},
			[]graph.Record{linked, line("either", "russia", "Either way", graph.Pattern{"territory": {"ukraine"}}, graph.Pattern{"guarantee": {"article5"}})},
			`Crosses Russia's red line “Either way”: every way to complete the text has “Ukrainian control” on Territory or “Duty to help” on Guarantee, which the line rules out.`, []int{0}},
		{"another option respects", "r3", []graph.Provision{clauseOn("4", "troops", "none"), clauseOn("6", "troops", "none")}, nil,
			`Respects Russia's red line “No foreign troops”: clauses 4 and 6 settle Foreign troops as “No foreign troops”, not “European troops” or “NATO troops”.`, []int{0, 1}},
		{"one half of a pattern respects", "r5", []graph.Provision{clauseOn("4", "troops", "european", "nato")}, nil,
			`Respects Europeans' red line “No guarantee without troops”: clause 4 allows “European troops” or “NATO troops” on Foreign troops, not “No foreign troops”.`, []int{0}},
		{"rules respect on a silent issue", "nato", nil, []graph.Record{noTroops, line("nato", "russia", "No alliance", graph.Pattern{"troops": {"nato"}})},
			`Respects Russia's red line “No alliance”: Foreign troops cannot be settled as “NATO troops” under the rules (Nobody offers them).`, nil},
		{"rules respect a combination", "bare", nil, []graph.Record{linked, line("bare", "ukraine", "No bare freeze", graph.Pattern{"territory": {"frozen"}, "guarantee": {"none"}})},
			`Respects Ukraine's red line “No bare freeze”: no way to complete the text within the rules has all of what the line rules out together.`, nil},
		{"rules narrow an ambiguous clause", "r3", []graph.Provision{clauseOn("4", "troops", "none", "nato")}, []graph.Record{noTroops},
			`Respects Russia's red line “No foreign troops”: clause 4 allows “No foreign troops” or “NATO troops” on Foreign troops, of which only “No foreign troops” remains under the rules (Nobody offers them), not “European troops” or “NATO troops”.`, []int{0}},
		{"silence leaves open", "r3", []graph.Provision{clauseOn("1", "territory", "frozen"), {Clause: "8", Issue: "troops", Text: "To be agreed."}}, nil,
			`The text leaves Foreign troops open; it would cross Russia's red line “No foreign troops” with “European troops” or “NATO troops” on Foreign troops.`, []int{1}},
		{"ambiguity leaves open", "r2", []graph.Provision{clauseOn("1", "territory", "frozen"), clauseOn("IV", "guarantee", "article5", "none")}, nil,
			`Clause IV allows “No guarantee” or “Duty to help” on Guarantee; it would cross Ukraine's red line “No freeze without a guarantee” with “No guarantee” on Guarantee, since clause 1 settles Territory as “Frozen lines”.`, []int{0, 1}},
		{"a condition leaves open", "r3", []graph.Provision{conditional}, nil,
			`Clause 9(b) settles Foreign troops under a condition only; it would cross Russia's red line “No foreign troops” with “European troops” or “NATO troops” on Foreign troops.`, []int{0}},
		{"two silent issues are named together", "r5", nil, nil,
			`The text leaves Guarantee and Foreign troops open; it would cross Europeans' red line “No guarantee without troops” with “Duty to help” on Guarantee with “No foreign troops” on Foreign troops.`, nil},
		{"a condition the rules decide", "r3", []graph.Provision{conditional}, []graph.Record{noTroops, &graph.Rule{Key: "frozen", Negotiation: "n", Reason: "So it is.", Forbids: graph.Patterns{{"territory": {"ukraine", "russia"}}}}},
			`Crosses Russia's red line “No foreign troops”: clause 9(b) settles Foreign troops under a condition only, and nothing but “European troops” remains, which the line rules out.`, []int{0}},
	} {
		j := judge(t, see(t, graph.ViewOptions{}, worked(append(tt.more, proposal("p", tt.provisions...))...)...), "p")
		v := verdictOn(t, j, tt.line)
		if v.Explanation != tt.want || !slices.Equal(v.Provisions, tt.bearing) {
			t.Errorf("%s:\n got %v %s\nwant %v %s", tt.name, v.Provisions, v.Explanation, tt.bearing, tt.want)
		}
	}
}

// TestView shows that reading and scenario of the view decide which lines count and which packages there are.
func TestView(t *testing.T) {
	wide := line("wide", "russia", "Wide", graph.Pattern{"troops": {"nato"}})
	wide.MayForbid = graph.Patterns{{"troops": {"european"}}}
	frozen := &graph.Scenario{Key: "frozen", Negotiation: "n", Title: "Frozen", Relaxes: []string{"r3"}, Assumes: graph.Pattern{"territory": {"frozen"}}}
	records := worked(wide, frozen, proposal("p", clauseOn("1", "troops", "european")), proposal("q", clauseOn("1", "territory", "russia")))
	if got := verdictOn(t, judge(t, see(t, graph.ViewOptions{}, records...), "p"), "wide").Outcome; got != Respected {
		t.Errorf("narrow reading: %s", got)
	}
	if got := verdictOn(t, judge(t, see(t, graph.ViewOptions{Reading: graph.Broad}, records...), "p"), "wide").Outcome; got != Crossed {
		t.Errorf("broad reading: %s", got)
	}
	supposed := see(t, graph.ViewOptions{Scenario: "frozen"}, records...)
	if got, want := outcomes(judge(t, supposed, "p")), "r5:respected r4:respected wide:respected r1:respected r2:open/silent "; got != want {
		t.Errorf("scenario: %s, want %s", got, want)
	}
	want := `Respects Ukraine's red line “No cession”: nothing but “Frozen lines” remains on Territory under the scenario, not “Russian control”.`
	if got := verdictOn(t, judge(t, supposed, "p"), "r1").Explanation; got != want {
		t.Errorf("scenario: %s", got)
	}
	want = `No package fits the text: the scenario supposes Territory settled as “Frozen lines” and clause 1 settles Territory as “Russian control”, which cannot both be.`
	if j := judge(t, supposed, "q"); j.Possible || j.Impossible != want {
		t.Errorf("against the scenario: %s", j.Impossible)
	}
}

func TestImpossible(t *testing.T) {
	rule := func(key, reason string, forbids ...graph.Pattern) *graph.Rule {
		return &graph.Rule{Key: key, Negotiation: "n", Reason: reason, Forbids: forbids}
	}
	ifFrozen := clauseOn("2", "guarantee", "none")
	ifFrozen.Condition = graph.Patterns{{"territory": {"frozen"}}}
	text := proposal("p", clauseOn("1", "territory", "frozen"), ifFrozen, clauseOn("3", "troops", "none"))
	answer := &graph.Response{Key: "a", Proposal: "p", Party: "russia", Answer: graph.AnswerRejects, Date: graph.MustDate("2025-07")}
	for _, tt := range []struct {
		name  string
		rules []graph.Record
		want  string
	}{
		{"one rule", []graph.Record{rule("a", "A freeze needs one.", graph.Pattern{"territory": {"frozen"}, "guarantee": {"none"}}), rule("b", "Idle.", graph.Pattern{"troops": {"nato"}})},
			`No package fits the text: clause 1 settles Territory as “Frozen lines” and clause 2 settles Guarantee as “No guarantee” under a condition, which a rule excludes (A freeze needs one).`},
		{"two rules", []graph.Record{
			rule("a", "One.", graph.Pattern{"troops": {"none"}, "guarantee": {"none", "assurances"}}), rule("b", "Two.", graph.Pattern{"troops": {"none"}, "guarantee": {"article5"}})},
			`No package fits the text: clause 3 settles Foreign troops as “No foreign troops”, which rules exclude (One; Two).`},
		{"rules alone", []graph.Record{rule("a", "No way.", graph.Pattern{"territory": {"ukraine", "frozen", "russia"}})},
			`No package is left, whatever the text says: the rules alone exclude every package (No way).`},
	} {
		j := judge(t, see(t, graph.ViewOptions{}, worked(append(tt.rules, text, answer)...)...), "p")
		if j.Possible || j.Impossible != tt.want || len(j.Verdicts) > 0 {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, j.Impossible, tt.want)
		}
		r := j.Reception[1]
		if r.Party.Key != "russia" || r.Response != answer || len(r.Crossed) > 0 || r.Explanation != "Russia rejects the text (2025-07)." {
			t.Errorf("%s: reception %+v", tt.name, r)
		}
	}
}

// TestCoreIsMinimal checks on random cases that a core leaves nothing and every part of it is needed.
func TestCoreIsMinimal(t *testing.T) {
	impossible := 0
	for seed := range uint64(400) {
		r := newRandom(seed)
		v := see(t, graph.ViewOptions{Scenario: "s"}, r.records()...)
		p, _ := graph.Get[*graph.Proposal](v.Snapshot, "p")
		text := read(v, p)
		fits := func(parts []part) bool {
			s := text.compile(parts)
			box, err := s.Solve(context.Background(), s.Domains)
			return box != nil && err == nil
		}
		if fits(text.parts()) {
			continue
		}
		impossible++
		core, err := text.core(context.Background())
		if err != nil || fits(core) {
			t.Fatalf("seed %d: core %v has a package, error %v", seed, core, err)
		}
		for n := range core {
			if !fits(slices.Delete(slices.Clone(core), n, n+1)) {
				t.Fatalf("seed %d: core %v does not need %v", seed, core, core[n])
			}
		}
	}
	if impossible < 50 {
		t.Errorf("only %d cases were impossible", impossible)
	}
}

func TestProposals(t *testing.T) {
	dated := func(key, date string) *graph.Proposal {
		p := proposal(key, clauseOn("1", "troops", "none"))
		p.Date = graph.MustDate(date)
		return p
	}
	implied := dated("implied", "2025-03")
	implied.Negotiation = ""
	elsewhere := dated("elsewhere", "2025-01-01")
	elsewhere.Negotiation, elsewhere.Provisions = "other", nil
	v := see(t, graph.ViewOptions{}, worked(
		dated("b", "2025-03-01"), dated("a", "2025-03-01"), dated("later", "2026-01-02"), dated("vague", "2026"), implied, elsewhere,
		&graph.Negotiation{Key: "other", Title: "Other"},
	)...)
	var keys []string
	for _, p := range Proposals(v) {
		keys = append(keys, p.Key)
	}
	if got, want := strings.Join(keys, " "), "a b implied vague"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestJudgeStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	v := see(t, graph.ViewOptions{}, worked(proposal("p"))...)
	p, _ := graph.Get[*graph.Proposal](v.Snapshot, "p")
	if j, err := Judge(ctx, v, p); !errors.Is(err, context.Canceled) || j != nil {
		t.Errorf("got %v, %v", j, err)
	}
}

// TestEnums checks that both word lists tell their words once each.
func TestEnums(t *testing.T) {
	if got := graph.Words(Outcome("")); !slices.Equal(got, []string{"crossed", "open", "respected"}) {
		t.Errorf("outcomes %v", got)
	}
	if got := graph.Words(Cause("")); !slices.Equal(got, []string{"ambiguous", "silent"}) {
		t.Errorf("causes %v", got)
	}
}
