package exec

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
	"unicode/utf8"

	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/location"
)

// Error is one error of an answer (specification, 7.1.2).
type Error struct {
	Message    string                    `json:"message"`
	Locations  []location.SourceLocation `json:"locations,omitempty"`
	Path       []any                     `json:"path,omitempty"`
	Extensions map[string]any            `json:"extensions,omitempty"`
}

func (e *Error) Error() string { return e.Message }

// refuse says why a document cannot be run.
func refuse(at ast.Node, format string, args ...any) error {
	return &Error{Message: fmt.Sprintf(format, args...), Locations: locations(at)}
}

// Panic is a panic of a resolver or a type's function. Its text is for the log, not for who asked.
type Panic struct {
	Value any
	Stack []byte
}

func (p *Panic) Error() string { return fmt.Sprint("panic: ", p.Value) }

// Exceeded is that a run, or the making of its plan, went beyond a limit.
type Exceeded struct {
	What  string // Fields, Rows or Bytes of an answer, Places of a plan, Errors
	Limit int
	Count int  // of what there is too much: where it was given up, except of errors
	Cost  Cost // of the run, up to there
}

// What there can be too much of.
const (
	Fields = "fields"
	Rows   = "rows"
	Bytes  = "bytes"
	Places = "places" // selections a plan is made of, fragments put in place, type by type
	Errors = "errors"
)

func (e *Exceeded) Error() string {
	switch limit := e.Limit; e.What {
	case Errors:
		return fmt.Sprintf("%d more errors are not listed: correct those that are", e.Count-limit)
	case Places:
		return fmt.Sprintf("the document selects fields in more than %d places once its fragments are put in place, type by type: split it", limit)
	default:
		return fmt.Sprintf("the answer would hold more than %d %s: ask for less at a time", limit, e.What)
	}
}

// Extensions implements gqlerrors.ExtendedError.
func (e *Exceeded) Extensions() map[string]any {
	return map[string]any{"code": "QUERY_TOO_COMPLEX", "limit": e.What, "allowed": e.Limit, "cost": map[string]int{e.What: e.Count}}
}

var _ gqlerrors.ExtendedError = (*Exceeded)(nil)

// explain is what an error says where Options have no Explain.
func explain(_ context.Context, err error) (message string, extensions map[string]any) {
	var p *Panic
	if errors.As(err, &p) {
		return "internal error", nil
	}
	var x gqlerrors.ExtendedError
	if errors.As(err, &x) {
		extensions = x.Extensions()
	}
	return err.Error(), extensions
}

// safely runs what is not ours.
func safely(f func()) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = &Panic{x, debug.Stack()}
		}
	}()
	f()
	return nil
}

// maxLocations bounds the places an error names, where many were merged.
const maxLocations = 10

func locations[N ast.Node](nodes ...N) []location.SourceLocation {
	var at []location.SourceLocation
	for _, n := range nodes[:min(len(nodes), maxLocations)] {
		if any(n) == nil || n.GetLoc() == nil || n.GetLoc().Source == nil {
			continue
		}
		at = append(at, Locate(n.GetLoc().Source.Body, n.GetLoc().Start))
	}
	return at
}

// Locate turns a byte of a document into a line and a column in characters, both counted from 1.
func Locate[T string | []byte](text T, at int) location.SourceLocation {
	line, start := 1, 0
	for i := range min(at, len(text)) {
		if text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			line, start = line+1, i+1
		}
	}
	return location.SourceLocation{Line: line, Column: 1 + utf8.RuneCountInString(string(text[start:min(at, len(text))]))}
}

// printed is a value of the document as a message shows it.
func printed(v ast.Value) string {
	switch v := v.(type) {
	case *ast.StringValue:
		return strconv.Quote(shorten(v.Value))
	case *ast.ListValue:
		return "a list"
	case *ast.ObjectValue:
		return "an object"
	case *ast.Variable:
		return "a variable"
	}
	return shorten(fmt.Sprint(v.GetValue()))
}

// shorten cuts what a message echoes of the caller's text.
func shorten(s string) string {
	const most = 100
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	return s[:cut] + "..."
}
