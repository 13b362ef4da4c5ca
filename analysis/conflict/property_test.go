package conflict_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/analysis/conflict"
	"parley/graph"
)

const (
	firstDay = "2025-01-01"
	lastDay  = "2025-01-12"
)

// generator makes small random negotiations that hit every kind of conflict often.
type generator struct {
	*rand.Rand
	o        *oracle
	records  []graph.Record
	evidence []string
}

func (g *generator) oneOf(list ...string) string { return list[g.IntN(len(list))] }

func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

func (g *generator) put(r graph.Record) { g.records = append(g.records, r) }

func generate(seed uint64) *generator {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 7)), o: newOracle()}
	n := &graph.Negotiation{Key: "talks", Title: "Talks"}
	g.put(n)
	for i := range 3 + g.IntN(3) {
		key := fmt.Sprintf("p%d", i)
		g.o.parties = append(g.o.parties, key)
		g.put(&graph.Party{Key: key, Name: "Party " + key, Kind: graph.PartyState})
		n.Participants = append(n.Participants, graph.Participation{Party: key, Role: graph.RolePrincipal})
	}
	for i := range 1 + g.IntN(4) {
		issue := &graph.Issue{Key: fmt.Sprintf("i%d", i), Negotiation: "talks", Title: fmt.Sprintf("Matter %d", i), Question: "What?"}
		for o := range 2 + g.IntN(4) {
			issue.Options = append(issue.Options, graph.Option{Key: fmt.Sprintf("o%d", o), Label: fmt.Sprintf("Choice %d", o)})
		}
		g.o.issues = append(g.o.issues, issue)
		g.put(issue)
	}
	g.statements()
	for i := range g.IntN(8 * len(g.o.issues)) {
		g.position(i)
	}
	for i := range g.IntN(4 * len(g.o.issues)) {
		r := g.line(i)
		g.o.lines = append(g.o.lines, r)
		g.put(r)
	}
	for i := range g.IntN(2) {
		r := &graph.Rule{Key: fmt.Sprintf("rule%d", i), Negotiation: "talks", Forbids: g.patterns(), Reason: "It cannot be."}
		g.o.rules = append(g.o.rules, r)
		g.put(r)
	}
	if g.chance(40) {
		g.scenario()
	}
	g.o.broad = g.chance(30)
	return g
}

func (g *generator) issue() *graph.Issue { return g.o.issues[g.IntN(len(g.o.issues))] }

// some picks one option or a few.
func (g *generator) some(i *graph.Issue) []string {
	keys := i.OptionKeys()
	g.Shuffle(len(keys), func(a, b int) { keys[a], keys[b] = keys[b], keys[a] })
	if g.chance(60) {
		return keys[:1]
	}
	return keys[:1+g.IntN(min(3, len(keys)))]
}

func (g *generator) patterns() graph.Patterns {
	var list graph.Patterns
	for range 1 + g.IntN(2) {
		i := g.issue()
		p := graph.Pattern{i.Key: g.some(i)}
		if g.chance(25) {
			j := g.issue()
			p[j.Key] = g.some(j)
		}
		if !slices.ContainsFunc(list, func(q graph.Pattern) bool { return alike(p, q) }) {
			list = append(list, p)
		}
	}
	return list
}

// alike reports whether two patterns name the same options on the same issues.
func alike(p, q graph.Pattern) bool {
	return maps.EqualFunc(p, q, func(a, b []string) bool { return sorted(wordsOf(a)) == sorted(wordsOf(b)) })
}

func (g *generator) date() graph.Date {
	if g.chance(20) {
		return graph.MustDate(g.oneOf("2025-01", "2025-01-04/2025-01-09", "2025-01-05~", "../2025-01-06", "2025-01-07?"))
	}
	return graph.MustDate(fmt.Sprintf("2025-01-%02d", 1+g.IntN(12)))
}

func (g *generator) period() (from, to graph.Date) {
	if g.chance(60) {
		from = g.date()
	}
	if g.chance(20) {
		to = g.date()
	}
	if !from.IsZero() && !to.IsZero() && to.Compare(from) == graph.Before {
		from, to = to, from
	}
	return from, to
}

func (g *generator) weigh() (salience *int, confidence *float64) {
	if g.chance(60) {
		salience = num(g.IntN(101))
	}
	if g.chance(30) {
		confidence = num(float64(1+g.IntN(10)) / 10)
	}
	return salience, confidence
}

func (g *generator) statements() {
	g.put(&graph.Source{Key: "gazette", Title: "Gazette"})
	g.person("ann", "Ann")
	g.person("bob", "Bob")
	for i := range 12 {
		s := &graph.Statement{Key: fmt.Sprintf("s%d", i), Source: "gazette", Attribution: graph.AttributionOfficial, Said: graph.MustDate(g.oneOf("2025-01-03", "2025-01-04", "2025-01-09", "2025-01", "2025-01-03~")), Paraphrase: "Words."}
		if g.chance(30) {
			s.Attribution = graph.Attribution(g.oneOf("personal", "personal", "reported", "inferred"))
		}
		if g.chance(60) {
			s.Speaker = g.oneOf("ann", "bob")
		} else if g.chance(80) {
			s.Voice = g.oneOf("a spokesman", "the delegation")
		}
		if g.chance(30) {
			s.Party = g.o.parties[g.IntN(len(g.o.parties))]
		}
		g.o.said[s.Key] = s
		g.evidence = append(g.evidence, s.Key)
		g.put(s)
	}
}

// person puts somebody with an office or two.
func (g *generator) person(key, name string) {
	p := &graph.Person{Key: key, Name: name}
	for _, title := range []string{"Minister", "Envoy"}[:1+g.IntN(2)] {
		o := graph.Office{Party: g.oneOf(g.o.parties...), Title: title, Authority: graph.AuthorityOfficial}
		o.From, o.To = g.period()
		p.Offices = append(p.Offices, o)
	}
	g.o.people[key] = p
	g.put(p)
}

func (g *generator) cite() []string {
	g.Shuffle(len(g.evidence), func(a, b int) { g.evidence[a], g.evidence[b] = g.evidence[b], g.evidence[a] })
	return slices.Clone(g.evidence[:g.IntN(4)])
}

func (g *generator) position(n int) {
	i := g.issue()
	p := &graph.Position{Key: fmt.Sprintf("pos%d", n), Party: g.oneOf(g.o.parties...), Issue: i.Key, Options: g.some(i), Evidence: g.cite()}
	p.Stance = graph.Stance(g.oneOf("demands", "demands", "demands", "prefers", "prefers", "accepts", "opposes", "opposes", "open", "unclear", "declined", "denied"))
	p.From, p.To = g.period()
	p.Salience, p.Confidence = g.weigh()
	if g.chance(20) {
		p.Condition = g.patterns()
	}
	if g.chance(10) {
		p.Scope = "in peacetime"
	}
	for _, old := range g.o.positions {
		if old.Party == p.Party && old.Issue == p.Issue && g.chance(30) && !p.From.IsZero() && p.From.Compare(old.From) != graph.Before {
			p.Supersedes = old.Key
		}
	}
	g.o.positions = append(g.o.positions, p)
	g.put(p)
}

func (g *generator) line(n int) *graph.RedLine {
	r := &graph.RedLine{Key: fmt.Sprintf("line%d", n), Party: g.oneOf(g.o.parties...), Title: fmt.Sprintf("Line %d", n), Forbids: g.patterns(), Evidence: g.cite()}
	r.From, r.To = g.period()
	r.Salience, r.Confidence = g.weigh()
	if g.chance(30) {
		r.MayForbid = g.patterns()
	}
	for _, old := range g.o.lines {
		if old.Party == r.Party && g.chance(20) && !r.From.IsZero() && r.From.Compare(old.From) != graph.Before {
			r.Supersedes = old.Key
		}
	}
	return r
}

func (g *generator) scenario() {
	s := &graph.Scenario{Key: "what-if", Negotiation: "talks", Title: "What if"}
	added := g.line(99)
	added.Supersedes, added.Evidence = "", nil
	s.Adds = append(s.Adds, *added)
	if g.chance(50) && len(g.o.lines) > 0 {
		s.Relaxes = []string{g.o.lines[0].Key}
	}
	if g.chance(60) {
		i := g.issue()
		s.Assumes = graph.Pattern{i.Key: g.some(i)}
	}
	g.o.scenario = s
	g.o.lines = append(g.o.lines, &s.Adds[0])
	g.put(s)
}

// options are those of a view of the negotiation on a day: on every other it supposes by itself what the scenario does.
func (g *generator) options(d graph.Day) graph.ViewOptions {
	o := graph.ViewOptions{Negotiation: "talks", AsOf: d}
	if sc := g.o.scenario; sc != nil && d%2 == 0 {
		o.Suppose = graph.Supposition{Relaxes: sc.Relaxes, Adds: sc.Adds, Assumes: sc.Assumes}
	} else if sc != nil {
		o.Scenario = sc.Key
	}
	if g.o.broad {
		o.Reading = graph.Broad
	}
	return o
}

func TestFindAgreesWithTheTable(t *testing.T) {
	graphs := 600
	if testing.Short() {
		graphs = 200
	}
	kinds, across := map[conflict.Kind]int{}, map[conflict.Kind]int{}
	for seed := range uint64(graphs) {
		g := generate(seed)
		s := world(t, g.records...)
		for range 3 {
			asOf := day(firstDay) + graph.Day(g.IntN(12))
			found := find(t, view(t, s, g.options(asOf)))
			for _, c := range found {
				kinds[c.Kind]++
				if len(c.Issues) > 1 {
					across[c.Kind]++
				}
			}
			if diff := g.compare(found, g.o.find(asOf, day(firstDay))); diff != "" {
				t.Fatalf("seed %d on %s:\n%s", seed, asOf, diff)
			}
			checkOrder(t, found)
			checkReadings(t, g, s, asOf, found)
		}
		if seed%4 == 0 {
			checkShuffled(t, g, s)
		}
	}
	for _, d := range conflict.Detectors() {
		if kinds[d.Kind] < graphs/10 {
			t.Errorf("only %d conflicts of kind %s came up: the generator does not test it", kinds[d.Kind], d.Kind)
		}
	}
	for k, want := range map[conflict.Kind]int{conflict.RedLinesClash: graphs / 10, conflict.SelfContradiction: graphs / 40} {
		if across[k] < want {
			t.Errorf("only %d conflicts of kind %s across issues came up: the generator does not test it", across[k], k)
		}
	}
}

// checkReadings checks that a sentence says that a conflict holds on the broad reading only where the narrow one does not
// have it.
func checkReadings(t *testing.T, g *generator, s *graph.Snapshot, asOf graph.Day, found []*conflict.Conflict) {
	t.Helper()
	o := g.options(asOf)
	if o.Reading != graph.Broad {
		return
	}
	o.Reading = graph.Narrow
	narrow := map[string]bool{}
	for _, c := range find(t, view(t, s, o)) {
		narrow[c.ID().String()] = true
	}
	for _, c := range found {
		if strings.Contains(c.Explanation, "only if the words of red lines are read broadly") == narrow[c.ID().String()] {
			t.Fatalf("that it holds narrowly is %v: %s", narrow[c.ID().String()], c.Explanation)
		}
	}
}

func (g *generator) compare(found []*conflict.Conflict, want map[string]*verdict) string {
	var diff []string
	ids := map[string]bool{}
	for _, c := range found {
		got := seen(c)
		w := want[got.id()]
		switch {
		case w == nil:
			diff = append(diff, "not in the table: "+got.String())
		case w.String() != got.String():
			diff = append(diff, "got  "+got.String()+"\nwant "+w.String())
		case math.Abs(w.score()-c.Score) > 1e-5:
			diff = append(diff, fmt.Sprintf("%s has score %g, want %g", got, c.Score, w.score()))
		case ids[c.ID().String()]:
			diff = append(diff, "its id is there twice: "+got.String())
		}
		ids[c.ID().String()] = true
		delete(want, got.id())
	}
	for _, w := range want {
		diff = append(diff, "missing: "+w.String())
	}
	slices.Sort(diff)
	return strings.Join(diff, "\n")
}

// checkOrder checks what does not need an oracle.
func checkOrder(t *testing.T, found []*conflict.Conflict) {
	t.Helper()
	for n, c := range found {
		if n > 0 {
			b := found[n-1]
			if b.Severity.Rank() > c.Severity.Rank() || b.Severity == c.Severity && b.Score < c.Score {
				t.Fatalf("%s %g stands before %s %g", b.Severity, b.Score, c.Severity, c.Score)
			}
		}
		var named []string
		for _, i := range c.Issues {
			named = append(named, i.Title)
		}
		for _, p := range c.Parties {
			named = append(named, p.Name)
		}
		for _, words := range named {
			if !strings.Contains(c.Explanation, words) {
				t.Fatalf("%q does not name %s", c.Explanation, words)
			}
		}
		if strings.Contains(c.Explanation, "%!") || strings.Contains(c.Explanation, "  ") || !strings.HasSuffix(c.Explanation, ".") {
			t.Fatalf("badly put: %q", c.Explanation)
		}
	}
}

// checkShuffled checks that the order in which records came into the graph changes nothing.
func checkShuffled(t *testing.T, g *generator, s *graph.Snapshot) {
	t.Helper()
	g.Shuffle(len(g.records), func(a, b int) { g.records[a], g.records[b] = g.records[b], g.records[a] })
	o := g.options(day(lastDay))
	found, again := find(t, view(t, s, o)), find(t, view(t, world(t, g.records...), o))
	if len(again) != len(found) {
		t.Fatalf("%d conflicts, and %d of the same records in another order", len(found), len(again))
	}
	for n, c := range found {
		if again[n].ID() != c.ID() || again[n].Explanation != c.Explanation || again[n].Score != c.Score || again[n].Since != c.Since {
			t.Fatalf("conflict %d is\n%s\nand in another order of records\n%s", n, c.Explanation, again[n].Explanation)
		}
	}
}
