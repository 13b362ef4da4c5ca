package document

import (
	"fmt"
	"maps"
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// unknownField says what may be meant by a field that a type does not have (5.3.1).
func (r *rules) unknownField(t graphql.Type, name string) string {
	msg := fmt.Sprintf("type %s has no field %q", t, Shorten(name))
	var having []string
	for _, o := range r.objects(t) {
		if o != t && o.Fields()[name] != nil {
			having = append(having, o.Name())
		}
	}
	if len(having) > 0 && !r.words.silent {
		on := slices.Min(having)
		return fmt.Sprintf("%s, but %s has, which it can be: ask for it by ... on %s {%s}", msg, on, on, name)
	}
	return msg + r.words.hint(name, fieldNames(t), fmt.Sprintf("{__type(name: %q) {fields {name}}}", t))
}

func fieldNames(t graphql.Type) []string {
	switch t := t.(type) {
	case *graphql.Object:
		return slices.Sorted(maps.Keys(t.Fields()))
	case *graphql.Interface:
		return slices.Sorted(maps.Keys(t.Fields()))
	}
	return nil
}

// objects are the object types that a value of a type can be of.
func (r *rules) objects(t graphql.Type) []*graphql.Object {
	switch t := t.(type) {
	case *graphql.Object:
		return []*graphql.Object{t}
	case graphql.Abstract:
		return r.Schema.PossibleTypes(t)
	}
	return nil
}

// named finds a type that a document names (5.5.1.2, 5.8.2).
func (r *rules) named(n *ast.Named) graphql.Type {
	name := n.Name.Value
	t := r.Schema.Type(name)
	if t == nil {
		known := slices.Sorted(maps.Keys(r.Schema.TypeMap()))
		r.report(fmt.Sprintf("there is no type %q%s", Shorten(name), r.words.hint(name, known, "{__schema {types {name}}}")), n)
	}
	return t
}

// arguments refuses those that are not declared, are there twice, miss, or have a value of another type (5.4, 5.6).
func (r *rules) arguments(at ast.Node, of string, declared []*graphql.Argument, given []*ast.Argument) {
	known := map[string]*graphql.Argument{}
	for _, a := range declared {
		known[a.Name()] = a
	}
	seen := map[string]bool{}
	for _, a := range given {
		name := a.Name.Value
		if seen[name] {
			r.report(fmt.Sprintf("argument %q is there twice: give it once", Shorten(name)), a)
		}
		seen[name] = true
		if known[name] == nil {
			r.report(fmt.Sprintf("%s has no argument %q%s", of, Shorten(name), r.argumentHint(name, slices.Sorted(maps.Keys(known)))), a)
			r.value(nil, a.Value)
			continue
		}
		r.check("argument "+name, known[name].Type, a.Value)
	}
	for _, a := range declared {
		if _, required := a.Type.(*graphql.NonNull); required && a.DefaultValue == nil && !seen[a.Name()] {
			r.report(fmt.Sprintf("%s needs the argument %s, a %s: give it", of, a.Name(), a.Type), at)
		}
	}
}

func (r *rules) argumentHint(name string, known []string) string {
	switch hint := r.words.near(name, known); {
	case r.words.silent:
		return r.words.hint(name, known, "")
	case hint != "":
		return hint
	case len(known) == 0:
		return ": it takes none"
	default:
		return ": it takes " + fmt.Sprint(known)
	}
}

// directivePlaces are what the schema calls the operations where directives are put.
var directivePlaces = map[string]string{
	ast.OperationTypeQuery: graphql.DirectiveLocationQuery, ast.OperationTypeMutation: graphql.DirectiveLocationMutation,
	ast.OperationTypeSubscription: graphql.DirectiveLocationSubscription,
}

// directives refuses those that nobody knows, that do not belong where they are, and that are there twice (5.7).
func (r *rules) directives(place string, list []*ast.Directive) {
	for n, d := range list {
		name := d.Name.Value
		i := slices.IndexFunc(r.Schema.Directives(), func(def *graphql.Directive) bool { return def.Name == name })
		if i < 0 {
			var known []string
			for _, def := range r.Schema.Directives() {
				known = append(known, def.Name)
			}
			slices.Sort(known)
			r.report(fmt.Sprintf("there is no directive @%s%s", Shorten(name), r.words.hint(name, known, "{__schema {directives {name}}}")), d)
			continue
		}
		def := r.Schema.Directives()[i]
		if !slices.Contains(def.Locations, place) {
			r.report(fmt.Sprintf("directive @%s does not belong on %s: it goes on %v", name, place, def.Locations), d)
		}
		if slices.ContainsFunc(list[:n], func(x *ast.Directive) bool { return x.Name.Value == name }) {
			r.report(fmt.Sprintf("directive @%s is there twice: give it once", name), d)
		}
		r.arguments(d, "directive @"+name, def.Args, d.Arguments)
	}
}

// defined is what a message adds about a name of the document that is none of those it defines.
func defined(name string, names []string) string {
	if hint := Near(name, names); hint != "" {
		return hint
	}
	return ": define it"
}
