package exec

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/graphql-go/graphql"
)

// Why a value is not written, besides errors.
var (
	errNull   = errors.New("the value is null")
	errListed = errors.New("what is below fails, and is listed already")
)

// value writes a value, or lists why not and writes null. It returns false where null will not do: then whoever
// asked for it is null, and so on upwards (specification, 6.4.4).
func (r *run) value(n *node, s *shape, v any, err error) bool {
	begin := len(r.buf)
	if err == nil {
		err = r.write(n, s, v)
	}
	switch {
	case err == nil:
		return true
	case err == errNull && s.nonNull:
		r.fail(n, fmt.Errorf("field %s.%s gave null, which its type %s rules out", n.parent, n.def.Name, n.def.Type))
	case err != errNull && err != errListed:
		r.fail(n, err)
	}
	if s.nonNull || r.stopped != nil {
		return false
	}
	r.buf = append(r.buf[:begin], "null"...)
	return true
}

func (r *run) write(n *node, s *shape, v any) (err error) {
	for {
		thunk, ok := v.(func() (any, error))
		if !ok {
			break
		}
		if panicked := safely(func() { v, err = thunk() }); panicked != nil {
			err = panicked
		}
		if err != nil {
			return err
		}
		if !r.goes() {
			return errListed
		}
	}
	if s.kind < object && s.kind != list {
		return r.leaf(s, v)
	}
	if isNull(v) {
		return errNull
	}
	switch s.kind {
	case list:
		return r.list(n, s, v)
	case object:
		return r.objectOf(n, s.typ.(*graphql.Object), n.below, v)
	}
	t, err := r.concrete(n, s.typ.(graphql.Abstract), v)
	if err != nil {
		return err
	}
	return r.objectOf(n, t, n.possible[t], v)
}

func (r *run) objectOf(n *node, t *graphql.Object, s *set, v any) error {
	if t.IsTypeOf != nil {
		is := false
		err := safely(func() { is = t.IsTypeOf(graphql.IsTypeOfParams{Value: v, Info: r.info(n), Context: r.ctx}) })
		if err == nil && !is {
			err = fmt.Errorf("field %s.%s gave a %T, which is no %s", n.parent, n.def.Name, v, t)
		}
		if err != nil {
			return err
		}
	}
	if !r.object(s, v) {
		return errListed
	}
	return nil
}

// concrete finds the object type of a value of an interface or union (specification, 6.4.3).
func (r *run) concrete(n *node, t graphql.Abstract, v any) (found *graphql.Object, err error) {
	p := graphql.ResolveTypeParams{Value: v, Info: r.info(n), Context: r.ctx}
	err = safely(func() {
		if resolve := typeResolver(t); resolve != nil {
			found = resolve(p)
			return
		}
		for _, o := range r.schema.types.PossibleTypes(t) {
			if o.IsTypeOf != nil && o.IsTypeOf(graphql.IsTypeOfParams(p)) {
				found = o
				return
			}
		}
	})
	if err == nil && n.possible[found] == nil {
		err = fmt.Errorf("field %s.%s gave a %T, which is no object of %s", n.parent, n.def.Name, v, t.Name())
	}
	return found, err
}

func typeResolver(t graphql.Abstract) graphql.ResolveTypeFn {
	switch t := t.(type) {
	case *graphql.Interface:
		return t.ResolveType
	case *graphql.Union:
		return t.ResolveType
	}
	return nil
}

func (r *run) list(n *node, s *shape, v any) error {
	if n.sorted {
		v = sorted(v)
	}
	switch v := v.(type) {
	case []any:
		return r.items(n, s.item, len(v), func(i int) any { return v[i] })
	case []string:
		return r.items(n, s.item, len(v), func(i int) any { return v[i] })
	}
	items := reflect.ValueOf(v)
	if items.Kind() == reflect.Pointer {
		items = items.Elem()
	}
	if kind := items.Kind(); kind != reflect.Slice && kind != reflect.Array {
		return fmt.Errorf("field %s.%s gave a %T, which is no list", n.parent, n.def.Name, v)
	}
	return r.items(n, s.item, items.Len(), func(i int) any { return items.Index(i).Interface() })
}

func (r *run) items(n *node, s *shape, count int, item func(int) any) error {
	r.cost.Rows += count
	here := len(r.path)
	r.path = append(r.path, at{})
	defer func() { r.path = r.path[:here] }()
	r.buf = append(r.buf, '[')
	for i := range count {
		if !r.goes() {
			return errListed
		}
		if i > 0 {
			r.buf = append(r.buf, ',')
		}
		r.path[here] = at{index: i}
		if !r.value(n, s, item(i), nil) {
			return errListed
		}
	}
	r.buf = append(r.buf, ']')
	return nil
}

// isNull reports whether a value stands for null: nil itself, or a pointer to nothing.
func isNull(v any) bool {
	if v == nil {
		return true
	}
	p := reflect.ValueOf(v)
	return p.Kind() == reflect.Pointer && p.IsNil()
}
