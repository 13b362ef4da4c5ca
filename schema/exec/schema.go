package exec

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
)

// Resolver finds the value of a field.
type Resolver interface {
	ResolveField(Field) (any, error)
}

// Field is a field being resolved.
type Field struct {
	Context context.Context
	Source  any
	Args    map[string]any // those given or with a default; shared between requests, so never to be changed
	node    *node
	run     *run
}

// Name returns the field's name in the schema.
func (f Field) Name() string { return f.node.def.Name }

// Info returns what the library's resolvers are told. It may only be called before ResolveField returns.
func (f Field) Info() graphql.ResolveInfo { return f.run.info(f.node) }

// Schema is a type system made ready. It never changes; any number of goroutines may use it.
type Schema struct {
	types     graphql.Schema
	resolvers map[string]Resolver
	possible  map[string]map[*graphql.Object]bool // by interface or union: what a value of it can be
	enums     map[*graphql.Enum]*enum
	oneOf     map[*graphql.InputObject]bool

	// These may be set before the schema is used.
	Places  int                                      // how many selections a plan may be made of; 0 means 200,000
	Errors  int                                      // how many faults in variables are listed before one more ends the list; 0 means 20
	Suggest func(word string, known []string) string // what a message adds about a name that is not known; nil: nothing
}

// enum is an enumeration by name and by value.
type enum struct {
	values map[string]any    // by name
	texts  map[string][]byte // the name as JSON, by value, where that is a string
}

// New makes a schema ready. Resolvers are named by type and field, "Party.name"; a field without one is resolved
// by the library's. The library fills much of a schema on first use, so New must be done before others use s.
func New(s graphql.Schema, resolvers map[string]Resolver) (*Schema, error) {
	ready := &Schema{
		types: s, resolvers: resolvers, possible: map[string]map[*graphql.Object]bool{}, enums: map[*graphql.Enum]*enum{},
		oneOf: map[*graphql.InputObject]bool{},
	}
	for _, t := range s.TypeMap() {
		ready.warm(t)
	}
	for _, name := range slices.Sorted(maps.Keys(resolvers)) {
		typ, field, _ := strings.Cut(name, ".")
		o, ok := s.Type(typ).(*graphql.Object)
		if !ok || o.Fields()[field] == nil {
			return nil, fmt.Errorf("a resolver is named %q: the schema has no such field", name)
		}
	}
	return ready, nil
}

func (s *Schema) warm(t graphql.Type) {
	switch t := t.(type) {
	case *graphql.Object:
		t.Fields()
		t.Interfaces()
	case *graphql.Interface:
		t.Fields()
		s.warmAbstract(t)
	case *graphql.Union:
		s.warmAbstract(t)
	case *graphql.InputObject:
		t.Fields()
	case *graphql.Enum:
		e := &enum{map[string]any{}, map[string][]byte{}}
		for _, v := range t.Values() {
			t.Serialize(v.Value)
			t.ParseValue(v.Name)
			e.values[v.Name] = v.Value
			if text, ok := v.Value.(string); ok {
				e.texts[text] = appendString(nil, v.Name)
			}
		}
		s.enums[t] = e
	}
}

func (s *Schema) warmAbstract(t graphql.Abstract) {
	objects := map[*graphql.Object]bool{}
	for _, o := range s.types.PossibleTypes(t) {
		objects[o] = s.types.IsPossibleType(t, o)
	}
	s.possible[t.Name()] = objects
}

// field returns a field of an object type, those of introspection included.
func (s *Schema) field(t *graphql.Object, name string) *graphql.FieldDefinition {
	root := t == s.types.QueryType()
	switch {
	case name == graphql.TypeNameMetaFieldDef.Name:
		return graphql.TypeNameMetaFieldDef
	case root && name == graphql.SchemaMetaFieldDef.Name:
		return graphql.SchemaMetaFieldDef
	case root && name == graphql.TypeMetaFieldDef.Name:
		return graphql.TypeMetaFieldDef
	}
	return t.Fields()[name]
}

// applies reports whether a fragment on the named type applies to objects of type t.
func (s *Schema) applies(condition string, t *graphql.Object) bool {
	return condition == t.Name() || s.possible[condition][t]
}
