package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/analysis/pledge"
	"parley/graph"
)

const commitmentsQuery = `query Commitments($negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!], $statuses: [CommitmentStatus!], $triggers: [TriggerState!], $overdue: Boolean, $after: String) {
  negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues) {
    ledger(statuses: $statuses, triggers: $triggers, overdue: $overdue, first: 500, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        commitmentKey kind byKey toKeys issueKey title trigger consequence date deadline
        status statusSure statusFrom triggerState triggeredByKeys overdue evidenceKeys explanation
      }
    }
  }
}`

type pledgeRow struct {
	CommitmentKey, Kind, ByKey, IssueKey, Title, Trigger, Consequence string
	Date, Deadline, Status, StatusFrom, TriggerState, Explanation     string
	StatusSure, Overdue                                               bool
	ToKeys, TriggeredByKeys, EvidenceKeys                             []string
}

func (a *app) commitments() *cobra.Command {
	var statuses, triggers []string
	var overdue bool
	c := &cobra.Command{
		Use:   "commitments",
		Short: "List threats and promises, with what became of them",
		Long: `Commitments lists the threats and promises made by the day of the view, those that fall due first on top: what was to
follow, on what, by when, what is on record of it by the day, and whether a recorded event meets its trigger. An event
counts where somebody recorded that it meets the trigger, held by the day; nothing says that it is the cause of what was
done. What is pending after its deadline is overdue: nothing on record says what became of it.`,
		Example: "  parley commitments --as-of 2025-12-01 --parties usa,ukraine",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			vars := map[string]any{}
			if overdue {
				vars["overdue"] = true
			}
			for _, f := range []struct {
				name, flag   string
				words, known []string
			}{
				{"statuses", "status", statuses, graph.Words(graph.CommitmentStatus(""))},
				{"triggers", "trigger", triggers, graph.Words(pledge.TriggerState(""))},
			} {
				if len(f.words) == 0 {
					continue
				}
				values, err := enums(f.flag, f.words, f.known)
				if err != nil {
					return err
				}
				vars[f.name] = values
			}
			return a.printCommitments(c.Context(), vars)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	f := c.Flags()
	f.StringSliceVar(&statuses, "status", nil, "only these statuses on the day of the view: "+strings.Join(graph.Words(graph.CommitmentStatus("")), ", "))
	f.StringSliceVar(&triggers, "trigger", nil, "only those whose trigger is in these states: "+strings.Join(graph.Words(pledge.TriggerState("")), ", "))
	f.BoolVar(&overdue, "overdue", false, "only what is pending after its deadline")
	return c
}

func (a *app) printCommitments(ctx context.Context, filter map[string]any) error {
	from, err := a.asker(ctx)
	if err != nil {
		return err
	}
	defer from.close()
	list, err := a.askCommitments(ctx, from, filter)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		fmt.Fprintln(a.stderr, "no such commitment on record in this view; that is no sign that none was made")
	}
	return a.print(a.commitmentTable(list))
}

func (a *app) askCommitments(ctx context.Context, from asker, filter map[string]any) ([]pledgeRow, error) {
	vars, err := a.viewVariables(ctx, from)
	if err != nil {
		return nil, err
	}
	for name, value := range filter {
		vars[name] = value
	}
	var list []pledgeRow
	for {
		var data struct {
			Negotiation struct {
				Ledger struct {
					PageInfo struct {
						HasNextPage bool
						EndCursor   string
					}
					Nodes []pledgeRow
				}
			}
		}
		if err := into(ctx, from, commitmentsQuery, vars, &data); err != nil {
			return nil, err
		}
		list = append(list, data.Negotiation.Ledger.Nodes...)
		page := data.Negotiation.Ledger.PageInfo
		if !page.HasNextPage {
			return list, nil
		}
		vars["after"] = page.EndCursor
	}
}

func (a *app) commitmentTable(list []pledgeRow) *table {
	t := &table{columns: []string{"deadline", "made", "kind", "by", "to", "status", "trigger", "explanation"}, sentence: true}
	if a.format != "table" {
		t.columns = append(t.columns, "overdue", "status sure", "status from", "triggered by", "issue", "title", "if", "then", "evidence", "commitment")
	}
	for _, m := range list {
		status := word(m.Status)
		if a.format == "table" && m.Overdue {
			status += ", overdue"
		}
		row := []any{m.Deadline, m.Date, word(m.Kind), m.ByKey, m.ToKeys, status, word(m.TriggerState), m.Explanation}
		if a.format != "table" {
			row = append(row, m.Overdue, m.StatusSure, m.StatusFrom, m.TriggeredByKeys, m.IssueKey, m.Title, m.Trigger, m.Consequence, m.EvidenceKeys, m.CommitmentKey)
		}
		t.rows = append(t.rows, row)
	}
	return t
}
