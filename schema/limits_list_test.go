package schema

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/schema/exec"
	"parley/seed"
)

// over are requests beyond each limit of the API that is set to 2, and the measure of each; 0 where it is not exact.
var over = map[string]struct {
	query string
	cost  int
}{
	"document": {`{__typename}`, 12}, "tokens": {`{__typename}`, 3}, "depth": {`{negotiation(key:"ukraine"){issues{totalCount}}}`, 3}, "name": {`{__typename}`, 10},
	"directives": {`{` + strings.Repeat(`__typename @skip(if:false) `, 4) + `}`, 4}, "operations": {`query a{__typename} query b{__typename} query c{__typename}`, 3},
	"fragments": {`{...A ...B ...C} fragment A on Query{__typename} fragment B on Query{__typename} fragment C on Query{__typename}`, 3},
	"variables": {`query($a:Int,$b:Int,$c:Int,$d:Int){__typename}`, 4}, "aliases": {`{a:__typename b:__typename c:__typename}`, 3},
	"selections": {`{...A ...A} fragment A on Query{__typename __typename}`, 4}, "introspection": {`{__schema{types{fields{type{interfaces{name}}}}}}`, 3},
	"places": {`{node(id:"a"){id}}`, 3}, "fields": {`{status{version sequence}}`, 3}, "rows": {`{negotiation(key:"ukraine"){issues{nodes{key}}}}`, 0}, "bytes": {`{__typename}`, 0},
}

// TestEveryLimitHolds sets each limit to 2 and asks for more: what is said has one shape, whichever it is.
func TestEveryLimitHolds(t *testing.T) {
	f := open(t, seeded(t, seed.Ukraine)...)
	for _, l := range LimitList() {
		tt, ok := over[l.Name]
		if !ok {
			if !slices.Contains([]*Limit{LimitBody, LimitJSON, LimitValues, LimitTurns, LimitTime, limitErrors}, l) {
				t.Errorf("limit %s has no request beyond it", l.Name)
			}
			continue
		}
		f.api = limited(t, f, Limits{l.Name: 2})
		a := f.fails(tt.query, l.Code)
		if strings.Contains(a.text, `"data"`) || len(a.Errors) != 1 {
			t.Errorf("%s: %s", l.Name, a.text)
		}
		beyond(t, l.Name, a.Errors[0], l.Name)
		if cost := a.Errors[0].Extensions["cost"].(map[string]any)[l.Name]; tt.cost > 0 && cost != float64(tt.cost) {
			t.Errorf("%s: cost %v, want %d", l.Name, cost, tt.cost)
		}
		f.api = limited(t, f, Limits{l.Name: 1000})
		if a := f.do(tt.query); len(a.Errors) > 0 && a.Errors[0].Extensions["limit"] != nil {
			t.Errorf("%s: within it: %s", l.Name, a.text)
		}
	}
}

func limited(t *testing.T, f *fixture, limits Limits) *API {
	t.Helper()
	a, err := New(f.db, Options{Limits: limits, Clock: f.api.Clock, Logger: f.api.Logger})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestCountingStops holds what is said where not all is counted.
func TestCountingStops(t *testing.T) {
	f := example(t)
	doubling := "{...F0}"
	for n := range 60 {
		doubling += fmt.Sprintf(" fragment F%d on Query{...F%d ...F%d}", n, n+1, n+1)
	}
	e := f.fails(doubling+" fragment F60 on Query{__typename}", CodeTooComplex, "at least 1000000000 fields").Errors[0]
	if e.Extensions["atLeast"] != true {
		t.Errorf("%+v", e)
	}
	if e := f.fails(`{a`+strings.Repeat("{a", 50), CodeTooDeep).Errors[0]; e.Extensions["atLeast"] != nil || strings.Contains(e.Message, "at least") {
		t.Errorf("%+v", e)
	}
}

// TestTimeIsALimit gives the work no time.
func TestTimeIsALimit(t *testing.T) {
	f := example(t)
	f.api = limited(t, f, Limits{"time": 20})
	f.api.graph = brokenGraph{f.db, func() error { time.Sleep(40 * time.Millisecond); return context.DeadlineExceeded }}
	a := f.fails(`{changes{nodes{operations{key}}}}`, CodeTimeout, "at most 20ms", "fewer issues")
	beyond(t, "time", a.Errors[0], "time")
	if a.Data != nil {
		t.Error(a.text)
	}
}

// TestErrorsAreLimited holds how many errors come, of each kind there is, and that more are counted where they are known.
func TestErrorsAreLimited(t *testing.T) {
	f := example(t)
	f.api = limited(t, f, Limits{"errors": 3})
	fields := ""
	for n := range 5 {
		fields += fmt.Sprintf(`a%d:party(key:"nobody"){key} `, n)
	}
	a := f.do("{" + fields + "}")
	if len(a.Errors) != 4 || a.Errors[3].Code() != CodeOmitted {
		t.Fatal(a.text)
	}
	beyond(t, "errors", a.Errors[3], "errors")
	if a := f.do(strings.ReplaceAll("{"+fields+"}", "party", "nothing")); len(a.Errors) != 3 {
		t.Error(a.text)
	}
	a = f.do("query($a:Int!,$b:Int!,$c:Int!,$d:Int!){a:parties(first:$a){totalCount}b:parties(first:$b){totalCount}c:parties(first:$c){totalCount}d:parties(first:$d){totalCount}}")
	if len(a.Errors) != 4 || a.Errors[2].Code() != CodeBadInput || a.Errors[3].Code() != CodeOmitted {
		t.Error(a.text)
	}
}

// TestLimitsAreNamedOnce holds the list to what errors and flags do with it.
func TestLimitsAreNamedOnce(t *testing.T) {
	names := map[string]bool{}
	for _, l := range LimitList() {
		if names[l.Name] || l.Default < 1 || l.Doc == "" || l.Unit == "" || l.Code == "" || l.Says == "" || l.Hint == "" || limitNamed(l.Name) != l {
			t.Errorf("%+v", l)
		}
		names[l.Name] = true
		s, err := ParseLimits([]string{l.Name + "=" + l.Amount(l.Default)})
		if err != nil || s.Of(l) != l.Default {
			t.Errorf("%s=%s: %v %v", l.Name, l.Amount(l.Default), s, err)
		}
	}
	for _, what := range []string{exec.Fields, exec.Rows, exec.Bytes, exec.Places, exec.Errors} {
		if !names[what] {
			t.Errorf("package exec has the limit %s", what)
		}
	}
}

func TestParseLimits(t *testing.T) {
	for _, tt := range []struct {
		texts []string
		want  Limits
		err   string
	}{
		{nil, Limits{}, ""},
		{[]string{"tokens=3000", "bytes=8MiB", "document=64KiB", "time=1m"}, nil, "at most 25s"},
		{[]string{"tokens=3000", "bytes=8MiB", "document=64KiB", "body=1000", "time=2.5s", "tokens=1"}, Limits{"tokens": 1, "bytes": 8 << 20, "document": 64 << 10, "body": 1000, "time": 2500}, ""},
		{[]string{"tokns=3"}, nil, `unknown limit "tokns" (did you mean "tokens"?)`}, {[]string{"xyz=3"}, nil, "one of body, json"}, {[]string{"tokens"}, nil, "write it as tokens=2000"},
		{[]string{"tokens=0"}, nil, "at least 1"}, {[]string{"tokens=-5"}, nil, "at least 1"}, {[]string{"tokens=9999999999"}, nil, "no number"}, {[]string{"tokens=3KiB"}, nil, "no number"},
		{[]string{"bytes=5KiBMiB"}, nil, "no number"}, {[]string{"bytes=5iB"}, nil, "no number"}, {[]string{"bytes=2147483647MiB"}, nil, "at most 1024MiB"}, {[]string{"bytes=1024MiB"}, Limits{"bytes": 1 << 30}, ""},
		{[]string{"depth=1001"}, nil, "at most 1000"}, {[]string{"rows=2147483647"}, nil, "at most 1000000000"},
		{[]string{"time=5"}, nil, "time=10s"}, {[]string{"time=100us"}, nil, "at least 1ms"}, {[]string{"bytes=many"}, nil, "bytes=32MiB"},
	} {
		got, err := ParseLimits(tt.texts)
		if tt.err == "" && (err != nil || !maps.Equal(got, tt.want)) || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
			t.Errorf("%v: %v, %v; want %v %s", tt.texts, got, err, tt.want, tt.err)
		}
	}
	if _, err := New(example(t).db, Options{Limits: Limits{"nothing": 1}}); err == nil {
		t.Error("a limit nobody knows is taken")
	}
}
