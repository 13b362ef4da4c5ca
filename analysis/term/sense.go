package term

import (
	"cmp"
	"slices"

	"parley/graph"
)

// Meaning is a sense of a term, and who uses it so.
type Meaning struct {
	*graph.Sense
	Uses []Use // by party
}

// Use says that a party uses a term in a sense.
type Use struct {
	Party *graph.Party
	// Statements are the words that show it, oldest first: those that count in the view and were said by its day. None
	// at all, and the use rests on the coder's word.
	Statements []*graph.Statement
}

// Terms lists the terms of the view's negotiation, by key: those with a sense on issues of the view.
func Terms(v *graph.View) []*graph.Term {
	var list []*graph.Term
	for t := range graph.Referring[*graph.Term](v.Snapshot, v.Negotiation.Ref()) {
		if slices.ContainsFunc(t.Senses, func(s graph.Sense) bool { return inside(v, s.Means) }) {
			list = append(list, t)
		}
	}
	return list
}

// inside reports whether the pattern names only issues of the view.
func inside(v *graph.View, p graph.Pattern) bool {
	return !slices.ContainsFunc(p.Issues(), func(key string) bool { _, ok := v.Issue(key); return !ok })
}

// Meanings lists what a term is taken to mean, in the order of the record: from narrow to broad. A use counts if a statement
// behind it does and was said by the view's day; one with no statement on record counts where no evidence is asked for.
func Meanings(v *graph.View, t *graph.Term) []Meaning {
	var list []Meaning
	for n := range t.Senses {
		s := Meaning{Sense: &t.Senses[n]}
		for _, u := range s.Sense.Uses {
			if use, ok := counted(v, u); ok {
				s.Uses = append(s.Uses, use)
			}
		}
		slices.SortFunc(s.Uses, func(a, b Use) int { return cmp.Compare(a.Party.Key, b.Party.Key) })
		list = append(list, s)
	}
	return list
}

func counted(v *graph.View, u graph.Use) (Use, bool) {
	p, ok := graph.Get[*graph.Party](v.Snapshot, u.Party)
	if !ok || v.ViewOptions.Parties != nil && !slices.Contains(v.ViewOptions.Parties, u.Party) {
		return Use{}, false
	}
	use := Use{Party: p, Statements: said(v, u.Evidence)}
	admitted := v.Admits(&graph.Position{Evidence: keysOf(use.Statements)}) // as a position that rests on these words
	return use, admitted && (len(use.Statements) > 0 || len(u.Evidence) == 0)
}

// said lists the statements that count in the view and may have been made by its day, oldest first.
func said(v *graph.View, keys []string) []*graph.Statement {
	var list []*graph.Statement
	for _, key := range v.Counts(keys) {
		if st, ok := graph.Get[*graph.Statement](v.Snapshot, key); ok && st.Said.Earliest() <= v.AsOf {
			list = append(list, st)
		}
	}
	slices.SortFunc(list, func(a, b *graph.Statement) int {
		return cmp.Or(cmp.Compare(a.Said.Earliest(), b.Said.Earliest()), cmp.Compare(a.Key, b.Key))
	})
	return list
}

func keysOf(list []*graph.Statement) []string {
	var keys []string
	for _, st := range list {
		keys = append(keys, st.Key)
	}
	return keys
}

// Difference is two parties that use a term in senses which do not come to the same: some package fits one and not the
// other.
type Difference struct {
	A, B        *graph.Party // A before B, by key
	AMeans      *graph.Sense
	BMeans      *graph.Sense
	Explanation string // one sentence
}

// Differences lists the pairs of parties that mean different things by a term, by party, then in the order of the senses. A
// sense that names an issue outside the view is not compared.
func Differences(v *graph.View, t *graph.Term) []Difference {
	var list []Difference
	senses := Meanings(v, t)
	for _, a := range senses {
		for _, b := range senses {
			if same(v, a.Means, b.Means) {
				continue
			}
			for _, by := range a.Uses {
				for _, other := range b.Uses {
					if by.Party.Key < other.Party.Key {
						d := Difference{A: by.Party, B: other.Party, AMeans: a.Sense, BMeans: b.Sense}
						d.Explanation = d.explain(t)
						list = append(list, d)
					}
				}
			}
		}
	}
	slices.SortStableFunc(list, func(x, y Difference) int {
		return cmp.Or(cmp.Compare(x.A.Key, y.A.Key), cmp.Compare(x.B.Key, y.B.Key))
	})
	return list
}

// same reports whether the same packages of the view fit both patterns, or one of them cannot be told.
func same(v *graph.View, a, b graph.Pattern) bool {
	if !inside(v, a) || !inside(v, b) {
		return true
	}
	empty := func(p graph.Pattern) bool {
		return slices.ContainsFunc(v.Issues, func(i *graph.IssueView) bool { return left(i, p) == 0 })
	}
	if empty(a) || empty(b) {
		return empty(a) == empty(b)
	}
	return !slices.ContainsFunc(v.Issues, func(i *graph.IssueView) bool { return left(i, a) != left(i, b) })
}

// left returns the options that a pattern leaves on an issue, within what the view supposes.
func left(i *graph.IssueView, p graph.Pattern) graph.OptionSet {
	options, named := p[i.Key]
	if !named {
		return i.Assumed
	}
	return i.Set(options) & i.Assumed
}
