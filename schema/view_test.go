package schema

import (
	"fmt"
	"testing"

	"parley/graph"
)

// TestEverythingBelowANegotiationStaysInItsView follows links away from a negotiation and back.
func TestEverythingBelowANegotiationStaysInItsView(t *testing.T) {
	f := example(t)
	early := `{negotiation(key:"example",asOf:"2025-01-11"){asOf redLines{nodes{key}} parties{redLines{nodes{key party{redLines{nodes{key}}}}}} issues{nodes{key redLines{nodes{key}} conflicts{totalCount}}} proposals{totalCount}}}`
	n := f.ask(early, "negotiation")
	f.equal(at(n, "redLines.nodes.key"), `["r1","r2","r4"]`)
	f.equal(at(n, "proposals.totalCount"), `0`)
	f.equal(at(n, "parties.redLines"), `[{"nodes":[]},{"nodes":[{"key":"r4","party":{"redLines":{"nodes":[{"key":"r4"}]}}}]},{"nodes":[{"key":"r1","party":{"redLines":{"nodes":[{"key":"r1"},{"key":"r2"}]}}},{"key":"r2","party":{"redLines":{"nodes":[{"key":"r1"},{"key":"r2"}]}}}]}]`)
	f.equal(f.ask(`{party(key:"russia",asOf:"2025-01-11"){redLines{nodes{key}} positions{nodes{key}}}}`, "party"),
		`{"positions":{"nodes":[{"key":"russia-wants-territory"}]},"redLines":{"nodes":[{"key":"r4"}]}}`)
	some := f.ask(`{negotiation(key:"example",issues:["troops"],parties:["russia","europe"]){parties{key} issues{nodes{key}} redLines{nodes{key}} leftOut{kind key} party(key:"russia"){redLines{nodes{key}}}}}`, "negotiation")
	f.equal(some, `{"issues":{"nodes":[{"key":"troops"}]},"leftOut":[{"key":"r4","kind":"RED_LINE"},{"key":"r5","kind":"RED_LINE"}],"parties":[{"key":"europe"},{"key":"russia"}],"party":{"redLines":{"nodes":[{"key":"r3"}]}},"redLines":{"nodes":[{"key":"r3"}]}}`)
}

// TestKnownAt sees the graph as it was recorded.
func TestKnownAt(t *testing.T) {
	f := example(t) // recorded at 10:00
	f.put("hardened", &graph.RedLine{Key: "r6", Party: "europe", Title: "No NATO command", Forbids: graph.Patterns{{"troops": {"nato"}}}})
	query := `query($k:DateTime){negotiation(key:"example",knownAt:$k){knownAt sequence party(key:"europe"){redLines{totalCount}}}}`
	f.equal(f.ask(query, "negotiation", "k", "2025-02-01T10:30:00Z"), `{"knownAt":"2025-02-01T10:30:00Z","party":{"redLines":{"totalCount":1}},"sequence":"1"}`)
	f.equal(f.ask(query, "negotiation", "k", "2025-02-01T13:00:00+02:00"), `{"knownAt":"2025-02-01T11:00:00Z","party":{"redLines":{"totalCount":2}},"sequence":"2"}`)
	f.equal(f.ask(query, "negotiation"), `{"knownAt":"2025-02-01T12:00:00Z","party":{"redLines":{"totalCount":2}},"sequence":"2"}`)
}

// TestScenarioReadingFloor asks for conflicts under each.
func TestScenarioReadingFloor(t *testing.T) {
	f := example(t)
	f.put("a what-if, a wide line, a rule, a condition",
		&graph.Scenario{Key: "bend", Negotiation: "example", Title: "Both bend", Relaxes: []string{"r1", "r4"},
			Adds:    []graph.RedLine{{Key: "new-line", Party: "europe", Title: "Supposed", Forbids: graph.Patterns{{"territory": {"russia"}}}}},
			Assumes: graph.Pattern{"troops": {"none"}}},
		&graph.RedLine{Key: "wide", Party: "europe", Title: "Wide", Forbids: graph.Patterns{{"troops": {"nato"}}}, MayForbid: graph.Patterns{{"troops": {"none"}}}},
		&graph.Rule{Key: "duty", Negotiation: "example", Forbids: graph.Patterns{{"guarantee": {"article5"}, "troops": {"none"}}}, Reason: "A duty needs means."},
		&graph.Position{Key: "if-none", Party: "europe", Issue: "territory", Stance: graph.StanceAccepts, Options: []string{"frozen"}, Condition: graph.Patterns{{"troops": {"none"}}}},
	)
	n := f.ask(`{negotiation(key:"example",scenario:"bend"){scenario{key title relaxes{key} adds{key title history{sequence}} assumes{terms{issueKey optionKeys}}} relaxed{key} redLines{nodes{key inForce}} rules{key reason forbids{terms{issueKey}}} positions(filter:{parties:["europe"],issues:["territory"]}){nodes{key counted condition{terms{issue{key} options{key}}}}} conflicts{nodes{kind}}}}`, "negotiation")
	f.equal(at(n, "scenario"), `{"adds":[{"history":[],"key":"new-line","title":"Supposed"}],"assumes":{"terms":[{"issueKey":"troops","optionKeys":["none"]}]},"key":"bend","relaxes":[{"key":"r1"},{"key":"r4"}],"title":"Both bend"}`)
	f.equal(at(n, "relaxed"), `[{"key":"r1"},{"key":"r4"}]`)
	f.equal(at(n, "rules"), `[{"forbids":[{"terms":[{"issueKey":"guarantee"},{"issueKey":"troops"}]}],"key":"duty","reason":"A duty needs means."}]`)
	f.equal(at(n, "positions.nodes"), `[{"condition":[{"terms":[{"issue":{"key":"troops"},"options":[{"key":"none"}]}]}],"counted":true,"key":"if-none"}]`)
	f.equal(f.ask(`{position(key:"if-none"){counted}}`, "position"), `{"counted":false}`)
	cells := `query($r:Reading){negotiation(key:"example",reading:$r){reading stanceTable(issue:"troops"){cells{partyKey optionKey attitude}}}}`
	f.equal(f.ask(cells, "negotiation.stanceTable.cells.0", "r", "NARROW"), `{"attitude":"SILENT","optionKey":"none","partyKey":"europe"}`)
	f.equal(f.ask(cells, "negotiation.stanceTable.cells.0", "r", "BROAD"), `{"attitude":"FORBIDDEN","optionKey":"none","partyKey":"europe"}`)
	floor := `query($f:EvidenceFloor){negotiation(key:"example",floor:$f){redLines{totalCount} positions{totalCount}}}`
	f.equal(f.ask(floor, "negotiation", "f", map[string]any{"reliability": "C"}), `{"positions":{"totalCount":0},"redLines":{"totalCount":0}}`)
	f.equal(f.ask(floor, "negotiation", "f", map[string]any{"reliability": "C", "credibility": 3, "includeUnjudged": true}), `{"positions":{"totalCount":3},"redLines":{"totalCount":5}}`)
	f.equal(f.ask(floor, "negotiation", "f", map[string]any{"sources": []any{"illustration"}}), `{"positions":{"totalCount":3},"redLines":{"totalCount":5}}`)
}

// otherKinds are records of the kinds the example has none of, and some relations it lacks.
func otherKinds() []graph.Record {
	return []graph.Record{
		&graph.Rule{Key: "a-rule", Negotiation: "example", Forbids: graph.Patterns{{"troops": {"nato"}}}, Reason: "Because."},
		&graph.Commitment{Key: "a-threat", By: "russia", To: []string{"europe"}, Kind: graph.Threat, Title: "A threat", Consequence: "Something.", Status: graph.CommitmentPending, Issue: "troops"},
		&graph.Assessment{Key: "a-view", Negotiation: "example", Institution: "An institute", About: []string{"red-line/r1", "negotiation/example"}, Date: graph.MustDate("2025-01"), Text: "No deal.", Claim: &graph.Claim{Kind: graph.ClaimNoDeal, Parties: []string{"russia"}}},
		&graph.Scenario{Key: "a-scenario", Negotiation: "example", Title: "What if", Relaxes: []string{"r1"}},
		&graph.Dispute{Key: "a-dispute", Negotiation: "example", Title: "Which?", Over: graph.OverFact, Versions: []graph.Account{
			{Key: "one", Label: "One", Statements: []string{"ex-ukraine-freeze"}}, {Key: "two", Label: "Two", Statements: []string{"ex-ukraine-territory"}}}},
		&graph.Term{Key: "a-term", Negotiation: "example", Title: "Troops", Senses: []graph.Sense{
			{Key: "some", Label: "Some", Means: graph.Pattern{"troops": {"european"}}, Uses: []graph.Use{{Party: "europe", Evidence: []string{"ex-europe-guarantee"}}}},
			{Key: "any", Label: "Any", Means: graph.Pattern{"troops": {"european", "nato"}}, Uses: []graph.Use{{Party: "russia"}}}}},
		&graph.Party{Key: "alliance", Name: "Alliance", Kind: graph.PartyCoalition},
		&graph.Party{Key: "member", Name: "Member", Kind: graph.PartyState, Codes: map[string]string{"iso3166": "XX"}, Memberships: []graph.Membership{{Of: "alliance", From: graph.MustDate("2020"), To: graph.MustDate("2024")}}},
	}
}

// TestNodes finds everything by its id.
func TestNodes(t *testing.T) {
	f := example(t)
	f.put("the other kinds", otherKinds()...)
	for _, k := range graph.Kinds() {
		for r := range f.db.Snapshot().Records(k.Kind) {
			id := r.Ref().ID().String()
			got := f.ask(`query($id:ID!){node(id:$id){__typename id}}`, "node", "id", id)
			f.equal(got, fmt.Sprintf(`{"__typename":%q,"id":%q}`, objectNames[k.Kind], id))
		}
	}
	conflict := f.ask(`{negotiation(key:"example"){conflicts(first:1){nodes{id kind}}}}`, "negotiation.conflicts.nodes.0")
	f.equal(f.ask(`query($id:ID!){node(id:$id){id ... on Conflict{kind}}}`, "node", "id", at(conflict, "id")), fmt.Sprintf(`{"id":%q,"kind":%q}`, at(conflict, "id"), at(conflict, "kind")))
	change, _ := f.db.Snapshot().Change(1)
	f.equal(f.ask(`query($id:ID!){node(id:$id){... on Change{sequence operations(first:1){key}}}}`, "node", "id", change.ID.String()), `{"operations":[{"key":"example"}],"sequence":"1"}`)
	p, _ := graph.Get[*graph.Proposal](f.db.Snapshot(), "draft-a")
	f.equal(f.ask(`query($id:ID!){node(id:$id){... on Provision{clause proposal{key} issue{key}}}}`, "node", "id", p.ProvisionID(1).String()), `{"clause":"2","issue":{"key":"guarantee"},"proposal":{"key":"draft-a"}}`)
	ids := []any{p.Ref().ID().String(), "nonsense", p.ProvisionID(7).String(), (&graph.Party{Key: "russia"}).Ref().ID().String()}
	f.equal(f.ask(`query($ids:[ID!]!){nodes(ids:$ids){__typename}}`, "nodes", "ids", ids), `[{"__typename":"Proposal"},null,null,{"__typename":"Party"}]`)

	f.equal(f.ask(`{negotiation(key:"example"){commitments{key byKey to{key} issueKey kind status} assessments{nodes{key by{key} institution about{id} claim{kind parties{key}}}} scenarios{key}}}`, "negotiation"),
		`{"assessments":{"nodes":[{"about":[{"id":"`+graph.Ref{Kind: "red-line", Key: "r1"}.ID().String()+`"},{"id":"`+graph.Ref{Kind: "negotiation", Key: "example"}.ID().String()+`"}],"by":null,"claim":{"kind":"NO_DEAL_RESPECTS_RED_LINES","parties":[{"key":"russia"}]},"institution":"An institute","key":"a-view"}]},"commitments":[{"byKey":"russia","issueKey":"troops","key":"a-threat","kind":"THREAT","status":"PENDING","to":[{"key":"europe"}]}],"scenarios":[{"key":"a-scenario"}]}`)
	f.equal(f.ask(`{party(key:"member"){codes{label text} memberships{of{key} from to current}} parties(filter:{memberOf:"alliance"},asOf:"2024-06-01"){nodes{key}} now:parties(filter:{memberOf:"alliance"}){totalCount} here:parties(filter:{negotiation:"example"}){totalCount} alliance:party(key:"alliance"){members{party{key}}}}`, ""),
		`{"alliance":{"members":[{"party":{"key":"member"}}]},"here":{"totalCount":3},"now":{"totalCount":0},"parties":{"nodes":[{"key":"member"}]},"party":{"codes":[{"label":"iso3166","text":"XX"}],"memberships":[{"current":false,"from":"2020","of":{"key":"alliance"},"to":"2024"}]}}`)

	// A record put later is found, one retired no longer, though its history stays.
	f.put("later", &graph.Event{Key: "new-event", Title: "New", Kind: graph.EventCall, Status: graph.EventHeld, Date: graph.MustDate("2025-01-30")})
	event := graph.Ref{Kind: graph.KindEvent, Key: "new-event"}
	f.equal(f.ask(`query($id:ID!){node(id:$id){... on Event{key title}}}`, "node", "id", event.ID().String()), `{"key":"new-event","title":"New"}`)
	f.commit("never happened", graph.Op{Retire: event})
	f.equal(f.ask(`query($id:ID!){node(id:$id){id}}`, "node", "id", event.ID().String()), `null`)
	f.equal(f.ask(`query($id:ID!){changes(record:$id,actor:"tester",since:"2025-02-01T00:00:00Z"){nodes{reason operations{action key}}}}`, "changes.nodes", "id", event.ID().String()),
		`[{"operations":[{"action":"RETIRED","key":"new-event"}],"reason":"never happened"},{"operations":[{"action":"ADDED","key":"new-event"}],"reason":"later"}]`)
	f.equal(f.ask(`{event(key:"new-event",knownAt:"2025-02-01T12:30:00Z"){history{sequence retired}}}`, "event.history"), `[{"retired":false,"sequence":"3"}]`)
	f.equal(f.ask(`{changes(actor:"nobody"){totalCount} a:changes(since:"2030-01-01T00:00:00Z"){totalCount}}`, ""), `{"a":{"totalCount":0},"changes":{"totalCount":0}}`)
}

// TestQuantity shows a quantity's options: the ranges its numbers cut.
func TestQuantity(t *testing.T) {
	f := open(t,
		&graph.Negotiation{Key: "n", Title: "N"}, &graph.Party{Key: "p", Name: "P", Kind: graph.PartyState},
		&graph.Issue{Key: "size", Negotiation: "n", Title: "Size", Question: "How many?", Scale: graph.Quantity, Unit: "troops"},
		&graph.Issue{Key: "other", Negotiation: "n", Title: "Other", Question: "Which?", Options: []graph.Option{{Key: "a", Label: "A"}}},
		&graph.Position{Key: "few", Party: "p", Issue: "size", Stance: graph.StanceDemands, Options: []string{"<=600"}},
		&graph.RedLine{Key: "line", Party: "p", Title: "Linked", Forbids: graph.Patterns{{"size": {">800"}, "other": {"a"}}}},
	)
	f.equal(f.ask(`{issue(key:"size"){scale unit options{key label}} position(key:"few"){optionKeys options{key}}}`, ""),
		`{"issue":{"options":[{"key":"<=600","label":"<=600 troops"},{"key":">600..800","label":">600..800 troops"},{"key":">800","label":">800 troops"}],"scale":"QUANTITY","unit":"troops"},"position":{"optionKeys":["<=600"],"options":[{"key":"<=600"}]}}`)
	f.equal(f.ask(`{negotiation(key:"n",issues:["other"]){leftOut{key}} redLine(key:"line"){forbids{terms{issueKey options{key}}}}}`, ""),
		`{"negotiation":{"leftOut":[{"key":"line"}]},"redLine":{"forbids":[{"terms":[{"issueKey":"other","options":[{"key":"a"}]},{"issueKey":"size","options":[{"key":">800"}]}]}]}}`)
}
