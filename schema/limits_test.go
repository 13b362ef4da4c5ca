package schema

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
	"parley/schema/schematest"
	"parley/seed"
)

// nested writes a query of one field below the other.
func nested(fields ...string) string {
	return "{" + strings.Join(fields, "{") + strings.Repeat("}", len(fields))
}

// TestHostileDocuments holds what comes of documents that hurt a server which takes them as they come: most are refused
// for one reason, some are merely large.
func TestHostileDocuments(t *testing.T) {
	f := open(t, seeded(t, seed.Ukraine)...)
	for _, d := range schematest.Hostile() {
		a := f.do(d.Text)
		code := ""
		if !strings.Contains(a.text, `"data"`) {
			code = a.Errors[0].Code()
		}
		if code != d.Code || len(a.Errors) > limitErrors.Default+1 || code != "" && len(a.text) > 20_000 {
			t.Errorf("%s: %q, want %q: %d errors in %d bytes, %s", d.Name, code, d.Code, len(a.Errors), len(a.text), cut(a.text))
		}
		if d.Limit != "" {
			beyond(t, d.Name, a.Errors[0], d.Limit)
		}
	}
}

// beyond checks that an error says which limit was passed, by how much, and what to do.
func beyond(t *testing.T, name string, e Error, limit string) {
	t.Helper()
	l := limitNamed(limit)
	cost, _ := e.Extensions["cost"].(map[string]any)
	got, _ := cost[limit].(float64)
	allowed, _ := e.Extensions["allowed"].(float64)
	if e.Extensions["limit"] != limit || got <= allowed || !strings.Contains(e.Message, l.Phrase(int(allowed))+"; "+l.Hint) || e.Code() != l.Code {
		t.Errorf("%s: %+v, want limit %s", name, e, limit)
	}
}

// TestOrdinaryDocumentsPass holds what the limits must leave alone.
func TestOrdinaryDocumentsPass(t *testing.T) {
	f := example(t)
	for _, q := range []string{
		schematest.GraphiQL, // nested 15 deep
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
