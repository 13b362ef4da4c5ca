package evidence

import (
	"slices"

	"parley/graph"
)

// foreign reports whether a statement is another party's word about a party: it speaks for another, or whoever spoke
// held office with others alone. Members and the bodies they belong to are of one side. Where the record names no
// speaker, the party spoken for decides.
func foreign(s *graph.Snapshot, party string, st *graph.Statement) bool {
	if st.Party != "" && !oneSide(s, party, st.Party) {
		return true
	}
	p, ok := graph.Get[*graph.Person](s, st.Speaker)
	if !ok {
		return false
	}
	held := slices.DeleteFunc(slices.Clone(p.Offices), func(o graph.Office) bool {
		return !graph.Holds(o.From, o.To, st.Said.Earliest()) && !graph.Holds(o.From, o.To, st.Said.Latest())
	})
	return len(held) > 0 && !slices.ContainsFunc(held, func(o graph.Office) bool { return oneSide(s, party, o.Party) })
}

// oneSide reports whether two parties are one, or one has ever been a member of the other.
func oneSide(s *graph.Snapshot, a, b string) bool {
	return belongs(s, a, b, nil) || belongs(s, b, a, nil)
}

// belongs reports whether a party is another or has ever been a member of it, directly or through others.
func belongs(s *graph.Snapshot, party, of string, through []string) bool {
	if party == of {
		return true
	}
	p, ok := graph.Get[*graph.Party](s, party)
	return ok && !slices.Contains(through, party) && slices.ContainsFunc(p.Memberships, func(m graph.Membership) bool {
		return belongs(s, m.Of, of, append(through, party))
	})
}
