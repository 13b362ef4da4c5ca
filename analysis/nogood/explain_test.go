package nogood_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"parley/analysis/nogood"
	"parley/analysis/nogood/nogoodtest"
	"parley/graph"
)

// question is one of the two lists of an explanation.
type question struct {
	name string
	ask  func(*nogood.Explanation, context.Context, nogood.Limits) (nogood.List, error)
	want func(*oracle) [][]int
}

var questions = []question{
	{"cores", (*nogood.Explanation).Cores, (*oracle).cores},
	{"concessions", (*nogood.Explanation).Concessions, (*oracle).concessions},
}

func explain(t *testing.T, p *nogood.Problem) *nogood.Explanation {
	t.Helper()
	e, err := nogood.Explain(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func (q question) list(t *testing.T, e *nogood.Explanation, l nogood.Limits) nogood.List {
	t.Helper()
	list, err := q.ask(e, t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// same reports whether two lists of sets are the same; one without sets is none.
func same(a, b [][]int) bool { return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b) }

func TestExplainAgreesWithBruteForce(t *testing.T) {
	each(t, 6000, func(t *testing.T, seed uint64, p *nogood.Problem, o *oracle) {
		e := explain(t, p)
		if got, want := e.Blocked(), !o.leaves(o.all()); got != want {
			t.Errorf("blocked: %t, want %t", got, want)
		}
		if got, want := e.Hopeless(), o.hopeless(); got != want {
			t.Errorf("hopeless: %t, want %t", got, want)
		}
		for i := range questions {
			q := questions[(int(seed)+i)%2] // whichever is asked first, the other goes on from what that has found
			list, want := q.list(t, e, nogood.Limits{}), q.want(o)
			if !same(list.Sets, want) || !list.Complete || list.Found != len(want) {
				t.Errorf("%s: %+v, want %v", q.name, list, want)
			}
		}
	})
}

func TestExplainLeavesTheProblemAsItWas(t *testing.T) {
	for seed := range uint64(500) {
		p := small(seed)
		e := explain(t, p)
		for _, q := range questions {
			q.list(t, e, nogood.Limits{})
		}
		if !reflect.DeepEqual(p, small(seed)) {
			t.Fatalf("seed %d: %+v, was %+v", seed, p, small(seed))
		}
	}
}

func TestTheFirstSetsAreTheFirstOfAll(t *testing.T) {
	each(t, 2000, func(t *testing.T, seed uint64, p *nogood.Problem, o *oracle) {
		e := explain(t, p)
		for _, q := range questions {
			all := q.want(o)
			for first := 1; first <= len(all)+1; first++ { // each goes on from the one before
				list := q.list(t, e, nogood.Limits{First: first})
				if !same(list.Sets, all[:min(first, len(all))]) {
					t.Errorf("first %d %s: %v of %v", first, q.name, list.Sets, all)
				}
				if list.Complete != (first >= len(all)) {
					t.Errorf("first %d %s of %d: complete %t", first, q.name, len(all), list.Complete)
				}
				if list.Found < len(list.Sets) || list.Found > len(all) {
					t.Errorf("first %d %s: %d listed, %d found, of %d", first, q.name, len(list.Sets), list.Found, len(all))
				}
			}
			if again := q.list(t, e, nogood.Limits{}); !same(again.Sets, all) || !again.Complete {
				t.Errorf("all %s after some: %+v, want %v", q.name, again, all)
			}
		}
	})
}

// beside puts problems side by side that have no issue and no line in common.
func beside(problems ...*nogood.Problem) *nogood.Problem {
	whole := &nogood.Problem{}
	for _, p := range problems {
		first := len(whole.Domains)
		shifted := func(nogoods []nogood.Nogood) (list []nogood.Nogood) {
			for _, n := range nogoods {
				var moved nogood.Nogood
				for _, t := range n {
					moved = append(moved, nogood.Term{Var: first + t.Var, Set: t.Set})
				}
				list = append(list, moved)
			}
			return list
		}
		whole.Domains = append(whole.Domains, p.Domains...)
		whole.Nogoods = append(whole.Nogoods, shifted(p.Nogoods)...)
		for _, l := range p.Lines {
			whole.Lines = append(whole.Lines, nogood.Line{Cost: l.Cost, Nogoods: shifted(l.Nogoods)})
		}
	}
	return whole
}

// A core of problems side by side is a core of one of them; a concession is one of each that is blocked, together.
func TestProblemsSideBySideAreExplainedApart(t *testing.T) {
	for seed := range uint64(1000) {
		problems := []*nogood.Problem{small(3*seed + 1), small(3 * seed), small(3*seed + 2)}
		whole := beside(problems...)
		cores, concessions := [][]int{}, [][]int{{}}
		first, blocked, hopeless := 0, false, false
		for _, p := range problems {
			o := newOracle(p)
			cores = append(cores, moved(o.cores(), first)...)
			if !o.leaves(o.all()) {
				concessions = product(concessions, moved(o.concessions(), first))
			}
			blocked, hopeless = blocked || !o.leaves(o.all()), hopeless || o.hopeless()
			first += len(p.Lines)
		}
		if !blocked || hopeless || len(concessions) > 2000 {
			continue
		}
		e := explain(t, whole)
		for n, want := range [][][]int{byPrice(whole, cores, false), byPrice(whole, concessions, true)} {
			for _, l := range []int{1 + len(want)/3, 0} {
				list := questions[n].list(t, e, nogood.Limits{First: l})
				if l == 0 {
					l = len(want)
				}
				if !same(list.Sets, want[:l]) || list.Complete != (l == len(want)) {
					t.Fatalf("seed %d: first %d %s of %d: %+v, want %v", seed, l, questions[n].name, len(want), list, want[:l])
				}
			}
		}
	}
}

func moved(sets [][]int, first int) (list [][]int) {
	for _, set := range sets {
		var m []int
		for _, l := range set {
			m = append(m, first+l)
		}
		list = append(list, m)
	}
	return list
}

// product lists the unions of a set of one list and a set of the other.
func product(a, b [][]int) (list [][]int) {
	for _, s := range a {
		for _, t := range b {
			list = append(list, slices.Concat(s, t))
		}
	}
	return list
}

// Fourteen issues of two options, either ruled out by two lines: 16,384 concessions of one price.
func TestManyConcessionsOfOnePriceComeInOrder(t *testing.T) {
	p, want := &nogood.Problem{}, [][]int{{}}
	for v := range 14 {
		p.Domains = append(p.Domains, graph.AllOptions(2))
		for _, option := range []int{0, 1, 1, 0} {
			p.Lines = append(p.Lines, nogood.Line{Cost: 50, Nogoods: []nogood.Nogood{{{Var: v, Set: 1 << option}}}})
		}
		want = product(want, [][]int{{4 * v, 4*v + 3}, {4*v + 1, 4*v + 2}})
	}
	e := explain(t, p)
	for _, first := range []int{1, 5, len(want)} {
		list, err := e.Concessions(t.Context(), nogood.Limits{First: first})
		if err != nil || list.Complete != (first == len(want)) || !same(list.Sets, want[:first]) {
			t.Errorf("first %d of %d: %d, complete %t, %v", first, len(want), len(list.Sets), list.Complete, err)
		}
	}
}

// fuse is a context that ends after it has been asked a number of times.
type fuse struct {
	context.Context
	left int
}

var errBurnt = errors.New("burnt")

func (f *fuse) Err() error {
	if f.left--; f.left < 0 {
		return errBurnt
	}
	return nil
}

func TestASearchStoppedAnywhereGoesOn(t *testing.T) {
	each(t, 1500, func(t *testing.T, seed uint64, p *nogood.Problem, o *oracle) {
		e := explain(t, p)
		for _, q := range questions {
			stops := 0
			for length := 0; ; length++ {
				list, err := q.ask(e, &fuse{t.Context(), length}, nogood.Limits{})
				if errors.Is(err, errBurnt) {
					stops++
					continue
				}
				if err != nil || !same(list.Sets, q.want(o)) || !list.Complete {
					t.Errorf("%s after %d stops: %+v, %v, want %v", q.name, stops, list, err, q.want(o))
				}
				break
			}
		}
	})
}

func TestASpentBudgetKeepsWhatWasFound(t *testing.T) {
	p, _ := nogoodtest.T.Find(0, true)
	for _, q := range questions {
		e := explain(t, p)
		if list := q.list(t, e, nogood.Limits{Budget: time.Nanosecond}); list.Complete || len(list.Sets) > 0 {
			t.Errorf("%s without time: %+v", q.name, list)
		}
		some := q.list(t, e, nogood.Limits{First: 3})
		if len(some.Sets) != 3 || some.Complete {
			t.Fatalf("%s: wanted a problem of more than three, got %+v", q.name, some)
		}
		if list := q.list(t, e, nogood.Limits{First: 3, Budget: time.Nanosecond}); len(list.Sets) > 0 && !same(list.Sets, some.Sets[:len(list.Sets)]) {
			t.Errorf("%s known, without time: %v, want of %v", q.name, list.Sets, some.Sets)
		}
		fresh := q.list(t, explain(t, p), nogood.Limits{})
		if list := q.list(t, e, nogood.Limits{}); !same(list.Sets, fresh.Sets) || !list.Complete || !fresh.Complete {
			t.Errorf("%s after stops: %d, complete %t; at once: %d, complete %t",
				q.name, len(list.Sets), list.Complete, len(fresh.Sets), fresh.Complete)
		}
	}
}

func TestAnEndedContextGivesItsError(t *testing.T) {
	p, _ := nogoodtest.B.Find(0, true)
	ended, end := context.WithCancel(t.Context())
	e := explain(t, p)
	end()
	if _, err := nogood.Explain(ended, p); !errors.Is(err, context.Canceled) {
		t.Errorf("Explain: %v", err)
	}
	for _, q := range questions {
		for _, l := range []nogood.Limits{{}, {First: 1}, {Budget: time.Hour}} {
			if _, err := q.ask(e, ended, l); !errors.Is(err, context.Canceled) {
				t.Errorf("%s, %+v: %v", q.name, l, err)
			}
		}
	}
}

// The worked example: territory {ukraine, frozen, russia}, guarantee {none, assurances, article5}, troops {none,
// european, nato}; no two and no three of five red lines clash, yet nothing is left.
func TestFourRedLinesThatOnlyTogetherLeaveNothing(t *testing.T) {
	const territory, guarantee, troops = 0, 1, 2
	on := func(v int, options ...int) nogood.Term {
		t := nogood.Term{Var: v}
		for _, o := range options {
			t.Set |= 1 << o
		}
		return t
	}
	line := func(terms ...nogood.Term) nogood.Line {
		return nogood.Line{Nogoods: []nogood.Nogood{terms}, Cost: 50}
	}
	three := graph.AllOptions(3)
	p := &nogood.Problem{
		Space: nogood.Space{Domains: []graph.OptionSet{three, three, three}},
		Lines: []nogood.Line{
			line(on(territory, 2)),
			line(on(territory, 1, 2), on(guarantee, 0, 1)),
			line(on(troops, 1, 2)),
			line(on(territory, 0)),
			line(on(guarantee, 2), on(troops, 0)),
		},
	}
	e := explain(t, p)
	for i, want := range [][][]int{{{1, 2, 3, 4}}, {{1}, {2}, {3}, {4}}} {
		if list := questions[i].list(t, e, nogood.Limits{}); !same(list.Sets, want) || !list.Complete {
			t.Errorf("%s: %+v, want %v", questions[i].name, list, want)
		}
	}
	for givenUp, want := range map[int]int64{0: 0, 1: 2, 2: 2, 3: 2, 4: 1} {
		kept := slices.DeleteFunc(p.All(), func(l int) bool { return l == givenUp })
		if got := compile(t, p.With(kept)).Count().Int64(); got != want {
			t.Errorf("without line %d: %d packages, want %d", givenUp, got, want)
		}
	}
}
