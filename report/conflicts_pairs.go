package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/analysis/conflict"
	"parley/graph"
)

// matrixParties is how many parties wide a matrix fits a page; the parties beyond are listed with their partners.
const matrixParties = 8

// severityMarks tell severities apart without colour.
var severityMarks = map[conflict.Severity]string{
	conflict.Blocking: "Bl", conflict.Serious: "Se", conflict.Moderate: "Mo", conflict.Mild: "Mi",
}

// pairs counts conflicts by pair of parties.
func (r *conflicts) pairs() {
	r.begin(pairSection)
	parties := r.involved()
	if len(parties) == 0 {
		r.say("No two parties conflict on the record of this view.")
		return
	}
	r.say("Each cell counts the conflicts of a pair and marks the worst: Bl blocking, Se serious, Mo moderate, Mi mild. ",
		"A dash means that no conflict is on record, which is no agreement. On the diagonal, a party that contradicts itself. ",
		"The order is by number of conflicts, and no ranking.")
	shown := parties[:min(matrixParties, len(parties))]
	r.matrixTable(shown)
	if rest := parties[len(shown):]; len(rest) > 0 {
		r.say(fmt.Sprintf("The other %s:", Count(len(rest), "party with conflicts", "parties with conflicts")))
		r.table([]Column{{Title: "Party"}, {Title: "Conflicts", Align: Right}, {Title: "Worst"}, {Title: "With whom"}}, mapped(rest, r.partnersRow))
	}
	if n := len(r.v.Parties) - len(parties); n > 0 {
		r.say(fmt.Sprintf("No conflict is on record for %s of the view.", Count(n, "other party", "other parties")))
	}
}

// involved lists the parties with conflicts, most first.
func (r *conflicts) involved() []*graph.Party {
	var list []*graph.Party
	for _, p := range r.v.Parties {
		if len(r.cellsOf(p)) > 0 {
			list = append(list, p)
		}
	}
	slices.SortStableFunc(list, func(a, b *graph.Party) int {
		return cmp.Or(cmp.Compare(r.conflictsOf(b), r.conflictsOf(a)), strings.Compare(a.Name, b.Name))
	})
	return list
}

// cellsOf lists the cells of a party's pairs, most conflicts first.
func (r *conflicts) cellsOf(p *graph.Party) []conflict.Cell {
	var list []conflict.Cell
	for _, c := range r.matrix.Cells {
		if c.Row == p.Key || c.Column == p.Key {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b conflict.Cell) int { return cmp.Compare(b.Count, a.Count) })
	return list
}

func (r *conflicts) conflictsOf(p *graph.Party) int {
	n := 0
	for _, c := range r.found {
		if slices.Contains(c.Parties, p) {
			n++
		}
	}
	return n
}

func (r *conflicts) matrixTable(parties []*graph.Party) {
	columns := []Column{{Title: "Party"}}
	var rows [][]Text
	for _, p := range parties {
		columns = append(columns, Column{p.Name, Centre})
		row := []Text{text(p.Name)}
		for _, q := range parties {
			mark := "–"
			if c, ok := r.matrix.At(p.Key, q.Key); ok {
				mark = digits(c.Count) + " " + severityMarks[c.Severity]
			}
			row = append(row, text(mark))
		}
		rows = append(rows, row)
	}
	r.table(columns, rows)
}

func (r *conflicts) partnersRow(p *graph.Party) []Text {
	cells := r.cellsOf(p)
	worst := slices.MinFunc(cells, func(a, b conflict.Cell) int { return cmp.Compare(a.Severity.Rank(), b.Severity.Rank()) }).Severity
	var partners []string
	for _, c := range cells {
		other := c.Row
		if other == p.Key {
			other = c.Column
		}
		partners = append(partners, fmt.Sprintf("%s (%s %s)", partyName(r.v.Snapshot, other), digits(c.Count), severityMarks[c.Severity]))
	}
	return []Text{text(p.Name), text(digits(r.conflictsOf(p))), text(string(worst)), text(strings.Join(partners, ", "))}
}
