package graph_test

import (
	"context"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memlog"
)

// shown is a store that shows entries and state otherwise than they were stored.
type shown struct {
	graph.Store
	entries func([]*graph.Entry) []*graph.Entry
	state   func([]graph.Stored) []graph.Stored
}

func (s shown) Entries(ctx context.Context, after uint64) iter.Seq2[*graph.Entry, error] {
	return show(s.Store.Entries(ctx, after), s.entries)
}

func (s shown) State(ctx context.Context) iter.Seq2[graph.Stored, error] {
	return show(s.Store.State(ctx), s.state)
}

func show[T any](seq iter.Seq2[T, error], change func([]T) []T) iter.Seq2[T, error] {
	var list []T
	for v, err := range seq {
		if err != nil {
			panic(err)
		}
		list = append(list, v)
	}
	if change != nil {
		list = change(list)
	}
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
	}
}

func TestVerifyNamesWhatIsWrong(t *testing.T) {
	log := memlog.New()
	db := openDB(t, log, graph.Options{Clock: func() time.Time { return noon }})
	for _, d := range []graph.Draft{
		put(party("north", "North"), party("south", "South")), put(party("north", "North again")),
		{Actor: "tester", Reason: "gone", Ops: []graph.Op{{Retire: graph.Ref{Kind: graph.KindParty, Key: "south"}}}},
	} {
		if _, err := db.Commit(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	alter := func(n int, change func(*graph.Entry)) func([]*graph.Entry) []*graph.Entry {
		return func(list []*graph.Entry) []*graph.Entry {
			e := *list[n]
			e.Ops = slices.Clone(e.Ops)
			change(&e)
			list[n] = &e
			return list
		}
	}
	tests := []struct {
		name    string
		entries func([]*graph.Entry) []*graph.Entry
		state   func([]graph.Stored) []graph.Stored
		want    string
	}{
		{"content altered", alter(1, func(e *graph.Entry) { e.Ops[0].Record = []byte(`{"key":"north","name":"Nord","kind":"state"}`) }), nil, "change 2 does not match its hash"},
		{"header altered", alter(1, func(e *graph.Entry) { e.Header = []byte(strings.Replace(string(e.Header), "tester", "somebody", 1)) }), nil, "change 2 does not match its hash"},
		{"put made a retirement", alter(1, func(e *graph.Entry) { e.Ops[0].Record = nil }), nil, "change 2 does not match its hash"},
		{"operations swapped", alter(0, func(e *graph.Entry) { slices.Reverse(e.Ops) }), nil, "change 1 does not match its hash"},
		{"entries swapped", func(l []*graph.Entry) []*graph.Entry { l[1], l[2] = l[2], l[1]; return l }, nil, "change 3 follows change 1"},
		{"entry missing in the middle", func(l []*graph.Entry) []*graph.Entry { return slices.Delete(l, 1, 2) }, nil, "change 3 follows change 1"},
		{"entry missing at the end", func(l []*graph.Entry) []*graph.Entry { return l[:2] }, nil, "the log ends at change 2, its head says 3"},
		{"entry of another chain", alter(1, func(e *graph.Entry) { e.Prev = graph.Hash{1} }), nil, "the chain is broken between them"},
		{"state missing", nil, func(l []graph.Stored) []graph.Stored { return l[:1] }, "party/south is in the log and missing from the state"},
		{"state too much", nil, func(l []graph.Stored) []graph.Stored {
			return append(l, graph.Stored{Ref: graph.Ref{Kind: graph.KindParty, Key: "west"}, Seq: 1})
		}, "party/west is in the state, but no change ever put it"},
		{"state of an older change", nil, func(l []graph.Stored) []graph.Stored { l[0].Seq = 1; return l }, "party/north is in the state as of change 1, the log has it as of change 2"},
		{"state altered", nil, func(l []graph.Stored) []graph.Stored { l[1].Record = []byte("{}"); return l }, "party/south in the state is not what the log says"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, err := graph.Verify(t.Context(), shown{log, tt.entries, tt.state})
			if err != nil || !slices.ContainsFunc(found, func(s string) bool { return strings.Contains(s, tt.want) }) {
				t.Errorf("Verify: %q %v, want %q", found, err, tt.want)
			}
			if tt.entries == nil {
				return
			}
			if _, err := graph.Fold(t.Context(), shown{log, tt.entries, tt.state}); graph.CodeOf(err) != graph.CodeDamaged {
				t.Errorf("Fold: %v, want DAMAGED", err)
			}
		})
	}
}

func TestFollow(t *testing.T) {
	e := sealed(t, put(party("a", "A")), put(party("b", "B")), put(party("c", "C")))
	tests := []struct {
		name    string
		head    graph.Head
		entries []*graph.Entry
		want    graph.Code
	}{
		{"nothing", graph.Head{}, nil, ""},
		{"all from the start", graph.Head{}, e, ""},
		{"the rest", e[0].Head(), e[1:], ""},
		{"behind", e[1].Head(), e[1:], graph.CodeStale},
		{"ahead", graph.Head{}, e[1:], graph.CodeStale},
		{"right number, other chain", graph.Head{Seq: 1, Hash: graph.Hash{1}}, e[1:], graph.CodeStale},
		{"a gap", graph.Head{}, []*graph.Entry{e[0], e[2]}, graph.CodeInvalid},
		{"the wrong way round", graph.Head{}, []*graph.Entry{e[0], e[2], e[1]}, graph.CodeInvalid},
	}
	for _, tt := range tests {
		if err := graph.Follow(tt.head, tt.entries); graph.CodeOf(err) != tt.want || (err == nil) != (tt.want == "") {
			t.Errorf("%s: %v, want code %q", tt.name, err, tt.want)
		}
	}
}

// A well-sealed log may still say what no commit could have said: somebody wrote it with another program.
func TestVerifyNamesWhatNoCommitCanHaveStored(t *testing.T) {
	header := func(old, new string) func(*graph.Entry) {
		return func(e *graph.Entry) { e.Header = []byte(strings.Replace(string(e.Header), old, new, 1)) }
	}
	record := func(text string) func(*graph.Entry) {
		return func(e *graph.Entry) { e.Ops[0].Record = []byte(text) }
	}
	tests := []struct {
		name  string
		forge func(*graph.Entry)
		want  string
		fold  bool // whether the graph can still be opened
	}{
		{"dated before", header("2025-08-20", "2025-08-19"), "change 2 is dated before the change before it", true},
		{"a retirement of nothing", func(e *graph.Entry) { e.Ops[0].Record = nil }, "change 2 retires party/south, which was not there", true},
		{"a record changed twice", func(e *graph.Entry) {
			e.Header = []byte(strings.Replace(string(e.Header), `"count":1`, `"count":2`, 1))
			e.Ops = append(e.Ops, e.Ops[0])
		}, "change 2 changes party/south twice", true},
		{"no operation", func(e *graph.Entry) {
			e.Header = []byte(strings.Replace(string(e.Header), `"count":1`, `"count":0`, 1))
			e.Ops = nil
		}, "change 2 has no operation", true},
		{"other number in the header", header(`"seq":2`, `"seq":7`), "its header speaks of change 7", false},
		{"other count in the header", header(`"count":1`, `"count":2`), "with 2 operations, it has 1", false},
		{"no header", func(e *graph.Entry) { e.Header = nil }, "change 2: unreadable header", false},
		{"a field of a newer version", record(`{"key":"south","name":"South","kind":"state","mood":"calm"}`), "mood", false},
		{"a record under another key", record(`{"key":"west","name":"West","kind":"state"}`), "a record stored as party/south calls itself party/west", false},
		{"an unknown kind", func(e *graph.Entry) { e.Ops[0].Ref.Kind = "planet" }, "unknown kind of record", false},
		{"an unknown kind retired", func(e *graph.Entry) { e.Ops[0] = graph.EntryOp{Ref: graph.Ref{Kind: "planet", Key: "mars"}} }, "retires planet/mars: unknown kind of record", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entries := sealed(t, put(party("north", "North")), put(party("south", "South")))
			tt.forge(entries[1])
			graph.Reseal(entries[1], entries[0].Head())
			log := memlog.New()
			if err := log.Append(t.Context(), entries...); err != nil {
				t.Fatal(err)
			}
			found, err := graph.Verify(t.Context(), log)
			if err != nil || !strings.Contains(strings.Join(found, "\n"), tt.want) {
				t.Errorf("Verify: %q %v, want %q", found, err, tt.want)
			}
			if _, err := graph.Fold(t.Context(), log); (err == nil) != tt.fold {
				t.Errorf("Fold: %v", err)
			}
		})
	}
}

// Rules grow stricter. What was taken under the rules of its day stays readable and is no damage.
func TestVerifyDoesNotJudgeOldChangesByTodaysRules(t *testing.T) {
	for _, text := range []string{
		`{"key":"south","name":" ","kind":"state"}`,
		`{"key":"south","name":"South","kind":"duchy"}`,
		`{"key":"south","name":"South","kind":"state","memberships":[{"of":"nowhere"},{"of":"south"}]}`,
	} {
		entries := sealed(t, put(party("north", "North")), put(party("south", "South")))
		entries[1].Ops[0].Record = []byte(text)
		graph.Reseal(entries[1], entries[0].Head())
		log := memlog.New()
		if err := log.Append(t.Context(), entries...); err != nil {
			t.Fatal(err)
		}
		if found, err := graph.Verify(t.Context(), log); err != nil || len(found) > 0 {
			t.Errorf("%s: Verify: %q %v, want nothing", text, found, err)
		}
		s, err := graph.Fold(t.Context(), log)
		if err != nil {
			t.Fatal(err)
		}
		mustWith(t, s, put(party("west", "West")))
	}
}

func TestVerifyNamesAnIdUsedTwice(t *testing.T) {
	entries := sealed(t, put(party("north", "North")), put(party("south", "South")))
	entries[1].Header = []byte(strings.Replace(string(entries[0].Header), `"seq":1`, `"seq":2`, 1))
	graph.Reseal(entries[1], entries[0].Head())
	log := memlog.New()
	if err := log.Append(t.Context(), entries...); err != nil {
		t.Fatal(err)
	}
	found, err := graph.Verify(t.Context(), log)
	if err != nil || len(found) != 1 || found[0] != "change 2 has the id of change 1" {
		t.Errorf("Verify: %q %v", found, err)
	}
}

func TestVerifyUnderADoneContextIsAnError(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if found, err := graph.Verify(ctx, memlog.New()); err == nil {
		t.Errorf("Verify: %q, want an error: it could not look", found)
	}
}

// sealed commits drafts and returns the entries.
func sealed(t *testing.T, drafts ...graph.Draft) []*graph.Entry {
	t.Helper()
	log := memlog.New()
	db := openDB(t, log, graph.Options{Clock: func() time.Time { return noon }})
	for _, d := range drafts {
		if _, err := db.Commit(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	var entries []*graph.Entry
	for e, err := range log.Entries(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, e)
	}
	return entries
}
