package schema

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

func load(t *testing.T) *ast.Schema {
	t.Helper()
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: example(t).api.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestContract compares what is served with the contract: same names, same types, arguments beside them allowed.
func TestContract(t *testing.T) {
	text, err := os.ReadFile("testdata/contract.graphql")
	if err != nil {
		t.Fatal(err)
	}
	contract, err := parser.ParseSchema(&ast.Source{Name: "contract.graphql", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	served := load(t)
	for _, want := range contract.Definitions {
		got := served.Types[want.Name]
		switch {
		case got == nil || got.Kind != want.Kind:
			t.Errorf("%s %s is missing", want.Kind, want.Name)
			continue
		}
		for _, i := range want.Interfaces {
			if !slices.Contains(got.Interfaces, i) {
				t.Errorf("%s does not implement %s", want.Name, i)
			}
		}
		for _, v := range want.EnumValues {
			if got.EnumValues.ForName(v.Name) == nil {
				t.Errorf("%s lacks %s", want.Name, v.Name)
			}
		}
		if len(want.EnumValues) != len(got.EnumValues) || !slices.Equal(want.Types, got.Types) {
			t.Errorf("%s has other values or members than the contract", want.Name)
		}
		for _, f := range want.Fields {
			contractField(t, want.Name, f, got.Fields.ForName(f.Name))
		}
	}
}

func contractField(t *testing.T, typ string, want, got *ast.FieldDefinition) {
	t.Helper()
	name := typ + "." + want.Name
	switch {
	case got == nil:
		t.Errorf("%s is missing", name)
		return
	case got.Type.String() != want.Type.String():
		t.Errorf("%s is %s, want %s", name, got.Type, want.Type)
	}
	for _, a := range want.Arguments {
		if has := got.Arguments.ForName(a.Name); has == nil || has.Type.String() != a.Type.String() {
			t.Errorf("%s(%s) is missing or has another type than %s", name, a.Name, a.Type)
		}
	}
}

// TestDescriptions walks the schema: everything says what it is.
func TestDescriptions(t *testing.T) {
	said := func(name, doc string) {
		if doc = strings.TrimSpace(doc); doc == "" || !strings.ContainsAny(doc[len(doc)-1:], ".?!)") {
			t.Errorf("%s: description %q", name, doc)
		}
	}
	for name, d := range load(t).Types {
		if d.BuiltIn {
			continue
		}
		said(name, d.Description)
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			said(name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				said(name+"."+f.Name+"("+a.Name+")", a.Description)
			}
		}
		for _, v := range d.EnumValues {
			said(name+"."+v.Name, v.Description)
			if v.Name != strings.ToUpper(v.Name) {
				t.Errorf("%s.%s is not in upper case", name, v.Name)
			}
		}
	}
}

// TestConnections holds every connection to Relay's shape, and lists of nodes without pages to what is small.
func TestConnections(t *testing.T) {
	s := load(t)
	count := 0
	for name, d := range s.Types {
		for _, f := range d.Fields {
			if !strings.HasSuffix(f.Type.Name(), "Connection") {
				continue
			}
			count++
			for _, a := range []string{"first", "after", "last", "before"} {
				if f.Arguments.ForName(a) == nil {
					t.Errorf("%s.%s has no %s", name, f.Name, a)
				}
			}
			c := s.Types[f.Type.Name()]
			for field, typ := range map[string]string{"pageInfo": "PageInfo!", "totalCount": "Int!"} {
				if got := c.Fields.ForName(field); got == nil || got.Type.String() != typ {
					t.Errorf("%s.%s is not %s", c.Name, field, typ)
				}
			}
		}
	}
	if count < 15 {
		t.Errorf("only %d connections found", count)
	}
}

func TestSDLIsSortedAndStable(t *testing.T) {
	f := example(t)
	again, err := New(f.db, Options{})
	if err != nil || again.SDL() != f.api.SDL() {
		t.Errorf("two schemas differ: %v", err)
	}
	var names []string
	for line := range strings.Lines(f.api.SDL()) {
		for _, kind := range []string{"type ", "enum ", "input ", "interface ", "scalar ", "union "} {
			if rest, ok := strings.CutPrefix(line, kind); ok {
				names = append(names, strings.Fields(rest)[0])
			}
		}
	}
	if !slices.IsSorted(names) || len(names) < 80 {
		t.Errorf("%d types, in the order %v", len(names), names)
	}
}

// TestSDLDeprecations prints what the API itself does not have yet.
func TestSDLDeprecations(t *testing.T) {
	enum := graphql.NewEnum(graphql.EnumConfig{Name: "E", Values: graphql.EnumValueConfigMap{"A": {DeprecationReason: "use B"}, "B": {Description: "ends with \"B\""}}})
	s, err := graphql.NewSchema(graphql.SchemaConfig{Query: graphql.NewObject(graphql.ObjectConfig{Name: "Q", Fields: graphql.Fields{
		"old": {Type: enum, DeprecationReason: `say "new"`, Description: "two\nlines, \"\"\"three\"\"\" quotes"},
	}})})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := gqlparser.LoadSchema(&ast.Source{Input: printSDL(s)})
	if err != nil {
		t.Fatalf("%v\n%s", err, printSDL(s))
	}
	old := doc.Types["Q"].Fields.ForName("old")
	if old.Description != "two\nlines, \"\"\"three\"\"\" quotes" || old.Directives.ForName("deprecated").Arguments[0].Value.Raw != `say "new"` {
		t.Errorf("%+v", old)
	}
	if d := doc.Types["E"].EnumValues.ForName("B").Description; d != `ends with "B"` {
		t.Errorf("%q", d)
	}
}

// TestBuildReportsMistakes holds what goes wrong while types are put together.
func TestBuildReportsMistakes(t *testing.T) {
	query := func(f ...field) definition { return object{name: "Query", doc: "x", fields: f} }
	nothing := resolver(func(*call) (any, error) { return nil, nil })
	for want, defs := range map[string][]definition{
		"unknown type":  {query(field{name: "a", typ: "[Nothing!]", resolve: nothing})},
		"field Query.a": {query(field{name: "a", typ: "Int", resolve: nothing}, field{name: "a", typ: "Int", resolve: nothing})},
		"type Query is": {query(field{name: "a", typ: "Int", resolve: nothing}), query(field{name: "a", typ: "Int", resolve: nothing})},
		"union U":       {query(field{name: "a", typ: "Int", resolve: nothing}), union{"U", "x", []string{"Nothing"}}},
	} {
		if _, _, err := build(defs); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	if names := slices.Sorted(maps.Values(objectNames)); len(names) != 18 {
		t.Errorf("kinds of record with an object type: %v", names)
	}
}
