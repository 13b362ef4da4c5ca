package change

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"parley/analysis/evidence"
	"parley/analysis/settle"
	"parley/graph"
)

// Sourcing is how the sources behind the red lines of a core changed, while the core stands. Grades of different lines,
// of source and statement, or of several statements are never blended into one.
type Sourcing struct {
	Core  settle.Core // as it is after
	Trend Trend
	Lines []LineSourcing // of those of its red lines that rest on more, fewer, better or worse sources, by key
}

// LineSourcing is how well a red line is sourced before and after.
type LineSourcing struct {
	RedLine *graph.RedLine
	Origins [2]int     // independent origins of its statements: see Origins
	Best    [2][]Grade // the grades of its statements that no other has better in both, best reliability first
}

// Grade is a pair of Admiralty grades, that of a source and that of a statement in it. Either may be missing.
type Grade struct {
	Reliability graph.Reliability
	Credibility int
}

// String writes the pair as it is used: B2, with a dash for a grade that is missing.
func (g Grade) String() string {
	credibility := "-"
	if g.Credibility > 0 {
		credibility = strconv.Itoa(g.Credibility)
	}
	return cmp.Or(string(g.Reliability), "-") + credibility
}

// rank orders grades, best first; what cannot be judged, or was not, comes last.
func (g Grade) rank() (reliability, credibility int) {
	reliability, credibility = strings.Index("ABCDE", string(g.Reliability)), g.Credibility
	if g.Reliability == "" || reliability < 0 {
		reliability = 5
	}
	if credibility == 0 {
		credibility = 6
	}
	return reliability, credibility
}

// within reports whether a grade is no better than another in either part.
func (g Grade) within(o Grade) bool {
	a, b := g.rank()
	x, y := o.rank()
	return x <= a && y <= b
}

// Trend is whether sources became better or worse.
type Trend string

// The trends.
const (
	Better Trend = "better"
	Worse  Trend = "worse"
	Mixed  Trend = "mixed"
)

// Values implements graph.Enum.
func (Trend) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(Better), Doc: "No red line has fewer independent origins or worse best grades than before, and some has more or better ones."},
		{Word: string(Worse), Doc: "None has more or better ones than before, and some has fewer or worse ones."},
		{Word: string(Mixed), Doc: "Better in one respect and worse in another."},
	}
}

// sourcings compares the sources of the cores of both answers.
func (t *tracer) sourcings(was, is reply) []Sourcing {
	var list []Sourcing
	for _, c := range is.cores.Cores {
		n := slices.IndexFunc(was.cores.Cores, func(o settle.Core) bool { return CoreName(o) == CoreName(c) })
		if n < 0 {
			continue
		}
		s := Sourcing{Core: c}
		for k, r := range c.RedLines {
			l := lineSourcing([2]*graph.View{t.views[0], t.views[2]}, [2]*graph.RedLine{was.cores.Cores[n].RedLines[k], r})
			if l.Origins[0] != l.Origins[1] || !slices.Equal(l.Best[0], l.Best[1]) {
				s.Lines = append(s.Lines, l)
			}
		}
		if len(s.Lines) > 0 {
			s.Trend = trend(s.Lines)
			list = append(list, s)
		}
	}
	return list
}

func lineSourcing(views [2]*graph.View, lines [2]*graph.RedLine) LineSourcing {
	l := LineSourcing{RedLine: lines[1]}
	for n, v := range views {
		statements := said(v, lines[n].Evidence)
		l.Origins[n] = len(evidence.Origins(v.Snapshot, statements))
		l.Best[n] = bestGrades(v.Snapshot, statements)
	}
	return l
}

// said lists the statements that may have been made by the view's day.
func said(v *graph.View, keys []string) []*graph.Statement {
	var list []*graph.Statement
	for _, key := range keys {
		if st, ok := graph.Get[*graph.Statement](v.Snapshot, key); ok && st.Said.Earliest() <= v.AsOf {
			list = append(list, st)
		}
	}
	return list
}

// bestGrades lists the grades of statements that no other has better in both parts.
func bestGrades(s *graph.Snapshot, statements []*graph.Statement) []Grade {
	var all []Grade
	for _, st := range statements {
		src, _ := graph.Get[*graph.Source](s, st.Source)
		all = append(all, Grade{src.Reliability, st.Credibility})
	}
	slices.SortFunc(all, compareGrades)
	all = slices.Compact(all)
	var best []Grade
	for _, g := range all {
		if !slices.ContainsFunc(best, g.within) {
			best = append(best, g)
		}
	}
	return best
}

func compareGrades(a, b Grade) int {
	r, c := a.rank()
	x, y := b.rank()
	return cmp.Or(cmp.Compare(r, x), cmp.Compare(c, y), strings.Compare(a.String(), b.String()))
}

// trend tells whether lines that differ are all better, or all worse sourced.
func trend(lines []LineSourcing) Trend {
	var gains, losses bool
	for _, l := range lines {
		gains = gains || l.Origins[1] > l.Origins[0] || beyond(l.Best[1], l.Best[0])
		losses = losses || l.Origins[0] > l.Origins[1] || beyond(l.Best[0], l.Best[1])
	}
	switch {
	case !losses:
		return Better
	case !gains:
		return Worse
	}
	return Mixed
}

// beyond reports whether one of the grades is better than all others in some part.
func beyond(grades, others []Grade) bool {
	return slices.ContainsFunc(grades, func(g Grade) bool { return !slices.ContainsFunc(others, g.within) })
}

// sourcing traces the sources of a core: to the evidence of the lines that differ, their statements and what was
// corrected in the sources of these.
func (t *tracer) sourcing(s Sourcing) []Cause {
	var list []Cause
	for _, l := range s.Lines {
		cited := slices.Clone(l.RedLine.Evidence)
		if old, ok := graph.Get[*graph.RedLine](t.snaps[0], l.RedLine.Key); ok {
			cited = append(cited, old.Evidence...)
		}
		refs := append(t.sources(cited), l.RedLine.Ref())
		for _, c := range t.traceAll(refs, gradesBear) {
			if c.Record.Ref().Kind != graph.KindSource || c.How == Corrected {
				list = append(list, c)
			}
		}
	}
	return tidy(list)
}

func gradesBear(k graph.Kind, field string) bool {
	return field == "evidence" || k != graph.KindRedLine && slices.Contains(deciding[k], field)
}
