package server

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"parley/schema"
)

// Limits on what lasts: streams of events and sockets. Together they leave half of all connections to the rest.
const (
	maxStreams = 128
	maxSockets = 128
	maxWorking = 1024 // operations at work on all sockets together
)

// pace is how long a client of a stream or socket may take for what is asked of it, and how often signs of life go out.
type pace struct {
	begin time.Duration // for connection_init
	write time.Duration // to take in a message
	beat  time.Duration // between the comments of a stream
	ping  time.Duration // between the pings of a socket
	pong  time.Duration // to answer one
}

func (p pace) withDefaults() pace {
	return pace{
		begin: cmp.Or(p.begin, 5*time.Second), write: cmp.Or(p.write, 10*time.Second), beat: cmp.Or(p.beat, 15*time.Second),
		ping: cmp.Or(p.ping, 25*time.Second), pong: cmp.Or(p.pong, 20*time.Second),
	}
}

// lasting is what Serve knows of streams and sockets, so that it can end them: http.Server lets streams go on, and
// knows nothing of sockets.
type lasting struct {
	ending context.Context // done once they are to end
	open   sync.WaitGroup
}

type lastingKey struct{}

// errEnding is why what lasts is ended before its time.
var errEnding = errors.New("the server ends")

// begin returns the context of an answer that lasts, done also when the server is to end: then errEnding is its cause.
// Whoever asks calls done when the answer has ended.
func begin(r *http.Request) (ctx context.Context, done func()) {
	ctx, cancel := context.WithCancelCause(r.Context())
	l, ok := ctx.Value(lastingKey{}).(*lasting)
	if !ok {
		return ctx, func() { cancel(nil) }
	}
	l.open.Add(1)
	forget := context.AfterFunc(l.ending, func() { cancel(errEnding) })
	return ctx, func() {
		forget()
		cancel(nil)
		l.open.Done()
	}
}

// wait waits until all that lasts has ended, or ctx is done.
func (l *lasting) wait(ctx context.Context) {
	over := make(chan struct{})
	go func() {
		l.open.Wait()
		close(over)
	}()
	select {
	case <-over:
	case <-ctx.Done():
	}
}

// enter takes one of the places for what lasts, if one is free, and else refuses the request. Whoever is in gives the
// place back by leave.
func enter(w http.ResponseWriter, places chan struct{}) (leave func(), ok bool) {
	select {
	case places <- struct{}{}:
		return func() { <-places }, true
	default:
		w.Header().Set("Retry-After", "10")
		http.Error(w, "too many subscribers at once: try again in a while", http.StatusServiceUnavailable)
		return nil, false
	}
}

// place waits for a place among the answers worked on, for as long as ctx lasts: see schema.Request.Turn. What lasts has
// half of these places at most, so that who asks but once does not wait behind all subscribers.
func (s *server) place(ctx context.Context) (done func(), err error) {
	for _, places := range []chan struct{}{s.lasting, s.turns} {
		select {
		case places <- struct{}{}:
			defer func() {
				if err != nil {
					<-places
				}
			}()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return func() { <-s.turns; <-s.lasting }, nil
}

// streamed reports whether a request is to be answered by a stream of events: a subscription where the client names
// them at all, anything else where it would rather have them than JSON.
func (s *server) streamed(ctx context.Context, accept []string, req schema.Request) bool {
	ranges := ranges(accept)
	events, named := quality(ranges, mediaEvents)
	if !named || events <= 0 {
		return false
	}
	json, _ := quality(ranges, mediaJSON)
	graphql, _ := quality(ranges, mediaGraphQL)
	return events > max(json, graphql) || s.API.Subscribes(ctx, req)
}
