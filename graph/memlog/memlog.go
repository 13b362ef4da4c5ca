// Package memlog keeps a change log, and the state that follows from it, in memory: for tests, and for
// checking curated files without a disk. What it holds is gone with the process.
package memlog

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"sync"

	"parley/graph"
)

// Log is a graph.Store in memory. Callers must not change entries once appended.
type Log struct {
	mu      sync.RWMutex
	entries []*graph.Entry // only ever appended to, so a reader may keep a prefix
	state   map[graph.Ref]graph.Stored
	closed  bool
}

var _ graph.Store = (*Log)(nil)

// New returns an empty log.
func New() *Log { return &Log{state: map[graph.Ref]graph.Stored{}} }

// Head implements graph.Log.
func (l *Log) Head(ctx context.Context) (graph.Head, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if err := l.usable(ctx); err != nil {
		return graph.Head{}, err
	}
	return l.head(), nil
}

// Append implements graph.Log.
func (l *Log) Append(ctx context.Context, entries ...*graph.Entry) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.usable(ctx); err != nil {
		return err
	}
	if err := graph.Follow(l.head(), entries); err != nil {
		return err
	}
	for _, e := range entries {
		l.entries = append(l.entries, e)
		for _, op := range e.Ops {
			l.state[op.Ref] = graph.Stored{Ref: op.Ref, Seq: e.Seq, Record: op.Record}
		}
	}
	return nil
}

// Entries implements graph.Log.
func (l *Log) Entries(ctx context.Context, after uint64) iter.Seq2[*graph.Entry, error] {
	return func(yield func(*graph.Entry, error) bool) {
		l.mu.RLock()
		err, entries := l.usable(ctx), l.entries
		l.mu.RUnlock()
		for ; err == nil && after < uint64(len(entries)); err = ctx.Err() {
			if !yield(entries[after], nil) {
				return
			}
			after++
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// State implements graph.Store.
func (l *Log) State(ctx context.Context) iter.Seq2[graph.Stored, error] {
	return func(yield func(graph.Stored, error) bool) {
		list, err := l.sorted(ctx)
		for i := 0; err == nil && i < len(list); i++ {
			if !yield(list[i], nil) {
				return
			}
			err = ctx.Err()
		}
		if err != nil {
			yield(graph.Stored{}, err)
		}
	}
}

// Inspect implements graph.Store. There are no files that could be wrong.
func (l *Log) Inspect(ctx context.Context) ([]string, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return nil, l.usable(ctx)
}

// Close implements graph.Log.
func (l *Log) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries, l.state, l.closed = nil, nil, true
	return nil
}

func (l *Log) sorted(ctx context.Context) ([]graph.Stored, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var list []graph.Stored
	for _, s := range l.state {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b graph.Stored) int {
		return cmp.Or(cmp.Compare(a.Ref.Kind, b.Ref.Kind), cmp.Compare(a.Ref.Key, b.Ref.Key))
	})
	return list, l.usable(ctx)
}

func (l *Log) head() graph.Head {
	if len(l.entries) == 0 {
		return graph.Head{}
	}
	return l.entries[len(l.entries)-1].Head()
}

func (l *Log) usable(ctx context.Context) error {
	if l.closed {
		return graph.Errorf(graph.CodeClosed, "the log is closed")
	}
	return ctx.Err()
}
