package nogood_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/analysis/nogood"
	"parley/analysis/nogood/nogoodtest"
	"parley/graph"
)

// oracle answers by looking at every package and every set of lines.
type oracle struct {
	problem  *nogood.Problem
	packages [][]uint8 // those that obey the rules, in order of options
	crossed  []uint64  // by package: the lines it crosses, a bit each
}

func newOracle(p *nogood.Problem) *oracle {
	o := &oracle{problem: p}
	for _, pkg := range packages(p.Domains) {
		if matchesAny(p.Nogoods, pkg) {
			continue
		}
		var crossed uint64
		for n, line := range p.Lines {
			if matchesAny(line.Nogoods, pkg) {
				crossed |= 1 << n
			}
		}
		o.packages = append(o.packages, pkg)
		o.crossed = append(o.crossed, crossed)
	}
	return o
}

// packages lists every choice of one option of each domain.
func packages(domains []graph.OptionSet) [][]uint8 {
	list := [][]uint8{{}}
	for _, domain := range domains {
		var longer [][]uint8
		for _, head := range list {
			for option := range domain.Each() {
				longer = append(longer, append(slices.Clip(head), uint8(option)))
			}
		}
		list = longer
	}
	return list
}

func matches(n nogood.Nogood, pkg []uint8) bool {
	for _, t := range n {
		if !t.Set.Has(int(pkg[t.Var])) {
			return false
		}
	}
	return true
}

func matchesAny(nogoods []nogood.Nogood, pkg []uint8) bool {
	return slices.ContainsFunc(nogoods, func(n nogood.Nogood) bool { return matches(n, pkg) })
}

// solutions are the packages of the domains that match no nogood of the space.
func solutions(s *nogood.Space) [][]uint8 {
	return slices.DeleteFunc(packages(s.Domains), func(pkg []uint8) bool { return matchesAny(s.Nogoods, pkg) })
}

func (o *oracle) hopeless() bool { return len(o.packages) == 0 }

// leaves reports whether some package crosses none of the lines.
func (o *oracle) leaves(lines uint64) bool {
	return slices.ContainsFunc(o.crossed, func(c uint64) bool { return c&lines == 0 })
}

func (o *oracle) all() uint64 { return 1<<len(o.problem.Lines) - 1 }

// cores are the sets of lines that leave nothing though each without any one of its lines leaves something.
func (o *oracle) cores() [][]int {
	return o.minimal(func(lines uint64) bool { return !o.leaves(lines) }, false)
}

// concessions are the sets of lines without which something is left, none of which can be spared.
func (o *oracle) concessions() [][]int {
	if o.leaves(o.all()) {
		return nil
	}
	return o.minimal(func(lines uint64) bool { return o.leaves(o.all() &^ lines) }, true)
}

// minimal lists the smallest sets of lines that hold, where more lines hold also: by cost, if it counts, size and places.
func (o *oracle) minimal(holds func(uint64) bool, costs bool) [][]int {
	var list [][]int
	for lines := range o.all() + 1 {
		if holds(lines) && !slices.ContainsFunc(places(lines), func(l int) bool { return holds(lines &^ (1 << l)) }) {
			list = append(list, places(lines))
		}
	}
	return byPrice(o.problem, list, costs)
}

// byPrice sorts sets of lines by cost, if it counts, then by size and places.
func byPrice(p *nogood.Problem, sets [][]int, costs bool) [][]int {
	price := func(set []int) (sum int) {
		for _, l := range set {
			if costs {
				sum += p.Lines[l].Cost
			}
		}
		return sum
	}
	slices.SortFunc(sets, func(a, b []int) int {
		return cmp.Or(cmp.Compare(price(a), price(b)), cmp.Compare(len(a), len(b)), slices.Compare(a, b))
	})
	return sets
}

func places(lines uint64) []int {
	return slices.AppendSeq([]int{}, graph.OptionSet(lines).Each())
}

// small draws a problem that the oracle can answer: of up to 5 issues of up to 4 options and up to 8 lines, with
// whatever a problem may hold that a sensible one does not.
func small(seed uint64) *nogood.Problem {
	r := rand.New(rand.NewPCG(seed, 1))
	if seed%2 == 1 { // many cores and concessions, of several lines each
		return nogoodtest.Shape{
			Issues: 3 + r.IntN(3), Options: 2 + r.IntN(3), Lines: 8, Linked: 0.5 + r.Float64(), Span: 2 + r.IntN(2),
			Patterns: 1 + r.IntN(3), Width: 2, Rules: r.IntN(2), Cost: r.IntN(4),
		}.Problem(seed)
	}
	options := 1 + r.IntN(4)
	p := nogoodtest.Shape{
		Issues: r.IntN(6), Options: options, Lines: r.IntN(8), Linked: r.Float64(), Span: 2 + r.IntN(2),
		Patterns: 1 + r.IntN(3), Width: 1 + r.IntN(options), Rules: max(0, r.IntN(8)-4), Cost: r.IntN(4),
	}.Problem(seed)
	for v := range p.Domains {
		if r.IntN(4) == 0 { // fewer options, perhaps only one, and not the first
			p.Domains[v] &= 1<<r.IntN(4) | 1<<r.IntN(4) | 1<<r.IntN(4)
		}
		if p.Domains[v] == 0 && r.IntN(8) > 0 {
			p.Domains[v] = 1 << r.IntN(4)
		}
	}
	for n := range p.Lines {
		switch r.IntN(40) {
		case 0:
			p.Lines[n].Nogoods = nil // crossed by no package
		case 1:
			p.Lines[n].Nogoods = append(p.Lines[n].Nogoods, nogood.Nogood{}) // crossed by every package
		case 2, 3:
			p.Lines = append(p.Lines[:n:n], append([]nogood.Line{p.Lines[n]}, p.Lines[n:]...)...)
		}
	}
	switch r.IntN(60) {
	case 0:
		p.Nogoods = append([]nogood.Nogood{{}}, p.Nogoods...)
	case 1:
		p.Nogoods = append(p.Nogoods, nogood.Nogood{})
	}
	return p
}

// each runs a test on many small problems.
func each(t *testing.T, problems uint64, test func(t *testing.T, seed uint64, p *nogood.Problem, o *oracle)) {
	for seed := range problems {
		p := small(seed)
		test(t, seed, p, newOracle(p))
		if t.Failed() {
			t.Fatalf("problem of seed %d: %+v", seed, p)
		}
	}
}

// The random problems are of every kind there is to get wrong.
func TestSmallProblemsAreOfEveryKind(t *testing.T) {
	kinds := map[string]int{}
	each(t, 3000, func(t *testing.T, seed uint64, p *nogood.Problem, o *oracle) {
		count := func(kind string, is bool) {
			if is {
				kinds[kind]++
			} else {
				kinds[kind] += 0
			}
		}
		count("no issue", len(p.Domains) == 0)
		count("no line", len(p.Lines) == 0)
		count("rules alone leave nothing", o.hopeless())
		count("blocked", !o.hopeless() && !o.leaves(o.all()))
		count("open, with lines", len(p.Lines) > 0 && o.leaves(o.all()))
		count("several cores", len(o.cores()) > 1)
		count("several concessions", len(o.concessions()) > 1)
		count("a core of three or more", slices.ContainsFunc(o.cores(), func(c []int) bool { return len(c) > 2 }))
		count("a domain of no option", slices.Contains(p.Domains, 0))
		count("a domain of one option", slices.ContainsFunc(p.Domains, func(s graph.OptionSet) bool { return s.Len() == 1 }))
	})
	for kind, n := range kinds {
		if n < 15 {
			t.Errorf("%s: %d of 3000", kind, n)
		}
	}
}
