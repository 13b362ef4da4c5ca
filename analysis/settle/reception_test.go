package settle

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

func position(key, party, issue string, stance graph.Stance, options ...string) *graph.Position {
	return &graph.Position{Key: key, Party: party, Issue: issue, Stance: stance, Options: options}
}

func receptionOf(t *testing.T, j *Judgement, party string) Reception {
	t.Helper()
	for _, r := range j.Reception {
		if r.Party.Key == party {
			return r
		}
	}
	t.Fatalf("no reception for %s", party)
	return Reception{}
}

// show writes what a reception found, for comparison.
func show(r Reception) string {
	var words []string
	for _, u := range r.Unmet {
		word := "unmet " + u.Positions[0].Key
		if u.Partly {
			word = "partly " + u.Positions[0].Key
		}
		for _, o := range u.Chosen {
			word += " " + o.Key
		}
		words = append(words, word)
	}
	for _, p := range r.Untouched {
		words = append(words, "untouched "+p.Key)
	}
	for _, s := range r.Silent {
		words = append(words, fmt.Sprintf("silent %s %s %s", s.Issue.Key, s.Option.Key, s.Kind))
	}
	return strings.Join(words, "; ")
}

func TestReception(t *testing.T) {
	held := position("held", "russia", "guarantee", graph.StanceDemands, "none")
	held.Condition = graph.Patterns{{"territory": {"frozen"}}}
	unheld := position("unheld", "russia", "guarantee", graph.StanceDemands, "assurances")
	unheld.Condition = graph.Patterns{{"territory": {"ukraine"}}}
	accepts := position("accepts", "europe", "territory", graph.StanceAccepts, "frozen")
	accepts.Condition = graph.Patterns{{"troops": {"european", "nato"}}}
	v := see(t, graph.ViewOptions{}, worked(
		position("u1", "ukraine", "territory", graph.StanceDemands, "ukraine"),
		position("u2", "ukraine", "troops", graph.StanceDemands, "nato"),
		position("u3", "ukraine", "guarantee", graph.StanceDemands, "article5"),
		position("u4", "ukraine", "guarantee", graph.StanceDemands, "assurances"),
		position("e1", "europe", "guarantee", graph.StanceDeclined),
		held, unheld, accepts,
		proposal("p", clauseOn("1", "territory", "frozen"), clauseOn("2", "guarantee", "article5"), clauseOn("3", "troops", "european", "nato")),
		proposal("q", clauseOn("2", "guarantee", "article5", "none")),
		&graph.Response{Key: "first", Proposal: "p", Party: "russia", Answer: graph.AnswerReview, Date: graph.MustDate("2025-06-02")},
		&graph.Response{Key: "second", Proposal: "p", Party: "russia", Answer: graph.AnswerReservations, Date: graph.MustDate("2025-07")},
		&graph.Response{Key: "future", Proposal: "p", Party: "russia", Answer: graph.AnswerAccepts, Date: graph.MustDate("2026-02")},
	)...)
	j := judge(t, v, "p")
	for _, tt := range []struct{ party, want, explanation string }{
		{"ukraine", "unmet u1 frozen; partly u2 european nato",
			"No answer of Ukraine is on record. Of the party's 2 red lines the text respects 2. Demands it does not meet: Territory. Demands it leaves open: Foreign troops."},
		{"russia", "unmet held article5; silent territory frozen other-options-only",
			"Russia accepts the text with reservations (2025-07). Of the party's 2 red lines the text crosses 1 and respects 1. Demands it does not meet: Guarantee. No word of the party is on record on what it chooses here: Territory."},
		{"europe", "silent guarantee article5 declined; silent troops european other-options-only; silent troops nato other-options-only",
			"No answer of Europeans is on record. The text respects the party's only red line. No word of the party is on record on what it chooses here: Guarantee; Foreign troops."},
	} {
		r := receptionOf(t, j, tt.party)
		if got := show(r); got != tt.want || r.Explanation != tt.explanation {
			t.Errorf("%s:\n got %s\n     %s\nwant %s\n     %s", tt.party, got, r.Explanation, tt.want, tt.explanation)
		}
	}
	russia := receptionOf(t, j, "russia")
	if len(russia.Responses) != 2 || russia.Response.Key != "second" || len(russia.Crossed) != 1 || russia.Crossed[0].Key != "r3" {
		t.Errorf("russia: %+v", russia)
	}
	q := judge(t, v, "q")
	if got, want := show(receptionOf(t, q, "ukraine")), "partly u3 none article5; untouched u1; untouched u2"; got != want {
		t.Errorf("q, ukraine: %s, want %s", got, want)
	}
	if got, want := show(receptionOf(t, q, "russia")), "silent guarantee none other-options-only; silent guarantee article5 other-options-only"; got != want {
		t.Errorf("q, russia: %s, want %s", got, want)
	}
	if r := receptionOf(t, q, "ukraine"); len(r.Open) != 2 || !strings.Contains(r.Explanation, "leaves open 2") {
		t.Errorf("q, ukraine: %+v", r)
	}
}

func TestCompare(t *testing.T) {
	condition := clauseOn("4", "territory", "frozen")
	condition.Condition = graph.Patterns{{"troops": {"none"}}}
	earlier := proposal("a", clauseOn("1", "troops", "none"), graph.Provision{Clause: "2", Text: "Elections."}, clauseOn("3", "troops", "nato"), condition)
	later := proposal("b", clauseOn("1", "guarantee", "none"), graph.Provision{Clause: "Annex", Issue: "territory", Text: "Later."}, graph.Provision{Clause: "7", Text: "Prisoners."}, clauseOn("8", "troops", "nato", "none"))
	later.Date = graph.MustDate("2025-07")
	v := see(t, graph.ViewOptions{}, worked(earlier, later)...)
	want := []string{
		`troops | clause 1: “No foreign troops”; clause 3: “NATO troops” | clause 8: “No foreign troops” or “NATO troops” | true`,
		`- | clause 2: Elections. | silent | false`,
		`territory | clause 4: “Frozen lines”, under a condition | Annex: left open | false`,
		`guarantee | silent | clause 1: “No guarantee” | false`,
		`- | silent | clause 7: Prisoners. | false`,
	}
	for _, swapped := range []bool{false, true} {
		a, b := earlier, later
		if swapped {
			a, b = b, a
		}
		var got []string
		for _, r := range Compare(v, a, b) {
			if swapped {
				r.A, r.B = r.B, r.A
			}
			key := "-"
			if r.Issue != nil {
				key = r.Issue.Key
			}
			got = append(got, fmt.Sprintf("%s | %s | %s | %v", key, r.A.Says, r.B.Says, r.Same))
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("swapped %v:\n%s\nwant\n%s", swapped, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
