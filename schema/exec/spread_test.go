package exec

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
)

// model is a type and what its resolver gives, made at random.
type model struct {
	typ    graphql.Output
	value  any      // for the resolver: the leaf, nil, an error, a panic, or a thunk of one
	items  []*model // of a list
	fields []*model // of an object
	query  string
}

// models makes them; every object type has its own name.
type models struct {
	*rand.Rand
	objects int
}

func (m *models) make(depth int) *model {
	x := &model{}
	switch kind := m.IntN(3); {
	case kind == 0 || depth == 0:
		x.typ, x.value = graphql.Int, m.IntN(9)
	case kind == 1:
		x = m.list(depth)
	default:
		x = m.object(depth)
	}
	if m.IntN(5) == 0 {
		x.value = []any{nil, errors.New("no"), "panic"}[m.IntN(3)]
	}
	if m.IntN(2) == 0 {
		x.typ = graphql.NewNonNull(x.typ)
	}
	return x
}

// list makes items of one type, of which each may fail by itself.
func (m *models) list(depth int) *model {
	one := m.make(depth - 1)
	x := &model{typ: graphql.NewList(one.typ), query: one.query, value: "list"}
	for range m.IntN(3) {
		item := *one
		if m.IntN(4) == 0 {
			item.value = nil
		}
		x.items = append(x.items, &item)
	}
	return x
}

func (m *models) object(depth int) *model {
	x := &model{query: "{", value: "object"}
	fields := graphql.Fields{}
	m.objects++
	name := fmt.Sprint("O", m.objects)
	for i := range 1 + m.IntN(3) {
		child := m.make(depth - 1)
		x.fields = append(x.fields, child)
		x.query += fmt.Sprintf("f%d%s ", i, child.query)
		fields[fmt.Sprint("f", i)] = &graphql.Field{Type: child.typ, Resolve: func(p graphql.ResolveParams) (any, error) { return p.Source.(*model).fields[i].resolve() }}
	}
	x.typ, x.query = graphql.NewObject(graphql.ObjectConfig{Name: name, Fields: fields}), x.query+"}"
	return x
}

func (x *model) resolve() (any, error) {
	switch v := x.value.(type) {
	case error:
		return nil, v
	case string:
		switch v {
		case "panic":
			panic(v)
		case "object":
			return x, nil
		}
		items := []any{}
		for _, i := range x.items {
			items = append(items, func() (any, error) { return i.resolve() }) // each may fail on its own
		}
		return items, nil
	}
	return x.value, nil
}

// want is the specification's result by recursion: ok is false where the null goes further up.
func (x *model) want() (v any, ok bool) {
	if v = x.value; v == "object" {
		all := map[string]any{}
		for i, f := range x.fields {
			value, ok := f.want()
			if !ok {
				return x.null()
			}
			all[fmt.Sprint("f", i)] = value
		}
		return all, true
	}
	if v == "list" {
		all := []any{}
		for _, i := range x.items {
			value, ok := i.want()
			if !ok {
				return x.null()
			}
			all = append(all, value)
		}
		return all, true
	}
	if n, is := v.(int); is {
		return float64(n), true
	}
	return x.null()
}

func (x *model) null() (any, bool) {
	_, nonNull := x.typ.(*graphql.NonNull)
	return nil, !nonNull
}

// TestNullsSpread compares random types under random failures with the recursion above.
func TestNullsSpread(t *testing.T) {
	m := &models{Rand: rand.New(rand.NewPCG(1, 2))}
	nulls := 0
	for range 1500 {
		root := m.object(4)
		types, err := graphql.NewSchema(graphql.SchemaConfig{Query: root.typ.(*graphql.Object)})
		if err != nil {
			t.Fatal(err)
		}
		s, err := New(types, nil)
		if err != nil {
			t.Fatal(err)
		}
		p, err := s.Compile(parse(t, root.query), "")
		if err != nil {
			t.Fatal(root.query, err)
		}
		values, _ := p.Coerce(nil)
		r := p.Run(t.Context(), values, root, Options{})
		var got any
		if err := json.Unmarshal(r.Data, &got); err != nil {
			t.Fatalf("%s: %v", r.Data, err)
		}
		want, _ := root.want()
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%s\ngot  %v\nwant %v", root.query, got, want)
		}
		if failed := strings.Contains(string(r.Data), "null"); failed && len(r.Errors) == 0 && want == nil {
			t.Errorf("%s: null without an error", root.query)
		}
		if want == nil {
			nulls++
		}
	}
	if nulls < 50 || nulls > 1450 {
		t.Errorf("%d of 1500 are null at the root: the models say little", nulls)
	}
}
