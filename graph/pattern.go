package graph

import (
	"encoding/json"
	"maps"
	"slices"
)

// Pattern maps issues to sets of options. A package matches it if, for every issue named, the package's
// option is in the set: a nogood of constraint programming (Dechter, Constraint Processing, 2003, ch. 5-6).
type Pattern map[string][]string

// Issues lists the issues the pattern names, sorted.
func (p Pattern) Issues() []string { return slices.Sorted(maps.Keys(p)) }

// Patterns is a list of patterns, of which a package matches the whole if it matches one.
type Patterns []Pattern

// UnmarshalJSON reads a list of patterns, or one pattern for a list of one.
func (p *Patterns) UnmarshalJSON(data []byte) error {
	var one Pattern
	if json.Unmarshal(data, &one) == nil {
		*p = Patterns{one}
		return nil
	}
	return json.Unmarshal(data, (*[]Pattern)(p))
}
