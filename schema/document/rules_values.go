package document

import (
	"fmt"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"parley/schema/exec"
)

// check refuses a value that is not what the schema takes there (5.6.1 to 5.6.4).
func (r *rules) check(of string, t graphql.Input, v ast.Value) {
	if r.value(t, v) {
		if wrong := r.Ready.Check(t, v); wrong != nil {
			r.report(of+": "+wrong.Message, v)
		}
	}
}

// value notes the variables in a value, and refuses members that are there twice (5.6.3). T is nil where nothing is
// known of what belongs there.
func (r *rules) value(t graphql.Input, v ast.Value) (ok bool) {
	if r.full() {
		return false
	}
	ok = true
	switch v := v.(type) {
	case *ast.Variable:
		r.now.variables = append(r.now.variables, variableUse{v, t})
	case *ast.ListValue:
		var item graphql.Input
		if list, is := graphql.GetNullable(t).(*graphql.List); is {
			item = list.OfType
		}
		for _, v := range v.Values {
			ok = r.value(item, v) && ok
		}
	case *ast.ObjectValue:
		object, _ := graphql.GetNamed(t).(*graphql.InputObject)
		seen := map[string]bool{}
		for _, f := range v.Fields {
			if seen[f.Name.Value] {
				r.report(fmt.Sprintf("member %q is there twice: give it once", Shorten(f.Name.Value)), f)
				ok = false
			}
			seen[f.Name.Value] = true
			ok = r.value(memberType(object, f.Name.Value), f.Value) && ok
		}
	}
	return ok
}

func memberType(t *graphql.InputObject, name string) graphql.Input {
	if t == nil || t.Fields()[name] == nil {
		return nil
	}
	return t.Fields()[name].Type
}

// variable checks the declaration of one (5.6, 5.8.2).
func (r *rules) variable(d *ast.VariableDefinition) {
	name := Shorten(d.Variable.Name.Value)
	inner := d.Type
	for {
		if list, ok := inner.(*ast.List); ok {
			inner = list.Type
		} else if nonNull, ok := inner.(*ast.NonNull); ok {
			inner = nonNull.Type
		} else {
			break
		}
	}
	t := r.named(inner.(*ast.Named))
	switch {
	case t == nil:
	case !graphql.IsInputType(t):
		r.report(fmt.Sprintf("variable $%s is a %s, which cannot be sent: name a scalar, an enum or an input type", name, t), d)
	case d.DefaultValue != nil:
		r.check("variable $"+name, r.Ready.InputType(d.Type), d.DefaultValue)
	}
}

// variables refuses those of an operation that are not declared, not used, or of a type that does not fit where they are
// used (5.8.3 to 5.8.5).
func (r *rules) variables(op *ast.OperationDefinition) {
	declared := map[string]*ast.VariableDefinition{}
	var names []string
	for _, d := range op.VariableDefinitions {
		declared[d.Variable.Name.Value] = d
		names = append(names, d.Variable.Name.Value)
	}
	used := map[string]bool{}
	r.reach(op, map[string]bool{}, func(u *usage) {
		for _, use := range u.variables {
			name := use.at.Name.Value
			d, ok := declared[name]
			switch {
			case r.full():
				return
			case !ok:
				r.report(fmt.Sprintf("the operation declares no variable $%s%s", Shorten(name), defined(name, names)), use.at)
			case use.wanted != nil && !r.goes(d, use.wanted):
				r.report(fmt.Sprintf("variable $%s is a %s where %s is wanted: declare it so", Shorten(name), r.Ready.InputType(d.Type), use.wanted), d, use.at)
			}
			used[name] = true
		}
	})
	for _, d := range op.VariableDefinitions {
		if name := d.Variable.Name.Value; !used[name] {
			r.report(fmt.Sprintf("variable $%s is never used: use it, or leave it out", Shorten(name)), d)
		}
	}
}

// goes reports whether a variable may stand where a type is wanted. Its default, unless it is null, makes up for what
// is not given.
func (r *rules) goes(d *ast.VariableDefinition, wanted graphql.Input) bool {
	t := r.Ready.InputType(d.Type)
	if t == nil {
		return true // that has been said
	}
	if _, null := d.DefaultValue.(*exec.Null); d.DefaultValue != nil && !null {
		return fits(t, graphql.GetNullable(wanted).(graphql.Type))
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
