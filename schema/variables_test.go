package schema

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestEveryFaultOfVariablesIsTold sends a change with faults of form in two of its operations.
func TestEveryFaultOfVariablesIsTold(t *testing.T) {
	f := example(t)
	operations := []any{
		map[string]any{"putRedLine": map[string]any{"key": "line", "party": "russia", "title": "A line", "firmness": "HARD", "titel": "x", "salience": "x", "forbids": []any{}}},
		map[string]any{"putParty": map[string]any{"key": "one", "name": "One", "kind": "state"}},
	}
	a := f.do(changeQuery, "operations", operations, "reason", "r")
	var got []string
	for _, e := range a.Errors {
		field, _ := json.Marshal(e.Extensions["field"])
		got = append(got, string(field))
		if e.Code() != CodeBadInput || len(e.Locations) != 1 || !strings.HasPrefix(e.Message, "variable $operations[") {
			t.Errorf("%+v", e)
		}
	}
	want := `["operations","0","putRedLine","titel"] ["operations","0","putRedLine","firmness"] ["operations","0","putRedLine","salience"] ["operations","1","putParty","kind"]`
	if got := strings.Join(got, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestWholeNumbersAreTaken gives a BigInt as text and as numbers, and dates as numbers.
func TestWholeNumbersAreTaken(t *testing.T) {
	f := example(t)
	const stale = `mutation($n:BigInt){change(operations:[{retire:{kind:PARTY,key:"nobody"}}],reason:"r",expectedSequence:%s,dryRun:true){userErrors{message}}}`
	for _, n := range []any{"7", 7, 7.0, json.Number("7"), json.Number("7.0")} {
		if a := f.do(fmt.Sprintf(stale, "$n"), "n", n); len(a.Errors) > 0 || !strings.Contains(a.text, "not 7") {
			t.Errorf("%T %v: %s", n, n, a.text)
		}
	}
	literal := strings.Replace(stale, "($n:BigInt)", "", 1)
	if a := f.do(fmt.Sprintf(literal, "7")); len(a.Errors) > 0 || !strings.Contains(a.text, "not 7") {
		t.Error(a.text)
	}
	for _, n := range []any{-7, json.Number("-7")} {
		f.fails(fmt.Sprintf(literal, fmt.Sprint(n)), CodeBadInput, `"-7" is no sequence number`)
	}
	for _, n := range []any{1.5, true, json.Number("1e999"), float64(1 << 60)} {
		if a := f.do(fmt.Sprintf(stale, "$n"), "n", n); len(a.Errors) != 1 || !strings.HasSuffix(a.Errors[0].Message, `: write "3"`) {
			t.Errorf("%v: %s", n, a.text)
		}
	}
	f.fails(fmt.Sprintf(literal, "1.5"), CodeValidationFailed, `BigInt is wanted, not 1.5: write "3"`)
	f.fails(`{party(key:"a",asOf:2025){key}}`, CodeValidationFailed, `Date is wanted, not 2025: write "2025"`)
	a := f.do(`query($d:Date){party(key:"a",asOf:$d){key}}`, "d", json.Number("2025"))
	if len(a.Errors) != 1 || !strings.HasSuffix(a.Errors[0].Message, `Date is wanted, not 2025: write "2025"`) {
		t.Error(a.text)
	}
	if a := f.do(`query($d:Date){party(key:"a",asOf:$d){key}}`, "d", true); len(a.Errors) != 1 || !strings.HasSuffix(a.Errors[0].Message, "Date is wanted, not true") {
		t.Error(a.text)
	}
}

// TestSubscriptionsAskForOneField holds that what else is asked is refused before anything runs, and not logged.
func TestSubscriptionsAskForOneField(t *testing.T) {
	f := example(t)
	for query, want := range map[string]string{
		`subscription{__typename}`: "1:14 a subscription asks for one field of Subscription, not introspection: leave __typename out",
		`subscription{changes{sequence}...F} fragment F on Subscription{t:__typename}`:                   "1:64 a subscription asks for one field of Subscription, not introspection",
		`subscription{changes{sequence}...on Subscription{more:changes{sequence}}}`:                      "1:14 a subscription asks for one field of Subscription, not 2: send one for each",
		`subscription{...F ...F} fragment F on Subscription{changes{sequence} b:changes{sequence}}`:      "not 2",
		`query a{status{version}} subscription b{changes{sequence} b:changes{sequence}}`:                 "not 2",
		`subscription($x:Boolean!){changes@include(if:$x){sequence}}`:                                    "1:34 a subscription asks for its one field whatever the variables: leave @include out",
		`subscription{...on Subscription@skip(if:true){changes{sequence}}}`:                              "leave @skip out",
		`subscription($x:Boolean!){...F@skip(if:$x) ...F} fragment F on Subscription{changes{sequence}}`: "leave @skip out",
	} {
		next, stop := f.stream(Request{Query: query, OperationName: map[bool]string{true: "b"}[strings.HasPrefix(query, "query")], Variables: map[string]any{"x": true}})
		a := next()
		if len(a.Errors) != 1 || a.Errors[0].Code() != CodeValidationFailed || !strings.Contains(fmt.Sprintf("%d:%d %s", a.Errors[0].Locations[0].Line, a.Errors[0].Locations[0].Column, a.Errors[0].Message), want) {
			t.Errorf("%s: %s", query, a.text)
		}
		stop()
	}
	if f.log.Len() > 0 {
		t.Error(f.log.String())
	}
	next, _ := f.watch(`subscription($x:Boolean!){...F ...on Subscription{changes(sinceSequence:0){sequence@include(if:$x)}}} fragment F on Subscription{changes(sinceSequence:0){__typename}}`, "x", true)
	f.equal(next().Data, `{"changes":{"__typename":"Change","sequence":"1"}}`)
}

// TestTimeBetweenEvents holds that work between two events that takes too long says how long it took.
func TestTimeBetweenEvents(t *testing.T) {
	f := example(t)
	f.api = limited(t, f, Limits{"time": 20})
	f.api.graph = brokenGraph{f.db, func() error { time.Sleep(40 * time.Millisecond); return context.DeadlineExceeded }}
	next, _ := f.watch(`subscription{changes(sinceSequence:"0",kinds:[PARTY]){sequence}}`)
	a := next()
	if len(a.Errors) != 1 || a.Errors[0].Code() != CodeTimeout {
		t.Fatal(a.text)
	}
	beyond(t, "time", a.Errors[0], "time")
}
