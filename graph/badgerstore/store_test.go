package badgerstore

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4/options"

	"parley/graph"
	"parley/graph/graphtest"
)

func mustOpen(t testing.TB, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { mustClose(t, s) })
	return s
}

func mustClose(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
}

func mustAppend(t testing.TB, s *Store, entries ...*graph.Entry) {
	t.Helper()
	if err := s.Append(t.Context(), entries...); err != nil {
		t.Fatal(err)
	}
}

func wantCode(t testing.TB, err error, code graph.Code, words ...string) {
	t.Helper()
	if graph.CodeOf(err) != code {
		t.Errorf("got error %v, want one of code %s", err, code)
		return
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("the error does not say %q: %v", w, err)
		}
	}
}

func small(t testing.TB) []*graph.Entry {
	t.Helper()
	return graphtest.Entries(t, graphtest.Put(graphtest.Party("north", "North"), graphtest.Party("south", "South")),
		graphtest.Put(graphtest.Party("north", "North again")), graphtest.Retire("south"))
}

func TestAppendIsRefusedWhenSpaceIsShort(t *testing.T) {
	free := uint64(1 << 40)
	s := mustOpen(t, t.TempDir(), Options{Free: func(string) (uint64, error) { return free, nil }})
	entries := small(t)
	mustAppend(t, s, entries[0])
	free = 255 << 20
	wantCode(t, s.Append(t.Context(), entries[1]), graph.CodeStorageFull, "255.0 MiB", "256.0 MiB")
	wantCode(t, s.Room(), graph.CodeStorageFull)
	if found, err := graph.Verify(t.Context(), s); err != nil || len(found) > 0 {
		t.Errorf("reading with little space: %q %v", found, err)
	}
	free = 257 << 20
	if err := s.Room(); err != nil {
		t.Error(err)
	}
	mustAppend(t, s, entries[1:]...)
	large := graphtest.Entries(t, graphtest.Large("large", 1000, 2000))
	large[0].Seq, large[0].Prev = 4, entries[2].Hash
	wantCode(t, s.Append(t.Context(), large[0]), graph.CodeStorageFull)
}

func TestReserveGrowsWithTheTables(t *testing.T) {
	for tables, want := range map[uint64]uint64{0: 256 << 20, 160 << 20: 256 << 20, 161 << 20: 257 << 20, 1 << 30: 1<<30 + 96<<20} {
		if got := reserve(tables); got != want {
			t.Errorf("reserve(%d MiB) = %d MiB, want %d", tables>>20, got>>20, want>>20)
		}
	}
}

func TestOpenIsRefusedOnAFullDisk(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(dir, Options{Free: func(string) (uint64, error) { return 1 << 20, nil }})
	wantCode(t, err, graph.CodeStorageFull, "1.0 MiB")
	_, err = Open(dir, Options{Free: func(string) (uint64, error) { return 0, errors.New("no such disk") }})
	wantCode(t, err, graph.CodeStorageFull, "no such disk")
	mustOpen(t, dir, Options{}) // the lock was let go of
}

func TestValuesBeyondTheLimitAreRefused(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	ref := graph.Ref{Kind: graph.KindParty, Key: "north"}
	for name, e := range map[string]*graph.Entry{
		"record": {Seq: 1, Ops: []graph.EntryOp{{Ref: ref, Record: make([]byte, graph.MaxRecord+1)}}},
		"header": {Seq: 1, Header: make([]byte, graph.MaxRecord+1)},
		"key":    {Seq: 1, Ops: []graph.EntryOp{{Ref: graph.Ref{Kind: "party", Key: strings.Repeat("x", maxRef)}}}},
	} {
		t.Run(name, func(t *testing.T) { wantCode(t, s.Append(t.Context(), e), graph.CodeInvalid) })
	}
	largest := &graph.Entry{Seq: 1, Ops: []graph.EntryOp{{Ref: ref, Record: make([]byte, graph.MaxRecord)}}}
	mustAppend(t, s, largest)
	if found, err := s.Inspect(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("the largest record is too large for something: %q %v", found, err)
	}
}

func TestSecondOpenerIsToldWhoHasIt(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{Note: "serve"})
	_, err := Open(dir, Options{})
	wantCode(t, err, graph.CodeLocked, fmt.Sprint(os.Getpid()), "serve")
	if err := s.SetNote("http://127.0.0.1:8080"); err != nil {
		t.Fatal(err)
	}
	_, err = Open(dir, Options{Note: "another"})
	wantCode(t, err, graph.CodeLocked, "http://127.0.0.1:8080")
	mustClose(t, s)
	wantCode(t, s.SetNote("late"), graph.CodeClosed)
	wantCode(t, s.Room(), graph.CodeClosed)
	again := mustOpen(t, dir, Options{})
	_, err = Open(dir, Options{})
	wantCode(t, err, graph.CodeLocked)
	if strings.Contains(err.Error(), "8080") {
		t.Errorf("the note of the last holder is still there: %v", err)
	}
	mustClose(t, again)
}

func TestLockFileOfNoUse(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	if err := s.lock.file.Truncate(0); err != nil {
		t.Fatal(err)
	}
	_, err := Open(dir, Options{})
	wantCode(t, err, graph.CodeLocked, "another process")
}

func TestDirectoryIsClosedToOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "data")
	mustOpen(t, dir, Options{})
	for _, name := range []string{dir, filepath.Join(dir, storeName)} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v %v, want 0700", name, info.Mode(), err)
		}
	}
	for _, name := range []string{Marker, lockName} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v, want 0600", name, info.Mode(), err)
		}
	}
}

func TestAnchorFollowsTheHead(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	entries := small(t)
	mustAppend(t, s, entries[0])
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		if a, err := readAnchor(dir); err != nil || time.Now().After(deadline) {
			t.Fatalf("the anchor is at %d (%v), the head at 1", a.Seq, err)
		} else if a.Seq == 1 && a.Hash == entries[0].Hash && a.operations == 2 {
			break
		}
	}
	mustAppend(t, s, entries[1:]...)
	mustClose(t, s)
	var a anchorFile
	b, err := os.ReadFile(filepath.Join(dir, anchorName))
	if err != nil || json.Unmarshal(b, &a) != nil || a.Seq != 3 || a.Hash != entries[2].Hash.String() || a.Operations != 4 {
		t.Errorf("after Close the anchor is %s (%v)", b, err)
	}
}

func TestCloseWaitsForReaders(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	mustAppend(t, s, small(t)...)
	begun := make(chan struct{})
	var ended atomic.Bool
	go func() {
		for _, err := range s.Entries(t.Context(), 0) {
			if err == nil {
				close(begun)
				<-s.closing
				time.Sleep(20 * time.Millisecond) // gives a Close that does not wait the time to return
				continue
			}
			wantCode(t, err, graph.CodeClosed)
			ended.Store(true)
		}
	}()
	<-begun
	mustClose(t, s)
	if !ended.Load() {
		t.Error("the store was closed under a reader")
	}
}

func TestBadgerOptions(t *testing.T) {
	o := badgerOptions("dir", nil)
	if !o.SyncWrites {
		t.Error("commits are not synced: they would be lost with the power")
	}
	if o.ChecksumVerificationMode != options.OnTableRead {
		t.Error("tables are not checked when they are opened: a flipped bit would be served, or hide keys")
	}
	if o.ValueThreshold <= graph.MaxRecord+maxRef+3 || o.BypassLockGuard || o.InMemory || o.ReadOnly {
		t.Errorf("threshold %d, bypass %v, in memory %v, read-only %v", o.ValueThreshold, o.BypassLockGuard, o.InMemory, o.ReadOnly)
	}
	if o.Compression != options.None || o.BlockCacheSize != 0 || o.IndexCacheSize != 0 || o.NumCompactors != 2 || o.NumMemtables != 2 || o.MemTableSize != 16<<20 || o.CompactL0OnClose || o.MetricsEnabled || o.NumGoroutines != 1 {
		t.Errorf("memory or caches differ from what was measured: %+v", o)
	}
}

func TestCloseLeavesNoGoroutines(t *testing.T) {
	entries := small(t)
	cycle := func() {
		s, err := Open(t.TempDir(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		mustAppend(t, s, entries...)
		mustClose(t, s)
	}
	cycle() // what libraries start once and for all
	before := runtime.NumGoroutine()
	for range 3 {
		cycle()
	}
	for deadline := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			buf := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
		}
	}
}

func TestLoggerPassesWarningsOn(t *testing.T) {
	var b strings.Builder
	l := logger{slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	l.Debugf("debug %d", 1)
	l.Infof("info %d", 2)
	l.Warningf("warning %d\n", 3)
	l.Errorf("error %d", 4)
	if got := b.String(); strings.Contains(got, "debug") || strings.Contains(got, "info") ||
		!strings.Contains(got, `level=WARN msg="badger: warning 3"`) || !strings.Contains(got, `level=ERROR msg="badger: error 4"`) {
		t.Errorf("logged %s", got)
	}
}

func TestExists(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	for range 2 {
		if there, err := Exists(dir); there || err != nil {
			t.Errorf("Exists = %v, %v before anything was stored", there, err)
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	mustOpen(t, dir, Options{})
	if there, err := Exists(dir); !there || err != nil {
		t.Errorf("Exists = %v, %v of a store", there, err)
	}
}
