package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
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
	return r, nil
}
