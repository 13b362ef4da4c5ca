package server

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// readJSON reads a JSON text as encoding/json does with UseNumber, so that 1 stays apart from 1.0 and large numbers keep
// their digits; ok is false where encoding/json finds it wrong, and where it would take one thing for another: of members
// that are there twice the last, for half a character another one. The caller bounds how deep it is nested.
func readJSON(text []byte) (v any, ok bool) {
	if !json.Valid(text) {
		return nil, false
	}
	r := &jsonReader{rest: text}
	v = r.value()
	return v, !r.misread
}

// jsonReader holds the rest of a valid JSON text.
type jsonReader struct {
	rest    []byte
	misread bool
}

func (r *jsonReader) value() any {
	switch r.next() {
	case '{':
		return r.object()
	case '[':
		return r.list()
	case '"':
		return r.string()
	}
	switch word := r.word(); word[0] {
	case 'n':
		return nil
	case 't', 'f':
		return word[0] == 't'
	default:
		return json.Number(word)
	}
}

// next skips white space and returns the character behind it.
func (r *jsonReader) next() byte {
	for {
		switch c := r.rest[0]; c {
		case ' ', '\t', '\r', '\n':
			r.rest = r.rest[1:]
		default:
			return c
		}
	}
}

// opened goes behind what opens an object or list, or all of it where it is empty.
func (r *jsonReader) opened(end byte) (more bool) {
	r.rest = r.rest[1:]
	if r.next() != end {
		return true
	}
	r.rest = r.rest[1:]
	return false
}

// behind goes behind the sign after a part of an object or list, which is a comma or its end.
func (r *jsonReader) behind() (more bool) {
	sign := r.next()
	r.rest = r.rest[1:]
	return sign == ','
}

func (r *jsonReader) object() any {
	members := map[string]any{}
	for more := r.opened('}'); more; more = r.behind() {
		name := r.string()
		r.next()
		r.rest = r.rest[1:] // the colon
		_, twice := members[name]
		r.misread = r.misread || twice
		members[name] = r.value()
	}
	return members
}

func (r *jsonReader) list() any {
	items := []any{}
	for more := r.opened(']'); more; more = r.behind() {
		items = append(items, r.value())
	}
	return items
}

// string reads a string. Only one without escapes is what it looks like.
func (r *jsonReader) string() (s string) {
	r.next()
	end := 1
	for r.rest[end] != '"' {
		if r.rest[end] == '\\' {
			end++
		}
		end++
	}
	raw := r.rest[:end+1]
	r.rest = r.rest[end+1:]
	if inner := raw[1:end]; bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {
		return string(inner)
	}
	r.misread = r.misread || halved(raw)
	json.Unmarshal(raw, &s) // valid, so it cannot fail
	return s
}

// halved reports whether a string holds an escape of half a character (a surrogate) without the other half.
func halved(raw []byte) bool {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		if i++; raw[i] != 'u' {
			continue
		}
		first := escaped(raw[i+1:])
		i += 4
		if !utf16.IsSurrogate(first) {
			continue
		}
		if i+6 >= len(raw) || raw[i+1] != '\\' || raw[i+2] != 'u' || utf16.DecodeRune(first, escaped(raw[i+3:])) == utf8.RuneError {
			return true
		}
		i += 6
	}
	return false
}

// escaped is the number that four hexadecimal digits write.
func escaped(digits []byte) rune {
	n, _ := strconv.ParseUint(string(digits[:4]), 16, 16)
	return rune(n)
}

// word reads a number, true, false or null.
func (r *jsonReader) word() string {
	end := bytes.IndexAny(r.rest, ",]} \t\r\n")
	if end < 0 {
		end = len(r.rest)
	}
	word := string(r.rest[:end])
	r.rest = r.rest[end:]
	return word
}
