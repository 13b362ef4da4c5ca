package report

import (
	"strings"
	"testing"
	"time"

	"parley/graph"
)

func TestHeaderStatesTheView(t *testing.T) {
	all := snapshot(t, everything()...)
	base := graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01")}
	with := func(change func(*graph.ViewOptions)) *graph.View {
		o := base
		change(&o)
		return view(t, all, o)
	}
	for _, tt := range []struct {
		name string
		v    *graph.View
		want map[string]string
	}{
		{"plain", with(func(*graph.ViewOptions) {}), map[string]string{
			"As of": "1 June 2025", "Known at": "everything recorded so far", "Scenario": "none: the record as it stands",
			"Reading of red lines": "narrow: only what their words clearly rule out", "Evidence admitted": "all, whatever its grade",
			"Parties": "all 3: Alpha | One, Beta and Gamma", "Issues": "all 3",
			"Record": "eight positions (one conditional and not counted in conflicts, because nothing assumed meets the condition) " +
				"and three red lines in force, one rule that no party owns",
			"Latest words on record": "1 to 2 April 2025",
		}},
		{"scenario", with(func(o *graph.ViewOptions) { o.Scenario = "what-if" }), map[string]string{
			"Record": "eight positions and three red lines (one supposed) in force, one rule that no party owns",
			"Scenario": "“Beta gives way”, which supposes: Beta gives up the red line “No river for Alpha”; " +
				"Delta draws the red line “No seat in the south”; the settlement has The seat: “North”",
		}},
		{"supposition", with(func(o *graph.ViewOptions) {
			o.Suppose = graph.Supposition{Relaxes: []string{"delta-future"}, Assumes: graph.Pattern{"seat": {"north"}}}
		}), map[string]string{
			"Scenario": "one made for this report, which supposes: Delta gives up the red line “Not drawn yet”, which is not in force here; the settlement has The seat: “North”",
		}},
		{"both", with(func(o *graph.ViewOptions) {
			o.Scenario, o.Suppose = "what-if", graph.Supposition{Relaxes: []string{"alpha-river"}}
		}), map[string]string{
			"Scenario": "“Beta gives way” and one made for this report, which together suppose: Alpha | One gives up the red line “# No river for Beta”; " +
				"Beta gives up the red line “No river for Alpha”; Delta draws the red line “No seat in the south”; the settlement has The seat: “North”",
		}},
		{"subset", with(func(o *graph.ViewOptions) { o.Parties, o.Issues = []string{"gamma", "alpha"}, []string{"guards"} }), map[string]string{
			"Parties": "2 chosen: Alpha | One and Gamma", "Issues": "1 chosen: Guards", "Latest words on record": "1 to 2 April 2025",
			"Left out": "the red line “No guards”, the red line “# No river for Beta” and the rule “Cannot be.”, in whole or in part, because of issues outside the choice above",
		}},
		{"supposed and left out", with(func(o *graph.ViewOptions) {
			o.Parties, o.Issues = []string{"alpha", "beta"}, []string{"river", "seat"}
			o.Suppose.Adds = []graph.RedLine{{Party: "alpha", Title: "No few guards", Forbids: graph.Patterns{{"river": {"a"}, "guards": {"<=5"}}}}}
		}), map[string]string{
			"Left out": "the red line “No few guards” (supposed), in whole or in part, because of issues outside the choice above",
		}},
		{"condition left out", with(func(o *graph.ViewOptions) { o.Parties, o.Issues = []string{"gamma"}, []string{"river"} }), map[string]string{
			"Left out": "the red line “No guards”, the rule “Cannot be.” and the condition of Gamma’s position on The river, in whole or in part, because of issues outside the choice above",
		}},
		{"without a source", with(func(o *graph.ViewOptions) { o.Without = "paper" }), map[string]string{
			"Evidence admitted": "all, whatever its grade, without the source “A [paper](x)”",
		}},
		{"graded without a source", with(func(o *graph.ViewOptions) { o.Without, o.Floor = "copy", graph.Floor{Reliability: "B"} }), map[string]string{
			"Evidence admitted": "sources graded B or better, without what cannot be judged or is not graded, without the source “A copy”",
		}},
		{"quiet", with(func(o *graph.ViewOptions) { o.AsOf = day(t, "2025-02-28") }), map[string]string{
			"Latest words on record": "2023; nothing later has been coded up to the day above",
		}},
		{"later", with(func(o *graph.ViewOptions) { o.AsOf = day(t, "2025-07-20") }), map[string]string{
			"Latest words on record": "July 2025",
		}},
		{"before", with(func(o *graph.ViewOptions) { o.AsOf = day(t, "1990-01-01") }), map[string]string{
			"Record": "no positions and one red line in force, one rule that no party owns", "Latest words on record": "none by the day above",
		}},
		{"past", with(func(o *graph.ViewOptions) { o.KnownAt, o.Reading = recorded.Add(time.Hour), graph.Broad }), map[string]string{
			"Known at":             "what had been recorded by 1 September 2025, 13:00 UTC",
			"Reading of red lines": "broad: also what their words may be taken to rule out",
		}},
		{"graded", with(func(o *graph.ViewOptions) {
			o.Floor = graph.Floor{Reliability: "C", Credibility: 3, Unjudged: true, Sources: []string{"paper", "copy"}}
		}), map[string]string{
			"Evidence admitted": "sources graded C or better, items graded 3 or better, with what cannot be judged or is not graded, " +
				"only from “A copy” and “A [paper](x)”",
		}},
	} {
		d := &Document{}
		viewFacts(d, tt.v)
		got := map[string]string{}
		for _, f := range d.Facts {
			got[f.Name] = f.Value
		}
		for name, want := range tt.want {
			if got[name] != want {
				t.Errorf("%s: %s is %q, want %q", tt.name, name, got[name], want)
			}
		}
		if data := got["Data"]; !strings.HasPrefix(data, "change 1, sealed "+all.Head().Hash.String()[:12]+": ") {
			t.Errorf("%s: the data are %q", tt.name, data)
		}
	}
}

func TestCitations(t *testing.T) {
	s := snapshot(t, everything()...)
	const paper = "Source: Ed and Flo, “A [paper](x)”, Press, May 2025, https://a.org/x_y?a|b."
	for _, tt := range []struct{ statement, want string }{
		{"a-river", "Ann, minister, Alpha | One; for Alpha | One; official statement; 1 March 2025; event: Talks. What a-river says. " +
			"In the source’s words: “not | one * inch”. " + paper + " Graded B2."},
		{"b-river", "The source itself; for Beta; inferred by the reporter, said by nobody; about March 2025. What b-river says. " +
			"Source: “A copy”, after “A [paper](x)”. Not graded."},
		{"c-seat", "A spokesman of alpha; for Gamma; as reported by somebody else; 1 to 2 April 2025. What c-seat says. " + paper + " Graded B3."},
		{"b-guards", "Bob, formerly president, Beta; for Beta; personal statement; 10 March 2025. What b-guards says. " +
			"Source: “A graded one”. Source graded C, item not graded."},
		{"b-old", "Bob, president, Beta; for Beta; official statement; 2015. What b-old says. " +
			"Source: “A copy”, after “A [paper](x)”. Source not graded, item graded 4."},
		{"a-later", "Ann, guest, Beta; for Alpha | One; official statement; July 2025. What a-later says. " + paper + " Graded B1."},
		{"a-first", "Ann, formerly mayor, Alpha | One; for Alpha | One; official statement; 2023. What a-first says. " + paper + " Graded B1."},
	} {
		st, _ := graph.Get[*graph.Statement](s, tt.statement)
		if got := statementNote(s, st).String(); got != tt.want {
			t.Errorf("%s is cited as\n%s\nwant\n%s", tt.statement, got, tt.want)
		}
	}
	d := &Document{}
	c := newCiter(d, s)
	first, again := c.cite([]string{"c-seat", "a-river"}), c.cite([]string{"a-river"})
	if len(d.Notes) != 2 || first[1] != again[0] || again[0].Note != 2 {
		t.Errorf("two statements give %d notes, cited as %v and %v", len(d.Notes), first, again)
	}
	if got := c.cite(nil); noted(got) || got.String() != " (no source on record)" {
		t.Errorf("nothing is cited as %v", got)
	}
}

// What the conflicts report says of records in every state they can be in.
func TestReportTellsWhatKindOfRecord(t *testing.T) {
	vs := views(t)
	for _, tt := range []struct{ view, want string }{
		{"all", "| No river for Alpha | The river: “Alpha's” | implied (never said as a refusal), by others’ account | March 2025 | about March 2025 |"},
		{"all", `| \# No river for Beta | The river: “Beta's”. On a broad reading also The river: “Shared” | firm | 1 March 2025, to 2026 | first 2023, last 1 March 2025 |`},
		{"all", "| Beta | No talk of the river | from 2015, replaced March 2025 by “No river for Alpha” |"},
		{"all", "| Beta | No seat in the north | from 2015 to December 2024 | *(no source on record)* |"},
		{"all", "| No guards | Guards: “more than 0 guards”; or Guards: “85,000 to 100,000 guards”, together with The seat: “South” | stated | not stated | – |"},
		{"all", "rejects (9 May 2025) *(no source on record)*; before: is studying it (2 May 2025)[^1]"},
		{"all", `“\# No river for Beta” (clauses 1 and 1a)[^1]`},
		{"all", "So nothing is judged against red lines and demands."},
		{"all", "| The plan, replaced by “The second plan” | April 2025 | Gamma | tabled |"},
		{"all", "Searched for the position of Gamma on The river, 1 May 2025, in: archive and press. Nothing was found."},
		{"all", "| Alpha \\| One | declined | 1 | The seat[^1] |"},
		{"scenario", "| No seat in the south | The seat: “South” | stated | not stated | – | *(supposed, not on record)* |"},
		{"scenario", "| Beta | No river for Alpha *(a reporter’s inference)* | in force, from March 2025 |"},
		{"scenario", "| Gamma | The river: accepts “Shared”, only with The seat: “North” (scope: in peacetime) | a single origin |"},
		{"graded", "| Gamma | No guards | in force, from a day not stated | *(no source on record)* |"},
		{"nothing", "No conflict is on record in this view."},
		{"nothing", "Not known: for eight of nine pairs of a party and an issue nothing on record says where the party stands; no position or red line in force rests on a source."},
		{"bare", "Not known: on no issue does anything on record say where a party stands; no position or red line is in force. Silence"},
		{"bare", "Proposals that settle none of the issues chosen: Package of measures (Minsk II), 12 February 2015[^"},
		{"bare", "No text still stands."},
		{"two", "- **Parties:** 2 chosen: Russian Federation and Ukraine"},
		{"two", "By others’ account only: Russian Federation and Ukraine."},
		{"one", "- **Left out:** the red line “Troops of NATO states in Ukraine”, 17 red lines on other issues alone and five rules, in whole or in part"},
		{"example", "| Europe (example) | other options only | 2 | Foreign troops[^3]; Security guarantee[^3] |"},
		{"nothing", "No proposal is on record as made by 1 January 1990."},
	} {
		if got := write(t, vs[tt.view]); !strings.Contains(got, tt.want) {
			t.Errorf("%s lacks %s", tt.view, tt.want)
		}
	}
	if got := write(t, vs["all"]); strings.Contains(got, "Not drawn yet") {
		t.Error("a red line shows before the day it is drawn")
	}
}
