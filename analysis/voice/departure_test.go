package voice

import (
	"strings"
	"testing"
)

const (
	high     = "  - {key: high, party: north, issue: road, stance: demands, options: [high], from: 2025-01-01, evidence: [first]}\n"
	low      = "  - {key: low, party: north, issue: road, stance: demands, options: [low], from: 2025-01-01, evidence: [second]}\n"
	against  = "  - {key: against, party: north, issue: road, stance: opposes, options: [high], from: 2025-01-01, evidence: [second]}\n"
	eitherOf = "  - {key: either, party: north, issue: road, stance: accepts, options: [high, low], from: 2025-01-01, evidence: [second]}\n"
)

// statement is one of the party's on record in a case.
func statement(key, who, said, attribution string) string {
	return "  - {key: " + key + ", source: s, " + who + ", party: north, attribution: " + attribution + ", said: " + said + ", paraphrase: Words.}\n"
}

func TestDepartures(t *testing.T) {
	president := statement("first", "speaker: ann", "2025-05-01", "official")
	for _, tt := range []struct{ name, statements, positions, want string }{
		{
			"a minister asks for what the president's demand excludes", president + statement("second", "speaker: bob", "2025-06-01", "official"), high + low,
			"On “Road”, Bob (Head of delegation, official) demanded “Low” on 2025-06-01, while Ann (President, binding) demanded “High” on 2025-05-01; the lower voice does not change what North holds.",
		},
		{
			"somebody who has left office", president + statement("second", "speaker: cid", "2025-06-01", "personal"), high + against,
			"On “Road”, Cid (Envoy until 2025-05-31, no office then) opposed “High” on 2025-06-01, while Ann (President, binding) demanded “High” on 2025-05-01; the lower voice does not change what North holds.",
		},
		{
			"the same person, still in office", president + statement("second", "speaker: cid", "2025-05-31", "personal"), high + against,
			"On “Road”, Cid (Envoy, official, speaking personally) opposed “High” on 2025-05-31, while Ann (President, binding) demanded “High” on 2025-05-01; the lower voice does not change what North holds.",
		},
		{
			"a commentator", president + statement("second", "speaker: eve", "2025-06-01", "personal"), high + low,
			"On “Road”, Eve (no office on record then) demanded “Low” on 2025-06-01, while Ann (President, binding) demanded “High” on 2025-05-01; the lower voice does not change what North holds.",
		},
		{
			"a delegation, on the same day", president + statement("second", "voice: Delegation", "2025-05-01", "official"), high + low,
			"On “Road”, Delegation (no recorded person, official) demanded “Low” on 2025-05-01, while Ann (President, binding) demanded “High” on 2025-05-01; the lower voice does not change what North holds.",
		},
		{
			"of vague dates nobody can tell", president + statement("second", "speaker: bob", "2025-05", "official"), high + low,
			"On “Road”, Bob (Head of delegation, official) demanded “Low” on 2025-05, while Ann (President, binding) demanded “High” on 2025-05-01; which of the two spoke first nobody can tell; the lower voice does not change what North holds.",
		},
		{
			"a red line counts as opposing", president + statement("second", "speaker: bob", "2025-06-01", "official"),
			high + "red-lines:\n  - {key: no-high, party: north, title: No high road, forbids: [{road: [high]}], from: 2025-06-01, evidence: [second]}\n",
			"On “Road”, Bob (Head of delegation, official) drew the red line “No high road” on 2025-06-01, while Ann (President, binding) demanded “High” on 2025-05-01; the lower voice does not change what North holds.",
		},
		{"what goes together is none", president + statement("second", "speaker: bob", "2025-06-01", "official"), high + eitherOf, ""},
		{"the higher voice speaks later", president + statement("second", "speaker: bob", "2025-04-01", "official"), high + low, ""},
		{"equals do not depart from one another", statement("first", "voice: Ministry", "2025-05-01", "official") + statement("second", "speaker: bob", "2025-06-01", "official"), high + low, ""},
		{"the president does not depart from the minister", statement("first", "speaker: bob", "2025-05-01", "official") + statement("second", "speaker: ann", "2025-06-01", "official"), high + low, ""},
		{"what is said for oneself is no yardstick", statement("first", "speaker: ann", "2025-05-01", "personal") + statement("second", "speaker: bob", "2025-06-01", "official"), high + low, ""},
		{"nor is what others claim", statement("first", "speaker: ann", "2025-05-01", "reported") + statement("second", "speaker: bob", "2025-06-01", "official"), high + low, ""},
		{"nor are others' claims a departure", president + statement("second", "speaker: bob", "2025-06-01", "reported"), high + low, ""},
		{"not yet said", president + statement("second", "speaker: bob", "2025-09-02", "official"), high + low, ""},
		{
			"the higher voice comes round", president + statement("second", "speaker: bob", "2025-06-01", "official") + statement("third", "speaker: ann", "2025-07-01", "official"),
			high + low + "  - {key: round, party: north, issue: road, stance: demands, options: [low], from: 2025-07-01, supersedes: high, evidence: [third]}\n", "",
		},
		{
			"the higher voice moves on to something else", president + statement("second", "speaker: bob", "2025-06-01", "official") + statement("third", "speaker: ann", "2025-07-01", "official"),
			high + low + "  - {key: on, party: north, issue: road, stance: demands, options: [none], from: 2025-07-01, supersedes: high, evidence: [third]}\n", "",
		},
		{
			"the higher voice says it again", president + statement("second", "speaker: bob", "2025-06-01", "official") + statement("third", "speaker: ann", "2025-07-01", "official"),
			high + low + "  - {key: again, party: north, issue: road, stance: demands, options: [high], from: 2025-07-01, evidence: [third]}\n",
			"On “Road”, Bob (Head of delegation, official) demanded “Low” on 2025-06-01, while Ann (President, binding) demanded “High” on 2025-05-01; the lower voice does not change what North holds.",
		},
		{
			"the lower voice falls into line", president + statement("second", "speaker: bob", "2025-06-01", "official") + statement("third", "speaker: bob", "2025-07-01", "official"),
			high + low + "  - {key: line, party: north, issue: road, stance: accepts, options: [high], from: 2025-07-01, evidence: [third]}\n", "",
		},
		{
			"a condition that is not met leaves nothing said", president + statement("second", "speaker: bob", "2025-06-01", "official"),
			high + "  - {key: low, party: north, issue: road, stance: demands, options: [low], condition: [{bridge: [iron]}], from: 2025-01-01, evidence: [second]}\n", "",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := see(t, north+"statements:\n"+tt.statements+"positions:\n"+tt.positions, "2025-09-01")
			var got []string
			for _, d := range Departures(v, party(t, v, "north"), "") {
				got = append(got, d.Explanation)
			}
			if strings.Join(got, "\n") != tt.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), tt.want)
			}
		})
	}
}

func TestDeparturesOnOneIssue(t *testing.T) {
	v := see(t, north+"statements:\n"+statement("first", "speaker: ann", "2025-05-01", "official")+statement("second", "speaker: bob", "2025-06-01", "official")+
		"positions:\n"+high+low, "2025-09-01")
	north, south := party(t, v, "north"), party(t, v, "south")
	if on, off, other := len(Departures(v, north, "road")), len(Departures(v, north, "bridge")), len(Departures(v, south, "")); on != 1 || off != 0 || other != 0 {
		t.Errorf("%d on the road, %d on the bridge, %d of South: want 1, 0, 0", on, off, other)
	}
	d := Departures(v, north, "road")[0]
	if d.Lower.Statement.Key != "second" || d.Higher.Statement.Key != "first" || d.Lower.Holds.Ref().Key != "low" || d.Higher.Holds.Ref().Key != "high" || d.Options != 3 || !d.Certain {
		t.Errorf("departure %+v", d)
	}
}
