package conflict

import (
	"cmp"
	"slices"

	"parley/graph"
)

// Axes says what the rows and columns of a matrix are.
type Axes string

// The axes. A conflict of several parties or issues counts in the cell of each pair, or of each issue.
const (
	ByParties    Axes = "parties"     // a cell is a pair of parties
	ByPartyIssue Axes = "party-issue" // a row is a party, a column an issue
	ByIssues     Axes = "issues"      // a row is an issue; there is no column
)

// Values implements graph.Enum.
func (Axes) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(ByParties), Doc: "By pair of parties; a party with itself where it contradicts itself."},
		{Word: string(ByPartyIssue), Doc: "By party and issue."},
		{Word: string(ByIssues), Doc: "By issue."},
	}
}

// Matrix counts conflicts.
type Matrix struct {
	Axes          Axes
	Rows, Columns []Label // every party or issue of the view, by key
	Cells         []Cell  // those with a conflict, by row and column
	// Undecided lists, for pairs of parties, the issues on which nobody can tell whether the two conflict,
	// because one has something on record and the other is silent on every option. By parties and issue.
	Undecided []UndecidedCell
}

// Label names a row or column.
type Label struct{ Key, Label string }

// Cell sums up the conflicts of a row and a column. A pair of parties has one cell, in which the row is the
// party that comes first by key; a party's conflicts with itself are in the cell of which it is row and column.
type Cell struct {
	Row, Column string // keys; Column is empty where there are no columns
	Count       int
	Severity    Severity    // the worst
	Score       float64     // the highest
	Kinds       []Kind      // each once, in the order of Detectors
	Conflicts   []*Conflict // in the order given
}

// UndecidedCell is an issue on which one of a pair of parties has something on record and the other has not.
type UndecidedCell struct {
	Parties []*graph.Party // the two, by key
	Issue   *graph.IssueView
	Silent  *graph.Party // which of them is silent
}

// NewMatrix counts conflicts of the view. Axes left out are ByParties.
func NewMatrix(v *graph.View, conflicts []*Conflict, axes Axes) *Matrix {
	axes = cmp.Or(axes, ByParties)
	m := &Matrix{Axes: axes}
	var parties, issues []Label
	for _, p := range v.Parties {
		parties = append(parties, Label{p.Key, p.Name})
	}
	for _, i := range v.Issues {
		issues = append(issues, Label{i.Key, i.Title})
	}
	switch axes {
	case ByPartyIssue:
		m.Rows, m.Columns = parties, issues
	case ByIssues:
		m.Rows = issues
	default:
		m.Rows, m.Columns = parties, parties
		m.Undecided = undecided(v)
	}
	for _, c := range conflicts {
		for _, at := range axes.places(c) {
			m.add(at, c)
		}
	}
	return m
}

// place is a row and a column.
type place [2]string

func (a place) compare(b place) int { return slices.Compare(a[:], b[:]) }

// places lists where a conflict counts.
func (a Axes) places(c *Conflict) []place {
	var list []place
	switch a {
	case ByIssues:
		for _, i := range c.Issues {
			list = append(list, place{i.Key, ""})
		}
	case ByPartyIssue:
		for _, p := range c.Parties {
			for _, i := range c.Issues {
				list = append(list, place{p.Key, i.Key})
			}
		}
	default:
		for n, p := range c.Parties {
			for _, q := range c.Parties[n+1:] {
				list = append(list, place{p.Key, q.Key})
			}
		}
		if len(c.Parties) == 1 {
			list = append(list, place{c.Parties[0].Key, c.Parties[0].Key})
		}
	}
	return list
}

func (m *Matrix) add(at place, c *Conflict) {
	n, ok := m.find(at)
	if !ok {
		m.Cells = slices.Insert(m.Cells, n, Cell{Row: at[0], Column: at[1], Severity: c.Severity})
	}
	cell := &m.Cells[n]
	cell.Count++
	cell.Conflicts = append(cell.Conflicts, c)
	cell.Score = max(cell.Score, c.Score)
	cell.Severity = worse(cell.Severity, c.Severity)
	k, known := slices.BinarySearchFunc(cell.Kinds, c.Kind, func(a, b Kind) int { return a.rank() - b.rank() })
	if !known {
		cell.Kinds = slices.Insert(cell.Kinds, k, c.Kind)
	}
}

func worse(a, b Severity) Severity {
	if b.Rank() < a.Rank() {
		return b
	}
	return a
}

func (m *Matrix) find(at place) (n int, ok bool) {
	return slices.BinarySearchFunc(m.Cells, at, func(c Cell, at place) int { return place{c.Row, c.Column}.compare(at) })
}

// At returns the cell of a row and a column; for a pair of parties it does not matter which is which. ok is
// false where nothing conflicts.
func (m *Matrix) At(row, column string) (cell Cell, ok bool) {
	if m.Axes == ByParties && row > column {
		row, column = column, row
	}
	n, ok := m.find(place{row, column})
	if !ok {
		return Cell{}, false
	}
	return m.Cells[n], true
}

// undecided lists the issues on which one of a pair is silent and the other is not.
func undecided(v *graph.View) []UndecidedCell {
	var cells []UndecidedCell
	for n, p := range v.Parties {
		for _, q := range v.Parties[n+1:] {
			for _, i := range v.Issues {
				ps, qs := silent(i, p), silent(i, q)
				if ps == qs {
					continue
				}
				cell := UndecidedCell{Parties: []*graph.Party{p, q}, Issue: i, Silent: p}
				if qs {
					cell.Silent = q
				}
				cells = append(cells, cell)
			}
		}
	}
	return cells
}

func silent(i *graph.IssueView, p *graph.Party) bool {
	st, ok := i.Stand(p.Key)
	return !ok || st.Silent() == i.All()
}
