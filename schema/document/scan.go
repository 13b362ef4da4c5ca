package document

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
	tokenInt    = '1'
	tokenFloat  = '.'
	tokenSpread = '*'
	tokenBad    = '?' // none of the language's
)

// scan checks a text against the limits on it and cuts it into tokens, before anything recurses into it.
func scan(text string, m *measured) ([]token, *Fault) {
	m.reach(limitDocument, len(text), 0)
	if f := m.check(text, limitDocument); f != nil {
		return nil, f
	}
	if !utf8.ValidString(text) {
		return nil, Faultf(CodeParseFailed, "the document is not valid UTF-8: write it so")
	}
	tokens := tokenize(text, m)
	return tokens, m.check(text, limitTokens, limitDepth, limitName, limitDirectives)
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
		case tokenName, tokenInt, tokenFloat:
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
		return stringEnd(text, i)
	case isNameStart(c):
		return nameEnd(text, i), tokenName
	case c == '-', isDigit(c):
		return numberEnd(text, i)
	case strings.HasPrefix(text[i:], "..."):
		return i + 3, tokenSpread
	case strings.IndexByte("{}[]():=!|@$&", c) >= 0:
		return i + 1, c
	}
	_, n := utf8.DecodeRuneInString(text[i:])
	return i + n, tokenBad
}

func nameEnd(text string, i int) int {
	for i < len(text) && (isNameStart(text[i]) || isDigit(text[i])) {
		i++
	}
	return i
}

// numberEnd reads a number, and whatever hangs on it that makes it none (specification, 2.9.1, 2.9.2).
func numberEnd(text string, i int) (end int, kind byte) {
	start := i
	if text[i] == '-' {
		i++
	}
	whole := i
	i = digitsEnd(text, i)
	ok := i == whole+1 || i > whole && text[whole] != '0'
	kind = tokenInt
	if i < len(text) && text[i] == '.' {
		kind, whole = tokenFloat, i+1
		i = digitsEnd(text, whole)
		ok = ok && i > whole
	}
	if i < len(text) && text[i]|0x20 == 'e' {
		kind, whole = tokenFloat, i+1
		if whole < len(text) && (text[whole] == '+' || text[whole] == '-') {
			whole++
		}
		i = digitsEnd(text, whole)
		ok = ok && i > whole
	}
	for i < len(text) && (text[i] == '.' || isNameStart(text[i]) || isDigit(text[i])) {
		ok = false
		i++
	}
	if !ok {
		return max(i, start+1), tokenBad
	}
	return i, kind
}

func digitsEnd(text string, i int) int {
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	return i
}

// flaw is what is wrong with a token that is none of the language's.
func flaw(word string) string {
	switch c := word[0]; {
	case c == '"':
		return "is a string that does not end"
	case c == '-', isDigit(c):
		return "is no number"
	}
	return "means nothing"
}

func isNameStart(c byte) bool { return c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool     { return c >= '0' && c <= '9' }

func lineLength(text string) int {
	if n := strings.IndexAny(text, "\r\n"); n >= 0 {
		return n
	}
	return len(text)
}

// stringEnd reads a string or block string. One that does not end goes on to the end of its line, or of the document.
func stringEnd(text string, i int) (end int, kind byte) {
	if strings.HasPrefix(text[i:], `"""`) {
		return blockEnd(text, i+3)
	}
	for i++; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1, tokenString
		case '\n', '\r':
			return i, tokenBad
		}
	}
	return len(text), tokenBad
}

func blockEnd(text string, i int) (end int, kind byte) {
	for ; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], `\"""`):
			i += 3
		case strings.HasPrefix(text[i:], `"""`):
			return i + 3, tokenString
		}
	}
	return len(text), tokenBad
}
