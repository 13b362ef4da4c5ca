package report

import "slices"

// Document is a report before it takes the form of a file. Writers number nothing and add no words of their
// own: all a reader sees is in here, in order.
type Document struct {
	Title  string
	Facts  []Fact  // what the report is about and rests on, above the first heading
	Blocks []Block // the text
	Notes  []Note  // the footnotes; Notes[n-1] is what a span with Note n refers to
}

// Fact is one line of a document's header.
type Fact struct{ Name, Value string }

// Block is a Heading, a Paragraph, a List or a Table.
type Block interface{ block() }

// Heading opens a section. The document's title has level 1, sections level 2.
type Heading struct {
	Level int
	Text  string
}

// Paragraph is running text.
type Paragraph struct{ Text Text }

// List is a list of items in order, without numbers.
type List struct{ Items []Text }

// Table has a cell in every row for every column.
type Table struct {
	Columns []Column
	Rows    [][]Text
}

// Column heads a table's column.
type Column struct {
	Title string
	Align Align
}

// Align is how the cells of a column are set.
type Align int

// The alignments.
const (
	Left Align = iota
	Right
	Centre
)

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}

// Note is a footnote.
type Note struct{ Text Text }

// Text is a run of spans, read one after the other.
type Text []Span

// Span is a piece of text in one style, or an address, or a reference to a footnote.
type Span struct {
	Text  string
	Style Style
	Link  string // an http or https address, shown in full; Text is then empty
	Note  int    // the number of a footnote, from 1; Text and Link are then empty
}

// Style is how a span stands out. A styled span has a space, a note or an edge on either side.
type Style int

// The styles.
const (
	Plain Style = iota
	Strong
	Emphasis
)

// text joins strings, spans and texts.
func text(parts ...any) Text {
	var t Text
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			t = append(t, Span{Text: p})
		case Span:
			t = append(t, p)
		case Text:
			t = append(t, p...)
		}
	}
	return t
}

func strong(s string) Span { return Span{Text: s, Style: Strong} }

// joined sets sep between texts.
func joined(texts []Text, sep string) Text {
	var t Text
	for i, part := range texts {
		if i > 0 {
			t = append(t, Span{Text: sep})
		}
		t = append(t, part...)
	}
	return t
}

// enumerated joins texts as JoinAnd joins names.
func enumerated(texts []Text) Text {
	n := len(texts)
	if n < 2 {
		return joined(texts, "")
	}
	return text(joined(texts[:n-1], ", "), " and ", texts[n-1])
}

// String is the text without styles and notes.
func (t Text) String() string {
	s := ""
	for _, span := range t {
		s += span.Text + span.Link
	}
	return s
}

// gathered sets references one after the other, each once; after a mark comes a space.
func gathered(refs []Text) Text {
	var out Text
	for i, t := range refs {
		if slices.ContainsFunc(refs[:i], func(u Text) bool { return slices.Equal(u, t) }) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Note == 0 && (len(t) == 0 || t[0].Text != " ") {
			out = append(out, Span{Text: " "})
		}
		out = append(out, t...)
	}
	return out
}

// merged makes one span of neighbours in the same style, so that a writer sees words whole.
func (t Text) merged() Text {
	var out Text
	for _, s := range t {
		if n := len(out); n > 0 && s.Note == 0 && s.Link == "" && out[n-1].Note == 0 && out[n-1].Link == "" && out[n-1].Style == s.Style {
			out[n-1].Text += s.Text
			continue
		}
		out = append(out, s)
	}
	return out
}

func (d *Document) add(blocks ...Block)         { d.Blocks = append(d.Blocks, blocks...) }
func (d *Document) heading(level int, s string) { d.add(Heading{level, s}) }
func (d *Document) say(parts ...any)            { d.add(Paragraph{text(parts...)}) }
func (d *Document) fact(name, value string)     { d.Facts = append(d.Facts, Fact{name, value}) }

// list adds a list, or nothing if there are no items.
func (d *Document) list(items []Text) {
	if len(items) > 0 {
		d.add(List{items})
	}
}

// table adds a table, or nothing if there are no rows.
func (d *Document) table(columns []Column, rows [][]Text) {
	if len(rows) > 0 {
		d.add(Table{columns, rows})
	}
}
