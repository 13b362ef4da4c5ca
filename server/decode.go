package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"unicode/utf8"

	"parley/schema"
)

// decode reads the body of a POST. Member names count exactly as written; null is as absent; members of other
// names are ignored.
func decode(body []byte) (schema.Request, *refusal) {
	var req schema.Request
	switch trimmed := bytes.TrimLeft(body, " \t\r\n"); {
	case !utf8.Valid(body):
		return req, badRequest("the body is not valid UTF-8")
	case len(trimmed) > 0 && trimmed[0] == '[':
		return req, &refusal{http.StatusBadRequest, codeBatch, "batches are not taken: send one request at a time"}
	}
	if depth(body) > maxJSON {
		return req, badRequest("the body is nested more than %d deep", maxJSON)
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil || members == nil {
		return req, badRequest("the body is not a JSON object with the member query")
	}
	if bad := text(members, "query", &req.Query); bad != nil {
		return req, bad
	}
	if bad := text(members, "operationName", &req.OperationName); bad != nil {
		return req, bad
	}
	var bad *refusal
	if req.Variables, bad = object("variables", members["variables"]); bad != nil {
		return req, bad
	}
	extensions, bad := object("extensions", members["extensions"])
	if bad == nil && req.Query == "" {
		bad = noQuery(extensions, "member")
	}
	return req, bad
}

func text(members map[string]json.RawMessage, name string, into *string) *refusal {
	raw, ok := members[name]
	if !ok || string(raw) == "null" {
		return nil
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return badRequest("%s must be a string", name)
	}
	return nil
}

func object(name string, raw []byte) (map[string]any, *refusal) {
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	var m map[string]any
	if depth(raw) > maxJSON {
		return nil, badRequest("%s is nested more than %d deep", name, maxJSON)
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber() // so that 1 stays apart from 1.0 and large numbers keep their digits
	if err := dec.Decode(&m); err != nil || dec.More() {
		return nil, badRequest("%s must be a JSON object", name)
	}
	return m, nil
}

// depth returns how deep the brackets of a JSON text go, those within strings apart.
func depth(text []byte) int {
	deepest, now, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			now++
			deepest = max(deepest, now)
		case c == '}' || c == ']':
			now--
		}
	}
	return deepest
}
