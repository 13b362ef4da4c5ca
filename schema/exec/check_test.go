package exec

import (
	"fmt"
	"strings"
	"testing"

	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/location"
)

// TestCheckAgreesWithCompile holds that a value is refused by itself exactly where it is refused as an argument, and
// that variables pass.
func TestCheckAgreesWithCompile(t *testing.T) {
	f := newFixture(t, parties(1))
	f.ours.Suggest = func(word string, known []string) string {
		return fmt.Sprintf(": %s is none of %s", word, strings.Join(known, "|"))
	}
	for value, want := range map[string]string{
		"int:1": "", "int:2147483648": "Int is wanted, not 2147483648", `int:"1"`: `Int is wanted, not "1"`, "int:[1]": "not a list", "float:1": "", "yes:1": "Boolean is wanted",
		"kind:STATE": "", "kind:STAT": "Kind is wanted, not STAT: STAT is none of BLOC|SEVEN|STATE", `kind:"STATE"`: `not "STATE": STATE is none of`,
		"list:1": "", "list:[1,2]": "", "list:[[1]]": "Int is wanted, not a list", "grid:[[1],2]": "", "filter:{least:1}": "", "filter:{}": "least is required",
		"filter:{least:1,most:[]}": "not a list", "filter:{least:1,leest:2}": `has no member "leest": leest is none of day|keys|kind|least|most|not`, "filter:3": "Filter is wanted, an object",
		`day:"never"`: "", "filter:{least:1,not:{not:{}}}": "least is required",
	} {
		doc := parse(t, "{echo("+value+")}")
		field := doc.Definitions[0].(*ast.OperationDefinition).SelectionSet.Selections[0].(*ast.Field)
		_, refused := f.ours.Compile(doc, "")
		got := ""
		for _, a := range f.types.QueryType().Fields()["echo"].Args {
			if a.PrivateName == field.Arguments[0].Name.Value {
				if err := f.ours.Check(a.Type, field.Arguments[0].Value); err != nil {
					got = err.Message
				}
			}
		}
		if (refused == nil) != (got == "") || (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s: %q, as an argument %v, want %q", value, got, refused, want)
		}
	}
	doc := parse(t, "query($n:Int){echo(filter:{least:$n,keys:[$n]})}")
	value := doc.Definitions[0].(*ast.OperationDefinition).SelectionSet.Selections[0].(*ast.Field).Arguments[0].Value
	if err := f.ours.Check(f.types.Type("Filter"), value); err != nil {
		t.Error(err)
	}
}

// TestLocate compares with lines counted one by one.
func TestLocate(t *testing.T) {
	for _, text := range []string{"", "a\nb", "a\r\nbü\rc\n\nd", "\r\n\r\n", "x\n\rü"} {
		want := location.SourceLocation{Line: 1, Column: 1}
		for i, c := range text {
			if got := Locate(text, i); got != want {
				t.Errorf("%q at %d: %v, want %v", text, i, got, want)
			}
			if want.Column++; c == '\n' || c == '\r' && !strings.HasPrefix(text[i+1:], "\n") {
				want = location.SourceLocation{Line: want.Line + 1, Column: 1}
			}
		}
	}
}
