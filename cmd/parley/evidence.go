package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/analysis/evidence"
	"parley/graph"
)

const (
	evidenceVariables = `$negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!], $floor: EvidenceFloor`
	evidenceView      = `negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues, floor: $floor)`
)

const thinIceQuery = `query ThinIce(` + evidenceVariables + `, $weaknesses: [Weakness!], $after: String) {
  ` + evidenceView + ` {
    thinIce {
      inForceCount count complete
      records(weaknesses: $weaknesses, first: 500, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { recordKind recordKey partyKey weaknesses grades originKeys statementCount conflictCount coreCount decidesVerdict explanation }
      }
    }
  }
}`

type thinRow struct {
	RecordKind, RecordKey, PartyKey, Explanation string
	Weaknesses, Grades, OriginKeys               []string
	StatementCount, ConflictCount, CoreCount     float64
	DecidesVerdict                               bool
}

// ref names the record as kind/key.
func (r thinRow) ref() string { return word(r.RecordKind) + "/" + r.RecordKey }

// evidenceFlags are the floor of the evidence, and which weaknesses to list.
type evidenceFlags struct {
	floorFlags
	weaknesses []string
}

func (a *app) evidence() *cobra.Command {
	var f evidenceFlags
	c := &cobra.Command{
		Use:   "evidence [KIND/KEY]",
		Short: "List what stands on thin ice, or show what one record rests on",
		Long: `Evidence lists the positions and red lines in force that rest on a single origin, on low grades or none, on conclusions,
on other parties' word, on broken quotations, on old words or on nothing: those on which most conflicts, clashing sets and
the verdict depend first. Copies of one report count once. Grades are shown in pairs, source and item, never as one figure.

With the name of a record it shows its statements, of a source what hangs on it and how it was corrected, of a dispute its
versions side by side and what taking another would move.`,
		Example: `  parley evidence --as-of 2025-08-19
  parley evidence red-line/russia-no-nato-troops
  parley evidence source/s06-cyprus-mail-reuters`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			from, err := a.asker(c.Context())
			if err != nil {
				return err
			}
			defer from.close()
			vars, err := a.viewVariables(c.Context(), from)
			if err != nil {
				return err
			}
			if err := f.add(c, vars); err != nil {
				return err
			}
			if len(args) == 0 {
				return a.printThinIce(c.Context(), from, vars, f.weaknesses)
			}
			ref, err := graph.ParseRef(args[0])
			if err != nil {
				return graph.Errorf(graph.CodeInvalid, "%w", err)
			}
			return a.printSupport(c.Context(), from, vars, ref)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	s := c.Flags()
	s.StringSliceVar(&f.weaknesses, "weakness", nil, "only what is thin for these reasons: "+strings.Join(graph.Words(evidence.Weakness("")), ", "))
	f.define(c)
	return c
}

func (a *app) printThinIce(ctx context.Context, from asker, vars map[string]any, weaknesses []string) error {
	if len(weaknesses) > 0 {
		words, err := enums("weakness", trimmed(weaknesses), graph.Words(evidence.Weakness("")))
		if err != nil {
			return err
		}
		vars["weaknesses"] = words
	}
	t := &table{columns: []string{"record", "weaknesses", "grades", "origins", "conflicts", "cores", "decides", "explanation"}, sentence: true}
	for {
		var data struct {
			Negotiation struct {
				ThinIce struct {
					InForceCount, Count int
					Complete            bool
					Records             struct {
						PageInfo struct {
							HasNextPage bool
							EndCursor   string
						}
						Nodes []thinRow
					}
				}
			}
		}
		if err := into(ctx, from, thinIceQuery, vars, &data); err != nil {
			return err
		}
		ice := data.Negotiation.ThinIce
		for _, r := range ice.Records.Nodes {
			t.rows = append(t.rows, r.row(a.format == "table"))
		}
		if page := ice.Records.PageInfo; page.HasNextPage {
			vars["after"] = page.EndCursor
			continue
		}
		fmt.Fprintf(a.stderr, "%d of %d positions and red lines in force stand on thin ice\n", ice.Count, ice.InForceCount)
		if !ice.Complete {
			fmt.Fprintln(a.stderr, "more conflicts or clashing sets may depend on them than were counted")
		}
		return a.print(t)
	}
}

// row is the record for people, or for programs.
func (r thinRow) row(people bool) []any {
	var weak []string
	for _, w := range r.Weaknesses {
		weak = append(weak, word(w))
	}
	origins, decides := any(r.OriginKeys), any(r.DecidesVerdict)
	if people {
		origins, decides = float64(len(r.OriginKeys)), ""
		if r.DecidesVerdict {
			decides = "verdict"
		}
	}
	return []any{r.ref(), weak, r.Grades, origins, r.ConflictCount, r.CoreCount, decides, r.Explanation}
}
