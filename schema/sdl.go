package schema

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
)

// printSDL writes a schema in the GraphQL schema definition language: types, fields, arguments and values
// sorted by name, so that two versions can be compared line by line.
func printSDL(s graphql.Schema) string {
	var p sdl
	p.block("", schemaDoc)
	p.WriteString("schema {\n")
	for _, root := range []struct {
		name string
		typ  *graphql.Object
	}{{"query", s.QueryType()}, {"mutation", s.MutationType()}, {"subscription", s.SubscriptionType()}} {
		if root.typ != nil {
			p.WriteString("  " + root.name + ": " + root.typ.Name() + "\n")
		}
	}
	p.WriteString("}\n")
	types := s.TypeMap()
	for _, name := range slices.Sorted(maps.Keys(types)) {
		if strings.HasPrefix(name, "__") || builtin[name] {
			continue
		}
		p.WriteString("\n")
		p.typ(types[name])
	}
	return p.String()
}

var builtin = map[string]bool{"Int": true, "Float": true, "String": true, "Boolean": true, "ID": true}

// sdl is a text of the schema definition language.
type sdl struct{ strings.Builder }

func (p *sdl) typ(t graphql.Type) {
	p.block("", t.Description())
	switch t := t.(type) {
	case *graphql.Scalar:
		p.WriteString("scalar " + t.Name() + specified(t.Name()) + "\n")
	case *graphql.Object:
		p.WriteString("type " + t.Name() + implements(t))
		p.fields(t.Fields())
	case *graphql.Interface:
		p.WriteString("interface " + t.Name())
		p.fields(t.Fields())
	case *graphql.Union:
		var members []string
		for _, m := range t.Types() {
			members = append(members, m.Name())
		}
		slices.Sort(members)
		p.WriteString("union " + t.Name() + " = " + strings.Join(members, " | ") + "\n")
	case *graphql.Enum:
		p.enum(t)
	case *graphql.InputObject:
		p.input(t)
	}
}

func implements(o *graphql.Object) string {
	var names []string
	for _, i := range o.Interfaces() {
		names = append(names, i.Name())
	}
	if len(names) == 0 {
		return ""
	}
	slices.Sort(names)
	return " implements " + strings.Join(names, " & ")
}

func (p *sdl) fields(fields graphql.FieldDefinitionMap) {
	p.WriteString(" {\n")
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		f := fields[name]
		p.block("  ", f.Description)
		p.WriteString("  " + name)
		p.args(f.Args)
		fmt.Fprintf(p, ": %s%s\n", f.Type, deprecated(f.DeprecationReason))
	}
	p.WriteString("}\n")
}

func (p *sdl) args(args []*graphql.Argument) {
	if len(args) == 0 {
		return
	}
	args = slices.Clone(args)
	slices.SortFunc(args, func(a, b *graphql.Argument) int { return strings.Compare(a.Name(), b.Name()) })
	p.WriteString("(\n")
	for _, a := range args {
		p.block("    ", a.Description())
		fmt.Fprintf(p, "    %s: %s\n", a.Name(), a.Type)
	}
	p.WriteString("  )")
}

func (p *sdl) enum(e *graphql.Enum) {
	values := slices.Clone(e.Values())
	slices.SortFunc(values, func(a, b *graphql.EnumValueDefinition) int { return strings.Compare(a.Name, b.Name) })
	p.WriteString("enum " + e.Name() + " {\n")
	for _, v := range values {
		p.block("  ", v.Description)
		fmt.Fprintf(p, "  %s%s\n", v.Name, deprecated(v.DeprecationReason))
	}
	p.WriteString("}\n")
}

func (p *sdl) input(i *graphql.InputObject) {
	fields := i.Fields()
	p.WriteString("input " + i.Name())
	if slices.Contains(oneOf, i.Name()) {
		p.WriteString(" @oneOf")
	}
	p.WriteString(" {\n")
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		p.block("  ", fields[name].Description())
		fmt.Fprintf(p, "  %s: %s\n", name, fields[name].Type)
	}
	p.WriteString("}\n")
}

// specified names the text that specifies a scalar.
func specified(scalar string) string {
	if specifications[scalar] == "" {
		return ""
	}
	return fmt.Sprintf(" @specifiedBy(url: %q)", specifications[scalar])
}

func deprecated(reason string) string {
	if reason == "" {
		return ""
	}
	return fmt.Sprintf(" @deprecated(reason: %q)", reason)
}

// block writes a description as a block string.
func (p *sdl) block(indent, doc string) {
	if doc == "" {
		return
	}
	text := strings.ReplaceAll(strings.ReplaceAll(doc, `"""`, `\"""`), "\n", "\n"+indent)
	if strings.HasSuffix(text, `"`) || strings.HasSuffix(text, `\`) || strings.Contains(text, "\n") {
		text = "\n" + indent + text + "\n" + indent
	}
	fmt.Fprintf(p, "%s\"\"\"%s\"\"\"\n", indent, text)
}
