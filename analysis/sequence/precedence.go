package sequence

import (
	"slices"

	"parley/graph"
)

// Strength is how firmly a party wants one step before another.
type Strength string

// The degrees of strength, strongest first.
const (
	RedLine   Strength = "red-line"
	Demanded  Strength = "demanded"
	Preferred Strength = "preferred"
)

// Values implements graph.Enum.
func (Strength) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(RedLine), Doc: "The party's red lines on an issue leave only options that lay it down."},
		{Word: string(Demanded), Doc: "Every option the party demands in a position lays it down."},
		{Word: string(Preferred), Doc: "Every option the party prefers in a position lays it down."},
	}
}

// Precedence is a party's wish to have one step before another.
type Precedence struct {
	Party         *graph.Party
	Before, After graph.Step
	Strength      Strength // the strongest of its grounds
	Grounds       []Ground // strongest first, then by issue and key
	Evidence      []string // the statements the grounds rest on that count in the view, each once
	Explanation   string

	pair pair
}

// Ground is what shows that a party wants the steps in an order: one position, or its red lines on one issue together.
type Ground struct {
	Strength Strength
	Issue    *graph.IssueView
	Position *graph.Position  // nil for red lines
	RedLines []*graph.RedLine // by key: those that rule out an option without the order; none for a position
	// Yet are positions of the party in force on the issue that demand, prefer or accept an option without the order, by
	// key: it has said both. A party with red lines has none.
	Yet []*graph.Position

	left graph.OptionSet // the options that all lay down the order: those named, or those the red lines leave
}

// Records returns the position, or the red lines.
func (g Ground) Records() []graph.Record {
	if g.Position != nil {
		return []graph.Record{g.Position}
	}
	var list []graph.Record
	for _, r := range g.RedLines {
		list = append(list, r)
	}
	return list
}

// pair is a step before another, by their places.
type pair struct{ before, after int }

// orders knows in which options of an issue which step comes before which.
type orders struct {
	places map[string]int
	steps  []graph.Step
}

func ordersOf(steps []graph.Step) *orders {
	o := &orders{places: map[string]int{}, steps: steps}
	for n, s := range steps {
		o.places[s.Key] = n
	}
	return o
}

// laidDown returns, for each pair of steps that an option of the issue puts in order, the options that do.
func (o *orders) laidDown(i *graph.IssueView) map[pair]graph.OptionSet {
	all := map[pair]graph.OptionSet{}
	for n, option := range i.Options {
		for at, key := range option.Order {
			for _, later := range option.Order[at+1:] {
				if x, y := o.places[key], o.places[later]; x != y {
					all[pair{x, y}] |= 1 << n
				}
			}
		}
	}
	return all
}

// grounds returns what shows, on one issue, that the party wants which pair, as if the records gone were not there.
func (o *orders) grounds(st *graph.Stand, gone []graph.Record) map[pair][]Ground {
	found := map[pair][]Ground{}
	for p, with := range o.laidDown(st.Issue) {
		if g, ok := ofRedLines(st, with, gone); ok {
			found[p] = append(found[p], g)
		}
		for _, strength := range []Strength{Demanded, Preferred} {
			found[p] = append(found[p], ofPositions(st, with, strength, gone)...)
		}
	}
	return found
}

// ofPositions returns the positions of a strength all of whose options are among those with the order.
func ofPositions(st *graph.Stand, with graph.OptionSet, strength Strength, gone []graph.Record) []Ground {
	stance := graph.StanceDemands
	if strength == Preferred {
		stance = graph.StancePrefers
	}
	var list []Ground
	for _, p := range st.Positions {
		named := st.Issue.Set(p.Options)
		if p.Stance == stance && named != 0 && named.Within(with) && !slices.Contains(gone, graph.Record(p)) {
			list = append(list, Ground{Strength: strength, Issue: st.Issue, Position: p, Yet: otherwise(st, with), left: named})
		}
	}
	return list
}

// otherwise lists the positions of a stand that would have an option without the order.
func otherwise(st *graph.Stand, with graph.OptionSet) []*graph.Position {
	var list []*graph.Position
	for _, p := range st.Positions {
		switch p.Stance {
		case graph.StanceDemands, graph.StancePrefers, graph.StanceAccepts:
			if !st.Issue.Set(p.Options).Within(with) {
				list = append(list, p)
			}
		}
	}
	return list
}

// ofRedLines returns the red lines of a stand on this issue alone, if all they leave are options with the order, and
// others are there. Lines that leave nothing want no order.
func ofRedLines(st *graph.Stand, with graph.OptionSet, gone []graph.Record) (Ground, bool) {
	g := Ground{Strength: RedLine, Issue: st.Issue}
	var forbidden graph.OptionSet
	for n, r := range st.RedLines {
		if slices.Contains(gone, graph.Record(r)) {
			continue
		}
		forbidden |= st.Line(n)
		if st.Line(n)&^with != 0 {
			g.RedLines = append(g.RedLines, r)
		}
	}
	g.left = st.Issue.All() &^ forbidden
	return g, g.left != 0 && g.left.Within(with) && len(g.RedLines) > 0
}
