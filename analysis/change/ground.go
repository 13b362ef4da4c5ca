package change

import (
	"slices"

	"parley/graph"
)

// CommonGround is what parties already agree on. Each list holds every option that meets its heading, so an
// option can be in several; by issue, then in the issue's order. An option nobody accepts is in none: nothing
// said about it is a gap, not common ground. Silence never counts as consent, and those silent are listed.
type CommonGround struct {
	AllAccept   []Ground // every party accepts it
	NoneRejects []Ground // no party rejects it, and one at least accepts it
	AllButOne   []Ground // every party but one accepts it; that one rejects it or is silent
}

// Ground is an option and where the parties stand to it.
type Ground struct {
	Issue   *graph.IssueView
	Option  graph.Option
	Parties []*graph.Party // those who accept it, by key: they demand, prefer or accept it
	// Accepts are the positions by which they do, by party, then key. Their scopes may differ, and then the
	// agreement may be one in words only.
	Accepts   []*graph.Position
	Dissenter *graph.Party   // the only party that rejects it, where all others accept it; nil otherwise
	Silent    []*graph.Party // by key
	// Linked are red lines of these parties that rule the option out together with options on other issues, by
	// key: it is common ground in some packages only.
	Linked []*graph.RedLine
}

// FindCommonGround compares the stands of parties of the view; nil means all its parties. A party rejects what
// its red lines on the issue alone rule out, what it opposes, and what it does not demand where it demands
// others. Where one of them is no party of the view, or there is only one, nothing is common ground.
func FindCommonGround(v *graph.View, parties []*graph.Party) *CommonGround {
	if parties == nil {
		parties = v.Parties
	}
	found := &CommonGround{}
	for _, p := range parties {
		if _, ok := v.Party(p.Key); !ok {
			return found
		}
	}
	for _, i := range v.Issues {
		stands := standsOf(i, parties)
		for n := range i.Options {
			found.option(v, i, n, stands)
		}
	}
	return found
}

// standsOf returns the stands of the parties, by key, each once.
func standsOf(i *graph.IssueView, parties []*graph.Party) []*graph.Stand {
	var list []*graph.Stand
	for _, st := range i.Stands() {
		if slices.ContainsFunc(parties, func(p *graph.Party) bool { return p.Key == st.Party.Key }) {
			list = append(list, st)
		}
	}
	return list
}

func (c *CommonGround) option(v *graph.View, i *graph.IssueView, n int, stands []*graph.Stand) {
	g := Ground{Issue: i, Option: i.Options[n], Linked: linked(v, i, n, stands)}
	var rejecting []*graph.Party
	for _, st := range stands {
		switch st.Toward(n) {
		case graph.AttitudeAccepted:
			g.Parties = append(g.Parties, st.Party)
			g.Accepts = append(g.Accepts, accepting(st, n)...)
		case graph.AttitudeSilent:
			g.Silent = append(g.Silent, st.Party)
		default:
			rejecting = append(rejecting, st.Party)
		}
	}
	others := len(stands) - len(g.Parties)
	if len(g.Parties) == 0 || len(stands) < 2 {
		return
	}
	if others == 1 && len(rejecting) == 1 {
		g.Dissenter = rejecting[0]
	}
	if others == 0 {
		c.AllAccept = append(c.AllAccept, g)
	}
	if len(rejecting) == 0 {
		c.NoneRejects = append(c.NoneRejects, g)
	}
	if others == 1 {
		c.AllButOne = append(c.AllButOne, g)
	}
}

// accepting lists the positions by which a party accepts an option.
func accepting(st *graph.Stand, n int) []*graph.Position {
	var list []*graph.Position
	for _, p := range st.Positions {
		switch p.Stance {
		case graph.StanceDemands, graph.StancePrefers, graph.StanceAccepts:
			if st.Issue.Set(p.Options).Has(n) {
				list = append(list, p)
			}
		}
	}
	return list
}

// linked lists the parties' red lines that rule the option out in combination with other issues.
func linked(v *graph.View, i *graph.IssueView, n int, stands []*graph.Stand) []*graph.RedLine {
	var list []*graph.RedLine
	for _, r := range v.RedLines {
		theirs := slices.ContainsFunc(stands, func(st *graph.Stand) bool { return st.Party.Key == r.Party })
		if theirs && slices.ContainsFunc(v.Forbids(r), func(p graph.Pattern) bool { return len(p) > 1 && i.Set(p[i.Key]).Has(n) }) {
			list = append(list, r)
		}
	}
	return list
}
