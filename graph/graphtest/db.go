package graphtest

import (
	"fmt"
	"sync"
	"testing"

	"parley/graph"
)

func dbConcurrent(t *testing.T, log graph.Log) {
	db := openDB(t, log)
	const writers, each = 6, 15
	var all sync.WaitGroup
	var mu sync.Mutex
	landed := map[uint64]string{}
	for w := range writers {
		all.Go(func() {
			for n := range each {
				key := fmt.Sprintf("w%d-n%d", w, n)
				info, err := db.Commit(t.Context(), Put(Party(key, "Party")))
				if err != nil {
					t.Errorf("commit %s: %v", key, err)
					return
				}
				mu.Lock()
				landed[info.Seq] = key
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if len(landed) != writers*each || db.Snapshot().Head().Seq != writers*each {
		t.Errorf("%d sequence numbers for %d commits, head at %d", len(landed), writers*each, db.Snapshot().Head().Seq)
	}
	for _, e := range read(t, log, 0) {
		if e.Ops[0].Ref.Key != landed[e.Seq] {
			t.Errorf("change %d is about %s, its committer was told so of %s", e.Seq, e.Ops[0].Ref.Key, landed[e.Seq])
		}
	}
}

func dbExpect(t *testing.T, log graph.Log) {
	db := openDB(t, log)
	info := commit(t, db, Put(Party("north", "North")))
	stale := Put(Party("south", "South"))
	stale.Expect = new(uint64)
	_, err := db.Commit(t.Context(), stale)
	wantCode(t, err, graph.CodeStale)
	stale.Expect = &info.Seq
	commit(t, db, stale)
	if got := len(read(t, log, 0)); got != 2 {
		t.Errorf("the log has %d changes, want 2", got)
	}
}

func dbFaults(t *testing.T, log graph.Log) {
	db := openDB(t, log)
	commit(t, db, Put(Party("north", "North")))
	before := db.Snapshot()
	for name, d := range map[string]graph.Draft{
		"no operation":   {},
		"a faulty field": Put(Party("south", "South"), Party("No Key", "")),
		"a missing link": Put(&graph.Issue{Key: "troops", Negotiation: "nowhere", Title: "Troops", Question: "Which?", Options: []graph.Option{{Key: "none", Label: "None"}}}),
		"retires none":   Retire("nobody"),
		"twice one":      Put(Party("south", "South"), Party("south", "South")),
	} {
		_, err := db.Commit(t.Context(), d)
		if graph.CodeOf(err) != graph.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if db.Snapshot() != before || len(read(t, log, 0)) != 1 {
		t.Error("a faulty draft left something behind")
	}
}

func dbReopened(t *testing.T, log graph.Log) {
	db := openDB(t, log)
	commit(t, db, Put(Party("north", "North"), Party("south", "South")))
	commit(t, db, Retire("south"))
	again, err := graph.Fold(t.Context(), log)
	if err != nil {
		t.Fatal(err)
	}
	if again.Head() != db.Snapshot().Head() || again.Count(graph.KindParty) != 1 {
		t.Errorf("folded again the graph is at %d with %d parties", again.Head().Seq, again.Count(graph.KindParty))
	}
}
