package schema

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// TestMessagesSayWhatToDo holds what is said of each thing that can be wrong with a document, and where.
func TestMessagesSayWhatToDo(t *testing.T) {
	f := example(t)
	for _, tt := range []struct{ query, want string }{
		// names
		{`{negotiation(key:"example"){titel}}`, `1:29 type Negotiation has no field "titel" (did you mean "title"?)`},
		{`{xyzzy}`, `1:2 type Query has no field "xyzzy": ask {__type(name: "Query") {fields {name}}} for all there are`},
		{`{node(id:1){name}}`, `1:13 type Node has no field "name", but Party has, which it can be: ask for it by ... on Party {name}`},
		{`{party(kye:"a"){key}}`, `1:8 field "party" has no argument "kye" (did you mean "key"?)`},
		{`{status(a:1){version}}`, `1:9 field "status" has no argument "a": it takes none`},
		{`{__typename @skip(iff:true)}`, `1:19 directive @skip has no argument "iff" (did you mean "if"?)`},
		{`{node(id:1){...on Parti{key}}}`, `1:19 there is no type "Parti" (did you mean "Party"?)`},
		{`query($a:Strin){search(text:$a){totalCount}}`, `1:10 there is no type "Strin" (did you mean "String"?)`},
		{`{...Fraqment} fragment Fragment on Query{__typename}`, `1:5 the document has no fragment "Fraqment" (did you mean "Fragment"?)`},
		{`{...F}`, `1:5 the document has no fragment "F": define it`},
		{`{__typename @skp(if:true)}`, `1:13 there is no directive @skp (did you mean "skip"?)`},
		{`query($text:String!){search(text:$txt){totalCount}}`, `1:34 the operation declares no variable $txt (did you mean "text"?)`},
		{`{search(text:$t){totalCount}}`, `1:14 the operation declares no variable $t: define it`},
		// values
		{`{search(text:"a",kinds:[PARTI]){totalCount}}`, `1:24 argument kinds: RecordKind is wanted, not PARTI (did you mean "PARTY"?)`},
		{`{search(text:"a",kinds:"PARTY"){totalCount}}`, `argument kinds: RecordKind is wanted, not "PARTY" (did you mean "PARTY"?)`},
		{`{negotiation(key:"example"){conflicts(filter:{involvin:["a"]}){totalCount}}}`, `argument filter: ConflictFilter has no member "involvin" (did you mean "involving"?)`},
		{`{party(key:1){key}}`, `1:12 argument key: String is wanted, not 1`},
		{`{party(key:null){key}}`, `1:12 argument key: String! is wanted, not null`},
		{`query($n:Int="a"){parties(first:$n){totalCount}}`, `1:14 variable $n: Int is wanted, not "a"`},
		{`{negotiation(key:"example"){conflicts(filter:{minScore:1,minScore:2}){totalCount}}}`, `member "minScore" is there twice: give it once`},
		{`{party{key}}`, `1:2 field "party" needs the argument key, a String!: give it`},
		{`{__typename @skip}`, `1:13 directive @skip needs the argument if, a Boolean!: give it`},
		{`{party(key:"a",key:"b"){key}}`, `1:16 argument "key" is there twice: give it once`},
		// fields
		{`{status}`, `1:2 field "status" is a Status: say which of its fields, such as status{__typename}`},
		{`{status{version{a}}}`, `1:16 field "version" is a String and has no fields: leave its braces out`},
		{`{a:party(key:"b"){key}a:party(key:"c"){key}}`, `1:2 1:23 "a" is asked for with different arguments: give one of them another alias`},
		{`{status{a:version a:sequence}}`, `1:9 1:19 "a" is field "version" in one place and field "sequence" in another: give one of them another alias`},
		{`{nodes(ids:["a"]){...on Party{a:key}...on Issue{a:positions{totalCount}}}}`, `"a" is String! in one place and PositionConnection! in another: give one of them another alias`},
		{`{party(key:"a"){key}party(key:null){key}}`, `argument key: String! is wanted, not null`},
		{`{negotiation(key:"a"){key}negotiation(key:"a",scenario:null){key}}`, `"negotiation" is asked for with different arguments: give one of them another alias`},
		// directives
		{`{__typename @skip(if:true)@skip(if:true)}`, `1:27 directive @skip is there twice: give it once`},
		{`query @skip(if:true){__typename}`, `1:7 directive @skip does not belong on QUERY: it goes on [FIELD FRAGMENT_SPREAD INLINE_FRAGMENT]`},
		// fragments
		{`{...F} fragment F on String{a}`, `a fragment is on String, which has no fields: name an object, an interface or a union`},
		{`{...on Party{key}}`, `1:2 this fragment is on Party, which a Query never is: put it where that can be`},
		{`{status{...F}} fragment F on Party{key}`, `1:9 fragment "F" is on Party, which a Status never is: put it where that can be`},
		{`{__typename} fragment F on Query{__typename}`, `1:14 fragment "F" is never used: use it, or leave it out`},
		{`{...F ...F} fragment F on Query{__typename} fragment F on Query{__typename}`, `1:45 fragment "F" is there twice: give each its own name`},
		{`{...F} fragment F on Query{...F}`, `fragment "F" contains itself: take its spread out`},
		// variables
		{`query($a:Int){__typename}`, `1:7 variable $a is never used: use it, or leave it out`},
		{`query($a:Int,$a:Int){parties(first:$a){totalCount}}`, `1:14 variable $a is declared twice: give each its own name`},
		{`query($a:Party){__typename}`, `variable $a is a Party, which cannot be sent: name a scalar, an enum or an input type`},
		{`query($a:Int){party(key:$a){key}}`, `1:7 1:25 variable $a is a Int where String! is wanted: declare it so`},
		{`query($a:String=null){party(key:$a){key}}`, `variable $a is a String where String! is wanted: declare it so`},
		// operations
		{`query a{__typename} query a{__typename}`, `1:21 operation "a" is there twice: give each its own name`},
		{`{__typename} query a{__typename}`, `1:1 an operation without a name stands beside others: give each a name`},
		{`query a{__typename} query b{__typename}`, `the document holds 2 operations: say by operationName which one to run`},
		{`fragment F on Query{__typename}`, `fragment "F" is never used`},
		{``, `the document holds no operation: write one`},
		{`type A{b:Int}`, `1:1 only operations and fragments can be run; the document defines something else: leave it out`},
	} {
		a := f.do(tt.query)
		if len(a.Errors) == 0 || a.Data != nil {
			t.Errorf("%s: %s", tt.query, a.text)
			continue
		}
		e := a.Errors[0]
		got := e.Message
		for i := len(e.Locations) - 1; i >= 0; i-- {
			got = fmt.Sprintf("%d:%d ", e.Locations[i].Line, e.Locations[i].Column) + got
		}
		if !strings.Contains(got, tt.want) || e.Code() == "" {
			t.Errorf("%s\n%s %s\nwant %s", tt.query, e.Code(), got, tt.want)
		}
	}
	r := f.api.Do(context.Background(), Request{Query: `query first{status{version}}`, OperationName: "frist"})
	if r.Errors[0].Code() != CodeOperation || !strings.HasSuffix(r.Errors[0].Message, `no operation "frist" (did you mean "first"?)`) {
		t.Errorf("%+v", r.Errors)
	}
}

// TestMessagesAboutVariables holds what is said of values that are sent.
func TestMessagesAboutVariables(t *testing.T) {
	f := example(t)
	const query = `query($v:%s){negotiation(key:"example"){conflicts(%s){totalCount}}}`
	for _, tt := range []struct {
		typ, use string
		value    any
		want     string
	}{
		{"ConflictFilter", "filter:$v", map[string]any{"involvin": 1}, `variable $v: ConflictFilter has no member "involvin" (did you mean "involving"?)`},
		{"ConflictFilter", "filter:$v", map[string]any{"kinds": []any{"DEMAND_CROSSES_RED_LIN"}}, `variable $v.kinds[0]: ConflictKind is wanted, not "DEMAND_CROSSES_RED_LIN" (did you mean "DEMAND_CROSSES_RED_LINE"?)`},
		{"ConflictFilter", "filter:$v", "x", `variable $v: ConflictFilter is wanted, an object, not "x"`},
		{"Int!", "first:$v", nil, `variable $v: Int! is wanted, not null`},
		{"Int", "first:$v", strings.Repeat("9", 500), `variable $v: Int is wanted, not "9999`},
	} {
		a := f.do(fmt.Sprintf(query, tt.typ, tt.use), "v", tt.value)
		if len(a.Errors) != 1 || a.Errors[0].Code() != CodeBadInput || !strings.HasPrefix(a.Errors[0].Message, tt.want) || len(a.Errors[0].Message) > 400 {
			t.Errorf("%v: %s, want %s", tt.value, a.text, tt.want)
		}
	}
}

// TestWhatOverlapsMayBeMerged holds pairs of fields that share a key and fit, beside those of the table above that do not.
func TestWhatOverlapsMayBeMerged(t *testing.T) {
	f := example(t)
	for _, q := range []string{
		`{status{version}status{version sequence}}`, `{party(key:"russia"){key name}party(key:"russia"){key}}`,
		`{negotiation(key:"example",asOf:"2025-01-01",parties:["russia","europe"]){key}negotiation(parties:["russia","europe"],asOf:"2025-01-01",key:"example"){title}}`,
		`{negotiation(key:"example"){conflicts(filter:{minScore:0,involving:["russia"]}){totalCount}conflicts(filter:{involving:["russia"],minScore:0}){totalCount}}}`,
		`{nodes(ids:["a"]){...on Party{a:name}...on Issue{a:key}}}`,
		`query($k:String!){party(key:$k){key}party(key:$k){name}}`,
	} {
		if a := f.do(q, "k", "russia"); len(a.Errors) > 0 && a.Errors[0].Code() == CodeValidationFailed {
			t.Errorf("%s: %s", q, a.text)
		}
	}
	for _, q := range []string{
		`{nodes(ids:["a"]){...on Party{a:conflicts{x:totalCount}}...on Issue{a:positions{x:nodes{key}}}}}`, // below
		`{...A ...B} fragment A on Query{status{a:version}} fragment B on Query{status{...C}} fragment C on Status{a:sequence}`,
		`query($k:String!,$l:String!){party(key:$k){key}party(key:$l){name}}`,
	} {
		f.fails(q, CodeValidationFailed, "another alias")
	}
}
