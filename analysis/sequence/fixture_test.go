package sequence

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"parley/graph"
)

func view(t testing.TB, o graph.ViewOptions, records ...graph.Record) *graph.View {
	t.Helper()
	d := graph.Draft{Actor: "t", Reason: "t"}
	for _, r := range records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	s, err := graph.Empty().With(d, time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	o.Negotiation, o.AsOf = "n", graph.DayOf(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	v, err := s.View(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func find(t testing.TB, v *graph.View) *Sequence {
	t.Helper()
	s, err := Find(context.Background(), v, Limits{First: 10_000, Time: time.Minute})
	if err != nil || !s.Complete {
		t.Fatalf("complete %v, error %v", s != nil && s.Complete, err)
	}
	return s
}

// option puts steps in order, or none.
func option(key string, order ...string) graph.Option {
	return graph.Option{Key: key, Label: "label " + key, Order: order}
}

func issue(key string, options ...graph.Option) *graph.Issue {
	return &graph.Issue{Key: key, Negotiation: "n", Title: "Issue " + key, Question: key + "?", Options: options}
}

func position(key, party, issue string, stance graph.Stance, options ...string) *graph.Position {
	return &graph.Position{Key: key, Party: party, Issue: issue, Stance: stance, Options: options}
}

func line(key, party string, forbids ...graph.Pattern) *graph.RedLine {
	return &graph.RedLine{Key: key, Party: party, Title: "line " + key, Forbids: forbids}
}

// frame is a negotiation of four parties with some steps.
func frame(steps []string, more ...graph.Record) []graph.Record {
	n := &graph.Negotiation{Key: "n", Title: "N"}
	for _, key := range steps {
		n.Steps = append(n.Steps, graph.Step{Key: key, Label: "step " + key})
	}
	records := []graph.Record{n}
	for _, p := range []string{"aland", "bland", "cland", "dland"} {
		n.Participants = append(n.Participants, graph.Participation{Party: p, Role: graph.RolePrincipal})
		records = append(records, &graph.Party{Key: p, Name: p, Kind: graph.PartyState})
	}
	return append(records, more...)
}

// world draws a small negotiation: three to five steps, parties that name options of some issues, and red lines on one
// issue or two.
type world struct{ *rand.Rand }

func (w world) records() []graph.Record {
	steps := []string{"s0", "s1", "s2", "s3", "s4"}[:3+w.IntN(3)]
	var records []graph.Record
	var issues []*graph.Issue
	for n := range 2 + w.IntN(4) {
		i := issue(fmt.Sprintf("i%d", n))
		for o := range 2 + w.IntN(4) {
			i.Options = append(i.Options, option(fmt.Sprintf("o%d", o), w.order(steps)...))
		}
		issues = append(issues, i)
		records = append(records, i)
	}
	stances := []graph.Stance{graph.StanceDemands, graph.StanceDemands, graph.StancePrefers, graph.StanceAccepts, graph.StanceOpposes}
	for n := range 4 + w.IntN(12) {
		i := issues[w.IntN(len(issues))]
		records = append(records, position(fmt.Sprintf("p%02d", n), w.party(), i.Key, stances[w.IntN(len(stances))], w.some(i)...))
	}
	for n := range w.IntN(5) {
		patterns := []graph.Pattern{w.pattern(issues)}
		if more := w.pattern(issues); w.IntN(2) == 0 && fmt.Sprint(more) != fmt.Sprint(patterns[0]) {
			patterns = append(patterns, more)
		}
		records = append(records, line(fmt.Sprintf("r%02d", n), w.party(), patterns...))
	}
	return frame(steps, records...)
}

func (w world) party() string { return []string{"aland", "bland", "cland", "dland"}[w.IntN(4)] }

// order is of no steps, of some in any order, or of one step and the next, so that rounds of many steps come about.
func (w world) order(steps []string) []string {
	at := w.Perm(len(steps))
	switch w.IntN(8) {
	case 0:
		return nil
	case 1:
		return []string{steps[at[0]], steps[at[1]], steps[at[2]]}
	case 2:
		return []string{steps[at[0]], steps[at[1]]}
	}
	return []string{steps[at[0]], steps[(at[0]+1)%len(steps)]}
}

func (w world) some(i *graph.Issue) []string {
	var keys []string
	for _, at := range w.Perm(len(i.Options))[:1+w.IntN(2)] {
		keys = append(keys, i.Options[at].Key)
	}
	slices.Sort(keys)
	return keys
}

func (w world) pattern(issues []*graph.Issue) graph.Pattern {
	p := graph.Pattern{}
	for range 1 + w.IntN(5)/4 {
		i := issues[w.IntN(len(issues))]
		p[i.Key] = w.some(i)
	}
	return p
}
