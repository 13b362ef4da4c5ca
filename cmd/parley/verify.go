package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"parley/graph"
)

func (a *app) verify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Walk the whole store and name everything that is wrong with it",
		Long: `Verify checks the chain of hashes over the change log, that every change can be read and made where it stands,
that the state kept beside the log is what the log adds up to, ids, indexes and the store's own files. Damage ends it with exit code 1.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			st, err := a.filled(c.Context())
			if err != nil {
				return err
			}
			defer st.Close()
			found, err := graph.Verify(c.Context(), st)
			if err != nil {
				return err
			}
			for _, f := range found {
				fmt.Fprintln(a.stdout, f)
			}
			if len(found) > 0 {
				return errNo
			}
			head, err := st.Head(c.Context())
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "%s is sound up to change %d, head %s\n", a.data, head.Seq, head.Hash)
			return nil
		},
	}
}
