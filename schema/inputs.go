package schema

import (
	"slices"

	"parley/analysis/conflict"
	"parley/graph"
)

func inputTypes() []definition {
	return []definition{
		input{"PartyFilter", "Which parties to list; all conditions given must hold.", []arg{
			{"keys", "[String!]", "Only these parties, by key."},
			{"kinds", "[PartyKind!]", "Only parties of these kinds."},
			{"negotiation", "String", "Only parties that take part in this negotiation, or have a position or red line in force there."},
			{"memberOf", "String", "Only members of this party on the day of the view."},
		}},
		input{"PositionFilter", "Which positions to list; all conditions given must hold.", []arg{
			{"parties", "[String!]", "Only of these parties, by key."},
			{"issues", "[String!]", "Only on these issues, by key."},
			{"stances", "[Stance!]", "Only of these stances."},
		}},
		input{"StatementFilter", "Which statements to list; all conditions given must hold.", []arg{
			{"parties", "[String!]", "Only those that speak for these parties, by key."},
			{"speakers", "[String!]", "Only the words of these people, by key."},
			{"sources", "[String!]", "Only those taken from these sources, by key."},
		}},
		input{"RedLineFilter", "Which red lines to list; all conditions given must hold.", []arg{
			{"parties", "[String!]", "Only of these parties, by key."},
			{"issues", "[String!]", "Only those with a pattern that names one of these issues, by key."},
		}},
		input{"ConflictFilter", "Which conflicts to list; all conditions given must hold.", []arg{
			{"between", "[String!]", "Only conflicts in which at least two of these parties take part, by key."},
			{"involving", "[String!]", "Only conflicts in which at least one of these parties takes part, by key."},
			{"issues", "[String!]", "Only conflicts on one of these issues, by key."},
			{"kinds", "[ConflictKind!]", "Only of these kinds."},
			{"minSeverity", "Severity", "Only of this severity and graver."},
			{"minScore", "Float", "Only with this score and above, 0 to 100."},
		}},
		input{"ConflictOrder", "In which order to list conflicts. Ties are in the order of a list without orderBy: gravest first, then by score, kind, parties and issues.", []arg{
			{"field", "ConflictOrderField!", "What to order by."},
			{"direction", "OrderDirection", "Which end comes first. Left out: gravest, highest and latest first; kinds and issues in their order."},
		}},
		enum{"OrderDirection", "Which end of an order comes first.", []graph.EnumValue{
			{Word: "asc", Doc: "Smallest, earliest or mildest first."},
			{Word: "desc", Doc: "Largest, latest or gravest first."},
		}},
		input{"EvidenceFloor", "The worst evidence admitted. A position or red line counts if one of its statements meets all that is given; one without evidence never does.", []arg{
			{"reliability", "String", "The worst grade of a source, A to E; F (cannot be judged) and sources without a grade only where includeUnjudged."},
			{"credibility", "Int", "The worst grade of a statement, 1 to 5; 6 (cannot be judged) and statements without a grade only where includeUnjudged."},
			{"includeUnjudged", "Boolean", "Whether what cannot be judged, or was not graded, is admitted whatever the grades."},
			{"sources", "[String!]", "Only statements of these sources, by key."},
		}},
	}
}

// floor reads an EvidenceFloor.
func (c *call) floor(l *lens) (graph.Floor, error) {
	m := c.object("floor")
	f := graph.Floor{Sources: words(m["sources"])}
	grade, _ := m["reliability"].(string)
	if grade != "" && !slices.Contains(graph.Words(graph.Reliability("")), grade) {
		return f, badInput("floor.reliability: %s", graph.UnknownWord("grade", shorten(grade), graph.Words(graph.Reliability(""))))
	}
	f.Reliability = graph.Reliability(grade)
	var given bool
	if f.Credibility, given = m["credibility"].(int); given && (f.Credibility < 1 || f.Credibility > 6) {
		return f, badInput("floor.credibility is %d: grades go from 1 to 6", f.Credibility)
	}
	f.Unjudged, _ = m["includeUnjudged"].(bool)
	return f, l.known(graph.KindSource, "floor.sources", f.Sources)
}

// positionFilter reads a PositionFilter.
func (c *call) positionFilter(l *lens) (keep func(*graph.Position) bool, err error) {
	m := c.object("filter")
	parties, issues, stances := words(m["parties"]), words(m["issues"]), words(m["stances"])
	if err := l.knownWords(parties, issues); err != nil {
		return nil, err
	}
	return func(p *graph.Position) bool {
		return admits(parties, p.Party) && admits(issues, p.Issue) && admits(stances, string(p.Stance))
	}, nil
}

// statementFilter reads a StatementFilter.
func (c *call) statementFilter(l *lens) (keep func(*graph.Statement) bool, err error) {
	m := c.object("filter")
	parties, speakers, sources := words(m["parties"]), words(m["speakers"]), words(m["sources"])
	for _, err := range []error{
		l.known(graph.KindParty, "filter.parties", parties), l.known(graph.KindPerson, "filter.speakers", speakers), l.known(graph.KindSource, "filter.sources", sources),
	} {
		if err != nil {
			return nil, err
		}
	}
	return func(s *graph.Statement) bool {
		return admits(parties, s.Party) && admits(speakers, s.Speaker) && admits(sources, s.Source)
	}, nil
}

// redLineFilter reads a RedLineFilter.
func (c *call) redLineFilter(l *lens) (keep func(*graph.RedLine) bool, err error) {
	m := c.object("filter")
	parties, issues := words(m["parties"]), words(m["issues"])
	if err := l.knownWords(parties, issues); err != nil {
		return nil, err
	}
	return func(r *graph.RedLine) bool {
		return admits(parties, r.Party) && (issues == nil || slices.ContainsFunc(issuesOf(r), func(i string) bool { return slices.Contains(issues, i) }))
	}, nil
}

// knownWords fails unless the parties and issues of a filter exist.
func (l *lens) knownWords(parties, issues []string) error {
	if err := l.known(graph.KindParty, "filter.parties", parties); err != nil {
		return err
	}
	return l.known(graph.KindIssue, "filter.issues", issues)
}

// admits reports whether a list in a filter lets a word pass; an absent list lets all.
func admits(list []string, word string) bool { return list == nil || slices.Contains(list, word) }

// conflictFilter reads a ConflictFilter.
func (c *call) conflictFilter(l *lens) (conflict.Filter, error) {
	m := c.object("filter")
	f := conflict.Filter{Between: words(m["between"]), Involving: words(m["involving"]), Issues: words(m["issues"])}
	for _, k := range words(m["kinds"]) {
		f.Kinds = append(f.Kinds, conflict.Kind(k))
	}
	if s, ok := m["minSeverity"].(string); ok {
		f.MinSeverity = conflict.Severity(s)
	}
	f.MinScore, _ = m["minScore"].(float64)
	for _, named := range []struct {
		kind graph.Kind
		arg  string
		keys []string
	}{
		{graph.KindParty, "filter.between", f.Between}, {graph.KindParty, "filter.involving", f.Involving}, {graph.KindIssue, "filter.issues", f.Issues},
	} {
		if err := l.known(named.kind, named.arg, named.keys); err != nil {
			return f, err
		}
	}
	if l.frame == nil {
		return f, nil
	}
	return f, f.Check(l.frame.View)
}

// conflictOrder reads a ConflictOrder: left out, it is the order of conflict.Find.
func (c *call) conflictOrder() conflict.Order {
	m := c.object("orderBy")
	by, _ := m["field"].(string)
	o := conflict.Order{Field: conflict.OrderField(by)}
	switch m["direction"] {
	case "desc":
		o.Descending = true
	case nil:
		o.Descending = o.Field == conflict.BySeverity || o.Field == conflict.ByScore || o.Field == conflict.BySince
	}
	return o
}

// issuesOf lists the issues the patterns of a red line name, on either reading, sorted.
func issuesOf(r *graph.RedLine) []string {
	var issues []string
	for _, p := range slices.Concat(r.Forbids, r.MayForbid) {
		issues = append(issues, p.Issues()...)
	}
	slices.Sort(issues)
	return slices.Compact(issues)
}
