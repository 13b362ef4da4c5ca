package schema

import (
	"slices"
	"time"

	"parley/graph"
)

// lens is how an object and all that hangs below it is seen: a day, a state of knowledge and, below a
// negotiation, its view.
type lens struct {
	req     *request
	name    string // the arguments the lens was asked for with, for cursors
	snap    *graph.Snapshot
	asOf    graph.Day
	knownAt time.Time
	frame   *frame // nil outside a negotiation: then each negotiation is seen in its default view
	outer   *lens  // through which a settlement was asked for, below one; else nil
}

// seen is a thing and the lens it is seen through: the source of most fields.
type seen[T any] struct {
	*lens
	it T
}

func see[T any](l *lens, it T) seen[T] { return seen[T]{l, it} }

func seeAll[T any](l *lens, list []T) []seen[T] {
	out := make([]seen[T], 0, len(list))
	for _, it := range list {
		out = append(out, seen[T]{l, it})
	}
	return out
}

// lens makes the lens that the arguments asOf and knownAt ask for.
func (c *call) lens() (*lens, error) {
	l := &lens{req: c.request, snap: c.snap, asOf: graph.DayOf(c.now), knownAt: c.now}
	if s, ok := c.args["asOf"].(string); ok {
		day, err := parseDay("asOf", s)
		if err != nil {
			return nil, err
		}
		l.asOf = day
		l.name += "@" + s
	}
	if s, ok := c.args["knownAt"].(string); ok {
		t, err := parseInstant("knownAt", s)
		if err != nil {
			return nil, err
		}
		l.knownAt = t
		l.snap = c.snap.KnownAt(t)
		l.name += "!" + s
	}
	return l, nil
}

// parseDay reads a day; anything vaguer is refused, because an answer is about one day.
func parseDay(arg, s string) (graph.Day, error) {
	day, err := graph.ParseDay(s)
	if err != nil {
		return 0, badInput("%s: %v; a view is of one day, never of a vaguer date", arg, err)
	}
	return day, nil
}

func parseInstant(arg, s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return t, badInput("%s: %q is not an instant of RFC 3339: write 2025-08-19T09:30:00Z", arg, s)
	}
	return t.UTC(), nil
}

// within returns the view of a negotiation: the lens's own if it is of that negotiation, else the default one.
func (l *lens) within(negotiation string) (*frame, error) {
	if l.frame != nil && l.frame.Negotiation.Key == negotiation {
		return l.frame, nil
	}
	return l.req.api.frames.of(l.snap, graph.ViewOptions{Negotiation: negotiation, AsOf: l.asOf})
}

// frames returns the view of the lens, or outside a negotiation the default views of all, by key.
func (l *lens) views() ([]*frame, error) {
	if l.frame != nil {
		return []*frame{l.frame}, nil
	}
	var all []*frame
	for n := range graph.All[*graph.Negotiation](l.snap) {
		f, err := l.within(n.Key)
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

// into returns the lens narrowed to a view.
func (l *lens) into(f *frame) *lens {
	in := *l
	in.frame = f
	return &in
}

// record returns the record of a key seen through the lens, or null where there is none.
func record[T graph.Record](l *lens, key string) any {
	r, ok := graph.Get[T](l.snap, key)
	if !ok {
		return nil
	}
	return see(l, r)
}

// records returns the records of keys, in their order; keys that name nothing are left out.
func records[T graph.Record](l *lens, keys []string) []seen[T] {
	out := make([]seen[T], 0, len(keys))
	for _, k := range keys {
		if r, ok := graph.Get[T](l.snap, k); ok {
			out = append(out, see(l, r))
		}
	}
	return out
}

// pointers points to the elements of a list.
func pointers[T any](list []T) []*T {
	out := make([]*T, 0, len(list))
	for i := range list {
		out = append(out, &list[i])
	}
	return out
}

// owner names a thing for the cursors of its lists.
func (s seen[T]) owner() string {
	if r, ok := any(s.it).(graph.Record); ok {
		return s.name + " " + r.Ref().String()
	}
	return s.name
}

func (s seen[T]) typeName() string { return typeOf(s.it) }

// instant writes a time as answers do.
func instant(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// unknown is the error for a key that names nothing.
func (l *lens) unknown(k graph.Kind, key string) error {
	var keys []string
	for r := range l.snap.Records(k) {
		keys = append(keys, r.Ref().Key)
	}
	return faultf(CodeNotFound, "%s", graph.UnknownWord(string(k), shorten(key), keys))
}

// known fails unless every key, given by the argument, names a record of the kind; within a negotiation, a party that has
// part in it: of another nothing can be told, which is not that nothing stands between it and the rest.
func (l *lens) known(k graph.Kind, argument string, keys []string) error {
	for _, key := range keys {
		if _, ok := l.snap.Record(graph.Ref{Kind: k, Key: key}); !ok {
			f := l.unknown(k, key).(*fault)
			return faultf(CodeNotFound, "%s: %s", argument, f.Msg)
		}
		if k == graph.KindParty && l.frame != nil && !l.hasPart(key) {
			return faultf(CodeNotFound, "%s: party %q has no part in the negotiation %q: nothing is on record for it there", argument, key, l.frame.Negotiation.Key)
		}
	}
	return nil
}

// hasPart reports whether a party takes part in the negotiation of the lens, on whatever day, or a record there is about
// it.
func (l *lens) hasPart(party string) bool {
	if slices.ContainsFunc(l.frame.Negotiation.Participants, func(p graph.Participation) bool { return p.Party == party }) {
		return true
	}
	for _, kind := range []graph.Kind{graph.KindPosition, graph.KindRedLine, graph.KindInquiry, graph.KindProposal, graph.KindCommitment, graph.KindScenario, graph.KindTerm} {
		for r := range l.snap.Referring(graph.Ref{Kind: graph.KindParty, Key: party}, kind) {
			if l.snap.NegotiationOf(r) == l.frame.Negotiation.Key {
				return true
			}
		}
	}
	return false
}
