package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// cannotStand tells of every set of red lines that leaves no package.
func (r *conflicts) cannotStand() {
	r.begin(coreSection)
	s := r.deal
	if !s.blocked() {
		r.say("Nothing: the red lines recorded of " + r.askedWords() + " can stand together, with the rules that no party owns. That says nothing of what is not on record." + r.otherClashes())
		return
	}
	r.say(coreIntro(s.cores))
	for n, c := range s.cores.Cores {
		r.core(n+1, c)
	}
	r.blame()
}

// otherClashes points to clashes in which others than those asked about take part.
func (r *conflicts) otherClashes() string {
	n := 0
	for _, c := range r.found {
		asked := func(p *graph.Party) bool { _, ok := r.deal.View.Party(p.Key); return ok }
		if c.Kind == conflict.RedLinesClash && slices.ContainsFunc(c.Parties, func(p *graph.Party) bool { return !asked(p) }) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" %s in which other parties take part %s among the conflicts in %s.", Sentence(Count(n, "clash of red lines", "clashes of red lines")), plural(n, "is", "are"), overviewSection)
}

// coreIntro says what a core is and how many there are.
func coreIntro(list settle.CoreList) string {
	if len(list.Cores) == 0 {
		return fmt.Sprintf("Every package crosses a red line or a rule, but within %s no smallest set of red lines was found that does so.", budgetWords())
	}
	if len(list.Cores[0].RedLines) == 0 {
		return "The rules that no party owns leave no package by themselves: whatever red lines are given up, there is none."
	}
	return "A core is a set of red lines that, with the rules, leaves no package, while without any one of them some package would be left. " +
		foundWords(len(list.Cores), list.Found, list.Complete, "core", "The smallest come first.")
}

// foundWords says how many of a thing are listed, and whether there are others.
func foundWords(listed, found int, complete bool, thing, order string) string {
	switch {
	case complete && listed == 1:
		return "There is one " + thing + ", and no other."
	case complete:
		return "There are " + Count(listed, thing, "") + ", all of them listed. " + order
	case found > listed:
		return fmt.Sprintf("%s at least; %s listed. %s", Sentence(Count(found, thing+" is known", thing+"s are known")), Count(listed, "is", "are"), order)
	}
	return fmt.Sprintf("%s listed. There may be others: not all were looked for, or %s did not suffice. %s",
		Sentence(Count(listed, thing+" is", thing+"s are")), budgetWords(), order)
}

func budgetWords() string { return Count(int(setsBudget.Seconds()), "second", "") }

// core tells of one core: why its red lines cannot stand together, and the words behind each.
func (r *conflicts) core(n int, c settle.Core) {
	r.heading(3, fmt.Sprintf("Core %d: %s", n, issueTitles(c.Issues)))
	words := text(r.deal.CoreWords(c), gathered(mapped(c.RedLines, func(l *graph.RedLine) Text { return r.source(l) })))
	if len(c.RedLines) == 0 {
		words = text(words, " ", background)
	}
	r.say(words)
	var rows [][]Text
	for _, group := range byOwner(r.v, c.RedLines) {
		for _, l := range group {
			rows = append(rows, []Text{text(partyName(r.v.Snapshot, l.Party)), text(l.Title), text(r.words(l), r.source(l)), text(r.firmness(l)), text(sinceWords(l))})
		}
	}
	r.table([]Column{{Title: "Party"}, {Title: "Red line"}, {Title: "What was said (our words)"}, {Title: "Firmness"}, {Title: "In force since"}}, rows)
	r.list(mapped(c.Rules, func(rule *graph.Rule) Text { return text("By the ", ruleWords(rule), ".") }))
}

// background is the mark of what rests on rules, behind which no party's words stand.
var background = Span{Text: "(owned by no party, never relaxed)", Style: Emphasis}

func ruleWords(r *graph.Rule) Text {
	return text("rule "+quoted(strings.TrimSuffix(r.Reason, "."))+" ", background)
}

// blame shares out what blocks among parties and red lines.
func (r *conflicts) blame() {
	b := r.deal.blame
	lines := slices.DeleteFunc(slices.Clone(b.RedLines), func(l settle.LineShare) bool { return l.Share == 0 })
	if len(lines) == 0 {
		return
	}
	r.heading(3, "Who takes part, and how much")
	words := "Each core counts as one and is shared equally by its red lines; the shares are of the whole. A share tells how much of what blocks a red line takes part in. " +
		"It is no measure of fault, nor of who should move."
	if !b.Complete {
		words += " Counted are the cores found within " + budgetWords() + ", not all."
	}
	if n := len(b.RedLines) - len(lines); n > 0 {
		words += fmt.Sprintf(" %s in no core.", Sentence(Count(n, "red line takes part", "red lines take part")))
	}
	r.say(words)
	parties := slices.DeleteFunc(slices.Clone(b.Parties), func(p settle.PartyShare) bool { return p.Share == 0 })
	slices.SortStableFunc(parties, func(p, q settle.PartyShare) int { return bigger(p.Share, q.Share, p.Party.Name, q.Party.Name) })
	r.table([]Column{{Title: "Party"}, {Title: "Share", Align: Right}}, mapped(parties, func(p settle.PartyShare) []Text {
		return []Text{text(p.Party.Name), text(percent(p.Share))}
	}))
	slices.SortStableFunc(lines, func(k, l settle.LineShare) int {
		return bigger(k.Share, l.Share, partyName(r.v.Snapshot, k.RedLine.Party), partyName(r.v.Snapshot, l.RedLine.Party))
	})
	r.table([]Column{{Title: "Red line"}, {Title: "Share", Align: Right}}, mapped(lines, func(l settle.LineShare) []Text {
		return []Text{r.line(l.RedLine), text(percent(l.Share))}
	}))
}

// bigger orders shares, the biggest first, and those alike by name.
func bigger(a, b float64, name, other string) int {
	if d := b - a; math.Abs(d) > 1e-9 {
		return int(math.Copysign(1, d))
	}
	return strings.Compare(name, other)
}

// percent writes a share to a tenth of a per cent at most.
func percent(share float64) string {
	words := strconv.FormatFloat(math.Round(share*1000)/10, 'f', -1, 64)
	if words == "0" && share > 0 {
		words = "less than 0.1"
	}
	return words + "%"
}
