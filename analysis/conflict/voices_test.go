package conflict_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"parley/analysis/conflict"
	"parley/graph"
	"parley/seed"
)

// planted reads a case written into a test.
func planted(t *testing.T, text string) *graph.Snapshot {
	t.Helper()
	folder, problems := seed.Read(fstest.MapFS{"case.yaml": {Data: []byte(text)}}, "case")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return world(t, folder.Records...)
}

// Each voice is shown with the authority it had on the day it spoke, not the day that is looked at.
func TestVoicesThatDifferShowTheirAuthority(t *testing.T) {
	for _, tt := range []struct{ name, first, second, want string }{
		{
			"an envoy beside the president",
			"{key: one, source: s, speaker: ann, attribution: official, said: 2025-06-01, paraphrase: For.}",
			"{key: two, source: s, speaker: bob, attribution: official, said: 2025-06-01, paraphrase: Against.}",
			"on 2025-06-01 Bob (Envoy, official) demanded “Against”, while Ann (President, binding) demanded “For”",
		},
		{
			"a president who was an envoy then",
			"{key: one, source: s, speaker: cid, attribution: official, said: 2025-06-01, paraphrase: For.}",
			"{key: two, source: s, speaker: bob, attribution: personal, said: 2025-06-01, paraphrase: Against.}",
			"on 2025-06-01 Bob (Envoy, official, speaking personally) demanded “Against”, while Cid (Spokesman, official) demanded “For”",
		},
		{
			"somebody who has left office, and a delegation",
			"{key: one, source: s, speaker: dan, attribution: official, said: 2025-06-01, paraphrase: For.}",
			"{key: two, source: s, voice: The delegation, attribution: official, said: 2025-06-01, paraphrase: Against.}",
			"on 2025-06-01 The delegation (no person on record, official) demanded “Against”, while Dan (President until 2024, no office since) demanded “For”",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := view(t, planted(t, `
negotiations: [{key: talks, title: T, participants: [{party: north, role: principal}]}]
parties: [{key: north, name: North, kind: state}]
issues: [{key: road, negotiation: talks, title: Road, question: Which?, options: {for: For, against: Against}}]
people:
  - {key: ann, name: Ann, offices: [{party: north, title: Spokeswoman, authority: official, from: 2020}, {party: north, title: President, authority: binding, from: 2024}]}
  - {key: bob, name: Bob, offices: [{party: north, title: Envoy, authority: official, from: 2021, to: 2025-06-30}]}
  - {key: cid, name: Cid, offices: [{party: north, title: Spokesman, authority: official, to: 2025-06-30}, {party: north, title: President, authority: binding, from: 2025-07-01}]}
  - {key: dan, name: Dan, offices: [{party: north, title: Minister, authority: official, to: 2020}, {party: north, title: President, authority: binding, from: 2020, to: 2024}]}
sources: [{key: s, title: S}]
statements:
  - `+tt.first+`
  - `+tt.second+`
positions:
  - {key: yes, party: north, issue: road, stance: demands, options: [for], from: 2025-01-01, evidence: [one]}
  - {key: no, party: north, issue: road, stance: demands, options: [against], from: 2025-01-01, evidence: [two]}
`), graph.ViewOptions{Negotiation: "talks", AsOf: day("2025-09-01")})
			found := conflict.Filter{Kinds: []conflict.Kind{conflict.SelfContradiction}}.Apply(find(t, v))
			if len(found) != 1 {
				t.Fatalf("found %d conflicts, want the one of the two voices", len(found))
			}
			if !strings.Contains(found[0].Explanation, tt.want) {
				t.Errorf("%s\nwant %q", found[0].Explanation, tt.want)
			}
		})
	}
}
