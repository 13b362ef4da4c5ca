package graph_test

import (
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

func TestWithRefuses(t *testing.T) {
	line := func(change func(*graph.RedLine)) graph.Record {
		r := &graph.RedLine{Key: "line", Party: "north", Title: "No coast", Forbids: graph.Patterns{{"border": {"coast"}}}}
		change(r)
		return r
	}
	position := func(change func(*graph.Position)) graph.Record {
		p := &graph.Position{Key: "pos", Party: "north", Issue: "border", Stance: graph.StanceDemands, Options: []string{"river"}}
		change(p)
		return p
	}
	for _, tt := range []struct {
		name                 string
		records              []graph.Record
		record, field, words string
	}{
		{"an option that is not the issue's", []graph.Record{position(func(p *graph.Position) { p.Options = []string{"rivr"} })},
			"position/pos", "options[0]", `unknown option of border "rivr" (did you mean "river"?)`},
		{"a party that does not exist", []graph.Record{position(func(p *graph.Position) { p.Party = "noth" })},
			"position/pos", "party", `unknown party "noth" (did you mean "north"?)`},
		{"an unknown stance", []graph.Record{position(func(p *graph.Position) { p.Stance = "demand" })},
			"position/pos", "stance", `(did you mean "demands"?)`},
		{"a demand of nothing", []graph.Record{position(func(p *graph.Position) { p.Options = nil })},
			"position/pos", "options", "needs at least one option"},
		{"the same option twice", []graph.Record{position(func(p *graph.Position) { p.Options = []string{"river", "river"} })},
			"position/pos", "options[1]", "twice"},
		{"salience beyond 100", []graph.Record{position(func(p *graph.Position) { p.Salience = num(101) })},
			"position/pos", "salience", "out of range: 0 to 100"},
		{"confidence beyond 1", []graph.Record{position(func(p *graph.Position) { p.Confidence = num(1.5) })},
			"position/pos", "confidence", "out of range: 0 to 1"},
		{"an end before the beginning", []graph.Record{position(func(p *graph.Position) { p.From, p.To = graph.MustDate("2025-03"), graph.MustDate("2025-02") })},
			"position/pos", "to", "2025-02 is before from, 2025-03"},
		{"evidence that does not exist", []graph.Record{position(func(p *graph.Position) { p.Evidence = []string{"s1", "s9"} })},
			"position/pos", "evidence[1]", `unknown statement "s9"`},
		{"a key that is no key", []graph.Record{&graph.Party{Key: "Île de Ré", Name: "Ré", Kind: graph.PartyOther}},
			"party/Île de Ré", "key", `such as "le-de-r"`},
		{"words turned around", []graph.Record{&graph.Party{Key: "p", Name: "\u202egnp.exe", Kind: graph.PartyOther}}, "party/p", "name", "turns the order"},
		{"a byte order mark alone", []graph.Record{&graph.Party{Key: "p", Name: "\ufeff", Kind: graph.PartyOther}}, "party/p", "name", "byte order mark"},
		{"a control character", []graph.Record{&graph.Party{Key: "p", Name: "a\x00b", Kind: graph.PartyOther}}, "party/p", "name", "control character"},
		{"bytes that are no text", []graph.Record{&graph.Party{Key: "p", Name: "a\xff", Kind: graph.PartyOther}}, "party/p", "name", "UTF-8"},
		{"a language that is no tag", []graph.Record{&graph.Party{Key: "p", Name: "P", Kind: graph.PartyOther, Names: map[string]string{"u k": "П"}}},
			"party/p", "names.u k", "BCP 47"},
		{"a name left out", []graph.Record{&graph.Party{Key: "p", Kind: graph.PartyOther}}, "party/p", "name", "is missing"},
		{"a party in itself", []graph.Record{&graph.Party{Key: "p", Name: "P", Kind: graph.PartyOther, Memberships: []graph.Membership{{Of: "p"}}}},
			"party/p", "memberships[0].of", "goes round in a circle: p -> p"},
		{"an empty pattern", []graph.Record{line(func(r *graph.RedLine) { r.Forbids = graph.Patterns{{}} })},
			"red-line/line", "forbids[0]", "empty pattern"},
		{"a pattern without options", []graph.Record{line(func(r *graph.RedLine) { r.Forbids = graph.Patterns{{"border": nil}} })},
			"red-line/line", "forbids[0].border", "empty pattern"},
		{"no pattern at all", []graph.Record{line(func(r *graph.RedLine) { r.Forbids = nil })}, "red-line/line", "forbids", "is missing"},
		{"a pattern's option that does not exist", []graph.Record{line(func(r *graph.RedLine) { r.MayForbid = graph.Patterns{{"border": {"lake"}}} })},
			"red-line/line", "may-forbid[0].border[0]", `unknown option of border "lake": one of river, ridge, coast`},
		{"a red line that supersedes itself", []graph.Record{line(func(r *graph.RedLine) { r.Supersedes, r.From = "line", graph.MustDate("2025") })},
			"red-line/line", "supersedes", "circle: line -> line"},
		{"a circle of two", []graph.Record{
			line(func(r *graph.RedLine) { r.Key, r.Supersedes, r.From = "a", "b", graph.MustDate("2025") }),
			line(func(r *graph.RedLine) { r.Key, r.Supersedes, r.From = "b", "a", graph.MustDate("2025") })},
			"red-line/a", "supersedes", "circle: a -> b -> a"},
		{"superseding another party's", []graph.Record{position(func(*graph.Position) {}),
			position(func(p *graph.Position) {
				p.Key, p.Party, p.Supersedes, p.From = "other", "south", "pos", graph.MustDate("2025")
			})},
			"position/other", "supersedes", "same party"},
		{"superseding without a first day", []graph.Record{position(func(*graph.Position) {}),
			position(func(p *graph.Position) { p.Key, p.Supersedes = "other", "pos" })},
			"position/other", "from", "is missing"},
		{"superseding what begins later", []graph.Record{position(func(p *graph.Position) { p.From = graph.MustDate("2025-05") }),
			position(func(p *graph.Position) { p.Key, p.Supersedes, p.From = "other", "pos", graph.MustDate("2025-04") })},
			"position/other", "from", "before what it supersedes"},
		{"issues of two negotiations in one rule", []graph.Record{&graph.Negotiation{Key: "else", Title: "Else"},
			&graph.Rule{Key: "r", Negotiation: "else", Reason: "so", Forbids: graph.Patterns{{"border": {"coast"}}}}},
			"rule/r", "forbids[0].border", "belongs to negotiation talks"},
		{"an option there twice", []graph.Record{&graph.Issue{Key: "i", Negotiation: "talks", Title: "I", Question: "?", Options: []graph.Option{{Key: "a", Label: "A"}, {Key: "a", Label: "B"}}}},
			"issue/i", "options[1].key", "twice"},
		{"a status quo that is no option", []graph.Record{&graph.Issue{Key: "i", Negotiation: "talks", Title: "I", Question: "?", StatusQuo: "b", Options: []graph.Option{{Key: "a", Label: "A"}}}},
			"issue/i", "status-quo", `unknown option "b"`},
		{"a quantity without a unit", []graph.Record{&graph.Issue{Key: "i", Negotiation: "talks", Title: "I", Question: "?", Scale: graph.Quantity}},
			"issue/i", "unit", "needs a unit"},
		{"a range that is none", []graph.Record{&graph.Issue{Key: "i", Negotiation: "talks", Title: "I", Question: "?", Scale: graph.Quantity, Unit: "men"},
			position(func(p *graph.Position) { p.Issue, p.Options = "i", []string{"many"} })},
			"position/pos", "options[0]", "is not a range"},
		{"a quotation over the limit", []graph.Record{&graph.Statement{Key: "q", Source: "gazette", Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025"), Paraphrase: "x",
			Quotation: &graph.Quotation{Exact: strings.Repeat("word ", 26)}}}, "statement/q", "quotation.exact", "26 words"},
		{"a quotation not in the text", []graph.Record{&graph.Source{Key: "doc", Title: "Doc", Text: "the river is the border"},
			&graph.Statement{Key: "q", Source: "doc", Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025"), Paraphrase: "x", Quotation: &graph.Quotation{Exact: "the ridge"}}},
			"statement/q", "quotation.exact", "orphan"},
		{"a hash that is not the text's", []graph.Record{&graph.Source{Key: "doc", Title: "Doc", Text: "x", SHA256: strings.Repeat("0", 64)}}, "source/doc", "sha256", "not the hash"},
		{"an address that is none", []graph.Record{&graph.Source{Key: "doc", Title: "Doc", URL: "javascript:alert(1)"}}, "source/doc", "url", "http or https"},
		{"a proposal without a case", []graph.Record{&graph.Proposal{Key: "p", Title: "P", Date: graph.MustDate("2025"), Status: graph.ProposalTabled}},
			"proposal/p", "negotiation", "name the negotiation"},
		{"a scenario of nothing", []graph.Record{&graph.Scenario{Key: "s", Negotiation: "talks", Title: "S"}}, "scenario/s", "", "at least one of"},
		{"a line added by a scenario, with a fault", []graph.Record{&graph.Scenario{Key: "s", Negotiation: "talks", Title: "S", Adds: []graph.RedLine{{Key: "x", Party: "north", Title: "X"}}}},
			"scenario/s", "adds[0].forbids", "is missing"},
		{"an assessment by nobody", []graph.Record{&graph.Assessment{Key: "a", Negotiation: "talks", Date: graph.MustDate("2025"), Text: "hm"}}, "assessment/a", "by", "who judges"},
		{"an assessment about no record", []graph.Record{&graph.Assessment{Key: "a", Negotiation: "talks", Institution: "I", Date: graph.MustDate("2025"), Text: "hm", About: []string{"north"}}},
			"assessment/a", "about[0]", "write kind/key"},
		{"one record changed twice", []graph.Record{position(func(*graph.Position) {}), position(func(*graph.Position) {})}, "position/pos", "", "changed twice"},
		{"a record too large", []graph.Record{&graph.Source{Key: "doc", Title: "Doc", Text: strings.Repeat("x", graph.MaxRecord)}}, "source/doc", "", "bytes: at most"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := graph.Empty().With(put(append(small(), tt.records...)...), noon)
			wantFault(t, err, tt.record, tt.field, tt.words)
		})
	}
}

func TestWithReportsEveryFault(t *testing.T) {
	_, err := graph.Empty().With(put(append(small(),
		&graph.Position{Key: "a", Party: "nobody", Issue: "nothing", Stance: graph.StanceOpen},
		&graph.Position{Key: "b", Party: "north", Issue: "border", Stance: graph.StanceAccepts, Options: []string{"x", "y"}},
	)...), noon)
	for _, want := range [][3]string{
		{"position/a", "party", "unknown"}, {"position/a", "issue", "unknown"},
		{"position/b", "options[0]", "unknown"}, {"position/b", "options[1]", "unknown"},
	} {
		wantFault(t, err, want[0], want[1], want[2])
	}
}

func TestRetire(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(small()...))
	p := &graph.Position{Key: "pos", Party: "north", Issue: "border", Stance: graph.StanceDemands, Options: []string{"river"}, Evidence: []string{"s1"}}
	s = mustWith(t, s, put(p))
	retire := func(kind graph.Kind, key string) graph.Draft {
		return graph.Draft{Ops: []graph.Op{{Retire: graph.Ref{Kind: kind, Key: key}}}}
	}

	_, err := s.With(retire(graph.KindStatement, "s1"), noon)
	wantFault(t, err, "position/pos", "evidence[0]", `unknown statement "s1"`)
	_, err = s.With(retire(graph.KindPosition, "poss"), noon)
	wantFault(t, err, "position/poss", "", `did you mean "pos"`)

	gone := mustWith(t, s, retire(graph.KindPosition, "pos"))
	if _, ok := gone.Record(p.Ref()); ok {
		t.Error("a retired record is still there")
	}
	if got := gone.Count(graph.KindPosition); got != 0 {
		t.Errorf("positions counted = %d, want 0", got)
	}
	if h := gone.History(p.Ref()); len(h) != 2 || h[0].Record == nil || h[1].Record != nil {
		t.Errorf("history = %v, want one version and its retirement", h)
	}
	if _, ok := gone.At(2).Record(p.Ref()); !ok {
		t.Error("a retired record is not in the graph as it was before")
	}
	if _, err := gone.With(retire(graph.KindPosition, "pos"), noon); err == nil {
		t.Error("a record was retired twice")
	}
	mustWith(t, gone, retire(graph.KindStatement, "s1"))
}

func TestChangingAnIssueChecksWhatNamesIt(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(append(small(),
		&graph.Position{Key: "pos", Party: "north", Issue: "border", Stance: graph.StanceDemands, Options: []string{"coast"}})...))
	_, err := s.With(put(&graph.Issue{Key: "border", Negotiation: "talks", Title: "Border", Question: "?", Options: []graph.Option{{Key: "river", Label: "River"}}}), noon)
	wantFault(t, err, "position/pos", "options[0]", `unknown option of border "coast"`)
}

func TestReferringFollowsChanges(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(append(small(),
		&graph.Position{Key: "pos", Party: "north", Issue: "border", Stance: graph.StanceDemands, Options: []string{"coast"}})...))
	next := mustWith(t, s, put(&graph.Position{Key: "pos", Party: "north", Issue: "water", Stance: graph.StanceDemands, Options: []string{"split"}}))
	on := func(s *graph.Snapshot, issue string) []string {
		var keys []string
		for p := range graph.Referring[*graph.Position](s, graph.Ref{Kind: graph.KindIssue, Key: issue}) {
			keys = append(keys, p.Key)
		}
		return keys
	}
	if got := on(s, "border"); !slices.Equal(got, []string{"pos"}) {
		t.Errorf("before: on border = %v", got)
	}
	if got := on(next, "border"); got != nil {
		t.Errorf("after: on border = %v, want none", got)
	}
	if got := on(next, "water"); !slices.Equal(got, []string{"pos"}) {
		t.Errorf("after: on water = %v", got)
	}
}

func TestExpect(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(small()...))
	d := put(&graph.Party{Key: "east", Name: "East", Kind: graph.PartyState})
	d.Expect = num(uint64(0))
	if _, err := s.With(d, noon); graph.CodeOf(err) != graph.CodeStale {
		t.Errorf("error = %v, want %s", err, graph.CodeStale)
	}
	d.Expect = num(uint64(1))
	mustWith(t, s, d)
}
