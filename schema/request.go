package schema

import (
	"context"
	"time"

	"parley/graph"
	"parley/schema/exec"
)

// limits is what one answer may hold. The examples of the documentation stay far below it.
var limits = exec.Cost{Fields: 1_000_000, Rows: 100_000, Bytes: 32 << 20}

// request is one operation as it runs: one snapshot, one instant.
type request struct {
	api  *API
	ctx  context.Context
	snap *graph.Snapshot
	now  time.Time
}

func (a *API) newRequest(ctx context.Context) *request {
	return &request{api: a, ctx: ctx, snap: a.graph.Snapshot(), now: a.Clock().UTC()}
}

type requestKey struct{}

func withRequest(ctx context.Context, r *request) context.Context {
	return context.WithValue(ctx, requestKey{}, r)
}

func requestOf(ctx context.Context) *request { return ctx.Value(requestKey{}).(*request) }
