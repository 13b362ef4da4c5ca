package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

const verdictQuery = `query Verdict($key: String!, $negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!]) {
  negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues) {
    asOf
    proposal(key: $key) {
      key title date status possible impossible
      by { name }
      verdicts { outcome cause explanation redLine { key title party { name } } provisions { clause } }
      reception {
        party { name } answer crossedCount openCount unmetCount
        unmet { partly issue { key title } demanded { label } chosen { label } }
      }
      nearestAmendments(first: 10) { changeCount completions explanation }
      amendmentObstacles { explanation }
    }
  }
}`

type verdictData struct {
	Key, Title, Date, Status, Impossible string
	Possible                             bool
	By                                   []struct{ Name string }
	Verdicts                             []struct {
		Outcome, Cause, Explanation string
		RedLine                     struct {
			Key, Title string
			Party      struct{ Name string }
		}
		Provisions []struct{ Clause string }
	}
	Reception []struct {
		Party                               struct{ Name string }
		Answer                              string
		CrossedCount, OpenCount, UnmetCount int
		Unmet                               []struct {
			Partly           bool
			Issue            struct{ Key, Title string }
			Demanded, Chosen []struct{ Label string }
		}
	}
	NearestAmendments []struct {
		ChangeCount              int
		Completions, Explanation string
	}
	AmendmentObstacles []struct{ Explanation string }
}

func (a *app) proposal() *cobra.Command {
	c := &cobra.Command{
		Use:   "proposal KEY",
		Short: "Hold a proposal against every red line and every party's demands",
		Long: `Proposal holds a text against the red lines and demands in force on the view's day, which need not be those of its
own day, and looks for the fewest provisions to change so that some way to complete the text crosses no red line. CSV has
the red lines; the other formats have the parties, the demands not met and the amendments as well.`,
		Example: "  parley proposal 28-point-plan --as-of 2025-11-30",
		Args:    one("a proposal, such as 28-point-plan"),
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
			vars["key"] = args[0]
			var data struct {
				Negotiation struct {
					AsOf     string
					Proposal verdictData
				}
			}
			if err := into(c.Context(), from, verdictQuery, vars, &data); err != nil {
				return err
			}
			return a.printVerdict(data.Negotiation.AsOf, &data.Negotiation.Proposal)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	return c
}

func (a *app) printVerdict(asOf string, p *verdictData) error {
	switch a.format {
	case "csv":
		return a.print(p.lines())
	case "json":
		return p.json(a.stdout, asOf)
	}
	var by []string
	for _, party := range p.By {
		by = append(by, party.Name)
	}
	fmt.Fprintf(a.stdout, "%s\n%s, %s, by %s; held against the record as of %s\n", oneLine(p.Title), word(p.Status), p.Date, oneLine(strings.Join(by, ", ")), asOf)
	type section struct {
		title string
		rows  *table
	}
	var sections []section
	if p.Possible {
		sections = []section{
			{"Party by party", p.parties()},
			{"Red lines", p.lines()},
			{"Demands the text does not meet (an unmet demand is not a crossed red line)", p.unmet()},
		}
	} else {
		fmt.Fprintf(a.stdout, "\nThe text is impossible: %s\n", oneLine(p.Impossible))
	}
	if amendments := p.amendments(); len(amendments.rows) > 0 {
		sections = append(sections, section{"Nearest amendments (the fewest changes after which no red line need be crossed)", amendments})
	} else {
		fmt.Fprintln(a.stdout, "\nNo amendment helps: no package respects every red line of the view; parley settle says which cannot stand together.")
	}
	if len(p.AmendmentObstacles) > 0 {
		sections = append(sections, section{"Why no fewer changes do (of each, something has to give way)", p.obstacles()})
	}
	for _, section := range sections {
		heading := section.title + ":"
		if a.format == "md" {
			heading = "## " + section.title + "\n"
		}
		fmt.Fprintf(a.stdout, "\n%s\n", heading)
		if err := a.print(section.rows); err != nil {
			return err
		}
	}
	return nil
}

// json writes the proposal with its tables as one object.
func (p *verdictData) json(w io.Writer, asOf string) error {
	head, err := json.Marshal(map[string]any{"key": p.Key, "title": p.Title, "date": p.Date, "status": word(p.Status), "possible": p.Possible, "impossible": p.Impossible, "asOf": asOf})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "{\"proposal\": %s", head)
	for _, part := range []struct {
		name string
		rows *table
	}{{"parties", p.parties()}, {"redLines", p.lines()}, {"unmetDemands", p.unmet()}, {"nearestAmendments", p.amendments()}, {"amendmentObstacles", p.obstacles()}} {
		fmt.Fprintf(w, ",\n\"%s\": ", part.name)
		if err := part.rows.json(w); err != nil {
			return err
		}
	}
	_, err = io.WriteString(w, "}\n")
	return err
}

// parties is the table of parties that have a red line, a demand or an answer in it.
func (p *verdictData) parties() *table {
	respected := map[string]int{}
	for _, v := range p.Verdicts {
		if v.Outcome == "RESPECTED" {
			respected[v.RedLine.Party.Name]++
		}
	}
	t := &table{columns: []string{"party", "answer", "crossed", "open", "respected", "unmet demands"}}
	for _, r := range p.Reception {
		if r.Answer == "" && r.CrossedCount+r.OpenCount+respected[r.Party.Name]+r.UnmetCount == 0 {
			continue
		}
		t.rows = append(t.rows, []any{r.Party.Name, cmp.Or(word(r.Answer), "none on record"), r.CrossedCount, r.OpenCount, respected[r.Party.Name], r.UnmetCount})
	}
	return t
}

// lines is the table of red lines: crossed, then open, then respected.
func (p *verdictData) lines() *table {
	t := &table{columns: []string{"outcome", "cause", "party", "red line", "clauses", "explanation"}, sentence: true}
	for _, outcome := range []string{"CROSSED", "OPEN", "RESPECTED"} {
		for _, v := range p.Verdicts {
			if v.Outcome != outcome {
				continue
			}
			clauses := []string{}
			for _, clause := range v.Provisions {
				clauses = append(clauses, clause.Clause)
			}
			t.rows = append(t.rows, []any{word(v.Outcome), word(v.Cause), v.RedLine.Party.Name, v.RedLine.Title, clauses, v.Explanation})
		}
	}
	return t
}

func (p *verdictData) unmet() *table {
	t := &table{columns: []string{"party", "issue", "demands", "the text leaves"}}
	for _, r := range p.Reception {
		for _, u := range r.Unmet {
			t.rows = append(t.rows, []any{r.Party.Name, u.Issue.Title, labels(u.Demanded), labels(u.Chosen)})
		}
	}
	return t
}

func (p *verdictData) amendments() *table {
	t := &table{columns: []string{"changes", "completions", "explanation"}, sentence: true}
	for _, m := range p.NearestAmendments {
		t.rows = append(t.rows, []any{m.ChangeCount, m.Completions, m.Explanation})
	}
	return t
}

func (p *verdictData) obstacles() *table {
	t := &table{columns: []string{"obstacle"}}
	for _, o := range p.AmendmentObstacles {
		t.rows = append(t.rows, []any{o.Explanation})
	}
	return t
}

func labels(options []struct{ Label string }) []string {
	list := make([]string, 0, len(options))
	for _, o := range options {
		list = append(list, o.Label)
	}
	return list
}
