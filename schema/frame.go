package schema

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// frame is a view with what was computed from it so far. It may be used by several requests at once.
type frame struct {
	*graph.View
	turn      chan struct{} // holds one token: who has it computes
	conflicts []*conflict.Conflict
	found     bool
	partial   bool // conflicts lacks some clashes of red lines
	judged    map[string]*settle.Judgement
	amended   map[string]*settle.Amendments
	settled   *settle.Settlement
	explained string       // the settlement's explanation
	witness   *settle.Deal // the settlement's, nil while nobody asked
}

func newFrame(v *graph.View) *frame {
	f := &frame{View: v, turn: make(chan struct{}, 1), judged: map[string]*settle.Judgement{}, amended: map[string]*settle.Amendments{}}
	f.turn <- struct{}{}
	return f
}

// alone runs compute while nobody else computes for the frame. A failure is not kept: the next one asking
// tries again.
func (f *frame) alone(ctx context.Context, compute func() error) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-f.turn:
	}
	defer func() { f.turn <- struct{}{} }()
	return compute()
}

// Conflicts returns the conflicts of the view, in their usual order. Complete is false where red lines clash in
// more ways than are listed.
func (f *frame) Conflicts(ctx context.Context) (list []*conflict.Conflict, complete bool, err error) {
	err = f.alone(ctx, func() error {
		if !f.found {
			found, err := conflict.Find(ctx, f.View)
			var cut *conflict.Incomplete
			if err != nil && !errors.As(err, &cut) {
				return err
			}
			f.conflicts, f.partial, f.found = found, cut != nil, true
		}
		list, complete = f.conflicts, !f.partial
		return nil
	})
	return list, complete, err
}

// Judgement sets a proposal against the red lines of the view.
func (f *frame) Judgement(ctx context.Context, p *graph.Proposal) (j *settle.Judgement, err error) {
	err = f.alone(ctx, func() (err error) {
		if j = f.judged[p.Key]; j == nil {
			if j, err = settle.Judge(ctx, f.View, p); err != nil {
				return err
			}
			f.judged[p.Key] = j
		}
		return nil
	})
	return j, err
}

// framesKept bounds the views kept; one asked for again within so many others is there at once.
const framesKept = 64

// frameCache keeps the views last asked for, by what they were made of.
type frameCache struct{ *recent[string, *slot] }

// slot is a place in the cache, filled once.
type slot struct {
	once  sync.Once
	frame *frame
	err   error
}

func newFrameCache() *frameCache { return &frameCache{newRecent[string, *slot](framesKept)} }

// of returns the view of a snapshot under the options.
func (c *frameCache) of(s *graph.Snapshot, o graph.ViewOptions) (*frame, error) {
	return c.keep(func() (*graph.View, error) { return s.View(o) }, s.Head().Seq, s.Head().Hash, o)
}

// asked returns the view that a question asked in a view is about.
func (c *frameCache) asked(f *frame, q settle.Question) (*frame, error) {
	head := f.Snapshot.Head()
	return c.keep(func() (*graph.View, error) { return q.In(f.View) }, head.Seq, head.Hash, f.ViewOptions, q)
}

// keep makes a view, unless it is there: the parts say what it is made of.
func (c *frameCache) keep(view func() (*graph.View, error), parts ...any) (*frame, error) {
	key, err := json.Marshal(parts)
	if err != nil {
		return nil, err
	}
	place, met := c.get(string(key))
	if !met {
		place = c.put(string(key), &slot{}, 1)
	}
	place.once.Do(func() {
		place.err = fmt.Errorf("the view could not be made") // stands if it panics
		v, err := view()
		if place.err = err; err == nil {
			place.frame = newFrame(v)
		}
	})
	if place.err != nil {
		c.drop(string(key), func(kept *slot) bool { return kept == place })
	}
	return place.frame, place.err
}
