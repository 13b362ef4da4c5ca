package schema

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"
	"github.com/graphql-go/graphql/language/visitor"

	"parley/schema/exec"
)

// plan takes a request through every check up to execution, or finds the plan of the same document from before.
func (a *API) plan(r Request) (*exec.Plan, []Error) {
	key := planKey{r.Query, r.OperationName}
	if p, ok := a.plans.get(key); ok {
		return p, readOnly(r, p.Operation())
	}
	doc, op, errs := a.prepare(r)
	if len(errs) == 0 {
		errs = readOnly(r, op)
	}
	if len(errs) > 0 {
		return nil, errs
	}
	p, err := a.ready.Compile(doc, r.OperationName)
	if err != nil {
		return nil, uncompiled(err)
	}
	a.plans.put(key, p)
	return p, nil
}

// readOnly refuses what a request that must change nothing cannot run.
func readOnly(r Request, op *ast.OperationDefinition) []Error {
	if !r.ReadOnly || op.Operation == ast.OperationTypeQuery {
		return nil
	}
	return []Error{{Message: fmt.Sprintf("a %s cannot be sent by GET: use POST", op.Operation), Extensions: map[string]any{"code": CodeMethodNotAllowed}}}
}

// uncompiled says why a document that passed validation cannot be run.
func uncompiled(err error) []Error {
	var wrong *exec.Error
	if errors.As(err, &wrong) {
		return refused([]exec.Error{*wrong}, CodeValidationFailed)
	}
	return []Error{{Message: err.Error(), Extensions: map[string]any{"code": CodeValidationFailed}}}
}

// prepare takes a document through every check, and returns which operation of it to run.
func (a *API) prepare(r Request) (*ast.Document, *ast.OperationDefinition, []Error) {
	refuse := func(f *fault) (*ast.Document, *ast.OperationDefinition, []Error) {
		return nil, nil, []Error{{Message: f.msg, Locations: f.at, Extensions: map[string]any{"code": f.code}}}
	}
	text, nulls, f := scan(r.Query)
	if f != nil {
		return refuse(f)
	}
	doc, err := parser.Parse(parser.ParseParams{Source: text})
	if err != nil {
		e := gqlerrors.FormatError(err)
		msg, _, _ := strings.Cut(e.Message, "\n") // the lines after it draw the place
		return nil, nil, []Error{{Message: shorten(msg), Locations: locations(e), Extensions: map[string]any{"code": CodeParseFailed}}}
	}
	if f := inspect(doc); f != nil {
		return refuse(f)
	}
	if errs := validate(&a.schema, doc); len(errs) > 0 {
		return nil, nil, errs
	}
	op, f := pick(doc, r.OperationName)
	if f != nil {
		return refuse(f)
	}
	if len(nulls) > 0 {
		if doc, err = withNulls(r.Query, nulls); err != nil {
			return refuse(faultf(CodeParseFailed, "the document has a null where none can be"))
		}
	}
	return doc, op, nil
}

// withNulls parses a document again that passed every check without its nulls.
func withNulls(text string, nulls []int) (*ast.Document, error) {
	marked, at := []byte(text), map[int]bool{}
	for _, i := range nulls {
		copy(marked[i:], "NULL")
		at[i] = true
	}
	doc, err := parser.Parse(parser.ParseParams{Source: string(marked)})
	if err == nil {
		exec.SetNulls(doc, at)
	}
	return doc, err
}

// overlapping is the rule that recurses without end on fragments that others would have refused, and takes
// time quadratic in the fields. It runs last, alone, on documents the others passed.
var overlapping = graphql.ValidationRuleFn(graphql.OverlappingFieldsCanBeMergedRule)

// defaults is the rule that refuses a default for a variable that must not be null, as specifications before 2018
// did. Compile checks the values.
var defaults = graphql.ValidationRuleFn(graphql.DefaultValuesOfCorrectTypeRule)

var otherRules = func() []graphql.ValidationRuleFn {
	var rules []graphql.ValidationRuleFn
	for _, r := range graphql.SpecifiedRules {
		if p := reflect.ValueOf(r).Pointer(); p != reflect.ValueOf(overlapping).Pointer() && p != reflect.ValueOf(defaults).Pointer() {
			rules = append(rules, r)
		}
	}
	return append(rules, onceDirectives)
}()

// phases are the rules in the order in which they run; the second on documents that pass the first.
var phases = [][]graphql.ValidationRuleFn{otherRules, {overlapping}}

// validate runs the rules in two phases and returns the first errors.
func validate(s *graphql.Schema, doc *ast.Document) []Error {
	for _, rules := range phases {
		var errs []Error
		for _, e := range visit(s, doc, rules) {
			errs = append(errs, Error{Message: shorten(e.Message), Locations: locations(e), Extensions: map[string]any{"code": CodeValidationFailed}})
		}
		if len(errs) > 0 {
			return errs
		}
	}
	return nil
}

// visit runs rules over a document, up to the first errors: reporting one takes the library long.
func visit(s *graphql.Schema, doc *ast.Document, rules []graphql.ValidationRuleFn) (errs []gqlerrors.FormattedError) {
	enough := new(int) // its address tells our panic from others
	var found func() []gqlerrors.FormattedError
	stop := func(ctx *graphql.ValidationContext) *graphql.ValidationRuleInstance {
		found = ctx.Errors
		return &graphql.ValidationRuleInstance{VisitorOpts: &visitor.VisitorOptions{Enter: func(visitor.VisitFuncParams) (string, any) {
			if len(ctx.Errors()) >= maxErrors {
				panic(enough)
			}
			return visitor.ActionNoChange, nil
		}}}
	}
	defer func() {
		if x := recover(); x == any(enough) {
			errs = found()[:maxErrors]
		} else if x != nil {
			panic(x)
		}
	}()
	errs = graphql.ValidateDocument(s, doc, append([]graphql.ValidationRuleFn{stop}, rules...)).Errors
	return errs[:min(len(errs), maxErrors)]
}

// pick returns the operation to run.
func pick(doc *ast.Document, name string) (*ast.OperationDefinition, *fault) {
	var found *ast.OperationDefinition
	count := 0
	for _, d := range doc.Definitions {
		op, ok := d.(*ast.OperationDefinition)
		if !ok {
			continue
		}
		count++
		if name == "" || op.Name != nil && op.Name.Value == name {
			found = op
		}
	}
	switch {
	case count == 0:
		return nil, faultf(CodeOperation, "the document holds no operation")
	case name == "" && count > 1:
		return nil, faultf(CodeOperation, "the document holds %d operations: say by operationName which one to run", count)
	case found == nil:
		return nil, faultf(CodeOperation, "the document holds no operation %q", shorten(name))
	}
	return found, nil
}
