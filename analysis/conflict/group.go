package conflict

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/analysis/core"
	"parley/analysis/nogood"
	"parley/graph"
)

// Group is conflicts of one kind on the same issues in which the same sides are taken, shown by bloc.
type Group struct {
	Kind        Kind
	Severity    Severity           // the worst
	Score       float64            // the highest
	Issues      []*graph.IssueView // by key
	Blocs       []Bloc             // by the keys of their parties
	Conflicts   []*Conflict        // in the order given
	Explanation string             // in one sentence
}

// Bloc is parties whose side is the same: in these conflicts they stand to the same options, or combinations of
// options, in the same way, by positions or red lines of their own. It is no statement that they act together.
type Bloc struct {
	Parties []*graph.Party // by key
	Options []Stake        // those their positions and red lines are about
}

// Groups shows conflicts of the view by bloc, in the order of Find. Each conflict is in one group; a party may
// take part in several, where it stands in one way toward some and in another toward others.
func Groups(v *graph.View, conflicts []*Conflict) []*Group {
	numbers := core.NewNumbering(v)
	made := map[string]*grouping{}
	var groups []*grouping
	for _, c := range conflicts {
		stances := stancesOf(numbers, c)
		name := groupName(c, stances)
		g, ok := made[name]
		if !ok {
			g = &grouping{blocs: map[string]*bloc{}}
			made[name] = g
			groups = append(groups, g)
		}
		g.add(c, stances)
	}
	var list []*Group
	for _, g := range groups {
		list = append(list, g.group())
	}
	slices.SortStableFunc(list, func(a, b *Group) int { return compare(a.summary(), b.summary()) })
	return list
}

// summary is the group as one conflict, to sort it by.
func (g *Group) summary() *Conflict {
	c := &Conflict{Kind: g.Kind, Severity: g.Severity, Score: g.Score, Issues: g.Issues}
	for _, b := range g.Blocs {
		c.Parties = append(c.Parties, b.Parties...)
	}
	return c
}

// stance is how a party stands in a conflict: for each issue, to which options in which role, and which combinations of
// options on several of the issues it rules out.
type stance struct {
	party  *graph.Party
	sets   []map[role]graph.OptionSet // by the conflict's issues
	linked []nogood.Nogood            // variables are places among the conflict's issues
}

// name is the same for the same side.
func (s *stance) name() string {
	var b strings.Builder
	for n, sets := range s.sets {
		for _, r := range roles {
			if sets[r] != 0 {
				fmt.Fprintf(&b, "%d %s %d;", n, r, sets[r])
			}
		}
	}
	fmt.Fprint(&b, s.linked)
	return b.String()
}

// stancesOf lists how each of the conflict's parties stands in it.
func stancesOf(n core.Numbering, c *Conflict) []*stance {
	var list []*stance
	for _, p := range c.Parties {
		s := &stance{party: p}
		for range c.Issues {
			s.sets = append(s.sets, map[role]graph.OptionSet{})
		}
		for _, side := range c.Sides {
			if side.Party.Key == p.Key {
				s.take(n, c, side.Holds)
			}
		}
		slices.SortFunc(s.linked, compareNogoods)
		s.linked = slices.CompactFunc(s.linked, func(a, b nogood.Nogood) bool { return compareNogoods(a, b) == 0 })
		list = append(list, s)
	}
	return list
}

// take adds what a record holds of the conflict's issues.
func (s *stance) take(n core.Numbering, c *Conflict, rec graph.Record) {
	line, ok := rec.(*graph.RedLine)
	if !ok || len(c.Issues) == 1 {
		r, set := held(n.View, c.Issues[0], rec)
		s.sets[0][r] |= set
		return
	}
	var issues []int
	for _, i := range c.Issues {
		issues = append(issues, n.Variable[i.Key])
	}
	for _, one := range n.On(issues, n.View.Forbids(line)) {
		for t := range one {
			one[t].Var = slices.Index(issues, one[t].Var)
		}
		if len(one) == 1 {
			s.sets[one[0].Var][forbids] |= one[0].Set
		} else {
			s.linked = append(s.linked, one)
		}
	}
}

func compareNogoods(a, b nogood.Nogood) int {
	return slices.CompareFunc(a, b, func(s, t nogood.Term) int {
		return cmp.Or(cmp.Compare(s.Var, t.Var), cmp.Compare(s.Set, t.Set))
	})
}

func groupName(c *Conflict, stances []*stance) string {
	var names []string
	for _, s := range stances {
		names = append(names, s.name())
	}
	slices.Sort(names)
	for _, i := range c.Issues {
		names = append(names, i.Key)
	}
	return string(c.Kind) + "|" + strings.Join(names, "|")
}

// grouping is a group in the making.
type grouping struct {
	conflicts []*Conflict
	blocs     map[string]*bloc // by the name of their stance
}

type bloc struct {
	parties []*graph.Party
	stance  *stance
}

func (g *grouping) add(c *Conflict, stances []*stance) {
	g.conflicts = append(g.conflicts, c)
	for _, s := range stances {
		b := g.blocs[s.name()]
		if b == nil {
			b = &bloc{stance: s}
			g.blocs[s.name()] = b
		}
		n, known := slices.BinarySearchFunc(b.parties, s.party, func(a, b *graph.Party) int { return strings.Compare(a.Key, b.Key) })
		if !known {
			b.parties = slices.Insert(b.parties, n, s.party)
		}
	}
}

func (g *grouping) group() *Group {
	first := g.conflicts[0]
	out := &Group{Kind: first.Kind, Severity: first.Severity, Issues: first.Issues, Conflicts: g.conflicts}
	for _, c := range g.conflicts {
		out.Severity = worse(out.Severity, c.Severity)
		out.Score = max(out.Score, c.Score)
	}
	var blocs []*bloc
	for _, b := range g.blocs {
		blocs = append(blocs, b)
	}
	slices.SortFunc(blocs, func(a, b *bloc) int {
		return cmp.Or(
			slices.CompareFunc(a.parties, b.parties, func(p, q *graph.Party) int { return strings.Compare(p.Key, q.Key) }),
			strings.Compare(a.stance.name(), b.stance.name()),
		)
	})
	for _, b := range blocs {
		out.Blocs = append(out.Blocs, b.bloc(out.Issues))
	}
	out.Explanation = first.Explanation
	if len(g.conflicts) > 1 {
		out.Explanation = groupWords(out, blocs)
	}
	return out
}

func (b *bloc) bloc(issues []*graph.IssueView) Bloc {
	out := Bloc{Parties: b.parties}
	for n, i := range issues {
		var all graph.OptionSet
		for _, set := range b.stance.sets[n] {
			all |= set
		}
		for _, t := range slices.Concat(b.stance.linked...) {
			if t.Var == n {
				all |= t.Set
			}
		}
		out.Options = append(out.Options, stakes(i, all)...)
	}
	return out
}

// groupWords says who stands where, and what follows.
func groupWords(g *Group, blocs []*bloc) string {
	var m matter
	for _, i := range g.Issues {
		m = append(m, &table{issue: i, left: i.All()})
	}
	var sides []string
	for _, b := range blocs {
		sides = append(sides, b.words(m))
	}
	return fmt.Sprintf("%s, %s: %s.", m.subject(), strings.Join(sides, "; "), Detectors()[g.Kind.rank()].gist)
}

func (b *bloc) words(m matter) string {
	var names, acts []string
	for _, p := range b.parties {
		names = append(names, p.InProse())
	}
	for n := range m {
		for _, r := range roles {
			if set := b.stance.sets[n][r]; set != 0 {
				joint := "or"
				if r == opposes || r == forbids {
					joint = "and"
				}
				acts = append(acts, r.verb(len(names))+" "+m.way(nogood.Nogood{{Var: n, Set: set}}, joint))
			}
		}
	}
	for _, one := range b.stance.linked {
		acts = append(acts, forbids.verb(len(names))+" "+m.way(one, "or"))
	}
	return list(names, "and") + " " + list(acts, "and")
}
