package server

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"parley/schema"
)

// FuzzReadJSON holds readJSON to encoding/json.
func FuzzReadJSON(f *testing.F) {
	for _, text := range []string{
		`{"query":"{ party(key: \"x\") { key } }","variables":{"n":[1,1.0,-0.5e-3,1e400,12345678901234567890],"ok":true,"no":false,"none":null}}`,
		" {\r\n\t\"a\" : [ ] , \"b\" : { } , \"a\":[ { }\n, [ [ ] ] , \"\\u00e9\\ud83d\\ude00\\ud800\" ] }\n", `"\\\""`, `[]`, ` 0 `, `null`, `tru`, `{"a":1,}`, `{"a" "b"}`, `[1 2]`, `"`, ``, ` `,
		"\"\xff\"", "{\"\xff\":1}", "\"a\nb\"", "01", "{}{}",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if outlineOf(text).depth > schema.LimitJSON.Default {
			return
		}
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.UseNumber()
		var want any
		valid := dec.Decode(&want) == nil && json.Valid(text)
		if got, ok := readJSON(text); ok != valid || valid && !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %#v %v, want %#v %v", text, got, ok, want, valid)
		}
	})
}
