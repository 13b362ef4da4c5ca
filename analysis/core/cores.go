package core

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
)

// Core is a minimal set of red lines that, with the rules, leaves no package, with issues on which they clash.
type Core struct {
	Lines  []int // places in Numbers.RedLines
	Issues []int // places in View.Issues
}

// Limits say which cores are looked for.
type Limits struct {
	First int                    // how many to list at most
	Want  func(lines []int) bool // tells which count; nil means all
}

// List holds cores: those on fewest issues first, then those of fewest lines, then by places of issues and lines.
type List struct {
	Cores []Core
	More  []int // the issues, by their places, on which there may be others
}

// Cores lists the cores that have a red line: each as often as there are sets of issues on which it clashes. Where the
// rules alone leave nothing there is none. It fails with the error of ctx.
func (n *Numbers) Cores(ctx context.Context, l Limits) (List, error) {
	s, err := n.search(ctx, l)
	if s == nil || err != nil {
		return List{}, err
	}
	wide, err := s.wholes(ctx)
	if err != nil {
		return List{}, err
	}
	if err = s.bySize(ctx, wide); errors.Is(err, errEnough) {
		s.mayHaveMore(slices.DeleteFunc(wide, func(part []int) bool { return len(part) == 1 })...)
		err = nil
	}
	return s.list(), err
}

// CoresOn lists those of the cores that clash on the issues at the places given.
func (n *Numbers) CoresOn(ctx context.Context, issues []int, l Limits) (List, error) {
	s, err := n.search(ctx, l)
	if s == nil || err != nil {
		return List{}, err
	}
	if err = s.on(ctx, issues); errors.Is(err, errEnough) {
		s.mayHaveMore(issues)
		err = nil
	}
	return s.list(), err
}

// bySize looks for cores on all sets of issues of the parts that clauses tie together, the smallest sets first. It fails
// with errEnough where it leaves out some.
func (s *search) bySize(ctx context.Context, parts [][]int) error {
	var sets [][]int
	for _, i := range slices.Concat(parts...) {
		sets = append(sets, []int{i})
	}
	for {
		for _, issues := range sets {
			if err := s.on(ctx, issues); err != nil {
				return err
			}
		}
		var err error
		if sets, err = s.wider(patience{ctx, &s.looks}, sets); err != nil || len(sets) == 0 {
			return err
		}
		if len(s.found) >= s.First {
			return errEnough
		}
	}
}

// take keeps a core if it is one, clashes on no fewer issues, and counts.
func (s *search) take(ctx context.Context, c Core) error {
	if s.Want != nil && !s.Want(c.Lines) {
		return nil
	}
	clauses := s.ofLines(c.Lines)
	for n := range c.Issues {
		fewer := slices.Delete(slices.Clone(c.Issues), n, n+1)
		if left, err := s.leaves(ctx, within(clauses, fewer)); err != nil || !left {
			return err
		}
	}
	for n := range c.Lines {
		fewer := slices.Delete(slices.Clone(c.Lines), n, n+1)
		if left, err := s.leaves(ctx, s.ofLines(fewer)); err != nil || !left {
			return err
		}
	}
	s.found = append(s.found, c)
	return nil
}

func (s *search) mayHaveMore(sets ...[]int) {
	for _, i := range slices.Concat(sets...) {
		s.more[i] = true
	}
}

// list orders what was found and cuts it to what is asked for.
func (s *search) list() List {
	slices.SortFunc(s.found, func(a, b Core) int {
		return cmp.Or(
			cmp.Compare(len(a.Issues), len(b.Issues)), cmp.Compare(len(a.Lines), len(b.Lines)),
			slices.Compare(a.Issues, b.Issues), slices.Compare(a.Lines, b.Lines),
		)
	})
	first := min(s.First, len(s.found))
	for _, c := range s.found[first:] {
		s.mayHaveMore(c.Issues)
	}
	return List{s.found[:first], slices.Sorted(maps.Keys(s.more))}
}
