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
	// Append adds entries that follow one another, all or none. When it returns nil they survive the loss
	// of power. It fails with CodeStale, having stored nothing, unless the first follows the head; with
	// CodeStorageFull, having stored nothing, where there is no room to write safely; with CodeUnknown
	// where it cannot tell whether they were stored, and then refuses every later Append.
	Append(ctx context.Context, entries ...*Entry) error
	// Entries yields the entries after the sequence number given, up to the head of the moment, in order.
	// It ends with an error where an entry cannot be read. It does not check hashes.
	Entries(ctx context.Context, after uint64) iter.Seq2[*Entry, error]
	// Close lets go of what the log holds. Closing twice is no error.
	Close() error
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
