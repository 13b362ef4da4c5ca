package settle

import (
	"slices"

	"parley/graph"
)

// text is what a proposal says, issue by issue of a view.
type text struct {
	view      *graph.View
	proposal  *graph.Proposal
	variable  map[string]int // issue key to its place in view.Issues
	choosing  [][]int        // by issue: the provisions that choose an option of it
	mentioned [][]int        // by issue: the provisions that name it
}

func read(v *graph.View, p *graph.Proposal) *text {
	t := &text{
		view: v, proposal: p, variable: map[string]int{},
		choosing: make([][]int, len(v.Issues)), mentioned: make([][]int, len(v.Issues)),
	}
	for n, i := range v.Issues {
		t.variable[i.Key] = n
	}
	for n := range p.Provisions {
		c := &p.Provisions[n]
		i, ok := t.variable[c.Issue]
		if !ok {
			continue
		}
		t.mentioned[i] = append(t.mentioned[i], n)
		judged := len(c.Condition) == 0 || len(t.nogoods(c.Condition)) > 0
		if t.options(n) != 0 && judged {
			t.choosing[i] = append(t.choosing[i], n)
		}
	}
	return t
}

// options returns what a provision on an issue of the view chooses.
func (t *text) options(provision int) graph.OptionSet {
	c := &t.proposal.Provisions[provision]
	return t.view.Issues[t.variable[c.Issue]].Set(c.Options)
}

// silent reports whether the text chooses nothing on the issue.
func (t *text) silent(issue int) bool { return len(t.choosing[issue]) == 0 }

// nogoods turns patterns into numbers, leaving out those that name an issue outside the view. Terms are in the
// order of the issues.
func (t *text) nogoods(patterns graph.Patterns) []nogood {
	var list []nogood
	for _, p := range patterns {
		if n, ok := t.nogood(p); ok {
			list = append(list, n)
		}
	}
	return list
}

func (t *text) nogood(p graph.Pattern) (n nogood, ok bool) {
	for _, key := range p.Issues() {
		i, known := t.variable[key]
		if !known {
			return nil, false
		}
		n = append(n, term{i, t.view.Issues[i].Set(p[key])})
	}
	slices.SortFunc(n, func(a, b term) int { return a.variable - b.variable })
	return n, true
}
