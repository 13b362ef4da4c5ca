package settle

import (
	"parley/analysis/core"
	"parley/graph"
)

// numbering names what has a number.
type numbering struct{ core.Numbering }

// labels names the options in a set: "A", "B" or "C".
func (n numbering) labels(issue int, set graph.OptionSet) string {
	var words []string
	for _, label := range n.View.Issues[issue].Labels(set) {
		words = append(words, quoted(label))
	}
	return series(words, "or")
}

func (n numbering) title(issue int) string { return n.View.Issues[issue].Title }

// whose names a red line and its party: Ukraine's red line "No cession of the territory".
func (n numbering) whose(line *graph.RedLine) string {
	name := line.Party + "'s"
	if p, ok := n.View.Party(line.Party); ok {
		name = possessive(p)
	}
	return name + " red line " + quoted(line.Title)
}
