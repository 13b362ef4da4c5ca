package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/graph"
)

func TestMet(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(append(small(),
		&graph.Issue{Key: "cap", Negotiation: "talks", Title: "Cap", Question: "How many?", Scale: graph.Quantity, Unit: "men"},
		&graph.Position{Key: "cut", Party: "north", Issue: "cap", Stance: graph.StanceAccepts, Options: []string{"<=100"}},
		&graph.Scenario{Key: "if", Negotiation: "talks", Title: "If", Assumes: graph.Pattern{"border": {"river", "ridge"}}})...))
	plain, assumed := view(t, s, graph.ViewOptions{}), view(t, s, graph.ViewOptions{Scenario: "if"})
	for _, tt := range []struct {
		name      string
		view      *graph.View
		condition graph.Patterns
		want      bool
	}{
		{"no condition", plain, nil, true},
		{"one option of two", plain, graph.Patterns{{"water": {"shared"}}}, false},
		{"both, in one pattern", plain, graph.Patterns{{"water": {"shared", "split"}}}, true},
		{"both, in two patterns", plain, graph.Patterns{{"water": {"shared"}}, {"water": {"split"}}}, true},
		{"all packages, by cases", plain, graph.Patterns{{"water": {"shared"}, "border": {"river"}}, {"border": {"ridge", "coast"}}, {"water": {"split"}}}, true},
		{"all packages but one", plain, graph.Patterns{{"water": {"shared"}, "border": {"river"}}, {"border": {"coast"}}, {"water": {"split"}}}, false},
		{"what is assumed", assumed, graph.Patterns{{"border": {"river"}}, {"border": {"ridge"}}}, true},
		{"less than is assumed", assumed, graph.Patterns{{"border": {"river", "coast"}}}, false},
		{"all of a quantity", plain, graph.Patterns{{"cap": {"<=100"}}, {"cap": {">100"}}}, true},
		{"a part of a quantity", plain, graph.Patterns{{"cap": {"<=100"}}}, false},
	} {
		if got := tt.view.Met(tt.condition); got != tt.want {
			t.Errorf("%s: met is %t, want %t", tt.name, got, tt.want)
		}
	}
}

// A condition is met if, going through all packages the assumptions leave, each matches a pattern.
func TestMetAgainstAllPackages(t *testing.T) {
	options := []string{"a", "b", "c"}
	met, cases := 0, 3000
	for seed := range uint64(cases) {
		r := rand.New(rand.NewPCG(seed, 3))
		some := func() []string {
			set := 1 + r.IntN(7)
			return slices.DeleteFunc(slices.Clone(options), func(o string) bool { return set>>slices.Index(options, o)&1 == 0 })
		}
		assumes := graph.Pattern{"i0": some(), "i1": some(), "i2": some()}
		var condition graph.Patterns
		for range 1 + r.IntN(6) {
			p := graph.Pattern{}
			for n := range 3 {
				if r.IntN(2) == 0 {
					p[fmt.Sprint("i", n)] = some()
				}
			}
			if len(p) > 0 {
				condition = append(condition, p)
			}
		}
		want := true
		for _, x := range assumes["i0"] {
			for _, y := range assumes["i1"] {
				for _, z := range assumes["i2"] {
					chosen := map[string]string{"i0": x, "i1": y, "i2": z}
					want = want && (len(condition) == 0 || slices.ContainsFunc(condition, func(p graph.Pattern) bool {
						return !slices.ContainsFunc(p.Issues(), func(i string) bool { return !slices.Contains(p[i], chosen[i]) })
					}))
				}
			}
		}
		v := assuming(t, options, assumes)
		if got := v.Met(condition); got != want {
			t.Fatalf("seed %d: assuming %v, %v is met: %t, want %t", seed, assumes, condition, got, want)
		}
		if want && len(condition) > 1 {
			met++
		}
	}
	if met < cases/20 || met > cases*19/20 {
		t.Errorf("%d of %d conditions met: the test is lopsided", met, cases)
	}
}

// assuming is a view of three issues with the same options and something assumed of each.
func assuming(t *testing.T, options []string, assumes graph.Pattern) *graph.View {
	t.Helper()
	records := []graph.Record{&graph.Negotiation{Key: "talks", Title: "Talks"}, &graph.Scenario{Key: "if", Negotiation: "talks", Title: "If", Assumes: assumes}}
	for _, key := range assumes.Issues() {
		i := &graph.Issue{Key: key, Negotiation: "talks", Title: key, Question: "?"}
		for _, o := range options {
			i.Options = append(i.Options, graph.Option{Key: o, Label: o})
		}
		records = append(records, i)
	}
	return view(t, mustWith(t, graph.Empty(), put(records...)), graph.ViewOptions{Scenario: "if"})
}

func TestAConditionOutsideTheSubsetIsTold(t *testing.T) {
	pos := func(key string, condition ...graph.Pattern) graph.Record {
		return &graph.Position{Key: key, Party: "north", Issue: "border", Stance: graph.StanceAccepts, Options: []string{"river"}, Condition: condition}
	}
	ended := pos("ended", graph.Pattern{"water": {"split"}}).(*graph.Position)
	ended.To = graph.MustDate("2024")
	s := mustWith(t, graph.Empty(), put(append(small(), ended,
		pos("free"), pos("inside", graph.Pattern{"border": {"river"}}), pos("outside", graph.Pattern{"water": {"split"}}),
		pos("part", graph.Pattern{"water": {"split"}}, graph.Pattern{"border": {"river", "ridge", "coast"}}))...))
	v := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20"), Issues: []string{"border"}})
	want := []graph.Ref{{Kind: graph.KindPosition, Key: "outside"}, {Kind: graph.KindPosition, Key: "part"}}
	if !slices.Equal(v.Skipped, want) {
		t.Errorf("left out: %v, want %v", v.Skipped, want)
	}
	if got := keys(v.Positions); !slices.Equal(got, []string{"free", "part"}) {
		t.Errorf("counted: %v", got)
	}
	if whole := view(t, s, graph.ViewOptions{AsOf: day("2025-08-20")}); len(whole.Skipped) > 0 {
		t.Errorf("left out of the whole: %v", whole.Skipped)
	}
}
