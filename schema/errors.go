package schema

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/graphql-go/graphql/gqlerrors"

	"parley/analysis/nogood"
	"parley/graph"
	"parley/schema/document"
	"parley/schema/exec"
)

// The codes of extensions.code. Those of Apollo Server and GraphQL Yoga carry their names there.
const (
	CodeParseFailed      = document.CodeParseFailed
	CodeValidationFailed = document.CodeValidationFailed
	CodeBadInput         = "BAD_USER_INPUT"
	CodeBadRequest       = "BAD_REQUEST"
	CodeOperation        = document.CodeOperation
	CodeNotFound         = "NOT_FOUND"
	CodeConflict         = "CONFLICT"
	CodeUnavailable      = "SERVICE_UNAVAILABLE"
	CodeInternal         = "INTERNAL_SERVER_ERROR"
	CodeMethodNotAllowed = "METHOD_NOT_ALLOWED"
	CodeTooDeep          = document.CodeTooDeep
	CodeTooComplex       = document.CodeTooComplex
	CodeTooLarge         = document.CodeTooLarge
	CodeTimeout          = "TIMEOUT"
	CodeBatch            = "BATCH_REJECTED"
	CodeForbidden        = "FORBIDDEN"
	CodeNoIntrospection  = document.CodeNoIntrospection
	CodeOmitted          = "ERRORS_OMITTED"
	CodeHashUnknown      = "PERSISTED_QUERY_NOT_FOUND"
	CodeHashVersion      = "PERSISTED_QUERY_NOT_SUPPORTED"
	CodeHashMismatch     = "PERSISTED_QUERY_HASH_MISMATCH"
	CodeNotTrusted       = "DOCUMENT_NOT_TRUSTED"
)

// fault is an error meant for the caller.
type fault = document.Fault

func faultf(code, format string, args ...any) *fault { return document.Faultf(code, format, args...) }

// badInput says what is wrong with an argument.
func badInput(format string, args ...any) error { return faultf(CodeBadInput, format, args...) }

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
	var wrong *exec.Error
	var over *exec.Exceeded
	switch {
	case errors.As(err, &f):
		return f.Listed()
	case errors.As(err, &wrong):
		return Error{Message: wrong.Message, Extensions: map[string]any{"code": CodeBadInput}}
	case errors.As(err, &over):
		return a.Limits.overRun(over).Listed()
	case errors.Is(err, context.DeadlineExceeded):
		return a.Limits.over(LimitTime, spent(ctx), false).Listed()
	case errors.Is(err, context.Canceled):
		return faultf(CodeTimeout, "whoever asked did not wait for the answer, so it was given up: ask again").Listed()
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
	var p *exec.Panic
	if errors.As(err, &p) {
		attrs = append(attrs, "stack", string(p.Stack))
	}
	a.Logger.ErrorContext(ctx, "internal error in the API", attrs...)
	return Error{Message: "internal error: the log has it under errorId", Extensions: map[string]any{"code": CodeInternal, "errorId": id}}
}

// spent is how long the request of a context has been worked on, in milliseconds.
func spent(ctx context.Context) int {
	r, ok := ctx.Value(requestKey{}).(*request)
	if !ok {
		return 0
	}
	return int(time.Since(r.began) / time.Millisecond)
}

func locations(e gqlerrors.FormattedError) []Location {
	var at []Location
	for _, l := range e.Locations {
		at = append(at, Location(l))
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
func shorten(msg string) string { return document.Shorten(msg) }
