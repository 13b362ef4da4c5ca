package graphtest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"testing"

	"parley/graph"
)

// Store tests an implementation of graph.Store, and of the graph.Log in it. open returns a new, empty store
// each time; the suite closes it.
func Store(t *testing.T, open func(t *testing.T) graph.Store) {
	Log(t, func(t *testing.T) graph.Log { return open(t) })
	run := func(name string, test func(*testing.T, graph.Store)) {
		t.Run(name, func(t *testing.T) {
			st := open(t)
			t.Cleanup(func() {
				if err := st.Close(); err != nil {
					t.Errorf("Close: %v", err)
				}
			})
			test(t, st)
		})
	}
	run("State of an empty store is empty", func(t *testing.T, st graph.Store) { stateFits(t, st) })
	run("State is what folding the log gives after every change", stateFollows)
	run("State keeps up with changes beyond 10 MB", stateLarge)
	run("State is sorted by kind and key", stateSorted)
	run("State ends with an error once the context is done", stateCancelled)
	run("Inspect finds nothing wrong with a sound store", inspectSound)
	run("everything fails with CLOSED after Close", storeClosed)
}

// Durable tests that a store outlives the process: open opens the store in dir, creating it the first time.
func Durable(t *testing.T, open func(t *testing.T, dir string) graph.Store) {
	dir := t.TempDir()
	entries := Entries(t, Put(Party("north", "North"), Party("south", "South")), Retire("south"),
		Large("large", 6000, 2000), Put(Party("north", "North again")))
	for n, e := range entries {
		st := open(t, dir)
		holds(t, st, entries[:n])
		add(t, st, e)
		if err := st.Close(); err != nil {
			t.Fatalf("Close: %v", err)
		}
	}
	st := open(t, dir)
	defer st.Close()
	holds(t, st, entries)
	stateFits(t, st)
	sound(t, st)
}

// stateFits compares the state with the slow way: the last operation on each record.
func stateFits(t *testing.T, st graph.Store) {
	t.Helper()
	last := map[graph.Ref]graph.Stored{}
	for _, e := range read(t, st, 0) {
		for _, op := range e.Ops {
			last[op.Ref] = graph.Stored{Ref: op.Ref, Seq: e.Seq, Record: op.Record}
		}
	}
	got := state(t, st)
	if len(got) != len(last) {
		t.Errorf("the state has %d records, the log is about %d", len(got), len(last))
	}
	for _, s := range got {
		want, ok := last[s.Ref]
		if !ok || s.Seq != want.Seq || (s.Record == nil) != (want.Record == nil) || !bytes.Equal(s.Record, want.Record) {
			t.Errorf("the state of %s is of change %d: %s; want change %d: %s", s.Ref, s.Seq, s.Record, want.Seq, want.Record)
		}
	}
}

func stateFollows(t *testing.T, st graph.Store) {
	db := openDB(t, st)
	for _, d := range []graph.Draft{
		Put(Party("north", "North"), Party("south", "South")),
		Put(Party("north", "North again")),
		Retire("south"),
		Put(Party("south", "South is back"), Party("west", "West")),
		Retire("north", "west"),
	} {
		commit(t, db, d)
		stateFits(t, st)
	}
	sound(t, st)
}

func stateLarge(t *testing.T, st graph.Store) {
	db := openDB(t, st)
	commit(t, db, Large("large", 6000, 2000))
	commit(t, db, Put(Party("large-00003", "Small now")))
	commit(t, db, Retire("large-00004"))
	stateFits(t, st)
	sound(t, st)
}

func stateSorted(t *testing.T, st graph.Store) {
	add(t, st, Entries(t, Put(
		&graph.Source{Key: "b", Title: "B"}, Party("a-b", "AB"), Party("ab", "AB"), &graph.Source{Key: "a", Title: "A"},
		Party("a", "A"), &graph.Negotiation{Key: "z", Title: "Z"}, Party("a0", "A0"),
	))...)
	got := state(t, st)
	if len(got) != 7 || !slices.IsSortedFunc(got, func(a, b graph.Stored) int {
		return cmp.Or(cmp.Compare(a.Ref.Kind, b.Ref.Kind), cmp.Compare(a.Ref.Key, b.Ref.Key))
	}) {
		t.Errorf("not sorted: %v", got)
	}
}

func stateCancelled(t *testing.T, st graph.Store) {
	add(t, st, several(t, 3)...)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	seen := 0
	for _, err := range st.State(ctx) {
		if last = err; err == nil {
			seen++
		}
		cancel()
	}
	if seen != 1 || !errors.Is(last, context.Canceled) {
		t.Errorf("saw %d records after the context was done, then %v", seen-1, last)
	}
}

func inspectSound(t *testing.T, st graph.Store) {
	for _, entries := range [][]*graph.Entry{nil, several(t, 3)} {
		if len(entries) > 0 {
			add(t, st, entries...)
		}
		if found, err := st.Inspect(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("Inspect: %v %v", found, err)
		}
	}
}

func storeClosed(t *testing.T, st graph.Store) {
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := st.Inspect(t.Context())
	wantCode(t, err, graph.CodeClosed)
	for _, err := range st.State(t.Context()) {
		wantCode(t, err, graph.CodeClosed)
	}
}
