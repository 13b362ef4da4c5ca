package document

import (
	"fmt"
	"maps"
)

// The codes of what is wrong with a document. Those of Apollo Server and GraphQL Yoga carry their names there.
const (
	CodeParseFailed      = "GRAPHQL_PARSE_FAILED"
	CodeValidationFailed = "GRAPHQL_VALIDATION_FAILED"
	CodeOperation        = "OPERATION_RESOLUTION_FAILURE"
	CodeTooDeep          = "QUERY_TOO_DEEP"
	CodeTooComplex       = "QUERY_TOO_COMPLEX"
	CodeTooLarge         = "QUERY_TOO_LARGE"
	CodeNoIntrospection  = "INTROSPECTION_DISABLED"
)

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

// Fault is an error meant for the caller.
type Fault struct {
	Code, Msg string
	At        []Location
	More      map[string]any // extensions beside the code
}

// Faultf makes a fault that is at no place of the document.
func Faultf(code, format string, args ...any) *Fault {
	return &Fault{Code: code, Msg: fmt.Sprintf(format, args...)}
}

func (f *Fault) Error() string { return f.Msg }

// Listed is the fault as an answer lists it.
func (f *Fault) Listed() Error {
	extensions := map[string]any{"code": f.Code}
	maps.Copy(extensions, f.More)
	return Error{Message: f.Msg, Locations: f.At, Extensions: extensions}
}

// Shorten cuts a message that echoes the caller's text at length; no character is cut in half.
func Shorten(msg string) string { return cutTo(msg, 400) }

// cutTo cuts a text for a message to so many bytes.
func cutTo(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && text[most]&0xC0 == 0x80 {
		most--
	}
	return text[:most] + "..."
}
