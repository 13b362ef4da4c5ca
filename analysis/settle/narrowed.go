package settle

import (
	"context"
	"slices"
	"strings"

	"parley/analysis/nogood"
	"parley/graph"
)

// narrow finds out, for every issue on which less is left than the text itself leaves, what excludes the rest.
func (c *court) narrow(ctx context.Context) (err error) {
	c.narrowed = make([][]part, len(c.View.Issues))
	for n := range c.View.Issues {
		excluded := c.offered(n) &^ c.left(n)
		if excluded == 0 || c.conditional(n) {
			continue
		}
		if c.narrowed[n], err = c.excluding(ctx, nogood.Nogood{{Var: n, Set: excluded}}); err != nil {
			return err
		}
	}
	return nil
}

// offered returns what the text chooses on an issue, or all options where it is silent.
func (t *text) offered(issue int) graph.OptionSet {
	if t.silent(issue) {
		return t.View.Issues[issue].All()
	}
	return t.chosen(issue)
}

// because names what narrows an issue: beside clause 4 (the reason of a rule).
func (c *court) because(issue int) string {
	var under, reasons []string
	beside := c.narrowing(issue)
	for _, p := range c.narrowed[issue] {
		switch p.kind {
		case theAssumption:
			under = []string{"under the scenario"}
		case theRule:
			reasons = append(reasons, c.reason(p.key))
		}
	}
	if len(beside) > 0 {
		name, _ := c.clauses(beside)
		under = append(under, "beside "+name)
	}
	words := " " + series(under, "and")
	if len(under) == 0 {
		words = " under the rules"
	}
	if len(reasons) > 0 {
		words += " (" + strings.Join(unique(reasons), "; ") + ")"
	}
	return words
}

// narrowing lists the provisions on other issues that narrow this one, in the order of the text.
func (c *court) narrowing(issue int) []int {
	var provisions []int
	for _, p := range c.narrowed[issue] {
		if i := c.Variable[p.key]; p.kind == theClauses && i != issue {
			provisions = append(provisions, c.choosing[i]...)
		}
	}
	slices.Sort(provisions)
	return provisions
}
