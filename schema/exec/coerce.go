package exec

import (
	"cmp"
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

// Coerce checks the variables of a request, as encoding/json decodes them (specification, 6.1.2). It returns an error
// for each fault in them, the schema's Errors and one more at most; extensions.field of each is the path to it, the
// variable's name first. Variables that the operation does not declare are passed over.
func (p *Plan) Coerce(variables map[string]any) (*Values, []Error) {
	values := &Values{slots: make([]slot, len(p.variables)), named: map[string]any{}}
	c := coercion{Schema: p.schema, most: cmp.Or(p.schema.Errors, defaultErrors) + 1}
	for i := range p.variables {
		d := &p.variables[i]
		s := c.variable(d, variables)
		if values.slots[i] = s; s.given {
			values.named[d.name] = s.value
		}
	}
	return values, c.errs
}

// coercion takes values for input types and notes the faults in them.
type coercion struct {
	*Schema
	most int // errors
	errs []Error
	of   *variable
	path []any // to the value at hand, within the variable: names and indices
}

func (c *coercion) variable(d *variable, variables map[string]any) (s slot) {
	c.of = d
	faults := len(c.errs)
	v, given := variables[d.name]
	switch {
	case given:
		s = slot{c.value(d.typ, v), true}
	case d.fallback != nil:
		s = slot{d.fallback.value, true}
	default:
		if _, required := d.typ.(*graphql.NonNull); required {
			c.misfit("%s is required", d.typ)
		}
	}
	if _, is := s.value.(bool); d.decides && !is && len(c.errs) == faults {
		c.misfit("@skip and @include need true or false")
	}
	return s
}

func (c *coercion) full() bool { return len(c.errs) >= c.most }

// misfit notes what is wrong with the value at hand.
func (c *coercion) misfit(format string, args ...any) {
	if c.full() {
		return
	}
	where, field := "variable $"+c.of.name, []string{c.of.name}
	for _, step := range c.path {
		if n, is := step.(int); is {
			where += fmt.Sprintf("[%d]", n)
		} else {
			where += fmt.Sprintf(".%s", step)
		}
		field = append(field, fmt.Sprint(step))
	}
	c.errs = append(c.errs, Error{
		Message: where + ": " + fmt.Sprintf(format, args...), Locations: locations(c.of.at), Extensions: map[string]any{"field": field},
	})
}

// misfitMember notes what is wrong with a member of the object at hand that is not known, or not given.
func (c *coercion) misfitMember(name, format string, args ...any) {
	faults := len(c.errs)
	c.misfit(format, args...)
	for _, e := range c.errs[faults:] {
		e.Extensions["field"] = append(e.Extensions["field"].([]string), name)
	}
}

// within takes a value one step down the path.
func (c *coercion) within(step any, t graphql.Input, v any) any {
	c.path = append(c.path, step)
	value := c.value(t, v)
	c.path = c.path[:len(c.path)-1]
	return value
}

// value takes a value for an input type.
func (c *coercion) value(t graphql.Input, v any) any {
	if inner, nonNull := t.(*graphql.NonNull); nonNull {
		if v == nil {
			c.misfit("%s is wanted, not null", t)
		}
		t = inner.OfType
	}
	if v == nil {
		return nil
	}
	switch t := t.(type) {
	case *graphql.List:
		return c.list(t, v)
	case *graphql.InputObject:
		return c.object(t, v)
	}
	return c.leaf(t, v)
}

func (c *coercion) list(t *graphql.List, v any) any {
	given, ok := v.([]any)
	if !ok {
		return []any{c.value(t.OfType, v)}
	}
	values := make([]any, len(given))
	for i, v := range given {
		if c.full() {
			break
		}
		values[i] = c.within(i, t.OfType, v)
	}
	return values
}

func (c *coercion) object(t *graphql.InputObject, v any) any {
	given, ok := v.(map[string]any)
	if !ok {
		c.misfit("%s is wanted, an object, not %s", t, shown(v))
		return nil
	}
	faults := len(c.errs)
	if err := c.oneOnly(t, slices.Collect(maps.Keys(given))); err != nil {
		c.misfit("%s", err)
	}
	c.unknown(t, given)
	values := c.members(t, given)
	if len(c.errs) == faults {
		if err := c.notNull(t, values); err != nil {
			c.misfit("%s", err)
		}
	}
	return values
}

// unknown notes the members of an object that its type has not.
func (c *coercion) unknown(t *graphql.InputObject, given map[string]any) {
	fields := t.Fields()
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if _, known := fields[name]; !known && !c.full() {
			c.misfitMember(shorten(name), "%s has no member %q%s", t, shorten(name), suggest(c.Schema, name, fields))
		}
	}
}

func (c *coercion) members(t *graphql.InputObject, given map[string]any) map[string]any {
	values := make(map[string]any, len(given))
	fields := t.Fields()
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		f := fields[name]
		v, is := given[name]
		_, required := f.Type.(*graphql.NonNull)
		switch {
		case is:
			values[name] = c.within(name, f.Type, v)
		case f.DefaultValue != nil:
			values[name] = f.DefaultValue
		case required:
			c.misfitMember(name, "%s is required in %s", name, t)
		}
	}
	return values
}

func (c *coercion) leaf(t graphql.Input, v any) any {
	var value any
	switch t := t.(type) {
	case *graphql.Enum:
		if name, ok := v.(string); ok {
			if value, ok := c.enums[t].values[name]; ok {
				return value
			}
		}
	case *graphql.Scalar:
		if strict, ok := strictValue(t); ok {
			value = strict(v)
		} else if err := safely(func() { value = t.ParseValue(v) }); err != nil {
			c.misfit("%s", err)
			return nil
		}
		if taken(value) {
			return value
		}
	}
	if !c.full() {
		word, _ := v.(string)
		c.misfit("%s is wanted, not %s%s%s", t, shown(v), c.nearest(t, word), hint(value))
	}
	return nil
}

// shown is a value for a message.
func shown(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return "this"
	}
	return shorten(string(text))
}
