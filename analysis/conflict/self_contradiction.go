package conflict

import (
	"cmp"
	"context"
	"slices"

	"parley/graph"
)

var selfContradiction = &Detector{
	Kind:     SelfContradiction,
	Severity: Serious,
	Weight:   60,
	Doc: "A party's own red lines leave no option of an issue, or no combination of options of several issues, with the " +
		"rules in force (then it is blocking), or rule out all it demands on an issue, or two of its voices differ on one day. " +
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
		for _, st := range t.issue.Stands() {
			if _, ok := t.contradictsSince(st); ok {
				found = append(found, s.conflict(d, t.contradiction(st)))
			}
		}
	}
	for _, p := range s.view.Parties {
		some, err := s.acrossIssues(ctx, d, p)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return found, nil
}

// contradictsSince reports whether the party contradicts itself on the last day of the span, and since which day
// of it: red lines and demands do all through, voices from the day on which they have spoken.
func (t *table) contradictsSince(st *graph.Stand) (since graph.Day, ok bool) {
	if t.leavesNothing(st) || t.forbiddenDemands(st) != 0 {
		return t.first, true
	}
	quarrels := t.quarrels(st)
	if len(quarrels) == 0 {
		return 0, false
	}
	oldest := slices.MinFunc(quarrels, func(a, b quarrel) int { return cmp.Compare(a.day, b.day) })
	return max(t.first, oldest.day), true
}

// contradiction makes one finding of all the ways in which the party is at odds with itself.
func (t *table) contradiction(st *graph.Stand) finding {
	f := finding{table: t, parties: []*graph.Party{st.Party}, severity: Serious}
	f.holds = func(then *table) (since graph.Day, ok bool) {
		st, known := then.issue.Stand(st.Party.Key)
		if !known {
			return 0, false
		}
		return then.contradictsSince(st)
	}
	if t.leavesNothing(st) {
		f.severity = Blocking
		f.stake |= t.open
		f.sides = append(f.sides, side(st.Party, t.blockingLines(st))...)
	}
	if asked := t.forbiddenDemands(st); asked != 0 {
		f.stake |= asked
		f.sides = append(f.sides, side(st.Party, demands.records(st, asked))...)
		f.sides = append(f.sides, side(st.Party, forbids.records(st, asked))...)
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
	var sets []graph.OptionSet
	for n := range st.RedLines {
		sets = append(sets, st.Line(n))
	}
	var list []graph.Record
	for n, r := range st.RedLines {
		if inMinimalCover(sets, t.open, n) {
			list = append(list, r)
		}
	}
	return list
}

// forbiddenDemands returns what the party demands if its own red lines rule out all of that, nothing otherwise.
func (t *table) forbiddenDemands(st *graph.Stand) graph.OptionSet {
	asked := st.Demands & t.left
	if !asked.Within(st.Forbids) {
		return 0
	}
	return asked
}
