package server

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley/schema"
)

// peer is the client's end of a socket.
type peer struct {
	*testing.T
	conn  *websocket.Conn
	ctx   context.Context
	leave func()
}

func (s *live) dial(t *testing.T, protocols ...string) *peer {
	t.Helper()
	p, resp, err := s.tryDial(nil, append(protocols, transport)...)
	if err != nil {
		t.Fatal(err, resp)
	}
	return p
}

func (s *live) tryDial(header http.Header, protocols ...string) (*peer, *http.Response, error) {
	s.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), hanging)
	conn, resp, err := websocket.Dial(ctx, "ws://"+s.base+"/graphql", &websocket.DialOptions{HTTPClient: s.client, HTTPHeader: header, Host: header.Get("Host"), Subprotocols: protocols})
	if err != nil {
		cancel()
		return nil, resp, err
	}
	p := &peer{s.T, conn, ctx, func() { conn.CloseNow(); cancel() }}
	s.Cleanup(p.leave)
	return p, resp, nil
}

func (p *peer) send(text string) {
	p.Helper()
	if err := p.conn.Write(p.ctx, websocket.MessageText, []byte(text)); err != nil {
		p.Error(err)
	}
}

// read returns the next message, "" where there is none.
func (p *peer) read() string {
	_, text, err := p.conn.Read(p.ctx)
	if err != nil {
		return ""
	}
	return string(text)
}

func (p *peer) wants(text string) {
	p.Helper()
	if got := p.read(); got != text {
		p.Fatalf("got  %s\nwant %s", got, text)
	}
}

func (p *peer) begin() {
	p.Helper()
	p.send(`{"type":"connection_init"}`)
	p.wants(`{"type":"connection_ack"}`)
}

// closes reads on until the server closes the socket.
func (p *peer) closes(code websocket.StatusCode) websocket.CloseError {
	p.Helper()
	for {
		_, _, err := p.conn.Read(p.ctx)
		if err == nil {
			continue
		}
		if websocket.CloseStatus(err) != code {
			p.Errorf("closed with %v, want %d", err, code)
		}
		var why websocket.CloseError
		errors.As(err, &why)
		return why
	}
}

func TestSocketCloses(t *testing.T) {
	s := serve(t, nil)
	const init = `{"type":"connection_init"}`
	subscribe := `{"type":"subscribe","id":"a","payload":` + since(0) + `}`
	deep := strings.Repeat(`{"a":`, 70) + "1" + strings.Repeat("}", 70)
	for _, tt := range []struct {
		name   string
		code   websocket.StatusCode
		frames []string
	}{
		{"no JSON", 4400, []string{"this is not json"}},
		{"no object", 4400, []string{"[]"}},
		{"null", 4400, []string{"null"}},
		{"no UTF-8", 4400, []string{"{\"type\":\"ping\",\"payload\":{\"a\":\"\xff\"}}"}},
		{"too deep", 4400, []string{`{"type":"ping","payload":` + deep + `}`}},
		{"no type", 4400, []string{`{}`}},
		{"an unknown type", 4400, []string{init, `{"type":"start"}`}},
		{"a type by another name", 4400, []string{`{"Type":"connection_init"}`}},
		{"a type that is a number", 4400, []string{`{"type":1}`}},
		{"a payload that is a list", 4400, []string{`{"type":"connection_init","payload":[]}`}},
		{"subscribe without id", 4400, []string{init, `{"type":"subscribe","payload":` + good + `}`}},
		{"subscribe with a long id", 4400, []string{init, `{"type":"subscribe","id":"` + strings.Repeat("x", maxID+1) + `","payload":` + good + `}`}},
		{"subscribe without payload", 4400, []string{init, `{"type":"subscribe","id":"a"}`}},
		{"subscribe without query", 4400, []string{init, `{"type":"subscribe","id":"a","payload":{}}`}},
		{"a query that is a number", 4400, []string{init, `{"type":"subscribe","id":"a","payload":{"query":1}}`}},
		{"subscribe before init", 4401, []string{subscribe}},
		{"an id in use", 4409, []string{init, subscribe, subscribe}},
		{"init twice", 4429, []string{init, init}},
		{"too large", websocket.StatusMessageTooBig, []string{init, `{"type":"ping","payload":{"a":"` + strings.Repeat("x", schema.LimitBody.Default) + `"}}`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := s.dial(t)
			for _, frame := range tt.frames {
				p.send(frame)
			}
			p.closes(tt.code)
		})
	}
	p := s.dial(t)
	if err := p.conn.Write(p.ctx, websocket.MessageBinary, []byte(init)); err != nil {
		t.Fatal(err)
	}
	p.closes(4400)
}

func TestSocketIsBegunInTime(t *testing.T) {
	s := serve(t, func(o *Options) { o.pace.begin = 10 * time.Millisecond })
	s.dial(t).closes(4408)
}

// TestSocketIsRefused: another protocol, a page of another site, a name the server does not go by.
func TestSocketIsRefused(t *testing.T) {
	s := serve(t, nil)
	for _, protocols := range [][]string{nil, {"graphql-ws"}, {"no-such-protocol"}} {
		p, _, err := s.tryDial(nil, protocols...)
		if err != nil {
			t.Errorf("%v: %v", protocols, err)
			continue
		}
		p.closes(4406)
	}
	for _, tt := range []struct {
		header, value string
		status        int
	}{
		{"Origin", "http://" + s.base, 101}, {"Origin", "http://evil.example", 403}, {"Origin", "http://localhost:1", 403}, {"Origin", "null", 403},
		{"Host", "evil.example", 421},
	} {
		_, resp, err := s.tryDial(http.Header{tt.header: {tt.value}}, transport)
		if (err == nil) != (tt.status == 101) || resp == nil || resp.StatusCode != tt.status {
			t.Errorf("%s %s: %v %v", tt.header, tt.value, resp, err)
		}
	}
	if w := s.send("POST", "/graphql", good, "Upgrade", "websocket", "Connection", "Upgrade", "Content-Type", "application/json"); w.Code < 400 {
		t.Errorf("%d", w.Code)
	}
}

func TestSocketSpeaks(t *testing.T) {
	s := serve(t, nil)
	p := s.dial(t, "other", transport)
	p.begin()
	p.send(`{"type":"ping"}`)
	p.wants(`{"type":"pong"}`)
	p.send(`{"type":"pong","payload":null}`)
	p.send(`{"type":"ping","payload":{"a":[1,"b"]}}`)
	p.wants(`{"type":"pong","payload":{"a":[1,"b"]}}`)
	p.send(`{"id":"a \"quoted\" id","type":"subscribe","payload":` + good + `}`)
	p.wants(`{"type":"next","id":"a \"quoted\" id","payload":{"data":{"status":{"version":"test"}}}}`)
	p.wants(`{"type":"complete","id":"a \"quoted\" id"}`)
	for query, code := range map[string]string{"{nothing}": "GRAPHQL_VALIDATION_FAILED", "subscription{": "GRAPHQL_PARSE_FAILED", "subscription{changes(sinceSequence:\\\"9\\\"){sequence}}": "BAD_USER_INPUT"} {
		p.send(`{"id":"e","type":"subscribe","payload":{"query":"` + query + `"}}`)
		var m struct {
			Type, ID string
			Payload  []schema.Error
		}
		if text := p.read(); json.Unmarshal([]byte(text), &m) != nil || m.Type != "error" || m.ID != "e" || len(m.Payload) == 0 || m.Payload[0].Code() != code {
			t.Errorf("%s: %s", query, text)
		}
	}
	p.send(`{"id":"h","type":"subscribe","payload":{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}}`)
	if got := p.read(); !strings.Contains(got, `"error"`) || !strings.Contains(got, `"PersistedQueryNotFound"`) {
		t.Error(got)
	}
}

// TestSocketOperations: events come to each operation by itself; one that the client completes is told nothing more, and
// its id is free at once.
func TestSocketOperations(t *testing.T) {
	s := serve(t, nil)
	s.land(1)
	p := s.dial(t)
	p.begin()
	subscribe := func(id string, n int) { p.send(`{"id":"` + id + `","type":"subscribe","payload":` + since(n) + `}`) }
	event := func(id string, n int) string { return `{"type":"next","id":"` + id + `","payload":` + change(n) + `}` }
	subscribe("a", 0)
	p.wants(event("a", 1))
	s.land(2)
	p.wants(event("a", 2))
	p.send(`{"id":"a","type":"complete"}`)
	p.send(`{"id":"never","type":"complete"}`)
	subscribe("a", 1)
	p.wants(event("a", 2))
	subscribe("b", 1)
	p.wants(event("b", 2))
	s.land(3)
	if got := map[string]bool{p.read(): true, p.read(): true}; !got[event("a", 3)] || !got[event("b", 3)] {
		t.Error(got)
	}
}

func TestSocketTakesSoManyOperations(t *testing.T) {
	s := serve(t, nil)
	p := s.dial(t)
	p.begin()
	for n := range maxOperations {
		p.send(fmt.Sprintf(`{"id":"%d","type":"subscribe","payload":%s}`, n, since(0)))
	}
	p.send(`{"id":"more","type":"subscribe","payload":` + good + `}`)
	if got := p.read(); !strings.Contains(got, `"error","id":"more"`) || !strings.Contains(got, "SERVICE_UNAVAILABLE") {
		t.Error(got)
	}
	p.send(`{"type":"ping"}`)
	p.wants(`{"type":"pong"}`)
}

func TestTooManySockets(t *testing.T) {
	s := serve(t, nil)
	for range maxSockets {
		s.dial(t)
	}
	if _, resp, err := s.tryDial(nil, transport); err == nil || resp == nil || resp.StatusCode != 503 || resp.Header.Get("Retry-After") == "" {
		t.Errorf("%v %v", resp, err)
	}
}

// TestStuckPeerIsCut: one that takes nothing any more is let go of.
func TestStuckPeerIsCut(t *testing.T) {
	over := make(chan struct{})
	s := serve(t, func(o *Options) { o.API, o.pace.write = endless(over), 50*time.Millisecond })
	p := s.dial(t)
	p.begin()
	p.send(`{"id":"a","type":"subscribe","payload":` + good + `}`)
	select {
	case <-over:
	case <-time.After(hanging):
		t.Fatal("it is waited for")
	}
}

// TestDeadPeerIsCut: one that does not answer pings is let go of, and one that does is not.
func TestDeadPeerIsCut(t *testing.T) {
	s := serve(t, func(o *Options) { o.pace.ping, o.pace.pong = 5*time.Millisecond, 300*time.Millisecond })
	alive, got := s.dial(t), make(chan string, 1)
	alive.begin()
	go func() { got <- alive.read() }() // and answers pings meanwhile
	conn, err := net.Dial("tcp", s.base)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET /graphql HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"+
		"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: %s\r\n\r\n", s.base, transport)
	init := []byte(`{"type":"connection_init"}`)
	conn.Write(append([]byte{0x81, 0x80 | byte(len(init)), 0, 0, 0, 0}, init...)) // masked by zeros
	conn.SetReadDeadline(time.Now().Add(hanging))
	r := bufio.NewReader(conn)
	for err == nil {
		_, err = r.ReadByte()
	}
	if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
		t.Error("it is kept")
	}
	alive.send(`{"type":"ping"}`)
	if pong := <-got; pong != `{"type":"pong"}` {
		t.Errorf("who answers is cut too: %q", pong)
	}
}

// TestSocketMasksPanics: a fault ends the socket, not the server.
func TestSocketMasksPanics(t *testing.T) {
	s := serve(t, func(o *Options) {
		o.API = streaming{stream: func(context.Context, schema.Request, func(*schema.Result) bool) { panic("secret") }}
	})
	p := s.dial(t)
	p.begin()
	p.send(`{"id":"a","type":"subscribe","payload":` + good + `}`)
	if why := p.closes(websocket.StatusInternalError); strings.Contains(why.Reason, "secret") {
		t.Error(why)
	}
}
