package exec

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/graphql-go/graphql"
)

// leaf writes a scalar or enum value: what Go types stand for it at once, anything else as the type serializes it.
func (r *run) leaf(s *shape, v any) error {
	switch s.kind {
	case text:
		if v, ok := v.(string); ok {
			r.buf = appendString(r.buf, v)
			return nil
		}
	case integer:
		if v, ok := v.(int); ok && v >= math.MinInt32 && v <= math.MaxInt32 {
			r.buf = strconv.AppendInt(r.buf, int64(v), 10)
			return nil
		}
	case boolean:
		if v, ok := v.(bool); ok {
			r.buf = strconv.AppendBool(r.buf, v)
			return nil
		}
	case float:
		if v, ok := v.(float64); ok && !math.IsNaN(v) && !math.IsInf(v, 0) {
			r.buf = appendFloat(r.buf, v)
			return nil
		}
	case enumeration:
		if v, ok := v.(string); ok {
			if name, ok := s.enum.texts[v]; ok {
				r.buf = append(r.buf, name...)
				return nil
			}
		}
	}
	return r.serialize(s, v)
}

// serialize has the type make of v what JSON can hold. A type of the specification that makes nothing of it cannot
// represent it; one of the schema's own says null by that.
func (r *run) serialize(s *shape, v any) error {
	if isNull(v) {
		return errNull
	}
	var plain any
	if err := safely(func() { plain = s.typ.(graphql.Leaf).Serialize(v) }); err != nil {
		return err
	}
	if isNull(plain) {
		if s.kind == scalar {
			return errNull
		}
		return fmt.Errorf("%s cannot represent %s", s.typ, shorten(fmt.Sprint(v)))
	}
	buf, err := appendJSON(r.buf, plain)
	r.buf = buf
	return err
}

func appendJSON(buf []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case string:
		return appendString(buf, v), nil
	case bool:
		return strconv.AppendBool(buf, v), nil
	case int:
		return strconv.AppendInt(buf, int64(v), 10), nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return buf, fmt.Errorf("JSON has no number %v", v)
		}
		return appendFloat(buf, v), nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	var failed error
	if err := safely(func() { failed = enc.Encode(v) }); err != nil {
		return buf, err
	}
	return append(buf, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...), failed
}

// appendFloat writes a number as encoding/json does.
func appendFloat(buf []byte, v float64) []byte {
	format := byte('f')
	if abs := math.Abs(v); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	buf = strconv.AppendFloat(buf, v, format, -1, 64)
	if n := len(buf); format == 'e' && n >= 4 && string(buf[n-4:n-1]) == "e-0" {
		buf[n-2] = buf[n-1] // e-09 is e-9
		buf = buf[:n-1]
	}
	return buf
}

// appendString writes a string as encoding/json does without escapes for HTML: what is not UTF-8 becomes U+FFFD, and
// the two line ends that JavaScript once stumbled over are escaped.
func appendString(buf []byte, s string) []byte {
	buf = append(buf, '"')
	done := 0 // of s, written
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && escapes[c] == "" {
			i++
			continue
		}
		size, escape := 1, ""
		if c < utf8.RuneSelf {
			escape = escapes[c]
		} else {
			var char rune
			char, size = utf8.DecodeRuneInString(s[i:])
			switch {
			case char == utf8.RuneError && size == 1:
				escape = `\ufffd`
			case char == '\u2028':
				escape = `\u2028`
			case char == '\u2029':
				escape = `\u2029`
			}
		}
		if escape != "" {
			buf = append(append(buf, s[done:i]...), escape...)
			done = i + size
		}
		i += size
	}
	return append(append(buf, s[done:]...), '"')
}

// escapes are what stands for the characters of ASCII that a string of JSON cannot hold.
var escapes = func() (list [utf8.RuneSelf]string) {
	for c := range ' ' {
		list[c] = fmt.Sprintf(`\u%04x`, c)
	}
	for c, escape := range map[byte]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`} {
		list[c] = escape
	}
	return list
}()
