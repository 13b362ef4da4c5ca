package badgerstore

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/dgraph-io/badger/v4"

	"parley/graph"
)

// Open opens the store in dir, which it creates if it is missing or empty, and holds its lock until Close. It
// repairs what a crash is known to leave and refuses, with CodeDamaged, a store that has lost changes it had
// acknowledged; with CodeLocked one that another process has open, naming that process; with CodeStorageFull
// one on a disk too full to start; with CodeInvalid a directory that is not Parley's.
func Open(dir string, o Options) (*Store, error) {
	if err := enoughFiles(); err != nil {
		return nil, err
	}
	if err := create(dir); err != nil {
		return nil, err
	}
	lock, err := acquire(dir, o.Note)
	if err != nil {
		return nil, err
	}
	s := &Store{
		dir: dir, options: o.withDefaults(), lock: lock, commit: (*badger.Txn).Commit,
		landed: make(chan struct{}, 1), closing: make(chan struct{}),
	}
	if err := s.start(); err != nil {
		return nil, errors.Join(err, lock.release())
	}
	s.tasks.Add(1)
	go s.keepAnchor()
	return s, nil
}

// start opens Badger and brings the store into order. If it fails Badger is closed again.
func (s *Store) start() error {
	if err := s.mark(); err != nil {
		return err
	}
	store, aside := filepath.Join(s.dir, storeName), filepath.Join(s.dir, asideName)
	if err := os.MkdirAll(store, 0o700); err != nil {
		return err
	}
	s.room = room{dir: s.dir, free: s.options.Free}
	if err := s.room.check(reserve(tableBytes(store))/2, 0); err != nil {
		return err
	}
	o := badgerOptions(store, s.options.Logger)
	if err := preflight(store, aside, o); err != nil {
		return err
	}
	err := guard("open the store", func() (err error) {
		s.db, err = badger.Open(o)
		return err
	})
	switch {
	case errors.As(err, new(syscall.Errno)): // of the system, not of the files
		return err
	case err != nil:
		return graph.Errorf(graph.CodeDamaged, "%w: restore a backup", err)
	}
	s.room.look(s.db)
	if err := s.settle(store, aside); err != nil {
		return errors.Join(err, guard("close the store", s.db.Close))
	}
	return nil
}

// mark makes the directory a store's: an anchor for an empty log, then the marker.
func (s *Store) mark() error {
	if there, err := Exists(s.dir); there || err != nil {
		return err
	}
	if err := writeAnchor(s.dir, head{}); err != nil {
		return err
	}
	return writeMarker(s.dir)
}

// tableBytes adds up the tables in a directory.
func tableBytes(dir string) (sum uint64) {
	names, _ := filepath.Glob(filepath.Join(dir, "*.sst")) // the pattern is a good one
	for _, name := range names {
		if info, err := os.Stat(name); err == nil {
			sum += uint64(info.Size())
		}
	}
	return sum
}

// settle compares the head with the anchor, finishes or undoes what a crash interrupted, and keeps what tells
// that all is well.
func (s *Store) settle(store, aside string) error {
	h, mark, err := s.marks()
	if err != nil {
		return err
	}
	if err := s.checkAnchor(h); err != nil {
		return err
	}
	if mark > h.Seq {
		return graph.Errorf(graph.CodeDamaged, "the state stands at change %d, beyond the log, which ends at change %d: restore a backup", mark, h.Seq)
	}
	s.head.Store(&h)
	if err := s.removeBeyond(h.Seq); err != nil {
		return err
	}
	if err := s.catchUp(mark, h.Seq); err != nil {
		return err
	}
	if err := s.keepWhole(store, aside, h); err != nil {
		return err
	}
	return errors.Join(s.anchor(), syncDir(store), syncDir(s.dir))
}

func (s *Store) marks() (h head, mark uint64, err error) {
	txn := s.db.NewTransaction(false)
	defer txn.Discard()
	if h, err = readHead(txn); err == nil {
		mark, err = readMark(txn)
	}
	return h, mark, err
}

// checkAnchor refuses a store that does not hold what it is known to have held.
func (s *Store) checkAnchor(h head) error {
	a, err := readAnchor(s.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist) && h.Seq == 0:
		return graph.Errorf(graph.CodeDamaged, "%s held a store, and both its changes and %s are gone: restore a backup into another directory", s.dir, anchorName)
	case errors.Is(err, fs.ErrNotExist):
		s.options.Logger.Warn("the anchor is missing: nobody can tell whether the log has lost its end", "directory", s.dir, "changes", h.Seq)
	case err != nil:
		return err
	}
	s.anchored = a
	if h.Seq < a.Seq {
		return graph.Errorf(graph.CodeDamaged, "the log in %s ends at change %d, but changes up to %d had been stored: %d are lost; keep this directory as it is and restore a backup into another", s.dir, h.Seq, a.Seq, a.Seq-h.Seq)
	}
	txn := s.db.NewTransaction(false)
	defer txn.Discard()
	if a.Seq == 0 {
		return nil
	}
	c, err := get(txn, changeKey(a.Seq), decodeChange)
	if err != nil || c.hash != a.Hash {
		return graph.Errorf(graph.CodeDamaged, "change %d in %s is not the one that had been stored: its hash differs from the one in %s; keep this directory as it is and restore a backup into another", a.Seq, s.dir, anchorName)
	}
	return nil
}

// removeBeyond removes changes and operations after the head: the beginning of a change whose end never came.
func (s *Store) removeBeyond(seq uint64) error {
	txn := s.db.NewTransaction(false)
	defer txn.Discard()
	b := s.newBatch()
	defer b.discard()
	for _, from := range [][]byte{changeKey(seq + 1), opKey(place{seq + 1, 0})} {
		if err := b.deleteFrom(txn, from); err != nil {
			return err
		}
	}
	return b.flush()
}

// deleteFrom deletes the keys not before from that begin with the same byte.
func (b *batch) deleteFrom(txn *badger.Txn, from []byte) error {
	it := txn.NewIterator(badger.IteratorOptions{Prefix: from[:1]})
	defer it.Close()
	for it.Seek(from); it.Valid(); it.Next() {
		if err := b.delete(it.Item().KeyCopy(nil)); err != nil {
			return err
		}
	}
	return nil
}

// catchUp brings the state from the mark to the head.
func (s *Store) catchUp(mark, seq uint64) error {
	if mark == seq {
		return nil
	}
	txn := s.db.NewTransaction(false)
	defer txn.Discard()
	r := newReader(txn, mark+1)
	defer r.close()
	b := s.newBatch()
	defer b.discard()
	for n := mark + 1; n <= seq; n++ {
		e, err := r.entry(n)
		if err != nil {
			return err
		}
		if err := putState(b.set, []*graph.Entry{e}); err != nil {
			return err
		}
	}
	return b.flush()
}

// keepWhole keeps the MANIFEST of a whole store for bad times, and lets go of tables set aside: they are not
// needed where the log holds all it should without them.
func (s *Store) keepWhole(store, aside string, h head) error {
	if _, err := os.Stat(aside); errors.Is(err, fs.ErrNotExist) {
		return copyManifest(store)
	}
	txn := s.db.NewTransaction(false)
	defer txn.Discard()
	changes, operations := countKeys(txn, changePrefix), countKeys(txn, opPrefix)
	if changes != h.Seq || operations != h.operations {
		s.options.Logger.Warn("tables the MANIFEST does not list are kept: data are missing", "dir", aside)
		return nil
	}
	return errors.Join(copyManifest(store), os.RemoveAll(aside))
}

func countKeys(txn *badger.Txn, prefix byte) (n uint64) {
	it := txn.NewIterator(badger.IteratorOptions{Prefix: []byte{prefix}})
	defer it.Close()
	for it.Rewind(); it.Valid(); it.Next() {
		n++
	}
	return n
}
