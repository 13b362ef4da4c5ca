package graph

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Pattern maps issues to sets of options. A package matches it if, for every issue named, the package's
// option is in the set: a nogood of constraint programming (Dechter, Constraint Processing, 2003, ch. 5-6).
type Pattern map[string][]string

// Issues lists the issues the pattern names, sorted.
func (p Pattern) Issues() []string {
	issues := slices.AppendSeq(make([]string, 0, len(p)), maps.Keys(p))
	slices.Sort(issues)
	return issues
}

// canonical writes the pattern so that patterns with the same options on the same issues read alike.
func (p Pattern) canonical() string {
	var b strings.Builder
	for _, issue := range p.Issues() {
		fmt.Fprintf(&b, "%q%q", issue, slices.Sorted(slices.Values(p[issue])))
	}
	return b.String()
}

// Patterns is a list of patterns, of which a package matches the whole if it matches one.
type Patterns []Pattern

// issues lists the issues the patterns name, sorted.
func (p Patterns) issues() []string {
	if len(p) == 1 {
		return p[0].Issues()
	}
	var all []string
	for _, one := range p {
		all = append(all, one.Issues()...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// UnmarshalJSON reads a list of patterns, or one pattern for a list of one.
func (p *Patterns) UnmarshalJSON(data []byte) error {
	var one Pattern
	if json.Unmarshal(data, &one) == nil {
		*p = Patterns{one}
		return nil
	}
	return json.Unmarshal(data, (*[]Pattern)(p))
}
