package schema

import (
	"slices"

	"parley/analysis/settle"
	"parley/graph"
)

// comparison is two proposals side by side.
type comparison struct {
	a, b proposal
	rows []settle.Row
}

// comparisonRow is a row with the texts it compares.
type comparisonRow struct {
	settle.Row
	a, b proposal
}

// comparisonSide is what one text says in a row.
type comparisonSide struct {
	settle.Side
	of    proposal
	issue *graph.IssueView // nil outside the issues
}

func compareField() field {
	return field{
		name: "compareProposals", typ: "ProposalComparison!", doc: "Two proposals side by side, issue by issue.",
		args: []arg{{"a", "String!", "One of them, by key."}, {"b", "String!", "The other, by key."}},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			a, err := s.tabled("a", c.text("a"))
			if err != nil {
				return nil, err
			}
			b, err := s.tabled("b", c.text("b"))
			if err != nil {
				return nil, err
			}
			return see(s.lens, comparison{a, b, settle.Compare(s.frame.View, a, b)}), nil
		}),
	}
}

// tabled finds a proposal of the negotiation by the key that an argument gives.
func (s seen[T]) tabled(argument, key string) (proposal, error) {
	var keys []string
	for p := range graph.All[proposal](s.snap) {
		switch {
		case s.snap.NegotiationOf(p) != s.frame.Negotiation.Key:
		case p.Key == key:
			return p, nil
		default:
			keys = append(keys, p.Key)
		}
	}
	return nil, faultf(CodeNotFound, "%s: %s in negotiation %s", argument, graph.UnknownWord("proposal", shorten(key), keys), s.frame.Negotiation.Key)
}

// The ways in which two texts stand to one another on a matter.
var comparisonWords = []graph.EnumValue{
	{Word: "same", Doc: "Both choose the same options without a condition, or both leave the matter open. Their words can differ."},
	{Word: "differ", Doc: "They choose different options, or one leaves open what the other settles, or a condition makes it unsure."},
	{Word: "only-a", Doc: "Only a speaks of it; b is silent."},
	{Word: "only-b", Doc: "Only b speaks of it; a is silent."},
}

func (r comparisonRow) word() string {
	switch {
	case len(r.B.Provisions) == 0:
		return "only-a"
	case len(r.A.Provisions) == 0:
		return "only-b"
	case r.Same:
		return "same"
	}
	return "differ"
}

func comparisonTypes() []definition {
	type row = comparisonRow
	type side = comparisonSide
	return []definition{
		enum{"ComparisonResult", "How two texts stand to one another on a matter.", comparisonWords},
		object{name: "ProposalComparison", doc: "Two proposals side by side.", fields: fieldList(
			field{name: "a", typ: "Proposal!", doc: "One of them.", resolve: get(func(s seen[comparison]) any { return see(s.lens, s.it.a) })},
			field{name: "b", typ: "Proposal!", doc: "The other.", resolve: get(func(s seen[comparison]) any { return see(s.lens, s.it.b) })},
			field{name: "rows", typ: "[ComparisonRow!]!", doc: "One for each issue that either mentions, and for each clause outside the issues; in the order of the earlier text, then of the other.",
				resolve: get(func(s seen[comparison]) any {
					rows := []seen[row]{}
					for _, r := range s.it.rows {
						rows = append(rows, see(s.lens, row{r, s.it.a, s.it.b}))
					}
					return rows
				})},
		)},
		object{name: "ComparisonRow", doc: "What two texts say on one matter.", fields: fieldList(
			plain("issueKey", "String", "The key of the issue; null for a clause outside the issues.", func(r row) any {
				if r.Issue == nil {
					return nil
				}
				return r.Issue.Key
			}),
			plain("title", "String", "The issue's title; null for a clause outside the issues.", func(r row) any {
				if r.Issue == nil {
					return nil
				}
				return r.Issue.Title
			}),
			plain("result", "ComparisonResult!", "How they stand to one another.", func(r row) any { return r.word() }),
			plain("same", "Boolean!", "Whether result is SAME.", func(r row) any { return r.Same }),
			field{name: "a", typ: "ComparisonSide!", doc: "What a says.", resolve: get(func(s seen[row]) any { return see(s.lens, side{s.it.A, s.it.a, s.it.Issue}) })},
			field{name: "b", typ: "ComparisonSide!", doc: "What b says.", resolve: get(func(s seen[row]) any { return see(s.lens, side{s.it.B, s.it.b, s.it.Issue}) })},
		)},
		object{name: "ComparisonSide", doc: "What one text says on a matter.", fields: fieldList(
			plain("silent", "Boolean!", "Whether it says nothing on it.", func(s side) any { return len(s.Provisions) == 0 }),
			plain("says", "String!", "The clauses with the options they choose, in words; or that the text is silent.", func(s side) any { return s.Says }),
			field{name: "provisions", typ: "[Provision!]!", doc: "The clauses, in the order of the text.",
				resolve: get(func(s seen[side]) any { return seeAll(s.lens, provisions(s.it.of, s.it.Provisions)) })},
			field{name: "options", typ: "[Option!]!", doc: "The options chosen; several leave it ambiguous.", resolve: get(func(s seen[side]) any {
				if s.it.issue == nil {
					return []seen[option]{}
				}
				return optionsIn(s.lens, s.it.issue, s.it.Options)
			})},
			plain("optionKeys", "[String!]!", "The keys of these options.", func(s side) any {
				keys := []string{}
				for _, o := range s.Options {
					keys = append(keys, o.Key)
				}
				return keys
			}),
			field{name: "crosses", typ: "[RedLine!]!", doc: "The red lines of the view that the text crosses, of those on which these clauses bear.",
				resolve: with(func(c *call, s seen[side]) (any, error) {
					j, err := s.frame.Judgement(c.ctx, s.it.of)
					if err != nil {
						return nil, err
					}
					return seeAll(s.lens, s.it.crossed(j)), nil
				})},
		)},
	}
}

// crossed lists the red lines crossed on which the clauses of the side bear.
func (s comparisonSide) crossed(j *settle.Judgement) []*graph.RedLine {
	var lines []*graph.RedLine
	for _, v := range j.Verdicts {
		bears := slices.ContainsFunc(v.Provisions, func(n int) bool { return slices.Contains(s.Provisions, n) })
		if v.Outcome == settle.Crossed && bears {
			lines = append(lines, v.Line)
		}
	}
	return lines
}
