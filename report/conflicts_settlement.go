package report

import (
	"context"
	"errors"
	"math/big"
	"time"

	"parley/analysis/gap"
	"parley/analysis/nogood"
	"parley/analysis/settle"
	"parley/graph"
)

// Of the sets of red lines that a report tells, so many are listed, and each list is looked for so long.
const (
	setsTold   = 10
	setsBudget = 2 * time.Second
)

// settlement is whether there is a deal for the parties asked about, with all that the sections on it tell.
type settlement struct {
	*settle.Settlement
	cache       *settle.Cache
	gaps        *gap.Gaps // of the parties asked about
	explanation string

	// Unless blocked. Where the deals cannot be counted, deals is nil and the rest left out.
	deals    *big.Int
	witness  *settle.Deal
	silences []settle.Silence
	options  []excluded

	// Where blocked.
	cores       settle.CoreList
	blame       *settle.Blame
	concessions settle.ConcessionList
	ways        []way

	tried     int // ways in which the question was put otherwise
	changing  int // of these, how many change the verdict
	otherwise []variation
}

// excluded is an option that no deal has, or that all have, with what rules it out.
type excluded struct {
	settle.OptionVerdict
	by settle.RuledOut
}

// newSettlement works out whether there is a deal for the parties that a settlement in the view is about.
func newSettlement(ctx context.Context, v *graph.View) (*settlement, error) {
	asked, err := settle.Question{}.In(v)
	if err != nil {
		return nil, err
	}
	s := &settlement{cache: settle.NewCache(), gaps: gap.Find(asked)}
	if s.Settlement, err = settle.Settle(ctx, asked, s.cache); err != nil {
		return nil, err
	}
	steps := []func(context.Context) error{s.count, s.exclude, s.block, s.explain, s.vary}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *settlement) blocked() bool { return s.Verdict == settle.VerdictBlocked }

func (s *settlement) explain(ctx context.Context) (err error) {
	s.explanation, err = s.Explanation(ctx)
	return err
}

// count counts deals, and finds the one that decides and what hangs on silence.
func (s *settlement) count(ctx context.Context) (err error) {
	if s.blocked() {
		return nil
	}
	if s.deals, err = s.Deals(ctx); err != nil {
		return countable(err)
	}
	if s.witness, err = s.Witness(ctx); err != nil {
		return err
	}
	s.silences, err = s.Silences(ctx)
	return err
}

// countable lets pass that there are too many packages to count, of which the report tells.
func countable(err error) error {
	if errors.Is(err, nogood.ErrTooLarge) {
		return nil
	}
	return err
}

// exclude finds the options that no deal has, or all have.
func (s *settlement) exclude(ctx context.Context) error {
	if s.deals == nil {
		return nil
	}
	options, err := s.Options(ctx)
	if err != nil {
		return err
	}
	for _, o := range options {
		if o.Possible && !o.Forced {
			continue
		}
		by, err := s.RuledOutBy(ctx, o)
		if err != nil {
			return err
		}
		s.options = append(s.options, excluded{o, by})
	}
	return nil
}

// block finds what cannot stand together, and what would have to move.
func (s *settlement) block(ctx context.Context) (err error) {
	if !s.blocked() {
		return nil
	}
	if s.cores, err = s.Cores(ctx, setsTold, setsBudget); err != nil {
		return err
	}
	if s.blame, err = s.Blame(ctx, setsBudget); err != nil {
		return err
	}
	if s.concessions, err = s.Concessions(ctx, setsTold, setsBudget); err != nil {
		return err
	}
	for n, c := range s.concessions.Concessions {
		w, err := s.way(ctx, c, n < examplesTold)
		if err != nil {
			return err
		}
		s.ways = append(s.ways, w)
	}
	return nil
}
