package conflict

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/analysis/core"
	"parley/analysis/nogood"
	"parley/graph"
)

// matter is the issues on which red lines clash, in the order of the view.
type matter []*table

func (s *survey) matter(issues []int) matter {
	var m matter
	for _, i := range issues {
		m = append(m, s.tables[i])
	}
	return m
}

func (m matter) issues() []*graph.IssueView {
	var list []*graph.IssueView
	for _, t := range m {
		list = append(list, t.issue)
	}
	return list
}

// stakes lists what rules on an issue alone leave of each: where red lines clash none of it is left.
func (m matter) stakes() []Stake {
	var list []Stake
	for _, t := range m {
		list = append(list, stakes(t.issue, t.open)...)
	}
	return list
}

// subject names the issues: On "A", or On "A" and "B" together.
func (m matter) subject() string {
	var names []string
	for _, t := range m {
		names = append(names, t.subject())
	}
	words := "On " + list(names, "and")
	if len(m) > 1 {
		words += " together"
	}
	return words
}

// leftNarrowly reports whether on a narrow reading the lines leave something of the issues.
func (s *survey) leftNarrowly(ctx context.Context, issues []int, lines []*graph.RedLine) (bool, error) {
	if s.narrow == nil {
		return false, nil
	}
	return s.narrow.With(lines).Leaves(ctx, issues)
}

// clashWords says how the lines of a core leave nothing.
func (s *survey) clashWords(ctx context.Context, m matter, c core.Core) (string, error) {
	if len(m) == 1 {
		return m[0].clashWords(byParty(s.numbers.Picked(c.Lines))), nil
	}
	b, err := s.numbers.BasisOn(ctx, c)
	return "no combination of options is left: " + s.across(b.Clauses, m[0].named), err
}

// clashWords says what rules exclude, and which lines rule out what.
func (t *table) clashWords(lines []*graph.RedLine) string {
	var parts []string
	for _, r := range lines {
		parts = append(parts, t.named(r)+" rules out "+list(t.labels(t.issue.ForbiddenBy(t.view, r)&t.open), "and"))
	}
	return "no option is left: " + t.byRule("; ") + strings.Join(parts, "; ")
}

// named names a red line and its party.
func (t *table) named(r *graph.RedLine) string {
	p, _ := t.view.Party(r.Party)
	return fmt.Sprintf("a red line of %s, %s,", p.InProse(), t.titles([]graph.Record{r}))
}

// across says which red lines and rules the clauses are of, and what they exclude.
func (s *survey) across(clauses []core.Clause, named func(*graph.RedLine) string) string {
	var lines []*graph.RedLine
	for _, c := range clauses {
		if c.Line != nil && !slices.Contains(lines, c.Line) {
			lines = append(lines, c.Line)
		}
	}
	var parts []string
	for _, r := range byParty(lines) {
		parts = append(parts, named(r)+" rules out "+s.excluded(clauses, func(c core.Clause) bool { return c.Line == r }))
	}
	for _, r := range s.view.Rules {
		if what := s.excluded(clauses, func(c core.Clause) bool { return c.Rule == r }); what != "" {
			parts = append(parts, fmt.Sprintf("a rule excludes %s (%s)", what, strings.TrimSuffix(r.Reason, ".")))
		}
	}
	return strings.Join(parts, "; ")
}

// byParty sorts red lines by party and key.
func byParty(lines []*graph.RedLine) []*graph.RedLine {
	return slices.SortedFunc(slices.Values(lines), func(a, b *graph.RedLine) int {
		return cmp.Or(strings.Compare(a.Party, b.Party), strings.Compare(a.Key, b.Key))
	})
}

// excluded says what the clauses chosen exclude. What they exclude of one issue alone is united.
func (s *survey) excluded(clauses []core.Clause, chosen func(core.Clause) bool) string {
	m := matter(s.tables)
	alone := make([]graph.OptionSet, len(m))
	var ways []string
	for _, c := range clauses {
		if chosen(c) && len(c.Nogood) == 1 {
			alone[c.Nogood[0].Var] |= c.Nogood[0].Set
		} else if chosen(c) && !slices.Contains(ways, m.way(c.Nogood, "or")) {
			ways = append(ways, m.way(c.Nogood, "or"))
		}
	}
	for v := len(alone) - 1; v >= 0; v-- {
		if alone[v] != 0 {
			ways = slices.Insert(ways, 0, m.way(nogood.Nogood{{Var: v, Set: alone[v]}}, "and"))
		}
	}
	return strings.Join(ways, ", and ")
}

// way says which options of which issues a nogood puts together, of those that are supposed to be left. Its variables are
// places in m.
func (m matter) way(one nogood.Nogood, joint string) string {
	var words []string
	for _, t := range one {
		on := m[t.Var]
		what := list(on.labels(t.Set&on.left), joint)
		if len(m) > 1 {
			what += " on " + quoted(on.issue.Title)
		}
		words = append(words, what)
	}
	return strings.Join(words, " together with ")
}
