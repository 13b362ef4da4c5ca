package settle

import (
	"context"
	"slices"
	"strings"
	"time"

	"parley/analysis/core"
	"parley/analysis/nogood"
	"parley/graph"
)

// Core is a minimal set of red lines that, with the rules, leaves no package: without any one of them some package is
// left. Where the rules alone leave nothing it has no red lines.
type Core struct {
	RedLines []*graph.RedLine   // by key
	Rules    []*graph.Rule      // those that take part, by key: never relaxed
	Parties  []*graph.Party     // whose red lines they are, by key
	Issues   []*graph.IssueView // on which they clash, in the order of the view

	places []int
	basis  core.Basis
}

// CoreList is a list that can be long beyond measure.
type CoreList struct {
	Cores    []Core // smallest first, then by the keys of their red lines
	Found    int    // how many are known, listed or not
	Complete bool   // there are no others than those listed
}

// Cores lists the cores. Within a budget of 0 it looks as long as it takes. It fails with the error of ctx.
func (s *Settlement) Cores(ctx context.Context, first int, budget time.Duration) (CoreList, error) {
	var out CoreList
	found, err := s.answer.cores(ctx, first, budget)
	if err != nil {
		return out, err
	}
	out.Found, out.Complete = found.Found, found.Complete
	for _, places := range found.Sets {
		c, err := s.core(ctx, places)
		if err != nil {
			return out, err
		}
		out.Cores = append(out.Cores, c)
	}
	return out, nil
}

func (a *answer) cores(ctx context.Context, first int, budget time.Duration) (found nogood.List, err error) {
	err = a.alone(ctx, func() error {
		e, err := a.explained(ctx)
		if err == nil {
			found, err = e.Cores(ctx, nogood.Limits{First: first, Budget: budget})
		}
		return err
	})
	return found, err
}

func (s *Settlement) core(ctx context.Context, places []int) (Core, error) {
	b, err := s.numbers.Basis(ctx, s.numbers.Domains, places)
	c := Core{RedLines: s.redLines(places), Rules: b.Rules, Issues: b.Issues, places: places, basis: b}
	c.Parties = s.partiesOf(c.RedLines)
	return c, err
}

// partiesOf lists whose red lines they are, by key.
func (s *Settlement) partiesOf(lines []*graph.RedLine) []*graph.Party {
	list := []*graph.Party{}
	for _, r := range lines {
		if p, ok := s.View.Party(r.Party); ok && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b *graph.Party) int { return strings.Compare(a.Key, b.Key) })
	return list
}
