package document

import (
	"fmt"
	"maps"
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// condition finds the type of a fragment (5.5.1.2, 5.5.1.3); nil if there is no such type to ask fields of.
func (r *rules) condition(n *ast.Named) graphql.Type {
	t := r.named(n)
	if t != nil && !graphql.IsCompositeType(t) {
		r.report(fmt.Sprintf("a fragment is on %s, which has no fields: name an object, an interface or a union", t), n)
		return nil
	}
	return t
}

// spread refuses a fragment nobody defines (5.5.2.1), or that nothing there can be of.
func (r *rules) spread(s *ast.FragmentSpread, parent graphql.Type) {
	name := s.Name.Value
	f := r.fragments[name]
	if f == nil {
		r.report(fmt.Sprintf("the document has no fragment %q%s", Shorten(name), defined(name, slices.Sorted(maps.Keys(r.fragments)))), s.Name)
		return
	}
	r.now.spreads = append(r.now.spreads, s)
	if on := r.Schema.Type(f.TypeCondition.Name.Value); graphql.IsCompositeType(on) {
		r.meets(s, fmt.Sprintf("fragment %q", Shorten(name)), on, parent)
	}
}

// meets refuses a fragment on a type that no value at hand can be of (5.5.2.3).
func (r *rules) meets(at ast.Node, what string, on, parent graphql.Type) {
	if on == nil || parent == nil || on == parent {
		return
	}
	there := r.objects(parent)
	if !slices.ContainsFunc(r.objects(on), func(o *graphql.Object) bool { return slices.Contains(there, o) }) {
		r.report(fmt.Sprintf("%s is on %s, which a %s never is: put it where that can be", what, on, parent), at)
	}
}

// reach visits what a definition uses, and what the fragments in it use, each once.
func (r *rules) reach(d ast.Definition, met map[string]bool, visit func(*usage)) {
	u := r.used[d]
	visit(u)
	for _, s := range u.spreads {
		if name := s.Name.Value; !met[name] {
			met[name] = true
			r.reach(r.fragments[name], met, visit)
		}
	}
}

// unused refuses fragments that no operation uses (5.5.1.4).
func (r *rules) unused(doc *ast.Document) {
	met := map[string]bool{}
	for _, op := range r.operations {
		r.reach(op, met, func(*usage) {})
	}
	for _, d := range doc.Definitions {
		if f, ok := d.(*ast.FragmentDefinition); ok && !met[f.Name.Value] {
			r.report(fmt.Sprintf("fragment %q is never used: use it, or leave it out", Shorten(f.Name.Value)), f)
		}
	}
}
