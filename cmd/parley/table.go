package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// table is what a command with rows prints. Cells are strings, numbers or lists of strings.
type table struct {
	columns []string
	rows    [][]any
	// sentence tells that the last column holds sentences: a terminal shows them beneath the row, in full.
	sentence bool
}

var rowFormats = []string{"table", "json", "csv", "md"}

// print writes the table in the format asked for.
func (a *app) print(t *table) error {
	switch a.format {
	case "json":
		return t.json(a.stdout)
	case "csv":
		return t.csv(a.stdout)
	case "md":
		return t.markdown(a.stdout)
	}
	return t.text(a.stdout, a.width())
}

// width returns the columns of the terminal that standard output is, or 0 where it is none: then nothing is cut.
func (a *app) width() int {
	f, ok := a.stdout.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 40 {
		return w
	}
	return 80
}

func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []string:
		return strings.Join(v, ", ")
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// json writes a list of objects whose members are in the order of the columns.
func (t *table) json(w io.Writer) error {
	var b strings.Builder
	b.WriteString("[")
	for i, row := range t.rows {
		b.WriteString(map[bool]string{true: "\n  {", false: ",\n  {"}[i == 0])
		for j, name := range t.columns {
			value, err := json.Marshal(row[j])
			if err != nil {
				return err
			}
			if j > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "%q: %s", name, value)
		}
		b.WriteString("}")
	}
	b.WriteString("\n]\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// csv writes RFC 4180 with a header. Texts a spreadsheet would take for a formula get an apostrophe (OWASP
// "CSV Injection").
func (t *table) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(t.columns); err != nil {
		return err
	}
	for _, row := range t.rows {
		var line []string
		for _, v := range row {
			text := cell(v)
			if _, number := v.(float64); !number && text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
				text = "'" + text
			}
			line = append(line, text)
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// markdown takes their meaning from the characters that Markdown gives one.
var markdown = strings.NewReplacer("|", `\|`, "\n", " ", `\`, `\\`, "*", `\*`, "_", `\_`, "<", "&lt;", "[", `\[`, "`", "\\`")

func (t *table) markdown(w io.Writer) error {
	line := func(cells []string) string { return "| " + strings.Join(cells, " | ") + " |\n" }
	out := line(t.columns) + "|" + strings.Repeat(" --- |", len(t.columns)) + "\n"
	for _, row := range t.rows {
		var cells []string
		for _, v := range row {
			cells = append(cells, markdown.Replace(oneLine(cell(v))))
		}
		out += line(cells)
	}
	_, err := io.WriteString(w, out)
	return err
}

// text writes aligned columns. On a terminal of the width given cells are cut to fit and sentences stand
// beneath their row; width 0 cuts nothing and keeps a row on one line.
func (t *table) text(w io.Writer, width int) error {
	beneath := t.sentence && width > 0
	columns := len(t.columns)
	if beneath {
		columns--
	}
	widths := make([]int, columns)
	lines := [][]string{nil}
	for i, name := range t.columns[:columns] {
		lines[0] = append(lines[0], strings.ToUpper(name))
		widths[i] = len(name)
	}
	for _, row := range t.rows {
		var cells []string
		for i, v := range row[:columns] {
			text := oneLine(cell(v))
			widths[i] = max(widths[i], utf8.RuneCountInString(text))
			cells = append(cells, text)
		}
		lines = append(lines, cells)
	}
	shrink(widths, width)
	var b strings.Builder
	for n, cells := range lines {
		var line strings.Builder
		for i, text := range cells {
			line.WriteString(pad(text, widths[i]))
			line.WriteString("  ")
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
		if beneath && n > 0 {
			b.WriteString(wrap(oneLine(cell(t.rows[n-1][columns])), width))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// wrap breaks a sentence into indented lines of at most the width given.
func wrap(sentence string, width int) string {
	const indent = "    "
	var b strings.Builder
	used := 0
	for _, word := range strings.Fields(sentence) {
		n := utf8.RuneCountInString(word)
		switch {
		case used == 0:
			b.WriteString(indent)
			used = len(indent)
		case used+1+n > width:
			b.WriteString("\n" + indent)
			used = len(indent)
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += n
	}
	if used > 0 {
		b.WriteByte('\n')
	}
	return b.String()
}

// shrink narrows the widest columns until all fit into width; 0 leaves them.
func shrink(widths []int, width int) {
	total := func() int {
		sum := 2 * (len(widths) - 1)
		for _, w := range widths {
			sum += w
		}
		return sum
	}
	for width > 0 && total() > width {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= 8 {
			return
		}
		widths[widest]--
	}
}

func pad(text string, width int) string {
	n := utf8.RuneCountInString(text)
	if n > width {
		return string([]rune(text)[:width-1]) + "…"
	}
	return text + strings.Repeat(" ", width-n)
}
