package server

import (
	"context"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/url"
	"runtime"
	"time"

	"parley/graph"
	"parley/schema"
)

// API answers GraphQL requests; *schema.API does.
type API interface {
	// Do answers a request and returns when all work for it has ended. It sees to it that this takes no longer than it may.
	Do(ctx context.Context, r schema.Request) *schema.Result
	// Stream answers a request of any kind, a subscription once for each event.
	Stream(ctx context.Context, r schema.Request) iter.Seq[*schema.Result]
	// Subscribes reports whether a request asks for a subscription.
	Subscribes(ctx context.Context, r schema.Request) bool
	// SDL is the schema in the definition language.
	SDL() string
}

// Graph is what the server needs of a *graph.DB to tell whether it is ready.
type Graph interface {
	Log() graph.Log
	Broken() <-chan struct{} // closed once writes are refused for good
}

// Options of a server. API and Graph must be set.
type Options struct {
	API   API
	Graph Graph
	// Report writes a report of a negotiation in a format, with the view given as query parameters. Its error
	// is a graph.Error of CodeNotFound or CodeInvalid where the caller is at fault. Nil means no reports.
	Report func(ctx context.Context, w io.Writer, negotiation, report, format string, query url.Values) error
	Hosts  []string     // names by which the server may be asked beside the loopback ones, without port
	Logger *slog.Logger // nil means slog.Default()
	Limits schema.Limits
	// NoIntrospection says that the API does not show its schema; then there is no GraphiQL either.
	NoIntrospection bool

	pace pace
}

// patience is how long a request waits for its turn.
const patience = time.Second

// server holds what the handlers share.
type server struct {
	Options
	turns   chan struct{} // one place for each answer worked on
	lasting chan struct{} // one for each of them that streams and sockets work on
	streams chan struct{} // one for each stream of events
	sockets chan struct{} // one for each socket
	working chan struct{} // one for each operation at work on a socket
}

// New returns the handler of all routes.
func New(o Options) http.Handler {
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	o.pace = o.pace.withDefaults()
	turns := newPlaces(o.Limits)
	s := &server{
		Options: o, turns: turns, lasting: make(chan struct{}, max(1, cap(turns)/2)),
		streams: make(chan struct{}, maxStreams), sockets: make(chan struct{}, maxSockets), working: make(chan struct{}, maxWorking),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/graphql", s.graphql)
	mux.HandleFunc("GET /graphiql", s.graphiql)
	mux.HandleFunc("GET /graphiql/{file}", s.graphiql)
	mux.HandleFunc("GET /schema.graphql", s.schema)
	mux.HandleFunc("GET /healthz", s.healthz)
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.HandleFunc("GET /reports/{negotiation}/{file}", s.report)
	mux.HandleFunc("GET /{$}", s.index)
	return s.logged(s.knownHost(sameSite(mux)))
}

// newPlaces makes the places for answers worked on at once.
func newPlaces(limits schema.Limits) chan struct{} {
	if n, set := limits[schema.LimitTurns.Name]; set {
		return make(chan struct{}, n)
	}
	return make(chan struct{}, max(schema.LimitTurns.Default, 2*runtime.GOMAXPROCS(0)))
}

func (s *server) schema(w http.ResponseWriter, _ *http.Request) {
	if s.NoIntrospection {
		http.Error(w, "this server does not show its schema: ask whoever runs it", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, s.API.SDL())
}

// turn waits for a place among the answers worked on, which done gives back; it is not ok if there was none for a while.
func (s *server) turn(w http.ResponseWriter, r *http.Request) (done func(), ok bool) {
	select {
	case s.turns <- struct{}{}:
		return func() { <-s.turns }, true
	default:
	}
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case s.turns <- struct{}{}:
		return func() { <-s.turns }, true
	case <-wait.C:
	case <-r.Context().Done():
	}
	w.Header().Set("Retry-After", "2")
	return nil, false
}
