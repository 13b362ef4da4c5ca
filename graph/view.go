package graph

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Reading is how far a red line's words are taken to reach.
type Reading string

// The readings: narrow counts forbids; broad counts may-forbid as well.
const (
	Narrow Reading = "narrow"
	Broad  Reading = "broad"
)

// Values implements Enum.
func (Reading) Values() []EnumValue {
	return []EnumValue{
		{string(Narrow), "Only what the words of a red line clearly rule out."},
		{string(Broad), "Also what its words may be taken to rule out."},
	}
}

// ViewOptions say how the graph is to be seen.
type ViewOptions struct {
	Negotiation string
	AsOf        Day       // the world's day
	KnownAt     time.Time // what had been recorded by then; zero means now
	Scenario    string    // a what-if laid over the record; empty means none
	Parties     []string  // nil means all
	Issues      []string  // nil means all
	Reading     Reading   // empty means Narrow
	Floor       Floor
}

// View is a snapshot seen for one negotiation on one day. It is read-only once made.
type View struct {
	ViewOptions
	Snapshot    *Snapshot
	Negotiation *Negotiation
	Scenario    *Scenario // nil where none is asked for

	Issues    []*IssueView // by key
	Parties   []*Party     // by key: who takes part or has anything on record here
	RedLines  []*RedLine   // in force, by key
	Rules     []*Rule      // in force, by key
	Positions []*Position  // in force and counted, by key
	// Conditional are positions in force whose condition the view's assumptions do not meet. They count as
	// unrecorded.
	Conditional []*Position
	// Skipped are red lines and rules that name an issue outside the view and so are left out, in part or
	// whole.
	Skipped []Ref
	// Relaxed are red lines in force that the scenario supposes given up.
	Relaxed []*RedLine

	issues  map[string]*IssueView
	parties map[string]*Party
	assume  map[string]OptionSet
}

// IssueView is an issue as a view sees it.
type IssueView struct {
	*Issue
	Options []Option // its own, or a quantity's ranges
	// Assumed holds the options the scenario leaves; all, where it says nothing.
	Assumed OptionSet
	// Ruled holds the options that rules on this issue alone exclude.
	Ruled OptionSet
	// Stands says where each party stands, by party key; every party of the view has one.
	Stands []*Stand

	index     map[string]int
	ranges    []Range
	positions []span[*Position] // on record, whenever they hold
	lines     []span[*RedLine]
}

// View returns the graph as the options say. It fails with CodeNotFound for a negotiation, scenario, party or
// issue that the graph, as then known, does not have.
func (s *Snapshot) View(o ViewOptions) (*View, error) {
	if !o.KnownAt.IsZero() {
		s = s.KnownAt(o.KnownAt)
	}
	o.Reading = cmp.Or(o.Reading, Narrow)
	n, ok := Get[*Negotiation](s, o.Negotiation)
	if !ok {
		return nil, Errorf(CodeNotFound, "%s", s.missing(Ref{KindNegotiation, o.Negotiation}))
	}
	v := &View{ViewOptions: o, Snapshot: s, Negotiation: n, issues: map[string]*IssueView{}, parties: map[string]*Party{}}
	if o.Scenario != "" {
		sc, ok := Get[*Scenario](s, o.Scenario)
		if !ok || sc.Negotiation != n.Key {
			return nil, Errorf(CodeNotFound, "%s in negotiation %s", s.missing(Ref{KindScenario, o.Scenario}), n.Key)
		}
		v.Scenario = sc
	}
	if err := v.pickIssues(); err != nil {
		return nil, err
	}
	v.assumptions()
	v.rules()
	v.gather()
	v.inForce()
	if err := v.pickParties(); err != nil {
		return nil, err
	}
	for _, i := range v.Issues {
		v.stand(i, v.AsOf)
	}
	return v, nil
}

// Issue returns an issue of the view.
func (v *View) Issue(key string) (*IssueView, bool) { i, ok := v.issues[key]; return i, ok }

// Party returns a party of the view.
func (v *View) Party(key string) (*Party, bool) { p, ok := v.parties[key]; return p, ok }

// Index returns the place of an option among the issue's options.
func (i *IssueView) Index(option string) (n int, ok bool) { n, ok = i.index[option]; return n, ok }

// All is the set of all the issue's options.
func (i *IssueView) All() OptionSet { return AllOptions(len(i.Options)) }

// Set turns the options of a record into a set. For a quantity each word names the ranges it covers whole.
func (i *IssueView) Set(options []string) OptionSet {
	var set OptionSet
	for _, o := range options {
		if i.ranges == nil {
			if n, ok := i.index[o]; ok {
				set |= 1 << n
			}
			continue
		}
		r, err := ParseRange(o)
		for n, part := range i.ranges {
			if err == nil && r.covers(part) {
				set |= 1 << n
			}
		}
	}
	return set
}

// Pick returns the options in a set, in order.
func (i *IssueView) Pick(set OptionSet) []Option {
	var picked []Option
	for n := range set.Each() {
		picked = append(picked, i.Options[n])
	}
	return picked
}

// Stand returns where a party stands on the issue.
func (i *IssueView) Stand(party string) (*Stand, bool) {
	n, ok := slices.BinarySearchFunc(i.Stands, party, func(st *Stand, key string) int { return strings.Compare(st.Party.Key, key) })
	if !ok {
		return nil, false
	}
	return i.Stands[n], true
}

func (v *View) pickIssues() error {
	for i := range Referring[*Issue](v.Snapshot, v.Negotiation.Ref()) {
		if v.ViewOptions.Issues != nil && !slices.Contains(v.ViewOptions.Issues, i.Key) {
			continue
		}
		iv := &IssueView{Issue: i, Options: v.Snapshot.Options(i), index: map[string]int{}}
		if i.Measure() == Quantity {
			iv.ranges = split(v.Snapshot.ranges(i.Key))
		}
		for n, o := range iv.Options {
			iv.index[o.Key] = n
		}
		v.Issues = append(v.Issues, iv)
		v.issues[i.Key] = iv
	}
	for _, key := range v.ViewOptions.Issues {
		if _, ok := v.issues[key]; !ok {
			return Errorf(CodeNotFound, "%s in negotiation %s", v.Snapshot.missing(Ref{KindIssue, key}), v.Negotiation.Key)
		}
	}
	return nil
}

func (v *View) assumptions() {
	for _, i := range v.Issues {
		i.Assumed = i.All()
		if v.Scenario != nil && len(v.Scenario.Assumes[i.Key]) > 0 {
			i.Assumed = i.Set(v.Scenario.Assumes[i.Key])
		}
	}
}

// Met reports whether the view's assumptions settle every issue of one of the patterns as it asks. A
// condition nothing is assumed about is not met.
func (v *View) Met(condition Patterns) bool {
	return len(condition) == 0 || slices.ContainsFunc(condition, func(p Pattern) bool {
		for issue, options := range p {
			i, ok := v.issues[issue]
			if !ok || !i.Assumed.Within(i.Set(options)) {
				return false
			}
		}
		return true
	})
}

func (v *View) rules() {
	for r := range Referring[*Rule](v.Snapshot, v.Negotiation.Ref()) {
		inside := v.inside(r.Ref(), r.Forbids)
		if len(inside) == 0 {
			continue
		}
		v.Rules = append(v.Rules, r)
		for _, i := range v.Issues {
			i.Ruled |= i.alone(inside)
		}
	}
}

// inside is within, noting r as skipped where the view's choice of issues leaves patterns out.
func (v *View) inside(r Ref, patterns Patterns) Patterns {
	kept := v.within(patterns)
	if len(kept) < len(patterns) && v.ViewOptions.Issues != nil {
		v.Skipped = append(v.Skipped, r)
	}
	return kept
}

// alone unites the options that patterns naming this issue and no other rule out.
func (i *IssueView) alone(patterns Patterns) OptionSet {
	var set OptionSet
	for _, p := range patterns {
		if options, ok := p[i.Key]; ok && len(p) == 1 {
			set |= i.Set(options)
		}
	}
	return set
}

// Forbids returns the patterns the view counts of a red line: those on issues of the view, with the wide ones
// on a broad reading.
func (v *View) Forbids(r *RedLine) Patterns { return v.within(v.counted(r)) }

// within keeps the patterns that name only issues of the view.
func (v *View) within(patterns Patterns) Patterns {
	var kept Patterns
	for _, p := range patterns {
		if !slices.ContainsFunc(p.Issues(), func(issue string) bool { _, ok := v.issues[issue]; return !ok }) {
			kept = append(kept, p)
		}
	}
	return kept
}

// span is a record with the days on which it holds in the view.
type span[T Record] struct {
	record      T
	first, last Day
}

func (s span[T]) on(d Day) bool { return s.first <= d && d <= s.last }

// gather collects, for every issue, the positions and red lines on record, whenever they hold.
func (v *View) gather() {
	seen := map[string]span[*RedLine]{}
	for _, i := range v.Issues {
		for p := range Referring[*Position](v.Snapshot, i.Ref()) {
			if p.Issue == i.Key && v.wants(p.Party) && v.Floor.admits(v.Snapshot, p.Evidence) {
				first, last := v.Period(p)
				i.positions = append(i.positions, span[*Position]{p, first, last})
			}
		}
		for r := range Referring[*RedLine](v.Snapshot, i.Ref()) {
			line, known := seen[r.Key]
			if !known {
				first, last := v.Period(r)
				line = span[*RedLine]{r, first, last}
				seen[r.Key] = line
			}
			if v.wants(r.Party) && v.Floor.admits(v.Snapshot, r.Evidence) {
				i.lines = append(i.lines, line)
			}
		}
	}
	if v.Scenario == nil {
		return
	}
	for n := range v.Scenario.Adds {
		r := &v.Scenario.Adds[n]
		first, last := v.Period(r)
		for _, i := range v.Issues {
			if v.wants(r.Party) && slices.ContainsFunc(slices.Concat(r.Forbids, r.MayForbid), func(p Pattern) bool { return p[i.Key] != nil }) {
				i.lines = append(i.lines, span[*RedLine]{r, first, last})
			}
		}
	}
	for _, i := range v.Issues {
		slices.SortStableFunc(i.lines, func(a, b span[*RedLine]) int { return strings.Compare(a.record.Key, b.record.Key) })
	}
}

// inForce fills the view's lists with what holds on its day.
func (v *View) inForce() {
	lines := map[string]*RedLine{}
	for _, i := range v.Issues {
		for _, p := range i.positions {
			switch {
			case !p.on(v.AsOf):
			case v.Met(p.record.Condition):
				v.Positions = append(v.Positions, p.record)
			default:
				v.Conditional = append(v.Conditional, p.record)
			}
		}
		for _, r := range i.lines {
			if r.on(v.AsOf) {
				lines[r.record.Key] = r.record
			}
		}
	}
	for _, r := range lines {
		if v.gaveUp(r) {
			v.Relaxed = append(v.Relaxed, r)
		} else if len(v.inside(r.Ref(), v.counted(r))) > 0 {
			v.RedLines = append(v.RedLines, r)
		}
	}
	sortByKey(v.Positions)
	sortByKey(v.Conditional)
	sortByKey(v.RedLines)
	sortByKey(v.Relaxed)
	slices.SortFunc(v.Skipped, func(a, b Ref) int { return strings.Compare(a.String(), b.String()) })
	v.Skipped = slices.Compact(v.Skipped)
}

func sortByKey[T Record](list []T) {
	slices.SortFunc(list, func(a, b T) int { return strings.Compare(a.Ref().Key, b.Ref().Key) })
}

func (v *View) gaveUp(r *RedLine) bool {
	return v.Scenario != nil && slices.Contains(v.Scenario.Relaxes, r.Key)
}

// counted returns the patterns of a red line that the view's reading counts.
func (v *View) counted(r *RedLine) Patterns {
	if v.Reading == Broad {
		return append(slices.Clip(r.Forbids), r.MayForbid...)
	}
	return r.Forbids
}

func (v *View) wants(party string) bool {
	return v.ViewOptions.Parties == nil || slices.Contains(v.ViewOptions.Parties, party)
}

// Period returns the first and the last day a position or red line holds in the view: from, and to or the
// day before the record that supersedes it, whichever comes first. Superseded by one without a beginning it
// holds on no day, and first is after last. Records the view's floor does not admit supersede nothing.
func (v *View) Period(r Record) (first, last Day) {
	from, to, _, _ := period(r)
	first, last = earliest(from), MaxDay
	if !to.IsZero() {
		last = to.Latest()
	}
	for n := range v.Snapshot.Referring(r.Ref(), r.Ref().Kind) {
		begins, _, supersedes, evidence := period(n)
		if supersedes == r.Ref().Key && v.Floor.admits(v.Snapshot, evidence) {
			if earliest(begins) == MinDay {
				return MaxDay, MinDay
			}
			last = min(last, earliest(begins)-1)
		}
	}
	return first, last
}

func period(r Record) (from, to Date, supersedes string, evidence []string) {
	switch r := r.(type) {
	case *Position:
		return r.From, r.To, r.Supersedes, r.Evidence
	case *RedLine:
		return r.From, r.To, r.Supersedes, r.Evidence
	}
	return Date{}, Date{}, "", nil
}

// earliest is the first day d can mean; an absent date sets no bound.
func earliest(d Date) Day {
	if d.IsZero() {
		return MinDay
	}
	return d.Earliest()
}

// Turns lists the days up to the view's own on which something on the issue began to hold, or the first day
// on which it no longer did: between two of them nothing on the issue changes. Latest first.
func (v *View) Turns(i *IssueView) []Day {
	days := []Day{MinDay}
	add := func(first, last Day) {
		if first <= v.AsOf {
			days = append(days, first)
		}
		if last < v.AsOf {
			days = append(days, last+1)
		}
	}
	for _, p := range i.positions {
		add(p.first, p.last)
	}
	for _, r := range i.lines {
		add(r.first, r.last)
	}
	slices.Sort(days)
	days = slices.Compact(days)
	slices.Reverse(days)
	return days
}

// On returns the issue with the stands of another day; all else is as the view has it.
func (v *View) On(i *IssueView, d Day) *IssueView {
	then := *i
	then.Stands = nil
	v.stand(&then, d)
	return &then
}

// pickParties gathers the parties that take part or have anything in force on an issue of the view.
func (v *View) pickParties() error {
	add := func(key string) {
		if p, ok := Get[*Party](v.Snapshot, key); ok && v.wants(key) {
			v.parties[key] = p
		}
	}
	for _, p := range v.Negotiation.Participants {
		add(p.Party)
	}
	for _, r := range v.RedLines {
		add(r.Party)
	}
	for _, list := range [][]*Position{v.Positions, v.Conditional} {
		for _, p := range list {
			add(p.Party)
		}
	}
	for _, key := range v.ViewOptions.Parties {
		p, ok := Get[*Party](v.Snapshot, key)
		if !ok {
			return Errorf(CodeNotFound, "%s", v.Snapshot.missing(Ref{KindParty, key}))
		}
		v.parties[key] = p
	}
	for _, p := range v.parties {
		v.Parties = append(v.Parties, p)
	}
	slices.SortFunc(v.Parties, func(a, b *Party) int { return strings.Compare(a.Key, b.Key) })
	return nil
}

// Principals returns the parties that have the role of principal on the view's day, by key.
func (v *View) Principals() []*Party {
	var list []*Party
	for _, p := range v.Parties {
		if slices.ContainsFunc(v.Negotiation.Participants, func(n Participation) bool {
			return n.Party == p.Key && n.Role == RolePrincipal && Holds(n.From, n.To, v.AsOf)
		}) {
			list = append(list, p)
		}
	}
	return list
}

// Holds reports whether a span with vague ends includes day d: the earliest day of from is not after it, the
// latest of to not before.
func Holds(from, to Date, d Day) bool {
	return (from.IsZero() || from.Earliest() <= d) && (to.IsZero() || d <= to.Latest())
}
