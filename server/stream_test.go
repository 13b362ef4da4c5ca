package server

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/graph"
	"parley/schema"
)

// hanging is how long a test waits for what must come.
const hanging = 20 * time.Second

func (f fake) Stream(ctx context.Context, r schema.Request) iter.Seq[*schema.Result] {
	return func(yield func(*schema.Result) bool) { yield(f.do(ctx, r)) }
}

func (f fake) Subscribes(_ context.Context, r schema.Request) bool {
	return strings.HasPrefix(r.Query, "subscription")
}

// streaming is an API of which a test says how it streams.
type streaming struct {
	fake
	stream func(context.Context, schema.Request, func(*schema.Result) bool)
}

func (s streaming) Stream(ctx context.Context, r schema.Request) iter.Seq[*schema.Result] {
	return func(yield func(*schema.Result) bool) { s.stream(ctx, r, yield) }
}

// live is a server that listens.
type live struct {
	*running
	base   string // host and port
	client *http.Client
	end    func() error // ends the server and returns what Serve did
}

func serve(t *testing.T, change func(*Options)) *live {
	t.Helper()
	s := &live{running: run(t, func(o *Options) {
		o.Logger = slog.New(slog.DiscardHandler)
		if change != nil {
			change(o)
		}
	})}
	l := listen(t, "127.0.0.1:0")
	s.base = l.Addr().String()
	transport := &http.Transport{}
	s.client = &http.Client{Transport: transport}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, s.Handler) }()
	s.end = sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	t.Cleanup(func() {
		if err := s.end(); err != nil {
			t.Error(err)
		}
		transport.CloseIdleConnections()
	})
	return s
}

// land commits a change that puts a party.
func (s *running) land(n int) {
	s.Helper()
	p := &graph.Party{Key: fmt.Sprintf("party-%d", n), Name: "P", Kind: graph.PartyState}
	d := graph.Draft{Actor: "tester", Reason: "a party", Ops: []graph.Op{{Put: p}}}
	if _, err := s.Options.Graph.(*graph.DB).Commit(context.Background(), d); err != nil {
		s.Error(err)
	}
}

// events reads a stream of server-sent events.
type events struct {
	*testing.T
	resp  *http.Response
	lines *bufio.Reader
	leave func()
}

// sent is one event.
type sent struct{ name, id, data string }

// open asks for a stream; headers are names and values.
func (s *live) open(body string, headers ...string) *events {
	s.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), hanging)
	r, err := http.NewRequestWithContext(ctx, "POST", "http://"+s.base+"/graphql", strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := s.client.Do(r)
	if err != nil {
		cancel()
		s.Fatal(err)
	}
	e := &events{s.T, resp, bufio.NewReader(resp.Body), func() { cancel(); resp.Body.Close() }}
	s.Cleanup(e.leave)
	return e
}

// next reads an event, passing over comments; at the end of the stream it returns none.
func (e *events) next() (got sent) {
	for {
		line, err := e.lines.ReadString('\n')
		if err != nil {
			return sent{}
		}
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "\n" && got.name != "":
			return got
		case name == "event":
			got.name = value
		case name == "id":
			got.id = value
		case name == "data":
			got.data = value
		}
	}
}

const changesQuery = `{"query":"subscription($s:BigInt){changes(sinceSequence:$s){sequence}}","variables":{"s":"%d"}}`

func since(n int) string { return fmt.Sprintf(changesQuery, n) }

func change(n int) string { return fmt.Sprintf(`{"data":{"changes":{"sequence":"%d"}}}`, n) }

func TestEvents(t *testing.T) {
	s := serve(t, nil)
	s.land(1)
	s.land(2)
	e := s.open(since(0))
	h := e.resp.Header
	if e.resp.StatusCode != 200 || h.Get("Content-Type") != "text/event-stream; charset=utf-8" || h.Get("Cache-Control") != "no-cache" || h.Get("X-Accel-Buffering") != "no" {
		t.Errorf("%d %v", e.resp.StatusCode, h)
	}
	for n := 1; n <= 3; n++ {
		if n == 3 {
			s.land(3)
		}
		if got := e.next(); got != (sent{"next", strconv.Itoa(n), change(n)}) {
			t.Errorf("%+v", got)
		}
	}
}

// TestEventsOfOneAnswer: whatever else is asked as a stream is answered by it too.
func TestEventsOfOneAnswer(t *testing.T) {
	s := serve(t, nil)
	for _, tt := range []struct{ body, want string }{
		{good, `{"data":{"status":{"version":"test"}}}`},
		{`{"query":"{nothing}"}`, `"GRAPHQL_VALIDATION_FAILED"`},
		{`{"query":"subscription{"}`, `"GRAPHQL_PARSE_FAILED"`},
		{since(7), `the graph is at change 0`},
	} {
		e := s.open(tt.body)
		if got := e.next(); got.name != "next" || got.id != "" || !strings.Contains(got.data, tt.want) {
			t.Errorf("%s: %+v", tt.body, got)
		}
		if got := e.next(); got != (sent{name: "complete"}) {
			t.Errorf("%s: %+v", tt.body, got)
		}
		if got := e.next(); got != (sent{}) {
			t.Errorf("%s: more after complete: %+v", tt.body, got)
		}
	}
}

// TestHowEventsAreAskedFor is the table of what Accept makes of a query and of a subscription.
func TestHowEventsAreAskedFor(t *testing.T) {
	s := run(t, func(o *Options) {
		o.API = fake{func(context.Context, schema.Request) *schema.Result {
			return &schema.Result{Data: json.RawMessage("{}")}
		}}
	})
	const events, j, g = "text/event-stream", "application/json", "application/graphql-response+json"
	for _, tt := range []struct{ accept, query, subscription string }{
		{events, events, events},
		{"text/event-stream, multipart/mixed", events, events},
		{"application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed", g, events},
		{"text/event-stream, application/json", j, events},
		{"text/event-stream, application/json;q=0.5", events, events},
		{"text/event-stream;q=0.1, */*", j, events},
		{"text/event-stream, */*;q=0.1", events, events},
		{"text/event-stream;q=0, */*", j, j},
		{"*/*", j, j},
		{"text/*", "", ""},
		{"", j, j},
	} {
		for query, want := range map[string]string{"query": tt.query, "subscription": tt.subscription} {
			w := s.post(`{"query":"`+query+`"}`, "Accept", tt.accept)
			got, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
			if want == "" && w.Code != http.StatusNotAcceptable || want != "" && got != want {
				t.Errorf("Accept %q of a %s: %d %s, want %q", tt.accept, query, w.Code, got, want)
			}
		}
	}
	if w := s.send("HEAD", "/graphql?query=subscription", "", "Accept", events); w.Header().Get("Content-Type") == events {
		t.Error("a stream that nobody can read")
	}
}

func TestEventsByGet(t *testing.T) {
	s := serve(t, nil)
	s.land(1)
	for query, want := range map[string]string{
		`subscription{changes(sinceSequence:"0"){sequence}}`: change(1),
		`{status{version}}`: `{"data":{"status":{"version":"test"}}}`,
	} {
		r, _ := http.NewRequest("GET", "http://"+s.base+"/graphql", nil)
		q := r.URL.Query()
		q.Set("query", query)
		r.URL.RawQuery = q.Encode()
		r.Header.Set("Accept", "text/event-stream")
		resp, err := s.client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if got := (&events{T: t, lines: bufio.NewReader(resp.Body)}).next(); got.data != want {
			t.Errorf("%s: %+v", query, got)
		}
		resp.Body.Close()
	}
}

func TestEventsGoOn(t *testing.T) {
	s := serve(t, nil)
	for n := range 5 {
		s.land(n)
	}
	if got := s.open(since(0), "Last-Event-ID", "3").next(); got != (sent{"next", "4", change(4)}) {
		t.Errorf("%+v", got)
	}
	e := s.open(since(0), "Last-Event-ID", "x")
	if body, _ := io.ReadAll(e.resp.Body); e.resp.StatusCode != 400 || !strings.Contains(string(body), "Last-Event-ID") {
		t.Errorf("%d %s", e.resp.StatusCode, body)
	}
}

// TestFailedEventHasNoID: whoever goes on from the last id gets again what could not be answered.
func TestFailedEventHasNoID(t *testing.T) {
	s := serve(t, func(o *Options) {
		o.API = streaming{stream: func(_ context.Context, _ schema.Request, yield func(*schema.Result) bool) {
			_ = yield(&schema.Result{Data: json.RawMessage("{}"), Sequence: 1}) &&
				yield(&schema.Result{Errors: []schema.Error{{Message: "too slow"}}, Sequence: 2})
		}}
	})
	e := s.open(`{"query":"subscription"}`)
	if first, second := e.next(), e.next(); first.id != "1" || second.id != "" || !strings.Contains(second.data, "too slow") {
		t.Errorf("%+v %+v", first, second)
	}
}

// TestEventsBeat: a stream on which nothing happens gives signs of life.
func TestEventsBeat(t *testing.T) {
	s := serve(t, func(o *Options) { o.pace.beat = time.Millisecond })
	e := s.open(since(0))
	for range 5 {
		if line, err := e.lines.ReadString('\n'); line != ":\n" || err != nil {
			t.Fatalf("%q %v", line, err)
		}
		if line, err := e.lines.ReadString('\n'); line != "\n" || err != nil {
			t.Fatalf("%q %v", line, err)
		}
	}
}

func TestTooManyStreams(t *testing.T) {
	s := serve(t, nil)
	var streams []*events
	for range maxStreams {
		streams = append(streams, s.open(since(0)))
	}
	if e := s.open(since(0)); e.resp.StatusCode != 503 || e.resp.Header.Get("Retry-After") == "" {
		t.Errorf("%d %v", e.resp.StatusCode, e.resp.Header)
	}
	if w := s.post(good); w.Code != 200 {
		t.Errorf("queries are answered all the same: %d", w.Code)
	}
	streams[0].leave()
	for deadline := time.Now().Add(hanging); s.open(since(0)).resp.StatusCode != 200; {
		if time.Now().After(deadline) {
			t.Fatal("the place of a stream that ended is not given back")
		}
	}
}

// endless streams as much as is taken, and tells when no more is.
func endless(over chan struct{}) streaming {
	large := json.RawMessage(`"` + strings.Repeat("x", 1<<20) + `"`)
	return streaming{stream: func(_ context.Context, _ schema.Request, yield func(*schema.Result) bool) {
		for yield(&schema.Result{Data: large}) {
		}
		close(over)
	}}
}

// TestStuckReaderIsDropped: who takes nothing any more is let go of, and nobody else waits for it.
func TestStuckReaderIsDropped(t *testing.T) {
	over := make(chan struct{})
	s := serve(t, func(o *Options) { o.API, o.pace.write = endless(over), 50*time.Millisecond })
	s.open(`{"query":"subscription"}`)
	select {
	case <-over:
	case <-time.After(hanging):
		t.Fatal("it is waited for")
	}
}

// TestSlowReaderLosesNothing: who reads nothing while 500 changes land then reads each once, in order.
func TestSlowReaderLosesNothing(t *testing.T) {
	s := serve(t, nil)
	e, k := s.open(since(0)), s.dial(t)
	k.begin()
	k.send(`{"type":"subscribe","id":"s","payload":` + since(0) + `}`)
	for n := range 500 {
		s.land(n)
	}
	for n := 1; n <= 500; n++ {
		if got := e.next(); got.data != change(n) {
			t.Fatalf("event %d: %+v", n, got)
		}
		k.wants(`{"type":"next","id":"s","payload":` + change(n) + `}`)
	}
}

// TestSubscribersUnderWay: 50 subscribers of both sorts, cut off now and again while changes land, go on from the last
// they have seen: none misses a change, none is told of one twice.
func TestSubscribersUnderWay(t *testing.T) {
	const subscribers, changes = 50, 120
	s := serve(t, nil)
	var group sync.WaitGroup
	for n := range subscribers {
		group.Go(func() {
			random := rand.New(rand.NewPCG(uint64(n), 5))
			for seen := 0; seen < changes; {
				read, leave := s.reads(seen, n%2 == 0)
				for stay := 1 + random.IntN(40); stay > 0 && seen < changes; stay-- {
					if got := read(); got != change(seen+1) {
						t.Errorf("subscriber %d after change %d: %q", n, seen, got)
						return
					}
					seen++
				}
				leave()
			}
		})
	}
	for n := range changes {
		s.land(n)
	}
	group.Wait()
}

// reads returns what reads the changes after one, over a socket or as a stream, and what cuts it off.
func (s *live) reads(seen int, socket bool) (read func() string, leave func()) {
	if !socket {
		e := s.open(since(seen))
		return func() string { return e.next().data }, e.leave
	}
	k := s.dial(s.T)
	k.begin()
	k.send(`{"type":"subscribe","id":"s","payload":` + since(seen) + `}`)
	return func() string {
		var m message
		json.Unmarshal([]byte(k.read()), &m)
		return string(m.Payload)
	}, k.leave
}

// TestServerEndsWhatLasts: streams end, sockets are told why, and Serve waits for both.
func TestServerEndsWhatLasts(t *testing.T) {
	s := serve(t, nil)
	e, k := s.open(since(0)), s.dial(t)
	k.begin()
	k.send(`{"type":"subscribe","id":"s","payload":` + since(0) + `}`)
	s.land(1)
	e.next()
	k.read()
	silent := s.dial(t)
	ended := make(chan error, 1)
	go func() { ended <- s.end() }()
	if got := e.next(); got != (sent{}) {
		t.Errorf("the stream goes on: %+v", got)
	}
	k.closes(1001)
	silent.closes(1001)
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(hanging):
		t.Fatal("the server does not end")
	}
}

// TestSubscribersLeaveRoom has one socket keep all its operations at work: who asks over HTTP is answered all the same.
func TestSubscribersLeaveRoom(t *testing.T) {
	answer := &schema.Result{Data: []byte(`{}`)}
	var working sync.WaitGroup
	working.Add(1)
	let := make(chan struct{})
	begun := sync.OnceFunc(working.Done)
	api := streaming{fake{func(context.Context, schema.Request) *schema.Result { return answer }}, func(ctx context.Context, r schema.Request, yield func(*schema.Result) bool) {
		done, err := r.Turn(ctx)
		if err != nil {
			return
		}
		begun()
		<-let
		done()
		yield(answer)
	}}
	s := serve(t, func(o *Options) { o.API, o.Limits = api, schema.Limits{schema.LimitTurns.Name: 2} })
	p := s.dial(t)
	p.begin()
	for n := range maxOperations {
		p.send(fmt.Sprintf(`{"id":"%d","type":"subscribe","payload":%s}`, n, good))
	}
	working.Wait()
	defer close(let)
	for range 3 {
		resp, err := s.client.Post("http://"+s.base+"/graphql", "application/json", strings.NewReader(good))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			t.Errorf("status %d while a socket works", resp.StatusCode)
		}
	}
}

// TestSlowReadersHoldUpNobody has clients ask for large answers, as many as are worked on at once, and read none of them.
func TestSlowReadersHoldUpNobody(t *testing.T) {
	large := &schema.Result{Data: []byte(`{"a":"` + strings.Repeat("x", 32<<20) + `"}`)}
	var asked sync.WaitGroup
	api := fake{func(_ context.Context, r schema.Request) *schema.Result {
		if r.OperationName != "large" {
			return &schema.Result{Data: []byte(`{}`)}
		}
		asked.Done()
		return large
	}}
	s := serve(t, func(o *Options) { o.API, o.Limits = api, schema.Limits{schema.LimitTurns.Name: 2} })
	for range 2 {
		asked.Add(1)
		conn, err := net.Dial("tcp", s.base)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		body := `{"query":"query large{a}","operationName":"large"}`
		fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	}
	asked.Wait()
	resp, err := s.client.Post("http://"+s.base+"/graphql", "application/json", strings.NewReader(good))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("status %d", resp.StatusCode)
	}
}
