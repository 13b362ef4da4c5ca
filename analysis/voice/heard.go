package voice

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// words are what is on record of one voice for a party.
type words struct {
	own     []*graph.Statement // said officially or personally
	claimed []*graph.Statement // said by somebody else to be its words
}

// heard returns the words for a party that may have been said by the view's day and count in the view, by voice; on an
// issue, where one is given, those that a position or red line of the party on it rests on.
func heard(v *graph.View, party, issue string) map[string]*words {
	by := map[string]*words{}
	for key := range spoken(v, party, issue) {
		st, ok := graph.Get[*graph.Statement](v.Snapshot, key)
		if !ok || st.Speaker == "" && st.Voice == "" || st.Said.Earliest() > v.AsOf || len(v.Counts([]string{key})) == 0 {
			continue
		}
		if st.Party != "" && st.Party != party {
			continue
		}
		w, known := by[keyOf(st)]
		if !known {
			w = &words{}
			by[keyOf(st)] = w
		}
		switch st.Attribution {
		case graph.AttributionOfficial, graph.AttributionPersonal:
			w.own = append(w.own, st)
		case graph.AttributionReported:
			w.claimed = append(w.claimed, st)
		}
	}
	for _, w := range by {
		newestFirst(w.own)
		newestFirst(w.claimed)
	}
	return by
}

// spoken collects the statements that may be a voice's for the party: on an issue the evidence of its records there, else
// also all that is recorded as said for it, and what its officials, of whatever day, said for nobody in particular.
func spoken(v *graph.View, party, issue string) map[string]bool {
	keys := map[string]bool{}
	for _, r := range holdings(v, party, issue) {
		for _, key := range graph.EvidenceOf(r) {
			keys[key] = true
		}
	}
	if issue != "" {
		return keys
	}
	ref := graph.Ref{Kind: graph.KindParty, Key: party}
	for st := range graph.Referring[*graph.Statement](v.Snapshot, ref) {
		keys[st.Key] = true
	}
	for p := range graph.Referring[*graph.Person](v.Snapshot, ref) {
		for st := range graph.Referring[*graph.Statement](v.Snapshot, p.Ref()) {
			keys[st.Key] = true
		}
	}
	return keys
}

// holdings lists the positions and red lines of a party, whenever they hold, that the view admits; on an issue, where one
// is given, those that name it. Positions come first, each kind by key.
func holdings(v *graph.View, party, issue string) []graph.Record {
	ref := graph.Ref{Kind: graph.KindParty, Key: party}
	if issue != "" {
		ref = graph.Ref{Kind: graph.KindIssue, Key: issue}
	}
	var list []graph.Record
	for p := range graph.Referring[*graph.Position](v.Snapshot, ref) {
		if p.Party == party && (issue == "" || p.Issue == issue) && v.Admits(p) {
			list = append(list, p)
		}
	}
	for r := range graph.Referring[*graph.RedLine](v.Snapshot, ref) {
		if r.Party == party && v.Admits(r) {
			list = append(list, r)
		}
	}
	return list
}

// keyOf tells voices apart: by person, or by what the source calls a voice that is no recorded person.
func keyOf(st *graph.Statement) string {
	if st.Speaker != "" {
		return "person/" + st.Speaker
	}
	return "voice/" + st.Voice
}

// newestFirst orders statements by what can be told of their dates: first the one whose first possible day is the latest,
// which nothing else is known to follow; then by last possible day, then by key.
func newestFirst(list []*graph.Statement) {
	slices.SortFunc(list, func(a, b *graph.Statement) int {
		return cmp.Or(
			cmp.Compare(b.Said.Earliest(), a.Said.Earliest()),
			cmp.Compare(b.Said.Latest(), a.Said.Latest()),
			strings.Compare(a.Key, b.Key),
		)
	})
}

// latest returns the first of statements, newest first, and those of which nobody can tell whether they were later.
func latest(list []*graph.Statement) (last *graph.Statement, rivals []*graph.Statement) {
	for _, st := range list {
		switch {
		case last == nil:
			last = st
		case st.Said.Compare(last.Said) == graph.CannotTell:
			rivals = append(rivals, st)
		}
	}
	return last, rivals
}
