package seed

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"parley/graph"
)

// JSONSchema returns a JSON Schema (2020-12) of a curated file, made from the fields of package graph. It is
// for editors: it knows names, types and words, and leaves to [Check] what takes reading the whole folder.
func JSONSchema() ([]byte, error) {
	s := schema{defs: object{
		"text":  described("Text. Numbers and the like are taken as written.", object{"type": []string{"string", "number", "boolean"}}),
		"date":  described("A date in EDTF: 2025-08-18, 2025-08, 2025-08~, 2025-08-18/..", object{"type": []string{"string", "integer"}}),
		"key":   described("Lower-case words and numbers joined by hyphens.", object{"type": []string{"string", "integer"}, "pattern": graph.KeyPattern}),
		"words": oneOrMore(use("text")),
		"pattern": described("Issues, each with the options meant.",
			object{"type": "object", "minProperties": 1, "additionalProperties": use("words")}),
	}}
	kinds := object{"$schema": object{"type": "string"}}
	for _, k := range graph.Kinds() {
		kinds[k.Plural] = described(k.Doc, object{"type": "array", "items": s.structure(k.Type(), mayMakeKey(k.Kind))})
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(object{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"title":                "Parley curated file",
		"description":          "What parties to a negotiation have said: lists of records by kind.",
		"type":                 "object",
		"properties":           kinds,
		"additionalProperties": false,
		"$defs":                s.defs,
	})
	return b.Bytes(), err
}

type object = map[string]any

// schema gathers the definitions that types refer to.
type schema struct{ defs object }

func use(def string) object { return object{"$ref": "#/$defs/" + def} }

func described(doc string, o object) object {
	o["description"] = doc
	return o
}

func oneOrMore(item object) object {
	return object{"anyOf": []object{item, {"type": "array", "items": item}}}
}

// mayMakeKey reports whether records of a kind may leave out their key.
func mayMakeKey(k graph.Kind) bool {
	return k == graph.KindPosition || k == graph.KindResponse || k == graph.KindInquiry
}

// structure defines a struct type once and returns the reference to it.
func (s schema) structure(t reflect.Type, keyOptional bool) object {
	name := strings.ToLower(t.Name()[:1]) + t.Name()[1:]
	if _, done := s.defs[name]; done {
		return use(name)
	}
	s.defs[name] = nil // so that a type within itself ends
	fields, required := object{}, []string{}
	for _, f := range graph.Fields(t) {
		fields[f.Name] = s.field(f)
		if f.Required && !(f.Rule == "key" && keyOptional) {
			required = append(required, f.Name)
		}
	}
	def := object{"type": "object", "properties": fields, "additionalProperties": false}
	if len(required) > 0 {
		def["required"] = required
	}
	s.defs[name] = def
	return use(name)
}

func (s schema) field(f graph.Field) object {
	return described(f.Doc, s.value(f, f.Type))
}

func (s schema) value(f graph.Field, t reflect.Type) object {
	switch {
	case t == dateType:
		return use("date")
	case t == patternType:
		return use("pattern")
	case t == patternsType:
		return oneOrMore(use("pattern"))
	case t == quotationType:
		return object{"anyOf": []object{use("text"), s.structure(t, false)}}
	case t.Kind() == reflect.String:
		return text(f, t)
	case t.Kind() == reflect.Map:
		return object{"type": "object", "additionalProperties": use("text")}
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		return oneOrMore(text(f, t.Elem()))
	case t.Kind() == reflect.Slice && f.Rule == "keyed":
		list := object{"type": "array", "items": s.structure(t.Elem(), false)}
		return object{"anyOf": []object{{"type": "object", "additionalProperties": use("text")}, list}}
	case t.Kind() == reflect.Slice:
		return object{"type": "array", "items": s.structure(t.Elem(), false)}
	case t.Kind() == reflect.Pointer:
		return s.value(f, t.Elem())
	case t.Kind() == reflect.Struct:
		return s.structure(t, false)
	}
	return figures(f, t)
}

// text describes a word or text: one of an enumeration, a key, or anything.
func text(f graph.Field, t reflect.Type) object {
	if words, ok := reflect.Zero(t).Interface().(graph.Enum); ok {
		var each []object
		for _, w := range words.Values() {
			each = append(each, object{"const": w.Word, "description": w.Doc})
		}
		return object{"oneOf": each}
	}
	if f.Rule == "key" || f.Ref != "" {
		return use("key")
	}
	return use("text")
}

// figures describes a number, with its range if it has one.
func figures(f graph.Field, t reflect.Type) object {
	n := object{"type": "integer"}
	if t.Kind() == reflect.Float64 {
		n["type"] = "number"
	}
	if low, high, ok := strings.Cut(f.Rule, "-"); ok {
		n["minimum"], n["maximum"] = json.Number(low), json.Number(high)
	}
	if f.Name != "confidence" {
		return n
	}
	var words []string
	for _, c := range certainty {
		words = append(words, c.word)
	}
	return object{"anyOf": []object{n, {"enum": words}}}
}
