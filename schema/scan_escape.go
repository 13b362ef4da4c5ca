package schema

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// unescaped reads one character of a string, or one escape, of n bytes, and gives what the library's parser reads as
// that. It is not ok where an escape stands for no character.
func unescaped(raw string) (plain string, n int, ok bool) {
	switch {
	case raw[0] != '\\':
		return raw[:1], 1, true
	case strings.HasPrefix(raw, `\u{`):
		return braced(raw)
	case strings.HasPrefix(raw, `\u`):
		return halves(raw)
	}
	n = min(2, len(raw))
	return raw[:n], n, true
}

// braced reads an escape such as \u{1F600} (September 2025).
func braced(raw string) (plain string, n int, ok bool) {
	n = strings.IndexByte(raw, '}') + 1
	if n == 0 {
		return "", len(raw), false
	}
	c, err := strconv.ParseUint(raw[3:n-1], 16, 32)
	if err != nil || !utf8.ValidRune(rune(c)) || c > utf8.MaxRune {
		return "", n, false
	}
	plain = string(rune(c))
	if short, special := shortEscapes[plain]; special {
		plain = short
	} else if c < ' ' {
		plain = `\u00` + strconv.FormatUint(c>>4, 16) + strconv.FormatUint(c&15, 16)
	}
	return plain, n, len(plain) <= n
}

// shortEscapes write what cannot stand in a string.
var shortEscapes = map[string]string{`"`: `\"`, `\`: `\\`, "\b": `\b`, "\f": `\f`, "\n": `\n`, "\r": `\r`, "\t": `\t`}

// halves reads an escape of 16 bits, and the one behind it where only both make a character.
func halves(raw string) (plain string, n int, ok bool) {
	first, read := sixteen(raw)
	switch {
	case !read:
		return raw[:2], 2, true // the parser refuses it
	case !utf16.IsSurrogate(first):
		return raw[:6], 6, true
	}
	second, _ := sixteen(raw[6:])
	c := utf16.DecodeRune(first, second)
	if c == utf8.RuneError {
		return "", 6, false
	}
	return string(c), 12, true
}

// sixteen reads \uXXXX.
func sixteen(raw string) (rune, bool) {
	if len(raw) < 6 || raw[:2] != `\u` {
		return 0, false
	}
	c, err := strconv.ParseUint(raw[2:6], 16, 16)
	return rune(c), err == nil
}
