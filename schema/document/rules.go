package document

import (
	"fmt"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// rules validate a document (specification, chapter 5), in one walk and what it collected. The library has rules of its
// own, of an older specification; their visitor takes time and memory that grow with the square of a document.
type rules struct {
	Types
	words vocabulary
	text  string
	most  int // errors
	errs  []Error

	operations []*ast.OperationDefinition
	fragments  map[string]*ast.FragmentDefinition
	used       map[ast.Definition]*usage
	now        *usage // of the definition the walk is in
}

// usage is what a definition uses of others.
type usage struct {
	variables []variableUse
	spreads   []*ast.FragmentSpread
}

// variableUse is a variable where it is used; wanted is nil where nothing is known of what belongs there.
type variableUse struct {
	at     *ast.Variable
	wanted graphql.Input
}

// validate returns the first errors of a document. No fragment of it contains itself.
func (r *rules) validate(doc *ast.Document) []Error {
	r.fragments, r.used = map[string]*ast.FragmentDefinition{}, map[ast.Definition]*usage{}
	r.definitions(doc)
	for _, d := range doc.Definitions {
		r.now = &usage{}
		r.used[d.(ast.Definition)] = r.now
		switch d := d.(type) {
		case *ast.OperationDefinition:
			r.operation(d)
		case *ast.FragmentDefinition:
			r.directives(graphql.DirectiveLocationFragmentDefinition, d.Directives)
			r.selections(d.SelectionSet, r.condition(d.TypeCondition))
		}
	}
	for _, op := range r.operations {
		r.variables(op)
	}
	r.unused(doc)
	if len(r.errs) == 0 {
		r.overlaps()
	}
	return r.errs
}

// report lists an error at nodes, as long as there is room.
func (r *rules) report(msg string, at ...ast.Node) {
	if len(r.errs) >= r.most {
		return
	}
	f := Faultf(CodeValidationFailed, "%s", msg)
	for _, n := range at {
		f.At = append(f.At, locate(r.text, n))
	}
	r.errs = append(r.errs, f.Listed())
}

func (r *rules) full() bool { return len(r.errs) >= r.most }

// definitions holds their names apart (5.2.1, 5.2.2, 5.5.1.1).
func (r *rules) definitions(doc *ast.Document) {
	names := map[string]bool{}
	for _, d := range doc.Definitions {
		switch d := d.(type) {
		case *ast.OperationDefinition:
			if name := NameOf(d); names[name] && name != "" {
				r.report(fmt.Sprintf("operation %q is there twice: give each its own name", Shorten(name)), d)
			}
			names[NameOf(d)] = true
			r.operations = append(r.operations, d)
		case *ast.FragmentDefinition:
			if r.fragments[d.Name.Value] != nil {
				r.report(fmt.Sprintf("fragment %q is there twice: give each its own name", Shorten(d.Name.Value)), d)
			}
			r.fragments[d.Name.Value] = d
		}
	}
	for _, op := range r.operations {
		if NameOf(op) == "" && len(r.operations) > 1 {
			r.report("an operation without a name stands beside others: give each a name", op)
		}
	}
}

func (r *rules) operation(op *ast.OperationDefinition) {
	root := rootOf(r.Schema, op)
	if root == nil {
		r.report(fmt.Sprintf("the schema has no %s: ask a query", op.Operation), op)
		return
	}
	seen := map[string]bool{}
	for _, d := range op.VariableDefinitions {
		if name := d.Variable.Name.Value; seen[name] {
			r.report(fmt.Sprintf("variable $%s is declared twice: give each its own name", Shorten(name)), d)
		}
		seen[d.Variable.Name.Value] = true
		r.variable(d)
	}
	r.directives(directivePlaces[op.Operation], op.Directives)
	r.selections(op.SelectionSet, root)
	if op.Operation == ast.OperationTypeSubscription {
		r.single(op)
	}
}

// rootOf is the type whose fields an operation asks for; nil if the schema has none.
func rootOf(s *graphql.Schema, op *ast.OperationDefinition) graphql.Type {
	root := s.QueryType()
	switch op.Operation {
	case ast.OperationTypeMutation:
		root = s.MutationType()
	case ast.OperationTypeSubscription:
		root = s.SubscriptionType()
	}
	if root == nil {
		return nil // not a nil of a type
	}
	return root
}

// selections walks what is asked of a type; nil is one that is not known, of which nothing more is said.
func (r *rules) selections(set *ast.SelectionSet, parent graphql.Type) {
	if set == nil {
		return
	}
	for _, s := range set.Selections {
		if r.full() {
			return
		}
		switch s := s.(type) {
		case *ast.Field:
			r.field(s, parent)
		case *ast.InlineFragment:
			r.directives(graphql.DirectiveLocationInlineFragment, s.Directives)
			on := parent
			if s.TypeCondition != nil {
				on = r.condition(s.TypeCondition)
				r.meets(s, "this fragment", on, parent)
			}
			r.selections(s.SelectionSet, on)
		case *ast.FragmentSpread:
			r.directives(graphql.DirectiveLocationFragmentSpread, s.Directives)
			r.spread(s, parent)
		}
	}
}

func (r *rules) field(f *ast.Field, parent graphql.Type) {
	r.directives(graphql.DirectiveLocationField, f.Directives)
	var def *graphql.FieldDefinition
	if parent != nil {
		if def = fieldOf(r.Schema, parent, f.Name.Value); def == nil {
			r.report(r.unknownField(parent, f.Name.Value), f)
		}
	}
	if def == nil {
		for _, a := range f.Arguments {
			r.value(nil, a.Value)
		}
		r.selections(f.SelectionSet, nil)
		return
	}
	r.arguments(f, fmt.Sprintf("field %q", def.Name), def.Args, f.Arguments)
	named := graphql.GetNamed(def.Type).(graphql.Type)
	switch {
	case graphql.IsCompositeType(named) && f.SelectionSet == nil:
		r.report(fmt.Sprintf("field %q is a %s: say which of its fields, such as %s{__typename}", def.Name, named, def.Name), f)
	case !graphql.IsCompositeType(named) && f.SelectionSet != nil:
		r.report(fmt.Sprintf("field %q is a %s and has no fields: leave its braces out", def.Name, named), f.SelectionSet)
	default:
		r.selections(f.SelectionSet, named)
	}
}

// fieldOf finds a field of a type, those every type and the root have included.
func fieldOf(s *graphql.Schema, t graphql.Type, name string) *graphql.FieldDefinition {
	root := t == graphql.Type(s.QueryType())
	switch {
	case name == graphql.TypeNameMetaFieldDef.Name && graphql.IsCompositeType(t):
		return graphql.TypeNameMetaFieldDef
	case name == graphql.SchemaMetaFieldDef.Name && root:
		return graphql.SchemaMetaFieldDef
	case name == graphql.TypeMetaFieldDef.Name && root:
		return graphql.TypeMetaFieldDef
	}
	switch t := t.(type) {
	case *graphql.Object:
		return t.Fields()[name]
	case *graphql.Interface:
		return t.Fields()[name]
	}
	return nil
}
