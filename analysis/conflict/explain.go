package conflict

import (
	"fmt"
	"strconv"
	"strings"

	"parley/graph"
)

// explanation writes the sentence about a finding.
func (s *survey) explanation(f finding) string {
	return sentence("On "+f.table.subject(), f.words, s.onlyBroadly(f))
}

// sentence says of a subject what is to be said, and if so that it holds on a broad reading only.
func sentence(subject, words string, onlyBroadly bool) string {
	if onlyBroadly {
		words += ", though only if the words of red lines are read broadly"
	}
	return subject + ", " + words + "."
}

// subject names the issue, and what is supposed to be left of it, if by the scenario alone, under its title.
func (t *table) subject() string {
	words := quoted(t.issue.Title)
	if t.left == t.issue.All() {
		return words
	}
	left := list(t.labels(t.left), "or")
	if len(t.view.Suppose.Assumes[t.issue.Key]) == 0 {
		left = quoted(t.view.Scenario.Title) + ": " + left
	}
	return words + " (supposing " + left + ")"
}

// byRule says which of the options that the scenario leaves are excluded by rule, to stand with joint before what
// red lines do to the rest; it is empty if none is.
func (t *table) byRule(joint string) string {
	ruled := t.left &^ t.open
	if ruled == 0 {
		return ""
	}
	return fmt.Sprintf("%s %s excluded by rule%s", list(t.labels(ruled), "and"), plural(ruled.Len(), "is", "are"), joint)
}

// refusalWords says that p asks for something and q refuses what is at stake of it.
func (t *table) refusalWords(asks, refuses role, p, q *graph.Stand, stake graph.OptionSet) string {
	asked := asks.set(p) & t.left
	words := fmt.Sprintf("%s %s %s, ", p.Party.InProse(), asks.verb(1), t.noted(p, asks, asked, "or"))
	of := ofThem(t.labels(asked))
	if refuses == opposes {
		return words + of + " " + q.Party.InProse() + " opposes" + t.against(q, stake)
	}
	lines, n := t.linesOf(q, forbids.records(q, stake))
	if stake == asked {
		return words + fmt.Sprintf("%s %s %s", of, lines, ruleOut(n))
	}
	return words + fmt.Sprintf("of which %s %s %s", lines, plural(n, "rules out", "rule out"), list(t.labels(stake), "and"))
}

// ofThem refers back to what has just been listed.
func ofThem(listed []string) string {
	switch len(listed) {
	case 1:
		return "which"
	case 2:
		return "both of which"
	}
	return "all of which"
}

// against adds to "q opposes" what the record says about it: one remark on all, or each option with its own.
func (t *table) against(q *graph.Stand, stake graph.OptionSet) string {
	parts := t.parts(q, opposes, stake)
	if len(parts) == 1 {
		return parts[0].note
	}
	return ": " + t.noted(q, opposes, stake, "and")
}

// apartWords says that what p and q hold in the roles given has nothing in common.
func (t *table) apartWords(p, q *graph.Stand, ps, qs []role) string {
	words := fmt.Sprintf("%s and %s, and no option meets both", t.wishWords(p, ps), t.wishWords(q, qs))
	if gap := t.gap(p, q, ps, qs); gap > 0 {
		words += fmt.Sprintf(" (they are %s %s apart)", strconv.FormatFloat(gap, 'f', -1, 64), t.issue.Unit)
	}
	return words
}

// gap is how far apart on a quantity lies what p and q hold in the roles given.
func (t *table) gap(p, q *graph.Stand, ps, qs []role) float64 {
	return t.issue.Gap(united(p, ps)&t.left, united(q, qs)&t.left)
}

func (t *table) wishWords(st *graph.Stand, list []role) string {
	var parts []string
	for _, r := range list {
		if set := r.set(st) & t.left; set != 0 {
			parts = append(parts, r.verb(1)+" "+t.noted(st, r, set, "or"))
		}
	}
	return st.Party.InProse() + " " + strings.Join(parts, " and ")
}

// contradictionWords names each way in which the party is at odds with itself. A party whose red lines leave
// nothing only because of rules or suppositions is not said to contradict itself.
func (t *table) contradictionWords(st *graph.Stand) string {
	var parts []string
	verdict := " speaks with two voices: "
	if t.leavesNothing(st) {
		blocking := t.blockingLines(st)
		parts = append(parts, fmt.Sprintf("%s%s %s %s", t.byRule(", and "), t.ownLines(blocking), ruleOut(len(blocking)), t.everything()))
		verdict = " contradicts itself: "
	}
	if asked := t.forbiddenDemands(st); asked != 0 {
		lines := forbids.records(st, asked)
		parts = append(parts, fmt.Sprintf("it demands %s, %s %s %s", t.noted(st, demands, asked, "or"),
			ofThem(t.labels(asked)), t.ownLines(lines), ruleOut(len(lines))))
		verdict = " contradicts itself: "
	}
	for _, q := range t.quarrels(st) {
		parts = append(parts, fmt.Sprintf("on %s %s, while %s", q.day, t.voiced(t.withAuthority(q.said, q.one.Party), q.one), t.voiced(t.withAuthority(q.answer, q.one.Party), q.other)))
	}
	if len(parts) == 1 && t.leavesNothing(st) && st.Forbids != t.issue.All() {
		lines, n := t.linesOf(st, t.blockingLines(st))
		return fmt.Sprintf("%s%s %s %s", t.byRule(", and "), lines, ruleOut(n), t.everything())
	}
	return st.Party.InProse() + verdict + strings.Join(parts, "; and ")
}

// everything names all options that red lines can still rule out.
func (t *table) everything() string {
	if t.open == t.issue.All() {
		return "every option"
	}
	return "all that is left"
}

// ruleOut is what n red lines do between them.
func ruleOut(n int) string { return plural(n, "rules out", "together rule out") }

// voiced says what a voice stands for.
func (t *table) voiced(voice string, p *graph.Position) string {
	words := fmt.Sprintf("%s %s %s", voice, past[role(p.Stance)], list(t.labels(t.issue.Set(p.Options)), "or"))
	if p.Scope != "" {
		words += " (" + p.Scope + ")"
	}
	return words
}

var past = map[role]string{demands: "demanded", prefers: "preferred", accepts: "accepted", opposes: "opposed"}

// linesOf names a party's red lines, and says how many there are.
func (t *table) linesOf(st *graph.Stand, records []graph.Record) (words string, n int) {
	head := plural(len(records), "a red line", "red lines")
	return fmt.Sprintf("%s of %s, %s,", head, st.Party.InProse(), t.titles(records)), len(records)
}

// ownLines names the red lines of the party the sentence is about.
func (t *table) ownLines(records []graph.Record) string {
	return plural(len(records), "its red line ", "its red lines ") + t.titles(records)
}

func (t *table) titles(lines []graph.Record) string {
	var names []string
	for _, r := range lines {
		names = append(names, quoted(r.(*graph.RedLine).Title)+t.note([]graph.Record{r}))
	}
	return list(names, "and")
}
