package exec

import (
	"fmt"
	"maps"
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// literal is a value as the document writes it: known at once, or waiting for variables.
type literal struct {
	value   any                        // where it waits for nothing
	slot    int                        // of the variable it is, counted from 1
	items   []literal                  // of a list that waits
	members []member                   // of an input object that waits
	check   func(map[string]any) error // of the object's members
	waits   bool
	nonNull bool
}

// member is an argument or a member of an input object.
type member struct {
	name     string
	literal  literal
	fallback any // its default, nil for none
	required bool
}

// fill gives the value under the variables of a request; given is false where it is a variable that is absent.
func (l *literal) fill(v *Values) (value any, given bool, err error) {
	switch {
	case !l.waits:
		return l.value, true, nil
	case l.slot > 0:
		s := v.slots[l.slot-1]
		if s.given && s.value == nil && l.nonNull {
			return nil, true, fmt.Errorf("the variable is null, which it must not be here")
		}
		return s.value, s.given, nil
	case l.items != nil:
		values := make([]any, len(l.items))
		for i := range l.items {
			value, given, err := l.items[i].fill(v)
			if err == nil && !given && l.items[i].nonNull {
				err = fmt.Errorf("the variable is absent, which it must not be here")
			}
			if err != nil {
				return nil, true, fmt.Errorf("[%d]: %w", i, err)
			}
			values[i] = value
		}
		return values, true, nil
	}
	values, err := fillAll(l.members, v)
	if err == nil {
		err = l.check(values)
	}
	return values, true, err
}

// fillAll gives the values of arguments or of an input object's members.
func fillAll(members []member, v *Values) (map[string]any, error) {
	values := make(map[string]any, len(members))
	for i := range members {
		m := &members[i]
		value, given, err := m.literal.fill(v)
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s: %w", m.name, err)
		case given:
			values[m.name] = value
		case m.fallback != nil:
			values[m.name] = m.fallback
		case m.required:
			return nil, fmt.Errorf("%s: it is required and its variable is absent", m.name)
		}
	}
	return values, nil
}

// arguments are those of a field: all known, or some waiting for variables.
type arguments struct {
	known   map[string]any
	waiting []member
	slot    int // of the run, where some wait
}

// input is an argument or a member of an input object as the schema declares it.
type input struct {
	typ      graphql.Input
	fallback any
}

func (c *compiler) arguments(declared []*graphql.Argument, field *ast.Field) (arguments, error) {
	if len(declared) == 0 && len(field.Arguments) == 0 {
		return arguments{}, nil
	}
	inputs := map[string]input{}
	for _, a := range declared {
		inputs[a.PrivateName] = input{a.Type, a.DefaultValue}
	}
	given := map[string]ast.Value{}
	for _, a := range field.Arguments {
		if _, known := inputs[a.Name.Value]; !known {
			return arguments{}, refuse(a, "field %q has no argument %q%s", field.Name.Value, shorten(a.Name.Value), suggest(c.schema, a.Name.Value, inputs))
		}
		given[a.Name.Value] = a.Value
	}
	members, waits, err := c.members(inputs, given, field)
	if err != nil || !waits {
		known, _ := fillAll(members, nil)
		return arguments{known: known}, err
	}
	c.args++
	return arguments{waiting: members, slot: c.args - 1}, nil
}

// members reads what is given for inputs, by name. At is where a missing one is missed.
func (c *compiler) members(inputs map[string]input, given map[string]ast.Value, at ast.Node) (members []member, waits bool, err error) {
	for _, name := range slices.Sorted(maps.Keys(inputs)) {
		in := inputs[name]
		_, required := in.typ.(*graphql.NonNull)
		m := member{name: name, fallback: in.fallback, required: required}
		value, is := given[name]
		switch {
		case is:
			if m.literal, err = c.literal(in.typ, value); err != nil {
				return nil, false, err
			}
		case in.fallback != nil:
			m.literal.value = in.fallback
		case required:
			return nil, false, refuse(at, "%s is required", name)
		default:
			continue
		}
		waits = waits || m.literal.waits
		members = append(members, m)
	}
	return members, waits, nil
}

// literal reads a value of the document as one of the type (specification, 3.5 to 3.12).
func (c *compiler) literal(t graphql.Input, v ast.Value) (literal, error) {
	inner, nonNull := t.(*graphql.NonNull)
	if nonNull {
		t = inner.OfType
	}
	switch v := v.(type) {
	case *ast.Variable:
		slot, known := c.slots[v.Name.Value]
		if !known && !c.loose {
			return literal{}, refuse(v, "the operation has no variable $%s", shorten(v.Name.Value))
		}
		return literal{slot: slot, waits: true, nonNull: nonNull}, nil
	case *Null:
		if nonNull {
			return literal{}, refuse(v, "%s is wanted, not null", inner)
		}
		return literal{}, nil
	}
	switch t := t.(type) {
	case *graphql.List:
		return c.listLiteral(t, v)
	case *graphql.InputObject:
		return c.objectLiteral(t, v)
	}
	value, err := c.schema.leafLiteral(t, v)
	if err != nil {
		return literal{}, refuse(v, "%s", err)
	}
	return literal{value: value}, nil
}

func (c *compiler) listLiteral(t *graphql.List, v ast.Value) (literal, error) {
	values := []ast.Value{v} // a value alone stands for a list of one
	if l, ok := v.(*ast.ListValue); ok {
		values = l.Values
	}
	l := literal{items: make([]literal, len(values))}
	for i, v := range values {
		var err error
		if l.items[i], err = c.literal(t.OfType, v); err != nil {
			return l, err
		}
		l.waits = l.waits || l.items[i].waits
	}
	return l.settle()
}

func (c *compiler) objectLiteral(t *graphql.InputObject, v ast.Value) (literal, error) {
	o, ok := v.(*ast.ObjectValue)
	if !ok {
		return literal{}, refuse(v, "%s is wanted, an object", t)
	}
	inputs := map[string]input{}
	for name, f := range t.Fields() {
		inputs[name] = input{f.Type, f.DefaultValue}
	}
	given := map[string]ast.Value{}
	for _, f := range o.Fields {
		if _, known := inputs[f.Name.Value]; !known {
			return literal{}, refuse(f, "%s has no member %q%s", t, shorten(f.Name.Value), suggest(c.schema, f.Name.Value, inputs))
		}
		given[f.Name.Value] = f.Value
	}
	if err := c.schema.oneOnly(t, slices.Collect(maps.Keys(given))); err != nil {
		return literal{}, refuse(o, "%s", err)
	}
	members, waits, err := c.members(inputs, given, o)
	if err != nil {
		return literal{}, err
	}
	l := literal{members: members, waits: waits, check: func(values map[string]any) error { return c.schema.notNull(t, values) }}
	settled, err := l.settle()
	if err != nil {
		return literal{}, refuse(o, "%s", err)
	}
	return settled, nil
}

// settle gives a list or object that waits for nothing its value.
func (l *literal) settle() (literal, error) {
	if l.waits {
		return *l, nil
	}
	settled := *l
	settled.waits = true
	value, _, err := settled.fill(nil)
	return literal{value: value}, err
}

// leafLiteral reads a scalar or enum value.
func (s *Schema) leafLiteral(t graphql.Type, v ast.Value) (value any, err error) {
	switch t := t.(type) {
	case *graphql.Enum:
		if name, ok := v.(*ast.EnumValue); ok {
			if value, ok := s.enums[t].values[name.Value]; ok {
				return value, nil
			}
		}
	case *graphql.Scalar:
		if strict, ok := strictLiteral(t); ok {
			value = strict(v)
		} else if err := safely(func() { value = t.ParseLiteral(v) }); err != nil {
			return nil, err
		}
		if taken(value) {
			return value, nil
		}
	}
	return nil, fmt.Errorf("%s is wanted, not %s%s%s", t, printed(v), s.nearest(t, word(v)), hint(value))
}
