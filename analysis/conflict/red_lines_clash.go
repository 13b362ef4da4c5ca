package conflict

import (
	"context"
	"slices"
	"strings"

	"parley/analysis/core"
	"parley/graph"
)

// MaxClashes is the most clashes of red lines that Find lists. Beyond it Find says so, with an [*Incomplete].
const MaxClashes = 1000

var redLinesClash = &Detector{
	Kind:     RedLinesClash,
	Severity: Blocking,
	Weight:   100,
	Doc: "Red lines of two or more parties leave no option of an issue, or no combination of options of several issues, " +
		"with the rules in force, and would leave one if any of them were given up. " +
		"Example: one will have no foreign troops, the other will have nothing less.",
	gist:    "together these red lines leave nothing",
	detect:  detectClashes,
	between: clashBetween,
}

func detectClashes(ctx context.Context, s *survey, d *Detector) ([]*Conflict, error) {
	list, err := s.numbers.Cores(ctx, core.Limits{First: MaxClashes, Want: ofSeveral(s.numbers.RedLines)})
	if err != nil {
		return nil, err
	}
	s.lacks(list.More)
	var found []*Conflict
	for _, c := range list.Cores {
		clash, err := s.clash(ctx, c)
		if err != nil {
			return nil, err
		}
		found = append(found, s.weighed(d, clash))
	}
	return found, nil
}

// ofSeveral tells whether lines, by their places, are of more than one party.
func ofSeveral(lines []*graph.RedLine) func(places []int) bool {
	return func(places []int) bool {
		return slices.ContainsFunc(places, func(n int) bool { return lines[n].Party != lines[places[0]].Party })
	}
}

// clash makes a conflict of a core.
func (s *survey) clash(ctx context.Context, c core.Core) (*Conflict, error) {
	m := s.matter(c.Issues)
	lines := s.numbers.Picked(c.Lines)
	words, err := s.clashWords(ctx, m, c)
	if err != nil {
		return nil, err
	}
	broadly, err := s.leftNarrowly(ctx, c.Issues, lines)
	k := &Conflict{
		Severity: Blocking, Issues: m.issues(), Options: m.stakes(), Explanation: sentence(m.subject(), words, broadly), Since: graph.MinDay,
	}
	for _, r := range lines {
		p, _ := s.view.Party(r.Party)
		since, _ := s.view.Period(r)
		k.Parties, k.Sides, k.Since = append(k.Parties, p), append(k.Sides, Side{p, r}), max(k.Since, since)
	}
	slices.SortFunc(k.Parties, func(p, q *graph.Party) int { return strings.Compare(p.Key, q.Key) })
	k.Parties = slices.Compact(k.Parties)
	return k, err
}

// clashBetween reports whether red lines of both parties and of nobody else clash on the issue.
func clashBetween(t *table, p, q *graph.Stand) bool {
	if !t.open.Within(p.Forbids | q.Forbids) {
		return false
	}
	n := t.numbers.With(slices.Concat(p.RedLines, q.RedLines))
	// The search is bounded, and nobody waits for it to stop.
	list, err := n.CoresOn(context.Background(), []int{n.Variable[t.issue.Key]}, core.Limits{First: 1, Want: ofSeveral(n.RedLines)})
	return err == nil && len(list.Cores) > 0
}
