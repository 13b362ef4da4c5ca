package document

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// shortEscapes are those of one letter.
var shortEscapes = map[byte]string{'"': `"`, '\\': `\`, '/': "/", 'b': "\b", 'f': "\f", 'n': "\n", 'r': "\r", 't': "\t"}

// unescape reads what a string has up to its next escape, or that escape, of n bytes. It gives "" for one that stands
// for no character.
func unescape(raw string) (text string, n int) {
	if n = strings.IndexByte(raw, '\\'); n != 0 {
		if n < 0 {
			n = len(raw)
		}
		return raw[:n], n
	}
	switch {
	case strings.HasPrefix(raw, `\u{`):
		return braced(raw)
	case strings.HasPrefix(raw, `\u`):
		return halves(raw)
	}
	_, n = utf8.DecodeRuneInString(raw[1:])
	return shortEscapes[raw[1]], 1 + n
}

// braced reads an escape such as \u{1F600} (September 2025).
func braced(raw string) (text string, n int) {
	n = strings.IndexByte(raw, '}') + 1
	if n == 0 {
		return "", len(raw)
	}
	c, err := strconv.ParseUint(raw[3:n-1], 16, 32)
	if err != nil || c > utf8.MaxRune || !utf8.ValidRune(rune(c)) {
		return "", n
	}
	return string(rune(c)), n
}

// halves reads an escape of 16 bits, and the one behind it where only both make a character.
func halves(raw string) (text string, n int) {
	first, ok := sixteen(raw)
	switch {
	case !ok:
		return "", min(6, len(raw))
	case !utf16.IsSurrogate(first):
		return string(first), 6
	}
	second, _ := sixteen(raw[6:])
	if c := utf16.DecodeRune(first, second); c != utf8.RuneError {
		return string(c), 12
	}
	return "", 6
}

// sixteen reads \uXXXX.
func sixteen(raw string) (c rune, ok bool) {
	if len(raw) < 6 || raw[:2] != `\u` {
		return 0, false
	}
	n, err := strconv.ParseUint(raw[2:6], 16, 16)
	return rune(n), err == nil
}

// blockString takes off what only lays a block string out (specification, 2.9.4): the indent all lines but the first
// share, and blank lines around it.
func blockString(raw string) string {
	raw = strings.ReplaceAll(strings.ReplaceAll(raw, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(strings.ReplaceAll(raw, `\"""`, `"""`), "\n")
	indent := -1
	for _, line := range lines[1:] {
		if n := len(line) - len(strings.TrimLeft(line, " \t")); n < len(line) && (indent < 0 || n < indent) {
			indent = n
		}
	}
	for i := range lines[1:] {
		lines[i+1] = lines[i+1][min(max(indent, 0), len(lines[i+1])):]
	}
	for len(lines) > 0 && isBlank(lines[0]) {
		lines = lines[1:]
	}
	for len(lines) > 0 && isBlank(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	return strings.Join(lines, "\n")
}

func isBlank(line string) bool { return strings.Trim(line, " \t") == "" }
