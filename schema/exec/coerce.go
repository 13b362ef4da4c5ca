package exec

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// variable is one that the operation declares.
type variable struct {
	at       *ast.VariableDefinition
	name     string
	typ      graphql.Input
	fallback *literal // its default, nil for none
	decides  bool     // @skip or @include ask for it
}

// Values are the variables of one request, checked. They never change.
type Values struct {
	slots []slot
	named map[string]any
}

type slot struct {
	value any
	given bool
}

func (c *compiler) variable(d *ast.VariableDefinition) error {
	name := d.Variable.Name.Value
	v := variable{at: d, name: name, typ: c.schema.InputType(d.Type)}
	if v.typ == nil {
		return refuse(d, "variable $%s is of no input type of the schema", shorten(name))
	}
	if _, twice := c.slots[name]; twice {
		return refuse(d, "variable $%s is declared twice", shorten(name))
	}
	if d.DefaultValue != nil {
		fallback, err := (&compiler{Plan: c.Plan}).literal(v.typ, d.DefaultValue) // sees no variables
		if err != nil {
			return err
		}
		v.fallback = &fallback
	}
	c.variables = append(c.variables, v)
	c.slots[name] = len(c.variables)
	return nil
}

// InputType reads a type as a document writes it; nil if there is none.
func (s *Schema) InputType(t ast.Type) graphql.Input {
	switch t := t.(type) {
	case *ast.NonNull:
		if inner := s.InputType(t.Type); inner != nil {
			return graphql.NewNonNull(inner)
		}
	case *ast.List:
		if inner := s.InputType(t.Type); inner != nil {
			return graphql.NewList(inner)
		}
	case *ast.Named:
		if named := s.types.Type(t.Name.Value); named != nil && graphql.IsInputType(named) {
			return named
		}
	}
	return nil
}

// Coerce checks the variables of a request, as encoding/json decodes them (specification, 6.1.2). It returns one
// error for each that will not do. Variables that the operation does not declare are passed over.
func (p *Plan) Coerce(variables map[string]any) (*Values, []Error) {
	values := &Values{slots: make([]slot, len(p.variables)), named: map[string]any{}}
	var errs []Error
	for i, d := range p.variables {
		s, err := p.value(d, variables)
		if err != nil {
			errs = append(errs, Error{Message: fmt.Sprintf("variable $%s%s", d.name, err), Locations: locations(d.at)})
		}
		if values.slots[i] = s; s.given {
			values.named[d.name] = s.value
		}
	}
	return values, errs
}

func (p *Plan) value(d variable, variables map[string]any) (s slot, err error) {
	v, given := variables[d.name]
	switch {
	case given:
		s.given = true
		s.value, err = p.schema.coerce(d.typ, v)
	case d.fallback != nil:
		s = slot{d.fallback.value, true}
	default:
		if _, required := d.typ.(*graphql.NonNull); required {
			return s, misfit("%s is required", d.typ)
		}
	}
	if _, is := s.value.(bool); err == nil && d.decides && !is {
		return s, misfit("@skip and @include need true or false")
	}
	return s, err
}

// misfit says what is wrong with a value. The path to it is put in front on the way out.
func misfit(format string, args ...any) error { return fmt.Errorf(": "+format, args...) }

// coerce takes a value for an input type.
func (s *Schema) coerce(t graphql.Input, v any) (any, error) {
	if inner, nonNull := t.(*graphql.NonNull); nonNull {
		if v == nil {
			return nil, misfit("%s is wanted, not null", t)
		}
		t = inner.OfType
	}
	if v == nil {
		return nil, nil
	}
	switch t := t.(type) {
	case *graphql.List:
		return s.coerceList(t, v)
	case *graphql.InputObject:
		return s.coerceObject(t, v)
	}
	return s.coerceLeaf(t, v)
}

func (s *Schema) coerceList(t *graphql.List, v any) (any, error) {
	given, ok := v.([]any)
	if !ok {
		one, err := s.coerce(t.OfType, v)
		return []any{one}, err
	}
	values := make([]any, len(given))
	for i, v := range given {
		var err error
		if values[i], err = s.coerce(t.OfType, v); err != nil {
			return nil, fmt.Errorf("[%d]%w", i, err)
		}
	}
	return values, nil
}

func (s *Schema) coerceObject(t *graphql.InputObject, v any) (any, error) {
	given, ok := v.(map[string]any)
	if !ok {
		return nil, misfit("%s is wanted, an object, not %s", t, shown(v))
	}
	fields := t.Fields()
	if err := s.oneOnly(t, slices.Collect(maps.Keys(given))); err != nil {
		return nil, misfit("%w", err)
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if _, known := fields[name]; !known {
			return nil, misfit("%s has no member %q%s", t, shorten(name), suggest(s, name, fields))
		}
	}
	values := make(map[string]any, len(given))
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		f := fields[name]
		v, is := given[name]
		_, required := f.Type.(*graphql.NonNull)
		switch {
		case is:
			value, err := s.coerce(f.Type, v)
			if err != nil {
				return nil, fmt.Errorf(".%s%w", name, err)
			}
			values[name] = value
		case f.DefaultValue != nil:
			values[name] = f.DefaultValue
		case required:
			return nil, misfit("%s is required in %s", name, t)
		}
	}
	if err := s.notNull(t, values); err != nil {
		return nil, misfit("%w", err)
	}
	return values, nil
}

func (s *Schema) coerceLeaf(t graphql.Input, v any) (value any, err error) {
	switch t := t.(type) {
	case *graphql.Enum:
		if name, ok := v.(string); ok {
			if value, ok := s.enums[t].values[name]; ok {
				return value, nil
			}
		}
	case *graphql.Scalar:
		if strict, ok := strictValue(t); ok {
			value = strict(v)
		} else if err := safely(func() { value = t.ParseValue(v) }); err != nil {
			return nil, misfit("%w", err)
		}
		if !isNull(value) {
			return value, nil
		}
	}
	word, _ := v.(string)
	return nil, misfit("%s is wanted, not %s%s", t, shown(v), s.nearest(t, word))
}

// shown is a value for a message.
func shown(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return "this"
	}
	return shorten(string(text))
}
