package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
)

const sequenceQuery = `query Sequence($negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!]) {
  negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues) {
    sequencing(first: 100) {
      complete
      precedences { beforeKey afterKey partyKey strength grounds { recordKeys yetKeys } evidenceKeys explanation }
      circles { ...round }
      inconsistent { ...round }
    }
  }
}
fragment round on Circle { stepKeys youFirst partyKeys explanation edges { beforeKey afterKey breakKeys explanation } }`

type sequenceNode struct {
	Complete              bool
	Precedences           []precedenceNode
	Circles, Inconsistent []circleNode
}

type precedenceNode struct {
	BeforeKey, AfterKey, PartyKey, Strength, Explanation string
	EvidenceKeys                                         []string
	Grounds                                              []struct{ RecordKeys, YetKeys []string }
}

type circleNode struct {
	StepKeys, PartyKeys []string
	YouFirst            bool
	Explanation         string
	Edges               []struct {
		BeforeKey, AfterKey, Explanation string
		BreakKeys                        []string
	}
}

// sequenceTables are what can be shown of the order of steps, the first by default.
var sequenceTables = []struct {
	name  string
	empty string // what to say where there is none
	table func(*app, sequenceNode) *table
}{
	{"circles", "no circle on record in this view: some order of the steps meets all that is wanted; --show wants lists it", (*app).circleTable},
	{"wants", "nobody is on record in this view as wanting one step before another; that is no sign that the order does not matter", (*app).precedenceTable},
}

func (a *app) sequence() *cobra.Command {
	var show string
	var names []string
	for _, t := range sequenceTables {
		names = append(names, t.name)
	}
	c := &cobra.Command{
		Use:   "sequence",
		Short: "Show who wants what before what, and where that goes round in a circle",
		Long: `Sequence shows the circles of "you first": rounds of steps each of which somebody wants before the next, and the last
before the first, so that no order of the steps meets them all. With each comes who would have to give up what for it to
open; that says what would suffice, not what anybody would do. A party that wants a round all by itself is listed as
against itself. With --show wants it lists who wants which step before which. Only what the options lay down that a party
demands, prefers, or leaves with its red lines counts.`,
		Example: "  parley sequence --as-of 2025-11-20 --parties russia,ukraine,eu",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			n := slices.Index(names, show)
			if n < 0 {
				return graph.Errorf(graph.CodeInvalid, "--show: %s", graph.UnknownWord("word", show, names))
			}
			return a.printSequence(c.Context(), sequenceTables[n].table, sequenceTables[n].empty)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	c.Flags().StringVar(&show, "show", names[0], "what to list: "+strings.Join(names, ", "))
	return c
}

func (a *app) printSequence(ctx context.Context, show func(*app, sequenceNode) *table, empty string) error {
	from, err := a.asker(ctx)
	if err != nil {
		return err
	}
	defer from.close()
	vars, err := a.viewVariables(ctx, from)
	if err != nil {
		return err
	}
	var data struct {
		Negotiation struct{ Sequencing sequenceNode }
	}
	if err := into(ctx, from, sequenceQuery, vars, &data); err != nil {
		return err
	}
	found := data.Negotiation.Sequencing
	t := show(a, found)
	switch {
	case !found.Complete:
		fmt.Fprintln(a.stderr, "there may be more circles than were found; fewer --parties or --issues find all")
	case len(t.rows) == 0:
		fmt.Fprintln(a.stderr, empty)
	}
	return a.print(t)
}

// circleTable lists the circles of several parties, then those of one.
func (a *app) circleTable(found sequenceNode) *table {
	t := &table{columns: []string{"kind", "steps", "parties", "explanation"}, sentence: true}
	if a.format != "table" {
		t.columns = append(t.columns, "opens without")
	}
	for n, c := range slices.Concat(found.Circles, found.Inconsistent) {
		kind := "circle"
		switch {
		case n >= len(found.Circles):
			kind = "against-itself"
		case c.YouFirst:
			kind = "you-first"
		}
		words, opens := c.Explanation, []string{}
		for _, e := range c.Edges {
			words += " " + e.Explanation
			opens = append(opens, e.BeforeKey+" before "+e.AfterKey+": "+strings.Join(e.BreakKeys, " "))
		}
		row := []any{kind, c.StepKeys, c.PartyKeys, words}
		if a.format != "table" {
			row = append(row, opens)
		}
		t.rows = append(t.rows, row)
	}
	return t
}

func (a *app) precedenceTable(found sequenceNode) *table {
	t := &table{columns: []string{"before", "after", "party", "strength", "explanation"}, sentence: true}
	if a.format != "table" {
		t.columns = append(t.columns, "records", "yet", "evidence")
	}
	for _, p := range found.Precedences {
		row := []any{p.BeforeKey, p.AfterKey, p.PartyKey, word(p.Strength), p.Explanation}
		if a.format != "table" {
			records, yet := []string{}, []string{}
			for _, g := range p.Grounds {
				records, yet = append(records, g.RecordKeys...), append(yet, g.YetKeys...)
			}
			row = append(row, records, yet, p.EvidenceKeys)
		}
		t.rows = append(t.rows, row)
	}
	return t
}
