package conflict

import (
	"context"
	"slices"

	"parley/graph"
)

// MaxClashes is the most clashes of red lines that Find lists on one issue. Beyond it Find says so, with an
// [*Incomplete].
const MaxClashes = 1000

var redLinesClash = &Detector{
	Kind:     RedLinesClash,
	Severity: Blocking,
	Weight:   100,
	Doc: "Red lines of two or more parties leave no option of an issue, with the rules in force, and would leave " +
		"one if any of them were given up. Example: one will have no foreign troops, the other will have nothing less.",
	gist:    "together these red lines leave no option",
	detect:  detectClashes,
	between: clashBetween,
}

// line is a red line with what it rules out on an issue.
type line struct {
	party *graph.Party
	*graph.RedLine
	set graph.OptionSet
}

// lines lists the red lines of the stands given that rule out something open, by party and key.
func (t *table) lines(stands ...*graph.Stand) []line {
	var list []line
	for _, st := range stands {
		for n, r := range st.RedLines {
			if set := st.Line(n) & t.open; set != 0 {
				list = append(list, line{st.Party, r, set})
			}
		}
	}
	return list
}

func setsOf(lines []line) []graph.OptionSet {
	var sets []graph.OptionSet
	for _, l := range lines {
		sets = append(sets, l.set)
	}
	return sets
}

func detectClashes(ctx context.Context, s *survey, d *Detector) ([]*Conflict, error) {
	var found []*Conflict
	cut := &Incomplete{}
	for _, t := range s.tables {
		lines, n := t.lines(t.issue.Stands...), 0
		err := minimalCovers(ctx, setsOf(lines), t.open, func(cover []int) bool {
			f := t.clash(lines, cover)
			if len(f.parties) < 2 {
				return true
			}
			if n++; n > MaxClashes {
				cut.Issues = append(cut.Issues, t.issue.Key)
				return false
			}
			found = append(found, s.conflict(d, f))
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	if len(cut.Issues) > 0 {
		return found, cut
	}
	return found, nil
}

// clash makes a finding of a minimal cover.
func (t *table) clash(lines []line, cover []int) finding {
	f := finding{table: t, stake: t.open, severity: Blocking}
	var clashing []line
	for _, n := range cover {
		clashing = append(clashing, lines[n])
		f.sides = append(f.sides, Side{lines[n].party, lines[n].RedLine})
		f.parties = append(f.parties, lines[n].party)
	}
	f.parties = slices.Compact(f.parties)
	f.words = t.clashWords(clashing)
	f.holds = func(then *table) (since graph.Day, ok bool) { return then.first, then.covered(clashing) }
	return f
}

// covered reports whether the lines, if all in force, leave nothing open.
func (t *table) covered(lines []line) bool {
	var union graph.OptionSet
	for _, l := range lines {
		st, ok := t.issue.Stand(l.Party)
		if !ok {
			return false
		}
		n := slices.IndexFunc(st.RedLines, func(r *graph.RedLine) bool { return r.Key == l.Key })
		if n < 0 {
			return false
		}
		union |= st.Line(n)
	}
	return t.open.Within(union)
}

// clashBetween reports whether some minimal cover is of red lines of both parties and of nobody else.
func clashBetween(t *table, p, q *graph.Stand) bool {
	if !t.open.Within(p.Forbids | q.Forbids) {
		return false
	}
	lines, first := t.lines(p, q), len(t.lines(p))
	sets := setsOf(lines)
	for a := range first {
		for b := first; b < len(lines); b++ {
			if inMinimalCover(sets, t.open, a, b) {
				return true
			}
		}
	}
	return false
}
