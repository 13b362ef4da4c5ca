package main

import (
	"fmt"
	"strings"
)

// section is a part of the answer for people: a heading and a table, or what is said where the table has no rows.
type section struct {
	title string
	rows  *table
	none  string
}

// sections are the parts of the answer.
func (s *settled) sections(first int) []section {
	return []section{
		{"What the answer rests on", s.under(), ""},
		{"What cannot stand together (" + s.Cores.extent("set of red lines", "sets of red lines") + ")", s.cores(), s.noCore()},
		{"The least that would have to move (" + s.Concessions.extent("way", "ways") + ")", s.concessions(), s.noConcession()},
		{"Share of the deadlock by party, no measure of fault" + s.Blame.cut(), s.blame(), ""},
		{s.witnessTitle(), s.witness(), ""},
		{"What is not known (" + s.unknown(first) + ")", s.silences(first), ""},
		{"Options that every deal has", s.forced(), ""},
		{"Options that no deal has", s.impossible(), ""},
		{"What the verdict depends on (" + s.dependence() + ")", s.sensitivity(), "None of " + s.otherwise() + ", changes the verdict."},
		{"Outside judgements on whether there is a deal, each of its own day, beside Parley's verdict for the same parties on the day asked about (neither proves the other)", claims(s.Claims), ""},
	}
}

// under lists the red lines and rules that count, what is left out, and what is supposed.
func (s *settled) under() *table {
	t := &table{columns: []string{"what", "which"}, sentence: true}
	add := func(what string, which []string) {
		if len(which) > 0 {
			t.rows = append(t.rows, []any{what, which})
		}
	}
	add("red lines", each(s.RedLines, redLine.key))
	add("rules", each(s.Rules, rule.key))
	add("left out in part or whole: names an issue not asked about", each(s.LeftOut, leftOut.ref))
	if s.Scenario != nil {
		add("scenario", []string{s.Scenario.Key + ": " + s.Scenario.Title})
	}
	add("supposed given up", each(s.Relaxed, redLine.key))
	add("supposed given up, but not in force here anyway", each(s.Idle, redLine.key))
	for _, l := range s.Added {
		add("supposed drawn", []string{l.Key + ": " + l.Party.Name + ", " + l.Title})
	}
	if s.Assumed != nil {
		for _, x := range s.Assumed.Terms {
			add("supposed settled", []string{x.IssueKey + "=" + strings.Join(x.OptionKeys, "|")})
		}
	}
	add("version taken where sources disagree", each(s.Preferred, taken.words))
	add("evidence", s.Floor.words())
	if s.knownThen {
		add("known at", []string{s.KnownAt})
	}
	return t
}

// extent says how long a list is, and how to see more of it.
func (l listOf[T]) extent(one, many string) string {
	counted := fmt.Sprintf("%d %s", l.least(), many)
	if l.least() == 1 {
		counted = "1 " + one
	}
	if l.Complete {
		return counted
	}
	if l.least() > len(l.Nodes) {
		counted += fmt.Sprintf(", %d listed", len(l.Nodes))
	}
	return "at least " + counted + "; --first lists more, --time-budget looks longer"
}

// least is how many there are at least. How many more are known hangs on what else was asked.
func (l listOf[T]) least() int { return min(l.Count, len(l.Nodes)+1) }

// noCore says why a blocked view has no core to list.
func (s *settled) noCore() string {
	if s.Verdict != "blocked" {
		return ""
	}
	return "Within the time budget no set of red lines was found that cannot stand together; --time-budget looks longer."
}

// noConcession says why a blocked view has no concession to list.
func (s *settled) noConcession() string {
	switch {
	case s.Verdict != "blocked":
		return ""
	case s.Concessions.Complete:
		return "No giving-up of red lines would leave a package: the rules alone, or what is supposed, leave none."
	}
	return "Within the time budget no set of red lines was found whose giving-up leaves a package; --time-budget looks longer."
}

func (b blame) cut() string {
	if b.Complete {
		return ""
	}
	return ", as far as counted; --time-budget counts longer"
}

func (s *settled) witnessTitle() string {
	if s.Verdict != "undetermined" {
		return "A deal on which nobody asked about is silent, with least opposition (no proposal)"
	}
	return fmt.Sprintf("The deal that rests on least silence, still %d answers short (no proposal; ties go to the first options)", len(s.Witness.Silences))
}

// unknown counts the silences.
func (s *settled) unknown(first int) string {
	counted := fmt.Sprintf("%d cells, each a party with an issue", len(s.Silences))
	if len(s.Silences) > first {
		counted += fmt.Sprintf("; %d listed, --first lists more", first)
	}
	return counted
}

func (s *settled) dependence() string {
	return fmt.Sprintf("changed by %d of %s", len(s.sensitivity().rows), s.otherwise())
}

func (s *settled) otherwise() string {
	return fmt.Sprintf("%d other ways to ask, by reading, evidence and source", len(s.Sensitivity))
}

// floor is the worst evidence that is to count.
type floor struct {
	Reliability     string   `json:"reliability,omitempty"`
	Credibility     int      `json:"credibility,omitempty"`
	IncludeUnjudged bool     `json:"includeUnjudged,omitempty"`
	Sources         []string `json:"sources,omitempty"`
}

func (f *floor) words() []string {
	if f == nil {
		return nil
	}
	var words []string
	if f.Reliability != "" {
		words = append(words, "sources graded "+f.Reliability+" or better")
	}
	if f.Credibility != 0 {
		words = append(words, fmt.Sprintf("statements graded %d or better", f.Credibility))
	}
	if f.IncludeUnjudged {
		words = append(words, "what is not graded or cannot be judged included")
	}
	for _, key := range f.Sources {
		words = append(words, "source "+key)
	}
	return words
}
