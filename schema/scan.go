package schema

import (
	"strings"
	"unicode/utf8"
)

// Limits on the text of a document, enforced before the parser sees it: the parser recurses without bound,
// and validation takes time that grows faster than the text.
const (
	maxDocument   = 32 << 10 // bytes
	maxLine       = 8 << 10  // bytes; the parser takes time quadratic in the place on its line to report an error
	maxTokens     = 2000
	maxNesting    = 24 // of braces, brackets and parentheses; GraphiQL's introspection query needs 15
	maxName       = 256
	maxDirectives = 50
)

// token is a piece of a document outside strings, comments and white space.
type token struct {
	kind       byte // a punctuator, or one of the kinds below
	start, end int
}

const (
	tokenName  = 'a'
	tokenOther = '0' // a number, a string, a spread, or something the parser will refuse
)

// scan checks the raw text against the limits and returns it with null literals blanked out, which the parser and
// the rules do not know, and where they were. Positions stay what they were.
func scan(text string) (string, []int, *fault) {
	switch {
	case len(text) > maxDocument:
		return "", nil, faultf(CodeTooLarge, "the document has %d bytes: at most %d; put long values into variables", len(text), maxDocument)
	case longestLine(text) > maxLine:
		return "", nil, faultf(CodeTooLarge, "the document has a line of more than %d bytes: break it, or put long values into variables", maxLine)
	case !utf8.ValidString(text):
		return "", nil, faultf(CodeParseFailed, "the document is not valid UTF-8")
	}
	tokens, err := tokenize(text)
	if err != nil {
		return "", nil, err
	}
	blanked, nulls := blankNulls(text, tokens)
	return blanked, nulls, nil
}

func tokenize(text string) ([]token, *fault) {
	var tokens []token
	depth, directives := 0, 0
	for i := 0; i < len(text); {
		end, kind := next(text, i)
		if kind == 0 {
			i = end
			continue
		}
		switch kind {
		case '{', '[', '(':
			depth++
		case '}', ']', ')':
			depth--
		case '@':
			directives++
		}
		tokens = append(tokens, token{kind, i, end})
		switch {
		case len(tokens) > maxTokens:
			return nil, faultAt(text, i, CodeTooLarge, "the document has more than %d words and signs: split it", maxTokens)
		case depth > maxNesting:
			return nil, faultAt(text, i, CodeTooDeep, "the document is nested more than %d deep", maxNesting)
		case directives > maxDirectives:
			return nil, faultAt(text, i, CodeTooComplex, "the document has more than %d directives", maxDirectives)
		case kind == tokenName && end-i > maxName:
			return nil, faultAt(text, i, CodeTooLarge, "a name has %d letters: at most %d", end-i, maxName)
		}
		i = end
	}
	return tokens, nil
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
		return i + stringLength(text[i:]), tokenOther
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

func longestLine(text string) int {
	longest := 0
	for len(text) > 0 {
		n := lineLength(text)
		longest = max(longest, n)
		text = text[min(n+1, len(text)):]
	}
	return longest
}

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

// faultAt places a fault at a byte of the text.
func faultAt(text string, i int, code, format string, args ...any) *fault {
	f := faultf(code, format, args...)
	before := text[:i]
	line := 1 + strings.Count(before, "\n")
	f.at = []Location{{line, 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])}}
	return f
}

// blankNulls replaces name: null within arguments and input objects, null within lists, and = null in front of a
// default, by white space, with the parentheses if nothing else is in them.
func blankNulls(text string, tokens []token) (string, []int) {
	out := []byte(text)
	var nulls []int
	blank := func(t token) {
		for i := t.start; i < t.end; i++ {
			out[i] = ' '
		}
	}
	var open []int // indexes of the brackets that are open
	var kept []int // by open bracket: tokens within that stay
	values := 0    // parentheses open: within them braces hold values, outside selections
	for n, t := range tokens {
		switch t.kind {
		case '(', '{', '[':
			if len(kept) > 0 {
				kept[len(kept)-1]++
			}
			open, kept = append(open, n), append(kept, 0)
			if t.kind == '(' {
				values++
			}
			continue
		case ')', '}', ']':
			if len(open) == 0 {
				return text, nulls // unbalanced: the parser says where
			}
			from := open[len(open)-1]
			if t.kind == ')' && kept[len(kept)-1] == 0 && n > from+1 {
				blank(tokens[from])
				blank(t)
			}
			if tokens[from].kind == '(' {
				values--
			}
			open, kept = open[:len(open)-1], kept[:len(kept)-1]
			continue
		}
		if len(kept) == 0 {
			continue
		}
		kept[len(kept)-1]++
		if values == 0 || t.kind != tokenName || text[t.start:t.end] != "null" {
			continue
		}
		gone := []token{t}
		switch {
		case tokens[n-1].kind == ':' && n >= 3 && tokens[n-2].kind == tokenName && tokens[n-3].kind != '$':
			gone = tokens[n-2 : n+1]
		case tokens[n-1].kind == '=':
			gone = tokens[n-1 : n+1]
		case tokens[open[len(open)-1]].kind != '[':
			continue
		}
		nulls = append(nulls, t.start)
		kept[len(kept)-1] -= len(gone)
		for _, g := range gone {
			blank(g)
		}
	}
	return string(out), nulls
}
