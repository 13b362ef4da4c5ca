package exec

import (
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// defaultPlaces is the limit on places where Schema.Places is 0.
const defaultPlaces = 200_000

// Plan is one operation of a document, ready to run. Any number of goroutines may run it; it never changes, but for
// what it remembers of the size of its answers.
type Plan struct {
	schema     *Schema
	operation  *ast.OperationDefinition
	fragments  map[string]ast.Definition
	variables  []variable
	root       *set
	sets, args int // how many sets, and argument lists, wait for variables
	places     int
	bytes      atomic.Int64 // of the last answer's data
}

// Operation returns what the plan runs.
func (p *Plan) Operation() *ast.OperationDefinition { return p.operation }

// Size is how many selections the plan was made of; its memory grows with them.
func (p *Plan) Size() int { return p.places }

// Usual is how many bytes to have ready for an answer's data: a little more than the last one took, within bounds.
func (p *Plan) Usual() int {
	last := int(p.bytes.Load())
	return min(max(last+last/8, 500), 1<<20)
}

// set is what a selection asks of one object type.
type set struct {
	nodes []*node // each once, in the order of the document
	steps []step  // where conditions decide which are asked, and so their order; else nil
	slot  int     // of the run, where steps are
}

// step asks for a node if its conditions hold and no step before it did.
type step struct {
	node int
	when clause
}

// node is a field of an object type that a selection asks for.
type node struct {
	key      any    // of the answer, a string: boxed once for all paths
	lead     []byte // the key as JSON, with its colon
	typename []byte // the whole value of a __typename
	def      *graphql.FieldDefinition
	parent   *graphql.Object
	fields   []*ast.Field // the places that ask for it, merged
	resolver Resolver     // ours, or nil
	shape    *shape
	args     arguments
	sorted   bool                     // a list of introspection, which the library gives in any order
	below    *set                     // of an object type
	possible map[*graphql.Object]*set // of an interface or union
}

// compiler makes a plan.
type compiler struct {
	*Plan
	slots map[string]int // of variables, by name
	sets  map[string]*set
	loose bool // takes variables it does not know
}

// Compile makes a plan of one operation: the one of the name, or the only one where the name is empty. The document
// should have passed validation; what would not run is refused all the same, with an [*Error] that says where, and a
// plan of too many parts with an [*Exceeded].
func (s *Schema) Compile(doc *ast.Document, operation string) (*Plan, error) {
	c := &compiler{Plan: &Plan{schema: s, fragments: map[string]ast.Definition{}}, slots: map[string]int{}, sets: map[string]*set{}}
	if err := c.pick(doc, operation); err != nil {
		return nil, err
	}
	root, err := c.rootType()
	if err != nil {
		return nil, err
	}
	for _, d := range c.operation.VariableDefinitions {
		if err := c.variable(d); err != nil {
			return nil, err
		}
	}
	c.root, err = c.set(root, []place{{field: &ast.Field{SelectionSet: c.operation.SelectionSet}}})
	return c.Plan, err
}

func (c *compiler) pick(doc *ast.Document, name string) error {
	for _, d := range doc.Definitions {
		switch d := d.(type) {
		case *ast.FragmentDefinition:
			c.fragments[d.Name.Value] = d
		case *ast.OperationDefinition:
			if name != "" && (d.Name == nil || d.Name.Value != name) {
				continue
			}
			if c.operation != nil {
				return refuse(d, "the document holds several operations: name the one to run")
			}
			c.operation = d
		default:
			return refuse(d, "only operations and fragments can be run")
		}
	}
	if c.operation == nil {
		return refuse(nil, "the document holds no operation %q", name)
	}
	return nil
}

func (c *compiler) rootType() (*graphql.Object, error) {
	t := map[string]*graphql.Object{
		ast.OperationTypeQuery: c.schema.types.QueryType(), ast.OperationTypeMutation: c.schema.types.MutationType(),
		ast.OperationTypeSubscription: c.schema.types.SubscriptionType(),
	}[c.operation.Operation]
	if t == nil {
		return nil, refuse(c.operation, "the schema has no %s", c.operation.Operation)
	}
	return t, nil
}

// set makes what the merged places ask of an object type. The same places under the same type are made once, so
// interfaces below interfaces do not multiply.
func (c *compiler) set(t *graphql.Object, places []place) (*set, error) {
	key := setKey(t, places)
	if s, met := c.sets[key]; s != nil {
		return s, nil
	} else if met {
		return nil, refuse(places[0].field, "a fragment contains itself")
	}
	c.sets[key] = nil
	found := &collection{compiler: c, typ: t, byKey: map[string]*entry{}, visited: map[string][]clause{}}
	for _, p := range places {
		if err := found.add(p.field.SelectionSet, p.when); err != nil {
			return nil, err
		}
	}
	s, err := found.set()
	c.sets[key] = s
	return s, err
}

func setKey(t *graphql.Object, places []place) string {
	key := []byte(t.Name())
	for _, p := range places {
		key = fmt.Appendf(key, " %p%v", p.field, p.when)
	}
	return string(key)
}

func (c *compiler) node(t *graphql.Object, e *entry) (*node, error) {
	field := e.places[0].field
	n := &node{key: e.key, lead: append(appendString(nil, e.key), ':'), parent: t, def: c.schema.field(t, field.Name.Value)}
	if n.def == nil {
		return nil, refuse(field, "type %s has no field %q", t, shorten(field.Name.Value))
	}
	if n.def == graphql.TypeNameMetaFieldDef {
		n.typename = appendString(nil, t.Name())
	}
	for _, p := range e.places {
		n.fields = append(n.fields, p.field)
	}
	n.resolver = c.schema.resolvers[t.Name()+"."+n.def.Name]
	n.shape = c.schema.shape(n.def.Type)
	n.sorted = n.shape.kind == list && (strings.HasPrefix(t.Name(), "__"))
	var err error
	if n.args, err = c.arguments(n.def.Args, field); err != nil {
		return nil, err
	}
	return n, c.descend(n, e.places)
}

// descend makes the sets below a node.
func (c *compiler) descend(n *node, places []place) error {
	named := n.shape.named()
	for _, p := range places {
		if composite := named.kind >= object; composite != (p.field.SelectionSet != nil) {
			return refuse(p.field, "field %q is of type %s: %s", n.def.Name, n.def.Type, map[bool]string{true: "say which of its fields", false: "it has no fields"}[composite])
		}
	}
	if len(places) == 1 {
		places = []place{{field: places[0].field}} // met only where its conditions hold
	}
	var err error
	switch t := named.typ.(type) {
	case *graphql.Object:
		n.below, err = c.set(t, places)
	case graphql.Abstract:
		n.possible = map[*graphql.Object]*set{}
		for _, o := range c.schema.types.PossibleTypes(t) {
			if n.possible[o], err = c.set(o, places); err != nil {
				return err
			}
		}
	}
	return err
}
