package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"parley/graph"
)

const assessmentsQuery = `query Assessments($negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!], $after: String) {
  negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues) {
    assessments(first: 50, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        key date text institution by { name }
        claim { kind partyKeys issueKey proposalKey answers { asOf reading agreement verdict explanation basis recordKeys } }
      }
    }
  }
}`

type judgementPage struct {
	PageInfo struct {
		HasNextPage bool
		EndCursor   string
	}
	Nodes []judgementNode
}

type judgementNode struct {
	Key, Date, Text, Institution string
	By                           *struct{ Name string }
	Claim                        *struct {
		Kind                  string
		PartyKeys             []string
		IssueKey, ProposalKey string
		Answers               []claimAnswer
	}
}

type claimAnswer struct {
	AsOf, Reading, Agreement, Verdict, Explanation, Basis string
	RecordKeys                                            []string
}

func (a *app) assessments() *cobra.Command {
	c := &cobra.Command{
		Use:   "assessments",
		Short: "Show what outsiders judge, beside Parley's own answer where it has one",
		Long: `Assessments lists what outsiders have judged by the day of the view. Where a judgement comes to a claim that Parley can
check, its own answer stands beside it: on the day the judgement was made and on the day of the view, under the narrow and
the broad reading of red lines. Neither proves the other, and no judgement counts as evidence for what a party holds.`,
		Example: "  parley assessments --as-of 2025-08-19",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.printAssessments(c.Context()) },
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	return c
}

func (a *app) printAssessments(ctx context.Context) error {
	from, err := a.asker(ctx)
	if err != nil {
		return err
	}
	defer from.close()
	vars, err := a.viewVariables(ctx, from)
	if err != nil {
		return err
	}
	var list []judgementNode
	for more := true; more; {
		var data struct {
			Negotiation struct{ Assessments judgementPage }
		}
		if err := into(ctx, from, assessmentsQuery, vars, &data); err != nil {
			return err
		}
		page := data.Negotiation.Assessments
		list = append(list, page.Nodes...)
		more, vars["after"] = page.PageInfo.HasNextPage, page.PageInfo.EndCursor
	}
	if len(list) == 0 {
		fmt.Fprintln(a.stderr, "no outside judgement is on record by that day")
	}
	return a.print(a.assessmentTable(list))
}

// assessmentTable has a row for every answer of Parley's, and one for a judgement without any.
func (a *app) assessmentTable(list []judgementNode) *table {
	t := &table{columns: []string{"date", "by", "claim", "parties", "on", "reading", "Parley", "verdict", "judgement and answer"}, sentence: true}
	if a.format != "table" {
		t.columns = append(t.columns, "assessment", "issue", "proposal", "records")
	}
	for _, x := range list {
		if x.Claim == nil {
			t.rows = append(t.rows, a.assessmentRow(x, []any{"", []string{}, "", "", "", "", x.Text}, "", "", nil))
			continue
		}
		for _, w := range x.Claim.Answers {
			row := []any{word(x.Claim.Kind), x.Claim.PartyKeys, w.AsOf, word(w.Reading), word(w.Agreement), word(w.Verdict), x.Text + " Parley: " + w.Explanation + " " + w.Basis}
			t.rows = append(t.rows, a.assessmentRow(x, row, x.Claim.IssueKey, x.Claim.ProposalKey, w.RecordKeys))
		}
	}
	return t
}

func (a *app) assessmentRow(x judgementNode, middle []any, issue, proposal string, records []string) []any {
	by := x.Institution
	if x.By != nil {
		by = x.By.Name
	}
	row := append([]any{x.Date, by}, middle...)
	if a.format != "table" {
		row = append(row, x.Key, issue, proposal, append([]string{}, records...))
	}
	return row
}

// ofDeals reports whether the claim is about deals: others have no verdict to set beside that of a settlement.
func (c *claim) ofDeals() bool {
	return c.Kind == apiWord(graph.ClaimNoDeal) || c.Kind == apiWord(graph.ClaimDeal)
}
