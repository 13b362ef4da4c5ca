package schema

import (
	"fmt"
	"strings"

	"github.com/graphql-go/graphql"

	"parley/graph"
	"parley/schema/exec"
)

// The types of the API are declared as data, with the types of fields written as in the schema definition
// language, and built into graphql-go's types here.

// definition is a named type: an object, input, enum, union or connection.
type definition interface{ define(*builder) }

// object declares an object type. Node objects implement Node.
type object struct {
	name, doc string
	node      bool
	fields    []field
}

// field declares a field. Its type is written as in the schema definition language.
type field struct {
	name, typ, doc string
	resolve        resolver
	args           []arg
	open           opener // of subscriptions, in place of resolve
}

// arg declares an argument or an input field.
type arg struct{ name, typ, doc string }

// input declares an input type.
type input struct {
	name, doc string
	fields    []arg
}

// enum declares an enumeration. Its values are words; in the API they are in upper case with underscores.
type enum struct {
	name, doc string
	values    []graph.EnumValue
}

// union declares a union.
type union struct {
	name, doc string
	members   []string
}

// connection declares the connection and edge types of an object type, and fields of the connection beyond the usual.
type connection struct {
	of, doc string
	extra   []field
	name    string // where it is not called after the object type
	count   string // what totalCount says, where it is more than how many there are
}

// builder holds the types by name while they are built.
type builder struct {
	types     map[string]graphql.Type
	resolvers map[string]exec.Resolver // by type and field
	err       error
}

// build makes the schema of the definitions, and its resolvers; the types named Query, Mutation and Subscription, those
// of them that are there, are its roots.
func build(defs []definition) (graphql.Schema, map[string]exec.Resolver, error) {
	modernIntrospection()
	b := &builder{types: map[string]graphql.Type{}, resolvers: map[string]exec.Resolver{}}
	for _, s := range append(scalars(), graphql.Int, graphql.Float, graphql.String, graphql.Boolean, graphql.ID) {
		b.types[s.Name()] = s
	}
	b.types["Node"] = graphql.NewInterface(graphql.InterfaceConfig{
		Name: "Node", Description: "Anything that has a global id.", ResolveType: b.resolveType,
		Fields: graphql.Fields{"id": {Type: graphql.NewNonNull(graphql.ID), Description: idDoc}},
	})
	for _, d := range defs {
		d.define(b)
	}
	cfg := graphql.SchemaConfig{Query: b.types["Query"].(*graphql.Object), Directives: allDirectives}
	cfg.Mutation, _ = b.types["Mutation"].(*graphql.Object)
	cfg.Subscription, _ = b.types["Subscription"].(*graphql.Object)
	for _, t := range b.types {
		cfg.Types = append(cfg.Types, t)
	}
	s, err := graphql.NewSchema(cfg)
	if b.err != nil {
		return s, nil, b.err
	}
	return s, b.resolvers, err
}

const idDoc = "Global id: the same for the same thing on every machine."

func (b *builder) add(name string, t graphql.Type) {
	if _, twice := b.types[name]; twice {
		b.fail("type %s is declared twice", name)
	}
	b.types[name] = t
}

func (b *builder) fail(format string, args ...any) {
	if b.err == nil {
		b.err = fmt.Errorf("schema: "+format, args...)
	}
}

// typ reads a type such as [Party!]!.
func (b *builder) typ(text string) graphql.Type {
	if inner, ok := strings.CutSuffix(text, "!"); ok {
		return graphql.NewNonNull(b.typ(inner))
	}
	if strings.HasPrefix(text, "[") {
		return graphql.NewList(b.typ(strings.TrimSuffix(text[1:], "]")))
	}
	t, ok := b.types[text]
	if !ok {
		b.fail("unknown type %q", text)
		return graphql.String
	}
	return t
}

func (o object) define(b *builder) {
	cfg := graphql.ObjectConfig{Name: o.name, Description: o.doc}
	if o.node {
		cfg.Interfaces = []*graphql.Interface{b.types["Node"].(*graphql.Interface)}
	}
	cfg.Fields = graphql.FieldsThunk(func() graphql.Fields {
		fields := graphql.Fields{}
		for _, f := range o.fields {
			if _, twice := fields[f.name]; twice {
				b.fail("field %s.%s is declared twice", o.name, f.name)
			}
			fields[f.name] = &graphql.Field{Type: b.typ(f.typ), Description: f.doc, Args: b.args(f.args)}
			b.resolvers[o.name+"."+f.name] = f.resolver()
		}
		return fields
	})
	b.add(o.name, graphql.NewObject(cfg))
}

func (f field) resolver() exec.Resolver {
	if f.open != nil {
		return f.open
	}
	return f.resolve
}

func (b *builder) args(list []arg) graphql.FieldConfigArgument {
	args := graphql.FieldConfigArgument{}
	for _, a := range list {
		args[a.name] = &graphql.ArgumentConfig{Type: b.typ(a.typ), Description: a.doc}
	}
	return args
}

func (i input) define(b *builder) {
	b.add(i.name, graphql.NewInputObject(graphql.InputObjectConfig{
		Name: i.name, Description: i.doc,
		Fields: graphql.InputObjectConfigFieldMapThunk(func() graphql.InputObjectConfigFieldMap {
			fields := graphql.InputObjectConfigFieldMap{}
			for _, a := range i.fields {
				fields[a.name] = &graphql.InputObjectFieldConfig{Type: b.typ(a.typ), Description: a.doc}
			}
			return fields
		}),
	}))
}

func (e enum) define(b *builder) {
	values := graphql.EnumValueConfigMap{}
	for _, v := range e.values {
		values[upper(v.Word)] = &graphql.EnumValueConfig{Value: v.Word, Description: v.Doc}
	}
	b.add(e.name, graphql.NewEnum(graphql.EnumConfig{Name: e.name, Description: e.doc, Values: values}))
}

// upper turns a word of the files into an enum value: accepts-with-reservations, ACCEPTS_WITH_RESERVATIONS.
func upper(word string) string { return strings.ToUpper(strings.ReplaceAll(word, "-", "_")) }

func (u union) define(b *builder) {
	var members []*graphql.Object
	for _, m := range u.members {
		o, ok := b.types[m].(*graphql.Object)
		if !ok {
			b.fail("union %s: %s is no object declared before it", u.name, m)
			return
		}
		members = append(members, o)
	}
	b.add(u.name, graphql.NewUnion(graphql.UnionConfig{Name: u.name, Description: u.doc, Types: members, ResolveType: b.resolveType}))
}

// resolveType finds the object type of a thing reached by an interface or union. A thing of no type gives
// nil, which the executor reports as an error of the field.
func (b *builder) resolveType(p graphql.ResolveTypeParams) *graphql.Object {
	if t, ok := p.Value.(interface{ typeName() string }); ok {
		o, _ := b.types[t.typeName()].(*graphql.Object)
		return o
	}
	return nil
}
