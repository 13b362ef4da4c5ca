package seed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// parseJSON is parse for JSON, which YAML takes in almost but not quite: tabs, and characters written as two
// escapes. The nodes are those of the same text in YAML.
func (f *file) parseJSON() (docs []*yaml.Node, whole bool) {
	p := &jsonParser{file: f, dec: json.NewDecoder(bytes.NewReader(f.data)), line: 1, col: 1}
	p.dec.UseNumber()
	for {
		start := int(p.dec.InputOffset())
		n, err := p.value(0)
		switch {
		case errors.Is(err, io.EOF):
			return docs, true
		case err != nil:
			p.fault(err, start)
			return docs, false
		}
		docs = append(docs, n)
	}
}

type jsonParser struct {
	file      *file
	dec       *json.Decoder
	offset    int // of the place that line and col name
	line, col int
}

// next returns the next token as a node, placed where the token begins.
func (p *jsonParser) next() (json.Token, *yaml.Node, error) {
	from := int(p.dec.InputOffset())
	for from < len(p.file.data) && strings.IndexByte(space+",:", p.file.data[from]) >= 0 {
		from++
	}
	token, err := p.dec.Token()
	if err != nil {
		return nil, nil, err
	}
	p.advance(from)
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: p.line, Column: p.col}
	switch t := token.(type) {
	case string:
		n.Tag, n.Value, n.Style = "!!str", t, yaml.DoubleQuotedStyle
	case json.Number:
		n.Tag, n.Value = "!!float", t.String()
	case bool:
		n.Tag, n.Value = "!!bool", fmt.Sprint(t)
	case nil:
		n.Tag, n.Value = "!!null", "null"
	}
	return token, n, nil
}

// advance moves line and col on to an offset.
func (p *jsonParser) advance(offset int) {
	for _, r := range unixLines(p.file.data[p.offset:offset]) {
		p.col++
		if r == '\n' {
			p.line, p.col = p.line+1, 1
		}
	}
	p.offset = offset
}

func (p *jsonParser) value(depth int) (*yaml.Node, error) {
	token, n, err := p.next()
	if err != nil {
		return nil, err
	}
	open, ok := token.(json.Delim)
	if !ok {
		return n, nil
	}
	if depth == MaxNesting {
		return nil, errTooDeep
	}
	n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
	if open == '{' {
		n.Kind, n.Tag = yaml.MappingNode, "!!map"
	}
	for p.dec.More() {
		child, err := p.value(depth + 1) // within an object, names and values in turn
		if err != nil {
			return nil, inside(err)
		}
		n.Content = append(n.Content, child)
	}
	_, err = p.dec.Token()
	return n, inside(err)
}

// inside tells a file that ends too early from one that ends.
func inside(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// fault reports what is wrong with the document that begins at an offset.
func (p *jsonParser) fault(err error, start int) {
	if errors.Is(err, errTooDeep) {
		p.file.faultf(p.line, p.col, "%v", err)
		return
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		p.file.faultAt(len(bytes.TrimRight(p.file.data, space)), "is not JSON: it ends too early: a bracket or quote is not closed")
		return
	}
	at := start
	var syntax *json.SyntaxError
	if errors.As(json.Unmarshal(p.file.data[start:], new(json.RawMessage)), &syntax) { // a decoder does not always say where
		at, err = start+int(syntax.Offset)-1, syntax
	}
	p.file.faultAt(min(max(at, 0), len(p.file.data)), "is not JSON: %v", err)
}
