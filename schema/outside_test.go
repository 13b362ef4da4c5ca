package schema

import (
	"testing"

	"parley/graph"
	"parley/seed"
)

// TestPartiesOfAnotherCase asks in one negotiation about a party that has no part in it: a count of nothing would read as
// if all were well.
func TestPartiesOfAnotherCase(t *testing.T) {
	f := open(t, append(seeded(t, seed.Example),
		&graph.Party{Key: "alba", Name: "Alba", Kind: graph.PartyState}, &graph.Party{Key: "late", Name: "Late", Kind: graph.PartyState},
		&graph.Position{Party: "late", Issue: "troops", Stance: graph.StanceOpposes, Options: []string{"nato"}, From: graph.MustDate("2031")},
	)...)
	for _, field := range []string{
		`conflicts(filter:{between:["alba","russia"]}){totalCount}`, `conflicts(filter:{involving:["alba"]}){totalCount}`,
		`redLines(filter:{parties:["alba"]}){totalCount}`, `positions(filter:{parties:["alba"]}){totalCount}`,
		`settlement(parties:["alba","russia"]){verdict}`, `shifts(from:"2025-01-01",to:"2025-01-31",parties:["alba"]){kind}`,
	} {
		f.fails(`{negotiation(key:"example"){`+field+`}}`, CodeNotFound, `party "alba" has no part in the negotiation "example"`)
	}
	f.ask(`{negotiation(key:"example"){
		conflicts(filter:{between:["late","russia"]}){totalCount} redLines(filter:{parties:["late"]}){totalCount}
		settlement(parties:["russia","alba"], add:[{party:"alba",forbids:[{terms:[{issue:"troops",options:["nato"]}]}]}]){verdict}
	}}`, "")
}

// TestPartiesOfTheDefaultData asks about every party of the data that comes with Parley, in its case.
func TestPartiesOfTheDefaultData(t *testing.T) {
	f := open(t, seeded(t, seed.Ukraine)...)
	for p := range graph.All[*graph.Party](f.db.Snapshot()) {
		if a := f.do(`query($p:[String!]){negotiation(key:"ukraine"){conflicts(filter:{involving:$p}){totalCount}}}`, "p", []any{p.Key}); len(a.Errors) > 0 {
			t.Errorf("%s: %s", p.Key, a.Errors[0].Message)
		}
	}
}
