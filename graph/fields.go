package graph

import (
	"reflect"
	"strings"
	"sync"
)

// EnumValue is one word a field may hold.
type EnumValue struct{ Word, Doc string }

// Enum is a string type that holds one of a fixed list of words.
type Enum interface{ Values() []EnumValue }

// Field describes one field of a record type, or of a struct within one. Files, JSON Schema, the change
// history and the documentation are all made from it.
type Field struct {
	Name     string // as in files: may-forbid
	Doc      string
	Type     reflect.Type
	Index    int  // position within the struct
	Required bool // must be there and not empty
	Ref      Kind // the kind of record whose key it holds, or the keys of which it lists
	Rule     string
}

var fieldCache sync.Map // reflect.Type -> []Field

// Fields lists the fields of a record type or of a struct within one, in order.
func Fields(t reflect.Type) []Field {
	if f, ok := fieldCache.Load(t); ok {
		return f.([]Field)
	}
	var fields []Field
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		rule := f.Tag.Get("is")
		fields = append(fields, Field{
			Name: name, Doc: f.Tag.Get("doc"), Type: f.Type, Index: i,
			Required: rule == "required" || rule == "key", Ref: Kind(f.Tag.Get("ref")), Rule: rule,
		})
	}
	fieldCache.Store(t, fields)
	return fields
}
