package schema

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// variablesKey writes variables so that the texts are the same where the variables are, whatever their order.
func variablesKey(variables map[string]any) string {
	if len(variables) == 0 {
		return ""
	}
	return string(appendKey(make([]byte, 0, 128), variables))
}

// appendKey writes a value behind a sign of its type; what has parts or may hold any sign begins with its length.
func appendKey(key []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(key, 'n')
	case bool:
		return strconv.AppendBool(append(key, 'b'), v)
	case string:
		return appendText(append(key, 's'), v)
	case json.Number:
		return appendText(append(key, 'd'), string(v))
	case []any:
		key = appendCount(append(key, 'l'), len(v))
		for _, item := range v {
			key = appendKey(key, item)
		}
		return key
	case map[string]any:
		key = appendCount(append(key, 'o'), len(v))
		for _, name := range slices.Sorted(maps.Keys(v)) {
			key = appendKey(appendText(key, name), v[name])
		}
		return key
	}
	// Of those who call from Go. What JSON cannot hold fits no type, so no answer kept rests on it.
	text, _ := json.Marshal(v)
	return appendText(appendText(append(key, 'x'), fmt.Sprintf("%T", v)), string(text))
}

func appendText(key []byte, s string) []byte { return append(appendCount(key, len(s)), s...) }

func appendCount(key []byte, n int) []byte { return append(strconv.AppendInt(key, int64(n), 10), ':') }
