package schema

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"parley/graph"
)

// recordReader fills a record from its input, following the fields of the record's type. What cannot be read it
// reports and leaves out.
type recordReader struct{ faults []graph.Fault }

// readRecord reads the input of a record.
func readRecord(k graph.KindInfo, in map[string]any) (graph.Record, []graph.Fault) {
	rd, r := &recordReader{}, k.New()
	rd.fields(in, reflect.ValueOf(r).Elem(), nil)
	graph.WithKey(r)
	return r, rd.faults
}

func (rd *recordReader) faultf(path []any, format string, args ...any) {
	rd.faults = append(rd.faults, graph.Fault{Path: path, Msg: fmt.Sprintf(format, args...)})
}

// deeper is path with one more step, in memory of its own.
func deeper(path []any, step any) []any { return append(path[:len(path):len(path)], step) }

func (rd *recordReader) fields(in map[string]any, v reflect.Value, path []any) {
	for _, f := range graph.Fields(v.Type()) {
		if given := in[camel(f.Name)]; given != nil {
			rd.field(given, f, v.Field(f.Index), deeper(path, f.Name))
		}
	}
}

func (rd *recordReader) field(in any, f graph.Field, v reflect.Value, path []any) {
	switch t := v.Type(); {
	case t == dateType:
		rd.date(in.(string), v, path)
	case t == patternType:
		if p := rd.pattern(in, path); len(p) > 0 {
			v.Set(reflect.ValueOf(p))
		}
	case t == patternsType:
		var list graph.Patterns
		for i, p := range in.([]any) {
			list = append(list, rd.pattern(p, deeper(path, i)))
		}
		v.Set(reflect.ValueOf(list))
	case t.Kind() == reflect.String:
		v.SetString(in.(string))
	case t.Kind() == reflect.Map:
		rd.labels(in, v, path)
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		v.Set(reflect.ValueOf(words(in)))
	case t.Kind() == reflect.Slice:
		for i, one := range objects(in) {
			v.Set(reflect.Append(v, reflect.Zero(t.Elem())))
			rd.fields(one, v.Index(i), deeper(path, i))
		}
	case t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct:
		v.Set(reflect.New(t.Elem()))
		rd.fields(in.(map[string]any), v.Elem(), path)
	default:
		rd.number(in, f, v, path)
	}
}

func (rd *recordReader) date(text string, v reflect.Value, path []any) {
	d, err := graph.ParseDate(text)
	if err != nil {
		rd.faultf(path, "%v", err)
		return
	}
	v.Set(reflect.ValueOf(d))
}

func (rd *recordReader) pattern(in any, path []any) graph.Pattern {
	p := graph.Pattern{}
	for _, term := range objects(in.(map[string]any)["terms"]) {
		issue, _ := term["issue"].(string)
		if _, twice := p[issue]; twice {
			rd.faultf(deeper(path, issue), "issue %q is there twice: list all its options in one place", issue)
		}
		p[issue] = words(term["options"])
	}
	return p
}

// labels reads names by language, or codes by scheme.
func (rd *recordReader) labels(in any, v reflect.Value, path []any) {
	read := map[string]string{}
	for _, entry := range objects(in) {
		label, text := labelOf(entry)
		if _, twice := read[label]; twice {
			rd.faultf(deeper(path, label), "%q is there twice", label)
		}
		read[label] = text
	}
	if len(read) > 0 {
		v.Set(reflect.ValueOf(read))
	}
}

// labelOf returns what a NameInput or CodeInput holds.
func labelOf(in map[string]any) (label, text string) {
	if label, is := in["language"].(string); is {
		return label, in["text"].(string)
	}
	return in["scheme"].(string), in["code"].(string)
}

// number reads an int, or an int or float behind a pointer that is nil if left out.
func (rd *recordReader) number(in any, f graph.Field, v reflect.Value, path []any) {
	given := reflect.ValueOf(in)
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v.Elem().Set(given)
		return
	}
	v.Set(given)
	if v.IsZero() && f.Rule != "" { // zero would count as left out
		rd.faultf(path, "0 is out of range: %s", f.Rule)
	}
}

// inputPath turns a path within a record, or a part of one of the type, into the path within its input, as far as
// the input goes. Of issues and names that are there twice it means the last.
func inputPath(in any, t reflect.Type, path []any) []string {
	if len(path) == 0 {
		return nil
	}
	switch {
	case t == patternType:
		return termPath(in, path)
	case t.Kind() == reflect.Pointer:
		return inputPath(in, t.Elem(), path)
	case t.Kind() == reflect.Struct:
		return fieldPath(in, t, path)
	case t.Kind() == reflect.Map:
		return entryPath(in, path[0], func(entry map[string]any) any { label, _ := labelOf(entry); return label })
	}
	list, _ := in.([]any)
	n, is := path[0].(int)
	if !is || n >= len(list) {
		return nil
	}
	return append([]string{strconv.Itoa(n)}, inputPath(list[n], t.Elem(), path[1:])...)
}

func fieldPath(in any, t reflect.Type, path []any) []string {
	given, _ := in.(map[string]any)
	for _, f := range graph.Fields(t) {
		if f.Name == path[0] {
			name := camel(f.Name)
			return append([]string{name}, inputPath(given[name], f.Type, path[1:])...)
		}
	}
	return nil
}

// termPath goes on within a pattern: to one of its issues, and one of the options there.
func termPath(in any, path []any) []string {
	given, _ := in.(map[string]any)
	at := entryPath(given["terms"], path[0], func(term map[string]any) any { return term["issue"] })
	if at == nil {
		return nil
	}
	at = append([]string{"terms"}, at...)
	if len(path) > 1 {
		at = append(at, "options", fmt.Sprint(path[1]))
	}
	return at
}

// entryPath is the place of the last entry of a list that has the name.
func entryPath(in any, name any, of func(map[string]any) any) []string {
	for n, entry := range slices.Backward(objects(in)) {
		if of(entry) == name {
			return []string{strconv.Itoa(n)}
		}
	}
	return nil
}
