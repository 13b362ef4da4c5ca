package nogood

import (
	"cmp"
	"context"
	"time"
)

// Explanation tells which lines of a problem cannot stand together, and which would have to go. It belongs to one
// goroutine at a time; what it has found it keeps, and a later call goes on from there.
type Explanation struct {
	parts    []*part // those whose lines leave nothing
	hopeless bool    // the rules alone leave nothing
}

// Explain begins to explain a problem. It fails with the error of ctx.
func Explain(ctx context.Context, p *Problem) (*Explanation, error) {
	e := &Explanation{}
	var err error
	if e.parts, e.hopeless, err = cut(ctx, p, p.All()); err != nil {
		return nil, err
	}
	for _, q := range e.parts {
		ok, err := q.start(ctx, len(p.Lines)+1)
		if err != nil {
			return nil, err
		}
		e.hopeless = e.hopeless || !ok
	}
	return e, nil
}

// Blocked reports whether rules and lines together leave no solution.
func (e *Explanation) Blocked() bool { return e.hopeless || len(e.parts) > 0 }

// Hopeless reports whether the rules alone leave none.
func (e *Explanation) Hopeless() bool { return e.hopeless }

// Limits bound the search for a list that may be long beyond measure.
type Limits struct {
	First  int           // how many to list; 0 means all, up to 100,000
	Budget time.Duration // how long to look; 0 means as long as it takes
}

// List holds sets of lines, by their places.
type List struct {
	Sets     [][]int
	Found    int  // how many are known, listed or not
	Complete bool // Sets has all there are
}

// Cores lists the minimal sets of lines that, with the rules, leave no solution (minimal unsatisfiable subsets): by
// size, then by places. Where the rules alone leave none there is one, without lines. It fails with the error of ctx.
func (e *Explanation) Cores(ctx context.Context, l Limits) (List, error) {
	if e.hopeless {
		return List{Sets: [][]int{{}}, Found: 1, Complete: true}, nil
	}
	u := &union{taken: make([]int, len(e.parts))}
	for _, q := range e.parts {
		u.lists = append(u.lists, q.coreList)
	}
	return l.list(ctx, u)
}

// Concessions lists the minimal sets of lines without which the others, with the rules, leave a solution (minimal
// correction sets): by cost, then by size and places. There are none where nothing is blocked, and where the rules
// alone leave nothing. It fails with the error of ctx.
func (e *Explanation) Concessions(ctx context.Context, l Limits) (List, error) {
	if len(e.parts) == 0 || e.hopeless {
		return List{Complete: true}, nil
	}
	var lists []*found
	for _, q := range e.parts {
		lists = append(lists, q.concessionList)
	}
	return l.list(ctx, multiply(lists))
}

// maxSets is how many sets are listed at most.
const maxSets = 100_000

// list takes the first sets, as far as the limits allow.
func (l Limits) list(ctx context.Context, from lister) (List, error) {
	within := ctx
	if l.Budget > 0 {
		var cancel context.CancelFunc
		within, cancel = context.WithTimeout(ctx, l.Budget)
		defer cancel()
	}
	out := List{}
	for {
		s, ok, err := from.at(within, out.Found)
		if err == nil {
			err = within.Err() // what is at hand takes time to list too
		}
		if ctx.Err() != nil {
			return List{}, ctx.Err()
		}
		if !ok || err != nil {
			out.Complete = err == nil
			return out, nil
		}
		out.Found++
		if len(out.Sets) == cmp.Or(l.First, maxSets) {
			return out, nil
		}
		out.Sets = append(out.Sets, s.lines)
	}
}
