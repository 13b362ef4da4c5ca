package change

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// Gaps are the places where the record of a view is thin. Every list is complete and covers all parties of the
// view.
type Gaps struct {
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
	// Conditional are positions of the party on the issue that count as unrecorded because nothing says that
	// their condition is met, by key.
	Conditional []*graph.Position
	Inquiries   []*graph.Inquiry // searches that found nothing, made by the view's day, by key
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

// FindGaps lists what the record of a view lacks.
func FindGaps(v *graph.View) *Gaps {
	g := &Gaps{}
	g.Counts.Cells = len(v.Parties) * len(v.Issues)
	for _, p := range v.Parties {
		for _, i := range v.Issues {
			st, _ := i.Stand(p.Key)
			g.cell(v, st)
		}
	}
	for _, word := range graph.Words(graph.SilenceKind("")) {
		k := KindCount{Kind: graph.SilenceKind(word)}
		for _, gap := range slices.Concat(g.Cells, g.PartlySilent) {
			if gap.Kind == k.Kind {
				k.Cells++
			}
		}
		g.Counts.ByKind = append(g.Counts.ByKind, k)
	}
	g.thin(v)
	return g
}

// cell notes the gaps of one party on one issue.
func (g *Gaps) cell(v *graph.View, st *graph.Stand) {
	silent := st.Silent()
	switch {
	case silent == 0:
	case silent == st.Issue.All():
		g.Counts.Silent++
		g.Cells = append(g.Cells, whole(v, st))
	default:
		g.Counts.Partly++
		g.PartlySilent = append(g.PartlySilent, parts(v, st, silent)...)
	}
}

// whole is the gap of a party that is silent on every option. Its kind is that of the latest word.
func whole(v *graph.View, st *graph.Stand) Gap {
	gap := gapOf(v, st)
	gap.Options = st.Issue.Options
	option := 0
	for _, p := range st.Positions {
		if gap.Last == nil || compareStart(p, gap.Last) > 0 {
			gap.Last = p
		}
	}
	if gap.Last != nil {
		for n := range st.Issue.Set(gap.Last.Options).Each() {
			option = n
			break
		}
	}
	gap.Kind = st.Silence(option)
	return gap
}

// parts is the gaps of a party that is silent on some options, one for each kind.
func parts(v *graph.View, st *graph.Stand, silent graph.OptionSet) []Gap {
	var gaps []Gap
	for _, word := range graph.Words(graph.SilenceKind("")) {
		gap := gapOf(v, st)
		gap.Kind = graph.SilenceKind(word)
		var set graph.OptionSet
		for n := range silent.Each() {
			if st.Silence(n) == gap.Kind {
				set |= 1 << n
			}
		}
		if set == 0 {
			continue
		}
		gap.Options = st.Issue.Pick(set)
		gap.Last = latestVague(st, set, gap.Kind)
		gaps = append(gaps, gap)
	}
	return gaps
}

func gapOf(v *graph.View, st *graph.Stand) Gap {
	gap := Gap{Party: st.Party, Issue: st.Issue, Inquiries: st.Inquiries}
	for _, p := range v.Conditional {
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
