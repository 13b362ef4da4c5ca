package schema

import (
	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/kinds"
	"github.com/graphql-go/graphql/language/visitor"
)

// onceDirectives refuses a directive given twice in one place, which the library's rules let pass
// (GraphQL, October 2021, section 5.7.3).
func onceDirectives(ctx *graphql.ValidationContext) *graphql.ValidationRuleInstance {
	check := func(p visitor.VisitFuncParams) (string, any) {
		seen := map[string]bool{}
		for _, d := range directives(p.Node) {
			if seen[d.Name.Value] {
				ctx.ReportError(gqlerrors.NewError("The directive \"@"+d.Name.Value+"\" can only be used once at this location.",
					[]ast.Node{d}, "", nil, nil, nil))
			}
			seen[d.Name.Value] = true
		}
		return visitor.ActionNoChange, nil
	}
	funcs := map[string]visitor.NamedVisitFuncs{}
	for _, kind := range []string{kinds.Field, kinds.FragmentSpread, kinds.InlineFragment, kinds.OperationDefinition, kinds.FragmentDefinition} {
		funcs[kind] = visitor.NamedVisitFuncs{Kind: check}
	}
	return &graphql.ValidationRuleInstance{VisitorOpts: &visitor.VisitorOptions{KindFuncMap: funcs}}
}

func directives(n any) []*ast.Directive {
	switch n := n.(type) {
	case *ast.Field:
		return n.Directives
	case *ast.FragmentSpread:
		return n.Directives
	case *ast.InlineFragment:
		return n.Directives
	case *ast.OperationDefinition:
		return n.Directives
	case *ast.FragmentDefinition:
		return n.Directives
	}
	return nil
}
