package seed

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// tree is a record, or a part of one, as it is written: a scalar, a list, or a mapping in order.
type tree struct {
	form  form
	text  string   // of a scalar
	names []string // of a mapping
	kids  []tree   // of a list or mapping
}

type form int

const (
	textForm   form = iota
	dateForm        // text that needs no quotes for looking like a timestamp
	numberForm      // text that never needs quotes
	listForm
	mappingForm
)

func (t tree) isScalar() bool { return t.form < listForm }

// kid returns the value of a mapping's name.
func (t tree) kid(name string) (tree, bool) {
	if i := slices.Index(t.names, name); i >= 0 {
		return t.kids[i], true
	}
	return tree{}, false
}

func (t *tree) add(name string, kid tree) {
	t.names, t.kids = append(t.names, name), append(t.kids, kid)
}

// treeOf returns a record as a mapping of the fields that say something, in the order of its type.
func treeOf(r graph.Record) tree { return structTree(reflect.ValueOf(r).Elem()) }

func structTree(v reflect.Value) tree {
	t := tree{form: mappingForm}
	for _, f := range graph.Fields(v.Type()) {
		fv := v.Field(f.Index)
		if !says(fv) {
			continue
		}
		switch {
		case f.Name == "confidence":
			t.add(f.Name, confidenceTree(fv.Elem().Float()))
		case f.Rule == "keyed":
			t.add(f.Name, optionsTree(fv.Interface().([]graph.Option)))
		default:
			t.add(f.Name, valueTree(fv))
		}
	}
	return t
}

// says reports whether a field holds anything.
func says(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map:
		return v.Len() > 0
	}
	return !v.IsZero()
}

func valueTree(v reflect.Value) tree {
	switch {
	case v.Type() == dateType:
		return tree{form: dateForm, text: v.Interface().(graph.Date).String()}
	case v.Kind() == reflect.String:
		return tree{text: v.String()}
	case v.CanInt():
		return tree{form: numberForm, text: strconv.FormatInt(v.Int(), 10)}
	case v.Kind() == reflect.Pointer:
		return valueTree(v.Elem())
	case v.Kind() == reflect.Struct:
		return structTree(v)
	case v.Kind() == reflect.Map:
		t := tree{form: mappingForm}
		names := v.MapKeys()
		slices.SortFunc(names, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, name := range names {
			t.add(name.String(), valueTree(v.MapIndex(name)))
		}
		return t
	}
	t := tree{form: listForm}
	for i := range v.Len() {
		t.kids = append(t.kids, valueTree(v.Index(i)))
	}
	return t
}

func confidenceTree(x float64) tree {
	for _, c := range certainty {
		if c.value == x {
			return tree{text: c.word}
		}
	}
	return tree{form: numberForm, text: strconv.FormatFloat(x, 'f', -1, 64)}
}

// optionsTree is a mapping of keys to labels, or a list where the options have more to them.
func optionsTree(options []graph.Option) tree {
	t := tree{form: mappingForm}
	for _, o := range options {
		if o.Description != "" || len(o.Order) > 0 || slices.Contains(t.names, o.Key) {
			return valueTree(reflect.ValueOf(options))
		}
		t.add(o.Key, tree{text: o.Label})
	}
	return t
}
