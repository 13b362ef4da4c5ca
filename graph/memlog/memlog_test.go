package memlog_test

import (
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memlog"
)

func TestStore(t *testing.T) {
	graphtest.Store(t, func(*testing.T) graph.Store { return memlog.New() })
}
