package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"parley/graph"
)

const deltaQuery = `query Delta($negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!], $sinceAsOf: Date, $sinceKnownAt: DateTime) {
  negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues) {
    title
    delta(sinceAsOf: $sinceAsOf, sinceKnownAt: $sinceKnownAt) {
      sinceAsOf sinceKnownAt asOf knownAt nothingChanged explanation verdictBefore verdictAfter complete
      verdictCauses { ...because }
      coresGained { it: core { partyKeys issueKeys explanation } causes { ...because } }
      coresLost { it: core { partyKeys issueKeys explanation } causes { ...because } }
      coresSourced { trend explanation it: core { partyKeys issueKeys } causes { ...because } }
      opened { it: conflict { ...words } causes { ...because } }
      closed { it: conflict { ...words } causes { ...because } }
      changed { before { ...words } it: after { ...words } causes { ...because } }
      shifts { it: shift { kind partyKey issueKeys explanation } causes { ...because } }
      silencesBroken { ...silence }
      silencesNew { ...silence }
      silencesChanged { ...silence }
    }
  }
}
fragment words on Conflict { score partyKeys issueKeys explanation }
fragment silence on DeltaSilence { partyKey issueKey explanation causes { ...because } }
fragment because on DeltaCause { how recordKind recordKey sequence explanation }`

// deltaAnswer is what the API tells of a delta.
type deltaAnswer struct {
	SinceAsOf, SinceKnownAt, AsOf, KnownAt       string
	NothingChanged, Complete                     bool
	Explanation, VerdictBefore, VerdictAfter     string
	VerdictCauses                                []deltaCause
	CoresGained, CoresLost, CoresSourced         []deltaEntry
	Opened, Closed, Changed, Shifts              []deltaEntry
	SilencesBroken, SilencesNew, SilencesChanged []deltaEntry
}

// deltaEntry is a part of the answer that changed: a core, a conflict, a shift or a silence.
type deltaEntry struct {
	It, Before deltaWords
	Causes     []deltaCause

	Trend, PartyKey, IssueKey, Explanation string
}

type deltaWords struct {
	Kind, PartyKey, Explanation string
	Score                       float64
	PartyKeys, IssueKeys        []string
}

type deltaCause struct{ How, RecordKind, RecordKey, Sequence, Explanation string }

func (a *app) delta() *cobra.Command {
	var asOf, knownAt string
	c := &cobra.Command{
		Use:   "delta",
		Short: "Tell what changed in the answer since an earlier day or state of knowledge, and because of what",
		Long: `Delta compares the view with the same view of an earlier day, as known at an earlier instant, or both: the verdict then and
now, cores gained, lost, better or worse sourced, conflicts opened, closed or changed, shifts by party, silences broken
and new. Each comes with the records that differ, and with what they tell: that the world changed, that we learned more,
or that we corrected ourselves. New records that move no answer are not listed.`,
		Example: `  parley delta --since-as-of 2025-08-14 --as-of 2025-08-19
  parley delta --since-known-at 2025-08-18T07:00:00Z`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			since, err := deltaSince(asOf, knownAt)
			if err != nil {
				return err
			}
			return a.printDelta(c.Context(), since)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	f := c.Flags()
	f.StringVar(&asOf, "since-as-of", "", "the earlier day, YYYY-MM-DD; left out: the day of the view")
	f.StringVar(&knownAt, "since-known-at", "", "the earlier state of knowledge, YYYY-MM-DDThh:mm:ssZ; left out: that of the view")
	return c
}

// deltaSince returns what to compare with as variables.
func deltaSince(asOf, knownAt string) (map[string]any, error) {
	since := map[string]any{}
	if asOf != "" {
		if _, err := graph.ParseDay(asOf); err != nil {
			return nil, graph.Errorf(graph.CodeInvalid, "since-as-of: %w", err)
		}
		since["sinceAsOf"] = asOf
	}
	if knownAt != "" {
		if _, err := instant("since-known-at", knownAt); err != nil {
			return nil, err
		}
		since["sinceKnownAt"] = knownAt
	}
	if len(since) == 0 {
		return nil, graph.Errorf(graph.CodeInvalid, "give what to compare with: --since-as-of DAY, --since-known-at INSTANT or both")
	}
	return since, nil
}

func (a *app) printDelta(ctx context.Context, since map[string]any) error {
	from, err := a.asker(ctx)
	if err != nil {
		return err
	}
	defer from.close()
	vars, err := a.viewVariables(ctx, from)
	if err != nil {
		return err
	}
	for name, value := range since {
		vars[name] = value
	}
	var data struct {
		Negotiation struct {
			Title string
			Delta deltaAnswer
		}
	}
	if err := into(ctx, from, deltaQuery, vars, &data); err != nil {
		return err
	}
	d := &data.Negotiation.Delta
	if !d.Complete {
		fmt.Fprintln(a.stderr, "red lines may clash in more ways than were compared; fewer --parties or --issues compare all")
	}
	switch a.format {
	case "csv":
		return a.print(deltaTable(d.lines()))
	case "json":
		return d.json(a.stdout)
	}
	return d.text(a.stdout, data.Negotiation.Title, a.format == "md")
}

// deltaLine is one change of the answer, in words.
type deltaLine struct {
	part, change    string
	parties, issues []string
	explanation     string
	causes          []deltaCause
}

// lines lists the changes: the verdict, cores, conflicts, shifts, silences.
func (d *deltaAnswer) lines() []deltaLine {
	var lines []deltaLine
	if d.VerdictBefore != d.VerdictAfter {
		lines = append(lines, deltaLine{"verdict", "moved", nil, nil, "It was " + verdictWord(d.VerdictBefore) + " and is " + verdictWord(d.VerdictAfter) + ".", d.VerdictCauses})
	}
	for _, list := range []struct {
		part, change string
		entries      []deltaEntry
	}{
		{"core", "gained", d.CoresGained}, {"core", "lost", d.CoresLost}, {"core", "sourced", d.CoresSourced},
		{"conflict", "opened", d.Opened}, {"conflict", "closed", d.Closed}, {"conflict", "changed", d.Changed},
		{"shift", "", d.Shifts},
		{"silence", "broken", d.SilencesBroken}, {"silence", "new", d.SilencesNew}, {"silence", "changed", d.SilencesChanged},
	} {
		for _, e := range list.entries {
			lines = append(lines, e.line(list.part, list.change))
		}
	}
	return lines
}

func (e deltaEntry) line(part, change string) deltaLine {
	l := deltaLine{part, change, e.It.PartyKeys, e.It.IssueKeys, e.It.Explanation, e.Causes}
	switch {
	case e.Trend != "":
		l.change, l.explanation = word(e.Trend)+" sourced", e.Explanation
	case part == "silence":
		l.parties, l.issues, l.explanation = []string{e.PartyKey}, []string{e.IssueKey}, e.Explanation
	case part == "shift":
		l.change, l.parties = word(e.It.Kind), []string{e.It.PartyKey}
	case change == "changed" && e.Before.Explanation != e.It.Explanation:
		l.explanation += " Before: " + e.Before.Explanation
	case change == "changed" && e.Before.Score != e.It.Score:
		l.explanation += fmt.Sprintf(" Score %v, before %v.", e.It.Score, e.Before.Score)
	}
	return l
}

func verdictWord(verdict string) string {
	if verdict == "" {
		return "not on record"
	}
	return word(verdict)
}

// deltaHow puts into words why a record bears on the answer otherwise than before.
var deltaHow = map[string]string{"WORLD_CHANGED": "the world changed", "LEARNED": "we learned more", "CORRECTED": "we corrected ourselves"}

// words names the cause: why, in a sentence what, and which record by which change.
func (c deltaCause) words() string {
	from := c.ref()
	if c.Sequence != "" {
		from += ", change " + c.Sequence
	}
	return deltaHow[c.How] + ": " + c.Explanation + " (" + from + ")"
}

func (c deltaCause) ref() string { return word(c.RecordKind) + "/" + c.RecordKey }

// deltaTable is one row a change, with the records that caused it apart by what they tell.
func deltaTable(lines []deltaLine) *table {
	t := &table{columns: []string{"part", "change", "parties", "issues", "explanation", "the world changed", "we learned more", "we corrected ourselves"}}
	for _, l := range lines {
		by := map[string][]string{}
		for _, c := range l.causes {
			by[c.How] = append(by[c.How], c.ref())
		}
		t.rows = append(t.rows, []any{l.part, l.change, l.parties, l.issues, l.explanation, by["WORLD_CHANGED"], by["LEARNED"], by["CORRECTED"]})
	}
	return t
}

// json writes the two views, whether anything changed, and the changes, each with its causes in words.
func (d *deltaAnswer) json(w io.Writer) error {
	head, err := json.Marshal(map[string]any{
		"sinceAsOf": d.SinceAsOf, "sinceKnownAt": d.SinceKnownAt, "asOf": d.AsOf, "knownAt": d.KnownAt, "complete": d.Complete,
		"nothingChanged": d.NothingChanged, "explanation": d.Explanation, "verdictBefore": word(d.VerdictBefore), "verdictAfter": word(d.VerdictAfter),
	})
	if err != nil {
		return err
	}
	t := &table{columns: []string{"part", "change", "parties", "issues", "explanation", "causes"}}
	for _, l := range d.lines() {
		causes := []map[string]string{}
		for _, c := range l.causes {
			causes = append(causes, map[string]string{"how": word(c.How), "record": c.ref(), "change": c.Sequence, "explanation": c.Explanation})
		}
		t.rows = append(t.rows, []any{l.part, l.change, l.parties, l.issues, l.explanation, causes})
	}
	fmt.Fprintf(w, "{\"delta\": %s,\n\"changes\": ", head)
	if err := t.json(w); err != nil {
		return err
	}
	_, err = io.WriteString(w, "}\n")
	return err
}

// headings are the changes of a part, for people.
var deltaHeadings = map[string]string{
	"verdict": "The verdict", "core": "Red lines that cannot stand together", "conflict": "Conflicts",
	"shift": "How parties moved", "silence": "Silences (none of them means flexible)",
}

// text writes the answer for people: each change in a sentence, and beneath it what caused it.
func (d *deltaAnswer) text(w io.Writer, title string, markdownText bool) error {
	plain, heading, item, because := oneLine, "\n%s:\n\n", "%s: %s\n", "    %s\n"
	head := "%s: what changed in the answer\n"
	if markdownText {
		plain = func(s string) string { return markdown.Replace(oneLine(s)) }
		head, heading, item, because = "# %s: what changed in the answer\n\n", "\n## %s\n\n", "- **%s**: %s\n", "  - %s\n"
	}
	fmt.Fprintf(w, head, plain(title))
	fmt.Fprintf(w, "%s\n", plain(d.views()))
	if markdownText {
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%s\n", plain(d.verdicts()))
	fmt.Fprintf(w, "%s\n", plain(d.Explanation))
	last := ""
	for _, l := range d.lines() {
		if l.part != last {
			last = l.part
			fmt.Fprintf(w, heading, deltaHeadings[l.part])
		}
		fmt.Fprintf(w, item, l.change, plain(l.explanation))
		for _, c := range l.causes {
			fmt.Fprintf(w, because, plain(c.words()))
		}
		if len(l.causes) == 0 {
			fmt.Fprintf(w, because, "no record can be named as the cause")
		}
	}
	return nil
}

// views states the two views that are compared.
func (d *deltaAnswer) views() string {
	if d.SinceKnownAt == d.KnownAt {
		return fmt.Sprintf("before: as of %s; now: as of %s; both as known at %s", d.SinceAsOf, d.AsOf, d.KnownAt)
	}
	return fmt.Sprintf("before: as of %s, as known at %s; now: as of %s, as known at %s", d.SinceAsOf, d.SinceKnownAt, d.AsOf, d.KnownAt)
}

// verdicts states the verdict then and now.
func (d *deltaAnswer) verdicts() string {
	if d.VerdictBefore == d.VerdictAfter {
		return "verdict: " + verdictWord(d.VerdictAfter) + ", then and now"
	}
	return "verdict: " + verdictWord(d.VerdictBefore) + " before, " + verdictWord(d.VerdictAfter) + " now"
}
