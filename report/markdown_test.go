package report

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
)

// nasty are pieces of text that mean something in Markdown, HTML or on sites that show Markdown.
var nasty = []string{
	"a", "Kyïv", "日本", "war", " ", "  ", "\n", "\n\n", "\t", "\r\n", "|", "||", `\`, `\\`, `\|`, "*", "**", "***", "_", "__",
	"[", "]", "[x](y)", "![x](y)", "[^1]", "[^1]: x", "!", "(", ")", "<", ">", "<b>", "<!--", "-->", "</table>", "`", "```", "~~~", "~~",
	"#", "# x", "####", "-", "- x", "---", "| --- |", "+ x", "1. x", "12) x", "=", "===", ":", ": x", "http://x.org", "https:", "//x.org",
	"www.x.org", "WWW.", "a@b.org", "@name", "#12", "&", "&amp;", "&#124;", "&lt", "$x$", "^2^", "{.a}", "\u202E", "\u0000", "\u0085", "\u2028",
	"\xff", "%", "    code", "\"", "'",
}

func nastyText(rng *rand.Rand) string {
	var b strings.Builder
	for range rng.IntN(6) {
		b.WriteString(nasty[rng.IntN(len(nasty))])
	}
	return b.String()
}

// plainly is what a reader should see of a text: one line, white space as single spaces.
func plainly(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}

// unescaped undoes backslash escapes as CommonMark defines them (section 2.4) and fails on a character that
// could still mean something.
func unescaped(t *testing.T, line string) string {
	t.Helper()
	const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		c := line[i]
		if c == '\\' && i+1 < len(line) && strings.IndexByte(punctuation, line[i+1]) >= 0 {
			i++
			b.WriteByte(line[i])
			continue
		}
		rest := line[i:]
		switch {
		case strings.IndexByte("\\`*_[]<>|~#@$^{}", c) >= 0,
			strings.HasPrefix(rest, "://"), strings.HasPrefix(strings.ToLower(rest), "www."),
			c == '&' && len(rest) > 1 && (rest[1] == '#' || isLetter(rest[1])):
			t.Errorf("%q: %q is left to mean something", line, rest[:1])
		}
		b.WriteByte(c)
	}
	return b.String()
}

func markdown(t *testing.T, d *Document) []string {
	t.Helper()
	var b strings.Builder
	if err := writeMarkdown(&b, d); err != nil {
		t.Fatal(err)
	}
	return strings.Split(b.String(), "\n")
}

// Whatever the text, it comes out as that text, on one line, without anything that could start a block.
func TestAnyTextStaysText(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		s := nastyText(rng)
		lines := markdown(t, &Document{Title: "T", Blocks: []Block{Paragraph{text(s)}}})
		if len(lines) != 4 {
			t.Fatalf("%q takes %d lines: %q", s, len(lines), lines)
		}
		line := lines[2]
		if got := unescaped(t, line); got != plainly(s) {
			t.Fatalf("%q reads %q in %q", s, got, line)
		}
		if starts := strings.TrimLeft(line, "0123456789"); line != "" &&
			(strings.ContainsRune("-+=: \t#>*~`", rune(line[0])) || line != starts && starts != "" && strings.ContainsRune(".)", rune(starts[0]))) {
			t.Fatalf("%q starts a block: %q", s, line)
		}
		if t.Failed() {
			t.Fatalf("from %q", s)
		}
	}
}

// cells splits a table row at the pipes that are not escaped.
func cells(row string) []string {
	var out []string
	from := 0
	for i := 0; i < len(row); i++ {
		switch row[i] {
		case '\\':
			i++
		case '|':
			out, from = append(out, row[from:i]), i+1
		}
	}
	return append(out, row[from:])
}

// Whatever the cells hold, a table keeps its rows and columns.
func TestAnyTableKeepsItsShape(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	styles := []Style{Plain, Strong, Emphasis}
	for range 3000 {
		table := Table{}
		for range 1 + rng.IntN(4) {
			table.Columns = append(table.Columns, Column{nastyText(rng), Align(rng.IntN(3))})
		}
		for range rng.IntN(4) {
			var row []Text
			for range table.Columns {
				row = append(row, text(Span{Text: nastyText(rng), Style: styles[rng.IntN(3)]}, " ", Span{Link: "https://example.org/" + nastyText(rng)}))
			}
			table.Rows = append(table.Rows, row)
		}
		lines := markdown(t, &Document{Title: "T", Blocks: []Block{table}})[2:]
		if want := len(table.Rows) + 3; len(lines) != want {
			t.Fatalf("%+v takes %d lines, want %d: %q", table, len(lines), want, lines)
		}
		for _, line := range lines[:len(lines)-1] {
			if got := len(cells(line)); got != len(table.Columns)+2 {
				t.Fatalf("%q has %d cells, want %d", line, got-2, len(table.Columns))
			}
		}
		for n, row := range table.Rows {
			first := cells(lines[2+n])[1]
			span := row[0][0]
			inner, _, _ := strings.Cut(strings.Replace(first, `https\://example`, "<https://example", 1), "<https://example")
			mark := mdMark[span.Style]
			inner = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(inner), mark), mark)
			if got := unescaped(t, inner); got != plainly(span.Text) {
				t.Fatalf("%q reads %q in %q", span.Text, got, first)
			}
		}
	}
}

func TestMarkdown(t *testing.T) {
	d := &Document{
		Title: "A *title*",
		Facts: []Fact{{"As of", "19 August 2025"}},
		Blocks: []Block{
			Heading{2, "1. First"},
			Paragraph{text("Plain, ", strong(" bold "), "and ", Span{Text: "soft", Style: Emphasis}, Span{Note: 1}, Span{Note: 2}, ".")},
			List{[]Text{text("one"), text("2. two")}},
			Table{[]Column{{"Name", Left}, {"Count", Right}, {"Mark", Centre}}, [][]Text{{text("a|b"), text("1"), nil}}},
		},
		Notes: []Note{{text("See ", Span{Link: "https://a.org/x_y|z"}, ".")}, {text("- no link: ", Span{Link: "javascript:x"})}},
	}
	want := `# A \*title\*

- **As of:** 19 August 2025

## 1. First

Plain,  **bold** and *soft*[^1] [^2].

- one
- 2\. two

| Name | Count | Mark |
| --- | ---: | :---: |
| a\|b | 1 |  |

[^1]: See <https://a.org/x_y%7Cz>.

[^2]: \- no link: javascript:x
`
	if got := strings.Join(markdown(t, d), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
