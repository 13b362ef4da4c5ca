package settle

import (
	"parley/analysis/core"
	"parley/graph"
)

// text is what a proposal says, issue by issue of a view.
type text struct {
	numbering
	proposal  *graph.Proposal
	choosing  [][]int // by issue: the provisions that choose an option of it
	mentioned [][]int // by issue: the provisions that name it
}

func read(v *graph.View, p *graph.Proposal) *text {
	t := &text{
		numbering: numbering{core.NewNumbering(v)}, proposal: p,
		choosing: make([][]int, len(v.Issues)), mentioned: make([][]int, len(v.Issues)),
	}
	for n := range p.Provisions {
		c := &p.Provisions[n]
		i, ok := t.Variable[c.Issue]
		if !ok {
			continue
		}
		t.mentioned[i] = append(t.mentioned[i], n)
		judged := len(c.Condition) == 0 || len(t.Numbered(c.Condition)) > 0
		if t.options(n) != 0 && judged {
			t.choosing[i] = append(t.choosing[i], n)
		}
	}
	return t
}

// options returns what a provision on an issue of the view chooses.
func (t *text) options(provision int) graph.OptionSet {
	c := &t.proposal.Provisions[provision]
	return t.View.Issues[t.Variable[c.Issue]].Set(c.Options)
}

// silent reports whether the text chooses nothing on the issue.
func (t *text) silent(issue int) bool { return len(t.choosing[issue]) == 0 }
