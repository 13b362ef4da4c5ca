package evidence

import (
	"strings"
	"unicode"

	"parley/graph"
)

// Passage is quoted words with a few around them.
type Passage struct {
	Before, Words, After string
	// FromText tells that the words around are read from the text kept; else they are what the record has of them.
	FromText bool
}

// PassageOf returns the words a statement quotes with so many words either side. From a text kept it takes them only where
// the words are found in it; elsewhere it gives the prefix and suffix on record. ok is false without a quotation.
func PassageOf(s *graph.Snapshot, st *graph.Statement, around int) (p Passage, ok bool) {
	q := st.Quotation
	if q == nil {
		return p, false
	}
	p = Passage{Before: q.Prefix, Words: q.Exact, After: q.Suffix}
	src, kept := graph.Get[*graph.Source](s, st.Source)
	if !kept || AnchorOf(s, st) != Verified {
		return p, true
	}
	at := offset(src.Text, q)
	p.Before, p.After, p.FromText = lastWords(src.Text[:at], around), firstWords(src.Text[at+len(q.Exact):], around), true
	return p, true
}

// offset is where a verified quotation stands in its text, in bytes.
func offset(text string, q *graph.Quotation) int {
	if q.Start == nil {
		return strings.Index(text, q.Prefix+q.Exact+q.Suffix) + len(q.Prefix)
	}
	return len(string([]rune(text)[:*q.Start]))
}

// firstWords returns a text up to the end of its n-th word.
func firstWords(text string, n int) string {
	inside, words := false, 0
	for i, r := range text {
		if unicode.IsSpace(r) {
			if inside && words >= n {
				return text[:i]
			}
			inside = false
		} else if !inside {
			inside = true
			words++
			if words > n {
				return text[:i]
			}
		}
	}
	return text
}

// lastWords returns a text from the beginning of its n-th last word.
func lastWords(text string, n int) string {
	runes := []rune(text)
	for i, j := 0, len(runes)-1; i < j; i, j = i+1, j-1 {
		runes[i], runes[j] = runes[j], runes[i]
	}
	cut := []rune(firstWords(string(runes), n))
	return text[len(text)-len(string(cut)):]
}

// Footnote writes a source so that a reader finds it: who wrote it, its title, who published it, when, where, and when it
// was read.
func Footnote(src *graph.Source) string {
	var parts []string
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	add(strings.Join(src.Authors, ", "))
	add("“" + src.Title + "”")
	add(src.Publisher)
	if !src.Issued.IsZero() {
		add(src.Issued.String())
	}
	add(src.URL)
	if !src.Accessed.IsZero() {
		add("read " + src.Accessed.String())
	}
	return strings.Join(parts, ", ") + "."
}
