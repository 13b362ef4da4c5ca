package schema

import (
	"bytes"
	"encoding/json"
	"slices"

	"parley/schema/exec"
)

// Result is the answer to a request; it marshals to a GraphQL response. Data is left out where the request
// was refused before anything ran. Results may be shared: they are never to be changed.
type Result struct {
	Data     json.RawMessage
	Errors   []Error
	Cost     exec.Cost // what the answer took
	Sequence uint64    // of an event: the change it tells of

	showCost bool
	body     []byte // the whole response, where it is there already
}

// opening is what a response without errors begins with.
const opening = `{"data":`

// newResult makes a result of a run whose buffer began with opening.
func newResult(r *exec.Result) *Result {
	res := &Result{Data: r.Data, Errors: errorsOf(r.Errors), Cost: r.Cost}
	if len(r.Errors) == 0 {
		res.body = append(r.Buffer, '}')
		res.Data = res.body[len(opening) : len(res.body)-1 : len(res.body)-1]
	}
	return res
}

// withCost returns the result as one that says what it took.
func (r *Result) withCost() *Result {
	shown := *r
	shown.showCost, shown.body = true, nil
	return &shown
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

// Body returns the response as JSON; it is not to be changed.
func (r *Result) Body() ([]byte, error) {
	if r.body != nil {
		return r.body, nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	member := func(name string, v any) error {
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + name + `":`)
		if raw, ok := v.(json.RawMessage); ok {
			b.Write(raw) // Encode would go through it once more
			return nil
		}
		err := enc.Encode(v)
		b.Truncate(b.Len() - 1) // the line's end
		return err
	}
	if len(r.Errors) > 0 {
		if err := member("errors", r.Errors); err != nil {
			return nil, err
		}
	}
	if r.Data != nil {
		member("data", r.Data)
	}
	if r.showCost {
		member("extensions", map[string]any{"cost": r.Cost})
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// MarshalJSON implements json.Marshaler.
func (r *Result) MarshalJSON() ([]byte, error) {
	text, err := r.Body()
	return slices.Clone(text), err
}
