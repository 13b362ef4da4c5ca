package server

import (
	"bytes"
	"net/http"
	"net/url"
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
	v, _ := readJSON(body)
	members, ok := v.(map[string]any)
	if !ok {
		return req, badRequest("the body is not a JSON object with the member query")
	}
	if bad := text(members, "query", &req.Query); bad != nil {
		return req, bad
	}
	if bad := text(members, "operationName", &req.OperationName); bad != nil {
		return req, bad
	}
	var bad *refusal
	if req.Variables, bad = object(members, "variables"); bad != nil {
		return req, bad
	}
	extensions, bad := object(members, "extensions")
	if bad == nil && req.Query == "" {
		bad = noQuery(extensions, "member")
	}
	return req, bad
}

func text(members map[string]any, name string, into *string) *refusal {
	switch v := members[name].(type) {
	case nil:
	case string:
		*into = v
	default:
		return badRequest("%s must be a string", name)
	}
	return nil
}

func object(members map[string]any, name string) (map[string]any, *refusal) {
	switch v := members[name].(type) {
	case nil:
		return nil, nil
	case map[string]any:
		return v, nil
	}
	return nil, badRequest("%s must be a JSON object", name)
}

// parameter reads an object from a parameter of the address.
func parameter(q url.Values, name string) (map[string]any, *refusal) {
	raw := []byte(q.Get(name))
	switch {
	case len(raw) == 0:
		return nil, nil
	case depth(raw) > maxJSON:
		return nil, badRequest("%s is nested more than %d deep", name, maxJSON)
	}
	v, ok := readJSON(raw)
	if !ok {
		return nil, badRequest("%s must be a JSON object", name)
	}
	return object(map[string]any{name: v}, name)
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
