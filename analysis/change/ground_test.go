package change

import (
	"strings"
	"testing"

	"parley/graph"
)

func showGround(list []Ground) string {
	var words []string
	for _, g := range list {
		s := g.Option.Key
		for _, p := range g.Parties {
			s += " +" + p.Key
		}
		for _, p := range g.Silent {
			s += " ?" + p.Key
		}
		if g.Dissenter != nil {
			s += " -" + g.Dissenter.Key
		}
		for _, p := range g.Accepts {
			s += " by:" + p.Key
		}
		for _, r := range g.Linked {
			s += " tied:" + r.Key
		}
		words = append(words, s)
	}
	return strings.Join(words, "; ")
}

func TestCommonGround(t *testing.T) {
	v := see(t, graph.ViewOptions{}, frame(
		position("a1", "a", "x", graph.StanceAccepts, "x1", "x2"),
		position("b1", "b", "x", graph.StanceDemands, "x1"),
		position("c1", "c", "x", graph.StancePrefers, "x1", "x2"),
		position("a2", "a", "y", graph.StanceAccepts, "y1"),
		position("c2", "c", "y", graph.StanceOpen, "y1"),
		&graph.RedLine{Key: "tie", Party: "b", Title: "T", Forbids: graph.Patterns{{"x": {"x1"}, "y": {"y2"}}}},
	)...)
	party := func(keys ...string) []*graph.Party {
		var list []*graph.Party
		for _, k := range keys {
			p, ok := graph.Get[*graph.Party](v.Snapshot, k)
			if !ok {
				p = &graph.Party{Key: k}
			}
			list = append(list, p)
		}
		return list
	}
	for _, tt := range []struct {
		name            string
		parties         []*graph.Party
		all, none, most string
	}{
		{"all parties", nil,
			"x1 +a +b +c by:a1 by:b1 by:c1 tied:tie",
			"x1 +a +b +c by:a1 by:b1 by:c1 tied:tie; y1 +a ?b ?c by:a2",
			"x2 +a +c -b by:a1 by:c1"},
		{"silence is no consent, and a party open is silent", party("c", "a"),
			"x1 +a +c by:a1 by:c1; x2 +a +c by:a1 by:c1",
			"x1 +a +c by:a1 by:c1; x2 +a +c by:a1 by:c1; y1 +a ?c by:a2",
			"y1 +a ?c by:a2"},
		{"one party named twice", party("a", "a"), "", "", ""},
		{"a party outside the view", party("a", "b", "nobody"), "", "", ""},
	} {
		g := FindCommonGround(v, tt.parties)
		if got := showGround(g.AllAccept); got != tt.all {
			t.Errorf("%s: all accept %s, want %s", tt.name, got, tt.all)
		}
		if got := showGround(g.NoneRejects); got != tt.none {
			t.Errorf("%s: none rejects %s, want %s", tt.name, got, tt.none)
		}
		if got := showGround(g.AllButOne); got != tt.most {
			t.Errorf("%s: all but one %s, want %s", tt.name, got, tt.most)
		}
	}
}
