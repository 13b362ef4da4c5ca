package main

import (
	"context"
	"fmt"

	"parley/analysis/change"
	"parley/analysis/settle"
	"parley/graph"
)

// showEffect prints what two snapshots answer differently, as of today: conflicts, the verdict and the cores.
func (a *app) showEffect(ctx context.Context, before, after *graph.Snapshot) error {
	today := graph.DayOf(now())
	effects, err := change.Effects(ctx, before, after, today)
	if err != nil {
		return err
	}
	for _, e := range effects {
		a.showConflicts(e, today)
		a.showSettlement(e, today)
	}
	return nil
}

func (a *app) showConflicts(e *change.Effect, today graph.Day) {
	fmt.Fprintf(a.stdout, "conflicts in %s as of %s: %d before, %d after\n", e.Negotiation().Key, today, e.Total[0], e.Total[1])
	for _, c := range e.Opened {
		fmt.Fprintf(a.stdout, "  opens:   %s\n", oneLine(c.Explanation))
	}
	for _, c := range e.Closed {
		fmt.Fprintf(a.stdout, "  closes:  %s\n", oneLine(c.Explanation))
	}
	for _, m := range e.Changed {
		fmt.Fprintf(a.stdout, "  changes: %s\n", oneLine(m.After.Explanation))
	}
}

func (a *app) showSettlement(e *change.Effect, today graph.Day) {
	fmt.Fprintf(a.stdout, "verdict on %s between the principals as of %s, narrow reading: %s before, %s after\n",
		e.Negotiation().Key, today, verdictOrNone(e.VerdictBefore()), verdictOrNone(e.VerdictAfter()))
	for _, c := range e.CoresGained {
		fmt.Fprintf(a.stdout, "  core gained: %s: %s\n", change.CoreName(c), oneLine(e.After.CoreWords(c)))
	}
	for _, c := range e.CoresLost {
		fmt.Fprintf(a.stdout, "  core lost:   %s\n", change.CoreName(c))
	}
	if !e.Complete {
		fmt.Fprintln(a.stdout, "  red lines clash in more ways than were compared")
	}
}

// verdictOrNone is the verdict, or that there is no such negotiation.
func verdictOrNone(v settle.Verdict) string {
	if v == "" {
		return "not there"
	}
	return string(v)
}
