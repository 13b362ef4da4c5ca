package schema

import (
	"slices"
	"strings"

	"parley/graph"
)

func positionTypes() []definition {
	doc := docs[graph.Position]()
	type position = *graph.Position
	return []definition{
		connection{of: "Position", doc: "positions, by key."},
		object{name: "Position", node: true, doc: "What a party wants on one issue, short of a red line.", fields: fieldList(
			idField[position](), keyField[position](doc("key")),
			partyFields("party", "Party!", doc("party"), func(p position) string { return p.Party }),
			refFields[position, *graph.Issue]("issue", "Issue!", doc("issue"), func(p position) string { return p.Issue }),
			plain("stance", "Stance!", doc("stance"), func(p position) any { return string(p.Stance) }),
			field{name: "options", typ: "[Option!]!", doc: "The options it is about; several are alternatives. On a quantity: the ranges it covers whole.",
				resolve: with(func(_ *call, s seen[position]) (any, error) {
					return s.chosen(s.it.Issue, s.it.Options)
				})},
			plain("optionKeys", "[String!]!", "The options it is about, as the record words them.", func(p position) any { return p.Options }),
			field{name: "condition", typ: "[Pattern!]", doc: doc("condition"),
				resolve: get(func(s seen[position]) any { return conditionOf(s.lens, s.it.Condition) })},
			field{name: "counted", typ: "Boolean!", doc: "Whether the view counts it. One with a condition that the view's assumptions do not meet counts as unrecorded.",
				resolve: with(func(_ *call, s seen[position]) (any, error) {
					f, err := s.home()
					if err != nil {
						return nil, err
					}
					return slices.Contains(f.Positions, s.it), nil
				})},
			plain("scope", "String", doc("scope"), func(p position) any { return opt(p.Scope) }),
			plain("salience", "Int", doc("salience"), func(p position) any { return optional(p.Salience) }),
			plain("confidence", "Float", doc("confidence"), func(p position) any { return optional(p.Confidence) }),
			plain("from", "Date", doc("from"), func(p position) any { return p.From }),
			plain("to", "Date", doc("to"), func(p position) any { return p.To }),
			periodFields[position](),
			refFields[position, position]("supersedes", "Position", doc("supersedes"), func(p position) string { return p.Supersedes }),
			evidenceField(doc("evidence"), func(p position) []string { return p.Evidence }),
			plain("note", "String", doc("note"), func(p position) any { return opt(p.Note) }),
			historyField[position](),
		)},
	}
}

// conditionOf shows a condition, null where there is none.
func conditionOf(l *lens, p graph.Patterns) any {
	if len(p) == 0 {
		return nil
	}
	return seeAll(l, p)
}

// periodFields say between which days a position or red line is in force.
func periodFields[T graph.Record]() []field {
	day := func(name, doc string, pick func(first, last graph.Day) any) field {
		return field{name: name, typ: "Date", doc: doc, resolve: with(func(_ *call, s seen[T]) (any, error) {
			f, err := s.home()
			if err != nil {
				return nil, err
			}
			return pick(f.Period(s.it)), nil
		})}
	}
	return []field{
		day("firstDay", "The first day on which it is in force; null if that is not known.", func(first, _ graph.Day) any { return first }),
		day("lastDay", "The last day on which it is in force: the last that its end can mean, or the day before the record that supersedes it. Null while it has no end.", func(_, last graph.Day) any { return last }),
	}
}

// home returns the view a record belongs in: of its issue's negotiation, or the lens's own.
func (s seen[T]) home() (*frame, error) {
	key := ""
	switch r := any(s.it).(type) {
	case *graph.Issue:
		return s.within(r.Negotiation)
	case *graph.Position:
		key = r.Issue
	case *graph.RedLine:
		key = issuesOf(r)[0]
	case *graph.Proposal:
		return s.within(s.snap.NegotiationOf(r))
	}
	i, ok := graph.Get[*graph.Issue](s.snap, key)
	if !ok {
		return nil, s.unknown(graph.KindIssue, key)
	}
	return s.within(i.Negotiation)
}

// scope returns the views in which to look for what belongs to a thing: that of an issue's negotiation, else the
// lens's own, or outside a negotiation all.
func (s seen[T]) scope() ([]*frame, error) {
	if _, ok := any(s.it).(*graph.Issue); ok {
		f, err := s.home()
		return []*frame{f}, err
	}
	return s.views()
}

// positionsField lists the positions in force that belong to a thing.
func positionsField[T any](doc string, belongs func(seen[T], *graph.Position) bool) field {
	return field{
		name: "positions", typ: "PositionConnection!", doc: doc,
		args: paged(arg{"filter", "PositionFilter", "Which of them."}),
		resolve: with(func(c *call, s seen[T]) (any, error) {
			keep, err := c.positionFilter(s.lens)
			if err != nil {
				return nil, err
			}
			views, err := s.scope()
			if err != nil {
				return nil, err
			}
			var list []*graph.Position
			for _, f := range views {
				for _, p := range slices.Concat(f.Positions, f.Conditional) {
					if belongs(s, p) && keep(p) {
						list = append(list, p)
					}
				}
			}
			slices.SortFunc(list, func(a, b *graph.Position) int { return strings.Compare(a.Key, b.Key) })
			return c.page(s.owner(), keyed(s.lens, list))
		}),
	}
}
