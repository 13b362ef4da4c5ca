package change

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// strength ranks the best voice behind a record, strongest first.
type strength struct {
	apart       bool // it was not heard when the record began
	attribution int
	authority   int
}

func (a strength) compare(b strength) int {
	return cmp.Or(compareBool(a.apart, b.apart), cmp.Compare(a.attribution, b.attribution), cmp.Compare(a.authority, b.authority))
}

var (
	attributions = graph.Words(graph.Attribution(""))
	authorities  = graph.Words(graph.Authority(""))
)

// strength returns the strength of the best statement behind a record, and the weakest of all where there is none.
func (s *strand) strength(t *tenure) strength {
	if st := s.best(t, s.view.AsOf); st != nil {
		return s.weigh(t, st)
	}
	return strength{true, len(attributions), len(authorities)}
}

func (s *strand) weigh(t *tenure, st *graph.Statement) strength {
	return strength{!together(t.Record, st), slices.Index(attributions, string(st.Attribution)), s.authority(t.party, st)}
}

// together reports whether words may have been said when the record began.
func together(r graph.Record, st *graph.Statement) bool {
	from, _ := datesOf(r)
	return !from.IsZero() && st.Said.Compare(from) == graph.CannotTell
}

func datesOf(r graph.Record) (from, to graph.Date) {
	switch r := r.(type) {
	case *graph.Position:
		return r.From, r.To
	case *graph.RedLine:
		return r.From, r.To
	}
	return graph.Date{}, graph.Date{}
}

// authority is the place of the speaker's office with the party among the degrees of authority, strongest first. A
// document or joint statement counts as official; anybody else comes last.
func (s *strand) authority(party string, st *graph.Statement) int {
	best := len(authorities)
	if st.Speaker == "" && st.Attribution == graph.AttributionOfficial {
		best = slices.Index(authorities, string(graph.AuthorityOfficial))
	}
	if p, ok := graph.Get[*graph.Person](s.view.Snapshot, st.Speaker); ok {
		for _, o := range p.Offices {
			if o.Party == party && graph.Holds(o.From, o.To, st.Said.Earliest()) {
				best = min(best, slices.Index(authorities, string(o.Authority)))
			}
		}
	}
	return best
}

// best returns the statement that shows a record best, of those that may have been said by a day: one that falls
// together with the beginning of the record; then by attribution, by authority of the speaker, one with a quotation,
// by credibility, by reliability of the source, the earliest, by key.
func (s *strand) best(t *tenure, by graph.Day) *graph.Statement {
	var found *graph.Statement
	for _, key := range graph.EvidenceOf(t.Record) {
		st, ok := graph.Get[*graph.Statement](s.view.Snapshot, key)
		if ok && st.Said.Earliest() <= min(by, s.view.AsOf) && (found == nil || s.better(t, st, found) < 0) {
			found = st
		}
	}
	return found
}

func (s *strand) better(t *tenure, a, b *graph.Statement) int {
	return cmp.Or(
		s.weigh(t, a).compare(s.weigh(t, b)),
		compareBool(a.Quotation == nil, b.Quotation == nil),
		cmp.Compare(credibility(a), credibility(b)),
		strings.Compare(s.reliability(a), s.reliability(b)),
		cmp.Compare(a.Said.Earliest(), b.Said.Earliest()),
		strings.Compare(a.Key, b.Key),
	)
}

// credibility puts what is not graded last.
func credibility(st *graph.Statement) int {
	if st.Credibility == 0 {
		return 7
	}
	return st.Credibility
}

func (s *strand) reliability(st *graph.Statement) string {
	src, _ := graph.Get[*graph.Source](s.view.Snapshot, st.Source)
	return cmp.Or(string(src.Reliability), "Z")
}

// sameVoice reports whether one voice spoke for both records when they began.
func (s *strand) sameVoice(a, b *tenure) bool {
	voices := s.voices(a)
	return slices.ContainsFunc(s.voices(b), func(v string) bool { return slices.Contains(voices, v) })
}

// voices tells voices apart: by person, or by what the source calls a voice that is none; where it names nobody, by
// statement.
func (s *strand) voices(t *tenure) []string {
	var list []string
	for _, key := range graph.EvidenceOf(t.Record) {
		st, ok := graph.Get[*graph.Statement](s.view.Snapshot, key)
		switch {
		case !ok || !together(t.Record, st):
		case st.Speaker != "":
			list = append(list, "person/"+st.Speaker)
		case st.Voice != "":
			list = append(list, "voice/"+st.Voice)
		default:
			list = append(list, "statement/"+st.Key)
		}
	}
	return list
}
