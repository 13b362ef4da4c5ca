package report

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"parley/analysis/settle"
	"parley/graph"
)

// examplesTold is of how many ways to unblock an example is given.
const examplesTold = 3

// way is a concession with what it leaves: how many packages, unless they cannot be counted, and under what verdict;
// for the first few also in words, with an example.
type way struct {
	settle.Concession
	opens   *big.Int
	verdict settle.Verdict
	words   string
	example *settle.Deal
}

func (s *settlement) way(ctx context.Context, c settle.Concession, told bool) (w way, err error) {
	w.Concession = c
	if w.verdict, err = c.Verdict(ctx); err != nil {
		return w, err
	}
	if w.opens, err = c.Opens(ctx); err != nil || !told {
		return w, countable(err)
	}
	if w.words, err = s.ConcessionWords(ctx, c); err != nil {
		return w, err
	}
	w.example, err = c.Example(ctx)
	return w, err
}

// wouldMove tells what would have to be given up for a package to be left, or what the deals left have in common.
func (r *conflicts) wouldMove() {
	r.begin(moveSection)
	s := r.deal
	switch {
	case s.hopeless():
		r.say("No giving-up of red lines would help: the rules alone leave no package.")
	case s.blocked():
		r.moves()
	default:
		r.say("No red line of " + r.askedWords() + " has to be given up for some package to be left. That is so of the red lines recorded, and says nothing of what is not.")
		r.commonGround()
	}
}

// moves lists the ways to unblock, cheapest first.
func (r *conflicts) moves() {
	list := r.deal.concessions
	r.say(moveIntro(list))
	r.table([]Column{{Title: "Who would have to move"}, {Title: "Red lines given up"}, {Title: "Cost", Align: Right}, {Title: "Packages then left", Align: Right}, {Title: "Verdict then"}},
		mapped(r.deal.ways, func(w way) []Text {
			who := mapped(w.Parties, func(p *graph.Party) string { return p.Name })
			given := mapped(w.RedLines, func(l *graph.RedLine) Text { return text(quoted(l.Title), r.source(l)) })
			return []Text{text(JoinAnd(who)), enumerated(given), text(digits(w.Cost)), text(opensWords(w.opens)), text(string(w.verdict))}
		}))
	r.list(r.examples())
}

// moveIntro says what a way is, how many there are and what they cost.
func moveIntro(list settle.ConcessionList) string {
	if len(list.Concessions) == 0 {
		return fmt.Sprintf("Within %s no smallest set of red lines was found whose giving-up leaves a package.", budgetWords())
	}
	return "Each way is a set of red lines: with all of them given up some package is left, with any one of them still in force there is none. Any one of the ways would do. " +
		foundWords(len(list.Concessions), list.Found, list.Complete, "way", "The cheapest come first.") +
		" The cost adds up what the red lines mean to those who drew them: their salience, from 0 to 100, and 50 where not stated. It is no advice on who should move."
}

func opensWords(n *big.Int) string {
	if n == nil {
		return "too many to count"
	}
	return settle.Figure(n)
}

// examples tells of the first ways in words, each with a package it leaves, on the issues where the red lines clash.
func (r *conflicts) examples() []Text {
	var items []Text
	for _, w := range r.deal.ways {
		if w.example == nil {
			continue
		}
		t := text(w.words, gathered(mapped(w.RedLines, func(l *graph.RedLine) Text { return r.source(l) })))
		var taken []string
		for _, c := range w.example.Choices {
			if r.atStake(w, c.Issue) {
				taken = append(taken, c.Issue.Title+": "+quoted(c.Option.Label))
			}
		}
		items = append(items, text(t, " For example: "+strings.Join(taken, "; ")+". In all, that package is "+reception(w.example)+"."))
	}
	return items
}

// atStake reports whether the red lines of a way clash on an issue with others, or bear on it.
func (r *conflicts) atStake(w way, i *graph.IssueView) bool {
	given := func(l *graph.RedLine) bool { return slices.Contains(w.RedLines, l) }
	for _, c := range r.deal.cores.Cores {
		if slices.ContainsFunc(c.RedLines, given) && slices.Contains(c.Issues, i) {
			return true
		}
	}
	return slices.ContainsFunc(w.RedLines, func(l *graph.RedLine) bool {
		return slices.ContainsFunc(r.deal.View.Forbids(l), func(p graph.Pattern) bool { return p[i.Key] != nil })
	})
}

// commonGround lists the options that every deal has, and those that none has, with what rules them out.
func (r *conflicts) commonGround() {
	if r.deal.deals == nil {
		r.say("What the deals have in common cannot be told: the packages cannot be counted within the memory allowed.")
		return
	}
	if len(r.deal.options) == 0 {
		r.say("Every option of every issue is in some deal, and none is in all.")
		return
	}
	r.everyDeal()
	r.noDeal()
}

// everyDeal lists the options that all deals have.
func (r *conflicts) everyDeal() {
	var items []Text
	for _, o := range r.deal.options {
		if o.Forced {
			items = append(items, text(o.Issue.Title+": "+quoted(o.Option.Label), gathered(r.rulers(o.Issue))))
		}
	}
	if len(items) > 0 {
		r.heading(3, "What every deal has")
		r.say("All other options of these issues are ruled out:")
		r.list(items)
	}
}

// rulers cites what rules out options of an issue.
func (r *conflicts) rulers(i *graph.IssueView) []Text {
	var list []Text
	for _, o := range r.deal.options {
		if o.Issue != i {
			continue
		}
		for _, l := range o.by.RedLines {
			list = append(list, r.source(l))
		}
		switch {
		case o.Supposed:
			list = append(list, text(" ", supposition))
		case len(o.by.RedLines) == 0 && len(o.by.Rules) > 0:
			list = append(list, text(" ", background))
		}
	}
	return list
}

// cause is what rules options out.
type cause struct {
	by       settle.RuledOut
	supposed bool
	issues   []*graph.IssueView
	options  []graph.OptionSet // by issue
}

// noDeal lists the options that no deal has, by what rules them out.
func (r *conflicts) noDeal() {
	var rows [][]Text
	for _, c := range r.causes() {
		var ruled []string
		for n, i := range c.issues {
			ruled = append(ruled, i.Title+": "+JoinOr(mapped(i.Labels(c.options[n]), quoted)))
		}
		rows = append(rows, []Text{r.causeWords(c), text(strings.Join(ruled, "; "))})
	}
	if len(rows) > 0 {
		r.heading(3, "What no deal has")
		r.say("To have one of these options, a red line in its row would have to be given up, or what is supposed be dropped; more may stand in the way.")
		r.table([]Column{{Title: "Ruled out by"}, {Title: "Which no deal has"}}, rows)
	}
}

// causes gathers the options ruled out by the same lines and rules.
func (r *conflicts) causes() []*cause {
	var list []*cause
	for _, o := range r.deal.options {
		if o.Possible {
			continue
		}
		n := slices.IndexFunc(list, func(c *cause) bool {
			return c.supposed == o.Supposed && slices.Equal(c.by.RedLines, o.by.RedLines) && slices.Equal(c.by.Rules, o.by.Rules)
		})
		if n < 0 {
			n, list = len(list), append(list, &cause{by: o.by, supposed: o.Supposed})
		}
		list[n].add(o)
	}
	return list
}

func (c *cause) add(o excluded) {
	if n := len(c.issues); n == 0 || c.issues[n-1] != o.Issue {
		c.issues, c.options = append(c.issues, o.Issue), append(c.options, 0)
	}
	at, _ := o.Issue.Index(o.Option.Key)
	c.options[len(c.options)-1] |= 1 << at
}

func (r *conflicts) causeWords(c *cause) Text {
	if c.supposed {
		return text("the settlement of the issue otherwise ", supposition)
	}
	parts := mapped(c.by.RedLines, r.line)
	for _, rule := range c.by.Rules {
		parts = append(parts, text("the ", ruleWords(rule)))
	}
	return joined(parts, "; with ")
}
