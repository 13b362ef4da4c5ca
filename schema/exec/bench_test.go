package exec

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/graphql-go/graphql"
)

// The two documents of the benchmarks: one thing, and fifty with lists below.
const (
	point = `query($n:Int!){party(at:$n){key kind seats}}`
	table = `{parties(first:50){key kind seats share large allies{key kind seats issues{key day}} issues{key lead{key kind}} nodes{__typename key ...on Party{seats}}}}`
)

// BenchmarkRun compares a cached plan with the library: with the document parsed and validated before, and bare.
func BenchmarkRun(b *testing.B) {
	f := newFixture(b, parties(50))
	for name, query := range map[string]string{"point": point, "table": table} {
		variables := map[string]any{"n": 7}
		if name == "table" {
			variables = nil
		}
		doc, p := parse(b, query), f.compile(b, query)
		b.Run(name+"/plan", func(b *testing.B) {
			b.ReportAllocs()
			var buf []byte
			for b.Loop() {
				values, _ := p.Coerce(variables)
				buf = p.Run(context.Background(), values, nil, Options{Buffer: buf[:0], Limits: Cost{1e6, 1e5, 32 << 20}}).Data
			}
		})
		b.Run(name+"/library-cached", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				json.Marshal(graphql.Execute(graphql.ExecuteParams{Schema: f.types, AST: doc, Args: variables}).Data)
			}
		})
		b.Run(name+"/library-bare", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				json.Marshal(graphql.Do(graphql.Params{Schema: f.types, RequestString: query, VariableValues: variables}))
			}
		})
	}
}

// BenchmarkCompile makes the plan of the larger document.
func BenchmarkCompile(b *testing.B) {
	f := newFixture(b, parties(3))
	doc := parse(b, table)
	b.ReportAllocs()
	for b.Loop() {
		f.ours.Compile(doc, "")
	}
}
