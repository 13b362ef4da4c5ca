package graph_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memlog"
)

// dump writes down everything a snapshot answers, so that two can be compared.
func dump(t *testing.T, s *graph.Snapshot) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintln(&b, s.Head(), s.Time().UTC())
	for seq := uint64(1); seq <= s.Head().Seq+1; seq++ {
		c, ok := s.Change(seq)
		fmt.Fprintf(&b, "%q %q ", c.Actor, c.Reason)
		fmt.Fprintln(&b, seq, ok, c.ID, c.Time.UTC(), c.Scope, c.Count, c.Hash)
	}
	for _, k := range graph.Kinds() {
		fmt.Fprintln(&b, k.Kind, s.Count(k.Kind))
		for r := range s.Records(k.Kind) {
			fmt.Fprintln(&b, encode(t, r), s.Owner(r.Ref()))
			for _, from := range graph.Kinds() {
				for other := range s.Referring(r.Ref(), from.Kind) {
					fmt.Fprintln(&b, "  named by", encode(t, other))
				}
			}
		}
	}
	for _, r := range worldRefs() {
		for _, v := range s.History(r) {
			fmt.Fprintln(&b, r, v.Change.Seq, encode(t, v.Record))
		}
	}
	return b.String()
}

func encode(t *testing.T, r graph.Record) string {
	t.Helper()
	if r == nil {
		return "retired"
	}
	data, err := graph.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// worldRefs lists all records that random changes may be about.
func worldRefs() []graph.Ref {
	var refs []graph.Ref
	for n := range 4 {
		for _, k := range []graph.Kind{graph.KindParty, graph.KindNegotiation, graph.KindIssue, graph.KindPosition, graph.KindSource, graph.KindStatement} {
			refs = append(refs, graph.Ref{Kind: k, Key: fmt.Sprintf("k%d", n)})
		}
	}
	return refs
}

// randomDraft puts, replaces and retires a few records. It need not be valid.
func randomDraft(rng *rand.Rand) graph.Draft {
	key := func() string { return fmt.Sprintf("k%d", rng.IntN(4)) }
	d := graph.Draft{Actor: "tester", Reason: "random", Scope: []string{"", "one", "two"}[rng.IntN(3)]}
	for range 1 + rng.IntN(4) {
		refs := worldRefs()
		if r := refs[rng.IntN(len(refs))]; rng.IntN(4) == 0 {
			d.Ops = append(d.Ops, graph.Op{Retire: r})
		} else {
			d.Ops = append(d.Ops, graph.Op{Put: randomRecord(r, rng, key)})
		}
	}
	return d
}

func randomRecord(r graph.Ref, rng *rand.Rand, key func() string) graph.Record {
	note := fmt.Sprint("note ", rng.IntN(1000))
	switch r.Kind {
	case graph.KindParty:
		return &graph.Party{Key: r.Key, Name: note, Kind: graph.PartyState}
	case graph.KindNegotiation:
		return &graph.Negotiation{Key: r.Key, Title: note, Participants: []graph.Participation{{Party: key(), Role: graph.RolePrincipal}}}
	case graph.KindIssue:
		return &graph.Issue{Key: r.Key, Negotiation: key(), Title: "Issue", Question: "Which?", Note: note, Options: []graph.Option{{Key: "yes", Label: "Yes"}, {Key: "no", Label: "No"}}}
	case graph.KindPosition:
		return &graph.Position{Key: r.Key, Party: key(), Issue: key(), Stance: graph.StanceDemands, Options: []string{"yes"}, Note: note}
	case graph.KindSource:
		return &graph.Source{Key: r.Key, Title: note}
	default:
		return &graph.Statement{Key: r.Key, Source: key(), Party: key(), Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025-01-05"), Paraphrase: note}
	}
}

// randomHistory commits drafts until the graph is at change n. Its clock often stands still.
func randomHistory(t *testing.T, rng *rand.Rand, n uint64) (*graph.DB, *memlog.Log) {
	t.Helper()
	now := noon
	log := memlog.New()
	db := openDB(t, log, graph.Options{Clock: func() time.Time {
		now = now.Add(time.Duration(rng.IntN(3)) * time.Second)
		return now
	}})
	refused := 0
	for db.Snapshot().Head().Seq < n {
		if _, err := db.Commit(t.Context(), randomDraft(rng)); graph.CodeOf(err) == graph.CodeInvalid {
			refused++
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if refused == 0 {
		t.Error("no draft was ever refused: the test is too tame")
	}
	return db, log
}

// rebuild folds the first n changes of a log, the slow and obvious way to an earlier state.
func rebuild(t *testing.T, log graph.Log, n uint64) *graph.Snapshot {
	t.Helper()
	short := memlog.New()
	for e, err := range log.Entries(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Seq > n {
			break
		}
		if err := short.Append(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	s, err := graph.Fold(t.Context(), short)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEarlierStatesEqualARebuild(t *testing.T) {
	for seed := range uint64(5) {
		rng := rand.New(rand.NewPCG(seed, 1))
		const changes = 60
		db, log := randomHistory(t, rng, changes)
		snap := db.Snapshot()
		past := make([]string, changes+1)
		for n := range past {
			past[n] = dump(t, rebuild(t, log, uint64(n)))
		}
		for n := range past {
			if got := dump(t, snap.At(uint64(n))); got != past[n] {
				t.Fatalf("seed %d: At(%d) is\n%s\nwant\n%s", seed, n, got, past[n])
			}
		}
		for range 40 {
			a := uint64(rng.IntN(changes + 1))
			b := uint64(rng.IntN(int(a) + 1))
			if dump(t, snap.At(a).At(b)) != past[b] {
				t.Fatalf("seed %d: At(%d) of At(%d) is not the graph at %d", seed, b, a, b)
			}
		}
		knownEqual(t, snap, past)
	}
}

// knownEqual compares KnownAt around the time of every change with the last change made by then.
func knownEqual(t *testing.T, snap *graph.Snapshot, past []string) {
	t.Helper()
	var times []time.Time
	for seq := range uint64(len(past) - 1) {
		c, _ := snap.Change(seq + 1)
		times = append(times, c.Time.Add(-1), c.Time, c.Time.Add(1))
	}
	for _, at := range times {
		want := 0
		for seq := 1; seq < len(past); seq++ {
			if c, _ := snap.Change(uint64(seq)); !c.Time.After(at) {
				want = seq
			}
		}
		if got := snap.KnownAt(at); dump(t, got) != past[want] {
			t.Fatalf("known at %v is change %d, want %d", at, got.Head().Seq, want)
		}
	}
}

func TestVerifyPassesRandomHistories(t *testing.T) {
	for seed := range uint64(5) {
		_, log := randomHistory(t, rand.New(rand.NewPCG(seed, 2)), 80)
		if found, err := graph.Verify(t.Context(), log); err != nil || len(found) > 0 {
			t.Errorf("seed %d: %v %v", seed, found, err)
		}
	}
}

func TestASnapshotNeverChanges(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	db, _ := randomHistory(t, rng, 20)
	pinned := db.Snapshot()
	want := dump(t, pinned)
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				if dump(t, pinned) != want {
					t.Error("a reader's snapshot has changed under it")
					return
				}
				pinned.At(uint64(len(want) % 15))
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for db.Snapshot().Head().Seq < 200 {
		if _, err := db.Commit(t.Context(), randomDraft(rng)); err != nil && graph.CodeOf(err) != graph.CodeInvalid {
			t.Fatal(err)
		}
		if _, err := pinned.With(put(party("what-if", "What if")), noon.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	close(done)
	readers.Wait()
	if dump(t, pinned) != want {
		t.Error("the snapshot has changed")
	}
}

func TestAWhatIfLeavesNoTraceInThePast(t *testing.T) {
	db := openDB(t, memlog.New(), graph.Options{Clock: func() time.Time { return noon }})
	if _, err := db.Commit(t.Context(), put(party("north", "North"))); err != nil {
		t.Fatal(err)
	}
	whatIf := mustWith(t, db.Snapshot(), put(party("supposed", "Supposed")))
	further := mustWith(t, whatIf, put(party("further", "Further")))
	if further.At(2).Count(graph.KindParty) != 2 {
		t.Fatal("the what-if does not know its own past")
	}
	for _, key := range []string{"south", "west"} {
		if _, err := db.Commit(t.Context(), put(party(key, key))); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := graph.Get[*graph.Party](db.Snapshot().At(2), "supposed"); ok {
		t.Error("the graph at change 2 has a party that was only supposed")
	}
}
