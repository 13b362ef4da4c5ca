package schema

import (
	"bytes"
	"encoding/json"
)

// Result is the answer to a request; it marshals to a GraphQL response. Data is left out where the request
// was refused before anything ran.
type Result struct {
	Data   json.RawMessage
	Errors []Error
}

// Refused reports whether nothing ran: the request itself was wrong.
func (r *Result) Refused() bool { return r.Data == nil }

// Error is one error of a response.
type Error struct {
	Message    string         `json:"message"`
	Locations  []Location     `json:"locations,omitempty"`
	Path       []any          `json:"path,omitempty"`
	Extensions map[string]any `json:"extensions,omitempty"`
}

// Code returns extensions.code.
func (e Error) Code() string {
	code, _ := e.Extensions["code"].(string)
	return code
}

// Location is a place in the document; both count from 1.
type Location struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// MarshalJSON implements json.Marshaler.
func (r *Result) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	if len(r.Errors) > 0 {
		b.WriteString(`"errors":`)
		if err := enc.Encode(r.Errors); err != nil {
			return nil, err
		}
		b.Truncate(b.Len() - 1) // the line's end
	}
	if r.Data != nil {
		if len(r.Errors) > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"data":`)
		b.Write(r.Data)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
