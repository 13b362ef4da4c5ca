package seed

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// How text is written: plain where any YAML reader, of version 1.1 too, would take it for that text; else in
// double quotes, whose escapes are those of YAML 1.2.

// otherTypes matches plain scalars that YAML 1.1 or 1.2 takes for something else than text.
var otherTypes = regexp.MustCompile(`^(` +
	`~|=|<<|(?i:null|true|false|yes|no|on|off|y|n)` +
	`|[-+]?(0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0[bB][01_]+` +
	`|[0-9][0-9_]*(:[0-9]+)*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|\.[0-9_]+([eE][-+]?[0-9]+)?)` +
	`|[-+]?\.(?i:inf)|\.(?i:nan))$`)

var timestamp = regexp.MustCompile(`^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?$`)

// scalar returns a scalar on one line, for use within brackets (flow) or outside.
func scalar(t tree, flow bool) string {
	if t.form == numberForm || plain(t.text, flow) && (t.form == dateForm || !timestamp.MatchString(t.text)) {
		return t.text
	}
	return quote(t.text)
}

// plain reports whether text can stand without quotes, timestamps aside.
func plain(s string, flow bool) bool {
	switch {
	case s == "", otherTypes.MatchString(s), strings.ContainsFunc(s, unprintable):
		return false
	case strings.ContainsAny(s[:1], "-?:,[]{}#&*!|>'\"%@` ") || strings.HasPrefix(s, "..."):
		return false
	case strings.ContainsAny(s[len(s)-1:], " :") || strings.Contains(s, ": ") || strings.Contains(s, " #"):
		return false
	}
	return !flow || !strings.ContainsAny(s, ",[]{}:")
}

// unprintable reports characters that must be escaped to be seen, or for YAML to keep them.
func unprintable(r rune) bool {
	return !unicode.IsGraphic(r) && r != '\u200c' && r != '\u200d' || r == unicode.ReplacementChar
}

func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case !unprintable(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// literal returns text of several lines as the lines of a literal block and its header, if it can be written
// so and be read back exactly.
func literal(s string) (header string, lines []string, ok bool) {
	body, ended := strings.CutSuffix(s, "\n")
	lines = strings.Split(body, "\n")
	if len(lines) < 2 && !ended || lines[0] == "" || lines[0][0] == ' ' || lines[len(lines)-1] == "" {
		return "", nil, false
	}
	for _, line := range lines {
		if strings.ContainsFunc(line, unprintable) || strings.HasSuffix(line, " ") {
			return "", nil, false
		}
	}
	if ended {
		return "|", lines, true
	}
	return "|-", lines, true
}

// folded returns text as lines of at most width characters, where words allow, for a folded block that ends
// without a line break, if it can be written so and be read back exactly.
func folded(s string, width int) (lines []string, ok bool) {
	if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' || strings.ContainsFunc(s, unprintable) {
		return nil, false
	}
	line := ""
	for _, word := range foldable(s) {
		switch {
		case line == "":
			line = word
		case length(line)+1+length(word) <= width:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	return append(lines, line), true
}

// foldable splits text at single spaces; words keep longer runs of spaces inside them.
func foldable(s string) []string {
	var words []string
	for _, w := range strings.Split(s, " ") {
		if n := len(words); n > 0 && (w == "" || strings.HasSuffix(words[n-1], " ")) {
			words[n-1] += " " + w
			continue
		}
		words = append(words, w)
	}
	return words
}

func length(s string) int { return len([]rune(s)) }
