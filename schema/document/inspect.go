package document

import (
	"github.com/graphql-go/graphql/language/ast"
)

// introspectionLists are the fields of the introspection types that multiply what is below them.
var introspectionLists = map[string]bool{"types": true, "fields": true, "interfaces": true, "possibleTypes": true, "inputFields": true}

// inspection walks the definitions of a document.
type inspection struct {
	*measured
	fragments  map[string]*ast.FragmentDefinition
	done       map[string]extent // fragments measured
	under      map[string]bool   // fragments being measured: meeting one again is a cycle
	aliases    int
	introspect *ast.Field // the first that asks about the schema
}

// extent is how large a selection is once fragments are put in place.
type extent struct{ selections, depth, lists int }

// inspect checks a parsed document against the limits. It ends on every document: no later step meets a
// fragment that contains itself. It returns the first field that asks about the schema.
func inspect(text string, doc *ast.Document, m *measured) (*ast.Field, *Fault) {
	i := &inspection{measured: m, fragments: map[string]*ast.FragmentDefinition{}, done: map[string]extent{}, under: map[string]bool{}}
	i.definitions(doc)
	if f := i.check(text, limitOperations, limitFragments, limitVariables); f != nil {
		return nil, f
	}
	for _, d := range doc.Definitions {
		var e extent
		var err *Fault
		switch d := d.(type) {
		case *ast.OperationDefinition:
			e, err = i.measure(d.SelectionSet)
		case *ast.FragmentDefinition: // also those nobody uses
			e, err = i.fragment(d.Name.Value)
		}
		if err != nil {
			return nil, err
		}
		i.reach(limitSelections, e.selections, d.GetLoc().Start)
		i.reach(limitDepth, e.depth, d.GetLoc().Start)
		i.reach(limitIntrospection, e.lists, d.GetLoc().Start)
	}
	return i.introspect, i.check(text, limitAliases, limitSelections, limitDepth, limitIntrospection)
}

// definitions counts what the document defines.
func (i *inspection) definitions(doc *ast.Document) {
	operations, fragments := 0, 0
	for _, d := range doc.Definitions {
		switch d := d.(type) {
		case *ast.OperationDefinition:
			operations++
			i.reach(limitOperations, operations, d.Loc.Start)
			i.reach(limitVariables, len(d.VariableDefinitions), d.Loc.Start)
		case *ast.FragmentDefinition:
			fragments++
			i.reach(limitFragments, fragments, d.Loc.Start)
			i.fragments[d.Name.Value] = d
		}
	}
}

func (i *inspection) fragment(name string) (extent, *Fault) {
	f, ok := i.fragments[name]
	if e, measured := i.done[name]; measured || !ok {
		return e, nil // an unknown fragment is for validation to report
	}
	if i.under[name] {
		return extent{}, Faultf(CodeValidationFailed, "fragment %q contains itself: take its spread out", Shorten(name))
	}
	i.under[name] = true
	e, err := i.measure(f.SelectionSet)
	delete(i.under, name)
	i.done[name] = e
	return e, err
}

func (i *inspection) measure(set *ast.SelectionSet) (extent, *Fault) {
	var sum extent
	if set == nil {
		return sum, nil
	}
	for _, s := range set.Selections {
		e, err := i.selection(s)
		if err != nil {
			return sum, err
		}
		sum.selections = min(sum.selections+e.selections, uncounted)
		sum.depth = max(sum.depth, e.depth)
		sum.lists = max(sum.lists, e.lists)
	}
	return sum, nil
}

func (i *inspection) selection(s ast.Selection) (extent, *Fault) {
	switch s := s.(type) {
	case *ast.Field:
		return i.field(s)
	case *ast.InlineFragment:
		return i.measure(s.SelectionSet)
	case *ast.FragmentSpread:
		return i.fragment(s.Name.Value)
	}
	return extent{}, nil
}

func (i *inspection) field(f *ast.Field) (extent, *Fault) {
	if f.Alias != nil && f.Alias.Value != "" {
		i.aliases++
		i.reach(limitAliases, i.aliases, f.Loc.Start)
	}
	e, err := i.measure(f.SelectionSet)
	e.selections = min(e.selections+1, uncounted)
	e.depth++
	switch name := f.Name.Value; {
	case introspectionLists[name] && f.SelectionSet != nil:
		e.lists++
	case name == "__schema" || name == "__type":
		if i.introspect == nil {
			i.introspect = f
		}
	case name != "type" && name != "ofType" && name != "args":
		e.lists = 0 // a field of our own types that happens to have such a name
	}
	return e, err
}
