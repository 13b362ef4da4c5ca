package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"

	"parley/graph"
)

// Store is a graph.Store on one Badger directory. All methods may be called from several goroutines at once.
type Store struct {
	dir     string
	options Options
	db      *badger.DB
	lock    *dirLock
	commit  func(*badger.Txn) error // Badger's own, but for tests that make it fail

	head atomic.Pointer[head]

	mu     sync.Mutex // held by the writer
	room   room
	failed bool // the outcome of a commit is unknown

	life   sync.Mutex // guards closed
	closed bool
	users  sync.WaitGroup // calls under way

	anchorMu sync.Mutex // guards anchored, and the anchor file
	anchored head
	landed   chan struct{} // tells keepAnchor that the head has moved
	closing  chan struct{}
	tasks    sync.WaitGroup
}

var _ graph.Store = (*Store)(nil)

// Head implements graph.Log.
func (s *Store) Head(ctx context.Context) (graph.Head, error) {
	done, err := s.use(ctx)
	if err != nil {
		return graph.Head{}, err
	}
	defer done()
	return s.head.Load().Head, nil
}

// Append implements graph.Log.
func (s *Store) Append(ctx context.Context, entries ...*graph.Entry) error {
	done, err := s.use(ctx)
	if err != nil {
		return err
	}
	defer done()
	s.mu.Lock()
	defer s.mu.Unlock()
	now := *s.head.Load()
	if err := s.admit(now, entries); err != nil || len(entries) == 0 {
		return err
	}
	next := now.after(entries)
	if err := s.write(entries, next); err != nil {
		s.failed = true
		return graph.Errorf(graph.CodeUnknown, "writing change %d failed, it may or may not have been stored: stop, open the store again and look before repeating it: %w", next.Seq, err)
	}
	s.head.Store(&next)
	select {
	case s.landed <- struct{}{}:
	default: // it has been told already
	}
	return nil
}

// admit refuses what cannot be appended, before anything is written.
func (s *Store) admit(now head, entries []*graph.Entry) error {
	if s.failed {
		return graph.Errorf(graph.CodeClosed, "the store takes no more changes: it cannot tell whether an earlier one was stored; open it again")
	}
	if err := graph.Follow(now.Head, entries); err != nil {
		return err
	}
	size := 0
	for _, e := range entries {
		if err := checkValues(e); err != nil {
			return err
		}
		size += e.Size()
	}
	if s.room.since += uint64(size); s.room.since > lookEvery {
		s.room.look(s.db)
	}
	return s.room.check(reserve(s.room.tables), uint64(size))
}

// maxRef bounds kind and key of a record, in bytes.
const maxRef = 1 << 10

// checkValues refuses values so large that Badger would move them to its value log.
func checkValues(e *graph.Entry) error {
	if len(e.Header) > graph.MaxRecord {
		return graph.Errorf(graph.CodeInvalid, "change %d: its header takes %d bytes: at most %d", e.Seq, len(e.Header), graph.MaxRecord)
	}
	for _, op := range e.Ops {
		if n := len(op.Ref.Kind) + len(op.Ref.Key); n > maxRef {
			return graph.Errorf(graph.CodeInvalid, "change %d: kind and key of a record take %d bytes: at most %d", e.Seq, n, maxRef)
		}
		if n := len(op.Record); n > graph.MaxRecord {
			return graph.Errorf(graph.CodeInvalid, "%s takes %d bytes: at most %d", op.Ref, n, graph.MaxRecord)
		}
	}
	return nil
}

// Room reports whether a change could be stored now: an error of CodeStorageFull says how much space is
// missing, one of CodeClosed that the store takes no more.
func (s *Store) Room() error {
	done, err := s.use(context.Background())
	if err != nil {
		return err
	}
	defer done()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.admit(*s.head.Load(), nil)
}

// SetNote says to those who find the store locked what this process is, such as the address it serves at.
func (s *Store) SetNote(note string) error {
	done, err := s.use(context.Background())
	if err != nil {
		return err
	}
	defer done()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lock.describe(holder{os.Getpid(), note})
}

// Close implements graph.Log. It waits for calls under way; those that read end at their next entry.
func (s *Store) Close() error {
	s.life.Lock()
	closed := s.closed
	s.closed = true
	s.life.Unlock()
	if closed {
		return nil
	}
	close(s.closing)
	s.users.Wait()
	s.tasks.Wait()
	return errors.Join(s.anchor(), guard("close the store", s.db.Close), s.lock.release())
}

// use counts a call among those that Close waits for.
func (s *Store) use(ctx context.Context) (done func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.life.Lock()
	defer s.life.Unlock()
	if s.closed {
		return nil, errClosed()
	}
	s.users.Add(1)
	return s.users.Done, nil
}

func errClosed() error { return graph.Errorf(graph.CodeClosed, "the store is closed") }

// interrupted reports why a call under way should end.
func (s *Store) interrupted(ctx context.Context) error {
	select {
	case <-s.closing:
		return errClosed()
	default:
		return ctx.Err()
	}
}

// guard turns a panic of Badger's into an error.
func guard(what string, do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = graph.Errorf(graph.CodeDamaged, "%s: its files are damaged: %v", what, p)
		}
	}()
	if err := do(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
