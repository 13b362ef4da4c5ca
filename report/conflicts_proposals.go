package report

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/analysis/settle"
	"parley/graph"
)

// judgeAll holds every proposal tabled by the view's day against the view.
func judgeAll(ctx context.Context, v *graph.View) ([]*settle.Judgement, error) {
	var list []*settle.Judgement
	for _, p := range settle.Proposals(v) {
		j, err := settle.Judge(ctx, v, p)
		if err != nil {
			return nil, err
		}
		list = append(list, j)
	}
	return list, nil
}

// proposalTables shows all proposals in one table, and each that no later one replaces against every party.
func (r *conflicts) proposalTables() {
	r.heading(2, "6. Proposals on the table")
	if len(r.judged) == 0 {
		r.say("No proposal is on record as tabled by " + DayWords(r.v.AsOf) + ".")
		return
	}
	r.say("A text crosses a red line if every way to complete it does, and leaves it open if some ways do: because the text is ",
		"ambiguous there, or because it is silent on an issue that would decide. A demand not met is not a crossed line. ",
		"How many red lines and demands each text bears on:")
	r.table([]Column{{Title: "Proposal"}, {Title: "Date"}, {Title: "By"}, {Title: "Document"}, {Title: "Lines crossed", Align: Right},
		{Title: "Lines open", Align: Right}, {Title: "Demands not met", Align: Right}, {Title: "Sources"}}, mapped(r.judged, r.proposalRow))
	for _, j := range r.judged {
		if _, replaced := r.replacement(j.Proposal); !replaced {
			r.proposalDetail(j)
		}
	}
}

func (r *conflicts) proposalRow(j *settle.Judgement) []Text {
	p := j.Proposal
	title := p.Title
	if next, ok := r.replacement(p); ok {
		title += ", replaced by " + quoted(next.Title)
	}
	crossed, open, unmet := none, none, none
	if j.Possible {
		c, o, u := 0, 0, 0
		for _, to := range j.Reception {
			c, o, u = c+len(to.Crossed), o+len(to.Open), u+len(to.Unmet)
		}
		crossed, open, unmet = fmt.Sprint(c), fmt.Sprint(o), fmt.Sprint(u)
	}
	return []Text{text(title), text(DateWords(p.Date)), text(r.authors(p)), text(string(p.Status)), text(crossed), text(open), text(unmet), r.reported(p)}
}

func (r *conflicts) authors(p *graph.Proposal) string {
	if len(p.By) == 0 {
		return "not stated"
	}
	return JoinAnd(partyNames(r.v, p.By))
}

// tabled says by whom, when and to whom a proposal was made.
func (r *conflicts) tabled(p *graph.Proposal) string {
	words := "By " + r.authors(p)
	if len(p.By) == 0 {
		words = "Authors not stated"
	}
	words += ", " + DateWords(p.Date)
	if len(p.Addressees) > 0 {
		words += ", to " + JoinAnd(partyNames(r.v, p.Addressees))
	}
	return words
}

func statusDoc(s graph.ProposalStatus) string {
	for _, value := range s.Values() {
		if value.Word == string(s) {
			return value.Doc
		}
	}
	return ""
}

// reported cites what tells of a proposal: the statements about the whole, or failing that about its clauses.
func (r *conflicts) reported(p *graph.Proposal) Text {
	evidence := slices.Clone(p.Evidence)
	for _, c := range p.Provisions {
		if len(p.Evidence) == 0 {
			evidence = append(evidence, c.Evidence...)
		}
	}
	slices.Sort(evidence)
	return r.cite(slices.Compact(evidence))
}

// replacement finds a later proposal, tabled by the view's day, that replaces p.
func (r *conflicts) replacement(p *graph.Proposal) (*graph.Proposal, bool) {
	for _, j := range r.judged {
		if j.Proposal.Supersedes == p.Key {
			return j.Proposal, true
		}
	}
	return nil, false
}

func (r *conflicts) proposalDetail(j *settle.Judgement) {
	p := j.Proposal
	r.heading(3, p.Title)
	r.say(r.tabled(p)+". "+statusDoc(p.Status), r.reported(p))
	if !j.Possible {
		r.say(j.Impossible + " So nothing is judged against red lines and demands.")
	}
	var rows [][]Text
	others := 0
	for i := range j.Reception {
		to := &j.Reception[i]
		row := []Text{text(to.Party.Name), r.answers(to), r.crossed(j, to), r.ambiguous(j, to), r.unmet(to)}
		if slices.ContainsFunc(row[1:], func(t Text) bool { return t.String() != none }) {
			rows = append(rows, row)
		} else {
			others++
		}
	}
	slices.SortStableFunc(rows, func(a, b []Text) int { return strings.Compare(a[0].String(), b[0].String()) })
	r.table([]Column{{Title: "Party"}, {Title: "Answer"}, {Title: "Red lines crossed"}, {Title: "Left open: text ambiguous"}, {Title: "Demands not met"}}, rows)
	r.silentLines(j)
	if others > 0 && len(rows) > 0 {
		r.say(fmt.Sprintf("The record shows nothing of this for %s.", Count(others, "other party", "other parties")))
	}
}

// silentLines counts, by party, the red lines on which the text's silence decides.
func (r *conflicts) silentLines(j *settle.Judgement) {
	var lines []*graph.RedLine
	for _, v := range j.Verdicts {
		if v.Cause == settle.Silent {
			lines = append(lines, v.Line)
		}
	}
	if len(lines) == 0 {
		return
	}
	parties := mapped(byOwner(r.v, lines), func(group []*graph.RedLine) Text {
		var refs Text
		for _, l := range group {
			refs = append(refs, r.source(l)...)
		}
		return text(partyName(r.v.Snapshot, group[0].Party)+" ("+Number(len(group))+")", refs.distinct())
	})
	r.say(fmt.Sprintf("The text is silent on what would decide %s, all in section 5, of ", Count(len(lines), "red line", "")), enumerated(parties), ".")
}

// none stands in a cell of which nothing is on record.
const none = "–"

var answerWords = map[graph.Answer]string{
	graph.AnswerAccepts:      "accepts",
	graph.AnswerReservations: "accepts with reservations",
	graph.AnswerRejects:      "rejects",
	graph.AnswerReview:       "is studying it",
	graph.AnswerNone:         "was asked, has not answered",
}

// answers lists what a party answered, the latest word first.
func (r *conflicts) answers(to *settle.Reception) Text {
	if len(to.Responses) == 0 {
		return text(none)
	}
	var parts []Text
	for _, a := range slices.Backward(to.Responses) {
		words := answerWords[a.Answer]
		if !a.Date.IsZero() {
			words += " (" + DateWords(a.Date) + ")"
		}
		parts = append(parts, text(words, r.cite(a.Evidence)))
	}
	return joined(parts, "; before: ")
}

// crossed lists the red lines of a party that the text crosses, with the clauses that do.
func (r *conflicts) crossed(j *settle.Judgement, to *settle.Reception) Text {
	return r.verdicts(j, to, func(v *settle.LineVerdict) (string, bool) {
		remark := clauseWords(j.Proposal, v.Provisions)
		if remark != "" {
			remark = " (" + remark + ")"
		}
		return remark, v.Outcome == settle.Crossed
	})
}

// ambiguous lists those that stay open however the text's silences are filled.
func (r *conflicts) ambiguous(j *settle.Judgement, to *settle.Reception) Text {
	return r.verdicts(j, to, func(v *settle.LineVerdict) (string, bool) { return "", v.Cause == settle.Ambiguous })
}

// verdicts lists the red lines of a party that are wanted, each with a remark.
func (r *conflicts) verdicts(j *settle.Judgement, to *settle.Reception, wanted func(*settle.LineVerdict) (remark string, ok bool)) Text {
	var parts []Text
	for i := range j.Verdicts {
		v := &j.Verdicts[i]
		if remark, ok := wanted(v); ok && v.Line.Party == to.Party.Key {
			parts = append(parts, text(quoted(v.Line.Title)+remark, r.source(v.Line)))
		}
	}
	return orNone(parts)
}

// unmet lists what a party demands and the text does not surely give, issue by issue.
func (r *conflicts) unmet(to *settle.Reception) Text {
	var parts []Text
	for n := 0; n < len(to.Unmet); {
		first := to.Unmet[n]
		var options []string
		var refs Text
		for ; n < len(to.Unmet) && to.Unmet[n].Issue == first.Issue; n++ {
			p := to.Unmet[n].Position
			options = append(options, p.Options...)
			refs = append(refs, r.source(p)...)
		}
		words := first.Issue.Title + ": " + optionList(first.Issue.Issue, inOrder(first.Issue, options))
		if first.Partly {
			words += " (not surely met)"
		}
		parts = append(parts, text(words, refs.distinct()))
	}
	return orNone(parts)
}

// inOrder sorts options of an issue as the issue does, each once; ranges of a quantity by their words.
func inOrder(i *graph.IssueView, options []string) []string {
	options = unique(options)
	slices.SortStableFunc(options, func(a, b string) int {
		x, _ := i.Index(a)
		y, _ := i.Index(b)
		return x - y
	})
	return options
}

func orNone(parts []Text) Text {
	if len(parts) == 0 {
		return text(none)
	}
	return joined(parts, "; ")
}

// clauseWords names provisions by the numbers of their clauses, where they have any.
func clauseWords(p *graph.Proposal, provisions []int) string {
	var clauses []string
	for _, n := range provisions {
		if c := p.Provisions[n].Clause; c != "" && !slices.Contains(clauses, c) {
			clauses = append(clauses, c)
		}
	}
	switch len(clauses) {
	case 0:
		return ""
	case 1:
		return "clause " + clauses[0]
	}
	return "clauses " + JoinAnd(clauses)
}
