package term

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/analysis/settle"
	"parley/graph"
)

// world is a small random case of three parties and three issues, with one term.
type world struct {
	*rand.Rand
	term      *graph.Term
	lines     []*graph.RedLine
	rules     []*graph.Rule
	positions []*graph.Position
}

var (
	worldIssues  = []string{"i0", "i1", "i2"}
	worldOptions = []string{"a", "b", "c"}
	worldParties = []string{"north", "south", "watch"}
)

func newWorld(seed uint64) *world {
	w := &world{Rand: rand.New(rand.NewPCG(seed, 3))}
	for n := range 1 + w.IntN(4) {
		w.lines = append(w.lines, &graph.RedLine{Key: fmt.Sprintf("l%d", n), Party: w.party(), Title: "L", Forbids: graph.Patterns{w.pattern(2)}})
	}
	for n := range w.IntN(2) {
		w.rules = append(w.rules, &graph.Rule{Key: fmt.Sprintf("r%d", n), Negotiation: "n", Forbids: graph.Patterns{w.pattern(2)}, Reason: "R."})
	}
	stances := []graph.Stance{graph.StanceDemands, graph.StanceAccepts, graph.StanceAccepts, graph.StancePrefers, graph.StanceOpposes}
	for n := range 4 + w.IntN(16) {
		p := position(fmt.Sprintf("p%d", n), w.party(), worldIssues[w.IntN(3)], stances[w.IntN(len(stances))], w.some(w.IntN(2)+1)...)
		if w.IntN(4) == 0 {
			p.Condition = graph.Patterns{w.pattern(1)}
		}
		w.positions = append(w.positions, p)
	}
	w.term = &graph.Term{Key: "t", Negotiation: "n", Title: "t"}
	for _, means := range w.senses() {
		key := fmt.Sprintf("s%d", len(w.term.Senses))
		w.term.Senses = append(w.term.Senses, graph.Sense{Key: key, Label: key, Means: means})
	}
	return w
}

// senses are two or three patterns, no two of them alike.
func (w *world) senses() []graph.Pattern {
	alike := map[string]graph.Pattern{}
	for len(alike) < 2+w.IntN(2) {
		p := w.pattern(1 + w.IntN(2))
		for _, options := range p {
			slices.Sort(options)
		}
		alike[fmt.Sprint(p)] = p
	}
	var list []graph.Pattern
	for _, key := range slices.Sorted(maps.Keys(alike)) {
		list = append(list, alike[key])
	}
	return list
}

func (w *world) party() string { return worldParties[w.IntN(3)] }

func (w *world) some(n int) []string {
	list := slices.Clone(worldOptions)
	w.Shuffle(3, func(a, b int) { list[a], list[b] = list[b], list[a] })
	return list[:n]
}

func (w *world) pattern(most int) graph.Pattern {
	p := graph.Pattern{}
	for range 1 + w.IntN(most) {
		p[worldIssues[w.IntN(3)]] = w.some(1 + w.IntN(2))
	}
	return p
}

func (w *world) records() []graph.Record {
	list := slices.DeleteFunc(basics(w.term), func(r graph.Record) bool { return r.Ref().Kind == graph.KindIssue })
	for _, key := range worldIssues {
		list = append(list, issue(key, key, worldOptions...))
	}
	for _, r := range w.lines {
		list = append(list, r)
	}
	for _, r := range w.rules {
		list = append(list, r)
	}
	for _, p := range w.positions {
		list = append(list, p)
	}
	return list
}

// choice is one option for each issue.
type choice map[string]string

func choices() []choice {
	var all []choice
	for _, a := range worldOptions {
		for _, b := range worldOptions {
			for _, c := range worldOptions {
				all = append(all, choice{"i0": a, "i1": b, "i2": c})
			}
		}
	}
	return all
}

func (c choice) fits(p graph.Pattern) bool {
	for issue, options := range p {
		if !slices.Contains(options, c[issue]) {
			return false
		}
	}
	return true
}

func (c choice) any(patterns graph.Patterns) bool { return slices.ContainsFunc(patterns, c.fits) }

// leaves lists the packages that fit a pattern and cross no rule and no red line of the parties.
func (w *world) leaves(fits graph.Pattern, parties ...string) []choice {
	return slices.DeleteFunc(choices(), func(c choice) bool {
		return !c.fits(fits) ||
			slices.ContainsFunc(w.rules, func(r *graph.Rule) bool { return c.any(r.Forbids) }) ||
			slices.ContainsFunc(w.lines, func(r *graph.RedLine) bool { return slices.Contains(parties, r.Party) && c.any(r.Forbids) })
	})
}

// rank is how an option stands toward a party, by the positions that count, as an index into favour. Red lines do not.
func (w *world) rank(party, issue, option string, counts func(*graph.Position) bool) int {
	said := map[graph.Stance]bool{}
	for _, p := range w.positions {
		if p.Party != party || p.Issue != issue || !counts(p) {
			continue
		}
		said[p.Stance] = said[p.Stance] || slices.Contains(p.Options, option)
		if p.Stance == graph.StanceDemands {
			said["demands something"] = true
		}
	}
	switch {
	case said[graph.StanceOpposes]:
		return 1
	case said[graph.StanceDemands] || said[graph.StancePrefers] || said[graph.StanceAccepts]:
		return 4
	case said["demands something"]:
		return 2
	}
	return 3
}

func (w *world) verdict(means graph.Pattern, parties ...string) settle.Verdict {
	deals := w.leaves(means, parties...)
	if len(deals) == 0 {
		return settle.VerdictBlocked
	}
	for _, c := range deals {
		silent := false
		for _, party := range parties {
			for _, issue := range worldIssues {
				met := func(p *graph.Position) bool { return len(p.Condition) == 0 || c.any(p.Condition) }
				silent = silent || w.rank(party, issue, c[issue], met) == 3
			}
		}
		if !silent {
			return settle.VerdictOpen
		}
	}
	return settle.VerdictUndetermined
}

// within reports which positions hold in every package of a sense.
func within(means graph.Pattern) func(*graph.Position) bool {
	return func(p *graph.Position) bool {
		return len(p.Condition) == 0 || !slices.ContainsFunc(choices(), func(c choice) bool { return c.fits(means) && !c.any(p.Condition) })
	}
}

// stand is the best that a package of the sense which the party's red lines leave has for its worst issue.
func (w *world) stand(means graph.Pattern, party string) graph.Attitude {
	best := 0
	for _, c := range w.leaves(means, party) {
		worst := len(favour) - 1
		for issue := range means {
			worst = min(worst, w.rank(party, issue, c[issue], within(means)))
		}
		best = max(best, worst)
	}
	return favour[best]
}

// agreed reports whether all accept one option on each issue of the sense, in packages that each by itself leaves.
func (w *world) agreed(means graph.Pattern, parties []string) bool {
	common := graph.Pattern{}
	for issue, options := range means {
		for _, o := range options {
			if !slices.ContainsFunc(parties, func(p string) bool { return w.rank(p, issue, o, within(means)) < 4 || w.forbidden(p, issue, o) }) {
				common[issue] = append(common[issue], o)
			}
		}
		if common[issue] == nil {
			return false
		}
	}
	return !slices.ContainsFunc(parties, func(p string) bool { return len(w.leaves(common, p)) == 0 })
}

// forbidden reports whether red lines of the party on the issue alone rule the option out.
func (w *world) forbidden(party, issue, option string) bool {
	return slices.ContainsFunc(w.lines, func(r *graph.RedLine) bool {
		return r.Party == party && slices.ContainsFunc(r.Forbids, func(p graph.Pattern) bool { return len(p) == 1 && slices.Contains(p[issue], option) })
	})
}

func TestAgainstEveryPackage(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(400) {
		w := newWorld(seed)
		v := see(t, graph.ViewOptions{}, w.records()...)
		asked := []string{"north", "south"}
		if seed%2 == 0 {
			asked = worldParties
			v = see(t, graph.ViewOptions{Parties: asked}, w.records()...)
		}
		f := find(t, v, "t")
		for _, s := range f.Senses {
			if want := w.verdict(s.Means, asked...); s.Narrow != want {
				t.Fatalf("seed %d, %s: verdict %s, want %s", seed, s.Key, s.Narrow, want)
			}
			seen[string(s.Narrow)]++
			if want := len(w.leaves(s.Means)) == 0; s.Impossible != want {
				t.Fatalf("seed %d, %s: impossible %v, want %v", seed, s.Key, s.Impossible, want)
			}
			for _, st := range s.Stands {
				if want := w.stand(s.Means, st.Party.Key); st.Attitude != want {
					t.Fatalf("seed %d, %s: %s is %s, want %s", seed, s.Key, st.Party.Key, st.Attitude, want)
				}
				seen[string(st.Attitude)]++
				w.breaks(t, s.Means, st)
			}
		}
		if got, want := groups(f), w.onlyWhileOpen(asked); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("seed %d: agreements that hold only while the term is open %v, want %v", seed, got, want)
		}
		seen["only while open"] += len(f.Agreements)
	}
	for what, least := range map[string]int{"open": 20, "undetermined": 200, "blocked": 30, "forbidden": 50, "accepted": 200, "only while open": 30} {
		if seen[what] < least {
			t.Errorf("only %d cases with %s: the test tells little of it", seen[what], what)
		}
	}
	t.Log(seen)
}

// breaks holds the red lines by which a party forbids a sense against their meaning: they alone leave nothing of it.
func (w *world) breaks(t *testing.T, means graph.Pattern, st Stand) {
	t.Helper()
	if (st.Attitude == graph.AttitudeForbidden) != (len(st.RedLines) > 0) {
		t.Fatalf("%s is %s by %d red lines", st.Party.Key, st.Attitude, len(st.RedLines))
	}
	if len(st.RedLines) > 0 {
		alone := *w
		alone.lines = st.RedLines
		if len(alone.leaves(means, st.Party.Key)) > 0 {
			t.Fatalf("the red lines given for %s leave something of %v", st.Party.Key, means)
		}
	}
}

func groups(f *Finding) []string {
	list := []string{}
	for _, a := range f.Agreements {
		var keys []string
		for _, p := range a.Parties {
			keys = append(keys, p.Key)
		}
		list = append(list, fmt.Sprint(keys, a.All))
	}
	return list
}

func (w *world) onlyWhileOpen(asked []string) []string {
	sets := [][]string{asked}
	if len(asked) > 2 {
		sets = append(sets, []string{"north", "south"}, []string{"north", "watch"}, []string{"south", "watch"})
	}
	list := []string{}
	for n, set := range sets {
		accept := !slices.ContainsFunc(set, func(p string) bool {
			return !slices.ContainsFunc(w.term.Senses, func(s graph.Sense) bool { return w.stand(s.Means, p) == graph.AttitudeAccepted })
		})
		agree := slices.ContainsFunc(w.term.Senses, func(s graph.Sense) bool { return w.agreed(s.Means, set) })
		if accept && !agree {
			list = append(list, fmt.Sprint(set, n == 0))
		}
	}
	return list
}
