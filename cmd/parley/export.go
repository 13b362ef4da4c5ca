package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/seed"
)

func (a *app) export() *cobra.Command {
	c := &cobra.Command{
		Use:   "export DIR",
		Short: "Write the graph as curated files, which re-import to the same graph",
		Long: `Export writes every record with all its dates as curated files. With --known-at it writes them as they were then: what was
entered later is left out, and what was edited or retired later is as it was.`,
		Example: "  parley export then --known-at 2025-08-20T12:00:00Z",
		Args:    one("a new folder to write into"),
		RunE: func(c *cobra.Command, args []string) error {
			dir := args[0]
			if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
				return graph.Errorf(graph.CodeInvalid, "%s is not empty: export into a new folder", dir)
			}
			db, _, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			s, err := a.known(db.Snapshot())
			if err != nil {
				return err
			}
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			err = seed.Write(func(name string) (io.WriteCloser, error) {
				return os.Create(filepath.Join(dir, name))
			}, s)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stderr, "wrote %s as of change %d\n", dir, s.Head().Seq)
			return nil
		},
	}
	a.knownAtFlag(c, "write the graph as it was recorded at this instant")
	a.formatFlag(c, "seed")
	return c
}
