package evidence_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"parley/analysis/evidence"
	"parley/graph"
)

// outlets is one agency text, five outlets that carry it and a report of somebody else's.
func outlets() []graph.Record {
	list := []graph.Record{source("agency", ""), source("reporter", "")}
	line := line("no-coast", graph.Pattern{"border": {"coast"}}, "own")
	list = append(list, said("own", "reporter"))
	for _, key := range []string{"daily", "echo", "gazette", "herald", "times"} {
		list = append(list, source(key, "agency"), said("as-"+key, key))
		line.Evidence = append(line.Evidence, "as-"+key)
	}
	return append(list, line)
}

func TestFiveOutletsWithOneAgencyTextAndAReportAreTwoOrigins(t *testing.T) {
	s := snapshot(t, talks(outlets()...)...)
	r, _ := graph.Get[*graph.RedLine](s, "no-coast")
	got := evidence.Of(see(t, s, graph.ViewOptions{}), r)
	if len(got.Backings) != 6 || !reflect.DeepEqual(keys(got.Origins), []string{"agency", "reporter"}) {
		t.Errorf("%d statements, origins %v", len(got.Backings), keys(got.Origins))
	}
	if words := got.Explain(see(t, s, graph.ViewOptions{})); !strings.Contains(words, "6 statements from 2 independent origins, graded B2") {
		t.Error(words)
	}
	got = evidence.Of(see(t, s, graph.ViewOptions{Without: "reporter"}), r)
	if len(got.Backings) != 5 || !reflect.DeepEqual(keys(got.Origins), []string{"agency"}) || len(got.LeftOut) != 1 {
		t.Errorf("without the report: %d statements, origins %v", len(got.Backings), keys(got.Origins))
	}
}

func keys[T graph.Record](list []T) []string {
	out := []string{}
	for _, r := range list {
		out = append(out, r.Ref().Key)
	}
	return out
}

func TestGradesAreSideBySide(t *testing.T) {
	for _, c := range []struct {
		grade evidence.Grade
		want  string
		sound bool
	}{
		{evidence.Grade{Reliability: "B", Credibility: 2}, "B2", true},
		{evidence.Grade{Reliability: "C", Credibility: 3}, "C3", true},
		{evidence.Grade{Reliability: "A", Credibility: 4}, "A4", false},
		{evidence.Grade{Reliability: "D", Credibility: 1}, "D1", false},
		{evidence.Grade{Reliability: "F", Credibility: 6}, "F6", false},
		{evidence.Grade{Credibility: 1}, "-1", false},
		{evidence.Grade{Reliability: "A"}, "A-", false},
	} {
		if c.grade.String() != c.want || c.grade.Sound() != c.sound {
			t.Errorf("%v: %s, sound %v", c, c.grade, c.grade.Sound())
		}
	}
}

func TestWhyARecordStandsOnThinIce(t *testing.T) {
	change := func(spoil func(*graph.Statement)) []*graph.Statement {
		list := []*graph.Statement{said("t1", "paper"), said("t2", "other")}
		for _, st := range list {
			spoil(st)
		}
		return list
	}
	for _, c := range []struct {
		name  string
		spoil func(*graph.Statement)
		want  []evidence.Weakness
	}{
		{"nothing wrong", func(*graph.Statement) {}, nil},
		{"a statement of the body it belongs to", func(st *graph.Statement) { st.Party = "union" }, nil},
		{"said only later", func(st *graph.Statement) { st.Said = graph.MustDate("2025-02-02") }, []evidence.Weakness{evidence.NoEvidence}},
		{"concluded", func(st *graph.Statement) { st.Attribution = graph.AttributionInferred }, []evidence.Weakness{evidence.InferredOnly}},
		{"one of two is said", func(st *graph.Statement) {
			if st.Key == "t1" {
				st.Attribution = graph.AttributionInferred
			}
		}, nil},
		{"spoken for another", func(st *graph.Statement) { st.Party = "south" }, []evidence.Weakness{evidence.OthersOnly}},
		{"another's envoy tells", func(st *graph.Statement) {
			st.Speaker, st.Attribution = "envoy", graph.AttributionReported
		}, []evidence.Weakness{evidence.OthersOnly}},
		{"doubtful", func(st *graph.Statement) { st.Credibility = 4 }, []evidence.Weakness{evidence.LowGrades}},
		{"cannot be judged", func(st *graph.Statement) { st.Credibility = 6 }, []evidence.Weakness{evidence.LowGrades}},
		{"not graded", func(st *graph.Statement) { st.Credibility = 0 }, []evidence.Weakness{evidence.LowGrades}},
		{"one paper", func(st *graph.Statement) { st.Source = "paper" }, []evidence.Weakness{evidence.SingleOrigin}},
		{"a copy of it", func(st *graph.Statement) {
			if st.Key == "t2" {
				st.Source = "copy"
			}
		}, []evidence.Weakness{evidence.SingleOrigin}},
		{"a year and a day ago", func(st *graph.Statement) { st.Said = graph.MustDate("2024-01-31") }, []evidence.Weakness{evidence.Stale}},
		{"perhaps within the year", func(st *graph.Statement) { st.Said = graph.MustDate("2024-02") }, nil},
		{"several", func(st *graph.Statement) {
			st.Credibility, st.Attribution, st.Source = 5, graph.AttributionInferred, "paper"
		}, []evidence.Weakness{evidence.InferredOnly, evidence.LowGrades, evidence.SingleOrigin}},
	} {
		records := []graph.Record{source("paper", ""), source("other", ""), source("copy", "paper"), line("no-coast", graph.Pattern{"border": {"coast"}}, "t1", "t2")}
		for _, st := range change(c.spoil) {
			records = append(records, st)
		}
		s := snapshot(t, talks(records...)...)
		r, _ := graph.Get[*graph.RedLine](s, "no-coast")
		v := see(t, s, graph.ViewOptions{})
		if got := evidence.Of(v, r).Weaknesses(v); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAFloorLeavesOutStatementsThatDoNotMeetIt(t *testing.T) {
	poor := said("t2", "other")
	poor.Credibility = 5
	s := snapshot(t, talks(source("paper", ""), source("other", ""), said("t1", "paper"), poor, line("no-coast", graph.Pattern{"border": {"coast"}}, "t1", "t2"))...)
	r, _ := graph.Get[*graph.RedLine](s, "no-coast")
	v := see(t, s, graph.ViewOptions{Floor: graph.Floor{Credibility: 3}})
	got := evidence.Of(v, r)
	if len(got.Backings) != 1 || got.Backings[0].Statement.Key != "t1" || len(got.LeftOut) != 1 || got.LeftOut[0].Grade.String() != "B5" {
		t.Errorf("%+v", got)
	}
	if w := got.Weaknesses(v); !slices.Equal(w, []evidence.Weakness{evidence.SingleOrigin}) {
		t.Error(w)
	}
}

func TestEveryWeaknessIsExplained(t *testing.T) {
	bad := said("t1", "paper")
	bad.Attribution, bad.Party, bad.Credibility, bad.Said = graph.AttributionInferred, "south", 6, graph.MustDate("2020")
	s := snapshot(t, talks(source("paper", ""), bad, line("no-coast", graph.Pattern{"border": {"coast"}}, "t1"), line("bare", graph.Pattern{"border": {"ridge"}}))...)
	v := see(t, s, graph.ViewOptions{})
	r, _ := graph.Get[*graph.RedLine](s, "no-coast")
	want := "It rests on 1 statement from 1 origin, graded B6, the newest of 2020: nobody said it, reporters concluded it; only other parties say it of this one; no statement has a source graded A to C and is graded 1 to 3; all goes back to paper; nothing newer for more than a year."
	if got := evidence.Of(v, r).Explain(v); got != want {
		t.Error(got)
	}
	bare, _ := graph.Get[*graph.RedLine](s, "bare")
	if got := evidence.Of(v, bare).Explain(v); got != "It rests on no statement at all." {
		t.Error(got)
	}
}
