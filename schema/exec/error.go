package exec

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

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

// Exceeded is that a run went beyond a limit.
type Exceeded struct {
	What  string // fields, rows or bytes
	Limit int
	Cost  Cost // when it was given up
}

func (e *Exceeded) Error() string {
	limit, what := e.Limit, e.What
	if mib := limit >> 20; what == "bytes" && mib<<20 == limit {
		limit, what = mib, "MiB"
	}
	return fmt.Sprintf("the answer would hold more than %d %s: ask for less at a time", limit, what)
}

// Extensions implements gqlerrors.ExtendedError.
func (e *Exceeded) Extensions() map[string]any {
	return map[string]any{"code": "QUERY_TOO_COMPLEX", "limit": e.Limit, "cost": e.Cost}
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
		at = append(at, location.GetLocation(n.GetLoc().Source, n.GetLoc().Start))
	}
	return at
}

// printed is a piece of the document.
func printed(n ast.Node) string {
	if n.GetLoc() == nil || n.GetLoc().Source == nil {
		return ""
	}
	return shorten(string(n.GetLoc().Source.Body[n.GetLoc().Start:n.GetLoc().End]))
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
