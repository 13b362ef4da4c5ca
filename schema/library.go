package schema

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"parley/schema/exec"
)

// Library answers queries as the API does, but by the library's executor and encoding/json: what the API's own
// execution is measured against. It keeps every document it was asked, and views and settlements with its API; it
// keeps no answers. It does without the API's limits: ask it nothing from outside.
type Library struct {
	api       *API
	schema    graphql.Schema
	documents sync.Map // by text: *ast.Document, parsed and validated
}

// Library makes one.
func (a *API) Library() (*Library, error) {
	s, resolvers, err := build(definitions())
	if err != nil {
		return nil, err
	}
	if _, err := exec.New(s, resolvers); err != nil { // fills what the library fills on first use
		return nil, err
	}
	exec.Lend(s, resolvers)
	return &Library{api: a, schema: s}, nil
}

// Bare is Answer by the library alone, which parses and validates the document each time.
func (l *Library) Bare(ctx context.Context, r Request) ([]byte, error) {
	return json.Marshal(graphql.Do(graphql.Params{
		Schema: l.schema, RequestString: r.Query, OperationName: r.OperationName, VariableValues: r.Variables, Context: withRequest(l.api.newRequest(ctx, r)),
	}))
}

// Answer returns the response to a query as JSON. Its members are ordered by name.
func (l *Library) Answer(ctx context.Context, r Request) ([]byte, error) {
	doc, err := l.document(r)
	if err != nil {
		return nil, err
	}
	return json.Marshal(graphql.Execute(graphql.ExecuteParams{
		Schema: l.schema, AST: doc, OperationName: r.OperationName, Args: r.Variables, Context: withRequest(l.api.newRequest(ctx, r)),
	}))
}

func (l *Library) document(r Request) (*ast.Document, error) {
	if doc, met := l.documents.Load(r.Query); met {
		return doc.(*ast.Document), nil
	}
	doc, _, errs := l.api.prepare(r)
	if len(errs) > 0 {
		return nil, fmt.Errorf("the document cannot be run: %s", errs[0].Message)
	}
	l.documents.Store(r.Query, doc)
	return doc, nil
}
