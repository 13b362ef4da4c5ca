package graph_test

import (
	"slices"
	"testing"

	"parley/graph"
)

func TestThereIsNothingOfAnUnknownKind(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(small()...))
	const planet = graph.Kind("planet")
	if n := s.Count(planet); n != 0 {
		t.Errorf("%d planets", n)
	}
	if list := slices.Collect(s.Records(planet)); len(list) > 0 {
		t.Errorf("planets %v", list)
	}
	if list := slices.Collect(s.Refs(planet)); len(list) > 0 {
		t.Errorf("planets %v", list)
	}
	if h := s.History(graph.Ref{Kind: planet, Key: "mars"}); h != nil {
		t.Errorf("history %v", h)
	}
	_, err := s.With(graph.Draft{Ops: []graph.Op{{Retire: graph.Ref{Kind: planet, Key: "mars"}}}}, noon)
	wantFault(t, err, "planet/mars", "", "no kind of record")
}

// An edit by hand does not take a record from the folder it came from; retiring it does.
func TestOwner(t *testing.T) {
	ref := graph.Ref{Kind: graph.KindParty, Key: "north"}
	s := graph.Empty()
	for n, step := range []struct {
		scope string
		gone  bool
		want  string
	}{
		{"", false, ""}, {"one", false, "one"}, {"", false, "one"}, {"two", false, "two"}, {"", false, "two"},
		{"", true, ""}, {"", false, ""}, {"three", false, "three"}, {"three", true, ""},
	} {
		d := put(party("north", "North"))
		if step.gone {
			d.Ops = []graph.Op{{Retire: ref}}
		}
		d.Scope = step.scope
		s = mustWith(t, s, d)
		if got := s.Owner(ref); got != step.want {
			t.Errorf("after change %d the owner is %q, want %q", n+1, got, step.want)
		}
	}
	if got := s.Owner(graph.Ref{Kind: graph.KindParty, Key: "nobody"}); got != "" {
		t.Errorf("nobody is owned by %q", got)
	}
}

func TestNegotiationOf(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(append(small(), other()...)...))
	for _, tt := range []struct {
		record graph.Record
		want   string
	}{
		{&graph.Proposal{Negotiation: "talks", Provisions: []graph.Provision{{Issue: "fish"}}}, "talks"},
		{&graph.Proposal{By: []string{"north"}, Provisions: []graph.Provision{{Text: "none"}, {Issue: "gone"}, {Issue: "fish"}, {Issue: "border"}}}, "other"},
		{&graph.Proposal{}, ""},
		{&graph.RedLine{Party: "north", Forbids: graph.Patterns{{"fish": {"ours"}}}}, "other"},
		{&graph.Issue{Negotiation: "talks"}, "talks"},
		{&graph.Party{Memberships: []graph.Membership{{Of: "north"}}}, ""},
	} {
		if got := s.NegotiationOf(tt.record); got != tt.want {
			t.Errorf("%+v belongs to %q, want %q", tt.record, got, tt.want)
		}
	}
}
