package schema

import (
	"fmt"
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/kinds"
	"github.com/graphql-go/graphql/language/visitor"
)

// directives refuses those that nobody knows, that do not belong where they are, and that are there twice
// (specification, 5.7).
func (r rules) directives(ctx *graphql.ValidationContext) *graphql.ValidationRuleInstance {
	check := func(n ast.Node) string {
		place, list := directivesOf(n)
		seen := map[string]bool{}
		for _, d := range list {
			name := d.Name.Value
			if seen[name] {
				report(ctx, d, fmt.Sprintf("directive @%s is there twice: give it once", shorten(name)))
			} else if msg := r.misplaced(name, place); msg != "" {
				report(ctx, d, msg)
			}
			seen[name] = true
		}
		return visitor.ActionNoChange
	}
	on := map[string]func(ast.Node) string{}
	for _, kind := range []string{kinds.Field, kinds.FragmentSpread, kinds.InlineFragment, kinds.OperationDefinition, kinds.FragmentDefinition} {
		on[kind] = check
	}
	return entering(on)
}

// misplaced says what is wrong with a directive at a place, if anything is.
func (r rules) misplaced(name, place string) string {
	var known []string
	for _, d := range r.schema.Directives() {
		switch {
		case d.Name != name:
			known = append(known, d.Name)
			continue
		case slices.Contains(d.Locations, place):
			return ""
		}
		return fmt.Sprintf("directive @%s does not belong on %s: it goes on %v", name, place, d.Locations)
	}
	slices.Sort(known)
	return fmt.Sprintf("there is no directive @%s%s", shorten(name), r.words.hint(name, known, "{__schema{directives{name}}}"))
}

// directivesOf returns the directives on a part of a document, and what the schema calls such a part.
func directivesOf(n ast.Node) (place string, list []*ast.Directive) {
	switch n := n.(type) {
	case *ast.Field:
		return graphql.DirectiveLocationField, n.Directives
	case *ast.FragmentSpread:
		return graphql.DirectiveLocationFragmentSpread, n.Directives
	case *ast.InlineFragment:
		return graphql.DirectiveLocationInlineFragment, n.Directives
	case *ast.FragmentDefinition:
		return graphql.DirectiveLocationFragmentDefinition, n.Directives
	case *ast.OperationDefinition:
		return map[string]string{
			ast.OperationTypeQuery: graphql.DirectiveLocationQuery, ast.OperationTypeMutation: graphql.DirectiveLocationMutation,
			ast.OperationTypeSubscription: graphql.DirectiveLocationSubscription,
		}[n.Operation], n.Directives
	}
	return "", nil
}
