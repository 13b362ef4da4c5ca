package schema

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/analysis/nogood"
	"parley/graph"
)

// of asks the example for a settlement under arguments, if any.
func of(args, fields string) string {
	if args != "" {
		args = "(" + args + ")"
	}
	return `{negotiation(key:"example"){settlement` + args + "{" + fields + "}}}"
}

// TestWorkedExample holds every number of the example: no two and no three red lines clash, yet nothing is left.
func TestWorkedExample(t *testing.T) {
	f := example(t)
	s := f.ask(of("", `verdict partyKeys redLineKeys packageCount dealCount witness{silentCount} deals{totalCount}
		cores{complete count nodes{redLineKeys partyKeys issueKeys ruleKeys}}
		concessions{complete count nodes{redLineKeys partyKeys cost opens verdict}}
		blame{complete redLines{redLineKey share} parties{partyKey share}}`), "negotiation.settlement")
	for path, want := range map[string]string{
		"verdict": `"BLOCKED"`, "packageCount": `"27"`, "dealCount": `"0"`, "witness": `null`, "deals.totalCount": `0`,
		"partyKeys": `["europe","russia","ukraine"]`, "redLineKeys": `["r1","r2","r3","r4","r5"]`,
		"cores": `{"complete":true,"count":1,"nodes":[{"issueKeys":["guarantee","territory","troops"],"partyKeys":["europe","russia","ukraine"],"redLineKeys":["r2","r3","r4","r5"],"ruleKeys":[]}]}`,
		"concessions.nodes": `[{"cost":50,"opens":"2","partyKeys":["ukraine"],"redLineKeys":["r2"],"verdict":"UNDETERMINED"},` +
			`{"cost":50,"opens":"2","partyKeys":["russia"],"redLineKeys":["r3"],"verdict":"UNDETERMINED"},` +
			`{"cost":50,"opens":"2","partyKeys":["russia"],"redLineKeys":["r4"],"verdict":"UNDETERMINED"},` +
			`{"cost":50,"opens":"1","partyKeys":["europe"],"redLineKeys":["r5"],"verdict":"UNDETERMINED"}]`,
		"concessions.complete": `true`, "concessions.count": `4`,
		"blame.complete": `true`, "blame.redLines.share": `[0,0.25,0.25,0.25,0.25]`, "blame.parties.share": `[0.25,0.5,0.25]`,
	} {
		f.equal(at(s, path), want)
	}
	// No two and no three of them clash: without any one of the four something is left.
	for _, line := range []string{"r2", "r3", "r4", "r5"} {
		f.equal(f.ask(of(fmt.Sprintf("relax:[%q]", line), "verdict"), "negotiation.settlement.verdict"), `"UNDETERMINED"`)
	}
	f.equal(f.ask(of(`relax:["r1"]`, "verdict"), "negotiation.settlement.verdict"), `"BLOCKED"`)
}

// TestSuppositions asks what-ifs.
func TestSuppositions(t *testing.T) {
	f := example(t)
	for _, tt := range []struct{ args, fields, want string }{
		{`relax:["r5"]`, `dealCount witness{choices{optionKey}} relaxed{key inForce} redLineKeys`,
			`{"dealCount":"1","redLineKeys":["r1","r2","r3","r4"],"relaxed":[{"inForce":false,"key":"r5"}],"witness":{"choices":[{"optionKey":"article5"},{"optionKey":"frozen"},{"optionKey":"none"}]}}`},
		{`relax:["r5"],add:[{party:"russia",forbids:[{terms:[{issue:"guarantee",options:["article5"]}]}],salience:90}]`,
			`verdict cores{nodes{redLineKeys}} concessions(first:1){complete nodes{cost redLineKeys}} added{key title partyKey salience inForce history{sequence} forbids{terms{issueKey options{key}}}}`,
			`{"added":[{"forbids":[{"terms":[{"issueKey":"guarantee","options":[{"key":"article5"}]}]}],"history":[],"inForce":true,"key":"supposed-1","partyKey":"russia","salience":90,"title":"Security guarantee: A duty to help as in Article 5"}],` +
				`"concessions":{"complete":false,"nodes":[{"cost":50,"redLineKeys":["r2"]}]},"cores":{"nodes":[{"redLineKeys":["r2","r4","supposed-1"]}]},"verdict":"BLOCKED"}`},
		{`assume:[{issue:"territory",options:["ukraine"]},{issue:"troops",options:["none","nato"]}]`, `packageCount verdict cores{nodes{redLineKeys issueKeys}} assumed{terms{issueKey optionKeys}}`,
			`{"assumed":{"terms":[{"issueKey":"territory","optionKeys":["ukraine"]},{"issueKey":"troops","optionKeys":["none","nato"]}]},"cores":{"nodes":[{"issueKeys":["territory"],"redLineKeys":["r4"]}]},"packageCount":"6","verdict":"BLOCKED"}`},
		{`parties:["europe","russia"]`, `partyKeys redLineKeys packageCount dealCount`,
			`{"dealCount":"4","packageCount":"27","partyKeys":["europe","russia"],"redLineKeys":["r3","r4","r5"]}`},
		{`issues:["territory"]`, `issueKeys packageCount dealCount leftOut{key} options{optionKey possible forced ruledOutByKeys}`,
			`{"dealCount":"1","issueKeys":["territory"],"leftOut":[{"key":"r2"},{"key":"r3"},{"key":"r5"}],"options":[{"forced":false,"optionKey":"ukraine","possible":false,"ruledOutByKeys":["r4"]},{"forced":true,"optionKey":"frozen","possible":true,"ruledOutByKeys":[]},{"forced":false,"optionKey":"russia","possible":false,"ruledOutByKeys":["r1"]}],"packageCount":"3"}`},
		{`floor:{sources:["illustration"]},reading:BROAD`, `verdict reading redLineKeys`, `{"reading":"BROAD","redLineKeys":["r1","r2","r3","r4","r5"],"verdict":"BLOCKED"}`},
		{`floor:{reliability:"C"}`, `verdict dealCount redLineKeys`, `{"dealCount":"27","redLineKeys":[],"verdict":"UNDETERMINED"}`},
		{`relax:[],add:[],assume:[],floor:null,parties:null`, `verdict`, `{"verdict":"BLOCKED"}`},
	} {
		f.equal(f.ask(of(tt.args, tt.fields), "negotiation.settlement"), tt.want)
	}
}

// TestArgumentsLeftOutAreAsInTheView asks within views that are narrowed already.
func TestArgumentsLeftOutAreAsInTheView(t *testing.T) {
	f := example(t)
	f.put("a what-if and a guarantor", &graph.Scenario{Key: "bend", Negotiation: "example", Title: "Bend", Relaxes: []string{"r5"}, Assumes: graph.Pattern{"troops": {"none", "nato"}}},
		&graph.Party{Key: "uk", Name: "UK", Kind: graph.PartyState}, &graph.RedLine{Key: "r6", Party: "uk", Title: "T", Forbids: graph.Patterns{{"troops": {"nato"}}}})
	view := `{negotiation(key:"example",%s){partyKeys:parties{key} settlement%s{%s}}}`
	for _, tt := range []struct{ view, args, fields, want string }{
		{`asOf:"2025-01-11"`, "", "asOf redLineKeys partyKeys", `{"asOf":"2025-01-11","partyKeys":["europe","russia","ukraine"],"redLineKeys":["r1","r2","r4"]}`},
		{`parties:["uk","russia"]`, "", "partyKeys redLineKeys", `{"partyKeys":["russia","uk"],"redLineKeys":["r3","r4","r6"]}`},
		{`parties:["uk","russia"]`, `(parties:["uk"])`, "partyKeys", `{"partyKeys":["uk"]}`},
		{`issues:["troops"]`, "", "issueKeys leftOut{key}", `{"issueKeys":["troops"],"leftOut":[{"key":"r1"},{"key":"r2"},{"key":"r4"},{"key":"r5"}]}`},
		{`issues:["troops"]`, `(issues:["territory"])`, "issueKeys", `{"issueKeys":["territory"]}`},
		{`scenario:"bend"`, `(relax:["r3"],assume:[{issue:"troops",options:["nato","european"]}])`, "scenario{key} relaxed{key} assumed{terms{optionKeys}} dealCount",
			`{"assumed":{"terms":[{"optionKeys":["nato"]}]},"dealCount":"1","relaxed":[{"key":"r3"},{"key":"r5"}],"scenario":{"key":"bend"}}`},
		{`reading:BROAD,knownAt:"2025-02-01T10:30:00Z"`, "", "reading knownAt sequence redLineKeys", `{"knownAt":"2025-02-01T10:30:00Z","reading":"BROAD","redLineKeys":["r1","r2","r3","r4","r5"],"sequence":"1"}`},
		{`asOf:"2025-02-01"`, `(add:[{party:"uk",forbids:[{terms:[{issue:"troops",options:["none"]}]}]}])`, "partyKeys redLineKeys", `{"partyKeys":["europe","russia","uk","ukraine"],"redLineKeys":["r1","r2","r3","r4","r5","r6","supposed-1"]}`},
	} {
		f.equal(f.ask(fmt.Sprintf(view, tt.view, tt.args, tt.fields), "negotiation.settlement"), tt.want)
	}
}

// TestNothingLeaks asks several settlements and everything around them at once, and each by itself.
func TestNothingLeaks(t *testing.T) {
	f := example(t)
	parts := []string{
		`a:settlement{verdict redLineKeys redLines{key inForce}}`,
		`b:settlement(relax:["r2"]){verdict dealCount redLines{key inForce} relaxed{key inForce} issues{negotiation{redLines{nodes{key inForce}} settlement{verdict dealCount}} redLines{nodes{key}}}}`,
		`c:settlement(add:[{party:"europe",forbids:[{terms:[{issue:"territory",options:["frozen"]}]}]}]){cores{nodes{redLineKeys}}}`,
		`d:settlement(assume:[{issue:"troops",options:["nato"]}],parties:["russia"]){verdict parties{redLines{nodes{key}}}}`,
		`redLines{nodes{key inForce}}`, `parties{key}`, `conflicts{nodes{kind partyKeys}}`, `issue(key:"troops"){redLines{nodes{key inForce}}}`,
	}
	all := f.ask(`{negotiation(key:"example"){`+strings.Join(parts, " ")+`}}`, "negotiation").(map[string]any)
	for _, part := range parts {
		alone := f.ask(`{negotiation(key:"example"){`+part+`}}`, "negotiation").(map[string]any)
		for name, want := range alone {
			f.equal(all[name], text(t, want))
		}
	}
	f.equal(at(all, "b.issues.negotiation.settlement.verdict"), `["BLOCKED","BLOCKED","BLOCKED"]`)
	f.equal(at(all, "b.issues.redLines.nodes.key"), `[["r5"],["r1","r4"],["r3","r5"]]`)
	f.equal(at(all, "b.issues.0.negotiation.redLines.nodes.inForce"), `[true,true,true,true,true]`)
}

// TestSupposedNumbersCutQuantities sees the options of a quantity as the settlement cuts them.
func TestSupposedNumbersCutQuantities(t *testing.T) {
	f := open(t,
		&graph.Negotiation{Key: "example", Title: "N", Participants: []graph.Participation{{Party: "p", Role: graph.RolePrincipal}}},
		&graph.Party{Key: "p", Name: "P", Kind: graph.PartyState},
		&graph.Issue{Key: "size", Negotiation: "example", Title: "Size", Question: "How many?", Scale: graph.Quantity, Unit: "troops"},
		&graph.RedLine{Key: "line", Party: "p", Title: "Many", Forbids: graph.Patterns{{"size": {">800"}}}},
	)
	f.equal(f.ask(of("", `packageCount dealCount issues{options{key}}`), "negotiation.settlement"),
		`{"dealCount":"1","issues":[{"options":[{"key":"<=800"},{"key":">800"}]}],"packageCount":"2"}`)
	f.equal(f.ask(of(`add:[{party:"p",forbids:[{terms:[{issue:"size",options:["<=600"]}]}]}]`, `packageCount witness{choices{optionKey}} issues{options{key}} added{forbids{terms{optionKeys options{key}}}}`), "negotiation.settlement"),
		`{"added":[{"forbids":[{"terms":[{"optionKeys":["<=600"],"options":[{"key":"<=600"}]}]}]}],"issues":[{"options":[{"key":"<=600"},{"key":">600..800"},{"key":">800"}]}],"packageCount":"3","witness":{"choices":[{"optionKey":">600..800"}]}}`)
}

// TestSettlementErrors holds the codes of faulty questions, and that the message names place and cure.
func TestSettlementErrors(t *testing.T) {
	f := example(t)
	f.put("what-ifs", &graph.Scenario{Key: "peace", Negotiation: "example", Title: "P", Assumes: graph.Pattern{"troops": {"none"}}})
	add := func(fields string) string { return "add:[{" + fields + "}]" }
	troops := `{issue:"troops",options:["none"]}`
	for _, tt := range []struct{ args, code, words string }{
		{`parties:["rusia"]`, CodeNotFound, `did you mean "russia"`},
		{`parties:[]`, CodeBadInput, "parties: the list is empty"},
		{`issues:["tropps"]`, CodeNotFound, `did you mean "troops"`},
		{`issues:["territory"],assume:[` + troops + `]`, CodeBadInput, "assume.troops: is not among the issues asked about"},
		{`relax:["r9"]`, CodeNotFound, "relax[0]: unknown red-line"},
		{`relax:["r1","r1"]`, CodeBadInput, "relax[1]"},
		{`assume:[{issue:"tropps",options:["none"]}]`, CodeNotFound, `did you mean "troops"`},
		{`assume:[{issue:"troops",options:["nome"]}]`, CodeBadInput, `did you mean "none"`},
		{`assume:[{issue:"troops",options:[]}]`, CodeBadInput, "name at least one option"},
		{`assume:[` + troops + "," + troops + `]`, CodeBadInput, `assume[1]: issue "troops" is there twice`},
		{add(`party:"rusia",forbids:[{terms:[` + troops + `]}]`), CodeNotFound, `add[0].party: unknown party "rusia" (did you mean "russia"?)`},
		{add(`party:"russia",forbids:[]`), CodeBadInput, "add[0].forbids"},
		{add(`party:"russia",forbids:[{terms:[]}]`), CodeBadInput, "empty pattern"},
		{add(`party:"russia",forbids:[{terms:[{issue:"troops",options:["nne"]}]}]`), CodeBadInput, `add[0].forbids[0].troops[0]`},
		{add(`party:"russia",forbids:[{terms:[` + troops + `]},{terms:[` + troops + "," + troops + `]}]`), CodeBadInput, `add[0].forbids[1].terms[1]: issue "troops" is there twice`},
		{add(`party:"russia",salience:101,forbids:[{terms:[` + troops + `]}]`), CodeBadInput, "add[0].salience: 101"},
		{`parties:["ukraine"],` + add(`party:"russia",forbids:[{terms:[`+troops+`]}]`), CodeBadInput, "russia is not among the parties asked about"},
		{`floor:{reliability:"Q"}`, CodeBadInput, "floor.reliability"},
		{`floor:{sources:["x"]}`, CodeNotFound, "floor.sources"},
	} {
		if a := f.fails(of(tt.args, "verdict"), tt.code, tt.words); len(a.Errors[0].Path) != 2 {
			t.Errorf("%s: path %v", tt.args, a.Errors[0].Path)
		}
	}
	f.fails(`{negotiation(key:"example",scenario:"peace"){settlement(assume:[{issue:"troops",options:["nato"]}]){verdict}}}`, CodeBadInput, "nothing is left of issue troops")
	for fields, words := range map[string]string{
		"cores(first:0){count}": "first is 0: ask for 1 to 500", "concessions(first:501){count}": "first is 501", "silences(first:-1){partyKey}": "first is -1",
		"cores(timeBudgetMs:0){count}": "timeBudgetMs is 0: give 1 to 10000", "concessions(timeBudgetMs:10001){count}": "timeBudgetMs is 10001",
		"blame(timeBudgetMs:-1){complete}": "timeBudgetMs is -1",
	} {
		f.fails(of("", fields), CodeBadInput, words)
	}
}

// TestTooLargeToCount holds what is said where the packages are too many to count.
func TestTooLargeToCount(t *testing.T) {
	f := example(t)
	f.api.graph = brokenGraph{f.db, func() error { return fmt.Errorf("count: %w", nogood.ErrTooLarge) }}
	f.fails(`{changes{nodes{operations{key}}}}`, CodeTooComplex, "cannot be counted", "fewer issues")
}

// crowded is a case with 20^3 cores: on each of three options twenty red lines.
func crowded() []graph.Record {
	list := []graph.Record{
		&graph.Negotiation{Key: "example", Title: "N", Participants: []graph.Participation{{Party: "p", Role: graph.RolePrincipal}}},
		&graph.Party{Key: "p", Name: "P", Kind: graph.PartyState},
		&graph.Issue{Key: "i", Negotiation: "example", Title: "I", Question: "?", Options: []graph.Option{{Key: "a", Label: "A"}, {Key: "b", Label: "B"}, {Key: "c", Label: "C"}}},
	}
	for n := range 60 {
		list = append(list, &graph.RedLine{Key: fmt.Sprintf("l%02d", n), Party: "p", Title: "L", Forbids: graph.Patterns{{"i": {string(rune('a' + n%3))}}}})
	}
	return list
}

// TestListsCutShort holds that number and time cut a list short without an error, and that it says so.
func TestListsCutShort(t *testing.T) {
	f := open(t, crowded()...)
	f.equal(f.ask(of("", "blame(timeBudgetMs:1){complete} cores(first:1,timeBudgetMs:1){complete}"), "negotiation.settlement"), `{"blame":{"complete":false},"cores":{"complete":false}}`)
	s := f.ask(of("", "some:cores(first:3){complete count nodes{redLineKeys}} fifty:cores{complete nodes{redLineKeys}}"), "negotiation.settlement")
	f.equal(at(s, "some.nodes"), `[{"redLineKeys":["l00","l01","l02"]},{"redLineKeys":["l00","l01","l05"]},{"redLineKeys":["l00","l01","l08"]}]`)
	f.equal([]any{at(s, "some.complete"), at(s, "some.count").(float64) >= 3, at(s, "fifty.complete"), len(at(s, "fifty.nodes").([]any))}, `[false,true,false,50]`)
}

// TestBudgetLeavesTimeToAnswer: a search must not use up all the time of the request.
func TestBudgetLeavesTimeToAnswer(t *testing.T) {
	for left, want := range map[time.Duration]time.Duration{0: 2 * time.Second, time.Hour: 2 * time.Second} {
		ctx := context.Background()
		if left > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, left)
			defer cancel()
		}
		if got, err := (&call{request: &request{ctx: ctx}}).budget(); got != want || err != nil {
			t.Errorf("%v left: %v, %v", left, got, err)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if got, err := (&call{request: &request{ctx: ctx}, args: map[string]any{"timeBudgetMs": 10_000}}).budget(); got <= 0 || got > 750*time.Millisecond || err != nil {
		t.Errorf("a second left: %v, %v", got, err)
	}
}

// TestASettlementGivenUpIsMadeAgain: a canceled one leaves nothing behind, and one made is shared.
func TestASettlementGivenUpIsMadeAgain(t *testing.T) {
	f := example(t)
	fr, err := f.api.frames.of(f.db.Snapshot(), graph.ViewOptions{Negotiation: "example", AsOf: graph.DayOf(now)})
	if err != nil {
		t.Fatal(err)
	}
	<-fr.turn // somebody else is computing
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := fr.Settlement(ctx, f.api.settle); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting does not end: %v", err)
	}
	fr.turn <- struct{}{}
	one, err := fr.Settlement(context.Background(), f.api.settle)
	two, again := fr.Settlement(context.Background(), f.api.settle)
	if err != nil || again != nil || one == nil || one != two {
		t.Errorf("%v, %v: %v, %v", one, two, err, again)
	}
}

// TestSettlementsInParallel asks many questions of one fresh API at once, while the graph moves on; run with -race.
func TestSettlementsInParallel(t *testing.T) {
	fields := `verdict dealCount explanation witness{choices{optionKey}} cores{nodes{redLineKeys explanation}} concessions{nodes{opens example{silentCount}}} blame{parties{share}} options{deals ruledOutByKeys} silences{removes} sensitivity{verdict} deals{nodes{scores{score}}} certificate{legend{label}}`
	var queries, want []string
	for _, args := range []string{"", `relax:["r2"]`, `relax:["r3"]`, `parties:["russia"]`, `issues:["territory","troops"]`, `assume:[{issue:"troops",options:["nato"]}]`} {
		q := `{negotiation(key:"example",knownAt:"2025-02-01T10:30:00Z"){settlement(` + args + `){` + fields + `}}}`
		if args == "" {
			q = strings.Replace(q, "()", "", 1)
		}
		queries = append(queries, q)
		want = append(want, text(t, example(t).ask(q, "")))
	}
	f := example(t)
	var group sync.WaitGroup
	for n := range 36 {
		group.Go(func() {
			a := f.read(f.api.Do(context.Background(), Request{Query: queries[n%len(queries)]}))
			if got := text(t, a.Data); got != want[n%len(queries)] {
				t.Errorf("%s\ngot  %s\nwant %s", queries[n%len(queries)], cut(got), cut(want[n%len(queries)]))
			}
		})
	}
	for range 5 {
		p, _ := graph.Get[*graph.Party](f.db.Snapshot(), "russia")
		next := *p
		next.Description += "."
		f.put("another word", &next)
	}
	group.Wait()
}

// TestClaims sets Parley's own answer beside what outsiders claim.
func TestClaims(t *testing.T) {
	f := example(t)
	claim := func(key string, parties ...string) graph.Record {
		return &graph.Assessment{Key: key, Negotiation: "example", Institution: "I", Date: graph.MustDate("2025-01-20"), Text: "No deal.",
			Claim: &graph.Claim{Kind: graph.ClaimNoDeal, Parties: parties}}
	}
	accepts := func(issue string, options ...string) graph.Record {
		return &graph.Position{Key: "uk-" + issue, Party: "uk", Issue: issue, Stance: graph.StanceAccepts, Options: options}
	}
	f.put("claims, and a party that has said what it thinks of everything", claim("all", "ukraine", "russia", "europe"), claim("one", "ukraine"), claim("said", "uk"),
		&graph.Party{Key: "uk", Name: "UK", Kind: graph.PartyState}, accepts("territory", "frozen"), accepts("guarantee", "none"), accepts("troops", "none"))
	query := `{negotiation(key:"example"%s){assessments{nodes{key claim{partyKeys holds settlement{verdict partyKeys asOf}}}}}}`
	f.equal(at(f.ask(fmt.Sprintf(query, ""), "negotiation.assessments.nodes"), "claim"),
		`[{"holds":true,"partyKeys":["ukraine","russia","europe"],"settlement":{"asOf":"2025-02-01","partyKeys":["europe","russia","ukraine"],"verdict":"BLOCKED"}},`+
			`{"holds":null,"partyKeys":["ukraine"],"settlement":{"asOf":"2025-02-01","partyKeys":["ukraine"],"verdict":"UNDETERMINED"}},`+
			`{"holds":false,"partyKeys":["uk"],"settlement":{"asOf":"2025-02-01","partyKeys":["uk"],"verdict":"OPEN"}}]`)
	f.put("a what-if", &graph.Scenario{Key: "bend", Negotiation: "example", Title: "B", Relaxes: []string{"r2"}})
	f.equal(f.ask(fmt.Sprintf(query, `,scenario:"bend"`), "negotiation.assessments.nodes.0.claim.holds"), `null`)
	id := (&graph.Assessment{Key: "all"}).Ref().ID().String()
	f.equal(f.ask(`query($id:ID!){node(id:$id){...on Assessment{claim{holds}}}}`, "node.claim.holds", "id", id), `true`)
}
