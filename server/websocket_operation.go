package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"runtime/debug"

	"github.com/coder/websocket"

	"parley/schema"
)

// operation is a query, mutation or subscription that a client asked for over a socket.
type operation struct {
	id   string
	stop context.CancelFunc
}

// subscribe begins an operation of any kind.
func (k *socket) subscribe(ctx context.Context, m message) *closing {
	select {
	case <-k.begun:
	default:
		return &closing{4401, "Unauthorized: say connection_init first"}
	}
	if m.ID == "" || len(m.ID) > maxID {
		return &closing{4400, fmt.Sprintf("id must be a string of 1 to %d bytes", maxID)}
	}
	req, bad := k.decode(m.Payload)
	if bad != nil {
		return &closing{4400, bad.msg}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, met := k.operations[m.ID]; met {
		return &closing{4409, "Subscriber for " + m.ID + " already exists"}
	}
	ctx, stop := context.WithCancel(ctx)
	op := &operation{m.ID, stop}
	k.operations[op.id] = op
	if bad == nil {
		bad = k.start(ctx, op, req)
	}
	if bad != nil {
		stop()
		k.tell(op, "error", errorsOf(bad.result()))
	}
	return nil
}

// start puts an operation to work, if there is a place for it. One that was stopped keeps its place until it has ended.
func (k *socket) start(ctx context.Context, op *operation, req schema.Request) *refusal {
	select {
	case k.places <- struct{}{}:
	default:
		msg := fmt.Sprintf("%d operations are at work on this socket: end one first, or open another", maxOperations)
		return &refusal{code: schema.CodeUnavailable, msg: msg}
	}
	select {
	case k.working <- struct{}{}:
	default:
		<-k.places
		return &refusal{code: schema.CodeUnavailable, msg: "too many operations are at work on the sockets of this server: try again in a while"}
	}
	k.work.Go(func() {
		defer func() { <-k.places; <-k.working }()
		defer op.stop()
		k.operate(ctx, op, req)
	})
	return nil
}

// complete stops the operation of an id; one that has ended meanwhile is no mistake of the client's.
func (k *socket) complete(id string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if op := k.operations[id]; op != nil {
		op.stop()
		delete(k.operations, id)
	}
}

// operate sends the answers to an operation until they end or ctx is done.
func (k *socket) operate(ctx context.Context, op *operation, req schema.Request) {
	defer func() {
		if x := recover(); x != nil {
			k.Logger.ErrorContext(ctx, "panic", "panic", x, "stack", string(debug.Stack()))
			k.conn.Close(websocket.StatusInternalError, "internal error")
		}
	}()
	req.Turn = k.place
	for res := range k.API.Stream(ctx, req) {
		switch {
		case ctx.Err() != nil:
			return
		case res.Refused():
			k.say(op, "error", errorsOf(res))
			return
		}
		body, err := res.Body()
		if err != nil || k.say(op, "next", body) != nil {
			return
		}
	}
	if ctx.Err() == nil {
		k.say(op, "complete", nil)
	}
}

func (k *socket) say(op *operation, kind string, payload json.RawMessage) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.tell(op, kind, payload)
}

// tell writes a message of an operation, unless the client has ended it: from then on its id may be another's. All but
// next end it. The caller holds k.mu.
func (k *socket) tell(op *operation, kind string, payload json.RawMessage) error {
	if k.operations[op.id] != op {
		return net.ErrClosed
	}
	if kind != "next" {
		delete(k.operations, op.id)
	}
	id, err := json.Marshal(op.id)
	if err != nil {
		return err
	}
	text := append([]byte(`{"type":"`+kind+`","id":`), id...)
	if payload != nil {
		text = append(append(text, `,"payload":`...), payload...)
	}
	return k.write(append(text, '}'))
}
