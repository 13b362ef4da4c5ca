package schema

import (
	"reflect"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/visitor"

	"parley/schema/exec"
)

// rules are what a document is validated by: the library's rules, but for those that take long, say too little, or are
// those of an older specification. Ours stand in for them.
type rules struct {
	schema *graphql.Schema
	ready  *exec.Schema
	words  vocabulary
	most   int // errors
}

// replaced are the library's rules that ours stand in for.
var replaced = []graphql.ValidationRuleFn{
	graphql.ArgumentsOfCorrectTypeRule, graphql.DefaultValuesOfCorrectTypeRule, // values
	graphql.FieldsOnCorrectTypeRule, graphql.KnownArgumentNamesRule, graphql.KnownTypeNamesRule, graphql.KnownFragmentNamesRule, // names
	graphql.KnownDirectivesRule,                                              // directives
	graphql.NoUndefinedVariablesRule, graphql.VariablesInAllowedPositionRule, // variables
	graphql.OverlappingFieldsCanBeMergedRule, graphql.NoFragmentCyclesRule, // overlaps, and inspect
}

// all are the rules that visit a document together.
func (r rules) all() []graphql.ValidationRuleFn {
	list := []graphql.ValidationRuleFn{r.names, r.directives, r.variables, r.values}
	skip := map[uintptr]bool{}
	for _, rule := range replaced {
		skip[reflect.ValueOf(rule).Pointer()] = true
	}
	for _, rule := range graphql.SpecifiedRules {
		if !skip[reflect.ValueOf(rule).Pointer()] {
			list = append(list, rule)
		}
	}
	return list
}

// report lists an error at a node.
func report(ctx *graphql.ValidationContext, at ast.Node, msg string) {
	ctx.ReportError(gqlerrors.NewError(msg, []ast.Node{at}, "", nil, nil, nil))
}

// entering makes a rule of functions that are called on entering nodes, by their kind.
func entering(on map[string]func(ast.Node) (action string)) *graphql.ValidationRuleInstance {
	funcs := map[string]visitor.NamedVisitFuncs{}
	for kind, enter := range on {
		funcs[kind] = visitor.NamedVisitFuncs{Kind: func(p visitor.VisitFuncParams) (string, any) {
			return enter(p.Node.(ast.Node)), nil
		}}
	}
	return &graphql.ValidationRuleInstance{VisitorOpts: &visitor.VisitorOptions{KindFuncMap: funcs}}
}

// remedies say what to do about what the library's rules find, by words of their messages.
var remedies = []struct{ words, remedy string }{
	{"on non composite type", "name an object, an interface or a union"},
	{"must be the only defined operation", "give each operation a name"},
	{"is never used", "use it, or leave it out"},
	{"cannot be spread here", "spread it where that type can be"},
	{"is required but not provided", "give it"},
	{"must not have a sub selection", "leave its braces out"},
	{"must have a sub selection", "say which of its fields, such as {__typename}"},
	{"There can be only one argument", "give it once"},
	{"There can only be one", "give each its own name"},
	{"cannot be non-input type", "name a scalar, an enum or an input type"},
}

// remedied is a message of the library's with what to do about it.
func remedied(msg string) string {
	for _, r := range remedies {
		if strings.Contains(msg, r.words) {
			return strings.TrimSuffix(msg, ".") + ": " + r.remedy
		}
	}
	return msg
}
