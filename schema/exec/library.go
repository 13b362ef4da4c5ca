package exec

import "github.com/graphql-go/graphql"

// Lend makes resolvers, named as for [New], those of the schema's fields, so that the library's executor runs them
// too: this package is tested and measured against it. Others must not use s before Lend is done.
func Lend(s graphql.Schema, resolvers map[string]Resolver) {
	for _, t := range s.TypeMap() {
		o, ok := t.(*graphql.Object)
		if !ok {
			continue
		}
		for name, def := range o.Fields() {
			if r, ours := resolvers[o.Name()+"."+name]; ours {
				def.Resolve = lent(r, def)
			}
		}
	}
}

func lent(r Resolver, def *graphql.FieldDefinition) graphql.FieldResolveFn {
	n := &node{def: def}
	return func(p graphql.ResolveParams) (any, error) {
		return r.ResolveField(Field{Context: p.Context, Source: p.Source, Args: p.Args, node: n})
	}
}
