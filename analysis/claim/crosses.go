package claim

import (
	"parley/analysis/settle"
	"parley/graph"
)

// crosses answers whether a proposal crosses a red line of each of the parties.
func (q *question) crosses(a *Answer) error {
	a.Agreement, a.Basis = CannotTell, OnRedLines
	p, ok := graph.Get[*graph.Proposal](q.Snapshot, q.claim.Proposal)
	if !ok || q.Snapshot.NegotiationOf(p) != q.Negotiation.Key {
		a.Explanation = "The proposal " + q.claim.Proposal + " is not on record in this negotiation."
		return nil
	}
	if p.Date.Earliest() > q.AsOf {
		a.Explanation = quoted(p.Title) + " was not tabled yet."
		return nil
	}
	j, err := settle.Judge(q.ctx, q.View, p)
	if err != nil {
		return err
	}
	if !j.Possible {
		a.Explanation = quoted(p.Title) + " cannot be judged: " + j.Impossible
		return nil
	}
	q.sum(a, p, j)
	return nil
}

// sum tells of each party whether one of its lines is crossed, all are respected, or neither is sure.
func (q *question) sum(a *Answer, p *graph.Proposal, j *settle.Judgement) {
	var crossed, spared, open []*graph.Party
	for _, party := range q.Parties {
		switch by := outcomes(party, j); {
		case len(by[settle.Crossed]) > 0:
			crossed = append(crossed, party)
			a.Records = append(a.Records, by[settle.Crossed]...)
		case len(by[settle.Open]) == 0 && len(by[settle.Respected]) > 0:
			spared = append(spared, party)
		default:
			open = append(open, party)
		}
	}
	a.Records = ordered(a.Records)
	text := quoted(p.Title)
	switch {
	case len(spared) > 0:
		a.Agreement = Disagrees
		a.Explanation = text + " respects every recorded red line of " + names(spared, "and") + "."
	case len(open) > 0:
		a.Explanation = text + " crosses no red line of " + names(open, "or") + " for sure: it leaves some open, or none is on record."
	default:
		a.Agreement = Agrees
		a.Explanation = text + " crosses a recorded red line of " + names(crossed, "and") + "."
	}
}

// outcomes lists the party's red lines by what the text does to them.
func outcomes(party *graph.Party, j *settle.Judgement) map[settle.Outcome][]graph.Record {
	by := map[settle.Outcome][]graph.Record{}
	for _, v := range j.Verdicts {
		if v.Line.Party == party.Key {
			by[v.Outcome] = append(by[v.Outcome], v.Line)
		}
	}
	return by
}
