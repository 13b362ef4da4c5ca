package server

import (
	"encoding/json"
	"net/http"
	"net/url"
	"unicode/utf8"

	"parley/schema"
)

// decode reads the body of a POST. Member names count exactly as written; null is as absent; members of other
// names are ignored.
func (s *server) decode(body []byte) (schema.Request, *refusal) {
	var req schema.Request
	members, bad := s.members(body)
	if bad != nil {
		return req, bad
	}
	var id string
	for _, m := range []struct {
		name string
		into *string
	}{{"query", &req.Query}, {"documentId", &id}, {"operationName", &req.OperationName}} {
		if bad := text(members, m.name, m.into); bad != nil {
			return req, bad
		}
	}
	if req.Variables, bad = object(members, "variables"); bad != nil {
		return req, bad
	}
	extensions, bad := object(members, "extensions")
	if bad == nil {
		bad = name(&req, id, extensions, "member")
	}
	return req, bad
}

// members reads a JSON object whose members have different names.
func (s *server) members(body []byte) (map[string]any, *refusal) {
	if !utf8.Valid(body) {
		return nil, badRequest("the body is not valid UTF-8: write it so")
	}
	shape := outlineOf(body)
	if bad := s.bounded(shape); bad != nil {
		return nil, bad
	}
	switch v, _ := readJSON(body); v := v.(type) {
	case map[string]any:
		if len(v) != shape.colons {
			return nil, badRequest("a member of the body is there twice: give each once")
		}
		return v, nil
	case []any:
		bad := refuse(http.StatusBadRequest, schema.CodeBatch, "the body is a list: batches are not taken, send the object itself")
		bad.more = map[string]any{"cost": schema.Cost{"batch": len(v)}}
		return nil, bad
	}
	return nil, badRequest("the body is not a JSON object: send one with the member query")
}

// name notes which document a request names, by documentId (GraphQL over HTTP, appendix on persisted documents) or by
// extensions.persistedQuery (Apollo's automatic persisted queries). One that neither names nor holds any is refused;
// where says in which kind of place it was looked for.
func name(req *schema.Request, id string, extensions map[string]any, where string) *refusal {
	if extensions["persistedQuery"] != nil {
		persisted, _ := extensions["persistedQuery"].(map[string]any)
		hash, ok := persisted["sha256Hash"].(string)
		switch version, _ := persisted["version"].(json.Number); {
		case !ok || version == "":
			return badRequest("extensions.persistedQuery must be an object with version and sha256Hash: send both, or the query without it")
		case version != "1":
			return refuse(http.StatusBadRequest, schema.CodeHashVersion, "extensions.persistedQuery has version %.20s, of which nothing is known here: send version 1, or the query without it", version)
		case id != "" && id != schema.HashPrefix+hash:
			return badRequest("documentId and extensions.persistedQuery name different documents: send one of them")
		}
		id = schema.HashPrefix + hash
	}
	if req.DocumentID = id; id == "" && req.Query == "" {
		return badRequest("the %s query is missing: send it", where)
	}
	return nil
}

func text(members map[string]any, name string, into *string) *refusal {
	switch v := members[name].(type) {
	case nil:
	case string:
		*into = v
	default:
		return badRequest("%s must be a string: send it so, or leave it out", name)
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
	return nil, badRequest("%s must be a JSON object: send one, or leave it out", name)
}

// parameter reads an object from a parameter of the address.
func (s *server) parameter(q url.Values, name string) (map[string]any, *refusal) {
	raw := []byte(q.Get(name))
	if len(raw) == 0 {
		return nil, nil
	}
	if bad := s.bounded(outlineOf(raw)); bad != nil {
		return nil, bad
	}
	v, ok := readJSON(raw)
	if !ok {
		v = false // no object either
	}
	return object(map[string]any{name: v}, name)
}

// bounded refuses a JSON text that is nested too deep or holds too much: once read it takes many times its bytes.
func (s *server) bounded(o outline) *refusal {
	switch {
	case o.depth > s.Limits.Of(schema.LimitJSON):
		return s.beyond(http.StatusBadRequest, schema.LimitJSON, o.depth, true)
	case o.values > s.Limits.Of(schema.LimitValues):
		return s.beyond(http.StatusBadRequest, schema.LimitValues, o.values, true)
	}
	return nil
}

// outline is what the signs of a JSON text outside its strings tell.
type outline struct {
	depth  int // of the brackets
	values int // at least as many as there are
	colons int // within the outermost alone
}

func outlineOf(text []byte) outline {
	var o outline
	now, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			now++
			o.values += 2 // itself and the first within
			o.depth = max(o.depth, now)
		case c == '}' || c == ']':
			now--
		case c == ',':
			o.values++
		case c == ':' && now == 1:
			o.colons++
		}
	}
	return o
}
