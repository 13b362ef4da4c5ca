package report

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/analysis/settle"
	"parley/graph"
)

// judgement is an outsider's claim that there is no deal, with the answer for the same parties.
type judgement struct {
	*graph.Assessment
	answer *settle.Settlement
}

// judge answers for the parties of every claim made by the view's day that no deal respects their red lines.
func (s *settlement) judge(ctx context.Context, v *graph.View) ([]judgement, error) {
	var list []judgement
	for a := range graph.Referring[*graph.Assessment](v.Snapshot, v.Negotiation.Ref()) {
		claims := a.Claim != nil && a.Claim.Kind == graph.ClaimNoDeal
		if !claims || a.Negotiation != v.Negotiation.Key || a.Date.Earliest() > v.AsOf {
			continue
		}
		asked, err := settle.Question{Parties: a.Claim.Parties}.In(v)
		if err != nil {
			return nil, err
		}
		answer, err := settle.Settle(ctx, asked, s.cache)
		if err != nil {
			return nil, err
		}
		list = append(list, judgement{a, answer})
	}
	slices.SortFunc(list, func(a, b judgement) int {
		return cmp.Or(cmp.Compare(a.Date.Earliest(), b.Date.Earliest()), strings.Compare(a.Key, b.Key))
	})
	return list, nil
}

// outsiders sets outside judgements beside the answer for the parties they are about.
func (r *conflicts) outsiders() {
	if len(r.deal.judgements) == 0 {
		return
	}
	r.heading(3, "Outside judgements")
	r.say("Judgements on record of whether a deal can respect the red lines of some parties, beside Parley’s answer for the same parties in this view. ",
		"They are judgements, which may rest on more than the record: neither proves the other, and none is evidence for a party’s position.")
	r.list(mapped(r.deal.judgements, func(j judgement) Text {
		said := text(strong(r.judgeWords(j.Assessment)+", "+DateWords(j.Date)+":"), " "+stopped(j.Text), r.cite(j.Evidence))
		return text(said, " Parley’s answer for "+JoinAnd(partyNames(r.v, j.Claim.Parties))+": ", strong(string(j.answer.Verdict)+"."), " "+verdictDoc(j.answer.Verdict))
	}))
}

// judgeWords names who judges.
func (r *conflicts) judgeWords(a *graph.Assessment) string {
	var words []string
	if p, ok := graph.Get[*graph.Person](r.v.Snapshot, a.By); ok {
		words = append(words, p.Name)
	}
	if a.Institution != "" {
		words = append(words, a.Institution)
	}
	return strings.Join(words, ", ")
}

func verdictDoc(v settle.Verdict) string {
	for _, value := range v.Values() {
		if value.Word == string(v) {
			return value.Doc
		}
	}
	return ""
}
