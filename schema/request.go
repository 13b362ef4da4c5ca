package schema

import (
	"context"
	"time"

	"parley/graph"
)

// request is one operation as it runs: one snapshot, one instant. Of a mutation, each field that changes the graph
// moves the snapshot on.
type request struct {
	api     *API
	ctx     context.Context
	snap    *graph.Snapshot
	now     time.Time
	began   time.Time // by the wall clock
	asked   Request
	landed  []uint64 // the changes it made
	unsure  bool     // it was given up while a change was being stored
	passing bool     // the answer may be another one a moment later, though nothing changes
}

func (a *API) newRequest(ctx context.Context, r Request) *request {
	return &request{api: a, ctx: ctx, snap: a.graph.Snapshot(), now: a.Clock().UTC(), began: time.Now(), asked: r}
}

// whole notes whether a list that takes as long as it is allowed to is complete: with more time it may have more.
func (r *request) whole(complete bool) { r.passing = r.passing || !complete }

type requestKey struct{}

func withRequest(r *request) context.Context { return context.WithValue(r.ctx, requestKey{}, r) }

func requestOf(ctx context.Context) *request { return ctx.Value(requestKey{}).(*request) }
