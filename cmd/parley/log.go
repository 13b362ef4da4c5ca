package main

import (
	"github.com/spf13/cobra"

	"parley/graph"
)

func (a *app) log() *cobra.Command {
	c := &cobra.Command{
		Use:   "log [KIND/KEY]",
		Short: "Show the history of the graph, or of one record field by field, newest first",
		Example: `  parley log
  parley log red-line/russia-no-nato-state-troops`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			db, _, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			s, err := a.known(db.Snapshot())
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return a.print(changes(s))
			}
			ref, err := graph.ParseRef(args[0])
			if err != nil {
				return graph.Errorf(graph.CodeInvalid, "%w", err)
			}
			t, err := history(s, ref)
			if err != nil {
				return err
			}
			return a.print(t)
		},
	}
	a.knownAtFlag(c, "leave out what was recorded after this instant")
	a.formatFlag(c, rowFormats...)
	return c
}

const logTime = "2006-01-02 15:04:05Z"

// changes is one row a change.
func changes(s *graph.Snapshot) *table {
	t := &table{columns: []string{"change", "time", "actor", "records", "reason", "hash"}}
	for seq := s.Head().Seq; seq > 0; seq-- {
		c, _ := s.Change(seq)
		t.rows = append(t.rows, []any{c.Seq, c.Time.Format(logTime), c.Actor, c.Count, c.Reason, c.Hash.String()[:16]})
	}
	return t
}

// history is one row a field that a change set, changed or cleared.
func history(s *graph.Snapshot, ref graph.Ref) (*table, error) {
	versions := s.History(ref)
	if len(versions) == 0 {
		return nil, graph.Errorf(graph.CodeNotFound, "no change ever put %s", ref)
	}
	t := &table{columns: []string{"change", "time", "actor", "field", "before", "after", "reason"}}
	for i := len(versions) - 1; i >= 0; i-- {
		v := versions[i]
		var before graph.Record
		if i > 0 {
			before = versions[i-1].Record
		}
		row := func(field, was, is string) {
			t.rows = append(t.rows, []any{v.Change.Seq, v.Change.Time.Format(logTime), v.Change.Actor, field, was, is, v.Change.Reason})
		}
		if v.Record == nil {
			row("", "", "retired")
			continue
		}
		for _, d := range graph.Diff(before, v.Record) {
			row(d.Field, d.Old, d.New)
		}
	}
	return t, nil
}
