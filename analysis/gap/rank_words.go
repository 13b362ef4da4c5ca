package gap

import (
	"fmt"

	"parley/analysis/settle"
	"parley/graph"
)

// words says in one sentence of which kind a gap is, since when, and what hangs on it.
func (r *rest) words(g Ranked) string {
	return fmt.Sprintf("%s %s%s; %s, and %s.", capital(g.Party.InProse()), kindWords(g.Kind, "on "+quoted(g.Issue.Title)), sinceWords(g.Gap), r.dealWords(g), clashWords(g.Conflicts))
}

// kindWords say what a party's silence is, and where, to follow its name.
func kindWords(k graph.SilenceKind, where string) string {
	switch k {
	case graph.SilenceNotFound:
		return "was searched for a word " + where + ", and none was found"
	case graph.SilenceUnclear:
		return "spoke " + where + ", and left it open or ambiguous"
	case graph.SilenceDeclined:
		return "was asked " + where + ", and would not say"
	case graph.SilenceDenied:
		return "denies the position ascribed to it " + where
	case graph.SilenceOtherOptions:
		return "is on record " + where + ", with nothing that bears on these options today"
	}
	return "has no word on record " + where + ", and nobody is on record as having looked"
}

// sinceWords say for how long a party that was heard has been silent.
func sinceWords(g Gap) string {
	switch {
	case g.Kind == graph.SilenceNotResearched || g.Kind == graph.SilenceNotFound:
		return ""
	case g.Never():
		return " (it has never said)"
	}
	return fmt.Sprintf(" (silent since %s)", g.Since)
}

// dealWords say how many deals rest on a silence.
func (r *rest) dealWords(g Ranked) string {
	switch {
	case !r.asked(g.Gap):
		return "no deal rests on it, since the settlement does not ask about it"
	case r.Verdict == settle.VerdictBlocked:
		return "no deal rests on it, since none is left"
	case r.deals == nil:
		return "how many deals rest on it cannot be counted"
	case g.Removes.Sign() == 0:
		return "no deal rests on it"
	case g.Removes.Cmp(r.deals) == 0:
		return "every deal rests on it"
	}
	return fmt.Sprintf("%s deals of %s rest on it", settle.Figure(g.Removes), settle.Figure(r.deals))
}

func clashWords(n int) string {
	switch n {
	case 0:
		return "no reply could clash with what another party holds on the issue"
	case 1:
		return "a reply could clash with what one other party holds on the issue"
	}
	return fmt.Sprintf("a reply could clash with what %d other parties hold on the issue", n)
}
