package conflict

import (
	"slices"

	"parley/graph"
)

// role is what a record does with options: the stance of a position, or forbids for a red line.
type role string

const (
	demands = role(graph.StanceDemands)
	prefers = role(graph.StancePrefers)
	accepts = role(graph.StanceAccepts)
	opposes = role(graph.StanceOpposes)
	forbids = role("forbids")
)

// roles lists the roles that bear on options, in the order in which sentences name them.
var roles = []role{demands, prefers, accepts, opposes, forbids}

// set unites the options to which a party stands in the role.
func (r role) set(st *graph.Stand) graph.OptionSet {
	switch r {
	case demands:
		return st.Demands
	case prefers:
		return st.Prefers
	case accepts:
		return st.Accepts
	case opposes:
		return st.Opposes
	}
	return st.Forbids
}

// records lists the party's records in the role that name an option of the set.
func (r role) records(st *graph.Stand, set graph.OptionSet) []graph.Record {
	var list []graph.Record
	if r == forbids {
		for n, line := range st.RedLines {
			if st.Line(n)&set != 0 {
				list = append(list, line)
			}
		}
		return list
	}
	for _, p := range st.Positions {
		if role(p.Stance) == r && st.Issue.Set(p.Options)&set != 0 {
			list = append(list, p)
		}
	}
	return list
}

// held returns in which role a record stands to which of the issue's options.
func held(v *graph.View, i *graph.IssueView, rec graph.Record) (role, graph.OptionSet) {
	if line, ok := rec.(*graph.RedLine); ok {
		return forbids, i.ForbiddenBy(v, line)
	}
	p := rec.(*graph.Position)
	if p.Issue != i.Key || !slices.Contains(roles, role(p.Stance)) {
		return role(p.Stance), 0
	}
	return role(p.Stance), i.Set(p.Options)
}
