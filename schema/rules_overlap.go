package schema

import (
	"fmt"
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"parley/schema/exec"
)

// overlaps refuses fields that share a key of the answer and cannot both be its value (specification, 5.3.2): of one
// object they must be one field with one set of arguments, of any two they must have the same shape.
//
// Both are asked of all fields of a key together, level by level, each against the first (after S. Adameit, "GraphQL:
// overlapping fields can be merged fast"): time grows with the selections, not with their pairs.
type overlaps struct {
	schema    *graphql.Schema
	fragments map[string]*ast.FragmentDefinition
	most      int
	found     []overlap
}

// overlap is two fields that cannot share their key.
type overlap struct {
	at  [2]*ast.Field
	msg string
}

// spot is a field where it is asked for.
type spot struct {
	parent graphql.Type
	field  *ast.Field
	def    *graphql.FieldDefinition
}

func (o *overlaps) operation(root graphql.Type, set *ast.SelectionSet) {
	spots := o.gather(nil, root, set, map[string]bool{})
	o.shapes(spots)
	o.fields(spots)
}

// gather adds the fields of a selection, those of its fragments included.
func (o *overlaps) gather(spots []spot, parent graphql.Type, set *ast.SelectionSet, met map[string]bool) []spot {
	if set == nil {
		return spots
	}
	for _, s := range set.Selections {
		switch s := s.(type) {
		case *ast.Field:
			if def := o.definition(parent, s.Name.Value); def != nil {
				spots = append(spots, spot{parent, s, def})
			}
		case *ast.InlineFragment:
			spots = o.gather(spots, o.condition(s.TypeCondition, parent), s.SelectionSet, met)
		case *ast.FragmentSpread:
			if f := o.fragments[s.Name.Value]; f != nil && !met[s.Name.Value] {
				met[s.Name.Value] = true
				spots = o.gather(spots, o.condition(f.TypeCondition, parent), f.SelectionSet, met)
			}
		}
	}
	return spots
}

func (o *overlaps) definition(parent graphql.Type, name string) *graphql.FieldDefinition {
	switch name {
	case graphql.TypeNameMetaFieldDef.Name:
		return graphql.TypeNameMetaFieldDef
	case graphql.SchemaMetaFieldDef.Name:
		return graphql.SchemaMetaFieldDef
	case graphql.TypeMetaFieldDef.Name:
		return graphql.TypeMetaFieldDef
	}
	switch t := parent.(type) {
	case *graphql.Object:
		return t.Fields()[name]
	case *graphql.Interface:
		return t.Fields()[name]
	}
	return nil
}

func (o *overlaps) condition(on *ast.Named, parent graphql.Type) graphql.Type {
	if on == nil {
		return parent
	}
	return o.schema.Type(on.Name.Value)
}

// byKey groups fields by their key, in the order of the document.
func byKey(spots []spot) [][]spot {
	var groups [][]spot
	at := map[string]int{}
	for _, s := range spots {
		i, met := at[key(s.field)]
		if !met {
			i = len(groups)
			at[key(s.field)], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], s)
	}
	return groups
}

func key(f *ast.Field) string {
	if f.Alias != nil && f.Alias.Value != "" {
		return f.Alias.Value
	}
	return f.Name.Value
}

// below gathers what a group of fields asks for further down.
func (o *overlaps) below(group []spot) []spot {
	var spots []spot
	met := map[string]bool{}
	for _, s := range group {
		spots = o.gather(spots, graphql.GetNamed(s.def.Type).(graphql.Type), s.field.SelectionSet, met)
	}
	return spots
}

// shapes holds all fields of a key to one shape.
func (o *overlaps) shapes(spots []spot) {
	for _, group := range byKey(spots) {
		for _, s := range group[1:] {
			if !sameShape(group[0].def.Type, s.def.Type) {
				o.add(group[0], s, fmt.Sprintf("%s in one place and %s in another", group[0].def.Type, s.def.Type))
			}
		}
		if len(o.found) < o.most {
			o.shapes(o.below(group))
		}
	}
}

func sameShape(a, b graphql.Type) bool {
	switch a := a.(type) {
	case *graphql.NonNull:
		b, ok := b.(*graphql.NonNull)
		return ok && sameShape(a.OfType, b.OfType)
	case *graphql.List:
		b, ok := b.(*graphql.List)
		return ok && sameShape(a.OfType, b.OfType)
	}
	return a == b || graphql.IsCompositeType(a) && graphql.IsCompositeType(b)
}

// fields holds those of a key that can be of one object to one field with one set of arguments.
func (o *overlaps) fields(spots []spot) {
	for _, group := range byKey(spots) {
		for _, common := range byParent(group) {
			first := common[0]
			for _, s := range common[1:] {
				if first.def.Name != s.def.Name {
					o.add(first, s, fmt.Sprintf("field %q in one place and field %q in another", first.def.Name, s.def.Name))
				} else if !sameArguments(first.field.Arguments, s.field.Arguments) {
					o.add(first, s, "asked for with different arguments")
				}
			}
			if len(o.found) < o.most {
				o.fields(o.below(common))
			}
		}
	}
}

// byParent groups fields that can be of one object: those of each object type, with those of interfaces.
func byParent(group []spot) [][]spot {
	var groups [][]spot
	var shared []spot
	at := map[graphql.Type]int{}
	for _, s := range group {
		if _, concrete := s.parent.(*graphql.Object); !concrete {
			shared = append(shared, s)
			continue
		}
		if _, met := at[s.parent]; !met {
			at[s.parent], groups = len(groups), append(groups, nil)
		}
		groups[at[s.parent]] = append(groups[at[s.parent]], s)
	}
	for i := range groups {
		groups[i] = append(slices.Clip(groups[i]), shared...)
	}
	if groups == nil {
		return [][]spot{shared}
	}
	return groups
}

func (o *overlaps) add(a, b spot, what string) {
	if len(o.found) < o.most {
		o.found = append(o.found, overlap{[2]*ast.Field{a.field, b.field}, fmt.Sprintf("%q is %s: give one of them another alias", shorten(key(b.field)), what)})
	}
}

func sameArguments(a, b []*ast.Argument) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range a {
		i := slices.IndexFunc(b, func(y *ast.Argument) bool { return x.Name.Value == y.Name.Value })
		if i < 0 || !sameValue(x.Value, b[i].Value) {
			return false
		}
	}
	return true
}

// sameValue compares values as they are written; the members of an object may be in any order.
func sameValue(a, b ast.Value) bool {
	switch a := a.(type) {
	case *ast.ListValue:
		b, ok := b.(*ast.ListValue)
		return ok && slices.EqualFunc(a.Values, b.Values, sameValue)
	case *ast.ObjectValue:
		b, ok := b.(*ast.ObjectValue)
		return ok && len(a.Fields) == len(b.Fields) && !slices.ContainsFunc(a.Fields, func(x *ast.ObjectField) bool {
			return !slices.ContainsFunc(b.Fields, func(y *ast.ObjectField) bool { return x.Name.Value == y.Name.Value && sameValue(x.Value, y.Value) })
		})
	case *ast.Variable:
		b, ok := b.(*ast.Variable)
		return ok && a.Name.Value == b.Name.Value
	case *exec.Null:
		_, ok := b.(*exec.Null)
		return ok
	}
	return a.GetKind() == b.GetKind() && a.GetValue() == b.GetValue()
}
