package badgerstore

import (
	"errors"
	"iter"
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4"

	"parley/graph"
	"parley/graph/graphtest"
)

// A change is staged in several transactions; whichever of them fails, before or after it has landed, the
// change is wholly there or not at all once the store is opened again.
func TestAppendThatFailsAtAnyTransaction(t *testing.T) {
	t.Parallel()
	entries := graphtest.Entries(t, graphtest.Put(graphtest.Party("north", "North")),
		graphtest.Large("large", 2500, 2000), graphtest.Put(graphtest.Party("large-00001", "Small")))
	for _, lands := range []bool{false, true} {
		there := 0
		for n := 1; failAt(t, entries, n, lands, &there); n++ {
		}
		if there == 0 {
			t.Errorf("lands=%v: no failure came after the commit mark: the state was never caught up", lands)
		}
	}
}

// failAt fails the n-th transaction of the second entry, and reports whether there was one.
func failAt(t *testing.T, entries []*graph.Entry, n int, lands bool, there *int) bool {
	t.Helper()
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	mustAppend(t, s, entries[0])
	call, failure := 0, errors.New("input/output error")
	s.commit = func(txn *badger.Txn) error {
		if call++; call != n {
			return txn.Commit()
		}
		if lands {
			if err := txn.Commit(); err != nil {
				return err
			}
		}
		return failure
	}
	err := s.Append(t.Context(), entries[1])
	if call < n {
		if n < 4 {
			t.Errorf("the large change took %d transactions only", call)
		}
		return false
	}
	if wantCode(t, err, graph.CodeUnknown); !errors.Is(err, failure) {
		t.Errorf("%v does not name its cause", err)
	}
	if head, err := s.Head(t.Context()); err != nil || head.Seq != 1 {
		t.Errorf("the head moved to %d after a failure (%v)", head.Seq, err)
	}
	wantCode(t, s.Append(t.Context(), entries[1]), graph.CodeClosed)
	wantCode(t, s.Room(), graph.CodeClosed)
	mustClose(t, s)

	s = mustOpen(t, dir, Options{})
	head, err := s.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if found, err := graph.Verify(t.Context(), s); err != nil || len(found) > 0 {
		t.Errorf("failure %d, landed %v, head %d: %q %v", n, lands, head.Seq, found, err)
	}
	if head.Seq == 2 {
		*there++
	}
	mustAppend(t, s, entries[head.Seq:]...)
	mustClose(t, s)
	return true
}

func TestStateRefusesToBeReadHalfDone(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	landed := false
	s.commit = func(txn *badger.Txn) error {
		if landed {
			return errors.New("input/output error")
		}
		err := txn.Commit()
		h, _, _ := s.marks()
		landed = h.Seq == 1
		return err
	}
	wantCode(t, s.Append(t.Context(), graphtest.Entries(t, graphtest.Large("large", 2500, 2000))...), graph.CodeUnknown)
	for _, err := range s.State(t.Context()) {
		wantCode(t, err, graph.CodeDamaged, "stands at change 0", "ends at change 1")
	}
}

func TestStateWaitsForAnAppendUnderWay(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	landed, goOn := make(chan struct{}), make(chan struct{})
	s.commit = func(txn *badger.Txn) error {
		if h, _, _ := s.marks(); h.Seq == 1 {
			close(landed) // the change counts, its state is still to come
			<-goOn
		}
		return txn.Commit()
	}
	entries := graphtest.Entries(t, graphtest.Large("large", 2500, 2000))
	appended := make(chan error)
	go func() { appended <- s.Append(t.Context(), entries...) }()
	<-landed
	if n := len(readAll(t, s.Entries(t.Context(), 0))); n != 1 {
		t.Errorf("%d changes can be read once the first has landed", n)
	}
	read := make(chan int)
	go func() { read <- len(readAll(t, s.State(t.Context()))) }()
	time.Sleep(20 * time.Millisecond) // gives a reader that does not wait the time to read too little
	close(goOn)
	if n := <-read; n != 2500 {
		t.Errorf("the state has %d records, want 2500", n)
	}
	if err := <-appended; err != nil {
		t.Error(err)
	}
}

func readAll[T any](t *testing.T, seq iter.Seq2[T, error]) (list []T) {
	for v, err := range seq {
		if err != nil {
			t.Error(err)
			return list
		}
		list = append(list, v)
	}
	return list
}
