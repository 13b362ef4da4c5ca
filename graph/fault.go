package graph

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Fault is one thing wrong with a record: where, and what to do.
type Fault struct {
	Ref  Ref   // empty where the change as a whole is at fault
	Path []any // field names and list positions, from the record down: "forbids", 0, "troops", 1
	Msg  string
}

// Field returns the path as people write it: forbids[0].troops[1].
func (f Fault) Field() string {
	var b strings.Builder
	for _, step := range f.Path {
		switch s := step.(type) {
		case int:
			b.WriteString("[" + strconv.Itoa(s) + "]")
		case string:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(s)
		}
	}
	return b.String()
}

func (f Fault) String() string {
	var parts []string
	if f.Ref != (Ref{}) {
		parts = append(parts, f.Ref.String())
	}
	if len(f.Path) > 0 {
		parts = append(parts, f.Field())
	}
	return strings.Join(append(parts, f.Msg), ": ")
}

// Code classes an error for programs; every front end maps it once.
type Code string

// The codes.
const (
	CodeInvalid     Code = "INVALID"         // the input is wrong; the message says what and where
	CodeNotFound    Code = "NOT_FOUND"       // no such record, day or sequence number
	CodeStale       Code = "STALE"           // the graph has moved on since the caller looked
	CodeStorageFull Code = "STORAGE_FULL"    // too little disk is left to write safely
	CodeUnknown     Code = "OUTCOME_UNKNOWN" // the write may or may not have happened; look before repeating
	CodeDamaged     Code = "DAMAGED"         // the stored data contradict themselves
	CodeLocked      Code = "LOCKED"          // another process has the store open
	CodeClosed      Code = "CLOSED"          // the store was closed
)

// Error is an error with a class, and with the faults where the input was wrong.
type Error struct {
	Code   Code
	Faults []Fault
	Err    error
}

func (e *Error) Error() string {
	if len(e.Faults) == 0 {
		return e.Err.Error()
	}
	var b strings.Builder
	if e.Err != nil {
		b.WriteString(e.Err.Error())
	}
	for _, f := range e.Faults {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(f.String())
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error of the class; %w wraps as in fmt.Errorf.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Err: fmt.Errorf(format, args...)}
}

// CodeOf returns the class of err, or "" if it has none.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// UnknownWord says that got is not one of known, with the nearest of them, or with all if they are few.
func UnknownWord(what, got string, known []string) string {
	msg := fmt.Sprintf("unknown %s %q", what, got)
	if near := Nearest(got, known); near != "" {
		msg += fmt.Sprintf(" (did you mean %q?)", near)
	}
	if len(known) > 0 && len(known) <= 12 {
		msg += ": one of " + strings.Join(known, ", ")
	}
	return msg
}
