package core

import (
	"context"
	"slices"

	"parley/analysis/nogood"
	"parley/graph"
)

// on looks for cores that clash on the issues: none where some option is in no clause on its issue.
func (s *search) on(ctx context.Context, issues []int) error {
	clauses := within(s.clauses, issues)
	named := s.named(clauses)
	if slices.ContainsFunc(issues, func(i int) bool { return !s.Domains[i].Within(named[i]) }) {
		return nil
	}
	if len(issues) == 1 {
		return s.onOne(ctx, issues[0], clauses)
	}
	return s.onSeveral(patience{ctx, &s.looks}, issues, clauses)
}

// mostCovers is how many covers of an issue are looked at.
const mostCovers = 10_000

// onOne looks for cores on an issue: minimal covers of what the rules leave of it by what each line rules out.
func (s *search) onOne(ctx context.Context, issue int, clauses []clause) error {
	open, forbids := s.Domains[issue], make([]graph.OptionSet, len(s.Lines))
	for _, c := range clauses {
		if c.line == rules {
			open &^= c.Nogood[0].Set
		} else {
			forbids[c.line] |= c.Nogood[0].Set
		}
	}
	for l := range forbids {
		forbids[l] &= open
	}
	var failed error
	looked := 0
	err := minimalCovers(ctx, forbids, open, func(lines []int) bool {
		if looked == mostCovers || s.before(len(lines)) > s.First {
			s.mayHaveMore([]int{issue})
			return false
		}
		looked++
		failed = s.take(ctx, Core{lines, []int{issue}})
		return failed == nil
	})
	if failed != nil {
		return failed
	}
	return err
}

// before counts the cores found that come before the next on one issue, of so many lines.
func (s *search) before(lines int) int {
	n := 0
	for _, c := range s.found {
		if len(c.Issues) == 1 && len(c.Lines) <= lines {
			n++
		}
	}
	return n
}

// onSeveral looks for cores on several issues, smallest first. Many may clash on fewer: then it asks for more.
func (s *search) onSeveral(ctx context.Context, issues []int, clauses []clause) error {
	p, lines := s.problem(issues, clauses)
	e, err := nogood.Explain(ctx, p)
	if err != nil {
		return err
	}
	before := len(s.found)
	for first := s.First + 1; ; first *= 2 {
		l, err := e.Cores(ctx, nogood.Limits{First: first})
		if err != nil {
			return err
		}
		s.found = s.found[:before]
		for _, places := range l.Sets {
			if err := s.take(ctx, Core{at(lines, places), issues}); err != nil {
				return err
			}
		}
		switch enough := len(s.found)-before > s.First; {
		case l.Complete:
			return nil
		case enough || len(l.Sets) < first || first > 10*s.First:
			s.mayHaveMore(issues)
			return nil
		}
	}
}

// problem puts the clauses on some issues as a problem of its own, and tells the place of each of its lines.
func (s *search) problem(issues []int, clauses []clause) (p *nogood.Problem, lines []int) {
	p = &nogood.Problem{}
	for _, i := range issues {
		p.Domains = append(p.Domains, s.Domains[i])
	}
	for _, c := range clauses {
		var own nogood.Nogood
		for _, t := range c.Nogood {
			own = append(own, nogood.Term{Var: slices.Index(issues, t.Var), Set: t.Set})
		}
		if c.line == rules {
			p.Nogoods = append(p.Nogoods, own)
			continue
		}
		if len(lines) == 0 || lines[len(lines)-1] != c.line { // clauses are in the order of lines
			lines = append(lines, c.line)
			p.Lines = append(p.Lines, nogood.Line{})
		}
		last := &p.Lines[len(lines)-1]
		last.Nogoods = append(last.Nogoods, own)
	}
	return p, lines
}
