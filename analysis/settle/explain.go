package settle

import (
	"slices"
	"strings"

	"parley/analysis/nogood"
	"parley/graph"
)

// says tells in a clause of prose what the text and the rules leave on an issue.
func (c *court) says(issue int) string {
	left, title := c.left(issue), c.title(issue)
	by := c.choosing[issue]
	switch {
	case c.silent(issue) && left.Len() > 1:
		return "the text leaves " + title + " open"
	case c.silent(issue):
		return "nothing but " + c.labels(issue, left) + " remains on " + title + c.because(issue)
	case c.conditional(issue):
		words := c.does(by, "settle") + " " + title + " under a condition only"
		if left.Len() == 1 {
			words += ", and nothing but " + c.labels(issue, left) + " remains"
		}
		return words
	case left.Len() > 1:
		return c.does(by, "allow") + " " + c.labels(issue, left) + " on " + title
	case c.chosen(issue) != left:
		return c.does(by, "allow") + " " + c.labels(issue, c.chosen(issue)) + " on " + title + ", of which only " + c.labels(issue, left) + " remains" + c.because(issue)
	}
	return c.does(by, "settle") + " " + title + " as " + c.labels(issue, left)
}

// chosen unites what the provisions on an issue choose.
func (t *text) chosen(issue int) graph.OptionSet {
	var set graph.OptionSet
	for _, n := range t.choosing[issue] {
		set |= t.options(n)
	}
	return set
}

func (t *text) conditional(issue int) bool {
	return slices.ContainsFunc(t.choosing[issue], func(n int) bool { return len(t.proposal.Provisions[n].Condition) > 0 })
}

// crossed explains a crossing. A pattern that every completion matches by itself is blamed on the clauses that
// settle its issues.
func (c *court) crossed(line *graph.RedLine, reached []nogood.Nogood) ([]int, string) {
	var direct []nogood.Nogood
	var breaches []string
	for _, p := range reached {
		if _, open, _ := p.Against(c.space.Domains); open == 0 {
			direct = append(direct, p)
			breaches = append(breaches, c.breach(p))
		}
	}
	if len(direct) > 0 {
		return c.bearing(direct), "Crosses " + c.whose(line) + ": " + strings.Join(unique(breaches), "; ") + "."
	}
	var ways []string
	for _, p := range reached {
		ways = append(ways, c.way(p, false))
	}
	return c.bearing(reached), "Crosses " + c.whose(line) + ": every way to complete the text has " + series(ways, "or") + ", which the line rules out."
}

func (c *court) breach(p nogood.Nogood) string {
	var issues []int
	for _, t := range p {
		issues = append(issues, t.Var)
	}
	words := c.together(issues)
	switch {
	case len(issues) > 1:
		return words + ", which the line rules out together"
	case c.left(issues[0]).Len() > 1:
		return words + "; the line rules out each"
	}
	return words + ", which the line rules out"
}

// together says what is left on each of the issues, in the order of the text.
func (c *court) together(issues []int) string {
	slices.SortFunc(issues, c.order)
	var words, open []string
	for _, i := range issues {
		if c.silent(i) && c.left(i).Len() > 1 {
			open = append(open, c.title(i))
		} else {
			words = append(words, c.says(i))
		}
	}
	if len(open) > 0 {
		words = append(words, "the text leaves "+series(open, "and")+" open")
	}
	return series(words, "and")
}

// way names what of a pattern completions can match: "A" on Territory with "B" or "C" on Guarantee. With open
// set, it names issues that are still open only.
func (c *court) way(p nogood.Nogood, open bool) string {
	var words []string
	for _, t := range p {
		left := c.left(t.Var)
		if open && left.Within(t.Set) {
			continue
		}
		words = append(words, c.labels(t.Var, left&t.Set)+" on "+c.title(t.Var))
	}
	return strings.Join(words, " with ")
}

// respected explains why no completion matches any of the patterns: for each, an issue on which what is left
// lies outside it.
func (c *court) respected(line *graph.RedLine, patterns []nogood.Nogood) ([]int, string) {
	outside := map[int]graph.OptionSet{}
	var issues []int
	together := false
	for _, p := range patterns {
		issue, set, ok := c.outside(p)
		if !ok {
			together = true
			continue
		}
		if !slices.Contains(issues, issue) {
			issues = append(issues, issue)
		}
		outside[issue] |= set
	}
	var words []string
	for _, i := range issues {
		words = append(words, c.excludes(i, outside[i]))
	}
	if together {
		words = append(words, "no way to complete the text within the rules has all of what the line rules out together")
	}
	return c.bearing(patterns), "Respects " + c.whose(line) + ": " + strings.Join(words, "; ") + "."
}

// excludes says that none of the options in the set is left on an issue.
func (c *court) excludes(issue int, set graph.OptionSet) string {
	if c.silent(issue) && c.left(issue).Len() > 1 {
		return c.title(issue) + " cannot be settled as " + c.labels(issue, set) + c.because(issue)
	}
	return c.says(issue) + ", not " + c.labels(issue, set)
}

// outside returns an issue of the pattern on which nothing left is in its set, one the text chooses on if there
// is one.
func (c *court) outside(p nogood.Nogood) (issue int, set graph.OptionSet, ok bool) {
	for _, t := range p {
		if c.left(t.Var)&t.Set == 0 && (!ok || c.silent(issue) && !c.silent(t.Var)) {
			issue, set, ok = t.Var, t.Set, true
		}
	}
	return issue, set, ok
}

// open explains what is open, and what would cross the line.
func (c *court) open(line *graph.RedLine, reached []nogood.Nogood) ([]int, string) {
	var undecided []int
	var ways []string
	for _, p := range reached {
		for _, t := range p {
			if !c.left(t.Var).Within(t.Set) && !slices.Contains(undecided, t.Var) {
				undecided = append(undecided, t.Var)
			}
		}
		ways = append(ways, c.way(p, true)+c.given(p))
	}
	crossing := "it would cross " + c.whose(line) + " with " + series(unique(ways), "or with")
	return c.bearing(reached), capital(c.together(undecided)) + "; " + crossing + "."
}

// given tells which parts of a pattern are decided already.
func (c *court) given(p nogood.Nogood) string {
	var decided []int
	for _, t := range p {
		if c.left(t.Var).Within(t.Set) {
			decided = append(decided, t.Var)
		}
	}
	if len(decided) == 0 {
		return ""
	}
	return ", since " + c.together(decided)
}

// bearing lists the provisions on the issues of the patterns, or that narrow those issues by way of rules, in the
// order of the text.
func (c *court) bearing(patterns []nogood.Nogood) []int {
	var provisions []int
	for _, p := range patterns {
		for _, t := range p {
			provisions = append(provisions, c.mentioned[t.Var]...)
			provisions = append(provisions, c.narrowing(t.Var)...)
		}
	}
	slices.Sort(provisions)
	return slices.Compact(provisions)
}
