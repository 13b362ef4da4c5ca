package schema

import (
	"encoding/base64"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// bazaar is a case of some issues with three options each, on which two parties have said this and that.
func bazaar(issues int) []graph.Record {
	list := []graph.Record{
		&graph.Negotiation{Key: "example", Title: "N", Participants: []graph.Participation{{Party: "p", Role: graph.RolePrincipal}, {Party: "q", Role: graph.RolePrincipal}}},
		&graph.Party{Key: "p", Name: "P", Kind: graph.PartyState}, &graph.Party{Key: "q", Name: "Q", Kind: graph.PartyState},
		ruledOutPair("l", 0, "a", 1, "a"), ruledOutPair("m", 1, "b", 2, "c"),
	}
	stances := []graph.Stance{graph.StanceAccepts, graph.StanceOpposes, graph.StanceDemands}
	for n := range issues {
		i := &graph.Issue{Key: fmt.Sprint("i", n), Negotiation: "example", Title: fmt.Sprint("I", n), Question: "?"}
		i.Options = []graph.Option{{Key: "a", Label: "A"}, {Key: "b", Label: "B"}, {Key: "c", Label: "C"}}
		salience := 10 + 7*(n%12)
		list = append(list, i, &graph.Position{
			Key: i.Key + "-said", Party: string("pq"[n%2]), Issue: i.Key, Stance: stances[n%3], Options: []string{string("abc"[n*n%3])}, Salience: &salience,
		})
	}
	return list
}

func ruledOutPair(key string, one int, option string, two int, other string) graph.Record {
	return &graph.RedLine{Key: key, Party: "p", Title: "L", Forbids: graph.Patterns{{fmt.Sprint("i", one): {option}, fmt.Sprint("i", two): {other}}}}
}

// deals walks through all deals by pages and returns the options of each. Between pages something happens.
func (f *fixture) deals(rank string, n int, backwards bool, between func()) (all []string, placings [][2]float64) {
	f.Helper()
	args, page, ahead := "first", "after", "hasNextPage"
	if backwards {
		args, page, ahead = "last", "before", "hasPreviousPage"
	}
	for cursor := ""; ; between() {
		fields := `totalCount edges{cursor node{silentCount}} pageInfo{startCursor endCursor hasNextPage hasPreviousPage} nodes{choices{optionKey} silentCount opposedCount scores{score}}`
		c := f.ask(of("", fmt.Sprintf("deals(rankBy:%s,%s:%d%s){%s}", rank, args, n, cursor, fields)), "negotiation.settlement.deals")
		var options []string
		var counts [][2]float64
		for _, d := range at(c, "nodes").([]any) {
			options = append(options, text(f.T, at(d, "choices.optionKey")))
			counts = append(counts, counted(rank, d))
		}
		info, end := at(c, "pageInfo").(map[string]any), "endCursor"
		if backwards {
			all, placings, end = append(options, all...), append(counts, placings...), "startCursor"
		} else {
			all, placings = append(all, options...), append(placings, counts...)
		}
		if len(options) > n || len(options) > 0 && info["endCursor"] != at(c, fmt.Sprintf("edges.%d.cursor", len(options)-1)) {
			f.Fatalf("a page of %d has %d, %v", n, len(options), info)
		}
		if info[ahead] != true {
			return all, placings
		}
		cursor = fmt.Sprintf(",%s:%q", page, info[end])
	}
}

// counted is what an order counts of a deal, lower first.
func counted(rank string, deal any) [2]float64 {
	silent, opposed := at(deal, "silentCount").(float64), at(deal, "opposedCount").(float64)
	switch rank {
	case "LEAST_OPPOSED":
		return [2]float64{opposed, silent}
	case "HIGHEST_SCORE":
		sum := 0.0
		for _, s := range at(deal, "scores.score").([]any) {
			sum -= math.Round(s.(float64) * 10_000)
		}
		return [2]float64{sum, 0}
	}
	return [2]float64{silent, opposed}
}

// TestDealPages walks through all deals in every order: forwards and backwards, by pages of any size, each comes once.
func TestDealPages(t *testing.T) {
	f := open(t, bazaar(4)...)
	count := f.ask(of("", "dealCount deals(first:1){totalCount}"), "negotiation.settlement")
	if at(count, "dealCount") != fmt.Sprint(at(count, "deals.totalCount")) {
		t.Errorf("%v", count)
	}
	for _, rank := range []string{"LEAST_SILENT", "LEAST_OPPOSED", "HIGHEST_SCORE"} {
		whole, placings := f.deals(rank, 500, false, func() {})
		if fmt.Sprint(len(whole)) != at(count, "dealCount") || len(whole) != 81-9-9 {
			t.Errorf("%s: %d deals", rank, len(whole))
		}
		if once := slices.Compact(slices.Sorted(slices.Values(whole))); len(once) != len(whole) {
			t.Errorf("%s: some deals come twice", rank)
		}
		for n := 1; n < len(placings); n++ {
			a, b := placings[n-1], placings[n]
			if c := slices.Compare(a[:], b[:]); c > 0 || c == 0 && whole[n-1] > whole[n] {
				t.Errorf("%s: %v %s before %v %s", rank, a, whole[n-1], b, whole[n])
			}
		}
		for _, n := range []int{1, 7, 100} {
			for _, backwards := range []bool{false, true} {
				if got, _ := f.deals(rank, n, backwards, func() {}); !slices.Equal(got, whole) {
					t.Errorf("%s by %d, backwards %v: other deals than in one page", rank, n, backwards)
				}
			}
		}
	}
}

// TestDealPagesWhileTheGraphMoves draws and withdraws red lines between pages: the deals that were there all along come
// exactly once.
func TestDealPagesWhileTheGraphMoves(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for _, rank := range []string{"LEAST_SILENT", "LEAST_OPPOSED", "HIGHEST_SCORE"} {
		for _, backwards := range []bool{false, true} {
			f := open(t, bazaar(4)...)
			all, _ := f.deals(rank, 500, false, func() {})
			stayed := map[string]bool{}
			for _, d := range all {
				stayed[d] = true
			}
			drawn := 0
			got, _ := f.deals(rank, 9, backwards, func() {
				if drawn > 0 && rng.IntN(2) == 0 {
					drawn--
					f.commit("withdrawn", graph.Op{Retire: graph.Ref{Kind: graph.KindRedLine, Key: fmt.Sprint("more", drawn)}})
					return
				}
				one := rng.IntN(3)
				f.put("drawn", ruledOutPair(fmt.Sprint("more", drawn), one, string("abc"[rng.IntN(3)]), one+1, string("abc"[rng.IntN(3)])))
				drawn++
				now, _ := f.deals(rank, 500, false, func() {})
				for d := range stayed {
					stayed[d] = stayed[d] && slices.Contains(now, d)
				}
			})
			times := map[string]int{}
			for _, d := range got {
				times[d]++
			}
			for _, d := range all {
				if times[d] > 1 || times[d] == 0 && stayed[d] {
					t.Errorf("%s, backwards %v: %s came %d times", rank, backwards, d, times[d])
				}
			}
		}
	}
}

// TestDealsFarFromTheEnds pages so far in that the way there is gone in strides.
func TestDealsFarFromTheEnds(t *testing.T) {
	f := open(t, bazaar(7)...)
	forwards, _ := f.deals("LEAST_SILENT", 400, false, func() {})
	backwards, _ := f.deals("LEAST_SILENT", 400, true, func() {})
	if len(forwards) != 27*63 || !slices.Equal(forwards, backwards) {
		t.Errorf("%d deals forwards, %d backwards", len(forwards), len(backwards))
	}
}

// TestMoreDealsThanCanBeListed asks for pages of 3^40 and more deals.
func TestMoreDealsThanCanBeListed(t *testing.T) {
	f := open(t, bazaar(42)...)
	s := f.ask(of("", "dealCount deals(first:2){totalCount edges{cursor} pageInfo{hasNextPage hasPreviousPage}} back:deals(last:2){edges{cursor} pageInfo{hasNextPage hasPreviousPage}}"), "negotiation.settlement")
	if n := at(s, "dealCount").(string); len(n) < 20 {
		t.Errorf("%s deals", n)
	}
	f.equal(at(s, "deals.totalCount"), "2147483647")
	f.equal(at(s, "deals.pageInfo"), `{"hasNextPage":true,"hasPreviousPage":false}`)
	f.equal(at(s, "back.pageInfo"), `{"hasNextPage":false,"hasPreviousPage":true}`)
	page := `deals(%s){nodes{silentCount opposedCount choices{optionKey}} pageInfo{startCursor hasNextPage hasPreviousPage}}`
	first, last := at(s, "deals.edges.0.cursor"), at(s, "back.edges.1.cursor")
	for _, tt := range []struct{ one, other string }{
		{fmt.Sprintf("first:1,after:%q", first), fmt.Sprintf("first:1,after:%q,before:%q", first, last)},
		{fmt.Sprintf("last:1,before:%q", last), fmt.Sprintf("last:1,after:%q,before:%q", first, last)},
	} {
		one := f.ask(of("", fmt.Sprintf(page, tt.one)), "negotiation.settlement.deals")
		f.equal(f.ask(of("", fmt.Sprintf(page, tt.other)), "negotiation.settlement.deals"), text(t, one))
		f.equal([]any{at(one, "pageInfo.hasNextPage"), at(one, "pageInfo.hasPreviousPage")}, `[true,true]`)
	}
	raw, err := base64.RawURLEncoding.DecodeString(first.(string))
	if err != nil {
		t.Fatal(err)
	}
	forged := func(text string) string { return base64.RawURLEncoding.EncodeToString(append(raw[:8:8], text...)) }
	for cursor, words := range map[string]string{
		forged("10000 0"): "settle some issues by assume", forged("-10001 9"): "page from the other end", forged("2000000000 9"): "10000", forged("x"): "cursor", forged(""): "cursor",
	} {
		a := f.do(of("", fmt.Sprintf("deals(after:%q){totalCount}", cursor)))
		if len(a.Errors) != 1 || !strings.Contains(a.Errors[0].Message, words) || a.Errors[0].Code() != CodeTooComplex && a.Errors[0].Code() != CodeBadInput {
			t.Errorf("%q: %s", cursor, cut(a.text))
		}
	}
}

// TestDealCursors refuses cursors of other lists, and of the same list once its issues are others.
func TestDealCursors(t *testing.T) {
	f := open(t, bazaar(4)...)
	cursor := f.ask(of("", "deals(first:1){pageInfo{endCursor}}"), "negotiation.settlement.deals.pageInfo.endCursor").(string)
	after := fmt.Sprintf("deals(after:%q){totalCount}", cursor)
	f.ask(of("", after), "")
	f.fails(of("", strings.Replace(after, "(", "(rankBy:HIGHEST_SCORE,", 1)), CodeBadInput, "another list")
	f.fails(of(`relax:["l"]`, after), CodeBadInput, "another list")
	f.fails(of("", "deals(first:1,last:1){totalCount}"), CodeBadInput, "exclude")
	f.put("another issue", &graph.Issue{Key: "i9", Negotiation: "example", Title: "I9", Question: "?", Options: []graph.Option{{Key: "a", Label: "A"}}})
	f.fails(of("", after), CodeBadInput, "another list")
}
