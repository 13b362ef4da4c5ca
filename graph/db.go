package graph

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// DB moves a graph forward: it takes drafts, one after another, makes them durable in the log, and
// publishes the snapshot that follows. Reading costs one atomic load.
type DB struct {
	log   Log
	clock func() time.Time
	now   atomic.Pointer[moment]

	queue  chan *commit
	closed chan struct{}
	broken chan struct{} // closed by the writer once the outcome of an append is unknown
	done   chan struct{} // closed when the writer has ended
	close  sync.Once
}

// moment is a snapshot while it is the newest.
type moment struct {
	snap *Snapshot
	past chan struct{} // closed once there is a newer one
}

// commit is a draft waiting for the writer.
type commit struct {
	ctx    context.Context
	draft  Draft
	answer chan answer
}

type answer struct {
	change ChangeInfo
	err    error
}

// Options of a DB. The zero value works.
type Options struct {
	Clock func() time.Time // nil means time.Now
}

// Open folds the log into a snapshot, checking every hash on the way, and starts the writer. The DB owns
// the log from then on; if Open fails the caller still does.
func Open(ctx context.Context, log Log, o Options) (*DB, error) {
	snap, err := Fold(ctx, log)
	if err != nil {
		return nil, err
	}
	db := &DB{
		log: log, clock: o.Clock, queue: make(chan *commit),
		closed: make(chan struct{}), broken: make(chan struct{}), done: make(chan struct{}),
	}
	if db.clock == nil {
		db.clock = time.Now
	}
	db.now.Store(&moment{snap, make(chan struct{})})
	go db.write()
	return db, nil
}

// Fold makes the snapshot at the head of a log from its entries alone, checking the chain of hashes.
func Fold(ctx context.Context, log Log) (*Snapshot, error) {
	s := Empty()
	for e, err := range log.Entries(ctx, 0) {
		if err != nil {
			return nil, fmt.Errorf("read the change log: %w", err)
		}
		if err := e.Check(s.head); err != nil {
			return nil, err
		}
		c, err := e.Decode()
		if err != nil {
			return nil, err
		}
		s.apply(c)
	}
	head, err := log.Head(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the head of the change log: %w", err)
	}
	if head != s.head {
		return nil, Errorf(CodeDamaged, "the change log ends at change %d, its head says %d: changes are missing", s.head.Seq, head.Seq)
	}
	return s, nil
}

// Snapshot returns the graph as it is now.
func (db *DB) Snapshot() *Snapshot { return db.now.Load().snap }

// Watch returns the graph as it is now, and a channel that is closed once there is a newer one.
func (db *DB) Watch() (*Snapshot, <-chan struct{}) {
	m := db.now.Load()
	return m.snap, m.past
}

// Log returns the log the DB writes to, for reading.
func (db *DB) Log() Log { return db.log }

// Broken is closed once the outcome of a write is unknown. The snapshot stays what it was and every later
// commit is refused with CodeClosed: the process should end, for only opening the log again tells what landed.
func (db *DB) Broken() <-chan struct{} { return db.broken }

// Commit makes a draft durable and publishes it. It returns an Error of CodeInvalid with every fault if
// the draft cannot be taken, which goes beyond what Snapshot.With asks in that it needs an actor and a reason, of CodeStale if it expected another state, of CodeUnknown if nobody can tell
// whether it was stored (see Broken), and what the log says otherwise.
// A draft that repeats a change by its name is not made again: Commit returns that change (see Snapshot.Repeated).
// Once the context is done Commit returns, but a draft the writer has taken up may still land.
func (db *DB) Commit(ctx context.Context, d Draft) (ChangeInfo, error) {
	c := &commit{ctx, d, make(chan answer, 1)}
	select {
	case db.queue <- c:
	case <-db.broken:
		return ChangeInfo{}, Errorf(CodeClosed, "the store takes no more changes: it cannot tell whether an earlier one was stored; open it again")
	case <-db.closed:
		return ChangeInfo{}, Errorf(CodeClosed, "the store is closed")
	case <-ctx.Done():
		return ChangeInfo{}, ctx.Err()
	}
	select {
	case a := <-c.answer:
		return a.change, a.err
	case <-ctx.Done():
		return ChangeInfo{}, ctx.Err()
	}
}

// Close waits for the writer to end and closes the log.
func (db *DB) Close() error {
	var err error
	db.close.Do(func() {
		close(db.closed)
		<-db.done
		err = db.log.Close()
	})
	return err
}

// Writers that wait together share one append, and so one sync.
const (
	batchCommits = 64
	batchBytes   = 1 << 20
)

func (db *DB) write() {
	defer close(db.done)
	for {
		select {
		case c := <-db.queue:
			if !db.land(c) {
				close(db.broken)
				return
			}
		case <-db.closed:
			return
		}
	}
}

// land takes up first and whoever else is waiting, appends what is valid, publishes, answers. It reports
// whether the log can still be relied on.
func (db *DB) land(first *commit) bool {
	snap := db.Snapshot()
	var entries []*Entry
	var taken []landing
	for c, size := first, 0; c != nil; c = db.waiting(len(taken), size) {
		if err := c.ctx.Err(); err != nil {
			c.answer <- answer{err: err}
			continue
		}
		l := landing{commit: c, after: len(entries)}
		next, e, err := db.take(snap, &l)
		if l.err, l.made = err, e != nil; l.made {
			snap, entries, size = next, append(entries, e), size+e.Size()
		}
		taken = append(taken, l)
	}
	var err error
	if len(entries) > 0 {
		if err = db.append(first.ctx, entries); err == nil {
			before := db.now.Swap(&moment{snap, make(chan struct{})})
			close(before.past)
		}
	}
	for _, l := range taken {
		l.commit.answer <- l.outcome(snap, err)
	}
	return CodeOf(err) != CodeUnknown
}

// landing is a draft taken up.
type landing struct {
	*commit
	seq   uint64 // of the change that makes it, or made it
	err   error  // why it cannot be made
	after int    // how many changes of the same batch it was judged to come after
	made  bool   // by a change of the batch
}

// take judges a draft to come after snap. There is no entry where it repeats an earlier change, or cannot be made.
func (db *DB) take(snap *Snapshot, l *landing) (*Snapshot, *Entry, error) {
	if earlier, ok, err := snap.Repeated(l.draft); err != nil || ok {
		l.seq = earlier.Seq
		return nil, nil, err
	}
	next, e, err := snap.signed(l.draft, db.clock())
	if err == nil {
		l.seq = e.Seq
	}
	return next, e, err
}

// append makes the entries durable. It goes on even if a caller gives up: its outcome must be known.
func (db *DB) append(ctx context.Context, entries []*Entry) error {
	err := db.log.Append(context.WithoutCancel(ctx), entries...)
	if err != nil && !known(err) {
		err = Errorf(CodeUnknown, "the change may or may not have been stored: open the store again and look before repeating it: %w", err)
	}
	return err
}

// outcome is what became of a draft once the changes of its batch were appended. If they were not, that is also what
// became of a draft that was judged to come after one of them, whatever the judgement.
func (l landing) outcome(snap *Snapshot, appended error) (a answer) {
	switch {
	case appended != nil && (l.made || l.after > 0):
		a.err = appended
	case l.err != nil:
		a.err = l.err
	default:
		a.change, _ = snap.Change(l.seq)
	}
	return a
}

// known reports whether an error of Append says what became of the entries.
func known(err error) bool {
	switch CodeOf(err) {
	case CodeStale, CodeStorageFull, CodeInvalid, CodeClosed, CodeUnknown:
		return true
	}
	return false
}

// waiting returns the next commit in the queue, or nil if there is none or the batch is full.
func (db *DB) waiting(commits, size int) *commit {
	if commits >= batchCommits || size >= batchBytes {
		return nil
	}
	select {
	case c := <-db.queue:
		return c
	default:
		return nil
	}
}
