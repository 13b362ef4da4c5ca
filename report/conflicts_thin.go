package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// thinRows is how many weak records are listed one by one.
const thinRows = 30

// The ways in which support is weak.
const (
	bareWords   = "nothing said by the day of this report"
	singleWords = "a single origin"
	othersWords = "others’ account only"
	staleWords  = "words more than a year old"
)

// thin is a position or red line in force that stands on thin ice, and why.
type thin struct {
	record    graph.Record
	why       []string
	conflicts int // in which it takes part
}

// weak lists what is badly supported, that which takes part in most conflicts first.
func (r *conflicts) weak() []*thin {
	var list []*thin
	add := func(rec graph.Record, why string) {
		if n := slices.IndexFunc(list, func(t *thin) bool { return t.record == rec }); n >= 0 {
			list[n].why = append(list[n].why, why)
			return
		}
		list = append(list, &thin{rec, []string{why}, r.takesPart(rec)})
	}
	for _, rec := range r.gaps.NoEvidence {
		add(rec, bareWords)
	}
	for _, rec := range r.gaps.SingleOrigin {
		add(rec, singleWords)
	}
	for _, rec := range r.recorded() {
		if hearsay(r.v.Snapshot, rec) {
			add(rec, othersWords)
		}
	}
	for _, s := range r.gaps.Stale {
		add(s.Record, staleWords)
	}
	slices.SortFunc(list, func(a, b *thin) int {
		return cmp.Or(
			cmp.Compare(b.conflicts, a.conflicts),
			strings.Compare(partyName(r.v.Snapshot, ownerOf(a.record)), partyName(r.v.Snapshot, ownerOf(b.record))),
			strings.Compare(a.record.Ref().String(), b.record.Ref().String()))
	})
	return list
}

// recorded lists the positions and red lines in force on record, the conditional ones among them.
func (r *conflicts) recorded() []graph.Record {
	var list []graph.Record
	for _, p := range slices.Concat(r.v.Positions, r.v.Conditional) {
		list = append(list, p)
	}
	for _, l := range r.v.RedLines {
		if !r.v.Supposes(l) {
			list = append(list, l)
		}
	}
	return list
}

// takesPart counts the conflicts in which a record takes part.
func (r *conflicts) takesPart(rec graph.Record) int {
	n := 0
	for _, c := range r.found {
		for _, s := range c.Sides {
			if s.Holds == rec {
				n++
			}
		}
	}
	return n
}

// thinIce lists what is badly supported.
func (r *conflicts) thinIce() {
	r.heading(3, "On thin ice")
	list := r.weak()
	switch {
	case r.gaps.Counts.Records == 0:
		r.say("No position or red line is in force.")
		return
	case len(list) == 0:
		r.say("Every position and red line in force rests on the party’s own words from the last year, in sources of more than one origin.")
		return
	}
	r.say(fmt.Sprintf("Positions and red lines in force that rest on little: %s of %s in all, conditional ones included. ",
		Number(len(list)), Number(r.gaps.Counts.Records)), "One can count in several rows. Copies of one report count as one origin.")
	r.table([]Column{{Title: "Rests on"}, {Title: "Positions and red lines", Align: Right}},
		mapped([]string{bareWords, singleWords, othersWords, staleWords}, func(why string) []Text {
			n := 0
			for _, t := range list {
				if slices.Contains(t.why, why) {
					n++
				}
			}
			return []Text{text(why), text(digits(n))}
		}))
	shown, rest := list[:min(thinRows, len(list))], list[min(thinRows, len(list)):]
	r.say("Those on which most conflicts rest come first:")
	r.table([]Column{{Title: "Party"}, {Title: "Position or red line"}, {Title: "Rests on"}, {Title: "Conflicts", Align: Right}, {Title: "Sources"}},
		mapped(shown, r.thinRow))
	r.restOnThinIce(rest)
}

func (r *conflicts) thinRow(t *thin) []Text {
	return []Text{text(partyName(r.v.Snapshot, ownerOf(t.record))), text(r.about(t.record)), text(strings.Join(t.why, "; ")), text(digits(t.conflicts)), r.sources(t.record)}
}

// about names the issue of a position with what it says, and a red line by its title.
func (r *conflicts) about(rec graph.Record) string {
	switch rec := rec.(type) {
	case *graph.Position:
		if i, ok := r.v.Issue(rec.Issue); ok {
			return i.Title + ": " + positionWords(r.v.Snapshot, rec)
		}
	case *graph.RedLine:
		return "red line " + quoted(rec.Title)
	}
	return rec.Ref().String()
}

// restOnThinIce counts the weak records that are not listed, by party.
func (r *conflicts) restOnThinIce(rest []*thin) {
	if len(rest) == 0 {
		return
	}
	all, inConflict := map[string]int{}, map[string]int{}
	for _, t := range rest {
		all[ownerOf(t.record)]++
		if t.conflicts > 0 {
			inConflict[ownerOf(t.record)]++
		}
	}
	var rows [][]Text
	for _, p := range r.byName() {
		if n := all[p.Key]; n > 0 {
			rows = append(rows, []Text{text(p.Name), text(digits(n)), text(digits(inConflict[p.Key]))})
		}
	}
	r.say("And " + Number(len(rest)) + " more, by party:")
	r.table([]Column{{Title: "Party"}, {Title: "Positions and red lines", Align: Right}, {Title: "Of them in a conflict", Align: Right}}, rows)
}
