package change

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

// diary is a graph that grows change by change: the first in January 2025, one a month.
type diary struct {
	*testing.T
	snap *graph.Snapshot
	at   time.Time // of the last change
}

func newDiary(t *testing.T, records ...graph.Record) *diary {
	d := &diary{T: t, snap: graph.Empty(), at: time.Date(2024, 12, 15, 0, 0, 0, 0, time.UTC)}
	d.put(records...)
	return d
}

func (d *diary) put(records ...graph.Record) {
	var ops []graph.Op
	for _, r := range records {
		ops = append(ops, graph.Op{Put: r})
	}
	d.commit(ops...)
}

func (d *diary) commit(ops ...graph.Op) {
	d.Helper()
	d.at = d.at.AddDate(0, 1, 0)
	next, err := d.snap.With(graph.Draft{Actor: "t", Reason: "t", Ops: ops}, d.at)
	if err != nil {
		d.Fatal(err)
	}
	d.snap = next
}

// before is the instant before the last change.
func (d *diary) before() time.Time { return d.at.Add(-time.Hour) }

// delta compares the view of a day with that of an earlier one and an earlier state of knowledge.
func (d *diary) delta(o graph.ViewOptions, asOf, since string, knownAt time.Time) *Delta {
	d.Helper()
	o.Negotiation, o.AsOf = "n", day(asOf)
	v, err := d.snap.View(o)
	if err != nil {
		d.Fatal(err)
	}
	found, err := FindDelta(context.Background(), v, day(since), knownAt)
	if err != nil {
		d.Fatal(err)
	}
	return found
}

// show writes what a delta lists, each with its causes.
func show(d *Delta) string {
	var b strings.Builder
	add := func(what string, causes []Cause) {
		var words []string
		for _, c := range causes {
			word := c.Record.Ref().String() + " " + string(c.How)
			if c.Sequence > 0 {
				word += fmt.Sprint(" ", c.Sequence)
			}
			if c.EvidenceOnly {
				word += " evidence"
			}
			words = append(words, word)
		}
		fmt.Fprintf(&b, "%s: %s\n", what, strings.Join(words, "; "))
	}
	if d.VerdictBefore() != d.VerdictAfter() {
		add(fmt.Sprintf("verdict %s to %s", d.VerdictBefore(), d.VerdictAfter()), d.VerdictCauses)
	}
	for _, c := range d.Opened {
		add("opened "+string(c.It.Kind), c.Causes)
	}
	for _, c := range d.Closed {
		add("closed "+string(c.It.Kind), c.Causes)
	}
	for _, c := range d.Changed {
		add("changed "+string(c.It.After.Kind), c.Causes)
	}
	for _, c := range d.CoresGained {
		add("gained {"+CoreName(c.It)+"}", c.Causes)
	}
	for _, c := range d.CoresLost {
		add("lost {"+CoreName(c.It)+"}", c.Causes)
	}
	for _, c := range d.Sourced {
		add(string(c.It.Trend)+" {"+CoreName(c.It.Core)+"}", c.Causes)
	}
	for _, x := range d.Shifts {
		add("shift "+string(x.It.Kind)+" "+x.It.Party.Key, x.Causes)
	}
	for _, m := range d.Silences {
		add(fmt.Sprintf("silence %s/%s %q to %q", m.It.Party.Key, m.It.Issue.Key, m.It.Kinds[0], m.It.Kinds[1]), m.Causes)
	}
	return b.String()
}

// worked is the worked example of the design but for the red line that blocks it: r5, which Europe drew in March.
func worked() (records []graph.Record, r5 *graph.RedLine) {
	issue := func(key string, options ...string) *graph.Issue {
		i := &graph.Issue{Key: key, Negotiation: "n", Title: capital(key), Question: "Which " + key + "?"}
		for _, o := range options {
			i.Options = append(i.Options, graph.Option{Key: o, Label: "label " + o})
		}
		return i
	}
	line := func(key, party string, forbids graph.Pattern) *graph.RedLine {
		return &graph.RedLine{Key: key, Party: party, Title: "Line " + key, Forbids: graph.Patterns{forbids}}
	}
	var takePart []graph.Participation
	for _, p := range []string{"europe", "russia", "ukraine"} {
		takePart = append(takePart, graph.Participation{Party: p, Role: graph.RolePrincipal})
		records = append(records, &graph.Party{Key: p, Name: capital(p), Kind: graph.PartyState})
	}
	r5 = line("r5", "europe", graph.Pattern{"guarantee": {"article5"}, "troops": {"none"}})
	r5.From = graph.MustDate("2025-03-01")
	return append(records,
		&graph.Negotiation{Key: "n", Title: "N", Participants: takePart},
		issue("territory", "ukraine", "frozen", "russia"), issue("guarantee", "none", "assurances", "article5"), issue("troops", "none", "european", "nato"),
		line("r1", "ukraine", graph.Pattern{"territory": {"russia"}}),
		line("r2", "ukraine", graph.Pattern{"territory": {"frozen", "russia"}, "guarantee": {"none", "assurances"}}),
		line("r3", "russia", graph.Pattern{"troops": {"european", "nato"}}),
		line("r4", "russia", graph.Pattern{"territory": {"ukraine"}}),
		&graph.Source{Key: "paper", Title: "A paper", Reliability: "C"}, &graph.Source{Key: "record", Title: "A record", Reliability: "B"},
	), r5
}

const blocks = "verdict undetermined to blocked: %[1]s\nopened red-lines-clash: %[1]s\ngained {r2, r3, r4, r5}: %[1]s\n"

// spoken is what the red line tells of Europe beside: that it has been heard on two issues.
const spoken = "silence europe/guarantee \"not-researched\" to \"other-options-only\": %[1]s\nsilence europe/troops \"not-researched\" to \"other-options-only\": %[1]s\n"

const frees = "verdict blocked to undetermined: %[1]s\nclosed red-lines-clash: %[1]s\nlost {r2, r3, r4, r5}: %[1]s\n"

// TestDeltaOfTheWorkedExample moves the example step by step.
func TestDeltaOfTheWorkedExample(t *testing.T) {
	base, r5 := worked()
	with := func(change func(r *graph.RedLine)) *graph.RedLine { r := *r5; change(&r); return &r }
	april, june := "2025-04-01", "2025-06-01"
	for _, tt := range []struct {
		name  string
		steps [][]graph.Record // of changes 2 and on
		asOf  string
		since string
		known bool // compare with what was known before the last step
		want  string
	}{
		{"a red line said in March and recorded since, of a day before and one after: the world changed",
			[][]graph.Record{{r5}}, june, "2025-02-01", true, fmt.Sprintf(blocks+"shift new europe: %[1]s\n"+spoken, "red-line/r5 world-changed")},
		{"as known in the end the same", [][]graph.Record{{r5}}, june, "2025-02-01", false, fmt.Sprintf(blocks+"shift new europe: %[1]s\n"+spoken, "red-line/r5 world-changed")},
		{"of a day on which it held, and was not known to", [][]graph.Record{{r5}}, june, april, true, fmt.Sprintf(blocks+spoken, "red-line/r5 learned 2")},
		{"of days on which it held, as known in the end", [][]graph.Record{{r5}}, june, april, false, ""},
		{"a line that was ended in the record, of one day", [][]graph.Record{{r5}, {with(func(r *graph.RedLine) { r.To = graph.MustDate("2025-05-01") })}}, june, june, true,
			fmt.Sprintf(frees, "red-line/r5 corrected 3")},
		{"a line that ended between the days", [][]graph.Record{{with(func(r *graph.RedLine) { r.To = graph.MustDate("2025-05-01") })}}, june, april, false,
			fmt.Sprintf(frees, "red-line/r5 world-changed") + "shift withdrawn europe: red-line/r5 world-changed\n"},
		{"other packages are forbidden", [][]graph.Record{{r5}, {with(func(r *graph.RedLine) { r.Forbids = graph.Patterns{{"guarantee": {"none"}}} })}}, june, june, true,
			fmt.Sprintf(frees, "red-line/r5 corrected 3") + "silence europe/guarantee \"other-options-only\" to \"\": red-line/r5 corrected 3\n" +
				"silence europe/troops \"other-options-only\" to \"not-researched\": red-line/r5 corrected 3\n"},
		{"a remark moves nothing", [][]graph.Record{{r5}, {with(func(r *graph.RedLine) { r.Note = "see above" })}}, june, june, true, ""},
		{"another line, recorded since, takes its place", [][]graph.Record{{r5}, {with(func(r *graph.RedLine) {
			r.Key, r.Supersedes, r.From, r.Forbids = "r6", "r5", graph.MustDate("2025-05-01"), graph.Patterns{{"guarantee": {"none"}}}
		})}}, june, june, true,
			fmt.Sprintf(frees, "red-line/r6 learned 3") + "silence europe/guarantee \"other-options-only\" to \"\": red-line/r6 learned 3\n"},
		{"a rule does what the line would", [][]graph.Record{{&graph.Rule{Key: "law", Negotiation: "n", Forbids: r5.Forbids, Reason: "The law."}}}, june, june, true,
			"verdict undetermined to blocked: rule/law learned 2\nopened red-lines-clash: rule/law learned 2\ngained {r2, r3, r4}: rule/law learned 2\n"},
		{"evidence, recorded since", [][]graph.Record{{r5}, {statement("s1", "paper", "2025-03-01"), statement("s2", "record", "2025-07-01"),
			with(func(r *graph.RedLine) { r.Evidence = []string{"s1", "s2"} })}}, june, june, true,
			"changed red-lines-clash: red-line/r5 corrected 3 evidence\nbetter {r2, r3, r4, r5}: red-line/r5 corrected 3 evidence; statement/s1 learned 3\n"},
		{"words said between the days", [][]graph.Record{{statement("s1", "paper", "2025-03-01"), statement("s2", "record", "2025-07-01"),
			with(func(r *graph.RedLine) { r.Evidence = []string{"s1", "s2"} })}}, "2025-08-01", june, false,
			"changed red-lines-clash: statement/s2 world-changed\nbetter {r2, r3, r4, r5}: statement/s2 world-changed\n"},
	} {
		d := newDiary(t, base...)
		for _, records := range tt.steps {
			d.put(records...)
		}
		var knownAt time.Time
		if tt.known {
			knownAt = d.before()
		}
		delta := d.delta(graph.ViewOptions{}, tt.asOf, tt.since, knownAt)
		if got := show(delta); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
		if said := strings.HasPrefix(delta.Explanation(), "Nothing changed in the answer"); said != (tt.want == "") || delta.None() != said {
			t.Errorf("%s: %s", tt.name, delta.Explanation())
		}
	}
}

// TestDeltaRetired names the change that retired a record, and shows the record as it was.
func TestDeltaRetired(t *testing.T) {
	base, r5 := worked()
	d := newDiary(t, append(base, r5)...)
	d.commit(graph.Op{Retire: r5.Ref()})
	delta := d.delta(graph.ViewOptions{}, "2025-06-01", "2025-06-01", d.before())
	if got := show(delta); !strings.HasPrefix(got, fmt.Sprintf(frees, "red-line/r5 corrected 2")) {
		t.Errorf("got\n%s", got)
	}
	c := delta.VerdictCauses[0]
	if c.Record != graph.Record(r5) && c.Record.(*graph.RedLine).Title != r5.Title || c.Explanation != "Retired since, in change 2: Europe, red line “Line r5”." {
		t.Errorf("%+v", c)
	}
}

// TestDeltaSettings are causes that are no party's word: who takes part, the options, what is supposed, the grades.
func TestDeltaSettings(t *testing.T) {
	base, r5 := worked()
	r5.From = graph.Date{}
	without := func(ref graph.Ref) []graph.Record {
		return slices.DeleteFunc(slices.Clone(base), func(r graph.Record) bool { return r.Ref() == ref })
	}
	n := graph.Ref{Kind: graph.KindNegotiation, Key: "n"}
	cast := func(europe graph.Participation) *graph.Negotiation {
		europe.Party = "europe"
		return &graph.Negotiation{Key: "n", Title: "N", Participants: []graph.Participation{
			europe, {Party: "russia", Role: graph.RolePrincipal}, {Party: "ukraine", Role: graph.RolePrincipal}}}
	}
	joins := append(without(n), r5, cast(graph.Participation{Role: graph.RolePrincipal, From: graph.MustDate("2025-05-01")}))

	d := newDiary(t, joins...)
	want := "verdict undetermined to blocked: negotiation/n world-changed\ngained {r2, r3, r4, r5}: negotiation/n world-changed\n"
	if got := show(d.delta(graph.ViewOptions{}, "2025-06-01", "2025-04-01", time.Time{})); got != want {
		t.Errorf("a principal joins: got\n%swant\n%s", got, want)
	}
	d.put(cast(graph.Participation{Role: graph.RoleMediator}))
	want = "verdict blocked to undetermined: negotiation/n corrected 2\nlost {r2, r3, r4, r5}: negotiation/n corrected 2\n"
	if got := show(d.delta(graph.ViewOptions{}, "2025-06-01", "2025-06-01", d.before())); got != want {
		t.Errorf("a principal was a mediator: got\n%swant\n%s", got, want)
	}

	d = newDiary(t, append(base, r5)...)
	troops, _ := graph.Get[*graph.Issue](d.snap, "troops")
	more := *troops
	more.Options = append(slices.Clone(more.Options), graph.Option{Key: "police", Label: "label police"})
	d.put(&more)
	want = fmt.Sprintf(frees, "issue/troops corrected 2")
	if got := show(d.delta(graph.ViewOptions{}, "2025-06-01", "2025-06-01", d.before())); got != want {
		t.Errorf("an option more: got\n%swant\n%s", got, want)
	}

	supposed := &graph.Scenario{Key: "what-if", Negotiation: "n", Title: "What if", Relaxes: []string{"r1"}}
	d = newDiary(t, append(base, r5, supposed)...)
	other := *supposed
	other.Relaxes = []string{"r4"}
	d.put(&other)
	want = fmt.Sprintf(frees, "scenario/what-if corrected 2") + "silence russia/territory \"\" to \"other-options-only\": scenario/what-if corrected 2\n" +
		"silence ukraine/territory \"other-options-only\" to \"\": scenario/what-if corrected 2\n"
	if got := show(d.delta(graph.ViewOptions{Scenario: "what-if"}, "2025-06-01", "2025-06-01", d.before())); got != want {
		t.Errorf("another what-if: got\n%swant\n%s", got, want)
	}

	r5.Evidence = []string{"s1"}
	d = newDiary(t, append(base, r5, statement("s1", "paper", "2025-01-05"))...)
	d.put(&graph.Source{Key: "paper", Title: "A paper", Reliability: "A"})
	for _, r := range []string{"r2", "r3", "r4"} {
		line, _ := graph.Get[*graph.RedLine](d.snap, r)
		sourced := *line
		sourced.Evidence = []string{"s1"}
		d.snap, _ = d.snap.With(graph.Draft{Actor: "t", Reason: "t", Ops: []graph.Op{{Put: &sourced}}}, d.at.Add(-2*time.Hour))
	}
	d.put(&graph.Source{Key: "paper", Title: "A paper", Reliability: "D"})
	want = "source/paper corrected 6"
	delta := d.delta(graph.ViewOptions{Floor: graph.Floor{Reliability: "B"}}, "2025-06-01", "2025-06-01", d.before())
	if got := show(delta); !strings.HasPrefix(got, fmt.Sprintf(frees, want)) {
		t.Errorf("a source graded down: got\n%swant\n%s", got, want)
	}
}

// TestDeltaSilences holds what breaks, makes and turns a silence.
func TestDeltaSilences(t *testing.T) {
	var records []graph.Record
	for _, r := range frame() {
		if _, ok := r.(*graph.Negotiation); !ok {
			records = append(records, r)
		}
	}
	n := &graph.Negotiation{Key: "n", Title: "N", Participants: []graph.Participation{{Party: "a", Role: graph.RolePrincipal}, {Party: "b", Role: graph.RolePrincipal}}}
	d := newDiary(t, append(records, n, position("p", "a", "x", demands, "x1"))...)
	same := func(what, want string) {
		t.Helper()
		if got := show(d.delta(graph.ViewOptions{}, "2025-06-01", "2025-06-01", d.before())); got != want {
			t.Errorf("%s: got\n%swant\n%s", what, got, want)
		}
	}
	d.put(&graph.Inquiry{Key: "q", Party: "b", Issue: "x", Date: graph.MustDate("2025-05-01"), Searched: []string{"archives"}})
	same("a search in vain", "silence b/x \"not-researched\" to \"not-found\": inquiry/q learned 2\n")
	if got := show(d.delta(graph.ViewOptions{}, "2025-06-01", "2025-04-01", time.Time{})); got != "silence b/x \"not-researched\" to \"not-found\": inquiry/q world-changed\n" {
		t.Errorf("a search between the days:\n%s", got)
	}
	conditional := position("c", "b", "x", demands, "x1")
	conditional.Condition = graph.Patterns{{"y": {"y1"}}}
	d.put(conditional)
	same("words on a condition", "silence b/x \"not-found\" to \"other-options-only\": position/c learned 3\n")
	unconditional := *conditional
	unconditional.Condition = nil
	d.put(&unconditional)
	same("the condition is dropped", "silence b/x \"other-options-only\" to \"\": position/c corrected 4\n")
	joined := *n
	joined.Participants = append(slices.Clone(n.Participants), graph.Participation{Party: "c", Role: graph.RoleMediator})
	d.put(&joined)
	same("a mediator joins", "silence c/x \"\" to \"not-researched\": negotiation/n corrected 5\nsilence c/y \"\" to \"not-researched\": negotiation/n corrected 5\n")
	d.put(&graph.Issue{Key: "z", Negotiation: "n", Title: "Z", Question: "Z?", Options: options("z1", "z2")})
	same("an issue more", "silence a/z \"\" to \"not-researched\": issue/z learned 6\nsilence b/z \"\" to \"not-researched\": issue/z learned 6\nsilence c/z \"\" to \"not-researched\": issue/z learned 6\n")
	short := position("short", "c", "y", accepts, "y1")
	short.From, short.To = graph.MustDate("2025-04-10"), graph.MustDate("2025-04-20")
	d.put(short)
	want := "shift new c: position/short world-changed\nshift withdrawn c: position/short world-changed\nsilence c/y \"not-researched\" to \"other-options-only\": position/short world-changed\n"
	if got := show(d.delta(graph.ViewOptions{}, "2025-06-01", "2025-04-01", time.Time{})); !strings.Contains(got, want) {
		t.Errorf("words that held between the days: got\n%swant\n%s", got, want)
	}
}

// TestDeltaOfANewNegotiation compares with a time when there was none, and does not with a view that could not be.
func TestDeltaOfANewNegotiation(t *testing.T) {
	d := newDiary(t, &graph.Party{Key: "other", Name: "Other", Kind: graph.PartyState})
	base, r5 := worked()
	d.put(append(base, r5)...)
	delta := d.delta(graph.ViewOptions{}, "2025-06-01", "2025-06-01", d.before())
	want := "verdict  to blocked: red-line/r2 learned 2; red-line/r3 learned 2; red-line/r4 learned 2; red-line/r5 learned 2"
	if got := show(delta); delta.Before != nil || delta.Views[0] != nil || !strings.HasPrefix(got, strings.Replace(want, ": ", ": issue/guarantee learned 2; issue/territory learned 2; issue/troops learned 2; ", 1)) {
		t.Errorf("got\n%s", got)
	}
	if !strings.HasPrefix(delta.Explanation(), "The negotiation was not there before, and is BLOCKED; 1 conflict opens") {
		t.Error(delta.Explanation())
	}
	d.put(&graph.Party{Key: "late", Name: "Late", Kind: graph.PartyState})
	v, err := d.snap.View(graph.ViewOptions{Negotiation: "n", AsOf: day("2025-06-01"), Parties: []string{"late", "russia"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := FindDelta(context.Background(), v, v.AsOf, d.before()); err == nil || !strings.Contains(err.Error(), `unknown party "late"`) {
		t.Errorf("%v", err)
	}
}

// TestTrend compares grades as pairs: neither part makes up for the other.
func TestTrend(t *testing.T) {
	pairs := func(words ...string) (list []Grade) {
		for _, w := range words {
			g := Grade{}
			if w[0] != '-' {
				g.Reliability = graph.Reliability(w[:1])
			}
			if w[1] != '-' {
				g.Credibility = int(w[1] - '0')
			}
			list = append(list, g)
		}
		return list
	}
	for _, tt := range []struct {
		before, after []Grade
		origins       [2]int
		want          Trend
	}{
		{pairs("C3"), pairs("B3"), [2]int{1, 1}, Better},
		{pairs("B2"), pairs("B2"), [2]int{1, 2}, Better},
		{pairs("B3"), pairs("B3"), [2]int{2, 1}, Worse},
		{pairs("B3"), pairs("C2"), [2]int{1, 1}, Mixed},
		{pairs("B3"), pairs("B3", "C2"), [2]int{1, 2}, Better},
		{pairs("--"), pairs("E5"), [2]int{1, 1}, Better},
		{pairs("B2"), nil, [2]int{1, 0}, Worse},
		{pairs("C2"), pairs("A2"), [2]int{2, 1}, Mixed},
	} {
		if got := trend([]LineSourcing{{Origins: tt.origins, Best: [2][]Grade{tt.before, tt.after}}}); got != tt.want {
			t.Errorf("%v to %v, %v: %s, want %s", tt.before, tt.after, tt.origins, got, tt.want)
		}
	}
}
