package badgerstore

import (
	"fmt"
	"log/slog"
	"strings"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
)

// Options of a store. The zero value works.
type Options struct {
	Logger *slog.Logger // Badger's warnings and errors, and ours; nil discards them
	Note   string       // what this process is, for whoever finds the store locked: its address
	// Free returns how many bytes are left to us on the disk that holds a directory; nil asks the system.
	Free func(dir string) (uint64, error)
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Free == nil {
		o.Free = freeSpace
	}
	return o
}

const (
	memTableSize = 16 << 20 // a transaction may take 15 % of it
	magic        = 0x5059   // marks Badger's MANIFEST as one of Parley's
)

// badgerOptions are chosen for an embedded store on a small machine whose commits must survive a power cut.
func badgerOptions(dir string, log *slog.Logger) badger.Options {
	return badger.DefaultOptions(dir).
		WithLogger(logger{log}).
		WithExternalMagic(magic).
		WithSyncWrites(true).
		// Memory and the work left after a crash are bounded by few, small tables.
		WithMemTableSize(memTableSize).
		WithNumMemtables(2).
		WithNumLevelZeroTables(4).
		WithNumLevelZeroTablesStall(8).
		WithNumCompactors(2).
		// The value log stays empty: it syncs without reporting errors and needs garbage collection.
		WithValueThreshold(1 << 20).
		WithValueLogFileSize(16 << 20).
		// Without compression there are no block caches to fill and no decoder to fail.
		WithCompression(options.None).
		WithBlockCacheSize(0).
		WithIndexCacheSize(0).
		// The only mode that turns a flipped bit in a table into an error; checking single blocks hides keys.
		WithChecksumVerificationMode(options.OnTableRead).
		WithVerifyValueChecksum(true).
		WithNumVersionsToKeep(1).
		WithDetectConflicts(true).
		WithNumGoroutines(1).
		// A stop must be quick and must not need space.
		WithCompactL0OnClose(false).
		// Names in expvar collide when two stores are open.
		WithMetricsEnabled(false)
}

// logger passes Badger's warnings and errors on.
type logger struct{ to *slog.Logger }

func (l logger) Errorf(f string, a ...any)   { l.to.Error(line(f, a)) }
func (l logger) Warningf(f string, a ...any) { l.to.Warn(line(f, a)) }
func (l logger) Infof(string, ...any)        {}
func (l logger) Debugf(string, ...any)       {}

func line(format string, args []any) string {
	return "badger: " + strings.TrimSpace(fmt.Sprintf(format, args...))
}
