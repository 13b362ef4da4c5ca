package pledge

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

// case of three parties on one issue, and a fourth party that has no part in it.
func frame(more ...graph.Record) []graph.Record {
	records := []graph.Record{
		&graph.Negotiation{Key: "n", Title: "N", Participants: []graph.Participation{
			{Party: "a", Role: graph.RolePrincipal}, {Party: "b", Role: graph.RolePrincipal}, {Party: "c", Role: graph.RoleMediator},
		}},
		&graph.Negotiation{Key: "other", Title: "Other"},
		&graph.Issue{Key: "x", Negotiation: "n", Title: "X", Question: "X?", Options: []graph.Option{{Key: "x1", Label: "X1"}}},
		&graph.Issue{Key: "elsewhere", Negotiation: "other", Title: "E", Question: "E?", Options: []graph.Option{{Key: "e1", Label: "E1"}}},
		&graph.Source{Key: "paper", Title: "Paper"}, &graph.Source{Key: "sheet", Title: "Sheet"},
		&graph.Statement{Key: "said", Source: "paper", Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025-01-01"), Paraphrase: "Words."},
	}
	for key, name := range map[string]string{"a": "Aland", "b": "Bland", "c": "United States", "d": "Dland"} {
		records = append(records, &graph.Party{Key: key, Name: name, Kind: graph.PartyState})
	}
	return append(records, more...)
}

func see(t testing.TB, asOf string, o graph.ViewOptions, records ...graph.Record) *graph.View {
	t.Helper()
	d := graph.Draft{Actor: "t", Reason: "t"}
	for _, r := range frame(records...) {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	s, err := graph.Empty().With(d, time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	o.Negotiation = "n"
	if o.AsOf, err = graph.ParseDay(asOf); err != nil {
		t.Fatal(err)
	}
	v, err := s.View(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func date(s string) graph.Date {
	if s == "" {
		return graph.Date{}
	}
	return graph.MustDate(s)
}

// promise is one of a to b on issue x.
func promise(key, made, deadline string) *graph.Commitment {
	return &graph.Commitment{
		Key: key, By: "a", To: []string{"b"}, Kind: graph.Promise, Title: "Help", Consequence: "Help is sent.", Issue: "x",
		Date: date(made), Deadline: date(deadline), Status: graph.CommitmentPending, Evidence: []string{"said"},
	}
}

func event(key, on string, status graph.EventStatus) *graph.Event {
	return &graph.Event{Key: key, Title: "Event " + key, Kind: graph.EventTalks, Status: status, Date: date(on)}
}

func keys(lines []Line) string {
	var list []string
	for _, l := range lines {
		list = append(list, l.Commitment.Key)
	}
	return strings.Join(list, " ")
}

func TestLedgerOrder(t *testing.T) {
	v := see(t, "2025-06-01", graph.ViewOptions{},
		promise("undated", "", ""), promise("early", "2025-01-01", ""), promise("late", "2025-05", ""), promise("b-same", "2025-01-01", ""),
		promise("due-vague", "2025-03-01", "2025-08"), promise("due", "2025-04-01", "2025-08-20"), promise("due-first", "2025-05-01", "2025-08-01"),
	)
	if got, want := keys(Ledger(v)), "due-first due due-vague b-same early late undated"; got != want {
		t.Errorf("ledger %s, want %s", got, want)
	}
}

func TestLedgerBelongs(t *testing.T) {
	on := func(key, issue, by string, to ...string) *graph.Commitment {
		m := promise(key, "2025-01-01", "")
		m.Issue, m.By, m.To = issue, by, to
		return m
	}
	future := promise("future", "2025-07", "")
	unsourced := on("unsourced", "x", "c")
	unsourced.Evidence = nil
	records := []graph.Record{
		on("by-issue", "x", "d", "d"), on("among", "", "a", "d", "b"), on("to-nobody", "", "c"), on("outward", "", "a", "d"),
		on("inward", "", "d", "a"), on("elsewhere", "elsewhere", "a", "b"), future, unsourced,
	}
	for _, tt := range []struct {
		name string
		o    graph.ViewOptions
		want string
	}{
		{"all", graph.ViewOptions{}, "among by-issue to-nobody unsourced"},
		{"one party", graph.ViewOptions{Parties: []string{"b"}}, "among"},
		{"the one that makes it", graph.ViewOptions{Parties: []string{"a"}}, "among"},
		{"a party from outside", graph.ViewOptions{Parties: []string{"d"}}, "among by-issue inward outward"},
		{"a party on the issue", graph.ViewOptions{Parties: []string{"c"}}, "to-nobody unsourced"},
		{"a source to do without", graph.ViewOptions{Without: "paper"}, "unsourced"},
		{"other sources", graph.ViewOptions{Floor: graph.Floor{Sources: []string{"sheet"}}}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := keys(Ledger(see(t, "2025-06-30", tt.o, records...))); got != tt.want {
				t.Errorf("ledger %q, want %q", got, tt.want)
			}
		})
	}
}

func TestStatusOnTheDay(t *testing.T) {
	for _, tt := range []struct{ name, from, asOf, want string }{
		{"since it was made", "", "2025-01-01", "withdrawn"},
		{"the day before", "2025-03-10", "2025-03-09", "pending"},
		{"the day itself", "2025-03-10", "2025-03-10", "withdrawn"},
		{"before a vague date", "2025-03", "2025-02-28", "pending"},
		{"within a vague date", "2025-03", "2025-03-10", "withdrawn, not sure"},
		{"at the end of a vague date", "2025-03", "2025-03-31", "withdrawn"},
		{"within one of two days", "2025-03-10/2025-03-11", "2025-03-10", "withdrawn, not sure"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := promise("m", "2025-01-01", "")
			m.Status, m.StatusFrom = graph.CommitmentWithdrawn, date(tt.from)
			l := Ledger(see(t, tt.asOf, graph.ViewOptions{}, m))[0]
			got := string(l.Status)
			if !l.Sure {
				got += ", not sure"
			}
			if got != tt.want {
				t.Errorf("on %s: %s, want %s", tt.asOf, got, tt.want)
			}
		})
	}
}

// Nobody can have broken a promise before it was due, though the record does not say since when it is broken.
func TestNothingIsBrokenBeforeItIsDue(t *testing.T) {
	for asOf, want := range map[string]graph.CommitmentStatus{"2025-02-01": graph.CommitmentPending, "2025-06-01": graph.CommitmentPending, "2025-06-02": graph.CommitmentBroken} {
		m := promise("m", "2025-01-01", "2025-06-01")
		m.Status = graph.CommitmentBroken
		if l := Ledger(see(t, asOf, graph.ViewOptions{}, m))[0]; l.Status != want || l.Overdue {
			t.Errorf("on %s: %s, overdue %v, want %s", asOf, l.Status, l.Overdue, want)
		}
	}
}

func TestOverdue(t *testing.T) {
	for _, tt := range []struct {
		deadline, statusFrom, asOf string
		status                     graph.CommitmentStatus
		want                       bool
	}{
		{"2025-03-10", "", "2025-03-10", graph.CommitmentPending, false},
		{"2025-03-10", "", "2025-03-11", graph.CommitmentPending, true},
		{"2025-03", "", "2025-03-31", graph.CommitmentPending, false},
		{"2025-03", "", "2025-04-01", graph.CommitmentPending, true},
		{"2025-03/..", "", "2025-12-31", graph.CommitmentPending, false},
		{"", "", "2025-12-31", graph.CommitmentPending, false},
		{"2025-03-10", "", "2025-03-11", graph.CommitmentMet, false},
		{"2025-03-10", "2025-03-12", "2025-03-11", graph.CommitmentBroken, true},
		{"2025-03-10", "2025-03-12", "2025-03-12", graph.CommitmentBroken, false},
	} {
		m := promise("m", "2025-01-01", tt.deadline)
		m.Status, m.StatusFrom = tt.status, date(tt.statusFrom)
		if got := Ledger(see(t, tt.asOf, graph.ViewOptions{}, m))[0].Overdue; got != tt.want {
			t.Errorf("due %s, %s from %q, on %s: overdue %v, want %v", tt.deadline, tt.status, tt.statusFrom, tt.asOf, got, tt.want)
		}
	}
}

// A trigger is met by events held by the day that are recorded as meeting it, never by one that was planned or called off.
func TestTrigger(t *testing.T) {
	events := []graph.Record{
		event("held", "2025-03-10", graph.EventHeld), event("held-too", "2025-02-10", graph.EventHeld), event("later", "2025-03-16", graph.EventHeld),
		event("vague", "2025-03", graph.EventHeld), event("lasting", "2025-03-14/2025-03-20", graph.EventHeld), event("began-vaguely", "2025-03/2025-04", graph.EventHeld),
		event("planned", "2025-03-20", graph.EventPlanned), event("planned-vaguely", "2025-03", graph.EventPlanned), event("planned-past", "2025-03-14", graph.EventPlanned),
		event("cancelled", "2025-03-10", graph.EventCancelled), event("cancelled-later", "2025-03-20", graph.EventCancelled),
	}
	for _, tt := range []struct {
		by   []string
		want string
	}{
		{nil, "not-on-record []"},
		{[]string{"held"}, "met [held]"},
		{[]string{"held", "planned", "vague", "held-too"}, "met [held-too held]"},
		{[]string{"lasting"}, "met [lasting]"},
		{[]string{"later"}, "not-on-record []"},
		{[]string{"vague", "planned"}, "cannot-tell [vague]"},
		{[]string{"began-vaguely"}, "cannot-tell [began-vaguely]"},
		{[]string{"planned", "planned-vaguely"}, "expected [planned planned-vaguely]"},
		{[]string{"planned-past"}, "not-on-record []"},
		{[]string{"cancelled", "cancelled-later"}, "not-on-record []"},
		{[]string{"cancelled", "planned"}, "expected [planned]"},
	} {
		m := promise("m", "2025-01-01", "")
		m.Trigger, m.TriggeredBy = "Something happens.", tt.by
		l := Ledger(see(t, "2025-03-15", graph.ViewOptions{}, append(events, m)...))[0]
		names := []string{}
		for _, e := range l.TriggeredBy {
			names = append(names, e.Key)
		}
		if got := fmt.Sprint(l.Trigger, " ", names); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.by, got, tt.want)
		}
	}
	if l := Ledger(see(t, "2025-03-15", graph.ViewOptions{}, promise("m", "2025-01-01", "")))[0]; l.Trigger != TriggerNone {
		t.Errorf("without a condition: %s", l.Trigger)
	}
}

func TestExplanation(t *testing.T) {
	threat := func(change func(*graph.Commitment)) *graph.Commitment {
		m := promise("m", "2025-01-02", "2025-03-10")
		m.Kind, m.To, m.Title, m.Trigger = graph.Threat, []string{"b", "c"}, "Tariffs", "No truce."
		change(m)
		return m
	}
	for _, tt := range []struct {
		asOf   string
		change func(*graph.Commitment)
		want   string
	}{
		{"2025-03-01", func(*graph.Commitment) {}, "The threat of Aland to Bland and the United States, “Tariffs”, made on 2025-01-02, is pending and due by 2025-03-10; no event on record meets its trigger."},
		{"2025-03-11", func(m *graph.Commitment) { m.TriggeredBy = []string{"held"} }, "The threat of Aland to Bland and the United States, “Tariffs”, made on 2025-01-02, is pending though its deadline, 2025-03-10, has passed: nothing on record says what became of it; its trigger is met by “Event held” (2025-02-01)."},
		{"2025-03-01", func(m *graph.Commitment) {
			m.To, m.Trigger, m.Evidence, m.Date = nil, "", nil, date("2025-01~")
			m.Status, m.StatusFrom = graph.CommitmentMet, date("2025-03")
		}, "The threat of Aland, “Tariffs”, made about 2025-01, was carried out, as recorded from 2025-03, too vague a date to tell whether by 2025-03-01; it has no condition; no source is on record for it."},
		{"2025-03-01", func(m *graph.Commitment) {
			m.Date, m.Deadline, m.TriggeredBy = date("2025-01-02/2025-01-03"), date(""), []string{"vote", "talks"}
		}, "The threat of Aland to Bland and the United States, “Tariffs”, made between 2025-01-02 and 2025-01-03, is pending; its trigger would be met by “Event talks” (2025-03) and “Event vote” (2025-04-01), planned and not known to have taken place."},
		{"2025-03-01", func(m *graph.Commitment) {
			m.Date, m.Deadline, m.TriggeredBy = date("2024/.."), date(""), []string{"call"}
		}, "The threat of Aland to Bland and the United States, “Tariffs”, made within 2024/.., is pending; its trigger is met by “Event call” (2025-03), too vague a date to tell whether by then."},
	} {
		if got := Ledger(see(t, tt.asOf, graph.ViewOptions{}, event("held", "2025-02-01", graph.EventHeld), event("call", "2025-03", graph.EventHeld),
			event("vote", "2025-04-01", graph.EventPlanned), event("talks", "2025-03", graph.EventPlanned), threat(tt.change)))[0].Explanation; got != tt.want {
			t.Errorf("%s\nwant\n%s", got, tt.want)
		}
	}
}
