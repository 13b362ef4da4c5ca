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
		Args:  one("a new folder to write into"),
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
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			err = seed.Write(func(name string) (io.WriteCloser, error) {
				return os.Create(filepath.Join(dir, name))
			}, db.Snapshot())
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stderr, "wrote %s as of change %d\n", dir, db.Snapshot().Head().Seq)
			return nil
		},
	}
	a.formatFlag(c, "seed")
	return c
}
