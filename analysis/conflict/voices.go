package conflict

import (
	"slices"

	"parley/graph"
)

// quarrel is two positions of a party that cannot both be its own, each supported by another of its voices on
// the same day.
type quarrel struct {
	one, other   *graph.Position
	day          graph.Day
	voice, reply string // the name of who spoke for one, and for other
	stake        graph.OptionSet
}

// quarrels lists each pair of positions once, with the first day and voices that show it.
func (t *table) quarrels(st *graph.Stand) []quarrel {
	var list []quarrel
	for n, one := range st.Positions {
		for _, other := range st.Positions[n+1:] {
			stake := t.differ(one, other)
			if stake == 0 {
				continue
			}
			if q, ok := t.sameDay(one, other); ok {
				q.stake = stake
				list = append(list, q)
			}
		}
	}
	return list
}

// differ returns the options on which two positions contradict each other: all they ask for, if both ask and
// no option is in both; or those for which one stands and which the other opposes.
func (t *table) differ(one, other *graph.Position) graph.OptionSet {
	a, b := t.issue.Set(one.Options)&t.left, t.issue.Set(other.Options)&t.left
	r, s := role(one.Stance), role(other.Stance)
	asking, standing := []role{demands, prefers}, []role{demands, prefers, accepts}
	switch {
	case slices.Contains(asking, r) && slices.Contains(asking, s):
		return apart(a, b)
	case r == opposes && slices.Contains(standing, s), s == opposes && slices.Contains(standing, r):
		return a & b
	}
	return 0
}

// sameDay finds two voices that spoke for the two positions on one day. Of two vague dates nobody can tell.
func (t *table) sameDay(one, other *graph.Position) (q quarrel, ok bool) {
	replies := t.words(other)
	for _, a := range t.words(one) {
		for _, b := range replies {
			if day := a.Said.Earliest(); day == b.Said.Earliest() && voiceKey(a) != voiceKey(b) && (!ok || day < q.day) {
				q, ok = quarrel{one: one, other: other, day: day, voice: t.voiceName(a), reply: t.voiceName(b)}, true
			}
		}
	}
	return q, ok
}

// words lists, in order of time and key, what the party's own voices have said for a position by the last day of
// the span, on days that are certain.
func (t *table) words(p *graph.Position) []*graph.Statement {
	list := evidence(t.view.Snapshot, []Side{{Holds: p}}, t.last)
	return slices.DeleteFunc(list, func(s *graph.Statement) bool {
		exact := s.Said.IsDay() && !s.Said.Uncertain() && !s.Said.Approximate()
		return !exact || !t.own(s, p.Party)
	})
}

// own reports whether words are those of a voice of the party. What others report or conclude, or say for somebody
// else, is not; nor is what people say for themselves while they hold no office with the party.
func (t *table) own(s *graph.Statement, party string) bool {
	switch {
	case s.Party != "" && s.Party != party:
		return false
	case s.Attribution == graph.AttributionOfficial:
		return s.Speaker != "" || s.Voice != ""
	case s.Attribution == graph.AttributionPersonal:
		return t.inOffice(s.Speaker, party, s.Said.Earliest())
	}
	return false
}

func (t *table) inOffice(person, party string, day graph.Day) bool {
	p, ok := graph.Get[*graph.Person](t.view.Snapshot, person)
	return ok && slices.ContainsFunc(p.Offices, func(o graph.Office) bool {
		return o.Party == party && graph.Holds(o.From, o.To, day)
	})
}

// voiceKey tells voices apart: by person, or by what the source calls a voice that is no recorded person.
func voiceKey(s *graph.Statement) string {
	if s.Speaker != "" {
		return "person/" + s.Speaker
	}
	return "voice/" + s.Voice
}

func (t *table) voiceName(s *graph.Statement) string {
	if p, ok := graph.Get[*graph.Person](t.view.Snapshot, s.Speaker); ok {
		return p.Name
	}
	return s.Voice
}
