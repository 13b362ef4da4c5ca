package schema

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"parley/graph"
)

// The input types of records are made from the fields of package graph, as the format of curated files is.

var (
	dateType     = typeFor[graph.Date]()
	patternType  = typeFor[graph.Pattern]()
	patternsType = typeFor[graph.Patterns]()
)

// recordInputs are the input types of every kind of record, and of what records hold.
func recordInputs() []definition {
	w := &inputWriter{made: map[string]bool{}}
	for _, k := range graph.Kinds() {
		w.write(k.Type(), k.Doc+" The record as a whole: what is left out, null or an empty list is unset.", mayMakeKey(k.Kind))
	}
	return append(w.types,
		input{"NameInput", "A name in another language or script.", []arg{
			{"language", "String!", "The language, a BCP 47 tag: uk, zh-Hant."},
			{"text", "String!", "The name."},
		}},
		input{"CodeInput", "A code in a scheme.", []arg{
			{"scheme", "String!", "The scheme: wikidata, iso3166."},
			{"code", "String!", "The code."},
		}},
	)
}

// mayMakeKey reports whether records of a kind may leave out their key; see graph.WithKey.
func mayMakeKey(k graph.Kind) bool {
	return k == graph.KindPosition || k == graph.KindResponse || k == graph.KindInquiry
}

// inputName is what the input type of a struct is called.
func inputName(t reflect.Type) string { return t.Name() + "RecordInput" }

// camel turns a name of curated files into one of the API: status-quo, statusQuo.
func camel(name string) string {
	words := strings.Split(name, "-")
	for i, w := range words[1:] {
		words[i+1] = string(unicode.ToUpper(rune(w[0]))) + w[1:]
	}
	return strings.Join(words, "")
}

// inputWriter writes each input type once.
type inputWriter struct {
	types []definition
	made  map[string]bool
}

// write makes the input type of a struct and those of all it holds.
func (w *inputWriter) write(t reflect.Type, doc string, keyOptional bool) {
	name := inputName(t)
	if w.made[name] {
		return
	}
	w.made[name] = true
	var fields []arg
	for _, f := range graph.Fields(t) {
		typ := w.typ(f, f.Type, name)
		if f.Rule == "key" && !keyOptional {
			typ += "!"
		}
		fields = append(fields, arg{camel(f.Name), typ, fieldDoc(f)})
	}
	w.types = append(w.types, input{name, doc, fields})
}

// fieldDoc is what a field says, with what package graph will ask of it.
func fieldDoc(f graph.Field) string {
	doc := f.Doc
	if f.Ref != "" {
		doc += " By key."
	}
	if f.Required && f.Rule != "key" {
		doc += " Required."
	}
	return doc
}

// typ writes the type of a field of the input type in.
func (w *inputWriter) typ(f graph.Field, t reflect.Type, in string) string {
	switch {
	case t == dateType:
		return "Date"
	case t == patternType:
		return "PatternInput"
	case t == patternsType:
		return "[PatternInput!]"
	case t.Kind() == reflect.Map && f.Name == "names":
		return "[NameInput!]"
	case t.Kind() == reflect.Map:
		return "[CodeInput!]"
	case t.Kind() == reflect.Slice:
		return "[" + w.typ(f, t.Elem(), in) + "!]"
	case t.Kind() == reflect.Pointer:
		return w.typ(f, t.Elem(), in)
	case t.Kind() == reflect.Struct:
		w.write(t, fmt.Sprintf("What %s.%s takes. %s", in, camel(f.Name), f.Doc), false)
		return inputName(t)
	case t.Kind() == reflect.Float64:
		return "Float"
	case t.Kind() == reflect.Int:
		return "Int"
	}
	return wordType(t)
}

// wordType is the enumeration of the API for a type of words, String where it has none.
func wordType(t reflect.Type) string {
	if slices.ContainsFunc(enumTypes(), func(d definition) bool { return d.(enum).name == t.Name() }) {
		return t.Name()
	}
	return "String"
}
