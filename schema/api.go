package schema

import (
	"cmp"
	"context"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/graphql-go/graphql"

	"parley/analysis/settle"
	"parley/graph"
	"parley/schema/exec"
)

// Graph is what the API needs of a *graph.DB.
type Graph interface {
	Snapshot() *graph.Snapshot
	Log() graph.Log
}

// Options of an API. The zero value works.
type Options struct {
	Clock   func() time.Time // nil means time.Now
	Version string           // of the program, for status; empty means "dev"
	Logger  *slog.Logger     // where internal errors go; nil means slog.Default()
}

func (o Options) withDefaults() Options {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	o.Version = cmp.Or(o.Version, "dev")
	return o
}

// API answers GraphQL requests. Its methods may be called from several goroutines at once.
type API struct {
	graph Graph
	Options
	schema graphql.Schema
	ready  *exec.Schema
	plans  *planCache
	sdl    string
	frames *frameCache
	settle *settle.Cache
	ids    *idIndex
	words  *wordIndex
}

// New builds the API over g.
func New(g Graph, o Options) (*API, error) {
	s, resolvers, err := build(definitions())
	if err != nil {
		return nil, err
	}
	ready, err := exec.New(s, resolvers)
	if err != nil {
		return nil, err
	}
	return &API{
		graph: g, Options: o.withDefaults(), schema: s, ready: ready, plans: newPlanCache(), sdl: printSDL(s),
		frames: newFrameCache(), settle: settle.NewCache(), ids: new(idIndex), words: new(wordIndex),
	}, nil
}

// SDL returns the schema in the GraphQL schema definition language, sorted, with all descriptions.
func (a *API) SDL() string { return a.sdl }

// Request is one GraphQL request.
type Request struct {
	Query         string
	OperationName string         // which operation, where the document holds several
	Variables     map[string]any // as encoding/json decodes them
	// ReadOnly refuses everything but queries, with CodeMethodNotAllowed: what arrives by GET must change
	// nothing.
	ReadOnly bool
}

// Do answers a request. It returns when all work for it has ended, soon after ctx is done at the latest.
func (a *API) Do(ctx context.Context, r Request) (res *Result) {
	defer func() {
		if x := recover(); x != nil {
			res = &Result{Errors: []Error{a.problem(ctx, &exec.Panic{Value: x, Stack: debug.Stack()})}}
		}
	}()
	plan, errs := a.plan(r)
	if len(errs) > 0 {
		return &Result{Errors: errs}
	}
	return a.execute(ctx, plan, r.Variables)
}
