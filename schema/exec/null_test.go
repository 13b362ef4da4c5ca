package exec

import "github.com/graphql-go/graphql/language/ast"

// nullsAt replaces the enum values at the given bytes of a text by nulls: the library's parser, which the tests of this
// package use, does not know the word.
func nullsAt(doc *ast.Document, at map[int]bool) {
	for _, d := range doc.Definitions {
		switch d := d.(type) {
		case *ast.OperationDefinition:
			for _, v := range d.VariableDefinitions {
				if v.DefaultValue != nil {
					v.DefaultValue = withNulls(v.DefaultValue, at)
				}
			}
			setNulls(d.SelectionSet, at)
		case *ast.FragmentDefinition:
			setNulls(d.SelectionSet, at)
		}
	}
}

func setNulls(set *ast.SelectionSet, at map[int]bool) {
	if set == nil {
		return
	}
	for _, s := range set.Selections {
		var directives []*ast.Directive
		switch s := s.(type) {
		case *ast.Field:
			directives = s.Directives
			setArguments(s.Arguments, at)
			setNulls(s.SelectionSet, at)
		case *ast.InlineFragment:
			directives = s.Directives
			setNulls(s.SelectionSet, at)
		case *ast.FragmentSpread:
			directives = s.Directives
		}
		for _, d := range directives {
			setArguments(d.Arguments, at)
		}
	}
}

func setArguments(list []*ast.Argument, at map[int]bool) {
	for _, a := range list {
		a.Value = withNulls(a.Value, at)
	}
}

func withNulls(v ast.Value, at map[int]bool) ast.Value {
	switch v := v.(type) {
	case *ast.EnumValue:
		if at[v.Loc.Start] {
			return &Null{v.Loc}
		}
	case *ast.ListValue:
		for i := range v.Values {
			v.Values[i] = withNulls(v.Values[i], at)
		}
	case *ast.ObjectValue:
		for _, f := range v.Fields {
			f.Value = withNulls(f.Value, at)
		}
	}
	return v
}
