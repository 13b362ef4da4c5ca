package seed

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"parley/graph"
)

// testdata/faults holds a folder with faults of every sort, planted once each.
func TestCheckTellsEveryFault(t *testing.T) {
	r := Check(os.DirFS("testdata/faults"), "faults", CheckOptions{})
	var b bytes.Buffer
	if err := r.Text(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/faults.txt", b.Bytes())
}

// check returns the problems of a folder of one file, without their lines.
func check(text string, o CheckOptions) []string {
	var got []string
	for _, p := range Check(folder(text), "x", o).Problems {
		first, _, _ := strings.Cut(p.String(), "\n")
		got = append(got, first)
	}
	return got
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestEmbeddedFoldersHaveNoFaults(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"ukraine": Ukraine, "example": Example} {
		r := Check(fsys, name, CheckOptions{})
		if r.Faults() > 0 || len(r.Problems) > 25 {
			var b bytes.Buffer
			r.Text(&b)
			t.Errorf("%s has faults, or more warnings than anybody reads:\n%s", name, b.String())
		}
	}
}

const quoted = `
sources: [{key: s, title: S, sha256: %s}]
parties: [{key: a, name: A, kind: state}]
statements: [{key: st, source: s, attribution: official, said: 2025, paraphrase: P, quotation: {exact: "%s"}}]
commitments: [{key: c, by: a, kind: threat, title: T, consequence: C, status: pending, evidence: st}]
`

func TestQuotationsAreLookedUpInTextsAtHand(t *testing.T) {
	text := "We said that the berths are ours."
	hash := graph.TextHash(text)
	other := graph.TextHash("another text")
	at := func(name, text string) CheckOptions {
		return CheckOptions{Texts: fstest.MapFS{name: {Data: []byte(text)}}}
	}
	expect(t, check(fmt.Sprintf(quoted, hash, "the berths are ours"), at("deep/any.html", text)))
	expect(t, check(fmt.Sprintf(quoted, hash, "the berths were ours"), at("any.html", text)),
		"x/f.yaml:4:104: quotation.exact: orphan: these words, with this prefix and suffix, are not in the text")
	expect(t, check(fmt.Sprintf(quoted, hash, "the berths are ours"), CheckOptions{}),
		"x: warning: 1 quotation was not looked up: no text with the hash of the source is at hand")
	expect(t, check(fmt.Sprintf(quoted, other, "the berths are ours"), at("s.txt", text)),
		"x/f.yaml:2:38: sha256: the text at hand, s.txt, has another hash, "+hash+": it is not the text that was quoted")
	expect(t, check(fmt.Sprintf(quoted, hash, "the berths are ours"), CheckOptions{Texts: os.DirFS(t.TempDir() + "/none")}),
		"x: the texts at hand cannot be read: no such file or directory")
}

func TestWarnings(t *testing.T) {
	expect(t, check(`
negotiations: [{key: n, title: N}]
parties:
  - {key: a, name: A, kind: state, memberships: [{of: small}]}
  - {key: b, name: B, kind: state}
  - {key: small, name: Small bloc, kind: coalition, memberships: [{of: bloc}]}
  - {key: bloc, name: Bloc, kind: coalition}
issues:
  - {key: i, negotiation: n, title: I, question: Q, options: {x: X, y: Y}}
  - {key: lonely, negotiation: n, title: Lonely, question: Q, options: {x: X}}
positions:
  - {party: a, issue: i, stance: demands, options: x}
  - {key: on-own-words, party: a, issue: i, stance: accepts, options: x, evidence: [of-a, of-bloc]}
  - {key: on-other-words, party: a, issue: i, stance: accepts, options: y, evidence: [of-nobody, of-b]}
sources:
  - {key: used, title: Used, issued: 2025-06}
  - {key: copied, title: Copied}
  - {key: unused, title: Unused, origin: copied}
statements:
  - {key: of-a, source: used, voice: a spokeswoman, party: a, attribution: official, said: 2025, paraphrase: P}
  - {key: of-b, source: used, party: b, attribution: official, said: 2025-07-01, paraphrase: P}
  - {key: of-bloc, source: used, voice: the bloc, party: bloc, attribution: official, said: 2025, paraphrase: P}
  - {key: of-nobody, source: used, attribution: inferred, said: 2025, paraphrase: P}
  - {key: unheard, source: used, attribution: inferred, said: 2025, paraphrase: P}
`, CheckOptions{}),
		"x/f.yaml:10:5: warning: issue/lonely: no party has a position or red line on it",
		"x/f.yaml:12:5: warning: position/a-i-demands: rests on no statement",
		"x/f.yaml:14:98: warning: evidence[1]: of-b speaks for b, not for a",
		"x/f.yaml:18:5: warning: source/unused: no statement is taken from it",
		"x/f.yaml:21:5: warning: statement/of-b: does not say who spoke for the party: name a speaker or a voice",
		"x/f.yaml:21:70: warning: said: 2025-07-01 is after the source was published, 2025-06",
		"x/f.yaml:24:5: warning: statement/unheard: nothing rests on it",
	)
}

func TestManyWarningsOfASortAreOne(t *testing.T) {
	var b strings.Builder
	b.WriteString("sources:\n")
	for i := range manyWarnings + 2 {
		fmt.Fprintf(&b, "  - {key: s%d, title: S}\n", i)
	}
	expect(t, check(b.String(), CheckOptions{}),
		"x: warning: 7 sources have no statement taken from them: s0, s1, s2, s3, s4 and 2 more")
}

func TestFaultsAreNotToldTwice(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"a misspelt field is not missing as well", "parties: [{key: a, nam: A, kind: state}]",
			[]string{`x/f.yaml:1:20: unknown field of party "nam" (did you mean "name"?): one of key, name, kind, names, aliases, codes, memberships, description`}},
		{"an unreadable field is not missing", "parties: [{key: a, name: [A], kind: state}]",
			[]string{"x/f.yaml:1:26: name: is a list where text is expected"}},
		{"an unreadable key is not missing", "inquiries: [{key: [], party: a, issue: i, date: 2025, searched: x}]",
			[]string{"x/f.yaml:1:19: key: is a list where text is expected",
				`x/f.yaml:1:30: party: unknown party "a"`, `x/f.yaml:1:40: issue: unknown issue "i"`}},
		{"a record without a readable key may be the one named", "parties: [{key: [], name: A, kind: state}]\nsources: [{key: s, title: S}]\ncommitments: [{key: c, by: b, kind: threat, title: T, consequence: C, status: pending}]",
			[]string{"x/f.yaml:1:17: key: is a list where text is expected"}},
		{"a second record with a key is checked all the same", "sources: [{key: s, title: S}, {key: s, title: S, origin: t}]",
			[]string{"x/f.yaml:1:37: key: source/s is there twice: the other is at x/f.yaml:1:17",
				`x/f.yaml:1:58: origin: unknown source "t"`}},
		{"no date, no key", "inquiries: [{}]", []string{
			"x/f.yaml:1:13: date: is missing: When the search was made.",
			"x/f.yaml:1:13: issue: is missing: On which issue.",
			"x/f.yaml:1:13: party: is missing: Whose position was looked for.",
			"x/f.yaml:1:13: searched: is missing: Where: archives, sites, databases."}},
		{"a statement without a source", "statements: [{key: s, attribution: official, said: 2025, paraphrase: P, quotation: q}]",
			[]string{"x/f.yaml:1:14: source: is missing: Where it is reported."}},
		{"too large", "sources: [{key: s, title: S, text: " + strings.Repeat("a", graph.MaxRecord) + "}]",
			[]string{"x/f.yaml:1:11: source/s: takes 524321 bytes: at most 524288"}},
	} {
		t.Run(tt.name, func(t *testing.T) { expect(t, check(tt.text, CheckOptions{}), tt.want...) })
	}
}

func TestLabelsTakeNoSide(t *testing.T) {
	for _, tt := range []struct {
		label string
		word  string // the one complained of
	}{
		{"Control of the occupied areas", "occupied"},
		{"Occupied areas", "Occupied"},
		{"Fate of the terrorists", "terrorists"},
		{"A so-called republic", "so-called"},
		{"The special military operation", "special military operation"},
		{"The regime in the capital", "regime"},
		{"Sanctions regime", ""},
		{"Arms control regimes", ""},
		{"Tribunal on the crime of aggression", ""},
		{"Unoccupied buildings", ""},
		{"Military presence", ""},
	} {
		got := takesSide(tt.label)
		if tt.word == "" && got != "" || !strings.HasPrefix(got, `"`+tt.word+`"`) && tt.word != "" {
			t.Errorf("%q: %q", tt.label, got)
		}
	}
	for title, wish := range map[string]bool{
		"Return of children": true, "No-fly zone": false, "No foreign troops": true, "End": true, "Endangered species": false,
		"Withdrawal of troops": true, "Line of withdrawal": false, "Stopping the war": true, "Status of the strait": false,
	} {
		if got := statesOutcome(title); (got != "") != wish {
			t.Errorf("%q: %q", title, got)
		}
	}
}

func TestLabelsOfEveryKindAreRead(t *testing.T) {
	expect(t, check(`
negotiations: [{key: n, title: The puppet, description: An illegal one}]
parties: [{key: a, name: The regime, kind: state}]
issues: [{key: i, negotiation: n, title: Traitors, question: Who is the invader?, options: {x: Illegal}}]
red-lines: [{key: r, party: a, title: No junta, forbids: {i: x}}]
rules: [{key: r, negotiation: n, forbids: {i: x}, reason: Rightful}]
scenarios: [{key: s, negotiation: n, title: Liberated, relaxes: r}]
sources: [{key: s, title: S}]
statements: [{key: t, source: s, attribution: official, said: 2025, paraphrase: P}, {key: u, source: s, attribution: official, said: 2025, paraphrase: P}]
disputes: [{key: d, negotiation: n, title: Who is the aggressor?, over: fact, versions: [{key: a, label: A, statements: t}, {key: b, label: B, statements: u}]}]
`, CheckOptions{}),
		`x/f.yaml:2:32: title: "puppet" takes a side: name the body and who set it up`,
		`x/f.yaml:4:42: title: "Traitors" takes a side: name the person or group`,
		`x/f.yaml:4:62: question: "invader" takes a side: name the party`,
		`x/f.yaml:4:96: options[0].label: "Illegal" takes a side: name the norm or judgement it is measured by`,
		`x/f.yaml:5:39: title: "junta" takes a side: write government, or name the party`,
		`x/f.yaml:6:59: reason: "Rightful" takes a side: say who claims it`,
		`x/f.yaml:7:45: title: "Liberated" takes a side: say who controls it and since when`,
		`x/f.yaml:10:44: title: "aggressor" takes a side: name the party`,
	)
}
