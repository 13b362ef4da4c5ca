package badgerstore_test

import (
	"testing"

	"parley/graph"
	"parley/graph/badgerstore"
	"parley/graph/graphtest"
)

func open(t *testing.T, dir string) graph.Store {
	t.Helper()
	st, err := badgerstore.Open(dir, badgerstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func TestStore(t *testing.T) {
	t.Parallel()
	graphtest.Store(t, func(t *testing.T) graph.Store { return open(t, t.TempDir()) })
}

func TestDurable(t *testing.T) {
	t.Parallel()
	graphtest.Durable(t, open)
}
