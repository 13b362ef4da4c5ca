package schema

import (
	"context"
	"reflect"
	"sync"
	"time"

	"parley/graph"
)

// Limits on what one answer may hold. The examples of the documentation stay far below them.
const (
	maxRows   = 100_000   // rows of lists, counted as they are produced
	maxFields = 1_000_000 // fields resolved
	maxBytes  = 32 << 20  // bytes of text, names of fields included
)

// request is one operation as it runs: one snapshot, one instant, one budget.
type request struct {
	api  *API
	ctx  context.Context
	snap *graph.Snapshot
	now  time.Time

	mu     sync.Mutex
	rows   int
	fields int
	bytes  int
	over   error // set once the budget or the time is spent
}

func (a *API) newRequest(ctx context.Context) *request {
	return &request{api: a, ctx: ctx, snap: a.graph.Snapshot(), now: a.Clock().UTC()}
}

type requestKey struct{}

func withRequest(ctx context.Context, r *request) context.Context {
	return context.WithValue(ctx, requestKey{}, r)
}

func requestOf(ctx context.Context) *request { return ctx.Value(requestKey{}).(*request) }

// exceeded returns why the request was given up, or nil.
func (r *request) exceeded() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.over
}

// proceed fails once the request's time or budget is spent, from then on for good.
func (r *request) proceed() error {
	err := r.ctx.Err()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over == nil && err != nil {
		r.over = err
	}
	return r.over
}

// spend counts what a resolver produced under a name against the budget.
func (r *request) spend(name string, v any) error {
	rows, bytes := size(v)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rows += rows
	r.fields++
	r.bytes += len(name) + len(`"":,`) + bytes
	if r.over == nil && r.rows > maxRows {
		r.over = faultf(CodeTooComplex, "the answer would hold more than %d rows: ask for fewer, by first, filter or fewer nested lists", maxRows)
	}
	if r.over == nil && r.fields > maxFields {
		r.over = faultf(CodeTooComplex, "the answer would hold more than %d fields: ask for fewer", maxFields)
	}
	if r.over == nil && r.bytes > maxBytes {
		r.over = faultf(CodeTooComplex, "the answer would hold more than %d MiB of text: ask for less at a time", maxBytes>>20)
	}
	return r.over
}

func size(v any) (rows, bytes int) {
	switch v := v.(type) {
	case nil, bool, int, float64:
		return 0, 0
	case string:
		return 0, len(v)
	}
	if rv := reflect.ValueOf(v); rv.Kind() == reflect.Slice {
		return rv.Len(), 0
	}
	return 0, 0
}
