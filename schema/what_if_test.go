package schema

import "testing"

// TestWhatIf opens the blocked example by one red line, and changes nothing.
func TestWhatIf(t *testing.T) {
	f := example(t)
	got := f.ask(`{negotiation(key:"example"){whatIf(relax:["r2"]){effect{verdictBefore verdictAfter coresLost{redLines{key}} coresGained{count:explanation}}
		before{dealCount concessions{count}} after{dealCount relaxed{key}} footings{partyKey before after}}}}`, "negotiation.whatIf")
	f.equal(at(got, "effect"), `{"coresGained":[],"coresLost":[{"redLines":[{"key":"r2"},{"key":"r3"},{"key":"r4"},{"key":"r5"}]}],"verdictAfter":"UNDETERMINED","verdictBefore":"BLOCKED"}`)
	f.equal(at(got, "before"), `{"concessions":{"count":4},"dealCount":"0"}`)
	f.equal(at(got, "after"), `{"dealCount":"2","relaxed":[{"key":"r2"}]}`)
	f.equal(f.ask(`{negotiation(key:"example"){whatIf(relax:["r3"]){footings{partyKey before after}}}}`, "negotiation.whatIf.footings"), `[{"after":100,"before":null,"partyKey":"europe"},{"after":0,"before":null,"partyKey":"russia"},{"after":35.7143,"before":null,"partyKey":"ukraine"}]`)
	f.equal(f.ask(`{negotiation(key:"example"){settlement{verdict}}}`, "negotiation.settlement"), `{"verdict":"BLOCKED"}`)
	f.fails(`{negotiation(key:"example"){whatIf{effect{verdictAfter}}}}`, CodeBadInput, "say what is supposed")
}
