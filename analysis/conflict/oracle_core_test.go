package conflict_test

import (
	"slices"
	"strings"

	"parley/graph"
)

// oracleCore is a minimal set of red lines that leaves no package, with a minimal set of issues on which they leave
// nothing.
type oracleCore struct {
	lines  []*graph.RedLine
	issues string // joined with +
}

func (c oracleCore) parties() words {
	w := words{}
	for _, r := range c.lines {
		w[r.Party] = true
	}
	return w
}

// clashes enters what cores make: clashes between parties, and contradictions of one party across issues. What a party's
// lines leave nothing of on one issue is told there.
func (o *oracle) clashes(cores []oracleCore, found map[string]*verdict) {
	for _, c := range cores {
		v := &verdict{kind: "red-lines-clash", parties: c.parties(), issue: c.issues, severity: "blocking", sides: map[string]graph.Record{}, options: words{}}
		if len(v.parties) == 1 {
			if !strings.Contains(c.issues, "+") {
				continue
			}
			v.kind = "self-contradiction"
		}
		for _, r := range c.lines {
			if len(v.parties) > 1 {
				v.lines = v.lines.add(words{r.Key: true})
			}
		}
		if known := found[v.id()]; known != nil {
			v = known
		}
		found[v.id()] = v
		for _, r := range c.lines {
			v.sides[r.Ref().String()] = r
		}
		issues := strings.Split(c.issues, "+")
		for _, i := range issues {
			for option := range o.left(i) {
				v.options[optionName(i, option, len(issues))] = true
			}
		}
	}
}

// coresOn lists the cores of a day.
func (o *oracle) coresOn(d graph.Day) []oracleCore {
	var lines []*graph.RedLine
	var keys []string
	for _, r := range o.lines {
		if o.lineHolds(r, d) {
			lines = append(lines, r)
			keys = append(keys, r.Key)
		}
	}
	name := strings.Join(keys, ",")
	if _, known := o.cores[name]; !known {
		o.cores[name] = o.coresOf(lines)
	}
	return o.cores[name]
}

// coresOf tries every set of lines, and for those that are cores every set of issues.
func (o *oracle) coresOf(lines []*graph.RedLine) []oracleCore {
	all := 1<<len(o.issues) - 1
	crossed := map[int][]int{}
	leavesNothing := func(set, issues int) bool {
		if crossed[issues] == nil {
			crossed[issues] = o.crossedOn(lines, issues)
		}
		rules := 1 << len(lines)
		return !slices.ContainsFunc(crossed[issues], func(by int) bool { return by&(set|rules) == 0 })
	}
	var found []oracleCore
	for set := 1; set < 1<<len(lines); set++ {
		var chosen []*graph.RedLine
		core := leavesNothing(set, all)
		for n, r := range lines {
			if set>>n&1 == 1 && core {
				core = !leavesNothing(set&^(1<<n), all)
				chosen = append(chosen, r)
			}
		}
		if !core {
			continue
		}
		var grounds []int // by size: a set comes after all it holds
		for issues := 1; issues <= all; issues++ {
			if !slices.ContainsFunc(grounds, func(g int) bool { return g&^issues == 0 }) && leavesNothing(set, issues) {
				grounds = append(grounds, issues)
			}
		}
		for _, g := range grounds {
			found = append(found, oracleCore{chosen, o.joined(g)})
		}
	}
	return found
}

func (o *oracle) joined(set int) string {
	var keys []string
	for n, i := range o.issues {
		if set>>n&1 == 1 {
			keys = append(keys, i.Key)
		}
	}
	return strings.Join(keys, "+")
}

// crossedOn tells of each package by which lines, and in a last bit whether by the rules, it is matched in a pattern that
// names only issues of the set. A term that lists all options of its issue names none, unless every term does.
func (o *oracle) crossedOn(lines []*graph.RedLine, issues int) []int {
	var by []graph.Patterns
	for _, r := range lines {
		patterns := slices.Clone(r.Forbids)
		if o.broad {
			patterns = append(patterns, r.MayForbid...)
		}
		by = append(by, o.inside(patterns, issues))
	}
	var rules graph.Patterns
	for _, r := range o.rules {
		rules = append(rules, o.inside(r.Forbids, issues)...)
	}
	var crossed []int
	for _, p := range o.packages() {
		set := 0
		for n, patterns := range append(by, rules) {
			if matches(p, patterns) {
				set |= 1 << n
			}
		}
		crossed = append(crossed, set)
	}
	return crossed
}

func (o *oracle) inside(patterns graph.Patterns, issues int) graph.Patterns {
	var inside graph.Patterns
	for _, p := range patterns {
		short, within := o.short(p), true
		for n, i := range o.issues {
			within = within && (short[i.Key] == nil || issues>>n&1 == 1)
		}
		if within {
			inside = append(inside, short)
		}
	}
	return inside
}

func (o *oracle) short(p graph.Pattern) graph.Pattern {
	short := graph.Pattern{}
	for issue, options := range p {
		if len(wordsOf(options)) < len(o.options(issue)) {
			short[issue] = options
		}
	}
	if len(short) == 0 {
		return p
	}
	return short
}

// packages lists every way to settle all issues that the scenario leaves.
func (o *oracle) packages() []map[string]string {
	if o.all != nil {
		return o.all
	}
	packages := []map[string]string{{}}
	for _, i := range o.issues {
		var longer []map[string]string
		for _, p := range packages {
			for option := range o.assumed(i.Key) {
				q := map[string]string{i.Key: option}
				for k, v := range p {
					q[k] = v
				}
				longer = append(longer, q)
			}
		}
		packages = longer
	}
	o.all = packages
	return packages
}
