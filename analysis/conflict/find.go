package conflict

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/graph"
)

// Incomplete is the error Find returns, along with the conflicts it lists, where red lines clash in more ways
// than it keeps.
type Incomplete struct {
	Issues []string // by key: the issues on which MaxClashes smallest sets are listed and there are more
}

func (e *Incomplete) Error() string {
	return fmt.Sprintf("red lines clash in more than %d ways on %s: the smallest sets are listed; ask for fewer parties to see all",
		MaxClashes, strings.Join(e.Issues, ", "))
}

// Find returns every conflict of the view: the gravest first, then by score, kind, parties, issues and sides.
//
// It fails with the error of ctx, and then there is no list. An [*Incomplete] is no failure: the list that comes
// with it is to be used, and lacks some clashes of red lines on the issues it names and nothing else. Callers
// keep the two apart, and say what is missing wherever they show the list:
//
//	found, err := conflict.Find(ctx, v)
//	var cut *conflict.Incomplete
//	if err != nil && !errors.As(err, &cut) {
//		return err
//	}
//	// found is good; where cut is not nil, cut.Error() says what it lacks.
func Find(ctx context.Context, v *graph.View) ([]*Conflict, error) {
	s, err := newSurvey(v)
	if err != nil {
		return nil, err
	}
	var found []*Conflict
	var cut *Incomplete
	for _, d := range s.kinds {
		some, err := d.detect(ctx, s, d)
		if err != nil && !errors.As(err, &cut) {
			return nil, err
		}
		found = append(found, some...)
	}
	slices.SortFunc(found, compare)
	if cut != nil {
		return found, cut
	}
	return found, nil
}

// survey is one search of a view. It belongs to one goroutine.
type survey struct {
	view    *graph.View
	narrow  *graph.View // the same on the narrow reading; nil where the view's own is that
	kinds   []*Detector
	tables  []*table            // the view's issues on its day
	earlier map[string][]*table // by issue: see past
}

// table is an issue in a span of days in which no record on it begins or ends, with what is left to choose from.
type table struct {
	view        *graph.View
	issue       *graph.IssueView
	first, last graph.Day       // of the span; for the view's own table both are its day
	left        graph.OptionSet // what the scenario leaves: nothing said of other options counts
	open        graph.OptionSet // of that, what no rule on the issue alone excludes: what red lines can leave
	kinds       []*Detector
}

func newSurvey(v *graph.View) (*survey, error) {
	s := &survey{view: v, kinds: Detectors(), earlier: map[string][]*table{}}
	for _, i := range v.Issues {
		s.tables = append(s.tables, s.table(v, i, v.AsOf, v.AsOf))
	}
	if v.Reading != graph.Broad {
		return s, nil
	}
	o := v.ViewOptions
	o.Reading, o.KnownAt = graph.Narrow, time.Time{} // the view's snapshot is already the one known at the time
	var err error
	s.narrow, err = v.Snapshot.View(o)
	return s, err
}

func (s *survey) table(v *graph.View, i *graph.IssueView, first, last graph.Day) *table {
	return &table{view: v, issue: i, first: first, last: last, left: i.Assumed, open: i.Assumed &^ i.Ruled, kinds: s.kinds}
}

// past returns the issue n turns of the record ago; ok is false before the first.
func (s *survey) past(now *table, n int) (then *table, ok bool) {
	key := now.issue.Key
	if s.earlier[key] == nil {
		last := s.view.AsOf
		for _, first := range s.view.Turns(now.issue) {
			s.earlier[key] = append(s.earlier[key], &table{first: first, last: last})
			last = first - 1
		}
	}
	turns := s.earlier[key]
	if n >= len(turns) {
		return nil, false
	}
	if turns[n].issue == nil {
		turns[n] = s.table(s.view, s.view.On(now.issue, turns[n].first), turns[n].first, turns[n].last)
	}
	return turns[n], true
}

// finding is a conflict on one issue on the view's day, as a detector sees it.
type finding struct {
	table    *table
	parties  []*graph.Party // by key
	sides    []Side         // in any order, possibly repeated
	stake    graph.OptionSet
	severity Severity
	words    string // what it is about, to follow "On this issue, "
	// holds reports whether the conflict of this id holds on the last day of another span, or in another reading,
	// of the issue, and since which day of that span.
	holds func(*table) (since graph.Day, ok bool)
}

// conflict completes what a detector found.
func (s *survey) conflict(d *Detector, f finding) *Conflict {
	slices.SortFunc(f.sides, compareSides)
	f.sides = slices.Compact(f.sides)
	c := &Conflict{
		Kind: d.Kind, Severity: f.severity, Score: score(d.Weight, f.sides),
		Parties: f.parties, Issues: []*graph.IssueView{f.table.issue}, Sides: f.sides,
		Explanation: s.explanation(f), Since: s.since(f), Evidence: evidence(s.view.Snapshot, f.sides, s.view.AsOf),
	}
	c.Options = stakes(f.table.issue, f.stake)
	return c
}

func stakes(i *graph.IssueView, set graph.OptionSet) []Stake {
	var list []Stake
	for _, o := range i.Pick(set) {
		list = append(list, Stake{i, o})
	}
	return list
}

// since walks back over the days on which something changed on the issue.
func (s *survey) since(f finding) graph.Day {
	first := s.view.AsOf
	for n := 0; ; n++ {
		then, ok := s.past(f.table, n)
		if !ok {
			return first
		}
		since, held := f.holds(then)
		if !held {
			return first
		}
		if first = since; since > then.first {
			return first
		}
	}
}

// onlyBroadly reports whether the conflict would not hold on a narrow reading.
func (s *survey) onlyBroadly(f finding) bool {
	if s.narrow == nil {
		return false
	}
	i, _ := s.narrow.Issue(f.table.issue.Key)
	_, held := f.holds(s.table(s.narrow, i, s.view.AsOf, s.view.AsOf))
	return !held
}

// side lists the records as sides of the party.
func side[T graph.Record](p *graph.Party, records []T) []Side {
	var list []Side
	for _, r := range records {
		list = append(list, Side{p, r})
	}
	return list
}
