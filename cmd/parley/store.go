package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"parley/graph"
	"parley/graph/badgerstore"
	"parley/seed"
)

// actor is who the change log names for changes made here.
func actor() string {
	for _, name := range []string{"USER", "USERNAME", "LOGNAME"} {
		if who := os.Getenv(name); who != "" {
			return who
		}
	}
	return "parley"
}

// store opens the store in --data, creating it on first use.
func (a *app) store(ctx context.Context) (*badgerstore.Store, error) {
	found, err := badgerstore.Exists(a.data)
	if err != nil {
		return nil, err
	}
	if !found {
		if err := a.create(ctx); err != nil {
			return nil, err
		}
	}
	return badgerstore.Open(a.data, badgerstore.Options{})
}

// open opens the graph in --data, creating the store on first use. The caller closes it.
func (a *app) open(ctx context.Context) (*graph.DB, *badgerstore.Store, error) {
	st, err := a.store(ctx)
	if err != nil {
		return nil, nil, err
	}
	db, err := graph.Open(ctx, st, graph.Options{})
	if err != nil {
		st.Close()
		return nil, nil, err
	}
	return db, st, nil
}

// create makes the store beside where it shall be and moves it there when it is whole, so that an interrupted
// first run leaves nothing behind that looks like a store.
func (a *app) create(ctx context.Context) error {
	if entries, err := os.ReadDir(a.data); err == nil && len(entries) > 0 {
		return graph.Errorf(graph.CodeInvalid, "%s is not empty and holds no store: choose another folder with --data", a.data)
	}
	target := filepath.Clean(a.data)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(filepath.Dir(target), "."+filepath.Base(target)+"-new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := a.fill(ctx, dir); err != nil {
		return fmt.Errorf("create %s: %w", a.data, err)
	}
	if err := os.Remove(target); err != nil && !os.IsNotExist(err) {
		return err
	}
	return os.Rename(dir, target)
}

func (a *app) fill(ctx context.Context, dir string) error {
	st, err := badgerstore.Open(dir, badgerstore.Options{})
	if err != nil {
		return err
	}
	db, err := graph.Open(ctx, st, graph.Options{})
	if err != nil {
		st.Close()
		return err
	}
	if a.empty {
		fmt.Fprintf(a.stderr, "created an empty store in %s\n", a.data)
		return db.Close()
	}
	folder, problems := seed.Read(seed.Ukraine, "ukraine")
	if len(problems) > 0 {
		db.Close()
		return fmt.Errorf("the embedded data set has a fault: %s", problems[0].Msg)
	}
	plan := seed.NewPlan(db.Snapshot(), folder)
	if _, err := db.Commit(ctx, plan.Draft("parley", "the data set that comes with Parley")); err != nil {
		db.Close()
		return err
	}
	fmt.Fprintf(a.stderr, "created %s and filled it with the data set that comes with Parley\n", a.data)
	return db.Close()
}
