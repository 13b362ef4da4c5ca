package schema

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// maxUserErrors is the most user errors an answer lists.
const maxUserErrors = 100

// The codes of user errors.
const (
	errorInvalid  = "INVALID"
	errorNotFound = "NOT_FOUND"
	errorInUse    = "IN_USE"
	errorStale    = "STALE"
	errorReused   = "IDEMPOTENCY_KEY_REUSED"
)

var userErrorCodes = []graph.EnumValue{
	{Word: errorInvalid, Doc: "an input is wrong, or names something that does not exist"},
	{Word: errorNotFound, Doc: "there is no such record to retire"},
	{Word: errorInUse, Doc: "a record that is not in the change names what is retired or changed, and would be wrong then"},
	{Word: errorStale, Doc: "the graph is not at expectedSequence: read it again and repeat"},
	{Word: errorReused, Doc: "a change that did something else was made under the idempotencyKey"},
}

func userErrorDoc() string {
	var codes []string
	for _, c := range userErrorCodes {
		codes = append(codes, c.Word+" ("+c.Doc+")")
	}
	return "The class of the error: " + strings.Join(codes, ", ") + "."
}

// userError is an error that the person who asked for a change can mend.
type userError struct {
	code, message string
	field         []string
	operation     *int
	ref           graph.Ref // the record at fault
}

func (e userError) path() any {
	if e.field == nil {
		return nil
	}
	return e.field
}

// firstOf keeps the first of many user errors.
func firstOf(errs []userError) []userError {
	if len(errs) <= maxUserErrors {
		return errs
	}
	more := fmt.Sprintf("%d more faults are not listed: mend these first", len(errs)-maxUserErrors)
	return append(errs[:maxUserErrors:maxUserErrors], userError{code: errorInvalid, message: more})
}

func (a *attempt) stale(now *graph.Snapshot) userError {
	return userError{
		code: errorStale, field: []string{"expectedSequence"},
		message: fmt.Sprintf("the graph is at change %d, not %d: read it again and repeat", now.Head().Seq, *a.draft.Expect),
	}
}

// at is a fault of the operation n.
func (a *attempt) at(n int, code string, f graph.Fault) userError {
	op, path := a.draft.Ops[n], []string{"operations", strconv.Itoa(n)}
	e := userError{code: code, message: f.Msg, operation: &n, ref: op.Ref()}
	if op.Put == nil {
		e.field = append(path, "retire", "key")
		return e
	}
	name := putName(op.Ref().Kind)
	e.field = append(append(path, name), inputPath(a.inputs[n][name], reflect.TypeOf(op.Put).Elem(), f.Path)...)
	if len(f.Path) > 0 {
		e.message = f.Field() + ": " + f.Msg
	}
	return e
}

// userErrors says what graph found wrong with the change.
func (a *attempt) userErrors(now *graph.Snapshot, faults []graph.Fault) []userError {
	places := a.places()
	var whole, each []userError
	var others map[graph.Ref][]int
	for _, f := range faults {
		n, ours := places[f.Ref]
		switch {
		case f.Ref == graph.Ref{}:
			whole = append(whole, userError{code: errorInvalid, message: f.Msg})
		case ours:
			each = append(each, a.at(n, errorInvalid, f))
		default:
			if others == nil {
				others = a.others(now, places)
			}
			each = append(each, a.inUse(now, f, others[f.Ref]))
		}
	}
	slices.SortStableFunc(each, byOperation)
	return append(whole, each...)
}

// byOperation orders errors by operation; those that belong to none come first.
func byOperation(a, b userError) int {
	place := func(e userError) int {
		if e.operation == nil {
			return -1
		}
		return *e.operation
	}
	return place(a) - place(b)
}

// places finds operations by record.
func (a *attempt) places() map[graph.Ref]int {
	places := map[graph.Ref]int{}
	for n, op := range a.draft.Ops {
		places[op.Ref()] = n
	}
	return places
}

// others lists, for each record outside the change that names some of the change, the operations on these.
func (a *attempt) others(now *graph.Snapshot, places map[graph.Ref]int) map[graph.Ref][]int {
	others := map[graph.Ref][]int{}
	for n, op := range a.draft.Ops {
		for _, k := range graph.Kinds() {
			for r := range now.Referring(op.Ref(), k.Kind) {
				if _, ours := places[r.Ref()]; !ours {
					others[r.Ref()] = append(others[r.Ref()], n)
				}
			}
		}
	}
	return others
}

// inUse is a fault of a record that is not in the change, with the operation behind it where that can be told.
func (a *attempt) inUse(now *graph.Snapshot, f graph.Fault, operations []int) userError {
	if r, ok := now.Record(f.Ref); ok && len(operations) > 1 {
		named := keysAlong(r, f.Path)
		operations = slices.DeleteFunc(slices.Clone(operations), func(n int) bool { return !slices.Contains(named, a.draft.Ops[n].Ref().Key) })
	}
	e, wrong := userError{code: errorInUse}, "would be wrong then, in "+f.Field()+": "+f.Msg
	if len(operations) == 1 {
		n := operations[0]
		e = a.at(n, errorInUse, graph.Fault{})
		if a.draft.Ops[n].Put == nil {
			wrong = "names it in " + f.Field()
		}
	}
	e.ref, e.message = f.Ref, fmt.Sprintf("%s, which is not in the change, %s; change or retire that record in the same change", f.Ref, wrong)
	return e
}

// keysAlong lists the words along a path within a record, and the one at its end: what it names there is among them.
func keysAlong(r graph.Record, path []any) []string {
	var keys []string
	text, _ := graph.Encode(r)
	var at any
	json.Unmarshal(text, &at)
	for _, step := range path {
		switch v := at.(type) {
		case map[string]any:
			name, _ := step.(string)
			keys, at = append(keys, name), v[name]
		case []any:
			if n, is := step.(int); is && n < len(v) {
				at = v[n]
			}
		}
	}
	if word, is := at.(string); is {
		keys = append(keys, word)
	}
	return keys
}
