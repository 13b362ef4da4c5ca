package change

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// tenure is a position or red line and the days on which it holds in a view.
type tenure struct {
	graph.Record
	party       string
	first, last graph.Day
	replaces    *tenure // which the record supersedes, and which had ended by then
	began       *turn   // nil until its strand has come to its first day
}

func (t *tenure) on(d graph.Day) bool { return t.first <= d && d <= t.last }

// endsOn reports whether d is the first day after the last.
func (t *tenure) endsOn(d graph.Day) bool { return t.last < graph.MaxDay && t.last+1 == d }

// strand is what a party has on record on one issue, or of red lines on one set of issues with those that supersede
// them, and how it turned.
type strand struct {
	view    *graph.View
	party   *graph.Party
	tenures []*tenure // by key
	all     []*tenure // the party's, of all strands
	turns   []*turn   // in time
}

// turn is a shift before it is put into words.
type turn struct {
	day           graph.Day
	kind          ShiftKind
	before, after []*tenure // what ended and what began; the first of each stands for all
	// other stands through where nothing began or nothing ended: it says all that what ended said, or is a position
	// that rules out all that a red line does.
	other   *tenure
	further bool // something of the strand stands through
}

// strandsOf follows all that is on record in a view, in order of party and strand.
func strandsOf(v *graph.View) []*strand {
	all := tenuresOf(v)
	link(v, all)
	byName, byParty := map[string]*strand{}, map[string][]*tenure{}
	for _, t := range all {
		name := t.strand(v)
		s := byName[name]
		if s == nil {
			party, _ := graph.Get[*graph.Party](v.Snapshot, t.party)
			s = &strand{view: v, party: party}
			byName[name] = s
		}
		s.tenures = append(s.tenures, t)
		byParty[t.party] = append(byParty[t.party], t)
	}
	var list []*strand
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		s := byName[name]
		s.all = byParty[s.party.Key]
		s.follow()
		list = append(list, s)
	}
	return list
}

// strand names the strand a tenure belongs to.
func (t *tenure) strand(v *graph.View) string {
	if t.replaces != nil {
		return t.replaces.strand(v)
	}
	kind := t.Ref().Kind
	return strings.Join(append([]string{t.party, string(kind)}, issuesOf(v, t.Record)...), " ")
}

// issuesOf lists the keys of the issues of the view that a position or red line is about, sorted.
func issuesOf(v *graph.View, r graph.Record) []string {
	var keys []string
	switch r := r.(type) {
	case *graph.Position:
		keys = []string{r.Issue}
	case *graph.RedLine:
		for _, p := range v.Forbids(r) {
			keys = append(keys, p.Issues()...)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// tenuresOf lists the positions and red lines that the view admits, whenever they hold, by key.
func tenuresOf(v *graph.View) []*tenure {
	var list []*tenure
	known := map[graph.Ref]bool{}
	add := func(party string, r graph.Record) {
		first, last := v.Period(r)
		wanted := v.ViewOptions.Parties == nil || slices.Contains(v.ViewOptions.Parties, party)
		if wanted && first <= last && !known[r.Ref()] {
			known[r.Ref()] = true
			list = append(list, &tenure{Record: r, party: party, first: first, last: last})
		}
	}
	for _, i := range v.Issues {
		for p := range graph.Referring[*graph.Position](v.Snapshot, i.Ref()) {
			if p.Issue == i.Key {
				add(p.Party, p)
			}
		}
		for r := range graph.Referring[*graph.RedLine](v.Snapshot, i.Ref()) {
			if len(v.Forbids(r)) > 0 {
				add(r.Party, r)
			}
		}
	}
	slices.SortFunc(list, func(a, b *tenure) int { return strings.Compare(a.Ref().String(), b.Ref().String()) })
	return slices.DeleteFunc(list, func(t *tenure) bool { return !v.Admits(t.Record) })
}

// link finds what each record supersedes. Where that never held, because it was superseded on its first day, it is
// what that one superseded.
func link(v *graph.View, all []*tenure) {
	byRef := map[graph.Ref]*tenure{}
	for _, t := range all {
		byRef[t.Ref()] = t
	}
	for _, t := range all {
		for ref := superseded(t.Record); ref.Key != ""; {
			if old := byRef[ref]; old != nil {
				if old.last < t.first {
					t.replaces = old
				}
				break
			}
			r, _ := v.Snapshot.Record(ref)
			ref = superseded(r)
		}
	}
}

func superseded(r graph.Record) graph.Ref {
	switch r := r.(type) {
	case *graph.Position:
		return graph.Ref{Kind: graph.KindPosition, Key: r.Supersedes}
	case *graph.RedLine:
		return graph.Ref{Kind: graph.KindRedLine, Key: r.Supersedes}
	}
	return graph.Ref{}
}

// follow goes through the days on which something of the strand begins or ends.
func (s *strand) follow() {
	var days []graph.Day
	for _, t := range s.tenures {
		days = append(days, t.first)
		if t.last < graph.MaxDay {
			days = append(days, t.last+1)
		}
	}
	slices.Sort(days)
	for _, d := range slices.Compact(days) {
		s.turn(d)
	}
}

// turn makes the shifts of one day. What was superseded goes with what supersedes it; what ended otherwise goes with
// the first that begins and does not restate.
func (s *strand) turn(d graph.Day) {
	ended, begun, standing := s.around(d)
	ended = s.kept(d, ended, standing)
	for len(begun) > 0 {
		lead := begun[0]
		if old := s.restated(lead, standing); lead.replaces == nil && old != nil {
			s.put(&turn{day: d, kind: ShiftRestated, before: []*tenure{old}, after: begun[:1]})
			standing, begun = append(standing, lead), begun[1:]
			continue
		}
		t := &turn{day: d, before: s.before(lead, ended, standing), further: len(standing) > 0}
		ended = nil
		t.after, begun = s.joined(t.before, begun, standing)
		t.kind = s.kindOf(t)
		s.put(t)
		standing = append(standing, t.after...)
	}
	if len(ended) > 0 {
		t := &turn{day: d, before: ended, further: len(standing) > 0}
		t.kind = s.kindOf(t)
		s.put(t)
	}
}

// kept makes shifts of what ended while something stands that says all of it, and returns the rest.
func (s *strand) kept(d graph.Day, ended, standing []*tenure) []*tenure {
	return slices.DeleteFunc(ended, func(t *tenure) bool {
		other := s.restated(t, standing)
		if other != nil {
			s.put(&turn{day: d, kind: ShiftRestated, before: []*tenure{t}, other: other})
		}
		return other != nil
	})
}

// around sorts what the strand has around a day: what ended and has no successor named, the latest first; what began,
// with those that name one first, then by strength of voice, then key; and what stands through.
func (s *strand) around(d graph.Day) (ended, begun, standing []*tenure) {
	named := map[*tenure]bool{}
	for _, t := range s.tenures {
		switch {
		case t.first == d:
			begun = append(begun, t)
			named[t.replaces] = true
		case t.endsOn(d):
			ended = append(ended, t)
		case t.on(d):
			standing = append(standing, t)
		}
	}
	ended = slices.DeleteFunc(ended, func(t *tenure) bool { return named[t] })
	slices.SortStableFunc(ended, later)
	slices.SortStableFunc(begun, func(a, b *tenure) int {
		return cmp.Or(compareBool(b.replaces != nil, a.replaces != nil), s.strength(a).compare(s.strength(b)))
	})
	return ended, begun, standing
}

// later puts what began later first.
func later(a, b *tenure) int { return cmp.Compare(b.first, a.first) }

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// before lists what lead comes after: what it supersedes and what else ended; or where nothing of the strand ends or
// stands, what ended last.
func (s *strand) before(lead *tenure, ended, standing []*tenure) []*tenure {
	var list []*tenure
	if lead.replaces != nil {
		list = append(list, lead.replaces)
	}
	list = append(list, ended...)
	if len(list) > 0 || len(standing) > 0 {
		return list
	}
	for _, t := range s.tenures {
		if t.last >= lead.first {
			continue
		}
		if len(list) > 0 && t.last > list[0].last {
			list = nil
		}
		if len(list) == 0 || t.last == list[0].last {
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, later)
	return list
}

// joined takes from what begins the first, and if it comes after something those that share its voice or supersede
// the same, unless they restate what stands.
func (s *strand) joined(before, begun, standing []*tenure) (after, rest []*tenure) {
	after = begun[:1:1]
	for _, t := range begun[1:] {
		lead := after[0]
		same := t.replaces != nil && t.replaces == lead.replaces ||
			t.replaces == nil && s.sameVoice(t, lead) && s.restated(t, standing) == nil
		if len(before) > 0 && same {
			after = append(after, t)
		} else {
			rest = append(rest, t)
		}
	}
	return after, rest
}

// restated returns what stands and says all that t says, the first that began; nil if nothing does.
func (s *strand) restated(t *tenure, standing []*tenure) *tenure {
	var found *tenure
	for _, old := range standing {
		if s.saysNoMore(t.Record, old.Record) && (found == nil || old.first < found.first) {
			found = old
		}
	}
	return found
}

func (s *strand) put(t *turn) {
	s.turns = append(s.turns, t)
	for _, a := range t.after {
		a.began = t
	}
}
