package exec

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/graphql-go/graphql"
)

// TestFieldErrors holds each failing field to null, one error with its place, and siblings that are there.
func TestFieldErrors(t *testing.T) {
	f := newFixture(t, parties(3))
	for field, want := range map[string]string{
		"fails": "no luck", "coded": "wrapped: of a kind", "late": "too late", "burst": "internal error", "panics": "internal error",
		"big": "Int cannot represent 2147483648", "nan": "no number NaN", "inf": "no number -Inf", "nokind": "Kind cannot represent none",
		"nolist": "gave a int, which is no list", "noparty{key}": "no Party",
	} {
		r := f.run(t, "{a:thunk x:"+field+" z:thunk}", nil, Options{})
		if string(r.Data) != `{"a":"late","x":null,"z":"late"}` || len(r.Errors) != 1 {
			t.Fatalf("%s: %s %v", field, r.Data, r.Errors)
		}
		e := r.Errors[0]
		if !strings.Contains(e.Message, want) || !reflect.DeepEqual(e.Path, []any{"x"}) || e.Locations[0].Column != 10 || strings.Contains(e.Message, "secret") {
			t.Errorf("%s: %+v, want %q", field, e, want)
		}
		if field == "coded" && e.Extensions["code"] != "KIND" {
			t.Errorf("extensions %v", e.Extensions)
		}
	}
	r := f.run(t, "{nofound{__typename} party(at:0){issues{lead{aka:nodes{...on Party{oh:seats}}}}}}", nil, Options{})
	if want := `{"nofound":[null],"party":{"issues":[{"lead":{"aka":[{"oh":0},{}]}}]}}`; string(r.Data) != want || !reflect.DeepEqual(r.Errors[0].Path, []any{"nofound", 0}) {
		t.Errorf("%s %v", r.Data, r.Errors)
	}
}

// TestErrorsAreExplainedAndCounted holds that a panic reaches the hook with its text and stack, and that no more
// errors are listed than asked for.
func TestErrorsAreExplainedAndCounted(t *testing.T) {
	f := newFixture(t, parties(3))
	logged, omitted := 0, 0
	r := f.run(t, "{a:panics b:burst c:panics d:panics}", nil, Options{Errors: 2, Explain: func(_ context.Context, err error) (string, map[string]any) {
		var p *Panic
		var more *Exceeded
		if errors.As(err, &more) && more.What == "errors" && more.Limit == 2 {
			omitted = more.Count
		}
		if errors.As(err, &p) && p.Value == "secret" && strings.Contains(string(p.Stack), "fixture_test.go") {
			logged++
		}
		return "masked", map[string]any{"errorId": logged}
	}})
	if len(r.Errors) != 3 || r.Errors[1].Message != "masked" || r.Errors[1].Extensions["errorId"] != 2 || r.Errors[2].Message != "masked" || omitted != 4 {
		t.Errorf("%+v", r.Errors)
	}
}

// TestLimits passes each limit by one, which gives the run up, and keeps to it, which does not.
func TestLimits(t *testing.T) {
	f := newFixture(t, parties(40))
	const query = `{parties(first:30){key allies{key}}}`
	whole := f.run(t, query, nil, Options{})
	if want := (Cost{1 + 30*2 + 60, 30 + 60, len(whole.Data)}); whole.Cost != want {
		t.Errorf("cost %+v, want %+v", whole.Cost, want)
	}
	c := whole.Cost
	if r := f.run(t, query, nil, Options{Limits: c}); len(r.Errors) > 0 || string(r.Data) != string(whole.Data) {
		t.Errorf("%v", r.Errors)
	}
	for what, limits := range map[string]Cost{"fields": {Fields: c.Fields - 1}, "rows": {Rows: c.Rows - 1}, "bytes": {Bytes: c.Bytes - 1}} {
		r := f.run(t, query, nil, Options{Limits: limits})
		if r.Data != nil || len(r.Errors) != 1 || !strings.Contains(r.Errors[0].Message, " "+what) || r.Errors[0].Extensions["code"] != "QUERY_TOO_COMPLEX" || r.Errors[0].Extensions["limit"] != what {
			t.Errorf("%s: %s %v", what, r.Data, r.Errors)
		}
	}
}

// TestCanceledWorkStops cancels in the middle of a list and counts what is still resolved.
func TestCanceledWorkStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	resolved := 0
	item := graphql.NewObject(graphql.ObjectConfig{Name: "Item", Fields: graphql.Fields{"n": {Type: graphql.Int, Resolve: func(p graphql.ResolveParams) (any, error) {
		if resolved++; resolved == 10 {
			cancel()
			return nil, ctx.Err()
		}
		return resolved, nil
	}}}})
	types, _ := graphql.NewSchema(graphql.SchemaConfig{Query: graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: graphql.Fields{
		"items": {Type: graphql.NewList(item), Resolve: func(graphql.ResolveParams) (any, error) { return make([]int, 1000), nil }},
	}})})
	s, err := New(types, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.Compile(parse(t, "{items{n} more:items{n}}"), "")
	if err != nil {
		t.Fatal(err)
	}
	values, _ := p.Coerce(nil)
	r := p.Run(ctx, values, nil, Options{})
	if r.Data != nil || len(r.Errors) != 1 || r.Errors[0].Message != context.Canceled.Error() || resolved != 10 {
		t.Errorf("%d resolved, %v", resolved, r.Errors)
	}
}

// TestHostileDocuments only has to end, with memory and stack left.
func TestHostileDocuments(t *testing.T) {
	f := newFixture(t, parties(8))
	rep := strings.Repeat
	var aliases strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&aliases, "a%d:thunk ", i)
	}
	doubling := "{party(at:1){...F0}}"
	for i := range 30 {
		doubling += fmt.Sprintf(" fragment F%d on Party{a:allies{...F%d} a:allies{...F%d} nodes{...F%d}}", i, i+1, i+1, i+1)
	}
	conditions := "query("
	for i := range 12 {
		conditions += fmt.Sprintf("$v%d:Boolean=true ", i)
	}
	conditions += "){...C0}"
	for i := range 12 {
		conditions += fmt.Sprintf(" fragment C%d on Query{...C%d@include(if:$v%d) ...C%d@skip(if:$v%d) ...C%d}", i, i+1, i, i+1, i, i+1)
	}
	few := Options{Limits: Cost{Fields: 100_000, Bytes: 1 << 20}}
	for name, query := range map[string]string{
		"20,000 fields": "{" + aliases.String() + "}", "20,000 times one": "{" + rep("party(at:1){key}", 20_000) + "}",
		"2,000 deep": "{party(at:1){issues{lead{" + rep("issues{lead{", 1_000) + "key" + rep("}", 2_000) + "}}}}",
		"doubling":   doubling + " fragment F30 on Party{key}", "conditions": conditions + " fragment C12 on Query{__typename}",
		"interfaces below interfaces": "{party(at:1){" + rep("nodes{...on Node{...on Party{", 30) + "key" + rep("}}}", 30) + "}}",
		"wide":                        `{parties(first:8){` + rep("allies{", 12) + "key" + rep("}", 12) + "}}",
	} {
		if _, err := f.ours.Compile(parse(t, query), ""); err != nil {
			if !strings.Contains(err.Error(), "more than 200000") {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		r := f.run(t, query, nil, few)
		if r.Data == nil && r.Errors[0].Extensions["code"] != "QUERY_TOO_COMPLEX" || r.Data != nil && !json.Valid(r.Data) {
			t.Errorf("%s: %v", name, r.Errors)
		}
	}
}

// TestMutationsRunInTurn holds that each is done, its thunk too, before the next begins.
func TestMutationsRunInTurn(t *testing.T) {
	f := newFixture(t, parties(3))
	r := f.run(t, "mutation{c a b}", nil, Options{})
	if want := "[c c done a a done b b done]"; fmt.Sprint(f.calls) != want || string(r.Data) != `{"c":"c","a":"a","b":"b"}` {
		t.Errorf("%v %s", f.calls, r.Data)
	}
}

func TestSubscription(t *testing.T) {
	f := newFixture(t, parties(3))
	p := f.compile(t, "subscription($x:Boolean=false){joined{key seats@include(if:$x)}}")
	values, _ := p.Coerce(nil)
	events, problem := p.Subscribe(t.Context(), values, Options{})
	if problem != nil {
		t.Fatal(problem)
	}
	var got []string
	for event, err := range events {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(p.Run(t.Context(), values, event, Options{}).Data))
	}
	if want := `[{"joined":{"key":"party-0"}} {"joined":{"key":"party-1"}} {"joined":{"key":"party-2"}}]`; fmt.Sprint(got) != want {
		t.Errorf("%s", got)
	}
	for query, want := range map[string]string{"{broken{key}}": "no luck", "{silent{key}}": "cannot be subscribed", "{a:joined{key} b:joined{key}}": "one field, not 2", "{joined@skip(if:true){key}}": "not 0"} {
		p := f.compile(t, "subscription"+query)
		values, _ := p.Coerce(nil)
		if _, err := p.Subscribe(t.Context(), values, Options{}); err == nil || !strings.Contains(err.Message, want) || len(err.Locations) == 0 {
			t.Errorf("%s: %v, want %q", query, err, want)
		}
	}
}

// TestParallelFirstRuns runs one plan of a fresh schema many times at once; run with -race.
func TestParallelFirstRuns(t *testing.T) {
	f := newFixture(t, parties(5))
	p := f.compile(t, `query($x:Boolean=true,$n:Int=2){parties(first:$n){key kind nodes{...on Party@include(if:$x){seats} ...on Issue{day}}} found{__typename} __schema{types{name fields{name args{name}} enumValues{name} possibleTypes{name}}}}`)
	want := ""
	var once sync.Once
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			values, _ := p.Coerce(nil)
			r := p.Run(context.Background(), values, nil, Options{})
			once.Do(func() { want = string(r.Data) })
			if len(r.Errors) > 0 || string(r.Data) != want {
				t.Errorf("%v %s", r.Errors, r.Data)
			}
		})
	}
	group.Wait()
}

func TestLeafText(t *testing.T) {
	for _, s := range []string{"", "plain", "a\"b\\c", "\x00\x1f\b\f\n\r\t\x7f", "é漢😀", "\u2028\u2029", "bad \xff\xc3 utf\xed\xa0\x80", "<&>"} {
		checkString(t, s)
	}
	for _, v := range []float64{0, 1, -1.5, 1e20, 1e21, 1e-6, 9.9e-7, 1e-9, 1.7976931348623157e308, 5e-324, 123456789.125} {
		if want, _ := json.Marshal(v); string(appendFloat(nil, v)) != string(want) {
			t.Errorf("%s, want %s", appendFloat(nil, v), want)
		}
	}
	for _, v := range []any{nil, []any{1, "<"}, map[string]any{"a": 1.5}, json.Number("12"), int64(1) << 40} {
		got, err := appendJSON(nil, v)
		if want, _ := json.Marshal(v); err != nil || string(got) != strings.ReplaceAll(string(want), `\u003c`, "<") {
			t.Errorf("%s, %v, want %s", got, err, want)
		}
	}
	if _, err := appendJSON(nil, func() {}); err == nil {
		t.Error("a function is no JSON")
	}
}

// checkString compares with encoding/json, which escapes more.
func checkString(t *testing.T, s string) {
	t.Helper()
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.Encode(s)
	if got := string(appendString(nil, s)) + "\n"; got != b.String() {
		t.Errorf("%q: %s, want %s", s, got, b.String())
	}
}

func FuzzString(f *testing.F) {
	f.Add("a\u2028\xff\"")
	f.Fuzz(checkString)
}
