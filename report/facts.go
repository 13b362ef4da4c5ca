package report

import (
	"fmt"
	"slices"
	"strings"

	"parley/analysis/evidence"
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
	if words := versionsWords(v); len(words) > 0 {
		d.fact("Where sources disagree", strings.Join(words, "; "))
	}
	d.fact("Parties", partiesWords(v))
	d.fact("Issues", issuesWords(v))
	if len(v.Skipped) > 0 {
		d.fact("Left out", JoinAnd(skippedWords(v))+", in whole or in part, because of issues outside the choice above")
	}
	d.fact("Record", recordWords(v))
	d.fact("Latest words on record", latestWords(v))
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
	if v.Supposed.IsZero() {
		return "none: the record as it stands"
	}
	var supposes []string
	for _, r := range v.Relaxed {
		supposes = append(supposes, fmt.Sprintf("%s gives up the red line %s", partyName(v.Snapshot, r.Party), quoted(r.Title)))
	}
	for _, r := range v.Idle {
		supposes = append(supposes, fmt.Sprintf("%s gives up the red line %s, which is not in force here", partyName(v.Snapshot, r.Party), quoted(r.Title)))
	}
	for _, r := range v.Supposed.Adds {
		supposes = append(supposes, fmt.Sprintf("%s draws the red line %s", partyName(v.Snapshot, r.Party), quoted(r.Title)))
	}
	if len(v.Supposed.Assumes) > 0 {
		supposes = append(supposes, "the settlement has "+patternWords(v.Snapshot, v.Supposed.Assumes))
	}
	return supposedBy(v) + ": " + strings.Join(supposes, "; ")
}

// supposedBy names what the view lays over the record.
func supposedBy(v *graph.View) string {
	const own = "one made for this report"
	switch {
	case v.Scenario == nil:
		return own + ", which supposes"
	case v.Suppose.IsZero():
		return quoted(v.Scenario.Title) + ", which supposes"
	}
	return quoted(v.Scenario.Title) + " and " + own + ", which together suppose"
}

func floorWords(v *graph.View) string {
	words := gradesWords(v.Floor)
	if len(v.Floor.Sources) > 0 {
		words = append(words, "only from "+JoinAnd(mapped(unique(v.Floor.Sources), func(key string) string { return sourceTitle(v.Snapshot, key) })))
	}
	if len(words) == 0 {
		words = append(words, "all, whatever its grade")
	}
	if v.Without != "" {
		words = append(words, "without the source "+sourceTitle(v.Snapshot, v.Without))
	}
	return strings.Join(words, ", ")
}

// versionsWords says which version the view takes of each dispute of which it takes one, or was asked to take none.
func versionsWords(v *graph.View) []string {
	var words []string
	for d := range graph.Referring[*graph.Dispute](v.Snapshot, v.Negotiation.Ref()) {
		_, asked := v.Prefer[d.Key]
		taken, one := d.Version(evidence.Taken(v, d))
		switch {
		case one && asked:
			words = append(words, quoted(d.Title)+" is answered with "+quoted(taken.Label)+", as asked for this report")
		case one:
			words = append(words, quoted(d.Title)+" is answered with "+quoted(taken.Label)+", as preferred on record")
		case asked:
			words = append(words, quoted(d.Title)+" is left open, as asked for this report: the statements of every version count")
		}
	}
	return words
}

// sourceTitle names a source.
func sourceTitle(s *graph.Snapshot, key string) string {
	if src, ok := graph.Get[*graph.Source](s, key); ok {
		return quoted(src.Title)
	}
	return key
}

// gradesWords says which grades a floor admits.
func gradesWords(f graph.Floor) []string {
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
	return parts
}

func partiesWords(v *graph.View) string {
	names := partyNames(v, mapped(v.Parties, func(p *graph.Party) string { return p.Key }))
	if v.ViewOptions.Parties == nil {
		return strings.TrimSuffix(allWords(len(names))+": "+JoinAnd(names), ": ")
	}
	return fmt.Sprintf("%d chosen: %s", len(names), JoinAnd(names))
}

func issuesWords(v *graph.View) string {
	if v.ViewOptions.Issues == nil {
		return allWords(len(v.Issues))
	}
	titles := unique(mapped(v.Issues, func(i *graph.IssueView) string { return i.Title }))
	return fmt.Sprintf("%d chosen: %s", len(titles), JoinAnd(titles))
}

// allWords says that nothing is left out, and of how many.
func allWords(n int) string {
	switch n {
	case 0:
		return "none on record"
	case 1:
		return "the only one"
	case 2:
		return "both"
	}
	return "all " + digits(n)
}

// skippedWords names what the choice of issues leaves out. Red lines in part on issues chosen it names one by one; those
// on others alone, rules, and positions whose condition is left out, it counts if there are several.
func skippedWords(v *graph.View) []string {
	var lines, elsewhere, rules, positions []string
	for _, ref := range v.Skipped {
		switch ref.Kind {
		case graph.KindRedLine:
			if words := "the red line " + skippedLine(v, ref.Key); bears(v, ref.Key) {
				lines = append(lines, words)
			} else {
				elsewhere = append(elsewhere, words)
			}
		case graph.KindRule:
			if rule, ok := graph.Get[*graph.Rule](v.Snapshot, ref.Key); ok {
				rules = append(rules, "the rule "+quoted(rule.Reason))
			}
		case graph.KindPosition:
			if p, ok := graph.Get[*graph.Position](v.Snapshot, ref.Key); ok {
				positions = append(positions, "the condition of "+partyName(v.Snapshot, p.Party)+"’s position on "+issueTitle(v, p.Issue))
			}
		}
	}
	if len(elsewhere) > 1 {
		elsewhere = []string{Count(len(elsewhere), "red line", "") + " on other issues alone"}
	}
	if len(rules) > 1 {
		rules = []string{Count(len(rules), "rule", "")}
	}
	if len(positions) > 1 {
		positions = []string{"the conditions of " + Count(len(positions), "position", "")}
	}
	return slices.Concat(lines, elsewhere, rules, positions)
}

// bears reports whether a red line names an issue of the view. What is supposed does, or it would be refused.
func bears(v *graph.View, key string) bool {
	l, ok := graph.Get[*graph.RedLine](v.Snapshot, key)
	return !ok || slices.ContainsFunc(slices.Concat(l.Forbids, l.MayForbid), func(p graph.Pattern) bool {
		return slices.ContainsFunc(p.Issues(), func(i string) bool { _, inside := v.Issue(i); return inside })
	})
}

// skippedLine names a red line, and says so if it is supposed.
func skippedLine(v *graph.View, key string) string {
	for _, l := range v.Supposed.Adds {
		if l.Key == key {
			return quoted(l.Title) + " (supposed)"
		}
	}
	if l, ok := graph.Get[*graph.RedLine](v.Snapshot, key); ok {
		return quoted(l.Title)
	}
	return quoted(key)
}

func issueTitle(v *graph.View, key string) string {
	if i, ok := v.Issue(key); ok {
		return i.Title
	}
	return key
}

// recordWords counts what the view has in force.
func recordWords(v *graph.View) string {
	positions, lines := len(v.Positions)+len(v.Conditional), len(v.RedLines)
	words := Count(positions, "position", "")
	if n := len(v.Conditional); n > 0 {
		words += fmt.Sprintf(" (%s conditional and not counted in conflicts, because nothing assumed meets the condition)", Number(n))
	}
	words += " and " + Count(lines, "red line", "") + supposedWords(v) + " in force"
	if n := len(v.Rules); n > 0 {
		words += ", " + Count(n, "rule", "") + " that no party owns"
	}
	return words
}

// supposedWords counts the red lines in force that are supposed, and not on record.
func supposedWords(v *graph.View) string {
	n := 0
	for _, l := range v.RedLines {
		if v.Supposes(l) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return " (" + Number(n) + " supposed)"
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
