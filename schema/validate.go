package schema

import (
	"errors"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"
	"github.com/graphql-go/graphql/language/source"
	"github.com/graphql-go/graphql/language/visitor"

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
	scanned, f := scan(text, m)
	if f != nil {
		return refuse(f)
	}
	src := source.NewSource(&source.Source{Body: []byte(scanned.text)})
	doc, err := parser.Parse(parser.ParseParams{Source: src})
	if err != nil {
		return refuse(unparsed(text, err))
	}
	exec.SetNulls(doc, scanned.nulls)
	introspects, f := inspect(text, doc, m)
	switch {
	case f != nil:
		return refuse(f)
	case introspects != nil && a.NoIntrospection:
		f := faultf(CodeNoIntrospection, "this server does not show its schema: leave %s out", introspects.Name.Value)
		f.at = []Location{locate(text, introspects)}
		return refuse(f)
	}
	if errs := a.validate(text, doc, src); len(errs) > 0 {
		return nil, errs
	}
	return &checked{doc, m.cost}, nil
}

func locate(text string, n ast.Node) Location { return Location(exec.Locate(text, n.GetLoc().Start)) }

// unparsed says what the parser could not read.
func unparsed(text string, err error) *fault {
	msg, _, _ := strings.Cut(err.Error(), "\n") // the lines after it draw the place
	if _, what, ok := strings.Cut(msg, ") "); ok {
		msg = what
	}
	f := faultf(CodeParseFailed, "Syntax Error: %s; correct the document there", shorten(msg))
	var wrong *gqlerrors.Error
	if errors.As(err, &wrong) && len(wrong.Positions) > 0 {
		f.at = []Location{Location(exec.Locate(text, wrong.Positions[0]))}
	}
	return f
}

// validate runs the rules in two phases and returns the first errors. The second takes documents that pass the first.
func (a *API) validate(text string, doc *ast.Document, src *source.Source) (errs []Error) {
	// Without the text the library finds the line of a place in no time; it is found again below.
	body := src.Body
	src.Body = nil
	defer func() { src.Body = body }()
	r := rules{&a.schema, a.ready, vocabulary{a.NoIntrospection}, a.Limits.Of(limitErrors)}
	for _, e := range r.visit(doc) {
		f := faultf(CodeValidationFailed, "%s", shorten(remedied(e.Message)))
		if wrong, ok := e.OriginalError().(*gqlerrors.Error); ok {
			for _, at := range wrong.Positions {
				f.at = append(f.at, Location(exec.Locate(text, at)))
			}
		}
		errs = append(errs, f.error())
	}
	if len(errs) == 0 {
		errs = r.overlaps(text, doc)
	}
	return errs
}

// visit runs the rules over a document, up to the first errors: reporting one takes the library long.
func (r rules) visit(doc *ast.Document) (errs []gqlerrors.FormattedError) {
	enough := new(int) // its address tells our panic from others
	var found func() []gqlerrors.FormattedError
	stop := func(ctx *graphql.ValidationContext) *graphql.ValidationRuleInstance {
		found = ctx.Errors
		return &graphql.ValidationRuleInstance{VisitorOpts: &visitor.VisitorOptions{Enter: func(visitor.VisitFuncParams) (string, any) {
			if len(ctx.Errors()) >= r.most {
				panic(enough)
			}
			return visitor.ActionNoChange, nil
		}}}
	}
	defer func() {
		if x := recover(); x == any(enough) {
			errs = found()[:r.most]
		} else if x != nil {
			panic(x)
		}
	}()
	errs = graphql.ValidateDocument(r.schema, doc, append([]graphql.ValidationRuleFn{stop}, r.all()...)).Errors
	return errs[:min(len(errs), r.most)]
}

// overlaps checks each operation for fields that cannot share their key.
func (r rules) overlaps(text string, doc *ast.Document) (errs []Error) {
	o := &overlaps{schema: r.schema, most: r.most, fragments: map[string]*ast.FragmentDefinition{}}
	for _, d := range doc.Definitions {
		if f, ok := d.(*ast.FragmentDefinition); ok {
			o.fragments[f.Name.Value] = f
		}
	}
	for _, d := range doc.Definitions {
		if op, ok := d.(*ast.OperationDefinition); ok {
			o.operation(rootOf(r.schema, op), op.SelectionSet)
		}
	}
	for _, found := range o.found {
		f := faultf(CodeValidationFailed, "%s", found.msg)
		f.at = []Location{locate(text, found.at[0]), locate(text, found.at[1])}
		errs = append(errs, f.error())
	}
	return errs
}

func rootOf(s *graphql.Schema, op *ast.OperationDefinition) graphql.Type {
	switch op.Operation {
	case ast.OperationTypeMutation:
		return s.MutationType()
	case ast.OperationTypeSubscription:
		return s.SubscriptionType()
	}
	return s.QueryType()
}

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
