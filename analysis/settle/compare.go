package settle

import (
	"slices"
	"strings"

	"parley/graph"
)

// Row sets what two texts say on one matter side by side.
type Row struct {
	Issue *graph.IssueView // nil for a clause outside the issues of the view
	A, B  Side
	// Same is set where both texts choose the same options on the issue, without a condition. Their words can
	// differ all the same.
	Same bool
}

// Side is what one text says on the matter of a row.
type Side struct {
	Provisions []int          // indexes into the proposal's
	Options    []graph.Option // what it chooses; several leave it ambiguous
	// Says puts it into words: the clauses with their options, that they leave the matter open, or that the
	// text is silent.
	Says string
}

// Compare sets two proposals side by side, in the order of the earlier text (of the first given, where dates do
// not tell), then of the other. Issues that neither mentions have no row; a clause outside the issues has one of
// its own.
func Compare(v *graph.View, a, b *graph.Proposal) []Row {
	ta, tb := read(v, a), read(v, b)
	order := []*text{ta, tb}
	if a.Date.Compare(b.Date) == graph.After {
		slices.Reverse(order)
	}
	var rows []Row
	done := map[int]bool{}
	for _, t := range order {
		for n, c := range t.proposal.Provisions {
			issue, inside := t.Variable[c.Issue]
			switch {
			case !inside && t == ta:
				rows = append(rows, Row{A: t.outside(n), B: Side{Says: "silent"}})
			case !inside:
				rows = append(rows, Row{A: Side{Says: "silent"}, B: t.outside(n)})
			case !done[issue]:
				done[issue] = true
				same := !ta.silent(issue) && ta.chosen(issue) == tb.chosen(issue) && !ta.conditional(issue) && !tb.conditional(issue)
				rows = append(rows, Row{Issue: v.Issues[issue], A: ta.side(issue), B: tb.side(issue), Same: same})
			}
		}
	}
	return rows
}

// outside is the side of a text with a clause outside the issues.
func (t *text) outside(provision int) Side {
	name, _ := t.clauses([]int{provision})
	return Side{Provisions: []int{provision}, Says: name + ": " + t.proposal.Provisions[provision].Text}
}

func (t *text) side(issue int) Side {
	s := Side{Provisions: t.mentioned[issue], Options: t.View.Issues[issue].Pick(t.chosen(issue))}
	if len(s.Provisions) == 0 {
		s.Says = "silent"
		return s
	}
	var words []string
	for _, n := range s.Provisions {
		name, _ := t.clauses([]int{n})
		switch set := t.options(n); {
		case set == 0:
			words = append(words, name+": left open")
		case len(t.proposal.Provisions[n].Condition) > 0:
			words = append(words, name+": "+t.labels(issue, set)+", under a condition")
		default:
			words = append(words, name+": "+t.labels(issue, set))
		}
	}
	s.Says = strings.Join(words, "; ")
	return s
}
