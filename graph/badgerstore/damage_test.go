package badgerstore

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dgraph-io/badger/v4"

	"parley/graph"
)

// keep makes a closed store with tables in it and returns its directory, and a way to make copies of it.
func keep(t *testing.T) (copy func() string) {
	t.Helper()
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	mustAppend(t, s, small(t)...)
	mustClose(t, s)
	return func() string {
		to := t.TempDir()
		if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		return to
	}
}

// complaints says what Open refuses or Verify finds.
func complaints(t *testing.T, dir string) []string {
	t.Helper()
	s, err := Open(dir, Options{})
	if err != nil {
		if graph.CodeOf(err) == "" {
			t.Errorf("refused without a code: %v", err)
		}
		return []string{err.Error()}
	}
	defer mustClose(t, s)
	found, err := graph.Verify(t.Context(), s)
	if err != nil {
		t.Errorf("Verify could not look: %v", err)
	}
	return found
}

func wantComplaint(t *testing.T, dir, want string) {
	t.Helper()
	found := complaints(t, dir)
	if !strings.Contains(strings.Join(found, "\n"), want) {
		t.Errorf("found %q, want %q", found, want)
	}
}

// raw changes keys behind the store's back.
func raw(t *testing.T, dir string, change func(txn *badger.Txn) error) {
	t.Helper()
	db, err := badger.Open(badgerOptions(filepath.Join(dir, storeName), Options{}.withDefaults().Logger))
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(change); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func valueOf(txn *badger.Txn, key []byte) []byte {
	item, err := txn.Get(key)
	if err != nil {
		panic(err)
	}
	b, err := item.ValueCopy(nil)
	if err != nil {
		panic(err)
	}
	return b
}

func drop(key []byte) func(*badger.Txn) error {
	return func(txn *badger.Txn) error { return txn.Delete(key) }
}

func write(key, value []byte) func(*badger.Txn) error {
	return func(txn *badger.Txn) error { return txn.Set(key, value) }
}

func edit(key []byte, change func([]byte) []byte) func(*badger.Txn) error {
	return func(txn *badger.Txn) error { return txn.Set(key, change(valueOf(txn, key))) }
}

func exchange(a, b []byte) func(*badger.Txn) error {
	return func(txn *badger.Txn) error {
		va, vb := valueOf(txn, a), valueOf(txn, b)
		if err := txn.Set(a, vb); err != nil {
			return err
		}
		return txn.Set(b, va)
	}
}

func TestDamagedKeysAreNamed(t *testing.T) {
	t.Parallel()
	copy := keep(t)
	north, south := graph.Ref{Kind: graph.KindParty, Key: "north"}, graph.Ref{Kind: graph.KindParty, Key: "south"}
	west := graph.Ref{Kind: graph.KindParty, Key: "west"}
	flip := func(b []byte) []byte { b[len(b)-3] ^= 1; return b }
	cut := func(b []byte) []byte { return b[:2] }
	tests := []struct {
		name   string
		damage func(*badger.Txn) error
		want   string
	}{
		{"a byte of an operation", edit(opKey(place{2, 0}), flip), "change 2 does not match its hash"},
		{"an operation cut", edit(opKey(place{2, 0}), cut), "operation 1 of change 2"},
		{"an operation gone", drop(opKey(place{1, 0})), "operation 1 of 2 of change 1 is missing"},
		{"a last operation gone", drop(opKey(place{1, 1})), "operation 2 of 2 of change 1 is missing"},
		{"an operation gone, counted", drop(opKey(place{1, 1})), "the log holds 3 operations, its head counts 4"},
		{"an operation too much", write(opKey(place{2, 1}), encodeOp(graph.EntryOp{Ref: west})), "change 2 has more operations than the 1"},
		{"an operation of no change", write(opKey(place{0, 7}), encodeOp(graph.EntryOp{Ref: west})), "operation 8 of change 0 belongs to no change"},
		{"two operations swapped", exchange(opKey(place{1, 0}), opKey(place{1, 1})), "change 1 does not match its hash"},
		{"a byte of a header", edit(changeKey(1), flip), "change 1 does not match its hash"},
		{"a header cut", edit(changeKey(1), cut), "change 1 cannot be read"},
		{"a change gone", drop(changeKey(2)), "change 2 is missing"},
		{"the last change gone", drop(changeKey(3)), "change 3 in"},
		{"two changes swapped", func(txn *badger.Txn) error {
			if err := exchange(changeKey(2), changeKey(3))(txn); err != nil {
				return err
			}
			return exchange(opKey(place{2, 0}), opKey(place{3, 0}))(txn)
		}, "change 3 in"},
		{"the first two changes swapped", exchange(changeKey(1), changeKey(2)), "change 1 has more operations"},
		{"a state key gone", drop(stateKey(north)), "party/north is in the log and missing from the state"},
		{"a state key gone, counted", drop(stateKey(north)), "the state holds 1 records, the log is about 2"},
		{"a state key too much", write(stateKey(west), place{1, 0}.encode()), "the state of party/west is wrong: it points to operation 1 of change 1, which is about party/north"},
		{"the state points to an older version", write(stateKey(north), place{1, 0}.encode()), "party/north is in the state as of change 1, the log has it as of change 2"},
		{"the state points nowhere", write(stateKey(south), place{9, 0}.encode()), "the state of party/south is wrong: operation 1 of change 9"},
		{"a state key cut", edit(stateKey(north), cut), "the state of party/north is wrong"},
		{"a state key of nothing", write([]byte{statePrefix, 'x'}, place{1, 0}.encode()), "the state holds a key that is none"},
		{"the mark ahead", write(markKey, encodeSeq(4)), "the state stands at change 4, beyond the log"},
		{"the mark cut", edit(markKey, cut), "how far the state reaches cannot be read"},
		{"the head gone", drop(headKey), "changes up to 3 had been stored: 3 are lost"},
		{"the head cut", edit(headKey, cut), "the head of the log cannot be read"},
		{"the head of another hash", edit(headKey, func(b []byte) []byte { b[9] ^= 1; return b }), "the hash in the head is not that of change 3"},
		{"the head counts wrong", edit(headKey, func(b []byte) []byte { b[len(b)-1]++; return b }), "the log holds 4 operations, its head counts 5"},
		{"the head too far on", edit(headKey, func(b []byte) []byte { binary.BigEndian.PutUint64(b, 4); return b }), "change 4 is missing from the log"},
		{"the head rolled back", edit(headKey, func(b []byte) []byte { binary.BigEndian.PutUint64(b, 2); return b }), "ends at change 2, but changes up to 3 had been stored: 1 are lost"},
		{"a key of somebody else's", write([]byte("zebra"), nil), `a key that is none of Parley's: "zebra"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := copy()
			raw(t, dir, tt.damage)
			wantComplaint(t, dir, tt.want)
		})
	}
}

func TestInspectSumsUp(t *testing.T) {
	dir := keep(t)()
	raw(t, dir, func(txn *badger.Txn) error {
		for n := range uint32(40) {
			if err := txn.Set(opKey(place{0, n}), encodeOp(graph.EntryOp{})); err != nil {
				return err
			}
		}
		return nil
	})
	found := complaints(t, dir)
	if len(found) != fewFindings+1 || !strings.HasPrefix(found[fewFindings], "35 more like: operation 1 of change 0") {
		t.Errorf("40 faults of one sort are told as %q", found)
	}
}
