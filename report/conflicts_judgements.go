package report

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/analysis/claim"
	"parley/graph"
)

// judgement is an outsider's claim with Parley's answers to it.
type judgement struct {
	*graph.Assessment
	answers []*claim.Answer
}

// checkClaims answers every claim made by the view's day that can be checked.
func (r *conflicts) checkClaims(ctx context.Context) error {
	for a := range graph.Referring[*graph.Assessment](r.v.Snapshot, r.v.Negotiation.Ref()) {
		if a.Claim == nil || a.Negotiation != r.v.Negotiation.Key || claim.Made(a) > r.v.AsOf {
			continue
		}
		answers, err := claim.CheckAll(ctx, r.v, a, r.deal.cache)
		if err != nil {
			return err
		}
		r.judgements = append(r.judgements, judgement{a, answers})
	}
	slices.SortFunc(r.judgements, func(a, b judgement) int {
		return cmp.Or(cmp.Compare(claim.Made(a.Assessment), claim.Made(b.Assessment)), strings.Compare(a.Key, b.Key))
	})
	return nil
}

// outsiders sets outside judgements beside the answers for the parties they are about.
func (r *conflicts) outsiders() {
	if len(r.judgements) == 0 {
		return
	}
	r.heading(3, "Outside judgements")
	r.say("Judgements on record that can be checked, beside Parley’s answer for the parties they are about: for the day of the judgement and that of this report, ",
		"on a narrow and on a broad reading of red lines. They are judgements, which may rest on more than the record: neither proves the other, and none is evidence for a party’s position.")
	r.list(mapped(r.judgements, func(j judgement) Text {
		said := text(strong(r.judgeWords(j.Assessment)+", "+DateWords(j.Date)+":"), " "+stopped(j.Text), r.cite(j.Evidence))
		return text(said, " Parley’s answer for "+JoinAnd(partyNames(r.v, j.Claim.Parties))+":", r.answerWords(j.answers), " "+j.answers[len(j.answers)-1].Basis)
	}))
}

// answerWords tells the answers, those alike once, with what they rest on.
func (r *conflicts) answerWords(answers []*claim.Answer) Text {
	var t Text
	for len(answers) > 0 {
		var alike, others []*claim.Answer
		for _, a := range answers {
			if a.Agreement == answers[0].Agreement && a.Explanation == answers[0].Explanation {
				alike = append(alike, a)
			} else {
				others = append(others, a)
			}
		}
		t, answers = text(t, " ", r.outcome(alike)), others
	}
	return t
}

// outcome tells one answer, given for some days and readings.
func (r *conflicts) outcome(alike []*claim.Answer) Text {
	a := alike[0]
	words := strings.ReplaceAll(string(a.Agreement), "-", " ")
	if a.Verdict != "" {
		words += " (" + string(a.Verdict) + ")"
	}
	when := mapped(alike, func(a *claim.Answer) string { return DayWords(a.AsOf) + " on the " + string(a.Reading) + " reading" })
	t := text(Sentence(JoinAnd(when))+": ", strong(words+"."), " "+a.Explanation)
	held := slices.DeleteFunc(slices.Clone(a.Records), func(rec graph.Record) bool { return ownerOf(rec) == "" })
	if len(held) == 0 {
		return t
	}
	return text(t, r.behind(held...))
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
