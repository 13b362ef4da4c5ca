package schema

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"parley/graph"
	"parley/seed"
)

// TestGolden runs the queries of testdata/queries on the example and compares the whole answers.
func TestGolden(t *testing.T) {
	f := example(t)
	line, _ := graph.Get[*graph.RedLine](f.db.Snapshot(), "r3")
	harder := *line
	harder.Firmness = graph.Absolute
	f.put("repeated in stronger words", &harder)
	f.golden("testdata/queries/*.graphql", "")
}

// TestGoldenUkraine runs those of testdata/queries/ukraine on the default data.
func TestGoldenUkraine(t *testing.T) {
	open(t, seeded(t, seed.Ukraine)...).golden("testdata/queries/ukraine/*.graphql", "ukraine-")
}

// golden runs the queries of the files and compares the whole answers with files of the same names, behind a prefix.
func (f *fixture) golden(files, prefix string) {
	f.Helper()
	queries, err := filepath.Glob(files)
	if err != nil || len(queries) == 0 {
		f.Fatal("no queries", err)
	}
	for _, name := range queries {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		a := f.do(string(text))
		if len(a.Errors) > 0 {
			f.Errorf("%s: %s", name, cut(a.text))
			continue
		}
		var b bytes.Buffer
		var whole struct{ Data json.RawMessage }
		if err := errors.Join(json.Unmarshal([]byte(a.text), &whole), json.Indent(&b, whole.Data, "", "  ")); err != nil {
			f.Fatal(err)
		}
		b.WriteByte('\n')
		golden(f.T, prefix+strings.TrimSuffix(filepath.Base(name), ".graphql")+".json", b.Bytes())
	}
}

// TestParallelFirstRequests asks a fresh API many things at once; run with -race.
func TestParallelFirstRequests(t *testing.T) {
	f := example(t)
	var text []string
	queries, _ := filepath.Glob("testdata/queries/*.graphql")
	for _, name := range queries {
		q, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text = append(text, string(q))
	}
	text = append(text, `{__schema{types{name fields{name type{name kind}} enumValues{name} inputFields{name} possibleTypes{name}}}}`,
		`{nodes(ids:["`+(&graph.Party{Key: "russia"}).Ref().ID().String()+`"]){__typename id ... on Party{name}}}`)
	var group sync.WaitGroup
	for n := range 32 {
		group.Go(func() {
			r := f.api.Do(context.Background(), Request{Query: text[n%len(text)]})
			if len(r.Errors) > 0 {
				t.Errorf("%+v", r.Errors[0])
			}
		})
	}
	for range 5 { // and the graph moves on meanwhile
		p, _ := graph.Get[*graph.Party](f.db.Snapshot(), "russia")
		next := *p
		next.Description += "."
		f.put("another word", &next)
	}
	group.Wait()
}

// TestRequestErrors holds the codes of what is refused before anything runs: there is no data member then.
func TestRequestErrors(t *testing.T) {
	f := example(t)
	for _, tt := range []struct{ name, query, code, words string }{
		{"syntax", `{`, CodeParseFailed, "Syntax Error"},
		{"empty", ``, CodeOperation, "no operation"},
		{"unknown field", `{negotiation(key:"example"){titel}}`, CodeValidationFailed, "titel"},
		{"unknown argument", `{party(kye:"x"){key}}`, CodeValidationFailed, "kye"},
		{"missing argument", `{party{key}}`, CodeValidationFailed, "key"},
		{"argument of another type", `{party(key:1){key}}`, CodeValidationFailed, ""},
		{"enum as a string", `{search(text:"x",kinds:["PARTY"]){totalCount}}`, CodeValidationFailed, ""},
		{"directive twice", `query($a:Boolean!){status{version @include(if:$a) @include(if:$a)}}`, CodeValidationFailed, "@include"},
		{"two operations, none named", `query a{status{version}} query b{status{version}}`, CodeOperation, "operationName"},
		{"only a fragment", `fragment f on Status{version}`, "", ""},
		{"type definition", `type A{b:Int}`, CodeValidationFailed, "operations and fragments"},
		{"mutation", `mutation{status}`, "", ""},
	} {
		a := f.do(tt.query)
		switch {
		case len(a.Errors) == 0 || strings.Contains(a.text, `"data"`):
			t.Errorf("%s: %s", tt.name, cut(a.text))
		case tt.code != "" && a.Errors[0].Code() != tt.code, !strings.Contains(a.Errors[0].Message, tt.words):
			t.Errorf("%s: %+v", tt.name, a.Errors[0])
		}
	}
	for _, tt := range []struct {
		query string
		value any
	}{
		{`query($n:Int){negotiations(first:$n){totalCount}}`, "1"},
		{`query($n:Int){negotiations(first:$n){totalCount}}`, 1.5},
		{`query($n:Int){negotiations(first:$n){totalCount}}`, true},
		{`query($n:String!){party(key:$n){key}}`, 1.0},
		{`query($n:String!){party(key:$n){key}}`, nil},
		{`query($n:[RecordKind!]){search(text:"x",kinds:$n){totalCount}}`, []any{"PARTY", "CAT"}},
		{`query($n:Date){party(key:"russia",asOf:$n){key}}`, 20250101.0},
		{`query($n:ConflictFilter){negotiation(key:"example"){conflicts(filter:$n){totalCount}}}`, map[string]any{"nobody": 1}},
	} {
		a := f.do(tt.query, "n", tt.value)
		if len(a.Errors) == 0 || a.Errors[0].Code() != CodeBadInput || strings.Contains(a.text, `"data"`) {
			t.Errorf("%v: %s", tt.value, cut(a.text))
		}
	}
	r := f.api.Do(context.Background(), Request{Query: `query a{status{version}} query b{status{sequence}}`, OperationName: "b"})
	f.equal(f.read(r).Data, `{"status":{"sequence":"1"}}`)
}

// TestFieldErrors holds what goes wrong while an operation runs: data is there, the field null.
func TestFieldErrors(t *testing.T) {
	f := example(t)
	for _, tt := range []struct{ query, code, words string }{
		{`{party(key:"rusia"){key}}`, CodeNotFound, `did you mean "russia"`},
		{`{negotiation(key:"exmaple"){key}}`, CodeNotFound, `did you mean "example"`},
		{`{negotiation(key:"example",scenario:"peace"){key}}`, CodeNotFound, "peace"},
		{`{negotiation(key:"example",parties:["rusia"]){key}}`, CodeNotFound, "russia"},
		{`{negotiation(key:"example",issues:["tropps"]){key}}`, CodeNotFound, "troops"},
		{`{negotiation(key:"example",asOf:"2025-01"){key}}`, CodeBadInput, "2025-01"},
		{`{negotiation(key:"example",asOf:"2025-01-12~"){key}}`, CodeBadInput, "asOf"},
		{`{negotiation(key:"example",asOf:"2025-02-30"){key}}`, CodeBadInput, "asOf"},
		{`{negotiation(key:"example",knownAt:"2025-01-12"){key}}`, CodeBadInput, "RFC 3339"},
		{`{negotiation(key:"example",knownAt:"2020-01-01T00:00:00Z"){key}}`, CodeNotFound, "example"},
		{`{negotiation(key:"example",floor:{reliability:"Q"}){key}}`, CodeBadInput, "grade"},
		{`{negotiation(key:"example",floor:{credibility:7}){key}}`, CodeBadInput, "1 to 6"},
		{`{negotiation(key:"example",floor:{sources:["nyt"]}){key}}`, CodeNotFound, "source"},
		{`{negotiation(key:"example"){issues(topic:"securiti"){totalCount}}}`, CodeBadInput, `did you mean "security"`},
		{`{negotiation(key:"example"){stanceTable(issue:"trops"){issueKey}}}`, CodeNotFound, "troops"},
		{`{negotiation(key:"example"){commonGround(parties:["rusia","europe"]){__typename}}}`, CodeNotFound, `did you mean "russia"`},
		{`{proposal(key:"draft-a"){verdicts(parties:["rusia"]){outcome}}}`, CodeNotFound, `did you mean "russia"`},
		{`{negotiation(key:"example"){proposal(key:"draft-b"){key}}}`, CodeNotFound, `did you mean "draft-a"`},
		{`{negotiation(key:"example"){conflicts(filter:{between:["russia"]}){totalCount}}}`, CodeBadInput, "at least two"},
		{`{negotiation(key:"example"){conflicts(filter:{involving:["ukrain"]}){totalCount}}}`, CodeNotFound, "ukraine"},
		{`{negotiation(key:"example"){conflicts(filter:{issues:["x"]}){totalCount}}}`, CodeNotFound, "issue"},
		{`{negotiation(key:"example"){positions(filter:{parties:["rus"]}){totalCount}}}`, CodeNotFound, "filter.parties"},
		{`{negotiation(key:"example"){redLines(filter:{issues:["trops"]}){totalCount}}}`, CodeNotFound, "troops"},
		{`{negotiation(key:"example",parties:[]){key}}`, CodeBadInput, "parties: the list is empty"},
		{`{negotiation(key:"example",floor:{sources:[]}){key}}`, CodeBadInput, "floor.sources: the list is empty"},
		{`{negotiation(key:"example"){conflicts(filter:{kinds:[]}){totalCount}}}`, CodeBadInput, "filter.kinds: the list is empty"},
		{`{party(key:"russia"){conflicts(with:"russia"){totalCount}}}`, CodeBadInput, "itself"},
		{`{party(key:"russia"){conflicts(with:"uk"){totalCount}}}`, CodeNotFound, "party"},
		{`{parties(filter:{keys:["uk"]}){totalCount}}`, CodeNotFound, "uk"},
		{`{parties(filter:{memberOf:"eu"}){totalCount}}`, CodeNotFound, "eu"},
		{`{parties(filter:{negotiation:"x"}){totalCount}}`, CodeNotFound, "x"},
		{`{search(text:" - "){totalCount}}`, CodeBadInput, "text"},
		{`{changes(record:"russia"){totalCount}}`, CodeNotFound, "id"},
		{`{changes(since:"yesterday"){totalCount}}`, CodeBadInput, "since"},
		{`{changes{nodes{operations(first:0){key}}}}`, CodeBadInput, "first"},
		{`{nodes(ids:["` + strings.Repeat(`a","`, 100) + `b"]){id}}`, CodeBadInput, "100"},
	} {
		a := f.fails(tt.query, tt.code, tt.words)
		if !strings.Contains(a.text, `"data"`) || len(a.Errors[0].Path) == 0 || len(a.Errors[0].Locations) != 1 {
			t.Errorf("%s: %s", tt.query, cut(a.text))
		}
	}
}

// TestUkraine asks the default data for its conflicts.
func TestUkraine(t *testing.T) {
	folder, problems := seed.Read(seed.Ukraine, "ukraine")
	if len(problems) > 0 || len(folder.Records) == 0 {
		t.Fatal(problems)
	}
	f := open(t, folder.Records...)
	list := f.ask(`{negotiation(key:"ukraine",asOf:"2025-08-19"){conflicts(first:500){totalCount nodes{id kind explanation since evidence{key source{title}} sides{partyKey holds{... on Position{key} ... on RedLine{key}}}}} proposals{nodes{key verdicts{outcome explanation}}}}}`, "negotiation.conflicts.nodes.id")
	if len(list.([]any)) == 0 {
		t.Error("no conflicts in the default data")
	}
}
