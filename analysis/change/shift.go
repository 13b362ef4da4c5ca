package change

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// ShiftKind is how a party's record changed.
type ShiftKind string

// The kinds of shift. What each means exactly is said where it is decided: see kindOf, comparePositions and
// compareLines.
const (
	ShiftNew         ShiftKind = "new"
	ShiftRestated    ShiftKind = "restated"
	ShiftHardened    ShiftKind = "hardened"
	ShiftSoftened    ShiftKind = "softened"
	ShiftConditioned ShiftKind = "conditioned"
	ShiftWidened     ShiftKind = "widened"
	ShiftNarrowed    ShiftKind = "narrowed"
	ShiftReplaced    ShiftKind = "replaced"
	ShiftWalkedBack  ShiftKind = "walked-back"
	ShiftWithdrawn   ShiftKind = "withdrawn"
)

// Values implements graph.Enum.
func (ShiftKind) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(ShiftNew), Doc: "Came on record in the place of nothing, or of words that committed to nothing."},
		{Word: string(ShiftRestated), Doc: "Said again what stood already. Not a change."},
		{Word: string(ShiftHardened), Doc: "Of a position: rules out more than before, or lets in less, or became a red line; of a red line: drawn more firmly."},
		{Word: string(ShiftSoftened), Doc: "Of a position: rules out less than before, or lets in more; of a red line: drawn less firmly, or became a position."},
		{Word: string(ShiftConditioned), Doc: "Holds only on a condition that it did not have before."},
		{Word: string(ShiftWidened), Doc: "The same stance on more options, or a red line that forbids more. A demand that widens asks for less."},
		{Word: string(ShiftNarrowed), Doc: "The same stance on fewer options, or a red line that forbids less. A demand that narrows asks for more."},
		{Word: string(ShiftReplaced), Doc: "Something else took its place, neither harder nor softer as far as the record tells."},
		{Word: string(ShiftWalkedBack), Doc: "Went back to what stood before the last change."},
		{Word: string(ShiftWithdrawn), Doc: "Ended, and nothing that commits the party took its place. Silence, not consent."},
	}
}

// WalkBackDays is how many days after a change a return to what stood before counts as walking it back, whatever the
// change was. A softening or a withdrawal is walked back however late it is undone.
const WalkBackDays = 30

// Shift is a change of what a party holds on one issue, or of one of its red lines. Of what is on record it says
// between which records it lies, never why.
type Shift struct {
	Kind ShiftKind
	// Day is the first on which the party holds what came, or no longer holds what went; a vague beginning counts
	// from its first day, a vague end to its last. Date is as stated, never more precise: that of the beginning, or
	// where nothing began the day after the last, or the vague end itself. Exact is set where it names one day
	// without doubt.
	Day   graph.Day
	Date  graph.Date
	Exact bool
	Party *graph.Party
	// Issues are those that the positions are about or the red lines name, by key.
	Issues []*graph.IssueView
	// Before and After are positions or red lines. Before is nil where nothing of the kind stood, After where nothing
	// took its place. What is restated may still stand.
	Before, After graph.Record
	// AlsoEnded went with Before and has no successor of its own; AlsoBegan came with After, by the same voice or in
	// the place of the same record. Before and after are compared with them, each side united.
	AlsoEnded, AlsoBegan []graph.Record
	// Further tells that something else of the party's on the same issues stands through.
	Further bool
	// StatementBefore and StatementAfter are the best statements behind Before, said before the shift, and behind
	// After, said by the view's day: nil where there is none.
	StatementBefore, StatementAfter *graph.Statement
	// Announcer names who said StatementAfter, if that tells of a beginning: a claim is its claimant's, and what a
	// reporter infers is the source's own. AnnouncedBy is the person, nil where the voice is no recorded one.
	Announcer   string
	AnnouncedBy *graph.Person
	// Event is one at which words were said that After rests on and that fall together with its beginning: a
	// coincidence, not a cause. Nil if there is none.
	Event *graph.Event
	// Explanation is one sentence for a reader who knows nothing of Parley.
	Explanation string

	subject graph.Record // what began, or where nothing did what ended
}

// Shifts lists the shifts whose day lies after from and on or before to, those after the view's day left out: by day,
// party, issues and key. Each shift is the same whatever span is asked for, so that the spans of two adjoining months
// have the shifts of both.
//
// A shift lies where a position or red line begins or ends, and every beginning and every end makes exactly one.
// What ends is followed by the record that supersedes it, whenever that begins, and else by what begins on the next
// day with the same party on the same issue, or for red lines on the same set of issues. Where nothing of theirs
// stands and nothing ends, what begins follows what ended last. Records that begin on one day are taken apart by
// voice: what ended without a successor named is followed by the one with the strongest voice, and by others of the
// same voice; whatever another voice says that day is new, and never part of a comparison.
//
// The view decides negotiation, state of knowledge, evidence floor, parties, issues and reading. What is supposed
// changes nothing.
func Shifts(v *graph.View, from, to graph.Day) []Shift {
	var list []Shift
	for _, s := range strandsOf(v) {
		for _, t := range s.turns {
			if t.day > from && t.day <= min(to, v.AsOf) {
				list = append(list, t.shift(s))
			}
		}
	}
	slices.SortFunc(list, compareShifts)
	return list
}

func compareShifts(a, b Shift) int {
	return cmp.Or(
		cmp.Compare(a.Day, b.Day),
		strings.Compare(a.Party.Key, b.Party.Key),
		slices.CompareFunc(a.Issues, b.Issues, func(x, y *graph.IssueView) int { return strings.Compare(x.Key, y.Key) }),
		strings.Compare(a.subject.Ref().String(), b.subject.Ref().String()),
	)
}
