package schema

import (
	"testing"

	"parley/graph"
	"parley/seed"
)

func TestSequencing(t *testing.T) {
	f := open(t, seeded(t, seed.Ukraine)...)
	const query = `query($parties:[String!],$first:Int){negotiation(key:"ukraine" asOf:"2025-11-20" parties:$parties){sequencing(first:$first){complete
		precedences{partyKey beforeKey afterKey strength grounds{strength issueKey recordKeys yetKeys}}
		circles{stepKeys youFirst partyKeys edges{beforeKey afterKey partyKeys breakKeys sharedKeys break{__typename}}} inconsistent{stepKeys}}}}`
	f.equal(f.ask(query, "negotiation.sequencing", "parties", []any{"russia", "ukraine"}, "first", 1), spaced(t, `{"complete":true,"inconsistent":[],
		"precedences":[
			{"partyKey":"russia","beforeKey":"preparation","afterKey":"leaders-meeting","strength":"DEMANDED","grounds":[{"strength":"DEMANDED","issueKey":"leaders-meeting-preparation","recordKeys":["russia-leaders-meeting-preparation-demands-2025-08-19"],"yetKeys":[]}]},
			{"partyKey":"ukraine","beforeKey":"ceasefire","afterKey":"talks","strength":"DEMANDED","grounds":[{"strength":"DEMANDED","issueKey":"ceasefire-sequencing","recordKeys":["ukraine-ceasefire-sequencing-demands-2025-06-02"],"yetKeys":[]},{"strength":"PREFERRED","issueKey":"ceasefire-sequencing","recordKeys":["ukraine-ceasefire-sequencing-prefers-2025-08-16"],"yetKeys":[]}]},
			{"partyKey":"ukraine","beforeKey":"ceasefire","afterKey":"withdrawal","strength":"DEMANDED","grounds":[{"strength":"DEMANDED","issueKey":"ceasefire-sequencing","recordKeys":["ukraine-ceasefire-sequencing-demands-2025-06-02"],"yetKeys":[]},{"strength":"PREFERRED","issueKey":"ceasefire-sequencing","recordKeys":["ukraine-ceasefire-sequencing-prefers-2025-08-16"],"yetKeys":[]}]},
			{"partyKey":"ukraine","beforeKey":"talks","afterKey":"withdrawal","strength":"DEMANDED","grounds":[{"strength":"DEMANDED","issueKey":"ceasefire-sequencing","recordKeys":["ukraine-ceasefire-sequencing-demands-2025-06-02"],"yetKeys":[]},{"strength":"PREFERRED","issueKey":"ceasefire-sequencing","recordKeys":["ukraine-ceasefire-sequencing-prefers-2025-08-16"],"yetKeys":[]}]},
			{"partyKey":"russia","beforeKey":"withdrawal","afterKey":"ceasefire","strength":"DEMANDED","grounds":[{"strength":"DEMANDED","issueKey":"ceasefire-sequencing","recordKeys":["russia-ceasefire-sequencing-demands-2024-06-14"],"yetKeys":["russia-ceasefire-sequencing-demands-2025-06-02"]}]}],
		"circles":[{"stepKeys":["ceasefire","withdrawal"],"youFirst":true,"partyKeys":["russia","ukraine"],"edges":[
			{"beforeKey":"ceasefire","afterKey":"withdrawal","partyKeys":["ukraine"],"breakKeys":["ukraine-ceasefire-sequencing-demands-2025-06-02","ukraine-ceasefire-sequencing-prefers-2025-08-16"],"sharedKeys":[],"break":[{"__typename":"Position"},{"__typename":"Position"}]},
			{"beforeKey":"withdrawal","afterKey":"ceasefire","partyKeys":["russia"],"breakKeys":["russia-ceasefire-sequencing-demands-2024-06-14"],"sharedKeys":[],"break":[{"__typename":"Position"}]}]}]}`))
	f.equal(f.ask(`{negotiation(key:"ukraine" asOf:"2026-06-30"){sequencing(first:1){complete circles{stepKeys}}}}`, "negotiation.sequencing"),
		`{"circles":[{"stepKeys":["ceasefire","talks"]}],"complete":false}`)
	f.fails(`{negotiation(key:"ukraine"){sequencing(first:0){complete}}}`, CodeBadInput, "first is 0")
}

// Steps and the order that options lay down are told of where nobody wants any.
func TestSteps(t *testing.T) {
	f := open(t, &graph.Negotiation{Key: "n", Title: "N", Steps: []graph.Step{{Key: "a", Label: "A"}, {Key: "b", Label: "B"}}},
		&graph.Issue{Key: "i", Negotiation: "n", Title: "I", Question: "I?", Options: []graph.Option{{Key: "o", Label: "O", Order: []string{"b", "a"}}}})
	f.equal(f.ask(`{negotiation(key:"n"){steps{key label} issues{nodes{options{order}}} sequencing{complete steps{key} precedences{partyKey} circles{stepKeys}}}}`, "negotiation"),
		`{"issues":{"nodes":[{"options":[{"order":["b","a"]}]}]},"sequencing":{"circles":[],"complete":true,"precedences":[],"steps":[{"key":"a"},{"key":"b"}]},"steps":[{"key":"a","label":"A"},{"key":"b","label":"B"}]}`)
}
