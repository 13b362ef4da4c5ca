package exec

import (
	"strings"
	"testing"

	"github.com/graphql-go/graphql/language/ast"
)

// TestDataInQueryOrder holds members to the order in which the document first asks for them.
func TestDataInQueryOrder(t *testing.T) {
	f := newFixture(t, parties(5))
	yes, no := map[string]any{"x": true}, map[string]any{"x": false}
	for _, tt := range []struct {
		name, query string
		variables   map[string]any
		want        string
	}{
		{"aliases", `{z:__typename party(at:1){seats a:key}}`, nil, `{"z":"Query","party":{"seats":1,"a":"party-1"}}`},
		{"merged places", `{party(at:1){key allies{key}} party(at:1){allies{seats key} kind}}`, nil,
			`{"party":{"key":"party-1","allies":[{"key":"party-2","seats":2},{"key":"party-3","seats":3}],"kind":"BLOC"}}`},
		{"fragments", `{...F ...G} fragment F on Query{party(at:0){...P}} fragment G on Query{party(at:0){kind}} fragment P on Node{key}`, nil, `{"party":{"key":"party-0","kind":"STATE"}}`},
		{"types of an interface", `{party(at:1){nodes{key ...on Issue{day} ...on Party{seats} __typename}}}`, nil,
			`{"party":{"nodes":[{"key":"party-1","seats":1,"__typename":"Party"},{"key":"issue-1","day":"day 1","__typename":"Issue"}]}}`},
		{"types of a union", `{found{...on Node{key} ...on Found{t:__typename}}}`, nil, `{"found":[{"key":"party-0","t":"Party"},{"key":"issue-1","t":"Issue"},null]}`},
		{"literal conditions", `{a:__typename @skip(if:true) b:__typename @include(if:true) c:__typename @include(if:false)}`, nil, `{"b":"Query"}`},
		{"nothing left", `{__typename @skip(if:true)}`, nil, `{}`},
		{"conditions that hold", `query($x:Boolean!){party(at:1){...@include(if:$x){seats key}key kind @skip(if:$x)}}`, yes, `{"party":{"seats":1,"key":"party-1"}}`},
		{"conditions that do not, and the order with them", `query($x:Boolean!){party(at:1){...@include(if:$x){seats key}kind key}}`, no, `{"party":{"kind":"BLOC","key":"party-1"}}`},
		{"conditions go on below", `query($x:Boolean!){party(at:1)@include(if:$x){key seats} party(at:1){seats}}`, no, `{"party":{"seats":1}}`},
		{"a spread left out does not stop the next", `query($x:Boolean!){...F@skip(if:$x) ...F} fragment F on Query{__typename}`, yes, `{"__typename":"Query"}`},
		{"conditions that exclude each other", `query($x:Boolean!){a:__typename ...@skip(if:$x){b:__typename @include(if:$x)}}`, yes, `{"a":"Query"}`},
		{"a default decides", `query($x:Boolean=false){a:__typename @include(if:$x) b:__typename}`, nil, `{"b":"Query"}`},
		{"text of all kinds", `{party(at:0){names share large}}`, nil, `{"party":{"names":["party-0","ü\"\n\u2028"],"share":0,"large":false}}`},
		{"thunks and other enum values", `{thunk seven nothing{key}}`, nil, `{"thunk":"late","seven":"SEVEN","nothing":null}`},
		{"what the library is told", `query($x:Boolean!){p:path @include(if:$x)}`, yes, `{"p":"[p] map[x:true]"}`},
	} {
		r := f.run(t, tt.query, tt.variables, Options{Buffer: []byte("before")})
		if string(r.Data) != tt.want || len(r.Errors) > 0 {
			t.Errorf("%s: %s %v\nwant %s", tt.name, r.Data, r.Errors, tt.want)
		}
	}
}

// TestCompileRefuses what validation should have refused.
func TestCompileRefuses(t *testing.T) {
	f := newFixture(t, parties(3))
	for query, want := range map[string]string{
		`{nope}`:                      `no field "nope"`,
		`{party{key}}`:                "at is required",
		`{party(at:"1"){key}}`:        `Int is wanted, not "1"`,
		`{party(at:2147483648){key}}`: "Int is wanted",
		`{party(at:1,by:2){key}}`:     `no argument "by"`,
		`{party(at:1)}`:               "say which",
		`{fails{x}}`:                  "no fields",
		`{party(at:$n){key}}`:         "no variable $n",
		`{...F}`:                      `no fragment "F"`,
		`{party(at:1){...F}} fragment F on Party{allies{...F}}`:       "contains itself",
		`query($n:Party){__typename}`:                                 "no input type",
		`query($n:Int="x"){__typename}`:                               "Int is wanted",
		`query($n:Int $n:Int){__typename}`:                            "declared twice",
		`{__typename @include}`:                                       "@include needs if",
		`{echo(kind:NONE)}`:                                           "Kind is wanted, not NONE",
		`{echo(filter:{least:1,worst:2})}`:                            `no member "worst"`,
		`{echo(filter:{kind:STATE})}`:                                 "least is required",
		`{echo(filter:3)}`:                                            "an object",
		`query A{__typename} query B{__typename}`:                     "several operations",
		`fragment F on Query{__typename}`:                             "no operation",
		`{__typename} type X{a:Int}`:                                  "only operations",
		`{a:__typename ...F} fragment F on Query{...F b:party(at:1)}`: "say which",
	} {
		_, err := f.ours.Compile(parse(t, query), "")
		if e, ok := err.(*Error); !ok || !strings.Contains(e.Message, want) || len(e.Locations) == 0 && !strings.Contains(want, "no operation") {
			t.Errorf("%s: %v, want %q with its place", query, err, want)
		}
	}
	if p, err := f.ours.Compile(parse(t, `query A{__typename} query B{__typename}`), "B"); err != nil || p.Operation().Name.Value != "B" || p.Size() != 1 {
		t.Error(err)
	}
	if _, err := New(f.types, map[string]Resolver{"Party.nope": of[int](nil)}); err == nil {
		t.Error("a resolver of no field is taken")
	}
}

// TestNullIsNotAbsent gives null by literal and variable, which must arrive; what is absent must not.
func TestNullIsNotAbsent(t *testing.T) {
	f := newFixture(t, parties(3))
	for _, tt := range []struct {
		query     string
		variables map[string]any
		want      string
	}{
		{`{echo}`, nil, `{"sure":1,"text":"default"}`},
		{`{echo(text:NULL,int:NULL)}`, nil, `{"int":null,"sure":1,"text":null}`},
		{`{echo(list:[1,NULL],filter:{least:1,most:NULL})}`, nil, `{"filter":{"least":1,"most":null},"list":[1,null],"sure":1,"text":"default"}`},
		{`query($n:Int){echo(int:$n)}`, map[string]any{"n": nil}, `{"int":null,"sure":1,"text":"default"}`},
		{`query($n:Int){echo(int:$n)}`, nil, `{"sure":1,"text":"default"}`},
		{`query($n:Int=NULL){echo(int:$n)}`, nil, `{"int":null,"sure":1,"text":"default"}`},
		{`query($n:Int=5){echo(int:$n)}`, map[string]any{"n": nil}, `{"int":null,"sure":1,"text":"default"}`},
		{`query($n:String){echo(text:$n)}`, nil, `{"sure":1,"text":"default"}`},
		{`query($n:Int){echo(list:[$n,2] filter:{least:1 most:$n})}`, nil, `{"filter":{"least":1,"most":99},"list":[null,2],"sure":1,"text":"default"}`},
		{`query($n:Int!){echo(filter:{least:$n keys:"a" not:{least:2}})}`, map[string]any{"n": 1}, `{"filter":{"keys":["a"],"least":1,"most":99,"not":{"least":2,"most":99}},"sure":1,"text":"default"}`},
	} {
		doc := parse(t, tt.query)
		at := map[int]bool{}
		for i := range tt.query {
			at[i] = strings.HasPrefix(tt.query[i:], "NULL")
		}
		nullsAt(doc, at)
		p, err := f.ours.Compile(doc, "")
		if err != nil {
			t.Fatal(err)
		}
		values, errs := p.Coerce(tt.variables)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		want := `{"echo":` + string(appendString(nil, tt.want)) + `}`
		if r := p.Run(t.Context(), values, nil, Options{}); string(r.Data) != want {
			t.Errorf("%s %v: %s %v\nwant %s", tt.query, tt.variables, r.Data, r.Errors, want)
		}
	}
	for _, value := range []string{"sure:$", "grid:[[$]]", "filter:{least:$}"} { // null where it must not be
		doc := parse(t, "{echo("+strings.ReplaceAll(value, "$", "NULL")+")}")
		nullsAt(doc, map[int]bool{6 + strings.Index(value, "$"): true})
		if _, err := f.ours.Compile(doc, ""); err == nil || !strings.Contains(err.Error(), "not null") {
			t.Errorf("%s: %v", value, err)
		}
		for _, variables := range []map[string]any{nil, {"n": nil}} {
			r := f.run(t, "query($n:Int){echo("+strings.ReplaceAll(value, "$", "$n")+")}", variables, Options{})
			if refused := string(r.Data) == `{"echo":null}`; refused != (len(r.Errors) == 1) || refused == (value == "sure:$" && variables == nil) {
				t.Errorf("%s %v: %s %v", value, variables, r.Data, r.Errors)
			}
		}
	}
}

var _ ast.Node = (*Null)(nil)
