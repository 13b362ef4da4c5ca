package schema

import (
	"strings"

	"parley/analysis/claim"
	"parley/analysis/settle"
	"parley/graph"
)

// assessmentTypes are outside judgements, with Parley's own answer beside what it can check.
func assessmentTypes() []definition {
	judged := docs[graph.Assessment]()
	type assessment = *graph.Assessment
	return []definition{
		connection{of: "Assessment", doc: "assessments, by date, then key."},
		object{name: "Assessment", node: true, doc: "An outsider's judgement, shown beside Parley's own answers and never counted as evidence for a party's position.", fields: fieldList(
			idField[assessment](), keyField[assessment](judged("key")),
			plain("negotiationKey", "String!", "The key of the case it is about.", func(a assessment) any { return a.Negotiation }),
			refFields[assessment, *graph.Person]("by", "Person", judged("by"), func(a assessment) string { return a.By }),
			plain("institution", "String", judged("institution"), func(a assessment) any { return opt(a.Institution) }),
			field{name: "about", typ: "[Node!]!", doc: "The records it is about.", resolve: get(func(s seen[assessment]) any {
				list := []any{}
				for _, text := range s.it.About {
					if ref, err := graph.ParseRef(text); err == nil {
						if r, ok := s.snap.Record(ref); ok {
							list = append(list, seeRecord(s.lens, r))
						}
					}
				}
				return list
			})},
			plain("date", "Date!", judged("date"), func(a assessment) any { return a.Date }),
			plain("text", "String!", judged("text"), func(a assessment) any { return a.Text }),
			field{name: "claim", typ: "Claim", doc: judged("claim"), resolve: get(func(s seen[assessment]) any {
				if s.it.Claim == nil {
					return nil
				}
				return see(s.lens, claimed{*s.it.Claim, s.it})
			})},
			evidenceField(judged("evidence"), func(a assessment) []string { return a.Evidence }),
			historyField[assessment](),
		)},
		claimType(), claimAnswerType(),
		enum{"ClaimAgreement", "How Parley's own answer stands to a claim.", claim.Agreement("").Values()},
	}
}

// claimed is what an assessment claims.
type claimed struct {
	graph.Claim
	of *graph.Assessment
}

func claimType() definition {
	said := docs[graph.Claim]()
	return object{name: "Claim", doc: "An assertion that Parley can set its own answer beside. Neither proves the other.", fields: fieldList(
		plain("kind", "ClaimKind!", said("kind"), func(c claimed) any { return string(c.Kind) }),
		field{name: "parties", typ: "[Party!]!", doc: said("parties"), resolve: get(func(s seen[claimed]) any {
			return records[*graph.Party](s.lens, s.it.Parties)
		})},
		plain("partyKeys", "[String!]!", "The keys of the parties.", func(c claimed) any { return c.Parties }),
		refFields[claimed, *graph.Issue]("issue", "Issue", said("issue"), func(c claimed) string { return c.Issue }),
		refFields[claimed, *graph.Proposal]("proposal", "Proposal", said("proposal"), func(c claimed) string { return c.Proposal }),
		field{name: "answers", typ: "[ClaimAnswer!]!", doc: "Parley's own answer on the day the assessment was made and, where that is another, on the day of the view; on each under the narrow and the broad reading of red lines.",
			resolve: with(func(c *call, s seen[claimed]) (any, error) {
				f, err := s.within(s.it.of.Negotiation)
				if err != nil {
					return nil, err
				}
				list, err := claim.CheckAll(c.ctx, f.View, s.it.of, c.api.settle)
				return seeAll(s.into(f), list), err
			})},
		field{name: "holds", typ: "Boolean", doc: "Whether Parley's own answer, in the view the assessment is seen in, agrees: true if it does, false if it disagrees, null if it cannot tell.",
			resolve: with(func(c *call, s seen[claimed]) (any, error) {
				f, err := s.within(s.it.of.Negotiation)
				if err != nil {
					return nil, err
				}
				answer, err := claim.Check(c.ctx, f.View, s.it.Claim, c.api.settle)
				if err != nil || answer.Agreement == claim.CannotTell {
					return nil, err
				}
				return answer.Agreement == claim.Agrees, nil
			})},
		field{name: "settlement", typ: "Settlement!", doc: "Whether a deal respects the red lines of these parties, in the view the assessment is seen in.",
			resolve: with(func(c *call, s seen[claimed]) (any, error) {
				f, err := s.within(s.it.of.Negotiation)
				if err != nil {
					return nil, err
				}
				return s.settlement(c.ctx, f, settle.Question{Parties: s.it.Parties}, "claimed of "+strings.Join(s.it.Parties, " "))
			})},
	)}
}

func claimAnswerType() definition {
	type answer = *claim.Answer
	return object{name: "ClaimAnswer", doc: "Parley's own answer to a claim, on one day and reading.", fields: fieldList(
		plain("asOf", "Date!", "The day it is about.", func(a answer) any { return a.AsOf }),
		plain("reading", "Reading!", "How far red lines are taken to reach.", func(a answer) any { return string(a.Reading) }),
		plain("agreement", "ClaimAgreement!", "How it stands to the claim.", func(a answer) any { return string(a.Agreement) }),
		plain("verdict", "Verdict", "For claims about deals: the verdict on the parties' red lines.", func(a answer) any { return opt(string(a.Verdict)) }),
		plain("explanation", "String!", "In one sentence.", func(a answer) any { return a.Explanation }),
		plain("basis", "String!", "What it is relative to, in one sentence.", func(a answer) any { return a.Basis }),
		field{name: "records", typ: "[Node!]!", doc: "The records it rests on, by kind and key; none, where it rests on what is lacking.",
			resolve: get(func(s seen[answer]) any { return seeRecords(s.lens, s.it.Records) })},
		plain("recordKeys", "[String!]!", "Their keys alone, each as kind/key.", func(a answer) any { return refsOf(a.Records) }),
	)}
}

func refsOf(list []graph.Record) []string {
	refs := []string{}
	for _, r := range list {
		refs = append(refs, r.Ref().String())
	}
	return refs
}
