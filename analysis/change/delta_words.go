package change

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/graph"
)

// Explanation says in a short paragraph what changed.
func (d *Delta) Explanation() string {
	var words []string
	if !d.Effect.None() || d.None() {
		words = append(words, d.Effect.Explanation())
	} else {
		words = append(words, "The verdict and the conflicts stay as they were.")
	}
	words = append(words, d.further())
	if d.None() && d.Recorded > 0 {
		words = append(words, fmt.Sprintf("%s to the record in between did not move it.", capital(count(int(d.Recorded), "change"))))
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// further counts what changed beyond verdict, conflicts and cores.
func (d *Delta) further() string {
	var parts []string
	add := func(n int, noun, what string) {
		if n > 0 {
			parts = append(parts, count(n, noun)+" "+what)
		}
	}
	add(len(d.Sourced), "standing core", "differently sourced")
	add(len(d.Shifts), "shift", "by the parties")
	var broken, anew, other int
	for _, m := range d.Silences {
		switch {
		case m.It.Broken():
			broken++
		case m.It.New():
			anew++
		default:
			other++
		}
	}
	add(broken, "silence", "broken")
	add(anew, "silence", "new")
	add(other, "silence", "of another kind")
	if len(parts) == 0 {
		return ""
	}
	return "Also: " + series(parts) + "."
}

// Explanation says in a sentence how the silence changed.
func (m SilenceMove) Explanation() string {
	who, on := m.Party.InProse(), " on "+quote(m.Issue.Title)
	kind := func(k graph.SilenceKind) string { return strings.ReplaceAll(string(k), "-", " ") }
	var words string
	switch {
	case m.Broken() && !m.Asked[1]:
		words = who + " was silent" + on + " (" + kind(m.Kinds[0]) + "); the view no longer asks about it"
	case m.Broken():
		words = who + " was silent" + on + " (" + kind(m.Kinds[0]) + ") and is on record now"
	case m.New() && !m.Asked[0]:
		words = who + " is silent" + on + " (" + kind(m.Kinds[1]) + "); the view did not ask about it before"
	case m.New():
		words = who + ", on record before, is silent" + on + " (" + kind(m.Kinds[1]) + ")"
	default:
		words = who + " is silent" + on + " still: " + kind(m.Kinds[1]) + ", before " + kind(m.Kinds[0])
	}
	return capital(words) + "."
}

// Explanation says in a sentence how the sources of a core changed.
func (s Sourcing) Explanation() string {
	var parts []string
	for _, l := range s.Lines {
		words := quote(l.RedLine.Title) + ": " + count(l.Origins[1], "independent origin") + ", before " + fmt.Sprint(l.Origins[0])
		if was, is := gradeWords(l.Best[0]), gradeWords(l.Best[1]); was != is {
			words += "; best graded " + is + ", before " + was
		}
		parts = append(parts, words)
	}
	lead := map[Trend]string{Better: "Better sourced", Worse: "Worse sourced", Mixed: "Otherwise sourced, for better and worse"}[s.Trend]
	return lead + ". " + strings.Join(parts, ". ") + "."
}

func gradeWords(list []Grade) string {
	if len(list) == 0 {
		return "not at all"
	}
	var words []string
	for _, g := range list {
		words = append(words, g.String())
	}
	return series(words)
}

// recordedWords says how the record changed, in which fields where it was there before and is still.
func (t *tracer) recordedWords(c Cause, retired bool, fields []string) string {
	what := t.about(c.Record)
	switch {
	case c.How == Learned:
		return fmt.Sprintf("Recorded since, in change %d: %s.", c.Sequence, what)
	case retired:
		return fmt.Sprintf("Retired since, in change %d: %s.", c.Sequence, what)
	case c.EvidenceOnly:
		return fmt.Sprintf("Only its evidence was corrected, in change %d: %s.", c.Sequence, what)
	}
	return fmt.Sprintf("Corrected since, in change %d (%s): %s.", c.Sequence, strings.Join(fields, ", "), what)
}

// worldWords says how a record came to count, or to count no longer, between the days.
func (t *tracer) worldWords(r graph.Record, counts bool) string {
	switch r := r.(type) {
	case *graph.Statement:
		return fmt.Sprintf("Said %s: %s.", r.Said, t.about(r))
	case *graph.Inquiry:
		return fmt.Sprintf("Searched %s: %s.", r.Date, t.about(r))
	}
	first, last := t.views[2].Period(r)
	from, to := datesOf(r)
	if counts {
		return fmt.Sprintf("Holds from %s: %s.", stated(from, first), t.about(r))
	}
	for n := range t.views[2].Snapshot.Referring(r.Ref(), r.Ref().Kind) {
		if begins, _ := datesOf(n); superseded(n) == r.Ref() && begins.Earliest() == last+1 && t.views[2].Admits(n) {
			return fmt.Sprintf("Superseded from %s by %s: %s.", begins, n.Ref(), t.about(r))
		}
	}
	return fmt.Sprintf("Held up to %s: %s.", stated(to, last), t.about(r))
}

// stated is the date as stated, the day where none is.
func stated(d graph.Date, day graph.Day) string {
	if d.IsZero() {
		return day.String()
	}
	return d.String()
}

func rolesWords(was, is []string) string {
	return fmt.Sprintf("The principals are %s, before %s.", anyOf(is), anyOf(was))
}

func anyOf(keys []string) string {
	if len(keys) == 0 {
		return "none"
	}
	return series(keys)
}

// about names a record for a reader.
func (t *tracer) about(r graph.Record) string {
	s := t.snapshotOf(r)
	switch r := r.(type) {
	case *graph.Position:
		if v := t.viewOf(r); v != nil {
			return stance(v, r)
		}
	case *graph.RedLine:
		return name(s, r.Party) + ", red line " + quote(r.Title)
	case *graph.Issue:
		return "issue " + quote(r.Title)
	case *graph.Rule:
		return "rule: " + strings.TrimSuffix(r.Reason, ".")
	case *graph.Statement:
		return strings.TrimSuffix(r.Paraphrase, ".")
	case *graph.Source:
		return quote(r.Title)
	case *graph.Inquiry:
		i, _ := graph.Get[*graph.Issue](s, r.Issue)
		return "nothing found of " + name(s, r.Party) + " on " + quote(i.Title)
	case *graph.Negotiation:
		return quote(r.Title)
	case *graph.Scenario:
		return "scenario " + quote(r.Title)
	case *graph.Dispute:
		return "dispute " + quote(r.Title)
	}
	return r.Ref().String()
}

// snapshotOf is the graph in which the record is on record, with all that it names.
func (t *tracer) snapshotOf(r graph.Record) *graph.Snapshot {
	if now, ok := t.snaps[2].Record(r.Ref()); ok && now == r {
		return t.snaps[2]
	}
	return t.snaps[0]
}

// viewOf is a view of that graph that shows the issue of a position; nil if none does.
func (t *tracer) viewOf(p *graph.Position) *graph.View {
	for _, v := range []*graph.View{t.views[2], t.views[0]} {
		if v == nil || v.Snapshot != t.snapshotOf(p) {
			continue
		}
		if _, ok := v.Issue(p.Issue); ok {
			return v
		}
	}
	return nil
}

func quote(s string) string { return "“" + s + "”" }

// capital begins the words with a capital.
func capital(words string) string {
	first, n := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[n:]
}
