package change

import (
	"fmt"
	"strings"

	"parley/graph"
)

// verbs say what a party did with a position, or with a red line, on the issues named.
var verbs = map[graph.Kind]map[ShiftKind]string{
	graph.KindPosition: {
		ShiftNew:         "took a position on %s",
		ShiftRestated:    "restated its position on %s",
		ShiftHardened:    "hardened its position on %s",
		ShiftSoftened:    "softened its position on %s",
		ShiftConditioned: "qualified its position on %s",
		ShiftWidened:     "widened its position on %s",
		ShiftNarrowed:    "narrowed its position on %s",
		ShiftReplaced:    "changed its position on %s",
		ShiftWalkedBack:  "went back to an earlier position on %s",
		ShiftWithdrawn:   "withdrew its position on %s",
	},
	graph.KindRedLine: {
		ShiftNew:         "drew a red line on %s",
		ShiftRestated:    "restated its red line on %s",
		ShiftHardened:    "hardened its red line on %s",
		ShiftSoftened:    "softened its red line on %s",
		ShiftConditioned: "qualified its red line on %s",
		ShiftWidened:     "widened its red line on %s",
		ShiftNarrowed:    "narrowed its red line on %s",
		ShiftReplaced:    "changed its red line on %s",
		ShiftWalkedBack:  "went back to an earlier red line on %s",
		ShiftWithdrawn:   "dropped its red line on %s",
	},
}

var nouns = map[graph.Kind]string{graph.KindPosition: "position", graph.KindRedLine: "red line"}

// verb says what the party did in a turn.
func (x *Shift) verb(t *turn) string {
	silent := false
	if p, ok := x.subject.(*graph.Position); ok {
		_, silent = p.Stance.Silent()
	}
	switch {
	case x.Kind == ShiftRestated && len(t.after) == 0:
		return "kept its " + nouns[x.subject.Ref().Kind] + " on %s"
	case t.other != nil && len(t.after) == 0:
		return "softened a red line on %s to a position"
	case t.other != nil:
		return "hardened a position on %s to a red line"
	case x.Kind == ShiftNew && silent:
		return "was heard on %s"
	}
	if x.Kind == ShiftWithdrawn && x.StatementAfter == nil {
		return "is coded as having let go of its " + nouns[x.subject.Ref().Kind] + " on %s, which no statement on record says"
	}
	verb := verbs[x.subject.Ref().Kind][x.Kind]
	if t.further {
		verb = strings.Replace(verb, " a ", " a further ", 1)
	}
	return verb
}

// explain writes the sentence of a shift.
func (x *Shift) explain(s *strand, t *turn) string {
	when := dated(x.Date)
	did := fmt.Sprintf(x.verb(t), titles(x.Issues))
	words := strings.ToUpper(when[:1]) + when[1:] + ", " + x.Party.InProse() + " " + did + ": " + x.change(s, t)
	if st := x.StatementAfter; st != nil && x.Announcer != "" {
		words += "; " + x.told(st)
	}
	if x.Event != nil {
		words += ", around “" + x.Event.Title + "”"
	}
	return words + "."
}

// change says what was held and what is.
func (x *Shift) change(s *strand, t *turn) string {
	before := s.hold(x, t, held, x.Before, x.AlsoEnded)
	after := s.hold(x, t, holds, x.After, x.AlsoBegan)
	switch {
	case x.Before == nil:
		return "it " + after
	case x.After == nil && x.Further:
		return "before, it " + before + "; nothing new on record took its place, and what else it holds on the matter stands"
	case x.After == nil:
		return "before, it " + before + "; nothing on record took its place, which is no sign of what it would accept"
	case x.Kind == ShiftRestated && (t.other != nil || t.before[0].on(t.day)):
		return "it " + after + ", as before" + s.since(t, x.Before)
	}
	return "before, it " + before + "; now it " + after
}

// told says how the words after came to be known; when, only if that is not the date of the shift.
func (x *Shift) told(st *graph.Statement) string {
	when := " " + dated(st.Said)
	if st.Said == x.Date {
		when = ""
	}
	switch {
	case st.Attribution == graph.AttributionInferred:
		return "concluded by " + x.Announcer + when
	case st.Attribution == graph.AttributionReported && st.Speaker != "":
		return "reported of " + x.Announcer + when
	case st.Attribution == graph.AttributionReported:
		return "reported" + when + " (" + x.Announcer + ")"
	case st.Speaker != "":
		return "said by " + x.Announcer + when
	}
	return "stated" + when + " (" + x.Announcer + ")"
}

// tense is how to say what a party holds.
type tense struct {
	stances map[graph.Stance]string
	rules   string
}

var (
	holds = tense{stances, "rules out"}
	held  = tense{map[graph.Stance]string{
		graph.StanceDemands:  "demanded",
		graph.StancePrefers:  "preferred",
		graph.StanceAccepts:  "accepted",
		graph.StanceOpposes:  "opposed",
		graph.StanceOpen:     "was open",
		graph.StanceUnclear:  "was unclear",
		graph.StanceDeclined: "would not say",
		graph.StanceDenied:   "denied the position ascribed to it",
	}, "ruled out"}
)

// hold says what positions and red lines say, each thing once, the past with since when.
func (s *strand) hold(x *Shift, t *turn, in tense, first graph.Record, more []graph.Record) string {
	if first == nil {
		return ""
	}
	var words []string
	said := map[string]bool{}
	for _, r := range append([]graph.Record{first}, more...) {
		text := s.record(x, in, r)
		if said[text] {
			continue
		}
		said[text] = true
		if in.rules == held.rules {
			text += s.since(t, r)
		}
		words = append(words, text)
	}
	return prose(words, "and")
}

// record says what one position or red line says.
func (s *strand) record(x *Shift, in tense, r graph.Record) string {
	var words string
	switch r := r.(type) {
	case *graph.Position:
		i, _ := s.view.Issue(r.Issue)
		words = in.stances[r.Stance] + in.options(i, r)
		if len(r.Condition) > 0 {
			words += ", on a condition"
		}
	case *graph.RedLine:
		var patterns []string
		for _, p := range s.view.Forbids(r) {
			patterns = append(patterns, s.pattern(p, len(x.Issues) == 1))
		}
		words = fmt.Sprintf("%s %s (“%s”, %s)", in.rules, prose(patterns, "and"), r.Title, r.Strength())
	}
	if scope := scopeOf(r); scope != "" {
		words += " (" + scope + ")"
	}
	return words
}

func (in tense) options(i *graph.IssueView, p *graph.Position) string {
	labels := quoted(i.Labels(i.Set(p.Options)))
	_, silent := p.Stance.Silent()
	switch {
	case len(labels) == 0:
		return ""
	case silent:
		return " (" + prose(labels, "or") + ")"
	case p.Stance == graph.StanceOpposes:
		return " " + prose(labels, "and")
	}
	return " " + prose(labels, "or")
}

// pattern says what a pattern forbids; alone, it need not say on which issue.
func (s *strand) pattern(p graph.Pattern, alone bool) string {
	joint := "or"
	if len(p) == 1 {
		joint = "and"
	}
	var terms []string
	for _, key := range p.Issues() {
		i, _ := s.view.Issue(key)
		words := prose(quoted(i.Labels(i.Set(p[key]))), joint)
		if !alone {
			words += " on “" + i.Title + "”"
		}
		terms = append(terms, words)
	}
	return strings.Join(terms, " together with ")
}

// since says from when a record held, and until when if it had ended before the day before the turn.
func (s *strand) since(t *turn, r graph.Record) string {
	from, to := datesOf(r)
	_, last := s.view.Period(r)
	var parts []string
	if !from.IsZero() {
		parts = append(parts, "since "+bare(from))
	}
	if last < t.day-1 {
		if last != to.Latest() {
			to = graph.DateOf(last)
		}
		parts = append(parts, "until "+bare(to))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// bare writes a date to stand after since and until.
func bare(d graph.Date) string {
	return strings.TrimPrefix(strings.TrimPrefix(dated(d), "on "), "in ")
}

func titles(issues []*graph.IssueView) string {
	var list []string
	for _, i := range issues {
		list = append(list, i.Title)
	}
	return prose(quoted(list), "and")
}

// dated writes a date as vaguely as it was stated.
func dated(d graph.Date) string {
	start, end, _ := strings.Cut(d.String(), "/")
	start, end = strings.TrimRight(start, "?~%"), strings.TrimRight(end, "?~%")
	words := "in " + start
	switch {
	case d.OpenEnd() || d.UnknownEnd():
		words = start + " or later"
	case d.OpenStart() || d.UnknownStart():
		words = end + " or before"
	case d.IsInterval():
		words = "between " + start + " and " + end
	case d.IsDay():
		words = "on " + start
	}
	if d.Approximate() {
		words = "about " + start
	}
	if d.Uncertain() {
		words = "perhaps " + words
	}
	return words
}

func quoted(words []string) []string {
	var list []string
	for _, w := range words {
		list = append(list, "“"+w+"”")
	}
	return list
}

// prose joins words: a, b and c.
func prose(words []string, joint string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + " " + joint + " " + words[n-1]
}
