package report

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode"
)

// writeMarkdown writes CommonMark with the pipe tables and footnotes of GitHub Flavored Markdown and Pandoc.
// Every paragraph, list item, table row and footnote is one line. Whatever a span's text holds, it comes out
// as text: nothing in it can open markup, end a cell or start a block.
func writeMarkdown(w io.Writer, d *Document) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# %s\n", mdInline(Text{{Text: d.Title}}))
	if len(d.Facts) > 0 {
		b.WriteByte('\n')
	}
	for _, f := range d.Facts {
		fmt.Fprintf(b, "- %s\n", mdInline(text(strong(f.Name+":"), " "+f.Value)))
	}
	for _, block := range d.Blocks {
		b.WriteByte('\n')
		mdBlock(b, block)
	}
	for n, note := range d.Notes {
		fmt.Fprintf(b, "\n[^%d]: %s\n", n+1, mdStart(mdInline(note.Text)))
	}
	return b.Flush()
}

func mdBlock(b *bufio.Writer, block Block) {
	switch block := block.(type) {
	case Heading:
		fmt.Fprintf(b, "%s %s\n", strings.Repeat("#", block.Level), mdInline(Text{{Text: block.Text}}))
	case Paragraph:
		fmt.Fprintf(b, "%s\n", mdStart(mdInline(block.Text)))
	case List:
		for _, item := range block.Items {
			fmt.Fprintf(b, "- %s\n", mdStart(mdInline(item)))
		}
	case Table:
		mdTable(b, block)
	}
}

var mdRule = map[Align]string{Left: "---", Right: "---:", Centre: ":---:"}

func mdTable(b *bufio.Writer, t Table) {
	var titles, rules []string
	for _, c := range t.Columns {
		titles = append(titles, mdInline(Text{{Text: c.Title}}))
		rules = append(rules, mdRule[c.Align])
	}
	row := func(cells []string) { fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | ")) }
	row(titles)
	row(rules)
	for _, r := range t.Rows {
		var cells []string
		for _, cell := range r {
			cells = append(cells, mdInline(cell))
		}
		row(cells)
	}
}

// mdInline writes a text as one line of inline Markdown.
func mdInline(t Text) string {
	var b strings.Builder
	t = t.merged()
	for i, s := range t {
		switch {
		case s.Note > 0:
			if i > 0 && t[i-1].Note > 0 {
				b.WriteByte(' ') // else the raised numbers 1 and 2 read as 12
			}
			fmt.Fprintf(&b, "[^%d]", s.Note)
		case s.Link != "":
			b.WriteString(mdLink(s.Link))
		default:
			b.WriteString(mdStyled(s))
		}
	}
	return strings.Trim(b.String(), " ")
}

var mdMark = map[Style]string{Strong: "**", Emphasis: "*"}

// mdStyled keeps the spaces at the edges of a styled span outside its marks, where they belong.
func mdStyled(s Span) string {
	line := mdLine(s.Text)
	inner := strings.Trim(line, " ")
	mark := mdMark[s.Style]
	if inner == "" || mark == "" {
		return mdEscape(line)
	}
	left, right, _ := strings.Cut(line, inner)
	return left + mark + mdEscape(inner) + mark + right
}

// mdLine makes one line of a text, spaces at its edges kept: runs of white space become one space; control
// characters and marks that turn the direction of what follows are dropped.
func mdLine(s string) string {
	var b strings.Builder
	space := false
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case unicode.IsSpace(r):
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		case unicode.IsControl(r), r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			continue
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// mdSpecial are the characters that can open or close inline markup somewhere: in CommonMark, in tables and
// footnotes, or on sites that turn #1, @name and $x$ into something else.
const mdSpecial = "\\`*_[]<>|~#@$^{}"

// mdEscape escapes a line. A colon and a dot are escaped where a bare address would become a link, and an
// ampersand where it would start an entity.
func mdEscape(s string) string {
	var b strings.Builder
	for i, r := range s {
		rest := s[i+1:] // all of the characters below take one byte
		if !(strings.ContainsRune(mdSpecial, r) ||
			r == ':' && strings.HasPrefix(rest, "//") ||
			r == '.' && i >= 3 && strings.EqualFold(s[i-3:i], "www") ||
			r == '&' && rest != "" && (rest[0] == '#' || isLetter(rest[0])) ||
			r == '!' && (rest == "" || rest[0] == '[')) {
			b.WriteRune(r)
			continue
		}
		b.WriteByte('\\')
		b.WriteRune(r)
	}
	return b.String()
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// mdStart escapes what would start a list, a rule, a heading's underline or a definition at the head of a line.
func mdStart(line string) string {
	if line == "" {
		return line
	}
	if strings.ContainsRune("-+=:%", rune(line[0])) {
		return `\` + line
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && digits < len(line) && (line[digits] == '.' || line[digits] == ')') {
		return line[:digits] + `\` + line[digits:]
	}
	return line
}

// mdUnsafe are the characters an address in angle brackets may not hold, in a table or elsewhere.
const mdUnsafe = " <>\"`|\\^{}"

// mdLink writes an address as a link that shows it. What is no http or https address comes out as text.
func mdLink(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return mdEscape(mdLine(link))
	}
	var b strings.Builder
	for _, c := range []byte(link) {
		if c <= ' ' || c == 0x7F || strings.IndexByte(mdUnsafe, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return "<" + b.String() + ">"
}
