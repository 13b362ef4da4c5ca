package exec

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
)

// writer writes documents over the fixture's schema, each choice taken from bytes, so that a fuzzer can steer it. They
// hold what the library runs rightly: no nulls, and nothing it turns into null without an error.
type writer struct {
	choices   []byte
	fragments []string
}

var fragmentTypes = []string{"Query", "Party", "Node", "Party", "Issue", "Found"}

// next chooses one of n.
func (w *writer) next(n int) int {
	if len(w.choices) == 0 {
		return 0
	}
	c := w.choices[0]
	w.choices = w.choices[1:]
	return int(c) % n
}

func (w *writer) document() string {
	doc := "query($x:Boolean!,$y:Boolean=true,$n:Int!,$m:Int=1,$text:String,$filter:Filter)" + w.set("Query", 4, 0)
	for i, typ := range fragmentTypes {
		doc += fmt.Sprintf(" fragment F%d on %s%s", i, typ, w.set(typ, 2, i+1))
	}
	return doc
}

// set writes a selection; fragments from the given one on may be used.
func (w *writer) set(typ string, depth, fragment int) string {
	var b strings.Builder
	b.WriteString("{")
	for range 1 + w.next(5) {
		switch choice := w.next(8); {
		case choice == 5 && depth > 0:
			on := []string{typ, "Node", "Party", "Issue", "Found"}[w.next(5)]
			if typ == "Query" {
				on = typ
			}
			fmt.Fprintf(&b, "...on %s%s%s ", on, w.directive(), w.set(on, depth-1, fragment))
		case choice == 6 && depth > 0:
			fmt.Fprintf(&b, "...%s%s ", w.directive(), w.set(typ, depth-1, fragment))
		case choice == 7 && fragment < len(fragmentTypes):
			at := fragment + w.next(len(fragmentTypes)-fragment)
			if (typ == "Query") == (fragmentTypes[at] == "Query") {
				fmt.Fprintf(&b, "...F%d%s ", at, w.directive())
			}
		default:
			b.WriteString(w.field(typ, depth, fragment))
		}
	}
	return b.String() + "__typename}"
}

func (w *writer) directive() string {
	return []string{"", "", "", "@skip(if:$x)", "@include(if:$x)", "@include(if:$y)@skip(if:$x)", "@skip(if:true)", "@include(if:true)"}[w.next(8)]
}

func (w *writer) field(typ string, depth, fragment int) string {
	leaves := map[string][]string{
		"Query": {"thunk", "fails", "late", "panics", "coded", "seven", "nothing{key}", "noparty{key}", "nolist", "path",
			"e1:echo(int:-3,float:2,text:\"t\\u00e9\\\"\",id:7,yes:true,kind:STATE,day:2)", "e2:echo(list:5,filter:{least:1,keys:[\"a\",\"b\"],kind:BLOC})",
			"e3:echo(int:$n,text:$text,filter:$filter,list:[1,$n])", "e4:echo(grid:[[1],[$n,2]],filter:{least:$n,not:{least:1}})"},
		"Party": {"key", "k:key", "kind", "seats", "share", "large", "names", "path"}, "Issue": {"key", "k:key", "day"}, "Node": {"key", "k:key"}, "Found": {"t:__typename"},
	}[typ]
	below := map[string][][2]string{
		"Query": {{"parties", "Party"}, {"p2:parties(first:2)", "Party"}, {"pn:parties(first:$n)", "Party"}, {"party(at:1)", "Party"}, {"found", "Found"}},
		"Party": {{"allies", "Party"}, {"a:allies", "Party"}, {"issues", "Issue"}, {"nodes", "Node"}, {"ally(at:1)", "Party"}, {"an:ally(at:$n)", "Party"}, {"am:ally(at:$m)", "Party"}}, "Issue": {{"lead", "Party"}},
	}[typ]
	if i := w.next(len(leaves) + len(below)); i < len(leaves) {
		name, composite := strings.CutSuffix(leaves[i], "{key}")
		return name + w.directive() + map[bool]string{true: "{key}", false: ""}[composite] + " "
	} else if depth > 0 {
		b := below[i-len(leaves)]
		return b[0] + w.directive() + w.set(b[1], depth-1, fragment) + " "
	}
	return ""
}

// differ runs a document by both executors and compares: data as JSON values, and that the library finds an error
// wherever this package does. The order of members is held to a collection of fields by recursion.
func differ(t *testing.T, f *fixture, choices []byte) {
	x := len(choices)%2 == 0
	text := (&writer{choices: choices}).document()
	variables := map[string]any{"x": x, "n": 2.0, "text": "t", "filter": map[string]any{"least": 3.0, "kind": "STATE"}}
	doc := parse(t, text)
	library := graphql.Execute(graphql.ExecuteParams{Schema: f.types, AST: doc, Args: variables})
	p, err := f.ours.Compile(doc, "")
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	values, errs := p.Coerce(variables)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	ours := p.Run(t.Context(), values, nil, Options{Errors: 10_000})
	var got, want any
	other, err := json.Marshal(library.Data)
	if err != nil || json.Unmarshal(other, &want) != nil || json.Unmarshal(ours.Data, &got) != nil {
		t.Fatalf("%s\n%s %v\n%s", text, other, err, ours.Data)
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s\nours    %s\nlibrary %s", text, ours.Data, other)
	}
	if len(ours.Errors) != len(library.Errors) {
		t.Fatalf("%s\nours    %v\nlibrary %v", text, ours.Errors, library.Errors)
	}
	for _, e := range ours.Errors {
		if !slices.ContainsFunc(library.Errors, func(l gqlerrors.FormattedError) bool {
			return reflect.DeepEqual(l.Path, e.Path)
		}) {
			t.Fatalf("%s\nerror at %v is ours alone", text, e.Path)
		}
	}
	o := &oracle{map[string]*ast.FragmentDefinition{}, map[string]bool{"x": x, "y": true}}
	for _, d := range doc.Definitions[1:] {
		o.fragments[d.(*ast.FragmentDefinition).Name.Value] = d.(*ast.FragmentDefinition)
	}
	if want := o.order(got, []*ast.SelectionSet{p.operation.SelectionSet}); string(ours.Data) != want {
		t.Fatalf("%s\ngot  %s\nwant %s", text, ours.Data, want)
	}
}

// oracle orders members by collecting fields anew for each object (specification, 6.3.2).
type oracle struct {
	fragments map[string]*ast.FragmentDefinition
	variables map[string]bool
}

func (o *oracle) order(v any, sets []*ast.SelectionSet) string {
	var b bytes.Buffer
	switch v := v.(type) {
	case []any:
		for i, item := range v {
			b.WriteString(map[bool]string{true: ",", false: ""}[i > 0] + o.order(item, sets))
		}
		return "[" + b.String() + "]"
	case map[string]any:
		typ, _ := v["__typename"].(string)
		var keys []string
		below := map[string][]*ast.SelectionSet{}
		visited := map[string]bool{}
		for _, s := range sets {
			o.collect(s, typ, &keys, below, visited)
		}
		for i, k := range keys {
			b.WriteString(map[bool]string{true: ",", false: ""}[i > 0] + `"` + k + `":` + o.order(v[k], below[k]))
		}
		return "{" + b.String() + "}"
	}
	buf, _ := appendJSON(nil, v)
	return string(buf)
}

func (o *oracle) collect(set *ast.SelectionSet, typ string, keys *[]string, below map[string][]*ast.SelectionSet, visited map[string]bool) {
	applies := func(on string) bool { return on == typ || typ != "Query" && (on == "Node" || on == "Found") }
	for _, s := range set.Selections {
		switch s := s.(type) {
		case *ast.Field:
			key := s.Name.Value
			if s.Alias != nil {
				key = s.Alias.Value
			}
			if !o.included(s.Directives) {
				continue
			}
			if !slices.Contains(*keys, key) {
				*keys = append(*keys, key)
			}
			below[key] = append(below[key], s.SelectionSet)
		case *ast.InlineFragment:
			if o.included(s.Directives) && (s.TypeCondition == nil || applies(s.TypeCondition.Name.Value)) {
				o.collect(s.SelectionSet, typ, keys, below, visited)
			}
		case *ast.FragmentSpread:
			f := o.fragments[s.Name.Value]
			if !o.included(s.Directives) || visited[f.Name.Value] {
				continue
			}
			visited[f.Name.Value] = true
			if applies(f.TypeCondition.Name.Value) {
				o.collect(f.SelectionSet, typ, keys, below, visited)
			}
		}
	}
}

func (o *oracle) included(directives []*ast.Directive) bool {
	for _, d := range directives {
		holds := false
		switch v := d.Arguments[0].Value.(type) {
		case *ast.BooleanValue:
			holds = v.Value
		case *ast.Variable:
			holds = o.variables[v.Name.Value]
		}
		if holds != (d.Name.Value == "include") {
			return false
		}
	}
	return true
}

func TestAgreesWithTheLibrary(t *testing.T) {
	f := newFixture(t, parties(4))
	r := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		choices := make([]byte, r.IntN(120))
		for i := range choices {
			choices[i] = byte(r.Uint32())
		}
		differ(t, f, choices)
	}
}

func FuzzAgreesWithTheLibrary(f *testing.F) {
	f.Add([]byte("any choices will do"))
	f.Add([]byte{4, 7, 16, 3, 2, 0, 1, 2, 3, 4, 5, 6, 7, 8})
	f.Fuzz(func(t *testing.T, choices []byte) {
		differ(t, newFixture(t, parties(4)), choices[:min(len(choices), 400)])
	})
}

// TestIntrospectionAgrees compares the whole schema, whose lists the library gives in any order and this package by
// name.
func TestIntrospectionAgrees(t *testing.T) {
	f := newFixture(t, parties(3))
	const query = `{__schema{queryType{name}mutationType{name}subscriptionType{name}types{...T}directives{name description locations args{...V}}} one:__type(name:"Party"){...T} none:__type(name:"None"){name}}
fragment T on __Type{kind name description fields(includeDeprecated:true){name description args{...V}type{...R}isDeprecated deprecationReason}inputFields{...V}interfaces{...R}enumValues{name isDeprecated}possibleTypes{...R}}
fragment V on __InputValue{name description type{...R}defaultValue} fragment R on __Type{kind name ofType{kind name ofType{kind name ofType{name __typename}}}}`
	ours := f.run(t, query, nil, Options{})
	other, _ := json.Marshal(graphql.Execute(graphql.ExecuteParams{Schema: f.types, AST: parse(t, query)}).Data)
	var got, want any
	if json.Unmarshal(ours.Data, &got) != nil || json.Unmarshal(other, &want) != nil || len(ours.Errors) > 0 {
		t.Fatalf("%s %v", ours.Data, ours.Errors)
	}
	if got, want := fmt.Sprint(unordered(got)), fmt.Sprint(unordered(want)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if again := newFixture(t, parties(3)).run(t, query, nil, Options{}); !bytes.Equal(again.Data, ours.Data) {
		t.Error("another order the second time")
	}
}

// unordered sorts lists of named things.
func unordered(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = unordered(v[i])
		}
		slices.SortFunc(v, func(a, b any) int { return strings.Compare(named(a), named(b)) })
	case map[string]any:
		for k := range v {
			v[k] = unordered(v[k])
		}
	}
	return v
}

func named(v any) string {
	if m, ok := v.(map[string]any); ok {
		return fmt.Sprint(m["name"])
	}
	return fmt.Sprint(v)
}
