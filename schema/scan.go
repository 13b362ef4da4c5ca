package schema

import (
	"strings"
	"unicode/utf8"
)

// token is a piece of a document outside comments and white space.
type token struct {
	kind       byte // a punctuator, or one of the kinds below
	start, end int
}

const (
	tokenName   = 'a'
	tokenString = '"'
	tokenOther  = '0' // a number, a spread, or something the parser will refuse
)

// scanned is a text in the form the parser takes. Every byte of it that stays is where it was.
type scanned struct {
	text  string
	nulls map[int]bool // where a word of four letters stands for null
}

// scan checks the raw text against the limits on it, before the parser sees it: the parser recurses without bound, and
// validation takes time that grows faster than the text. What the parser does not know is put into words it does.
func scan(text string, m *measured) (scanned, *fault) {
	m.reach(limitDocument, len(text), 0)
	if f := m.check(text, limitDocument); f != nil {
		return scanned{}, f
	}
	if !utf8.ValidString(text) {
		return scanned{}, faultf(CodeParseFailed, "the document is not valid UTF-8: write it so")
	}
	lines(text, m)
	tokens := tokenize(text, m)
	if f := m.check(text, limitLine, limitTokens, limitDepth, limitName, limitDirectives); f != nil {
		return scanned{}, f
	}
	return translate(text, tokens)
}

// lines measures them: the parser takes time quadratic in the place on its line to report an error.
func lines(text string, m *measured) {
	for start := 0; start < len(text); {
		n := lineLength(text[start:])
		m.reach(limitLine, n, start)
		start += n + 1
	}
}

// tokenize measures a text and cuts it into tokens. Those beyond the limit are counted, not kept.
func tokenize(text string, m *measured) []token {
	var tokens []token
	count, depth, directives := 0, 0, 0
	for i := 0; i < len(text); {
		end, kind := next(text, i)
		if kind == 0 {
			i = end
			continue
		}
		switch kind {
		case '{', '[', '(':
			depth++
			m.reach(limitDepth, depth, i)
		case '}', ']', ')':
			depth--
		case '@':
			directives++
			m.reach(limitDirectives, directives, i)
		case tokenName:
			m.reach(limitName, end-i, i)
		}
		if count++; count <= m.limits.Of(limitTokens) {
			tokens = append(tokens, token{kind, i, end})
		}
		m.reach(limitTokens, count, i)
		i = end
	}
	return tokens
}

// next returns the end of the token that begins at i and its kind, or kind 0 for what is to be skipped.
func next(text string, i int) (end int, kind byte) {
	switch c := text[i]; {
	case c == ' ', c == '\t', c == '\n', c == '\r', c == ',':
		return i + 1, 0
	case strings.HasPrefix(text[i:], "\uFEFF"):
		return i + len("\uFEFF"), 0
	case c == '#':
		return i + lineLength(text[i:]), 0
	case c == '"':
		return i + stringLength(text[i:]), tokenString
	case isNameStart(c):
		end = i + 1
		for end < len(text) && (isNameStart(text[end]) || isDigit(text[end])) {
			end++
		}
		return end, tokenName
	case c == '-', isDigit(c):
		end = i + 1
		for end < len(text) && (isDigit(text[end]) || strings.IndexByte(".eE+-", text[end]) >= 0) {
			end++
		}
		return end, tokenOther
	case strings.HasPrefix(text[i:], "..."):
		return i + 3, tokenOther
	case strings.IndexByte("{}[]():=!|@$&", c) >= 0:
		return i + 1, c
	}
	_, n := utf8.DecodeRuneInString(text[i:])
	return i + n, tokenOther
}

func isNameStart(c byte) bool { return c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool     { return c >= '0' && c <= '9' }

func lineLength(text string) int {
	if n := strings.IndexAny(text, "\r\n"); n >= 0 {
		return n
	}
	return len(text)
}

// stringLength is the length of the string or block string that text begins with. One that never ends is cut
// where the parser will complain: at the line's end, or the document's.
func stringLength(text string) int {
	if strings.HasPrefix(text, `"""`) {
		for i := 3; i < len(text); i++ {
			switch {
			case strings.HasPrefix(text[i:], `\"""`):
				i += 3
			case strings.HasPrefix(text[i:], `"""`):
				return i + 3
			}
		}
		return len(text)
	}
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		case '\n', '\r':
			return i
		}
	}
	return len(text)
}
