package schema

import (
	"fmt"
	"maps"
	"slices"

	"github.com/graphql-go/graphql"
)

// call is one field being resolved.
type call struct {
	*request
	source any
	args   map[string]any
	field  string // the field's name
}

// resolver finds a field's value.
type resolver func(c *call) (any, error)

// guarded makes the library's resolver: it stops once time or budget is spent, catches panics, and counts
// what comes out.
func (r resolver) guarded() graphql.FieldResolveFn {
	return func(p graphql.ResolveParams) (v any, err error) {
		defer func() {
			if x := recover(); x != nil {
				v, err = nil, caught(x)
			}
		}()
		req := requestOf(p.Context)
		if err := req.proceed(); err != nil {
			return nil, err
		}
		if err := noEmptyLists("", p.Args); err != nil {
			return nil, err
		}
		v, err = r(&call{req, p.Source, p.Args, p.Info.FieldName})
		if err != nil {
			return nil, err
		}
		return v, req.spend(responseName(p), v)
	}
}

// responseName is the name under which a field stands in the answer: its alias, if it has one.
func responseName(p graphql.ResolveParams) string {
	if p.Info.Path != nil {
		if name, ok := p.Info.Path.Key.(string); ok {
			return name
		}
	}
	return p.Info.FieldName
}

// emptyIsNone are lists that may be empty: left out they mean none.
var emptyIsNone = map[string]bool{"ids": true, "relax": true, "add": true, "assume": true}

// noEmptyLists refuses other lists that name nothing: left out they mean all, and a list computed empty must not.
func noEmptyLists(path string, args map[string]any) error {
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
