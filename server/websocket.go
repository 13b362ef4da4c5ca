package server

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"

	"parley/schema"
)

// transport is the one subprotocol spoken over sockets.
const transport = "graphql-transport-ws"

// Limits on a socket, messages being limited as bodies are.
const (
	maxOperations = 100 // at work at once
	maxID         = 128 // bytes of an operation's id
)

// closing is why a socket is closed.
type closing struct {
	code   websocket.StatusCode
	reason string
}

// socket is a connection that speaks graphql-transport-ws. One goroutine listens, one keeps watch, and each operation
// has its own; whoever opened the socket waits for all of them.
type socket struct {
	*server
	conn   *websocket.Conn
	begun  chan struct{} // closed once the client has said connection_init
	places chan struct{} // one for each operation at work
	work   sync.WaitGroup

	mu         sync.Mutex            // held while a message is written, and while operations come and go
	operations map[string]*operation // by id
}

// socket turns the connection into a socket, and serves it until either side closes it. A page of another site is
// refused: a browser asks nobody before it opens a socket anywhere.
func (s *server) socket(w http.ResponseWriter, r *http.Request) {
	leave, ok := enter(w, s.sockets)
	if !ok {
		return
	}
	defer leave()
	ctx, done := begin(r)
	defer done()
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{transport}})
	if err != nil {
		return // the client has been told
	}
	if conn.Subprotocol() == "" {
		conn.Close(4406, "Subprotocol not acceptable: speak "+transport)
		return
	}
	conn.SetReadLimit(int64(s.Limits.Of(schema.LimitBody)))
	k := &socket{
		server: s, conn: conn, begun: make(chan struct{}), places: make(chan struct{}, maxOperations), operations: map[string]*operation{},
	}
	k.serve(ctx)
}

func (k *socket) serve(ctx context.Context) {
	ctx, stop := context.WithCancel(ctx)
	k.work.Go(func() { k.keep(ctx) })
	k.listen(ctx)
	stop()
	k.conn.CloseNow()
	k.work.Wait()
}

// listen takes in messages until the socket is closed. Their context does not end with the server: a socket whose
// reading is given up is cut without a word.
func (k *socket) listen(ctx context.Context) {
	for {
		kind, text, err := k.conn.Read(context.WithoutCancel(ctx))
		if err != nil {
			return
		}
		bad := &closing{4400, "messages are text"}
		if kind == websocket.MessageText {
			bad = k.hear(ctx, text)
		}
		if bad != nil {
			k.conn.Close(bad.code, short(bad.reason))
			return
		}
	}
}

// keep closes the socket if it is not begun in time, if the peer has died, and when the server ends.
func (k *socket) keep(ctx context.Context) {
	inTime := time.NewTimer(k.pace.begin)
	defer inTime.Stop()
	select {
	case <-k.begun:
		k.ping(ctx)
	case <-inTime.C:
		k.conn.Close(4408, "Connection initialisation timeout")
	case <-ctx.Done():
	}
	if errors.Is(context.Cause(ctx), errEnding) {
		k.conn.Close(websocket.StatusGoingAway, errEnding.Error())
	}
}

// ping asks now and again for a sign of life, until ctx is done or none comes.
func (k *socket) ping(ctx context.Context) {
	again := time.NewTicker(k.pace.ping)
	defer again.Stop()
	for {
		select {
		case <-again.C:
		case <-ctx.Done():
			return
		}
		alive, cancel := context.WithTimeout(ctx, k.pace.pong)
		err := k.conn.Ping(alive)
		cancel()
		if err != nil && ctx.Err() == nil {
			k.conn.CloseNow()
			return
		}
	}
}

// write sends a message. A client that does not take it in time is cut off.
func (k *socket) write(text []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), k.pace.write)
	defer cancel()
	return k.conn.Write(ctx, websocket.MessageText, text)
}

// short cuts a reason to what a closing frame can hold.
func short(reason string) string {
	const most = 123
	if len(reason) <= most {
		return reason
	}
	cut := most
	for cut > 0 && reason[cut]&0xC0 == 0x80 {
		cut--
	}
	return reason[:cut]
}
