package settle

import (
	"context"
	"testing"
	"time"

	"parley/graph"
	"parley/seed"
)

// TestSensitivityWithoutImpliedLines: a verdict that hangs on a line never said as a refusal is told to.
func TestSensitivityWithoutImpliedLines(t *testing.T) {
	implied := line("l", "a", "No P on X", only("x", "p"))
	implied.Firmness = graph.Implied
	s := settled(t, see(t, graph.ViewOptions{}, talks(choice("x", "p"), implied)...), Question{})
	for _, x := range must(s.Sensitivity(context.Background())) {
		if x.Change == "Without red lines that are only implied" {
			if s.Verdict != VerdictBlocked || x.Verdict != VerdictUndetermined || !x.Differs {
				t.Errorf("%s, without the implied line %s", s.Verdict, x.Verdict)
			}
			return
		}
	}
	t.Error("nothing is said of implied lines")
}

// BenchmarkAskAgain asks the Ukraine data for verdict, counts, witness and silences: for the first time, after a
// position changed, and after a change of something else. Making the view is not counted.
func BenchmarkAskAgain(b *testing.B) {
	folder, problems := seed.Read(seed.Ukraine, "ukraine")
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	var ops []graph.Op
	for _, r := range folder.Records {
		ops = append(ops, graph.Op{Put: r})
	}
	before := must(graph.Empty().With(graph.Draft{Ops: ops}, time.Unix(0, 0)))
	put := func(r graph.Record) *graph.Snapshot {
		return must(before.With(graph.Draft{Ops: []graph.Op{{Put: r}}}, time.Unix(1, 0)))
	}
	salience := 70
	moved := *must(get[*graph.Position](before))
	moved.Salience = &salience
	noted := *must(get[*graph.Source](before))
	noted.Title += "."
	seen := func(s *graph.Snapshot) *graph.View {
		return must(s.View(graph.ViewOptions{Negotiation: "ukraine", AsOf: day("2025-08-19"), Parties: []string{"eu", "russia", "ukraine"}}))
	}
	ask := func(v *graph.View, c *Cache) {
		t := must(Settle(context.Background(), v, c))
		must(t.Witness(context.Background()))
		must(t.Silences(context.Background()))
	}
	for _, bb := range []struct {
		name  string
		then  *graph.Snapshot
		cache func() *Cache
	}{
		{"first", before, NewCache},
		{"after a position changed", put(&moved), func() *Cache { c := NewCache(); ask(seen(before), c); return c }},
		{"after something else changed", put(&noted), func() *Cache { c := NewCache(); ask(seen(before), c); return c }},
	} {
		b.Run(bb.name, func(b *testing.B) {
			for range b.N {
				b.StopTimer()
				c, v := bb.cache(), seen(bb.then)
				b.StartTimer()
				ask(v, c)
			}
		})
	}
}

// get returns the first record of a kind; of positions the first of Ukraine's in force that names options.
func get[T graph.Record](s *graph.Snapshot) (r T, err error) {
	for r = range graph.All[T](s) {
		if p, ok := any(r).(*graph.Position); !ok || p.Party == "ukraine" && graph.Holds(p.From, p.To, day("2025-08-19")) && len(p.Options) > 0 {
			break
		}
	}
	return r, nil
}
