package conflict

import (
	"context"
	"slices"

	"parley/graph"
)

var selfContradiction = &Detector{
	Kind:     SelfContradiction,
	Severity: Serious,
	Weight:   60,
	Doc: "A party's own red lines on an issue leave no option, with the rules in force (then it is blocking), or rule " +
		"out all it demands there, or two of its voices differ on one day. " +
		"Example: the foreign minister demands what the president, on the same day, opposes.",
	gist:   "each contradicts itself",
	detect: detectContradictions,
}

func detectContradictions(ctx context.Context, s *survey, d *Detector) ([]*Conflict, error) {
	var found []*Conflict
	for _, t := range s.tables {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, st := range t.issue.Stands {
			if t.contradicts(st) {
				found = append(found, s.conflict(d, t.contradiction(st)))
			}
		}
	}
	return found, nil
}

func (t *table) contradicts(st *graph.Stand) bool {
	return t.leavesNothing(st) || forbidsOwnDemands(st) || len(t.quarrels(st)) > 0
}

// contradiction makes one finding of all the ways in which the party is at odds with itself.
func (t *table) contradiction(st *graph.Stand) finding {
	f := finding{table: t, parties: []*graph.Party{st.Party}, severity: Serious}
	f.holds = func(then *table) bool {
		st, ok := then.issue.Stand(st.Party.Key)
		return ok && then.contradicts(st)
	}
	if t.leavesNothing(st) {
		f.severity = Blocking
		f.stake |= t.open
		f.sides = append(f.sides, side(st.Party, t.blockingLines(st))...)
	}
	if forbidsOwnDemands(st) {
		f.stake |= st.Demands
		f.sides = append(f.sides, side(st.Party, demands.records(st, st.Demands))...)
		f.sides = append(f.sides, side(st.Party, forbids.records(st, st.Demands))...)
	}
	for _, q := range t.quarrels(st) {
		f.stake |= q.stake
		f.sides = append(f.sides, side(st.Party, []graph.Record{q.one, q.other})...)
	}
	f.words = t.contradictionWords(st)
	return f
}

func (t *table) leavesNothing(st *graph.Stand) bool { return t.open != 0 && t.open.Within(st.Forbids) }

// blockingLines lists the party's red lines that are in some minimal set of them that leaves nothing.
func (t *table) blockingLines(st *graph.Stand) []graph.Record {
	lines := t.lines(st)
	sets := setsOf(lines)
	var list []graph.Record
	for n, l := range lines {
		if inMinimalCover(sets, t.open, n) {
			list = append(list, l.RedLine)
		}
	}
	return list
}

func forbidsOwnDemands(st *graph.Stand) bool { return st.Demands != 0 && st.Demands.Within(st.Forbids) }

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
	a, b := t.issue.Set(one.Options), t.issue.Set(other.Options)
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
	for _, a := range t.words(one) {
		for _, b := range t.words(other) {
			if day := a.Said.Earliest(); day == b.Said.Earliest() && voiceKey(a) != voiceKey(b) && (!ok || day < q.day) {
				q, ok = quarrel{one: one, other: other, day: day, voice: t.voiceName(a), reply: t.voiceName(b)}, true
			}
		}
	}
	return q, ok
}

// words lists, in order of time and key, what the party's own voices are on record with for a position, on days
// that are certain. What others report or conclude, or say for somebody else, is no voice of the party.
func (t *table) words(p *graph.Position) []*graph.Statement {
	list := evidence(t.view.Snapshot, []Side{{Holds: p}})
	return slices.DeleteFunc(list, func(s *graph.Statement) bool {
		own := s.Attribution == graph.AttributionOfficial || s.Attribution == graph.AttributionPersonal
		exact := s.Said.IsDay() && !s.Said.Uncertain() && !s.Said.Approximate()
		return !own || !exact || s.Speaker == "" && s.Voice == "" || s.Party != "" && s.Party != p.Party
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
