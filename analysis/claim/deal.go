package claim

import (
	"parley/analysis/settle"
	"parley/graph"
)

// OnRedLines is what answers about red lines are relative to.
const OnRedLines = "This is relative to recorded red lines and rules."

// deal answers whether some deal respects the red lines of the parties.
func (q *question) deal(a *Answer) error {
	s, err := settle.Settle(q.ctx, q.View, q.cache)
	if err != nil {
		return err
	}
	a.Verdict, a.Basis = s.Verdict, OnRedLines
	whose := names(q.Parties, "or")
	switch s.Verdict {
	case settle.VerdictBlocked:
		a.Agreement = agreeIf(q.claim.Kind == graph.ClaimNoDeal)
		a.Explanation = "Every package crosses a recorded red line of " + whose + ", or a rule."
		return q.core(a, s)
	case settle.VerdictOpen:
		a.Agreement = agreeIf(q.claim.Kind == graph.ClaimDeal)
		a.Explanation = "Some package crosses no recorded red line of " + whose + ", and rests on the silence of none of them."
	default:
		a.Agreement = CannotTell
		a.Explanation = "Packages remain that cross no recorded red line of " + whose + ", but each rests on the silence of one of them."
	}
	return nil
}

func agreeIf(yes bool) Agreement {
	if yes {
		return Agrees
	}
	return Disagrees
}

// core names the red lines of the first core, and the rules that take part.
func (q *question) core(a *Answer, s *settle.Settlement) error {
	found, err := s.Cores(q.ctx, 1, 0)
	for _, c := range found.Cores {
		for _, r := range c.RedLines {
			a.Records = append(a.Records, r)
		}
		for _, r := range c.Rules {
			a.Records = append(a.Records, r)
		}
	}
	a.Records = ordered(a.Records)
	return err
}
