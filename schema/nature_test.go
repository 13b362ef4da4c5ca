package schema

import (
	"testing"

	"parley/graph"
)

// TestWhatConflictsTurnOn asks for natures, for how contested an issue is, and for a bloc beside its members.
func TestWhatConflictsTurnOn(t *testing.T) {
	f := example(t)
	f.put("a member that dissents",
		&graph.Party{Key: "member", Name: "Member", Kind: graph.PartyState, Memberships: []graph.Membership{{Of: "europe"}}},
		&graph.Position{Key: "member-troops", Party: "member", Issue: "troops", Stance: graph.StanceDemands, Options: []string{"none"}, Scope: "in peacetime"},
		&graph.Position{Key: "europe-troops", Party: "europe", Issue: "troops", Stance: graph.StanceDemands, Options: []string{"european"}})
	f.equal(f.ask(`{negotiation(key:"example"){conflicts(filter:{between:["europe","member"],kinds:[DEMANDS_DIFFER]}){nodes{natures{kind bridge}}}}}`, "negotiation.conflicts.nodes.0.natures.1"),
		`{"bridge":"Zones, periods or exceptions that let both limits stand.","kind":"SCOPE"}`)
	f.equal(f.ask(`{party(key:"europe"){membersOn(issue:"troops"){blocKey stated memberKeys options{optionKey own acceptKeys rejectKeys silentKeys dissentKeys}}}}`, "party.membersOn"),
		`{"blocKey":"europe","memberKeys":["member"],"options":[{"acceptKeys":["member"],"dissentKeys":["member"],"optionKey":"none","own":"OPPOSED_BY_IMPLICATION","rejectKeys":[],"silentKeys":[]},{"acceptKeys":[],"dissentKeys":["member"],"optionKey":"european","own":"ACCEPTED","rejectKeys":["member"],"silentKeys":[]},{"acceptKeys":[],"dissentKeys":[],"optionKey":"nato","own":"OPPOSED_BY_IMPLICATION","rejectKeys":["member"],"silentKeys":[]}],"stated":true}`)
	f.equal(f.ask(`{issue(key:"troops"){contest{onRecord pairs opposed share}}}`, "issue.contest"), `{"onRecord":4,"opposed":2,"pairs":6,"share":0.3333333333333333}`)
}
