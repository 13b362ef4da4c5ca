package schema

import (
	"fmt"
	"slices"
	"testing"

	"parley/graph"
	"parley/seed"
)

// spoken is the example with a president of Russia, one who was before, and what they and the envoy said of the territory.
func spoken(t *testing.T) *fixture {
	f := example(t)
	said := func(key, speaker, voice, on string, a graph.Attribution) *graph.Statement {
		return &graph.Statement{Key: key, Source: "illustration", Speaker: speaker, Voice: voice, Party: "russia", Attribution: a, Said: graph.MustDate(on), Paraphrase: "Words " + key + ".", Credibility: 2}
	}
	wants := func(key, option string) *graph.Position {
		return &graph.Position{Key: key, Party: "russia", Issue: "territory", Stance: graph.StanceDemands, Options: []string{option}, From: graph.MustDate("2025-01-11"), Evidence: []string{key}}
	}
	f.put("voices",
		&graph.Person{Key: "president", Name: "The president", Offices: []graph.Office{
			{Party: "russia", Title: "President", Authority: graph.AuthorityBinding, From: graph.MustDate("2024-01-01")},
			{Party: "russia", Title: "Head of the council", Authority: graph.AuthorityOfficial, From: graph.MustDate("2024-02")}}},
		&graph.Person{Key: "predecessor", Name: "The predecessor", Offices: []graph.Office{{Party: "russia", Title: "President", Authority: graph.AuthorityBinding, From: graph.MustDate("2020"), To: graph.MustDate("2023")}}},
		said("all", "president", "", "2025-01-11", graph.AttributionOfficial), wants("all", "russia"),
		said("post", "predecessor", "", "2025-01-20", graph.AttributionPersonal), wants("post", "frozen"),
		said("leak", "president", "", "2025-01-25", graph.AttributionReported), wants("leak", "frozen"),
		said("paper", "", "Delegation", "2025-01", graph.AttributionOfficial), wants("paper", "russia"),
	)
	return f
}

func TestVoices(t *testing.T) {
	f := spoken(t)
	flat := `partyKey personKey name standing office authority since until latestKey latestDate latestCapacity latestAuthority latestReliability latestCredibility departs `
	in := func(field string) any {
		return f.ask(`{negotiation(key:"example",parties:["russia"]){`+field+`}}`, "negotiation.voices")
	}
	f.equal(in(`voices(issue:"territory"){name standing authority latestKey latestCapacity latestCredibility departs}`),
		`[{"authority":"BINDING","departs":false,"latestCapacity":"OFFICIALLY","latestCredibility":2,"latestKey":"all","name":"The president","standing":"IN_OFFICE"},`+
			`{"authority":"OFFICIAL","departs":false,"latestCapacity":"OFFICIALLY","latestCredibility":null,"latestKey":"ex-russia-territory","name":"An envoy (example)","standing":"IN_OFFICE"},`+
			`{"authority":"OFFICIAL","departs":false,"latestCapacity":"OFFICIALLY","latestCredibility":2,"latestKey":"paper","name":"Delegation","standing":"UNNAMED"},`+
			`{"authority":null,"departs":true,"latestCapacity":"FORMERLY","latestCredibility":2,"latestKey":"post","name":"The predecessor","standing":"FORMER"}]`)
	f.equal(at(in(`voices(issue:"territory"){personKey office since until furtherOffices{title personKey} formerOffices{title to} latest{key} claimed{key} rivals{key} departures{higherName}}`), "3"),
		`{"claimed":null,"departures":[{"higherName":"An envoy (example)"},{"higherName":"The president"},{"higherName":"Delegation"}],"formerOffices":[{"title":"President","to":"2023"}],"furtherOffices":[],"latest":{"key":"post"},"office":"President","personKey":"predecessor","rivals":[],"since":"2020","until":"2023"}`)
	f.equal(at(in(`voices(issue:"territory"){furtherOffices{title personKey} claimed{key}}`), "0"),
		`{"claimed":{"key":"leak"},"furtherOffices":[{"personKey":"president","title":"Head of the council"}]}`)
	f.equal(at(f.ask(`{negotiation(key:"example"){departures{partyKey issueKey lowerName lowerCapacity higherName certain explanation options{key} lower{statementKey date holdsKey office authority standing holds{...on Position{key}}} higher{statement{key} authority}}}}`, "negotiation.departures"), "1"),
		`{"certain":true,"explanation":"On “Contested territory”, The predecessor (President until 2023, no office then) demanded “Each side holds what it has” on 2025-01-20, while The president (President, binding) demanded “Russian control” on 2025-01-11; the lower voice does not change what Russia holds.",`+
			`"higher":{"authority":"BINDING","statement":{"key":"all"}},"higherName":"The president","issueKey":"territory",`+
			`"lower":{"authority":null,"date":"2025-01-20","holds":{"key":"post"},"holdsKey":"post","office":"President","standing":"FORMER","statementKey":"post"},`+
			`"lowerCapacity":"FORMERLY","lowerName":"The predecessor","options":[{"key":"frozen"},{"key":"russia"}],"partyKey":"russia"}`)

	// Below a party, outside the negotiation too, the answer is the same.
	inside := in(`voices(issue:"territory"){` + flat + `}`)
	f.equal(f.ask(`{negotiation(key:"example"){party(key:"russia"){voices(issue:"territory"){`+flat+`}}}}`, "negotiation.party.voices"), text(t, inside))
	f.equal(f.ask(`{party(key:"russia"){voices(issue:"territory"){`+flat+`}}}`, "party.voices"), text(t, inside))
	f.equal(f.ask(`{party(key:"russia"){departures{higherName certain}}}`, "party.departures"),
		`[{"certain":true,"higherName":"An envoy (example)"},{"certain":true,"higherName":"The president"},{"certain":false,"higherName":"Delegation"}]`)
	f.equal(f.ask(`{party(key:"russia",asOf:"2023-06-01"){voices{name authority latestKey}}}`, "party.voices"), `[{"authority":"BINDING","latestKey":null,"name":"The predecessor"}]`)

	// What a former president says leaves the position of the party what it is.
	f.equal(f.ask(`{negotiation(key:"example"){positions(filter:{parties:["russia"],issues:["territory"]}){nodes{key}}}}`, "negotiation.positions.nodes.key"),
		`["all","leak","paper","post","russia-wants-territory"]`)

	f.fails(`{negotiation(key:"example"){voices(party:"rusia"){name}}}`, CodeNotFound, `did you mean "russia"`)
	f.fails(`{negotiation(key:"example"){departures(issue:"trops"){partyKey}}}`, CodeNotFound, `did you mean "troops"`)
	f.fails(`{party(key:"russia"){voices(issue:"trops"){name}}}`, CodeNotFound, `did you mean "troops"`)
	f.fails(`{negotiation(key:"example",issues:["troops"]){voices(issue:"territory"){name}}}`, CodeNotFound, "issue of the view")
}

// TestWhoIsAtTheTable asks who takes part on two days: nobody is shown in an office not held then, membership of blocs
// changes, and who acts together without a charter is no organisation.
func TestWhoIsAtTheTable(t *testing.T) {
	f := open(t, seeded(t, seed.Ukraine)...)
	table := func(day string) map[string]map[string]any {
		by := map[string]map[string]any{}
		for _, p := range f.ask(`query($day:Date){negotiation(key:"ukraine",asOf:$day){participants{role current partyKey party{kind speakers{personKey title} members{partyKey current}}}}}`, "negotiation.participants", "day", day).([]any) {
			p := p.(map[string]any)
			by[fmt.Sprint(p["partyKey"], " ", p["role"])] = p
		}
		return by
	}
	august, february := table("2025-08-19"), table("2026-02-01")
	speaks := func(at map[string]map[string]any, party string) (list []string) {
		for _, s := range at[party]["party"].(map[string]any)["speakers"].([]any) {
			s := s.(map[string]any)
			list = append(list, fmt.Sprint(s["personKey"], ": ", s["title"]))
		}
		return list
	}
	for _, tt := range []struct {
		at    map[string]map[string]any
		party string
		voice string
		want  bool
	}{
		{august, "ukraine PRINCIPAL", "kyrylo-budanov: Head of military intelligence", true},
		{august, "ukraine PRINCIPAL", "kyrylo-budanov: Head of the Office of the President", false},
		{august, "ukraine PRINCIPAL", "andriy-yermak: Head of the Office of the President", true},
		{february, "ukraine PRINCIPAL", "andriy-yermak: Head of the Office of the President", false},
		{february, "ukraine PRINCIPAL", "kyrylo-budanov: Head of the Office of the President", true},
		{february, "ukraine PRINCIPAL", "kyrylo-budanov: Head of military intelligence", false},
		{august, "russia PRINCIPAL", "dmitry-medvedev: President", false},
		{august, "russia PRINCIPAL", "dmitry-medvedev: Deputy Chair of the Security Council", true},
	} {
		if got := slices.Contains(speaks(tt.at, tt.party), tt.voice); got != tt.want {
			t.Errorf("%s: %s is %v, want %v", tt.party, tt.voice, got, tt.want)
		}
	}
	if a, b := august["cotw GUARANTOR"]["current"], february["cotw GUARANTOR"]["current"]; a != false || b != true {
		t.Errorf("the coalition is a guarantor in August %v, in February %v", a, b)
	}
	if a, b := august["cotw SUPPORTER"]["party"].(map[string]any)["kind"], august["nato SUPPORTER"]["party"].(map[string]any)["kind"]; a != "COALITION" || b != "INTERNATIONAL_ORGANISATION" {
		t.Errorf("the coalition is a %v, the alliance a %v", a, b)
	}
	member := func(day, bloc, party string) any {
		for _, m := range table(day)[bloc]["party"].(map[string]any)["members"].([]any) {
			if m := m.(map[string]any); m["partyKey"] == party {
				return m["current"]
			}
		}
		return nil
	}
	if a, b := member("2023-04-03", "nato SUPPORTER", "finland"), member("2023-04-04", "nato SUPPORTER", "finland"); a != false || b != true {
		t.Errorf("Finland is a member of the alliance the day before it joined: %v, then: %v", a, b)
	}
}
