package schema

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"parley/analysis/change"
	"parley/analysis/conflict"
	"parley/graph"
)

// conflictChange is what a landed change moved in the conflicts of a negotiation, of those a filter keeps.
type conflictChange struct {
	*passage
	change.ConflictMoves
}

func conflictChangesField() field {
	return field{
		name: "conflictChanges", typ: "ConflictChange!",
		doc: "Conflicts that opened, closed or changed with each landed change, in the default view of a negotiation. Changes that move none of them are passed over.",
		args: []arg{
			{"negotiation", "String!", "The negotiation, by key."}, filterArg,
			{"asOf", "Date", "The world's day on which the graph before and after each change is seen: exactly a day, 2025-08-19. Default: the day on which the event is told."},
			sinceArg,
		},
		open: openConflictChanges,
	}
}

func conflictChangeType() definition {
	type moved = conflictChange
	return object{name: "ConflictChange", doc: "What one landed change moved in the conflicts of a negotiation, seen on one day right before it and right after it.", fields: []field{
		own("sequence", "BigInt!", "The number of the change.", func(m moved) any { return m.seq }),
		{name: "change", typ: "Change!", doc: "The change.", resolve: with(func(c *call, m moved) (any, error) { return showChange(m.seq)(c) })},
		own("negotiationKey", "String!", "The key of the negotiation.", func(m moved) any { return m.negotiation }),
		own("asOf", "Date!", "The day on which both are seen.", func(m moved) any { return m.asOf }),
		movedField("opened", "[Conflict!]!", "The conflicts there were not, as they are after.", func(m moved, _, after *lens) any { return seeAll(after, m.Opened) }),
		movedField("closed", "[Conflict!]!", "The conflicts that are no more, as they were before.", func(m moved, before, _ *lens) any { return seeAll(before, m.Closed) }),
		movedField("changed", "[ConflictMove!]!", "The conflicts that stand with other sides, options, evidence, score or words; where either of the two passes the filter.", func(m moved, before, after *lens) any {
			return seeMoves(before, after, m.Changed)
		}),
		own("openedCount", "Int!", "How many opened.", func(m moved) any { return len(m.Opened) }),
		own("closedCount", "Int!", "How many closed.", func(m moved) any { return len(m.Closed) }),
		own("changedCount", "Int!", "How many changed.", func(m moved) any { return len(m.Changed) }),
		own("conflictsBefore", "Int!", "How many there were before that pass the filter.", func(m moved) any { return m.Total[0] }),
		own("conflictsAfter", "Int!", "How many there are after that pass the filter.", func(m moved) any { return m.Total[1] }),
		own("complete", "Boolean!", "Whether all conflicts were compared. Where not, a clash of red lines that is listed as opened, or closed, may be one that the other side has and did not list.", func(m moved) any { return m.complete }),
		own("explanation", "String!", "What moved, in a sentence or two.", func(m moved) any { return m.explanation() }),
	}}
}

// movedField reads a field through the lenses of the graph before the change and after it; one without the negotiation
// has no lens, and nothing to show.
func movedField(name, typ, doc string, read func(m conflictChange, before, after *lens) any) field {
	return field{name: name, typ: typ, doc: doc, resolve: with(func(c *call, m conflictChange) (any, error) {
		return read(m, c.through(m.before), c.through(m.after)), nil
	})}
}

// through is the lens of a default view of the past.
func (c *call) through(f *frame) *lens {
	if f == nil {
		return nil
	}
	name := fmt.Sprintf("#%s@%s", f.Snapshot.Head().Hash, f.AsOf)
	return &lens{req: c.request, name: name, snap: f.Snapshot, asOf: f.AsOf, knownAt: f.Snapshot.Time(), frame: f}
}

func openConflictChanges(c *call) (iter.Seq2[event, error], error) {
	last, err := c.lastSeen()
	if err != nil {
		return nil, err
	}
	var filter conflict.Filter
	if err := c.between(func(context.Context) error { filter, err = c.watched(last); return err }); err != nil {
		return nil, err
	}
	return func(yield func(event, error) bool) {
		for seq, err := range c.landings(last, nil) {
			var moved conflictChange
			if err == nil {
				moved, err = c.moved(seq, filter)
			}
			if err == nil && moved.None() {
				continue
			}
			if !yield(event{seq, func(*call) (any, error) { return moved, nil }}, err) || err != nil {
				return
			}
		}
	}, nil
}

// watched reads the filter. The negotiation, and what the filter names, must be on record now, or have been when the
// subscriber last looked.
func (c *call) watched(last uint64) (conflict.Filter, error) {
	f, err := c.filterIn(c.snap)
	if err == nil {
		return f, nil
	}
	if f, still := c.filterIn(c.snap.At(last)); still == nil {
		return f, nil
	}
	return f, err
}

// filterIn reads the filter as a snapshot knows its words.
func (c *call) filterIn(s *graph.Snapshot) (f conflict.Filter, err error) {
	l, err := c.lens()
	if err != nil {
		return f, err
	}
	l.snap = s
	view, err := l.within(c.text("negotiation"))
	if err != nil {
		return f, err
	}
	return c.conflictFilter(l.into(view))
}

// moved tells what a change moved of the conflicts that a filter keeps.
func (c *call) moved(seq uint64, filter conflict.Filter) (m conflictChange, err error) {
	asOf := graph.DayOf(c.api.Clock().UTC())
	if text, given := c.args["asOf"].(string); given {
		if asOf, err = parseDay("asOf", text); err != nil {
			return m, err
		}
	}
	err = c.between(func(ctx context.Context) error {
		p, err := c.api.passage(ctx, seq, c.text("negotiation"), asOf)
		if err == nil {
			m = p.kept(filter)
		}
		return err
	})
	return m, err
}

// kept is what a filter keeps of a passage.
func (p *passage) kept(f conflict.Filter) conflictChange {
	m := conflictChange{passage: p}
	m.Opened, m.Closed = f.Apply(p.all.Opened), f.Apply(p.all.Closed)
	for _, x := range p.all.Changed {
		if len(f.Apply([]*conflict.Conflict{x.Before, x.After})) > 0 {
			m.Changed = append(m.Changed, x)
		}
	}
	m.Total = [2]int{len(f.Apply(p.was)), len(f.Apply(p.is))}
	return m
}

func (m conflictChange) explanation() string {
	var parts []string
	for _, part := range []struct {
		n    int
		word string
	}{{len(m.Opened), "opened"}, {len(m.Closed), "closed"}, {len(m.Changed), "changed"}} {
		switch {
		case part.n > 0 && parts != nil:
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.word))
		case part.n == 1:
			parts = append(parts, "1 conflict "+part.word)
		case part.n > 1:
			parts = append(parts, fmt.Sprintf("%d conflicts %s", part.n, part.word))
		}
	}
	words := fmt.Sprintf("Change %d in negotiation %s as of %s: %s; there were %d, now there are %d.",
		m.seq, m.negotiation, m.asOf, strings.Join(parts, ", "), m.Total[0], m.Total[1])
	switch {
	case m.before == nil:
		words += " The negotiation was not on record before."
	case m.after == nil:
		words += " The negotiation is on record no longer."
	}
	return words
}
