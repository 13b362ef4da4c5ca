// Package graphql measures how fast the GraphQL endpoint answers, beside what could be had without it.
//
// [Run] starts every contender in this process, each behind a listener of its own on loopback, checks that all give
// the same answers, and has the same clients ask all of them in turn.
package graphql

import (
	"cmp"
	"context"
	"time"
)

// The contenders. The first two are the endpoint as `parley serve` starts it.
const (
	Cold    = "cold"    // answers not kept; the document's plan, the view and what was computed from it are
	Warm    = "warm"    // answers kept between changes too
	Bare    = "bare"    // graphql-go as it comes: it parses, validates and runs each document over the same resolvers, views kept
	Library = "library" // graphql-go's executor over the same resolvers, views kept, documents parsed and validated before
	Plain   = "plain"   // net/http and encoding/json: decodes the request, encodes the answer from structs
	Bytes   = "bytes"   // net/http: writes the answer's bytes
)

// Options of a run. The zero value works.
type Options struct {
	Time        time.Duration // for each cell; 0 means one second
	Connections []int         // that ask at once; nil means 1, 8 and 64
}

func (o Options) withDefaults() Options {
	o.Time = cmp.Or(o.Time, time.Second)
	if o.Connections == nil {
		o.Connections = []int{1, 8, 64}
	}
	return o
}

// Cell is what one contender did with one question.
type Cell struct {
	Question    string
	Size        int // bytes of the answer
	Connections int
	Contender   string
	PerSecond   float64 // answers, the median of the rounds
	// Half of the answers, 90 and 99 in a hundred of them took at most so long, over all rounds.
	P50, P90, P99 time.Duration
	// Of says how many times as many answers a second those of another contender are, the median of the rounds.
	Of map[string]float64
}

// rounds is how often each contender has its turn in a cell, so that what else the machine does meets all alike.
const rounds = 5

// Run measures every contender with every question at every number of connections.
func Run(ctx context.Context, o Options) ([]Cell, error) {
	o = o.withDefaults()
	b, err := newBench(ctx)
	if err != nil {
		return nil, err
	}
	defer b.close()
	var all []Cell
	for _, q := range questions {
		cells, err := b.question(ctx, q, o)
		if err != nil {
			return nil, err
		}
		all = append(all, cells...)
	}
	return all, nil
}
