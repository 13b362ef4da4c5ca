package document

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	gqlast "github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"

	"parley/schema/schematest"
)

// theirKinds are gqlparser's names of kinds of tokens.
var theirKinds = map[lexer.Type]byte{
	lexer.Bang: '!', lexer.Dollar: '$', lexer.Amp: '&', lexer.ParenL: '(', lexer.ParenR: ')', lexer.Spread: tokenSpread, lexer.Colon: ':', lexer.Equals: '=',
	lexer.At: '@', lexer.BracketL: '[', lexer.BracketR: ']', lexer.BraceL: '{', lexer.BraceR: '}', lexer.Pipe: '|', lexer.Name: tokenName, lexer.Int: tokenInt,
	lexer.Float: tokenFloat, lexer.String: tokenString, lexer.BlockString: tokenString,
}

// FuzzScan holds the tokens to be in the text one behind the other, with nothing between them but what means nothing, and
// to be gqlparser's wherever that takes all of a text.
func FuzzScan(f *testing.F) {
	for _, text := range schematest.Texts() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens, wrong := scan(text, newMeasured(nil))
		if wrong != nil || !utf8.ValidString(text) {
			return
		}
		end := 0
		for _, token := range tokens {
			if token.start < end || token.end <= token.start || token.end > len(text) || !idle(text[end:token.start]) {
				t.Fatalf("%q: %+v behind %d", text, token, end)
			}
			end = token.end
		}
		if !idle(text[end:]) {
			t.Fatalf("%q: ends at %d", text, end)
		}
		// It takes 0A for two tokens, and ends a block string behind its last quote.
		if !slices.ContainsFunc(tokens, func(token token) bool { return token.kind == tokenBad }) && !strings.Contains(text, `""""`) {
			agrees(t, text, tokens)
		}
	})
}

// idle reports whether a text between tokens means nothing.
func idle(text string) bool {
	for len(text) > 0 {
		if text[0] == '#' {
			text = text[lineLength(text):]
			continue
		}
		c, n := utf8.DecodeRuneInString(text)
		if !strings.ContainsRune(" \t\r\n,\uFEFF", c) {
			return false
		}
		text = text[n:]
	}
	return true
}

// agrees compares the tokens with gqlparser's. It counts places in characters, and those of strings with a sign more or
// less: only names and numbers are compared by place. What block strings say neither it nor the library reads as laid
// down.
func agrees(t *testing.T, text string, tokens []token) {
	lex := lexer.New(&gqlast.Source{Input: text})
	var theirs []lexer.Token
	for {
		next, err := lex.ReadToken()
		if err != nil {
			return
		}
		if next.Kind == lexer.EOF {
			break
		}
		if next.Kind != lexer.Comment {
			theirs = append(theirs, next)
		}
	}
	if len(theirs) != len(tokens) {
		t.Fatalf("%q: %d tokens, theirs %d", text, len(tokens), len(theirs))
	}
	for i, token := range tokens {
		word := text[token.start:token.end]
		if token.kind != theirKinds[theirs[i].Kind] {
			t.Fatalf("%q: token %d is %q, theirs %v", text, i, word, theirs[i])
		}
		switch token.kind {
		case tokenString:
			p := &reader{text: text}
			if got := p.unquote(token.start, word); got != theirs[i].Value && !strings.Contains(word, `\u`) && !strings.HasPrefix(word, `"""`) {
				t.Fatalf("%q: %s says %q, theirs %q", text, word, got, theirs[i].Value)
			}
		case tokenName, tokenInt, tokenFloat:
			if start := utf8.RuneCountInString(text[:token.start]); word != theirs[i].Value || start != theirs[i].Pos.Start {
				t.Fatalf("%q: %q at %d, theirs %v at %d", text, word, start, theirs[i], theirs[i].Pos.Start)
			}
		}
	}
}
