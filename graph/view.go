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
	// Suppose is laid over the record too, together with the scenario: assumptions of both on one issue must both
	// hold. A line added without a key is given one, supposed-1 and so on, and one without a title the labels of
	// what it forbids.
	Suppose Supposition
	Parties []string // nil means all
	Issues  []string // nil means all
	Reading Reading  // empty means Narrow
	Floor   Floor
	// Without is a source to do without, with all that copies it: records all of whose statements are of these do not
	// count. Empty means none; a record without evidence does without any.
	Without string
	// Prefer takes a version of a dispute, both by key, whichever is preferred on record; none, where the version is "".
	Prefer map[string]string
}

// View is a snapshot seen for one negotiation on one day. It is read-only once made.
type View struct {
	ViewOptions
	Snapshot    *Snapshot
	Negotiation *Negotiation
	Scenario    *Scenario // nil where none is asked for
	// Supposed is all that is laid over the record: what the scenario supposes and what the options do.
	Supposed Supposition

	Issues    []*IssueView // by key
	Parties   []*Party     // by key: who takes part or has anything on record here
	RedLines  []*RedLine   // in force, by key
	Rules     []*Rule      // in force, by key
	Positions []*Position  // in force and counted, by key
	// Conditional are positions in force whose condition the view's assumptions do not meet. They count as
	// unrecorded.
	Conditional []*Position
	// Skipped are red lines and rules that name an issue outside the view and so are left out, in part or
	// whole, and positions of whose condition that is so.
	Skipped []Ref
	// Relaxed are red lines in force that are supposed to be given up.
	Relaxed []*RedLine
	// Idle are red lines supposed to be given up that the view does not have in force anyway, by key.
	Idle []*RedLine

	issues    map[string]*IssueView
	parties   map[string]*Party
	dismissed map[string]bool // statements that tell a version not taken
}

// IssueView is an issue as a view sees it.
type IssueView struct {
	*Issue
	Options []Option // its own, or a quantity's ranges
	// Assumed holds the options that what is supposed leaves; all, where nothing is said.
	Assumed OptionSet
	// Ruled holds the options that rules on this issue alone exclude.
	Ruled OptionSet

	index      map[string]int
	standing   *standing
	ranges     []Range
	positions  []heldPosition // on record, whenever they hold, by key
	lines      []heldLine
	unadmitted []heldOther
}

// View returns the graph as the options say. It fails with CodeNotFound for a negotiation, scenario, source, dispute,
// version, party, issue or red line that the graph, as then known, does not have, and with CodeInvalid for suppositions that are
// faulty, that contradict the scenario's, or that are about parties or issues not asked about.
func (s *Snapshot) View(o ViewOptions) (*View, error) {
	if !o.KnownAt.IsZero() {
		s = s.KnownAt(o.KnownAt)
	}
	o.Reading = cmp.Or(o.Reading, Narrow)
	n, ok := Get[*Negotiation](s, o.Negotiation)
	if !ok {
		return nil, Errorf(CodeNotFound, "%s", s.missing(Ref{KindNegotiation, o.Negotiation}))
	}
	v := &View{ViewOptions: o, Snapshot: s, Negotiation: n, issues: map[string]*IssueView{}, parties: map[string]*Party{}, dismissed: map[string]bool{}}
	if _, ok := Get[*Source](s, o.Without); o.Without != "" && !ok {
		return nil, Errorf(CodeNotFound, "%s", s.missing(Ref{KindSource, o.Without}))
	}
	if err := v.dismiss(); err != nil {
		return nil, err
	}
	laid, err := v.suppose()
	if err != nil {
		return nil, err
	}
	if err := v.pickIssues(laid); err != nil {
		return nil, err
	}
	v.assumptions()
	v.rules()
	v.gather()
	if err := v.pickParties(); err != nil {
		return nil, err
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

// pickIssues lists the issues of the view. The numbers in the snapshot given cut quantities.
func (v *View) pickIssues(laid *Snapshot) error {
	for i := range Referring[*Issue](v.Snapshot, v.Negotiation.Ref()) {
		if !v.asks(i.Key) {
			continue
		}
		iv := &IssueView{Issue: i, ranges: laid.parts(i), index: map[string]int{}, standing: &standing{view: v, day: v.AsOf}}
		iv.Options = i.settled(iv.ranges)
		for n, o := range iv.Options {
			iv.index[o.Key] = n
		}
		v.Issues = append(v.Issues, iv)
		v.issues[i.Key] = iv
	}
	for _, key := range v.ViewOptions.Issues {
		if _, ok := v.issues[key]; !ok {
			return Errorf(CodeNotFound, "%s", v.Snapshot.outside(Ref{KindIssue, key}, v.Negotiation.Key))
		}
	}
	return nil
}

func (v *View) assumptions() {
	for _, i := range v.Issues {
		i.Assumed = i.All()
		if options := v.Supposed.Assumes[i.Key]; len(options) > 0 {
			i.Assumed = i.Set(options)
		}
	}
}

func (v *View) rules() {
	for r := range Referring[*Rule](v.Snapshot, v.Negotiation.Ref()) {
		inside := v.inside(r.Ref(), r.Forbids)
		if len(inside) == 0 {
			continue
		}
		v.Rules = append(v.Rules, r)
		for _, i := range v.Issues {
			i.Ruled |= v.alone(i, inside)
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

// alone unites the options that patterns rule out on this issue, whatever is chosen on others: patterns of which
// this is the only term that leaves an option of its issue out.
func (v *View) alone(i *IssueView, patterns Patterns) OptionSet {
	var set OptionSet
	for _, p := range patterns {
		if on, bears := v.soleTerm(p); bears && on == i {
			set |= i.Set(p[i.Key])
		}
	}
	return set
}

// soleTerm returns the issue a pattern comes down to, if it is one: a term that lists all options of its issue says
// no more than none, unless every term does.
func (v *View) soleTerm(p Pattern) (sole *IssueView, ok bool) {
	for issue, options := range p {
		i := v.issues[issue]
		switch {
		case len(p) == 1:
			return i, true
		case i.Set(options) == i.All():
		case sole != nil:
			return nil, false
		default:
			sole = i
		}
	}
	return sole, sole != nil
}

// Forbids returns the patterns the view counts of a red line: those on issues of the view, with the wide ones
// on a broad reading.
func (v *View) Forbids(r *RedLine) Patterns { return v.within(v.counted(r)) }

// within keeps the patterns that name only issues of the view: of its negotiation's, where it has all issues of that.
func (v *View) within(patterns Patterns) Patterns {
	if v.ViewOptions.Issues == nil || !slices.ContainsFunc(patterns, v.leavesOut) {
		return slices.Clip(patterns)
	}
	var kept Patterns
	for _, p := range patterns {
		if !v.leavesOut(p) {
			kept = append(kept, p)
		}
	}
	return kept
}

// leavesOut reports whether a pattern names an issue outside the view.
func (v *View) leavesOut(p Pattern) bool {
	for issue := range p {
		if _, ok := v.issues[issue]; !ok {
			return true
		}
	}
	return false
}

// pickParties gathers the parties that take part or have anything in force on an issue of the view.
func (v *View) pickParties() error {
	add := func(key string) {
		if _, known := v.parties[key]; known || !v.wants(key) {
			return
		}
		if p, ok := Get[*Party](v.Snapshot, key); ok {
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
