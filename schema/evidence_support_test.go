package schema

import (
	"fmt"
	"testing"

	"parley/graph"
)

// versionsCase is the example with one more source, which tells what Ukraine refuses otherwise: a dispute of two versions.
func versionsCase(t *testing.T, preferred string) *fixture {
	f := example(t)
	d := &graph.Dispute{Key: "which", Negotiation: "example", Title: "What did Ukraine refuse?", Over: graph.OverFact, Preferred: preferred, DecidedBy: "the editors", Decided: graph.MustDate("2025-01"), WouldChange: "A recording.",
		Versions: []graph.Account{{Key: "freeze", Label: "A freeze", Statements: []string{"ex-ukraine-freeze"}}, {Key: "nothing", Label: "Nothing", Statements: []string{"told-otherwise"}}}}
	if preferred != "" {
		d.Reason = "Closer to the words."
	}
	f.put("another version",
		&graph.Source{Key: "agency", Title: "Agency", Reliability: "C"}, &graph.Source{Key: "copy", Title: "Copy", Reliability: "D", Origin: "agency"},
		&graph.Statement{Key: "told-otherwise", Source: "copy", Party: "ukraine", Attribution: graph.AttributionReported, Said: graph.MustDate("2025-01-12"), Paraphrase: "Nothing was refused.", Credibility: 4}, d)
	return f
}

func TestDisputesAreSideBySide(t *testing.T) {
	f := versionsCase(t, "freeze")
	f.equal(f.ask(`{dispute(key:"which"){title over preferredKey takenKey reason decidedBy decided wouldChange negotiationKey
		versions{key label preferred counts originKeys backings{statementKey sourceKey grade chainKeys originKey anchor}}}}`, "dispute"),
		`{"decided":"2025-01","decidedBy":"the editors","negotiationKey":"example","over":"FACT","preferredKey":"freeze","reason":"Closer to the words.","takenKey":"freeze","title":"What did Ukraine refuse?","versions":[`+
			`{"backings":[{"anchor":"NO_QUOTATION","chainKeys":["illustration"],"grade":"--","originKey":"illustration","sourceKey":"illustration","statementKey":"ex-ukraine-freeze"}],"counts":true,"key":"freeze","label":"A freeze","originKeys":["illustration"],"preferred":true},`+
			`{"backings":[{"anchor":"NO_QUOTATION","chainKeys":["copy","agency"],"grade":"D4","originKey":"agency","sourceKey":"copy","statementKey":"told-otherwise"}],"counts":false,"key":"nothing","label":"Nothing","originKeys":["agency"],"preferred":false}],"wouldChange":"A recording."}`)
	f.equal(f.ask(`{negotiation(key:"example"){dispute(key:"which"){key} disputes{totalCount} support(record:"dispute/which"){leftOut{statementKey}}}
		statement(key:"told-otherwise"){grade anchor supports{... on Dispute{key}} context{words} source{footnote chain{key}}}}`, ""),
		`{"negotiation":{"dispute":{"key":"which"},"disputes":{"totalCount":1},"support":{"leftOut":[{"statementKey":"told-otherwise"}]}},"statement":{"anchor":"NO_QUOTATION","context":null,"grade":"D4","source":{"chain":[{"key":"copy"},{"key":"agency"}],"footnote":"“Copy”."},"supports":[{"key":"which"}]}}`)
	f.fails(`{negotiation(key:"example"){dispute(key:"wich"){key}}}`, CodeNotFound, `did you mean "which"`)
}

// Taking the other version gives up a red line that the deadlock hangs on; the view asked to take it says so.
func TestTakingTheOtherVersion(t *testing.T) {
	f := versionsCase(t, "freeze")
	f.equal(f.ask(`{dispute(key:"which"){versions{key effect{verdictBefore verdictAfter coresLost{redLineKeys hangsOnKeys} coresGained{redLineKeys}}}}}`, "dispute.versions"),
		`[{"effect":null,"key":"freeze"},{"effect":{"coresGained":[],"coresLost":[{"hangsOnKeys":["illustration"],"redLineKeys":["r2","r3","r4","r5"]}],"verdictAfter":"UNDETERMINED","verdictBefore":"BLOCKED"},"key":"nothing"}]`)
	asked := `{negotiation(key:"example" prefer:%s){preferred{disputeKey versionKey} settlement{verdict preferred{disputeKey}} dispute(key:"which"){takenKey preferredKey versions{counts effect{verdictAfter}}}}}`
	for prefer, want := range map[string]string{
		`[{dispute:"which" version:"nothing"}]`: `{"dispute":{"preferredKey":"freeze","takenKey":"nothing","versions":[{"counts":false,"effect":{"verdictAfter":"BLOCKED"}},{"counts":true,"effect":null}]},"preferred":[{"disputeKey":"which","versionKey":"nothing"}],"settlement":{"preferred":[{"disputeKey":"which"}],"verdict":"UNDETERMINED"}}`,
		`[{dispute:"which"}]`:                   `{"dispute":{"preferredKey":"freeze","takenKey":null,"versions":[{"counts":true,"effect":{"verdictAfter":"BLOCKED"}},{"counts":true,"effect":{"verdictAfter":"UNDETERMINED"}}]},"preferred":[{"disputeKey":"which","versionKey":null}],"settlement":{"preferred":[{"disputeKey":"which"}],"verdict":"BLOCKED"}}`,
		`[]`:                                    `{"dispute":{"preferredKey":"freeze","takenKey":"freeze","versions":[{"counts":true,"effect":null},{"counts":false,"effect":{"verdictAfter":"UNDETERMINED"}}]},"preferred":[],"settlement":{"preferred":[],"verdict":"BLOCKED"}}`,
	} {
		f.equal(f.ask(fmt.Sprintf(asked, prefer), "negotiation"), want)
	}
	f.fails(fmt.Sprintf(asked, `[{dispute:"which" version:"nothin"}]`), CodeNotFound, "unknown version of dispute which", `did you mean "nothing"`)
	f.fails(fmt.Sprintf(asked, `[{dispute:"wich"}]`), CodeNotFound, `did you mean "which"`)
	f.fails(fmt.Sprintf(asked, `[{dispute:"which"},{dispute:"which"}]`), CodeBadInput, "there twice")
}

func TestThinIceAndSupport(t *testing.T) {
	f := example(t)
	f.equal(f.ask(`{negotiation(key:"example"){support(record:"red-line/r2"){recordKind recordKey originKeys grades newest weaknesses explanation}}}`, "negotiation.support"),
		`{"explanation":"It rests on 1 statement from 1 origin, not graded, the newest of 2025-01-10: no statement has a source graded A to C and is graded 1 to 3; all goes back to illustration.","grades":["--"],"newest":"2025-01-10","originKeys":["illustration"],"recordKey":"r2","recordKind":"RED_LINE","weaknesses":["LOW_GRADES_ONLY","SINGLE_ORIGIN"]}`)
	f.equal(f.ask(`{negotiation(key:"example"){thinIce{inForceCount count complete records(first:5){nodes{recordKey coreCount decidesVerdict conflictCount}}}}}`, "negotiation.thinIce"),
		`{"complete":true,"count":9,"inForceCount":9,"records":{"nodes":[{"conflictCount":2,"coreCount":1,"decidesVerdict":true,"recordKey":"r4"},{"conflictCount":1,"coreCount":1,"decidesVerdict":true,"recordKey":"r2"},{"conflictCount":1,"coreCount":1,"decidesVerdict":true,"recordKey":"r3"},{"conflictCount":1,"coreCount":1,"decidesVerdict":true,"recordKey":"r5"},{"conflictCount":2,"coreCount":0,"decidesVerdict":false,"recordKey":"russia-wants-territory"}]}}`)
	f.equal(f.ask(`{negotiation(key:"example"){thinIce{records(weaknesses:[STALE INFERRED_ONLY]){totalCount}}}}`, "negotiation.thinIce.records.totalCount"), `0`)
	f.fails(`{negotiation(key:"example"){support(record:"r2"){newest}}}`, CodeBadInput, "kind/key")
	f.fails(`{negotiation(key:"example"){support(record:"party/russia"){newest}}}`, CodeBadInput, "rests on no statements")
	f.fails(`{negotiation(key:"example"){support(record:"red-line/r22"){newest}}}`, CodeNotFound, "did you mean")
}

func TestWhatHangsOnASource(t *testing.T) {
	f := versionsCase(t, "")
	f.equal(f.ask(`{negotiation(key:"example"){sourceImpact(source:"agency"){copyKeys statementKeys restingRefs aloneRefs effect{nothingChanged}}}}`, "negotiation.sourceImpact"),
		`{"aloneRefs":[],"copyKeys":["copy"],"effect":{"nothingChanged":true},"restingRefs":["dispute/which"],"statementKeys":["told-otherwise"]}`)
	f.equal(f.ask(`{negotiation(key:"example"){sourceImpact(source:"illustration"){effect{verdictBefore verdictAfter coresLost{redLineKeys survivesAnyLoss}}}}}`, "negotiation.sourceImpact.effect"),
		`{"coresLost":[{"redLineKeys":["r2","r3","r4","r5"],"survivesAnyLoss":false}],"verdictAfter":"UNDETERMINED","verdictBefore":"BLOCKED"}`)
	f.fails(`{negotiation(key:"example"){sourceImpact(source:"agenci"){sourceKey}}}`, CodeNotFound, `did you mean "agency"`)
}

func TestWordsInContextAndCorrections(t *testing.T) {
	f := example(t)
	paper := func(text string) *graph.Source {
		return &graph.Source{Key: "paper", Title: "Paper", Text: text, Publisher: "Press", Issued: graph.MustDate("2025-01-20")}
	}
	quote := func(words string) *graph.Statement {
		return &graph.Statement{Key: "berths", Source: "paper", Party: "ukraine", Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025-01-20"), Paraphrase: "P.", Quotation: &graph.Quotation{Exact: words}}
	}
	f.put("a text", paper("The envoy said that the berths are ours. Nobody replied."), quote("berths are ours"))
	f.equal(f.ask(`{statement(key:"berths"){anchor context(words:2){before words after fromText} source{footnote sha256}}}`, "statement"),
		`{"anchor":"VERIFIED","context":{"after":". Nobody","before":"that the ","fromText":true,"words":"berths are ours"},"source":{"footnote":"“Paper”, Press, 2025-01-20.","sha256":"`+graph.TextHash("The envoy said that the berths are ours. Nobody replied.")+`"}}`)
	f.fails(`{statement(key:"berths"){context(words:1000){words}}}`, CodeBadInput, "0 to 100")
	f.put("the paper corrected itself", paper("The envoy said that the berths may be shared. Nobody replied."), quote("berths may be shared"))
	f.equal(f.ask(`{source(key:"paper"){corrections{sequence actor reason time fields quotations{statementKey words anchor anchorNow}}}}`, "source.corrections"),
		`[{"actor":"tester","fields":["text"],"quotations":[{"anchor":"NOT_FOUND","anchorNow":"VERIFIED","statementKey":"berths","words":"berths are ours"}],"reason":"the paper corrected itself","sequence":"3","time":"2025-02-01T12:00:00Z"}]`)
}
