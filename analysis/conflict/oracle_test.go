package conflict_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"

	"parley/analysis/conflict"
	"parley/graph"
)

// oracle says what conflicts there are by reading the design's table over plain sets of words, one day at a time.
// It looks at records only, never at a view.
type oracle struct {
	issues    []*graph.Issue
	parties   []string
	positions []*graph.Position
	lines     []*graph.RedLine
	rules     []*graph.Rule
	people    map[string]*graph.Person
	said      map[string]*graph.Statement
	scenario  *graph.Scenario
	broad     bool
	all       []map[string]string     // see packages
	cores     map[string][]oracleCore // by the red lines in force: see coresOn
}

func newOracle() *oracle {
	return &oracle{people: map[string]*graph.Person{}, said: map[string]*graph.Statement{}, cores: map[string][]oracleCore{}}
}

type words map[string]bool

func wordsOf(list []string) words {
	w := words{}
	for _, s := range list {
		w[s] = true
	}
	return w
}

func (w words) add(o words) words {
	out := words{}
	for s := range w {
		out[s] = true
	}
	for s := range o {
		out[s] = true
	}
	return out
}

func (w words) and(o words) words {
	out := words{}
	for s := range w {
		if o[s] {
			out[s] = true
		}
	}
	return out
}

func (w words) in(o words) bool { return len(w.and(o)) == len(w) }

// verdict is a conflict as the oracle sees it.
type verdict struct {
	kind     string
	parties  words
	issue    string // or several, joined with +
	lines    words  // of a clash
	severity string
	sides    map[string]graph.Record
	options  words
	since    graph.Day
	evidence words // statements of all sides said by the view's day
}

func sorted(w words) string {
	var list []string
	for s := range w {
		list = append(list, s)
	}
	sort.Strings(list)
	return strings.Join(list, ",")
}

func (v *verdict) id() string {
	return v.kind + " " + sorted(v.parties) + " " + v.issue + " " + sorted(v.lines)
}

var weights = map[string]float64{
	"red-lines-clash": 100, "demand-crosses-red-line": 90, "demands-differ": 70, "preference-crosses-red-line": 65,
	"demand-opposed": 55, "self-contradiction": 60, "demand-narrowed": 35, "preferences-differ": 15,
}

var severities = map[string]string{
	"red-lines-clash": "blocking", "demand-crosses-red-line": "blocking", "demands-differ": "serious",
	"preference-crosses-red-line": "serious", "demand-opposed": "serious", "self-contradiction": "serious",
	"demand-narrowed": "moderate", "preferences-differ": "mild",
}

func (v *verdict) score() float64 {
	product, sure := 1.0, 1.0
	for _, r := range v.sides {
		var salience *int
		var confidence *float64
		switch r := r.(type) {
		case *graph.Position:
			salience, confidence = r.Salience, r.Confidence
		case *graph.RedLine:
			salience, confidence = r.Salience, r.Confidence
		}
		if salience == nil {
			product *= 0.5
		} else {
			product *= float64(*salience) / 100
		}
		if confidence != nil && *confidence < sure {
			sure = *confidence
		}
	}
	return weights[v.kind] * math.Pow(product, 1/float64(len(v.sides))) * sure
}

// String leaves the score out: it is compared apart.
func (v *verdict) String() string {
	sides := words{}
	for name := range v.sides {
		sides[name] = true
	}
	return fmt.Sprintf("%s | %s | sides %s | options %s | since %s | evidence %s",
		v.id(), v.severity, sorted(sides), sorted(v.options), v.since, sorted(v.evidence))
}

func bounds(from, to graph.Date) (first, last graph.Day) {
	first, last = graph.MinDay, graph.MaxDay
	if !from.IsZero() {
		first = from.Earliest()
	}
	if !to.IsZero() {
		last = to.Latest()
	}
	return first, last
}

func (o *oracle) positionHolds(p *graph.Position, d graph.Day) bool {
	first, last := bounds(p.From, p.To)
	for _, q := range o.positions {
		if q.Supersedes == p.Key {
			begins, _ := bounds(q.From, q.To)
			last = min(last, max(begins, graph.MinDay+1)-1)
		}
	}
	return first <= d && d <= last && o.met(p.Condition)
}

func (o *oracle) lineHolds(r *graph.RedLine, d graph.Day) bool {
	first, last := bounds(r.From, r.To)
	for _, q := range o.lines {
		if q.Supersedes == r.Key {
			begins, _ := bounds(q.From, q.To)
			last = min(last, max(begins, graph.MinDay+1)-1)
		}
	}
	return first <= d && d <= last && (o.scenario == nil || !slices.Contains(o.scenario.Relaxes, r.Key))
}

func (o *oracle) assumed(issue string) words {
	if o.scenario != nil && len(o.scenario.Assumes[issue]) > 0 {
		return wordsOf(o.scenario.Assumes[issue])
	}
	return o.options(issue)
}

func (o *oracle) options(issue string) words {
	n := slices.IndexFunc(o.issues, func(i *graph.Issue) bool { return i.Key == issue })
	return wordsOf(o.issues[n].OptionKeys())
}

// met reports whether every package that the scenario leaves matches a pattern of the condition.
func (o *oracle) met(condition graph.Patterns) bool {
	packages := []map[string]string{{}}
	for _, i := range o.issues {
		named := slices.ContainsFunc(condition, func(p graph.Pattern) bool { return p[i.Key] != nil })
		if !named {
			continue
		}
		var longer []map[string]string
		for _, p := range packages {
			for option := range o.assumed(i.Key) {
				q := maps.Clone(p)
				q[i.Key] = option
				longer = append(longer, q)
			}
		}
		packages = longer
	}
	return len(condition) == 0 || !slices.ContainsFunc(packages, func(p map[string]string) bool { return !matches(p, condition) })
}

func matches(choice map[string]string, condition graph.Patterns) bool {
	return slices.ContainsFunc(condition, func(p graph.Pattern) bool {
		for issue, options := range p {
			if !slices.Contains(options, choice[issue]) {
				return false
			}
		}
		return true
	})
}

// alone unites what patterns rule out on the issue whatever is chosen on others: on those, if the pattern names any,
// it lists all options.
func (o *oracle) alone(patterns graph.Patterns, issue string) words {
	w := words{}
	for _, p := range patterns {
		counts := len(p) == 1 || len(wordsOf(p[issue])) < len(o.options(issue))
		for other := range p {
			counts = counts && (other == issue || len(wordsOf(p[other])) == len(o.options(other)))
		}
		if counts {
			w = w.add(wordsOf(p[issue]))
		}
	}
	return w
}

func (o *oracle) forbids(r *graph.RedLine, issue string) words {
	w := o.alone(r.Forbids, issue)
	if o.broad {
		w = w.add(o.alone(r.MayForbid, issue))
	}
	return w
}

// left is what scenario and rules leave of an issue: what red lines have to rule out to leave nothing.
func (o *oracle) left(issue string) words {
	w := words{}
	for option := range o.assumed(issue) {
		ruled := false
		for _, r := range o.rules {
			ruled = ruled || o.alone(r.Forbids, issue)[option]
		}
		if !ruled {
			w[option] = true
		}
	}
	return w
}

// on lists the conflicts of a day by id; since is not filled in.
func (o *oracle) on(d graph.Day) map[string]*verdict {
	found := map[string]*verdict{}
	cores := o.coresOn(d)
	o.clashes(cores, found)
	for _, i := range o.issues {
		day := &oracleDay{oracle: o, issue: i.Key, day: d, supposed: o.assumed(i.Key), left: o.left(i.Key), cores: cores, found: found}
		for _, p := range o.positions {
			if p.Issue == i.Key && o.positionHolds(p, d) {
				day.positions = append(day.positions, p)
			}
		}
		for _, r := range o.lines {
			if len(o.forbids(r, i.Key)) > 0 && o.lineHolds(r, d) {
				day.lines = append(day.lines, r)
			}
		}
		for _, p := range o.parties {
			day.self(p)
			for _, q := range o.parties {
				if p < q {
					day.pair(p, q)
				}
			}
		}
	}
	return found
}

// find lists the conflicts of a day with the day since when each holds, walking back one day at a time to the
// first day, before which nothing changes.
func (o *oracle) find(asOf, first graph.Day) map[string]*verdict {
	found := o.on(asOf)
	for _, v := range found {
		v.since = asOf
		v.evidence = o.saidBy(asOf, v.sides)
	}
	lasting := found
	for d := asOf - 1; d >= first-1 && len(lasting) > 0; d-- {
		then, still := o.on(d), map[string]*verdict{}
		for id, v := range lasting {
			if then[id] == nil {
				continue
			}
			still[id] = v
			v.since = d
			if d < first {
				v.since = graph.MinDay
			}
		}
		lasting = still
	}
	return found
}

// saidBy lists the statements behind records that may have been made by the day.
func (o *oracle) saidBy(d graph.Day, records map[string]graph.Record) words {
	w := words{}
	for _, r := range records {
		var keys []string
		switch r := r.(type) {
		case *graph.Position:
			keys = r.Evidence
		case *graph.RedLine:
			keys = r.Evidence
		}
		for _, key := range keys {
			if first, _ := bounds(o.said[key].Said, graph.Date{}); first <= d {
				w[key] = true
			}
		}
	}
	return w
}

// seen turns a conflict into what the oracle would say of it.
func seen(c *conflict.Conflict) *verdict {
	v := &verdict{kind: string(c.Kind), parties: words{}, severity: string(c.Severity), sides: map[string]graph.Record{}, options: words{}, since: c.Since, evidence: words{}}
	var issues []string
	for _, i := range c.Issues {
		issues = append(issues, i.Key)
	}
	v.issue = strings.Join(issues, "+")
	for _, s := range c.Evidence {
		v.evidence[s.Key] = true
	}
	for _, p := range c.Parties {
		v.parties[p.Key] = true
	}
	for _, s := range c.Sides {
		v.sides[s.Holds.Ref().String()] = s.Holds
		if c.Kind == conflict.RedLinesClash {
			if v.lines == nil {
				v.lines = words{}
			}
			v.lines[s.Holds.Ref().Key] = true
		}
	}
	for _, s := range c.Options {
		v.options[optionName(s.Issue.Key, s.Option.Key, len(c.Issues))] = true
	}
	return v
}

// optionName names an option at stake: with its issue where there are several.
func optionName(issue, option string, issues int) string {
	if issues == 1 {
		return option
	}
	return issue + "=" + option
}
