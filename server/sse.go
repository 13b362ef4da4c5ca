package server

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"parley/schema"
)

// mediaEvents is the media type of streams.
const mediaEvents = "text/event-stream"

// takesEvents reports whether a client names streams of events among what it takes.
func takesEvents(accept []string) bool {
	q, named := quality(ranges(accept), mediaEvents)
	return named && q > 0
}

// events answers with a stream of server-sent events, as graphql-sse lays down for distinct connections: an event next
// for each answer, with the number of the change it tells of as its id, then complete. What is wrong with the operation
// comes as an answer too. A client that names the last id it has seen goes on behind it. The refusal, if any, is the
// caller's to write.
func (s *server) events(w http.ResponseWriter, r *http.Request, req schema.Request) *refusal {
	if id := r.Header.Get("Last-Event-ID"); id != "" {
		seen, err := strconv.ParseUint(id, 10, 64)
		if err != nil {
			return badRequest("Last-Event-ID is %.40q: it must be the id of an event, the number of a change", id)
		}
		req.Since = &seen
	}
	leave, ok := enter(w, s.streams)
	if !ok {
		return nil
	}
	defer leave()
	// A subscription changes nothing, so it may come by GET.
	req.ReadOnly = req.ReadOnly && !s.API.Subscribes(r.Context(), req)
	ctx, done := begin(r)
	defer done()
	out := newEventWriter(w, s.pace)
	s.stream(ctx, out, req)
	out.extend() // for what ends the answer
	return nil
}

// stream writes the answers to a request until they end, or the client, or the server.
func (s *server) stream(ctx context.Context, out *eventWriter, req schema.Request) {
	ctx, stop := context.WithCancel(ctx)
	var beats sync.WaitGroup
	defer beats.Wait()
	defer stop()
	beats.Go(func() {
		out.beat(ctx)
		stop() // a client that takes no sign of life has gone, or might as well have
	})
	for res := range s.API.Stream(ctx, req) {
		if ctx.Err() != nil || out.next(res) != nil {
			return
		}
	}
	if ctx.Err() == nil {
		out.write("event: complete\ndata: \n\n") // EventSource passes over events without data
	}
}

// eventWriter writes a stream of events. What a client does not take in time is an error, and the end of the stream.
type eventWriter struct {
	pace pace
	mu   sync.Mutex
	w    http.ResponseWriter
	conn *http.ResponseController
}

// newEventWriter begins a stream.
func newEventWriter(w http.ResponseWriter, p pace) *eventWriter {
	h := w.Header()
	h.Set("Content-Type", mediaEvents+"; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("X-Accel-Buffering", "no") // nginx would hold events back
	w.WriteHeader(http.StatusOK)
	return &eventWriter{pace: p, w: w, conn: http.NewResponseController(w)}
}

// next writes an answer. Its id is the place to go on from: an answer that failed has none, so that it comes again.
func (e *eventWriter) next(res *schema.Result) error {
	body, err := res.Body()
	if err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("event: next\n")
	if res.Sequence > 0 && !res.Refused() {
		b.WriteString("id: " + strconv.FormatUint(res.Sequence, 10) + "\n")
	}
	b.WriteString("data: ")
	b.Write(body)
	b.WriteString("\n\n")
	return e.write(b.String())
}

// beat writes a comment now and again until ctx is done, so that nobody on the way takes the stream for dead.
func (e *eventWriter) beat(ctx context.Context) {
	again := time.NewTicker(e.pace.beat)
	defer again.Stop()
	for e.write(":\n\n") == nil {
		select {
		case <-again.C:
		case <-ctx.Done():
			return
		}
	}
}

// extend gives the client its time anew for what is written next.
func (e *eventWriter) extend() { e.conn.SetWriteDeadline(time.Now().Add(e.pace.write)) }

func (e *eventWriter) write(text string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.extend()
	if _, err := io.WriteString(e.w, text); err != nil {
		return err
	}
	return e.conn.Flush()
}
