package schema

import (
	"time"

	"parley/analysis/change"
	"parley/analysis/settle"
	"parley/graph"
)

// delta is what changed in the answer, with the lenses of the two views.
type delta struct {
	*change.Delta
	before, after *lens
}

// deltaOf is a part of the answer that changed, seen through its own lens, with what it is due to.
type deltaOf[T any] struct {
	seen[T]
	due []deltaCause
}

// deltaCause is a record that differs, seen through the lens of the view in which it is on record.
type deltaCause struct {
	change.Cause
	*lens
}

func (d *delta) due(causes []change.Cause) []deltaCause {
	list := []deltaCause{}
	for _, c := range causes {
		l := d.after
		if _, ok := l.snap.Record(c.Record.Ref()); !ok {
			l = d.before
		}
		list = append(list, deltaCause{c, l})
	}
	return list
}

// partsOf shows parts of the answer through a lens.
func partsOf[T any](d *delta, l *lens, list []change.Caused[T]) []deltaOf[T] {
	out := []deltaOf[T]{}
	for _, x := range list {
		out = append(out, deltaOf[T]{see(l, x.It), d.due(x.Causes)})
	}
	return out
}

// coresOf shows cores of a settlement.
func (d *delta) coresOf(l *lens, s *settle.Settlement, list []change.Caused[settle.Core]) []deltaOf[settle.Core] {
	if len(list) > 0 {
		l = l.below(s)
	}
	return partsOf(d, l, list)
}

func (d *delta) sourcings() []deltaOf[change.Sourcing] {
	l := d.after
	if len(d.Sourced) > 0 {
		l = l.below(d.After)
	}
	return partsOf(d, l, d.Sourced)
}

func (d *delta) moves() []deltaOf[conflictMove] {
	out := []deltaOf[conflictMove]{}
	for _, m := range d.Changed {
		moved := conflictMove{see(d.before, m.It.Before), see(d.after, m.It.After)}
		out = append(out, deltaOf[conflictMove]{see(d.after, moved), d.due(m.Causes)})
	}
	return out
}

// silences shows the silences that a choice keeps, through the lens of a view that asks about them.
func (d *delta) silences(keep func(change.SilenceMove) bool) []deltaOf[change.SilenceMove] {
	out := []deltaOf[change.SilenceMove]{}
	for _, m := range d.Silences {
		l := d.after
		if !m.It.Asked[1] {
			l = d.before
		}
		if keep(m.It) {
			out = append(out, deltaOf[change.SilenceMove]{see(l, m.It), d.due(m.Causes)})
		}
	}
	return out
}

func deltaField() field {
	return field{
		name: "delta", typ: "Delta!",
		doc: "What changed in the answer since an earlier view, and because of which records: what changed in the world, what was learned, what was corrected. The earlier view is this one with the day, the state of knowledge or both put back.",
		args: []arg{
			{"sinceAsOf", "Date", "The earlier day, exactly a day. Default: that of this view. One of the two must be given."},
			{"sinceKnownAt", "DateTime", "The earlier state of knowledge. Default: that of this view."},
		},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			asOf, knownAt, err := c.since(s.lens)
			if err != nil {
				return nil, err
			}
			found, err := change.FindDelta(c.ctx, s.frame.View, asOf, knownAt)
			if err != nil {
				return nil, err
			}
			c.whole(found.Complete)
			before := *s.lens
			before.name += " before " + asOf.String() + " " + instant(knownAt)
			before.snap, before.asOf, before.knownAt = s.snap.KnownAt(knownAt), asOf, knownAt
			if before.frame = nil; found.Views[0] != nil {
				before.frame = newFrame(found.Views[0])
			}
			return &delta{found, &before, s.lens}, nil
		}),
	}
}

// since reads with which day and state of knowledge a view is compared.
func (c *call) since(l *lens) (asOf graph.Day, knownAt time.Time, err error) {
	day, byDay := c.args["sinceAsOf"].(string)
	at, byKnowledge := c.args["sinceKnownAt"].(string)
	if !byDay && !byKnowledge {
		return 0, knownAt, badInput("delta compares this view with an earlier one: give sinceAsOf, sinceKnownAt or both")
	}
	asOf, knownAt = l.asOf, l.knownAt
	if byDay {
		if asOf, err = parseDay("sinceAsOf", day); err != nil {
			return 0, knownAt, err
		}
	}
	if byKnowledge {
		if knownAt, err = parseInstant("sinceKnownAt", at); err != nil {
			return 0, knownAt, err
		}
	}
	switch {
	case asOf > l.asOf:
		err = badInput("sinceAsOf %s is after the day of the view, %s: a delta looks back", asOf, l.asOf)
	case knownAt.After(l.knownAt):
		err = badInput("sinceKnownAt %s is after the state of knowledge of the view, %s: a delta looks back", instant(knownAt), instant(l.knownAt))
	}
	return asOf, knownAt, err
}
