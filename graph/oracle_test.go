package graph_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"parley/graph"
)

// The stands of a view are those of an obvious second implementation, on every day, for random records under random
// suppositions, with and without a floor and a source; and a view of one day shows another day as a view of that
// day does.
func TestStandsAgainstOracle(t *testing.T) {
	for seed := range uint64(150) {
		c := newCase(seed)
		s := mustWith(t, graph.Empty(), put(append(small(), c.records...)...))
		last := view(t, s, c.asked("2025-02-20"))
		for d := day("2025-01-01"); d <= last.AsOf; d++ {
			v := view(t, s, c.asked(d.String()))
			if got, want := listed(v), c.listed(d); !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d on %s:\n got %v\nwant %v", seed, d, got, want)
			}
			for _, i := range v.Issues {
				then := last.On(mustIssue(last, i.Key), d)
				for _, st := range i.Stands() {
					want := c.stand(st.Party.Key, i.Key, d)
					other, _ := then.Stand(st.Party.Key)
					for name, got := range map[string]*graph.Stand{"view of the day": st, "later view looking back": other} {
						have := oracle{names(i, got.Demands), names(i, got.Prefers), names(i, got.Accepts), names(i, got.Opposes), names(i, got.Forbids)}
						if !reflect.DeepEqual(have, want) {
							t.Fatalf("seed %d, %s, %s on %s on %s:\n got %+v\nwant %+v", seed, name, st.Party.Key, i.Key, d, have, want)
						}
					}
				}
				if turn := slices.Contains(last.Turns(mustIssue(last, i.Key)), d); !turn && d > day("2025-01-01") {
					if before := last.On(mustIssue(last, i.Key), d-1); !sameStands(before, then) {
						t.Fatalf("seed %d: %s changes on %s, which is no turn", seed, i.Key, d)
					}
				}
			}
		}
	}
}

func mustIssue(v *graph.View, key string) *graph.IssueView {
	i, ok := v.Issue(key)
	if !ok {
		panic(key)
	}
	return i
}

func sameStands(a, b *graph.IssueView) bool {
	return slices.EqualFunc(a.Stands(), b.Stands(), func(x, y *graph.Stand) bool {
		return slices.Equal(x.Positions, y.Positions) && slices.Equal(x.RedLines, y.RedLines)
	})
}

type oracle struct{ demands, prefers, accepts, opposes, forbids []string }

func names(i *graph.IssueView, set graph.OptionSet) []string {
	var out []string
	for _, o := range i.Pick(set) {
		out = append(out, o.Key)
	}
	slices.Sort(out)
	return out
}

// listed is what a view lists of red lines and conditional positions, and what is assumed of its issues.
func listed(v *graph.View) map[string][]string {
	return map[string][]string{
		"red lines": keys(v.RedLines), "relaxed": keys(v.Relaxed), "idle": keys(v.Idle), "conditional": keys(v.Conditional),
		"border": names(mustIssue(v, "border"), mustIssue(v, "border").Assumed), "water": names(mustIssue(v, "water"), mustIssue(v, "water").Assumed),
	}
}

// options are those of the issues of small.
var options = map[string][]string{"border": {"coast", "ridge", "river"}, "water": {"shared", "split"}}

// randomCase is records, a view asked of them, and all that it supposes, be it by a scenario or not.
type randomCase struct {
	*rand.Rand
	records   []graph.Record
	positions []*graph.Position
	lines     []*graph.RedLine
	scenario  graph.Scenario
	view      graph.ViewOptions

	relaxed []string
	added   []graph.RedLine
	assumed map[string][]string
}

func newCase(seed uint64) *randomCase {
	c := &randomCase{Rand: rand.New(rand.NewPCG(seed, 1)), assumed: map[string][]string{"border": options["border"], "water": options["water"]}}
	for n := range 2 + c.IntN(10) {
		c.position(fmt.Sprintf("p%d", n))
	}
	for n := range c.IntN(5) {
		l := c.line(fmt.Sprintf("l%d", n))
		l.Evidence = c.evidence()
		for _, old := range c.lines {
			if c.IntN(3) == 0 && old.Party == l.Party && !l.From.IsZero() && l.From.Compare(old.From) != graph.Before {
				l.Supersedes = old.Key
				break
			}
		}
		c.lines, c.records = append(c.lines, l), append(c.records, l)
	}
	if c.IntN(4) > 0 {
		c.suppose()
	}
	c.view.Without = []string{"", "gazette", "blog"}[c.IntN(3)]
	if c.IntN(3) == 0 {
		c.view.Floor.Reliability = "B"
	}
	return c
}

// asked are the options of the case's view on a day.
func (c *randomCase) asked(on string) graph.ViewOptions {
	o := c.view
	o.AsOf = day(on)
	return o
}

func (c *randomCase) some(issue string) []string {
	all := slices.Clone(options[issue])
	c.Shuffle(len(all), func(a, b int) { all[a], all[b] = all[b], all[a] })
	return all[:1+c.IntN(len(all)-1)]
}

func (c *randomCase) from() graph.Date {
	switch c.IntN(6) {
	case 0:
		return graph.Date{}
	case 1:
		return graph.MustDate("2025-01")
	}
	return graph.DateOf(day("2025-01-01") + graph.Day(c.IntN(45)))
}

func (c *randomCase) evidence() []string {
	return [][]string{nil, {"s1"}, {"s2"}, {"s1", "s2"}}[c.IntN(4)]
}

func (c *randomCase) position(key string) {
	stances := graph.Words(graph.StanceOpen)
	issue := []string{"border", "water"}[c.IntN(2)]
	p := &graph.Position{Key: key, Party: []string{"north", "south"}[c.IntN(2)], Issue: issue, Evidence: c.evidence(),
		Stance: graph.Stance(stances[c.IntN(len(stances))]), Options: c.some(issue), From: c.from()}
	if c.IntN(3) == 0 && !p.From.IsZero() {
		p.To = graph.DateOf(p.From.Latest() + graph.Day(c.IntN(20)))
	}
	if c.IntN(4) == 0 {
		p.Condition = c.patterns()
	}
	for _, old := range c.positions {
		if c.IntN(3) == 0 && old.Party == p.Party && old.Issue == issue && !p.From.IsZero() && p.From.Compare(old.From) != graph.Before {
			p.Supersedes = old.Key
			break
		}
	}
	c.positions, c.records = append(c.positions, p), append(c.records, p)
}

func (c *randomCase) line(key string) *graph.RedLine {
	return &graph.RedLine{Key: key, Party: []string{"north", "south"}[c.IntN(2)], Title: "L", From: c.from(), Forbids: c.patterns()}
}

func (c *randomCase) patterns() graph.Patterns {
	var list graph.Patterns
	for range 1 + c.IntN(2) {
		p := graph.Pattern{}
		for _, issue := range []string{"border", "water"} {
			if c.IntN(2) == 0 {
				p[issue] = c.some(issue)
			}
		}
		if len(p) == 0 {
			p["water"] = c.some("water")
		}
		if !slices.ContainsFunc(list, func(q graph.Pattern) bool { return reflect.DeepEqual(sorted(p), sorted(q)) }) {
			list = append(list, p)
		}
	}
	return list
}

func sorted(p graph.Pattern) graph.Pattern {
	out := graph.Pattern{}
	for issue, options := range p {
		out[issue] = slices.Sorted(slices.Values(options))
	}
	return out
}

// suppose spreads suppositions over a scenario and the options of the view.
func (c *randomCase) suppose() {
	sc, asked := &c.scenario, &c.view.Suppose
	for _, l := range c.lines {
		where := c.IntN(8)
		if where < 2 {
			sc.Relaxes = append(sc.Relaxes, l.Key)
		}
		if where == 1 || where == 2 {
			asked.Relaxes = append(asked.Relaxes, l.Key)
		}
		if where < 3 {
			c.relaxed = append(c.relaxed, l.Key)
		}
	}
	for n := range c.IntN(3) {
		l := *c.line(fmt.Sprintf("added%d", n))
		sc.Adds, c.added = append(sc.Adds, l), append(c.added, l)
	}
	for n := range c.IntN(3) {
		l := *c.line("")
		asked.Adds = append(asked.Adds, l)
		l.Key = fmt.Sprintf("supposed-%d", n+1)
		c.added = append(c.added, l)
	}
	for _, issue := range []string{"border", "water"} {
		all := options[issue]
		where, common := c.IntN(6), all[c.IntN(len(all))]
		for n, p := range []*graph.Pattern{&sc.Assumes, &asked.Assumes} {
			if where != n && where != 2 {
				continue
			}
			left := slices.DeleteFunc(slices.Clone(all), func(o string) bool { return o != common && c.IntN(2) == 0 })
			if *p == nil {
				*p = graph.Pattern{}
			}
			(*p)[issue] = left
			c.assumed[issue] = slices.DeleteFunc(slices.Clone(c.assumed[issue]), func(o string) bool { return !slices.Contains(left, o) })
		}
	}
	if sc.Relaxes != nil || sc.Adds != nil || sc.Assumes != nil {
		sc.Key, sc.Negotiation, sc.Title = "if", "talks", "If"
		c.records, c.view.Scenario = append(c.records, sc), "if"
	}
}

// counts says straight from the definition whether a record with that evidence counts.
func (c *randomCase) counts(evidence []string) bool {
	sources := map[string]string{"s1": "gazette", "s2": "blog"} // of which the gazette alone is a B
	var left []string
	for _, key := range evidence {
		if sources[key] != c.view.Without {
			left = append(left, sources[key])
		}
	}
	if len(evidence) > 0 && len(left) == 0 {
		return false
	}
	return c.view.Floor.Reliability == "" || slices.Contains(left, "gazette")
}

// holds says whether a record that counts is in force.
func (c *randomCase) holds(r graph.Record, d graph.Day) bool {
	within := func(from, to graph.Date) bool {
		return (from.IsZero() || d >= from.Earliest()) && (to.IsZero() || d <= to.Latest())
	}
	switch r := r.(type) {
	case *graph.Position:
		return within(r.From, r.To) && c.counts(r.Evidence) && !slices.ContainsFunc(c.positions, func(p *graph.Position) bool {
			return p.Supersedes == r.Key && c.counts(p.Evidence) && d >= p.From.Earliest()
		})
	case *graph.RedLine:
		return within(r.From, r.To) && c.counts(r.Evidence) && !slices.ContainsFunc(c.lines, func(l *graph.RedLine) bool {
			return l.Supersedes == r.Key && c.counts(l.Evidence) && d >= l.From.Earliest()
		})
	}
	panic(r)
}

// met goes through all packages that the assumptions leave.
func (c *randomCase) met(condition graph.Patterns) bool {
	for _, border := range c.assumed["border"] {
		for _, water := range c.assumed["water"] {
			chosen := map[string]string{"border": border, "water": water}
			if len(condition) > 0 && !slices.ContainsFunc(condition, func(p graph.Pattern) bool {
				return !slices.ContainsFunc(p.Issues(), func(i string) bool { return !slices.Contains(p[i], chosen[i]) })
			}) {
				return false
			}
		}
	}
	return true
}

// drawn lists the red lines on a day: those on record and not given up, and those added whatever their evidence.
func (c *randomCase) drawn(d graph.Day) []*graph.RedLine {
	var list []*graph.RedLine
	for _, l := range c.lines {
		if c.holds(l, d) && !slices.Contains(c.relaxed, l.Key) {
			list = append(list, l)
		}
	}
	for _, l := range c.added {
		if l.From.IsZero() || d >= l.From.Earliest() {
			list = append(list, &l)
		}
	}
	return list
}

func (c *randomCase) listed(d graph.Day) map[string][]string {
	m := map[string][]string{"red lines": keys(c.drawn(d)), "relaxed": {}, "idle": {}, "conditional": {}}
	for issue := range options {
		m[issue] = c.assumed[issue]
	}
	for _, l := range c.lines {
		name := "idle"
		if c.holds(l, d) {
			name = "relaxed"
		}
		if slices.Contains(c.relaxed, l.Key) {
			m[name] = append(m[name], l.Key)
		}
	}
	for _, p := range c.positions {
		if c.holds(p, d) && !c.met(p.Condition) {
			m["conditional"] = append(m["conditional"], p.Key)
		}
	}
	for _, list := range m {
		slices.Sort(list)
	}
	return m
}

// stand says straight from the definition what a party holds on an issue on a day.
func (c *randomCase) stand(party, issue string, d graph.Day) oracle {
	sets := map[string][]string{}
	for _, p := range c.positions {
		if p.Party == party && p.Issue == issue && c.holds(p, d) && c.met(p.Condition) {
			sets[string(p.Stance)] = append(sets[string(p.Stance)], p.Options...)
		}
	}
	for _, l := range c.drawn(d) {
		for _, p := range l.Forbids {
			if l.Party == party && len(p) == 1 {
				sets["forbids"] = append(sets["forbids"], p[issue]...)
			}
		}
	}
	list := func(what string) []string { return slices.Compact(slices.Sorted(slices.Values(sets[what]))) }
	return oracle{list("demands"), list("prefers"), list("accepts"), list("opposes"), list("forbids")}
}
