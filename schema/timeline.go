package schema

import (
	"fmt"
	"slices"
	"sync"

	"parley/analysis/change"
	"parley/graph"
)

func timelineField() field {
	return field{
		name: "timeline", typ: "TimelineConnection!",
		doc: "What bears on the case between two dates, as known on the day of the view, by first day, last day, kind and key. A vague date is in if it can fall between them.",
		args: paged(
			arg{"from", "Date", "From the first day this date can mean. Default: no bound."},
			arg{"to", "Date", "To the last day this date can mean. Default: no bound."},
			arg{"kinds", "[TimelineKind!]", "Only items of these kinds."},
		),
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			from, err := c.date("from")
			if err != nil {
				return nil, err
			}
			to, err := c.date("to")
			if err != nil {
				return nil, err
			}
			if from.Earliest() > to.Latest() {
				return nil, badInput("from %s lies after to %s", from, to)
			}
			kinds := c.words("kinds")
			items := slices.DeleteFunc(change.Timeline(s.frame.View, from.Earliest(), to.Latest()), func(i change.Item) bool {
				return !admits(kinds, string(i.Kind))
			})
			shifts := sync.OnceValue(func() map[moment][]change.Shift { return shiftsByMoment(s.frame.View) })
			return c.page(s.owner(), listOf(items, func(i change.Item) any { return see(s.lens, timelineItem{i, shifts}) }, itemPosition))
		}),
	}
}

// timelineItem is a line of a timeline, with the shifts of the whole case where they are wanted.
type timelineItem struct {
	change.Item
	shifts func() map[moment][]change.Shift
}

// moment is a record and which of its dates is meant.
type moment struct {
	record graph.Ref
	at     change.Moment
}

// shiftsByMoment tells which changes lie where a position or red line begins or ends, and which a statement began. What
// was only restated is no change.
func shiftsByMoment(v *graph.View) map[moment][]change.Shift {
	shifts := map[moment][]change.Shift{}
	add := func(r graph.Record, at change.Moment, x change.Shift) {
		if r != nil {
			shifts[moment{r.Ref(), at}] = append(shifts[moment{r.Ref(), at}], x)
		}
	}
	for _, x := range change.Shifts(v, graph.MinDay, graph.MaxDay) {
		switch {
		case x.Kind == change.ShiftRestated:
		case begins(x):
			add(x.After, change.MomentStart, x)
			add(orNone(x.StatementAfter), change.MomentStart, x)
		default:
			add(x.Before, change.MomentEnd, x)
		}
	}
	return shifts
}

// begins reports whether a shift lies where what is after begins, and not where something beside it ended.
func begins(x change.Shift) bool {
	switch r := x.After.(type) {
	case *graph.Position:
		return r.From.Earliest() == x.Day
	case *graph.RedLine:
		return r.From.Earliest() == x.Day
	}
	return false
}

// sourceKeys lists the documents that a record rests on, by key.
func sourceKeys(s seen[timelineItem]) []string {
	if s.it.Source != nil {
		return []string{s.it.Source.Key}
	}
	keys := []string{}
	for _, st := range records[*graph.Statement](s.lens, graph.EvidenceOf(s.it.Record)) {
		keys = append(keys, st.it.Source)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// date reads an argument that may be vague; the zero Date where there is none.
func (c *call) date(name string) (graph.Date, error) {
	text, given := c.args[name].(string)
	if !given {
		return graph.Date{}, nil
	}
	d, err := graph.ParseDate(text)
	if err != nil {
		return d, badInput("%s: %v", name, err)
	}
	return d, nil
}

// itemPosition writes where an item stands in a timeline, as text that sorts the same.
func itemPosition(i change.Item) string {
	return fmt.Sprintf("%s%s%02d%s %d", sortableDay(i.Date.Earliest()), sortableDay(i.Date.Latest()),
		slices.Index(graph.Words(i.Kind), string(i.Kind)), i.Record.Ref().Key, slices.Index(graph.Words(i.Moment), string(i.Moment)))
}

func timelineTypes() []definition {
	type item = timelineItem
	return []definition{
		enum{"TimelineKind", "What sort of thing an item of a timeline is.", change.ItemKind("").Values()},
		enum{"TimelineMoment", "Which of a record's dates an item of a timeline stands for.", change.Moment("").Values()},
		connection{of: "TimelineItem", name: "Timeline", doc: "what bears on a case, in time."},
		object{name: "TimelineItem", doc: "One line of a timeline.", fields: fieldList(
			plain("date", "Date!", "The date as stated, never more precise.", func(i item) any { return i.Date }),
			plain("firstDay", "Date", "The first day the date can mean, to sort by; null if it has none.", func(i item) any { return i.Date.Earliest() }),
			plain("lastDay", "Date", "The last day the date can mean; null if it has none.", func(i item) any { return i.Date.Latest() }),
			plain("exact", "Boolean!", "Whether the date names one day without doubt.", func(i item) any { return i.Exact }),
			plain("kind", "TimelineKind!", "What sort of thing it is.", func(i item) any { return string(i.Kind) }),
			plain("moment", "TimelineMoment!", "Which of the record's dates it stands for.", func(i item) any { return string(i.Moment) }),
			plain("title", "String!", "What happened, in a few words.", func(i item) any { return i.Title }),
			plain("planned", "Boolean!", "Whether it is not known to have happened: an event planned, a deadline to come.", func(i item) any { return i.Planned }),
			plain("status", "EventStatus", "The status of an event; null for other kinds. What was cancelled was not held either.", func(i item) any { return opt(string(i.Status)) }),
			plain("partyKeys", "[String!]!", "The keys of those who took part, spoke, tabled, answered, hold or promised it.", func(i item) any { return partyKeys(i.Parties) }),
			field{name: "parties", typ: "[Party!]!", doc: "Those who took part, spoke, tabled, answered, hold or promised it.",
				resolve: get(func(s seen[item]) any { return seeAll(s.lens, s.it.Parties) })},
			plain("voice", "String", "Who said a statement; null for other kinds. What a reporter infers is the source's own.", func(i item) any { return opt(i.Voice) }),
			field{name: "source", typ: "Source", doc: "Where a statement was reported; null for other kinds.", resolve: get(func(s seen[item]) any {
				if s.it.Source == nil {
					return nil
				}
				return see(s.lens, s.it.Source)
			})},
			field{name: "event", typ: "Event", doc: "The event at which a statement was made, or at which words were said that a position or red line rests on and that fall together with its beginning: a coincidence, not a cause.",
				resolve: get(func(s seen[item]) any {
					if s.it.Event == nil {
						return nil
					}
					return see(s.lens, s.it.Event)
				})},
			field{name: "sourceKeys", typ: "[String!]!", doc: "The keys of the documents it rests on: of a statement the one it is taken from, of other records those behind them.",
				resolve: get(func(s seen[item]) any { return sourceKeys(s) })},
			field{name: "shifts", typ: "[Shift!]!", doc: "The changes that a statement began, or that lie where a position or red line begins or ends; what was only restated is left out. An event named with one fell together with it: nothing says that it was the cause.",
				resolve: get(func(s seen[item]) any {
					return seeAll(s.lens, s.it.shifts()[moment{s.it.Record.Ref(), s.it.Moment}])
				})},
			plain("recordKey", "String!", "The key of the record.", func(i item) any { return i.Record.Ref().Key }),
			field{name: "record", typ: "Node!", doc: "The record itself.",
				resolve: get(func(s seen[item]) any { return seeRecord(s.lens, s.it.Record) })},
		)},
	}
}
