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

// firstOf keeps the first of many user errors, and a note in place of the others, with the code of the first of them.
func firstOf(errs []userError) []userError {
	if len(errs) <= maxUserErrors {
		return errs
	}
	const kept = maxUserErrors - 1
	more := fmt.Sprintf("%d more faults are not listed: mend these first", len(errs)-kept)
	return append(errs[:kept:kept], userError{code: errs[kept].code, message: more})
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
	var outside []graph.Fault
	for _, f := range faults {
		n, ours := places[f.Ref]
		switch {
		case f.Ref == graph.Ref{}:
			whole = append(whole, userError{code: errorInvalid, message: f.Msg})
		case ours:
			each = append(each, a.at(n, errorInvalid, f))
		default:
			outside = append(outside, f)
		}
	}
	if len(outside) > 0 {
		each = append(each, a.inUse(now, outside, a.others(now, places))...)
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

// use is a record that is not in the change, and the operation it would be wrong after: -1 where that cannot be told.
type use struct {
	ref       graph.Ref
	operation int
}

// inUse joins the faults of records that are not in the change: one error for each use, in the order of the faults.
func (a *attempt) inUse(now *graph.Snapshot, faults []graph.Fault, others map[graph.Ref][]int) []userError {
	var uses []use
	of := map[use][]graph.Fault{}
	for _, f := range faults {
		u := use{f.Ref, a.behind(now, f, others[f.Ref])}
		if of[u] == nil {
			uses = append(uses, u)
		}
		of[u] = append(of[u], f)
	}
	var errs []userError
	for _, u := range uses {
		errs = append(errs, a.used(u, of[u]))
	}
	return errs
}

// behind is which of the operations is behind a fault, -1 where that cannot be told.
func (a *attempt) behind(now *graph.Snapshot, f graph.Fault, operations []int) int {
	if r, ok := now.Record(f.Ref); ok && len(operations) > 1 {
		named := keysAlong(r, f.Path)
		operations = slices.DeleteFunc(slices.Clone(operations), func(n int) bool { return !slices.Contains(named, a.draft.Ops[n].Ref().Key) })
	}
	if len(operations) != 1 {
		return -1
	}
	return operations[0]
}

// used is the error for a use with these faults.
func (a *attempt) used(u use, faults []graph.Fault) userError {
	var fields, wrongs []string
	for _, f := range faults {
		fields = append(fields, f.Field())
		wrongs = append(wrongs, "in "+f.Field()+": "+f.Msg)
	}
	e, wrong := userError{code: errorInUse}, "would be wrong then, "+strings.Join(wrongs, "; ")
	if u.operation >= 0 {
		e = a.at(u.operation, errorInUse, graph.Fault{})
		if a.draft.Ops[u.operation].Put == nil {
			wrong = "names it in " + strings.Join(fields, ", ")
		}
	}
	e.ref, e.message = u.ref, fmt.Sprintf("%s, which is not in the change, %s; change or retire that record in the same change", u.ref, wrong)
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
