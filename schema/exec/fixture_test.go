package exec

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"
)

// party and issue are what the fixture's schema is about.
type party struct {
	key, kind string
	seats     int
	share     float64
	allies    []*party
	issues    []*issue
}

type issue struct {
	key  string
	lead *party
}

// parties are n parties, each allied with the two after it, round and round, with an issue each.
func parties(n int) []*party {
	list := make([]*party, n)
	for i := range list {
		list[i] = &party{key: fmt.Sprint("party-", i), kind: []string{"state", "bloc"}[i%2], seats: i, share: float64(i) / 8}
	}
	for i, p := range list {
		p.allies = []*party{list[(i+1)%n], list[(i+2)%n]}
		p.issues = []*issue{{fmt.Sprint("issue-", i), p}}
	}
	return list
}

// of resolves from the source alone, in both ways of calling.
type of[T any] func(T) any

func (f of[T]) ResolveField(c Field) (any, error)            { return f(c.Source.(T)), nil }
func (f of[T]) library(p graphql.ResolveParams) (any, error) { return f(p.Source.(T)), nil }

// fixture is a schema over some parties.
type fixture struct {
	types graphql.Schema
	ours  *Schema
	calls []string // of mutations
}

func newFixture(t testing.TB, list []*party) *fixture {
	f := &fixture{}
	resolvers := map[string]Resolver{
		"Subscription.joined": stream{joined: list},
		"Subscription.broken": stream{err: errors.New("no luck")},
	}
	field := func(typ, name string, t graphql.Output, r interface {
		Resolver
		library(graphql.ResolveParams) (any, error)
	}) *graphql.Field {
		if name != "seats" { // left to the library's way of calling
			resolvers[typ+"."+name] = r
		}
		return &graphql.Field{Type: t, Resolve: r.library}
	}
	kinds := graphql.NewEnum(graphql.EnumConfig{Name: "Kind", Values: graphql.EnumValueConfigMap{"STATE": {Value: "state"}, "BLOC": {Value: "bloc"}, "SEVEN": {Value: 7}}})
	day := graphql.NewScalar(graphql.ScalarConfig{
		Name: "Day", Serialize: func(v any) any { return map[bool]any{true: "day " + fmt.Sprint(v), false: nil}[v != 0] },
		ParseValue:   func(v any) any { return map[bool]any{true: v, false: nil}[v != "never"] },
		ParseLiteral: func(v ast.Value) any { return v.GetValue() },
	})
	node := graphql.NewInterface(graphql.InterfaceConfig{Name: "Node", Fields: graphql.Fields{"key": {Type: graphql.NewNonNull(graphql.ID)}}, ResolveType: nil})
	var partyType, issueType *graphql.Object
	nonNullList := func(t graphql.Type) graphql.Output { return graphql.NewNonNull(graphql.NewList(graphql.NewNonNull(t))) }
	partyType = graphql.NewObject(graphql.ObjectConfig{
		Name: "Party", Interfaces: []*graphql.Interface{node}, IsTypeOf: func(p graphql.IsTypeOfParams) bool { _, is := p.Value.(*party); return is },
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"key":    field("Party", "key", graphql.NewNonNull(graphql.ID), of[*party](func(p *party) any { return p.key })),
				"kind":   field("Party", "kind", kinds, of[*party](func(p *party) any { return p.kind })),
				"seats":  field("Party", "seats", graphql.Int, of[*party](func(p *party) any { return p.seats })),
				"share":  field("Party", "share", graphql.Float, of[*party](func(p *party) any { return p.share })),
				"large":  field("Party", "large", graphql.Boolean, of[*party](func(p *party) any { return p.seats > 3 })),
				"names":  field("Party", "names", graphql.NewList(graphql.String), of[*party](func(p *party) any { return []string{p.key, "ü\"\n\u2028"} })),
				"allies": field("Party", "allies", nonNullList(partyType), of[*party](func(p *party) any { return p.allies })),
				"issues": field("Party", "issues", graphql.NewList(issueType), of[*party](func(p *party) any { return func() (any, error) { return p.issues, nil } })),
				"ally": {Type: partyType, Args: graphql.FieldConfigArgument{"at": {Type: graphql.NewNonNull(graphql.Int)}},
					Resolve: func(p graphql.ResolveParams) (any, error) { return p.Source.(*party).allies[p.Args["at"].(int)%2], nil }},
				"path":  {Type: graphql.String, Resolve: func(p graphql.ResolveParams) (any, error) { return fmt.Sprint(p.Info.Path.AsArray()), nil }},
				"nodes": field("Party", "nodes", graphql.NewList(node), of[*party](func(p *party) any { return []any{p, p.issues[0]} })),
			}
		}),
	})
	issueType = graphql.NewObject(graphql.ObjectConfig{
		Name: "Issue", Interfaces: []*graphql.Interface{node}, IsTypeOf: func(p graphql.IsTypeOfParams) bool { _, is := p.Value.(*issue); return is },
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"key":  field("Issue", "key", graphql.NewNonNull(graphql.ID), of[*issue](func(i *issue) any { return i.key })),
				"day":  field("Issue", "day", day, of[*issue](func(i *issue) any { return i.lead.seats })),
				"lead": field("Issue", "lead", graphql.NewNonNull(partyType), of[*issue](func(i *issue) any { return i.lead })),
			}
		}),
	})
	found := graphql.NewUnion(graphql.UnionConfig{Name: "Found", Types: []*graphql.Object{partyType, issueType}, ResolveType: func(p graphql.ResolveTypeParams) *graphql.Object {
		if _, is := p.Value.(*party); is {
			return partyType
		}
		if _, is := p.Value.(*issue); is {
			return issueType
		}
		return nil
	}})
	filter := graphql.NewInputObject(graphql.InputObjectConfig{Name: "Filter", Fields: graphql.InputObjectConfigFieldMap{
		"kind": {Type: kinds}, "least": {Type: graphql.NewNonNull(graphql.Int)}, "keys": {Type: graphql.NewList(graphql.NewNonNull(graphql.ID))},
		"most": {Type: graphql.Int, DefaultValue: 99}, "day": {Type: day},
	}})
	just := graphql.NewInputObject(graphql.InputObjectConfig{Name: "Just", Fields: graphql.InputObjectConfigFieldMap{"a": {Type: graphql.Int}, "b": {Type: filter}}})
	filter.AddFieldConfig("not", &graphql.InputObjectFieldConfig{Type: filter})
	echo := func(p graphql.ResolveParams) (any, error) {
		text, err := json.Marshal(p.Args)
		return string(text), err
	}
	wrong := func(v any, err error) *graphql.Field {
		return &graphql.Field{Type: graphql.String, Resolve: func(graphql.ResolveParams) (any, error) { return v, err }}
	}
	query := graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: graphql.Fields{
		"parties": {Type: nonNullList(partyType), Args: graphql.FieldConfigArgument{"first": {Type: graphql.Int, DefaultValue: 3}},
			Resolve: func(p graphql.ResolveParams) (any, error) { return list[:p.Args["first"].(int)], nil }},
		"party": {Type: partyType, Args: graphql.FieldConfigArgument{"at": {Type: graphql.NewNonNull(graphql.Int)}},
			Resolve: func(p graphql.ResolveParams) (any, error) { return list[p.Args["at"].(int)%len(list)], nil }},
		"found": {Type: graphql.NewList(found), Resolve: func(graphql.ResolveParams) (any, error) { return []any{list[0], list[1].issues[0], nil}, nil }},
		"echo": {Type: graphql.String, Resolve: echo, Args: graphql.FieldConfigArgument{
			"int": {Type: graphql.Int}, "float": {Type: graphql.Float}, "text": {Type: graphql.String, DefaultValue: "default"}, "id": {Type: graphql.ID}, "yes": {Type: graphql.Boolean},
			"kind": {Type: kinds}, "day": {Type: day}, "list": {Type: graphql.NewList(graphql.Int)}, "filter": {Type: filter}, "just": {Type: graphql.NewList(just)},
			"sure": {Type: graphql.NewNonNull(graphql.Int), DefaultValue: 1}, "grid": {Type: graphql.NewList(graphql.NewList(graphql.NewNonNull(graphql.Int)))},
		}},
		"fails":  wrong(nil, errors.New("no luck")),
		"coded":  wrong(nil, fmt.Errorf("wrapped: %w", coded{})),
		"thunk":  wrong(func() (any, error) { return "late", nil }, nil),
		"late":   wrong(func() (any, error) { return nil, errors.New("too late") }, nil),
		"burst":  wrong(func() (any, error) { panic("secret") }, nil),
		"panics": {Type: graphql.String, Resolve: func(graphql.ResolveParams) (any, error) { panic("secret") }},
		"path": {Type: graphql.String, Resolve: func(p graphql.ResolveParams) (any, error) {
			return fmt.Sprint(p.Info.Path.AsArray(), p.Info.VariableValues), nil
		}},
		"big":     {Type: graphql.Int, Resolve: func(graphql.ResolveParams) (any, error) { return 1 << 31, nil }},
		"nan":     {Type: graphql.Float, Resolve: func(graphql.ResolveParams) (any, error) { return math.NaN(), nil }},
		"inf":     {Type: graphql.Float, Resolve: func(graphql.ResolveParams) (any, error) { return math.Inf(-1), nil }},
		"nokind":  {Type: kinds, Resolve: func(graphql.ResolveParams) (any, error) { return "none", nil }},
		"seven":   {Type: kinds, Resolve: func(graphql.ResolveParams) (any, error) { return 7, nil }},
		"nolist":  {Type: graphql.NewList(graphql.Int), Resolve: func(graphql.ResolveParams) (any, error) { return 3, nil }},
		"nofound": {Type: graphql.NewList(found), Resolve: func(graphql.ResolveParams) (any, error) { return []any{3}, nil }},
		"noparty": {Type: partyType, Resolve: func(graphql.ResolveParams) (any, error) { return 3, nil }},
		"nothing": {Type: partyType, Resolve: func(graphql.ResolveParams) (any, error) { return (*party)(nil), nil }},
	}})
	call := func(name string) *graphql.Field {
		return &graphql.Field{Type: graphql.String, Resolve: func(graphql.ResolveParams) (any, error) {
			f.calls = append(f.calls, name)
			return func() (any, error) { f.calls = append(f.calls, name+" done"); return name, nil }, nil
		}}
	}
	var err error
	f.types, err = graphql.NewSchema(graphql.SchemaConfig{
		Query: query, Mutation: graphql.NewObject(graphql.ObjectConfig{Name: "Mutation", Fields: graphql.Fields{"a": call("a"), "b": call("b"), "c": call("c")}}),
		Subscription: graphql.NewObject(graphql.ObjectConfig{Name: "Subscription", Fields: graphql.Fields{
			"joined": {Type: partyType}, "broken": {Type: partyType}, "silent": {Type: partyType},
		}}),
	})
	if err != nil {
		t.Fatal(err)
	}
	if f.ours, err = New(f.types, resolvers); err != nil {
		t.Fatal(err)
	}
	if err := f.ours.OneOf("Just"); err != nil {
		t.Fatal(err)
	}
	return f
}

// stream is a resolver of a subscription's field: parties that join one after the other, or why none can.
type stream struct {
	joined []*party
	err    error
}

func (stream) ResolveField(f Field) (any, error) { return f.Source, nil }

func (s stream) OpenField(Field) (iter.Seq2[any, error], error) {
	return func(yield func(any, error) bool) {
		for _, p := range s.joined {
			if !yield(p, nil) {
				return
			}
		}
	}, s.err
}

// coded is an error with extensions.
type coded struct{}

func (coded) Error() string              { return "of a kind" }
func (coded) Extensions() map[string]any { return map[string]any{"code": "KIND"} }

func parse(t testing.TB, text string) *ast.Document {
	t.Helper()
	doc, err := parser.Parse(parser.ParseParams{Source: text})
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	return doc
}

func (f *fixture) compile(t testing.TB, text string) *Plan {
	t.Helper()
	p, err := f.ours.Compile(parse(t, text), "")
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	return p
}

// run compiles and runs a document that must come so far.
func (f *fixture) run(t testing.TB, text string, variables map[string]any, o Options) *Result {
	t.Helper()
	p := f.compile(t, text)
	values, errs := p.Coerce(variables)
	if len(errs) > 0 {
		t.Fatalf("%s\n%v", text, errs)
	}
	return p.Run(context.Background(), values, nil, o)
}
