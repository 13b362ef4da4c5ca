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
		got, ok := readJSON(text)
		misread := valid && !ok // then something is there twice, or by half
		if again, err := json.Marshal(want); misread && err == nil && !bytes.Contains(again, []byte("\ufffd")) && !bytes.Contains(again, []byte(`\ufffd`)) && bytes.Count(text, []byte(":")) == bytes.Count(again, []byte(":")) {
			t.Errorf("%q is refused", text)
		}
		if !misread && (ok != valid || valid && !reflect.DeepEqual(got, want)) {
			t.Errorf("%q: got %#v %v, want %#v %v", text, got, ok, want, valid)
		}
	})
}

// TestReadJSONTakesNothingForAnother gives texts that encoding/json reads as something else than they say.
func TestReadJSONTakesNothingForAnother(t *testing.T) {
	for text, want := range map[string]bool{
		`{"a":1,"a":2}`: false, `{"a":{"b":1},"b":{"b":1}}`: true, `{"a":1,"\u0061":2}`: false, `[{"a":1},{"a":1}]`: true,
		`"\ud800"`: false, `"\udc00"`: false, `"\ud83d\ude00"`: true, `"\ud83dx\ude00"`: false, `"\ud83d\u0061"`: false, `"\ude00\ud83d"`: false,
		`"\\ud800"`: true, `"\ufffd"`: true, `"a\ud83d\ude00\ud83d"`: false, `{"\ud800":1}`: false, `"\ud83d\\ude00"`: false,
	} {
		if _, ok := readJSON([]byte(text)); ok != want {
			t.Errorf("%s: %v", text, ok)
		}
	}
}
