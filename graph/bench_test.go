package graph_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/graph"
)

// The shape of a very large case: one negotiation, a million positions and red lines on record.
const (
	largeParties = 5_000
	largeIssues  = 20_000
	largeRows    = 1_000_000
	largeChunk   = 20_000 // records of one change; each change is made an hour after the one before
)

// BenchmarkView opens views of a very large case as it was known before its last changes, which replaced positions and
// retired others: the whole of it, ten of its issues, and ten of its parties.
func BenchmarkView(b *testing.B) {
	s := large()
	before := s.Time().Add(-90 * time.Minute)
	ten := graph.ViewOptions{Issues: some("issue-%05d", 10, largeIssues)}
	few := graph.ViewOptions{Parties: some("party-%04d", 10, largeParties)}
	for _, bb := range []struct {
		name  string
		view  graph.ViewOptions
		known time.Time
	}{
		{"whole_then", graph.ViewOptions{}, before}, {"whole_now", graph.ViewOptions{}, time.Time{}},
		{"issues_then", ten, before}, {"issues_now", ten, time.Time{}},
		{"parties_then", few, before},
	} {
		b.Run(bb.name, func(b *testing.B) {
			o := bb.view
			o.Negotiation, o.AsOf, o.KnownAt = "large", day("2026-01-01"), bb.known
			for b.Loop() {
				if _, err := s.View(o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkStands asks where all parties stand on one issue after another of a very large case, each for the first time.
func BenchmarkStands(b *testing.B) {
	s := large()
	v, err := s.View(graph.ViewOptions{Negotiation: "large", AsOf: day("2026-01-01"), KnownAt: s.Time().Add(-90 * time.Minute)})
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		v.On(v.Issues[n%len(v.Issues)], v.AsOf).Stand(v.Parties[0].Key)
		n++
	}
}

func some(key string, n, of int) []string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf(key, i*of/n))
	}
	return list
}

// large builds the very large case once, the same every time.
var large = sync.OnceValue(func() *graph.Snapshot {
	rng := rand.New(rand.NewPCG(1, 1))
	c := &largeCase{Snapshot: graph.Empty(), now: noon}
	c.add(&graph.Negotiation{Key: "large", Title: "A very large case"})
	for n := range largeParties {
		c.add(&graph.Party{Key: fmt.Sprintf("party-%04d", n), Name: fmt.Sprint("Party ", n), Kind: graph.PartyState})
	}
	options := make([][]string, largeIssues)
	for n := range options {
		i := &graph.Issue{Key: fmt.Sprintf("issue-%05d", n), Negotiation: "large", Title: fmt.Sprint("Issue ", n), Question: "Which?"}
		for o := range 2 + min(rng.IntN(5)+rng.IntN(5), 14) {
			key := fmt.Sprint("o", o)
			i.Options, options[n] = append(i.Options, graph.Option{Key: key, Label: key}), append(options[n], key)
		}
		c.add(i)
	}
	c.rows(rng, options)
	c.edit()
	return c.Snapshot
})

// largeCase adds records in chunks.
type largeCase struct {
	*graph.Snapshot
	draft graph.Draft
	now   time.Time
	open  []*graph.Position // of which none is superseded
}

// add puts a record as a log gives it back.
func (c *largeCase) add(r graph.Record) {
	data, err := graph.Encode(r)
	if err == nil {
		r, err = graph.Decode(r.Ref().Kind, data)
	}
	if err != nil {
		panic(err)
	}
	c.op(graph.Op{Put: r})
}

func (c *largeCase) retire(r graph.Ref) { c.op(graph.Op{Retire: r}) }

func (c *largeCase) op(op graph.Op) {
	if c.draft.Ops = append(c.draft.Ops, op); len(c.draft.Ops) == largeChunk {
		c.flush()
	}
}

func (c *largeCase) flush() {
	c.now = c.now.Add(time.Hour)
	next, err := c.With(c.draft, c.now)
	if err != nil {
		panic(err)
	}
	c.Snapshot, c.draft = next, graph.Draft{}
}

// rows adds positions and red lines. Some parties and issues have far more of them than others; one in seven replaces an
// earlier one.
func (c *largeCase) rows(rng *rand.Rand, options [][]string) {
	parties, issues := skewed(largeParties, 250, 0.7), skewed(largeIssues, 20, 0.8)
	stances := []graph.Stance{graph.StanceDemands, graph.StancePrefers, graph.StanceAccepts, graph.StanceOpposes}
	last := map[string]*graph.Position{}
	for n := range largeRows {
		party, issue := fmt.Sprintf("party-%04d", parties(rng)), issues(rng)
		on, option := fmt.Sprintf("issue-%05d", issue), options[issue][rng.IntN(len(options[issue]))]
		from := graph.DateOf(day("2015-01-01") + graph.Day(rng.IntN(4000)))
		key := fmt.Sprintf("%s-%s-%06d", party, on, n)
		if n%5 == 0 {
			c.add(&graph.RedLine{Key: key, Party: party, Title: "Not that", Forbids: graph.Patterns{{on: {option}}}, From: from})
			continue
		}
		p := &graph.Position{Key: key, Party: party, Issue: on, Stance: stances[rng.IntN(len(stances))], Options: []string{option}, From: from}
		if old := last[party+on]; old != nil && n%2 == 0 && old.From.Compare(from) == graph.Before {
			p.Supersedes = old.Key
		}
		last[party+on] = p
		c.add(p)
	}
	c.open = slices.SortedFunc(maps.Values(last), func(a, b *graph.Position) int { return strings.Compare(a.Key, b.Key) })
	c.flush()
}

// edit retires some positions and then puts others again.
func (c *largeCase) edit() {
	for n := range largeChunk {
		c.retire(c.open[3*n].Ref())
	}
	for n := range largeChunk {
		again := *c.open[3*n+1]
		again.Note = "put again"
		c.add(&again)
	}
}

// skewed picks one of n, the one of rank r with a weight of (r+shift)^-power.
func skewed(n int, shift, power float64) func(*rand.Rand) int {
	sums, sum := make([]float64, n), 0.0
	for r := range sums {
		sum += math.Pow(float64(r)+shift, -power)
		sums[r] = sum
	}
	return func(rng *rand.Rand) int { return sort.SearchFloat64s(sums, rng.Float64()*sum) }
}
