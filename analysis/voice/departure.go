package voice

import (
	"slices"
	"strings"

	"parley/analysis/conflict"
	"parley/graph"
)

// Said is what a voice said last on an issue, and what of the party's rests on it.
type Said struct {
	Person    *graph.Person // nil for a voice without a name
	Name      string
	Weight    Weight // on the day it was said
	Statement *graph.Statement
	Holds     graph.Record // the *graph.Position or *graph.RedLine that rests on it
}

// Departure is where what a voice of lower authority said last on an issue cannot stand beside what a higher one said. It
// changes nothing of what the party holds.
type Departure struct {
	Party         *graph.Party
	Issue         *graph.IssueView
	Lower, Higher Said
	Options       graph.OptionSet // at odds
	// Certain tells that the higher voice is known to have spoken by the time the lower did: before it, or on the same
	// day. Else nobody can tell.
	Certain     bool
	Explanation string // in one sentence
}

// Departures lists where voices of a party depart from higher ones, by issue, then lower and higher voice; on one issue,
// where one is given. Authority is that of the day on which each spoke, and the yardstick what a higher voice said for the
// party. What a higher voice said later is no departure of the lower one's: once it has changed its own words, what others
// had said before is measured by it no more.
func Departures(v *graph.View, party *graph.Party, issue string) []*Departure {
	var list []*Departure
	for _, i := range v.Issues {
		if issue == "" || i.Key == issue {
			list = append(list, departures(&room{v, party, i, holdings(v, party.Key, i.Key)})...)
		}
	}
	return list
}

// room is where the voices of a party are heard on an issue.
type room struct {
	view  *graph.View
	party *graph.Party
	issue *graph.IssueView
	holds []graph.Record
}

func departures(r *room) []*Departure {
	if len(r.holds) < 2 {
		return nil
	}
	said := heard(r.view, r.party.Key, r.issue.Key)
	keys := make([]string, 0, len(said))
	for key := range said {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var list []*Departure
	for _, low := range keys {
		for _, high := range keys {
			if d := r.between(said[low], said[high]); low != high && d != nil {
				list = append(list, d)
			}
		}
	}
	return list
}

// between returns how the last words of one voice depart from those of another, higher one, nil where they do not: they
// differ from what that had said by then and from what it says last, which is no change of its own words.
func (r *room) between(low, high *words) *Departure {
	yardstick := slices.DeleteFunc(slices.Clone(high.own), func(st *graph.Statement) bool { return r.weigh(st).Capacity != Officially })
	for _, s := range lastOf(low.own) {
		by := slices.DeleteFunc(slices.Clone(yardstick), func(h *graph.Statement) bool { return s.Said.Compare(h.Said) == graph.Before })
		for _, then := range lastOf(by) {
			d := r.apart(s, then)
			if d == nil || rank(d.Lower.Weight.Authority) <= rank(d.Higher.Weight.Authority) {
				continue
			}
			if slices.ContainsFunc(lastOf(yardstick), func(now *graph.Statement) bool {
				return now == then || r.apart(s, now) != nil && r.apart(then, now) == nil
			}) {
				d.Explanation = d.explain()
				return d
			}
		}
	}
	return nil
}

// lastOf returns, of statements newest first, the first and those of the same date.
func lastOf(list []*graph.Statement) []*graph.Statement {
	for n, st := range list {
		if st.Said.Earliest() != list[0].Said.Earliest() || st.Said.Latest() != list[0].Said.Latest() {
			return list[:n]
		}
	}
	return list
}

// apart returns what of the party's rests on one statement and cannot stand beside what rests on another, nil if nothing.
func (r *room) apart(one, other *graph.Statement) *Departure {
	for _, a := range r.resting(one) {
		for _, b := range r.resting(other) {
			if stake := conflict.Differ(r.view, r.issue, a, b); stake != 0 {
				return &Departure{
					Party: r.party, Issue: r.issue, Lower: r.said(one, a), Higher: r.said(other, b), Options: stake,
					Certain: other.Said.Compare(one.Said) == graph.Before || sameDay(one.Said, other.Said),
				}
			}
		}
	}
	return nil
}

func sameDay(a, b graph.Date) bool { return certain(a) && certain(b) && a.Earliest() == b.Earliest() }

func certain(d graph.Date) bool { return d.IsDay() && !d.Uncertain() && !d.Approximate() }

// resting lists what rests on a statement and held when it may have been said, or holds on the view's day; a position only
// if its condition is met.
func (r *room) resting(st *graph.Statement) []graph.Record {
	return slices.DeleteFunc(slices.Clone(r.holds), func(rec graph.Record) bool {
		if p, ok := rec.(*graph.Position); ok && !r.view.Met(p.Condition) {
			return true
		}
		first, last := r.view.Period(rec)
		then := first <= min(st.Said.Latest(), r.view.AsOf) && st.Said.Earliest() <= last
		now := first <= r.view.AsOf && r.view.AsOf <= last
		return !slices.Contains(graph.EvidenceOf(rec), st.Key) || !then && !now
	})
}

func (r *room) weigh(st *graph.Statement) Weight { return WeightOf(r.view.Snapshot, st, r.party.Key) }

func (r *room) said(st *graph.Statement, holds graph.Record) Said {
	s := Said{Name: st.Voice, Weight: r.weigh(st), Statement: st, Holds: holds}
	if p, ok := graph.Get[*graph.Person](r.view.Snapshot, st.Speaker); ok {
		s.Person, s.Name = p, p.Name
	}
	return s
}

// explain writes the sentence about a departure.
func (d *Departure) explain() string {
	words := "On “" + d.Issue.Title + "”, " + d.Lower.inProse(d.Issue) + " on " + d.Lower.Statement.Said.String() + ", while " +
		d.Higher.inProse(d.Issue) + " on " + d.Higher.Statement.Said.String()
	if !d.Certain {
		words += "; which of the two spoke first nobody can tell"
	}
	return words + "; the lower voice does not change what " + d.Party.InProse() + " holds."
}

// inProse says who spoke, with what authority, and what of it is on record.
func (s *Said) inProse(i *graph.IssueView) string {
	return s.Name + " (" + s.Weight.inProse() + ") " + stood(i, s.Holds)
}

func (w Weight) inProse() string {
	switch {
	case w.Standing == Unnamed:
		return strings.Join(nonEmpty("no recorded person", string(w.Authority)), ", ")
	case w.Standing == Former:
		return w.Office.Title + " until " + w.Office.To.String() + ", no office then"
	case w.Standing == NoOffice:
		return "no office on record then"
	case w.Capacity == Personally && w.Authority != graph.AuthorityPersonal:
		return w.Office.Title + ", " + string(w.Authority) + ", speaking personally"
	}
	return w.Office.Title + ", " + string(w.Authority)
}

func nonEmpty(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// stood says what a record says, as told of the past.
func stood(i *graph.IssueView, rec graph.Record) string {
	p, ok := rec.(*graph.Position)
	if !ok {
		return "drew the red line “" + rec.(*graph.RedLine).Title + "”"
	}
	var labels []string
	for _, o := range i.Pick(i.Set(p.Options)) {
		labels = append(labels, "“"+o.Label+"”")
	}
	return past[p.Stance] + " " + strings.Join(labels, " or ")
}

var past = map[graph.Stance]string{
	graph.StanceDemands: "demanded", graph.StancePrefers: "preferred", graph.StanceAccepts: "accepted", graph.StanceOpposes: "opposed",
}
