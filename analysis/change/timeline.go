package change

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// ItemKind is what sort of thing an item of a timeline is.
type ItemKind string

// The kinds of item, in the order in which those of one day are listed.
const (
	ItemEvent      ItemKind = "event"
	ItemStatement  ItemKind = "statement"
	ItemProposal   ItemKind = "proposal"
	ItemResponse   ItemKind = "response"
	ItemPosition   ItemKind = "position"
	ItemRedLine    ItemKind = "red-line"
	ItemCommitment ItemKind = "commitment"
	ItemAssessment ItemKind = "assessment"
)

// Values implements graph.Enum.
func (ItemKind) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(ItemEvent), Doc: "Something that happened, is planned or was called off."},
		{Word: string(ItemStatement), Doc: "Something said."},
		{Word: string(ItemProposal), Doc: "A text was tabled or became known."},
		{Word: string(ItemResponse), Doc: "A party answered a proposal."},
		{Word: string(ItemPosition), Doc: "A position began, or ended."},
		{Word: string(ItemRedLine), Doc: "A red line came into force, or ended."},
		{Word: string(ItemCommitment), Doc: "A threat or promise was made, or fell due."},
		{Word: string(ItemAssessment), Doc: "An outsider's judgement."},
	}
}

// Moment is which of a record's dates an item stands for.
type Moment string

// The moments.
const (
	MomentStart    Moment = "start"    // it happened, was said or made, or began to hold
	MomentEnd      Moment = "end"      // the last day it held
	MomentDeadline Moment = "deadline" // the day by which it falls due
)

// Values implements graph.Enum.
func (Moment) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(MomentStart), Doc: "It happened, was said or made, or began to hold."},
		{Word: string(MomentEnd), Doc: "The last day it held."},
		{Word: string(MomentDeadline), Doc: "The day by which it falls due."},
	}
}

// Item is one line of a timeline.
type Item struct {
	// Date is as stated, never more precise. Exact is set where it names one day without doubt.
	Date    graph.Date
	Exact   bool
	Kind    ItemKind
	Moment  Moment
	Record  graph.Record
	Title   string
	Parties []*graph.Party // who took part, spoke, tabled, answered, holds or promised it
	// Planned marks what is not known to have happened: an event planned, a deadline to come. Status is that of
	// an event, empty for other kinds: a cancelled event was not held either.
	Planned bool
	Status  graph.EventStatus
	// Voice is who said a statement, and Source where: a claim is its claimant's, and what a reporter infers is
	// the source's own.
	Voice  string
	Source *graph.Source
	// Event is the one at which a statement was made, or at which words were said that a position or red line
	// rests on and that fall together with its beginning: a coincidence, not a cause. Nil if there is none.
	Event *graph.Event
}

// Timeline lists what bears on the view's negotiation between two days, by first day, last day, kind and key;
// graph.MinDay and graph.MaxDay set no bound. A vague date is in if it can fall between them. What is dated
// after the view's day is left out, but for events planned and deadlines of commitments pending. What has no
// date cannot be placed and is left out.
//
// On a negotiation bear: positions and red lines on issues of the view, whenever they hold; its proposals with
// the answers to them; commitments on its issues, or without an issue between parties of the view; its
// assessments; the events at which words were said that any of these rests on, and those in which a party of the
// view took part since the first date of all these; the statements all of that rests on, and those made at these
// events. Where the view has a subset of parties, only what concerns one of them, proposals and assessments
// apart. Evidence floor and scenario change nothing.
func Timeline(v *graph.View, from, to graph.Day) []Item {
	var items []Item
	for _, r := range newBearing(v).records() {
		for _, i := range itemsOf(v, r) {
			if i.Date.Earliest() <= to && i.Date.Latest() >= from && timely(v, i) && wanted(v, i) {
				items = append(items, i)
			}
		}
	}
	slices.SortFunc(items, compareItems)
	return items
}

func compareItems(a, b Item) int {
	return cmp.Or(
		cmp.Compare(a.Date.Earliest(), b.Date.Earliest()),
		cmp.Compare(a.Date.Latest(), b.Date.Latest()),
		cmp.Compare(a.Kind.place(), b.Kind.place()),
		strings.Compare(a.Record.Ref().Key, b.Record.Ref().Key),
		cmp.Compare(a.Moment.place(), b.Moment.place()),
	)
}

var itemKinds, moments = graph.Words(ItemKind("")), graph.Words(Moment(""))

func (k ItemKind) place() int { return slices.Index(itemKinds, string(k)) }
func (m Moment) place() int   { return slices.Index(moments, string(m)) }

// timely reports whether the item is known on the view's day: it may have happened, or is planned.
func timely(v *graph.View, i Item) bool {
	return !i.Date.IsZero() && (i.Date.Earliest() <= v.AsOf || i.Planned)
}

// wanted reports whether the item concerns the view's subset of parties.
func wanted(v *graph.View, i Item) bool {
	if v.ViewOptions.Parties == nil || i.Kind == ItemProposal || i.Kind == ItemAssessment || len(i.Parties) == 0 {
		return true
	}
	return slices.ContainsFunc(i.Parties, func(p *graph.Party) bool { return slices.Contains(v.ViewOptions.Parties, p.Key) })
}
