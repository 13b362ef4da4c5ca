package document

import (
	"fmt"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"

	"parley/schema/exec"
)

// small is a schema of one field that others can be taken for.
func small() Types {
	query := graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: graphql.Fields{"title": &graphql.Field{Type: graphql.String}}})
	s, err := graphql.NewSchema(graphql.SchemaConfig{Query: query})
	if err != nil {
		panic(err)
	}
	ready, err := exec.New(s, nil)
	if err != nil {
		panic(err)
	}
	return Types{Schema: &s, Ready: ready}
}

func ExampleParse() {
	t, f := Parse("query Named {\n  titel\n}", Limits{"tokens": 100})
	if f != nil {
		fmt.Println(f)
		return
	}
	for _, e := range t.Validate(small(), 20) {
		fmt.Println(e.Locations[0].Line, e.Message)
	}
	op, _ := t.Pick("")
	fmt.Println(NameOf(op), t.Cost["tokens"])
	// Output:
	// 2 type Query has no field "titel" (did you mean "title"?)
	// Named 5
}

// TestHiddenTypes holds that a schema which is not shown is neither described nor suggested.
func TestHiddenTypes(t *testing.T) {
	types := small()
	types.Hidden = true
	for text, want := range map[string]struct{ code, msg string }{
		`{title ...on Query{t:__type(name:"a"){name}}}`: {CodeNoIntrospection, "this server does not show its schema: leave __type out"},
		`{titel}`: {CodeValidationFailed, `type Query has no field "titel": look it up in the schema you were given`},
	} {
		tree, f := Parse(text, nil)
		if f != nil {
			t.Fatal(f)
		}
		if errs := tree.Validate(types, 20); len(errs) != 1 || errs[0].Code() != want.code || errs[0].Message != want.msg {
			t.Errorf("%s: %+v", text, errs)
		}
	}
}

// TestValidateStops holds that so many errors are listed, and no more.
func TestValidateStops(t *testing.T) {
	tree, f := Parse("{a b c d}", nil)
	if f != nil {
		t.Fatal(f)
	}
	if errs := tree.Validate(small(), 3); len(errs) != 3 {
		t.Errorf("%+v", errs)
	}
}

// TestPick holds which operation a name stands for.
func TestPick(t *testing.T) {
	for _, tt := range []struct{ text, name, want, wrong string }{
		{"{title}", "", "", ""}, {"query a{title}", "", "a", ""}, {"query a{title} query b{title}", "b", "b", ""},
		{"query a{title} query b{title}", "", "", "holds 2 operations"}, {"query one{title}", "ones", "", `(did you mean "one"?)`},
		{"fragment F on Query{title}", "", "", "holds no operation"},
	} {
		tree, f := Parse(tt.text, nil)
		if f != nil {
			t.Fatal(f)
		}
		op, f := tree.Pick(tt.name)
		switch {
		case tt.wrong == "" && (f != nil || NameOf(op) != tt.want):
			t.Errorf("%s: %v, %v; want %q", tt.text, op, f, tt.want)
		case tt.wrong != "" && (f == nil || f.Code != CodeOperation || !strings.Contains(f.Msg, tt.wrong)):
			t.Errorf("%s: %v; want %s", tt.text, f, tt.wrong)
		}
	}
}
