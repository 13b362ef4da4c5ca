package conflict

import (
	"context"
	"slices"

	"parley/analysis/core"
	"parley/graph"
)

// acrossIssues lists the sets of several issues of which the party's own red lines leave nothing.
func (s *survey) acrossIssues(ctx context.Context, d *Detector, p *graph.Party) ([]*Conflict, error) {
	own := s.numbers.With(linesOf(s.view, p))
	list, err := own.Cores(ctx, core.Limits{First: MaxClashes})
	if err != nil {
		return nil, err
	}
	s.lacks(list.More)
	var found []*Conflict
	for _, cores := range byIssues(list.Cores) {
		if len(cores[0].Issues) == 1 {
			continue
		}
		c, err := s.acrossContradiction(ctx, p, own, cores)
		if err != nil {
			return nil, err
		}
		found = append(found, s.weighed(d, c))
	}
	return found, nil
}

func linesOf(v *graph.View, p *graph.Party) []*graph.RedLine {
	return slices.DeleteFunc(slices.Clone(v.RedLines), func(r *graph.RedLine) bool { return r.Party != p.Key })
}

// byIssues puts cores on the same issues together.
func byIssues(cores []core.Core) [][]core.Core {
	var groups [][]core.Core
	for _, c := range cores {
		n := slices.IndexFunc(groups, func(g []core.Core) bool { return slices.Equal(g[0].Issues, c.Issues) })
		if n < 0 {
			groups = append(groups, []core.Core{c})
			continue
		}
		groups[n] = append(groups[n], c)
	}
	return groups
}

// acrossContradiction makes one conflict of all the ways in which a party's own lines leave nothing of some issues.
func (s *survey) acrossContradiction(ctx context.Context, p *graph.Party, own *core.Numbers, cores []core.Core) (*Conflict, error) {
	issues := cores[0].Issues
	m := s.matter(issues)
	c := &Conflict{Severity: Blocking, Parties: []*graph.Party{p}, Issues: m.issues(), Options: m.stakes()}
	var clauses []core.Clause
	for _, k := range cores {
		b, err := own.BasisOn(ctx, k)
		if err != nil {
			return nil, err
		}
		clauses = append(clauses, b.Clauses...)
		c.Sides = append(c.Sides, side(p, own.Picked(k.Lines))...)
	}
	narrowly, err := s.contradictsNarrowly(ctx, p, issues)
	if err != nil {
		return nil, err
	}
	c.Explanation = sentence(m.subject(), s.acrossContradictionWords(m, p, clauses), !narrowly)
	c.Since, err = s.contradictedSince(ctx, p, issues)
	return c, err
}

// acrossContradictionWords says how. A party whose red lines leave nothing only because of rules or suppositions is not
// said to contradict itself.
func (s *survey) acrossContradictionWords(m matter, p *graph.Party, clauses []core.Clause) string {
	ruled := slices.ContainsFunc(clauses, func(c core.Clause) bool { return c.Rule != nil })
	if ruled || slices.ContainsFunc(m, func(t *table) bool { return t.left != t.issue.All() }) {
		return "no combination of options is left: " + s.across(clauses, m[0].named)
	}
	own := func(r *graph.RedLine) string { return m[0].ownLines([]graph.Record{r}) }
	return p.InProse() + " contradicts itself and leaves no combination of options: " + s.across(clauses, own)
}

// contradictsNarrowly reports whether the party's lines leave nothing of the issues on a narrow reading too.
func (s *survey) contradictsNarrowly(ctx context.Context, p *graph.Party, issues []int) (bool, error) {
	if s.narrow == nil {
		return true, nil
	}
	list, err := s.narrow.With(linesOf(s.narrow.View, p)).CoresOn(ctx, issues, core.Limits{First: MaxClashes})
	return len(list.Cores) > 0, err
}

// contradictedSince walks back over the days on which the party drew a red line or gave one up.
func (s *survey) contradictedSince(ctx context.Context, p *graph.Party, issues []int) (graph.Day, error) {
	turns := s.turnsOf(p)
	since := turns[0]
	for _, day := range turns[1:] {
		then, err := s.seen(day, s.view.Reading)
		if err != nil {
			return 0, err
		}
		list, err := s.numbers.With(linesOf(then, p)).CoresOn(ctx, issues, core.Limits{First: MaxClashes})
		if err != nil || len(list.Cores) == 0 {
			return since, err
		}
		since = day
	}
	return since, nil
}

// turnsOf lists the days up to the view's own from which the party's red lines are others than before, latest first.
func (s *survey) turnsOf(p *graph.Party) []graph.Day {
	days := []graph.Day{graph.MinDay}
	turn := func(r *graph.RedLine) {
		first, last := s.view.Period(r)
		for _, day := range []graph.Day{first, min(last, graph.MaxDay-1) + 1} {
			if r.Party == p.Key && first <= last && day <= s.view.AsOf {
				days = append(days, day)
			}
		}
	}
	for _, i := range s.view.Issues {
		for r := range graph.Referring[*graph.RedLine](s.view.Snapshot, i.Ref()) {
			turn(r)
		}
	}
	for n := range s.view.Supposed.Adds {
		turn(&s.view.Supposed.Adds[n])
	}
	slices.Sort(days)
	days = slices.Compact(days)
	slices.Reverse(days)
	return days
}
