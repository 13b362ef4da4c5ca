package schema

import (
	"testing"

	"parley/graph"
)

// TestDeltaShowsBothSides sees what is no more as it was, and everything else as it is.
func TestDeltaShowsBothSides(t *testing.T) {
	f := example(t)
	old, _ := graph.Get[*graph.RedLine](f.db.Snapshot(), "r5")
	f.put("a word about it", &graph.RedLine{Key: "r5", Party: old.Party, Title: "Corrected title", Forbids: old.Forbids, From: old.From, Evidence: old.Evidence})
	f.commit("it was never said", graph.Op{Retire: old.Ref()})
	const query = `query($since: DateTime) { negotiation(key: "example") { delta(sinceKnownAt: $since) {
		verdictBefore verdictAfter changeCount
		verdictCauses { recordKey how sequence evidenceOnly record { ... on RedLine { title } } }
		closed { conflict { sides { holds { ... on RedLine { title } } } issues { conflicts(filter: {kinds: [RED_LINES_CLASH]}) { totalCount } } } }
		coresLost { core { redLines { title } explanation } }
		silencesNew { askedAfter party { key } causes { recordKey } }
	} } }`
	d := f.ask(query, "negotiation.delta", "since", "2025-02-01T10:30:00Z")
	f.equal(at(d, "verdictCauses"), `[{"evidenceOnly":false,"how":"CORRECTED","record":{"title":"No binding guarantee without troops in place"},"recordKey":"r5","sequence":"3"}]`)
	f.equal(at(d, "changeCount"), `"2"`)
	f.equal(at(d, "closed.0.conflict.sides.0.holds.title"), `"No binding guarantee without troops in place"`)
	f.equal(at(d, "closed.0.conflict.issues.0.conflicts.totalCount"), `1`)
	f.equal(at(d, "coresLost.0.core.redLines.3.title"), `"No binding guarantee without troops in place"`)
	f.equal(at(d, "silencesNew"), `[]`)

	d = f.ask(query, "negotiation.delta", "since", "2025-02-01T11:00:00Z")
	f.equal(at(d, "coresLost.0.core.redLines.3.title"), `"Corrected title"`)

	d = f.ask(query, "negotiation.delta", "since", "2025-01-01T00:00:00Z")
	f.equal(at(d, "verdictBefore"), `null`)
	f.equal(at(d, "closed"), `[]`)
}

// TestDeltaKeepsTheView compares within the same parties, issues, reading, floor and what-if.
func TestDeltaKeepsTheView(t *testing.T) {
	f := example(t)
	line, _ := graph.Get[*graph.RedLine](f.db.Snapshot(), "r1")
	wider := *line
	wider.MayForbid = graph.Patterns{{"territory": {"frozen"}}}
	f.put("read more broadly", &wider)
	const since = `delta(sinceKnownAt: "2025-02-01T10:30:00Z") { nothingChanged silencesBroken { partyKey issueKey } changed { causes { recordKey how } } }`
	for view, want := range map[string]string{
		`key: "example"`:                                      `true`,
		`key: "example", reading: BROAD`:                      `false`,
		`key: "example", parties: ["europe"], reading: BROAD`: `true`,
		`key: "example", issues: ["troops"], reading: BROAD`:  `true`,
	} {
		f.equal(f.ask(`{negotiation(`+view+`){`+since+`}}`, "negotiation.delta.nothingChanged"), want)
	}
}

func TestDeltaRefuses(t *testing.T) {
	f := example(t)
	f.put("nothing to do with it", &graph.Party{Key: "late", Name: "Late", Kind: graph.PartyState})
	in := func(view, delta string) string {
		return `{negotiation(key: "example"` + view + `){delta` + delta + `{nothingChanged}}}`
	}
	f.fails(in("", ""), CodeBadInput, "give sinceAsOf, sinceKnownAt or both")
	f.fails(in("", `(sinceAsOf: "2025-01")`), CodeBadInput, "sinceAsOf", "one day")
	f.fails(in("", `(sinceKnownAt: "yesterday")`), CodeBadInput, "sinceKnownAt", "RFC 3339")
	f.fails(in(`, asOf: "2025-01-10"`, `(sinceAsOf: "2025-01-11")`), CodeBadInput, "sinceAsOf 2025-01-11 is after the day of the view, 2025-01-10")
	f.fails(in("", `(sinceKnownAt: "2025-03-01T00:00:00Z")`), CodeBadInput, "sinceKnownAt 2025-03-01T00:00:00Z is after the state of knowledge of the view")
	f.fails(in(`, parties: ["late", "russia"]`, `(sinceKnownAt: "2025-02-01T10:30:00Z")`), CodeNotFound, "as known at 2025-02-01T10:30:00Z", `unknown party "late"`)
	f.equal(f.ask(in("", `(sinceAsOf: "2025-02-01", sinceKnownAt: "2025-02-01T12:00:00Z")`), "negotiation.delta.nothingChanged"), `true`)
}

// TestChangeEffect shows what a change would move, on a dry run as if it were made.
func TestChangeEffect(t *testing.T) {
	f := example(t)
	retire := []any{map[string]any{"retire": map[string]any{"kind": "RED_LINE", "key": "r5"}}}
	const query = `mutation($operations: [OperationInput!]!, $dry: Boolean) { change(operations: $operations, reason: "test", dryRun: $dry) { effects {
		negotiationKey title nothingChanged explanation verdictBefore verdictAfter verdictChanged conflictsBefore conflictsAfter complete
		opened { kind } closed { kind sides { holdsKey } evidence { key } } changed { before { score } after { score } }
		coresGained { redLineKeys } coresLost { redLines { key title } explanation parties { conflicts { totalCount } } }
	} } }`
	ask := func(dry bool) any {
		vars := received(f, map[string]any{"operations": retire, "dry": dry})
		a := f.read(f.api.Do(t.Context(), Request{Query: query, Variables: vars, Actor: "ann"}))
		if len(a.Errors) > 0 {
			t.Fatal(a.text)
		}
		return at(a.Data, "change.effects")
	}
	tried := ask(true)
	e := at(tried, "0")
	f.equal(at(e, "explanation"), `"The verdict moves from BLOCKED to UNDETERMINED; 1 conflict closes and 1 core is lost."`)
	f.equal([]any{at(e, "negotiationKey"), at(e, "nothingChanged"), at(e, "verdictChanged"), at(e, "conflictsBefore"), at(e, "conflictsAfter"), at(e, "complete")}, `["example",false,true,3,2,true]`)
	f.equal(at(e, "closed.0.sides.0.holdsKey"), `"r5"`)
	f.equal(at(e, "coresLost.0.redLines.3.title"), `"No binding guarantee without troops in place"`)
	f.equal(at(e, "coresLost.0.parties.0.conflicts.totalCount"), `1`)
	f.equal(ask(false), text(t, tried))
}
