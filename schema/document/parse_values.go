package document

import (
	"strings"

	"github.com/graphql-go/graphql/language/ast"

	"parley/schema/exec"
)

func (p *reader) typ() ast.Type {
	start := p.start()
	var t ast.Type
	if p.skip('[') {
		inner := p.typ()
		p.want(']', `"]"`)
		t = ast.NewList(&ast.List{Type: inner, Loc: p.loc(start)})
	} else {
		t = p.named()
	}
	if p.skip('!') {
		return ast.NewNonNull(&ast.NonNull{Type: t, Loc: p.loc(start)})
	}
	return t
}

func (p *reader) named() *ast.Named {
	start := p.start()
	return ast.NewNamed(&ast.Named{Name: p.name(), Loc: p.loc(start)})
}

// dollar reads a variable.
func (p *reader) dollar() *ast.Variable {
	start := p.start()
	p.want('$', "a variable, such as $a,")
	v := ast.NewVariable(&ast.Variable{Name: p.name()})
	v.Loc = p.loc(start)
	return v
}

// value reads one; a constant one holds no variables.
func (p *reader) value(constant bool) ast.Value {
	start, word := p.start(), p.word()
	switch p.kind() {
	case '[':
		return p.listValue(constant)
	case '{':
		return p.object(constant)
	case '$':
		if constant {
			p.wrong("a value without variables")
		}
		return p.dollar()
	case tokenInt:
		p.take()
		return ast.NewIntValue(&ast.IntValue{Value: word, Loc: p.loc(start)})
	case tokenFloat:
		p.take()
		return ast.NewFloatValue(&ast.FloatValue{Value: word, Loc: p.loc(start)})
	case tokenString:
		p.take()
		return ast.NewStringValue(&ast.StringValue{Value: p.unquote(start, word), Loc: p.loc(start)})
	case tokenName:
		p.take()
		return constantNamed(word, p.loc(start))
	}
	p.wrong("a value")
	return nil
}

func constantNamed(word string, at *ast.Location) ast.Value {
	switch word {
	case "null":
		return &exec.Null{Loc: at}
	case "true", "false":
		return ast.NewBooleanValue(&ast.BooleanValue{Value: word == "true", Loc: at})
	}
	return ast.NewEnumValue(&ast.EnumValue{Value: word, Loc: at})
}

func (p *reader) listValue(constant bool) ast.Value {
	start := p.start()
	p.take()
	v := ast.NewListValue(&ast.ListValue{})
	for p.kind() != 0 && p.kind() != ']' {
		v.Values = append(v.Values, p.value(constant))
	}
	p.want(']', `"]"`)
	v.Loc = p.loc(start)
	return v
}

func (p *reader) object(constant bool) ast.Value {
	start := p.start()
	p.take()
	v := ast.NewObjectValue(&ast.ObjectValue{})
	for p.kind() != 0 && p.kind() != '}' {
		at := p.start()
		f := ast.NewObjectField(&ast.ObjectField{Name: p.name()})
		p.want(':', `":"`)
		f.Value = p.value(constant)
		f.Loc = p.loc(at)
		v.Fields = append(v.Fields, f)
	}
	p.want('}', `"}"`)
	v.Loc = p.loc(start)
	return v
}

// unquote is what a string says.
func (p *reader) unquote(start int, raw string) string {
	if strings.HasPrefix(raw, `"""`) {
		return blockString(raw[3 : len(raw)-3])
	}
	raw = raw[:len(raw)-1]
	if !strings.Contains(raw, `\`) {
		return raw[1:]
	}
	var b strings.Builder
	for i := 1; i < len(raw); {
		text, n := unescape(raw[i:])
		if text == "" {
			p.fail(start+i, CodeParseFailed, `Syntax Error: the escape %s stands for no character: write the character itself, \n, \", \\ or \uXXXX`, cutTo(raw[i:i+n], 40))
			return ""
		}
		b.WriteString(text)
		i += n
	}
	return b.String()
}
