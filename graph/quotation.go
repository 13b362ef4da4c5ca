package graph

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Verify reports whether the quotation stands in text where its selectors say. It never looks for a better
// place: words that have moved are an orphan, and a person decides where they belong.
func (q *Quotation) Verify(text string) error {
	if q.Start != nil && q.End != nil {
		return q.verifyAt(text, *q.Start, *q.End)
	}
	anchor := q.Prefix + q.Exact + q.Suffix
	switch strings.Count(text, anchor) {
	case 1:
		return nil
	case 0:
		return fmt.Errorf("orphan: these words, with this prefix and suffix, are not in the text%s", q.elsewhere(text))
	default:
		return fmt.Errorf("stands in the text %d times: add prefix and suffix, or start and end", strings.Count(text, anchor))
	}
}

func (q *Quotation) verifyAt(text string, start, end int) error {
	from, ok1 := byteOffset(text, start)
	to, ok2 := byteOffset(text, end)
	if !ok1 || !ok2 || from > to || text[from:to] != q.Exact {
		return fmt.Errorf("orphan: the text does not have these words at %d to %d%s", start, end, q.elsewhere(text))
	}
	if !strings.HasSuffix(text[:from], q.Prefix) {
		return fmt.Errorf("orphan: the text before character %d is not the prefix %q", start, q.Prefix)
	}
	if !strings.HasPrefix(text[to:], q.Suffix) {
		return fmt.Errorf("orphan: the text after character %d is not the suffix %q", end, q.Suffix)
	}
	return nil
}

func (q *Quotation) elsewhere(text string) string {
	i := strings.Index(text, q.Exact)
	if i < 0 {
		return ""
	}
	return fmt.Sprintf(" (the words alone stand at character %d; decide whether they are the ones meant)", utf8.RuneCountInString(text[:i]))
}

// byteOffset turns a count of code points into an offset in bytes.
func byteOffset(text string, chars int) (int, bool) {
	if chars < 0 {
		return 0, false
	}
	for i := range text {
		if chars == 0 {
			return i, true
		}
		chars--
	}
	return len(text), chars == 0
}
