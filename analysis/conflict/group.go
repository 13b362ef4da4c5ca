package conflict

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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

// Bloc is parties whose side is the same: in these conflicts they stand to the same options in the same way, by
// positions or red lines of their own. It is no statement that they act together.
type Bloc struct {
	Parties []*graph.Party // by key
	Options []Stake        // those their positions and red lines are about
}

// Groups shows conflicts of the view by bloc, in the order of Find. Each conflict is in one group; a party may
// take part in several, where it stands in one way toward some and in another toward others.
func Groups(v *graph.View, conflicts []*Conflict) []*Group {
	made := map[string]*grouping{}
	var groups []*grouping
	for _, c := range conflicts {
		stances := stancesOf(v, c)
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

// stance is how a party stands in a conflict: for each issue, to which options in which role.
type stance struct {
	party *graph.Party
	sets  []map[role]graph.OptionSet // by the conflict's issues
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
	return b.String()
}

// stancesOf lists how each of the conflict's parties stands in it.
func stancesOf(v *graph.View, c *Conflict) []*stance {
	var list []*stance
	for _, p := range c.Parties {
		s := &stance{party: p}
		for _, i := range c.Issues {
			sets := map[role]graph.OptionSet{}
			for _, side := range c.Sides {
				if side.Party.Key == p.Key {
					r, set := held(v, i, side.Holds)
					sets[r] |= set
				}
			}
			s.sets = append(s.sets, sets)
		}
		list = append(list, s)
	}
	return list
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
		out.Options = append(out.Options, stakes(i, all)...)
	}
	return out
}

// groupWords says who stands where, and what follows.
func groupWords(g *Group, blocs []*bloc) string {
	var titles, sides []string
	for _, i := range g.Issues {
		titles = append(titles, quoted(i.Title))
	}
	for _, b := range blocs {
		sides = append(sides, b.words(g.Issues))
	}
	return fmt.Sprintf("On %s, %s: %s.", list(titles, "and"), strings.Join(sides, "; "), Detectors()[g.Kind.rank()].gist)
}

func (b *bloc) words(issues []*graph.IssueView) string {
	var names, acts []string
	for _, p := range b.parties {
		names = append(names, p.InProse())
	}
	for n, i := range issues {
		t := &table{issue: i}
		for _, r := range roles {
			if set := b.stance.sets[n][r]; set != 0 {
				joint := "or"
				if r == opposes || r == forbids {
					joint = "and"
				}
				acts = append(acts, r.verb(len(names))+" "+list(t.labels(set), joint))
			}
		}
	}
	return list(names, "and") + " " + list(acts, "and")
}
