package schema

import (
	"slices"
	"sync"

	"github.com/graphql-go/graphql"
)

// schemaDoc describes the schema as a whole.
const schemaDoc = "Positions, red lines, proposals and conflicts of negotiations, with the evidence they rest on."

// specifications are the texts that say what custom scalars hold.
var specifications = map[string]string{
	"BigInt":   "https://www.w3.org/TR/xmlschema-2/#integer",
	"Date":     "https://www.loc.gov/standards/datetime/",
	"DateTime": "https://www.rfc-editor.org/rfc/rfc3339",
}

// oneOf are the input objects of which exactly one member is to be given.
var oneOf = []string{"OperationInput"}

// The directives of specifications after 2018, which the library lacks. They describe the schema and can stand in no
// document that is sent.
var (
	specifiedBy = graphql.NewDirective(graphql.DirectiveConfig{
		Name: "specifiedBy", Description: "Says which text specifies what a scalar holds.", Locations: []string{graphql.DirectiveLocationScalar},
		Args: graphql.FieldConfigArgument{"url": {Type: graphql.NewNonNull(graphql.String), Description: "Where the text is."}},
	})
	exactlyOne = graphql.NewDirective(graphql.DirectiveConfig{
		Name: "oneOf", Description: "Says that exactly one member of an input object is to be given, and not null.", Locations: []string{graphql.DirectiveLocationInputObject},
	})
	deprecatedDirective = graphql.NewDirective(graphql.DirectiveConfig{
		Name: graphql.DeprecatedDirective.Name, Description: "Says that something is better not used any more.",
		Args: graphql.FieldConfigArgument{"reason": {
			Type: graphql.NewNonNull(graphql.String), DefaultValue: graphql.DefaultDeprecationReason, Description: "Why, and what to use in its place.",
		}},
		Locations: []string{
			graphql.DirectiveLocationFieldDefinition, graphql.DirectiveLocationArgumentDefinition,
			graphql.DirectiveLocationInputFieldDefinition, graphql.DirectiveLocationEnumValue,
		},
	})
	allDirectives = []*graphql.Directive{graphql.IncludeDirective, graphql.SkipDirective, deprecatedDirective, specifiedBy, exactlyOne}
)

// modernIntrospection adds to the library's introspection types, which a process has once, what specifications after
// 2018 ask for (October 2021, section 4; September 2025 for arguments and input fields). It must run before a
// schema is made.
var modernIntrospection = sync.OnceFunc(func() {
	text := func(read func(any) string) graphql.FieldResolveFn {
		return func(p graphql.ResolveParams) (any, error) { return opt(read(p.Source)), nil }
	}
	never := func(graphql.ResolveParams) (any, error) { return false, nil }
	none := func(graphql.ResolveParams) (any, error) { return nil, nil }
	sure := graphql.NewNonNull(graphql.Boolean)

	graphql.SchemaType.AddFieldConfig("description", &graphql.Field{
		Type: graphql.String, Description: "What the schema is about.", Resolve: text(func(any) string { return schemaDoc }),
	})
	graphql.TypeType.AddFieldConfig("specifiedByURL", &graphql.Field{
		Type: graphql.String, Description: "Where a scalar's values are specified.", Resolve: text(func(t any) string {
			s, _ := t.(*graphql.Scalar)
			if s == nil {
				return ""
			}
			return specifications[s.Name()]
		}),
	})
	graphql.TypeType.AddFieldConfig("isOneOf", &graphql.Field{
		Type: graphql.Boolean, Description: "Of an input object: whether exactly one of its members is to be given.", Resolve: func(p graphql.ResolveParams) (any, error) {
			i, ok := p.Source.(*graphql.InputObject)
			if !ok {
				return nil, nil
			}
			return slices.Contains(oneOf, i.Name()), nil
		},
	})
	graphql.DirectiveType.AddFieldConfig("isRepeatable", &graphql.Field{Type: sure, Description: "Whether it may stand twice in one place.", Resolve: never})
	graphql.InputValueType.AddFieldConfig("isDeprecated", &graphql.Field{Type: sure, Description: "Whether it is better not used any more.", Resolve: never})
	graphql.InputValueType.AddFieldConfig("deprecationReason", &graphql.Field{Type: graphql.String, Description: "Why, and what to use in its place.", Resolve: none})

	values := graphql.NewList(graphql.NewNonNull(graphql.InputValueType))
	deprecatedToo := graphql.FieldConfigArgument{"includeDeprecated": {Type: graphql.Boolean, DefaultValue: false, Description: "Whether to list those that are deprecated."}}
	list := func(doc string, t graphql.Output, read func(any) any) *graphql.Field {
		return &graphql.Field{Type: t, Description: doc, Args: deprecatedToo, Resolve: func(p graphql.ResolveParams) (any, error) { return read(p.Source), nil }}
	}
	args := func(owner any) any {
		switch o := owner.(type) {
		case *graphql.FieldDefinition:
			return o.Args
		case *graphql.Directive:
			return o.Args
		}
		return nil
	}
	graphql.FieldType.AddFieldConfig("args", list("The arguments it takes.", graphql.NewNonNull(values), args))
	graphql.DirectiveType.AddFieldConfig("args", list("The arguments it takes.", graphql.NewNonNull(values), args))
	graphql.TypeType.AddFieldConfig("inputFields", list("The members of an input object.", values, func(t any) any {
		i, ok := t.(*graphql.InputObject)
		if !ok {
			return nil
		}
		members := []*graphql.InputObjectField{}
		for _, f := range i.Fields() {
			members = append(members, f)
		}
		return members
	}))
})
