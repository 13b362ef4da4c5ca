package evidence

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// Correction is a change to what a source is, as against what is said about it: to its text or the hash of that, its
// grade, or what it copies.
type Correction struct {
	Change        graph.ChangeInfo // by whom, when it was recorded, and why
	Before, After *graph.Source
	Fields        []string // which of text, sha256, reliability and origin, as files name them
	// Quotations are the words quoted from the source at the time that the new text does not bear out, by key.
	Quotations []Unproved
}

// Unproved is a quotation that a new text of its source does not bear out.
type Unproved struct {
	Statement *graph.Statement // as it stood before the correction
	Anchor    Anchor           // NotFound, or HashDiffers where the new text is not kept and so cannot be looked at
	// Now is the anchor of the statement today, NoQuotation where it no longer quotes; "" where it is no more.
	Now Anchor
}

// Corrections lists how a source was corrected, oldest first.
func Corrections(s *graph.Snapshot, source string) []Correction {
	var list []Correction
	var before *graph.Source
	for _, v := range s.History(graph.Ref{Kind: graph.KindSource, Key: source}) {
		after, ok := v.Record.(*graph.Source)
		if ok && before != nil {
			c := Correction{Change: v.Change, Before: before, After: after, Fields: corrected(before, after)}
			if differs(hashOf(before), hashOf(after)) {
				c.Quotations = unproved(s, v.Change.Seq, after)
			}
			if len(c.Fields) > 0 {
				list = append(list, c)
			}
		}
		before = after
	}
	return list
}

// corrected names the fields in which a source differs that bear on what rests on it.
func corrected(a, b *graph.Source) []string {
	var fields []string
	add := func(name string, same bool) {
		if !same {
			fields = append(fields, name)
		}
	}
	add("text", a.Text == b.Text)
	add("sha256", a.SHA256 == b.SHA256)
	add("reliability", a.Reliability == b.Reliability)
	add("origin", a.Origin == b.Origin)
	return fields
}

// unproved lists the quotations on record before a change that the text of the source as it then became does not have.
func unproved(s *graph.Snapshot, seq uint64, after *graph.Source) []Unproved {
	var list []Unproved
	for st := range graph.Referring[*graph.Statement](s.At(seq-1), after.Ref()) {
		u := Unproved{Statement: st, Anchor: HashDiffers}
		if st.Quotation == nil {
			continue
		}
		if after.Text != "" {
			u.Anchor = anchorIn(after.Text, st.Quotation)
		}
		if now, ok := graph.Get[*graph.Statement](s, st.Key); ok {
			u.Now = AnchorOf(s, now)
		}
		if u.Anchor != Verified {
			list = append(list, u)
		}
	}
	return list
}

func compareRefs(a, b graph.Ref) int {
	return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Key, b.Key))
}

// Affected lists what a correction bears on: the records for which a statement of the source or of a copy counts.
func (c Correction) Affected(v *graph.View) []graph.Record {
	return slices.Clip(ImpactOf(v, c.After).Resting)
}
