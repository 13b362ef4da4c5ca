package exec

import "github.com/graphql-go/graphql"

// shape is a field's type as the run wants it.
type shape struct {
	kind    kind
	nonNull bool
	item    *shape       // of a list
	typ     graphql.Type // the named type, of anything else
	enum    *enum        // of an enumeration
}

type kind int

const (
	list kind = iota
	text      // String and ID
	integer
	float
	boolean
	enumeration
	scalar // declared by the schema
	object // from here on with fields of its own
	abstract
)

func (s *Schema) shape(t graphql.Type) *shape {
	switch t := t.(type) {
	case *graphql.NonNull:
		inner := s.shape(t.OfType)
		inner.nonNull = true
		return inner
	case *graphql.List:
		return &shape{kind: list, item: s.shape(t.OfType)}
	case *graphql.Enum:
		return &shape{kind: enumeration, typ: t, enum: s.enums[t]}
	case *graphql.Object:
		return &shape{kind: object, typ: t}
	case graphql.Leaf:
		return &shape{kind: scalarKind(t), typ: t}
	}
	return &shape{kind: abstract, typ: t}
}

func scalarKind(t graphql.Leaf) kind {
	switch t {
	case graphql.String, graphql.ID:
		return text
	case graphql.Int:
		return integer
	case graphql.Float:
		return float
	case graphql.Boolean:
		return boolean
	}
	return scalar
}

// named is the shape within the lists.
func (s *shape) named() *shape {
	for s.kind == list {
		s = s.item
	}
	return s
}
