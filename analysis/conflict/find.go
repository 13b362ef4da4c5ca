package conflict

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"parley/analysis/core"
	"parley/graph"
)

// Incomplete is the error Find returns, along with the conflicts it lists, where red lines may clash in more ways
// than it lists.
type Incomplete struct {
	Issues []string // by key: the issues on which there may be more
}

func (e *Incomplete) Error() string {
	return fmt.Sprintf("red lines may clash in more ways than are listed on %s: those on fewest issues and of fewest red lines are; ask for fewer parties or issues to see all",
		strings.Join(e.Issues, ", "))
}

// Find returns every conflict of the view: the gravest first, then by score, kind, parties, issues and sides.
//
// It fails with the error of ctx, and then there is no list. An [*Incomplete] is no failure: the list that comes
// with it is to be used, and lacks nothing but clashes of red lines, of one party or of several, on the issues it
// names. Callers keep the two apart, and say what is missing wherever they show the list:
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
	for _, d := range s.kinds {
		some, err := d.detect(ctx, s, d)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	slices.SortFunc(found, compare)
	if len(s.lacking) > 0 {
		return found, &Incomplete{slices.Sorted(maps.Keys(s.lacking))}
	}
	return found, nil
}

// survey is one search of a view. It belongs to one goroutine.
type survey struct {
	view    *graph.View
	numbers *core.Numbers
	narrow  *core.Numbers // of the same on the narrow reading; nil where the view's own is that
	kinds   []*Detector
	tables  []*table            // the view's issues on its day, in its order
	earlier map[string][]*table // by issue: see past
	lacking map[string]bool     // issues on which red lines may clash in more ways than are listed
}

// table is an issue in a span of days in which no record on it begins or ends, with what is left to choose from.
type table struct {
	numbers     *core.Numbers
	view        *graph.View
	issue       *graph.IssueView
	first, last graph.Day       // of the span; for the view's own table both are its day
	left        graph.OptionSet // what the scenario leaves: nothing said of other options counts
	open        graph.OptionSet // of that, what no rule on the issue alone excludes: what red lines can leave
	kinds       []*Detector
}

func newSurvey(v *graph.View) (*survey, error) {
	s := &survey{view: v, numbers: core.Number(v), kinds: Detectors(), earlier: map[string][]*table{}, lacking: map[string]bool{}}
	for _, i := range v.Issues {
		s.tables = append(s.tables, s.table(s.numbers, i, v.AsOf, v.AsOf))
	}
	if v.Reading != graph.Broad {
		return s, nil
	}
	narrow, err := s.seen(v.AsOf, graph.Narrow)
	if err == nil {
		s.narrow = core.Number(narrow)
	}
	return s, err
}

// seen returns the view as of another day, or on another reading.
func (s *survey) seen(asOf graph.Day, r graph.Reading) (*graph.View, error) {
	o := s.view.ViewOptions
	o.AsOf, o.Reading, o.KnownAt = asOf, r, time.Time{} // the view's snapshot is already the one known at the time
	return s.view.Snapshot.View(o)
}

func (s *survey) table(n *core.Numbers, i *graph.IssueView, first, last graph.Day) *table {
	return &table{numbers: n, view: n.View, issue: i, first: first, last: last, left: i.Assumed, open: i.Assumed &^ i.Ruled, kinds: s.kinds}
}

// lacks notes that red lines may clash in more ways than are listed on the issues at the places given.
func (s *survey) lacks(issues []int) {
	for _, i := range issues {
		s.lacking[s.view.Issues[i].Key] = true
	}
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
		turns[n] = s.table(s.numbers, s.view.On(now.issue, turns[n].first), turns[n].first, turns[n].last)
	}
	return turns[n], true
}

// finding is a conflict on one issue on the view's day, as a detector sees it.
type finding struct {
	table    *table
	parties  []*graph.Party // by key
	sides    []Side         // in any order, possibly repeated
	stake    graph.OptionSet
	gap      float64 // see Conflict.Gap
	severity Severity
	words    string // what it is about, to follow "On this issue, "
	// holds reports whether the conflict of this id holds on the last day of another span, or in another reading,
	// of the issue, and since which day of that span.
	holds func(*table) (since graph.Day, ok bool)
}

// conflict completes what a detector found.
func (s *survey) conflict(d *Detector, f finding) *Conflict {
	return s.weighed(d, &Conflict{
		Severity: f.severity, Parties: f.parties, Issues: []*graph.IssueView{f.table.issue}, Sides: f.sides, Gap: f.gap,
		Options: stakes(f.table.issue, f.stake), Explanation: s.explanation(f), Since: s.since(f),
	})
}

// weighed fills in what follows from the detector and the sides.
func (s *survey) weighed(d *Detector, c *Conflict) *Conflict {
	slices.SortFunc(c.Sides, compareSides)
	c.Sides = slices.Compact(c.Sides)
	c.Kind, c.Score, c.Evidence = d.Kind, score(d.Weight, c.Sides), evidence(s.view.Snapshot, c.Sides, s.view.AsOf)
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
	i, _ := s.narrow.View.Issue(f.table.issue.Key)
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
