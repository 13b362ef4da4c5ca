package schema

import (
	"fmt"
	"maps"
	"slices"

	"parley/schema/exec"
)

// call is one field being resolved.
type call struct {
	*request
	source any
	args   map[string]any // not to be changed
	field  string         // the field's name
}

// resolver finds a field's value.
type resolver func(c *call) (any, error)

// ResolveField implements exec.Resolver.
func (r resolver) ResolveField(f exec.Field) (any, error) {
	if err := noEmptyLists("", f.Args); err != nil {
		return nil, err
	}
	return r(&call{requestOf(f.Context), f.Source, f.Args, f.Name()})
}

// emptyIsNone are lists that may be empty: left out they mean none.
var emptyIsNone = map[string]bool{"ids": true, "relax": true, "add": true, "assume": true, "operations": true, "prefer": true}

// noEmptyLists refuses other lists that name nothing: left out they mean all, and a list computed empty must not.
func noEmptyLists(path string, args map[string]any) error {
	if len(args) == 0 {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(args)) {
		switch v := args[name].(type) {
		case []any:
			if len(v) == 0 && !emptyIsNone[name] {
				return badInput("%s%s: the list is empty; leave it out to mean all", path, name)
			}
		case map[string]any:
			if err := noEmptyLists(path+name+".", v); err != nil {
				return err
			}
		}
	}
	return nil
}

// get resolves a field from its source alone.
func get[T any](read func(T) any) resolver {
	return func(c *call) (any, error) {
		src, err := sourceOf[T](c)
		if err != nil {
			return nil, err
		}
		return read(src), nil
	}
}

// with resolves a field from its source and the call: its arguments, its request.
func with[T any](read func(*call, T) (any, error)) resolver {
	return func(c *call) (any, error) {
		src, err := sourceOf[T](c)
		if err != nil {
			return nil, err
		}
		return read(c, src)
	}
}

func sourceOf[T any](c *call) (T, error) {
	src, ok := c.source.(T)
	if !ok {
		return src, fmt.Errorf("field %s: source is a %T, want %T", c.field, c.source, src)
	}
	return src, nil
}

// text returns an argument that is a string, "" where there is none.
func (c *call) text(name string) string {
	s, _ := c.args[name].(string)
	return s
}

// words returns an argument that is a list of strings or enum values; nil where there is none, or an empty one.
func (c *call) words(name string) []string { return words(c.args[name]) }

func words(v any) []string {
	list, _ := v.([]any)
	var out []string
	for _, x := range list {
		if s, ok := x.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// number returns an argument that is an integer.
func (c *call) number(name string) (n int, given bool) {
	n, given = c.args[name].(int)
	return n, given
}

// object returns an argument that is an input object, nil where there is none.
func (c *call) object(name string) map[string]any {
	m, _ := c.args[name].(map[string]any)
	return m
}

// opt is s, or null where it is empty.
func opt(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// optional is what p points to, or null.
func optional[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}
