package graph_test

import (
	"context"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memlog"
)

func once(name string, records ...graph.Record) graph.Draft {
	d := graphtest.Put(records...)
	d.Once = name
	return d
}

func TestAChangeIsMadeOnceUnderItsName(t *testing.T) {
	ctx := context.Background()
	log := memlog.New()
	db, err := graph.Open(ctx, log, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	commit := func(d graph.Draft) (graph.ChangeInfo, error) { return db.Commit(ctx, d) }
	first := once("a", graphtest.Party("one", "One"))
	first.Expect = new(uint64(0))
	made, err := commit(first)
	if err != nil || made.Seq != 1 || made.Once != "a" {
		t.Fatalf("%+v %v", made, err)
	}
	if _, err := commit(graphtest.Put(graphtest.Party("two", "Two"))); err != nil {
		t.Fatal(err)
	}
	if again, err := commit(first); err != nil || again != made {
		t.Errorf("sent again, though the graph has moved on: %+v %v", again, err)
	}
	if _, err := commit(once("a", graphtest.Party("one", "Another"))); graph.CodeOf(err) != graph.CodeInvalid || !strings.Contains(err.Error(), "change 1") {
		t.Errorf("another change under the same name: %v", err)
	}
	retire := graphtest.Retire("one")
	retire.Once = "a"
	if _, err := commit(retire); graph.CodeOf(err) != graph.CodeInvalid {
		t.Errorf("retired under the same name: %v", err)
	}
	if _, err := commit(once(strings.Repeat("x", graph.MaxKey+1), graphtest.Party("one", "One"))); graph.CodeOf(err) != graph.CodeInvalid {
		t.Errorf("a long name: %v", err)
	}
	if head := db.Snapshot().Head().Seq; head != 2 {
		t.Errorf("the graph is at change %d", head)
	}

	reopened, err := graph.Fold(ctx, log)
	if err != nil {
		t.Fatal(err)
	}
	if c, ok, err := reopened.Repeated(first); err != nil || !ok || c.Seq != made.Seq || c.ID != made.ID {
		t.Errorf("after reading the log again: %+v %v %v", c, ok, err)
	}
	if c, ok := reopened.MadeAs("a"); !ok || c.Seq != 1 {
		t.Errorf("made as a: %+v %v", c, ok)
	}
	for _, name := range []string{"", "b"} {
		if c, ok := reopened.MadeAs(name); ok {
			t.Errorf("made as %q: %+v", name, c)
		}
	}
}

// TestTwoOfOneNameAtOnce sends one change from many sides at the same time.
func TestTwoOfOneNameAtOnce(t *testing.T) {
	ctx := context.Background()
	db, err := graph.Open(ctx, memlog.New(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	const many = 50
	seqs := make(chan uint64, many)
	for range many {
		go func() {
			c, err := db.Commit(ctx, once("a", graphtest.Party("one", "One")))
			if err != nil {
				t.Error(err)
			}
			seqs <- c.Seq
		}()
	}
	for range many {
		if seq := <-seqs; seq != 1 {
			t.Errorf("change %d", seq)
		}
	}
	if head := db.Snapshot().Head().Seq; head != 1 {
		t.Errorf("the graph is at change %d", head)
	}
}

func TestWatchTellsOfEveryNewSnapshot(t *testing.T) {
	ctx := context.Background()
	db, err := graph.Open(ctx, memlog.New(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for n := range 3 {
		snap, newer := db.Watch()
		if snap.Head().Seq != uint64(n) {
			t.Fatalf("at %d, want %d", snap.Head().Seq, n)
		}
		select {
		case <-newer:
			t.Fatal("told of a snapshot that is not there")
		default:
		}
		if _, err := db.Commit(ctx, graphtest.Put(graphtest.Party(strings.Repeat("p", n+1), "P"))); err != nil {
			t.Fatal(err)
		}
		<-newer
	}
}
