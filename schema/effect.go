package schema

import (
	"parley/analysis/change"
	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// effect is what two snapshots answer differently about one negotiation. What stands only before is seen through the
// lens of before, all else through that of after.
type effect struct {
	*change.Effect
	before, after *lens
}

// effectsOf tells what two snapshots answer differently, as of today and by default views: one effect for every
// negotiation of either, by key.
func effectsOf(c *call, before, after *graph.Snapshot) ([]effect, error) {
	found, err := change.Effects(c.ctx, before, after, graph.DayOf(c.now))
	if err != nil {
		return nil, err
	}
	list := []effect{}
	for _, e := range found {
		c.whole(e.Complete)
		list = append(list, effect{e, c.lensOn(before, e.Views[0]), c.lensOn(after, e.Views[1])})
	}
	return list, nil
}

// lensOn looks at a snapshot as of today, in a view of it or in default ones.
func (c *call) lensOn(s *graph.Snapshot, v *graph.View) *lens {
	l := &lens{req: c.request, name: "#" + s.Head().Hash.String(), snap: s, asOf: graph.DayOf(c.now), knownAt: s.Time()}
	if v == nil {
		return l
	}
	return l.into(newFrame(v))
}

// below is the lens of what hangs below a settlement asked for through this one.
func (l *lens) below(s *settle.Settlement) *lens {
	f := newFrame(s.View)
	f.settled = s
	in := l.into(f)
	in.outer = l
	in.name += " settlement of " + s.View.Negotiation.Key
	return in
}

// seeCores shows cores of a settlement.
func seeCores(l *lens, s *settle.Settlement, cores []settle.Core) []seen[settle.Core] {
	if len(cores) == 0 {
		return []seen[settle.Core]{}
	}
	return seeAll(l.below(s), cores)
}

// conflictMove is a conflict that stands before and after, each time seen through its own lens.
type conflictMove struct{ before, after seen[*conflict.Conflict] }

func seeMoves(before, after *lens, list []change.ConflictMove) []conflictMove {
	out := make([]conflictMove, 0, len(list))
	for _, m := range list {
		out = append(out, conflictMove{see(before, m.Before), see(after, m.After)})
	}
	return out
}

func effectTypes() []definition {
	return []definition{
		object{name: "ChangeEffect", doc: "What a change moves in the answer about one negotiation, as of today: conflicts, verdict and cores.", fields: fieldList(
			own("negotiationKey", "String!", "The key of the negotiation.", func(e effect) any { return e.Negotiation().Key }),
			own("title", "String!", "What is being negotiated.", func(e effect) any { return e.Negotiation().Title }),
			own("nothingChanged", "Boolean!", "Whether all that was compared is the same before and after.", func(e effect) any { return e.None() }),
			own("explanation", "String!", "What moves, in a sentence or two.", func(e effect) any { return e.Explanation() }),
			verdictFields(func(e effect) *change.Effect { return e.Effect }),
			own("opened", "[Conflict!]!", "The conflicts there were not, as they are after.", func(e effect) any { return seeAll(e.after, e.Opened) }),
			own("closed", "[Conflict!]!", "The conflicts that are no more, as they were before.", func(e effect) any { return seeAll(e.before, e.Closed) }),
			own("changed", "[ConflictMove!]!", "The conflicts that stand with other sides, options, evidence, score or words.", func(e effect) any {
				return seeMoves(e.before, e.after, e.Changed)
			}),
			own("coresGained", "[Core!]!", "The minimal sets of red lines that leave no package and were none before.", func(e effect) any {
				return seeCores(e.after, e.After, e.CoresGained)
			}),
			own("coresLost", "[Core!]!", "Those that are none any more, as they were before.", func(e effect) any {
				return seeCores(e.before, e.Before, e.CoresLost)
			}),
		)},
		object{name: "ConflictMove", doc: "A conflict that stands before and after with other sides, options, evidence, score or words.", fields: []field{
			own("before", "Conflict!", "As it was.", func(m conflictMove) any { return m.before }),
			own("after", "Conflict!", "As it is.", func(m conflictMove) any { return m.after }),
		}},
	}
}

// verdictFields are the numbers of an effect.
func verdictFields[T any](of func(T) *change.Effect) []field {
	return []field{
		own("verdictBefore", "Verdict", "The verdict before, between the parties a settlement asks about by default; null where there was no such negotiation.", func(it T) any { return opt(string(of(it).VerdictBefore())) }),
		own("verdictAfter", "Verdict", "The verdict after, likewise; null where there is no such negotiation any more.", func(it T) any { return opt(string(of(it).VerdictAfter())) }),
		own("verdictChanged", "Boolean!", "Whether the two differ.", func(it T) any { return of(it).VerdictBefore() != of(it).VerdictAfter() }),
		own("conflictsBefore", "Int!", "How many conflicts there were before.", func(it T) any { return of(it).Total[0] }),
		own("conflictsAfter", "Int!", "How many there are after.", func(it T) any { return of(it).Total[1] }),
		own("complete", "Boolean!", "Whether all conflicts and cores were compared. Where not, no clash of red lines is listed as new, or as gone, that may have been there, or may be there still.", func(it T) any { return of(it).Complete }),
	}
}

// own is a field read from a source that carries its own lenses.
func own[T any](name, typ, doc string, read func(T) any) field {
	return field{name: name, typ: typ, doc: doc, resolve: get(read)}
}
