package server

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/schema"
)

// FuzzDecode holds that every body ends as a request or as a refusal, and a request to what encoding/json reads.
func FuzzDecode(f *testing.F) {
	for _, body := range []string{
		good, `{"query":"{a}","operationName":"b","variables":{"c":[1,1.0,{"d":null}]},"extensions":{}}`, `{"documentId":"sha256:00"}`, `[` + good + `]`, `{"query":"a","query":"b"}`, `{"query":1}`, ` {"query" : null } `,
		`{"query":"{a}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}`, `{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"00"}}}`, `{"extensions":{"persistedQuery":[]},"query":"a"}`,
		"{\"query\":\"\xff\"}", `{"query":"\ud800","variables":{"\u0000":""}}`, `{`, ``, `null`, `{"query":"a"}}`, strings.Repeat("[", 70), `{"a":` + strings.Repeat("[", 63) + strings.Repeat("]", 63) + `,"query":"a"}`, `{"query":"a","variables":{"a":1,"a":2}}`,
	} {
		f.Add([]byte(body))
	}
	s := &server{}
	f.Fuzz(func(t *testing.T, body []byte) {
		req, bad := s.decode(body)
		var want struct {
			Query, OperationName, DocumentID *string
			Variables, Extensions            map[string]any
		}
		members := map[string]json.RawMessage{}
		read := utf8.Valid(body) && json.Unmarshal(body, &members) == nil && members != nil
		for name, into := range map[string]any{
			"query": &want.Query, "operationName": &want.OperationName, "documentId": &want.DocumentID, "variables": &want.Variables, "extensions": &want.Extensions,
		} {
			if raw, given := members[name]; given && read {
				dec := json.NewDecoder(bytes.NewReader(raw))
				dec.UseNumber()
				read = dec.Decode(into) == nil
			}
		}
		if bad != nil {
			if bad.status < 400 || bad.code == "" || bad.msg == "" {
				t.Fatalf("%q: %+v", body, bad)
			}
			if read && want.Query != nil && *want.Query != "" && want.Extensions == nil && outlineOf(body).depth <= schema.LimitJSON.Default && !strings.Contains(bad.msg, "twice") {
				t.Fatalf("%q: refused: %s", body, bad.msg)
			}
			return
		}
		if !read || said(want.Query) != req.Query || said(want.OperationName) != req.OperationName || !reflect.DeepEqual(want.Variables, req.Variables) {
			t.Fatalf("%q: %+v", body, req)
		}
		if req.Query == "" && req.DocumentID == "" {
			t.Fatalf("%q: asks for nothing", body)
		}
		if persisted := want.Extensions["persistedQuery"]; persisted == nil && req.DocumentID != said(want.DocumentID) || persisted != nil && !strings.HasPrefix(req.DocumentID, schema.HashPrefix) {
			t.Fatalf("%q: names %q", body, req.DocumentID)
		}
	})
}

func said(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
