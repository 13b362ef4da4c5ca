package schema

import (
	"github.com/graphql-go/graphql/language/ast"
)

// Limits on a document's syntax tree, checked before validation.
const (
	maxOperations    = 10
	maxFragments     = 100
	maxVariables     = 100
	maxAliases       = 50
	maxSelections    = 5000 // after every fragment is put in place
	maxIntrospection = 3    // lists below lists of the schema itself
)

// introspectionLists are the fields of the introspection types that multiply what is below them.
var introspectionLists = map[string]bool{"types": true, "fields": true, "interfaces": true, "possibleTypes": true, "inputFields": true}

// inspection walks the definitions of a document.
type inspection struct {
	fragments map[string]*ast.FragmentDefinition
	done      map[string]extent // fragments measured
	under     map[string]bool   // fragments being measured: meeting one again is a cycle
	aliases   int
}

// extent is how large a selection is once fragments are put in place.
type extent struct{ selections, depth, lists int }

// inspect checks a parsed document against the limits. It ends on every document: no later step meets a
// fragment that contains itself.
func inspect(doc *ast.Document) *fault {
	i := &inspection{map[string]*ast.FragmentDefinition{}, map[string]extent{}, map[string]bool{}, 0}
	var operations []*ast.OperationDefinition
	count := 0
	for _, d := range doc.Definitions {
		switch d := d.(type) {
		case *ast.OperationDefinition:
			operations = append(operations, d)
			if len(d.VariableDefinitions) > maxVariables {
				return faultf(CodeTooLarge, "an operation has %d variables: at most %d", len(d.VariableDefinitions), maxVariables)
			}
		case *ast.FragmentDefinition:
			count++
			i.fragments[d.Name.Value] = d
		default:
			return faultf(CodeValidationFailed, "only operations and fragments can be run; the document defines something else")
		}
	}
	switch {
	case len(operations) > maxOperations:
		return faultf(CodeTooLarge, "the document has %d operations: at most %d", len(operations), maxOperations)
	case count > maxFragments:
		return faultf(CodeTooLarge, "the document has %d fragments: at most %d", count, maxFragments)
	}
	for _, d := range doc.Definitions {
		var err *fault
		switch d := d.(type) {
		case *ast.OperationDefinition:
			_, err = i.measure(d.SelectionSet)
		case *ast.FragmentDefinition: // also those nobody uses
			_, err = i.fragment(d.Name.Value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (i *inspection) fragment(name string) (extent, *fault) {
	f, ok := i.fragments[name]
	if e, measured := i.done[name]; measured || !ok {
		return e, nil // an unknown fragment is for validation to report
	}
	if i.under[name] {
		return extent{}, faultf(CodeValidationFailed, "fragment %q contains itself", shorten(name))
	}
	i.under[name] = true
	e, err := i.measure(f.SelectionSet)
	delete(i.under, name)
	i.done[name] = e
	return e, err
}

func (i *inspection) measure(set *ast.SelectionSet) (extent, *fault) {
	var sum extent
	if set == nil {
		return sum, nil
	}
	for _, s := range set.Selections {
		e, err := i.selection(s)
		if err != nil {
			return sum, err
		}
		sum.selections += e.selections
		sum.depth = max(sum.depth, e.depth)
		sum.lists = max(sum.lists, e.lists)
		switch {
		case sum.selections > maxSelections:
			return sum, faultf(CodeTooComplex, "the document selects more than %d fields once its fragments are put in place", maxSelections)
		case sum.depth > maxNesting:
			return sum, faultf(CodeTooDeep, "the document selects fields more than %d deep", maxNesting)
		case sum.lists > maxIntrospection:
			return sum, faultf(CodeTooComplex, "introspection lists lists of lists: at most %d within one another", maxIntrospection)
		}
	}
	return sum, nil
}

func (i *inspection) selection(s ast.Selection) (extent, *fault) {
	switch s := s.(type) {
	case *ast.Field:
		if s.Alias != nil && s.Alias.Value != "" {
			if i.aliases++; i.aliases > maxAliases {
				return extent{}, faultf(CodeTooComplex, "the document has more than %d aliases", maxAliases)
			}
		}
		e, err := i.measure(s.SelectionSet)
		e.selections++
		e.depth++
		switch name := s.Name.Value; {
		case introspectionLists[name] && s.SelectionSet != nil:
			e.lists++
		case name != "type" && name != "ofType" && name != "args" && name != "__schema" && name != "__type":
			e.lists = 0 // a field of our own types that happens to have such a name
		}
		return e, err
	case *ast.InlineFragment:
		return i.measure(s.SelectionSet)
	case *ast.FragmentSpread:
		return i.fragment(s.Name.Value)
	}
	return extent{}, nil
}
