package graph

import (
	"context"
	"iter"
)

// Log keeps changes in order, for ever. It is the one truth of a graph; everything else can be made from it.
// Package graphtest holds the suite every implementation passes. All methods may be called from several
// goroutines at once.
type Log interface {
	// Head returns where the log ends.
	Head(ctx context.Context) (Head, error)
	// Append adds entries that follow one another, all or none; none at all is no error. When it returns nil
	// they survive the loss of power. Once begun it runs to its end, whatever becomes of the context. It fails with CodeStale, having stored nothing, unless the first follows the head; with
	// CodeStorageFull, having stored nothing, where there is no room to write safely; with CodeUnknown
	// where it cannot tell whether they were stored, and then refuses every later Append with CodeClosed.
	Append(ctx context.Context, entries ...*Entry) error
	// Entries yields the entries after the sequence number given, up to the head of the moment, in order.
	// It ends with an error where an entry cannot be read. It does not check hashes.
	Entries(ctx context.Context, after uint64) iter.Seq2[*Entry, error]
	// Close lets go of what the log holds. Calls under way end, wholly or with CodeClosed; those made from then
	// on fail with CodeClosed. Closing twice is no error.
	Close() error
}

// Follow is the rule every Append keeps: CodeStale unless the first entry follows a log that ends at head,
// CodeInvalid where one of the rest does not follow the one before it.
func Follow(head Head, entries []*Entry) error {
	for i, e := range entries {
		switch {
		case e.Seq == head.Seq+1 && e.Prev == head.Hash:
		case i > 0:
			return Errorf(CodeInvalid, "change %d cannot be appended after change %d: it does not follow it", e.Seq, head.Seq)
		default:
			return Errorf(CodeStale, "change %d does not follow the log, which ends at change %d: read it again and repeat", e.Seq, head.Seq)
		}
		head = e.Head()
	}
	return nil
}

// Store is a log that keeps the current state beside it, written in the same transaction.
type Store interface {
	Log
	// State yields the current version of every record the log ever put, sorted by kind and key.
	State(ctx context.Context) iter.Seq2[Stored, error]
	// Inspect checks the store's own files and indexes and returns one sentence for each thing wrong.
	Inspect(ctx context.Context) ([]string, error)
}

// Stored is the current version of a record in a store's state.
type Stored struct {
	Ref    Ref
	Seq    uint64 // the change that wrote it
	Record []byte // nil if it is retired
}
