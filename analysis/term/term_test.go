package term

import (
	"fmt"
	"strings"
	"testing"

	"parley/analysis/settle"
	"parley/graph"
)

func TestUsesAreThoseOfTheDayThatCount(t *testing.T) {
	records := basics(guarantee(
		[]graph.Use{{Party: "south", Evidence: []string{"s2", "s1"}}, {Party: "north", Evidence: []string{"n1"}}},
		[]graph.Use{{Party: "north"}, {Party: "south", Evidence: []string{"s2"}}},
	))
	for _, tt := range []struct {
		name string
		o    graph.ViewOptions
		want string
	}{
		{"all said, oldest first, one without words", graph.ViewOptions{}, "consult: north[n1] south[s1 s2]; duty: north[] south[s2]"},
		{"before south's second statement", graph.ViewOptions{AsOf: day("2025-10-31")}, "consult: north[n1] south[s1]; duty: north[]"},
		{"before all", graph.ViewOptions{AsOf: day("2025-01-31")}, "consult: ; duty: north[]"},
		{"one party asked about", graph.ViewOptions{Parties: []string{"south"}}, "consult: south[s1 s2]; duty: south[s2]"},
		{"a floor its words pass, and none without words", graph.ViewOptions{Floor: graph.Floor{Reliability: "B"}}, "consult: north[n1] south[s1 s2]; duty: south[s2]"},
		{"a floor nothing passes", graph.ViewOptions{Floor: graph.Floor{Reliability: "A"}}, "consult: ; duty: "},
		{"without the source", graph.ViewOptions{Without: "s"}, "consult: ; duty: north[]"},
	} {
		v := see(t, tt.o, records...)
		var senses []string
		for _, m := range Meanings(v, Terms(v)[0])[:2] {
			var uses []string
			for _, u := range m.Uses {
				uses = append(uses, u.Party.Key+fmt.Sprint(keysOf(u.Statements)))
			}
			senses = append(senses, m.Key+": "+strings.Join(uses, " "))
		}
		if got := strings.Join(senses, "; "); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

func TestDifferencesAreOfPackages(t *testing.T) {
	same := &graph.Term{Key: "t", Negotiation: "n", Title: "t", Senses: []graph.Sense{
		{Key: "a", Label: "A", Means: graph.Pattern{"help": {"words"}}, Uses: []graph.Use{{Party: "north"}}},
		{Key: "b", Label: "B", Means: graph.Pattern{"help": {"words"}, "veto": {"yes", "no"}}, Uses: []graph.Use{{Party: "south"}, {Party: "watch"}}},
		{Key: "c", Label: "C", Means: graph.Pattern{"veto": {"yes"}}, Uses: []graph.Use{{Party: "south"}}},
	}}
	if v := see(t, graph.ViewOptions{}, basics(same)...); len(Differences(v, same)) != 2 {
		t.Errorf("a and b come to the same packages, c to others: %v", Differences(v, same))
	}
	v := see(t, graph.ViewOptions{Issues: []string{"help"}}, basics(same)...)
	if got := Differences(v, same); len(got) != 0 {
		t.Errorf("senses on an issue outside the view are compared: %v", got)
	}
	v = see(t, graph.ViewOptions{}, basics(same)...)
	want := "By “t” North means “A”, and South means “C”."
	if got := Differences(v, same)[0].Explanation; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Both sides want a guarantee, one as consultation and the other as a duty: they agree as long as nobody asks which.
func TestAgreementWhileTheTermIsOpen(t *testing.T) {
	records := basics(guarantee(),
		position("p1", "south", "help", graph.StanceDemands, "words"),
		position("p2", "north", "help", graph.StanceDemands, "troops"),
		position("p3", "north", "veto", graph.StanceAccepts, "no"),
		&graph.RedLine{Key: "no-troops", Party: "south", Title: "Troops", Forbids: graph.Patterns{{"help": {"troops"}}}},
	)
	f := find(t, see(t, graph.ViewOptions{}, records...), "guarantee")
	if len(f.Agreements) != 1 || !f.Agreements[0].All {
		t.Fatalf("got %+v", f.Agreements)
	}
	want := "North accepts it as “A duty to help” and “Any help” in part; South accepts it as “Consultation”; in no one sense do they accept the same." +
		" Settled as “Consultation”, North demands something else. Settled as “A duty to help”, it crosses South's red line “Troops”." +
		" Settled as “Any help”, South is silent, which is no consent."
	if got := f.Agreements[0].Explanation; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if v := f.Senses[1].Verdicts; v.Narrow != settle.VerdictBlocked || f.Open.Narrow == settle.VerdictBlocked {
		t.Errorf("open %v, as a duty %v", f.Open, v)
	}
}

// Silence of one side is no agreement, however much the other wants the term.
func TestSilenceIsNoAgreement(t *testing.T) {
	f := find(t, see(t, graph.ViewOptions{}, basics(guarantee(), position("p2", "north", "help", graph.StanceDemands, "words"))...), "guarantee")
	if len(f.Agreements) != 0 {
		t.Errorf("got %s", f.Agreements[0].Explanation)
	}
	if st, _ := f.Senses[0].stand(f.Parties[1]); st.Attitude != graph.AttitudeSilent {
		t.Errorf("South, which said nothing, is %s", st.Attitude)
	}
}

func TestTextsThatLeaveTheTermOpen(t *testing.T) {
	plan := func(key string, provisions ...graph.Provision) graph.Record {
		return &graph.Proposal{Key: key, Negotiation: "n", Title: key, Date: graph.MustDate("2025-06-01"), Status: graph.ProposalTabled, Provisions: provisions}
	}
	clause := func(issue string, options ...string) graph.Provision {
		return graph.Provision{Issue: issue, Options: options, Text: "Text."}
	}
	records := basics(guarantee(),
		&graph.RedLine{Key: "no-troops", Party: "south", Title: "Troops", Forbids: graph.Patterns{{"help": {"troops"}}}},
		&graph.RedLine{Key: "no-veto", Party: "north", Title: "A veto", Forbids: graph.Patterns{{"veto": {"yes"}}}},
		plan("one", clause("help", "words")),
		plan("several", clause("help", "words", "troops"), clause("veto", "no")),
		plan("split", clause("help", "words"), clause("help", "troops")),
		plan("unsaid", graph.Provision{Issue: "help", Text: "Guarantees are given."}),
		plan("silent", clause("help")),
		plan("within", clause("help", "arms")),
		plan("elsewhere", clause("veto", "no")),
	)
	f := find(t, see(t, graph.ViewOptions{}, records...), "guarantee")
	got := map[string]string{}
	for _, text := range f.Texts {
		var lines []string
		for _, l := range text.Lines {
			s := l.Line.Key + " " + string(l.AsIs) + ":"
			for _, o := range l.Senses {
				s += " " + o.Sense.Key + "=" + string(o.Outcome)
			}
			lines = append(lines, s)
		}
		got[text.Proposal.Key] = strings.Join(lines, ", ")
	}
	noTroops := "no-troops open: consult=respected duty=crossed any=open"
	for key, want := range map[string]string{
		"several": noTroops,
		"split":   "no-veto open: consult=open duty=respected any=respected, " + noTroops,
		"unsaid":  "no-veto open: consult=open duty=respected any=respected, " + noTroops,
	} {
		if got[key] != want {
			t.Errorf("%s:\n got %s\nwant %s", key, got[key], want)
		}
		delete(got, key)
	}
	if len(got) != 0 {
		t.Errorf("these name options of one sense or of none only: %v", got)
	}
}

func TestWhatCannotBeJudged(t *testing.T) {
	impossible := &graph.Rule{Key: "r", Negotiation: "n", Forbids: graph.Patterns{{"help": {"troops"}}}, Reason: "R."}
	f := find(t, see(t, graph.ViewOptions{}, basics(guarantee(), impossible)...), "guarantee")
	if duty := f.Senses[1]; !duty.Impossible || len(duty.Stands) != 0 {
		t.Errorf("the rules leave no duty: %+v", duty)
	}
	f = find(t, see(t, graph.ViewOptions{Issues: []string{"help"}}, basics(guarantee())...), "guarantee")
	if f.Senses[0].Unjudged != "" || f.Senses[1].Unjudged != "It names the issue veto, which is outside this view." {
		t.Errorf("got %q and %q", f.Senses[0].Unjudged, f.Senses[1].Unjudged)
	}
	sc := &graph.Scenario{Key: "sc", Negotiation: "n", Title: "Sc", Assumes: graph.Pattern{"help": {"words", "arms"}}}
	f = find(t, see(t, graph.ViewOptions{Scenario: "sc"}, basics(guarantee(), sc)...), "guarantee")
	if f.Senses[1].Unjudged != "What is supposed of “Help” leaves none of it." || f.Senses[2].Unjudged != "" {
		t.Errorf("got %q and %q", f.Senses[1].Unjudged, f.Senses[2].Unjudged)
	}
}

func TestCaveats(t *testing.T) {
	scoped := func(p *graph.Position, scope string) *graph.Position { p.Scope = scope; return p }
	onArms := func(p *graph.Position) *graph.Position {
		p.Condition = graph.Patterns{{"help": {"words", "arms"}}}
		return p
	}
	north, south := position("a", "north", "veto", graph.StanceAccepts, "no"), position("b", "south", "veto", graph.StanceAccepts, "no")
	for _, tt := range []struct {
		name    string
		term    *graph.Term
		accepts []*graph.Position
		want    string
	}{
		{"the same words and no term", guarantee(), []*graph.Position{north, south}, ""},
		{"a term used in two senses, one of which covers it", guarantee([]graph.Use{{Party: "south"}}, []graph.Use{{Party: "north"}}), []*graph.Position{north, south},
			"term: By “guarantee” North means “A duty to help”, and South means “Consultation”."},
		{"used so by somebody else", guarantee([]graph.Use{{Party: "watch"}}, []graph.Use{{Party: "north"}}), []*graph.Position{north, south}, ""},
		{"one scope against none", guarantee(), []*graph.Position{north, scoped(position("c", "south", "veto", graph.StanceAccepts, "no"), "in peacetime")},
			"scope: They accept it for different scopes: North without a scope of its own; South for “in peacetime”."},
		{"also without the scope", guarantee(), []*graph.Position{north, south, scoped(position("c", "south", "veto", graph.StanceAccepts, "no"), "in peacetime")}, ""},
		{"a condition against none", guarantee(), []*graph.Position{north, onArms(position("c", "south", "veto", graph.StanceAccepts, "no"))},
			"condition: They accept it on different conditions: North without a condition; South only with “Help: words or arms”."},
	} {
		v := see(t, graph.ViewOptions{}, basics(tt.term)...)
		i, _ := v.Issue("veto")
		var got []string
		for _, c := range Caveats(v, i, i.Options[1], tt.accepts) {
			got = append(got, string(c.Kind)+": "+c.Explanation)
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, strings.Join(got, "|"), tt.want)
		}
	}
}
