package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/analysis/conflict"
	"parley/graph"
)

const conflictsQuery = `query Conflicts($negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!], $filter: ConflictFilter, $after: String) {
  negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues) {
    asOf
    conflicts(filter: $filter, first: 500, after: $after) {
      totalCount complete
      pageInfo { hasNextPage endCursor }
      nodes { id kind severity score parties { key } issues { key } options { key } natures { kind } since explanation evidence { key } }
    }
  }
}`

type conflictRow struct {
	ID, Kind, Severity, Since, Explanation string
	Score                                  float64
	Parties, Issues, Options, Evidence     []keyed
	Natures                                []struct{ Kind string }
}

type keyed struct{ Key string }

func keysOf(list []keyed) []string {
	keys := make([]string, 0, len(list))
	for _, k := range list {
		keys = append(keys, k.Key)
	}
	return keys
}

// word turns an enum value of the API into the word of the files: DEMANDS_DIFFER, demands-differ.
func word(enum string) string { return strings.ToLower(strings.ReplaceAll(enum, "_", "-")) }

// enums turns the words given to a flag into enum values of the API, or says which words there are.
func enums(flag string, words, known []string) ([]string, error) {
	var list []string
	for _, w := range words {
		if !slices.Contains(known, w) {
			return nil, graph.Errorf(graph.CodeInvalid, "--%s: %s", flag, graph.UnknownWord("word", w, known))
		}
		list = append(list, strings.ToUpper(strings.ReplaceAll(w, "-", "_")))
	}
	return list, nil
}

func (a *app) conflicts() *cobra.Command {
	var between, involving, kinds []string
	var severity string
	var score float64
	c := &cobra.Command{
		Use:     "conflicts",
		Short:   "List where positions conflict, gravest first",
		Example: "  parley conflicts --between russia,ukraine --as-of 2025-08-19",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			filter := map[string]any{}
			for name, list := range map[string][]string{"between": between, "involving": involving} {
				if len(list) > 0 {
					filter[name] = trimmed(list)
				}
			}
			if len(kinds) > 0 {
				enums, err := enums("kind", kinds, graph.Words(conflict.Kind("")))
				if err != nil {
					return err
				}
				filter["kinds"] = enums
			}
			if severity != "" {
				enums, err := enums("min-severity", []string{severity}, graph.Words(conflict.Severity("")))
				if err != nil {
					return err
				}
				filter["minSeverity"] = enums[0]
			}
			if score > 0 {
				filter["minScore"] = score
			}
			return a.printConflicts(c.Context(), filter)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	f := c.Flags()
	f.StringSliceVar(&between, "between", nil, "only conflicts in which at least two of these parties take part")
	f.StringSliceVar(&involving, "involving", nil, "only conflicts in which at least one of these parties takes part")
	f.StringSliceVar(&kinds, "kind", nil, "only these kinds: "+strings.Join(graph.Words(conflict.Kind("")), ", "))
	f.StringVar(&severity, "min-severity", "", "at least this severity: blocking, serious, moderate or mild")
	f.Float64Var(&score, "min-score", 0, "at least this score, 0 to 100")
	return c
}

func (a *app) printConflicts(ctx context.Context, filter map[string]any) error {
	from, err := a.asker(ctx)
	if err != nil {
		return err
	}
	defer from.close()
	vars, err := a.viewVariables(ctx, from)
	if err != nil {
		return err
	}
	vars["filter"] = filter
	t := &table{columns: []string{"severity", "score", "kind", "parties", "issues", "turns-on", "since", "explanation"}, sentence: true}
	if a.format != "table" {
		t.columns = append(t.columns, "options", "evidence", "id")
	}
	for {
		var data struct {
			Negotiation struct {
				Conflicts struct {
					Complete bool
					PageInfo struct {
						HasNextPage bool
						EndCursor   string
					}
					Nodes []conflictRow
				}
			}
		}
		if err := into(ctx, from, conflictsQuery, vars, &data); err != nil {
			return err
		}
		for _, n := range data.Negotiation.Conflicts.Nodes {
			turns := make([]string, 0, len(n.Natures))
			for _, nature := range n.Natures {
				turns = append(turns, word(nature.Kind))
			}
			row := []any{word(n.Severity), n.Score, word(n.Kind), keysOf(n.Parties), keysOf(n.Issues), turns, n.Since, n.Explanation}
			if a.format != "table" {
				row = append(row, keysOf(n.Options), keysOf(n.Evidence), n.ID)
			}
			t.rows = append(t.rows, row)
		}
		page := data.Negotiation.Conflicts.PageInfo
		if !page.HasNextPage {
			switch {
			case !data.Negotiation.Conflicts.Complete:
				fmt.Fprintln(a.stderr, "red lines may clash in more ways than are listed; parley settle says whether they leave anything, fewer --parties or --issues list all")
			case len(t.rows) == 0:
				fmt.Fprintln(a.stderr, "no conflict on record in this view; that is no sign of agreement")
			}
			return a.print(t)
		}
		vars["after"] = page.EndCursor
	}
}

// viewVariables are the view's flags as GraphQL variables, with the negotiation found if it was left out.
func (a *app) viewVariables(ctx context.Context, from asker) (map[string]any, error) {
	vars, err := a.view.variables()
	if err != nil {
		return nil, err
	}
	vars["negotiation"], err = a.negotiation(ctx, from)
	return vars, err
}
