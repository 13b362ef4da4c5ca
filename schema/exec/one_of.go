package exec

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
)

// OneOf says of which input objects exactly one member is to be given, and not null (specification of September 2025,
// 3.10.1). It is part of making the schema ready.
func (s *Schema) OneOf(names ...string) error {
	for _, name := range names {
		t, ok := s.types.Type(name).(*graphql.InputObject)
		if !ok {
			return fmt.Errorf("the schema has no input object %q", name)
		}
		s.oneOf[t] = true
	}
	return nil
}

// oneOnly checks the members given of an input object. Those whose variables are not known yet count as given.
func (s *Schema) oneOnly(t *graphql.InputObject, names []string) error {
	if !s.oneOf[t] || len(names) == 1 {
		return nil
	}
	if len(names) == 0 {
		return fmt.Errorf("%s takes exactly one of its members, and none is given", t)
	}
	slices.Sort(names)
	return fmt.Errorf("%s takes exactly one of its members, not %d: %s", t, len(names), shorten(strings.Join(names, ", ")))
}

// notNull checks the values of members that were given.
func (s *Schema) notNull(t *graphql.InputObject, values map[string]any) error {
	if !s.oneOf[t] {
		return nil
	}
	for name, v := range values {
		if v == nil {
			return fmt.Errorf("%s.%s must not be null", t, name)
		}
	}
	return s.oneOnly(t, slices.Collect(maps.Keys(values))) // a variable may have been absent
}
