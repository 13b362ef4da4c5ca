package conflict

import (
	"slices"
	"strings"

	"parley/graph"
)

// part is options of which the record says the same.
type part struct {
	set  graph.OptionSet
	note string
}

// parts splits the options of a set where the remark on what the party holds of them changes.
func (t *table) parts(st *graph.Stand, r role, set graph.OptionSet) []part {
	var list []part
	for n := range set.Each() {
		note := t.note(r.records(st, 1<<n))
		if last := len(list) - 1; last >= 0 && list[last].note == note {
			list[last].set |= 1 << n
			continue
		}
		list = append(list, part{1 << n, note})
	}
	return list
}

// noted lists options with what the record says of each: "A" or "B" (since 2025-08-18), or "C" (since 2025-09).
func (t *table) noted(st *graph.Stand, r role, set graph.OptionSet, joint string) string {
	parts := t.parts(st, r, set)
	if len(parts) == 1 {
		return list(t.labels(set), joint) + parts[0].note
	}
	var words []string
	for _, p := range parts {
		words = append(words, list(t.labels(p.set), joint)+p.note)
	}
	return strings.Join(words, ", "+joint+" ")
}

// note remarks, in brackets, on records that say the same: their scope, since when, and what they lack.
func (t *table) note(records []graph.Record) string {
	parts := scopes(records)
	if since := earliest(records); since.Earliest() != graph.MinDay {
		parts = append(parts, "since "+dated(since))
	}
	if !slices.ContainsFunc(records, unconditional) {
		parts = append(parts, "on a condition that is supposed to be met")
	}
	if slices.ContainsFunc(records, t.view.Supposes) {
		parts = append(parts, "supposed, not on record")
	} else if !slices.ContainsFunc(records, t.sourced) {
		parts = append(parts, "no source on record")
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// scopes lists the scopes of the records, none if one of them is said without.
func scopes(records []graph.Record) []string {
	var list []string
	for _, r := range records {
		scope, _ := particulars(r)
		if scope == "" {
			return nil
		}
		if !slices.Contains(list, scope) {
			list = append(list, scope)
		}
	}
	return list
}

// earliest returns the first day of the record that begins first, be it a beginning on record or not.
func earliest(records []graph.Record) graph.Date {
	_, since := particulars(records[0])
	for _, r := range records {
		if _, from := particulars(r); from.Earliest() < since.Earliest() {
			since = from
		}
	}
	return since
}

func particulars(r graph.Record) (scope string, from graph.Date) {
	switch r := r.(type) {
	case *graph.Position:
		return r.Scope, r.From
	case *graph.RedLine:
		return r.Scope, r.From
	}
	return "", graph.Date{}
}

func unconditional(r graph.Record) bool {
	p, ok := r.(*graph.Position)
	return !ok || len(p.Condition) == 0
}

// sourced reports whether a record rests on anything said by then.
func (t *table) sourced(r graph.Record) bool {
	return slices.ContainsFunc(graph.EvidenceOf(r), func(key string) bool {
		_, ok := said(t.view.Snapshot, key, t.last)
		return ok
	})
}

// labels names the options of a set.
func (t *table) labels(set graph.OptionSet) []string {
	var words []string
	for _, l := range t.issue.Labels(set) {
		words = append(words, quoted(l))
	}
	return words
}

// verb says what n parties do with options.
func (r role) verb(n int) string {
	switch r {
	case prefers:
		return "would prefer"
	case forbids:
		return plural(n, "rules out", "rule out")
	}
	return plural(n, string(r), strings.TrimSuffix(string(r), "s"))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// dated writes a date as vaguely as it was stated, to follow "since".
func dated(d graph.Date) string {
	start, end, _ := strings.Cut(d.String(), "/")
	words, end := strings.TrimRight(start, "?~%"), strings.TrimRight(end, "?~%")
	switch {
	case d.OpenEnd() || d.UnknownEnd():
		words += " or later"
	case d.IsInterval():
		words = "between " + words + " and " + end
	}
	if d.Approximate() {
		words = "about " + words
	}
	if d.Uncertain() {
		words = "perhaps " + words
	}
	return words
}

func quoted(s string) string { return "“" + s + "”" }

// list joins words as prose does: a, b and c.
func list(words []string, joint string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + " " + joint + " " + words[n-1]
}
