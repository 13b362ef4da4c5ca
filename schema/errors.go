package schema

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/google/uuid"
	"github.com/graphql-go/graphql/gqlerrors"

	"parley/analysis/nogood"
	"parley/graph"
)

// The codes of extensions.code. Those of Apollo Server and GraphQL Yoga carry their names there.
const (
	CodeParseFailed      = "GRAPHQL_PARSE_FAILED"
	CodeValidationFailed = "GRAPHQL_VALIDATION_FAILED"
	CodeBadInput         = "BAD_USER_INPUT"
	CodeOperation        = "OPERATION_RESOLUTION_FAILURE"
	CodeNotFound         = "NOT_FOUND"
	CodeConflict         = "CONFLICT"
	CodeUnavailable      = "SERVICE_UNAVAILABLE"
	CodeInternal         = "INTERNAL_SERVER_ERROR"
	CodeMethodNotAllowed = "METHOD_NOT_ALLOWED"
	CodeTooDeep          = "QUERY_TOO_DEEP"
	CodeTooComplex       = "QUERY_TOO_COMPLEX"
	CodeTooLarge         = "QUERY_TOO_LARGE"
	CodeTimeout          = "TIMEOUT"
)

// maxErrors is the most errors an answer lists.
const maxErrors = 20

// fault is an error meant for the caller.
type fault struct {
	code, msg string
	at        []Location
}

func (f *fault) Error() string { return f.msg }

func faultf(code, format string, args ...any) *fault {
	return &fault{code: code, msg: fmt.Sprintf(format, args...)}
}

// badInput says what is wrong with an argument.
func badInput(format string, args ...any) error { return faultf(CodeBadInput, format, args...) }

// panicked is a panic caught in a resolver, with where it happened.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprint("panic: ", p.value) }

func caught(value any) error { return &panicked{value, debug.Stack()} }

// graphCodes maps the codes of package graph, once for the whole API.
var graphCodes = map[graph.Code]string{
	graph.CodeInvalid:     CodeBadInput,
	graph.CodeNotFound:    CodeNotFound,
	graph.CodeStale:       CodeConflict,
	graph.CodeStorageFull: CodeUnavailable,
	graph.CodeUnknown:     CodeUnavailable,
	graph.CodeLocked:      CodeUnavailable,
	graph.CodeClosed:      CodeUnavailable,
}

// problem turns an error into one for the caller. What the caller cannot have caused is logged under an id
// and masked.
func (a *API) problem(ctx context.Context, err error) Error {
	var f *fault
	switch {
	case errors.As(err, &f):
		return Error{Message: f.msg, Locations: f.at, Extensions: map[string]any{"code": f.code}}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return Error{Message: "the answer took too long and was given up: ask for less", Extensions: map[string]any{"code": CodeTimeout}}
	case errors.Is(err, nogood.ErrTooLarge):
		return Error{
			Message:    err.Error() + ": ask about fewer issues by issues, or settle some by assume",
			Extensions: map[string]any{"code": CodeTooComplex},
		}
	}
	if code, ok := graphCodes[graph.CodeOf(err)]; ok {
		return Error{Message: few(err.Error()), Extensions: map[string]any{"code": code}}
	}
	id := uuid.NewString()
	attrs := []any{"errorId", id, "error", err.Error()}
	var p *panicked
	if errors.As(err, &p) {
		attrs = append(attrs, "stack", string(p.stack))
	}
	a.Logger.ErrorContext(ctx, "internal error in the API", attrs...)
	return Error{Message: "internal error: the log has it under errorId", Extensions: map[string]any{"code": CodeInternal, "errorId": id}}
}

// located turns an error of the library into one for the caller, with its place. Once an operation runs, an
// error without one of ours within it is a fault of this package; before, it is the caller's.
func (a *API) located(ctx context.Context, e gqlerrors.FormattedError, executed bool) Error {
	var out Error
	switch cause := cause(e); {
	case cause != nil:
		out = a.problem(ctx, cause)
	case executed:
		out = a.problem(ctx, e)
	default:
		out = Error{Message: shorten(e.Message), Extensions: map[string]any{"code": CodeBadInput}}
	}
	out.Path = e.Path
	if len(out.Locations) == 0 {
		out.Locations = locations(e)
	}
	return out
}

// cause digs out the error a resolver returned, or nil.
func cause(e gqlerrors.FormattedError) error {
	var err error = e
	for err != nil {
		switch x := err.(type) {
		case gqlerrors.FormattedError:
			err = x.OriginalError()
		case *gqlerrors.Error:
			err = x.OriginalError
		case *fault, *panicked, *graph.Error:
			return err
		default:
			if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || errors.Is(err, nogood.ErrTooLarge) || graph.CodeOf(err) != "" {
				return err
			}
			var f *fault
			if errors.As(err, &f) {
				return f
			}
			return nil
		}
	}
	return nil
}

func locations(e gqlerrors.FormattedError) []Location {
	var at []Location
	for _, l := range e.Locations {
		at = append(at, Location{l.Line, l.Column})
	}
	return at
}

// few keeps the first of many lines, of which each tells one fault.
func few(msg string) string {
	const most = 20
	lines := strings.Split(msg, "\n")
	if len(lines) <= most {
		return msg
	}
	return strings.Join(lines[:most], "\n") + fmt.Sprintf("\nand %d more", len(lines)-most)
}

// shorten cuts a message that echoes the caller's text at length.
func shorten(msg string) string {
	const most = 400
	if len(msg) <= most {
		return msg
	}
	cut := most
	for cut > 0 && msg[cut]&0xC0 == 0x80 {
		cut--
	}
	return msg[:cut] + "..."
}
