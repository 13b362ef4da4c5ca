package seed

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
)

// Problem is one thing to mend in a folder, or, as a Warning, one to look at.
type Problem struct {
	File      string // as the reader of the message would name it
	Line, Col int    // from 1, Col in characters; 0 where it is about the file or folder as a whole
	Text      string // the line
	Msg       string
	Warning   bool
}

// String returns file:line:col: msg, then the line and a caret under the place.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.place())
	if p.Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(strings.Map(visible, p.Msg))
	if p.Line > 0 && len(p.Text) <= maxLine && strings.TrimSpace(p.Text) != "" {
		line, caret := excerpt(p.Text, p.Col)
		b.WriteString("\n  " + line + "\n  " + caret)
	}
	return b.String()
}

// visible stands a sign for characters that a terminal would obey, or that turn the direction of writing.
func visible(r rune) rune {
	switch {
	case unicode.IsControl(r) && r != '\t', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u2028', r == '\u2029':
		return unicode.ReplacementChar
	}
	return r
}

func (p Problem) place() string {
	p.File = strings.Map(visible, p.File)
	if p.Line == 0 {
		return p.File + ": "
	}
	return fmt.Sprintf("%s:%d:%d: ", p.File, p.Line, p.Col)
}

// maxLine is the longest line, in bytes, of which a message shows a part: nobody reads a file of longer ones.
const maxLine = 4 << 10

// excerptWidth is how many characters of a line a message shows.
const excerptWidth = 110

// excerpt returns what to show of a line, and a second line with a caret under column col of it.
func excerpt(text string, col int) (line, caret string) {
	runes := []rune(strings.Map(visible, text))
	at := min(max(col-1, 0), len(runes))
	before, after := "", ""
	if from := at - excerptWidth/2; len(runes) > excerptWidth && from > 0 {
		runes, at, before = runes[from:], at-from, "..."
	}
	if len(runes) > excerptWidth {
		runes, after = runes[:excerptWidth], "..."
	}
	pad := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, before+string(runes[:at]))
	return before + string(runes) + after, pad + "^"
}

func sortProblems(list []Problem) {
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(
			strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), strings.Compare(a.Msg, b.Msg))
	})
}

// capped leaves out what comes after the first maxFaults problems of a file, and says so. The list is sorted.
func capped(list []Problem) []Problem {
	var kept []Problem
	n := 0
	for i, p := range list {
		if n++; i > 0 && p.File != list[i-1].File {
			n = 1
		}
		switch {
		case n <= maxFaults:
			kept = append(kept, p)
		case n == maxFaults+1:
			kept = append(kept, Problem{File: p.File, Warning: p.Warning, Msg: fmt.Sprintf("has more than %d problems: those after this are not told", maxFaults)})
		}
	}
	return kept
}

// Report is what [Check] found.
type Report struct {
	Folder   *Folder
	Problems []Problem // sorted by file, line and column
}

// Faults is the number of problems that are no warnings: with none, the folder can be applied.
func (r Report) Faults() int {
	n := 0
	for _, p := range r.Problems {
		if !p.Warning {
			n++
		}
	}
	return n
}

// Text writes every problem, and a line that counts them.
func (r Report) Text(w io.Writer) error {
	var b strings.Builder
	for _, p := range r.Problems {
		b.WriteString(p.String() + "\n")
	}
	faults := r.Faults()
	fmt.Fprintf(&b, "%s, %s, %s\n", count(len(r.Folder.Records), "record", "records"),
		count(faults, "fault", "faults"), count(len(r.Problems)-faults, "warning", "warnings"))
	_, err := io.WriteString(w, b.String())
	return err
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
