package voice

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

const said = `
statements:
  - {key: ann-may, source: s, speaker: ann, party: north, attribution: official, said: 2025-05-02, paraphrase: High road.}
  - {key: bob-june, source: s, speaker: bob, party: north, attribution: official, said: 2025-06-03, paraphrase: Low road.}
  - {key: cid-april, source: s, speaker: cid, party: north, attribution: official, said: 2025-04-01, paraphrase: Low road.}
  - {key: cid-august, source: s, speaker: cid, party: north, attribution: personal, said: 2025-08-30, paraphrase: No road.}
  - {key: dan-august, source: s, speaker: dan, attribution: personal, said: 2025-08-31, paraphrase: No road.}
  - {key: eve-august, source: s, speaker: eve, party: north, attribution: personal, said: 2025-08-29, paraphrase: No road.}
  - {key: delegation, source: s, voice: Delegation, party: north, attribution: official, said: 2025-07, paraphrase: Low road.}
  - {key: rumour, source: s, voice: Insiders, party: north, attribution: reported, said: 2025-08, paraphrase: Low road.}
  - {key: guess, source: s, voice: Reading of a reporter, party: north, attribution: inferred, said: 2025-08, paraphrase: Low road.}
  - {key: ann-claimed, source: s, speaker: ann, party: north, attribution: reported, said: 2025-08-20, paraphrase: Says no road.}
  - {key: ann-september, source: s, speaker: ann, party: north, attribution: official, said: 2025-09-02, paraphrase: Low road.}
  - {key: fay-july, source: s, speaker: fay, party: south, attribution: official, said: 2025-07-01, paraphrase: High road.}
positions:
  - {key: high, party: north, issue: road, stance: prefers, options: [high], from: 2025-05-02, evidence: [ann-may, ann-claimed, fay-july]}
  - {key: low, party: north, issue: road, stance: accepts, options: [low], from: 2025-04-01, evidence: [bob-june, cid-april, delegation]}
red-lines:
  - {key: no-iron, party: north, title: No iron, forbids: [{bridge: [iron]}], from: 2025-08-01, evidence: [cid-august]}
`

// lines tells each voice in a line: name, standing, authority, office, since, until, latest words, claims.
func lines(voices []*Voice) string {
	var b strings.Builder
	for _, a := range voices {
		title, last, claimed := "-", "-", "-"
		if a.Office != nil {
			title = a.Office.Title
		}
		if a.Latest != nil {
			last = a.Latest.Key
		}
		if a.Claimed != nil {
			claimed = a.Claimed.Key
		}
		fmt.Fprintf(&b, "%s|%s|%s|%s|%s|%s|%s|%s\n", a.Name, a.Standing, a.Authority, title, a.Since(), a.Until(), last, claimed)
	}
	return b.String()
}

func TestVoicesOfAPartyByAuthority(t *testing.T) {
	for _, tt := range []struct{ name, party, issue, on, want string }{
		{"whatever the subject: the newest words do not come first", "north", "", "2025-09-01", `
Ann|in-office|binding|President|2020-01-01||ann-may|ann-claimed
Bob|in-office|official|Head of delegation|2025-03||bob-june|-
Delegation|unnamed|official|-|||delegation|-
Dan|in-office|personal|Adviser|2020-02||dan-august|-
Cid|former||Envoy|2021|2025-05-31|cid-august|-
Eve|no-office||-|||eve-august|-
Insiders|unnamed||-|||-|rumour
`},
		{"on an issue: who holds or held office is there in silence too, others are not", "north", "road", "2025-09-01", `
Ann|in-office|binding|President|2020-01-01||ann-may|ann-claimed
Bob|in-office|official|Head of delegation|2025-03||bob-june|-
Delegation|unnamed|official|-|||delegation|-
Dan|in-office|personal|Adviser|2020-02||-|-
Cid|former||Envoy|2021|2025-05-31|cid-april|-
`},
		{"red lines lead to an issue as well", "north", "bridge", "2025-09-01", `
Ann|in-office|binding|President|2020-01-01||-|-
Bob|in-office|official|Head of delegation|2025-03||-|-
Dan|in-office|personal|Adviser|2020-02||-|-
Cid|former||Envoy|2021|2025-05-31|cid-august|-
`},
		{"another day, other offices, and nothing not yet said", "north", "", "2025-04-30", `
Ann|in-office|binding|President|2020-01-01||-|-
Bob|in-office|official|Head of delegation|2025-03||-|-
Cid|in-office|official|Envoy|2021|2025-05-31|cid-april|-
Dan|in-office|personal|Adviser|2020-02||-|-
`},
		{"the strongest office of the day counts", "north", "", "2019-12-15", `
Dan|in-office|binding|President|2012|2019-12-31|-|-
Ann|in-office|official|Mayor|2010|2019|-|-
`},
		{"between two offices one is a former office-holder", "north", "", "2020-01-15", `
Ann|in-office|binding|President|2020-01-01||-|-
Dan|former||President|2012|2019-12-31|-|-
`},
		{"an office with another party lends no authority", "league", "", "2025-06-30", ""},
		{"each party has its own office", "league", "", "2025-07-01", "\nFay|in-office|official|Chair|2025-07-01||-|-\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := see(t, north+said, tt.on)
			if got := lines(Of(v, party(t, v, tt.party), tt.issue)); got != strings.TrimPrefix(tt.want, "\n") {
				t.Errorf("got\n%swant%s", got, tt.want)
			}
		})
	}
}

func TestFurtherOfficesAndBasis(t *testing.T) {
	v := see(t, north+said, "2025-09-01")
	voices := Of(v, party(t, v, "north"), "")
	if bob := voices[1]; len(bob.Further) != 1 || bob.Further[0].Title != "Minister" {
		t.Errorf("further offices of Bob: %v", bob.Further)
	}
	if ann := voices[0]; len(ann.Before) != 1 || ann.Before[0].Title != "Mayor" {
		t.Errorf("offices Ann has left: %v", ann.Before)
	}
	for n, want := range map[int]string{
		0: "Holds the office “President” (since 2020-01-01), recorded as binding: can commit the party: head of state or government.",
		2: "No recorded person; words under this name are recorded as said for North by somebody entitled to.",
		3: "Holds the office “Adviser” (since 2020-02), recorded as personal: speaks for himself or herself. Offices of more authority, since left, lend it nothing: “President” until 2019-12-31.",
		4: "Held the office “Envoy” until 2025-05-31, and no office of North on 2025-09-01.",
		5: "No office of North is on record by 2025-09-01: the words are a commentator's.",
		6: "No recorded person, and nothing but what others report.",
	} {
		if voices[n].Basis != want {
			t.Errorf("%s: %s\nwant %s", voices[n].Name, voices[n].Basis, want)
		}
	}
}

// A statement has the authority of the day it was said, whatever the speaker was before or became.
func TestWeightIsThatOfTheDay(t *testing.T) {
	v := see(t, north, "2025-09-01")
	for _, tt := range []struct {
		speaker, voice, said string
		attribution          graph.Attribution
		want                 string
	}{
		{"ann", "", "2015-01-01", "official", "in-office officially official Mayor"},
		{"ann", "", "2025-01-01", "official", "in-office officially binding President"},
		{"ann", "", "2025-01-01", "personal", "in-office personally binding President"},
		{"ann", "", "2009-01-01", "official", "no-office without-office  -"},
		{"dan", "", "2019-12-31", "official", "in-office officially binding President"},
		{"dan", "", "2020-01-01", "official", "former formerly  President"},
		{"dan", "", "2025-01-01", "official", "in-office personally personal Adviser"},
		{"dan", "", "2019-12/2020-03", "official", "in-office officially binding President"}, // nobody can tell
		{"cid", "", "2025-05", "official", "in-office officially official Envoy"},
		{"cid", "", "2025-06", "personal", "former formerly  Envoy"},
		{"cid", "", "../2025-08", "official", "in-office officially official Envoy"},
		{"eve", "", "2025-06", "official", "no-office without-office  -"},
		{"fay", "", "2025-06", "official", "no-office without-office  -"},
		{"", "Delegation", "2025-06", "official", "unnamed officially official -"},
		{"", "Columnist", "2025-06", "personal", "unnamed personally personal -"},
		{"", "Insiders", "2025-06", "reported", "unnamed without-office  -"},
	} {
		w := WeightOf(v.Snapshot, &graph.Statement{Speaker: tt.speaker, Voice: tt.voice, Said: graph.MustDate(tt.said), Attribution: tt.attribution}, "north")
		title := "-"
		if w.Office != nil {
			title = w.Office.Title
		}
		if got := fmt.Sprintf("%s %s %s %s", w.Standing, w.Capacity, w.Authority, title); got != tt.want {
			t.Errorf("%s%s on %s, %s: %s, want %s", tt.speaker, tt.voice, tt.said, tt.attribution, got, tt.want)
		}
	}
}

func TestLatestByWhatCanBeTold(t *testing.T) {
	for _, tt := range []struct{ dates, want string }{
		{"2025-08-01 2025-08-02", "2025-08-02"},
		{"2025-07 2025-08-02", "2025-08-02"},
		{"2025 2025-08-02", "2025-08-02 (2025)"},                         // the year may mean December
		{"2025-08 2025-08-01", "2025-08 (2025-08-01)"},                   // from the same first day on, and longer
		{"../2025-08-19 2025-01-01", "2025-01-01 (../2025-08-19)"},       // nobody knows since when
		{"2025-08-02 2025-08-02~", "2025-08-02 (2025-08-02~)"},           // ties by key
		{"2025-08-02 2025 2025-08-01 2024", "2025-08-02 (2025)"},         // what is surely earlier is no rival
		{"2025-06/2025-07 2025-07 2025-05", "2025-07 (2025-06/2025-07)"}, // an interval
	} {
		var list []*graph.Statement
		for n, d := range strings.Fields(tt.dates) {
			list = append(list, &graph.Statement{Key: fmt.Sprint(n), Said: graph.MustDate(d)})
		}
		for range 2 {
			slices.Reverse(list)
			newestFirst(list)
			last, rivals := latest(list)
			got := last.Said.String()
			for _, r := range rivals {
				got += " (" + r.Said.String() + ")"
			}
			if got != tt.want {
				t.Errorf("%s: latest is %s, want %s", tt.dates, got, tt.want)
			}
		}
	}
}
