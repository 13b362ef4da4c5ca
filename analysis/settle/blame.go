package settle

import (
	"context"
	"time"

	"parley/graph"
)

// Blame shares out what blocks a view among its red lines: each core counts 1, shared equally by its members, and the
// sums are scaled to 1 in all. It is the Shapley value of the MI inconsistency measure (Hunter and Konieczny, On the
// measure of conflicts: Shapley inconsistency values, Artificial Intelligence 174, 2010). It says how much of the
// deadlock a line takes part in, not whose fault it is.
type Blame struct {
	RedLines []LineShare  // every red line of the view, by key
	Parties  []PartyShare // every party of the view, by key
	Complete bool         // all cores are counted
}

// LineShare is a red line's share of the blame.
type LineShare struct {
	RedLine *graph.RedLine
	Share   float64
}

// PartyShare is what a party's red lines have of the blame.
type PartyShare struct {
	Party *graph.Party
	Share float64
}

// Blame returns the shares: all 0 where nothing is blocked, or the rules alone leave nothing. Within a budget of 0 it
// counts cores as long as it takes. It fails with the error of ctx.
func (s *Settlement) Blame(ctx context.Context, budget time.Duration) (*Blame, error) {
	found, err := s.answer.cores(ctx, 0, budget)
	if err != nil {
		return nil, err
	}
	b := &Blame{Complete: found.Complete}
	of, total := make([]float64, len(s.View.RedLines)), 0.0
	for _, core := range found.Sets {
		for _, l := range core {
			of[l] += 1 / float64(len(core))
		}
		if len(core) > 0 {
			total++
		}
	}
	by := map[string]float64{}
	for l, r := range s.View.RedLines {
		share := 0.0
		if total > 0 {
			share = of[l] / total
		}
		b.RedLines = append(b.RedLines, LineShare{r, share})
		by[r.Party] += share
	}
	for _, p := range s.View.Parties {
		b.Parties = append(b.Parties, PartyShare{p, by[p.Key]})
	}
	return b, nil
}
