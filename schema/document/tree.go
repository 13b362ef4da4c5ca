package document

import (
	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"parley/schema/exec"
)

// Tree is a document within the limits: brackets, fields and fragments nest only so deep, no fragment contains itself,
// and there is nothing in it but operations and fragments.
type Tree struct {
	*ast.Document
	Cost Cost // what it holds

	text       string
	introspect *ast.Field // the first that asks about the schema
}

// Parse reads a text within the limits. The first fault ends it.
func Parse(text string, limits Limits) (*Tree, *Fault) {
	m := newMeasured(limits)
	tokens, f := scan(text, m)
	if f != nil {
		return nil, f
	}
	doc, f := parse(text, tokens)
	if f != nil {
		return nil, f
	}
	introspect, f := inspect(text, doc, m)
	if f != nil {
		return nil, f
	}
	return &Tree{doc, m.cost, text, introspect}, nil
}

// Types is what documents are held to; it may be used by several goroutines at once.
type Types struct {
	Schema *graphql.Schema
	Ready  *exec.Schema // the same, ready to run
	Hidden bool         // the schema is not shown: no document may ask about it, and no message suggests names of it
}

// Validate returns the first errors of a document that cannot be run against a schema, so many at most (specification,
// chapter 5); none means that each of its operations can, but for what Compile of package exec refuses.
func (t *Tree) Validate(types Types, most int) []Error {
	if t.introspect != nil && types.Hidden {
		f := Faultf(CodeNoIntrospection, "this server does not show its schema: leave %s out", t.introspect.Name.Value)
		f.At = []Location{locate(t.text, t.introspect)}
		return []Error{f.Listed()}
	}
	r := rules{Types: types, words: vocabulary{types.Hidden}, text: t.text, most: most}
	return r.validate(t.Document)
}

// Pick returns the operation of a name; no name stands for the only one there is.
func (t *Tree) Pick(name string) (*ast.OperationDefinition, *Fault) {
	var found *ast.OperationDefinition
	var names []string
	count := 0
	for _, d := range t.Definitions {
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
		return nil, Faultf(CodeOperation, "the document holds no operation: write one, such as {status{version}}")
	case name == "" && count > 1:
		return nil, Faultf(CodeOperation, "the document holds %d operations: say by operationName which one to run", count)
	case found == nil:
		return nil, Faultf(CodeOperation, "the document holds no operation %q%s", Shorten(name), defined(name, names))
	}
	return found, nil
}

// NameOf is the name of an operation; "" if it has none.
func NameOf(op *ast.OperationDefinition) string {
	if op.Name == nil {
		return ""
	}
	return op.Name.Value
}

func locate(text string, n ast.Node) Location { return Location(exec.Locate(text, n.GetLoc().Start)) }
