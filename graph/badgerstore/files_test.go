package badgerstore

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dgraph-io/badger/v4"

	"parley/graph"
	"parley/graph/graphtest"
)

// one returns the only file in the store that matches.
func one(t *testing.T, dir, pattern string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, storeName, pattern))
	if err != nil || len(names) != 1 {
		t.Fatalf("%s: %v %v, want one file", pattern, names, err)
	}
	return names[0]
}

func editFile(t *testing.T, name string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err == nil {
		err = os.WriteFile(name, change(b), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestDamagedFilesAreRefused(t *testing.T) {
	t.Parallel()
	copy := keep(t)
	tests := []struct {
		name, file string
		change     func([]byte) []byte // nil removes the file
		want       string
	}{
		{"MANIFEST removed", "store/MANIFEST", nil, "holds 1 tables but no MANIFEST"},
		{"MANIFEST cut short", "store/MANIFEST", func(b []byte) []byte { return b[:len(b)-3] }, "changes up to 3 had been stored: 3 are lost"},
		{"MANIFEST empty", "store/MANIFEST", func([]byte) []byte { return nil }, "MANIFEST cannot be read"},
		{"MANIFEST of another program", "store/MANIFEST", func(b []byte) []byte { b[4], b[5] = 0, 0; return b }, "external magic number"},
		{"MANIFEST garbled", "store/MANIFEST", func(b []byte) []byte { b[20] ^= 0xff; return b }, "MANIFEST cannot be read"},
		{"table removed", "store/*.sst", nil, "file does not exist for table"},
		{"table empty", "store/*.sst", func([]byte) []byte { return nil }, "its end is cut off"},
		{"table cut", "store/*.sst", func(b []byte) []byte { return b[:len(b)-9] }, ".sst is damaged"},
		{"table cut in the middle", "store/*.sst", func(b []byte) []byte { return b[:len(b)/2] }, ".sst is damaged"},
		{"table with an end of zeros", "store/*.sst", func(b []byte) []byte { return append(b, make([]byte, 100)...) }, ".sst is damaged"},
		{"a byte of a table", "store/*.sst", func(b []byte) []byte { b[30] ^= 1; return b }, "checksum"},
		{"a byte of a table's index", "store/*.sst", func(b []byte) []byte { b[len(b)-40] ^= 1; return b }, ".sst is damaged"},
		{"key registry garbled", "store/KEYREGISTRY", func(b []byte) []byte { b[18] ^= 1; return b }, "open the store"},
		{"anchor garbled", anchorName, func(b []byte) []byte { return b[:5] }, "anchor.json cannot be read"},
		{"anchor ahead", anchorName, func(b []byte) []byte { return bytes.Replace(b, []byte(`"seq":3`), []byte(`"seq":30`), 1) }, "changes up to 30 had been stored: 27 are lost"},
		{"anchor of another log", anchorName, func(b []byte) []byte {
			return bytes.Replace(b, []byte(`"hash":"`), []byte(`"hash":"00`), 1)[:len(b)]
		}, "anchor.json"},
		{"anchor with another hash", anchorName, func(b []byte) []byte {
			i := bytes.Index(b, []byte(`"hash":"`)) + 8
			b[i] = map[bool]byte{true: '1', false: '0'}[b[i] == '0']
			return b
		}, "is not the one that had been stored"},
		{"marker removed", Marker, nil, "holds no Parley data"},
		{"marker garbled", Marker, func([]byte) []byte { return []byte("hello") }, "does not begin with"},
		{"marker of a later format", Marker, func([]byte) []byte { return []byte(markerText(7)) }, "is in format 7, this program reads format 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := copy()
			name := filepath.Join(dir, tt.file)
			if strings.Contains(tt.file, "*") {
				name = one(t, dir, filepath.Base(tt.file))
			}
			if tt.change != nil {
				editFile(t, name, tt.change)
			} else if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
			for range 2 { // a second attempt must not get through either
				s, err := Open(dir, Options{})
				if err == nil {
					mustClose(t, s)
				}
				if err == nil || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("Open: %v, want %q", err, tt.want)
				}
			}
		})
	}
}

func TestTablesAManifestForgetsAreKept(t *testing.T) {
	dir := keep(t)()
	whole, err := os.ReadFile(one(t, dir, manifestName))
	if err != nil {
		t.Fatal(err)
	}
	table := filepath.Base(one(t, dir, "*.sst"))
	editFile(t, one(t, dir, manifestName), func(b []byte) []byte { return b[:len(b)-3] })
	_, err = Open(dir, Options{})
	wantCode(t, err, graph.CodeDamaged, "are lost")
	kept := filepath.Join(dir, asideName, table)
	if err := os.Rename(kept, filepath.Join(dir, storeName, table)); err != nil {
		t.Fatalf("the table is gone for good: %v", err)
	}
	if err := os.WriteFile(one(t, dir, manifestName), whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if found := complaints(t, dir); len(found) > 0 {
		t.Errorf("put back in place: %q", found)
	}
	if _, err := os.Stat(filepath.Join(dir, asideName)); !os.IsNotExist(err) {
		t.Errorf("the folder of tables set aside is still there: %v", err)
	}
}

func TestTablesSetAsideStayWhileDataAreMissing(t *testing.T) {
	dir := keep(t)()
	raw(t, dir, drop(opKey(place{1, 1})))
	stray := filepath.Join(dir, storeName, "000999.sst")
	if err := os.WriteFile(stray, []byte("half a table"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustClose(t, mustOpen(t, dir, Options{}))
	if _, err := os.Stat(filepath.Join(dir, asideName, "000999.sst")); err != nil {
		t.Errorf("a table that might hold what is missing was deleted: %v", err)
	}
}

func TestWhatACrashLeavesIsRemoved(t *testing.T) {
	t.Parallel()
	copy := keep(t)
	leave := func(name string, content []byte) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, crash := range map[string]func(*testing.T, string){
		"empty memtable log":     leave("store/00099.mem", nil),
		"empty value log":        leave("store/000099.vlog", nil),
		"half a table":           leave("store/000099.sst", []byte("half a table")),
		"empty table":            leave("store/000099.sst", nil),
		"half an anchor":         leave("anchor.json.new", []byte("{")),
		"half a marker":          leave("PARLEY.new", []byte("parley")),
		"lock file of the dead":  leave("LOCK", []byte(`{"pid":1,"note":"http://gone"}`)),
		"Badger's own lock file": leave("store/LOCK", []byte("1\n")),
		"operations beyond the head": func(t *testing.T, dir string) {
			raw(t, dir, func(txn *badger.Txn) error {
				for n := range uint32(300) {
					if err := txn.Set(opKey(place{4, n}), encodeOp(graph.EntryOp{Ref: graph.Ref{Kind: "party", Key: "x"}})); err != nil {
						return err
					}
				}
				return txn.Set(changeKey(4), make([]byte, 80))
			})
		},
		"state behind the head": func(t *testing.T, dir string) {
			raw(t, dir, func(txn *badger.Txn) error {
				if err := txn.Set(stateKey(graph.Ref{Kind: graph.KindParty, Key: "north"}), place{1, 0}.encode()); err != nil {
					return err
				}
				return txn.Set(markKey, encodeSeq(1))
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := copy()
			crash(t, dir)
			if found := complaints(t, dir); len(found) > 0 {
				t.Errorf("found %q", found)
			}
			if _, err := os.Stat(filepath.Join(dir, asideName)); !os.IsNotExist(err) {
				t.Errorf("tables are still set aside: %v", err)
			}
		})
	}
}

func TestForeignDirectoryIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thesis.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Open(dir, Options{})
	wantCode(t, err, graph.CodeInvalid, "thesis.txt", "name another directory")
	_, err = Exists(dir)
	wantCode(t, err, graph.CodeInvalid)
	if list, err := os.ReadDir(dir); err != nil || len(list) != 1 {
		t.Errorf("something was left in it: %v %v", list, err)
	}
}

func TestCreationThatWasInterruptedGoesOn(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{lockName, anchorName + newSuffix, Marker + newSuffix} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	mustOpen(t, dir, Options{})
}

// A store has an anchor from its first moment: without one an empty log is a lost one.
func TestLosingEverythingIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	for _, e := range graphtest.Entries(t, graphtest.Put(graphtest.Party("p", "Party"))) {
		mustAppend(t, s, e)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{storeName, anchorName} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	_, err := Open(dir, Options{})
	wantCode(t, err, graph.CodeDamaged)
}

// The image of a running store is what a crash leaves: its log has not been turned into tables. Badger reads
// it up to the first damaged byte and says nothing of the rest.
func TestDamageInBadgersLogIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	var drafts []graph.Draft
	for n := range 50 {
		drafts = append(drafts, graphtest.Put(graphtest.Party(fmt.Sprintf("p%d", n), "Party")))
	}
	for _, e := range graphtest.Entries(t, drafts...) {
		mustAppend(t, s, e)
	}
	if err := s.anchor(); err != nil {
		t.Fatal(err)
	}
	image := func(damage func([]byte) []byte) string {
		to := t.TempDir()
		if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		editFile(t, one(t, to, "*.mem"), damage)
		return to
	}
	if found := complaints(t, image(func(b []byte) []byte { return b })); len(found) > 0 {
		t.Fatalf("the undamaged image: %q", found)
	}
	flipped := image(func(b []byte) []byte { b[bytes.Index(b, []byte("p20"))] ^= 1; return b })
	wantComplaint(t, flipped, "ends at change 20, but changes up to 50 had been stored: 30 are lost")
	cut := image(func(b []byte) []byte { return b[:bytes.Index(b, []byte("p30"))] })
	wantComplaint(t, cut, "are lost")
}

func TestInspectLooksAtFilesWhileOpen(t *testing.T) {
	at := func(name string, offset int64, b byte) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			f, err := os.OpenFile(one(t, dir, name), os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if _, err := f.WriteAt([]byte{b}, offset); err != nil {
				t.Fatal(err)
			}
		}
	}
	copy := keep(t)
	for _, tt := range []struct {
		name   string
		damage func(*testing.T, string)
		want   string
	}{
		{"MANIFEST removed", func(t *testing.T, dir string) {
			if err := os.Remove(one(t, dir, manifestName)); err != nil {
				t.Fatal(err)
			}
		}, "MANIFEST is missing"},
		{"a value in the value log", at("000001.vlog", 22, 1), "holds values"},
		{"a byte of a table", at("*.sst", 30, 0xff), "check the tables"},
		{"an anchor that cannot be read", func(t *testing.T, dir string) {
			editFile(t, filepath.Join(dir, anchorName), func([]byte) []byte { return []byte("?") })
		}, "anchor.json cannot be read"},
		{"an anchor ahead", func(t *testing.T, dir string) {
			if err := writeAnchor(dir, head{Head: graph.Head{Seq: 9}}); err != nil {
				t.Fatal(err)
			}
		}, "the anchor is at change 9, beyond the log"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := copy()
			s := mustOpen(t, dir, Options{})
			tt.damage(t, dir)
			found, err := s.Inspect(t.Context())
			if err != nil || !strings.Contains(strings.Join(found, "\n"), tt.want) {
				t.Errorf("found %q %v, want %q", found, err, tt.want)
			}
		})
	}
}

func TestAPanicOfBadgersIsAnError(t *testing.T) {
	wantCode(t, guard("open the store", func() error { panic("slice bounds out of range") }), graph.CodeDamaged, "open the store", "slice bounds")
}
