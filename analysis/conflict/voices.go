package conflict

import (
	"cmp"
	"fmt"
	"slices"

	"parley/graph"
)

// quarrel is two positions of a party that cannot both be its own, each supported by another of its voices on
// the same day.
type quarrel struct {
	one, other   *graph.Position
	day          graph.Day
	voice, reply string           // the name of who spoke for one, and for other
	said, answer *graph.Statement // the words of each
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

func (t *table) differ(one, other *graph.Position) graph.OptionSet {
	return differ(role(one.Stance), t.issue.Set(one.Options)&t.left, role(other.Stance), t.issue.Set(other.Options)&t.left)
}

// Differ returns the options of an issue on which two positions or red lines of one party contradict each other: all they
// ask for, if both ask and no option is in both; or those for which one stands and which the other opposes or rules out.
func Differ(v *graph.View, i *graph.IssueView, one, other graph.Record) graph.OptionSet {
	r, a := held(v, i, one)
	s, b := held(v, i, other)
	return differ(r, a&i.Assumed, s, b&i.Assumed)
}

func differ(r role, a graph.OptionSet, s role, b graph.OptionSet) graph.OptionSet {
	asking, standing, against := []role{demands, prefers}, []role{demands, prefers, accepts}, []role{opposes, forbids}
	switch {
	case slices.Contains(asking, r) && slices.Contains(asking, s):
		return apart(a, b)
	case slices.Contains(against, r) && slices.Contains(standing, s), slices.Contains(against, s) && slices.Contains(standing, r):
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
				q, ok = quarrel{one: one, other: other, day: day, voice: t.voiceName(a), reply: t.voiceName(b), said: a, answer: b}, true
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
	_, ok := t.office(person, party, day)
	return ok
}

// office returns the office with the strongest authority that a person held with the party on a day: of several the one
// begun last.
func (t *table) office(person, party string, day graph.Day) (best graph.Office, ok bool) {
	p, known := graph.Get[*graph.Person](t.view.Snapshot, person)
	if !known {
		return best, false
	}
	strength := graph.Words(graph.Authority(""))
	for _, o := range p.Offices {
		if o.Party != party || !graph.Holds(o.From, o.To, day) {
			continue
		}
		weaker := cmp.Compare(slices.Index(strength, string(o.Authority)), slices.Index(strength, string(best.Authority)))
		if !ok || cmp.Or(weaker, -cmp.Compare(o.From.Earliest(), best.From.Earliest())) < 0 {
			best, ok = o, true
		}
	}
	return best, ok
}

// withAuthority names who spoke for the party, with the office held on the day and how far that binds.
func (t *table) withAuthority(s *graph.Statement, party string) string {
	name := t.voiceName(s)
	o, ok := t.office(s.Speaker, party, s.Said.Earliest())
	switch {
	case s.Speaker == "":
		return name + " (no person on record, official)"
	case !ok:
		return name + t.former(s.Speaker, party, s.Said.Earliest())
	case s.Attribution == graph.AttributionPersonal:
		return fmt.Sprintf("%s (%s, %s, speaking personally)", name, o.Title, o.Authority)
	}
	return fmt.Sprintf("%s (%s, %s)", name, o.Title, o.Authority)
}

// former says which office of the party a person had held by a day and no longer did: of several the one left last.
func (t *table) former(person, party string, day graph.Day) string {
	var last graph.Office
	if p, ok := graph.Get[*graph.Person](t.view.Snapshot, person); ok {
		for _, o := range p.Offices {
			if o.Party == party && o.To.Latest() < day && (last.Title == "" || o.To.Latest() > last.To.Latest()) {
				last = o
			}
		}
	}
	if last.Title == "" {
		return " (no office on record)"
	}
	return fmt.Sprintf(" (%s until %s, no office since)", last.Title, last.To)
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
