package core

import (
	"context"
	"errors"
	"slices"

	"parley/analysis/nogood"
)

// A part of at most so many lines is explained as a whole, with so many looks.
const (
	wholeLines = 64
	wholeLooks = 10_000
)

// wholes lists the cores of parts that can be explained as a whole, and returns the other parts that the lines leave
// nothing of.
func (s *search) wholes(ctx context.Context) (wide [][]int, err error) {
	for _, part := range s.parts() {
		clauses := within(s.clauses, part)
		left, err := s.leaves(ctx, clauses)
		if err != nil {
			return nil, err
		}
		if left {
			continue
		}
		if done, err := s.whole(ctx, part, clauses); err != nil {
			return nil, err
		} else if !done {
			wide = append(wide, part)
		}
	}
	return wide, nil
}

// whole lists the cores of a part if they are few and found soon.
func (s *search) whole(ctx context.Context, part []int, clauses []clause) (done bool, err error) {
	p, lines := s.problem(part, clauses)
	if len(part) == 1 || len(lines) > wholeLines {
		return false, nil
	}
	left := wholeLooks
	l, err := explain(patience{ctx, &left}, p, s.First)
	if err != nil || !l.Complete {
		if errors.Is(err, errEnough) {
			err = nil
		}
		return false, err
	}
	for _, places := range l.Sets {
		if err := s.clashes(ctx, part, at(lines, places)); err != nil {
			return false, err
		}
	}
	return true, nil
}

func explain(ctx context.Context, p *nogood.Problem, first int) (nogood.List, error) {
	e, err := nogood.Explain(ctx, p)
	if err != nil {
		return nogood.List{}, err
	}
	return e.Cores(ctx, nogood.Limits{First: first})
}

// clashes looks for the sets of issues of a part on which lines that leave nothing of it clash.
func (s *search) clashes(ctx context.Context, part, lines []int) error {
	if s.Want != nil && !s.Want(lines) {
		return nil
	}
	own := &search{Numbers: s.Numbers, Limits: s.Limits, clauses: s.ofLines(lines), looks: looks, more: s.more}
	own.Want = func(some []int) bool { return len(some) == len(lines) }
	own.prune()
	parts := slices.DeleteFunc(own.parts(), func(p []int) bool { return !slices.Contains(part, p[0]) })
	err := own.bySize(ctx, parts)
	if errors.Is(err, errEnough) {
		s.mayHaveMore(parts...)
		err = nil
	}
	s.found = append(s.found, own.found...)
	return err
}

// at lists what is at the places.
func at[T any](list []T, places []int) []T {
	var some []T
	for _, n := range places {
		some = append(some, list[n])
	}
	return some
}
