package schema

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/graph"
)

// check says what is wrong with the operations, each on its own, and with the words beside them. If anything is, it
// adds what records say of one another; if nothing is, the graph has the last word on that.
func (a *attempt) check(now *graph.Snapshot) []userError {
	errs := slices.Concat(a.wordErrors(), a.missing(now), a.twice())
	for n, op := range a.draft.Ops {
		for _, f := range slices.Concat(a.unread[n], alone(op, a.unread[n])) {
			errs = append(errs, a.at(n, errorInvalid, f))
		}
	}
	if len(errs) == 0 {
		return nil
	}
	told := map[string]bool{}
	for _, e := range errs {
		told[strings.Join(e.field, "/")] = true
	}
	for _, e := range a.userErrors(now, now.CheckLinks(a.records())) {
		if !told[strings.Join(e.field, "/")] {
			errs = append(errs, e)
		}
	}
	slices.SortStableFunc(errs, byOperation)
	return errs
}

// wordErrors says what is wrong with the reason and the idempotency key.
func (a *attempt) wordErrors() []userError {
	var errs []userError
	if strings.TrimSpace(a.draft.Reason) == "" {
		errs = append(errs, userError{code: errorInvalid, field: []string{"reason"}, message: "is empty: say why the change is made"})
	}
	if n := len(a.draft.Once); n > graph.MaxKey {
		errs = append(errs, userError{code: errorInvalid, field: []string{"idempotencyKey"}, message: fmt.Sprintf("takes %d bytes: at most %d", n, graph.MaxKey)})
	}
	return errs
}

// missing says which records to retire are not there.
func (a *attempt) missing(now *graph.Snapshot) []userError {
	var places []int
	var d graph.Draft
	for n, op := range a.draft.Ops {
		if _, ok := now.Record(op.Ref()); op.Put == nil && !ok && !slices.Contains(d.Ops, op) {
			places, d.Ops = append(places, n), append(d.Ops, op)
		}
	}
	if len(places) == 0 {
		return nil
	}
	var wrong *graph.Error
	_, err := now.With(d, time.Time{})
	errors.As(err, &wrong) // one fault for each
	var errs []userError
	for i, n := range places {
		errs = append(errs, a.at(n, errorNotFound, wrong.Faults[i]))
	}
	return errs
}

// twice says which records more than one operation is about.
func (a *attempt) twice() []userError {
	var errs []userError
	first := map[graph.Ref]int{}
	for n, op := range a.draft.Ops {
		before, met := first[op.Ref()]
		if !met {
			first[op.Ref()] = n
			continue
		}
		msg := fmt.Sprintf("operation %d is about %s already: a change does one thing to a record", before, op.Ref())
		errs = append(errs, a.at(n, errorInvalid, graph.Fault{Path: []any{"key"}, Msg: msg}))
	}
	return errs
}

// alone says what is wrong with the record of an operation, but for what could not be read anyway, and for a key that
// is made of fields that are missing themselves.
func alone(op graph.Op, unread []graph.Fault) []graph.Fault {
	if op.Put == nil {
		return nil
	}
	return slices.DeleteFunc(graph.Validate(op.Put), func(f graph.Fault) bool {
		made := f.Field() == "key" && op.Ref().Key == "" && mayMakeKey(op.Ref().Kind)
		return made || slices.ContainsFunc(unread, func(u graph.Fault) bool { return u.Field() == f.Field() })
	})
}

// records lists what the change puts.
func (a *attempt) records() []graph.Record {
	var list []graph.Record
	for _, op := range a.draft.Ops {
		if op.Put != nil {
			list = append(list, op.Put)
		}
	}
	return list
}
