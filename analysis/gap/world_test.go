package gap

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"parley/graph"
)

// world is a small random case in words alone.
type world struct {
	*rand.Rand
	issues    []*graph.Issue
	rules     []*graph.Rule
	lines     []*graph.RedLine
	positions []*graph.Position
	broad     bool
}

var principals = []string{"a", "b"}

func newWorld(seed uint64) *world {
	w := &world{Rand: rand.New(rand.NewPCG(seed, 5)), broad: seed%2 == 0}
	for n := range 1 + w.IntN(3) {
		i := &graph.Issue{Key: fmt.Sprintf("i%d", n), Negotiation: "n", Title: fmt.Sprintf("I%d", n), Question: "?"}
		i.Options = options([]string{"o0", "o1", "o2"}[:2+w.IntN(2)]...)
		w.issues = append(w.issues, i)
	}
	if w.IntN(4) == 0 {
		w.rules = append(w.rules, &graph.Rule{Key: "rule", Negotiation: "n", Reason: "so it is", Forbids: graph.Patterns{w.pattern(2)}})
	}
	for n := range w.IntN(5) {
		r := line(fmt.Sprintf("l%d", n), w.party(), w.pattern(2))
		for range w.IntN(3) {
			p := w.pattern(2)
			if !slices.ContainsFunc(r.MayForbid, func(q graph.Pattern) bool { return fmt.Sprint(p) == fmt.Sprint(q) }) {
				r.MayForbid = append(r.MayForbid, p)
			}
		}
		w.lines = append(w.lines, r)
	}
	w.speak()
	return w
}

// speak lets parties say little, or nearly everything.
func (w *world) speak() {
	stances := []graph.Stance{graph.StanceDemands, graph.StancePrefers, graph.StanceAccepts, graph.StanceAccepts, graph.StanceOpposes, graph.StanceUnclear}
	silence := []int{0, 0, 10, 50, 90}[w.IntN(5)]
	for _, party := range []string{"a", "b", "c"} {
		for n, i := range w.issues {
			if w.IntN(100) < silence {
				continue
			}
			p := position(fmt.Sprintf("p-%s-%s", party, i.Key), party, i.Key, stances[w.IntN(len(stances))], w.some(n)...)
			if w.IntN(4) == 0 {
				p.Condition = graph.Patterns{w.pattern(1)}
			}
			w.positions = append(w.positions, p)
		}
	}
}

func (w *world) party() string { return []string{"a", "a", "b", "b", "c"}[w.IntN(5)] }

func (w *world) some(issue int) []string {
	keys := w.issues[issue].OptionKeys()
	var list []string
	for _, n := range w.Perm(len(keys))[:1+w.IntN(len(keys)-1)] {
		list = append(list, keys[n])
	}
	slices.Sort(list)
	return list
}

func (w *world) pattern(most int) graph.Pattern {
	p := graph.Pattern{}
	for _, n := range w.Perm(len(w.issues))[:1+w.IntN(min(most, len(w.issues)))] {
		p[w.issues[n].Key] = w.some(n)
	}
	return p
}

func (w *world) records() []graph.Record {
	list := []graph.Record{&graph.Negotiation{Key: "n", Title: "N", Participants: []graph.Participation{
		{Party: "a", Role: graph.RolePrincipal}, {Party: "b", Role: graph.RolePrincipal}, {Party: "c", Role: graph.RoleMediator},
	}}}
	for _, key := range []string{"a", "b", "c"} {
		list = append(list, &graph.Party{Key: key, Name: strings.ToUpper(key), Kind: graph.PartyState})
	}
	for _, i := range w.issues {
		list = append(list, i)
	}
	for _, r := range w.rules {
		list = append(list, r)
	}
	for _, r := range w.lines {
		list = append(list, r)
	}
	for _, p := range w.positions {
		list = append(list, p)
	}
	return list
}

func (w *world) reading() graph.Reading {
	if w.broad {
		return graph.Broad
	}
	return graph.Narrow
}

// outcome is the answer of a world between the principals, by trying every package.
type outcome struct {
	verdict string
	deals   []map[string]string
	short   int // of the deal with fewest silences; -1 if there is none
}

func (w *world) outcome() outcome {
	out := outcome{verdict: "blocked", short: -1}
	w.each(map[string]string{}, func(pkg map[string]string) {
		if w.crosses(pkg) {
			return
		}
		out.deals = append(out.deals, pkg)
		silent := 0
		for _, party := range principals {
			for _, i := range w.issues {
				if w.silent(party, i.Key, pkg[i.Key], pkg) {
					silent++
				}
			}
		}
		if out.short < 0 || silent < out.short {
			out.short = silent
		}
	})
	switch {
	case out.short == 0:
		out.verdict = "open"
	case out.short > 0:
		out.verdict = "undetermined"
	}
	return out
}

func (w *world) each(pkg map[string]string, yield func(map[string]string)) {
	for _, i := range w.issues {
		if _, done := pkg[i.Key]; done {
			continue
		}
		for _, o := range i.OptionKeys() {
			more := map[string]string{i.Key: o}
			for k, v := range pkg {
				more[k] = v
			}
			w.each(more, yield)
		}
		return
	}
	yield(pkg)
}

func matches(pkg map[string]string, patterns graph.Patterns) bool {
	return slices.ContainsFunc(patterns, func(p graph.Pattern) bool {
		for issue, options := range p {
			if !slices.Contains(options, pkg[issue]) {
				return false
			}
		}
		return true
	})
}

func (w *world) crosses(pkg map[string]string) bool {
	for _, r := range w.rules {
		if matches(pkg, r.Forbids) {
			return true
		}
	}
	return slices.ContainsFunc(w.lines, func(r *graph.RedLine) bool {
		return slices.Contains(principals, r.Party) && (matches(pkg, r.Forbids) || w.broad && matches(pkg, r.MayForbid))
	})
}

// silent reports whether nothing that counts in a package says how the party stands to an option.
func (w *world) silent(party, issue, option string, pkg map[string]string) bool {
	for _, p := range w.positions {
		if p.Party != party || p.Issue != issue || len(p.Condition) > 0 && !matches(pkg, p.Condition) {
			continue
		}
		switch p.Stance {
		case graph.StanceDemands:
			return false
		case graph.StancePrefers, graph.StanceAccepts, graph.StanceOpposes:
			if slices.Contains(p.Options, option) {
				return false
			}
		}
	}
	return true
}

// with returns a copy of the world in which a reply has been given.
func (w *world) with(q Question, r Reply) *world {
	then := *w
	then.lines, then.positions = slices.Clone(w.lines), slices.Clone(w.positions)
	switch r.Kind {
	case Covers, Excludes:
		n := slices.IndexFunc(w.lines, func(l *graph.RedLine) bool { return l.Key == q.RedLine.Key })
		drawn := *w.lines[n]
		drawn.Forbids, drawn.MayForbid = slices.Concat(drawn.Forbids, r.Patterns), nil
		then.lines[n] = &drawn
	case Refuses:
		then.lines = append(then.lines, line(said0, q.Party.Key, graph.Pattern{q.Issues[0].Key: keys(r.Options)}))
	case Demands:
		then.positions = append(then.positions, position(said0, q.Party.Key, q.Issues[0].Key, graph.StanceDemands, keys(r.Options)...))
	default:
		then.positions = append(then.positions, position(said0, q.Party.Key, q.Issues[0].Key, graph.StanceAccepts, keys(r.Options)...))
	}
	return &then
}

// said0 is the key of what a reply puts on record in a world.
const said0 = "said"
