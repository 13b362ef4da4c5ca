package badgerstore

import (
	"errors"

	"github.com/dgraph-io/badger/v4"

	"parley/graph"
)

// setter takes one key and its value into a transaction.
type setter func(key, value []byte) error

// write lands entries and the state they lead to. An error says nothing about what has landed.
func (s *Store) write(entries []*graph.Entry, next head) error {
	txn := s.db.NewTransaction(true)
	defer txn.Discard()
	err := putLog(txn.Set, entries, next)
	if err == nil {
		err = putState(txn.Set, entries)
	}
	if errors.Is(err, badger.ErrTxnTooBig) {
		return s.stage(entries, next)
	}
	if err != nil {
		return err
	}
	return s.commit(txn)
}

// stage lands entries in several transactions. They count once the one with the head has landed, which is the
// last of the log; the state follows.
func (s *Store) stage(entries []*graph.Entry, next head) error {
	b := s.newBatch()
	defer b.discard()
	if err := putLog(b.set, entries, next); err != nil {
		return err
	}
	if err := b.flush(); err != nil {
		return err
	}
	if err := putState(b.set, entries); err != nil {
		return err
	}
	return b.flush()
}

// putLog writes the entries, and last of all the head.
func putLog(set setter, entries []*graph.Entry, next head) error {
	for _, e := range entries {
		for n, op := range e.Ops {
			if err := set(opKey(place{e.Seq, uint32(n)}), encodeOp(op)); err != nil {
				return err
			}
		}
		if err := set(changeKey(e.Seq), encodeChange(e)); err != nil {
			return err
		}
	}
	return set(headKey, next.encode())
}

// putState points each record to the last of the entries about it, and moves the mark.
func putState(set setter, entries []*graph.Entry) error {
	for _, e := range entries {
		for n, op := range e.Ops {
			if err := set(stateKey(op.Ref), place{e.Seq, uint32(n)}.encode()); err != nil {
				return err
			}
		}
		if err := set(markKey, encodeSeq(e.Seq)); err != nil {
			return err
		}
	}
	return nil
}

// batch writes more keys than one transaction takes, in order. What it writes is not atomic.
type batch struct {
	s   *Store
	txn *badger.Txn
}

func (s *Store) newBatch() *batch { return &batch{s, s.db.NewTransaction(true)} }

func (b *batch) set(key, value []byte) error {
	return b.put(func() error { return b.txn.Set(key, value) })
}

func (b *batch) delete(key []byte) error {
	return b.put(func() error { return b.txn.Delete(key) })
}

func (b *batch) put(do func() error) error {
	err := do()
	if !errors.Is(err, badger.ErrTxnTooBig) {
		return err
	}
	if err := b.flush(); err != nil {
		return err
	}
	return do()
}

// flush commits what has been collected.
func (b *batch) flush() error {
	err := b.s.commit(b.txn)
	b.txn.Discard()
	b.txn = b.s.db.NewTransaction(true)
	return err
}

func (b *batch) discard() { b.txn.Discard() }
