package report

import (
	"cmp"
	"strconv"
	"strings"

	"parley/graph"
)

// unsourced stands where a footnote is missing because the record has none.
var unsourced = Span{Text: "(no source on record)", Style: Emphasis}

// citer numbers footnotes in the order in which the text first needs them: one for each statement, and one
// for each search that found nothing.
type citer struct {
	doc    *Document
	snap   *graph.Snapshot
	number map[graph.Ref]int
}

func newCiter(d *Document, s *graph.Snapshot) *citer {
	return &citer{d, s, map[graph.Ref]int{}}
}

// cite returns references to the statements named, or the mark of a claim without any.
func (c *citer) cite(statements []string) Text {
	var refs Text
	for _, key := range statements {
		if st, ok := graph.Get[*graph.Statement](c.snap, key); ok {
			refs = append(refs, c.note(st.Ref(), func() Text { return statementNote(c.snap, st) }))
		}
	}
	if len(refs) == 0 {
		return Text{{Text: " "}, unsourced}
	}
	return refs
}

// searched returns references to searches.
func (c *citer) searched(inquiries []*graph.Inquiry) Text {
	var refs Text
	for _, q := range inquiries {
		refs = append(refs, c.note(q.Ref(), func() Text { return inquiryNote(c.snap, q) }))
	}
	return refs
}

func (c *citer) note(r graph.Ref, write func() Text) Span {
	n, ok := c.number[r]
	if !ok {
		c.doc.Notes = append(c.doc.Notes, Note{write()})
		n = len(c.doc.Notes)
		c.number[r] = n
	}
	return Span{Note: n}
}

// statementNote cites a statement: who, for whom, in which capacity, when, in what words, where it is
// reported, and the grades.
func statementNote(s *graph.Snapshot, st *graph.Statement) Text {
	head := []string{speakerWords(s, st)}
	if st.Party != "" {
		head = append(head, "for "+partyName(s, st.Party))
	}
	head = append(head, attributionWords[st.Attribution], DateWords(st.Said))
	if e, ok := graph.Get[*graph.Event](s, st.Event); ok {
		head = append(head, "event: "+e.Title)
	}
	t := text(strings.Join(head, "; ")+". ", wordsOf(st)+" ")
	src, ok := graph.Get[*graph.Source](s, st.Source)
	if !ok {
		return t
	}
	return text(t, sourceWords(s, src), " "+Sentence(Grades(src, st))+".")
}

var attributionWords = map[graph.Attribution]string{
	graph.AttributionOfficial: "official statement",
	graph.AttributionPersonal: "personal statement",
	graph.AttributionReported: "as reported by somebody else",
	graph.AttributionInferred: "inferred by the reporter, said by nobody",
}

// wordsOf gives what was said in our words, and in the source's own where those are on record.
func wordsOf(st *graph.Statement) string {
	words := stopped(st.Paraphrase)
	if st.Quotation != nil {
		words += " In the source’s words: " + stopped(quoted(strings.TrimSpace(st.Quotation.Exact)))
	}
	return words
}

// speakerWords names who spoke, with the office held on the day, or the last one held before it.
func speakerWords(s *graph.Snapshot, st *graph.Statement) string {
	p, ok := graph.Get[*graph.Person](s, st.Speaker)
	switch {
	case !ok && st.Voice == "" && st.Attribution == graph.AttributionInferred:
		return "The source itself"
	case !ok:
		return Sentence(cmp.Or(st.Voice, "speaker not named"))
	}
	if held, ok := officeOn(p, st); ok {
		return p.Name + ", " + held.Title + ", " + partyName(s, held.Party)
	}
	if former, ok := officeBefore(p, st); ok {
		return p.Name + ", formerly " + former.Title + ", " + partyName(s, former.Party)
	}
	return p.Name
}

// officeOn finds the office a speaker held when speaking: one with the party spoken for, if there is such.
func officeOn(p *graph.Person, st *graph.Statement) (best graph.Office, ok bool) {
	for _, o := range p.Offices {
		holds := graph.Holds(o.From, o.To, st.Said.Earliest()) || graph.Holds(o.From, o.To, st.Said.Latest())
		if holds && (!ok || o.Party == st.Party && best.Party != st.Party) {
			best, ok = o, true
		}
	}
	return best, ok
}

// officeBefore finds the office that ended last before the speaker spoke.
func officeBefore(p *graph.Person, st *graph.Statement) (best graph.Office, ok bool) {
	for _, o := range p.Offices {
		ended := !o.To.IsZero() && o.To.Compare(st.Said) == graph.Before
		if ended && (!ok || o.To.Latest() > best.To.Latest()) {
			best, ok = o, true
		}
	}
	return best, ok
}

// sourceWords names a document as a reference list does.
func sourceWords(s *graph.Snapshot, src *graph.Source) Text {
	var parts []string
	if len(src.Authors) > 0 {
		parts = append(parts, JoinAnd(src.Authors))
	}
	parts = append(parts, quoted(src.Title))
	if src.Publisher != "" {
		parts = append(parts, src.Publisher)
	}
	if !src.Issued.IsZero() {
		parts = append(parts, DateWords(src.Issued))
	}
	if origin, ok := graph.Get[*graph.Source](s, src.Origin); ok {
		parts = append(parts, "after "+quoted(origin.Title))
	}
	words := "Source: " + strings.Join(parts, ", ")
	if src.URL != "" {
		return text(words+", ", Span{Link: src.URL}, ".")
	}
	return text(stopped(words))
}

// Grades writes the Admiralty grades of a statement and its source as a pair, never blended: "graded B2".
func Grades(src *graph.Source, st *graph.Statement) string {
	letter, digit := string(src.Reliability), ""
	if st.Credibility > 0 {
		digit = strconv.Itoa(st.Credibility)
	}
	switch {
	case letter == "" && digit == "":
		return "not graded"
	case letter == "":
		return "source not graded, item graded " + digit
	case digit == "":
		return "source graded " + letter + ", item not graded"
	}
	return "graded " + letter + digit
}

// inquiryNote describes a search that found nothing.
func inquiryNote(s *graph.Snapshot, q *graph.Inquiry) Text {
	issue := q.Issue
	if i, ok := graph.Get[*graph.Issue](s, q.Issue); ok {
		issue = i.Title
	}
	return text("Searched for the position of " + partyName(s, q.Party) + " on " + issue + ", " + DateWords(q.Date) +
		", in: " + JoinAnd(q.Searched) + ". Nothing was found.")
}
