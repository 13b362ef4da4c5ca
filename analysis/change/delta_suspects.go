package change

import (
	"slices"
	"strings"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// A part of the answer rests on some records directly and on others by what they leave open. The suspects are asked in
// this order; those farther off only where none of the nearer differs. What nothing of it rests on is never asked.

// suspects are records that may be behind a change, with what of them bears on it.
type suspects func() ([]graph.Ref, relevance)

// first returns the causes among the first suspects that differ; none, if none does.
func (t *tracer) first(order ...suspects) []Cause {
	for _, s := range order {
		if found := t.traceAll(s()); len(found) > 0 {
			return found
		}
	}
	return nil
}

// conflict traces one that opened or closed: to its sides, the rules and the options of its issues; to what else the
// parties hold there, other rules and what is supposed; then to the words it rests on.
func (t *tracer) conflict(c *conflict.Conflict) []Cause {
	bears := t.decides
	if c.Kind == conflict.SelfContradiction {
		bears = t.alsoBears("evidence") // who speaks decides whether two voices differ
	}
	near := func() ([]graph.Ref, relevance) {
		return slices.Concat(t.sides(c), t.rulesOf(c), refsOf(c.Issues)), bears
	}
	around := func() ([]graph.Ref, relevance) { return t.around(c), bears }
	words := func() ([]graph.Ref, relevance) {
		return slices.Concat(t.sides(c), t.sources(evidenceKeys(c.Evidence))), anyField
	}
	return t.first(near, around, words)
}

// move traces a conflict that stands with other sides, options, evidence, score or words: to what of its sides bears on
// that, and the statements behind sides that are what they were; then as one that opened, and to the names of things.
func (t *tracer) move(m ConflictMove) []Cause {
	sides := slices.Concat(t.sides(m.Before), t.sides(m.After))
	near := t.traceAll(slices.Concat(sides, t.rulesOf(m.After), refsOf(m.Before.Issues)), t.alsoBears(m.fields()...))
	if near = tidy(append(near, t.traceAll(m.statements(near), t.alsoBears("said"))...)); len(near) > 0 {
		return near
	}
	around := func() ([]graph.Ref, relevance) { return t.around(m.After), t.decides }
	names := func() ([]graph.Ref, relevance) {
		return slices.Concat(sides, refsOf(m.After.Issues), refsOf(m.After.Parties)), anyField
	}
	if found := t.first(around, names); len(found) > 0 {
		return found
	}
	return t.past(t.holdings(keysOf(m.After.Parties), issueKeys(m.After.Issues)))
}

// fields are the fields of sides that bear on how a conflict moved.
func (m ConflictMove) fields() []string {
	var list []string
	if m.Before.Score != m.After.Score {
		list = append(list, "salience", "confidence")
	}
	if !slices.Equal(evidenceKeys(m.Before.Evidence), evidenceKeys(m.After.Evidence)) {
		list = append(list, "evidence", "said")
	}
	if m.Before.Since != m.After.Since {
		list = append(list, "from", "to", "supersedes")
	}
	if m.Before.Explanation != m.After.Explanation {
		list = append(list, "title", "labels")
	}
	return list
}

// statements lists the statements a conflict rests on before or after only, but for those of sides named already.
func (m ConflictMove) statements(named []Cause) []graph.Ref {
	before, after := evidenceKeys(m.Before.Evidence), evidenceKeys(m.After.Evidence)
	var list []graph.Ref
	for _, s := range slices.Concat(m.Before.Sides, m.After.Sides) {
		if slices.ContainsFunc(named, func(c Cause) bool { return c.Record.Ref() == s.Holds.Ref() }) {
			continue
		}
		for _, key := range graph.EvidenceOf(s.Holds) {
			if slices.Contains(before, key) != slices.Contains(after, key) {
				list = append(list, graph.Ref{Kind: graph.KindStatement, Key: key})
			}
		}
	}
	return list
}

// core traces one that was gained or lost: to its red lines, rules and issues, and to who is asked if the settlement of
// the other side did not ask all its parties; then to all rules, issues and what is supposed.
func (t *tracer) core(c settle.Core, other *settle.Settlement) []Cause {
	near := func() ([]graph.Ref, relevance) {
		list := slices.Concat(t.lines(c), refsOf(c.Rules), refsOf(c.Issues))
		if other != nil && slices.ContainsFunc(c.Parties, func(p *graph.Party) bool { _, asked := other.View.Party(p.Key); return !asked }) {
			list = append(list, t.negotiation())
		}
		return list, t.decides
	}
	far := func() ([]graph.Ref, relevance) {
		return slices.Concat(t.rules(), t.issues(), t.scenario(), t.cuts(t.issues())), t.decides
	}
	return t.first(near, far)
}

// verdict traces the verdict, where it moved: to the causes of the cores gained and lost; else to what it rests on. That
// is what parties hold on issues on which they are silent otherwise than before, all red lines and rules, and who is
// asked.
func (t *tracer) verdict(d *Delta) []Cause {
	if d.VerdictBefore() == d.VerdictAfter() {
		return nil
	}
	var list []Cause
	for _, c := range slices.Concat(d.CoresGained, d.CoresLost) {
		list = append(list, c.Causes...)
	}
	if len(list) > 0 {
		return tidy(list)
	}
	asked, issues, moved := t.asked(d.Effect), t.issues(), t.moved(d.Effect)
	on := slices.DeleteFunc(t.holdings(asked, nil), func(r graph.Ref) bool {
		return r.Kind == graph.KindPosition && !t.on(r, moved)
	})
	on = slices.Concat(on, t.rules(), issues, t.scenario(), t.cuts(issues))
	if d.Before == nil || d.After == nil || !slices.Equal(keysOf(d.Before.View.Parties), keysOf(d.After.View.Parties)) {
		on = append(on, t.negotiation())
	}
	return t.traceAll(on, t.decides)
}

// on reports whether a position is, or was, on one of some issues.
func (t *tracer) on(r graph.Ref, issues []string) bool {
	return slices.ContainsFunc(t.states(), func(s *graph.Snapshot) bool {
		p, ok := graph.Get[*graph.Position](s, r.Key)
		return ok && slices.Contains(issues, p.Issue)
	})
}

// asked lists the parties that the settlement before or after asks about.
func (t *tracer) asked(e *Effect) []string {
	var keys []string
	for _, s := range []*settle.Settlement{e.Before, e.After} {
		if s != nil {
			keys = append(keys, keysOf(s.View.Parties)...)
		}
	}
	return keys
}

// moved lists the issues on which some party asked is silent on other options than before, or holds other positions
// under a condition.
func (t *tracer) moved(e *Effect) []string {
	var silent [2]map[string]string
	for n, s := range []*settle.Settlement{e.Before, e.After} {
		silent[n] = map[string]string{}
		if s == nil {
			continue
		}
		for _, i := range s.View.Issues {
			silent[n][i.Key] = silence(s.View, i)
		}
	}
	var keys []string
	for _, r := range t.issues() {
		if silent[0][r.Key] != silent[1][r.Key] {
			keys = append(keys, r.Key)
		}
	}
	return keys
}

// silence writes what the parties of a view are silent on.
func silence(v *graph.View, i *graph.IssueView) string {
	var b strings.Builder
	for _, st := range i.Stands() {
		b.WriteString(st.Party.Key)
		for _, o := range i.Pick(st.Silent()) {
			b.WriteString(" " + o.Key)
		}
		b.WriteString(";")
	}
	for _, p := range v.Conditional {
		if p.Issue == i.Key {
			b.WriteString(p.Key + ";")
		}
	}
	return b.String()
}

// silence traces a cell: to what the party says on the issue, where that breaks or leaves a silence; to all it holds
// there and the searches for it; where only one view asks about it, to the issue, or to the part the party takes and all
// it holds; then to what is supposed and what held in between.
func (t *tracer) silence(m SilenceMove) []Cause {
	held := t.holdings([]string{m.Party.Key}, []string{m.Issue.Key})
	near := func() ([]graph.Ref, relevance) {
		switch {
		case m.Asked[0] && m.Asked[1] && (m.Broken() || m.New()):
			return slices.DeleteFunc(slices.Clone(held), func(r graph.Ref) bool { return !t.says(r, m.Issue.Key) }), t.decides
		case m.Asked[0] && m.Asked[1]:
			return slices.Concat(held, t.inquiries(m)), t.decides
		case t.inBoth(m.Issue.Issue):
			return append(t.holdings([]string{m.Party.Key}, nil), t.seat(m)...), t.decides
		}
		return []graph.Ref{m.Issue.Ref()}, t.decides
	}
	far := func() ([]graph.Ref, relevance) {
		return slices.Concat(held, []graph.Ref{m.Issue.Ref(), m.Party.Ref()}, t.scenario()), t.decides
	}
	if found := t.first(near, far); len(found) > 0 {
		return found
	}
	return t.past(held)
}

// says reports whether a position or red line tells, before or after, how the party stands to some option of an issue
// whatever is chosen on others.
func (t *tracer) says(r graph.Ref, issue string) bool {
	for n, v := range t.views {
		rec, ok := t.snaps[n].Record(r)
		if !ok || v == nil {
			continue
		}
		switch rec := rec.(type) {
		case *graph.Position:
			if _, silent := rec.Stance.Silent(); !silent {
				return true
			}
		case *graph.RedLine:
			if i, ok := v.Issue(issue); ok && i.ForbiddenBy(v, rec) != 0 {
				return true
			}
		}
	}
	return false
}

func (t *tracer) inBoth(i *graph.Issue) bool {
	return t.standing(0, i.Ref()).counts && t.standing(2, i.Ref()).counts
}

// seat is the negotiation, if it names the party as a participant in one view only.
func (t *tracer) seat(m SilenceMove) []graph.Ref {
	takesPart := func(v *graph.View) bool {
		return v != nil && slices.ContainsFunc(v.Negotiation.Participants, func(p graph.Participation) bool { return p.Party == m.Party.Key })
	}
	if takesPart(t.views[0]) == takesPart(t.views[2]) {
		return nil
	}
	return []graph.Ref{t.negotiation()}
}

// shift names what began and what ended with it.
func (t *tracer) shift(x Shift) []Cause {
	var list []Cause
	for _, r := range slices.Concat([]graph.Record{x.Before, x.After}, x.AlsoEnded, x.AlsoBegan) {
		if r == nil {
			continue
		}
		if first, last := t.views[2].Period(r); first == x.Day || last == x.Day-1 {
			list = append(list, Cause{Record: r, How: WorldChanged, Explanation: t.worldWords(r, first == x.Day)})
		}
	}
	return tidy(list)
}

// past finds records that count in neither view and differ all the same: corrected in what they once said or when they
// held, or begun between the days, whether ended since or not admitted.
func (t *tracer) past(refs []graph.Ref) []Cause {
	var list []Cause
	for _, r := range unique(refs) {
		was, _ := t.snaps[0].Record(r)
		is, _ := t.snaps[2].Record(r)
		if c, differs := t.recorded(r, was, is, anyField); differs {
			list = append(list, c)
		} else if was != nil && t.period(0, was) != t.period(1, was) {
			list = append(list, t.behind(r)...)
		}
		if is == nil {
			continue
		}
		if first, last := t.views[2].Period(is); first > t.views[1].AsOf && first <= min(last, t.views[2].AsOf) {
			list = append(list, Cause{Record: is, How: WorldChanged, Explanation: t.worldWords(is, last >= t.views[2].AsOf)})
		}
	}
	return tidy(list)
}

// period is when a record holds in a view.
func (t *tracer) period(n int, r graph.Record) (days [2]graph.Day) {
	if v := t.views[n]; v != nil {
		days[0], days[1] = v.Period(r)
	}
	return days
}
