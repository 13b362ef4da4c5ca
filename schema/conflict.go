package schema

import (
	"fmt"
	"slices"
	"strings"

	"parley/analysis/conflict"
	"parley/graph"
)

var (
	filterArg = arg{"filter", "ConflictFilter", "Which of them."}
	orderArg  = arg{"orderBy", "ConflictOrder", "In which order. Default: gravest first, then by score, kind, parties and issues."}
)

func conflictTypes() []definition {
	type clash = *conflict.Conflict
	return []definition{
		connection{of: "Conflict", doc: "conflicts.", extra: []field{
			{name: "complete", typ: "Boolean!", doc: "False where red lines clash in more ways than are listed: then those on fewest issues and of fewest red lines are.",
				resolve: get(func(p page) any { return !p.partial })},
		}},
		object{name: "Conflict", node: true, doc: "What its sides hold cannot all be met. One for each kind, set of parties and issue.", fields: fieldList(
			plain("id", "ID!", idDoc+" A restatement does not change it.", func(c clash) any { return c.ID().String() }),
			plain("kind", "ConflictKind!", "Of which kind it is.", func(c clash) any { return string(c.Kind) }),
			plain("severity", "Severity!", "How grave it is; follows from the kind.", func(c clash) any { return string(c.Severity) }),
			plain("score", "Float!", "0 to 100: the kind's weight, times the geometric mean of all sides' salience, times the lowest confidence. To rank by; no measure of how far apart the parties are.", func(c clash) any { return c.Score }),
			field{name: "parties", typ: "[Party!]!", doc: "The parties, by key.",
				resolve: get(func(s seen[clash]) any { return seeAll(s.lens, s.it.Parties) })},
			plain("partyKeys", "[String!]!", "The keys of the parties, sorted.", func(c clash) any { return partyKeys(c.Parties) }),
			field{name: "issues", typ: "[Issue!]!", doc: "The issues, by key.",
				resolve: get(func(s seen[clash]) any { return seeIssues(s.lens, s.it.Issues) })},
			plain("issueKeys", "[String!]!", "The keys of the issues, sorted.", func(c clash) any { return issueKeys(c.Issues) }),
			field{name: "options", typ: "[Option!]!", doc: "The options at stake, by issue.",
				resolve: get(func(s seen[clash]) any { return stakes(s.lens, s.it.Options) })},
			field{name: "sides", typ: "[ConflictSide!]!", doc: "Every position and red line that takes part, by party.",
				resolve: get(func(s seen[clash]) any { return seeAll(s.lens, s.it.Sides) })},
			plain("gap", "Float", "How far apart what two parties ask for of a quantity lies: the distance between the nearest numbers of both. Null on other issues, for other kinds, and if they touch.", func(c clash) any {
				if c.Gap == 0 {
					return nil
				}
				return c.Gap
			}),
			plain("gapUnit", "String", "In what gap is counted; null without one.", func(c clash) any {
				if c.Gap == 0 {
					return nil
				}
				return opt(c.Issues[0].Unit)
			}),
			plain("explanation", "String!", "In one sentence, for a reader who knows nothing of Parley.", func(c clash) any { return c.Explanation }),
			naturesField(),
			plain("since", "Date", "The first day of the unbroken span in which it has held; null if it has no beginning on record.", func(c clash) any { return c.Since }),
			field{name: "evidence", typ: "[Statement!]!", doc: "The statements all sides rest on, by date and key.",
				resolve: get(func(s seen[clash]) any { return seeAll(s.lens, s.it.Evidence) })},
		)},
		object{name: "ConflictSide", doc: "A record that takes part in a conflict.", fields: fieldList(
			field{name: "party", typ: "Party!", doc: "Whose it is.", resolve: get(func(s seen[conflict.Side]) any { return see(s.lens, s.it.Party) })},
			plain("partyKey", "String!", "The key of the party whose it is.", func(s conflict.Side) any { return s.Party.Key }),
			field{name: "holds", typ: "Holding!", doc: "The position or red line.",
				resolve: get(func(s seen[conflict.Side]) any { return seeRecord(s.lens, s.it.Holds) })},
			plain("holdsKind", "RecordKind!", "Whether it is a position or a red line.", func(s conflict.Side) any { return string(s.Holds.Ref().Kind) }),
			plain("holdsKey", "String!", "The key of the position or red line.", func(s conflict.Side) any { return s.Holds.Ref().Key }),
		)},
		union{"Holding", "What a party holds: a position or a red line.", []string{"Position", "RedLine"}},
		connection{of: "ConflictGroup", doc: "conflicts by bloc.", extra: []field{
			{name: "complete", typ: "Boolean!", doc: "False where red lines clash in more ways than are listed.",
				resolve: get(func(p page) any { return !p.partial })},
		}},
		groupType(),
		object{name: "Bloc", doc: "Parties whose side is the same on an issue. It does not say that they act together.", fields: fieldList(
			field{name: "parties", typ: "[Party!]!", doc: "The parties, by key.",
				resolve: get(func(s seen[conflict.Bloc]) any { return seeAll(s.lens, s.it.Parties) })},
			plain("partyKeys", "[String!]!", "The keys of the parties, sorted.", func(b conflict.Bloc) any { return partyKeys(b.Parties) }),
			field{name: "options", typ: "[Option!]!", doc: "The options their positions and red lines are about.",
				resolve: get(func(s seen[conflict.Bloc]) any { return stakes(s.lens, s.it.Options) })},
		)},
	}
}

func groupType() definition {
	type group = *conflict.Group
	return object{name: "ConflictGroup", doc: "Conflicts of one kind on the same issues in which the same sides are taken.", fields: fieldList(
		plain("kind", "ConflictKind!", "Of which kind they are.", func(g group) any { return string(g.Kind) }),
		plain("severity", "Severity!", "The gravest.", func(g group) any { return string(g.Severity) }),
		plain("score", "Float!", "The highest.", func(g group) any { return g.Score }),
		field{name: "issues", typ: "[Issue!]!", doc: "The issues, by key.",
			resolve: get(func(s seen[group]) any { return seeIssues(s.lens, s.it.Issues) })},
		plain("issueKeys", "[String!]!", "The keys of the issues, sorted.", func(g group) any { return issueKeys(g.Issues) }),
		field{name: "blocs", typ: "[Bloc!]!", doc: "Who stands together, by the keys of the parties.",
			resolve: get(func(s seen[group]) any { return seeAll(s.lens, s.it.Blocs) })},
		plain("conflictCount", "Int!", "How many conflicts there are in it.", func(g group) any { return len(g.Conflicts) }),
		field{name: "conflicts", typ: "[Conflict!]!", doc: "The conflicts in it.",
			resolve: get(func(s seen[group]) any { return seeAll(s.lens, s.it.Conflicts) })},
		plain("explanation", "String!", "In one sentence.", func(g group) any { return g.Explanation }),
	)}
}

func partyKeys(list []*graph.Party) []string {
	keys := []string{}
	for _, p := range list {
		keys = append(keys, p.Key)
	}
	return keys
}

func issueKeys(list []*graph.IssueView) []string {
	keys := []string{}
	for _, i := range list {
		keys = append(keys, i.Key)
	}
	return keys
}

func seeIssues(l *lens, list []*graph.IssueView) []seen[*graph.Issue] {
	out := make([]seen[*graph.Issue], 0, len(list))
	for _, i := range list {
		out = append(out, see(l, i.Issue))
	}
	return out
}

func stakes(l *lens, list []conflict.Stake) []seen[option] {
	out := make([]seen[option], 0, len(list))
	for _, s := range list {
		out = append(out, see(l, option{s.Option, s.Issue.Issue}))
	}
	return out
}

func conflictsField() field {
	return conflictList("Where positions conflict.", nil, func(seen[negotiation], *call) (conflict.Filter, error) { return conflict.Filter{}, nil })
}

func issueConflictsField() field {
	return conflictList("The conflicts on it.", nil, func(s seen[*graph.Issue], _ *call) (conflict.Filter, error) {
		return conflict.Filter{Issues: []string{s.it.Key}}, nil
	})
}

func partyConflictsField() field {
	with := arg{"with", "String", "Only those in which this party takes part too, by key."}
	return conflictList("The conflicts in which it takes part.", []arg{with}, func(s seen[*graph.Party], c *call) (conflict.Filter, error) {
		f := conflict.Filter{Involving: []string{s.it.Key}}
		if other, given := c.args["with"].(string); given {
			if err := s.known(graph.KindParty, "with", []string{other}); err != nil {
				return f, err
			}
			if other == s.it.Key {
				return f, badInput("with names the party itself, %s: name another", other)
			}
			f.Between = []string{s.it.Key, other}
		}
		return f, nil
	})
}

// conflictList lists the conflicts that pass the filter of a thing and the one asked for.
func conflictList[T any](doc string, more []arg, own func(seen[T], *call) (conflict.Filter, error)) field {
	return field{
		name: "conflicts", typ: "ConflictConnection!", doc: doc, args: paged(append(more, filterArg, orderArg)...),
		resolve: with(func(c *call, s seen[T]) (any, error) {
			mine, err := own(s, c)
			if err != nil {
				return nil, err
			}
			views, err := s.scope()
			if err != nil {
				return nil, err
			}
			var items []seen[*conflict.Conflict]
			partial := false
			for _, f := range views {
				found, complete, err := c.conflictsOf(s.lens, f)
				if err != nil {
					return nil, err
				}
				partial = partial || !complete
				l := s.into(f)
				if s.frame == nil {
					l = s.lens
				}
				items = append(items, seeAll(l, mine.Apply(found))...)
			}
			list := conflictSeries(items, c.conflictOrder(), len(views) == 1)
			list.partial = partial
			return c.page(s.owner(), list)
		}),
	}
}

// conflictSeries lists conflicts; those of one view come in the order of conflict.Find.
func conflictSeries(items []seen[*conflict.Conflict], o conflict.Order, found bool) series {
	if found && o == (conflict.Order{}) {
		return listOf(items, func(s seen[*conflict.Conflict]) any { return s }, func(s seen[*conflict.Conflict]) string { return conflictPosition(s.it, o) })
	}
	all := make([]placed[*conflict.Conflict], 0, len(items))
	for _, s := range items {
		all = append(all, placed[*conflict.Conflict]{s, conflictPosition(s.it, o)})
	}
	return sorted(all)
}

// conflictsOf returns the conflicts of a view that pass the filter asked for.
func (c *call) conflictsOf(l *lens, f *frame) (list []*conflict.Conflict, complete bool, err error) {
	filter, err := c.conflictFilter(l)
	if err != nil {
		return nil, false, err
	}
	found, complete, err := f.Conflicts(c.ctx)
	return filter.Apply(found), complete, err
}

func conflictGroupsField() field {
	return field{
		name: "conflictGroups", typ: "ConflictGroupConnection!", doc: "The conflicts by bloc: parties whose side is the same on an issue stand together.",
		args: paged(filterArg, orderArg),
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			found, complete, err := c.conflictsOf(s.lens, s.frame)
			if err != nil {
				return nil, err
			}
			order := c.conflictOrder()
			var items []placed[*conflict.Group]
			for _, g := range conflict.Groups(s.frame.View, found) {
				items = append(items, placed[*conflict.Group]{see(s.lens, g), conflictPosition(summary(g), order)})
			}
			list := sorted(items)
			list.partial = !complete
			return c.page(s.owner(), list)
		}),
	}
}

// summary is a group as one conflict, to order it by.
func summary(g *conflict.Group) *conflict.Conflict {
	c := &conflict.Conflict{Kind: g.Kind, Severity: g.Severity, Score: g.Score, Issues: g.Issues, Since: graph.MaxDay, Sides: g.Conflicts[0].Sides}
	for _, b := range g.Blocs {
		c.Parties = append(c.Parties, b.Parties...)
	}
	for _, x := range g.Conflicts {
		c.Since = min(c.Since, x.Since)
	}
	return c
}

// placed is a thing of a list with its position.
type placed[T any] struct {
	seen[T]
	position string
}

// sorted makes a list of things by their positions.
func sorted[T any](items []placed[T]) series {
	slices.SortFunc(items, func(a, b placed[T]) int { return strings.Compare(a.position, b.position) })
	return listOf(items, func(p placed[T]) any { return p.seen }, func(p placed[T]) string { return p.position })
}

// conflictPosition writes where a conflict stands in an order, as text that sorts the same: see conflict.Sort.
func conflictPosition(c *conflict.Conflict, o conflict.Order) string {
	by := orderText(c, o.Field)
	if o.Descending {
		by = inverted(by)
	}
	var sides []string
	for _, s := range c.Sides {
		sides = append(sides, s.Party.Key, string(s.Holds.Ref().Kind), s.Holds.Ref().Key)
	}
	return by + fmt.Sprintf("%d%010.6f%02d", c.Severity.Rank(), 100-c.Score, kindRank(c.Kind)) +
		textOf(partyKeys(c.Parties)) + textOf(issueKeys(c.Issues)) + textOf(sides)
}

func kindRank(k conflict.Kind) int { return slices.Index(graph.Words(k), string(k)) }

func orderText(c *conflict.Conflict, f conflict.OrderField) string {
	switch f {
	case conflict.BySeverity:
		return fmt.Sprintf("%d", 9-c.Severity.Rank())
	case conflict.ByScore:
		return fmt.Sprintf("%010.6f", c.Score)
	case conflict.BySince:
		return sortableDay(c.Since)
	case conflict.ByKind:
		return fmt.Sprintf("%02d", kindRank(c.Kind))
	case conflict.ByIssue:
		return textOf(issueKeys(c.Issues))
	}
	return ""
}

// textOf joins keys so that the texts of two lists compare as the lists do, and none begins another.
func textOf(keys []string) string { return strings.Join(keys, "\x01") + "\x00" }

// inverted turns the order of texts, none of which begins another, around.
func inverted(s string) string {
	b := []byte(s)
	for i := range b {
		b[i] = ^b[i]
	}
	return string(b)
}
