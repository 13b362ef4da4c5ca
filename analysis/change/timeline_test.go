package change

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

func showItem(i Item) string {
	s := fmt.Sprintf("%s %s %s", i.Date, i.Kind, i.Record.Ref().Key)
	if i.Moment != MomentStart {
		s += " " + string(i.Moment)
	}
	if i.Planned {
		s += " planned"
	}
	if i.Event != nil {
		s += " at:" + i.Event.Key
	}
	if !i.Exact {
		s += " vague"
	}
	return s
}

func showItems(list []Item) string {
	var words []string
	for _, i := range list {
		words = append(words, showItem(i))
	}
	return strings.Join(words, "\n")
}

func event(key, date string, status graph.EventStatus, parties ...string) *graph.Event {
	return &graph.Event{Key: key, Title: "Event " + key, Kind: graph.EventTalks, Status: status, Date: graph.MustDate(date), Participants: parties}
}

// story is a case with a record of every kind, and others that do not bear on it.
func story() []graph.Record {
	spoken := statement("spoken", "paper", "2025-07-10")
	spoken.Event, spoken.Party, spoken.Speaker = "talks", "a", "envoy"
	heard := statement("heard", "paper", "2025-07")
	heard.Event, heard.Voice, heard.Attribution = "talks", "a delegate", graph.AttributionReported
	inferred := statement("inferred", "paper", "2025-07-11~")
	inferred.Party, inferred.Attribution = "b", graph.AttributionInferred
	offered := statement("offered", "paper", "2025-08")
	offered.Party = "b"
	later := statement("later", "paper", "2026-02-01")
	unrelated := statement("unrelated", "paper", "2025-07-10")
	unrelated.Party = "a"
	wants := position("wants", "a", "x", graph.StanceDemands, "x1", "x2")
	wants.From, wants.To, wants.Evidence = graph.MustDate("2025-07"), graph.MustDate("2025-10-31"), []string{"spoken", "inferred", "later"}
	wants.Condition = graph.Patterns{{"y": {"y1"}}}
	open := position("open", "b", "y", graph.StanceOpen, "y1")
	open.From, open.Evidence = graph.MustDate("2025"), []string{"offered"}
	plan := &graph.Proposal{
		Key: "plan", Negotiation: "n", Title: "Plan", By: []string{"c"}, Date: graph.MustDate("2025-08/2025-09"), Status: graph.ProposalTabled,
		Provisions: []graph.Provision{{Issue: "x", Options: []string{"x1"}, Text: "words", Evidence: []string{"heard"}}},
	}
	return frame(spoken, heard, inferred, offered, later, unrelated, wants, open, plan,
		position("undated", "c", "x", graph.StanceAccepts, "x1"),
		&graph.Person{Key: "envoy", Name: "The envoy", Offices: []graph.Office{{Party: "a", Title: "Envoy", Authority: graph.AuthorityOfficial}}},
		&graph.RedLine{Key: "line", Party: "b", Title: "Line", Forbids: graph.Patterns{{"x": {"x1"}}}, From: graph.MustDate("2025-07-11"), Evidence: []string{"spoken"}},
		&graph.Response{Key: "reply", Proposal: "plan", Party: "a", Answer: graph.AnswerReservations, Date: graph.MustDate("2025-09-01")},
		&graph.Commitment{Key: "threat", By: "a", To: []string{"b"}, Kind: graph.Threat, Title: "Threat", Consequence: "C", Date: graph.MustDate("2025-07-14"), Deadline: graph.MustDate("2026-03"), Status: graph.CommitmentPending},
		&graph.Commitment{Key: "promise", By: "c", Kind: graph.Promise, Title: "Promise", Consequence: "C", Date: graph.MustDate("2025-07-15"), Deadline: graph.MustDate("2025-09-30"), Status: graph.CommitmentExpired, Issue: "y"},
		&graph.Commitment{Key: "elsewhere", By: "a", To: []string{"z"}, Kind: graph.Threat, Title: "Elsewhere", Consequence: "C", Date: graph.MustDate("2025-07-14"), Status: graph.CommitmentPending},
		&graph.Party{Key: "z", Name: "Z", Kind: graph.PartyState},
		&graph.Assessment{Key: "judged", Negotiation: "n", Institution: "I", Date: graph.MustDate("2025-12-24"), Text: "Hard."},
		event("talks", "2025-07-10/2025-07-12", graph.EventHeld, "z"),
		event("before", "2023-01-01", graph.EventHeld, "a"),
		event("called-off", "2025-10-22", graph.EventCancelled, "a", "b"),
		event("not-held", "2025-11", graph.EventPlanned, "a", "b"),
		event("next", "2026-05", graph.EventPlanned, "c"),
		event("future", "2026-04-01", graph.EventHeld, "a"),
		event("strangers", "2025-07-10", graph.EventHeld, "z"),
	)
}

func TestTimeline(t *testing.T) {
	want := strings.TrimSpace(`
2025 position open vague
2025-07 statement heard at:talks vague
2025-07 position wants at:talks vague
2025-07-10 statement spoken at:talks
2025-07-10/2025-07-12 event talks vague
2025-07-11~ statement inferred vague
2025-07-11 red-line line
2025-07-14 commitment threat
2025-07-15 commitment promise
2025-08 statement offered vague
2025-08/2025-09 proposal plan vague
2025-09-01 response reply
2025-09-30 commitment promise deadline
2025-10-22 event called-off
2025-10-31 position wants end
2025-11 event not-held planned vague
2025-12-24 assessment judged
2026-03 commitment threat deadline planned vague
2026-05 event next planned vague`)
	got := showItems(Timeline(see(t, graph.ViewOptions{}, story()...), graph.MinDay, graph.MaxDay))
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTimelineBounds(t *testing.T) {
	v := see(t, graph.ViewOptions{}, story()...)
	got := showItems(Timeline(v, day("2025-09-02"), day("2025-10-31")))
	want := strings.TrimSpace(`
2025 position open vague
2025-08/2025-09 proposal plan vague
2025-09-30 commitment promise deadline
2025-10-22 event called-off
2025-10-31 position wants end`)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTimelineSubset(t *testing.T) {
	v := see(t, graph.ViewOptions{Parties: []string{"b"}, Issues: []string{"y"}}, story()...)
	got := showItems(Timeline(v, day("2025-08-01"), graph.MaxDay))
	want := strings.TrimSpace(`
2025 position open vague
2025-08 statement offered vague
2025-08/2025-09 proposal plan vague
2025-10-22 event called-off
2025-11 event not-held planned vague
2025-12-24 assessment judged`)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestTimelineWords checks the words of items: who says what, and in which case an event was not held.
func TestTimelineWords(t *testing.T) {
	var got []string
	for _, i := range Timeline(see(t, graph.ViewOptions{}, story()...), graph.MinDay, graph.MaxDay) {
		var who []string
		for _, p := range i.Parties {
			who = append(who, p.Key)
		}
		line := fmt.Sprintf("%s [%s] %s", i.Title, strings.Join(who, " "), i.Status)
		if i.Source != nil {
			line += i.Voice + " in " + i.Source.Key
		}
		got = append(got, line)
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{
		`Aland demands “label x1” or “label x2” on X, under a condition [a] `,
		`Aland demands “label x1” or “label x2” on X, under a condition (ends) [a] `,
		`Bland is open on Y (“label y1”) [b] `,
		`Aland accepts with reservations: Plan [a] `,
		`Event called-off [a b] cancelled`,
		`Event not-held [a b] planned`,
		`Words spoken. [a] The envoy in paper`,
		`Words heard. [] a delegate in paper`,
		`Words inferred. [b] The Paper in paper`,
		`Words offered. [b] Bland in paper`,
		`Threat (deadline) [a b] `,
	} {
		if !strings.Contains("\n"+all+"\n", "\n"+want+"\n") {
			t.Errorf("no line %q in\n%s", want, all)
		}
	}
}

// TestTimelineUndated has a case without a single date of its own: then every event of its parties is in.
func TestTimelineUndated(t *testing.T) {
	records := frame(event("early", "1990", graph.EventHeld, "b"), position("silent", "b", "x", graph.StanceDeclined))
	records[0].(*graph.Negotiation).Participants[0].From = graph.Date{}
	if got, want := showItems(Timeline(see(t, graph.ViewOptions{}, records...), graph.MinDay, graph.MaxDay)), "1990 event early vague"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEnums(t *testing.T) {
	for _, e := range []graph.Enum{ItemKind(""), Moment("")} {
		for _, v := range e.Values() {
			if v.Word == "" || !strings.HasSuffix(v.Doc, ".") {
				t.Errorf("%T: %+v", e, v)
			}
		}
	}
}
