package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

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

// lockPatience is how long a command waits for another to let go of the store.
const lockPatience = 5 * time.Second

// store opens the store in --data, creating it on first use. It waits a moment for other commands; a server
// keeps the store for long, so there is no waiting for one.
func (a *app) store(ctx context.Context) (*badgerstore.Store, error) {
	if a.data == "" {
		return nil, graph.Errorf(graph.CodeInvalid, "--data is empty: name a folder")
	}
	for deadline := time.Now().Add(lockPatience); ; {
		st, err := badgerstore.Open(a.data, badgerstore.Options{})
		if graph.CodeOf(err) != graph.CodeLocked || strings.Contains(err.Error(), "a server at ") || time.Now().After(deadline) {
			return st, err
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// filled opens the store without reading it, after filling it on first use.
func (a *app) filled(ctx context.Context) (*badgerstore.Store, error) {
	st, err := a.store(ctx)
	if err != nil {
		return nil, err
	}
	if head, err := st.Head(ctx); err != nil || head.Seq > 0 {
		return st, err
	}
	if err := st.Close(); err != nil {
		return nil, err
	}
	db, _, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	return a.store(ctx)
}

// open opens the graph in --data, creating and filling the store on first use. The caller closes it.
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
	if db.Snapshot().Head().Seq == 0 {
		if err := a.first(ctx, db); err != nil {
			db.Close()
			return nil, nil, fmt.Errorf("create %s: %w", a.data, err)
		}
	}
	return db, st, nil
}

// emptyMark is the file in the data folder that tells that a store was meant to be empty.
const emptyMark = "EMPTY"

// first fills a store without changes, in one change, unless it is meant to be empty. A first run that is
// interrupted leaves a store without changes, and the next one fills it.
func (a *app) first(ctx context.Context, db *graph.DB) error {
	mark := filepath.Join(a.data, emptyMark)
	if _, err := os.Stat(mark); err == nil {
		return nil
	}
	if a.empty {
		fmt.Fprintf(a.stderr, "created %s and left it empty\n", a.data)
		return os.WriteFile(mark, []byte("This store was created with --empty: nothing was filled in.\n"), 0o600)
	}
	folder, problems := seed.Read(seed.Ukraine, "ukraine")
	if len(problems) > 0 {
		return fmt.Errorf("the embedded data set has a fault: %s", problems[0].Msg)
	}
	plan := seed.NewPlan(db.Snapshot(), folder)
	if _, err := db.Commit(ctx, plan.Draft("parley", "the data set that comes with Parley")); err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "created %s and filled it with the data set that comes with Parley\n", a.data)
	return nil
}
