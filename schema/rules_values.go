package schema

import (
	"fmt"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/kinds"
	"github.com/graphql-go/graphql/language/visitor"

	"parley/schema/exec"
)

// values refuses those that are not what the schema takes there (specification, 5.6).
func (r rules) values(ctx *graphql.ValidationContext) *graphql.ValidationRuleInstance {
	check := func(of string, t graphql.Input, v ast.Value) {
		if t == nil || v == nil {
			return
		}
		if wrong := r.ready.Check(t, v); wrong != nil {
			report(ctx, v, of+": "+wrong.Message)
		}
	}
	return entering(map[string]func(ast.Node) string{
		kinds.Argument: func(n ast.Node) string {
			if a, def := n.(*ast.Argument), ctx.Argument(); def != nil {
				check("argument "+a.Name.Value, def.Type, a.Value)
			}
			return visitor.ActionSkip
		},
		kinds.VariableDefinition: func(n ast.Node) string {
			d := n.(*ast.VariableDefinition)
			check("variable $"+d.Variable.Name.Value, r.ready.InputType(d.Type), d.DefaultValue)
			return visitor.ActionSkip
		},
	})
}

// variables refuses those that are not declared, and those of a type that does not fit where they are used
// (specification, 5.8.3, 5.8.5).
func (r rules) variables(ctx *graphql.ValidationContext) *graphql.ValidationRuleInstance {
	return entering(map[string]func(ast.Node) string{
		kinds.OperationDefinition: func(n ast.Node) string {
			declared := map[string]*ast.VariableDefinition{}
			var names []string
			for _, d := range n.(*ast.OperationDefinition).VariableDefinitions {
				declared[d.Variable.Name.Value] = d
				names = append(names, d.Variable.Name.Value)
			}
			for _, use := range ctx.RecursiveVariableUsages(n.(*ast.OperationDefinition)) {
				name := use.Node.Name.Value
				d, ok := declared[name]
				switch {
				case len(ctx.Errors()) >= r.most:
					return visitor.ActionNoChange
				case !ok:
					report(ctx, use.Node, fmt.Sprintf("the operation declares no variable $%s%s", shorten(name), defined(name, names)))
				case use.Type != nil && !r.goes(d, use.Type):
					report(ctx, use.Node, fmt.Sprintf("variable $%s is a %s where %s is wanted: declare it so", shorten(name), r.ready.InputType(d.Type), use.Type))
				}
			}
			return visitor.ActionNoChange
		},
	})
}

// goes reports whether a variable may stand where a type is wanted. Its default, unless it is null, makes up for what
// is not given.
func (r rules) goes(d *ast.VariableDefinition, wanted graphql.Input) bool {
	t := r.ready.InputType(d.Type)
	if t == nil {
		return true // another rule says so
	}
	if _, null := d.DefaultValue.(*exec.Null); d.DefaultValue != nil && !null {
		wanted = graphql.GetNullable(wanted).(graphql.Input)
	}
	return fits(t, wanted)
}

func fits(t, wanted graphql.Type) bool {
	if inner, nonNull := t.(*graphql.NonNull); nonNull {
		if w, ok := wanted.(*graphql.NonNull); ok {
			wanted = w.OfType
		}
		return fits(inner.OfType, wanted)
	}
	list, isList := t.(*graphql.List)
	if w, ok := wanted.(*graphql.List); ok && isList {
		return fits(list.OfType, w.OfType)
	}
	return t == wanted
}
