package report

import (
	"fmt"
	"math/big"
	"slices"

	"parley/analysis/gap"
	"parley/analysis/settle"
	"parley/graph"
)

// silenceRows is in how many rows silences are told. A row names up to silencesNamed of them: a choice of more would be
// by name alone, since they rank alike.
const (
	silenceRows   = 12
	silencesNamed = 8
)

// hanging ranks the silences of those asked about by how many deals rest on them.
func (r *conflicts) hanging() {
	s := r.deal
	r.heading(3, "What hangs on silence")
	switch {
	case s.blocked():
		r.say("Nothing yet: no package is left for " + r.askedWords() + " that an answer could rule out. What is not known can only add to what stands in the way.")
		return
	case s.deals == nil:
		r.say("It cannot be told: the packages cannot be counted within the memory allowed.")
		return
	case len(s.silences) == 0:
		r.say("No deal takes an option on which nothing on record says how one of " + r.askedWords() + " stands.")
		return
	}
	r.say(fmt.Sprintf("How many deals, of %s for %s, take on an issue an option toward which a party is silent. ", settle.Figure(s.deals), r.askedWords()),
		"A red line of the party there could rule out so many, at most; that is no sign that there is one.")
	var rows [][]Text
	groups, shown := bySize(s.silences), 0
	for _, group := range groups[:min(silenceRows, len(groups))] {
		rows = append(rows, []Text{text(r.hangs(group[0].Removes)), text(group[0].Party.Name), text(digits(len(group))), r.which(group)})
		shown += len(group)
	}
	r.table([]Column{{Title: "Deals resting on each"}, {Title: "Party"}, {Title: "Issues", Align: Right}, {Title: "Silent on"}}, rows)
	if n := len(s.silences) - shown; n > 0 {
		r.say(fmt.Sprintf("And %s of a party and an issue, on each of which no more deals rest than on the last.", Count(n, "further pair", "")))
	}
}

// bySize groups silences of one party on which equally many deals rest.
func bySize(list []settle.Silence) [][]settle.Silence {
	var groups [][]settle.Silence
	for _, x := range list {
		if n := len(groups); n > 0 && groups[n-1][0].Party == x.Party && groups[n-1][0].Removes.Cmp(x.Removes) == 0 {
			groups[n-1] = append(groups[n-1], x)
			continue
		}
		groups = append(groups, []settle.Silence{x})
	}
	return groups
}

// hangs says how many deals rest on a silence.
func (r *conflicts) hangs(n *big.Int) string {
	if n.Cmp(r.deal.deals) == 0 {
		return "all"
	}
	share, _ := new(big.Rat).SetFrac(n, r.deal.deals).Float64()
	return fmt.Sprintf("%s (%s)", settle.Figure(n), percent(share))
}

// which names the issues of a group unless they are many, with the options of which nothing is on record.
func (r *conflicts) which(group []settle.Silence) Text {
	if len(group) > silencesNamed {
		return text("told by party and issue below ", unsourced)
	}
	return joined(mapped(group, func(x settle.Silence) Text {
		gap, ok := r.gapOf(x)
		if !ok {
			return text(x.Issue.Title+" ", unsourced)
		}
		words := text(x.Issue.Title)
		if len(gap.Options) < len(x.Issue.Options) {
			words = text(x.Issue.Title + ": " + JoinOr(mapped(gap.Options, func(o graph.Option) string { return quoted(o.Label) })))
		}
		return text(words, r.silenceNotes(gap))
	}), "; ")
}

// gapOf finds the gap that a silence is.
func (r *conflicts) gapOf(x settle.Silence) (gap.Gap, bool) {
	gaps := slices.Concat(r.deal.gaps.Cells, r.deal.gaps.PartlySilent)
	n := slices.IndexFunc(gaps, func(g gap.Gap) bool {
		return g.Party == x.Party && g.Issue.Key == x.Issue.Key && g.Kind == x.Kind
	})
	if n < 0 {
		return gap.Gap{}, false
	}
	return gaps[n], true
}
