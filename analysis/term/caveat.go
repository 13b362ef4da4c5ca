package term

import (
	"slices"
	"strings"

	"parley/graph"
)

// Caveat is why parties that accept one option may agree in words only.
type Caveat struct {
	Kind        CaveatKind
	Term        *graph.Term       // the term they use differently; nil for other kinds
	Positions   []*graph.Position // those that differ, by party, then key; nil where a term does
	Explanation string            // one sentence
}

// CaveatKind is what may make an agreement one in words only.
type CaveatKind string

// The kinds.
const (
	CaveatTerm      CaveatKind = "term"
	CaveatScope     CaveatKind = "scope"
	CaveatCondition CaveatKind = "condition"
)

// Values implements graph.Enum.
func (CaveatKind) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(CaveatTerm), Doc: "A term that covers the option is used by the parties in senses that do not come to the same."},
		{Word: string(CaveatScope), Doc: "The positions rest on different scopes: where, when, how much."},
		{Word: string(CaveatCondition), Doc: "The positions hold on different conditions."},
	}
}

// Caveats lists why an option of the issue may be agreed in words only by those who accept it by the positions given: terms
// first, by key, then scopes, then conditions. A term covers an option if the option falls under one of its senses; it
// counts where one of the parties uses it in that sense and another in a sense that does not come to the same.
func Caveats(v *graph.View, i *graph.IssueView, option graph.Option, accepts []*graph.Position) []Caveat {
	var list []Caveat
	for _, t := range Terms(v) {
		if d, ok := covering(v, t, i, option, accepts); ok {
			list = append(list, Caveat{Kind: CaveatTerm, Term: t, Explanation: d.Explanation})
		}
	}
	if differ(accepts, func(p *graph.Position) string { return p.Scope }) {
		list = append(list, Caveat{Kind: CaveatScope, Positions: accepts,
			Explanation: "They accept it for different scopes: " + each(v, accepts, scope) + "."})
	}
	if differ(accepts, conditions) {
		list = append(list, Caveat{Kind: CaveatCondition, Positions: accepts,
			Explanation: "They accept it on different conditions: " + each(v, accepts, onCondition) + "."})
	}
	return list
}

// covering returns the first difference between two of those who accept the option in which one of them uses the term in a
// sense that the option falls under.
func covering(v *graph.View, t *graph.Term, i *graph.IssueView, option graph.Option, accepts []*graph.Position) (Difference, bool) {
	accepting := func(p *graph.Party) bool {
		return slices.ContainsFunc(accepts, func(a *graph.Position) bool { return a.Party == p.Key })
	}
	at, _ := i.Index(option.Key)
	covers := func(s *graph.Sense) bool { return len(s.Means[i.Key]) > 0 && left(i, s.Means).Has(at) }
	for _, d := range Differences(v, t) {
		if accepting(d.A) && accepting(d.B) && (covers(d.AMeans) || covers(d.BMeans)) {
			return d, true
		}
	}
	return Difference{}, false
}

// differ reports whether two of the parties accept in words of which they have none in common. To accept without any such
// word is one of them.
func differ(accepts []*graph.Position, words func(*graph.Position) string) bool {
	of := map[string]map[string]bool{}
	for _, p := range accepts {
		if of[p.Party] == nil {
			of[p.Party] = map[string]bool{}
		}
		of[p.Party][words(p)] = true
	}
	return slices.ContainsFunc(accepts, func(a *graph.Position) bool {
		return slices.ContainsFunc(accepts, func(b *graph.Position) bool { return !meet(of[a.Party], of[b.Party]) })
	})
}

func meet(a, b map[string]bool) bool {
	for word := range a {
		if b[word] {
			return true
		}
	}
	return false
}

// conditions writes the condition of a position so that equal ones read alike.
func conditions(p *graph.Position) string {
	var words []string
	for _, c := range p.Condition {
		var terms []string
		for _, issue := range c.Issues() {
			terms = append(terms, issue+": "+strings.Join(slices.Sorted(slices.Values(c[issue])), " or "))
		}
		words = append(words, strings.Join(terms, ", with "))
	}
	slices.Sort(words)
	return strings.Join(words, "; ")
}
