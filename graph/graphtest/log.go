package graphtest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"parley/graph"
)

// Log tests an implementation of graph.Log. open returns a new, empty log each time; the suite closes it.
func Log(t *testing.T, open func(t *testing.T) graph.Log) {
	run := func(name string, test func(*testing.T, graph.Log)) {
		t.Run(name, func(t *testing.T) {
			log := open(t)
			t.Cleanup(func() {
				if err := log.Close(); err != nil {
					t.Errorf("Close: %v", err)
				}
			})
			test(t, log)
		})
	}
	run("an empty log has the zero head and no entries", func(t *testing.T, log graph.Log) { holds(t, log, nil) })
	run("Append adds entries that follow one another in order", appendInOrder)
	run("Append keeps records, retirements and header as they are", appendKeepsContent)
	run("Append of several entries adds all", appendSeveral)
	run("Append of several entries adds none if one does not follow", appendNone)
	run("Append of nothing is no error", appendNothing)
	run("Append fails with STALE having stored nothing", appendStale)
	run("Append under a context that is done stores nothing", appendCancelled)
	run("Append of a change beyond 10 MB adds it whole", appendLarge)
	run("Append of many entries beyond 10 MB adds all", appendLargeBatch)
	run("Entries yields those after the sequence number given", entriesAfter)
	run("Entries does not check hashes", entriesUnchecked)
	run("Entries stops when its reader does", entriesBreak)
	run("Entries ends with an error once the context is done", entriesCancelled)
	run("Methods may be called from several goroutines at once", concurrently)
	run("Append from several goroutines lets one of each sequence number through", race)
	run("Close twice is no error and everything fails with CLOSED", closed)
	run("Close lets a reader end", closeUnderReader)
	run("a DB commits from many goroutines without loss", dbConcurrent)
	run("a DB refuses a draft that expects another state", dbExpect)
	run("a DB stores nothing of a faulty draft", dbFaults)
	run("a DB opened again has the same graph", dbReopened)
}

func appendInOrder(t *testing.T, log graph.Log) {
	entries := several(t, 5)
	for n, e := range entries {
		add(t, log, e)
		holds(t, log, entries[:n+1])
	}
}

func appendKeepsContent(t *testing.T, log graph.Log) {
	entries := Entries(t, Put(Party("north", "Норд \"<&>\"\n"), Party("south", "South")), Retire("south"))
	add(t, log, entries...)
	holds(t, log, entries)
	got := read(t, log, 1)[0].Ops[0]
	if got.Record != nil || got.Ref.Key != "south" {
		t.Errorf("a retirement came back as %+v", got)
	}
}

func appendSeveral(t *testing.T, log graph.Log) {
	entries := several(t, 9)
	add(t, log, entries[:4]...)
	add(t, log, entries[4:]...)
	holds(t, log, entries)
}

func appendNone(t *testing.T, log graph.Log) {
	entries := several(t, 6)
	add(t, log, entries[:2]...)
	if err := log.Append(t.Context(), entries[2], entries[3], entries[5]); err == nil {
		t.Error("a gap between the entries was accepted")
	}
	foreign := several(t, 5) // same keys, other change ids, so other hashes
	if err := log.Append(t.Context(), entries[2], foreign[3]); err == nil {
		t.Error("an entry sealed on another was accepted")
	}
	holds(t, log, entries[:2])
	add(t, log, entries[2:]...)
}

func appendNothing(t *testing.T, log graph.Log) {
	if err := log.Append(t.Context()); err != nil {
		t.Error(err)
	}
	holds(t, log, nil)
}

func appendStale(t *testing.T, log graph.Log) {
	entries := several(t, 4)
	wantCode(t, log.Append(t.Context(), entries[1]), graph.CodeStale)
	holds(t, log, nil)
	add(t, log, entries[:2]...)
	for name, e := range map[string]*graph.Entry{"the last again": entries[1], "an older one": entries[0], "one too far on": entries[3], "one of another log": several(t, 3)[2]} {
		t.Run(name, func(t *testing.T) { wantCode(t, log.Append(t.Context(), e), graph.CodeStale) })
	}
	holds(t, log, entries[:2])
	add(t, log, entries[2])
}

func appendCancelled(t *testing.T, log graph.Log) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := log.Append(ctx, several(t, 1)...); !errors.Is(err, context.Canceled) {
		t.Errorf("Append under a cancelled context: %v", err)
	}
	if _, err := log.Head(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Head under a cancelled context: %v", err)
	}
	holds(t, log, nil)
}

func appendLarge(t *testing.T, log graph.Log) {
	entries := Entries(t, Put(Party("first", "First")), Large("large", 6000, 2000), Put(Party("last", "Last")))
	if size := entries[1].Size(); size < 10<<20 {
		t.Fatalf("the large change has %d bytes only", size)
	}
	for _, e := range entries {
		add(t, log, e)
	}
	holds(t, log, entries)
}

func appendLargeBatch(t *testing.T, log graph.Log) {
	entries := Entries(t, Large("a", 3000, 1200), Large("b", 3000, 1200), Large("a", 3000, 1200), Retire("b-00000"))
	add(t, log, entries...)
	holds(t, log, entries)
}

func entriesAfter(t *testing.T, log graph.Log) {
	entries := several(t, 5)
	add(t, log, entries...)
	for after := range entries {
		if got := read(t, log, uint64(after)); !slices.EqualFunc(got, entries[after:], equal) {
			t.Errorf("after %d came %d entries, want %d", after, len(got), len(entries)-after)
		}
	}
	for _, after := range []uint64{5, 6, 1 << 40, ^uint64(0)} {
		if got := read(t, log, after); len(got) > 0 {
			t.Errorf("after %d, the head or beyond, came %d entries", after, len(got))
		}
	}
}

func entriesUnchecked(t *testing.T, log graph.Log) {
	altered := *several(t, 1)[0]
	altered.Ops = []graph.EntryOp{{Ref: altered.Ops[0].Ref, Record: []byte(`{"key":"p0"}`)}}
	add(t, log, &altered)
	holds(t, log, []*graph.Entry{&altered})
	if err := read(t, log, 0)[0].Check(graph.Head{}); graph.CodeOf(err) != graph.CodeDamaged {
		t.Errorf("the altered entry passes its check: %v", err)
	}
}

func entriesBreak(t *testing.T, log graph.Log) {
	entries := several(t, 3)
	add(t, log, entries...)
	for e, err := range log.Entries(t.Context(), 0) {
		if err != nil || !equal(e, entries[0]) {
			t.Errorf("first entry: %v %v", e, err)
		}
		break
	}
	holds(t, log, entries)
}

func entriesCancelled(t *testing.T, log graph.Log) {
	add(t, log, several(t, 4)...)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	seen := 0
	var last error
	for _, err := range log.Entries(ctx, 0) {
		if last = err; err == nil {
			seen++
		}
		cancel()
	}
	if seen != 1 || !errors.Is(last, context.Canceled) {
		t.Errorf("saw %d entries after the context was done, then %v", seen-1, last)
	}
}

func concurrently(t *testing.T, log graph.Log) {
	entries := several(t, 60)
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				prefix(t, log, entries)
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for _, e := range entries {
		add(t, log, e)
	}
	close(done)
	readers.Wait()
	holds(t, log, entries)
}

// prefix reads the log while it grows: it must be a beginning of entries, at least as long as the head was.
func prefix(t *testing.T, log graph.Log, entries []*graph.Entry) {
	head, err := log.Head(t.Context())
	if err != nil {
		t.Error(err)
		return
	}
	n := 0
	for e, err := range log.Entries(t.Context(), 0) {
		if err != nil || !equal(e, entries[n]) {
			t.Errorf("entry %d: %v", n+1, err)
			return
		}
		n++
	}
	if uint64(n) < head.Seq {
		t.Errorf("the head was at %d before, %d entries can be read", head.Seq, n)
	}
}

func race(t *testing.T, log graph.Log) {
	const rounds = 20
	entries := several(t, rounds)
	for _, e := range entries {
		var landed, stale int
		var mu sync.Mutex
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				err := log.Append(t.Context(), e)
				mu.Lock()
				defer mu.Unlock()
				switch graph.CodeOf(err) {
				case "":
					landed++
				case graph.CodeStale:
					stale++
				}
			})
		}
		all.Wait()
		if landed != 1 || stale != 3 {
			t.Fatalf("change %d landed %d times and was stale %d times", e.Seq, landed, stale)
		}
	}
	holds(t, log, entries)
}

func closed(t *testing.T, log graph.Log) {
	entries := several(t, 2)
	add(t, log, entries[0])
	for range 2 {
		if err := log.Close(); err != nil {
			t.Fatalf("Close: %v", err)
		}
	}
	_, err := log.Head(t.Context())
	wantCode(t, err, graph.CodeClosed)
	wantCode(t, log.Append(t.Context(), entries[1]), graph.CodeClosed)
	for _, err := range log.Entries(t.Context(), 0) {
		wantCode(t, err, graph.CodeClosed)
	}
}

func closeUnderReader(t *testing.T, log graph.Log) {
	add(t, log, several(t, 3)...)
	begun, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for e, err := range log.Entries(t.Context(), 0) {
			if err != nil {
				wantCode(t, err, graph.CodeClosed)
			} else if e.Seq == 1 {
				close(begun)
				waitClosed(t, log)
			}
		}
	}()
	<-begun
	if err := log.Close(); err != nil {
		t.Error(err)
	}
	<-ended
}

// waitClosed returns once the log is closed or about to be.
func waitClosed(t *testing.T, log graph.Log) {
	for range 10_000 {
		if _, err := log.Head(context.Background()); graph.CodeOf(err) == graph.CodeClosed {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Error("the log goes on answering though it is being closed")
}
