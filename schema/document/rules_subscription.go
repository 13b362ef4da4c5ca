package document

import (
	"fmt"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// single refuses a subscription that does not ask for one field of Subscription, whatever its variables hold (5.2.3.1).
func (r *rules) single(op *ast.OperationDefinition) {
	var fields []ast.Node
	seen := map[string]bool{}
	r.roots(op.SelectionSet, map[string]bool{}, func(f *ast.Field) {
		switch key := key(f); {
		case strings.HasPrefix(f.Name.Value, "__"):
			r.report(fmt.Sprintf("a subscription asks for one field of Subscription, not introspection: leave %s out", Shorten(f.Name.Value)), f)
		case !seen[key]:
			seen[key], fields = true, append(fields, f)
		}
	})
	if n := len(fields); n > 1 {
		r.report(fmt.Sprintf("a subscription asks for one field of Subscription, not %d: send one for each", n), fields[:min(n, maxPlaces)]...)
	}
}

// maxPlaces is how many places an error about many fields names.
const maxPlaces = 10

// roots visits the fields of an operation, those of the fragments in it included, and refuses conditions on them.
func (r *rules) roots(set *ast.SelectionSet, met map[string]bool, visit func(*ast.Field)) {
	for _, s := range set.Selections {
		switch s := s.(type) {
		case *ast.Field:
			r.unconditional(s.Directives)
			visit(s)
		case *ast.InlineFragment:
			r.unconditional(s.Directives)
			r.roots(s.SelectionSet, met, visit)
		case *ast.FragmentSpread:
			r.unconditional(s.Directives)
			if f := r.fragments[s.Name.Value]; f != nil && !met[s.Name.Value] {
				met[s.Name.Value] = true
				r.roots(f.SelectionSet, met, visit)
			}
		}
	}
}

func (r *rules) unconditional(directives []*ast.Directive) {
	for _, d := range directives {
		if d.Name.Value == graphql.SkipDirective.Name || d.Name.Value == graphql.IncludeDirective.Name {
			r.report(fmt.Sprintf("a subscription asks for its one field whatever the variables: leave @%s out", d.Name.Value), d)
		}
	}
}
