package graph_test

import (
	"context"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memlog"
)

// fullLog is a log that, once it is full, holds every append until it is let go and then refuses it.
type fullLog struct {
	graph.Log
	full bool
	let  chan struct{}
}

func (l *fullLog) Append(ctx context.Context, e ...*graph.Entry) error {
	if !l.full {
		return l.Log.Append(ctx, e...)
	}
	<-l.let
	return graph.Errorf(graph.CodeStorageFull, "the disk is full")
}

// TestNobodyIsToldOfWhatNeverLanded has two writers retire a record in one batch that cannot be stored: the second was
// judged to come after the first, which never landed, so it must not hear that the record is gone.
func TestNobodyIsToldOfWhatNeverLanded(t *testing.T) {
	log := &fullLog{Log: memlog.New(), let: make(chan struct{})}
	db, err := graph.Open(t.Context(), log, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	made := once("a", graphtest.Party("x", "X"))
	if _, err := db.Commit(t.Context(), made); err != nil {
		t.Fatal(err)
	}
	log.full = true
	told := make(chan error, 4)
	commit := func(d graph.Draft) {
		go func() {
			_, err := db.Commit(t.Context(), d)
			told <- err
		}()
		time.Sleep(20 * time.Millisecond) // so that it waits in the queue; what is checked does not depend on it
	}
	commit(graphtest.Put(graphtest.Party("y", "Y")))
	commit(graphtest.Retire("x"))
	commit(graphtest.Retire("x"))
	close(log.let)
	for range 3 {
		if err := <-told; graph.CodeOf(err) != graph.CodeStorageFull {
			t.Errorf("told %v", err)
		}
	}
	if again, err := db.Commit(t.Context(), made); err != nil || again.Seq != 1 {
		t.Errorf("what landed before is still answered: %+v %v", again, err)
	}
	if _, err := db.Commit(t.Context(), graphtest.Retire("nobody")); graph.CodeOf(err) != graph.CodeInvalid {
		t.Errorf("what is wrong by itself is still told: %v", err)
	}
}
