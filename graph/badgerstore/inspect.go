package badgerstore

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"
)

// Inspect implements graph.Store: Badger's files and their checksums, the anchor, and whether head, changes,
// operations and state fit one another.
func (s *Store) Inspect(ctx context.Context) ([]string, error) {
	done, err := s.use(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	found := newFindings()
	s.inspectFiles(found)
	anchor, err := readAnchor(s.dir) // before the head, which only moves on
	if err != nil {
		found.add("%v", err)
	}
	txn := s.settled()
	defer txn.Discard()
	h, err := readHead(txn)
	if err != nil {
		found.add("%v", err)
		return found.all(), nil
	}
	if anchor.Seq > h.Seq {
		found.add("the anchor is at change %d, beyond the log, which ends at change %d", anchor.Seq, h.Seq)
	}
	w := walk{found: found, head: h, counts: map[uint64]uint32{}, records: map[string]bool{}}
	if err := w.keys(ctx, s, txn); err != nil {
		return nil, err
	}
	w.conclude(txn)
	return found.all(), nil
}

// inspectFiles looks at what Badger keeps in files.
func (s *Store) inspectFiles(found *findings) {
	store := filepath.Join(s.dir, storeName)
	if _, err := os.Stat(filepath.Join(store, manifestName)); err != nil {
		found.add("%s is missing: without it the next start would find an empty store: %v", manifestName, err)
	}
	logs, _ := filepath.Glob(filepath.Join(store, "*.vlog")) // the pattern is a good one
	for _, name := range logs {
		if empty, err := emptyValueLog(name); err != nil {
			found.add("the value log cannot be read: %v", err)
		} else if !empty {
			found.add("%s, a value log, holds values: Parley stores none there", name)
		}
	}
	if err := guard("check the tables", s.db.VerifyChecksum); err != nil {
		found.add("%v", err)
	}
}

// emptyValueLog reports whether a value log has nothing after its header: the file may be longer, of zeros,
// and no value begins with zeros.
func emptyValueLog(name string) (bool, error) {
	f, err := os.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	const headerSize, entryHead = 20, 8
	b := make([]byte, entryHead)
	n, err := f.ReadAt(b, headerSize)
	if err != nil && err != io.EOF {
		return false, err
	}
	return binary.BigEndian.Uint64(append(b[:n], make([]byte, entryHead-n)...)) == 0, nil
}

// walk goes over every key of the store.
type walk struct {
	found      *findings
	head       head
	last       uint64            // the change seen last
	counts     map[uint64]uint32 // operations by change, less those seen
	records    map[string]bool   // those the log is about, kind and key
	operations uint64
	state      int
}

func (w *walk) keys(ctx context.Context, s *Store, txn *badger.Txn) error {
	it := txn.NewIterator(badger.IteratorOptions{})
	defer it.Close()
	for it.Rewind(); it.Valid(); it.Next() {
		if err := s.interrupted(ctx); err != nil {
			return err
		}
		item := it.Item()
		switch item.Key()[0] {
		case headKey[0], markKey[0]:
		case changePrefix:
			w.change(item)
		case opPrefix:
			w.operation(item)
		case statePrefix:
			w.state++
		default:
			w.found.add("the store holds a key that is none of Parley's: %q", item.Key())
		}
	}
	return nil
}

func (w *walk) change(item *badger.Item) {
	seq := parseChangeKey(item.Key())
	if seq > w.head.Seq || seq == 0 {
		w.found.add("change %d lies beyond the head of the log, %d", seq, w.head.Seq)
		return
	}
	for w.last++; w.last < seq; w.last++ {
		w.found.add("change %d is missing", w.last)
	}
	c, err := decode(item, decodeChange)
	if err != nil {
		w.found.add("change %d cannot be read: %v", seq, err)
		return
	}
	w.counts[seq] = c.count
	if seq == w.head.Seq && c.hash != w.head.Hash {
		w.found.add("the hash in the head is not that of change %d, the last", seq)
	}
}

func (w *walk) operation(item *badger.Item) {
	at := parseOpKey(item.Key())
	if _, known := w.counts[at.seq]; !known {
		w.found.add("operation %d of change %d belongs to no change of the log", at.n+1, at.seq)
		return
	}
	w.counts[at.seq]--
	w.operations++
	op, err := decode(item, decodeOp)
	if err != nil {
		w.found.add("operation %d of change %d: %v", at.n+1, at.seq, err)
		return
	}
	w.records[op.Ref.String()] = true
}

// conclude compares what the walk has counted.
func (w *walk) conclude(txn *badger.Txn) {
	for w.last++; w.last <= w.head.Seq; w.last++ {
		w.found.add("change %d is missing", w.last)
	}
	for seq := uint64(1); seq <= w.head.Seq; seq++ {
		if n := int32(w.counts[seq]); n != 0 {
			w.found.add("change %d has %d operations more or fewer than its header counts", seq, max(n, -n))
		}
	}
	if w.operations != w.head.operations {
		w.found.add("the log holds %d operations, its head counts %d", w.operations, w.head.operations)
	}
	if w.state != len(w.records) {
		w.found.add("the state holds %d records, the log is about %d", w.state, len(w.records))
	}
	if err := abreast(txn); err != nil {
		w.found.add("%v", err)
	}
}

// findings collects sentences: of each form the first few, and how many more there were.
type findings struct {
	list  []string
	forms []string // in the order they came up
	first map[string]string
	count map[string]int
}

func newFindings() *findings {
	return &findings{first: map[string]string{}, count: map[string]int{}}
}

const fewFindings = 5

func (f *findings) add(form string, args ...any) {
	sentence := fmt.Sprintf(form, args...)
	if f.count[form]++; f.count[form] == 1 {
		f.forms, f.first[form] = append(f.forms, form), sentence
	}
	if f.count[form] <= fewFindings {
		f.list = append(f.list, sentence)
	}
}

func (f *findings) all() []string {
	for _, form := range f.forms {
		if more := f.count[form] - fewFindings; more > 0 {
			f.list = append(f.list, fmt.Sprintf("%d more like: %s", more, f.first[form]))
		}
	}
	return f.list
}
