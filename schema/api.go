package schema

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"parley/analysis/settle"
	"parley/graph"
	"parley/schema/document"
	"parley/schema/exec"
)

// Graph is what the API needs of a *graph.DB.
type Graph interface {
	Snapshot() *graph.Snapshot
	// Watch returns the graph as it is now, and a channel that is closed once there is a newer one.
	Watch() (*graph.Snapshot, <-chan struct{})
	Log() graph.Log
	Commit(context.Context, graph.Draft) (graph.ChangeInfo, error)
}

// Options of an API. The zero value works.
type Options struct {
	Clock   func() time.Time // nil means time.Now
	Version string           // of the program, for status; empty means "dev"
	Actor   string           // who makes the changes asked for, where a request does not say; empty means "unknown"
	Logger  *slog.Logger     // where internal errors go; nil means slog.Default()
	Answers int              // bytes of answers kept until the graph changes; 0 means 64 MiB, less means none
	Limits  Limits           // those that are not to have their default
	// Trusted are the only documents answered, by id; each is checked before there is an API. Nil means any.
	Trusted         map[string]string
	NoIntrospection bool // do not show the schema, nor suggest names of it; messages still say what belongs in its place
	ReadOnly        bool // refuse mutations
}

func (o Options) withDefaults() Options {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	o.Version = cmp.Or(o.Version, "dev")
	o.Actor = cmp.Or(o.Actor, "unknown")
	o.Answers = cmp.Or(o.Answers, defaultAnswers)
	return o
}

// API answers GraphQL requests. Its methods may be called from several goroutines at once.
type API struct {
	graph Graph
	Options
	schema  graphql.Schema
	ready   *exec.Schema
	plans   *recent[planKey, *plan]
	hashes  *recent[string, string] // documents by id
	trusted trusted
	known   *answerCache
	sdl     string
	frames  *frameCache
	settle  *settle.Cache
	ids     *idIndex
	words   *wordIndex

	passages *recent[crossing, *passage]
}

// New builds the API over g.
func New(g Graph, o Options) (*API, error) {
	s, resolvers, err := build(definitions())
	if err != nil {
		return nil, err
	}
	ready, err := exec.New(s, resolvers)
	if err == nil {
		err = ready.OneOf(oneOf...)
	}
	if err != nil {
		return nil, err
	}
	if err := o.Limits.check(); err != nil {
		return nil, err
	}
	o = o.withDefaults()
	ready.Places, ready.Errors = o.Limits.Of(limitPlaces), o.Limits.Of(limitErrors)
	if !o.NoIntrospection {
		ready.Suggest = document.Near
	}
	a := &API{
		graph: g, Options: o, schema: s, ready: ready, plans: newRecent[planKey, *plan](maxPlans), hashes: newRecent[string, string](maxHashed), known: newAnswerCache(o.Answers), sdl: printSDL(s),
		passages: newRecent[crossing, *passage](passagesKept), frames: newFrameCache(), settle: settle.NewCache(), ids: new(idIndex), words: new(wordIndex),
	}
	a.trusted, err = a.trust(o.Trusted)
	return a, err
}

// SDL returns the schema in the GraphQL schema definition language, sorted, with all descriptions.
func (a *API) SDL() string { return a.sdl }

// Request is one GraphQL request.
type Request struct {
	Query         string
	DocumentID    string         // names the document, in place of Query or beside it: sha256: and the hash of its text, or a trusted one's id
	OperationName string         // which operation, where the document holds several
	Variables     map[string]any // as encoding/json decodes them
	// ReadOnly refuses everything but queries, with CodeMethodNotAllowed: what arrives by GET must change
	// nothing.
	ReadOnly bool
	Actor    string // who makes the changes it asks for; empty means the API's
	// Since, if set, is the last change a subscriber has seen: it counts in place of the argument sinceSequence.
	Since *uint64
	Cost  bool // whether the answer says what it took
	// Turn waits until there is room to work on an answer, and returns what gives the room back. Nil means that there
	// always is. Stream asks for each answer.
	Turn func(context.Context) (done func(), err error)
}

// Do answers a request that has one answer: a query or a mutation. It returns when all work for it has ended: at the
// latest soon after ctx is done or the time an answer may take is over.
func (a *API) Do(ctx context.Context, r Request) *Result {
	return a.guarded(ctx, func() *Result {
		plan, errs := a.plan(r)
		switch {
		case len(errs) > 0:
			return &Result{Errors: errs}
		case plan.Operation().Operation == ast.OperationTypeSubscription:
			return refusal(CodeBadRequest, "a subscription has more than one answer: send it over a WebSocket (graphql-transport-ws), or with Accept: text/event-stream")
		}
		return a.answer(ctx, plan, r)
	})
}

// Stream answers a request of any kind: a subscription once for each event, for as long as ctx lasts, anything else
// once. Work is done only while the caller waits for the next answer, so one that dawdles loses nothing and costs
// nothing. An answer that is Refused is the last. The answers can be ranged over once: a subscription does not keep its
// request.
func (a *API) Stream(ctx context.Context, r Request) iter.Seq[*Result] {
	return func(yield func(*Result) bool) {
		plan, bad := a.planInTurn(ctx, r)
		if bad != nil {
			yield(bad)
			return
		}
		if plan.Operation().Operation != ast.OperationTypeSubscription {
			yield(a.inTurn(ctx, r, func(ctx context.Context) *Result { return a.answer(ctx, plan, r) }))
			return
		}
		asked := r
		r = Request{}
		a.subscribe(ctx, plan, asked, yield)
	}
}

// planInTurn is plan for one answer of a stream; bad is why there is none.
func (a *API) planInTurn(ctx context.Context, r Request) (p *plan, bad *Result) {
	bad = a.inTurn(ctx, r, func(context.Context) *Result {
		found, errs := a.plan(r)
		p = found
		return &Result{Errors: errs}
	})
	if len(bad.Errors) == 0 {
		bad = nil
	}
	return p, bad
}

// guarded turns a panic into an error that is logged.
func (a *API) guarded(ctx context.Context, work func() *Result) (res *Result) {
	defer func() {
		if x := recover(); x != nil {
			res = &Result{Errors: []Error{a.problem(ctx, &exec.Panic{Value: x, Stack: debug.Stack()})}}
		}
	}()
	return work()
}

// inTurn works on one answer of a stream.
func (a *API) inTurn(ctx context.Context, r Request, work func(context.Context) *Result) *Result {
	if r.Turn != nil {
		done, err := r.Turn(ctx)
		if err != nil {
			return &Result{Errors: []Error{a.problem(ctx, err)}}
		}
		defer done()
	}
	return a.guarded(ctx, func() *Result { return work(ctx) })
}

func refusal(code, format string, args ...any) *Result {
	return &Result{Errors: []Error{{Message: fmt.Sprintf(format, args...), Extensions: map[string]any{"code": code}}}}
}
