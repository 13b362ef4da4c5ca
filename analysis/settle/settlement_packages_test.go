package settle

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// space lists all packages with the red lines they cross.
func (m *meaning) space(s *graph.Snapshot) {
	m.options, m.all = map[string][]string{}, map[string][]string{}
	m.quantity, m.packages = map[string]bool{}, []*meant{{pkg: pkg{}}}
	for _, i := range m.issues {
		m.all[i.Key] = i.OptionKeys()
		if m.quantity[i.Key] = i.Scale == graph.Quantity; m.quantity[i.Key] {
			m.all[i.Key] = m.ranges(s, i)
		}
		for _, o := range m.all[i.Key] {
			if !slices.ContainsFunc(m.assumes, func(p graph.Pattern) bool { return p[i.Key] != nil && !m.named(i.Key, o, p[i.Key]) }) {
				m.options[i.Key] = append(m.options[i.Key], o)
			}
		}
		var longer []*meant
		for _, p := range m.packages {
			for _, o := range m.options[i.Key] {
				next := pkg{i.Key: o}
				maps.Copy(next, p.pkg)
				longer = append(longer, &meant{pkg: next, place: len(longer)})
			}
		}
		m.packages = longer
	}
	for _, p := range m.packages {
		m.cross(p)
	}
}

func (m *meaning) matches(p pkg, pattern graph.Pattern) bool {
	for issue, options := range pattern {
		if !m.named(issue, p[issue], options) {
			return false
		}
	}
	return true
}

func (m *meaning) matchesOne(p pkg, patterns graph.Patterns) bool {
	return slices.ContainsFunc(patterns, func(pattern graph.Pattern) bool { return m.matches(p, pattern) })
}

// counts reports whether a position counts in a package: its condition is met there, as far as it is of issues asked
// about.
func (m *meaning) counts(p *graph.Position, in pkg) bool {
	return len(p.Condition) == 0 || m.matchesOne(in, m.of(p))
}

// toward tells how the package's option stands toward a party.
func (m *meaning) toward(party, issue string, p pkg) graph.Attitude {
	said, demands := map[graph.Stance]bool{}, false
	for _, x := range m.said[party+"/"+issue] {
		if m.counts(x, p) {
			demands = demands || x.Stance == graph.StanceDemands
			if m.named(issue, p[issue], x.Options) {
				said[x.Stance] = true
			}
		}
	}
	switch {
	case said[graph.StanceOpposes]:
		return graph.AttitudeOpposed
	case said[graph.StanceDemands] || said[graph.StancePrefers] || said[graph.StanceAccepts]:
		return graph.AttitudeAccepted
	case demands:
		return graph.AttitudeImpliedOpposed
	}
	return graph.AttitudeSilent
}

// kind tells which silence it is: what the latest vague word of the option says, else whether anything of the issue was
// ever heard from the party, else whether somebody looked.
func (m *meaning) kind(party, issue string, p pkg) graph.SilenceKind {
	var latest *graph.Position
	for _, x := range m.said[party+"/"+issue] {
		if !slices.Contains(vagueStances, x.Stance) || !m.counts(x, p) ||
			len(x.Options) > 0 && !m.named(issue, p[issue], x.Options) {
			continue
		}
		if latest == nil || cmp.Or(cmp.Compare(firstDay(x.From), firstDay(latest.From)), strings.Compare(x.Key, latest.Key)) > 0 {
			latest = x
		}
	}
	switch {
	case latest != nil:
		return map[graph.Stance]graph.SilenceKind{
			graph.StanceOpen: graph.SilenceUnclear, graph.StanceUnclear: graph.SilenceUnclear,
			graph.StanceDeclined: graph.SilenceDeclined, graph.StanceDenied: graph.SilenceDenied,
		}[latest.Stance]
	case m.heard(party, issue):
		return graph.SilenceOtherOptions
	}
	kind := graph.SilenceNotResearched
	eachRecord(m, func(q *graph.Inquiry) {
		if q.Party == party && q.Issue == issue && q.Date.Earliest() <= m.o.AsOf {
			kind = graph.SilenceNotFound
		}
	})
	return kind
}

func firstDay(d graph.Date) graph.Day {
	if d.IsZero() {
		return graph.MinDay
	}
	return d.Earliest()
}

func (m *meaning) heard(party, issue string) (heard bool) {
	eachRecord(m, func(p *graph.Position) {
		heard = heard || p.Party == party && p.Issue == issue && firstDay(p.From) <= m.o.AsOf
	})
	line := func(r *graph.RedLine) {
		if r.Party == party && firstDay(r.From) <= m.o.AsOf {
			for _, p := range slices.Concat(r.Forbids, r.MayForbid) {
				heard = heard || p[issue] != nil
			}
		}
	}
	eachRecord(m, line)
	for n := range m.adds {
		line(&m.adds[n])
	}
	return heard
}

// weigh finds what issues weigh in the scores of parties: the highest salience of any word on an option.
func (m *meaning) weigh() {
	m.unit, m.weight, m.total = 1, map[string]map[string]int{}, map[string]int{}
	for _, party := range m.parties {
		m.weight[party] = map[string]int{}
		for _, x := range m.positions {
			if x.Party == party && slices.Contains(outspokenStances, x.Stance) && (len(x.Condition) == 0 || len(m.of(x)) > 0) {
				m.weight[party][x.Issue] = max(m.weight[party][x.Issue], salienceOr50(x.Salience))
			}
		}
		for _, w := range m.weight[party] {
			m.total[party] += w
		}
		m.unit *= max(1, m.total[party])
	}
}

func salienceOr50(n *int) int {
	if n == nil {
		return 50
	}
	return *n
}

func (m *meaning) cross(p *meant) {
	p.ruled = slices.ContainsFunc(m.rules, func(r *graph.Rule) bool { return m.matchesOne(p.pkg, m.of(r)) })
	for n, r := range m.lines {
		if m.matchesOne(p.pkg, m.of(r)) {
			p.crossed |= 1 << n
		}
	}
}

// judge tells how a package stands toward the parties.
func (m *meaning) judge(p *meant) {
	if p.judged {
		return
	}
	p.judged, p.points = true, map[string]int{}
	for _, party := range m.parties {
		for _, i := range m.issues {
			cell := party + "/" + i.Key
			switch m.toward(party, i.Key, p.pkg) {
			case graph.AttitudeSilent:
				p.silent = append(p.silent, cell)
			case graph.AttitudeOpposed, graph.AttitudeImpliedOpposed:
				p.opposed = append(p.opposed, cell)
			case graph.AttitudeAccepted:
				p.points[party] += m.weight[party][i.Key]
			}
		}
		if w := m.total[party]; w > 0 {
			p.score += p.points[party] * (m.unit / w)
		}
	}
}

// left lists the packages that cross no rule and no red line but those given up.
func (m *meaning) left(givenUp uint) []*meant {
	var list []*meant
	for _, p := range m.packages {
		if !p.ruled && p.crossed&^givenUp == 0 {
			m.judge(p)
			list = append(list, p)
		}
	}
	return list
}

func (m *meaning) leaves(givenUp uint) bool {
	return slices.ContainsFunc(m.packages, func(p *meant) bool { return !p.ruled && p.crossed&^givenUp == 0 })
}

func verdictOf(deals []*meant) Verdict {
	switch {
	case len(deals) == 0:
		return VerdictBlocked
	case slices.ContainsFunc(deals, func(p *meant) bool { return len(p.silent) == 0 }):
		return VerdictOpen
	}
	return VerdictUndetermined
}

// ranked puts deals in an order.
func rankedBy(deals []*meant, by DealRank) []*meant {
	deals = slices.Clone(deals)
	slices.SortFunc(deals, func(a, b *meant) int {
		silent, opposed := cmp.Compare(len(a.silent), len(b.silent)), cmp.Compare(len(a.opposed), len(b.opposed))
		switch by {
		case LeastSilent:
			return cmp.Or(silent, opposed, cmp.Compare(a.place, b.place))
		case LeastOpposed:
			return cmp.Or(opposed, silent, cmp.Compare(a.place, b.place))
		}
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.place, b.place))
	})
	return deals
}

// sets lists the sets of red lines that have a property and of which no smaller one within has it, smallest first,
// then by the keys of their red lines.
func (m *meaning) sets(has func(uint) bool) []uint {
	var minimal []uint
	for _, set := range subsetsOf(len(m.lines)) {
		if !slices.ContainsFunc(minimal, func(s uint) bool { return s&^set == 0 }) && has(set) {
			minimal = append(minimal, set)
		}
	}
	return minimal
}

// subsets lists all sets of n things, smallest first, then by their members.
var subsetsOf = func() func(int) []uint {
	known := map[int][]uint{}
	return func(n int) []uint {
		if known[n] == nil {
			for set := range uint(1) << n {
				known[n] = append(known[n], set)
			}
			slices.SortFunc(known[n], func(a, b uint) int {
				x, y := membersOf(a), membersOf(b)
				return cmp.Or(cmp.Compare(len(x), len(y)), slices.Compare(x, y))
			})
		}
		return known[n]
	}
}()

func membersOf(set uint) (list []int) {
	for n := range 64 {
		if set>>n&1 == 1 {
			list = append(list, n)
		}
	}
	return list
}

// cores are the minimal sets of red lines that leave none of the packages given.
func (m *meaning) cores(of func(*meant) bool) []uint {
	return m.sets(func(set uint) bool {
		return !slices.ContainsFunc(m.packages, func(p *meant) bool { return of(p) && !p.ruled && p.crossed&set == 0 })
	})
}

func everyPackage(*meant) bool { return true }

// concessions are the minimal sets of red lines without which a package is left, cheapest first.
func (m *meaning) concessions() []uint {
	if m.leaves(0) {
		return nil
	}
	list := m.sets(m.leaves)
	slices.SortStableFunc(list, func(a, b uint) int { return m.cost(a) - m.cost(b) })
	return list
}

func (m *meaning) cost(set uint) (sum int) {
	for _, l := range membersOf(set) {
		sum += salienceOr50(m.lines[l].Salience)
	}
	return sum
}

func (m *meaning) keysOf(set uint) (keys []string) {
	for _, l := range membersOf(set) {
		keys = append(keys, m.lines[l].Key)
	}
	return keys
}

// ranges lists the ranges of a quantity as the graph cuts them, suppositions included.
func (m *meaning) ranges(s *graph.Snapshot, i *graph.Issue) []string {
	v, err := s.View(m.o)
	if err != nil {
		panic(err)
	}
	iv, _ := v.Issue(i.Key)
	var list []string
	for _, o := range iv.Options {
		list = append(list, o.Key)
	}
	return list
}

// named reports whether an option is among those that a record names. A range of a quantity is, where it lies in one
// of those named.
func (m *meaning) named(issue, option string, names []string) bool {
	return slices.Contains(names, option) || m.quantity[issue] && slices.ContainsFunc(names, func(name string) bool { return inRange(numberIn(option), name) })
}

// ends reads a range.
func endsOf(s string) (low, high float64, openLow, openHigh bool) {
	number := func(s string) float64 {
		n, err := strconv.ParseFloat(strings.Trim(s, "<>="), 64)
		if err != nil {
			panic(err)
		}
		return n
	}
	low, high = math.Inf(-1), math.Inf(1)
	left, right, both := strings.Cut(s, "..")
	switch {
	case s == "any":
	case both:
		return number(left), number(right), strings.HasPrefix(left, ">") && left[1] != '=', strings.HasPrefix(right, "<") && right[1] != '='
	case s[0] == '<':
		return low, number(s), false, s[1] != '='
	case s[0] == '>':
		return number(s), high, s[1] != '=', false
	default:
		return number(s), number(s), false, false
	}
	return low, high, false, false
}

// inside returns a number of a range that is none of its ends, unless it has no other.
func numberIn(s string) float64 {
	low, high, _, _ := endsOf(s)
	switch {
	case math.IsInf(low, -1) && math.IsInf(high, 1):
		return 0
	case math.IsInf(low, -1):
		return high - 0.5
	case math.IsInf(high, 1):
		return low + 0.5
	}
	return (low + high) / 2
}

func inRange(n float64, s string) bool {
	low, high, openLow, openHigh := endsOf(s)
	return (n > low || n == low && !openLow) && (n < high || n == high && !openHigh)
}
