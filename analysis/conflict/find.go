package conflict

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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
// It fails with the error of ctx. With an [*Incomplete] (see errors.As) it returns a list that lacks some clashes
// of red lines and nothing else.
func Find(ctx context.Context, v *graph.View) ([]*Conflict, error) {
	s := newSurvey(v)
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
	kinds   []*Detector
	tables  []*table            // the view's issues on its day
	earlier map[string][]*table // by issue: see past
}

// table is an issue on a day, with what is left to choose from.
type table struct {
	view  *graph.View
	issue *graph.IssueView
	day   graph.Day
	open  graph.OptionSet // what the scenario leaves and no rule on the issue alone excludes
	kinds []*Detector
}

func newSurvey(v *graph.View) *survey {
	s := &survey{view: v, kinds: Detectors(), earlier: map[string][]*table{}}
	for _, i := range v.Issues {
		s.tables = append(s.tables, s.table(i, v.AsOf))
	}
	return s
}

func (s *survey) table(i *graph.IssueView, day graph.Day) *table {
	return &table{view: s.view, issue: i, day: day, open: i.Assumed &^ i.Ruled, kinds: s.kinds}
}

// past returns the issue n turns of the record ago; ok is false before the first.
func (s *survey) past(now *table, n int) (then *table, ok bool) {
	key := now.issue.Key
	if s.earlier[key] == nil {
		for _, d := range s.view.Turns(now.issue) {
			s.earlier[key] = append(s.earlier[key], &table{day: d})
		}
	}
	turns := s.earlier[key]
	if n >= len(turns) {
		return nil, false
	}
	if turns[n].issue == nil {
		turns[n] = s.table(s.view.On(now.issue, turns[n].day), turns[n].day)
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
	// holds reports whether the conflict of this id holds on another day, or in another reading, of the issue.
	holds func(*table) bool
}

// conflict completes what a detector found.
func (s *survey) conflict(d *Detector, f finding) *Conflict {
	slices.SortFunc(f.sides, compareSides)
	f.sides = slices.Compact(f.sides)
	c := &Conflict{
		Kind: d.Kind, Severity: f.severity, Score: score(d.Weight, f.sides),
		Parties: f.parties, Issues: []*graph.IssueView{f.table.issue}, Sides: f.sides,
		Explanation: s.explanation(f), Since: s.since(f), Evidence: evidence(s.view.Snapshot, f.sides),
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
		if !ok || !f.holds(then) {
			return first
		}
		first = then.day
	}
}

// onlyBroadly reports whether the conflict would not hold on a narrow reading.
func (s *survey) onlyBroadly(f finding) bool {
	if s.view.Reading != graph.Broad {
		return false
	}
	narrow := *s.view
	narrow.Reading = graph.Narrow
	t := *f.table
	t.view, t.issue = &narrow, narrow.On(f.table.issue, s.view.AsOf)
	return !f.holds(&t)
}

// side lists the records as sides of the party.
func side[T graph.Record](p *graph.Party, records []T) []Side {
	var list []Side
	for _, r := range records {
		list = append(list, Side{p, r})
	}
	return list
}
