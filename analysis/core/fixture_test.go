package core

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"parley/graph"
)

// world is a negotiation in the making: issues a, b and so on, with options o0, o1 and so on.
type world struct {
	*rand.Rand
	records []graph.Record
	issues  []*graph.Issue
}

func newWorld(seed uint64) *world {
	w := &world{Rand: rand.New(rand.NewPCG(seed, 3))}
	w.put(&graph.Negotiation{Key: "talks", Title: "Talks"})
	for _, p := range []string{"north", "south", "west"} {
		w.put(&graph.Party{Key: p, Name: p, Kind: graph.PartyState})
	}
	return w
}

func (w *world) put(r graph.Record) { w.records = append(w.records, r) }

func (w *world) issue(options int) {
	i := &graph.Issue{Key: fmt.Sprintf("i%02d", len(w.issues)), Negotiation: "talks", Title: fmt.Sprintf("Issue %d", len(w.issues)), Question: "What?"}
	for o := range options {
		i.Options = append(i.Options, graph.Option{Key: fmt.Sprintf("o%d", o), Label: fmt.Sprintf("Option %d", o)})
	}
	w.issues = append(w.issues, i)
	w.put(i)
}

// pattern names one issue, or with the chances given, in percent, two or three.
func (w *world) pattern(chances int) graph.Pattern {
	p := graph.Pattern{}
	for n := range 3 {
		if n == 0 || w.IntN(100) < chances {
			i := w.issues[w.IntN(len(w.issues))]
			p[i.Key] = w.some(i)
		}
	}
	return p
}

func (w *world) some(i *graph.Issue) []string {
	keys := i.OptionKeys()
	w.Shuffle(len(keys), func(a, b int) { keys[a], keys[b] = keys[b], keys[a] })
	return slices.Sorted(slices.Values(keys[:1+w.IntN(len(keys))]))
}

func (w *world) patterns(chances int) graph.Patterns {
	list := graph.Patterns{w.pattern(chances)}
	if more := w.pattern(chances); w.IntN(3) == 0 && fmt.Sprint(more) != fmt.Sprint(list[0]) {
		list = append(list, more)
	}
	return list
}

func (w *world) line(forbids ...graph.Pattern) {
	key := fmt.Sprintf("line%03d", len(w.records))
	w.put(&graph.RedLine{Key: key, Party: []string{"north", "south", "west"}[w.IntN(3)], Title: key, Forbids: forbids})
}

func (w *world) view(t testing.TB, o graph.ViewOptions) *graph.View {
	t.Helper()
	d := graph.Draft{Actor: "tester", Reason: "test"}
	for _, r := range w.records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	s, err := graph.Empty().With(d, time.Date(2025, 9, 1, 12, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	o.Negotiation, o.AsOf = "talks", graph.DayOf(time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC))
	v, err := s.View(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
