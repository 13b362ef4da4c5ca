package sequence

import (
	"fmt"
	"maps"
	"slices"

	"parley/graph"
)

// want is a party's wish for one step before another, by their keys.
type want struct{ party, before, after string }

func wants(list []*Precedence) []want {
	var all []want
	for _, p := range list {
		all = append(all, want{p.Party.Key, p.Before.Key, p.After.Key})
	}
	return all
}

// satisfiable tries every order of the steps.
func satisfiable(steps []graph.Step, all []want) bool {
	found := false
	permutations(keysOf(steps), nil, func(order []string) {
		found = found || !slices.ContainsFunc(all, func(w want) bool {
			return slices.Index(order, w.before) > slices.Index(order, w.after)
		})
	})
	return found
}

func permutations(keys, done []string, yield func([]string)) {
	if len(keys) == 0 {
		yield(done)
	}
	for n := range keys {
		rest := slices.Delete(slices.Clone(keys), n, n+1)
		permutations(rest, append(slices.Clip(done), keys[n]), yield)
	}
}

func keysOf(steps []graph.Step) []string {
	var keys []string
	for _, s := range steps {
		keys = append(keys, s.Key)
	}
	return keys
}

// rounds lists, by their steps in order, the circles of several parties and those of one, trying every party for every
// pair of every round: one party each, none of whom wants another order between two steps of the round.
func rounds(steps []graph.Step, all []want) (several, single []string) {
	found := [2]map[string]bool{{}, {}}
	var try func(round []string, chosen []string)
	try = func(round, chosen []string) {
		if len(chosen) == len(round) {
			alone := len(slices.Compact(slices.Sorted(slices.Values(chosen)))) == 1
			found[map[bool]int{false: 0, true: 1}[alone]][fmt.Sprint(round)] = true
			return
		}
		at := len(chosen)
		for _, w := range all {
			if w.before == round[at] && w.after == round[(at+1)%len(round)] && !shortens(all, w.party, round) {
				try(round, append(slices.Clip(chosen), w.party))
			}
		}
	}
	keys := keysOf(steps)
	for subset := range 1 << len(keys) {
		var some []string
		for n, key := range keys {
			if subset>>n&1 == 1 {
				some = append(some, key)
			}
		}
		if len(some) > 1 {
			permutations(some[1:], some[:1], func(round []string) { try(round, nil) })
		}
	}
	return slices.Sorted(maps.Keys(found[0])), slices.Sorted(maps.Keys(found[1]))
}

func shortens(all []want, party string, round []string) bool {
	return slices.ContainsFunc(all, func(w want) bool {
		x, y := slices.Index(round, w.before), slices.Index(round, w.after)
		return w.party == party && x >= 0 && y >= 0 && y != (x+1)%len(round)
	})
}

// has reports whether an option puts one step before another.
func has(o graph.Option, before, after string) bool {
	x, y := slices.Index(o.Order, before), slices.Index(o.Order, after)
	return x >= 0 && y > x
}

// obvious reads who wants what out of positions one by one, and out of red lines by asking, for each option, whether some
// pattern of a line of the party rules it out whatever is chosen elsewhere. An order that all options of an issue lay down
// no red line asks for.
func obvious(v *graph.View) []string {
	found := map[string]bool{}
	each := func(party string, i *graph.IssueView, options []graph.Option, strength Strength) {
		for _, x := range v.Negotiation.Steps {
			for _, y := range v.Negotiation.Steps {
				missing := func(o graph.Option) bool { return !has(o, x.Key, y.Key) }
				if len(options) > 0 && !slices.ContainsFunc(options, missing) && (strength != RedLine || slices.ContainsFunc(i.Options, missing)) {
					found[fmt.Sprint(party, " ", i.Key, " ", x.Key, " ", y.Key, " ", strength)] = true
				}
			}
		}
	}
	for _, p := range v.Positions {
		i, _ := v.Issue(p.Issue)
		options := slices.DeleteFunc(slices.Clone(i.Options), func(o graph.Option) bool { return !slices.Contains(p.Options, o.Key) })
		if strength, ok := map[graph.Stance]Strength{graph.StanceDemands: Demanded, graph.StancePrefers: Preferred}[p.Stance]; ok {
			each(p.Party, i, options, strength)
		}
	}
	for _, party := range v.Parties {
		for _, i := range v.Issues {
			left := slices.DeleteFunc(slices.Clone(i.Options), func(o graph.Option) bool { return ruledOut(v, party.Key, i, o.Key) })
			each(party.Key, i, left, RedLine)
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func ruledOut(v *graph.View, party string, on *graph.IssueView, option string) bool {
	for _, r := range v.RedLines {
		for _, p := range r.Forbids {
			alone := len(p) == 1 || len(p[on.Key]) < len(on.Options) // what rules out everything is no line on this issue
			matches := r.Party == party && alone && slices.Contains(p[on.Key], option)
			for key, named := range p {
				i, _ := v.Issue(key)
				matches = matches && (i == on || len(named) == len(i.Options))
			}
			if matches {
				return true
			}
		}
	}
	return false
}
