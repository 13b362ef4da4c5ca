package gap

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// Gaps are the places where the record of a view is thin. Every list is complete and covers all parties of the
// view.
type Gaps struct {
	View *graph.View
	// Cells are the parties and issues of which nothing says where the party stands on any option: by party,
	// then issue.
	Cells []Gap
	// PartlySilent are those where it has spoken of some options only: by party, issue, kind of silence. Options
	// of different kinds make different gaps.
	PartlySilent []Gap
	// NoEvidence are positions and red lines in force that rest on no statement, SingleOrigin those whose
	// statements all go back to one origin: five papers that carry one agency report are one. Here and in Stale
	// only what was said by the view's day counts, a vague date from its first day. Positions first, by key.
	NoEvidence   []graph.Record
	SingleOrigin []graph.Record
	// Stale are positions and red lines in force of which nothing has been heard for long, in the same order.
	Stale  []Stale
	Counts Counts
}

// Gap is silence of one kind of a party on an issue.
type Gap struct {
	Party   *graph.Party
	Issue   *graph.IssueView
	Kind    graph.SilenceKind
	Options []graph.Option // the silent options of this kind, in order
	// Last is the latest word that made the kind: the party was unclear, or declined or denied; nil otherwise.
	Last *graph.Position
	// Word is the newest statement that Last rests on, nil if there is none.
	Word *graph.Statement
	// Conditional are positions of the party on the issue that count as unrecorded because nothing says that
	// their condition is met, by key.
	Conditional []*graph.Position
	Inquiries   []*graph.Inquiry // searches that found nothing, made by the view's day, by key
	History
}

// Counts tells how much of the grid of parties and issues is silent.
type Counts struct {
	Cells   int // parties times issues
	Silent  int // silent on every option
	Partly  int // silent on some
	ByKind  []KindCount
	Records int // positions and red lines in force: of these NoEvidence, SingleOrigin and Stale are parts
}

// KindCount is how many cells have silence of a kind. A cell that is silent in part can have several kinds.
type KindCount struct {
	Kind  graph.SilenceKind
	Cells int
}

// Find lists what the record of a view lacks.
func Find(v *graph.View) *Gaps {
	f := &finder{Gaps: &Gaps{View: v}, past: newPast(v)}
	f.Counts.Cells = len(v.Parties) * len(v.Issues)
	for _, p := range v.Parties {
		for _, i := range v.Issues {
			st, _ := i.Stand(p.Key)
			f.cell(st)
		}
	}
	for _, word := range graph.Words(graph.SilenceKind("")) {
		k := KindCount{Kind: graph.SilenceKind(word)}
		for _, gap := range f.All() {
			if gap.Kind == k.Kind {
				k.Cells++
			}
		}
		f.Counts.ByKind = append(f.Counts.ByKind, k)
	}
	f.thin()
	return f.Gaps
}

// All lists the silent cells, then those silent in part.
func (g *Gaps) All() []Gap { return slices.Concat(g.Cells, g.PartlySilent) }

// finder is one search for gaps.
type finder struct {
	*Gaps
	past *past
}

// cell notes the gaps of one party on one issue.
func (f *finder) cell(st *graph.Stand) {
	silent := st.Silent()
	switch {
	case silent == 0:
	case silent == st.Issue.All():
		f.Counts.Silent++
		f.Cells = append(f.Cells, f.whole(st))
	default:
		f.Counts.Partly++
		f.PartlySilent = append(f.PartlySilent, f.parts(st, silent)...)
	}
}

// whole is the gap of a party that is silent on every option. Its kind is that of the latest word.
func (f *finder) whole(st *graph.Stand) Gap {
	var last *graph.Position
	for _, p := range st.Positions {
		if last == nil || compareStart(p, last) > 0 {
			last = p
		}
	}
	option := 0
	if last != nil {
		for n := range st.Issue.Set(last.Options).Each() {
			option = n
			break
		}
	}
	return f.gap(st, st.Silence(option), st.Issue.All(), last)
}

// parts is the gaps of a party that is silent on some options, one for each kind.
func (f *finder) parts(st *graph.Stand, silent graph.OptionSet) []Gap {
	var gaps []Gap
	for _, word := range graph.Words(graph.SilenceKind("")) {
		kind := graph.SilenceKind(word)
		var set graph.OptionSet
		for n := range silent.Each() {
			if st.Silence(n) == kind {
				set |= 1 << n
			}
		}
		if set != 0 {
			gaps = append(gaps, f.gap(st, kind, set, latestVague(st, set, kind)))
		}
	}
	return gaps
}

func (f *finder) gap(st *graph.Stand, kind graph.SilenceKind, set graph.OptionSet, last *graph.Position) Gap {
	gap := Gap{
		Party: st.Party, Issue: st.Issue, Kind: kind, Options: st.Issue.Pick(set),
		Last: last, Inquiries: st.Inquiries, History: f.past.of(st, set),
	}
	if last != nil {
		gap.Word = newest(said(f.View, last.Evidence))
	}
	for _, p := range f.View.Conditional {
		if p.Party == st.Party.Key && p.Issue == st.Issue.Key {
			gap.Conditional = append(gap.Conditional, p)
		}
	}
	return gap
}

// latestVague returns the latest position that leaves options of the set silent in the way given, nil for a kind
// no position makes.
func latestVague(st *graph.Stand, set graph.OptionSet, kind graph.SilenceKind) *graph.Position {
	var latest *graph.Position
	for _, p := range st.Positions {
		bears := len(p.Options) == 0 || st.Issue.Set(p.Options)&set != 0
		if made, silent := p.Stance.Silent(); bears && silent && made == kind && (latest == nil || compareStart(p, latest) > 0) {
			latest = p
		}
	}
	return latest
}

// compareStart orders positions by the first day they may hold, then by key.
func compareStart(a, b *graph.Position) int {
	return cmp.Or(cmp.Compare(a.From.Earliest(), b.From.Earliest()), strings.Compare(a.Key, b.Key))
}
