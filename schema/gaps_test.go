package schema

import (
	"testing"

	"parley/graph"
	"parley/seed"
)

// TestRankedGaps lists what most hangs on first, with the history of each silence, and leaves the unranked lists as they
// are.
func TestRankedGaps(t *testing.T) {
	f := example(t)
	f.put("a word that says nothing, a question not answered, a search",
		&graph.Statement{Key: "vague", Source: "illustration", Party: "europe", Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025-01-10"), Paraphrase: "It will be seen."},
		&graph.Position{Key: "no-word", Party: "europe", Issue: "territory", Stance: graph.StanceDeclined, From: graph.MustDate("2025-01-10"), Evidence: []string{"vague"}},
		&graph.Inquiry{Key: "looked", Party: "europe", Issue: "territory", Date: graph.MustDate("2025-01-20"), Searched: []string{"archive", "press"}},
	)
	f.equal(f.ask(`{negotiation(key:"example",asOf:"2025-02-01",parties:["europe","russia"]){gaps{ranked(first:1){partyKey issueKey kind removes conflicts optionKeys since lastAsked lastSearched searched material statementKey statement{paraphrase} explanation gap{partyKey last{key}}}}}}`, "negotiation.gaps.ranked"),
		`[{"conflicts":1,"explanation":"Europe was asked on “Contested territory”, and would not say (it has never said); every deal rests on it, and a reply could clash with what one other party holds on the issue.","gap":{"last":{"key":"no-word"},"partyKey":"europe"},"issueKey":"territory","kind":"DECLINED","lastAsked":"2025-01-10","lastSearched":"2025-01-31","material":2,"optionKeys":["ukraine","frozen","russia"],"partyKey":"europe","removes":"4","searched":["all statements of the example","archive","press"],"since":null,"statement":{"paraphrase":"It will be seen."},"statementKey":"vague"}]`)
	f.fails(`{negotiation(key:"example"){gaps{ranked(first:0){kind}}}}`, CodeBadInput, "first is 0")
}

// TestNextQuestions asks whom to ask what, and sees what a reply would bring in the view of that reply.
func TestNextQuestions(t *testing.T) {
	f := open(t, seeded(t, seed.Ukraine)...)
	const asked = `{negotiation(key:"ukraine",asOf:"2025-08-19"){nextQuestions(first:1,parties:["eu","russia","ukraine"]){complete nodes{
		about partyKey issueKey issueKeys kind optionKeys redLineKey changesVerdict to{personKey title}
		replies{reply verdict answersShort coresOpened{redLineKeys parties{key}} conflictsOpened{kind parties{key} sides{holds{...on RedLine{key}}}} covers{terms{optionKeys}}}}}}}`
	f.equal(f.ask(asked, "negotiation.nextQuestions"), `{"complete":true,"nodes":[{"about":"REACH","changesVerdict":true,"issueKey":"foreign-troops","issueKeys":["foreign-troops"],"kind":null,"optionKeys":[],"partyKey":"russia","redLineKey":"russia-no-nato-state-troops","replies":[{"answersShort":null,"conflictsOpened":[{"kind":"RED_LINES_CLASH","parties":[{"key":"russia"},{"key":"ukraine"}],"sides":[{"holds":{"key":"russia-no-nato-state-troops"}},{"holds":{"key":"ukraine-no-ban-on-foreign-troops"}}]}],"coresOpened":[{"parties":[{"key":"russia"},{"key":"ukraine"}],"redLineKeys":["russia-no-nato-state-troops","ukraine-no-ban-on-foreign-troops"]}],"covers":[{"terms":[{"optionKeys":["no-nato-troops"]}]}],"reply":"COVERS","verdict":"BLOCKED"},{"answersShort":124,"conflictsOpened":[],"coresOpened":[],"covers":[],"reply":"EXCLUDES","verdict":"UNDETERMINED"}],"to":[{"personKey":"vladimir-putin","title":"President"}]}]}`)
	f.equal(f.ask(`{negotiation(key:"ukraine",asOf:"2025-08-19",parties:["usa"]){nextQuestions(first:1,parties:["usa","china"]){nodes{partyKey kind}}}}`, "negotiation.nextQuestions.nodes.0.kind"), `"NOT_RESEARCHED"`)
	for _, tt := range []struct{ args, code, words string }{
		{`(first:501)`, CodeBadInput, "first is 501"},
		{`(timeBudgetMs:0)`, CodeBadInput, "timeBudgetMs is 0"},
		{`(parties:["rusia"])`, CodeNotFound, `did you mean "russia"`},
	} {
		f.fails(`{negotiation(key:"ukraine"){nextQuestions`+tt.args+`{count}}}`, tt.code, tt.words)
	}
}
