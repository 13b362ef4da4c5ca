package conflict

import (
	"context"
	"slices"

	"parley/graph"
)

// Kind is what sort of conflict it is.
type Kind string

// The kinds of conflict; [Detectors] says when each holds.
const (
	RedLinesClash            Kind = "red-lines-clash"
	DemandCrossesRedLine     Kind = "demand-crosses-red-line"
	DemandsDiffer            Kind = "demands-differ"
	PreferenceCrossesRedLine Kind = "preference-crosses-red-line"
	DemandOpposed            Kind = "demand-opposed"
	SelfContradiction        Kind = "self-contradiction"
	DemandNarrowed           Kind = "demand-narrowed"
	PreferencesDiffer        Kind = "preferences-differ"
)

// Values implements graph.Enum, in the order of Detectors.
func (Kind) Values() []graph.EnumValue {
	var values []graph.EnumValue
	for _, d := range Detectors() {
		values = append(values, graph.EnumValue{Word: string(d.Kind), Doc: d.Doc})
	}
	return values
}

// rank is the kind's place among Detectors.
func (k Kind) rank() int {
	return slices.IndexFunc(Detectors(), func(d *Detector) bool { return d.Kind == k })
}

// Severity is how grave a conflict is. It follows from the kind, never from counting.
type Severity string

// The severities, worst first.
const (
	Blocking Severity = "blocking"
	Serious  Severity = "serious"
	Moderate Severity = "moderate"
	Mild     Severity = "mild"
)

// Values implements graph.Enum.
func (Severity) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(Blocking), Doc: "A red line would have to move."},
		{Word: string(Serious), Doc: "A demand would have to be dropped, or is in doubt."},
		{Word: string(Moderate), Doc: "A demand can be met in part only."},
		{Word: string(Mild), Doc: "Wishes differ; nobody insists."},
	}
}

// Rank is 0 for Blocking, the worst, and grows as severity falls; -1 for a word that is no severity.
func (s Severity) Rank() int { return slices.Index(severities, s) }

var severities = []Severity{Blocking, Serious, Moderate, Mild}

// Detector finds the conflicts of one kind.
type Detector struct {
	Kind     Kind
	Severity Severity // the usual one
	Weight   float64  // the score of a conflict whose sides hold it most dear and are surely coded
	Doc      string   // when the kind holds, with an example

	gist string // what it comes to, for the sentence on a group
	// detect finds the conflicts of kind d, this detector, in no particular order.
	detect func(ctx context.Context, s *survey, d *Detector) ([]*Conflict, error)
	// between reports whether the kind holds on an issue between just these two; nil for a kind that concerns
	// one party.
	between func(t *table, p, q *graph.Stand) bool
}

// Detectors lists every detector, gravest kind first: the one place that knows them all.
func Detectors() []*Detector {
	return []*Detector{
		redLinesClash,
		demandCrossesRedLine,
		demandsDiffer,
		preferenceCrossesRedLine,
		demandOpposed,
		selfContradiction,
		demandNarrowed,
		preferencesDiffer,
	}
}
