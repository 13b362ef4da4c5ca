package schema

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/kinds"
	"github.com/graphql-go/graphql/language/visitor"
)

// names refuses fields, arguments, types and fragments that nobody knows (specification, 5.3.1, 5.4.1, 5.5.1.2, 5.5.2.1).
func (r rules) names(ctx *graphql.ValidationContext) *graphql.ValidationRuleInstance {
	return entering(map[string]func(ast.Node) string{
		kinds.Field: func(n ast.Node) string {
			f, def := n.(*ast.Field), ctx.FieldDef()
			if def != nil {
				r.arguments(ctx, fmt.Sprintf("field %q", def.Name), def.Args, f.Arguments)
			} else if parent := ctx.ParentType(); parent != nil && !reflect.ValueOf(parent).IsNil() {
				report(ctx, f, r.unknownField(parent, f.Name.Value))
			}
			return visitor.ActionNoChange
		},
		kinds.Directive: func(n ast.Node) string {
			if def := ctx.Directive(); def != nil {
				r.arguments(ctx, "directive @"+def.Name, def.Args, n.(*ast.Directive).Arguments)
			}
			return visitor.ActionNoChange
		},
		kinds.Named: func(n ast.Node) string {
			if name := n.(*ast.Named).Name.Value; r.schema.Type(name) == nil {
				known := slices.Sorted(maps.Keys(r.schema.TypeMap()))
				report(ctx, n, fmt.Sprintf("there is no type %q%s", shorten(name), r.words.hint(name, known, "{__schema{types{name}}}")))
			}
			return visitor.ActionNoChange
		},
		kinds.FragmentSpread: func(n ast.Node) string {
			if name := n.(*ast.FragmentSpread).Name; ctx.Fragment(name.Value) == nil {
				report(ctx, name, fmt.Sprintf("the document has no fragment %q%s", shorten(name.Value), defined(name.Value, fragmentNames(ctx.Document()))))
			}
			return visitor.ActionNoChange
		},
	})
}

func (r rules) unknownField(t graphql.Composite, name string) string {
	msg := fmt.Sprintf("type %s has no field %q", t, shorten(name))
	for _, o := range possible(r.schema, t) {
		if o.Fields()[name] != nil && !r.words.silent {
			return fmt.Sprintf("%s, but %s has, which it can be: ask for it by ... on %s {%s}", msg, o, o, name)
		}
	}
	return msg + r.words.hint(name, fieldNames(t), fmt.Sprintf("{__type(name: %q) {fields {name}}}", t))
}

func possible(s *graphql.Schema, t graphql.Composite) []*graphql.Object {
	if a, ok := t.(graphql.Abstract); ok {
		return s.PossibleTypes(a)
	}
	return nil
}

func fieldNames(t graphql.Composite) []string {
	switch t := t.(type) {
	case *graphql.Object:
		return slices.Sorted(maps.Keys(t.Fields()))
	case *graphql.Interface:
		return slices.Sorted(maps.Keys(t.Fields()))
	}
	return nil
}

// arguments refuses those that what they are given to does not declare.
func (r rules) arguments(ctx *graphql.ValidationContext, of string, declared []*graphql.Argument, given []*ast.Argument) {
	var known []string
	for _, a := range declared {
		known = append(known, a.Name())
	}
	slices.Sort(known)
	for _, a := range given {
		if name := a.Name.Value; !slices.Contains(known, name) {
			hint := ": it takes none"
			if len(known) > 0 || r.words.silent {
				hint = r.words.hint(name, known, "{__schema{types{fields{args{name}}}}}")
			}
			report(ctx, a, fmt.Sprintf("%s has no argument %q%s", of, shorten(name), hint))
		}
	}
}

func fragmentNames(doc *ast.Document) []string {
	var names []string
	for _, d := range doc.Definitions {
		if f, ok := d.(*ast.FragmentDefinition); ok {
			names = append(names, f.Name.Value)
		}
	}
	return names
}

// defined is what a message adds about a name of the document that is none of those it defines.
func defined(name string, names []string) string {
	if hint := near(name, names); hint != "" {
		return hint
	}
	return ": define it"
}
