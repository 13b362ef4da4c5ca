package seed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// unentitled notes a position or red line that takes the place of another, or stands for its party alone, on nothing but
// words of people who held no office that speaks for the party on the day they said them.
func (c *checker) unentitled(s *graph.Snapshot, found *lookAt, e *entry, party, supersedes string) {
	who := strangers(s, party, graph.EvidenceOf(e.record))
	switch {
	case who == "":
	case supersedes != "":
		found.when(true, e, []any{"supersedes"}, fmt.Sprintf(
			"%s is replaced on words of %s alone: add words of an office-holder, record the office if one was held, or leave supersedes out, and both stand", supersedes, who))
	case standsAlone(s, e.record, party):
		found.when(true, e, []any{"evidence"}, fmt.Sprintf(
			"all that stands for %s here is words of %s: add words of an office-holder, record the office if one was held, or leave the record out", party, who))
	}
}

// strangers names who said the statements, if there are any and none is by somebody with an office that speaks for the
// party; else it is empty. A voice that is no recorded person is taken to be entitled unless it spoke for itself.
func strangers(s *graph.Snapshot, party string, evidence []string) string {
	var who []string
	for _, key := range evidence {
		st, ok := graph.Get[*graph.Statement](s, key)
		if !ok || entitled(s, st, party) {
			return ""
		}
		who = append(who, fmt.Sprintf("%s on %s (%s)", cmp.Or(st.Speaker, st.Voice, "nobody named"), st.Said, post(s, st, party)))
	}
	slices.Sort(who)
	return strings.Join(slices.Compact(who), ", ")
}

// entitled reports whether words may be those of a voice that binds or speaks for the party, or the one they are said for.
func entitled(s *graph.Snapshot, st *graph.Statement, party string) bool {
	p, ok := graph.Get[*graph.Person](s, st.Speaker)
	if !ok {
		return st.Attribution != graph.AttributionPersonal
	}
	return slices.ContainsFunc(p.Offices, func(o graph.Office) bool {
		return o.Party == cmp.Or(st.Party, party) && o.Authority != graph.AuthorityPersonal && meet(o, st.Said)
	})
}

// meet reports whether an office may have been held when something was said.
func meet(o graph.Office, said graph.Date) bool {
	return o.From.Earliest() <= said.Latest() && said.Earliest() <= o.To.Latest()
}

// post says what somebody without an office that speaks for a party was instead.
func post(s *graph.Snapshot, st *graph.Statement, party string) string {
	var last graph.Office
	if p, ok := graph.Get[*graph.Person](s, st.Speaker); ok {
		for _, o := range p.Offices {
			switch {
			case o.Party != party:
			case meet(o, st.Said):
				return o.Title + ", speaking personally"
			case o.To.Latest() < st.Said.Earliest() && (last.Title == "" || o.To.Latest() > last.To.Latest()):
				last = o
			}
		}
	}
	if last.Title == "" {
		return "no office on record"
	}
	return last.Title + " until " + last.To.String()
}

// standsAlone reports whether nothing else of the party on an issue of the record, said by somebody entitled to or resting
// on nothing, holds on its first day.
func standsAlone(s *graph.Snapshot, r graph.Record, party string) bool {
	issues, from, _ := bears(r)
	for _, issue := range issues {
		for _, kind := range []graph.Kind{graph.KindPosition, graph.KindRedLine} {
			for other := range s.Referring(graph.Ref{Kind: graph.KindIssue, Key: issue}, kind) {
				_, begins, ends := bears(other)
				if other.Ref() != r.Ref() && partyOf(other) == party && graph.Holds(begins, ends, from.Earliest()) &&
					strangers(s, party, graph.EvidenceOf(other)) == "" {
					return false
				}
			}
		}
	}
	return true
}

// bears returns the issues a position or red line is about, and when it holds.
func bears(r graph.Record) (issues []string, from, to graph.Date) {
	switch r := r.(type) {
	case *graph.Position:
		return []string{r.Issue}, r.From, r.To
	case *graph.RedLine:
		for _, p := range slices.Concat(r.Forbids, r.MayForbid) {
			issues = append(issues, p.Issues()...)
		}
		return issues, r.From, r.To
	}
	return nil, graph.Date{}, graph.Date{}
}

func partyOf(r graph.Record) string {
	switch r := r.(type) {
	case *graph.Position:
		return r.Party
	case *graph.RedLine:
		return r.Party
	}
	return ""
}
