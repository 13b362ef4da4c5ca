package schema

import (
	"strings"
	"testing"
)

// TestModernIntrospection asks what code generators of today ask.
func TestModernIntrospection(t *testing.T) {
	f := example(t)
	res := f.api.Do(t.Context(), Request{Query: `{
		__schema { description directives { name isRepeatable locations args(includeDeprecated: true) { name isDeprecated deprecationReason defaultValue } } }
		date: __type(name: "Date") { specifiedByURL isOneOf }
		filter: __type(name: "ConflictFilter") { isOneOf specifiedByURL inputFields(includeDeprecated: true) { name isDeprecated } }
		query: __type(name: "Query") { isOneOf fields { args(includeDeprecated: true) { name } } }
	}`})
	if len(res.Errors) > 0 {
		t.Fatal(res.Errors)
	}
	data := string(res.Data)
	for _, want := range []string{
		`"description":"` + schemaDoc + `"`,
		`{"name":"oneOf","isRepeatable":false,"locations":["INPUT_OBJECT"],"args":[]}`,
		`{"name":"specifiedBy","isRepeatable":false,"locations":["SCALAR"],"args":[{"name":"url","isDeprecated":false,"deprecationReason":null,"defaultValue":null}]}`,
		`"ARGUMENT_DEFINITION"`,
		`"date":{"specifiedByURL":"` + specifications["Date"] + `","isOneOf":null}`,
		`"filter":{"isOneOf":false,"specifiedByURL":null,"inputFields":[{"name":"between","isDeprecated":false}`,
	} {
		if !strings.Contains(data, want) {
			t.Errorf("no %s in\n%s", want, data)
		}
	}
	if sdl := f.api.SDL(); !strings.Contains(sdl, `scalar Date @specifiedBy(url: "`) {
		t.Error("the printed schema does not say what specifies a date")
	}
}
