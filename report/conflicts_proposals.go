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

// proposalTables shows all proposals in one table, and those that still stand against every party.
func (r *conflicts) proposalTables() {
	r.begin(proposalSection)
	if len(r.judged) == 0 {
		r.say("No proposal is on record as made by " + DayWords(r.v.AsOf) + ".")
		return
	}
	shown, beside := r.onIssues()
	if len(shown) > 0 {
		r.proposalsIn(shown)
	}
	if len(beside) > 0 {
		r.say("Proposals that settle none of the issues chosen: ", joined(mapped(beside, func(j *settle.Judgement) Text {
			return text(j.Proposal.Title+", "+DateWords(j.Proposal.Date), r.reported(j.Proposal))
		}), "; "), ".")
	}
	if len(shown) > 0 {
		r.standing(shown)
	}
}

// proposalsIn is the table of all texts that bear on the view.
func (r *conflicts) proposalsIn(shown []*settle.Judgement) {
	r.say("Each text is held against the red lines and demands in force on " + DayWords(r.v.AsOf) + ", not against those of its own day. " +
		"It crosses a red line if every way to complete it does, and leaves it open if some ways do: because the text is " +
		"ambiguous there, or because it is silent on an issue that would decide. A demand not met is not a crossed line; " +
		"what a party demands on one issue counts once.")
	r.table([]Column{{Title: "Proposal"}, {Title: "Date"}, {Title: "By"}, {Title: "Document"}, {Title: "Lines crossed", Align: Right},
		{Title: "Lines open", Align: Right}, {Title: "Demands not met", Align: Right}, {Title: "Sources"}}, mapped(shown, r.proposalRow))
}

// standing tells in detail of the texts that still stand.
func (r *conflicts) standing(shown []*settle.Judgement) {
	var list []*settle.Judgement
	for _, j := range shown {
		if r.stands(j.Proposal) {
			list = append(list, j)
		}
	}
	told := "The texts that still stand follow in detail"
	if len(list) == 0 {
		told = "No text still stands"
	}
	r.say(told + ". A text stands if no later one replaces it and it was made within the twelve months before the day of this report; " +
		"what does not stand is in the table only.")
	for _, j := range list {
		r.proposalDetail(j)
	}
}

// onIssues parts the texts that bear on the issues of the view from those that choose nothing there. A view of
// all issues has all texts.
func (r *conflicts) onIssues() (on, beside []*settle.Judgement) {
	for _, j := range r.judged {
		bears := slices.ContainsFunc(j.Proposal.Provisions, func(c graph.Provision) bool {
			_, ok := r.v.Issue(c.Issue)
			return ok
		})
		if bears || r.v.ViewOptions.Issues == nil {
			on = append(on, j)
		} else {
			beside = append(beside, j)
		}
	}
	return on, beside
}

// stands reports whether a text is not replaced and at most twelve months old on the view's day. A vague date
// counts by its last day.
func (r *conflicts) stands(p *graph.Proposal) bool {
	_, replaced := r.replacement(p)
	return !replaced && p.Date.Latest() >= graph.DayOf(r.v.AsOf.Time().AddDate(-1, 0, 0))
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
		crossed, open, unmet = digits(c), digits(o), digits(u)
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
	switch {
	case len(rows) == 0:
		r.say("No answer is on record, no red line crossed or left ambiguous, and no demand that it does not meet.")
	case others > 0:
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
		refs := gathered(mapped(group, func(l *graph.RedLine) Text { return r.source(l) }))
		return text(partyName(r.v.Snapshot, group[0].Party)+" ("+Number(len(group))+")", refs)
	})
	r.say(fmt.Sprintf("The text is silent on what would decide %s, told in %s, of ", Count(len(lines), "red line", ""), lineSection), enumerated(parties), ".")
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
		answer := text(words, r.cite(a.Evidence))
		if st, ok := best(r.v, a.Party, a.Evidence); ok {
			answer = text(answer, remark(st, a.Party))
		}
		parts = append(parts, answer)
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
	return orNone(mapped(to.Unmet, func(u settle.Unmet) Text {
		var options []string
		var refs []Text
		for _, p := range u.Positions {
			options = append(options, p.Options...)
			refs = append(refs, r.source(p))
		}
		words := u.Issue.Title + ": " + optionList(u.Issue.Issue, inOrder(u.Issue, options))
		if u.Partly {
			words += " (not surely met)"
		}
		return text(words, gathered(refs))
	}))
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
