package badgerstore_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"parley/graph"
	"parley/graph/badgerstore"
	"parley/graph/graphtest"
	"parley/graph/memlog"
)

var engines = []struct {
	name string
	open func(b *testing.B) graph.Log
}{
	{"memlog", func(*testing.B) graph.Log { return memlog.New() }},
	{"badgerstore", func(b *testing.B) graph.Log { return openBench(b, b.TempDir()) }},
}

func openBench(b *testing.B, dir string) *badgerstore.Store {
	b.Helper()
	st, err := badgerstore.Open(dir, badgerstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return st
}

func openDB(b *testing.B, log graph.Log) *graph.DB {
	b.Helper()
	db, err := graph.Open(b.Context(), log, graph.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return db
}

// BenchmarkCommit lands one record a change, from one writer and from 16 that share syncs.
func BenchmarkCommit(b *testing.B) {
	for _, e := range engines {
		for _, writers := range []int{1, 16} {
			b.Run(fmt.Sprintf("%s/writers=%d", e.name, writers), func(b *testing.B) {
				db := openDB(b, e.open(b))
				defer db.Close()
				var n atomic.Int64
				b.SetParallelism(writers)
				if writers == 1 {
					for b.Loop() {
						commitOne(b, db, n.Add(1))
					}
					return
				}
				b.RunParallel(func(pb *testing.PB) {
					for pb.Next() {
						commitOne(b, db, n.Add(1))
					}
				})
			})
		}
	}
}

func commitOne(b *testing.B, db *graph.DB, n int64) {
	d := graphtest.Put(graphtest.Party(fmt.Sprintf("p%d", n), "Party"))
	if _, err := db.Commit(b.Context(), d); err != nil {
		b.Error(err)
	}
}

// BenchmarkOpen opens a store of 20 000 records of about 300 bytes, and the graph in it.
func BenchmarkOpen(b *testing.B) {
	for _, changes := range []int{1, 200, 20_000} {
		b.Run(fmt.Sprintf("records=20000/changes=%d", changes), func(b *testing.B) {
			dir := b.TempDir()
			fill(b, dir, changes, 20_000/changes)
			for b.Loop() {
				if err := openDB(b, openBench(b, dir)).Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func fill(b *testing.B, dir string, changes, records int) {
	b.Helper()
	db := openDB(b, openBench(b, dir))
	for n := range changes {
		if _, err := db.Commit(b.Context(), graphtest.Large(fmt.Sprintf("c%d", n), records, 220)); err != nil {
			b.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
}
