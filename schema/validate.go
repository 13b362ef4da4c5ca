package schema

import (
	"github.com/graphql-go/graphql/language/ast"

	"parley/schema/exec"
)

// checked is a document that passed every check, but for those that depend on which operation of it is to run.
type checked struct {
	*ast.Document
	cost Cost // what it holds
}

// read takes the text of a document through every check.
func (a *API) read(text string) (*checked, []Error) {
	refuse := func(f *fault) (*checked, []Error) { return nil, []Error{f.error()} }
	m := newMeasured(a.Limits)
	tokens, f := scan(text, m)
	if f != nil {
		return refuse(f)
	}
	doc, f := parse(text, tokens)
	if f != nil {
		return refuse(f)
	}
	introspects, f := inspect(text, doc, m)
	switch {
	case f != nil:
		return refuse(f)
	case introspects != nil && a.NoIntrospection:
		f := faultf(CodeNoIntrospection, "this server does not show its schema: leave %s out", introspects.Name.Value)
		f.at = []Location{locate(text, introspects)}
		return refuse(f)
	}
	rules := rules{schema: &a.schema, ready: a.ready, words: vocabulary{a.NoIntrospection}, text: text, most: a.Limits.Of(limitErrors)}
	if errs := rules.validate(doc); len(errs) > 0 {
		return nil, errs
	}
	return &checked{doc, m.cost}, nil
}

func locate(text string, n ast.Node) Location { return Location(exec.Locate(text, n.GetLoc().Start)) }

// pick returns the operation to run.
func pick(doc *ast.Document, name string) (*ast.OperationDefinition, *fault) {
	var found *ast.OperationDefinition
	var names []string
	count := 0
	for _, d := range doc.Definitions {
		op, ok := d.(*ast.OperationDefinition)
		if !ok {
			continue
		}
		if count++; op.Name != nil {
			names = append(names, op.Name.Value)
		}
		if name == "" || op.Name != nil && op.Name.Value == name {
			found = op
		}
	}
	switch {
	case count == 0:
		return nil, faultf(CodeOperation, "the document holds no operation: write one, such as {status{version}}")
	case name == "" && count > 1:
		return nil, faultf(CodeOperation, "the document holds %d operations: say by operationName which one to run", count)
	case found == nil:
		return nil, faultf(CodeOperation, "the document holds no operation %q%s", shorten(name), defined(name, names))
	}
	return found, nil
}
