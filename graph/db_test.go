package graph_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memlog"
)

func openDB(t testing.TB, log graph.Log, o graph.Options) *graph.DB {
	t.Helper()
	db, err := graph.Open(t.Context(), log, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func party(key, name string) *graph.Party {
	return &graph.Party{Key: key, Name: name, Kind: graph.PartyState}
}

// spoilt is a log whose Append does what a test makes of it.
type spoilt struct {
	graph.Log
	mu     sync.Mutex
	calls  int
	append func(call int, really func() error) error
}

func (l *spoilt) Append(ctx context.Context, entries ...*graph.Entry) error {
	l.mu.Lock()
	l.calls++
	call := l.calls
	l.mu.Unlock()
	return l.append(call, func() error { return l.Log.Append(ctx, entries...) })
}

func (l *spoilt) called() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.calls
}

func TestUnknownOutcomeStopsAllCommits(t *testing.T) {
	tests := []struct {
		name   string
		stored bool
		err    error
	}{
		{"the log says so, stored", true, graph.Errorf(graph.CodeUnknown, "sync failed")},
		{"the log says so, not stored", false, graph.Errorf(graph.CodeUnknown, "sync failed")},
		{"an error without a code", true, errors.New("input/output error")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			log := &spoilt{Log: memlog.New(), append: func(call int, really func() error) error {
				if call != 2 {
					return really()
				}
				if tt.stored {
					if err := really(); err != nil {
						return err
					}
				}
				return tt.err
			}}
			db := openDB(t, log, graph.Options{})
			if _, err := db.Commit(t.Context(), put(party("north", "North"))); err != nil {
				t.Fatal(err)
			}
			before := db.Snapshot()
			_, err := db.Commit(t.Context(), put(party("south", "South")))
			if graph.CodeOf(err) != graph.CodeUnknown || !errors.Is(err, tt.err) {
				t.Errorf("got %v, want an unknown outcome that names its cause", err)
			}
			if db.Snapshot() != before {
				t.Error("a snapshot was published that may not be in the log")
			}
			<-db.Broken()
			for range 3 {
				_, err := db.Commit(t.Context(), put(party("west", "West")))
				if graph.CodeOf(err) != graph.CodeClosed {
					t.Errorf("a later commit got %v, want a refusal", err)
				}
			}
			if log.called() != 2 {
				t.Errorf("the log was asked %d times, want 2: none after the unknown outcome", log.called())
			}
		})
	}
}

func TestRefusedAppendPublishesNothingAndMayBeRepeated(t *testing.T) {
	for _, code := range []graph.Code{graph.CodeStorageFull, graph.CodeStale, graph.CodeInvalid} {
		t.Run(string(code), func(t *testing.T) {
			log := &spoilt{Log: memlog.New(), append: func(call int, really func() error) error {
				if call == 1 {
					return graph.Errorf(code, "not now")
				}
				return really()
			}}
			db := openDB(t, log, graph.Options{})
			_, err := db.Commit(t.Context(), put(party("north", "North")))
			if graph.CodeOf(err) != code || db.Snapshot().Head().Seq != 0 {
				t.Errorf("got %v with the graph at %d", err, db.Snapshot().Head().Seq)
			}
			if _, err := db.Commit(t.Context(), put(party("north", "North"))); err != nil {
				t.Errorf("repeated: %v", err)
			}
		})
	}
}

// gate makes every Append wait until it is opened, once begun tells of the first.
type gate struct {
	begun, open chan struct{}
	once        sync.Once
}

func newGate() *gate { return &gate{begun: make(chan struct{}), open: make(chan struct{})} }

func (g *gate) append(_ int, really func() error) error {
	g.once.Do(func() { close(g.begun) })
	<-g.open
	return really()
}

func TestCommitReturnsWithItsContextThoughTheDraftLands(t *testing.T) {
	g := newGate()
	db := openDB(t, &spoilt{Log: memlog.New(), append: g.append}, graph.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	result := make(chan error)
	go func() {
		_, err := db.Commit(ctx, put(party("north", "North")))
		result <- err
	}()
	<-g.begun
	cancel()
	if err := <-result; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	close(g.open)
	if _, err := db.Commit(t.Context(), put(party("south", "South"))); err != nil {
		t.Fatal(err)
	}
	if n := db.Snapshot().Count(graph.KindParty); n != 2 {
		t.Errorf("%d parties, want both: the first draft had been taken up", n)
	}
}

func TestCommitUnderADoneContextLandsNothing(t *testing.T) {
	db := openDB(t, memlog.New(), graph.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 50 { // whether the writer or the context is looked at first is a matter of luck
		if _, err := db.Commit(ctx, put(party("north", "North"))); !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v", err)
		}
	}
	if _, err := db.Commit(t.Context(), put(party("south", "South"))); err != nil {
		t.Fatal(err)
	}
	if seq := db.Snapshot().Head().Seq; seq != 1 {
		t.Errorf("the graph is at change %d, want 1", seq)
	}
}

func TestWaitingCommitsShareAnAppend(t *testing.T) {
	g := newGate()
	log := &spoilt{Log: memlog.New(), append: g.append}
	db := openDB(t, log, graph.Options{})
	const commits = 40
	var all sync.WaitGroup
	for n := range commits {
		all.Go(func() {
			info, err := db.Commit(t.Context(), put(party(fmt.Sprintf("p%d", n), "Party")))
			if err != nil {
				t.Errorf("commit %d: %v", n, err)
				return
			}
			if c, ok := db.Snapshot().Change(info.Seq); !ok || c.ID != info.ID {
				t.Errorf("commit %d was acknowledged before its snapshot was published", n)
			}
		})
	}
	<-g.begun
	time.Sleep(50 * time.Millisecond) // lets the others line up; fewer in line only make the test weaker
	close(g.open)
	all.Wait()
	if calls := log.called(); calls >= commits {
		t.Errorf("%d appends for %d commits", calls, commits)
	}
	if found, err := graph.Verify(t.Context(), log.Log.(graph.Store)); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
}

func TestOneFaultyDraftDoesNotSpoilTheOthers(t *testing.T) {
	g := newGate()
	db := openDB(t, &spoilt{Log: memlog.New(), append: g.append}, graph.Options{})
	drafts := []graph.Draft{
		put(party("a", "A")), put(party("Not a key", "B")), put(party("c", "C")),
		{Actor: strings.Repeat("x", graph.MaxReason), Reason: "long", Ops: put(party("d", "D")).Ops},
	}
	errs := make([]error, len(drafts))
	var all sync.WaitGroup
	for n, d := range drafts {
		all.Go(func() { _, errs[n] = db.Commit(t.Context(), d) })
	}
	<-g.begun
	close(g.open)
	all.Wait()
	for n, want := range []graph.Code{"", graph.CodeInvalid, "", graph.CodeInvalid} {
		if graph.CodeOf(errs[n]) != want {
			t.Errorf("draft %d: %v, want code %q", n, errs[n], want)
		}
	}
}

func TestAChangeSaysWhoAndWhyInWordsThatLast(t *testing.T) {
	log := memlog.New()
	db := openDB(t, log, graph.Options{})
	ops := put(party("a", "A")).Ops
	for _, tt := range []struct {
		draft graph.Draft
		want  string
	}{
		{graph.Draft{Reason: "r", Ops: ops}, "no actor"},
		{graph.Draft{Actor: " ", Reason: "r", Ops: ops}, "no actor"},
		{graph.Draft{Actor: "a", Reason: "\n", Ops: ops}, "no reason"},
		{graph.Draft{Actor: "a\xff", Reason: "r", Ops: ops}, "actor is not valid UTF-8"},
		{graph.Draft{Actor: "a", Reason: "\x1b[2J", Ops: ops}, "reason holds a control character"},
		{graph.Draft{Actor: "a", Reason: "r", Scope: "s\x00", Ops: ops}, "scope holds a control character"},
	} {
		if _, err := db.Commit(t.Context(), tt.draft); graph.CodeOf(err) != graph.CodeInvalid || !strings.HasPrefix(err.Error(), "the change") || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: %v, want %q", tt.draft, err, tt.want)
		}
	}
	if _, err := db.Commit(t.Context(), graph.Draft{Actor: "Zoë <z@x>", Reason: "First: a & b.\n\tThen \u2028 c.", Scope: "s", Ops: ops}); err != nil {
		t.Fatal(err)
	}
	again, err := graph.Fold(t.Context(), log)
	if err != nil {
		t.Fatal(err)
	}
	if live, back := dump(t, db.Snapshot()), dump(t, again); live != back {
		t.Errorf("live:\n%s\nread back:\n%s", live, back)
	}
	if _, err := db.Snapshot().With(graph.Draft{Ops: ops}, noon); err != nil {
		t.Errorf("what is only tried needs neither actor nor reason: %v", err)
	}
}

func TestCloseWhileCommitsWait(t *testing.T) {
	for round := range 20 {
		g := newGate()
		log := memlog.New()
		db, err := graph.Open(t.Context(), &spoilt{Log: log, append: g.append}, graph.Options{})
		if err != nil {
			t.Fatal(err)
		}
		const commits = 8
		codes := make(chan graph.Code, commits)
		for n := range commits {
			go func() {
				_, err := db.Commit(t.Context(), put(party(fmt.Sprintf("p%d", n), "Party")))
				codes <- graph.CodeOf(err)
			}()
		}
		<-g.begun
		closed := make(chan error)
		go func() { closed <- db.Close() }()
		close(g.open)
		if err := <-closed; err != nil {
			t.Fatal(err)
		}
		landed := 0
		for range commits {
			switch code := <-codes; code {
			case "":
				landed++
			case graph.CodeClosed:
			default:
				t.Errorf("round %d: a waiting commit got %s", round, code)
			}
		}
		if seq := db.Snapshot().Head().Seq; seq != uint64(landed) || landed == 0 {
			t.Errorf("round %d: %d commits were acknowledged, the graph is at %d", round, landed, seq)
		}
		if _, err := db.Commit(t.Context(), put(party("late", "Late"))); graph.CodeOf(err) != graph.CodeClosed {
			t.Errorf("a commit after Close got %v", err)
		}
		if err := db.Close(); err != nil {
			t.Errorf("closed again: %v", err)
		}
	}
}

func TestClockSetBack(t *testing.T) {
	times := []time.Time{noon, noon.Add(-time.Hour), noon.Add(-time.Minute), noon.Add(time.Second)}
	want := []time.Time{noon, noon, noon, noon.Add(time.Second)}
	n := -1
	log := memlog.New()
	db := openDB(t, log, graph.Options{Clock: func() time.Time { n++; return times[n] }})
	for i, at := range want {
		info, err := db.Commit(t.Context(), put(party("north", fmt.Sprint(i))))
		if err != nil || !info.Time.Equal(at) {
			t.Errorf("change %d is dated %v, want %v (%v)", i+1, info.Time, at, err)
		}
	}
	if found, err := graph.Verify(t.Context(), log); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
	if seq := db.Snapshot().KnownAt(noon).Head().Seq; seq != 3 {
		t.Errorf("known at noon is change %d, want 3: all that are dated noon", seq)
	}
}

func TestTimesWrittenAreThoseOfTheWallClock(t *testing.T) {
	db := openDB(t, memlog.New(), graph.Options{})
	info, err := db.Commit(t.Context(), put(party("north", "North")))
	if err != nil {
		t.Fatal(err)
	}
	if info.Time != info.Time.Round(0) || info.Time.Location() != time.UTC {
		t.Errorf("%v carries a monotonic reading or a zone: a clock set back would go unnoticed", info.Time)
	}
}
