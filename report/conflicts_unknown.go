package report

import (
	"fmt"
	"slices"
	"strings"

	"parley/analysis/gap"
	"parley/graph"
)

// unknowns counts and lists what the record does not tell.
func (r *conflicts) unknowns() {
	r.begin(unknownSection)
	r.say("A party is silent on an option if nothing on record says how it stands to it. Silence is neither consent nor refusal; its kinds differ.")
	r.hanging()
	r.heading(3, "By kind")
	r.say("A pair of a party and an issue counts under each kind it has.")
	meaning := map[string]string{}
	for _, k := range graph.SilenceNotResearched.Values() {
		meaning[k.Word] = k.Doc
	}
	r.table([]Column{{Title: "Kind"}, {Title: "Meaning"}, {Title: "Pairs of party and issue", Align: Right}},
		mapped(r.gaps.Counts.ByKind, func(k gap.KindCount) []Text {
			return []Text{text(silenceWords[k.Kind]), text(meaning[string(k.Kind)]), text(digits(k.Cells))}
		}))
	var rows [][]Text
	for _, p := range r.byName() {
		for _, k := range r.gaps.Counts.ByKind {
			if silent := r.silences(p, k.Kind); len(silent) > 0 {
				rows = append(rows, []Text{text(p.Name), text(silenceWords[k.Kind]), text(digits(len(silent))), r.silentOn(k.Kind, silent)})
			}
		}
	}
	if len(rows) > 0 {
		r.heading(3, "By party and issue")
	}
	r.table([]Column{{Title: "Party"}, {Title: "Kind"}, {Title: "Issues", Align: Right}, {Title: "Which"}}, rows)
	r.askNext()
	r.disputes()
	r.thinIce()
	r.undecided()
}

var silenceWords = map[graph.SilenceKind]string{
	graph.SilenceNotResearched: "not researched",
	graph.SilenceNotFound:      "searched and not found",
	graph.SilenceUnclear:       "unclear",
	graph.SilenceDeclined:      "declined",
	graph.SilenceDenied:        "denied",
	graph.SilenceOtherOptions:  "other options only",
}

func (r *conflicts) byName() []*graph.Party {
	list := slices.Clone(r.v.Parties)
	slices.SortStableFunc(list, func(a, b *graph.Party) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// silences lists a party's silences of a kind, whole or in part, by the titles of the issues.
func (r *conflicts) silences(p *graph.Party, kind graph.SilenceKind) []gap.Gap {
	var list []gap.Gap
	for _, g := range slices.Concat(r.gaps.Cells, r.gaps.PartlySilent) {
		if g.Party == p && g.Kind == kind {
			list = append(list, g)
		}
	}
	slices.SortStableFunc(list, func(a, b gap.Gap) int { return strings.Compare(a.Issue.Title, b.Issue.Title) })
	return list
}

// listed is up to how many issues without a search on record are named, however few the others are.
const listed = 2

// silentOn names the issues, or those left over where no search is on record on most.
func (r *conflicts) silentOn(kind graph.SilenceKind, silent []gap.Gap) Text {
	if kind == graph.SilenceNotResearched && len(silent) > listed && 2*len(silent) > len(r.v.Issues) {
		t := text(r.allBut(silent)+" ", unsourced)
		for _, g := range silent {
			if len(g.Conditional) > 0 {
				t = text(t, "; ", r.gapWords(g))
			}
		}
		return t
	}
	return joined(mapped(silent, r.gapWords), "; ")
}

func (r *conflicts) gapWords(g gap.Gap) Text {
	title := g.Issue.Title
	if len(g.Conditional) > 0 {
		title += " (but for a conditional position)"
	}
	return text(title, r.silenceNotes(g))
}

func (r *conflicts) allBut(silent []gap.Gap) string {
	var rest []string
	for _, i := range r.v.Issues {
		if !slices.ContainsFunc(silent, func(g gap.Gap) bool { return g.Issue == i }) {
			rest = append(rest, i.Title)
		}
	}
	if len(rest) == 0 {
		return "all issues"
	}
	slices.Sort(rest)
	return "all but: " + strings.Join(rest, "; ")
}

// silenceNotes cites the word that said nothing, what was said of other options, or the search that found nothing.
func (r *conflicts) silenceNotes(g gap.Gap) Text {
	var refs []Text
	for _, p := range g.Conditional {
		refs = append(refs, r.source(p))
	}
	switch {
	case g.Last != nil:
		refs = append(refs, r.source(g.Last))
	case g.Kind == graph.SilenceOtherOptions:
		refs = append(refs, mapped(r.bearing(g), r.source)...)
	}
	if found := r.searched(g.Inquiries); len(found) > 0 {
		refs = append(refs, found)
	}
	if len(refs) == 0 {
		return text(" ", unsourced)
	}
	return gathered(refs)
}

// bearing lists what the party of a gap holds on the issue alone; failing that, what of its record by the view's day
// touches the issue: across issues, on a condition, or no longer in force.
func (r *conflicts) bearing(g gap.Gap) []graph.Record {
	st, _ := g.Issue.Stand(g.Party.Key)
	if list := st.Records(); len(list) > 0 {
		return list
	}
	var list []graph.Record
	add := func(rec graph.Record) {
		if first, _ := r.v.Period(rec); first <= r.v.AsOf && ownerOf(rec) == g.Party.Key {
			list = append(list, rec)
		}
	}
	for p := range graph.Referring[*graph.Position](r.v.Snapshot, g.Issue.Ref()) {
		if p.Issue == g.Issue.Key {
			add(p)
		}
	}
	for l := range graph.Referring[*graph.RedLine](r.v.Snapshot, g.Issue.Ref()) {
		add(l)
	}
	for _, l := range r.v.RedLines {
		if r.v.Supposes(l) && slices.ContainsFunc(l.Forbids, func(p graph.Pattern) bool { return p[g.Issue.Key] != nil }) {
			add(l)
		}
	}
	return list
}

// undecided counts the pairs of which nobody can tell whether they conflict.
func (r *conflicts) undecided() {
	r.heading(3, "Undecided pairs")
	if len(r.matrix.Undecided) == 0 {
		r.say("On no issue is one party silent while another has something on record.")
		return
	}
	pairs, issues := map[*graph.Party]int{}, map[*graph.Party]map[string]bool{}
	for _, c := range r.matrix.Undecided {
		if issues[c.Silent] == nil {
			issues[c.Silent] = map[string]bool{}
		}
		pairs[c.Silent]++
		issues[c.Silent][c.Issue.Key] = true
	}
	r.say(fmt.Sprintf("Where one party has something on record on an issue and another nothing, nobody can tell whether the two conflict. "+
		"Counted by pair of parties and issue, that is so in %s:", Count(len(r.matrix.Undecided), "case", "")))
	var rows [][]Text
	for _, p := range r.byName() {
		if pairs[p] > 0 {
			rows = append(rows, []Text{text(p.Name), text(digits(len(issues[p]))), text(digits(pairs[p]))})
		}
	}
	r.table([]Column{{Title: "Silent party"}, {Title: "Issues on which others speak", Align: Right}, {Title: "Undecided cases", Align: Right}}, rows)
}
