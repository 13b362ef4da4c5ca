package voice

import (
	"cmp"
	"slices"

	"parley/graph"
)

// Standing is what a voice is to a party on a day.
type Standing string

// The standings, in the order in which voices of no authority are listed.
const (
	InOffice Standing = "in-office"
	Former   Standing = "former"
	NoOffice Standing = "no-office"
	Unnamed  Standing = "unnamed"
)

// Values implements graph.Enum.
func (Standing) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(InOffice), Doc: "Holds an office of the party on the day."},
		{Word: string(Former), Doc: "Held an office of the party, and holds none on the day."},
		{Word: string(NoOffice), Doc: "A person with no office of the party by the day, whose words are on record for it: a commentator."},
		{Word: string(Unnamed), Doc: "No recorded person: a delegation, a joint statement, a text, named as its source does."},
	}
}

// Capacity is how words were said for a party.
type Capacity string

// The capacities.
const (
	Officially    Capacity = "officially"
	Personally    Capacity = "personally"
	Formerly      Capacity = "formerly"
	WithoutOffice Capacity = "without-office"
)

// Values implements graph.Enum.
func (Capacity) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(Officially), Doc: "For the party, by somebody in an office that speaks for it, or by a voice without a name that is recorded as entitled to."},
		{Word: string(Personally), Doc: "For oneself: so recorded, or in an office whose holder speaks for himself or herself."},
		{Word: string(Formerly), Doc: "By somebody who had left office."},
		{Word: string(WithoutOffice), Doc: "By somebody who held no office of the party, then or before."},
	}
}

var authorities = graph.Words(graph.Authority(""))

// rank orders degrees of authority, strongest first, none last.
func rank(a graph.Authority) int {
	if n := slices.Index(authorities, string(a)); n >= 0 {
		return n
	}
	return len(authorities)
}

// Held lists the offices of a party that a person may have held on one of the days from first to last, strongest first;
// of one authority the one begun last.
func Held(p *graph.Person, party string, first, last graph.Day) []graph.Office {
	held := slices.DeleteFunc(slices.Clone(p.Offices), func(o graph.Office) bool {
		return o.Party != party || o.From.Earliest() > last || o.To.Latest() < first
	})
	slices.SortStableFunc(held, func(a, b graph.Office) int {
		return cmp.Or(cmp.Compare(rank(a.Authority), rank(b.Authority)), cmp.Compare(b.From.Earliest(), a.From.Earliest()))
	})
	return held
}

// Left lists the offices of a party that a person had left by a day, the one left last first; of one last day the stronger.
func Left(p *graph.Person, party string, by graph.Day) []graph.Office {
	left := slices.DeleteFunc(slices.Clone(p.Offices), func(o graph.Office) bool { return o.Party != party || o.To.Latest() >= by })
	slices.SortStableFunc(left, func(a, b graph.Office) int {
		return cmp.Or(cmp.Compare(b.To.Latest(), a.To.Latest()), cmp.Compare(rank(a.Authority), rank(b.Authority)))
	})
	return left
}

// Weight is with what authority something was said for a party.
type Weight struct {
	Standing  Standing
	Capacity  Capacity
	Office    *graph.Office   // held on the day; of somebody who had left, the one left last; else nil
	Authority graph.Authority // of the office held on the day; official for an entitled voice without a name; else empty
}

// WeightOf returns the weight a statement has for a party, by the day it was said. Of a vague date the days it can mean
// count, and the strongest office held on one of them.
func WeightOf(s *graph.Snapshot, st *graph.Statement, party string) Weight {
	p, ok := graph.Get[*graph.Person](s, st.Speaker)
	if !ok {
		return unnamed(st.Attribution)
	}
	w := standing(p, party, st.Said.Earliest(), st.Said.Latest())
	if w.Standing == InOffice && (st.Attribution == graph.AttributionPersonal || w.Authority == graph.AuthorityPersonal) {
		w.Capacity = Personally
	}
	return w
}

func unnamed(a graph.Attribution) Weight {
	switch a {
	case graph.AttributionOfficial:
		return Weight{Standing: Unnamed, Capacity: Officially, Authority: graph.AuthorityOfficial}
	case graph.AttributionPersonal:
		return Weight{Standing: Unnamed, Capacity: Personally, Authority: graph.AuthorityPersonal}
	}
	return Weight{Standing: Unnamed, Capacity: WithoutOffice}
}

// standing is what a person is to a party on one of the days from first to last.
func standing(p *graph.Person, party string, first, last graph.Day) Weight {
	if held := Held(p, party, first, last); len(held) > 0 {
		return Weight{InOffice, Officially, &held[0], held[0].Authority}
	}
	if left := Left(p, party, first); len(left) > 0 {
		return Weight{Standing: Former, Capacity: Formerly, Office: &left[0]}
	}
	return Weight{Standing: NoOffice, Capacity: WithoutOffice}
}
