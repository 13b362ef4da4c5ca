package graph

import (
	"slices"
	"strings"
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
}

// stand fills in where each party of the view stands on the issue on day d.
func (v *View) stand(i *IssueView, d Day) {
	stands := map[string]*Stand{}
	for _, p := range v.Parties {
		st := &Stand{Party: p, Issue: i}
		stands[p.Key] = st
		i.Stands = append(i.Stands, st)
	}
	for _, p := range i.positions {
		if st, ok := stands[p.record.Party]; ok && p.on(d) && v.Met(p.record.Condition) {
			st.take(p.record)
		}
	}
	for _, r := range i.lines {
		set := i.alone(v.Forbids(r.record))
		if st, ok := stands[r.record.Party]; ok && r.on(d) && set != 0 && !v.gaveUp(r.record) {
			st.RedLines = append(st.RedLines, r.record)
			st.lines = append(st.lines, set)
			st.Forbids |= set
		}
	}
	for q := range Referring[*Inquiry](v.Snapshot, i.Ref()) {
		if st, ok := stands[q.Party]; ok && q.Date.Earliest() <= d {
			st.Inquiries = append(st.Inquiries, q)
		}
	}
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

// Line returns the options that the n-th of the stand's red lines rules out.
func (st *Stand) Line(n int) OptionSet { return st.lines[n] }

// ForbiddenBy returns the options that one red line, with patterns naming this issue alone, rules out.
func (i *IssueView) ForbiddenBy(v *View, r *RedLine) OptionSet { return i.alone(v.Forbids(r)) }

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
		{string(SilenceNotResearched), "Nobody has looked."},
		{string(SilenceNotFound), "Somebody looked and found nothing."},
		{string(SilenceUnclear), "The party spoke, and left it open or ambiguous."},
		{string(SilenceDeclined), "The party was asked and would not say."},
		{string(SilenceDenied), "The party denies the position ascribed to it."},
		{string(SilenceOtherOptions), "The party has spoken of other options only."},
	}
}

// Silence returns of which kind the party's silence on option n is. The latest word that bears on the option
// decides: one that names it, or that names no option at all.
func (st *Stand) Silence(n int) SilenceKind {
	var latest *Position
	for _, p := range st.Positions {
		if _, vague := vagueStances[p.Stance]; !vague || len(p.Options) > 0 && !st.Issue.Set(p.Options).Has(n) {
			continue
		}
		if latest == nil || later(p, latest) {
			latest = p
		}
	}
	switch {
	case latest != nil:
		return vagueStances[latest.Stance]
	case len(st.Positions) > 0 || len(st.RedLines) > 0:
		return SilenceOtherOptions
	case len(st.Inquiries) > 0:
		return SilenceNotFound
	}
	return SilenceNotResearched
}

var vagueStances = map[Stance]SilenceKind{
	StanceOpen:     SilenceUnclear,
	StanceUnclear:  SilenceUnclear,
	StanceDeclined: SilenceDeclined,
	StanceDenied:   SilenceDenied,
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
