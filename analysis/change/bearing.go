package change

import (
	"slices"

	"parley/graph"
)

// bearing collects the records that bear on a view's negotiation, as Timeline defines them.
type bearing struct {
	view *graph.View
	seen map[graph.Ref]bool
	list []graph.Record
}

func newBearing(v *graph.View) *bearing { return &bearing{view: v, seen: map[graph.Ref]bool{}} }

func (b *bearing) add(r graph.Record) {
	if !b.seen[r.Ref()] {
		b.seen[r.Ref()] = true
		b.list = append(b.list, r)
	}
}

// records collects in three steps: what belongs to the negotiation, the events, the statements.
func (b *bearing) records() []graph.Record {
	b.substance()
	b.events(slices.Clone(b.list))
	b.statements(slices.Clone(b.list))
	return b.list
}

func (b *bearing) substance() {
	s := b.view.Snapshot
	for _, i := range b.view.Issues {
		for p := range graph.Referring[*graph.Position](s, i.Ref()) {
			if p.Issue == i.Key {
				b.add(p)
			}
		}
		for r := range graph.Referring[*graph.RedLine](s, i.Ref()) {
			b.add(r)
		}
		for m := range graph.Referring[*graph.Commitment](s, i.Ref()) {
			b.add(m)
		}
	}
	for _, p := range b.view.Proposals() {
		b.add(p)
		for r := range graph.Referring[*graph.Response](s, p.Ref()) {
			b.add(r)
		}
	}
	for m := range graph.All[*graph.Commitment](s) {
		if m.Issue == "" && b.among(m.By) && (len(m.To) == 0 || slices.ContainsFunc(m.To, b.among)) {
			b.add(m)
		}
	}
	for a := range graph.Referring[*graph.Assessment](s, b.view.Negotiation.Ref()) {
		if a.Negotiation == b.view.Negotiation.Key {
			b.add(a)
		}
	}
}

func (b *bearing) among(party string) bool { _, ok := b.view.Party(party); return ok }

// events adds the events at which words were said that the substance rests on, and those of the view's parties
// since the case began.
func (b *bearing) events(substance []graph.Record) {
	s := b.view.Snapshot
	for _, r := range substance {
		for _, key := range graph.EvidenceOf(r) {
			if st, ok := graph.Get[*graph.Statement](s, key); ok {
				if e, ok := graph.Get[*graph.Event](s, st.Event); ok {
					b.add(e)
				}
			}
		}
	}
	begins := b.begins(substance)
	for e := range graph.All[*graph.Event](s) {
		if e.Date.Latest() >= begins && slices.ContainsFunc(e.Participants, b.among) {
			b.add(e)
		}
	}
}

// begins is the first day any date of the case can mean: of a role in it, or of its substance.
func (b *bearing) begins(substance []graph.Record) graph.Day {
	first := graph.MaxDay
	note := func(d graph.Date) {
		if day := d.Earliest(); day != graph.MinDay {
			first = min(first, day)
		}
	}
	for _, p := range b.view.Negotiation.Participants {
		note(p.From)
	}
	for _, r := range substance {
		for _, i := range itemsOf(b.view, r) {
			note(i.Date)
		}
	}
	if first == graph.MaxDay {
		return graph.MinDay
	}
	return first
}

// statements adds what all the records rest on, and what was said at the events among them.
func (b *bearing) statements(records []graph.Record) {
	for _, r := range records {
		for _, key := range graph.EvidenceOf(r) {
			if st, ok := graph.Get[*graph.Statement](b.view.Snapshot, key); ok {
				b.add(st)
			}
		}
		if e, ok := r.(*graph.Event); ok {
			for st := range graph.Referring[*graph.Statement](b.view.Snapshot, e.Ref()) {
				b.add(st)
			}
		}
	}
}
