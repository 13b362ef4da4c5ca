package settle

import (
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// TestSettlementAgainstItsMeaning compares every answer to random questions with what it means, package by package.
func TestSettlementAgainstItsMeaning(t *testing.T) {
	seen := map[string]int{}
	cache := NewCache()
	for seed := range uint64(500) {
		w := newWorld(rand.NewPCG(seed, 11))
		v := w.view(t)
		s := must(Settle(context.Background(), v, cache))
		m := w.means(v)
		if found := disagreements(s, m, seed%7 == 0); len(found) > 0 {
			t.Fatalf("seed %d: %d disagreements, first of %s", seed, len(found), found[0])
		}
		m.tell(seen)
	}
	for what, least := range map[string]int{
		"open": 80, "undetermined": 60, "blocked": 150, "rules alone": 30, "several cores": 50, "core of three": 50, "several concessions": 80,
		"supposed": 50, "floor": 50, "subset of issues": 20, "broad": 150, "quantity": 60, "condition": 30,
	} {
		if seen[what] < least {
			t.Errorf("only %d cases with %s: the test tells little of it", seen[what], what)
		}
	}
	t.Log(seen)
}

// tell counts what the case has in it.
func (m *meaning) tell(seen map[string]int) {
	deals := m.left(0)
	seen[string(verdictOf(deals))]++
	for what, has := range map[string]bool{
		"supposed": len(m.relaxed) > 0 || len(m.adds) > 0, "floor": !m.o.Floor.IsZero() || m.o.Without != "", "subset of issues": m.o.Issues != nil,
		"broad": m.o.Reading == graph.Broad, "quantity": slices.Contains(slices.Collect(maps.Values(m.quantity)), true),
		"condition": slices.ContainsFunc(m.positions, func(p *graph.Position) bool {
			met := howMany(deals, func(d *meant) bool { return m.counts(p, d.pkg) })
			return met > 0 && met < len(deals)
		}),
	} {
		if has {
			seen[what]++
		}
	}
	if len(deals) > 0 {
		return
	}
	cores := m.cores(everyPackage)
	switch {
	case cores[0] == 0:
		seen["rules alone"]++
	case len(cores) > 1:
		seen["several cores"]++
	}
	if len(m.concessions()) > 1 {
		seen["several concessions"]++
	}
	if len(membersOf(cores[len(cores)-1])) > 2 {
		seen["core of three"]++
	}
}

// comparison gathers where a settlement and its meaning disagree.
type comparison struct {
	*Settlement
	m     *meaning
	deals []*meant
	found []string
	ctx   context.Context

	thorough bool // all deals in all orders, and whatever else takes long
}

// disagreements compares all answers.
func disagreements(s *Settlement, m *meaning, thorough bool) []string {
	c := compareWith(s, m)
	c.thorough = thorough
	for _, of := range []func(){c.view, c.verdict, c.ranks, c.silences, c.options, c.cores, c.concessions, c.blame} {
		of()
	}
	if len(m.packages) <= 250 || thorough {
		c.certificate()
	}
	if thorough {
		c.sensitivity()
	}
	return c.found
}

func compareWith(s *Settlement, m *meaning) *comparison {
	return &comparison{Settlement: s, m: m, deals: m.left(0), ctx: context.Background()}
}

func (c *comparison) same(what string, got, want any) {
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		c.found = append(c.found, fmt.Sprintf("%s:\n  got  %s\n  want %s", what, g, w))
	}
}

func (c *comparison) ok(what string, err error) bool {
	if err != nil {
		c.same(what, err, nil)
	}
	return err == nil
}

func (c *comparison) view() {
	var parties, skipped, lines []string
	for _, p := range c.View.Parties {
		parties = append(parties, p.Key)
	}
	for _, r := range c.View.Skipped {
		skipped = append(skipped, r.String())
	}
	c.same("parties", parties, c.m.parties)
	c.same("skipped", skipped, c.m.skipped)
	for _, r := range c.View.RedLines {
		lines = append(lines, r.Key)
	}
	c.same("red lines", lines, c.m.keysOf(1<<len(c.m.lines)-1))
}

func (c *comparison) verdict() {
	c.same("verdict", c.Verdict, verdictOf(c.deals))
	c.same("packages", c.Packages, len(c.m.packages))
	deals, err := c.Deals(c.ctx)
	c.ok("deals", err)
	c.same("deals", deals, len(c.deals))
	w, err := c.Witness(c.ctx)
	c.ok("witness", err)
	c.best("witness", w, c.deals)
}

// deal compares a deal, which is one of those given.
func (c *comparison) deal(what string, got *Deal, want *meant, deals []*meant) {
	c.same(what, dealWords(got), c.m.dealText(want, deals))
	if got == nil {
		return
	}
	for n, party := range c.m.parties {
		score := 0.0
		if w := c.m.total[party]; w > 0 {
			score = 100 * float64(want.points[party]) / float64(w)
		}
		if s := got.Scores[n]; s.Party.Key != party || math.Abs(s.Score-score) > 1e-4 {
			c.same(what+": score", fmt.Sprint(s.Party.Key, s.Score), fmt.Sprint(party, score))
		}
	}
}

func (c *comparison) best(what string, got *Deal, deals []*meant) {
	if len(deals) == 0 {
		c.same(what, dealWords(got), "none")
		return
	}
	c.deal(what, got, rankedBy(deals, LeastSilent)[0], deals)
}

// ranks compares deals in all orders, and what each means: the first and the last of them, and all in the thorough
// comparison.
func (c *comparison) ranks() {
	for _, by := range []DealRank{LeastSilent, LeastOpposed, HighestScore} {
		for _, backward := range []bool{false, true} {
			want := rankedBy(c.deals, by)
			if backward {
				slices.Reverse(want)
			}
			seen := map[string]bool{}
			for n := range len(want) + 2 {
				if far := min(n, len(want)-n); far <= 6 || c.thorough {
					c.ranked(want, by, backward, n, seen)
				}
			}
		}
	}
}

func (c *comparison) ranked(want []*meant, by DealRank, backward bool, n int, seen map[string]bool) {
	d, err := c.Deal(c.ctx, by, backward, n)
	what := fmt.Sprintf("%s, backward %v, deal %d", by, backward, n)
	if !c.ok(what, err) {
		return
	}
	if n >= len(want) {
		c.same(what, dealWords(d), "none")
		return
	}
	w := want[n]
	c.deal(what, d, w, c.deals)
	c.same(what+": comes twice", seen[c.m.choices(w)], false)
	seen[c.m.choices(w)] = true
}

func (c *comparison) silences() {
	list, err := c.Silences(c.ctx)
	c.ok("silences", err)
	var words []string
	for _, x := range list {
		words = append(words, fmt.Sprintf("%s/%s %s", x.Party.Key, x.Issue.Key, x.Removes))
		kinds := c.m.firstKinds(x.Party.Key, x.Issue.Key, c.deals)
		c.same(fmt.Sprintf("silence %s/%s %s is among %s", x.Party.Key, x.Issue.Key, x.Kind, kinds), slices.Contains(kinds, x.Kind), true)
	}
	c.same("silences", words, c.m.silences(c.deals))
}

func (c *comparison) options() {
	list, err := c.Options(c.ctx)
	c.ok("options", err)
	var words []string
	for _, o := range list {
		words = append(words, fmt.Sprintf("%s=%s %s possible %v forced %v supposed %v", o.Issue.Key, o.Option.Key, o.Deals, o.Possible, o.Forced, o.Supposed))
		r, err := c.RuledOutBy(c.ctx, o)
		what := "what rules out " + o.Issue.Key + "=" + o.Option.Key
		if c.ok(what, err); o.Possible || o.Supposed {
			c.same(what, len(r.RedLines)+len(r.Rules), 0)
			continue
		}
		c.same(what, keysOf(r.RedLines), c.m.ruledOut(o.Issue.Key, o.Option.Key))
		c.basis(what, r.RedLines, r.Rules, func(p *meant) bool { return p.pkg[o.Issue.Key] == o.Option.Key })
	}
	c.same("options", words, c.m.optionWords(c.deals))
}

func keysOf[T graph.Record](list []T) (keys []string) {
	for _, r := range list {
		keys = append(keys, r.Ref().Key)
	}
	return keys
}

// basis checks that lines and rules leave none of the packages, and would without any one of the rules or lines.
func (c *comparison) basis(what string, lines []*graph.RedLine, rules []*graph.Rule, of func(*meant) bool) {
	leaves := func(lines []*graph.RedLine, rules []*graph.Rule) bool {
		return slices.ContainsFunc(c.m.packages, func(p *meant) bool {
			return of(p) && !slices.ContainsFunc(lines, func(r *graph.RedLine) bool { return c.m.matchesOne(p.pkg, c.m.of(r)) }) &&
				!slices.ContainsFunc(rules, func(r *graph.Rule) bool { return c.m.matchesOne(p.pkg, c.m.of(r)) })
		})
	}
	c.same(what+": lines with rules named leave a package", leaves(lines, rules), false)
	for n := range lines {
		c.same(what+": without line "+lines[n].Key, leaves(slices.Delete(slices.Clone(lines), n, n+1), rules), true)
	}
	for n := range rules {
		c.same(what+": without rule "+rules[n].Key, leaves(lines, slices.Delete(slices.Clone(rules), n, n+1)), true)
	}
	c.same(what+": rules by key", slices.IsSorted(keysOf(rules)), true)
}

func (c *comparison) cores() {
	var want []string
	if len(c.deals) == 0 {
		for _, set := range c.m.cores(everyPackage) {
			want = append(want, fmt.Sprint(c.m.keysOf(set)))
		}
	}
	for _, first := range []int{0, 1, len(want), len(want) - 1, len(want) + 1} {
		if first < 0 {
			continue
		}
		listed := len(want)
		if first > 0 {
			listed = min(first, listed)
		}
		list, err := c.Cores(c.ctx, first, 0)
		c.ok("cores", err)
		var got []string
		for _, core := range list.Cores {
			got = append(got, fmt.Sprint(keysOf(core.RedLines)))
			c.core(core)
		}
		what := fmt.Sprintf("first %d cores", first)
		c.same(what, got, want[:listed])
		c.same(what+": complete", list.Complete, listed == len(want))
		c.same(what+": found", list.Found >= listed && list.Found <= len(want), true)
	}
}

// core checks what is said of a core beyond its red lines.
func (c *comparison) core(core Core) {
	what := fmt.Sprint("core ", keysOf(core.RedLines))
	c.basis(what, core.RedLines, core.Rules, everyPackage)
	c.same(what+": parties", keysOf(core.Parties), partiesOf(core.RedLines))
	var issues []string
	for _, i := range core.Issues {
		issues = append(issues, i.Key)
	}
	c.same(what+": issues in order", slices.IsSorted(issues), true)
	var patterns graph.Patterns
	for _, r := range core.RedLines {
		patterns = append(patterns, c.m.of(r)...)
	}
	for _, r := range core.Rules {
		patterns = append(patterns, c.m.of(r)...)
	}
	for _, i := range issues {
		named := slices.ContainsFunc(patterns, func(p graph.Pattern) bool { return p[i] != nil })
		c.same(what+": names "+i, named, true)
	}
	patterns = slices.DeleteFunc(patterns, func(p graph.Pattern) bool {
		return slices.ContainsFunc(p.Issues(), func(i string) bool { return !slices.Contains(issues, i) })
	})
	left := slices.ContainsFunc(c.m.packages, func(p *meant) bool { return !c.m.matchesOne(p.pkg, patterns) })
	c.same(what+": its patterns on its issues leave a package", left, false)
}

func partiesOf(lines []*graph.RedLine) (keys []string) {
	for _, r := range lines {
		keys = append(keys, r.Party)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (c *comparison) concessions() {
	all := c.m.concessions()
	for _, first := range []int{0, 1, len(all)} {
		want := all
		if first > 0 {
			want = all[:min(first, len(all))]
		}
		list, err := c.Concessions(c.ctx, first, 0)
		c.ok("concessions", err)
		what := fmt.Sprintf("first %d concessions", first)
		c.same(what+": complete", list.Complete, len(want) == len(all))
		c.same(what+": listed", len(list.Concessions), len(want))
		c.same(what+": found", list.Found >= len(want) && list.Found <= len(all), true)
		for n, got := range list.Concessions[:min(len(want), len(list.Concessions))] {
			c.concession(fmt.Sprintf("%s: %d", what, n), got, want[n])
		}
	}
}

func (c *comparison) concession(what string, got Concession, want uint) {
	c.same(what, keysOf(got.RedLines), c.m.keysOf(want))
	c.same(what+": parties", keysOf(got.Parties), partiesOf(got.RedLines))
	c.same(what+": cost", got.Cost, c.m.cost(want))
	left := c.m.left(want)
	opens, err := got.Opens(c.ctx)
	c.ok(what, err)
	c.same(what+": opens", opens, len(left))
	example, err := got.Example(c.ctx)
	c.ok(what, err)
	c.best(what+": example", example, left)
	verdict, err := got.Verdict(c.ctx)
	c.ok(what, err)
	c.same(what+": verdict", verdict, verdictOf(left))
}

func (c *comparison) blame() {
	b, err := c.Blame(c.ctx, 0)
	if !c.ok("blame", err) {
		return
	}
	var words []string
	for _, l := range b.RedLines {
		words = append(words, fmt.Sprintf("%s %.9f", l.RedLine.Key, l.Share))
	}
	for _, p := range b.Parties {
		words = append(words, fmt.Sprintf("%s %.9f", p.Party.Key, p.Share))
	}
	c.same("blame", words, c.m.blame())
	c.same("blame complete", b.Complete, true)
}

// sensitivity asks otherwise, in each of the ways listed.
func (c *comparison) sensitivity() {
	list, err := c.Sensitivity(c.ctx)
	c.ok("sensitivity", err)
	changes := c.m.changes()
	c.same("sensitivity", len(list), len(changes))
	for n, got := range list[:min(len(list), len(changes))] {
		want := verdictOf(c.m.otherwise(c.View.Snapshot, changes[n]).left(0))
		c.same(got.Change, got.Verdict, want)
		c.same(got.Change+": differs", got.Differs, want != c.Verdict)
	}
}

// changes are the ways to ask otherwise: the other reading, every other floor, and without every source, unless one is
// left out already.
func (m *meaning) changes() []func(*graph.ViewOptions) {
	list := []func(*graph.ViewOptions){func(o *graph.ViewOptions) {
		o.Reading = map[graph.Reading]graph.Reading{graph.Narrow: graph.Broad, graph.Broad: graph.Narrow}[o.Reading]
	}}
	for _, grade := range []graph.Reliability{"A", "B", "C", "D", "E"} {
		if grade != m.o.Floor.Reliability {
			list = append(list, func(o *graph.ViewOptions) { o.Floor.Reliability = grade })
		}
	}
	for grade := 1; grade <= 5; grade++ {
		if grade != m.o.Floor.Credibility {
			list = append(list, func(o *graph.ViewOptions) { o.Floor.Credibility = grade })
		}
	}
	if m.o.Without != "" {
		return list
	}
	var sources []string
	cite := func(evidence []string) {
		for _, key := range evidence {
			sources = append(sources, m.copied(m.statements[key].Source)...)
		}
	}
	for _, r := range m.lines {
		cite(r.Evidence)
	}
	for _, p := range m.positions {
		cite(p.Evidence)
	}
	slices.Sort(sources)
	for _, key := range slices.Compact(sources) {
		list = append(list, func(o *graph.ViewOptions) { o.Without = key })
	}
	return list
}

// The answers, each in words, from the meaning and from the settlement.

func (m *meaning) dealText(p *meant, deals []*meant) string {
	var b strings.Builder
	b.WriteString(m.choices(p))
	for _, cell := range p.silent {
		n := howMany(deals, func(d *meant) bool { return slices.Contains(d.silent, cell) })
		party, issue, _ := strings.Cut(cell, "/")
		fmt.Fprintf(&b, " silent %s %s %d;", cell, m.kind(party, issue, p.pkg), n)
	}
	for _, cell := range p.opposed {
		fmt.Fprintf(&b, " opposed %s;", cell)
	}
	return b.String()
}

func howMany[T any](list []T, of func(T) bool) (n int) {
	for _, e := range list {
		if of(e) {
			n++
		}
	}
	return n
}

func (m *meaning) choices(p *meant) string {
	var list []string
	for _, i := range m.issues {
		list = append(list, i.Key+"="+p.pkg[i.Key])
	}
	return strings.Join(list, " ") + ":"
}

func choicesOf(d *Deal) string {
	var list []string
	for _, c := range d.Choices {
		list = append(list, c.Issue.Key+"="+c.Option.Key)
	}
	return strings.Join(list, " ") + ":"
}

func dealWords(d *Deal) string {
	if d == nil {
		return "none"
	}
	var b strings.Builder
	b.WriteString(choicesOf(d))
	for _, c := range d.Silent {
		fmt.Fprintf(&b, " silent %s/%s %s %s;", c.Party.Key, c.Issue.Key, c.Kind, c.Removes)
	}
	for _, c := range d.Opposed {
		fmt.Fprintf(&b, " opposed %s/%s;", c.Party.Key, c.Issue.Key)
	}
	return b.String()
}

// silences lists cells by how many deals are silent there.
func (m *meaning) silences(deals []*meant) []string {
	type cell struct {
		name    string
		removes int
	}
	var list []cell
	for _, party := range m.parties {
		for _, i := range m.issues {
			name := party + "/" + i.Key
			n := howMany(deals, func(d *meant) bool { return slices.Contains(d.silent, name) })
			if n > 0 {
				list = append(list, cell{name, n})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b cell) int { return b.removes - a.removes })
	var words []string
	for _, c := range list {
		words = append(words, fmt.Sprintf("%s %d", c.name, c.removes))
	}
	return words
}

// firstKinds are the kinds of silence of the first option to which a deal is silent: several, where a condition makes a
// difference.
func (m *meaning) firstKinds(party, issue string, deals []*meant) (kinds []graph.SilenceKind) {
	varies := slices.ContainsFunc(m.said[party+"/"+issue], func(p *graph.Position) bool { return len(p.Condition) > 0 })
	for _, o := range m.all[issue] {
		for _, d := range deals {
			if d.pkg[issue] == o && slices.Contains(d.silent, party+"/"+issue) && (varies || len(kinds) == 0) {
				kinds = append(kinds, m.kind(party, issue, d.pkg))
			}
		}
		if len(kinds) > 0 {
			break
		}
	}
	return kinds
}

func (m *meaning) optionWords(deals []*meant) []string {
	var list []string
	for _, i := range m.issues {
		for _, o := range m.all[i.Key] {
			n := howMany(deals, func(d *meant) bool { return d.pkg[i.Key] == o })
			supposed := !slices.Contains(m.options[i.Key], o)
			list = append(list, fmt.Sprintf("%s=%s %d possible %v forced %v supposed %v", i.Key, o, n, n > 0, n > 0 && n == len(deals), supposed))
		}
	}
	return list
}

// ruledOut is the first of the smallest sets of red lines that rule an option out.
func (m *meaning) ruledOut(issue, option string) []string {
	return m.keysOf(m.cores(func(p *meant) bool { return p.pkg[issue] == option })[0])
}

func (m *meaning) blame() []string {
	share, by, total := make([]float64, len(m.lines)), map[string]float64{}, 0.0
	if !m.leaves(0) {
		for _, core := range m.cores(everyPackage) {
			for _, l := range membersOf(core) {
				share[l] += 1 / float64(len(membersOf(core)))
				total += 1 / float64(len(membersOf(core)))
			}
		}
	}
	var list []string
	for l, r := range m.lines {
		if total > 0 {
			share[l] /= total
		}
		by[r.Party] += share[l]
		list = append(list, fmt.Sprintf("%s %.9f", r.Key, share[l]))
	}
	for _, p := range m.parties {
		list = append(list, fmt.Sprintf("%s %.9f", p, by[p]))
	}
	return list
}
