package seed

import (
	"io/fs"
	"strings"
	"testing"
)

func TestNobodyWithoutOfficeOverwritesAnOfficeHolder(t *testing.T) {
	expect(t, check(`
negotiations: [{key: n, title: N}]
parties: [{key: a, name: A, kind: state}, {key: bloc, name: Bloc, kind: coalition}]
issues:
  - {key: i, negotiation: n, title: I, question: Q, options: {x: X, y: Y}}
  - {key: j, negotiation: n, title: J, question: Q, options: {x: X, y: Y}}
people:
  - {key: ann, name: Ann, offices: [{party: a, title: President, authority: binding, from: 2020}]}
  - {key: dan, name: Dan, offices: [{party: a, title: President, authority: binding, to: 2019}, {party: a, title: Adviser, authority: personal, from: 2021}]}
  - {key: eve, name: Eve}
sources: [{key: s, title: S}]
statements:
  - {key: ann-said, source: s, speaker: ann, party: a, attribution: official, said: 2025-01-01, paraphrase: P}
  - {key: dan-then, source: s, speaker: dan, party: a, attribution: official, said: 2019-12-31, paraphrase: P}
  - {key: dan-between, source: s, speaker: dan, party: a, attribution: official, said: 2020-05, paraphrase: P}
  - {key: dan-vague, source: s, speaker: dan, party: a, attribution: official, said: 2019/2020, paraphrase: P}
  - {key: dan-now, source: s, speaker: dan, party: a, attribution: personal, said: 2025-02-01, paraphrase: P}
  - {key: eve-said, source: s, speaker: eve, party: a, attribution: official, said: 2025-03-01, paraphrase: P}
  - {key: memo, source: s, voice: Memorandum, party: a, attribution: official, said: 2025-03-01, paraphrase: P}
  - {key: column, source: s, voice: A columnist, party: a, attribution: personal, said: 2025-03-01, paraphrase: P}
positions:
  - {key: held, party: a, issue: i, stance: demands, options: x, from: 2025-01-01, evidence: [ann-said]}
  - {key: beside, party: a, issue: i, stance: accepts, options: y, from: 2025-02-01, evidence: [dan-now]}
  - {key: over, party: a, issue: i, stance: demands, options: y, from: 2025-03-01, supersedes: held, evidence: [dan-now, eve-said]}
  - {key: over-with, party: a, issue: i, stance: demands, options: y, from: 2025-04-01, supersedes: over, evidence: [dan-now, memo]}
  - {key: then, party: a, issue: j, stance: demands, options: y, from: 2019, to: 2019, evidence: [dan-then]}
  - {key: between, party: a, issue: j, stance: demands, options: y, from: 2020-05, to: 2021, evidence: [dan-between]}
  - {key: vague, party: a, issue: j, stance: demands, options: y, from: 2022, to: 2023, evidence: [dan-vague]}
red-lines:
  - {key: alone, party: a, title: No X, forbids: [{j: [x]}], from: 2024, evidence: [eve-said, column]}
`, CheckOptions{}),
		"x/f.yaml:24:96: warning: supersedes: held is replaced on words of dan on 2025-02-01 (Adviser, speaking personally), eve on 2025-03-01 (no office on record) alone: add words of an office-holder, record the office if one was held, or leave supersedes out, and both stand",
		"x/f.yaml:27:104: warning: evidence: all that stands for a here is words of dan on 2020-05 (President until 2019): add words of an office-holder, record the office if one was held, or leave the record out",
		"x/f.yaml:30:84: warning: evidence: all that stands for a here is words of A columnist on 2025-03-01 (no office on record), eve on 2025-03-01 (no office on record): add words of an office-holder, record the office if one was held, or leave the record out",
	)
}

// No position or red line that comes with Parley rests on somebody who did not speak for the party.
func TestEmbeddedFoldersRestOnOfficeHolders(t *testing.T) {
	for name, folder := range map[string]fs.FS{"ukraine": Ukraine, "example": Example} {
		for _, p := range Check(folder, name, CheckOptions{}).Problems {
			if strings.Contains(p.Msg, "words of an office-holder") || strings.Contains(p.Msg, "nobody with an office") {
				t.Error(p)
			}
		}
	}
}
