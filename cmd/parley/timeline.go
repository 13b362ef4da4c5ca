package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/analysis/change"
	"parley/graph"
)

const timelineQuery = `query Timeline($negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!], $from: Date, $to: Date, $kinds: [TimelineKind!], $after: String) {
  negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues) {
    timeline(from: $from, to: $to, kinds: $kinds, first: 500, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        date firstDay lastDay exact kind moment title planned status partyKeys voice sourceKeys recordKey
        event { title }
        shifts { kind partyKey issueKeys event { title } }
      }
    }
  }
}`

type timelineRow struct {
	Date, FirstDay, LastDay, Kind, Moment, Title string
	Exact, Planned                               bool
	Status, Voice, RecordKey                     string
	PartyKeys, SourceKeys                        []string
	Event                                        *struct{ Title string }
	Shifts                                       []timelineShift
}

type timelineShift struct {
	Kind, PartyKey string
	IssueKeys      []string
	Event          *struct{ Title string }
}

func (a *app) timeline() *cobra.Command {
	var from, to string
	var kinds []string
	c := &cobra.Command{
		Use:   "timeline",
		Short: "List what bears on the case in time, and what of it moved positions",
		Long: `Timeline lists events, statements, proposals and the answers to them, the beginnings and ends of positions and red lines,
threats and promises, and outside judgements: one line each, with the date as the source has it, never more precise. They
are in the order of the first day the date can mean; a vague date is in if it can fall between --from and --to.

What is planned or was called off is marked and was not held. What is said is said by whom the line names. Where a statement
began a change of position the line says so, with the event around which it fell; nothing says that the event was the cause.`,
		Example: "  parley timeline --from 2025-07 --to 2025-08-19 --kind event,statement",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			span, err := timelineSpan(from, to)
			if err != nil {
				return err
			}
			if len(kinds) > 0 {
				if span["kinds"], err = enums("kind", kinds, graph.Words(change.ItemKind(""))); err != nil {
					return err
				}
			}
			return a.printTimeline(c.Context(), span)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	f := c.Flags()
	f.StringVar(&from, "from", "", "from the first day this date can mean: 2025-07, 2025-07-21; left out: from the beginning")
	f.StringVar(&to, "to", "", "to the last day this date can mean; left out: to the end")
	f.StringSliceVar(&kinds, "kind", nil, "only these kinds: "+strings.Join(graph.Words(change.ItemKind("")), ", "))
	return c
}

// timelineSpan returns the dates asked for as variables; either may be vague.
func timelineSpan(from, to string) (map[string]any, error) {
	span := map[string]any{}
	for _, flag := range []struct{ name, text string }{{"from", from}, {"to", to}} {
		if flag.text == "" {
			continue
		}
		if _, err := graph.ParseDate(flag.text); err != nil {
			return nil, graph.Errorf(graph.CodeInvalid, "%s: %w", flag.name, err)
		}
		span[flag.name] = flag.text
	}
	return span, nil
}

func (a *app) printTimeline(ctx context.Context, span map[string]any) error {
	from, err := a.asker(ctx)
	if err != nil {
		return err
	}
	defer from.close()
	vars, err := a.viewVariables(ctx, from)
	if err != nil {
		return err
	}
	for name, value := range span {
		vars[name] = value
	}
	t := &table{columns: []string{"date", "kind", "who", "source", "moved", "what"}, sentence: true}
	if a.format != "table" {
		t.columns = append(t.columns, "first day", "last day", "exact", "moment", "status", "event", "record")
	}
	for {
		var data struct {
			Negotiation struct {
				Timeline struct {
					PageInfo struct {
						HasNextPage bool
						EndCursor   string
					}
					Nodes []timelineRow
				}
			}
		}
		if err := into(ctx, from, timelineQuery, vars, &data); err != nil {
			return err
		}
		line := data.Negotiation.Timeline
		for _, n := range line.Nodes {
			t.rows = append(t.rows, a.timelineLine(n))
		}
		if !line.PageInfo.HasNextPage {
			break
		}
		vars["after"] = line.PageInfo.EndCursor
	}
	if len(t.rows) == 0 {
		fmt.Fprintln(a.stderr, "nothing on record between these dates; that is no sign that nothing happened")
	}
	return a.print(t)
}

func (a *app) timelineLine(n timelineRow) []any {
	row := []any{n.Date, word(n.Kind), n.who(), n.SourceKeys, n.moved(), n.what()}
	if a.format == "table" {
		return row
	}
	event := ""
	if n.Event != nil {
		event = n.Event.Title
	}
	return append(row, n.FirstDay, n.LastDay, n.Exact, word(n.Moment), n.state(), event, n.RecordKey)
}

// state tells an event that was held from one that is planned or was called off, and a deadline to come from one past.
func (n timelineRow) state() string {
	if n.Status == "" && n.Planned {
		return "to come"
	}
	return word(n.Status)
}

// what is the title, marked unless it is on record as having happened.
func (n timelineRow) what() string {
	switch {
	case n.Status == "CANCELLED":
		return "[called off, not held] " + n.Title
	case n.Status == "PLANNED":
		return "[planned, not known to have been held] " + n.Title
	case n.Planned:
		return "[to come] " + n.Title
	}
	return n.Title
}

// who names the voice of what was said, with the party it speaks for, and else the parties that have part in it.
func (n timelineRow) who() string {
	parties := strings.Join(n.PartyKeys, ", ")
	switch {
	case n.Voice == "" || n.Voice == parties:
		return parties
	case parties == "":
		return n.Voice
	}
	return n.Voice + " (" + parties + ")"
}

// moved says which positions changed here, and around which event that fell.
func (n timelineRow) moved() []string {
	list := []string{}
	for _, x := range n.Shifts {
		words := x.PartyKey + " " + word(x.Kind) + " on " + strings.Join(x.IssueKeys, ", ")
		if x.Event != nil {
			words += ", around “" + x.Event.Title + "”"
		}
		list = append(list, words)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
