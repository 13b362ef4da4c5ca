package schema

import (
	"parley/analysis/conflict"
	"parley/analysis/gap"
	"parley/analysis/settle"
	"parley/graph"
)

func nextQuestionsField() field {
	return field{
		name: "nextQuestions", typ: "NextQuestionList!",
		doc: "What to ask next: which silence, or which doubt about how far a red line reaches, put to whom, would most move the answer. Every reply is supposed, and the answer worked out again; nothing says how likely a reply is.",
		args: []arg{
			{"first", "Int", "How many to list at most: 1 to 500. Default: 5."},
			{"parties", "[String!]", "Whom to ask, by key: the settlement is then between these. Default: the parties that a settlement in the view asks about."},
			budgetArg,
		},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			first, err := c.size("first")
			if err != nil {
				return nil, err
			}
			budget, err := c.budget()
			if err != nil {
				return nil, err
			}
			parties := c.words("parties")
			if err := s.known(graph.KindParty, "parties", parties); err != nil {
				return nil, err
			}
			found, err := gap.Next(c.ctx, s.frame.View, gap.Limits{First: first, Budget: budget, Parties: parties})
			c.whole(err != nil || found.Complete)
			return see(s.lens, found), err
		}),
	}
}

func nextQuestionTypes() []definition {
	type list = gap.Questions
	return []definition{
		enum{"QuestionAbout", "What a question is about.", gap.About("").Values()},
		enum{"ReplyKind", "What a reply to a question says.", gap.ReplyKind("").Values()},
		object{name: "NextQuestionList", doc: "What to ask next, that of which a reply could move most first.", fields: fieldList(
			plain("complete", "Boolean!", "Whether every question was weighed and those listed were worked out: none that is left out ranks above one that is listed.", func(l list) any { return l.Complete }),
			plain("count", "Int!", "How many questions were weighed, listed or not.", func(l list) any { return l.Weighed }),
			plain("explanation", "String!", "What was weighed, in a sentence or two.", func(l list) any { return l.Explanation }),
			field{name: "nodes", typ: "[NextQuestion!]!", doc: "The questions. Those of which some reply changes the verdict come first; then by the most deals that a reply moves; then by the fewest that a refusal does, most first; then words on record before silence; then by how many parties a reply could clash with; then by key. One that no reply makes any difference to is left out.",
				resolve: get(func(s seen[list]) any { return seeAll(s.lens, s.it.List) })},
		)},
		questionType(), replyType(),
	}
}

func questionType() definition {
	type question = gap.Question
	return object{name: "NextQuestion", doc: "Something to ask a party, with what each reply would do.", fields: fieldList(
		plain("about", "QuestionAbout!", "Whether it is about a silence, or about how far a red line reaches.", func(q question) any { return string(q.About) }),
		plain("partyKey", "String!", "The key of the party.", func(q question) any { return q.Party.Key }),
		plain("issueKey", "String!", "The key of the issue; of several that a red line may reach, the first.", func(q question) any { return q.Issues[0].Key }),
		plain("issueKeys", "[String!]!", "The keys of all issues asked about, sorted.", func(q question) any { return issueKeys(q.Issues) }),
		plain("kind", "SilenceKind", "Of which kind the silence is; null where the question is about a red line.", func(q question) any { return opt(string(q.Kind)) }),
		plain("optionKeys", "[String!]!", "The options asked about, by key: those that the party is silent on and some deal has. None where the question is about a red line.", func(q question) any { return optionKeys(q.Options) }),
		keyOf("redLineKey", "The key of the red line whose reach is asked about.", func(q question) graph.Record { return orNone(q.RedLine) }),
		plain("changesVerdict", "Boolean!", "Whether some reply changes the verdict.", func(q question) any { return q.Turns }),
		plain("most", "BigInt!", "How many deals the reply that moves most takes away or brings back.", func(q question) any { return q.Most.String() }),
		plain("least", "BigInt!", "How many the refusal that moves least does.", func(q question) any { return q.Least.String() }),
		plain("explanation", "String!", "The question, with what the weightiest reply would do.", func(q question) any { return q.Explanation }),
		field{name: "party", typ: "Party!", doc: "The party.", resolve: get(func(s seen[question]) any { return see(s.lens, s.it.Party) })},
		field{name: "issues", typ: "[Issue!]!", doc: "The issues asked about, by key.", resolve: get(func(s seen[question]) any { return seeIssues(s.lens, s.it.Issues) })},
		field{name: "options", typ: "[Option!]!", doc: "The options asked about.",
			resolve: get(func(s seen[question]) any { return optionsIn(s.lens, s.it.Issues[0], s.it.Options) })},
		linkOf("redLine", "RedLine", "The red line whose reach is asked about.", func(q question) graph.Record { return orNone(q.RedLine) }),
		field{name: "to", typ: "[Office!]!", doc: "Whom to ask: who can bind the party on the day of the view; failing that, who speaks for it. By person.", resolve: get(func(s seen[question]) any {
			list := []officeOf{}
			for _, v := range s.it.To {
				list = append(list, officeOf{v.Office, v.Person.Key})
			}
			return seeAll(s.lens, list)
		})},
		field{name: "replies", typ: "[QuestionReply!]!", doc: "What the party may say. That it does not answer changes nothing.",
			resolve: get(func(s seen[question]) any { return repliesOf(s) })},
	)}
}

// replyTo is a reply with the issue of its options.
type replyTo struct {
	gap.Reply
	issue *graph.IssueView
}

func repliesOf(s seen[gap.Question]) []seen[replyTo] {
	var list []replyTo
	for _, r := range s.it.Replies {
		list = append(list, replyTo{r, s.it.Issues[0]})
	}
	return seeAll(s.lens, list)
}

func replyType() definition {
	return object{name: "QuestionReply", doc: "What a party may say to a question, and what the answer would be if it did. Nothing of it is on record.", fields: fieldList(
		plain("reply", "ReplyKind!", "What it says.", func(r replyTo) any { return string(r.Kind) }),
		plain("optionKeys", "[String!]!", "The options that it names, by key.", func(r replyTo) any { return optionKeys(r.Options) }),
		field{name: "options", typ: "[Option!]!", doc: "The options that it names.",
			resolve: get(func(s seen[replyTo]) any { return optionsIn(s.lens, s.it.issue, s.it.Options) })},
		field{name: "covers", typ: "[Pattern!]!", doc: "What it says that the red line covers beyond its clear words.",
			resolve: get(func(s seen[replyTo]) any { return seeAll(s.lens, s.it.Patterns) })},
		plain("verdict", "Verdict!", "The verdict there would be.", func(r replyTo) any { return string(r.After.Verdict) }),
		plain("dealCount", "BigInt!", "How many deals there would be.", func(r replyTo) any { return r.Deals.String() }),
		plain("answersShort", "Int", "How many answers the deal that rests on least silence would still lack: 0 if OPEN, null if BLOCKED.", func(r replyTo) any {
			if r.Short < 0 {
				return nil
			}
			return r.Short
		}),
		plain("coresOpenedCount", "Int!", "How many cores there would be and are not.", func(r replyTo) any { return len(r.CoresOpened) }),
		plain("conflictsOpenedCount", "Int!", "How many conflicts there would be and are not.", func(r replyTo) any { return len(r.ConflictsOpened) }),
		plain("complete", "Boolean!", "Whether all of those are known.", func(r replyTo) any { return r.Complete }),
		plain("explanation", "String!", "What would be, in one sentence.", func(r replyTo) any { return r.Explanation }),
		field{name: "coresOpened", typ: "[Core!]!", doc: "The cores there would be and are not, smallest first.", resolve: get(func(s seen[replyTo]) any {
			return coresUnder(s)
		})},
		field{name: "conflictsOpened", typ: "[Conflict!]!", doc: "The conflicts there would be and are not, gravest first.", resolve: get(func(s seen[replyTo]) any {
			return conflictsUnder(s)
		})},
	)}
}

// under is the lens through which a reply is seen as given, in a view of it.
func (s seen[T]) under(v *graph.View) *lens {
	in := *s.lens
	in.snap = v.Snapshot
	return &in
}

func coresUnder(s seen[replyTo]) []seen[settle.Core] {
	return seeCores(s.under(s.it.View), s.it.After, s.it.CoresOpened)
}

func conflictsUnder(s seen[replyTo]) []seen[*conflict.Conflict] {
	return seeAll(s.under(s.it.View).into(newFrame(s.it.View)), s.it.ConflictsOpened)
}
