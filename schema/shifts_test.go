package schema

import (
	"testing"

	"parley/graph"
)

// TestShifts has a position follow another, with the words of both, and asks in ways that fail.
func TestShifts(t *testing.T) {
	f := example(t)
	f.put("a change",
		&graph.Position{Key: "russia-bends", Party: "russia", Issue: "territory", Stance: graph.StanceAccepts, Options: []string{"frozen"}, From: graph.MustDate("2025-01-20~"), Supersedes: "russia-wants-territory", Evidence: []string{"ex-russia-answer"}},
		&graph.Position{Key: "also", Party: "russia", Issue: "territory", Stance: graph.StanceOpposes, Options: []string{"ukraine"}, From: graph.MustDate("2025-01-12"), To: graph.MustDate("2025-01-19")},
	)
	f.equal(f.ask(`{negotiation(key:"example"){shifts(from:"2025-01-12",to:"2025-02-01",parties:["russia"],issues:["territory"]){kind date day exact beforeKey afterKey before{...on Position{key party{key}}} alsoEnded{...on Position{key}} statementBefore{key} statementAfter{key} announcedBy{key} event{key} further}}}`, "negotiation.shifts"),
		`[{"afterKey":"russia-bends","alsoEnded":[{"key":"also"}],"announcedBy":{"key":"example-envoy"},"before":{"key":"russia-wants-territory","party":{"key":"russia"}},"beforeKey":"russia-wants-territory","date":"2025-01-20~","day":"2025-01-20","event":null,"exact":false,"further":false,"kind":"SOFTENED","statementAfter":{"key":"ex-russia-answer"},"statementBefore":{"key":"ex-russia-territory"}}]`)
	f.equal(f.ask(`{negotiation(key:"example",asOf:"2025-01-19"){shifts(from:"2025-01-12",to:"2025-02-01"){afterKey}}}`, "negotiation.shifts"), `[{"afterKey":"europe-prefers-guarantee"},{"afterKey":"r5"}]`)
	for _, tt := range []struct{ args, code, words string }{
		{`from:"2025-01",to:"2025-02-01"`, CodeBadInput, "from: "},
		{`from:"2025-01-01",to:"2025-02-01~"`, CodeBadInput, "to: "},
		{`from:"2025-02-01",to:"2025-02-01"`, CodeBadInput, "not before"},
		{`from:"2025-01-01",to:"2025-02-01",parties:["rusia"]`, CodeNotFound, `parties: unknown party "rusia" (did you mean "russia"?)`},
		{`from:"2025-01-01",to:"2025-02-01",issues:["trops"]`, CodeNotFound, `did you mean "troops"`},
		{`from:"2025-01-01",to:"2025-02-01",kinds:[]`, CodeBadInput, "the list is empty"},
	} {
		f.fails(`{negotiation(key:"example"){shifts(`+tt.args+`){kind}}}`, tt.code, tt.words)
	}
}
