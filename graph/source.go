package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Source is a document: a CSL-JSON item (Citation Style Language 1.0.2) with what Parley adds.
type Source struct {
	Key         string      `json:"key" is:"key" doc:"Short name of the source."`
	Type        SourceType  `json:"type,omitempty" doc:"What sort of document it is."`
	Title       string      `json:"title" is:"required" doc:"The document's title."`
	Publisher   string      `json:"publisher,omitempty" doc:"Who published it."`
	Authors     []string    `json:"authors,omitempty" doc:"Who wrote it."`
	Issued      Date        `json:"issued,omitzero" doc:"When it was published."`
	Accessed    Date        `json:"accessed,omitzero" doc:"When it was read."`
	URL         string      `json:"url,omitempty" is:"url" doc:"Where it can be read."`
	Language    string      `json:"language,omitempty" is:"language" doc:"Its language, a BCP 47 tag."`
	Reliability Reliability `json:"reliability,omitempty" doc:"Admiralty code: how far the source can be relied on, A to F. Left out: not graded."`
	Origin      string      `json:"origin,omitempty" ref:"source" doc:"The source it copies or digests."`
	Text        string      `json:"text,omitempty" doc:"The document's text, where it may be kept."`
	SHA256      string      `json:"sha256,omitempty" is:"sha256" doc:"SHA-256 of the text in UTF-8, in hexadecimal, where the text itself is not kept."`
	Note        string      `json:"note,omitempty" doc:"A remark of the coder's."`
}

// Ref implements Record.
func (s *Source) Ref() Ref { return Ref{KindSource, s.Key} }

func (s *Source) check(c *checker) {
	if s.Text != "" && s.SHA256 != "" && TextHash(s.Text) != s.SHA256 {
		c.faultf([]any{"sha256"}, "is not the hash of the text, which is %s", TextHash(s.Text))
	}
	if !s.Accessed.IsZero() && !s.Issued.IsZero() && s.Accessed.Compare(s.Issued) == Before {
		c.faultf([]any{"accessed"}, "%s is before it was published, %s", s.Accessed, s.Issued)
	}
}

// TextHash returns the SHA-256 of a document's text, in lower-case hexadecimal.
func TextHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Reliability grades a source: the letter of the Admiralty code (NATO AJP-2.1).
type Reliability string

// Values implements Enum.
func (Reliability) Values() []EnumValue {
	return []EnumValue{
		{"A", "Completely reliable."},
		{"B", "Usually reliable."},
		{"C", "Fairly reliable."},
		{"D", "Not usually reliable."},
		{"E", "Unreliable."},
		{"F", "Reliability cannot be judged."},
	}
}

// Statement is one thing said in a source.
type Statement struct {
	Key         string      `json:"key" is:"key" doc:"Short name of the statement."`
	Source      string      `json:"source" is:"required" ref:"source" doc:"Where it is reported."`
	Speaker     string      `json:"speaker,omitempty" ref:"person" doc:"Who said it."`
	Voice       string      `json:"voice,omitempty" doc:"The voice as the source names it, where it is no recorded person: joint statement, delegation."`
	Party       string      `json:"party,omitempty" ref:"party" doc:"The party spoken for."`
	Attribution Attribution `json:"attribution" is:"required" doc:"In which capacity it was said, or who drew it from what."`
	Said        Date        `json:"said,omitzero" is:"required" doc:"When it was said, as precisely as the source tells."`
	Event       string      `json:"event,omitempty" ref:"event" doc:"The event at which it was said."`
	Paraphrase  string      `json:"paraphrase" is:"required" doc:"What was said, in our own words."`
	Quotation   *Quotation  `json:"quotation,omitempty" doc:"The words themselves, with where they stand in the source's text."`
	Language    string      `json:"language,omitempty" is:"language" doc:"The language in which it was said, a BCP 47 tag, where it is not the source's."`
	Credibility int         `json:"credibility,omitempty" is:"1-6" doc:"Admiralty code: how far the item is confirmed, 1 to 6. Left out: not graded."`
	Note        string      `json:"note,omitempty" doc:"A remark of the coder's."`
}

// Quotation holds words of a source and where they stand in its text, by the selectors of the W3C Web
// Annotation Data Model: a TextQuoteSelector (exact, prefix, suffix) and a TextPositionSelector (start, end).
type Quotation struct {
	Exact  string `json:"exact" is:"required" doc:"The words, exactly as in the text."`
	Prefix string `json:"prefix,omitempty" doc:"A few characters before them."`
	Suffix string `json:"suffix,omitempty" doc:"A few characters after them."`
	Start  *int   `json:"start,omitempty" doc:"Position of the first character in the text, counted in Unicode code points from 0."`
	End    *int   `json:"end,omitempty" doc:"Position after the last character."`
}

// QuotationWords is the most words a quotation may have; more belongs into the paraphrase.
const QuotationWords = 25

// Ref implements Record.
func (s *Statement) Ref() Ref { return Ref{KindStatement, s.Key} }

func (s *Statement) check(c *checker) {
	q := s.Quotation
	if q == nil {
		return
	}
	if n := len(strings.Fields(q.Exact)); n > QuotationWords {
		c.faultf([]any{"quotation", "exact"}, "has %d words: quote at most %d and paraphrase the rest", n, QuotationWords)
	}
	if (q.Start == nil) != (q.End == nil) {
		c.faultf([]any{"quotation"}, "start and end go together")
	}
	if q.Start != nil && q.End != nil && (*q.Start < 0 || *q.End-*q.Start != len([]rune(q.Exact))) {
		c.faultf([]any{"quotation", "end"}, "start and end span %d characters, the quotation has %d", *q.End-*q.Start, len([]rune(q.Exact)))
	}
}

// Attribution is in which capacity something was said.
type Attribution string

// The attributions.
const (
	AttributionOfficial Attribution = "official"
	AttributionPersonal Attribution = "personal"
	AttributionReported Attribution = "reported"
	AttributionInferred Attribution = "inferred"
)

// Values implements Enum.
func (Attribution) Values() []EnumValue {
	return []EnumValue{
		{string(AttributionOfficial), "Said for the party, by somebody entitled to."},
		{string(AttributionPersonal), "Said for oneself."},
		{string(AttributionReported), "Somebody else says the party or person said it."},
		{string(AttributionInferred), "The reporter's own conclusion; nobody said it."},
	}
}
