package report

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// viewFacts states at a document's head what was asked and of which graph.
func viewFacts(d *Document, v *graph.View) {
	d.fact("Negotiation", v.Negotiation.Title)
	d.fact("As of", DayWords(v.AsOf))
	d.fact("Known at", knownWords(v))
	d.fact("Scenario", scenarioWords(v))
	d.fact("Reading of red lines", readingWords[v.Reading])
	d.fact("Evidence admitted", floorWords(v))
	d.fact("Parties", partiesWords(v))
	d.fact("Issues", issuesWords(v))
	if len(v.Skipped) > 0 {
		d.fact("Left out", JoinAnd(mapped(v.Skipped, func(r graph.Ref) string { return skippedWords(v.Snapshot, r) }))+
			", in whole or in part, because of issues outside the choice above")
	}
	d.fact("Record", recordWords(v))
	d.fact("Data", dataWords(v.Snapshot))
}

var readingWords = map[graph.Reading]string{
	graph.Narrow: "narrow: only what their words clearly rule out",
	graph.Broad:  "broad: also what their words may be taken to rule out",
}

// knownWords says up to when what was recorded counts. "Now" is not put as an instant: the same data then
// give the same words.
func knownWords(v *graph.View) string {
	if v.KnownAt.IsZero() {
		return "everything recorded so far"
	}
	return "what had been recorded by " + InstantWords(v.KnownAt)
}

func scenarioWords(v *graph.View) string {
	if v.Scenario == nil {
		return "none: the record as it stands"
	}
	var supposes []string
	for _, r := range v.Relaxed {
		supposes = append(supposes, fmt.Sprintf("%s gives up the red line %s", partyName(v.Snapshot, r.Party), quoted(r.Title)))
	}
	for _, r := range v.Scenario.Adds {
		supposes = append(supposes, fmt.Sprintf("%s draws the red line %s", partyName(v.Snapshot, r.Party), quoted(r.Title)))
	}
	if len(v.Scenario.Assumes) > 0 {
		supposes = append(supposes, "the settlement has "+patternWords(v.Snapshot, v.Scenario.Assumes))
	}
	return quoted(v.Scenario.Title) + ", which supposes: " + strings.Join(supposes, "; ")
}

func floorWords(v *graph.View) string {
	f := v.Floor
	if f.IsZero() {
		return "all, whatever its grade"
	}
	var parts []string
	if f.Reliability != "" {
		parts = append(parts, "sources graded "+string(f.Reliability)+" or better")
	}
	if f.Credibility != 0 {
		parts = append(parts, fmt.Sprintf("items graded %d or better", f.Credibility))
	}
	if len(parts) > 0 && f.Unjudged {
		parts = append(parts, "with what cannot be judged or is not graded")
	} else if len(parts) > 0 {
		parts = append(parts, "without what cannot be judged or is not graded")
	}
	if len(f.Sources) > 0 {
		parts = append(parts, "only from "+JoinAnd(mapped(unique(f.Sources), func(key string) string {
			if src, ok := graph.Get[*graph.Source](v.Snapshot, key); ok {
				return quoted(src.Title)
			}
			return key
		})))
	}
	return strings.Join(parts, ", ")
}

func partiesWords(v *graph.View) string {
	names := partyNames(v, mapped(v.Parties, func(p *graph.Party) string { return p.Key }))
	if v.ViewOptions.Parties == nil {
		return fmt.Sprintf("all %d: %s", len(names), JoinAnd(names))
	}
	return fmt.Sprintf("%d chosen: %s", len(names), JoinAnd(names))
}

func issuesWords(v *graph.View) string {
	if v.ViewOptions.Issues == nil {
		return fmt.Sprintf("all %d", len(v.Issues))
	}
	titles := unique(mapped(v.Issues, func(i *graph.IssueView) string { return i.Title }))
	return fmt.Sprintf("%d chosen: %s", len(titles), JoinAnd(titles))
}

func skippedWords(s *graph.Snapshot, r graph.Ref) string {
	switch r.Kind {
	case graph.KindRedLine:
		if line, ok := graph.Get[*graph.RedLine](s, r.Key); ok {
			return "the red line " + quoted(line.Title)
		}
	case graph.KindRule:
		if rule, ok := graph.Get[*graph.Rule](s, r.Key); ok {
			return "the rule " + quoted(rule.Reason)
		}
	}
	return r.String()
}

// recordWords counts what the view has in force.
func recordWords(v *graph.View) string {
	words := fmt.Sprintf("%s and %s in force", Count(len(v.Positions), "position", ""), Count(len(v.RedLines), "red line", ""))
	if n := len(v.Rules); n > 0 {
		words += ", " + Count(n, "rule", "") + " that no party owns"
	}
	if n := len(v.Conditional); n > 0 {
		words += "; " + Count(n, "conditional position", "") + " not counted, because nothing assumed meets the condition"
	}
	return words
}

// dataWords names the state of the graph: how many changes made it, the seal on the last, and its size.
func dataWords(s *graph.Snapshot) string {
	head := s.Head()
	return fmt.Sprintf("change %d, sealed %s: %s from %s", head.Seq, head.Hash.String()[:12],
		Count(s.Count(graph.KindStatement), "statement", ""), Count(s.Count(graph.KindSource), "source", ""))
}

// partyNames names parties, in the order of their names.
func partyNames(v *graph.View, keys []string) []string {
	names := mapped(keys, func(key string) string { return partyName(v.Snapshot, key) })
	slices.Sort(names)
	return names
}
