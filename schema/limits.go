package schema

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley/graph"
	"parley/schema/exec"
)

// Limit is a bound on what one request may ask for.
type Limit struct {
	Name    string // as an error's extensions.limit and extensions.cost have it
	Default int
	Most    int    // what it can be set to; 0 means what its unit can
	Unit    string // unitBytes, unitTime, unitLevels, or what else is counted
	Doc     string // what it bounds, in a sentence

	code string // of the error of a request beyond it
	says string // how its message begins, up to the amount
	hint string // how it ends: what to do about it
}

// Units that are written in their own way, or go only so far.
const (
	unitBytes  = "bytes"
	unitTime   = "ms"
	unitLevels = "levels"
)

// The limits, in the order in which they act. Those of a request as it comes are the server's to hold it to; its
// defaults are what a public server can bear that answers whoever asks.
var (
	LimitBody = &Limit{
		Name: "body", Default: 256 << 10, Unit: unitBytes, Doc: "The body of a request.",
		code: CodeTooLarge, says: "the body has", hint: "ask for less at a time",
	}
	LimitJSON = &Limit{
		Name: "json", Default: 64, Unit: unitLevels, Doc: "Brackets within brackets of a request's JSON, its variables included.",
		code: CodeTooDeep, says: "the JSON of the request nests", hint: "send flatter variables",
	}
	LimitValues = &Limit{
		Name: "values", Default: 20_000, Unit: "values", Doc: "Values of a request's JSON: objects, lists and what is in them.",
		code: CodeTooLarge, says: "the JSON of the request holds", hint: "send less at a time",
	}
	LimitTurns = &Limit{
		Name: "turns", Default: 8, Unit: "answers", Doc: "Answers worked on at once; where it is not set, twice the processors if that is more. Others wait a second.",
		code: CodeUnavailable, says: "the server works on", hint: "try again in a moment",
	}
	limitDocument = &Limit{
		Name: "document", Default: 32 << 10, Unit: unitBytes, Doc: "A document.",
		code: CodeTooLarge, says: "the document has", hint: "put long values into variables",
	}
	limitTokens = &Limit{
		Name: "tokens", Default: 2000, Unit: "words and signs", Doc: "Words and signs of a document; comments and commas are none.",
		code: CodeTooLarge, says: "the document has", hint: "split it, or put lists into variables",
	}
	limitDepth = &Limit{
		Name: "depth", Default: 24, Unit: unitLevels, Doc: "Brackets within brackets of a document, and fields within fields once its fragments are put in place. GraphiQL's own question needs 15.",
		code: CodeTooDeep, says: "the document nests", hint: "ask for what is further down by its key or id",
	}
	limitName = &Limit{
		Name: "name", Default: 256, Unit: "letters", Doc: "A name or a number of a document.",
		code: CodeTooLarge, says: "the document has a name or number of", hint: "shorten it",
	}
	limitDirectives = &Limit{
		Name: "directives", Default: 50, Unit: "directives", Doc: "Directives of a document.",
		code: CodeTooComplex, says: "the document has", hint: "put what shares a condition into one fragment",
	}
	limitOperations = &Limit{
		Name: "operations", Default: 10, Unit: "operations", Doc: "Operations of a document.",
		code: CodeTooLarge, says: "the document has", hint: "send those that are asked for",
	}
	limitFragments = &Limit{
		Name: "fragments", Default: 100, Unit: "fragments", Doc: "Fragments of a document.",
		code: CodeTooLarge, says: "the document has", hint: "send those that are asked for",
	}
	limitVariables = &Limit{
		Name: "variables", Default: 100, Unit: "variables", Doc: "Variables of an operation.",
		code: CodeTooLarge, says: "an operation of the document has", hint: "put them into lists or input objects",
	}
	limitAliases = &Limit{
		Name: "aliases", Default: 50, Unit: "aliases", Doc: "Aliases of a document.",
		code: CodeTooComplex, says: "the document has", hint: "ask several times, or for a list",
	}
	limitSelections = &Limit{
		Name: "selections", Default: 5000, Unit: "fields", Doc: "Fields an operation or a fragment selects once the fragments in it are put in place.",
		code: CodeTooComplex, says: "the document selects, once its fragments are put in place,", hint: "split it",
	}
	limitIntrospection = &Limit{
		Name: "introspection", Default: 3, Unit: "lists", Doc: "Lists of the schema's own description within one another.",
		code: CodeTooComplex, says: "introspection asks, within one another, for", hint: "ask for one type by __type(name:), or read /schema.graphql",
	}
	limitPlaces = &Limit{
		Name: exec.Places, Default: 200_000, Unit: "places", Doc: "Fields a plan is made of, those of each type an interface or union can be counted apart.",
		code: CodeTooComplex, says: "the plan of the document takes", hint: "split it",
	}
	limitFields = &Limit{
		Name: "fields", Default: 1_000_000, Unit: "fields", Doc: "Fields resolved for an answer.",
		code: CodeTooComplex, says: "the answer took", hint: "ask for less at a time: shorter pages, fewer fields",
	}
	limitRows = &Limit{
		Name: "rows", Default: 100_000, Unit: "rows", Doc: "Rows of all lists of an answer.",
		code: CodeTooComplex, says: "the answer took", hint: "ask for shorter pages, with first",
	}
	limitBytes = &Limit{
		Name: "bytes", Default: 32 << 20, Unit: unitBytes, Doc: "The data of an answer.",
		code: CodeTooComplex, says: "the answer took", hint: "ask for shorter pages, or leave long texts out",
	}
	LimitTime = &Limit{
		Name: "time", Default: 10_000, Most: 25_000, Unit: unitTime, Doc: "Work on one answer; a connection is given 30s in all.",
		code: CodeTimeout, says: "the answer took", hint: "ask for less at a time: fewer issues, shorter pages",
	}
	limitErrors = &Limit{
		Name: "errors", Default: 20, Unit: "errors", Doc: "Errors an answer lists; one more counts those left out.",
		code: CodeOmitted, says: "there are", hint: "correct those listed",
	}
)

// LimitList lists every limit; flags, errors and docs/limits.md follow it.
func LimitList() []*Limit {
	return []*Limit{
		LimitBody, LimitJSON, LimitValues, LimitTurns,
		limitDocument, limitTokens, limitDepth, limitName, limitDirectives,
		limitOperations, limitFragments, limitVariables, limitAliases, limitSelections, limitIntrospection, limitPlaces,
		limitFields, limitRows, limitBytes, LimitTime, limitErrors,
	}
}

// Limits sets limits by name; one that is not there has its default.
type Limits map[string]int

// Of returns what a limit is set to.
func (s Limits) Of(l *Limit) int {
	if n, set := s[l.Name]; set {
		return n
	}
	return l.Default
}

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
		n, err := l.parse(value)
		if err != nil {
			return nil, graph.Errorf(graph.CodeInvalid, "limit %s: %q is no %s: write it as %s=%s", name, value, l.kind(), name, l.Amount(l.Default))
		}
		s[name] = n
	}
	return s, s.check()
}

// check refuses limits nobody knows, and those that would let nothing or too much pass.
func (s Limits) check() error {
	for name, n := range s {
		switch l := limitNamed(name); {
		case l == nil:
			return unknownLimit(name)
		case n < 1, n > l.most():
			return graph.Errorf(graph.CodeInvalid, "limit %s: %s will not do: at least %s, at most %s", name, l.Amount(n), l.Amount(1), l.Amount(l.most()))
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

func (l *Limit) kind() string {
	switch l.Unit {
	case unitBytes:
		return "number of bytes"
	case unitTime:
		return "duration"
	}
	return "number"
}

func (l *Limit) parse(text string) (int, error) {
	if l.Unit == unitTime {
		d, err := time.ParseDuration(text)
		return int(d / time.Millisecond), err
	}
	digits, unit := strings.TrimRight(text, "KMiB"), 1
	switch suffix := text[len(digits):]; {
	case suffix == "":
	case l.Unit == unitBytes && suffix == "KiB":
		unit = 1 << 10
	case l.Unit == unitBytes && suffix == "MiB":
		unit = 1 << 20
	default:
		return 0, strconv.ErrSyntax
	}
	n, err := strconv.ParseInt(digits, 10, 32)
	return int(n) * unit, err
}

// most is what the limit can be set to.
func (l *Limit) most() int {
	switch {
	case l.Most > 0:
		return l.Most
	case l.Unit == unitBytes:
		return 1 << 30
	case l.Unit == unitLevels:
		return 1000 // what is nested is read by recursion
	}
	return uncounted
}

// Amount writes a number of the limit's units so that ParseLimits takes it.
func (l *Limit) Amount(n int) string {
	switch {
	case l.Unit == unitTime:
		return (time.Duration(n) * time.Millisecond).String()
	case l.Unit == unitBytes && n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprint(n>>20, "MiB")
	case l.Unit == unitBytes && n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprint(n>>10, "KiB")
	}
	return strconv.Itoa(n)
}

// in is an amount for a message.
func (l *Limit) in(n int) string {
	text := l.Amount(n)
	switch number, size, rounded := strings.Cut(text, "i"); {
	case l.Unit == unitTime:
		return text
	case rounded:
		return number[:len(number)-1] + " " + number[len(number)-1:] + "i" + size
	case n == 1:
		return text + " " + strings.TrimSuffix(l.Unit, "s")
	}
	return text + " " + l.Unit
}
