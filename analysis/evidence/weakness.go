package evidence

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// StaleAfter is how many days after its newest statement a position or red line counts as stale: a year.
const StaleAfter = 365

// Weakness is a reason why a record stands on thin ice.
type Weakness string

// The weaknesses, gravest first.
const (
	NoEvidence   Weakness = "no-evidence"
	OrphanedWord Weakness = "orphaned-quotation"
	InferredOnly Weakness = "inferred-only"
	OthersOnly   Weakness = "others-word-only"
	LowGrades    Weakness = "low-grades-only"
	SingleOrigin Weakness = "single-origin"
	Stale        Weakness = "stale"
)

// Values implements graph.Enum.
func (Weakness) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(NoEvidence), Doc: "No statement made by the day of the view counts for it."},
		{Word: string(OrphanedWord), Doc: "Words it rests on are no longer found in their source, or the source's text has changed since."},
		{Word: string(InferredOnly), Doc: "All its statements are conclusions of a reporter: nobody said it."},
		{Word: string(OthersOnly), Doc: "All its statements are words of other parties about this one."},
		{Word: string(LowGrades), Doc: "No statement has a source graded A to C and is itself graded 1 to 3: the rest is low, cannot be judged or was not graded."},
		{Word: string(SingleOrigin), Doc: "All its statements go back to one origin: five papers that carry one agency report are one."},
		{Word: string(Stale), Doc: "Its newest statement was made more than a year before the day of the view."},
	}
}

// weaknesses maps each kind to its test on support that holds something.
var weaknesses = map[Weakness]func(*graph.View, *Support) bool{
	OrphanedWord: func(_ *graph.View, s *Support) bool {
		return slices.ContainsFunc(s.Backings, func(b Backing) bool { return b.Anchor.Broken() })
	},
	InferredOnly: func(_ *graph.View, s *Support) bool {
		return s.all(func(b Backing) bool { return b.Statement.Attribution == graph.AttributionInferred })
	},
	OthersOnly: func(v *graph.View, s *Support) bool {
		party := PartyOf(s.Record)
		return party != "" && s.all(func(b Backing) bool { return foreign(v.Snapshot, party, b.Statement) })
	},
	LowGrades:    func(_ *graph.View, s *Support) bool { return s.all(func(b Backing) bool { return !b.Grade.Sound() }) },
	SingleOrigin: func(_ *graph.View, s *Support) bool { return len(s.Origins) == 1 },
	Stale: func(v *graph.View, s *Support) bool {
		said, _ := s.Newest()
		return int64(v.AsOf)-int64(said.Latest()) > StaleAfter
	},
}

func (s *Support) all(is func(Backing) bool) bool {
	return !slices.ContainsFunc(s.Backings, func(b Backing) bool { return !is(b) })
}

// Weaknesses lists why the support is thin, gravest first; none where it is not.
func (s *Support) Weaknesses(v *graph.View) []Weakness {
	if len(s.Backings) == 0 {
		return []Weakness{NoEvidence}
	}
	var list []Weakness
	for _, word := range graph.Words(Weakness("")) {
		if w := Weakness(word); weaknesses[w] != nil && weaknesses[w](v, s) {
			list = append(list, w)
		}
	}
	return list
}

// Explain says in one sentence on what the record rests, and where that is thin.
func (s *Support) Explain(v *graph.View) string {
	if len(s.Backings) == 0 {
		if n := len(s.LeftOut); n > 0 {
			return fmt.Sprintf("No statement counts for it on %s in this view: %s left out.", v.AsOf, number(n, "is", "are"))
		}
		return "It rests on no statement at all."
	}
	said, _ := s.Newest()
	words := fmt.Sprintf("It rests on %s from %s, %s, the newest of %s",
		number(len(s.Backings), "statement", "statements"), number(len(s.Origins), "origin", "independent origins"), s.graded(), said)
	if list := s.Weaknesses(v); len(list) > 0 {
		var reasons []string
		for _, w := range list {
			reasons = append(reasons, s.reason(w))
		}
		words += ": " + strings.Join(reasons, "; ")
	}
	return words + "."
}

// graded words the grades of the statements that count.
func (s *Support) graded() string {
	var grades []string
	for _, g := range Grades(s.Backings) {
		grades = append(grades, g.String())
	}
	if words := strings.Join(grades, ", "); words != (Grade{}).String() {
		return "graded " + words
	}
	return "not graded"
}

// reason words a weakness.
func (s *Support) reason(w Weakness) string {
	switch w {
	case OrphanedWord:
		return "words quoted have to be looked up anew (" + strings.Join(s.broken(), ", ") + ")"
	case InferredOnly:
		return "nobody said it, reporters concluded it"
	case OthersOnly:
		return "only other parties say it of this one"
	case LowGrades:
		return "no statement has a source graded A to C and is graded 1 to 3"
	case SingleOrigin:
		return "all goes back to " + s.Origins[0].Key
	}
	return "nothing newer for more than a year"
}

func (s *Support) broken() []string {
	var keys []string
	for _, b := range s.Backings {
		if b.Anchor.Broken() {
			keys = append(keys, b.Statement.Key)
		}
	}
	return keys
}

// PartyOf returns whose a position or red line is; "" for other records.
func PartyOf(r graph.Record) string {
	switch r := r.(type) {
	case *graph.Position:
		return r.Party
	case *graph.RedLine:
		return r.Party
	}
	return ""
}

func number(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
