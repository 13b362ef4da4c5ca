package conflict

import (
	"fmt"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"parley/graph"
)

// Nature is something a conflict turns on, beside its kind. A conflict can turn on several things.
type Nature struct {
	Kind        NatureKind
	Explanation string // in one sentence
}

// NatureKind is what a conflict can turn on. Each points to means by which conflicts of its sort are usually bridged; see
// [NatureKind.Bridge].
type NatureKind string

// What a conflict can turn on.
const (
	NatureAmount     NatureKind = "amount"
	NatureDegree     NatureKind = "degree"
	NatureAlternates NatureKind = "alternatives"
	NatureScope      NatureKind = "scope"
	NatureCondition  NatureKind = "condition"
	NatureSequence   NatureKind = "sequence"
	NatureTerm       NatureKind = "term"
	NatureVoices     NatureKind = "voices"
)

// Values implements graph.Enum.
func (NatureKind) Values() []graph.EnumValue {
	var list []graph.EnumValue
	for _, n := range natures {
		list = append(list, graph.EnumValue{Word: string(n.kind), Doc: n.doc})
	}
	return list
}

// Bridge says in a sentence by what means conflicts of this sort are usually bridged: a hint to look into, and no advice.
func (k NatureKind) Bridge() string {
	for _, n := range natures {
		if n.kind == k {
			return n.bridge
		}
	}
	return ""
}

// natures lists what conflicts can turn on. Tell returns the sentence, "" where a conflict does not turn on it.
var natures = []struct {
	kind        NatureKind
	doc, bridge string
	tell        func(turn) string
}{
	{NatureAmount, "On a number: what the parties ask for lies on different ranges.", "A figure between the two, a range, a review after a time, or something given for it on another issue.", turn.amount},
	{NatureDegree, "On how far to go: the options have an order, and the parties stand at different places in it.", "A place between, or going there in steps.", turn.degree},
	{NatureAlternates, "On options without an order, of which only one can be had.", "An option not yet on the list, a division of the subject, or a trade against another issue.", turn.alternatives},
	{NatureScope, "On where, when or for whom: what the sides hold is limited differently.", "Zones, periods or exceptions that let both limits stand.", turn.scope},
	{NatureCondition, "On a condition or link: a side holds only together with something else.", "Settling the other matter first, or both in one package.", turn.condition},
	{NatureSequence, "On order: each wants first what the other wants later.", "Steps at the same time, small steps in turn, or a third party that holds the pledges.", turn.sequence},
	{NatureTerm, "On a term that the parties use in different senses.", "Wording that keeps the senses apart, or one that leaves them open where all can live with either.", turn.term},
	{NatureVoices, "On who speaks: voices of one party differ.", "Asking the party which voice binds it.", turn.voices},
}

// Natures says what a conflict of the view turns on, in the order of the kinds.
func Natures(v *graph.View, c *Conflict) []Nature {
	var list []Nature
	t := turn{view: v, conflict: c}
	for _, n := range natures {
		if words := n.tell(t); words != "" {
			list = append(list, Nature{n.kind, words})
		}
	}
	return list
}

// turn finds out what one conflict turns on.
type turn struct {
	view     *graph.View
	conflict *Conflict
}

// left is what a party's side in the conflict leaves of an issue: what it asks for, or else what it does not refuse.
func (t turn) left(p *graph.Party, i *graph.IssueView) graph.OptionSet {
	var asked, refused graph.OptionSet
	for _, s := range t.conflict.Sides {
		if s.Party.Key != p.Key {
			continue
		}
		if r, set := held(t.view, i, s.Holds); r == forbids || r == opposes {
			refused |= set
		} else {
			asked |= set
		}
	}
	if asked != 0 {
		return asked
	}
	return i.All() &^ refused
}

// pairs yields each two parties of the conflict on each of its issues, with what each leaves, where these have nothing
// in common.
func (t turn) pairs(scale graph.Scale, tell func(i *graph.IssueView, p, q *graph.Party) string) string {
	for _, i := range t.conflict.Issues {
		for n, p := range t.conflict.Parties {
			for _, q := range t.conflict.Parties[n+1:] {
				if i.Measure() == scale && t.left(p, i)&t.left(q, i) == 0 {
					return tell(i, p, q)
				}
			}
		}
	}
	return ""
}

func (t turn) amount() string {
	return t.pairs(graph.Quantity, func(i *graph.IssueView, p, q *graph.Party) string {
		words := fmt.Sprintf("On %s, %s and %s ask for different numbers", quoted(i.Title), p.InProse(), q.InProse())
		if gap := i.Gap(t.left(p, i), t.left(q, i)); gap > 0 {
			words += fmt.Sprintf(", %s %s apart", strconv.FormatFloat(gap, 'f', -1, 64), i.Unit)
		}
		return words + "."
	})
}

func (t turn) degree() string {
	return t.pairs(graph.Ordinal, func(i *graph.IssueView, p, q *graph.Party) string {
		steps := len(i.Options)
		for a := range t.left(p, i).Each() {
			for b := range t.left(q, i).Each() {
				steps = min(steps, max(a-b, b-a))
			}
		}
		return fmt.Sprintf("On %s, the options nearest to each other that %s and %s leave are %d %s apart.",
			quoted(i.Title), p.InProse(), q.InProse(), steps, plural(steps, "place", "places"))
	})
}

func (t turn) alternatives() string {
	return t.pairs(graph.Nominal, func(i *graph.IssueView, p, q *graph.Party) string {
		return fmt.Sprintf("On %s, no option is left by both %s and %s.", quoted(i.Title), p.InProse(), q.InProse())
	})
}

// scope compares the limits of the sides of different parties.
func (t turn) scope() string {
	for n, a := range t.conflict.Sides {
		for _, b := range t.conflict.Sides[n+1:] {
			one, other := scopeOf(a.Holds), scopeOf(b.Holds)
			if a.Party.Key != b.Party.Key && one != other {
				return upper(fmt.Sprintf("%s speaks of %s, %s of %s.", a.Party.InProse(), limits(one), b.Party.InProse(), limits(other)))
			}
		}
	}
	return ""
}

func scopeOf(r graph.Record) string {
	switch r := r.(type) {
	case *graph.Position:
		return r.Scope
	case *graph.RedLine:
		return r.Scope
	}
	return ""
}

// upper begins a sentence.
func upper(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func limits(scope string) string {
	if scope == "" {
		return "no limits"
	}
	return quoted(scope)
}

// condition looks for positions that hold only on a condition and for red lines across issues.
func (t turn) condition() string {
	for _, s := range t.conflict.Sides {
		switch r := s.Holds.(type) {
		case *graph.Position:
			if len(r.Condition) > 0 {
				return fmt.Sprintf("What %s holds on %s depends on other issues: %s.", s.Party.InProse(), quoted(t.title(r.Issue)), t.titles(r.Condition))
			}
		case *graph.RedLine:
			for _, p := range t.view.Forbids(r) {
				if len(p) > 1 {
					return fmt.Sprintf("The red line %s of %s links issues: %s.", quoted(r.Title), s.Party.InProse(), t.titles(graph.Patterns{p}))
				}
			}
		}
	}
	return ""
}

// title names an issue of the negotiation, within the view or without.
func (t turn) title(issue string) string {
	i, _ := graph.Get[*graph.Issue](t.view.Snapshot, issue)
	return i.Title
}

func (t turn) titles(patterns graph.Patterns) string {
	var titles []string
	for _, p := range patterns {
		for _, key := range p.Issues() {
			if title := quoted(t.title(key)); !slices.Contains(titles, title) {
				titles = append(titles, title)
			}
		}
	}
	return list(titles, "and")
}

// sequence looks for two steps that one party puts in one order and another in the other.
func (t turn) sequence() string {
	for _, i := range t.conflict.Issues {
		for n, p := range t.conflict.Parties {
			for _, q := range t.conflict.Parties[n+1:] {
				for _, a := range precedences(i, t.left(p, i)) {
					if slices.Contains(precedences(i, t.left(q, i)), [2]string{a[1], a[0]}) {
						return upper(fmt.Sprintf("%s wants %s before %s, %s the reverse.", p.InProse(), t.step(a[0]), t.step(a[1]), q.InProse()))
					}
				}
			}
		}
	}
	return ""
}

// precedences lists the pairs of steps that all options of a set put in the same order.
func precedences(i *graph.IssueView, set graph.OptionSet) [][2]string {
	var shared [][2]string
	for n, o := range i.Pick(set) {
		var pairs [][2]string
		for a, first := range o.Order {
			for _, later := range o.Order[a+1:] {
				pairs = append(pairs, [2]string{first, later})
			}
		}
		if n == 0 {
			shared = pairs
		}
		shared = slices.DeleteFunc(shared, func(p [2]string) bool { return !slices.Contains(pairs, p) })
	}
	return shared
}

func (t turn) step(key string) string {
	for _, s := range t.view.Negotiation.Steps {
		if s.Key == key {
			return quoted(s.Label)
		}
	}
	return quoted(key)
}

// term looks for a term about an issue of the conflict that two of its parties use in senses apart there.
func (t turn) term() string {
	for term := range graph.Referring[*graph.Term](t.view.Snapshot, t.view.Negotiation.Ref()) {
		for _, i := range t.conflict.Issues {
			var users []string
			var met graph.OptionSet
			for n, p := range t.conflict.Parties {
				means := t.usage(term, p, i)
				if means == 0 {
					continue
				}
				if users = append(users, p.InProse()); len(users) == 1 {
					met = means
				}
				if met &= means; met == 0 && n > 0 {
					return upper(fmt.Sprintf("%s use %s in senses that have nothing in common on %s.", list(users, "and"), quoted(term.Title), quoted(i.Title)))
				}
			}
		}
	}
	return ""
}

// usage is what a term comes to on an issue as a party uses it; 0 if it is not on record using it of that issue.
func (t turn) usage(term *graph.Term, p *graph.Party, i *graph.IssueView) graph.OptionSet {
	var set graph.OptionSet
	for _, s := range term.Senses {
		if slices.ContainsFunc(s.Uses, func(u graph.Use) bool { return u.Party == p.Key }) {
			set |= i.Set(s.Means[i.Key])
		}
	}
	return set
}

// voices looks for two voices of the one party that differ.
func (t turn) voices() string {
	if t.conflict.Kind != SelfContradiction {
		return ""
	}
	for _, i := range t.conflict.Issues {
		on := &table{view: t.view, issue: i, last: t.view.AsOf, left: i.Assumed}
		if st, ok := i.Stand(t.conflict.Parties[0].Key); ok {
			for _, q := range on.quarrels(st) {
				return fmt.Sprintf("On %s, %s and %s said different things for %s on %s.", quoted(i.Title), q.voice, q.reply, st.Party.InProse(), q.day)
			}
		}
	}
	return ""
}
