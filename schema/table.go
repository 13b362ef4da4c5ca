package schema

import (
	"parley/analysis/conflict"
	"parley/graph"
)

func tableTypes() []definition {
	return append(matrixTypes(), stanceTypes()...)
}

func conflictMatrixField() field {
	return field{
		name: "conflictMatrix", typ: "ConflictMatrix!", doc: "Conflicts counted by pair of parties, by party and issue, or by issue.",
		args: []arg{{"by", "MatrixAxes!", "What rows and columns are."}, filterArg},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			found, complete, err := c.conflictsOf(s.lens, s.frame)
			if err != nil {
				return nil, err
			}
			filter, err := c.conflictFilter(s.lens)
			if err != nil {
				return nil, err
			}
			m := conflict.NewMatrix(s.frame.View, found, conflict.Axes(c.text("by")))
			m.Undecided = filter.Undecided(m.Undecided)
			return see(s.lens, matrix{m, complete}), nil
		}),
	}
}

// matrix is a matrix and whether it counts all conflicts.
type matrix struct {
	*conflict.Matrix
	complete bool
}

func matrixTypes() []definition {
	return []definition{
		object{name: "ConflictMatrix", doc: "Conflicts counted. Only cells with a conflict are listed.", fields: fieldList(
			plain("by", "MatrixAxes!", "What rows and columns are.", func(m matrix) any { return string(m.Axes) }),
			plain("rows", "[MatrixLabel!]!", "Every row, by key, those without a conflict too.", func(m matrix) any { return m.Rows }),
			plain("columns", "[MatrixLabel!]!", "Every column, by key, those without a conflict too; none by issue.", func(m matrix) any { return m.Columns }),
			field{name: "cells", typ: "[MatrixCell!]!", doc: "The cells with a conflict, by row and column.",
				resolve: get(func(s seen[matrix]) any { return seeAll(s.lens, s.it.Cells) })},
			field{name: "undecided", typ: "[UndecidedCell!]!", doc: "Of pairs of parties, the issues on which nobody can tell whether they conflict, because one of them is silent; of the parties and issues that the filter names. By parties and issue.",
				resolve: get(func(s seen[matrix]) any { return seeAll(s.lens, s.it.Undecided) })},
			plain("complete", "Boolean!", "False where red lines clash in more ways than are counted.", func(m matrix) any { return m.complete }),
		)},
		object{name: "MatrixLabel", doc: "A row or column of a matrix: a party or an issue.", fields: []field{
			{name: "key", typ: "String!", doc: "Its key.", resolve: get(func(l conflict.Label) any { return l.Key })},
			{name: "label", typ: "String!", doc: "Its name or title.", resolve: get(func(l conflict.Label) any { return l.Label })},
		}},
		object{name: "MatrixCell", doc: "The conflicts of a row and a column. A pair of parties has one cell, under the key that comes first; a party's conflicts with itself are in the cell of which it is row and column.", fields: fieldList(
			plain("row", "String!", "The key of the row.", func(c conflict.Cell) any { return c.Row }),
			plain("column", "String", "The key of the column; null where there are none.", func(c conflict.Cell) any { return opt(c.Column) }),
			plain("count", "Int!", "How many conflicts.", func(c conflict.Cell) any { return c.Count }),
			plain("severity", "Severity!", "The gravest.", func(c conflict.Cell) any { return string(c.Severity) }),
			plain("score", "Float!", "The highest.", func(c conflict.Cell) any { return c.Score }),
			plain("kinds", "[ConflictKind!]!", "The kinds, each once.", func(c conflict.Cell) any {
				kinds := []string{}
				for _, k := range c.Kinds {
					kinds = append(kinds, string(k))
				}
				return kinds
			}),
			field{name: "conflicts", typ: "[Conflict!]!", doc: "The conflicts, gravest first.",
				resolve: get(func(s seen[conflict.Cell]) any { return seeAll(s.lens, s.it.Conflicts) })},
		)},
		object{name: "UndecidedCell", doc: "An issue on which one of a pair of parties has something on record and the other has not.", fields: fieldList(
			plain("partyKeys", "[String!]!", "The keys of the two, sorted.", func(u conflict.UndecidedCell) any { return partyKeys(u.Parties) }),
			plain("issueKey", "String!", "The key of the issue.", func(u conflict.UndecidedCell) any { return u.Issue.Key }),
			plain("silentKey", "String!", "The key of the one that is silent.", func(u conflict.UndecidedCell) any { return u.Silent.Key }),
			field{name: "parties", typ: "[Party!]!", doc: "The two, by key.",
				resolve: get(func(s seen[conflict.UndecidedCell]) any { return seeAll(s.lens, s.it.Parties) })},
			field{name: "issue", typ: "Issue!", doc: "The issue.",
				resolve: get(func(s seen[conflict.UndecidedCell]) any { return see(s.lens, s.it.Issue.Issue) })},
		)},
	}
}

func stanceTableField() field {
	return field{
		name: "stanceTable", typ: "StanceTable!", doc: "Every party's stance on every option of an issue.",
		args: []arg{{"issue", "String!", "The issue, by key."}},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			i, ok := s.frame.Issue(c.text("issue"))
			if !ok {
				var keys []string
				for _, i := range s.frame.Issues {
					keys = append(keys, i.Key)
				}
				return nil, faultf(CodeNotFound, "issue: %s", graph.UnknownWord("issue of the view", shorten(c.text("issue")), keys))
			}
			return see(s.lens, i), nil
		}),
	}
}

// stanceCell is one option of an issue toward one party.
type stanceCell struct {
	conflict.StanceCell
	issue *graph.Issue
}

func stanceTypes() []definition {
	type table = *graph.IssueView
	return []definition{
		object{name: "StanceTable", doc: "How every option of an issue stands toward every party of the view.", fields: fieldList(
			field{name: "issue", typ: "Issue!", doc: "The issue.", resolve: get(func(s seen[table]) any { return see(s.lens, s.it.Issue) })},
			plain("issueKey", "String!", "The key of the issue.", func(i table) any { return i.Key }),
			field{name: "options", typ: "[Option!]!", doc: "The options, in order: the columns.",
				resolve: get(func(s seen[table]) any { return optionsIn(s.lens, s.it, s.it.Options) })},
			field{name: "parties", typ: "[Party!]!", doc: "The parties, by key: the rows.",
				resolve: get(func(s seen[table]) any { return seeAll(s.lens, s.frame.Parties) })},
			field{name: "cells", typ: "[StanceCell!]!", doc: "One for each party and option, by party, then option.", resolve: get(func(s seen[table]) any {
				cells := []seen[stanceCell]{}
				for _, c := range conflict.Stances(s.it) {
					cells = append(cells, see(s.lens, stanceCell{c, s.it.Issue}))
				}
				return cells
			})},
		)},
		object{name: "StanceCell", doc: "How one option stands toward one party.", fields: fieldList(
			plain("partyKey", "String!", "The key of the party.", func(c stanceCell) any { return c.Party.Key }),
			plain("partyName", "String!", "The party's name.", func(c stanceCell) any { return c.Party.Name }),
			plain("optionKey", "String!", "The key of the option.", func(c stanceCell) any { return c.Option.Key }),
			plain("optionLabel", "String!", "The option in a few words.", func(c stanceCell) any { return c.Option.Label }),
			plain("attitude", "Attitude!", "How the option stands toward the party.", func(c stanceCell) any { return string(c.Attitude) }),
			plain("silence", "SilenceKind", "Of which kind the silence is, if the attitude is SILENT.", func(c stanceCell) any { return opt(string(c.Silence)) }),
			field{name: "party", typ: "Party!", doc: "The party.", resolve: get(func(s seen[stanceCell]) any { return see(s.lens, s.it.Party) })},
			field{name: "option", typ: "Option!", doc: "The option.",
				resolve: get(func(s seen[stanceCell]) any { return see(s.lens, option{s.it.Option, s.it.issue}) })},
			field{name: "records", typ: "[Holding!]!", doc: "The positions and red lines that say so, or for a silence the words that leave it open.",
				resolve: get(func(s seen[stanceCell]) any { return holdings(s.lens, s.it.Records) })},
		)},
	}
}

// holdings shows positions and red lines.
func holdings(l *lens, list []graph.Record) []any {
	out := make([]any, 0, len(list))
	for _, r := range list {
		out = append(out, seeRecord(l, r))
	}
	return out
}
