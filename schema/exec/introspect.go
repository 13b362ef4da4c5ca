package exec

import (
	"cmp"
	"slices"

	"github.com/graphql-go/graphql"
)

// sorted orders by name what a resolver of introspection returned: the library goes through maps, so that each
// answer would come in another order. Anything else it leaves alone.
func sorted(v any) any {
	switch v := v.(type) {
	case []graphql.Type:
		return byName(v, graphql.Type.Name)
	case []*graphql.Object:
		return byName(v, (*graphql.Object).Name)
	case []*graphql.Interface:
		return byName(v, (*graphql.Interface).Name)
	case []*graphql.FieldDefinition:
		return byName(v, func(f *graphql.FieldDefinition) string { return f.Name })
	case []*graphql.Argument:
		return byName(v, (*graphql.Argument).Name)
	case []*graphql.InputObjectField:
		return byName(v, (*graphql.InputObjectField).Name)
	case []*graphql.EnumValueDefinition:
		return byName(v, func(e *graphql.EnumValueDefinition) string { return e.Name })
	case []*graphql.Directive:
		return byName(v, func(d *graphql.Directive) string { return d.Name })
	}
	return v
}

func byName[T any](list []T, name func(T) string) []T {
	return slices.SortedFunc(slices.Values(list), func(a, b T) int { return cmp.Compare(name(a), name(b)) })
}
