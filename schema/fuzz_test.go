package schema

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	gqlast "github.com/vektah/gqlparser/v2/ast"
	gqlrules "github.com/vektah/gqlparser/v2/validator/rules"

	"parley/graph"
	"parley/graph/memlog"
	"parley/schema/schematest"
)

// FuzzPrepare holds that every text comes to an end, as a plan or as errors, never both; and that what is refused for
// the schema is what gqlparser refuses.
func FuzzPrepare(f *testing.F) {
	for _, text := range append(schematest.Texts(),
		`{party(key:"a"){key ...F}} fragment F on Party{name}`, `query($n:Int){parties(first:$n){nodes{key}}}`, `{search(text:"a",kinds:[PARTY]){nodes{...on Party{key}}}}`,
		`query($n:Int!=1,$f:ConflictFilter={minScore:0.5}){negotiation(key:"a"){conflicts(first:$n,filter:$f){nodes{id}}}}`, `{nodes(ids:["a"]){id ...on Party{id key}...on Issue{id x:key}}}`,
		`subscription{changes{sequence}}`, `mutation{change(operations:[],reason:"x"){change{sequence}}}`, `{a:party(key:"b"){key}a:party(key:"c"){key}}`, `{status{version@skip(if:true)}}`,
		`query a{status{version}} query b{__typename}`, `{status}`, `{status{version{a}}}`, `{party{key}}`, `{party(key:1){key}}`, `{...F}`, `query($a:Party){__typename}`,
	) {
		f.Add(text)
	}
	a := empty(f)
	schema, err := gqlparser.LoadSchema(&gqlast.Source{Input: a.SDL()})
	if err != nil {
		f.Fatal(err)
	}
	theirs := gqlrules.NewDefaultRules()
	theirs.RemoveRule("MaxIntrospectionDepth")    // ours is a limit
	theirs.RemoveRule("SingleFieldSubscriptions") // it counts names where keys count, and lets conditions pass
	f.Fuzz(func(t *testing.T, text string) {
		plan, errs := a.newPlan(text, "")
		if (plan == nil) == (len(errs) == 0) || len(errs) > limitErrors.Default {
			t.Fatalf("%q: %v, %v", text, plan, errs)
		}
		for _, e := range errs {
			if e.Code() == "" || e.Message == "" {
				t.Fatalf("%q: %+v", text, e)
			}
		}
		if len(text) > 2<<10 || len(errs) > 0 && errs[0].Code() != CodeValidationFailed || strings.Contains(text, `\u`) || schematest.Controls(text) {
			return // which is more than it knows
		}
		if slices.ContainsFunc(errs, func(e Error) bool { return strings.HasPrefix(e.Message, "a subscription asks for") }) {
			return
		}
		_, refused := gqlparser.LoadQueryWithRules(schema, text, theirs)
		if (len(refused) > 0) != (len(errs) > 0) {
			t.Errorf("%q\nours   %v\ntheirs %v", text, errs, refused)
		}
	})
}

// empty is an API over nothing.
func empty(t testing.TB) *API {
	t.Helper()
	db, err := graph.Open(context.Background(), memlog.New(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	a, err := New(db, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}
