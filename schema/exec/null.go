package exec

import (
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/kinds"
)

// Null is the literal null, which the library's parser does not know. Only Compile understands it: validate the
// document without its nulls, then compile one with them (see [SetNulls]).
type Null struct{ Loc *ast.Location }

var _ ast.Value = (*Null)(nil)

func (n *Null) GetKind() string       { return kinds.EnumValue }
func (n *Null) GetLoc() *ast.Location { return n.Loc }
func (n *Null) GetValue() any         { return "null" }

// SetNulls replaces the enum values at the given bytes of the text by nulls: a caller writes any other name of four
// letters over each null of the text, parses it, and puts them back here.
func SetNulls(doc *ast.Document, at map[int]bool) {
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
