package graph

import (
	"slices"
	"strings"
	"sync"
)

// Stand is where one party stands on one issue in a view.
type Stand struct {
	Party     *Party
	Issue     *IssueView
	Positions []*Position // in force and counted, by key
	RedLines  []*RedLine  // in force, with a pattern that names this issue alone, by key
	Inquiries []*Inquiry  // searches that found nothing, made by the view's day, by key

	// Each set unites what all positions of a stance name, or what all red lines on this issue alone rule out.
	Demands, Prefers, Accepts, Opposes, Forbids OptionSet

	lines []OptionSet // what each of RedLines rules out
	heard bool        // whether a position or red line on the issue is on record by the day
}

// standing works out where parties stand on an issue on a day when it is first asked.
type standing struct {
	view  *View
	day   Day
	once  sync.Once
	heard map[string]*Stand // by party key: those of whom anything is on record on the issue, whenever it holds
}

// Stands says where each party of the view stands on the issue, by party key.
func (i *IssueView) Stands() []*Stand {
	stands := make([]*Stand, len(i.standing.view.Parties))
	for n, p := range i.standing.view.Parties {
		stands[n] = i.standing.of(i, p)
	}
	return stands
}

// Stand returns where a party of the view stands on the issue.
func (i *IssueView) Stand(party string) (*Stand, bool) {
	p, ok := i.standing.view.parties[party]
	if !ok {
		return nil, false
	}
	return i.standing.of(i, p), true
}

func (s *standing) of(i *IssueView, p *Party) *Stand {
	s.once.Do(func() { s.fill(i) })
	if st, ok := s.heard[p.Key]; ok {
		return st
	}
	return &Stand{Party: p, Issue: i}
}

// fill finds where parties stand of whom anything is on record.
func (s *standing) fill(i *IssueView) {
	s.heard = map[string]*Stand{}
	for _, p := range i.positions {
		if st := s.stand(i, p.Party); st != nil {
			st.heard = st.heard || p.begun(s.day)
			if p.on(s.day) && p.met {
				st.take(p.Position)
			}
		}
	}
	for _, r := range i.lines {
		if st := s.stand(i, r.Party); st != nil {
			st.heard = st.heard || r.begun(s.day)
			if r.on(s.day) && r.alone != 0 {
				st.RedLines = append(st.RedLines, r.RedLine)
				st.lines = append(st.lines, r.alone)
				st.Forbids |= r.alone
			}
		}
	}
	for _, r := range i.unadmitted {
		if st := s.stand(i, r.party); st != nil {
			st.heard = st.heard || r.begun(s.day)
		}
	}
	for q := range Referring[*Inquiry](s.view.Snapshot, i.Ref()) {
		if st := s.stand(i, q.Party); st != nil && q.Date.Earliest() <= s.day {
			st.Inquiries = append(st.Inquiries, q)
		}
	}
}

// stand returns the stand of a party to be filled in, nil for one that is not of the view.
func (s *standing) stand(i *IssueView, party string) *Stand {
	st := s.heard[party]
	if p, ok := s.view.parties[party]; st == nil && ok {
		st = &Stand{Party: p, Issue: i}
		s.heard[party] = st
	}
	return st
}

func (st *Stand) take(p *Position) {
	st.Positions = append(st.Positions, p)
	set := st.Issue.Set(p.Options)
	switch p.Stance {
	case StanceDemands:
		st.Demands |= set
	case StancePrefers:
		st.Prefers |= set
	case StanceAccepts:
		st.Accepts |= set
	case StanceOpposes:
		st.Opposes |= set
	}
}

// With returns the stand with further positions counted, as where their conditions are met.
func (st *Stand) With(positions ...*Position) *Stand {
	more := *st
	more.Positions = slices.Clone(st.Positions)
	for _, p := range positions {
		more.take(p)
	}
	sortByKey(more.Positions)
	return &more
}

// Line returns the options that the n-th of the stand's red lines rules out.
func (st *Stand) Line(n int) OptionSet { return st.lines[n] }

// ForbiddenBy returns the options that one red line, with patterns naming this issue alone, rules out.
func (i *IssueView) ForbiddenBy(v *View, r *RedLine) OptionSet { return v.alone(i, v.Forbids(r)) }

// Attitude is how an option stands toward a party.
type Attitude string

// The attitudes, in the order in which they are tried.
const (
	AttitudeForbidden      Attitude = "forbidden"
	AttitudeOpposed        Attitude = "opposed"
	AttitudeAccepted       Attitude = "accepted"
	AttitudeImpliedOpposed Attitude = "opposed-by-implication"
	AttitudeSilent         Attitude = "silent"
)

// Values implements Enum.
func (Attitude) Values() []EnumValue {
	return []EnumValue{
		{string(AttitudeForbidden), "A red line of the party rules it out."},
		{string(AttitudeOpposed), "The party has said that it is against it."},
		{string(AttitudeAccepted), "The party demands, prefers or accepts it."},
		{string(AttitudeImpliedOpposed), "The party demands other options."},
		{string(AttitudeSilent), "Nothing on record says."},
	}
}

// Toward returns how option n stands toward the party.
func (st *Stand) Toward(n int) Attitude {
	switch {
	case st.Forbids.Has(n):
		return AttitudeForbidden
	case st.Opposes.Has(n):
		return AttitudeOpposed
	case (st.Demands | st.Prefers | st.Accepts).Has(n):
		return AttitudeAccepted
	case st.Demands != 0:
		return AttitudeImpliedOpposed
	}
	return AttitudeSilent
}

// Silent is the set of options nothing on record says about.
func (st *Stand) Silent() OptionSet {
	if st.Demands != 0 {
		return 0
	}
	return st.Issue.All() &^ (st.Forbids | st.Opposes | st.Prefers | st.Accepts)
}

// SilenceKind tells the kinds of nothing apart. None of them means flexible.
type SilenceKind string

// The kinds of silence.
const (
	SilenceNotResearched SilenceKind = "not-researched"
	SilenceNotFound      SilenceKind = "not-found"
	SilenceUnclear       SilenceKind = "unclear"
	SilenceDeclined      SilenceKind = "declined"
	SilenceDenied        SilenceKind = "denied"
	SilenceOtherOptions  SilenceKind = "other-options-only"
)

// Values implements Enum.
func (SilenceKind) Values() []EnumValue {
	return []EnumValue{
		{string(SilenceNotResearched), "No search is on record, and no word."},
		{string(SilenceNotFound), "Somebody looked and found nothing."},
		{string(SilenceUnclear), "The party spoke, and left it open or ambiguous."},
		{string(SilenceDeclined), "The party was asked and would not say."},
		{string(SilenceDenied), "The party denies the position ascribed to it."},
		{string(SilenceOtherOptions), "The party is on record on the issue, with nothing that bears on this option today: its words are of other options, have ended, hold only on a condition, or are left out by the evidence asked for."},
	}
}

// Silence returns of which kind the party's silence on option n is. The latest vague word that bears on the option
// decides: one that names it, or that names no option at all. Without one, the party has spoken of other options only
// if any position or red line of it on the issue is on record by the day: conditional, ended or across issues as it
// may be. What was searched in vain counts where there is none.
func (st *Stand) Silence(n int) SilenceKind {
	var latest *Position
	var kind SilenceKind
	for _, p := range st.Positions {
		vague, ok := p.Stance.Silent()
		if !ok || len(p.Options) > 0 && !st.Issue.Set(p.Options).Has(n) {
			continue
		}
		if latest == nil || later(p, latest) {
			latest, kind = p, vague
		}
	}
	switch {
	case latest != nil:
		return kind
	case st.heard:
		return SilenceOtherOptions
	case len(st.Inquiries) > 0:
		return SilenceNotFound
	}
	return SilenceNotResearched
}

// later orders positions by the first day they may hold, then by key, so that the choice is always the same.
func later(a, b *Position) bool {
	if x, y := earliest(a.From), earliest(b.From); x != y {
		return x > y
	}
	return strings.Compare(a.Key, b.Key) > 0
}

// Records returns the positions and red lines of the stand, positions first.
func (st *Stand) Records() []Record {
	var list []Record
	for _, p := range st.Positions {
		list = append(list, p)
	}
	for _, r := range st.RedLines {
		list = append(list, r)
	}
	return slices.Clip(list)
}
