package report

import (
	"fmt"
	"slices"
	"strings"

	"parley/analysis/settle"
	"parley/graph"
)

// verdict is the answer in a sentence, for the bottom line.
func (r *conflicts) verdict() Text {
	s, whom := r.deal, r.askedWords()
	var words string
	switch {
	case s.hopeless():
		words = "the rules that no party owns leave no package by themselves, whatever red lines are given up"
	case s.blocked():
		words = fmt.Sprintf("no deal respects every red line recorded of %s; %s tells why not, %s what would have to move", whom, coreSection, moveSection)
	case s.Verdict == settle.VerdictOpen && len(s.View.RedLines) == 0:
		words = "no red line of " + whom + " is in force in this view, and some package rests on no silence of theirs; that is no forecast"
	case s.Verdict == settle.VerdictOpen:
		words = "some package crosses no red line recorded of " + whom + " and rests on no silence of theirs; that is no forecast"
	case len(s.View.RedLines) == 0:
		words = "no red line of " + whom + " is in force in this view, but every package rests on their silence"
	default:
		words = "packages remain that cross no red line recorded of " + whom + ", but each of them rests on their silence"
	}
	return text("Is there a deal? ", strong(Sentence(string(s.Verdict))+":"), " "+words+".")
}

// hopeless reports whether no giving-up of red lines would help.
func (s *settlement) hopeless() bool {
	return len(s.cores.Cores) > 0 && len(s.cores.Cores[0].RedLines) == 0
}

// askedWords says whom the settlement is about: the two principals.
func (r *conflicts) askedWords() string {
	asked := r.deal.View.Parties
	switch n := len(asked); {
	case n == 0:
		return "nobody"
	case r.v.ViewOptions.Parties != nil:
		return "the " + Count(n, "party chosen", "parties chosen")
	case slices.Equal(asked, r.deal.View.Principals()):
		return "the " + Count(n, "principal", "")
	default:
		return "the " + Count(n, "party asked about", "parties asked about")
	}
}

// isThereADeal tells whether a deal respects every red line of those asked about, and what that rests on.
func (r *conflicts) isThereADeal() {
	r.begin(dealSection)
	r.say("A package takes one option on every issue; a deal is a package that crosses no red line recorded of the parties asked about, ",
		"and no rule. So the answer is relative to recorded red lines: one that nobody has recorded does not count, and silence is no consent.")
	r.say("Asked for "+r.askedWords(), r.askedLines(), ". ", strong("The answer."), " "+r.deal.explanation, r.namedLines())
	r.witnessTable()
	r.variations()
	r.outsiders()
}

// askedLines counts the red lines in force of each party asked about, with the evidence.
func (r *conflicts) askedLines() Text {
	v := r.deal.View
	if len(v.Parties) == 0 {
		return nil
	}
	parties := slices.Clone(v.Parties)
	slices.SortStableFunc(parties, func(a, b *graph.Party) int { return strings.Compare(a.Name, b.Name) })
	var with, without []Text
	for _, p := range parties {
		lines := ownedBy(v.RedLines, p)
		if len(lines) == 0 {
			without = append(without, text(p.Name+" with no red line in force", r.cite(nil)))
			continue
		}
		with = append(with, text(p.Name+" with "+Count(len(lines), "red line", ""), gathered(mapped(lines, func(l *graph.RedLine) Text { return r.source(l) }))))
	}
	if len(without) > namesTold {
		without = []Text{text(Count(len(without), "party", "parties")+" with no red line in force", r.cite(nil))}
	}
	return text(": ", enumerated(slices.Concat(with, without)))
}

func ownedBy(lines []*graph.RedLine, p *graph.Party) []*graph.RedLine {
	var list []*graph.RedLine
	for _, l := range lines {
		if l.Party == p.Key {
			list = append(list, l)
		}
	}
	return list
}

// namedLines cites the red lines that an explanation of what blocks names.
func (r *conflicts) namedLines() Text {
	var lines []*graph.RedLine
	for _, c := range r.deal.cores.Cores[:min(1, len(r.deal.cores.Cores))] {
		lines = append(lines, c.RedLines...)
	}
	for _, w := range r.deal.ways[:min(1, len(r.deal.ways))] {
		lines = append(lines, w.RedLines...)
	}
	return gathered(mapped(lines, func(l *graph.RedLine) Text { return r.source(l) }))
}

// witnessTable shows the package that decides, where red lines bear or somebody is against what it takes.
func (r *conflicts) witnessTable() {
	d := r.deal.witness
	if d == nil {
		return
	}
	r.heading(3, "A package that is not ruled out")
	r.say("Of all deals it has the fewest pairs of a party and an issue on which the party is silent toward the option taken, and among those with so few ",
		"the fewest in which the party is against it. It shows what is not ruled out; it is no proposal, and others may serve as well.")
	var rows [][]Text
	for _, c := range d.Choices {
		if lines, against := r.bearOn(c.Issue), r.against(d, c); len(lines)+len(against) > 0 {
			rows = append(rows, []Text{text(c.Issue.Title), text(quoted(c.Option.Label)), orNone(lines), text(silentWords(d, c)), orNone(against)})
		}
	}
	r.table([]Column{{Title: "Issue"}, {Title: "Option taken"}, {Title: "Red lines that bear on the issue"}, {Title: "Silent toward"}, {Title: "Against it"}}, rows)
	words := ""
	if n := len(d.Choices) - len(rows); n > 0 {
		words = fmt.Sprintf("On %s not in the table no red line bears and nobody is on record against the option taken. ", Count(n, "issue", ""))
	}
	r.say(words + "In all, the package is " + reception(d) + ".")
}

// reception counts where a package meets silence, and where somebody is against it.
func reception(d *settle.Deal) string {
	return fmt.Sprintf("silent toward a party in %s of a party and an issue, and a party is against it in %s", pairWords(len(d.Silent)), pairWords(len(d.Opposed)))
}

func pairWords(n int) string {
	if n == 0 {
		return "no pair"
	}
	return Count(n, "pair", "")
}

// bearOn names the red lines of those asked about that bear on an issue.
func (r *conflicts) bearOn(i *graph.IssueView) []Text {
	var list []Text
	for _, l := range r.deal.View.RedLines {
		if slices.ContainsFunc(r.deal.View.Forbids(l), func(p graph.Pattern) bool { return p[i.Key] != nil }) {
			list = append(list, r.line(l))
		}
	}
	return list
}

// line names a red line with its party and its best evidence.
func (r *conflicts) line(l *graph.RedLine) Text {
	return text(partyName(r.v.Snapshot, l.Party)+": "+quoted(l.Title), r.source(l))
}

// namesTold is how many parties a cell names; of more it tells the number.
const namesTold = 3

// silentWords names the parties of which nothing is on record about an option taken.
func silentWords(d *settle.Deal, c settle.Choice) string {
	var names []string
	for _, x := range d.Silent {
		if x.Issue == c.Issue {
			names = append(names, x.Party.Name)
		}
	}
	switch {
	case len(names) == 0:
		return none
	case len(names) > namesTold:
		return Count(len(names), "party", "parties")
	}
	slices.Sort(names)
	return JoinAnd(names)
}

// against names the parties that are against an option taken, with the words that say so.
func (r *conflicts) against(d *settle.Deal, c settle.Choice) []Text {
	var list []Text
	for _, o := range d.Opposed {
		if o.Issue == c.Issue {
			list = append(list, text(o.Party.Name, gathered(mapped(r.opposing(d, c, o.Party), r.source))))
		}
	}
	return list
}

// opposing lists the positions by which a party opposes an option that a package takes, or demands another.
func (r *conflicts) opposing(d *settle.Deal, c settle.Choice, p *graph.Party) []graph.Record {
	var list []graph.Record
	taken, _ := c.Issue.Index(c.Option.Key)
	for _, pos := range slices.Concat(r.deal.View.Positions, r.deal.View.Conditional) {
		if pos.Party != p.Key || pos.Issue != c.Issue.Key || len(pos.Condition) > 0 && !matches(d, pos.Condition) {
			continue
		}
		has := c.Issue.Set(pos.Options).Has(taken)
		if pos.Stance == graph.StanceOpposes && has || pos.Stance == graph.StanceDemands && !has {
			list = append(list, pos)
		}
	}
	return list
}

// matches reports whether a package matches one of the patterns.
func matches(d *settle.Deal, patterns graph.Patterns) bool {
	return slices.ContainsFunc(patterns, func(p graph.Pattern) bool {
		matched := 0
		for _, c := range d.Choices {
			if taken, ok := c.Issue.Index(c.Option.Key); ok && c.Issue.Set(p[c.Issue.Key]).Has(taken) {
				matched++
			}
		}
		return matched == len(p)
	})
}
