package conflict

import (
	"slices"

	"parley/graph"
)

// Filter chooses among conflicts; the zero value keeps all. Parties and issues are named by key.
type Filter struct {
	Between     []string // at least two of these parties take part
	Involving   []string // at least one of these parties takes part
	Issues      []string // at least one of these issues is concerned
	Kinds       []Kind
	MinSeverity Severity // this or graver
	MinScore    float64
}

// Check reports words the filter does not mean anything by: with CodeNotFound a party or an issue the graph of
// the view does not have, with CodeInvalid a kind or severity that does not exist, or fewer than two parties to
// look between. A party or issue that is on record and not in the view is no error; nothing matches it.
func (f Filter) Check(v *graph.View) error {
	between := slices.Compact(slices.Sorted(slices.Values(f.Between)))
	if len(between) == 1 {
		return graph.Errorf(graph.CodeInvalid, "between names one party, %s: name at least two, or use involving", between[0])
	}
	for _, key := range slices.Concat(f.Between, f.Involving) {
		if _, ok := graph.Get[*graph.Party](v.Snapshot, key); !ok {
			return graph.Errorf(graph.CodeNotFound, "%s", graph.UnknownWord("party", key, partyKeys(v.Snapshot)))
		}
	}
	for _, key := range f.Issues {
		if i, ok := graph.Get[*graph.Issue](v.Snapshot, key); !ok || i.Negotiation != v.Negotiation.Key {
			return graph.Errorf(graph.CodeNotFound, "%s in negotiation %s", graph.UnknownWord("issue", key, issueKeys(v)), v.Negotiation.Key)
		}
	}
	for _, k := range f.Kinds {
		if k.rank() < 0 {
			return graph.Errorf(graph.CodeInvalid, "%s", graph.UnknownWord("kind of conflict", string(k), graph.Words(k)))
		}
	}
	if f.MinSeverity != "" && f.MinSeverity.Rank() < 0 {
		return graph.Errorf(graph.CodeInvalid, "%s", graph.UnknownWord("severity", string(f.MinSeverity), graph.Words(f.MinSeverity)))
	}
	return nil
}

func partyKeys(s *graph.Snapshot) []string {
	var keys []string
	for p := range graph.All[*graph.Party](s) {
		keys = append(keys, p.Key)
	}
	return keys
}

func issueKeys(v *graph.View) []string {
	var keys []string
	for i := range graph.Referring[*graph.Issue](v.Snapshot, v.Negotiation.Ref()) {
		keys = append(keys, i.Key)
	}
	return keys
}

// Apply returns the conflicts the filter keeps, in the order given.
func (f Filter) Apply(conflicts []*Conflict) []*Conflict {
	var kept []*Conflict
	for _, c := range conflicts {
		if f.keeps(c) {
			kept = append(kept, c)
		}
	}
	return kept
}

func (f Filter) keeps(c *Conflict) bool {
	switch {
	case len(f.Between) > 0 && c.among(f.Between) < 2,
		len(f.Involving) > 0 && c.among(f.Involving) < 1,
		len(f.Kinds) > 0 && !slices.Contains(f.Kinds, c.Kind),
		f.MinSeverity != "" && c.Severity.Rank() > f.MinSeverity.Rank(),
		c.Score < f.MinScore:
		return false
	}
	return len(f.Issues) == 0 || slices.ContainsFunc(c.Issues, func(i *graph.IssueView) bool { return slices.Contains(f.Issues, i.Key) })
}

// Undecided keeps the cells of a matrix about the parties and issues that the filter is about.
func (f Filter) Undecided(cells []UndecidedCell) []UndecidedCell {
	var kept []UndecidedCell
	for _, u := range cells {
		pair := &Conflict{Parties: u.Parties}
		if (len(f.Between) == 0 || pair.among(f.Between) == 2) && (len(f.Involving) == 0 || pair.among(f.Involving) > 0) &&
			(len(f.Issues) == 0 || slices.Contains(f.Issues, u.Issue.Key)) {
			kept = append(kept, u)
		}
	}
	return kept
}

// among counts the conflict's parties that are on the list.
func (c *Conflict) among(parties []string) int {
	n := 0
	for _, p := range c.Parties {
		if slices.Contains(parties, p.Key) {
			n++
		}
	}
	return n
}
