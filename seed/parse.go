package seed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// parse returns the documents of the file as trees of nodes, those before a fault of syntax included.
// whole is false if there was one.
func (f *file) parse() (docs []*yaml.Node, whole bool) {
	if !f.readable() {
		return nil, false
	}
	if strings.HasSuffix(f.name, ".json") {
		return f.parseJSON()
	}
	loader, err := yaml.NewLoader(bytes.NewReader(f.data), yaml.WithUniqueKeys(false), yaml.WithPlugin(nesting{}))
	for err == nil {
		doc := new(yaml.Node)
		if err = loader.Load(doc); err == nil {
			docs = append(docs, doc.Content...)
		}
	}
	if errors.Is(err, io.EOF) {
		return docs, true
	}
	f.syntax(err)
	return docs, false
}

// nesting bounds how deep a document goes, before memory is spent on it.
type nesting struct{}

func (nesting) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > MaxNesting {
		return errTooDeep
	}
	return nil
}

// CheckAlias is never asked: aliases are not expanded.
func (nesting) CheckAlias(int, int) error { return nil }

var errTooDeep = fmt.Errorf("lists and mappings stand more than %d deep in one another", MaxNesting)

const space = " \t\r\n"

// syntax reports what the parser says, in words that help.
func (f *file) syntax(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		f.faultf(0, 0, "is not YAML: %v", err)
		return
	}
	at, msg := load.Mark, load.Message
	if !f.holds(at) { // the end of the file says less than where it began, or where its text ends
		at = load.ContextMark
	}
	if !f.holds(at) {
		at.Line, at.Column = f.position(len(bytes.TrimRight(f.data, space)))
	}
	line := ""
	if at.Line > 0 && at.Line <= len(f.lines) {
		line = f.lines[at.Line-1]
	}
	switch rest := []rune(line); {
	case strings.Contains(msg, errTooDeep.Error()):
		msg = errTooDeep.Error()
	case strings.Contains(msg, "tab character"), at.Column > 0 && at.Column <= len(rest) && rest[at.Column-1] == '\t':
		msg = "a tab cannot indent: use spaces"
	case strings.Contains(msg, "mapping values are not allowed"):
		msg = "a colon out of place: quote text that has one, or check the indentation"
	default:
		msg = "is not YAML: " + strings.TrimSpace(load.ContextMsg+" "+msg)
	}
	f.faultf(at.Line, at.Column, "%s", msg)
}

// holds reports whether there is text at or after a place.
func (f *file) holds(m yaml.Mark) bool {
	return m.Line > 0 && m.Line <= len(f.lines) && strings.TrimSpace(strings.Join(f.lines[m.Line-1:], "")) != ""
}
