package main

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/spf13/cobra"

	"parley/analysis/change"
	"parley/graph"
)

const shiftsQuery = `query Shifts($negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!], $from: Date!, $to: Date!, $kinds: [ShiftKind!]) {
  negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues) {
    shifts(from: $from, to: $to, kinds: $kinds) {
      kind date day exact partyKey issueKeys explanation announcer beforeKey afterKey statementBeforeKey statementAfterKey eventKey
    }
  }
}`

type shiftRow struct {
	Kind, Date, Day, PartyKey, Explanation   string
	Exact                                    bool
	IssueKeys                                []string
	Announcer, BeforeKey, AfterKey, EventKey string
	StatementBeforeKey, StatementAfterKey    string
}

// shiftDays is how far back shifts are listed where --from is left out.
const shiftDays = 30

func (a *app) shifts() *cobra.Command {
	var from, to string
	var kinds []string
	c := &cobra.Command{
		Use:   "shifts",
		Short: "List how positions and red lines moved between two days",
		Long: `Shifts lists how what parties hold changed after --from, up to and on --to: what is new, hardened, softened, put on a
condition, widened, narrowed, replaced, walked back or withdrawn, with the words before and after. What was only said
again is no change and is listed with --kind restated. An event named with a shift fell together with it; nothing says
that it was the cause.`,
		Example: "  parley shifts --from 2025-02-01 --to 2025-08-19 --parties usa,russia",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			vars, err := a.shiftSpan(from, to)
			if err != nil {
				return err
			}
			if len(kinds) > 0 {
				if vars["kinds"], err = enums("kind", kinds, graph.Words(change.ShiftKind(""))); err != nil {
					return err
				}
			}
			return a.printShifts(c.Context(), vars)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	f := c.Flags()
	f.StringVar(&from, "from", "", fmt.Sprintf("the day to compare with, YYYY-MM-DD; left out: %d days before --to", shiftDays))
	f.StringVar(&to, "to", "", "the last day to look at, YYYY-MM-DD; left out: the day of the view")
	f.StringSliceVar(&kinds, "kind", nil, "only these kinds: "+strings.Join(graph.Words(change.ShiftKind("")), ", ")+"; left out: all but restated")
	return c
}

// shiftSpan returns the days asked for as variables.
func (a *app) shiftSpan(from, to string) (map[string]any, error) {
	view, err := a.view.options("")
	if err != nil {
		return nil, err
	}
	day := func(flag, text string, otherwise graph.Day) graph.Day {
		d, wrong := graph.ParseDay(text)
		switch {
		case text == "":
			return otherwise
		case wrong != nil && err == nil:
			err = graph.Errorf(graph.CodeInvalid, "--%s: %w", flag, wrong)
		}
		return d
	}
	last := day("to", to, view.AsOf)
	first := day("from", from, last-shiftDays)
	switch {
	case err != nil:
		return nil, err
	case first >= last:
		return nil, graph.Errorf(graph.CodeInvalid, "--from %s is not before --to %s", first, last)
	case last > view.AsOf:
		return nil, graph.Errorf(graph.CodeInvalid, "--to %s is after the day of the view, %s: nothing is known of it there", last, view.AsOf)
	}
	return map[string]any{"from": first.String(), "to": last.String()}, nil
}

func (a *app) printShifts(ctx context.Context, span map[string]any) error {
	from, err := a.asker(ctx)
	if err != nil {
		return err
	}
	defer from.close()
	vars, err := a.viewVariables(ctx, from)
	if err != nil {
		return err
	}
	maps.Copy(vars, span)
	var data struct {
		Negotiation struct{ Shifts []shiftRow }
	}
	if err := into(ctx, from, shiftsQuery, vars, &data); err != nil {
		return err
	}
	t, again := a.shiftTable(data.Negotiation.Shifts, span["kinds"] == nil)
	if len(t.rows) == 0 {
		fmt.Fprintf(a.stderr, "no such shift on record after %s and up to %s; that is no sign that nothing moved: an earlier --from looks further back\n", span["from"], span["to"])
	}
	if again > 0 {
		fmt.Fprintf(a.stderr, "not listed: %d said again, which is no change; --kind restated lists them\n", again)
	}
	return a.print(t)
}

// shiftTable lists shifts, only changes if so asked, and counts those left out.
func (a *app) shiftTable(shifts []shiftRow, changes bool) (t *table, again int) {
	t = &table{columns: []string{"date", "kind", "party", "issues", "explanation"}, sentence: true}
	if a.format != "table" {
		t.columns = append(t.columns, "day", "exact", "announcer", "event", "before", "after", "statement before", "statement after")
	}
	for _, s := range shifts {
		if changes && s.Kind == "RESTATED" {
			again++
			continue
		}
		row := []any{s.Date, word(s.Kind), s.PartyKey, s.IssueKeys, s.Explanation}
		if a.format != "table" {
			row = append(row, s.Day, s.Exact, s.Announcer, s.EventKey, s.BeforeKey, s.AfterKey, s.StatementBeforeKey, s.StatementAfterKey)
		}
		t.rows = append(t.rows, row)
	}
	return t, again
}
