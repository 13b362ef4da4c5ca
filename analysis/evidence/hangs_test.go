package evidence_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/analysis/evidence"
	"parley/analysis/settle"
	"parley/graph"
)

// The sources a core hangs on are those without which, as the settlement is worked out again, it is no core any more:
// with copies of copies, lines that supersede one another, versions of a dispute not taken, and floors.
func TestCoresHangOnTheSourcesWithoutWhichTheyFall(t *testing.T) {
	cores, hanging, firm := 0, 0, 0
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 7))
		s, o := randomCase(t, r)
		stands := coresOf(t, see(t, s, o))
		for name, core := range stands {
			cores++
			got := keys(evidence.HangsOn(core.view, core.lines...))
			var want []string
			for src := range graph.All[*graph.Source](s) {
				less := o
				less.Without = src.Key
				if _, still := coresOf(t, see(t, s, less))[name]; !still {
					want = append(want, src.Key)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("case %d, core %s: hangs on %v, falls without %v", seed, name, got, want)
			}
			if len(want) > 0 {
				hanging++
			} else {
				firm++
			}
		}
	}
	if hanging < 30 || firm < 30 {
		t.Errorf("of %d cores %d hang on a source and %d on none: too few to tell", cores, hanging, firm)
	}
}

type found struct {
	view  *graph.View
	lines []graph.Record
}

// coresOf works out the cores of a view, by the keys of their lines.
func coresOf(t *testing.T, v *graph.View) map[string]found {
	t.Helper()
	asked, err := settle.Question{}.In(v)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := settle.Settle(context.Background(), asked, nil)
	if err != nil {
		t.Fatal(err)
	}
	list, err := answer.Cores(context.Background(), 500, 0)
	if err != nil || !list.Complete {
		t.Fatal(err, list.Complete)
	}
	out := map[string]found{}
	for _, c := range list.Cores {
		f := found{view: asked}
		for _, r := range c.RedLines {
			f.lines = append(f.lines, r)
		}
		out[strings.Join(keys(c.RedLines), " ")] = f
	}
	return out
}

// randomCase makes red lines enough to clash, on few statements of few sources.
func randomCase(t *testing.T, r *rand.Rand) (*graph.Snapshot, graph.ViewOptions) {
	t.Helper()
	var records []graph.Record
	for n := range 5 {
		origin := ""
		if n > 0 && r.IntN(2) == 0 {
			origin = fmt.Sprint("s", r.IntN(n))
		}
		src := source(fmt.Sprint("s", n), origin)
		src.Reliability = graph.Reliability("ABD"[r.IntN(3)])
		records = append(records, src)
	}
	for n := range 8 {
		st := said(fmt.Sprint("t", n), fmt.Sprint("s", r.IntN(5)))
		st.Credibility = 1 + r.IntN(4)
		records = append(records, st)
	}
	for n := range 9 {
		l := line(fmt.Sprint("r", n), randomPattern(r))
		l.Party, l.From = []string{"north", "south"}[n%2], graph.MustDate("2024-01-01")
		for range r.IntN(4) {
			if key := fmt.Sprint("t", r.IntN(8)); !slices.Contains(l.Evidence, key) {
				l.Evidence = append(l.Evidence, key)
			}
		}
		if n > 1 && r.IntN(3) == 0 {
			l.From, l.Supersedes = graph.MustDate("2024-06-01"), fmt.Sprint("r", n-2)
		}
		records = append(records, l)
	}
	o := graph.ViewOptions{}
	if r.IntN(2) == 0 {
		records = append(records, dispute("d", "v1", []string{"t0", "t1"}, []string{"t2"}))
	}
	if r.IntN(3) == 0 {
		o.Floor = graph.Floor{Reliability: "B", Credibility: 3}
	}
	return snapshot(t, talks(records...)...), o
}

// randomPattern forbids all options but one on an issue, or such options on both together.
func randomPattern(r *rand.Rand) graph.Pattern {
	but := func(options ...string) []string {
		at := r.IntN(len(options))
		return slices.Delete(options, at, at+1)
	}
	p := graph.Pattern{"border": but("river", "ridge", "coast"), "port": but("open", "shared", "shut")}
	switch r.IntN(3) {
	case 0:
		delete(p, "border")
	case 1:
		delete(p, "port")
	}
	return p
}

func dispute(key, preferred string, one, two []string) *graph.Dispute {
	return &graph.Dispute{Key: key, Negotiation: "n", Title: "Which?", Over: graph.OverFact, Preferred: preferred, Reason: "because",
		Versions: []graph.Account{{Key: "v1", Label: "One", Statements: one}, {Key: "v2", Label: "Two", Statements: two}}}
}
