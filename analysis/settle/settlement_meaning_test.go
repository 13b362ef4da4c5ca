package settle

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// meaning is a settlement worked out from the records, package by package, as its definition reads.
type meaning struct {
	records []graph.Record
	o       graph.ViewOptions // with the parties asked about

	issues     []*graph.Issue
	options    map[string][]string // by issue, those supposed to be left
	all        map[string][]string // by issue
	quantity   map[string]bool
	parties    []string
	lines      []*graph.RedLine // in force, by key
	relaxed    []string         // red lines supposed to be given up
	adds       []graph.RedLine
	assumes    []graph.Pattern
	rules      []*graph.Rule
	positions  []*graph.Position // in force, on an issue, of a party asked about
	skipped    []string
	inside     map[string]graph.Patterns // by record: its patterns on the issues asked about
	weight     map[string]map[string]int // by party and issue: what the issue weighs in its scores
	total      map[string]int            // by party
	said       map[string][]*graph.Position
	statements map[string]*graph.Statement
	sources    map[string]*graph.Source

	unit     int      // a number that the weights of every party divide, so that scores are compared exactly
	packages []*meant // in the order of options
}

// meant is a package.
type meant struct {
	pkg
	place   int
	crossed uint // the red lines it crosses
	ruled   bool // by a rule

	judged  bool     // whether what follows is known
	silent  []string // cells: party/issue
	opposed []string
	points  map[string]int // by party: salience of what it accepts
	score   int            // of all parties, times unit
}

// means works out the question of the world as it is asked in the view, from which only the ranges of quantities
// are taken.
func (w *world) means(v *graph.View) *meaning {
	return newMeaning(w.records, v, w.scenario, w.without, w.question).workOut(v.Snapshot)
}

func newMeaning(records []graph.Record, v *graph.View, scenario, without string, q Question) *meaning {
	o := graph.ViewOptions{Negotiation: v.ViewOptions.Negotiation, AsOf: v.AsOf, Scenario: scenario, Suppose: q.Suppose, Parties: q.Parties, Issues: q.Issues, Reading: cmp.Or(q.Reading, graph.Narrow), Without: without}
	if q.Floor != nil {
		o.Floor = *q.Floor
	}
	return &meaning{records: records, o: o}
}

// otherwise is the meaning of the same question with other options.
func (m *meaning) otherwise(s *graph.Snapshot, change func(*graph.ViewOptions)) *meaning {
	o := m.o
	change(&o)
	return (&meaning{records: m.records, o: o, statements: m.statements, sources: m.sources}).workOut(s)
}

func (m *meaning) workOut(s *graph.Snapshot) *meaning {
	m.gather()
	m.space(s)
	return m
}

// gather finds what counts, without packages.
func (m *meaning) gather() *meaning {
	m.index()
	m.supposed()
	m.askedAbout()
	m.inForce()
	m.weigh()
	return m
}

func eachRecord[T graph.Record](m *meaning, yield func(T)) {
	for _, r := range m.records {
		if r, ok := r.(T); ok {
			yield(r)
		}
	}
}

// index finds statements and sources.
func (m *meaning) index() {
	if m.statements != nil {
		return
	}
	m.statements, m.sources = map[string]*graph.Statement{}, map[string]*graph.Source{}
	eachRecord(m, func(st *graph.Statement) { m.statements[st.Key] = st })
	eachRecord(m, func(src *graph.Source) { m.sources[src.Key] = src })
}

// supposed gathers what the scenario and the question suppose.
func (m *meaning) supposed() {
	take := func(relaxes []string, adds []graph.RedLine, assumes graph.Pattern) {
		m.relaxed = append(m.relaxed, relaxes...)
		m.adds = append(m.adds, adds...)
		m.assumes = append(m.assumes, assumes)
	}
	eachRecord(m, func(sc *graph.Scenario) {
		if sc.Key == m.o.Scenario {
			take(sc.Relaxes, sc.Adds, sc.Assumes)
		}
	})
	take(m.o.Suppose.Relaxes, m.o.Suppose.Adds, m.o.Suppose.Assumes)
}

// askedAbout settles which parties are asked about: those named, else the principals of the day and those of whom a
// red line is supposed.
func (m *meaning) askedAbout() {
	if m.o.Parties == nil {
		eachRecord(m, func(n *graph.Negotiation) {
			for _, p := range n.Participants {
				if n.Key == m.o.Negotiation && p.Role == graph.RolePrincipal && m.day(p.From, p.To) {
					m.o.Parties = append(m.o.Parties, p.Party)
				}
			}
		})
		for _, r := range m.adds {
			m.o.Parties = append(m.o.Parties, r.Party)
		}
	}
	m.parties = slices.Compact(slices.Sorted(slices.Values(m.o.Parties)))
}

func (m *meaning) day(from, to graph.Date) bool {
	return (from.IsZero() || from.Earliest() <= m.o.AsOf) && (to.IsZero() || to.Latest() >= m.o.AsOf)
}

// admitted reads the evidence floor: one statement has to meet both grades, and to be of a source admitted.
func (m *meaning) admitted(evidence []string) bool {
	f, left := m.o.Floor, 0
	passes := f.Reliability == "" && f.Credibility == 0 && len(f.Sources) == 0
	for _, key := range evidence {
		st := m.statements[key]
		src := m.sources[st.Source]
		if slices.Contains(m.copied(src.Key), m.o.Without) {
			continue
		}
		left++
		graded := func(grade, unjudged string) bool { return grade != "" && grade != "0" && grade != unjudged }
		meets := func(grade, worst, unjudged string) bool {
			return graded(grade, unjudged) && grade <= worst || !graded(grade, unjudged) && f.Unjudged
		}
		ok := len(f.Sources) == 0 || slices.Contains(f.Sources, src.Key)
		if f.Reliability != "" && !meets(string(src.Reliability), string(f.Reliability), "F") {
			ok = false
		}
		if f.Credibility != 0 && !meets(strconv.Itoa(st.Credibility), strconv.Itoa(f.Credibility), "6") {
			ok = false
		}
		passes = passes || ok
	}
	return passes && (left > 0 || len(evidence) == 0)
}

// copied lists a source and what it goes back to.
func (m *meaning) copied(source string) (list []string) {
	for source != "" {
		list = append(list, source)
		source = m.sources[source].Origin
	}
	return list
}

// inForce gathers what counts.
func (m *meaning) inForce() {
	m.inside, m.said = map[string]graph.Patterns{}, map[string][]*graph.Position{}
	eachRecord(m, func(i *graph.Issue) {
		if i.Negotiation == m.o.Negotiation && (m.o.Issues == nil || slices.Contains(m.o.Issues, i.Key)) {
			m.issues = append(m.issues, i)
		}
	})
	slices.SortFunc(m.issues, func(a, b *graph.Issue) int { return strings.Compare(a.Key, b.Key) })
	eachRecord(m, func(r *graph.Rule) {
		if m.note(r.Ref(), r.Forbids); r.Negotiation == m.o.Negotiation && len(m.of(r)) > 0 {
			m.rules = append(m.rules, r)
		}
	})
	eachRecord(m, m.takeLine)
	for n := range m.adds {
		if m.adds[n].Key == "" {
			m.adds[n].Key = fmt.Sprintf("supposed-%d", n+1)
		}
		m.takeLine(&m.adds[n])
	}
	eachRecord(m, func(p *graph.Position) {
		if m.has(p.Issue) && m.speaks(p.Party, p.Evidence) && m.day(p.From, p.To) && !m.superseded(p) {
			m.note(p.Ref(), p.Condition)
			m.positions = append(m.positions, p)
			m.said[p.Party+"/"+p.Issue] = append(m.said[p.Party+"/"+p.Issue], p)
		}
	})
	slices.SortFunc(m.lines, func(a, b *graph.RedLine) int { return strings.Compare(a.Key, b.Key) })
	slices.SortFunc(m.rules, func(a, b *graph.Rule) int { return strings.Compare(a.Key, b.Key) })
	slices.Sort(m.skipped)
	m.skipped = slices.Compact(m.skipped)
}

func (m *meaning) speaks(party string, evidence []string) bool {
	return slices.Contains(m.parties, party) && m.admitted(evidence)
}

func (m *meaning) has(issue string) bool {
	return slices.ContainsFunc(m.issues, func(i *graph.Issue) bool { return i.Key == issue })
}

// within leaves out patterns that name an issue not asked about.
func (m *meaning) within(patterns graph.Patterns) graph.Patterns {
	return slices.DeleteFunc(slices.Clone(patterns), func(p graph.Pattern) bool {
		return slices.ContainsFunc(p.Issues(), func(i string) bool { return !m.has(i) })
	})
}

// note keeps the patterns that count, and lists records of which some do not.
func (m *meaning) note(r graph.Ref, patterns graph.Patterns) {
	m.inside[r.String()] = m.within(patterns)
	if len(m.within(patterns)) < len(patterns) {
		m.skipped = append(m.skipped, r.String())
	}
}

// of returns the patterns that count of a red line, a rule or a position's condition.
func (m *meaning) of(r graph.Record) graph.Patterns { return m.inside[r.Ref().String()] }

func (m *meaning) counted(r *graph.RedLine) graph.Patterns {
	if m.o.Reading == graph.Broad {
		return slices.Concat(r.Forbids, r.MayForbid)
	}
	return r.Forbids
}

// supposes reports whether the red line is supposed and so needs no evidence.
func (m *meaning) supposes(r *graph.RedLine) bool {
	return slices.ContainsFunc(m.adds, func(a graph.RedLine) bool { return a.Key == r.Key })
}

func (m *meaning) takeLine(r *graph.RedLine) {
	if !slices.Contains(m.parties, r.Party) || !m.supposes(r) && !m.admitted(r.Evidence) || !m.day(r.From, r.To) ||
		m.superseded(r) || slices.Contains(m.relaxed, r.Key) {
		return
	}
	m.note(r.Ref(), m.counted(r))
	if len(m.of(r)) > 0 {
		m.lines = append(m.lines, r)
	}
}

// superseded reports whether a record that is admitted has taken the place of r.
func (m *meaning) superseded(r graph.Record) (yes bool) {
	by := func(supersedes string, from graph.Date, evidence []string) {
		yes = yes || supersedes == r.Ref().Key && m.admitted(evidence) && from.Earliest() <= m.o.AsOf
	}
	switch r.(type) {
	case *graph.RedLine:
		eachRecord(m, func(n *graph.RedLine) { by(n.Supersedes, n.From, n.Evidence) })
	case *graph.Position:
		eachRecord(m, func(n *graph.Position) { by(n.Supersedes, n.From, n.Evidence) })
	}
	return yes
}
