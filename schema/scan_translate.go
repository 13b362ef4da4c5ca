package schema

import (
	"strings"

	"parley/schema/exec"
)

// translator puts what the library's parser does not know into words it does: null, escapes of characters beyond 16
// bits, descriptions of what can be run.
type translator struct {
	text   string
	tokens []token
	out    []byte
	nulls  map[int]bool
	depth  int // brackets open in front of the token
	values int // parentheses among them: within them names are values
}

func translate(text string, tokens []token) (scanned, *fault) {
	t := &translator{text: text, tokens: tokens, out: []byte(text), nulls: map[int]bool{}}
	for n, token := range tokens {
		switch token.kind {
		case '(':
			t.values++
			t.depth++
		case '{', '[':
			t.depth++
		case ')':
			t.values--
			t.depth--
		case '}', ']':
			t.depth--
		case tokenName:
			t.name(n)
		case tokenString:
			if f := t.string(n); f != nil {
				return scanned{}, f
			}
		}
	}
	return scanned{string(t.out), t.nulls}, nil
}

func (t *translator) word(n int) string { return t.text[t.tokens[n].start:t.tokens[n].end] }

// follow reports whether the tokens from n on are of these kinds.
func (t *translator) follow(n int, kinds string) bool {
	for i := range len(kinds) {
		if n+i >= len(t.tokens) || t.tokens[n+i].kind != kinds[i] {
			return false
		}
	}
	return true
}

// name writes another word over a null that is a value.
func (t *translator) name(n int) {
	if t.values <= 0 || t.word(n) != "null" || t.follow(n+1, ":") || strings.IndexByte("$@", t.tokens[n-1].kind) >= 0 {
		return
	}
	at := t.tokens[n].start
	copy(t.out[at:], "NULL")
	t.nulls[at] = true
}

// string takes a description away, and the escapes of any other string that the parser would misread.
func (t *translator) string(n int) *fault {
	plain, f := t.word(n), (*fault)(nil)
	if !strings.HasPrefix(plain, `"""`) {
		plain, f = t.unescape(t.tokens[n].start, plain)
	}
	if t.describes(n) {
		plain = ""
	}
	if f == nil {
		t.put(t.tokens[n], plain)
	}
	return f
}

// put writes a text in the place of a token that is no shorter, and blanks behind it.
func (t *translator) put(token token, text string) {
	for n := token.start + copy(t.out[token.start:token.end], text); n < token.end; n++ {
		if t.out[n] != '\n' && t.out[n] != '\r' {
			t.out[n] = ' '
		}
	}
}

// definers are the words a definition begins with that can have a description.
var definers = map[string]bool{"query": true, "mutation": true, "subscription": true, "fragment": true}

// describes reports whether a string is the description of an operation, a fragment or a variable (September 2025).
func (t *translator) describes(n int) bool {
	text := t.word(n)
	switch {
	case len(text) < 2 || text[len(text)-1] != '"':
		return false // it never ends
	case t.depth == 0:
		return (n == 0 || t.tokens[n-1].kind == '}') && t.follow(n+1, string(rune(tokenName))) && definers[t.word(n+1)]
	}
	return t.depth == 1 && t.values == 1 && t.follow(n+1, "$a:") && strings.IndexByte(":=", t.tokens[n-1].kind) < 0
}

// unescape is a string with characters in the place of their escapes by braces or by two halves: no escape is shorter
// than its character.
func (t *translator) unescape(at int, raw string) (string, *fault) {
	var b strings.Builder
	for i := 0; i < len(raw); {
		plain, n, ok := unescaped(raw[i:])
		if !ok {
			f := faultf(CodeParseFailed, `the escape %s cannot be taken: write the character itself, or \uXXXX`, shorten(raw[i:i+n]))
			f.at = []Location{Location(exec.Locate(t.text, at+i))}
			return "", f
		}
		b.WriteString(plain)
		i += n
	}
	return b.String(), nil
}
