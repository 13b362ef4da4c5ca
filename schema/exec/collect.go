package exec

import (
	"cmp"
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// condition is that a boolean variable has a value.
type condition struct {
	slot int
	want bool
}

// clause is conditions that must all hold, by slot.
type clause []condition

// and adds a condition; possible is false where it contradicts one that is there.
func (w clause) and(c condition) (both clause, possible bool) {
	at, met := slices.BinarySearchFunc(w, c.slot, func(x condition, slot int) int { return x.slot - slot })
	if met {
		return w, w[at].want == c.want
	}
	return slices.Insert(slices.Clone(w), at, c), true
}

// implies reports whether x holds wherever w does.
func (w clause) implies(x clause) bool {
	for _, c := range x {
		if !slices.Contains(w, c) {
			return false
		}
	}
	return true
}

func (w clause) holds(v *Values) bool {
	for _, c := range w {
		if v.slots[c.slot].value != c.want {
			return false
		}
	}
	return true
}

// place is a field in the document and the conditions under which it is asked for.
type place struct {
	field *ast.Field
	when  clause
}

// entry is the places that share a key of the answer.
type entry struct {
	key    string
	index  int
	places []place
	sure   bool // asked for whatever the variables
}

// collection gathers what a selection asks of one object type (specification, 6.3.2).
type collection struct {
	*compiler
	typ     *graphql.Object
	entries []*entry
	byKey   map[string]*entry
	steps   []step
	open    bool                // some condition bears on which fields there are, or their order
	visited map[string][]clause // by fragment: under which conditions it is in already
}

func (c *collection) add(selections *ast.SelectionSet, when clause) error {
	for _, s := range selections.Selections {
		if err := c.count(1); err != nil {
			return err
		}
		if err := c.selection(s, when); err != nil {
			return err
		}
	}
	return nil
}

// count bounds the work of making a plan.
func (c *collection) count(n int) error {
	if most := cmp.Or(c.schema.Places, defaultPlaces); c.places+n > most {
		return &Exceeded{What: Places, Limit: most, Count: c.places + n}
	}
	c.places += n
	return nil
}

func (c *collection) selection(s ast.Selection, when clause) error {
	switch s := s.(type) {
	case *ast.Field:
		when, possible, err := c.conditions(when, s.Directives)
		if possible && err == nil {
			c.field(s, when)
		}
		return err
	case *ast.InlineFragment:
		when, possible, err := c.conditions(when, s.Directives)
		if err != nil || !possible || s.TypeCondition != nil && !c.schema.applies(s.TypeCondition.Name.Value, c.typ) {
			return err
		}
		return c.add(s.SelectionSet, when)
	case *ast.FragmentSpread:
		return c.spread(s, when)
	}
	return nil
}

func (c *collection) spread(s *ast.FragmentSpread, when clause) error {
	name := s.Name.Value
	fragment, known := c.fragments[name].(*ast.FragmentDefinition)
	if !known {
		return refuse(s, "the document has no fragment %q", shorten(name))
	}
	when, possible, err := c.conditions(when, s.Directives)
	if err == nil {
		err = c.count(len(c.visited[name]))
	}
	if err != nil || !possible || slices.ContainsFunc(c.visited[name], when.implies) {
		return err
	}
	c.visited[name] = append(c.visited[name], when)
	if !c.schema.applies(fragment.TypeCondition.Name.Value, c.typ) {
		return nil
	}
	return c.add(fragment.SelectionSet, when)
}

func (c *collection) field(f *ast.Field, when clause) {
	key := f.Name.Value
	if f.Alias != nil && f.Alias.Value != "" {
		key = f.Alias.Value
	}
	e, met := c.byKey[key]
	if !met {
		e = &entry{key: key, index: len(c.entries)}
		c.byKey[key], c.entries = e, append(c.entries, e)
	}
	e.places = append(e.places, place{f, when})
	if e.sure {
		return
	}
	c.steps = append(c.steps, step{e.index, when})
	e.sure = len(when) == 0
	c.open = c.open || !e.sure
}

// conditions adds those that directives set. Literals are decided here, so that possible is false for what is
// never asked for.
func (c *collection) conditions(when clause, directives []*ast.Directive) (_ clause, possible bool, err error) {
	for _, d := range directives {
		want := d.Name.Value == graphql.IncludeDirective.Name
		if !want && d.Name.Value != graphql.SkipDirective.Name {
			continue
		}
		literal, err := c.condition(d)
		if err != nil {
			return nil, false, err
		}
		if literal.slot == 0 && literal.value != want {
			return nil, false, nil
		}
		if literal.slot == 0 {
			continue
		}
		c.variables[literal.slot-1].decides = true
		if when, possible = when.and(condition{literal.slot - 1, want}); !possible {
			return nil, false, nil
		}
	}
	return when, true, nil
}

// condition reads the argument of @skip or @include.
func (c *collection) condition(d *ast.Directive) (literal, error) {
	for _, a := range d.Arguments {
		if a.Name.Value == "if" {
			return c.literal(graphql.NewNonNull(graphql.Boolean), a.Value)
		}
	}
	return literal{}, refuse(d, "@%s needs if", d.Name.Value)
}

func (c *collection) set() (*set, error) {
	s := &set{}
	for _, e := range c.entries {
		n, err := c.node(c.typ, e)
		if err != nil {
			return nil, err
		}
		s.nodes = append(s.nodes, n)
	}
	if c.open {
		s.steps, s.slot = c.steps, c.Plan.sets
		c.Plan.sets++
	}
	return s, nil
}
