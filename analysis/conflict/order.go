package conflict

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// Order says by what conflicts are sorted; ties are in the order of Find, whichever way the field runs. The zero
// value is the order of Find.
type Order struct {
	Field      OrderField
	Descending bool
}

// OrderField is what to sort by.
type OrderField string

// The fields.
const (
	BySeverity OrderField = "severity"
	ByScore    OrderField = "score"
	BySince    OrderField = "since"
	ByKind     OrderField = "kind"
	ByIssue    OrderField = "issue"
)

// Values implements graph.Enum.
func (OrderField) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(BySeverity), Doc: "Mildest first; descending, gravest first."},
		{Word: string(ByScore), Doc: "Lowest score first."},
		{Word: string(BySince), Doc: "Oldest first, those without a beginning on record before all."},
		{Word: string(ByKind), Doc: "In the order of the kinds."},
		{Word: string(ByIssue), Doc: "By key of the issues."},
	}
}

// Sort sorts the conflicts in place.
func Sort(conflicts []*Conflict, o Order) {
	slices.SortFunc(conflicts, func(a, b *Conflict) int {
		by := o.Field.compare(a, b)
		if o.Descending {
			by = -by
		}
		return cmp.Or(by, compare(a, b))
	})
}

func (f OrderField) compare(a, b *Conflict) int {
	switch f {
	case BySeverity:
		return cmp.Compare(b.Severity.Rank(), a.Severity.Rank())
	case ByScore:
		return cmp.Compare(a.Score, b.Score)
	case BySince:
		return cmp.Compare(a.Since, b.Since)
	case ByKind:
		return cmp.Compare(a.Kind.rank(), b.Kind.rank())
	case ByIssue:
		return slices.CompareFunc(a.Issues, b.Issues, func(i, j *graph.IssueView) int { return strings.Compare(i.Key, j.Key) })
	}
	return 0
}
