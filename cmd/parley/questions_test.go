package main

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// curious asks the data that comes with Parley.
type curious struct {
	*testing.T
	dir string
}

// of runs a query below the negotiation on a day and reads the answer into data.
func (c curious) of(asOf, fields string, data any) {
	c.Helper()
	var stdout, stderr bytes.Buffer
	query := `{ negotiation(key: "ukraine", asOf: "` + asOf + `") { ` + fields + ` } }`
	if code := run(context.Background(), []string{"query", "--data", c.dir, query}, strings.NewReader(""), &stdout, &stderr); code != exitDone {
		c.Fatalf("%s\n%s", query, stderr.String())
	}
	answer := struct{ Data struct{ Negotiation any } }{}
	answer.Data.Negotiation = data
	if err := json.Unmarshal(stdout.Bytes(), &answer); err != nil {
		c.Fatal(err)
	}
}

// What would make an answer to one of the questions of docs/questions.md wrong is tested here against the data that comes
// with Parley, where a machine can tell.
func TestAnswersAreNotWrong(t *testing.T) {
	dir := t.TempDir()
	for _, q := range []struct {
		name string
		ask  func(curious)
	}{
		{"people stand under offices held that day, blocs have the members of that day", officesOfTheDay},
		{"voices stand by authority, not by who spoke last", voicesByAuthority},
		{"issues have options, and silence is no agreement", issuesHaveOptions},
		{"what a reporter concluded is not passed off as a party's words", inferenceIsMarked},
		{"no anchor is said to hold that cannot be checked", anchorsAreChecked},
		{"red lines are a party's own, and firm demands are none", redLinesAreOwn},
		{"kinds of nothing are kept apart and none is scored", silenceIsKept},
		{"dates are as precise as stated, and what is planned was not held", datesAsStated},
		{"a restatement is no shift, and every shift has a record before or after", shiftsAreChanges},
		{"what was recorded later does not leak into what was known", knownThen},
		{"the order of the parties changes nothing, and unknown is no agreement", conflictsAreSymmetric},
		{"conflicts turn on different things", conflictsDiffer},
		{"silence is no consent", groundIsNotSilence},
		{"a later change is no contradiction", changeIsNoContradiction},
		{"an assumption does not leak", assumptionsStayApart},
		{"what changed is the answer, and nothing changed is said", deltaTellsAnswers},
	} {
		t.Run(q.name, func(t *testing.T) { q.ask(curious{t, dir}) })
	}
}

func officesOfTheDay(c curious) {
	for _, day := range []string{"2014-06-01", "2022-04-01", "2025-08-19"} {
		var n struct {
			Participants []struct {
				Party struct {
					Key, Kind string
					Members   []struct {
						From, To string
						Current  bool
					}
					Voices []struct{ Name, Standing, Since, Until string }
				}
			}
		}
		c.of(day, `participants { party { key kind members { from to current } voices { name standing since until } } }`, &n)
		for _, p := range n.Participants {
			for _, v := range p.Party.Voices {
				if v.Standing == "IN_OFFICE" && !spans(v.Since, v.Until, day) {
					c.Errorf("%s: %s of %s is shown in an office held from %q to %q", day, v.Name, p.Party.Key, v.Since, v.Until)
				}
			}
			for _, m := range p.Party.Members {
				if m.Current && !spans(m.From, m.To, day) {
					c.Errorf("%s: a member of %s from %q to %q is current", day, p.Party.Key, m.From, m.To)
				}
			}
			if p.Party.Key == "cotw" && p.Party.Kind != "COALITION" {
				c.Errorf("the coalition of the willing is a %s", p.Party.Kind)
			}
		}
	}
}

// spans compares dates as stated, as far as both are written out: a year with its year.
func spans(from, to, day string) bool {
	from, to = strings.TrimRight(from, "~?%"), strings.TrimRight(to, "~?%")
	return from <= day && (to == "" || to >= day[:len(to)])
}

func voicesByAuthority(c curious) {
	order := []string{"BINDING", "OFFICIAL", "PERSONAL", ""}
	var n struct {
		Party struct {
			Voices []struct{ Name, Authority, LatestDate string }
		}
	}
	c.of("2025-08-19", `party(key: "russia") { voices { name authority latestDate } }`, &n)
	last, byDate := 0, true
	for i, v := range n.Party.Voices {
		place := slices.Index(order, v.Authority)
		if place < last {
			c.Errorf("%s, %s, stands below a lesser authority", v.Name, v.Authority)
		}
		last = place
		byDate = byDate && (i == 0 || v.LatestDate <= n.Party.Voices[i-1].LatestDate)
	}
	if len(n.Party.Voices) < 3 || byDate {
		c.Errorf("%d voices, by date: %v: the data tell nothing", len(n.Party.Voices), byDate)
	}
}

func issuesHaveOptions(c curious) {
	var n struct {
		Issues struct {
			Nodes []struct {
				Key     string
				Options []struct{ Key string }
				Contest struct {
					OnRecord, Pairs, Opposed int
					Share                    *float64
				}
			}
		}
	}
	c.of("2025-08-19", `issues(first: 500) { nodes { key options { key } contest { onRecord pairs opposed share } } }`, &n)
	for _, i := range n.Issues.Nodes {
		if k := i.Contest; len(i.Options) < 2 || k.Pairs != k.OnRecord*(k.OnRecord-1)/2 || k.Opposed > k.Pairs || (k.Share == nil) != (k.Pairs == 0) {
			c.Errorf("%s: %d options, %+v", i.Key, len(i.Options), k)
		}
	}
}

func inferenceIsMarked(c curious) {
	var n struct {
		Positions struct {
			Nodes []struct {
				Key      string
				Evidence []struct{ Attribution string }
			}
		}
		ThinIce struct {
			Records struct {
				Nodes []struct {
					Support struct {
						RecordKey  string
						Weaknesses []string
					}
				}
			}
		}
	}
	c.of("2025-08-19", `positions(first: 500) { nodes { key evidence { attribution } } } thinIce { records(first: 500) { nodes { support { recordKey weaknesses } } } }`, &n)
	weak := map[string][]string{}
	for _, r := range n.ThinIce.Records.Nodes {
		weak[r.Support.RecordKey] = r.Support.Weaknesses
	}
	concluded := 0
	for _, p := range n.Positions.Nodes {
		inferred := len(p.Evidence) > 0
		for _, e := range p.Evidence {
			inferred = inferred && e.Attribution == "INFERRED"
		}
		marked := slices.ContainsFunc(weak[p.Key], func(w string) bool { return strings.Contains(w, "INFER") })
		if inferred != marked {
			c.Errorf("%s: rests on inference alone: %v, marked %v", p.Key, inferred, weak[p.Key])
		}
		if inferred {
			concluded++
		}
	}
	c.Logf("%d positions rest on inference alone", concluded)
}

func anchorsAreChecked(c curious) {
	var n struct {
		RedLines struct {
			Nodes []struct {
				Evidence []struct {
					Key, Quotation, Anchor string
					Source                 struct{ Text *string }
				}
			}
		}
	}
	c.of("2025-08-19", `redLines(first: 500) { nodes { evidence { key quotation anchor source { text } } } }`, &n)
	for _, r := range n.RedLines.Nodes {
		for _, e := range r.Evidence {
			if e.Source.Text == nil && e.Anchor == "VERIFIED" || e.Quotation == "" && e.Anchor != "NO_QUOTATION" {
				c.Errorf("%s: %s with text %v", e.Key, e.Anchor, e.Source.Text != nil)
			}
		}
	}
}

func redLinesAreOwn(c curious) {
	var n struct {
		Party struct {
			RedLines struct {
				Nodes []struct {
					PartyKey, Key, Firmness string
					Evidence                []struct{ PartyKey string }
				}
			}
		}
	}
	c.of("2025-08-19", `party(key: "russia") { redLines(first: 500) { nodes { partyKey key firmness evidence { partyKey } } } }`, &n)
	for _, r := range n.Party.RedLines.Nodes {
		own := slices.ContainsFunc(r.Evidence, func(e struct{ PartyKey string }) bool { return e.PartyKey == "russia" })
		if r.PartyKey != "russia" || r.Firmness == "" || !own {
			c.Errorf("%+v", r)
		}
	}
}

func silenceIsKept(c curious) {
	var n struct {
		Gaps struct {
			CellCount, SilentCount int
			Cells                  []struct{ PartyKey, IssueKey, Kind string }
		}
	}
	c.of("2025-08-19", `gaps { cellCount silentCount cells { partyKey issueKey kind } }`, &n)
	kinds := map[string]int{}
	for _, g := range n.Gaps.Cells {
		kinds[g.Kind]++
	}
	if len(n.Gaps.Cells) != n.Gaps.SilentCount || len(kinds) < 2 {
		c.Errorf("%d of %d cells, kinds %v", n.Gaps.SilentCount, n.Gaps.CellCount, kinds)
	}
}

func datesAsStated(c curious) {
	var n struct {
		Timeline struct {
			Nodes []struct {
				Date, Status, FirstDay, LastDay string
				Exact, Planned                  bool
			}
		}
	}
	c.of("2025-08-19", `timeline(from: "2025-07-01", to: "2025-08-19", first: 500) { nodes { date status firstDay lastDay exact planned } }`, &n)
	months := 0
	for _, i := range n.Timeline.Nodes {
		if len(i.Date) == len("2025-07") {
			months++
			if i.Exact || i.FirstDay == i.LastDay {
				c.Errorf("%s is shown as one day", i.Date)
			}
		}
		if i.Status == "PLANNED" != (i.Planned && i.Status != "") || i.Status == "HELD" && i.Planned {
			c.Errorf("%+v", i)
		}
	}
	if months == 0 {
		c.Error("no month is in the data: nothing was tested")
	}
}

func shiftsAreChanges(c curious) {
	var n struct {
		Shifts []struct{ Kind, BeforeKey, AfterKey, Explanation string }
	}
	c.of("2025-11-30", `shifts(from: "2025-01-01", to: "2025-11-30") { kind beforeKey afterKey explanation }`, &n)
	for _, s := range n.Shifts {
		changed := !slices.Contains([]string{"NEW", "RESTATED", "WITHDRAWN"}, s.Kind)
		if changed && (s.BeforeKey == "" || s.AfterKey == "") && s.Kind != "SOFTENED" && s.Kind != "HARDENED" || strings.Contains(s.Explanation, "because") {
			c.Errorf("%+v", s)
		}
	}
}

func knownThen(c curious) {
	var n struct {
		Delta struct {
			VerdictBefore, VerdictAfter *string
			NothingChanged              bool
			ChangeCount                 string
		}
	}
	c.of("2025-08-19", `delta(sinceKnownAt: "2024-01-01T00:00:00Z") { verdictBefore verdictAfter nothingChanged changeCount }`, &n)
	if n.Delta.VerdictBefore != nil || n.Delta.VerdictAfter == nil || n.Delta.NothingChanged {
		c.Errorf("%+v", n.Delta)
	}
}

func conflictsAreSymmetric(c curious) {
	type list struct {
		Conflicts struct {
			Nodes []struct {
				ID, Kind, Severity string
				Score              float64
			}
		}
		ConflictMatrix struct {
			Undecided []struct {
				IssueKey  string
				PartyKeys []string
			}
		}
	}
	fields := `conflicts(filter: {between: [PAIR]}, first: 500) { nodes { id kind severity score } } conflictMatrix(by: PARTIES, filter: {between: [PAIR]}) { undecided { issueKey partyKeys } }`
	var one, other list
	c.of("2025-08-19", strings.ReplaceAll(fields, "PAIR", `"russia", "eu"`), &one)
	c.of("2025-08-19", strings.ReplaceAll(fields, "PAIR", `"eu", "russia"`), &other)
	if !slices.Equal(one.Conflicts.Nodes, other.Conflicts.Nodes) || len(one.Conflicts.Nodes) == 0 || len(one.ConflictMatrix.Undecided) == 0 {
		c.Errorf("%+v\n%+v", one, other)
	}
	for _, u := range one.ConflictMatrix.Undecided {
		if !slices.Equal(u.PartyKeys, []string{"eu", "russia"}) {
			c.Errorf("asked about two parties, told of %v", u.PartyKeys)
		}
	}
}

func conflictsDiffer(c curious) {
	var n struct {
		Conflicts struct {
			Nodes []struct {
				Explanation string
				Natures     []struct{ Kind string }
			}
		}
	}
	c.of("2025-08-19", `conflicts(first: 500) { nodes { explanation natures { kind } } }`, &n)
	kinds := map[string]int{}
	for _, f := range n.Conflicts.Nodes {
		if len(f.Natures) == 0 {
			c.Errorf("turns on nothing: %s", f.Explanation)
		}
		for _, k := range f.Natures {
			kinds[k.Kind]++
		}
	}
	if len(kinds) < 4 {
		c.Errorf("all conflicts turn on %v", kinds)
	}
}

func groundIsNotSilence(c curious) {
	var n struct {
		CommonGround struct {
			AllAccept, NoneRejects []struct {
				OptionLabel           string
				PartyKeys, SilentKeys []string
			}
		}
	}
	c.of("2025-08-19", `commonGround(parties: ["russia", "ukraine", "usa"]) { allAccept { optionLabel partyKeys silentKeys } noneRejects { optionLabel partyKeys silentKeys } }`, &n)
	for _, g := range n.CommonGround.AllAccept {
		if len(g.PartyKeys) != 3 || len(g.SilentKeys) != 0 {
			c.Errorf("all accept %s: %v, silent %v", g.OptionLabel, g.PartyKeys, g.SilentKeys)
		}
	}
	for _, g := range n.CommonGround.NoneRejects {
		if slices.ContainsFunc(g.PartyKeys, func(p string) bool { return slices.Contains(g.SilentKeys, p) }) {
			c.Errorf("%s: %v are counted, and silent are %v", g.OptionLabel, g.PartyKeys, g.SilentKeys)
		}
	}
}

func changeIsNoContradiction(c curious) {
	var n struct {
		Shifts    []struct{ Kind string }
		Conflicts struct{ TotalCount int }
	}
	c.of("2025-11-30", `shifts(from: "2025-08-15", to: "2025-11-30", parties: ["usa"], issues: ["ceasefire-sequencing"]) { kind }
		conflicts(filter: {kinds: [SELF_CONTRADICTION], involving: ["usa"], issues: ["ceasefire-sequencing"]}) { totalCount }`, &n)
	if len(n.Shifts) == 0 || n.Conflicts.TotalCount != 0 {
		c.Errorf("%d shifts, %d contradictions", len(n.Shifts), n.Conflicts.TotalCount)
	}
}

func assumptionsStayApart(c curious) {
	type answer struct {
		Settlement struct{ DealCount, Explanation string }
		WhatIf     struct {
			After struct{ DealCount, Explanation string }
		}
	}
	var plain, asked answer
	c.of("2025-08-19", `settlement { dealCount explanation }`, &plain)
	c.of("2025-08-19", `whatIf(relax: ["ukraine-no-neutrality"]) { after { dealCount explanation } } settlement { dealCount explanation }`, &asked)
	if asked.Settlement != plain.Settlement || asked.WhatIf.After.DealCount == plain.Settlement.DealCount || !strings.Contains(asked.WhatIf.After.Explanation, "uppos") {
		c.Errorf("plain %+v\nasked %+v", plain, asked)
	}
}

func deltaTellsAnswers(c curious) {
	type causes []struct{ How string }
	var n struct {
		Same, Moved struct {
			NothingChanged bool
			Shifts         []struct {
				Shift struct {
					PartyKey, Kind string
					IssueKeys      []string
				}
				Causes causes
			}
			Opened []struct{ Causes causes }
		}
	}
	c.of("2025-08-19", `same: delta(sinceAsOf: "2025-08-19") { nothingChanged } moved: delta(sinceAsOf: "2025-08-14") { nothingChanged shifts { shift { partyKey kind issueKeys } causes { how } } opened { causes { how } } }`, &n)
	if !n.Same.NothingChanged || n.Moved.NothingChanged {
		c.Error("a day since itself, or five days in August:", n.Same.NothingChanged, n.Moved.NothingChanged)
	}
	named := false
	for _, s := range n.Moved.Shifts {
		named = named || s.Shift.PartyKey == "usa" && s.Shift.Kind == "SOFTENED" && slices.Contains(s.Shift.IssueKeys, "ceasefire-sequencing")
	}
	if !named {
		c.Error("the shift of the United States on ceasefire before talks is not named")
	}
	for _, o := range n.Moved.Opened {
		if len(o.Causes) == 0 {
			c.Error("a conflict opened for no reason")
		}
	}
}
