package change

import (
	"slices"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// Records of the two states of knowledge that a delta looks at.

// anyField has all fields bear but remarks.
func anyField(_ graph.Kind, field string) bool { return field != "note" }

// alsoBears has further fields bear beside those that decide.
func (t *tracer) alsoBears(fields ...string) relevance {
	return func(k graph.Kind, f string) bool { return t.decides(k, f) || slices.Contains(fields, f) }
}

// sides lists the records that take part in a conflict.
func (t *tracer) sides(c *conflict.Conflict) []graph.Ref {
	var list []graph.Ref
	for _, s := range c.Sides {
		list = append(list, t.onRecord(s.Holds))
	}
	return list
}

// lines lists the red lines of a core.
func (t *tracer) lines(c settle.Core) []graph.Ref {
	var list []graph.Ref
	for _, r := range c.RedLines {
		list = append(list, t.onRecord(r))
	}
	return list
}

// onRecord names a record; a red line that is only supposed, by the scenario that does.
func (t *tracer) onRecord(r graph.Record) graph.Ref {
	for _, v := range t.views {
		if v != nil && v.Scenario != nil && v.Supposes(r) {
			return v.Scenario.Ref()
		}
	}
	return r.Ref()
}

// rulesOf lists the rules on the issues of a clash of red lines.
func (t *tracer) rulesOf(c *conflict.Conflict) []graph.Ref {
	if slices.ContainsFunc(c.Sides, func(s conflict.Side) bool { return s.Holds.Ref().Kind != graph.KindRedLine }) {
		return nil
	}
	var list []graph.Ref
	for _, i := range c.Issues {
		list = append(list, t.referring(i.Ref(), graph.KindRule)...)
	}
	return list
}

func (t *tracer) rules() []graph.Ref  { return t.referring(t.negotiation(), graph.KindRule) }
func (t *tracer) issues() []graph.Ref { return t.referring(t.negotiation(), graph.KindIssue) }

func (t *tracer) negotiation() graph.Ref { return t.views[2].Negotiation.Ref() }

// scenario is the what-if of the views, if there is one.
func (t *tracer) scenario() []graph.Ref {
	if key := t.views[2].ViewOptions.Scenario; key != "" {
		return []graph.Ref{{Kind: graph.KindScenario, Key: key}}
	}
	return nil
}

// around lists what the parties of a conflict hold on its issues, what cuts these, the rules and what is supposed.
func (t *tracer) around(c *conflict.Conflict) []graph.Ref {
	return slices.Concat(t.holdings(keysOf(c.Parties), issueKeys(c.Issues)), t.cuts(refsOf(c.Issues)), t.rules(), t.scenario())
}

// cuts lists the records that may have cut a quantity into other ranges than before.
func (t *tracer) cuts(issues []graph.Ref) []graph.Ref {
	var list []graph.Ref
	for _, r := range issues {
		i, ok := graph.Get[*graph.Issue](t.snaps[2], r.Key)
		if !ok || i.Measure() != graph.Quantity {
			continue
		}
		for _, k := range []graph.Kind{graph.KindPosition, graph.KindRedLine, graph.KindRule, graph.KindProposal, graph.KindScenario} {
			list = append(list, t.referring(r, k)...)
		}
	}
	return list
}

// holdings lists positions and red lines of parties on issues, whenever they hold; nil means all.
func (t *tracer) holdings(parties, issues []string) []graph.Ref {
	if issues == nil {
		for _, i := range t.issues() {
			issues = append(issues, i.Key)
		}
	}
	wanted := func(party string) bool { return parties == nil || slices.Contains(parties, party) }
	var list []graph.Ref
	for _, s := range t.states() {
		for _, key := range issues {
			i := graph.Ref{Kind: graph.KindIssue, Key: key}
			for p := range graph.Referring[*graph.Position](s, i) {
				if p.Issue == key && wanted(p.Party) {
					list = append(list, p.Ref())
				}
			}
			for r := range graph.Referring[*graph.RedLine](s, i) {
				if wanted(r.Party) {
					list = append(list, r.Ref())
				}
			}
		}
	}
	return list
}

// states are the two states of knowledge; one, where they are the same.
func (t *tracer) states() []*graph.Snapshot {
	if t.snaps[0] == t.snaps[2] {
		return t.snaps[2:]
	}
	return []*graph.Snapshot{t.snaps[0], t.snaps[2]}
}

// inquiries lists the searches for what a party holds on an issue.
func (t *tracer) inquiries(m SilenceMove) []graph.Ref {
	party := t.referring(m.Party.Ref(), graph.KindInquiry)
	issue := t.referring(m.Issue.Ref(), graph.KindInquiry)
	return slices.DeleteFunc(party, func(r graph.Ref) bool { return !slices.Contains(issue, r) })
}

// referring lists the records of a kind that name another, before or after.
func (t *tracer) referring(r graph.Ref, k graph.Kind) []graph.Ref {
	var list []graph.Ref
	for _, s := range t.states() {
		for n := range s.Referring(r, k) {
			list = append(list, n.Ref())
		}
	}
	return unique(list)
}

// sources lists statements, who says them and where, as far as their origin.
func (t *tracer) sources(statements []string) []graph.Ref {
	var list []graph.Ref
	for _, key := range statements {
		list = append(list, graph.Ref{Kind: graph.KindStatement, Key: key})
		for _, s := range t.states() {
			st, ok := graph.Get[*graph.Statement](s, key)
			if !ok {
				continue
			}
			src, ok := graph.Get[*graph.Source](s, st.Source)
			for ok {
				list = append(list, src.Ref())
				src, ok = graph.Get[*graph.Source](s, src.Origin)
			}
			if who, ok := graph.Get[*graph.Person](s, st.Speaker); ok {
				list = append(list, who.Ref())
			}
		}
	}
	return list
}

// disputes lists those of which statements tell a version, before or after.
func (t *tracer) disputes(statements []string) []graph.Ref {
	var list []graph.Ref
	for _, key := range statements {
		list = append(list, t.referring(graph.Ref{Kind: graph.KindStatement, Key: key}, graph.KindDispute)...)
	}
	return list
}

func refsOf[R graph.Record](records []R) []graph.Ref {
	var list []graph.Ref
	for _, r := range records {
		list = append(list, r.Ref())
	}
	return list
}

func issueKeys(issues []*graph.IssueView) []string {
	var keys []string
	for _, i := range issues {
		keys = append(keys, i.Key)
	}
	return keys
}
