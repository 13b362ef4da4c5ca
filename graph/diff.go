package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// FieldChange is a field in which two versions of a record differ. Values are written as text: words as they
// are, anything else as JSON, "" for nothing.
type FieldChange struct{ Field, Old, New string }

// Diff lists the fields in which two versions of a record differ, in the record's order, the key apart. Either
// version may be nil: then all that the other holds is listed.
func Diff(before, after Record) []FieldChange {
	some := after
	if some == nil {
		some = before
	}
	list := []FieldChange{}
	if some == nil {
		return list
	}
	for _, f := range Fields(reflect.TypeOf(some).Elem()) {
		c := FieldChange{f.Name, fieldText(before, f), fieldText(after, f)}
		if f.Name != "key" && c.Old != c.New {
			list = append(list, c)
		}
	}
	return list
}

func fieldText(r Record, f Field) string {
	if r == nil {
		return ""
	}
	v := reflect.ValueOf(r).Elem().Field(f.Index)
	if v.IsZero() {
		return ""
	}
	if v.Kind() == reflect.String {
		return v.String()
	}
	if d, ok := v.Interface().(Date); ok {
		return d.String()
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v.Interface()); err != nil {
		return fmt.Sprint(v.Interface())
	}
	return strings.TrimSuffix(b.String(), "\n")
}
