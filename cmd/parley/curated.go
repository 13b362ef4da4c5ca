package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/seed"
)

// folder opens a curated folder so that nothing outside it can be reached through links.
func folder(dir string) (fs.FS, func() error, error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, nil, graph.Errorf(graph.CodeInvalid, "%s is a file: name the folder it is in", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, graph.Errorf(graph.CodeInvalid, "open the curated folder: %w", err)
	}
	return root.FS(), root.Close, nil
}

func (a *app) check() *cobra.Command {
	var texts string
	c := &cobra.Command{
		Use:   "check DIR",
		Short: "Report every fault in a folder of curated files",
		Long: `Check reads every .yaml, .yml and .json file of the folder and reports all faults in one run, each with file,
line and column. Faults end it with exit code 1; warnings do not. A folder stands alone: what it names must be in it.
With --data given, what it names may also be in that store.`,
		Args: one("a folder of curated files"),
		RunE: func(c *cobra.Command, args []string) error {
			files, done, err := folder(args[0])
			if err != nil {
				return err
			}
			defer done()
			var o seed.CheckOptions
			if c.Flags().Changed("data") {
				db, _, err := a.open(c.Context())
				if err != nil {
					return err
				}
				defer db.Close()
				o.Base = db.Snapshot()
			}
			if texts != "" {
				t, done, err := folder(texts)
				if err != nil {
					return err
				}
				defer done()
				o.Texts = t
			}
			r := seed.Check(files, args[0], o)
			if err := r.Text(a.stdout); err != nil {
				return err
			}
			if r.Faults() > 0 {
				return errNo
			}
			return nil
		},
	}
	c.Flags().StringVar(&texts, "texts", "", "folder with the texts of sources, to verify quotations in")
	return c
}

// readFolder reads a curated folder that is to be applied to a graph; faults go to standard output and end the
// command with errNo.
func (a *app) readFolder(dir string, base *graph.Snapshot) (*seed.Folder, error) {
	files, done, err := folder(dir)
	if err != nil {
		return nil, err
	}
	defer done()
	r := seed.Check(files, dir, seed.CheckOptions{Base: base})
	for _, p := range r.Problems {
		if p.Warning {
			fmt.Fprintln(a.stderr, p)
		} else {
			fmt.Fprintln(a.stdout, p)
		}
	}
	if r.Faults() == 0 {
		return r.Folder, nil
	}
	fmt.Fprintf(a.stderr, "%s has faults: mend them first\n", dir)
	return nil, errNo
}

func (a *app) plan() *cobra.Command {
	return &cobra.Command{
		Use:   "plan DIR",
		Short: "Show what applying a folder of curated files would change",
		Args:  one("a folder of curated files"),
		RunE: func(c *cobra.Command, args []string) error {
			db, _, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			_, _, err = a.showPlan(c.Context(), db, args[0])
			return err
		},
	}
}

// showPlan reads a curated folder and prints what applying it would change in the graph, and in the answer.
func (a *app) showPlan(ctx context.Context, db *graph.DB, dir string) (*seed.Folder, *seed.Plan, error) {
	before := db.Snapshot()
	f, err := a.readFolder(dir, before)
	if err != nil {
		return nil, nil, err
	}
	plan := seed.NewPlan(before, f)
	if err := plan.Text(a.stdout); err != nil || plan.Empty() {
		return f, plan, err
	}
	after, err := before.With(plan.Draft(actor(), "plan"), now())
	var refused *graph.Error
	if errors.As(err, &refused) && len(refused.Faults) > 0 {
		for _, p := range f.Problems(refused.Faults) {
			fmt.Fprintln(a.stdout, p)
		}
		fmt.Fprintln(a.stderr, "the plan cannot be carried out: other records in the graph stand against it")
		return nil, nil, errNo
	}
	if err != nil {
		return nil, nil, err
	}
	return f, plan, a.showEffect(ctx, before, after)
}

func (a *app) apply() *cobra.Command {
	var reason string
	var retire bool
	c := &cobra.Command{
		Use:   "apply DIR",
		Short: "Take a folder of curated files into the graph, in one change",
		Args:  one("a folder of curated files"),
		RunE: func(c *cobra.Command, args []string) error {
			db, _, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			f, plan, err := a.showPlan(c.Context(), db, args[0])
			if err != nil || plan.Empty() {
				return err
			}
			if n := plan.Count(seed.ActionRetire); n > len(f.Records) && !retire {
				fmt.Fprintf(a.stderr, "not applied: it would retire %d records and keep %d, as if most of the folder were missing; if that is meant, add --retire\n", n, len(f.Records))
				return errNo
			}
			if err := a.output.failed(); err != nil {
				return fmt.Errorf("not applied, since the plan could not be shown: %w", err)
			}
			if reason == "" {
				reason = "apply " + args[0]
			}
			done, err := db.Commit(c.Context(), plan.Draft(actor(), reason))
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stderr, "applied as change %d\n", done.Seq)
			return nil
		},
	}
	c.Flags().StringVar(&reason, "reason", "", "why, for the change log")
	c.Flags().BoolVar(&retire, "retire", false, "apply even if that retires more records than the folder holds")
	return c
}
