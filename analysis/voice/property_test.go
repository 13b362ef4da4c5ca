package voice

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/graph"
	"parley/seed"
)

// january is day n of 2025.
func january(n int) graph.Day { return graph.MustDate("2025-01-01").Earliest() + graph.Day(n) }

// cast reads the fixture with people whose authority is plain: Ann binds, Bob speaks for North, Cid did until day 10, Dan
// speaks for himself, Eve never held office.
func cast(t testing.TB) []graph.Record {
	t.Helper()
	folder, problems := seed.Read(fstest.MapFS{"case.yaml": {Data: []byte(north)}}, "case")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	office := func(a graph.Authority, to graph.Date) []graph.Office {
		return []graph.Office{{Party: "north", Title: "Office", Authority: a, To: to}}
	}
	return append(slices.DeleteFunc(folder.Records, func(r graph.Record) bool { return r.Ref().Kind == graph.KindPerson }),
		&graph.Person{Key: "ann", Name: "Ann", Offices: office(graph.AuthorityBinding, graph.Date{})},
		&graph.Person{Key: "bob", Name: "Bob", Offices: office(graph.AuthorityOfficial, graph.Date{})},
		&graph.Person{Key: "cid", Name: "Cid", Offices: office(graph.AuthorityOfficial, graph.DateOf(january(10)))},
		&graph.Person{Key: "dan", Name: "Dan", Offices: office(graph.AuthorityPersonal, graph.Date{})},
		&graph.Person{Key: "eve", Name: "Eve"})
}

var people = []string{"ann", "bob", "cid", "dan", "eve"}

// talk makes statements and the positions that rest on them, one each; key tells them from those of other talks.
func talk(r *rand.Rand, key string, n int, who []string) (list []graph.Record) {
	stances := []graph.Stance{graph.StanceDemands, graph.StancePrefers, graph.StanceAccepts, graph.StanceOpposes, graph.StanceOpen}
	attributions := []graph.Attribution{graph.AttributionOfficial, graph.AttributionOfficial, graph.AttributionPersonal, graph.AttributionReported, graph.AttributionInferred}
	var before []*graph.Position
	for i := range n {
		st := &graph.Statement{Key: fmt.Sprint(key, "-", i), Source: "s", Speaker: who[r.IntN(len(who))], Party: "north", Paraphrase: "Words.",
			Attribution: attributions[r.IntN(len(attributions))], Said: graph.DateOf(january(1 + r.IntN(20)))}
		p := &graph.Position{Key: st.Key, Party: "north", Issue: "road", Stance: stances[r.IntN(len(stances))], From: st.Said, Evidence: []string{st.Key}}
		for _, o := range []string{"high", "low", "none"} {
			if r.IntN(2) == 0 {
				p.Options = append(p.Options, o)
			}
		}
		if len(p.Options) == 0 {
			p.Options = []string{"high"}
		}
		if len(before) > 0 && r.IntN(3) == 0 {
			if old := before[r.IntN(len(before))]; old.From.Compare(p.From) == graph.Before {
				p.Supersedes = old.Key
			}
		}
		before = append(before, p)
		list = append(list, st, p)
	}
	return list
}

// The departures found are those that the definition gives, gone through word by word.
func TestDeparturesAreThoseOfTheDefinition(t *testing.T) {
	departed := 0
	for n := range uint64(500) {
		r := rand.New(rand.NewPCG(n, 1))
		v := view(t, append(cast(t), talk(r, "t", 2+r.IntN(7), people)...), january(15+r.IntN(8)).String())
		var got []string
		for _, d := range Departures(v, party(t, v, "north"), "road") {
			got = append(got, d.Lower.Statement.Speaker+" from "+d.Higher.Statement.Speaker)
		}
		want := oracle{v}.departures()
		departed += len(want)
		if !slices.Equal(got, want) {
			t.Fatalf("case %d: %v, want %v", n, got, want)
		}
	}
	if departed < 50 {
		t.Errorf("only %d departures met", departed)
	}
}

// oracle goes through exact days, positions and people one by one.
type oracle struct{ *graph.View }

func (o oracle) departures() (list []string) {
	for _, low := range people {
		for _, high := range people {
			if low != high && o.departs(low, high) {
				list = append(list, low+" from "+high)
			}
		}
	}
	return list
}

func (o oracle) departs(low, high string) bool {
	official := func(st *graph.Statement) bool {
		return st.Attribution == graph.AttributionOfficial && o.strength(st) >= 2
	}
	own := func(st *graph.Statement) bool {
		return st.Attribution == graph.AttributionOfficial || st.Attribution == graph.AttributionPersonal
	}
	for _, s := range o.last(low, o.AsOf, own) {
		for _, then := range o.last(high, s.Said.Earliest(), official) {
			for _, now := range o.last(high, o.AsOf, official) {
				if o.strength(s) < o.strength(then) && o.clash(s, then) && o.clash(s, now) && (now == then || !o.clash(then, now)) {
					return true
				}
			}
		}
	}
	return false
}

// strength is higher the more the speaker's office of the day binds.
func (o oracle) strength(st *graph.Statement) int {
	switch {
	case st.Speaker == "ann":
		return 3
	case st.Speaker == "bob", st.Speaker == "cid" && st.Said.Earliest() <= january(10):
		return 2
	case st.Speaker == "dan":
		return 1
	}
	return 0
}

// last lists what somebody said of the sort on the last day up to the one given on which there is any.
func (o oracle) last(who string, by graph.Day, sort func(*graph.Statement) bool) []*graph.Statement {
	for d := by; d >= january(0); d-- {
		var list []*graph.Statement
		for st := range graph.All[*graph.Statement](o.Snapshot) {
			if st.Speaker == who && sort(st) && st.Said.Earliest() == d {
				list = append(list, st)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// clash reports whether the positions that rest on two statements cannot both be the party's.
func (o oracle) clash(a, b *graph.Statement) bool {
	p, _ := graph.Get[*graph.Position](o.Snapshot, a.Key)
	q, _ := graph.Get[*graph.Position](o.Snapshot, b.Key)
	if !o.stood(p) || !o.stood(q) {
		return false
	}
	common := slices.ContainsFunc(p.Options, func(x string) bool { return slices.Contains(q.Options, x) })
	asks := func(s graph.Stance) bool { return s == graph.StanceDemands || s == graph.StancePrefers }
	stands := func(s graph.Stance) bool { return asks(s) || s == graph.StanceAccepts }
	switch {
	case asks(p.Stance) && asks(q.Stance):
		return !common
	case p.Stance == graph.StanceOpposes && stands(q.Stance), q.Stance == graph.StanceOpposes && stands(p.Stance):
		return common
	}
	return false
}

// stood reports whether a position, which begins when its words are said, held on that day at all.
func (o oracle) stood(p *graph.Position) bool {
	first, last := o.Period(p)
	return first <= last
}

// What people say who hold no office that speaks for the party, superseding nothing, changes nothing of what office-holders
// have on record: neither what is in force and when, nor who is heard with which authority and last words, nor their
// departures.
func TestFormerOfficialsAndCommentatorsOverwriteNothing(t *testing.T) {
	for n := range uint64(100) {
		r := rand.New(rand.NewPCG(n, 2))
		on := january(15 + r.IntN(8)).String()
		base := append(cast(t), talk(r, "t", 1+r.IntN(6), []string{"ann", "bob"})...)
		var more []graph.Record
		for _, rec := range talk(r, "u", 1+r.IntN(6), []string{"cid", "dan", "eve"}) {
			switch rec := rec.(type) {
			case *graph.Statement:
				rec.Said, rec.Attribution = graph.DateOf(max(rec.Said.Earliest(), january(11))), graph.AttributionPersonal
			case *graph.Position:
				rec.Supersedes = ""
			}
			more = append(more, rec)
		}
		before, after := view(t, base, on), view(t, slices.Concat(base, more), on)
		if a, b := official(t, before), official(t, after); !reflect.DeepEqual(a, b) {
			t.Fatalf("case %d: office-holders before\n%s\nafter\n%s", n, strings.Join(a, "\n"), strings.Join(b, "\n"))
		}
	}
}

// official tells all that is on record of the office-holders of a case.
func official(t *testing.T, v *graph.View) (list []string) {
	north := party(t, v, "north")
	for _, p := range slices.Concat(v.Positions, v.Conditional) {
		if strings.HasPrefix(p.Key, "t-") {
			first, last := v.Period(p)
			list = append(list, fmt.Sprint(p.Key, first, last))
		}
	}
	for _, a := range Of(v, north, "road") {
		if rank(a.Authority) <= rank(graph.AuthorityOfficial) {
			list = append(list, lines([]*Voice{a}), a.Basis)
		}
	}
	for _, d := range Departures(v, north, "road") {
		if d.Lower.Weight.Authority == graph.AuthorityOfficial {
			list = append(list, d.Explanation)
		}
	}
	return list
}
