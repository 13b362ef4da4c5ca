package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"unique"
)

// Encode returns the record's canonical form: JSON with the field names of curated files, fields in the
// order of the type, maps by key, absent fields left out. Equal records have equal encodings.
func Encode(r Record) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return nil, fmt.Errorf("encode %s: %w", r.Ref(), err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Decode reads what Encode wrote. It refuses fields it does not know: they come from a newer version.
func Decode(k Kind, data []byte) (Record, error) {
	info, ok := k.Info()
	if !ok {
		return nil, fmt.Errorf("unknown kind of record %q", k)
	}
	r := info.New()
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(r); err != nil {
		return nil, fmt.Errorf("decode %s: %w", k, err)
	}
	share(reflect.ValueOf(r).Elem())
	return r, nil
}

// share makes the keys of other records and the options that a record names the same strings in memory wherever they are
// named: a large graph names few of them often.
func share(v reflect.Value) {
	for _, f := range Fields(v.Type()) {
		fv := v.Field(f.Index)
		switch {
		case fv.Type() == patternType:
			sharePattern(fv.Interface().(Pattern))
		case fv.Type() == patternsType:
			for _, p := range fv.Interface().(Patterns) {
				sharePattern(p)
			}
		case f.Ref != "" && fv.Kind() == reflect.String:
			fv.SetString(unique.Make(fv.String()).Value())
		case f.Ref != "" || f.Rule == "options":
			shareAll(fv.Interface().([]string))
		case fv.Kind() == reflect.Slice && fv.Type().Elem().Kind() == reflect.Struct:
			for i := range fv.Len() {
				share(fv.Index(i))
			}
		}
	}
}

func sharePattern(p Pattern) {
	for issue, options := range p {
		shareAll(options)
		p[unique.Make(issue).Value()] = options
	}
}

func shareAll(words []string) {
	for i, w := range words {
		words[i] = unique.Make(w).Value()
	}
}
