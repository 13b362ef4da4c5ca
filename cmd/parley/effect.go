package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// standing is what a graph says of one of its negotiations today.
type standing struct {
	conflicts  []*conflict.Conflict // where more clash than are counted, those that are
	settlement *settle.Settlement
	cores      settle.CoreList
}

// showEffect prints what two snapshots answer differently, as of today: conflicts, the verdict and the cores.
func (a *app) showEffect(ctx context.Context, before, after *graph.Snapshot) error {
	was, err := standings(ctx, before)
	if err != nil {
		return err
	}
	is, err := standings(ctx, after)
	if err != nil {
		return err
	}
	both := maps.Clone(was)
	maps.Copy(both, is)
	for _, key := range slices.Sorted(maps.Keys(both)) {
		a.showConflicts(key, was[key], is[key])
		a.showSettlement(key, was[key], is[key])
	}
	return nil
}

func (a *app) showConflicts(negotiation string, was, is standing) {
	id := func(c *conflict.Conflict) string { return c.ID().String() }
	fmt.Fprintf(a.stdout, "conflicts in %s as of %s: %d before, %d after\n", negotiation, graph.DayOf(now()), len(was.conflicts), len(is.conflicts))
	for _, c := range missingFrom(is.conflicts, was.conflicts, id) {
		fmt.Fprintf(a.stdout, "  opens:  %s\n", oneLine(c.Explanation))
	}
	for _, c := range missingFrom(was.conflicts, is.conflicts, id) {
		fmt.Fprintf(a.stdout, "  closes: %s\n", oneLine(c.Explanation))
	}
}

func (a *app) showSettlement(negotiation string, was, is standing) {
	fmt.Fprintf(a.stdout, "verdict on %s between the principals as of %s, narrow reading: %s before, %s after\n", negotiation, graph.DayOf(now()), was.verdict(), is.verdict())
	for _, c := range missingFrom(is.cores.Cores, was.cores.Cores, coreName) {
		fmt.Fprintf(a.stdout, "  core gained: %s: %s\n", coreName(c), oneLine(is.settlement.CoreWords(c)))
	}
	for _, c := range missingFrom(was.cores.Cores, is.cores.Cores, coreName) {
		fmt.Fprintf(a.stdout, "  core lost:   %s\n", coreName(c))
	}
	if was.more() || is.more() {
		fmt.Fprintln(a.stdout, "  there are more cores than were compared")
	}
}

// verdict is the verdict, or that there is no such negotiation.
func (s standing) verdict() string {
	if s.settlement == nil {
		return "not there"
	}
	return string(s.settlement.Verdict)
}

// more reports whether there are cores that were not found.
func (s standing) more() bool { return s.settlement != nil && !s.cores.Complete }

// coreName is the same for the same red lines.
func coreName(c settle.Core) string {
	var keys []string
	for _, r := range c.RedLines {
		keys = append(keys, r.Key)
	}
	return strings.Join(keys, ", ")
}

// standings asks every negotiation for its conflicts and its settlement between the principals.
func standings(ctx context.Context, s *graph.Snapshot) (map[string]standing, error) {
	all := map[string]standing{}
	for n := range graph.All[*graph.Negotiation](s) {
		v, err := s.View(graph.ViewOptions{Negotiation: n.Key, AsOf: graph.DayOf(now())})
		if err != nil {
			return nil, err
		}
		var one standing
		var cut *conflict.Incomplete
		if one.conflicts, err = conflict.Find(ctx, v); err != nil && !errors.As(err, &cut) {
			return nil, err
		}
		if one.settlement, one.cores, err = settledToday(ctx, v); err != nil {
			return nil, err
		}
		all[n.Key] = one
	}
	return all, nil
}

func settledToday(ctx context.Context, v *graph.View) (*settle.Settlement, settle.CoreList, error) {
	const first, budget = 1000, 5 * time.Second
	asked, err := settle.Question{}.In(v)
	if err != nil {
		return nil, settle.CoreList{}, err
	}
	s, err := settle.Settle(ctx, asked, nil)
	if err != nil {
		return nil, settle.CoreList{}, err
	}
	cores, err := s.Cores(ctx, first, budget)
	return s, cores, err
}

// missingFrom returns what of list is not in other, by name.
func missingFrom[T any](list, other []T, name func(T) string) []T {
	has := map[string]bool{}
	for _, x := range other {
		has[name(x)] = true
	}
	var out []T
	for _, x := range list {
		if !has[name(x)] {
			out = append(out, x)
		}
	}
	return out
}
