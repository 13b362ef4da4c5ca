package schema

import (
	"errors"

	"github.com/graphql-go/graphql/language/ast"

	"parley/schema/document"
	"parley/schema/exec"
)

// plan is an operation ready to run, and what its document holds.
type plan struct {
	*exec.Plan
	key      planKey
	document Cost
}

// maxPlans bounds the plans kept, by the weight of each: about the bytes it holds. What was refused is not kept: the
// limits on documents bound what refusing it again takes.
const maxPlans = 16 << 20

// planKey is a document as it came and which operation of it to run.
type planKey struct{ query, operation string }

// weight estimates the bytes of a plan, its document included.
func (p *plan) weight() int { return 2048 + 4*len(p.key.query) + 1024*p.Size() }

// plan takes a request through every check up to execution, or finds the plan of the same document from before.
func (a *API) plan(r Request) (*plan, []Error) {
	text, f := a.text(r)
	if f != nil {
		return nil, []Error{f.Listed()}
	}
	key := planKey{text, r.OperationName}
	p, known := a.plans.get(key)
	if !known {
		var errs []Error
		if p, errs = a.newPlan(text, r.OperationName); len(errs) > 0 {
			return nil, errs
		}
		p = a.plans.put(key, p, p.weight())
	}
	a.register(r)
	if f := a.allowed(r, p.Operation()); f != nil {
		return nil, []Error{f.Listed()}
	}
	return p, nil
}

// read takes the text of a document through every check, but for those that depend on which operation of it is to run.
func (a *API) read(text string) (*document.Tree, []Error) {
	doc, f := document.Parse(text, document.Limits(a.Limits))
	if f != nil {
		return nil, []Error{f.Listed()}
	}
	types := document.Types{Schema: &a.schema, Ready: a.ready, Hidden: a.NoIntrospection}
	if errs := doc.Validate(types, a.Limits.Of(limitErrors)); len(errs) > 0 {
		return nil, errs
	}
	return doc, nil
}

// prepare takes a document through every check, and returns which operation of it to run.
func (a *API) prepare(r Request) (*ast.Document, *ast.OperationDefinition, []Error) {
	doc, errs := a.read(r.Query)
	if len(errs) > 0 {
		return nil, nil, errs
	}
	op, f := doc.Pick(r.OperationName)
	if f != nil {
		return nil, nil, []Error{f.Listed()}
	}
	return doc.Document, op, nil
}

func (a *API) newPlan(text, operation string) (*plan, []Error) {
	doc, errs := a.read(text)
	if len(errs) > 0 {
		return nil, errs
	}
	if _, f := doc.Pick(operation); f != nil {
		return nil, []Error{f.Listed()}
	}
	p, err := a.ready.Compile(doc.Document, operation)
	if err != nil {
		return nil, a.uncompiled(err)
	}
	return &plan{p, planKey{text, operation}, doc.Cost}, nil
}

// uncompiled says why a document that passed validation cannot be run.
func (a *API) uncompiled(err error) []Error {
	var over *exec.Exceeded
	var wrong *exec.Error
	switch {
	case errors.As(err, &over):
		return []Error{a.Limits.overRun(over).Listed()}
	case errors.As(err, &wrong):
		return a.refused([]exec.Error{*wrong}, CodeValidationFailed)
	}
	return []Error{faultf(CodeValidationFailed, "%s", err).Listed()}
}

// allowed refuses what a request that must change nothing cannot run, and what no request can.
func (a *API) allowed(r Request, op *ast.OperationDefinition) *fault {
	switch {
	case op.Operation == ast.OperationTypeMutation && a.ReadOnly:
		return faultf(CodeForbidden, "this server takes no changes: ask one that does")
	case op.Operation != ast.OperationTypeQuery && r.ReadOnly:
		return faultf(CodeMethodNotAllowed, "a %s cannot be sent by GET: use POST", op.Operation)
	}
	return nil
}
