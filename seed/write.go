package seed

import (
	"fmt"
	"io"
	"strings"

	"parley/graph"
)

// Create opens a new file of a folder for writing.
type Create func(name string) (io.WriteCloser, error)

// Write writes the live records of a graph as a folder: a file for each kind that has any, named after its
// plural, and more of them (sources-2.yaml) where one would be larger than [Read] takes. Records are in order
// of their keys, fields in that of their types, and the layout depends on nothing else: a graph made of the
// folder is written to the same bytes.
func Write(create Create, s *graph.Snapshot) error {
	for _, k := range graph.Kinds() {
		w := kindWriter{create: create, kind: k}
		for r := range s.Records(k.Kind) {
			if err := w.add(r); err != nil {
				return err
			}
		}
		if err := w.flush(); err != nil {
			return err
		}
	}
	return nil
}

// kindWriter gathers the records of a kind and writes a file whenever the next would not fit.
type kindWriter struct {
	create  Create
	kind    graph.KindInfo
	buf     strings.Builder
	written int // files
}

func (w *kindWriter) add(r graph.Record) error {
	text := recordText(r)
	if w.buf.Len()+len(text)+1 > MaxFile {
		if err := w.flush(); err != nil {
			return err
		}
	}
	if w.buf.Len() == 0 {
		w.buf.WriteString(w.kind.Plural + ":\n")
	} else {
		w.buf.WriteString("\n")
	}
	w.buf.WriteString(text)
	return nil
}

func (w *kindWriter) flush() error {
	if w.buf.Len() == 0 {
		return nil
	}
	w.written++
	name := w.kind.Plural + ".yaml"
	if w.written > 1 {
		name = fmt.Sprintf("%s-%d.yaml", w.kind.Plural, w.written)
	}
	f, err := w.create(name)
	if err != nil {
		return fmt.Errorf("create %s: %w", name, err)
	}
	_, err = io.WriteString(f, w.buf.String())
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	w.buf.Reset()
	return nil
}

// recordText returns a record as an item of its kind's list.
func recordText(r graph.Record) string {
	var l layout
	l.item(treeOf(r), 2)
	return l.String()
}

const (
	lineWidth = 120 // characters a line should not exceed
	flowText  = 48  // characters a text within brackets should not exceed
)

// layout writes trees. What fits goes on one line in brackets; the rest is spread over lines by indentation.
type layout struct{ strings.Builder }

// item writes a tree as an item of a list, its dash at the indent; mappings are spread.
func (l *layout) item(t tree, indent int) {
	dash := strings.Repeat(" ", indent) + "- "
	if t.form != mappingForm || len(t.kids) == 0 {
		l.WriteString(dash)
		l.value(t, indent, indent+2)
		return
	}
	for i, name := range t.names {
		l.WriteString(dash)
		l.field(name, t.kids[i], indent+2)
		dash = strings.Repeat(" ", indent+2)
	}
}

// field writes a name and its value; the indent has been written.
func (l *layout) field(name string, t tree, indent int) {
	head := scalar(tree{text: name}, false) + ":"
	l.WriteString(head)
	if line, ok := flow(t); t.isScalar() || ok && indent+length(head)+1+length(line) <= lineWidth {
		l.WriteString(" ")
		l.value(t, indent, indent+length(head)+1)
		return
	}
	l.WriteString("\n")
	for i, kid := range t.kids {
		if t.form == mappingForm {
			l.WriteString(strings.Repeat(" ", indent+2))
			l.field(t.names[i], kid, indent+2)
			continue
		}
		if line, ok := flow(kid); ok && !kid.isScalar() && indent+4+length(line) <= lineWidth {
			l.WriteString(strings.Repeat(" ", indent+2) + "- " + line + "\n")
			continue
		}
		l.item(kid, indent+2)
	}
}

// value writes a scalar, or a tree that fits on the line, from column col on; lines that follow are indented
// by two more than indent.
func (l *layout) value(t tree, indent, col int) {
	if !t.isScalar() {
		line, _ := flow(t)
		l.WriteString(line + "\n")
		return
	}
	line := scalar(t, false)
	if header, lines, ok := literal(t.text); ok && t.form == textForm {
		l.block(header, lines, indent+2)
	} else if lines, ok := folded(t.text, lineWidth-indent-2); ok && len(lines) > 1 && col+length(line) > lineWidth {
		l.block(">-", lines, indent+2)
	} else {
		l.WriteString(line + "\n")
	}
}

func (l *layout) block(header string, lines []string, indent int) {
	l.WriteString(header + "\n")
	for _, line := range lines {
		if line != "" {
			line = strings.Repeat(" ", indent) + line
		}
		l.WriteString(line + "\n")
	}
}

// flow returns a tree on one line, in brackets unless it is a scalar; ok is false if it holds long texts,
// which read better on lines of their own.
func flow(t tree) (line string, ok bool) {
	if t.isScalar() {
		return scalar(t, true), length(t.text) <= flowText
	}
	ok = true
	var parts []string
	for i, kid := range t.kids {
		part, short := flow(kid)
		if t.form == mappingForm {
			part = scalar(tree{text: t.names[i]}, true) + ": " + part
		}
		parts, ok = append(parts, part), ok && short
	}
	line = strings.Join(parts, ", ")
	if t.form == mappingForm {
		return "{" + line + "}", ok
	}
	return "[" + line + "]", ok
}
