package conflict_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/analysis/conflict"
	"parley/graph"
)

// A bloc's own words and its members' are set side by side on the day, with who dissents; who has left counts no more.
func TestMembersOf(t *testing.T) {
	member := func(key, to string) graph.Record {
		in := graph.Membership{Of: "bloc"}
		if to != "" {
			in.To = graph.MustDate(to)
		}
		return &graph.Party{Key: key, Name: strings.ToUpper(key), Kind: graph.PartyState, Memberships: []graph.Membership{in}}
	}
	says := func(party string, stance graph.Stance, option string) graph.Record {
		return &graph.Position{Key: party + "-" + option, Party: party, Issue: "i", Stance: stance, Options: []string{option}}
	}
	s := world(t,
		&graph.Negotiation{Key: "n", Title: "N"}, &graph.Party{Key: "bloc", Name: "Bloc", Kind: graph.PartyCoalition},
		member("a", ""), member("b", ""), member("c", ""), member("gone", "2024-12-31"),
		&graph.Issue{Key: "i", Negotiation: "n", Title: "I", Question: "Which?", Options: []graph.Option{{Key: "x", Label: "X"}, {Key: "y", Label: "Y"}}},
		says("bloc", graph.StanceAccepts, "x"), says("a", graph.StanceAccepts, "x"), says("b", graph.StanceDemands, "y"), says("gone", graph.StanceOpposes, "x"))
	v := view(t, s, graph.ViewOptions{Negotiation: "n", AsOf: day("2025-02-01")})
	i, _ := v.Issue("i")
	bloc, _ := graph.Get[*graph.Party](s, "bloc")
	m := conflict.MembersOf(v, bloc, i)
	var got []string
	for _, on := range m.Options {
		got = append(got, fmt.Sprintf("%s %s +%s -%s ?%s !%s", on.Option.Key, on.Own, keysOf(on.Accept), keysOf(on.Reject), keysOf(on.Silent), keysOf(on.Dissent)))
	}
	if want := "x accepted +a -b ?c !b; y silent +b - ?a,c !"; strings.Join(got, "; ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "; "), want)
	}
	if want := "On “I”, the Bloc has a stand of its own on record; 2 of its 3 recorded members have (A, B); B dissents from the bloc's own."; m.Explanation != want || !m.Stated {
		t.Errorf("%q, want %q", m.Explanation, want)
	}
	none := view(t, s, graph.ViewOptions{Negotiation: "n", AsOf: day("2025-02-01"), Parties: []string{"a", "b"}})
	i, _ = none.Issue("i")
	if m := conflict.MembersOf(none, bloc, i); m.Stated || len(m.Options[0].Dissent) > 0 {
		t.Errorf("without the bloc: %+v", m)
	}
}

func keysOf(list []*graph.Party) string {
	var keys []string
	for _, p := range list {
		keys = append(keys, p.Key)
	}
	return strings.Join(keys, ",")
}
