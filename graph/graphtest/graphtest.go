// Package graphtest is the contract of graph.Log and graph.Store as tests. Every implementation runs it:
//
//	func TestLog(t *testing.T) {
//		graphtest.Log(t, func(t *testing.T) graph.Log { return memlog.New() })
//	}
//
// Each test is named for the sentence of the contract it holds. What only a particular engine can be made to
// do, such as a full disk or a commit with an unknown outcome, is tested beside that engine.
package graphtest

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memlog"
)

// clock is the time every change of the suite is made at.
func clock() time.Time { return time.Date(2025, 8, 20, 12, 0, 0, 0, time.UTC) }

// Party makes a record to put, told apart from others of its key by name.
func Party(key, name string) *graph.Party {
	return &graph.Party{Key: key, Name: name, Kind: graph.PartyState}
}

// Put makes a draft that puts records.
func Put(records ...graph.Record) graph.Draft {
	d := graph.Draft{Actor: "tester", Reason: "test"}
	for _, r := range records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	return d
}

// Retire makes a draft that retires the parties named.
func Retire(parties ...string) graph.Draft {
	d := graph.Draft{Actor: "tester", Reason: "test"}
	for _, key := range parties {
		d.Ops = append(d.Ops, graph.Op{Retire: graph.Ref{Kind: graph.KindParty, Key: key}})
	}
	return d
}

// Large makes a draft beyond what engines write at once: ops parties, each of size bytes and more.
func Large(prefix string, ops, size int) graph.Draft {
	var list []graph.Record
	text := strings.Repeat("x", size)
	for n := range ops {
		p := Party(fmt.Sprintf("%s-%05d", prefix, n), "Large")
		p.Description = text
		list = append(list, p)
	}
	return Put(list...)
}

// Entries seals drafts into entries that follow one another from an empty log on.
func Entries(t testing.TB, drafts ...graph.Draft) []*graph.Entry {
	t.Helper()
	log := memlog.New()
	db := openDB(t, log)
	for _, d := range drafts {
		commit(t, db, d)
	}
	return read(t, log, 0)
}

// several makes n entries that put one party each.
func several(t testing.TB, n int) []*graph.Entry {
	t.Helper()
	var drafts []graph.Draft
	for i := range n {
		drafts = append(drafts, Put(Party(fmt.Sprintf("p%d", i), "Party")))
	}
	return Entries(t, drafts...)
}

// openDB opens a DB on the log; both are closed at the end of the test.
func openDB(t testing.TB, log graph.Log) *graph.DB {
	t.Helper()
	db, err := graph.Open(t.Context(), log, graph.Options{Clock: clock})
	if err != nil {
		t.Fatalf("open a DB: %v", err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close the DB: %v", err)
		}
	})
	return db
}

func commit(t testing.TB, db *graph.DB, d graph.Draft) graph.ChangeInfo {
	t.Helper()
	info, err := db.Commit(t.Context(), d)
	if err != nil {
		t.Fatalf("commit: %v", err)
	}
	return info
}

func add(t testing.TB, log graph.Log, entries ...*graph.Entry) {
	t.Helper()
	if err := log.Append(t.Context(), entries...); err != nil {
		t.Fatalf("append changes %d to %d: %v", entries[0].Seq, entries[len(entries)-1].Seq, err)
	}
}

// read collects the entries after a sequence number.
func read(t testing.TB, log graph.Log, after uint64) []*graph.Entry {
	t.Helper()
	var list []*graph.Entry
	for e, err := range log.Entries(t.Context(), after) {
		if err != nil {
			t.Fatalf("read entries after %d: %v", after, err)
		}
		list = append(list, e)
	}
	return list
}

func state(t testing.TB, st graph.Store) []graph.Stored {
	t.Helper()
	var list []graph.Stored
	for s, err := range st.State(t.Context()) {
		if err != nil {
			t.Fatalf("read the state: %v", err)
		}
		list = append(list, s)
	}
	return list
}

// holds fails the test unless the log is exactly the entries given.
func holds(t testing.TB, log graph.Log, want []*graph.Entry) {
	t.Helper()
	if got := read(t, log, 0); !slices.EqualFunc(got, want, equal) {
		t.Errorf("the log does not hold the %d entries appended, in order: it has %d", len(want), len(got))
	}
	var end graph.Head
	if len(want) > 0 {
		end = want[len(want)-1].Head()
	}
	if head, err := log.Head(t.Context()); err != nil || head != end {
		t.Errorf("Head() = %d, %v, want %d with its hash", head.Seq, err, end.Seq)
	}
}

func equal(a, b *graph.Entry) bool {
	return a.Seq == b.Seq && a.Prev == b.Prev && a.Hash == b.Hash && bytes.Equal(a.Header, b.Header) &&
		slices.EqualFunc(a.Ops, b.Ops, func(a, b graph.EntryOp) bool {
			return a.Ref == b.Ref && (a.Record == nil) == (b.Record == nil) && bytes.Equal(a.Record, b.Record)
		})
}

// sound fails the test if Verify finds anything wrong with the store.
func sound(t testing.TB, st graph.Store) {
	t.Helper()
	found, err := graph.Verify(context.WithoutCancel(t.Context()), st)
	if err != nil || len(found) > 0 {
		t.Errorf("Verify: %v %v", found, err)
	}
}

func wantCode(t testing.TB, err error, want graph.Code) {
	t.Helper()
	if graph.CodeOf(err) != want {
		t.Errorf("got error %v, want one of code %s", err, want)
	}
}
