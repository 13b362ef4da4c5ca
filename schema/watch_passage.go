package schema

import (
	"context"
	"slices"

	"parley/analysis/change"
	"parley/analysis/conflict"
	"parley/graph"
)

// passage is a change as it passed a negotiation: the default view of a day right before it and right after it, and how
// their conflicts differ. It may be used by several subscribers at once.
type passage struct {
	crossing
	before, after *frame // nil where there was no such negotiation
	was, is       []*conflict.Conflict
	all           change.ConflictMoves
	complete      bool // all conflicts were found
}

// crossing says which passage it is.
type crossing struct {
	seq         uint64
	negotiation string
	asOf        graph.Day
}

// passage returns the passage of a landed change, found once for all who watch.
func (a *API) passage(ctx context.Context, seq uint64, negotiation string, asOf graph.Day) (*passage, error) {
	at := crossing{seq, negotiation, asOf}
	if p, ok := a.passages.get(at); ok {
		return p, nil
	}
	p := &passage{crossing: at}
	var err error
	var all [2]bool
	if p.before, p.was, all[0], err = a.conflictsAt(ctx, at, seq-1); err != nil {
		return nil, err
	}
	if p.after, p.is, all[1], err = a.conflictsAt(ctx, at, seq); err != nil {
		return nil, err
	}
	p.all, p.complete = change.CompareConflicts(p.was, p.is), all[0] && all[1]
	return a.passages.put(at, p, 1), nil
}

// conflictsAt returns the conflicts right after a change, with the view they are of; nil where there was no such
// negotiation.
func (a *API) conflictsAt(ctx context.Context, at crossing, seq uint64) (f *frame, list []*conflict.Conflict, complete bool, err error) {
	now := a.graph.Snapshot()
	if !stood(now, graph.Ref{Kind: graph.KindNegotiation, Key: at.negotiation}, seq) {
		return nil, nil, true, nil
	}
	info, _ := now.Change(seq)
	o := graph.ViewOptions{Negotiation: at.negotiation, AsOf: at.asOf}
	f, err = a.frames.keep(func() (*graph.View, error) { return now.At(seq).View(o) }, seq, info.Hash, o)
	if err != nil {
		return nil, nil, false, err
	}
	list, complete, err = f.Conflicts(ctx)
	return f, list, complete, err
}

// stood reports whether a record stood right after a change.
func stood(s *graph.Snapshot, r graph.Ref, seq uint64) bool {
	for _, v := range slices.Backward(s.History(r)) {
		if v.Change.Seq <= seq {
			return v.Record != nil
		}
	}
	return false
}

// passagesKept is how many passages are kept: subscribers that keep up are all at the last. The log never changes, so
// passages stay true.
const passagesKept = 16
