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
	found, err := badgerstore.Exists(a.data)
	if err != nil {
		return nil, err
	}
	if !found {
		if err := a.create(ctx); err != nil {
			return nil, err
		}
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

// create makes the store aside and moves it into place when it is whole, so that an interrupted first run
// leaves nothing behind that looks like a store. A folder that is there already is kept, and filled.
func (a *app) create(ctx context.Context) error {
	target, err := filepath.Abs(a.data)
	if err != nil {
		return err
	}
	beside := filepath.Dir(target)
	_, err = os.Stat(target)
	there := err == nil
	if there {
		beside = target
	} else if err := os.MkdirAll(beside, 0o755); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(beside, ".new-parley-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := a.fill(ctx, dir); err != nil {
		return fmt.Errorf("create %s: %w", a.data, err)
	}
	if there {
		err = moveInto(target, dir)
	} else {
		err = os.Rename(dir, target)
	}
	if err != nil {
		return fmt.Errorf("create %s: %w", a.data, err)
	}
	with := "filled it with the data set that comes with Parley"
	if a.empty {
		with = "left it empty"
	}
	fmt.Fprintf(a.stderr, "created %s and %s\n", a.data, with)
	return nil
}

// moveInto moves what dir holds into target, the marker that makes it a store last.
func moveInto(target, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, last := range []bool{false, true} {
		for _, e := range entries {
			if (e.Name() == badgerstore.Marker) != last {
				continue
			}
			if err := os.Rename(filepath.Join(dir, e.Name()), filepath.Join(target, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
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
	return db.Close()
}
