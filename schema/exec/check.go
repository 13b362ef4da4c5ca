package exec

import (
	"errors"
	"maps"
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// Check says what is wrong with a value of a document as one of an input type, whatever its variables hold; nil if
// nothing is.
func (s *Schema) Check(t graphql.Input, v ast.Value) *Error {
	_, err := (&compiler{Plan: &Plan{schema: s}, loose: true}).literal(t, v)
	var wrong *Error
	if err == nil || errors.As(err, &wrong) {
		return wrong
	}
	return &Error{Message: err.Error()}
}

// suggest is what a message adds about a word that is none of the known names.
func suggest[T any](s *Schema, word string, known map[string]T) string {
	if s.Suggest == nil {
		return ""
	}
	return s.Suggest(shorten(word), slices.Sorted(maps.Keys(known)))
}

// word is what a literal says, where it may be meant for the name of an enumeration's value.
func word(v ast.Value) string {
	switch v := v.(type) {
	case *ast.EnumValue:
		return v.Value
	case *ast.StringValue:
		return v.Value
	}
	return ""
}

// nearest is what a message adds about a word that is no value of t, if that is an enumeration.
func (s *Schema) nearest(t graphql.Type, word string) string {
	e, ok := t.(*graphql.Enum)
	if !ok || word == "" {
		return ""
	}
	return suggest(s, word, s.enums[e].values)
}
