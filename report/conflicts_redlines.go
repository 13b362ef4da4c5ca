package report

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// redLineTables shows the red lines in force by party and, apart from them, those supposed given up, those
// the evidence asked for does not carry, and those no longer in force.
func (r *conflicts) redLineTables() {
	r.begin(lineSection)
	if len(r.v.RedLines) == 0 {
		r.say("No red line is in force in this view.")
	} else {
		r.say("A red line rules out every settlement that has what its second column names. An implied one was never said ",
			"as a refusal: it follows from what the party demands. A red line whose firmness carries “by others’ account” ",
			"rests on nothing its own party said.")
	}
	for _, group := range byOwner(r.v, r.v.RedLines) {
		r.heading(3, partyName(r.v.Snapshot, group[0].Party))
		r.table(
			[]Column{{Title: "Red line"}, {Title: "Rules out"}, {Title: "Firmness"}, {Title: "In force since"}, {Title: "Said"}, {Title: "Sources"}},
			mapped(group, r.redLineRow))
	}
	r.apart("Supposed to be given up", "These are in force on the record and supposed given up.", r.v.Relaxed,
		func(l *graph.RedLine) string { return "in force, " + fromWords(l) })
	past, unadmitted := otherLines(r.v)
	r.apart("Without the evidence asked for", "These are in force on the record, but no statement they rest on meets the evidence asked for.",
		unadmitted, func(l *graph.RedLine) string { return "in force, " + fromWords(l) })
	r.apart("No longer in force", "Red lines withdrawn, run out or replaced by the day of this report.", past, r.endWords)
}

func (r *conflicts) redLineRow(l *graph.RedLine) []Text {
	rules := patternsWords(r.v.Snapshot, r.v.Forbids(l))
	if r.v.Reading != graph.Broad && len(l.MayForbid) > 0 {
		rules += ". On a broad reading also " + patternsWords(r.v.Snapshot, l.MayForbid)
	}
	since := sinceWords(l)
	if !l.To.IsZero() {
		since += ", to " + DateWords(l.To)
	}
	return []Text{text(l.Title + scopeWords(l.Scope)), text(rules), text(r.firmness(l)), text(since), text(cmp.Or(saidWords(r.v, l.Evidence), "–")), r.sources(l)}
}

// firmness says how firm a red line is, and if that is by others' account.
func (r *conflicts) firmness(l *graph.RedLine) string {
	if hearsay(r.v.Snapshot, l) {
		return firmnessWords(l) + ", by others’ account"
	}
	return firmnessWords(l)
}

// apart lists red lines that do not count, and in the last column what is to be said of each.
func (r *conflicts) apart(title, intro string, lines []*graph.RedLine, last func(*graph.RedLine) string) {
	if len(lines) == 0 {
		return
	}
	r.heading(3, title)
	r.say(intro)
	var rows [][]Text
	for _, group := range byOwner(r.v, lines) {
		for _, l := range group {
			rows = append(rows, []Text{text(partyName(r.v.Snapshot, l.Party)), text(l.Title, r.witness(l)), text(last(l)), r.sources(l)})
		}
	}
	r.table([]Column{{Title: "Party"}, {Title: "Red line"}, {Title: "Period"}, {Title: "Sources"}}, rows)
}

// endWords says from when to when a red line held, and what replaced it.
func (r *conflicts) endWords(l *graph.RedLine) string {
	words := fromWords(l)
	_, last := r.v.Period(l)
	for next := range graph.Referring[*graph.RedLine](r.v.Snapshot, l.Ref()) {
		begins, _ := r.v.Period(next)
		if next.Supersedes == l.Key && begins == last+1 {
			return words + ", replaced " + DateWords(next.From) + " by " + quoted(next.Title)
		}
	}
	return words + " to " + DateWords(l.To)
}

// fromWords says from when a red line was drawn.
func fromWords(l *graph.RedLine) string {
	if l.From.IsZero() {
		return "from a day not stated"
	}
	return "from " + DateWords(l.From)
}

// otherLines finds the red lines on the view's issues that its lists leave out: those that ended before its
// day, and those the evidence floor does not admit. Red lines drawn later are none of the view's business.
func otherLines(v *graph.View) (past, unadmitted []*graph.RedLine) {
	seen := map[string]bool{}
	for _, list := range [][]*graph.RedLine{v.RedLines, v.Relaxed} {
		for _, l := range list {
			seen[l.Key] = true
		}
	}
	for _, i := range v.Issues {
		for l := range graph.Referring[*graph.RedLine](v.Snapshot, i.Ref()) {
			_, asked := v.Party(l.Party)
			if seen[l.Key] || !asked && v.ViewOptions.Parties != nil {
				continue
			}
			seen[l.Key] = true
			first, last := v.Period(l)
			switch {
			case last < v.AsOf:
				past = append(past, l)
			case first <= v.AsOf && len(v.Forbids(l)) > 0:
				unadmitted = append(unadmitted, l)
			}
		}
	}
	return past, unadmitted
}

// byOwner groups red lines by party, in the order of the parties' names, each group by title.
func byOwner(v *graph.View, lines []*graph.RedLine) [][]*graph.RedLine {
	sorted := slices.Clone(lines)
	slices.SortFunc(sorted, func(a, b *graph.RedLine) int {
		return cmp.Or(
			strings.Compare(partyName(v.Snapshot, a.Party), partyName(v.Snapshot, b.Party)), strings.Compare(a.Party, b.Party),
			strings.Compare(a.Title, b.Title), strings.Compare(a.Key, b.Key))
	})
	var groups [][]*graph.RedLine
	for _, l := range sorted {
		if n := len(groups); n > 0 && groups[n-1][0].Party == l.Party {
			groups[n-1] = append(groups[n-1], l)
			continue
		}
		groups = append(groups, []*graph.RedLine{l})
	}
	return groups
}
