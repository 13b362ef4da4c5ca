package settle

import (
	"container/list"
	"context"
	"sync"
	"sync/atomic"

	"parley/analysis/nogood"
	"parley/graph"
)

// answer is what has been worked out from some numbers. Views with the same numbers share it.
type answer struct {
	turn        chan struct{} // holds one token: who has it computes
	numbers     *numbers
	explanation *nogood.Explanation
	decided     Verdict
	ledger      *ledger
	diagram     *nogood.Diagram
	edges       atomic.Int64 // of the diagram, and what else is kept in their measure
	tallied     *nogood.Tally
	rankings    map[ranking]*nogood.Ranking
	ranked      map[ranking]int // how many deals are listed
}

func newAnswer(n *numbers) *answer {
	a := &answer{turn: make(chan struct{}, 1), numbers: n, rankings: map[ranking]*nogood.Ranking{}, ranked: map[ranking]int{}}
	a.turn <- struct{}{}
	return a
}

// alone runs compute while nobody else computes for the answer. What fails is tried again by the next who asks.
func (a *answer) alone(ctx context.Context, compute func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-a.turn:
	}
	defer func() { a.turn <- struct{}{} }()
	return compute()
}

// explained returns the explanation, to be used by who holds the token.
func (a *answer) explained(ctx context.Context) (_ *nogood.Explanation, err error) {
	if a.explanation == nil {
		a.explanation, err = nogood.Explain(ctx, &a.numbers.Problem)
	}
	return a.explanation, err
}

func (a *answer) verdict(ctx context.Context) (v Verdict, err error) {
	err = a.alone(ctx, func() (err error) {
		if a.decided == "" {
			a.decided, err = a.decide(ctx)
		}
		v = a.decided
		return err
	})
	return v, err
}

func (a *answer) decide(ctx context.Context) (Verdict, error) {
	e, err := a.explained(ctx)
	if err != nil {
		return "", err
	}
	if e.Blocked() {
		return VerdictBlocked, nil
	}
	heard, err := a.heard(ctx)
	if err != nil {
		return "", err
	}
	if heard {
		return VerdictOpen, nil
	}
	return VerdictUndetermined, nil
}

// heard reports whether some deal rests on no silence.
func (a *answer) heard(ctx context.Context) (bool, error) {
	a.write()
	domains := append([]graph.OptionSet{}, a.ledger.Domains...)
	for _, w := range a.ledger.silent {
		domains[w.variable] &^= w.options
	}
	box, err := a.ledger.Solve(ctx, domains)
	return box != nil, err
}

func (a *answer) write() {
	if a.ledger == nil {
		a.ledger = a.numbers.ledger()
	}
}

// maxEdges bounds the memory that counting takes: some 100 bytes each.
const maxEdges = 500_000

// compiled returns the diagram of all deals, to be used by who holds the token.
func (a *answer) compiled(ctx context.Context) (_ *nogood.Diagram, err error) {
	if a.diagram == nil {
		a.write()
		if a.diagram, err = a.ledger.Compile(ctx, maxEdges); err == nil {
			a.edges.Add(int64(a.diagram.Edges()))
		}
	}
	return a.diagram, err
}

func (a *answer) tally(ctx context.Context) (t *nogood.Tally, err error) {
	err = a.alone(ctx, func() error {
		if a.tallied == nil {
			d, err := a.compiled(ctx)
			if err != nil {
				return err
			}
			a.tallied = d.Tally()
		}
		t = a.tallied
		return nil
	})
	return t, err
}

// Cache keeps answers by the numbers they rest on: those last asked for. It may be used by several goroutines.
type Cache struct {
	mu     sync.Mutex
	known  map[[32]byte]*list.Element
	recent *list.List // of *kept, newest first
}

type kept struct {
	print  [32]byte
	answer *answer
}

// A cache keeps so many answers, as long as their diagrams have so many edges together. The answer asked for last is
// kept in any case.
const (
	answersKept = 256
	edgesKept   = 2 * maxEdges
)

// NewCache makes an empty cache.
func NewCache() *Cache { return &Cache{known: map[[32]byte]*list.Element{}, recent: list.New()} }

func (c *Cache) answer(n *numbers) *answer {
	if c == nil {
		return newAnswer(n)
	}
	print := n.print()
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.known[print]; ok {
		c.recent.MoveToFront(e)
		return e.Value.(*kept).answer
	}
	c.trim()
	a := newAnswer(n)
	c.known[print] = c.recent.PushFront(&kept{print, a})
	return a
}

// trim drops what was asked for longest ago.
func (c *Cache) trim() {
	count, edges := 1, int64(0)
	for e := c.recent.Front(); e != nil; {
		next, k := e.Next(), e.Value.(*kept)
		count++
		if edges += k.answer.edges.Load(); count > answersKept || edges > edgesKept {
			c.recent.Remove(e)
			delete(c.known, k.print)
		}
		e = next
	}
}
