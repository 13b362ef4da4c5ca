package schema

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"parley/graph"
)

// hostile are documents that end the library's process, or hold it up, unless they are refused first.
func hostile() map[string]string {
	r := strings.Repeat
	doubling := "{...F0}"
	for n := range 30 {
		doubling += fmt.Sprintf(" fragment F%d on Query{...F%d ...F%d}", n, n+1, n+1)
	}
	chain := "{...F0}"
	for n := range 99 {
		chain += fmt.Sprintf(" fragment F%d on Query{...F%d}", n, n+1)
	}
	spreads, aliases := "{", "{"
	for n := range 10_000 {
		aliases += fmt.Sprintf("a%d:__typename ", n)
	}
	fragments := ""
	for n := range 500 {
		spreads += fmt.Sprintf("...F%d ", n)
		fragments += fmt.Sprintf(" fragment F%d on Query{__typename}", n)
	}
	some := "{"
	for n := range 60 {
		some += fmt.Sprintf("a%d:__typename ", n)
	}
	return map[string]string{
		"a fragment in itself":           "{...F} fragment F on Query{__typename ...F}",
		"two fragments in each other":    "{...A} fragment A on Query{...B} fragment B on Query{...A}",
		"an unused cycle":                "{__typename} fragment A on Query{...B} fragment B on Query{...A}",
		"a cycle below a field":          "{...A} fragment A on Query{nodes(ids:[]){...on Party{...B}}} fragment B on Party{members{party{...B}}}",
		"a million braces":               r("{a", 500_000),
		"a million brackets":             "{a(b:" + r("[", 1_000_000),
		"braces within the document":     r("{a\n", 10_000),
		"brackets within the document":   "{party(key:" + r("[\n", 7_000) + r("]\n", 7_000) + "){key}}",
		"objects within objects":         "{party(key:" + r("{a:\n", 5_000) + "1" + r("}\n", 5_000) + "){key}}",
		"parentheses":                    "{party" + r("(\n", 15_000),
		"25 deep":                        r("{negotiation", 25) + r("}", 25),
		"deep through fragments":         chain + " fragment F99 on Query{__typename}",
		"doubling fragments":             doubling + " fragment F30 on Query{__typename}",
		"500 fragments":                  spreads + "}" + fragments,
		"10,000 aliases":                 aliases + "}",
		"60 aliases":                     some + "}",
		"10,000 times one field":         "{" + r("__typename ", 10_000) + "}",
		"1,900 unknown fields":           "{" + r("nothing ", 1_900) + "}",
		"1,900 different unknown":        "{" + unknownFields(1_900) + "}",
		"450 times a field with fields":  "{" + r("status{version}", 450) + "}",
		"directives":                     "{__typename " + r("@skip(if:false)", 60) + "}",
		"unknown directives":             "{__typename " + r("@a", 900) + "}",
		"a name of 8,000 letters":        "{" + r("a", 8_000) + "}",
		"a long document":                "{__typename #" + r("x", 100_000) + "\n}",
		"a string without end":           `{party(key:"` + r("a", 60_000),
		"a block string without end":     `{party(key:"""` + r("a", 60_000),
		"200 variables":                  "query(" + r("$a:Int ", 200) + "){__typename}",
		"20 operations":                  r("query a{__typename}", 20),
		"introspection of introspection": nested("__schema", "types", "fields", "type", "fields", "type", "fields", "name"),
		"the same through fragments":     "{__schema{types{...T}}} fragment T on __Type{fields{type{...U}}} fragment U on __Type{fields{type{...V}}} fragment V on __Type{fields{type{possibleTypes{name}}}}",
		"not UTF-8":                      "{party(key:\"\xff\"){key}}",
		"control characters":             "{\x00\x01\x02}",
		"150 introspections":             "{" + r("...on Query{__schema{types{name}}}", 150) + "}",
	}
}

// nested writes a query of one field below the other.
func nested(fields ...string) string {
	return "{" + strings.Join(fields, "{") + strings.Repeat("}", len(fields))
}

func unknownFields(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "negotiation%d ", i)
	}
	return b.String()
}

// TestHostileDocuments only has to end: none of these may take the process down or hold it up for the test's
// whole time, and all but those that are merely large are refused.
func TestHostileDocuments(t *testing.T) {
	f := example(t)
	fine := map[string]bool{"deep through fragments": true, "450 times a field with fields": true, "150 introspections": true}
	for name, text := range hostile() {
		a := f.do(text)
		if refused := !strings.Contains(a.text, `"data"`); refused == fine[name] {
			t.Errorf("%s: %s", name, cut(a.text))
		}
		if len(a.Errors) > limitErrors.Default || len(a.text) > 100_000 && !fine[name] {
			t.Errorf("%s: %d errors in %d bytes", name, len(a.Errors), len(a.text))
		}
	}
}

func TestLimitCodes(t *testing.T) {
	f := example(t)
	all := hostile()
	for name, code := range map[string]string{
		"a fragment in itself": CodeValidationFailed, "a million braces": CodeTooLarge, "25 deep": CodeTooDeep,
		"doubling fragments": CodeTooComplex, "60 aliases": CodeTooComplex, "directives": CodeTooComplex, "a name of 8,000 letters": CodeTooLarge,
		"200 variables": CodeTooLarge, "20 operations": CodeTooLarge, "introspection of introspection": CodeTooComplex,
		"the same through fragments": CodeTooComplex, "not UTF-8": CodeParseFailed,
	} {
		f.fails(all[name], code)
	}
}

// TestOrdinaryDocumentsPass holds what the limits must leave alone.
func TestOrdinaryDocumentsPass(t *testing.T) {
	f := example(t)
	for _, q := range []string{
		graphiql, // nested 15 deep
		"\uFEFF# a comment { { { [[[\n{ status { version } }",
		`{party(key:"russia"){key} b:party(key:"ukraine"){key,,,name}}`,
		`{search(text:"{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{ troops \" [[[["){totalCount}}`,
		`{search(text:"""block " "" { \""" troops"""){totalCount}}`,
		`query($t:String!="a"){search(text:$t){totalCount}}`,
		`query($k:[RecordKind!]=[PARTY]){search(text:"a",kinds:$k){totalCount}}`,
		`{negotiation(key:"example"){...N}} fragment N on Negotiation{parties{...P} redLines{nodes{party{...P}}}} fragment P on Party{key}`,
	} {
		if a := f.do(q); len(a.Errors) > 0 {
			t.Errorf("%s\n%s", q, cut(a.text))
		}
	}
}

// graphiql is the shape of the introspection query that GraphiQL and graphql-js send.
var graphiql = `query IntrospectionQuery{__schema{queryType{name}mutationType{name}subscriptionType{name}types{...FullType}directives{name description locations args{...InputValue}}}}
fragment FullType on __Type{kind name description fields(includeDeprecated:true){name description args{...InputValue}type{...TypeRef}isDeprecated deprecationReason}inputFields{...InputValue}interfaces{...TypeRef}enumValues(includeDeprecated:true){name description isDeprecated deprecationReason}possibleTypes{...TypeRef}}
fragment InputValue on __InputValue{name description type{...TypeRef}defaultValue}
fragment TypeRef on __Type{kind name` + strings.Repeat(" ofType{kind name", 7) + strings.Repeat("}", 8)

func TestRowsAreCounted(t *testing.T) {
	f := example(t)
	deep := nested(`negotiation(key:"example")`, "redLines", "nodes", "party", "redLines", "nodes", "party", "redLines", "nodes", "party", "redLines", "nodes", "key")
	if a := f.do(deep); len(a.Errors) > 0 {
		t.Fatal(cut(a.text))
	}
	f.put("more", manyLines(200)...)
	a := f.fails(deep, CodeTooComplex, "rows")
	if strings.Contains(a.text, `"data"`) || len(a.Errors) != 1 {
		t.Errorf("a cut answer must not look like a whole one: %s", cut(a.text))
	}
}

func manyLines(n int) []graph.Record {
	var list []graph.Record
	for i := range n {
		list = append(list, &graph.RedLine{
			Key: fmt.Sprintf("line-%04d", i), Party: "russia", Title: "One of many", Forbids: graph.Patterns{{"troops": {"nato"}, "guarantee": {"none"}}},
		})
	}
	return list
}

func TestTextIsCounted(t *testing.T) {
	f := open(t, &graph.Source{Key: "long", Title: "Long", Text: strings.Repeat("lorem ipsum ", 40_000)})
	var list []graph.Record
	for i := range 100 {
		list = append(list, &graph.Statement{
			Key: fmt.Sprint("s", i), Source: "long", Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025"), Paraphrase: "Words.",
		})
	}
	f.put("statements", list...)
	f.fails(`{source(key:"long"){statements(first:100){nodes{source{text}}}}}`, CodeTooComplex, "MiB")
}

// TestScanTranslates holds what the parser gets to read in the place of what it does not know: nothing moves.
func TestScanTranslates(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{`{a(b:null)}`, `{a(b:NULL)}`},
		{`{a(b:[1,null{c:null}],null:1)}`, `{a(b:[1,NULL{c:NULL}],null:1)}`},
		{`query($a:Int=null,$null:Int@null){b(c:$null)}`, `query($a:Int=NULL,$null:Int@null){b(c:$null)}`},
		{`{null x:null a(b:"null",c:nullable)}`, `{null x:null a(b:"null",c:nullable)}`},
		{"{a(b:#null\nnull)}", "{a(b:#null\nNULL)}"},
		{`}(null`, `}(NULL`},
		{`"a" query A{b} """` + "\n\"c\" " + `""" fragment F on A{b}`, `    query A{b}    ` + "\n" + `        fragment F on A{b}`},
		{`"a"{b}`, `"a"{b}`},
		{`query "a" fragment`, `query "a" fragment`},
		{`query("a" $b:C="d" "e"$f:G){b(c:"a" $d:1)}`, `query(    $b:C="d"    $f:G){b(c:"a" $d:1)}`},
		{`query($a:B="c" $d:E)`, `query($a:B="c" $d:E)`},
		{`{a(b:"\u{1F600}x",c:1)}`, `{a(b:"😀x"     ,c:1)}`},
		{`{a(b:"\uD83D\uDE00")}`, `{a(b:"😀"        )}`},
		{`{a(b:"\u{22}\u{5C}\u{A}\u{00e9}\u00e9\\u{1}")}`, `{a(b:"\"\\\né\u00e9\\u{1}"                 )}`},
		{`{a(b:"\u{0001}\u00G0\q")}`, `{a(b:"\u0001\u00G0\q"  )}`},
		{`{a(b:"""\u{1F600}""")}`, `{a(b:"""\u{1F600}""")}`},
	} {
		got, f := scan(tt.in, newMeasured(nil))
		if f != nil || got.text != tt.want || len(got.text) != len(tt.in) {
			t.Errorf("scan(%q) = %q, %v; want %q", tt.in, got.text, f, tt.want)
		}
	}
	for _, bad := range []string{`\uD83D`, `\uDE00`, `\uD83Dx`, `\uDE00\uD83D`, `\u{}`, `\u{D83D}`, `\u{110000}`, `\u{x}`, `\u{1`, `\u{1}`} {
		_, f := scan(`{a(b:"`+bad+`")}`, newMeasured(nil))
		if f == nil || f.code != CodeParseFailed || len(f.at) != 1 || f.at[0].Column != 7 {
			t.Errorf("%s: %+v", bad, f)
		}
	}
	if got, _ := scan(`{a(b:[1,null,{c:null}],d:null)}`, newMeasured(nil)); !maps.Equal(got.nulls, map[int]bool{8: true, 16: true, 25: true}) {
		t.Errorf("nulls at %v", got.nulls)
	}
}

// TestNullIsAbsent asks with null literals and null variables.
func TestNullIsAbsent(t *testing.T) {
	f := example(t)
	want := `{"nodes":[{"key":"example"}]}`
	f.equal(f.ask(`{negotiations(first:null,after:null){nodes{key}}}`, "negotiations"), want)
	f.equal(f.ask(`query($n:Int,$c:String){negotiations(first:$n,after:$c){nodes{key}}}`, "negotiations", "n", nil, "c", nil), want)
	cursor := f.ask(`{parties(first:1){pageInfo{endCursor}}}`, "parties.pageInfo.endCursor")
	f.ask(`query($c:String){parties(first:1,after:$c,last:null,filter:null){nodes{key}}}`, "", "c", cursor) // the same list
	f.ask(`{parties(filter:{keys:null}){totalCount}}`, "")
	for _, q := range []string{`{party(key:null){key}}`, `{parties(filter:{keys:["russia",null]}){totalCount}}`, `query($k:String!=null){party(key:$k){key}}`} {
		f.fails(q, CodeValidationFailed)
	}
}
