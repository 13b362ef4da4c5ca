package evidence_test

import (
	"context"
	"reflect"
	"testing"

	"parley/analysis/evidence"
	"parley/graph"
)

func thin(t *testing.T, v *graph.View) *evidence.ThinIce {
	t.Helper()
	ice, err := evidence.FindThinIce(context.Background(), v)
	if err != nil {
		t.Fatal(err)
	}
	return ice
}

// The verdict is blocked by one core of two lines, each on one paper; a third line, on nothing, takes no part; a fourth,
// on three papers, is not thin.
func TestThinIceIsRankedByWhatDependsOnIt(t *testing.T) {
	south := func(r *graph.RedLine) *graph.RedLine { r.Party = "south"; return r }
	s := snapshot(t, talks(
		source("a", ""), source("b", ""), source("c", ""), said("t1", "a"), said("t2", "b"), said("t3", "c"),
		line("z-one", graph.Pattern{"border": {"river", "ridge"}}, "t1"), south(line("z-two", graph.Pattern{"border": {"coast"}})),
		line("a-bare", graph.Pattern{"port": {"shut"}}), line("firm", graph.Pattern{"port": {"open"}}, "t1", "t2", "t3"),
		&graph.Position{Key: "p", Party: "south", Issue: "border", Stance: graph.StanceDemands, Options: []string{"ridge"}, Evidence: []string{"t2"}},
	)...)
	ice := thin(t, see(t, s, graph.ViewOptions{}))
	var got []string
	for _, x := range ice.Records {
		got = append(got, x.Record.Ref().Key)
	}
	if want := []string{"z-one", "z-two", "p", "a-bare"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if first := ice.Records[0]; !first.Decides || first.Cores != 1 || len(first.Conflicts) == 0 || ice.Records[2].Decides || !ice.Complete || ice.InForce != 5 {
		t.Errorf("%+v", first)
	}
}

// Two cores, neither of whose lines is in both: none decides.
func TestNoLineDecidesWhereAnotherCoreStands(t *testing.T) {
	s := snapshot(t, talks(line("one", graph.Pattern{"border": {"river", "ridge", "coast"}}), line("two", graph.Pattern{"port": {"open", "shared", "shut"}}))...)
	for _, x := range thin(t, see(t, s, graph.ViewOptions{})).Records {
		if x.Decides || x.Cores != 1 {
			t.Errorf("%s: decides %v, in %d cores", x.Record.Ref(), x.Decides, x.Cores)
		}
	}
}

// Each party accepts something on each issue, so that the verdict is open; without one word it would rest on silence.
func TestPositionsDecideWhereTheVerdictIsOpen(t *testing.T) {
	accepts := func(key, party, issue string, options ...string) graph.Record {
		return &graph.Position{Key: key, Party: party, Issue: issue, Stance: graph.StanceAccepts, Options: options}
	}
	s := snapshot(t, talks(
		accepts("nb", "north", "border", "river", "ridge"), accepts("np", "north", "port", "open"),
		accepts("sb", "south", "border", "river"), accepts("sp", "south", "port", "open"), accepts("sp2", "south", "port", "open", "shut"),
	)...)
	decides := map[string]bool{}
	for _, x := range thin(t, see(t, s, graph.ViewOptions{})).Records {
		decides[x.Record.Ref().Key] = x.Decides
	}
	if want := map[string]bool{"nb": true, "np": true, "sb": true, "sp": false, "sp2": false}; !reflect.DeepEqual(decides, want) {
		t.Errorf("%v, want %v", decides, want)
	}
}

func TestWhatIsSupposedNeedsNoEvidence(t *testing.T) {
	s := snapshot(t, talks()...)
	v := see(t, s, graph.ViewOptions{Suppose: graph.Supposition{Adds: []graph.RedLine{*line("new", graph.Pattern{"border": {"coast"}})}}})
	if ice := thin(t, v); len(ice.Records) > 0 || ice.InForce > 0 {
		t.Errorf("%+v", ice)
	}
}
