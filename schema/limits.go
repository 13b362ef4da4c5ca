package schema

import (
	"slices"
	"strings"
	"time"

	"parley/graph"
	"parley/schema/document"
	"parley/schema/exec"
)

// Limit is a bound on what one request may ask for.
type Limit = document.Limit

// The limits beside those on documents, in the order in which they act. Those of a request as it comes are the server's
// to hold it to; its defaults are what a public server can bear that answers whoever asks.
var (
	LimitBody = &Limit{
		Name: "body", Default: 256 << 10, Unit: document.UnitBytes, Doc: "The body of a request.",
		Code: CodeTooLarge, Says: "the body has", Hint: "ask for less at a time",
	}
	LimitJSON = &Limit{
		Name: "json", Default: 64, Unit: document.UnitLevels, Doc: "Brackets within brackets of a request's JSON, its variables included.",
		Code: CodeTooDeep, Says: "the JSON of the request nests", Hint: "send flatter variables",
	}
	LimitValues = &Limit{
		Name: "values", Default: 20_000, Unit: "values", Doc: "Values of a request's JSON: objects, lists and what is in them.",
		Code: CodeTooLarge, Says: "the JSON of the request holds", Hint: "send less at a time",
	}
	LimitTurns = &Limit{
		Name: "turns", Default: 8, Unit: "answers", Doc: "Answers worked on at once; where it is not set, twice the processors if that is more. Others wait a second.",
		Code: CodeUnavailable, Says: "the server works on", Hint: "try again in a moment",
	}
	limitPlaces = &Limit{
		Name: exec.Places, Default: 200_000, Unit: "places", Doc: "Fields a plan is made of, those of each type an interface or union can be counted apart.",
		Code: CodeTooComplex, Says: "the plan of the document takes", Hint: "split it",
	}
	limitFields = &Limit{
		Name: "fields", Default: 1_000_000, Unit: "fields", Doc: "Fields resolved for an answer.",
		Code: CodeTooComplex, Says: "the answer took", Hint: "ask for less at a time: shorter pages, fewer fields",
	}
	limitRows = &Limit{
		Name: "rows", Default: 100_000, Unit: "rows", Doc: "Rows of all lists of an answer.",
		Code: CodeTooComplex, Says: "the answer took", Hint: "ask for shorter pages, with first",
	}
	limitBytes = &Limit{
		Name: "bytes", Default: 32 << 20, Unit: document.UnitBytes, Doc: "The data of an answer.",
		Code: CodeTooComplex, Says: "the answer took", Hint: "ask for shorter pages, or leave long texts out",
	}
	LimitTime = &Limit{
		Name: "time", Default: 10_000, Most: 25_000, Unit: document.UnitTime, Doc: "Work on one answer; a connection is given 30s in all.",
		Code: CodeTimeout, Says: "the answer took", Hint: "ask for less at a time: fewer issues, shorter pages",
	}
	limitErrors = &Limit{
		Name: "errors", Default: 20, Unit: "errors", Doc: "Errors an answer lists; one more counts those left out.",
		Code: CodeOmitted, Says: "there are", Hint: "correct those listed",
	}
)

// LimitList lists every limit; flags, errors and docs/limits.md follow it.
func LimitList() []*Limit {
	return slices.Concat(
		[]*Limit{LimitBody, LimitJSON, LimitValues, LimitTurns},
		document.LimitList(),
		[]*Limit{limitPlaces, limitFields, limitRows, limitBytes, LimitTime, limitErrors},
	)
}

// Limits sets limits by name; one that is not there has its default.
type Limits map[string]int

// Of returns what a limit is set to.
func (s Limits) Of(l *Limit) int { return document.Limits(s).Of(l) }

// Time is how long the work on one answer may take.
func (s Limits) Time() time.Duration { return time.Duration(s.Of(LimitTime)) * time.Millisecond }

// cost is what a run may cost.
func (s Limits) cost() exec.Cost {
	return exec.Cost{Fields: s.Of(limitFields), Rows: s.Of(limitRows), Bytes: s.Of(limitBytes)}
}

// ParseLimits reads limits written as NAME=VALUE: bytes as 65536, 64KiB or 1MiB, time as 500ms or 10s.
func ParseLimits(texts []string) (Limits, error) {
	s := Limits{}
	for _, text := range texts {
		name, value, _ := strings.Cut(text, "=")
		l := limitNamed(name)
		if l == nil {
			return nil, unknownLimit(name)
		}
		n, err := l.Parse(value)
		if err != nil {
			return nil, err
		}
		s[name] = n
	}
	return s, s.check()
}

// check refuses limits nobody knows, and those that would let nothing or too much pass.
func (s Limits) check() error {
	for name, n := range s {
		l := limitNamed(name)
		if l == nil {
			return unknownLimit(name)
		}
		if err := l.Check(n); err != nil {
			return err
		}
	}
	return nil
}

func limitNamed(name string) *Limit {
	for _, l := range LimitList() {
		if l.Name == name {
			return l
		}
	}
	return nil
}

func unknownLimit(name string) error {
	var known []string
	for _, l := range LimitList() {
		known = append(known, l.Name)
	}
	msg := graph.UnknownWord("limit", name, known)
	if graph.Nearest(name, known) == "" {
		msg += ": one of " + strings.Join(known, ", ")
	}
	return graph.Errorf(graph.CodeInvalid, "%s", msg)
}
