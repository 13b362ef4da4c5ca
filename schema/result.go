package schema

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"parley/schema/document"
	"parley/schema/exec"
)

// Result is the answer to a request; it marshals to a GraphQL response. Data is left out where the request
// was refused before anything ran, or given up before it changed anything. Results may be shared: they are never to be changed.
type Result struct {
	Data     json.RawMessage
	Errors   []Error
	Cost     exec.Cost // what the answer took
	Sequence uint64    // of an event: the change it tells of

	landed   []uint64 // the changes made by a request that ended with errors
	document Cost     // what its document holds, where the answer says what it took
	line     []byte   // the whole response and a line's end, where it is there already
}

// opening is what a response without errors begins with.
const opening = `{"data":`

// newResult makes a result of a run whose buffer began with opening.
func newResult(r *exec.Result) *Result {
	res := &Result{Data: r.Data, Errors: errorsOf(r.Errors), Cost: r.Cost}
	if len(r.Errors) == 0 {
		res.line = append(r.Buffer, "}\n"...)
		end := len(r.Buffer)
		res.Data = res.line[len(opening):end:end]
	}
	return res
}

// changed returns a result with errors as one that says what the request changed all the same.
func (r *Result) changed(by *request) *Result {
	if len(r.Errors) == 0 || len(by.landed) == 0 && !by.unsure {
		return r
	}
	r.landed = by.landed
	if r.Data == nil {
		r.Data = json.RawMessage("null") // something ran
	}
	if by.unsure {
		f := faultf(CodeTimeout, "the time was up while a change was being stored, which may have landed: look before sending it again, or send it again under the same idempotencyKey")
		r.Errors = append(r.Errors, f.Listed())
	}
	return r
}

// shown returns the result as one that says what it took, if the request asks for that.
func (r *Result) shown(p *plan, req Request) *Result {
	if !req.Cost || r.Refused() {
		return r
	}
	shown := *r
	shown.document, shown.line = p.document, nil
	return &shown
}

// cost is what the answer took: what its document holds, and the run.
func (r *Result) cost() Cost {
	all := runCost(r.Cost)
	maps.Copy(all, r.document)
	return all
}

// Refused reports whether the request came to nothing: it was wrong, or given up before it changed anything.
func (r *Result) Refused() bool { return r.Data == nil }

// Error is one error of a response.
type Error = document.Error

// Location is a place in the document; both count from 1.
type Location = document.Location

// Body returns the response as JSON; it is not to be changed.
func (r *Result) Body() ([]byte, error) {
	line, err := r.Line()
	return bytes.TrimSuffix(line, []byte("\n")), err
}

// Line returns the response as JSON on a line of its own, with its end; it is not to be changed.
func (r *Result) Line() ([]byte, error) {
	if r.line != nil {
		return r.line, nil
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
	if extensions := r.extensions(); len(extensions) > 0 {
		if err := member("extensions", extensions); err != nil {
			return nil, err
		}
	}
	b.WriteString("}\n")
	return b.Bytes(), nil
}

func (r *Result) extensions() map[string]any {
	all := map[string]any{}
	if r.document != nil {
		all["cost"] = r.cost()
	}
	for _, seq := range r.landed {
		list, _ := all["landed"].([]string)
		all["landed"] = append(list, strconv.FormatUint(seq, 10))
	}
	return all
}

// MarshalJSON implements json.Marshaler.
func (r *Result) MarshalJSON() ([]byte, error) {
	text, err := r.Body()
	return slices.Clone(text), err
}
