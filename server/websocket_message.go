package server

import (
	"context"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"parley/schema"
)

// message is what goes over a socket, either way.
type message struct {
	Type    string          `json:"type"`
	ID      string          `json:"id,omitempty"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// parse reads a message by the rules of bodies: names count exactly as written, null is as absent.
func (s *server) parse(text []byte) (m message, err error) {
	switch {
	case !utf8.Valid(text):
		return m, fmt.Errorf("the message is not valid UTF-8")
	case outlineOf(text).depth > s.Limits.Of(schema.LimitJSON):
		return m, fmt.Errorf("the message is nested more than %d deep", s.Limits.Of(schema.LimitJSON))
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(text, &members) != nil || members == nil {
		return m, fmt.Errorf("the message is not a JSON object")
	}
	for name, into := range map[string]*string{"type": &m.Type, "id": &m.ID} {
		if raw, given := members[name]; given && json.Unmarshal(raw, into) != nil {
			return m, fmt.Errorf("%s must be a string", name)
		}
	}
	if raw := members["payload"]; string(raw) != "null" {
		m.Payload = raw
	}
	return m, nil
}

// hear does what a message asks for. What breaks the protocol closes the socket.
func (k *socket) hear(ctx context.Context, text []byte) *closing {
	m, err := k.parse(text)
	if err != nil {
		return &closing{4400, err.Error()}
	}
	if m.Type == "subscribe" {
		return k.subscribe(ctx, m)
	}
	if m.Payload != nil && m.Payload[0] != '{' {
		return &closing{4400, "payload must be a JSON object"}
	}
	switch m.Type {
	case "connection_init":
		return k.begin()
	case "ping":
		k.reply(message{Type: "pong", Payload: m.Payload})
	case "pong":
	case "complete":
		k.complete(m.ID)
	default:
		return &closing{4400, fmt.Sprintf("unknown type of message %.40q", m.Type)}
	}
	return nil
}

// begin lets the client ask.
func (k *socket) begin() *closing {
	select {
	case <-k.begun:
		return &closing{4429, "Too many initialisation requests"}
	default:
	}
	close(k.begun)
	k.reply(message{Type: "connection_ack"})
	return nil
}

// reply writes a message that belongs to no operation. If that fails there is nobody left to tell.
func (k *socket) reply(m message) {
	k.mu.Lock()
	defer k.mu.Unlock()
	text, _ := json.Marshal(m) // strings, and JSON that was read
	k.write(text)
}

// errorsOf is the payload of a message that ends an operation for the errors of a result.
func errorsOf(res *schema.Result) json.RawMessage {
	text, err := json.Marshal(res.Errors)
	if err != nil {
		return json.RawMessage(`[{"message":"the error could not be written"}]`)
	}
	return text
}
