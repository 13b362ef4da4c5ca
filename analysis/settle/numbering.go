package settle

import (
	"slices"

	"parley/analysis/nogood"
	"parley/graph"
)

// numbering gives the issues of a view, in their order, the numbers of variables.
type numbering struct {
	view     *graph.View
	variable map[string]int // issue key to its place in view.Issues
}

func newNumbering(v *graph.View) numbering {
	n := numbering{view: v, variable: map[string]int{}}
	for at, i := range v.Issues {
		n.variable[i.Key] = at
	}
	return n
}

// nogoods turns patterns into numbers, leaving out those that name an issue outside the view. Terms are in the
// order of the issues.
func (n numbering) nogoods(patterns graph.Patterns) []nogood.Nogood {
	var list []nogood.Nogood
	for _, p := range patterns {
		if one, ok := n.nogood(p); ok {
			list = append(list, one)
		}
	}
	return list
}

func (n numbering) nogood(p graph.Pattern) (one nogood.Nogood, ok bool) {
	for _, key := range p.Issues() {
		i, known := n.variable[key]
		if !known {
			return nil, false
		}
		one = append(one, nogood.Term{Var: i, Set: n.view.Issues[i].Set(p[key])})
	}
	slices.SortFunc(one, func(a, b nogood.Term) int { return a.Var - b.Var })
	return one, true
}

// labels names the options in a set: "A", "B" or "C".
func (n numbering) labels(issue int, set graph.OptionSet) string {
	var words []string
	for _, label := range n.view.Issues[issue].Labels(set) {
		words = append(words, quoted(label))
	}
	return series(words, "or")
}

func (n numbering) title(issue int) string { return n.view.Issues[issue].Title }

// whose names a red line and its party: Ukraine's red line "No cession of the territory".
func (n numbering) whose(line *graph.RedLine) string {
	name := line.Party + "'s"
	if p, ok := n.view.Party(line.Party); ok {
		name = possessive(p)
	}
	return name + " red line " + quoted(line.Title)
}
