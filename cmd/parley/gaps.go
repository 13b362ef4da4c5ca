package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"parley/graph"
)

const gapsQuery = `query Gaps($negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!], $first: Int, $ranked: Boolean!) {
  negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues) {
    gaps {
      cellCount silentCount partlySilentCount recordCount
      byKind { kind count }
      ranked(first: $first) @include(if: $ranked) { removes conflicts explanation gap { ...Gap } }
      cells @skip(if: $ranked) { ...Gap }
      partlySilent @skip(if: $ranked) { ...Gap }
      noEvidence { ...Record }
      singleOrigin { ...Record }
      stale { recordKey last }
    }
  }
}
fragment Gap on Gap { partyKey issueKey kind optionKeys since lastAsked lastSearched searched material statementKey }
fragment Record on Holding { ... on Position { key } ... on RedLine { key } }`

// gapRow is a gap as the API tells of it.
type gapRow struct {
	PartyKey, IssueKey, Kind, Since, LastAsked, LastSearched, StatementKey string
	OptionKeys, Searched                                                   []string
	Material                                                               int
}

type rankedRow struct {
	Removes     *string
	Conflicts   int
	Explanation string
	Gap         gapRow
}

// gapList is what the record of a view lacks.
type gapList struct {
	CellCount, SilentCount, PartlySilentCount, RecordCount int
	ByKind                                                 []struct {
		Kind  string
		Count int
	}
	Ranked                   []rankedRow
	Cells, PartlySilent      []gapRow
	NoEvidence, SingleOrigin []keyed
	Stale                    []struct{ RecordKey, Last string }
}

// gapFlags say what of the gaps to print.
type gapFlags struct {
	first    int
	unranked bool
	next     int
	budget   time.Duration
}

func (a *app) gaps() *cobra.Command {
	var f gapFlags
	c := &cobra.Command{
		Use:   "gaps",
		Short: "List what is not known, by what hangs on it, and what to ask next",
		Long: `Gaps lists the parties and issues of which nothing on record says how the party stands, of which kind that silence is,
since when, when it was last asked and where was searched: those first on which most deals rest. None of it means that a
party is flexible. With --next it lists what to ask whom: the questions of which some reply would most move the answer,
with the effect of each reply.

CSV and JSON have a row for each gap, or with --next for each reply.`,
		Example: `  parley gaps --as-of 2025-08-19 --parties ukraine,eu,russia
  parley gaps --as-of 2025-08-19 --parties ukraine,eu,russia --next 3`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case f.first < 1 || f.first > 500:
				return graph.Errorf(graph.CodeInvalid, "--first %d: list 1 to 500", f.first)
			case c.Flags().Changed("next") && (f.next < 1 || f.next > 500):
				return graph.Errorf(graph.CodeInvalid, "--next %d: list 1 to 500", f.next)
			case f.budget < time.Millisecond || f.budget > 10*time.Second:
				return graph.Errorf(graph.CodeInvalid, "--time-budget %s: give 1ms to 10s", f.budget)
			}
			return a.printGaps(c.Context(), f)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	s := c.Flags()
	s.IntVar(&f.first, "first", 20, "how many gaps to list at most, 1 to 500")
	s.BoolVar(&f.unranked, "unranked", false, "list every gap by party and issue, whatever hangs on it")
	s.IntVar(&f.next, "next", 0, "list instead so many questions to ask next, 1 to 500, with the effect of each reply")
	s.DurationVar(&f.budget, "time-budget", 2*time.Second, "with --next: how long to look, 1ms to 10s")
	return c
}

func (a *app) printGaps(ctx context.Context, f gapFlags) error {
	from, err := a.asker(ctx)
	if err != nil {
		return err
	}
	defer from.close()
	vars, err := a.viewVariables(ctx, from)
	if err != nil {
		return err
	}
	if f.next > 0 {
		return a.printQuestions(ctx, from, vars, f)
	}
	vars["first"], vars["ranked"] = f.first, !f.unranked
	var data struct {
		Negotiation struct{ Gaps gapList }
	}
	if err := into(ctx, from, gapsQuery, vars, &data); err != nil {
		return err
	}
	g := &data.Negotiation.Gaps
	rows := g.table(f, a.format == "table" || a.format == "md")
	if a.format == "csv" || a.format == "json" {
		return a.print(rows)
	}
	fmt.Fprintln(a.stdout, "Silence is neither consent nor refusal: no kind of it means that a party is flexible.")
	for _, x := range g.sections(f, rows) {
		if err := a.printSection(x); err != nil {
			return err
		}
	}
	return nil
}

// sections are the parts of the answer for people.
func (g *gapList) sections(f gapFlags, rows *table) []section {
	kinds := &table{columns: []string{"kind", "cells"}}
	for _, k := range g.ByKind {
		kinds.rows = append(kinds.rows, []any{word(k.Kind), k.Count})
	}
	order := "by what hangs on it"
	if f.unranked {
		order = "by party and issue"
	}
	return []section{
		{fmt.Sprintf("Silence by kind (of %d cells, each a party with an issue, %d are silent on every option and %d on some)", g.CellCount, g.SilentCount, g.PartlySilentCount), kinds, ""},
		{fmt.Sprintf("What is not known, %s (%d listed)", order, len(rows.rows)), rows, "Nothing: every party has told how it stands to every option."},
		{fmt.Sprintf("On thin evidence (of %d positions and red lines in force)", g.RecordCount), g.thin(), "Nothing: every position and red line in force rests on words of the last year, of more than one origin."},
	}
}

// table lists the gaps: for people, or with all there is to a gap.
func (g *gapList) table(f gapFlags, people bool) *table {
	t := &table{columns: []string{"removes", "conflicts", "party", "issue", "kind", "since", "last asked", "last searched", "material", "explanation"}, sentence: true}
	if f.unranked {
		t = &table{columns: t.columns[2:9]}
	}
	if !people {
		t.columns = append(t.columns, "options", "searched", "statement")
	}
	add := func(x gapRow, before, after []any) {
		row := append(before, x.PartyKey, x.IssueKey, word(x.Kind), x.Since, x.LastAsked, x.LastSearched, x.Material)
		row = append(row, after...)
		if !people {
			row = append(row, x.OptionKeys, x.Searched, x.StatementKey)
		}
		t.rows = append(t.rows, row)
	}
	for _, r := range g.Ranked {
		removes := any(nil)
		switch {
		case r.Removes != nil && people:
			removes = grouped(*r.Removes)
		case r.Removes != nil:
			removes = *r.Removes
		}
		add(r.Gap, []any{removes, r.Conflicts}, []any{r.Explanation})
	}
	for _, list := range [][]gapRow{g.Cells, g.PartlySilent} {
		for _, x := range list {
			add(x, nil, nil)
		}
	}
	return t
}

// thin counts and names what rests on little.
func (g *gapList) thin() *table {
	t := &table{columns: []string{"rests on", "records", "which"}, sentence: true}
	add := func(on string, keys []string) {
		if len(keys) > 0 {
			t.rows = append(t.rows, []any{on, len(keys), keys})
		}
	}
	var stale []string
	for _, s := range g.Stale {
		stale = append(stale, s.RecordKey+" ("+s.Last+")")
	}
	add("no statement", keysOf(g.NoEvidence))
	add("a single origin", keysOf(g.SingleOrigin))
	add("words more than a year old", stale)
	return t
}
