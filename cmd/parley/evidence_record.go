package main

import (
	"context"
	"fmt"
	"strings"

	"parley/graph"
)

const supportQuery = `query Support(` + evidenceVariables + `, $record: String!) {
  ` + evidenceView + ` {
    support(record: $record) { explanation backings { ...Backing } leftOut { ...Backing } }
  }
}
` + backingFragment

const impactQuery = `query Impact(` + evidenceVariables + `, $key: String!) {
  ` + evidenceView + ` {
    sourceImpact(source: $key) {
      copyKeys statementKeys restingRefs aloneRefs
      source {
        footnote reliability language sha256 chain { key }
        corrections { time actor reason fields quotations { statementKey words anchor anchorNow } }
      }
      effect { ...Effect }
    }
  }
}
` + moveFragment

const disputeQuery = `query Dispute(` + evidenceVariables + `, $key: String!) {
  ` + evidenceView + ` {
    dispute(key: $key) {
      title over preferredKey reason decidedBy decided wouldChange
      versions { key label preferred counts originKeys backings { ...Backing } effect { ...Effect } }
    }
  }
}
` + backingFragment + moveFragment

const backingFragment = `
fragment Backing on Backing {
  statementKey sourceKey grade originKey anchor
  statement { date attribution paraphrase quotation speakerKey voice partyKey context { before words after } }
}
`

const moveFragment = `
fragment Effect on ChangeEffect {
  explanation verdictBefore verdictAfter
  opened { explanation } closed { explanation } coresGained { redLineKeys } coresLost { redLineKeys }
}
`

type backingRow struct {
	StatementKey, SourceKey, Grade, OriginKey, Anchor string
	Statement                                         struct {
		Date, Attribution, Paraphrase, Quotation, SpeakerKey, Voice, PartyKey string
		Context                                                               *struct{ Before, Words, After string }
	}
}

// moveRow is what would move in the answer.
type moveRow struct {
	Explanation, VerdictBefore, VerdictAfter string
	Opened, Closed                           []struct{ Explanation string }
	CoresGained, CoresLost                   []struct{ RedLineKeys []string }
}

// printSupport shows what one record rests on; of a source what hangs on it, of a dispute its versions.
func (a *app) printSupport(ctx context.Context, from asker, vars map[string]any, ref graph.Ref) error {
	switch vars["key"] = ref.Key; ref.Kind {
	case graph.KindSource:
		return a.printImpact(ctx, from, vars)
	case graph.KindDispute:
		return a.printDispute(ctx, from, vars)
	}
	delete(vars, "key")
	vars["record"] = ref.String()
	var data struct {
		Negotiation struct {
			Support struct {
				Explanation       string
				Backings, LeftOut []backingRow
			}
		}
	}
	if err := into(ctx, from, supportQuery, vars, &data); err != nil {
		return err
	}
	t := &table{columns: append([]string{"statement", "counts"}, backingColumns...), sentence: true}
	for n, list := range [][]backingRow{data.Negotiation.Support.Backings, data.Negotiation.Support.LeftOut} {
		for _, b := range list {
			t.rows = append(t.rows, append([]any{b.StatementKey, n == 0}, b.row()...))
		}
	}
	fmt.Fprintln(a.stderr, data.Negotiation.Support.Explanation)
	return a.print(t)
}

var backingColumns = []string{"said", "grade", "attribution", "source", "origin", "anchor", "words"}

func (b backingRow) row() []any {
	words := b.Statement.Paraphrase
	if c := b.Statement.Context; c != nil {
		words += " [" + strings.TrimSpace(c.Before+"»"+c.Words+"«"+c.After) + "]"
	}
	return []any{b.Statement.Date, b.Grade, word(b.Statement.Attribution), b.SourceKey, b.OriginKey, word(b.Anchor), words}
}

// printImpact shows what hangs on a source, and how it was corrected, in rows of what and which.
func (a *app) printImpact(ctx context.Context, from asker, vars map[string]any) error {
	var data struct {
		Negotiation struct {
			SourceImpact struct {
				CopyKeys, StatementKeys, RestingRefs, AloneRefs []string
				Source                                          struct {
					Footnote, Reliability, Language, SHA256 string
					Chain                                   []keyed
					Corrections                             []correctionRow
				}
				Effect moveRow
			}
		}
	}
	if err := into(ctx, from, impactQuery, vars, &data); err != nil {
		return err
	}
	m := data.Negotiation.SourceImpact
	t := &table{columns: []string{"what", "which"}, sentence: true}
	add := func(what string, which ...string) {
		for _, w := range which {
			if w != "" {
				t.rows = append(t.rows, []any{what, w})
			}
		}
	}
	add("source", m.Source.Footnote)
	add("grade", m.Source.Reliability)
	add("language", m.Source.Language)
	add("hash of the text", m.Source.SHA256)
	if chain := keysOf(m.Source.Chain); len(chain) > 1 {
		add("goes back to", strings.Join(chain[1:], " <- "))
	}
	add("copied by", m.CopyKeys...)
	add("statement", m.StatementKeys...)
	add("rests on it alone", m.AloneRefs...)
	add("rests on it too", without(m.RestingRefs, m.AloneRefs)...)
	m.Effect.tell(func(what, which string) { add("without it: "+what, which) })
	for _, c := range m.Source.Corrections {
		add("correction", c.words())
		for _, q := range c.Quotations {
			add("quotation to look up anew", q.words())
		}
	}
	return a.print(t)
}

// without lists what of one list is not in another.
func without(list, others []string) []string {
	known := map[string]bool{}
	for _, o := range others {
		known[o] = true
	}
	var rest []string
	for _, x := range list {
		if !known[x] {
			rest = append(rest, x)
		}
	}
	return rest
}

type correctionRow struct {
	Time, Actor, Reason string
	Fields              []string
	Quotations          []unprovedRow
}

func (c correctionRow) words() string {
	return fmt.Sprintf("%s by %s: %s became another (%s)", c.Time, c.Actor, strings.Join(c.Fields, ", "), c.Reason)
}

type unprovedRow struct{ StatementKey, Words, Anchor, AnchorNow string }

func (u unprovedRow) words() string {
	words := fmt.Sprintf("%s: “%s” is not in the new text", u.StatementKey, u.Words)
	if u.Anchor == "HASH_DIFFERS" {
		words = fmt.Sprintf("%s: “%s” cannot be checked, the new text is not kept", u.StatementKey, u.Words)
	}
	if u.AnchorNow == "" {
		return words + "; the statement is no more"
	}
	return words + "; today " + word(u.AnchorNow)
}

// tell goes through what would move.
func (m moveRow) tell(add func(what, which string)) {
	if m.VerdictBefore != m.VerdictAfter {
		add("verdict", m.VerdictAfter+", not "+m.VerdictBefore)
	}
	for _, c := range m.CoresLost {
		add("clashing set gone", strings.Join(c.RedLineKeys, ", "))
	}
	for _, c := range m.CoresGained {
		add("clashing set new", strings.Join(c.RedLineKeys, ", "))
	}
	for _, c := range m.Closed {
		add("conflict gone", c.Explanation)
	}
	for _, c := range m.Opened {
		add("conflict new", c.Explanation)
	}
	add("in short", m.Explanation)
}

type versionRow struct {
	Key, Label        string
	Preferred, Counts bool
	OriginKeys        []string
	Backings          []backingRow
	Effect            *moveRow
}

// told lists the statements of a version, each with its grades, its source and what that goes back to.
func (v versionRow) told() []string {
	var list []string
	for _, b := range v.Backings {
		words := fmt.Sprintf("%s (%s, %s, %s", b.StatementKey, b.Statement.Date, b.Grade, b.SourceKey)
		if b.OriginKey != b.SourceKey {
			words += " <- " + b.OriginKey
		}
		list = append(list, words+")")
	}
	return list
}

// otherwise says what taking the version would move.
func (v versionRow) otherwise() string {
	if v.Effect == nil {
		return "It is the one taken."
	}
	return v.Effect.Explanation
}

type disputeRow struct {
	Title, Over, PreferredKey, Reason, DecidedBy, Decided, WouldChange string
	Versions                                                           []versionRow
}

// head says in a few lines what is in dispute, and how it was decided.
func (d disputeRow) head() string {
	lines := []string{fmt.Sprintf("%s (the versions differ in %s)", d.Title, word(d.Over))}
	switch {
	case d.PreferredKey == "":
		lines = append(lines, "Undecided: unless a version is asked for, the statements of every one count.")
	default:
		lines = append(lines, "Preferred on record: "+d.PreferredKey+". "+d.Reason)
	}
	if d.DecidedBy != "" {
		lines = append(lines, strings.TrimSpace("Decided by "+d.DecidedBy+" "+d.Decided))
	}
	if d.WouldChange != "" {
		lines = append(lines, "What would change it: "+d.WouldChange)
	}
	return strings.Join(lines, "\n")
}

// printDispute shows the versions of a dispute side by side, and what taking each would move.
func (a *app) printDispute(ctx context.Context, from asker, vars map[string]any) error {
	var data struct {
		Negotiation struct{ Dispute disputeRow }
	}
	if err := into(ctx, from, disputeQuery, vars, &data); err != nil {
		return err
	}
	d := data.Negotiation.Dispute
	t := &table{columns: []string{"version", "label", "preferred", "counts", "statements", "origins", "taking it"}, sentence: true}
	if a.format != "table" {
		t.columns = append(t.columns, "dispute", "over", "reason", "decided by", "decided", "would change")
	}
	for _, v := range d.Versions {
		row := []any{v.Key, v.Label, v.Preferred, v.Counts, v.told(), v.OriginKeys, v.otherwise()}
		if a.format != "table" {
			row = append(row, d.Title, word(d.Over), d.Reason, d.DecidedBy, d.Decided, d.WouldChange)
		}
		t.rows = append(t.rows, row)
	}
	fmt.Fprintln(a.stderr, d.head())
	return a.print(t)
}
