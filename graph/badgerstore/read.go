package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/dgraph-io/badger/v4"

	"parley/graph"
)

// Entries implements graph.Log. It reads at one point in time.
func (s *Store) Entries(ctx context.Context, after uint64) iter.Seq2[*graph.Entry, error] {
	return func(yield func(*graph.Entry, error) bool) {
		if err := s.entries(ctx, after, yield); err != nil {
			yield(nil, err)
		}
	}
}

func (s *Store) entries(ctx context.Context, after uint64, yield func(*graph.Entry, error) bool) error {
	done, err := s.use(ctx)
	if err != nil {
		return err
	}
	defer done()
	txn := s.db.NewTransaction(false)
	defer txn.Discard()
	h, err := readHead(txn)
	if err != nil || after >= h.Seq {
		return err
	}
	r := newReader(txn, after+1)
	defer r.close()
	for seq := after + 1; seq <= h.Seq; seq++ {
		if err := s.interrupted(ctx); err != nil {
			return err
		}
		e, err := r.entry(seq)
		if err != nil {
			return err
		}
		if !yield(e, nil) {
			return nil
		}
	}
	return nil
}

// State implements graph.Store. It reads at one point in time, and waits for an append under way.
func (s *Store) State(ctx context.Context) iter.Seq2[graph.Stored, error] {
	return func(yield func(graph.Stored, error) bool) {
		if err := s.state(ctx, yield); err != nil {
			yield(graph.Stored{}, err)
		}
	}
}

func (s *Store) state(ctx context.Context, yield func(graph.Stored, error) bool) error {
	done, err := s.use(ctx)
	if err != nil {
		return err
	}
	defer done()
	txn := s.settled()
	defer txn.Discard()
	if err := abreast(txn); err != nil {
		return err
	}
	it := txn.NewIterator(badger.IteratorOptions{Prefix: []byte{statePrefix}})
	defer it.Close()
	for it.Rewind(); it.Valid(); it.Next() {
		if err := s.interrupted(ctx); err != nil {
			return err
		}
		st, err := current(txn, it.Item())
		if err != nil {
			return err
		}
		if !yield(st, nil) {
			return nil
		}
	}
	return nil
}

// settled begins to read when no append is half done.
func (s *Store) settled() *badger.Txn {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.db.NewTransaction(false)
}

// abreast fails where the state does not stand at the head, as after an append that failed half way.
func abreast(txn *badger.Txn) error {
	h, err := readHead(txn)
	if err != nil {
		return err
	}
	mark, err := readMark(txn)
	if err == nil && mark != h.Seq {
		err = graph.Errorf(graph.CodeDamaged, "the state stands at change %d, the log ends at change %d: open the store again", mark, h.Seq)
	}
	return err
}

// current follows a key of the state to the record's version in the log.
func current(txn *badger.Txn, item *badger.Item) (st graph.Stored, err error) {
	if st.Ref, err = decodeRef(item.Key()[1:]); err != nil {
		return st, graph.Errorf(graph.CodeDamaged, "the state holds a key that is none: %w", err)
	}
	at, err := decode(item, decodePlace)
	var op graph.EntryOp
	if err == nil {
		op, err = readOp(txn, at)
	}
	if err == nil && op.Ref != st.Ref {
		err = fmt.Errorf("it points to operation %d of change %d, which is about %s", at.n+1, at.seq, op.Ref)
	}
	if err != nil {
		return st, graph.Errorf(graph.CodeDamaged, "the state of %s is wrong: %w", st.Ref, err)
	}
	st.Seq, st.Record = at.seq, op.Record
	return st, nil
}

func readOp(txn *badger.Txn, at place) (op graph.EntryOp, err error) {
	item, err := txn.Get(opKey(at))
	if err == nil {
		op, err = decode(item, decodeOp)
	}
	if err != nil {
		return op, fmt.Errorf("operation %d of change %d: %w", at.n+1, at.seq, err)
	}
	return op, nil
}

// reader reads changes and their operations side by side, both in order.
type reader struct{ changes, ops *badger.Iterator }

func newReader(txn *badger.Txn, from uint64) *reader {
	r := &reader{
		txn.NewIterator(badger.IteratorOptions{Prefix: []byte{changePrefix}}),
		txn.NewIterator(badger.IteratorOptions{Prefix: []byte{opPrefix}}),
	}
	r.changes.Seek(changeKey(from))
	r.ops.Seek(opKey(place{from, 0}))
	return r
}

func (r *reader) close() {
	r.changes.Close()
	r.ops.Close()
}

// entry reads the next change, which must be the one with the sequence number given.
func (r *reader) entry(seq uint64) (*graph.Entry, error) {
	if !r.changes.Valid() || parseChangeKey(r.changes.Item().Key()) != seq {
		return nil, graph.Errorf(graph.CodeDamaged, "change %d is missing from the log", seq)
	}
	c, err := decode(r.changes.Item(), decodeChange)
	if err != nil {
		return nil, graph.Errorf(graph.CodeDamaged, "change %d cannot be read: %w", seq, err)
	}
	r.changes.Next()
	e := &graph.Entry{Seq: seq, Header: c.header, Prev: c.prev, Hash: c.hash}
	for n := range c.count {
		if r.nextOp() != (place{seq, n}) {
			return nil, graph.Errorf(graph.CodeDamaged, "operation %d of %d of change %d is missing from the log", n+1, c.count, seq)
		}
		op, err := decode(r.ops.Item(), decodeOp)
		if err != nil {
			return nil, graph.Errorf(graph.CodeDamaged, "operation %d of change %d: %w", n+1, seq, err)
		}
		e.Ops = append(e.Ops, op)
		r.ops.Next()
	}
	if r.nextOp().seq == seq {
		return nil, graph.Errorf(graph.CodeDamaged, "change %d has more operations than the %d its header counts", seq, c.count)
	}
	return e, nil
}

// nextOp returns the place of the next operation, zero if there is none.
func (r *reader) nextOp() place {
	if !r.ops.Valid() {
		return place{}
	}
	return parseOpKey(r.ops.Item().Key())
}

// decode reads an item's value.
func decode[T any](item *badger.Item, read func([]byte) (T, error)) (v T, err error) {
	e := item.Value(func(b []byte) error {
		v, err = read(b)
		return nil
	})
	return v, errors.Join(e, err)
}

// readHead returns the zero head for a store without changes.
func readHead(txn *badger.Txn) (head, error) {
	h, err := get(txn, headKey, decodeHead)
	if err != nil {
		return h, graph.Errorf(graph.CodeDamaged, "the head of the log cannot be read: %w", err)
	}
	return h, nil
}

// readMark returns the sequence number the state stands at.
func readMark(txn *badger.Txn) (uint64, error) {
	seq, err := get(txn, markKey, decodeSeq)
	if err != nil {
		return 0, graph.Errorf(graph.CodeDamaged, "how far the state reaches cannot be read: %w", err)
	}
	return seq, nil
}

// get returns the zero value where there is no such key.
func get[T any](txn *badger.Txn, key []byte, read func([]byte) (T, error)) (v T, err error) {
	item, err := txn.Get(key)
	if errors.Is(err, badger.ErrKeyNotFound) {
		return v, nil
	}
	if err != nil {
		return v, err
	}
	return decode(item, read)
}
