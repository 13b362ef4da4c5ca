package document

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/graphql-go/graphql/language/ast"
	library "github.com/graphql-go/graphql/language/parser"
	gqlast "github.com/vektah/gqlparser/v2/ast"
	gqlparser "github.com/vektah/gqlparser/v2/parser"

	"parley/schema/schematest"
)

// read makes the tree of a text, limits apart.
func tree(text string) (*ast.Document, *Fault) {
	tokens, f := scan(text, newMeasured(nil))
	if f != nil {
		return nil, f
	}
	return parse(text, tokens)
}

// argument is the value in {a(b:VALUE)}.
func argument(doc *ast.Document) ast.Value {
	return doc.Definitions[0].(*ast.OperationDefinition).SelectionSet.Selections[0].(*ast.Field).Arguments[0].Value
}

// TestStringsSay holds what strings stand for.
func TestStringsSay(t *testing.T) {
	for raw, want := range map[string]string{
		`""`: "", `"a"`: "a", `"\"\\\/\b\f\n\r\t"`: "\"\\/\b\f\n\r\t", `"é\u00e9\u{e9}\u{0000E9}"`: "éééé", `"\u{1F600}\uD83D\uDE00\ud83d\ude00"`: "😀😀😀",
		`"\u{0}\u{A}\u0022"`: "\x00\n\"", `"#{null}"`: "#{null}", `""""""`: "", `"""a"""`: "a", `""" "a" """`: ` "a" `, `"""\""""""`: `"""`, `"""\n\u{1F600}\"""` + `"""`: `\n\u{1F600}"""`,
		"\"\"\"\n\n  a\r\n    b\r\r\t\n  c\n  \n\"\"\"": "a\n  b\n\n\nc", "\"\"\"  a\n  b\n c\"\"\"": "  a\n b\nc", "\"\"\"\n \n\"\"\"": "", "\"\"\"\ta\n\t\tb\"\"\"": "\ta\nb",
	} {
		doc, f := tree("{a(b:" + raw + ")}")
		if f != nil {
			t.Errorf("%s: %v", raw, f)
		} else if got := argument(doc).GetValue(); got != want {
			t.Errorf("%s says %q, want %q", raw, got, want)
		}
	}
}

// TestWhatTheParserTakes holds what the library's would not: null apart from names, descriptions, numbers side by side.
func TestWhatTheParserTakes(t *testing.T) {
	for _, text := range []string{
		`{null x:null a(null:null,b:[null{c:null}])}`, `query($null:Int=null){a}`, "{a(b:#null\nnull)}", `"a" query A{b} """c""" fragment F on A{b} "d" mutation{e}`,
		`query("a" $b:C="d" "e"$f:G){b}`, `{a(b:[1-2 3.0 -0 1e9 1E-9 -1.5e+3])}`, "{a(b:\"\x01\x7f\")}", "\uFEFF{a}", `query on{on:on(on:on)...on on{on}...@on{on}}fragment a on on{on}`,
	} {
		if _, f := tree(text); f != nil {
			t.Errorf("%s: %v", text, f)
		}
	}
	doc, _ := tree(`{a(b:[null,true,TRUE,"null"])}`)
	var kinds []string
	for _, v := range argument(doc).(*ast.ListValue).Values {
		kinds = append(kinds, strings.TrimPrefix(fmt.Sprintf("%T", v), "*"))
	}
	if want := "[exec.Null ast.BooleanValue ast.EnumValue ast.StringValue]"; fmt.Sprint(kinds) != want {
		t.Errorf("%v, want %s", kinds, want)
	}
}

// TestSyntaxErrors holds what is said of texts that are no documents, and where.
func TestSyntaxErrors(t *testing.T) {
	for text, want := range map[string]string{
		`{`: `1:2 a field is wanted here, not the end`, `{}`: `1:2 a field is wanted here, not "}"`, `{a`: `1:3 "}" is wanted here, not the end`, "{\n  a(}": `2:5 a name is wanted here, not "}"`,
		`{a(b)}`: `1:5 ":" is wanted`, `{a(b:)}`: `1:6 a value is wanted`, `{a:}`: `1:4 a name`, `{a@}`: `1:4 a name`, `{...on}`: `1:7 a name`, `{a(b:$)}`: `1:7 a name`,
		`{a(b:"é`: `1:6 a value is wanted here, not "\"é", which is a string that does not end`, "{a(b:\"x\ny\")}": `does not end`, `{a(b:"""x)}`: `does not end`,
		`{a(b:01)}`: `1:6 a value is wanted here, not "01", which is no number`, `{a(b:1a)}`: `no number`, `{a(b:1.)}`: `no number`, `{a(b:-)}`: `no number`, `{a(b:.5)}`: `means nothing`, `{a(b:1.2.3)}`: `no number`, `{a(b:1e)}`: `no number`,
		`{a(b:"\q")}`: `1:7 the escape \q stands for no character`, `{a(b:"\u00G0")}`: `\u00G0`, `{a(b:"\uD83D")}`: `\uD83D`, `{a(b:"\uDE00")}`: `\uDE00`, `{a(b:"\uD83Dx")}`: `\uD83D`, `{a(b:"\uDE00\uD83D")}`: `\uDE00`,
		`{a(b:"\u{}")}`: `\u{}`, `{a(b:"\u{D83D}")}`: `\u{D83D}`, `{a(b:"\u{110000}")}`: `\u{110000}`, `{a(b:"\u{x}")}`: `\u{x}`, `{a(b:"\u{1")}`: `\u{1`, `{a(b:"\é")}`: `\é`, `{a(b:"\u12")}`: `\u12`,
		`query($a:Int=$b){c}`: `1:14 a value without variables`, `query{a`: `"}" is wanted`, `query()`: `a variable`, `query($a){b}`: `":" is wanted`, `query($a:[Int){b}`: `"]" is wanted`, `query($a:){b}`: `a name`,
		`fragment on on A{b}`: `1:10 the name of the fragment`, `fragment F A{b}`: `1:12 on and a type`, `"a"{b}`: `1:4 "{", query`, `a{b}`: `1:1 "{", query`, `query "a" fragment`: `1:7 "{" is wanted`, `}`: `"{", query`, `{a}}`: `1:4 "{", query`,
		`{a(b:{c})}`: `":" is wanted`, `{a(b:{c:1)}`: `a name is wanted`, `{a(b:[1)}`: `a value is wanted`, `{a ? b}`: `means nothing`, "{\x00}": `means nothing`, `{a}é`: `means nothing`, `{...}`: `"{" is wanted`, `{a{}}`: `a field is wanted`,
		`{a(b:"a" $c:1)}`: `1:10 a name is wanted`, `{a(b:null.c)}`: `means nothing`, `{a&b}`: `a name is wanted here, not "&"`,
	} {
		_, f := tree(text)
		if f == nil || f.Code != CodeParseFailed || len(f.At) != 1 {
			t.Errorf("%s: %+v", text, f)
			continue
		}
		got := fmt.Sprintf("%d:%d %s", f.At[0].Line, f.At[0].Column, strings.TrimPrefix(f.Msg, "Syntax Error: "))
		if !strings.Contains(got, want) || !strings.HasPrefix(f.Msg, "Syntax Error: ") {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if _, f := tree(`query($a:Int@b){c}`); f == nil || f.Code != CodeValidationFailed || !strings.Contains(f.Msg, "leave it out") {
		t.Errorf("%v", f)
	}
}

// dump writes a tree with every place; what is empty and what is not there are the same.
func dump(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return ""
		}
		return dump(v.Elem())
	case reflect.Slice:
		var b strings.Builder
		for i := range v.Len() {
			b.WriteString(dump(v.Index(i)) + ",")
		}
		return b.String()
	case reflect.Struct:
		var b strings.Builder
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; name != "Source" {
				if text := dump(v.Field(i)); text != "" {
					b.WriteString(name + ":" + text + " ")
				}
			}
		}
		return v.Type().Name() + "{" + b.String() + "}"
	}
	return fmt.Sprintf("%#v", v.Interface())
}

// runnable are the definitions that can be run.
func runnable(doc *ast.Document) bool {
	for _, d := range doc.Definitions {
		switch d.(type) {
		case *ast.OperationDefinition, *ast.FragmentDefinition:
		default:
			return false
		}
	}
	return true
}

// FuzzParse holds the parser to the library's: both make the same tree, at the same places. That one takes signs for
// types, and knows less: where they differ in what is a document, gqlparser must not side with it, unless it is in that
// 0A is two tokens (October 2021 says it is none).
func FuzzParse(f *testing.F) {
	for _, text := range schematest.Texts() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ours, wrong := tree(text)
		if wrong != nil && (wrong.More != nil || len(text) > 4<<10) {
			return // beyond a limit: the library may take for ever
		}
		ascii := !strings.ContainsFunc(text, func(c rune) bool { return c >= utf8.RuneSelf })
		if !ascii || strings.Contains(text, `\u`) || strings.Contains(text, `"""`) || strings.Contains(text, "null") {
			return // of which the library knows too little; behind other characters it loses its place
		}
		theirs, err := library.Parse(library.ParseParams{Source: text})
		_, third := gqlparser.ParseQuery(&gqlast.Source{Input: text})
		switch {
		case wrong == nil && err == nil:
			if got, want := dump(reflect.ValueOf(ours.Definitions)), dump(reflect.ValueOf(theirs.Definitions)); got != want {
				t.Errorf("%q\nours    %s\ntheirs  %s", text, got, want)
			}
		case wrong != nil && err == nil && third == nil && runnable(theirs) && !strings.Contains(wrong.Msg, "is no number"):
			t.Errorf("%q: refused: %v", text, wrong)
		case wrong == nil && err != nil && third != nil && !newer(text):
			t.Errorf("%q: taken, though %v", text, err)
		}
	})
}

// newer reports whether a document holds what the library's parser is too old for, or reads wrongly: descriptions,
// control characters.
func newer(text string) bool {
	return schematest.Controls(text) || strings.Contains(text, `"`)
}
