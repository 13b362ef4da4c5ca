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
	// Do answers a request and returns when all work for it has ended.
	Do(ctx context.Context, r schema.Request) *schema.Result
	// Stream answers a request of any kind, a subscription once for each event.
	Stream(ctx context.Context, r schema.Request) iter.Seq[*schema.Result]
	// Subscribes reports whether a request asks for a subscription.
	Subscribes(r schema.Request) bool
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
	// NoIntrospection says that the API does not show its schema; then there is no GraphiQL either.
	NoIntrospection bool

	pace pace
}

// Limits on requests.
const (
	maxBody     = 256 << 10        // bytes of a request's body
	maxJSON     = 64               // levels of a request's JSON
	answerTime  = 10 * time.Second // for one answer
	patience    = time.Second      // how long a request waits for its turn
	leastAtOnce = 8                // answers worked on at once, or twice the processors if that is more
)

// server holds what the handlers share.
type server struct {
	Options
	turns   chan struct{} // one place for each answer worked on
	streams chan struct{} // one for each stream of events
	sockets chan struct{} // one for each socket
}

// New returns the handler of all routes.
func New(o Options) http.Handler {
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	o.pace = o.pace.withDefaults()
	s := &server{o, newPlaces(), make(chan struct{}, maxStreams), make(chan struct{}, maxSockets)}
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
func newPlaces() chan struct{} { return make(chan struct{}, max(leastAtOnce, 2*runtime.GOMAXPROCS(0))) }

func (s *server) schema(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, s.API.SDL())
}

// turn waits for a place among the answers worked on; ok is false if there was none for a while, and then the
// caller has been told. The place is given back by done.
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
	http.Error(w, "too many requests at once: try again in a moment", http.StatusServiceUnavailable)
	return nil, false
}
