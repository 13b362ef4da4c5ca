package document

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
func (r *rules) overlaps() {
	samesDone, shapesDone := map[string]bool{}, map[string]bool{}
	for _, op := range r.operations {
		spots := r.gather(nil, rootOf(r.Schema, op), op.SelectionSet, map[string]bool{})
		if r.sames(spots, samesDone); len(r.errs) == 0 {
			r.shapes(spots, shapesDone)
		}
	}
}

// spot is a field where it is asked for.
type spot struct {
	parent graphql.Type
	field  *ast.Field
	def    *graphql.FieldDefinition
}

// gather adds the fields of a selection, those of its fragments included.
func (r *rules) gather(spots []spot, parent graphql.Type, set *ast.SelectionSet, met map[string]bool) []spot {
	if set == nil {
		return spots
	}
	for _, s := range set.Selections {
		switch s := s.(type) {
		case *ast.Field:
			if def := fieldOf(r.Schema, parent, s.Name.Value); def != nil {
				spots = append(spots, spot{parent, s, def})
			}
		case *ast.InlineFragment:
			spots = r.gather(spots, r.on(s.TypeCondition, parent), s.SelectionSet, met)
		case *ast.FragmentSpread:
			if f := r.fragments[s.Name.Value]; f != nil && !met[s.Name.Value] {
				met[s.Name.Value] = true
				spots = r.gather(spots, r.on(f.TypeCondition, parent), f.SelectionSet, met)
			}
		}
	}
	return spots
}

func (r *rules) on(condition *ast.Named, parent graphql.Type) graphql.Type {
	if condition == nil {
		return parent
	}
	return r.Schema.Type(condition.Name.Value)
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
func (r *rules) below(group []spot) []spot {
	var spots []spot
	met := map[string]bool{}
	for _, s := range group {
		spots = r.gather(spots, graphql.GetNamed(s.def.Type).(graphql.Type), s.field.SelectionSet, met)
	}
	return spots
}

// once reports whether what is below a group is still to be looked at: the same fields meet in many places where
// fragments are within fragments.
func (r *rules) once(group []spot, done map[string]bool) bool {
	if r.full() || group[0].field.SelectionSet == nil {
		return false
	}
	var id []byte
	for _, s := range group {
		id = fmt.Appendf(id, "%p", s.field)
	}
	if done[string(id)] {
		return false
	}
	done[string(id)] = true
	return true
}

// shapes holds all fields of a key to one shape.
func (r *rules) shapes(spots []spot, done map[string]bool) {
	for _, group := range byKey(spots) {
		for _, s := range group[1:] {
			if !sameShape(group[0].def.Type, s.def.Type) {
				r.clash(group[0], s, fmt.Sprintf("%s in one place and %s in another", group[0].def.Type, s.def.Type))
			}
		}
		if r.once(group, done) {
			r.shapes(r.below(group), done)
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

// sames holds those of a key that can be of one object to one field with one set of arguments.
func (r *rules) sames(spots []spot, done map[string]bool) {
	for _, group := range byKey(spots) {
		for _, common := range byParent(group) {
			first := common[0]
			for _, s := range common[1:] {
				if first.def.Name != s.def.Name {
					r.clash(first, s, fmt.Sprintf("field %q in one place and field %q in another", first.def.Name, s.def.Name))
				} else if !sameArguments(first.field.Arguments, s.field.Arguments) {
					r.clash(first, s, "asked for with different arguments")
				}
			}
			if r.once(common, done) {
				r.sames(r.below(common), done)
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

func (r *rules) clash(a, b spot, what string) {
	r.report(fmt.Sprintf("%q is %s: give one of them another alias", Shorten(key(b.field)), what), a.field, b.field)
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
