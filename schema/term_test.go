package schema

import (
	"testing"

	"parley/graph"
	"parley/seed"
)

// termCase is the example with a word that the two sides use for control of the territory by themselves.
func termCase(t *testing.T) *fixture {
	f := example(t)
	f.put("a term",
		&graph.Term{Key: "peace", Negotiation: "example", Title: "just peace", Aliases: []string{"fair peace"}, Wording: "Say who controls what.", Senses: []graph.Sense{
			{Key: "return", Label: "Return of the territory", Means: graph.Pattern{"territory": {"ukraine"}}, Uses: []graph.Use{{Party: "ukraine", Evidence: []string{"ex-ukraine-territory"}}}},
			{Key: "cession", Label: "Cession of the territory", Means: graph.Pattern{"territory": {"russia"}}, Uses: []graph.Use{{Party: "russia", Evidence: []string{"ex-russia-territory"}}}},
		}},
		&graph.Proposal{Key: "vague", Negotiation: "example", Title: "Vague", Date: graph.MustDate("2025-01-25"), Status: graph.ProposalReported,
			Provisions: []graph.Provision{{Clause: "1", Issue: "territory", Text: "A just peace is made."}}},
		&graph.Position{Key: "europe-troops", Party: "europe", Issue: "troops", Stance: graph.StanceAccepts, Options: []string{"european"}, Scope: "in peacetime"},
	)
	return f
}

func TestTerms(t *testing.T) {
	f := termCase(t)
	f.equal(f.ask(`{negotiation(key:"example"){terms{totalCount nodes{key title aliases wording senses{key means{terms{issueKey optionKeys}} uses{partyKey statementKeys}} differences{aKey bKey aSenseKey bSenseKey explanation}}}}}`, "negotiation.terms"),
		`{"nodes":[{"aliases":["fair peace"],"differences":[{"aKey":"russia","aSenseKey":"cession","bKey":"ukraine","bSenseKey":"return","explanation":"By “just peace” Russia means “Cession of the territory”, and Ukraine means “Return of the territory”."}],"key":"peace","senses":[{"key":"return","means":{"terms":[{"issueKey":"territory","optionKeys":["ukraine"]}]},"uses":[{"partyKey":"ukraine","statementKeys":["ex-ukraine-territory"]}]},{"key":"cession","means":{"terms":[{"issueKey":"territory","optionKeys":["russia"]}]},"uses":[{"partyKey":"russia","statementKeys":["ex-russia-territory"]}]}],"title":"just peace","wording":"Say who controls what."}],"totalCount":1}`)
	f.equal(f.ask(`{negotiation(key:"example" parties:["russia","ukraine"]){term(key:"peace"){finding{narrow broad senses{senseKey narrow stands{partyKey attitude redLineKeys}} onlyWhileOpen{partyKeys all accepts{partyKey senseKeys}}}}}}`, "negotiation.term.finding"),
		`{"broad":"UNDETERMINED","narrow":"UNDETERMINED","onlyWhileOpen":[{"accepts":[{"partyKey":"russia","senseKeys":["cession"]},{"partyKey":"ukraine","senseKeys":["return"]}],"all":true,"partyKeys":["russia","ukraine"]}],"senses":[{"narrow":"BLOCKED","senseKey":"return","stands":[{"attitude":"FORBIDDEN","partyKey":"russia","redLineKeys":["r4"]},{"attitude":"ACCEPTED","partyKey":"ukraine","redLineKeys":[]}]},{"narrow":"BLOCKED","senseKey":"cession","stands":[{"attitude":"ACCEPTED","partyKey":"russia","redLineKeys":[]},{"attitude":"FORBIDDEN","partyKey":"ukraine","redLineKeys":["r1"]}]}]}`)
	f.equal(f.ask(`{term(key:"peace"){finding{texts{proposalKey leaves{issueKey options{key} senseKeys provisions{clause}} lines{redLineKey partyKey asItStands outcomes{senseKey outcome}}}}}}`, "term.finding.texts"),
		`[{"leaves":[{"issueKey":"territory","options":[],"provisions":[{"clause":"1"}],"senseKeys":["return","cession"]}],"lines":[{"asItStands":"OPEN","outcomes":[{"outcome":"CROSSED","senseKey":"return"},{"outcome":"RESPECTED","senseKey":"cession"}],"partyKey":"russia","redLineKey":"r4"},{"asItStands":"OPEN","outcomes":[{"outcome":"RESPECTED","senseKey":"return"},{"outcome":"CROSSED","senseKey":"cession"}],"partyKey":"ukraine","redLineKey":"r1"},{"asItStands":"OPEN","outcomes":[{"outcome":"RESPECTED","senseKey":"return"},{"outcome":"OPEN","senseKey":"cession"}],"partyKey":"ukraine","redLineKey":"r2"}],"proposalKey":"vague"}]`)
	f.equal(f.ask(`{negotiation(key:"example" issues:["troops"]){terms{totalCount}} statement(key:"ex-ukraine-territory"){supports{... on Term{key}}} search(text:"cession of the territory" kinds:[TERM]){nodes{key field}}}`, ""),
		`{"negotiation":{"terms":{"totalCount":0}},"search":{"nodes":[{"field":"senses","key":"peace"}]},"statement":{"supports":[{},{},{},{"key":"peace"}]}}`)
	f.fails(`{negotiation(key:"example"){term(key:"piece"){key}}}`, CodeNotFound, `unknown term "piece": one of peace`)
}

// What parties accept for different scopes is shown as common ground, with a caveat.
func TestCommonGroundMayBeOnlyVerbal(t *testing.T) {
	f := termCase(t)
	f.equal(f.ask(`{negotiation(key:"example"){commonGround(parties:["europe","ukraine"]){allAccept{optionKey caveats{kind explanation termKey positionKeys}}}}}`, "negotiation.commonGround.allAccept"),
		`[{"caveats":[{"explanation":"They accept it for different scopes: Europe for “in peacetime”; Ukraine without a scope of its own.","kind":"SCOPE","positionKeys":["europe-troops","ukraine-accepts-troops"],"termKey":null}],"optionKey":"european"}]`)
}

// A claim is answered on its own day and on the view's, under both readings; the judgement of August 2025 is one.
func TestClaimsHaveParleysOwnAnswer(t *testing.T) {
	f := example(t)
	f.put("claims",
		&graph.Assessment{Key: "blocked", Negotiation: "example", Institution: "I", Date: graph.MustDate("2025-01-11"), Text: "No deal.", Claim: &graph.Claim{Kind: graph.ClaimNoDeal, Parties: []string{"ukraine", "russia", "europe"}}},
		&graph.Assessment{Key: "crosses", Negotiation: "example", Institution: "I", Date: graph.MustDate("2025-02-01"), Text: "It crosses.", Claim: &graph.Claim{Kind: graph.ClaimCrosses, Parties: []string{"russia"}, Proposal: "draft-a"}},
		&graph.Assessment{Key: "no-claim", Negotiation: "example", Institution: "I", Date: graph.MustDate("2025-01-12"), Text: "Hard."},
	)
	f.equal(f.ask(`{negotiation(key:"example"){assessments{nodes{key claim{kind proposalKey holds answers{asOf reading agreement verdict recordKeys}}}}}}`, "negotiation.assessments.nodes"),
		`[{"claim":{"answers":[{"agreement":"CANNOT_TELL","asOf":"2025-01-11","reading":"NARROW","recordKeys":[],"verdict":"UNDETERMINED"},{"agreement":"CANNOT_TELL","asOf":"2025-01-11","reading":"BROAD","recordKeys":[],"verdict":"UNDETERMINED"},{"agreement":"AGREES","asOf":"2025-02-01","reading":"NARROW","recordKeys":["red-line/r2","red-line/r3","red-line/r4","red-line/r5"],"verdict":"BLOCKED"},{"agreement":"AGREES","asOf":"2025-02-01","reading":"BROAD","recordKeys":["red-line/r2","red-line/r3","red-line/r4","red-line/r5"],"verdict":"BLOCKED"}],"holds":true,"kind":"NO_DEAL_RESPECTS_RED_LINES","proposalKey":null},"key":"blocked"},{"claim":null,"key":"no-claim"},{"claim":{"answers":[{"agreement":"AGREES","asOf":"2025-02-01","reading":"NARROW","recordKeys":["red-line/r3"],"verdict":null},{"agreement":"AGREES","asOf":"2025-02-01","reading":"BROAD","recordKeys":["red-line/r3"],"verdict":null}],"holds":true,"kind":"PROPOSAL_CROSSES_RED_LINES","proposalKey":"draft-a"},"key":"crosses"}]`)

	g := open(t, seeded(t, seed.Ukraine)...)
	g.equal(g.ask(`{negotiation(key:"ukraine" asOf:"2025-08-19"){assessments{nodes{key claim{answers{reading agreement verdict basis}}}}}}`, "negotiation.assessments.nodes.6"),
		`{"claim":{"answers":[{"agreement":"CANNOT_TELL","basis":"This is relative to recorded red lines and rules.","reading":"NARROW","verdict":"UNDETERMINED"},{"agreement":"AGREES","basis":"This is relative to recorded red lines and rules.","reading":"BROAD","verdict":"BLOCKED"}]},"key":"matthijs-no-deal-2025-08-19"}`)
}
