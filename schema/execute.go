package schema

import (
	"context"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
)

// execution is a validated operation ready to run.
type execution struct {
	ctx       context.Context // carries the *request
	schema    graphql.Schema
	doc       *ast.Document
	operation string
	variables map[string]any
}

// execute runs an operation; it is the one place that knows who does. Executed is false where the variables
// were refused and nothing ran.
//
// The library's executor answers as soon as its context is done and leaves its goroutine running. So it gets
// a context that never is; the resolvers watch the real one, and execute returns when the work has ended.
func execute(e execution) (data any, executed bool, errs []gqlerrors.FormattedError) {
	res := graphql.Execute(graphql.ExecuteParams{
		Schema: e.schema, AST: e.doc, OperationName: e.operation, Args: e.variables,
		Context: context.WithoutCancel(e.ctx),
	})
	// Every error of a field has a path; one without comes from before the first field.
	executed = res.Data != nil || len(res.Errors) > 0 && len(res.Errors[0].Path) > 0
	return res.Data, executed, res.Errors
}

// warmUp fills what the library would otherwise fill on first use, from several requests at once.
func warmUp(s graphql.Schema) {
	for _, t := range s.TypeMap() {
		switch t := t.(type) {
		case *graphql.Object:
			t.Fields()
			t.Interfaces()
		case *graphql.Interface:
			t.Fields()
			warmAbstract(s, t)
		case *graphql.Union:
			t.Types()
			warmAbstract(s, t)
		case *graphql.InputObject:
			t.Fields()
		case *graphql.Enum:
			for _, v := range t.Values() {
				t.Serialize(v.Value)
				t.ParseValue(v.Name)
			}
		}
	}
}

func warmAbstract(s graphql.Schema, t graphql.Abstract) {
	for _, o := range s.PossibleTypes(t) {
		s.IsPossibleType(t, o)
	}
}
