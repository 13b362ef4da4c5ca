// Package schematest holds documents that hurt a GraphQL server which takes them as they come. [Hostile] lists them, each
// with what is to come of it; the tests of package schema ask the API with them, those of package server send them.
package schematest

import (
	"fmt"
	"strings"
)

// Document is one that is refused, or that is answered at no great cost.
type Document struct {
	Name, Text string
	Code       string // of the first error; "" where it is answered
	Limit      string // that it is beyond, if that is why
}

const (
	tooLarge   = "QUERY_TOO_LARGE"
	tooDeep    = "QUERY_TOO_DEEP"
	tooComplex = "QUERY_TOO_COMPLEX"
	invalid    = "GRAPHQL_VALIDATION_FAILED"
	unreadable = "GRAPHQL_PARSE_FAILED"
	unresolved = "OPERATION_RESOLUTION_FAILURE"
)

// Hostile lists the documents: in the order of what they go for, each kind in growing sizes.
func Hostile() []Document {
	var all []Document
	for _, list := range [][]Document{cycles(), nesting(), fragments(), repetitions(), texts(), values(), introspection()} {
		all = append(all, list...)
	}
	return all
}

var r = strings.Repeat

// count writes a piece with each number in turn.
func count(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// each writes count with each number as often as the format wants it, and the next.
func each(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i, i+1)
	}
	return b.String()
}

// within writes fields within fields.
func within(fields ...string) string {
	return "{" + strings.Join(fields, "{") + r("}", len(fields))
}

func cycles() []Document {
	return []Document{
		{"a fragment in itself", "{...F} fragment F on Query{__typename ...F}", invalid, ""},
		{"two fragments in each other", "{...A} fragment A on Query{...B} fragment B on Query{...A}", invalid, ""},
		{"an unused cycle", "{__typename} fragment A on Query{...B} fragment B on Query{...A}", invalid, ""},
		{"a cycle below a field", "{...A} fragment A on Query{nodes(ids:[]){...on Party{...B}}} fragment B on Party{members{party{...B}}}", invalid, ""},
		{"a ring of 90", "{...F0}" + each(89, " fragment F%d on Query{...F%d}") + " fragment F89 on Query{...F0}", invalid, ""},
	}
}

func nesting() []Document {
	return []Document{
		{"100 fields deep", r("{a\n", 100) + r("}", 100), tooDeep, "depth"},
		{"500 fields deep", r("{a\n", 500) + r("}", 500), tooDeep, "depth"},
		{"1,000 fields deep", r("{a\n", 1000) + r("}", 1000), tooLarge, "tokens"},
		{"2,000 fields deep", r("{a\n", 2000) + r("}", 2000), tooLarge, "tokens"},
		{"1,000 inline fragments deep", r("{...\n", 1000) + "{a" + r("}", 1001), tooLarge, "tokens"},
		{"5,000 inline fragments deep", r("{...\n", 5000) + "{a" + r("}", 5001), tooLarge, "tokens"},
		{"100,000 braces", r("{a", 100_000), tooLarge, "document"},
		{"a million braces", r("{a", 1_000_000), tooLarge, "document"},
		{"a million brackets", "{a(b:" + r("[", 1_000_000), tooLarge, "document"},
		{"brackets within the document", "{party(key:" + r("[\n", 900) + r("]\n", 900) + "){key}}", tooDeep, "depth"},
		{"objects within objects", "{party(key:" + r("{a:\n", 400) + "1" + r("}\n", 400) + "){key}}", tooDeep, "depth"},
		{"parentheses", "{party" + r("(\n", 1900), tooDeep, "depth"},
		{"a type in 1,800 lists", "query($a:" + r("[\n", 900) + "Int" + r("]\n", 900) + "){__typename}", tooDeep, "depth"},
		{"25 deep", r("{negotiation", 25) + r("}", 25), tooDeep, "depth"},
		{"24 deep, 1,900 fields", "{" + r("...{", 22) + r("__typename\n", 1900) + r("}", 23), "", ""},
		{"24 deep, 1,900 unknown", "{" + r("...{", 22) + count(1900, "a%d\n") + r("}", 23), invalid, ""},
		{"deep through fragments", "{...F0}" + each(60, " fragment F%d on Query{node(id:1){...on Party{...F%d}}}") + " fragment F60 on Query{__typename}", tooDeep, "depth"},
		{"a chain of 99 fragments", "{...F0}" + each(99, " fragment F%d on Query{...F%d}") + " fragment F99 on Query{__typename}", "", ""},
	}
}

func fragments() []Document {
	spread := func(n int) string {
		return "{" + count(n, "...F%d ") + "}" + count(n, "\nfragment F%d on Query{__typename}")
	}
	return []Document{
		{"90 fragments, each spread once", spread(90), "", ""},
		{"150 fragments, each spread once", spread(150), tooLarge, "fragments"},
		{"500 fragments, each spread once", spread(500), tooLarge, "tokens"},
		{"1,000 fragments, each spread once", spread(1000), tooLarge, "document"},
		{"2,000 fragments, each spread once", spread(2000), tooLarge, "document"},
		{"doubling 30 times", "{...F0}" + doubling(30), tooComplex, "selections"},
		{"doubling 12 times", "{...F0}" + doubling(12), "", ""},
		{"conditions on 12 triplings", "query(" + count(12, "$v%d:Boolean=true ") + "){...C0}" + tripling(12), tooComplex, "selections"},
		{"conditions on 6 triplings", "query(" + count(6, "$v%d:Boolean=true ") + "){...C0}" + tripling(6), tooComplex, "places"},
		{"fragments in all later ones", "{...F0}" + later(36), tooComplex, "selections"},
		{"10 operations, 90 fragments", count(10, "query Q%d{...F0}") + each(90, " fragment F%d on Query{__typename ...F%d}") + " fragment F90 on Query{__typename}", unresolved, ""},
		{"10 operations of 4,000 fields each", count(10, `query Q%d{party(key:"a"){...F0}}`) + tree(6), unresolved, ""},
		{"types a thing can be, over and over", "{node(id:7){" + r("...on Party{key} ...on Issue{key} ...on RedLine{key}\n", 110) + "}}", "", ""},
		{"lists of one interface within lists", "{" + r("nodes(ids:[\"a\"]){id ...on Party{redLines{nodes{party{redLines{nodes{party{key}}}}}}}}\n", 40) + "}", "", ""},
	}
}

func doubling(n int) string {
	text := ""
	for i := range n {
		text += fmt.Sprintf(" fragment F%d on Query{...F%d ...F%d}", i, i+1, i+1)
	}
	return text + fmt.Sprintf(" fragment F%d on Query{__typename}", n)
}

func tripling(n int) string {
	text := ""
	for i := range n {
		text += fmt.Sprintf(" fragment C%d on Query{...C%d@include(if:$v%d) ...C%d@skip(if:$v%d) ...C%d}", i, i+1, i, i+1, i, i+1)
	}
	return text + fmt.Sprintf(" fragment C%d on Query{__typename}", n)
}

// tree writes fragments of three fields each, below each of which is the next.
func tree(n int) string {
	text := ""
	for i := range n {
		text += fmt.Sprintf(" fragment F%d on Party{", i)
		for _, alias := range []string{"a", "b", "c"} {
			text += fmt.Sprintf("%s:redLines{nodes{party{...F%d}}}", alias, i+1)
		}
		text += "}"
	}
	return text + fmt.Sprintf(" fragment F%d on Party{key}", n)
}

func later(n int) string {
	text := ""
	for i := range n {
		text += fmt.Sprintf(" fragment F%d on Query{", i)
		for j := i + 1; j <= n; j += 1 + (j-i)/2 {
			text += fmt.Sprintf("...F%d ", j)
		}
		text += "}"
	}
	return text + fmt.Sprintf(" fragment F%d on Query{__typename}", n)
}

func repetitions() []Document {
	return []Document{
		{"1,900 times one field", "{" + r("__typename\n", 1900) + "}", "", ""},
		{"10,000 times one field", "{" + r("a\n", 10_000) + "}", tooLarge, "tokens"},
		{"450 times a field with fields", "{" + r("status{version}\n", 450) + "}", "", ""},
		{"1,000 times a field with fields", "{" + r("status{version}\n", 1000) + "}", tooLarge, "tokens"},
		{"80 times a field with arguments", "{" + r(`negotiation(key:"ukraine",asOf:"2025-01-01",scenario:null){key}`+"\n", 80) + "}", "", ""},
		{"200 times one field, with other arguments", "{" + count(200, "party(key:\"%d\"){key}\n") + "}", invalid, ""},
		{"lists of lists, 70 times", "{" + r(`negotiation(key:"ukraine"){redLines{nodes{party{redLines{nodes{party{key}}}}}}}`+"\n", 70) + "}", "", ""},
		{"1,000 unknown fields", "{" + r("unknown\n", 1000) + "}", invalid, ""},
		{"1,900 different unknown", "{" + count(1900, "negotiation%d\n") + "}", invalid, ""},
		{"3,000 unknown fields", "{" + r("unknown\n", 3000) + "}", tooLarge, "tokens"},
		{"600 aliases", "{" + count(600, "a%d:__typename\n") + "}", tooComplex, "aliases"},
		{"1,000 aliases", "{" + count(1000, "a%d:__typename\n") + "}", tooLarge, "tokens"},
		{"3,000 aliases", "{" + count(3000, "a%d:__typename\n") + "}", tooLarge, "document"},
		{"50 aliases", "{" + count(50, "a%d:__typename\n") + "}", "", ""},
		{"60 directives", "{__typename " + r("@skip(if:false)", 60) + "}", tooComplex, "directives"},
		{"50 directives", "{" + r("__typename @skip(if:false)\n", 50) + "}", "", ""},
		{"900 unknown directives", "{__typename " + r("@a", 900) + "}", tooComplex, "directives"},
		{"200 variables", "query(" + count(200, "$a%d:Int ") + "){__typename}", tooLarge, "variables"},
		{"100 unused variables", "query(" + count(100, "$a%d:Int ") + "){__typename}", invalid, ""},
		{"1,000 unused variables", "query(" + count(1000, "$a%d:Int\n") + "){__typename}", tooLarge, "tokens"},
		{"one variable 90 times", "query(" + r("$a:Int ", 90) + "){__typename}", invalid, ""},
		{"700 uses of variables of the wrong type", "query(" + count(90, "$v%d:String ") + "){nodes(ids:[" + r(count(90, "$v%d ")+"\n", 8) + "]){id}}", invalid, ""},
		{"900 unknown variables", "{nodes(ids:[" + count(900, "$v%d\n") + "]){id}}", invalid, ""},
		{"20 operations", count(20, "query a%d{__typename}"), tooLarge, "operations"},
		{"10 operations of one name", r("query a{__typename}", 10), invalid, ""},
		{"one argument 600 times", "{party(" + r("key:\"a\"\n", 600) + "){key}}", invalid, ""},
		{"600 unknown arguments", "{party(" + count(600, "a%d:1\n") + "){key}}", invalid, ""},
	}
}

func texts() []Document {
	return []Document{
		{"a name of 8,000 letters", "{" + r("a", 8_000) + "}", tooLarge, "name"},
		{"an unknown name of 256 letters", "{" + r("a", 256) + "}", invalid, ""},
		{"a line of 30,000 bytes", "{__typename #" + r("x", 30_000) + "\n}", "", ""},
		{"a long document", "{__typename #" + r("x", 100_000) + "\n}", tooLarge, "document"},
		{"10,000 comments", r("#a\n", 10_000) + "{__typename}", "", ""},
		{"30,000 empty lines, then errors", r("\n", 28_000) + "{" + r("aa ", 1000) + "}", invalid, ""},
		{"30,000 empty lines, then a typing error", r("\n", 30_000) + "{", unreadable, ""},
		{"30,000 empty lines, then fields that fail", r("\n", 28_000) + "{" + count(40, `a%d:party(key:"nobody"){key}`) + "}", "", ""},
		{"commas", r(",", 8_000) + "{__typename}", "", ""},
		{"byte order marks", r("\uFEFF", 2_600) + "{__typename}", "", ""},
		{"a string of 8,000 letters", `{search(text:"` + r("a", 8_000) + `"){totalCount}}`, "", ""},
		{"a string without end", `{party(key:"` + r("a", 8_000), unreadable, ""},
		{"a string without end, 60,000 letters", `{party(key:"` + r("a", 60_000), tooLarge, "document"},
		{"a block string without end", `{party(key:"""` + r("a\n", 15_000), unreadable, ""},
		{"a block string of 15,000 lines", `{party(key:"""` + r("a\n", 15_000) + `"""){key}}`, "", ""},
		{"a block string of quotes", `{party(key:"""` + r("\"\"\n", 10_000) + `"""){key}}`, "", ""},
		{"a block string of escaped quotes", `{party(key:"""` + r(`\"""`+"\n", 6_000) + `"""){key}}`, "", ""},
		{"escapes", `{party(key:"` + r(`\u{1F600}\uD83D\uDE00`, 350) + `"){key}}`, "", ""},
		{"half an escape", `{party(key:"` + r(`\uD83D`, 1300) + `"){key}}`, unreadable, ""},
		{"1,900 descriptions", r(`"a" `, 1900) + "query a{__typename}", unreadable, ""},
		{"not UTF-8", "{party(key:\"\xff\"){key}}", unreadable, ""},
		{"control characters", "{\x00\x01\x02}", unreadable, ""},
		{"a type definition", "type A{b:Int} {__typename}", invalid, ""},
		{"an error at the very end", "{" + r("__typename\n", 1900) + "}}", unreadable, ""},
	}
}

func values() []Document {
	return []Document{
		{"a number of 8,000 digits", "{parties(first:" + r("9", 8_000) + "){totalCount}}", tooLarge, "name"},
		{"a number of 250 digits", "{parties(first:" + r("9", 250) + "){totalCount}}", invalid, ""},
		{"an id of 8,000 digits", "{node(id:" + r("9", 8_000) + "){id}}", tooLarge, "name"},
		{"a list of 1,900 ids", "{nodes(ids:[" + r("\"a\"\n", 1900) + "]){id}}", "", ""},
		{"1,900 words in 20 lists", `{search(text:"a",kinds:` + r("[", 20) + r("PARTI\n", 1900) + r("]", 20) + "){totalCount}}", invalid, ""},
		{"450 unknown members", `{negotiation(key:"ukraine"){conflicts(filter:{` + count(450, "f%d:1\n") + "}){totalCount}}}", invalid, ""},
		{"one member 450 times", `{negotiation(key:"ukraine"){conflicts(filter:{` + r("minScore:1\n", 450) + "}){totalCount}}}", invalid, ""},
		{"nulls in lists", "{nodes(ids:[" + r("null\n", 1900) + "]){id}}", invalid, ""},
	}
}

func introspection() []Document {
	return []Document{
		{"introspection of introspection", within("__schema", "types", "fields", "type", "fields", "type", "fields", "type", "fields", "name"), tooComplex, "introspection"},
		{"the same through fragments", "{__schema{types{...T}}} fragment T on __Type{fields{type{...U}}} fragment U on __Type{fields{type{...V}}} fragment V on __Type{fields{type{possibleTypes{name}}}}", tooComplex, "introspection"},
		{"150 introspections", "{" + r("...on Query{__schema{types{name}}}", 150) + "}", "", ""},
		{"50 introspections by alias", "{" + count(50, "a%d:__schema{types{name kind}}\n") + "}", "", ""},
	}
}
