package evidence

import (
	"parley/graph"
)

// Anchor is whether the words quoted in a statement still stand in the text of its source.
type Anchor string

// The states of an anchor.
const (
	NoQuotation Anchor = "no-quotation"
	Verified    Anchor = "verified"
	NotFound    Anchor = "not-found"
	HashDiffers Anchor = "hash-differs"
	TextNotKept Anchor = "text-not-kept"
)

// Values implements graph.Enum.
func (Anchor) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(NoQuotation), Doc: "Nothing is quoted: the statement is a paraphrase."},
		{Word: string(Verified), Doc: "The text is kept, and the words stand in it where the selectors say."},
		{Word: string(NotFound), Doc: "The text is kept, and the words do not stand in it where the selectors say: an orphan. It is never moved to similar words."},
		{Word: string(HashDiffers), Doc: "The text is not kept, and its hash is another than when the words were quoted: they have to be looked up in the new text."},
		{Word: string(TextNotKept), Doc: "The text is not kept, so this cannot be checked here; with the hash whoever has the text can."},
	}
}

// Broken reports whether the words have to be looked up anew.
func (a Anchor) Broken() bool { return a == NotFound || a == HashDiffers }

// AnchorOf tells whether the words a statement quotes still stand in its source.
func AnchorOf(s *graph.Snapshot, st *graph.Statement) Anchor {
	src, ok := graph.Get[*graph.Source](s, st.Source)
	switch {
	case st.Quotation == nil:
		return NoQuotation
	case ok && src.Text != "":
		return anchorIn(src.Text, st.Quotation)
	case ok && differs(hashWhenQuoted(s, st), hashOf(src)):
		return HashDiffers
	}
	return TextNotKept
}

func anchorIn(text string, q *graph.Quotation) Anchor {
	if q.Verify(text) != nil {
		return NotFound
	}
	return Verified
}

// differs reports whether two hashes are known and not the same.
func differs(a, b string) bool { return a != "" && b != "" && a != b }

// hashOf returns the hash of a source's text, kept or not; "" where it is not known.
func hashOf(src *graph.Source) string {
	if src.Text != "" {
		return graph.TextHash(src.Text)
	}
	return src.SHA256
}

// hashWhenQuoted returns the hash of the source's text at the time the statement came to quote what it quotes.
func hashWhenQuoted(s *graph.Snapshot, st *graph.Statement) string {
	var quoted uint64
	var before *graph.Statement
	for _, v := range s.History(st.Ref()) {
		now, _ := v.Record.(*graph.Statement)
		if before == nil || now == nil || now.Source != before.Source || !same(now.Quotation, before.Quotation) {
			quoted = v.Change.Seq
		}
		before = now
	}
	if src, ok := graph.Get[*graph.Source](s.At(quoted), st.Source); ok {
		return hashOf(src)
	}
	return ""
}

func same(a, b *graph.Quotation) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Exact == b.Exact && a.Prefix == b.Prefix && a.Suffix == b.Suffix && place(a.Start) == place(b.Start)
}

// place is a position, -1 where there is none.
func place(n *int) int {
	if n == nil {
		return -1
	}
	return *n
}
