package report

import (
	"slices"
	"strings"

	"parley/analysis/change"
	"parley/graph"
)

// lately is how many days up to the view's count as recent.
const lately = 90

// movedLately tells what changed on record in the last days: first what took the place of something, then what is new.
func (r *conflicts) movedLately() {
	r.begin(movedSection)
	shifts := slices.DeleteFunc(change.Shifts(r.v, r.v.AsOf-lately, r.v.AsOf), func(s change.Shift) bool { return s.Kind == change.ShiftRestated })
	span := "in the " + digits(lately) + " days up to " + DayWords(r.v.AsOf)
	if len(shifts) == 0 {
		r.say("Nothing moved on record " + span + ": no position and no red line began, changed or ended. What was only restated does not count; and what nobody recorded may have moved.")
		return
	}
	r.say("What began, changed or ended on record " + span + "; what was only restated is left out. An event named is one around which it was said, never why. " +
		"New is what came where the party had nothing of the kind on record: it need not be new to the party.")
	var moved, came []change.Shift
	for _, s := range shifts {
		if s.Kind == change.ShiftNew {
			came = append(came, s)
		} else {
			moved = append(moved, s)
		}
	}
	r.table([]Column{{Title: "Date"}, {Title: "Kind"}, {Title: "What moved"}, {Title: "Sources"}}, mapped(moved, func(s change.Shift) []Text {
		return []Text{text(DateWords(s.Date)), text(shiftWords(s.Kind)), text(s.Explanation), r.behind(s.Before, s.After)}
	}))
	r.newOnRecord(came)
}

// shiftWords is a kind of shift as prose has it.
func shiftWords(k change.ShiftKind) string { return strings.ReplaceAll(string(k), "-", " ") }

// behind cites the best words behind records, those that are there.
func (r *conflicts) behind(records ...graph.Record) Text {
	var refs []Text
	for _, rec := range records {
		if rec != nil {
			refs = append(refs, r.source(rec))
		}
	}
	if len(refs) == 0 {
		return text(" ", unsourced)
	}
	return gathered(refs)
}

// newOnRecord has a row for all that is new of a party on one date.
func (r *conflicts) newOnRecord(came []change.Shift) {
	var rows [][]Text
	for n := 0; n < len(came); {
		first, what := came[n], []Text(nil)
		for ; n < len(came) && came[n].Party == first.Party && came[n].Date == first.Date; n++ {
			for _, rec := range slices.Concat([]graph.Record{came[n].After}, came[n].AlsoBegan) {
				what = append(what, text(r.about(rec), r.source(rec)))
			}
		}
		rows = append(rows, []Text{text(DateWords(first.Date)), text(first.Party.Name), joined(what, "; ")})
	}
	r.table([]Column{{Title: "Date"}, {Title: "Party"}, {Title: "New on record"}}, rows)
}
