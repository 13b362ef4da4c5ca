package nogood

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"
)

// Explanation tells which lines of a problem cannot stand together, and which would have to go. It belongs to one
// goroutine at a time; what it has found it keeps, and a later call goes on from there.
type Explanation struct {
	parts    []*part // those whose lines leave nothing
	hopeless bool    // the rules alone leave nothing
}

var errHopeless = errors.New("the rules alone leave nothing")

// Explain begins to explain a problem. It fails with the error of ctx.
func Explain(ctx context.Context, p *Problem) (*Explanation, error) {
	k := newKernel(p)
	e := &Explanation{hopeless: k.hopeless}
	if k.hopeless {
		return e, nil
	}
	for _, q := range k.parts(p) {
		blocked, err := q.start(ctx)
		if errors.Is(err, errHopeless) {
			return &Explanation{hopeless: true}, nil
		}
		if err != nil {
			return nil, err
		}
		if blocked {
			e.parts = append(e.parts, q)
		}
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
	return e.list(ctx, l, merge(e.listers(func(q *part) *lister { return q.coreList })))
}

// Concessions lists the minimal sets of lines without which the others, with the rules, leave a solution (minimal
// correction sets): by cost, then by size and places. There are none where nothing is blocked, and where the rules
// alone leave nothing. It fails with the error of ctx.
func (e *Explanation) Concessions(ctx context.Context, l Limits) (List, error) {
	if len(e.parts) == 0 {
		return List{Complete: true}, nil
	}
	return e.list(ctx, l, combine(e.listers(func(q *part) *lister { return q.correctionList })))
}

func (e *Explanation) listers(of func(*part) *lister) []*lister {
	var all []*lister
	for _, q := range e.parts {
		all = append(all, of(q))
	}
	return all
}

// maxTies is how many sets of one price are brought in order, and maxSets how many are listed at most.
const maxTies, maxSets = 10_000, 100_000

// list takes sets from a stream, cheapest first, as far as the limits allow.
func (e *Explanation) list(ctx context.Context, l Limits, next stream) (List, error) {
	first := l.First
	if first == 0 {
		first = maxSets
	}
	within := ctx
	if l.Budget > 0 {
		var cancel context.CancelFunc
		within, cancel = context.WithTimeout(ctx, l.Budget)
		defer cancel()
	}
	var found []priced
	out := List{}
	for {
		s, err := next(within)
		if ctx.Err() != nil {
			return List{}, ctx.Err()
		}
		out.Complete = err == nil && s.lines == nil
		if err != nil || s.lines == nil {
			break
		}
		if n := len(found); n >= first && (s.price != found[n-1].price || n > first+maxTies) {
			break
		}
		found = append(found, s)
	}
	slices.SortFunc(found, func(a, b priced) int {
		return cmp.Or(a.price.compare(b.price), slices.Compare(a.lines, b.lines))
	})
	out.Found = len(found)
	if len(found) > first {
		found, out.Complete = found[:first], false
	}
	for _, s := range found {
		out.Sets = append(out.Sets, s.lines)
	}
	return out, nil
}
