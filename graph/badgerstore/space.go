package badgerstore

import (
	"fmt"

	"github.com/dgraph-io/badger/v4"

	"parley/graph"
)

const (
	leastFree = 256 << 20
	// lookEvery is after how many bytes appended the size of the tables is looked up again.
	lookEvery = 1 << 20
)

// reserve is how much must be free to write: room to rewrite every table, and for memtables and their logs.
func reserve(tables uint64) uint64 { return max(leastFree, tables+6*memTableSize) }

// room guards the free space on the disk that holds the data directory. The writer owns it.
type room struct {
	dir    string
	free   func(dir string) (uint64, error)
	tables uint64 // bytes in tables when last looked at
	since  uint64 // bytes appended since
}

// look notes how much the tables take.
func (r *room) look(db *badger.DB) {
	r.tables, r.since = 0, 0
	for _, l := range db.Levels() {
		r.tables += uint64(l.Size)
	}
}

// check fails with CodeStorageFull unless need is free, beside size bytes that are to be written.
func (r *room) check(need, size uint64) error {
	free, err := r.free(r.dir)
	if err != nil {
		return graph.Errorf(graph.CodeStorageFull, "cannot tell how much is free on the disk that holds %s: %w", r.dir, err)
	}
	// What is appended is written to Badger's log, then to a table, then merged into the next level.
	need += 3 * size
	if free < need {
		return graph.Errorf(graph.CodeStorageFull, "%s free on the disk that holds %s, writing safely needs %s: free some space and repeat", mebibytes(free), r.dir, mebibytes(need))
	}
	return nil
}

func mebibytes(n uint64) string { return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20)) }
