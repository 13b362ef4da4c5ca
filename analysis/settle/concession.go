package settle

import (
	"context"
	"math/big"
	"slices"
	"sync"
	"time"

	"parley/analysis/nogood"
	"parley/graph"
)

// Concession is a minimal set of red lines whose giving-up leaves a package: with any one of them still in force there
// is none.
type Concession struct {
	RedLines []*graph.RedLine // by key
	Parties  []*graph.Party   // who would have to move, by key
	Cost     int              // the sum of the red lines' salience; 50 each where not stated

	relaxed func() *Settlement // what is left once they are given up
}

// ConcessionList is a list that can be long beyond measure.
type ConcessionList struct {
	Concessions []Concession // cheapest first, then by number and keys of their red lines
	Found       int          // how many are known, listed or not
	Complete    bool         // there are no others than those listed
}

// Concessions lists the concessions: none unless the view is blocked, and none where the rules alone leave nothing.
// Within a budget of 0 it looks as long as it takes. It fails with the error of ctx.
func (s *Settlement) Concessions(ctx context.Context, first int, budget time.Duration) (ConcessionList, error) {
	var found nogood.List
	err := s.answer.alone(ctx, func() error {
		e, err := s.answer.explained(ctx)
		if err == nil {
			found, err = e.Concessions(ctx, nogood.Limits{First: first, Budget: budget})
		}
		return err
	})
	out := ConcessionList{Found: found.Found, Complete: found.Complete}
	for _, places := range found.Sets {
		c := Concession{RedLines: s.redLines(places), relaxed: sync.OnceValue(func() *Settlement { return s.without(places) })}
		c.Parties = s.partiesOf(c.RedLines)
		for _, l := range places {
			c.Cost += s.numbers.Lines[l].Cost
		}
		out.Concessions = append(out.Concessions, c)
	}
	return out, err
}

// without is the settlement once the lines at the places given are given up. Its verdict is left open.
func (s *Settlement) without(places []int) *Settlement {
	n := *s.numbers
	var kept []*graph.RedLine
	for l, r := range s.View.RedLines {
		if !slices.Contains(places, l) {
			kept = append(kept, r)
		}
	}
	n.Numbers = n.With(kept)
	return &Settlement{View: s.View, Packages: s.Packages, numbers: &n, answer: s.cache.answer(&n), cache: s.cache}
}

// Opens returns how many packages cross nothing but the lines given up. It fails as Deals does.
func (c Concession) Opens(ctx context.Context) (*big.Int, error) { return c.relaxed().Deals(ctx) }

// Example returns the best of these packages: the one that would be the witness. It fails as Deals does.
func (c Concession) Example(ctx context.Context) (*Deal, error) {
	return c.relaxed().Deal(ctx, LeastSilent, false, 0)
}

// Verdict is the verdict once the lines are given up: open or undetermined. It fails with the error of ctx.
func (c Concession) Verdict(ctx context.Context) (Verdict, error) {
	return c.relaxed().answer.verdict(ctx)
}
