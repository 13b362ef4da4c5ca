package schema

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"parley/graph"
)

// named asks for a document by its id, with the text beside it if there is one.
func (f *fixture) named(query, id string) answer {
	f.Helper()
	return f.read(f.api.Do(context.Background(), Request{Query: query, DocumentID: id}))
}

const askVersion = `{status{version}}`

func TestDocumentsAreNamedByTheirHash(t *testing.T) {
	f := example(t)
	id := HashID(askVersion)
	miss := func(id string) {
		t.Helper()
		if a := f.named("", id); len(a.Errors) != 1 || a.Errors[0].Message != "PersistedQueryNotFound" || a.Errors[0].Code() != CodeHashUnknown || a.Data != nil {
			t.Fatal(a.text)
		}
	}
	miss(id)
	if a := f.named(askVersion+" ", id); a.Errors[0].Code() != CodeHashMismatch {
		t.Error(a.text)
	}
	miss(id)
	for _, id := range []string{id, id, strings.Clone(id)} {
		if a := f.named(askVersion, id); len(a.Errors) > 0 {
			t.Fatal(a.text)
		}
		if a := f.named("", id); len(a.Errors) > 0 {
			t.Fatal(a.text)
		}
	}
	for _, wrong := range []string{`{nothing}`, `{`, `query a{status{version}} query b{status{version}}`} {
		f.named(wrong, HashID(wrong))
		miss(HashID(wrong)) // what is refused is not kept
	}
	long := askVersion + strings.Repeat("#", maxHashedLen)
	f.named(long, HashID(long))
	miss(HashID(long))
	miss("status")
	if a := f.named(askVersion, "status"); len(a.Errors) > 0 { // an id of the client's own beside the text says nothing
		t.Error(a.text)
	}
	miss(strings.ToUpper(id))
}

// TestNamedDocumentsAreBounded names one more than are kept: the one not askVersion for longest is forgotten.
func TestNamedDocumentsAreBounded(t *testing.T) {
	f := example(t)
	var group sync.WaitGroup
	text := func(n int) string { return fmt.Sprint("{a", n, "}") }
	for n := range maxHashed {
		group.Go(func() { f.api.register(Request{Query: text(n), DocumentID: HashID(text(n))}) })
	}
	group.Wait()
	for n := range maxHashed {
		if got, ok := f.api.hashes.get(HashID(text(n))); !ok || got != text(n) {
			t.Fatalf("%d: %q", n, got)
		}
	}
	f.api.register(Request{Query: "{more}", DocumentID: HashID("{more}")})
	if _, ok := f.api.hashes.get(HashID(text(0))); ok || len(f.api.hashes.byKey) != maxHashed || f.api.hashes.order.Len() != maxHashed {
		t.Errorf("%d kept", len(f.api.hashes.byKey))
	}
}

// trusting makes an API that answers only some documents.
func trusting(t *testing.T, documents map[string]string) (*fixture, error) {
	f := example(t)
	a, err := New(f.db, Options{Trusted: documents, Clock: f.api.Clock, Logger: f.api.Logger})
	f.api = a
	return f, err
}

func TestOnlyTrustedDocumentsAreAnswered(t *testing.T) {
	two := "query a{status{version}} query b{status{sequence}}"
	f, err := trusting(t, map[string]string{"first": askVersion, strings.TrimPrefix(HashID(two), HashPrefix): two})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []Request{
		{DocumentID: "first"}, {DocumentID: HashID(askVersion)}, {Query: askVersion}, {Query: askVersion, DocumentID: "first"}, {Query: askVersion, DocumentID: HashID(askVersion)},
		{DocumentID: HashID(two), OperationName: "a"}, {DocumentID: strings.TrimPrefix(HashID(two), HashPrefix), OperationName: "b"}, {Query: two, OperationName: "b"},
	} {
		if a := f.read(f.api.Do(context.Background(), r)); len(a.Errors) > 0 || a.Data == nil {
			t.Errorf("%+v: %s", r, a.text)
		}
	}
	for _, r := range []Request{
		{Query: askVersion + " "}, {Query: "{"}, {Query: ""}, {DocumentID: "second"}, {Query: "{parties{totalCount}}", DocumentID: HashID("{parties{totalCount}}")}, {Query: strings.Repeat("{", 1<<20)},
		{Query: "{status{sequence}}", DocumentID: "second"},
	} {
		if a := f.read(f.api.Do(context.Background(), r)); len(a.Errors) != 1 || a.Errors[0].Code() != CodeNotTrusted || !strings.Contains(a.Errors[0].Message, "have it added") {
			t.Errorf("%.50v: %s", r, a.text)
		}
	}
	for _, id := range []string{"first", HashID(askVersion)} {
		if a := f.named("{status{sequence}}", id); a.Errors[0].Code() != CodeHashMismatch {
			t.Error(a.text)
		}
	}
}

// TestTrustedDocumentsAreChecked names the entry that is wrong, before anything is answered.
func TestTrustedDocumentsAreChecked(t *testing.T) {
	for id, tt := range map[string]struct{ text, want string }{
		"unparsed": {"{\n ?", "trusted document unparsed: 2:2: Syntax Error"}, "invalid": {"{nothing}", `type Query has no field "nothing"`}, "empty": {"", "no operation"},
		"unused": {"fragment F on Query{__typename}", "never used"}, "deep": {strings.Repeat("{a", 50), "at most 24 levels"},
		"sha256:" + strings.Repeat("0", 64): {askVersion, "another SHA-256 hash, " + HashID(askVersion)}, strings.Repeat("1", 64): {askVersion, "another SHA-256 hash"},
	} {
		if _, err := trusting(t, map[string]string{id: tt.text, "fine": askVersion}); err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), strings.TrimPrefix(id, HashPrefix)) || graph.CodeOf(err) != graph.CodeInvalid {
			t.Errorf("%s: %v", id, err)
		}
	}
	f, err := trusting(t, map[string]string{})
	if err != nil {
		t.Fatal(err)
	}
	if a := f.named(askVersion, ""); a.Errors[0].Code() != CodeNotTrusted {
		t.Errorf("of none at all: %s", a.text)
	}
}

func TestParseTrusted(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":"{b}","c":"{d}"}`: "map[a:{b} c:{d}]", `{}`: "map[]",
		`{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"id":"a","body":"{b}","name":"n","type":"query"},{"id":"a","body":"{b}"}]}`: "map[a:{b}]",
		`{"format":"apollo-persisted-query-manifest","version":2,"operations":[]}`:                                                                          `version 2`,
		`{"format":"other","version":1,"operations":[]}`:                                                                                                    `format "other"`, `{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"id":"a","body":"{b}"},{"id":"a","body":"{c}"}]}`: "operation 1",
		`{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"body":"{b}"}]}`: "operation 0", `[]`: "neither", `{"a":1}`: "neither", `{`: "neither", ``: "neither",
	} {
		got, err := ParseTrusted([]byte(text))
		if err == nil && fmt.Sprint(got) != want || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
}

// TestSwitches holds what an API that only reads, or keeps its schema to itself, refuses.
func TestSwitches(t *testing.T) {
	f := example(t)
	const change = `mutation{change(reason:"x",operations:[{retire:{kind:PARTY,key:"russia"}}]){change{sequence}}}`
	before := f.db.Snapshot().Head()
	f.api = switched(t, f, Options{ReadOnly: true})
	f.fails(change, CodeForbidden, "takes no changes")
	if f.db.Snapshot().Head() != before {
		t.Error("something changed")
	}
	f.ask(askVersion, "")
	f.ask(`{__schema{queryType{name}}}`, "")

	f.api = switched(t, f, Options{NoIntrospection: true})
	for _, q := range []string{`{__schema{queryType{name}}}`, `{__type(name:"Party"){name}}`, `{a:__typename ...F} fragment F on Query{...{x:__schema{types{name}}}}`, `query a{__typename} query b{__schema{nothing}}`} {
		if a := f.fails(q, CodeNoIntrospection, "leave __"); len(a.Errors[0].Locations) != 1 || a.Data != nil {
			t.Error(a.text)
		}
	}
	f.ask(`{__typename status{__typename version}}`, "")
	for _, tt := range []struct{ query, secret string }{
		{`{negotiation(key:"example"){titel}}`, "title"}, {`{party(kye:"a"){key}}`, `key`}, {`{node(id:1){...on Parti{key}}}`, "Party"}, {`{node(id:1){name}}`, "Party"}, {`{status{version @skp(if:true)}}`, "@skip"},
		{`{search(text:"a",kinds:[PARTI]){totalCount}}`, "PARTY"}, {`{negotiation(key:"example"){conflicts(filter:{involvin:["a"]}){totalCount}}}`, "involving"}, {`query($a:Strin){status{version}}`, "String"},
	} {
		a := f.do(tt.query)
		if len(a.Errors) == 0 || a.Errors[0].Code() != CodeValidationFailed || strings.Contains(strings.ReplaceAll(a.Errors[0].Message, "argument key", ""), tt.secret) {
			t.Errorf("%s: %s", tt.query, a.text)
		}
	}
	a := f.do(`query($f:ConflictFilter,$k:[RecordKind!]){negotiation(key:"example"){conflicts(filter:$f){totalCount}}search(text:"a",kinds:$k){totalCount}}`, "f", map[string]any{"involvin": 1}, "k", []any{"PARTI"})
	if len(a.Errors) != 2 || strings.Contains(a.text, "involving") || strings.Contains(a.text, "PARTY") {
		t.Error(a.text)
	}
	f.fails(`{party(key:"rusia"){key}}`, CodeNotFound, `did you mean "russia"`) // what is in the graph is no secret
}

func switched(t *testing.T, f *fixture, o Options) *API {
	t.Helper()
	o.Clock, o.Logger = f.api.Clock, f.api.Logger
	a, err := New(f.db, o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
