package document

import (
	"fmt"
	"slices"

	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/source"

	"parley/schema/exec"
)

// reader makes the library's syntax tree of a document's tokens (specification, chapter 2 and appendix C, with the
// descriptions of September 2025). The library has a parser of its own, which knows no null and of strings but half,
// and takes time that grows with the square of a line to say what is wrong with it.
//
// The first fault ends it: from there on there are no more tokens.
type reader struct {
	text   string
	tokens []token
	src    *source.Source
	fault  *Fault
	last   int // where the token before ended
}

// parse ends on every list of tokens; brackets nest no deeper than the scan let them.
func parse(text string, tokens []token) (*ast.Document, *Fault) {
	p := &reader{text: text, tokens: tokens, src: source.NewSource(&source.Source{Body: []byte(text)})}
	doc := ast.NewDocument(&ast.Document{})
	for p.kind() != 0 {
		doc.Definitions = append(doc.Definitions, p.definition())
	}
	return doc, p.fault
}

// kind is that of the token at hand; 0 at the end, and once there is a fault.
func (p *reader) kind() byte { return p.ahead(0) }

// ahead is the kind of a token further on.
func (p *reader) ahead(n int) byte {
	if p.fault != nil || n >= len(p.tokens) {
		return 0
	}
	return p.tokens[n].kind
}

// word is the text of the token at hand.
func (p *reader) word() string {
	if p.kind() == 0 {
		return ""
	}
	return p.text[p.tokens[0].start:p.tokens[0].end]
}

// start is where the token at hand begins.
func (p *reader) start() int {
	if p.kind() == 0 {
		return len(p.text)
	}
	return p.tokens[0].start
}

// take goes on to the next token.
func (p *reader) take() {
	p.last, p.tokens = p.tokens[0].end, p.tokens[1:]
}

// skip takes a token if it is of a kind.
func (p *reader) skip(kind byte) bool {
	if p.kind() != kind {
		return false
	}
	p.take()
	return true
}

// want takes a token that must be of a kind.
func (p *reader) want(kind byte, what string) {
	if !p.skip(kind) {
		p.wrong(what)
	}
}

// wrong says what is wanted in the place of the token at hand.
func (p *reader) wrong(what string) {
	found := "the end"
	if kind := p.kind(); kind != 0 {
		found = fmt.Sprintf("%q", cutTo(p.word(), 40))
		if kind == tokenBad {
			found += ", which " + flaw(p.word())
		}
	}
	p.fail(p.start(), CodeParseFailed, "Syntax Error: %s is wanted here, not %s", what, found)
}

func (p *reader) fail(at int, code, format string, args ...any) {
	if p.fault == nil {
		p.fault = Faultf(code, format, args...)
		p.fault.At = []Location{Location(exec.Locate(p.text, at))}
	}
}

// loc is the place of what began at a byte and ends in front of the token at hand.
func (p *reader) loc(start int) *ast.Location {
	return &ast.Location{Start: start, End: max(start, p.last), Source: p.src}
}

func (p *reader) name() *ast.Name {
	start, word := p.start(), p.word()
	p.want(tokenName, "a name")
	return ast.NewName(&ast.Name{Value: word, Loc: p.loc(start)})
}

// systemWords begin definitions of a type system, which cannot be run.
var systemWords = []string{"schema", "scalar", "type", "interface", "union", "enum", "input", "directive", "extend"}

func (p *reader) definition() ast.Node {
	start := p.start()
	described := p.skip(tokenString)
	switch word := p.word(); {
	case p.kind() == '{' && !described:
		return p.operation(start, ast.OperationTypeQuery)
	case word == ast.OperationTypeQuery, word == ast.OperationTypeMutation, word == ast.OperationTypeSubscription:
		p.take()
		return p.operation(start, word)
	case word == "fragment":
		p.take()
		return p.fragment(start)
	case slices.Contains(systemWords, word):
		p.fail(p.start(), CodeValidationFailed, "only operations and fragments can be run; the document defines something else: leave it out")
	}
	p.wrong(`"{", query, mutation, subscription or fragment`)
	return nil
}

// operation reads one from behind its first word.
func (p *reader) operation(start int, kind string) ast.Node {
	op := ast.NewOperationDefinition(&ast.OperationDefinition{Operation: kind})
	if p.kind() == tokenName {
		op.Name = p.name()
	}
	if p.kind() == '(' {
		op.VariableDefinitions = enclosed(p, '(', ')', "a variable", p.variable)
	}
	op.Directives = p.directives(true)
	op.SelectionSet = p.selections()
	op.Loc = p.loc(start)
	return op
}

func (p *reader) variable() *ast.VariableDefinition {
	p.skip(tokenString) // its description
	start := p.start()
	d := ast.NewVariableDefinition(&ast.VariableDefinition{Variable: p.dollar()})
	p.want(':', `":"`)
	d.Type = p.typ()
	if p.skip('=') {
		d.DefaultValue = p.value(true)
	}
	if at := p.start(); p.kind() == '@' {
		p.fail(at, CodeValidationFailed, "no directive goes on a variable: leave it out")
	}
	d.Loc = p.loc(start)
	return d
}

func (p *reader) fragment(start int) ast.Node {
	f := ast.NewFragmentDefinition(&ast.FragmentDefinition{})
	if p.word() == "on" {
		p.wrong("the name of the fragment")
	}
	f.Name = p.name()
	f.TypeCondition = p.condition()
	f.Directives = p.directives(true)
	f.SelectionSet = p.selections()
	f.Loc = p.loc(start)
	return f
}

func (p *reader) condition() *ast.Named {
	if p.word() != "on" {
		p.wrong("on and a type")
		return nil
	}
	p.take()
	return p.named()
}

// enclosed reads at least one of something between brackets.
func enclosed[T any](p *reader, opens, closes byte, what string, read func() T) []T {
	p.want(opens, quoted(opens))
	if p.kind() == closes || p.kind() == 0 {
		p.wrong(what)
	}
	var all []T
	for p.kind() != 0 && p.kind() != closes {
		all = append(all, read())
	}
	p.want(closes, quoted(closes))
	return all
}

func quoted(sign byte) string { return fmt.Sprintf("%q", string(rune(sign))) }

func (p *reader) selections() *ast.SelectionSet {
	start := p.start()
	set := ast.NewSelectionSet(&ast.SelectionSet{Selections: enclosed(p, '{', '}', "a field", p.selection)})
	set.Loc = p.loc(start)
	return set
}

func (p *reader) selection() ast.Selection {
	start := p.start()
	if !p.skip(tokenSpread) {
		return p.field(start)
	}
	if p.kind() == tokenName && p.word() != "on" {
		s := ast.NewFragmentSpread(&ast.FragmentSpread{Name: p.name(), Directives: p.directives(false)})
		s.Loc = p.loc(start)
		return s
	}
	s := ast.NewInlineFragment(&ast.InlineFragment{})
	if p.kind() == tokenName {
		s.TypeCondition = p.condition()
	}
	s.Directives = p.directives(false)
	s.SelectionSet = p.selections()
	s.Loc = p.loc(start)
	return s
}

func (p *reader) field(start int) ast.Selection {
	f := ast.NewField(&ast.Field{Name: p.name()})
	if p.skip(':') {
		f.Alias, f.Name = f.Name, p.name()
	}
	f.Arguments = p.arguments(false)
	f.Directives = p.directives(false)
	if p.kind() == '{' {
		f.SelectionSet = p.selections()
	}
	f.Loc = p.loc(start)
	return f
}

func (p *reader) arguments(constant bool) []*ast.Argument {
	if p.kind() != '(' {
		return nil
	}
	return enclosed(p, '(', ')', "an argument", func() *ast.Argument {
		start := p.start()
		a := ast.NewArgument(&ast.Argument{Name: p.name()})
		p.want(':', `":"`)
		a.Value = p.value(constant)
		a.Loc = p.loc(start)
		return a
	})
}

func (p *reader) directives(constant bool) []*ast.Directive {
	var all []*ast.Directive
	for p.kind() == '@' {
		start := p.start()
		p.take()
		d := ast.NewDirective(&ast.Directive{Name: p.name(), Arguments: p.arguments(constant)})
		d.Loc = p.loc(start)
		all = append(all, d)
	}
	return all
}
