package sequence

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"parley/graph"
)

// Sequence is who wants what before what in a view.
type Sequence struct {
	Steps       []graph.Step  // of the negotiation, in its order
	Precedences []*Precedence // by step before, step after and party
	// Circles are those of two parties or more, Inconsistent those of one party's own: fewest steps first, then in the
	// order of the steps.
	Circles      []Circle
	Inconsistent []Circle
	Complete     bool // whether these are all there are
}

// Limits bound the search for circles, of which there can be many.
type Limits struct {
	First int           // how many of each list at most; 0 means 50
	Time  time.Duration // how long to look; 0 means two seconds
}

// Find returns the precedences of a view and their circles. It fails with the error of ctx; what is found by the time
// the limits allow is returned, Complete unset, without an error.
func Find(ctx context.Context, v *graph.View, l Limits) (*Sequence, error) {
	f := newFinder(v)
	s := &Sequence{Steps: v.Negotiation.Steps, Precedences: f.precedences()}
	within, cancel := context.WithTimeout(ctx, cmp.Or(l.Time, 2*time.Second))
	defer cancel()
	c := newSearch(within, s, cmp.Or(l.First, 50))
	err := c.run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	s.Complete = err == nil
	if err != nil && !errors.Is(err, errEnough) && !errors.Is(err, context.DeadlineExceeded) {
		return nil, err
	}
	for n := range s.Circles {
		f.tell(&s.Circles[n])
	}
	for n := range s.Inconsistent {
		f.tell(&s.Inconsistent[n])
	}
	return s, nil
}

// finder reads precedences out of the stands of a view.
type finder struct {
	*orders
	view   *graph.View
	stands map[string][]*graph.Stand // by party: those on issues some of whose options have an order
}

func newFinder(v *graph.View) *finder {
	f := &finder{orders: ordersOf(v.Negotiation.Steps), view: v, stands: map[string][]*graph.Stand{}}
	for _, i := range v.Issues {
		if len(f.laidDown(i)) == 0 {
			continue
		}
		for _, p := range v.Parties {
			if st, ok := i.Stand(p.Key); ok {
				f.stands[p.Key] = append(f.stands[p.Key], st)
			}
		}
	}
	return f
}

func (f *finder) precedences() []*Precedence {
	var list []*Precedence
	for _, party := range f.view.Parties {
		byPair := map[pair]*Precedence{}
		for _, st := range f.stands[party.Key] {
			for p, grounds := range f.grounds(st, nil) {
				if len(grounds) == 0 {
					continue
				}
				if byPair[p] == nil {
					byPair[p] = &Precedence{Party: party, Before: f.steps[p.before], After: f.steps[p.after], pair: p}
					list = append(list, byPair[p])
				}
				byPair[p].Grounds = append(byPair[p].Grounds, grounds...)
			}
		}
	}
	for _, p := range list {
		f.finish(p)
	}
	slices.SortFunc(list, func(a, b *Precedence) int {
		return cmp.Or(comparePairs(a.pair, b.pair), strings.Compare(a.Party.Key, b.Party.Key))
	})
	return list
}

// finish orders the grounds of a precedence and tells what follows from them.
func (f *finder) finish(p *Precedence) {
	slices.SortStableFunc(p.Grounds, func(a, b Ground) int { return cmp.Compare(a.Strength.place(), b.Strength.place()) })
	p.Strength = p.Grounds[0].Strength
	for _, g := range p.Grounds {
		for _, r := range g.Records() {
			for _, key := range f.view.Counts(graph.EvidenceOf(r)) {
				if !slices.Contains(p.Evidence, key) {
					p.Evidence = append(p.Evidence, key)
				}
			}
		}
	}
	p.Explanation = p.explain()
}

var strengths = graph.Words(Strength(""))

func (s Strength) place() int { return slices.Index(strengths, string(s)) }

func comparePairs(a, b pair) int {
	return cmp.Or(cmp.Compare(a.before, b.before), cmp.Compare(a.after, b.after))
}
