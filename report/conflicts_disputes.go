package report

import (
	"slices"
	"strings"

	"parley/analysis/evidence"
	"parley/graph"
)

// told is a version of a dispute that some statement made by the view's day tells.
type told struct {
	evidence.Version
	statements []string
}

// disputes sets versions side by side where sources disagree.
func (r *conflicts) disputes() {
	var rows [][]Text
	for d := range graph.Referring[*graph.Dispute](r.v.Snapshot, r.v.Negotiation.Ref()) {
		if list := r.versions(d); len(list) > 1 && r.concerns(d) {
			for _, t := range list {
				rows = append(rows, []Text{text(d.Title), text(t.Label, r.cite(t.statements)), text(digits(len(t.Origins))), text(r.preference(d, t))})
			}
		}
	}
	if len(rows) == 0 {
		return
	}
	r.heading(3, "Where sources disagree")
	r.say("Versions told by " + DayWords(r.v.AsOf) + ". Where one is taken, the statements of the others count for nothing in this report; where none is, those of all count.")
	r.table([]Column{{Title: "Question"}, {Title: "Version"}, {Title: "Independent origins", Align: Right}, {Title: "In this report"}}, rows)
}

// versions lists those told by the view's day, with the statements that tell them.
func (r *conflicts) versions(d *graph.Dispute) []told {
	var list []told
	for _, x := range evidence.Versions(r.v, d) {
		t := told{Version: x}
		for _, b := range x.Backings {
			if b.Statement.Said.Earliest() <= r.v.AsOf {
				t.statements = append(t.statements, b.Statement.Key)
			}
		}
		if len(t.statements) > 0 {
			list = append(list, t)
		}
	}
	return list
}

// concerns reports whether a dispute bears on the view. In one of chosen parties or issues it does if a position or red
// line of one of the parties on one of the issues rests on what a version tells.
func (r *conflicts) concerns(d *graph.Dispute) bool {
	if r.v.ViewOptions.Parties == nil && r.v.ViewOptions.Issues == nil {
		return true
	}
	return slices.ContainsFunc(d.Versions, func(a graph.Account) bool { return slices.ContainsFunc(a.Statements, r.supports) })
}

// supports reports whether something of the view's parties on its issues rests on a statement.
func (r *conflicts) supports(statement string) bool {
	ref := graph.Ref{Kind: graph.KindStatement, Key: statement}
	ours := func(party string) bool {
		return slices.ContainsFunc(r.v.Parties, func(p *graph.Party) bool { return p.Key == party })
	}
	for p := range graph.Referring[*graph.Position](r.v.Snapshot, ref) {
		if _, ok := r.v.Issue(p.Issue); ok && ours(p.Party) {
			return true
		}
	}
	for l := range graph.Referring[*graph.RedLine](r.v.Snapshot, ref) {
		if bears(r.v, l.Key) && ours(l.Party) {
			return true
		}
	}
	return false
}

// preference says whether the view takes a version, and why; and what would change that.
func (r *conflicts) preference(d *graph.Dispute, t told) string {
	taken := evidence.Taken(r.v, d)
	_, asked := r.v.Prefer[d.Key]
	var parts []string
	switch {
	case taken == t.Key && asked:
		parts = append(parts, "taken, as asked for this report")
	case taken == t.Key:
		parts = append(parts, "taken")
	case taken != "":
		parts = append(parts, "left out")
	default:
		parts = append(parts, "counts: none is taken")
	}
	if t.Preferred {
		parts = append(parts, "preferred on record "+r.decidedWords(d)+"because: "+d.Reason)
	}
	if d.WouldChange != "" && (t.Preferred || d.Preferred == "") {
		parts = append(parts, "would change it: "+d.WouldChange)
	}
	return strings.Join(mapped(parts, func(s string) string { return stopped(Sentence(s)) }), " ")
}

// decidedWords says who decided and when, as far as that is on record.
func (r *conflicts) decidedWords(d *graph.Dispute) string {
	words := ""
	if d.DecidedBy != "" {
		words = "by " + d.DecidedBy + " "
	}
	if !d.Decided.IsZero() {
		words += "(" + DateWords(d.Decided) + ") "
	}
	return words
}
