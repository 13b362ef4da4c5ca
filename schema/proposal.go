package schema

import (
	"cmp"
	"slices"
	"strings"

	"parley/analysis/settle"
	"parley/graph"
)

type proposal = *graph.Proposal

func proposalTypes() []definition {
	return []definition{
		connection{of: "Proposal", doc: "proposals, by date, then key."},
		object{name: "Proposal", node: true, doc: "A package somebody tabled, clause by clause.", fields: proposalFields()},
		provisionType(), responseType(), verdictType(), receptionType(),
		object{name: "UnmetDemand", doc: "What a party demands on an issue, all its demands united, where the text does not meet it, or not surely. It is not a crossed line.", fields: fieldList(
			field{name: "positions", typ: "[Position!]!", doc: "The demands, by key.", resolve: get(func(s seen[settle.Unmet]) any { return seeAll(s.lens, s.it.Positions) })},
			field{name: "issue", typ: "Issue!", doc: "The issue.", resolve: get(func(s seen[settle.Unmet]) any { return see(s.lens, s.it.Issue.Issue) })},
			field{name: "demanded", typ: "[Option!]!", doc: "What the party demands on the issue, any of it.", resolve: get(func(s seen[settle.Unmet]) any {
				return optionsIn(s.lens, s.it.Issue, s.it.Demanded)
			})},
			plain("issueKey", "String!", "The key of the issue.", func(u settle.Unmet) any { return u.Issue.Key }),
			plain("partly", "Boolean!", "Whether the text leaves some of what is demanded, and other options also.", func(u settle.Unmet) any { return u.Partly }),
			field{name: "chosen", typ: "[Option!]!", doc: "What the text leaves on the issue.", resolve: get(func(s seen[settle.Unmet]) any {
				return optionsIn(s.lens, s.it.Issue, s.it.Chosen)
			})},
		)},
		object{name: "SilentOption", doc: "An option the text chooses, where nothing on record says how the party stands to it. Nothing follows from that.", fields: fieldList(
			field{name: "option", typ: "Option!", doc: "The option.", resolve: get(func(s seen[settle.SilentCell]) any {
				return see(s.lens, option{s.it.Option, s.it.Issue.Issue})
			})},
			plain("issueKey", "String!", "The key of the issue.", func(c settle.SilentCell) any { return c.Issue.Key }),
			plain("optionKey", "String!", "The key of the option.", func(c settle.SilentCell) any { return c.Option.Key }),
			plain("kind", "SilenceKind!", "Of which kind the silence is.", func(c settle.SilentCell) any { return string(c.Kind) }),
		)},
	}
}

func proposalFields() []field {
	doc := docs[graph.Proposal]()
	return fieldList(
		idField[proposal](), keyField[proposal](doc("key")),
		plain("title", "String!", doc("title"), func(p proposal) any { return p.Title }),
		plain("date", "Date!", doc("date"), func(p proposal) any { return p.Date }),
		field{name: "negotiation", typ: "Negotiation", doc: "The case it belongs to.", resolve: with(func(_ *call, s seen[proposal]) (any, error) {
			return s.negotiation(s.snap.NegotiationOf(s.it))
		})},
		field{name: "by", typ: "[Party!]!", doc: doc("by"), resolve: get(func(s seen[proposal]) any { return records[*graph.Party](s.lens, s.it.By) })},
		plain("byKeys", "[String!]!", "The keys of those who tabled it.", func(p proposal) any { return p.By }),
		field{name: "addressees", typ: "[Party!]!", doc: doc("addressees"),
			resolve: get(func(s seen[proposal]) any { return records[*graph.Party](s.lens, s.it.Addressees) })},
		plain("status", "ProposalStatus!", doc("status"), func(p proposal) any { return string(p.Status) }),
		refFields[proposal, proposal]("supersedes", "Proposal", doc("supersedes"), func(p proposal) string { return p.Supersedes }),
		field{name: "provisions", typ: "[Provision!]!", doc: doc("provisions"),
			resolve: get(func(s seen[proposal]) any { return seeAll(s.lens, allProvisions(s.it)) })},
		field{name: "responses", typ: "[Response!]!", doc: "What parties had answered by the day of the view, by date, party and key.",
			resolve: get(func(s seen[proposal]) any { return seeAll(s.lens, responses(s)) })},
		field{name: "possible", typ: "Boolean!", doc: "Whether some way to complete the text obeys the rules. If none does, it is judged against no red line.",
			resolve: judged(func(s seen[proposal], j *settle.Judgement) any { return j.Possible })},
		field{name: "impossible", typ: "String", doc: "What in the text cannot stand together, in a sentence; null if it is possible.",
			resolve: judged(func(s seen[proposal], j *settle.Judgement) any { return opt(j.Impossible) })},
		verdictsField(),
		field{name: "reception", typ: "[PartyReception!]!", doc: "How the text stands to each party of the view, by key.",
			resolve: judged(func(s seen[proposal], j *settle.Judgement) any {
				return seeAll(s.lens, about(s.it, j.Reception))
			})},
		amendmentFields(),
		evidenceField(doc("evidence"), func(p proposal) []string { return p.Evidence }),
		plain("note", "String", doc("note"), func(p proposal) any { return opt(p.Note) }),
		historyField[proposal](),
	)
}

// on is something said about a proposal.
type on[T any] struct {
	proposal proposal
	it       T
}

func about[T any](p proposal, list []T) []on[T] {
	out := make([]on[T], 0, len(list))
	for _, it := range list {
		out = append(out, on[T]{p, it})
	}
	return out
}

// judged resolves a field from the judgement of a proposal in its view.
func judged(read func(seen[proposal], *settle.Judgement) any) resolver {
	return with(func(c *call, s seen[proposal]) (any, error) {
		j, err := s.judgement(c)
		if err != nil {
			return nil, err
		}
		return read(s, j), nil
	})
}

func (s seen[T]) judgement(c *call) (*settle.Judgement, error) {
	f, err := s.home()
	if err != nil {
		return nil, err
	}
	return f.Judgement(c.ctx, any(s.it).(proposal))
}

func verdictsField() field {
	return field{
		name: "verdicts", typ: "[RedLineVerdict!]!", doc: "What the text does to each red line in force in the view, by party, then key. Empty where the text is impossible.",
		args: []arg{
			{"outcome", "[Outcome!]", "Only these outcomes."},
			{"parties", "[String!]", "Only red lines of these parties, by key."},
		},
		resolve: with(func(c *call, s seen[proposal]) (any, error) {
			outcomes, parties := c.words("outcome"), c.words("parties")
			if err := s.known(graph.KindParty, "parties", parties); err != nil {
				return nil, err
			}
			j, err := s.judgement(c)
			if err != nil {
				return nil, err
			}
			list := slices.DeleteFunc(slices.Clone(j.Verdicts), func(v settle.LineVerdict) bool {
				return !admits(outcomes, string(v.Outcome)) || !admits(parties, v.Line.Party)
			})
			return seeAll(s.lens, about(s.it, list)), nil
		}),
	}
}

func verdictType() definition {
	type verdict = on[settle.LineVerdict]
	return object{name: "RedLineVerdict", doc: "What a proposal does to one red line.", fields: fieldList(
		field{name: "redLine", typ: "RedLine!", doc: "The red line.", resolve: get(func(s seen[verdict]) any { return see(s.lens, s.it.it.Line) })},
		plain("redLineKey", "String!", "The key of the red line.", func(v verdict) any { return v.it.Line.Key }),
		plain("partyKey", "String!", "The key of the party whose line it is.", func(v verdict) any { return v.it.Line.Party }),
		plain("outcome", "Outcome!", "Crossed, respected or open.", func(v verdict) any { return string(v.it.Outcome) }),
		plain("cause", "OpenCause", "Why it is open; null for the other outcomes.", func(v verdict) any { return opt(string(v.it.Cause)) }),
		field{name: "provisions", typ: "[Provision!]!", doc: "The clauses that bear on it.", resolve: get(func(s seen[verdict]) any {
			return seeAll(s.lens, provisions(s.it.proposal, s.it.it.Provisions))
		})},
		plain("explanation", "String!", "Why, in a sentence or two.", func(v verdict) any { return v.it.Explanation }),
	)}
}

func receptionType() definition {
	type reception = on[settle.Reception]
	return object{name: "PartyReception", doc: "How a text stands to one party: what it answered, and what the record says of it.", fields: fieldList(
		field{name: "party", typ: "Party!", doc: "The party.", resolve: get(func(s seen[reception]) any { return see(s.lens, s.it.it.Party) })},
		plain("partyKey", "String!", "The party's key.", func(r reception) any { return r.it.Party.Key }),
		plain("answer", "Answer", "Its latest answer; null if it gave none.", func(r reception) any {
			if r.it.Response == nil {
				return nil
			}
			return string(r.it.Response.Answer)
		}),
		field{name: "response", typ: "Response", doc: "Its latest answer, with date and evidence; null if it gave none.",
			resolve: get(func(s seen[reception]) any {
				if s.it.it.Response == nil {
					return nil
				}
				return see(s.lens, s.it.it.Response)
			})},
		plain("crossedCount", "Int!", "How many of its red lines the text crosses.", func(r reception) any { return len(r.it.Crossed) }),
		plain("openCount", "Int!", "How many of its red lines the text leaves open.", func(r reception) any { return len(r.it.Open) }),
		plain("unmetCount", "Int!", "On how many issues the text does not meet its demands, or not surely.", func(r reception) any { return len(r.it.Unmet) }),
		plain("silentCount", "Int!", "Toward how many of the options chosen it is silent.", func(r reception) any { return len(r.it.Silent) }),
		field{name: "crossed", typ: "[RedLine!]!", doc: "Its red lines that the text crosses, by key.",
			resolve: get(func(s seen[reception]) any { return seeAll(s.lens, s.it.it.Crossed) })},
		field{name: "open", typ: "[RedLine!]!", doc: "Its red lines that the text leaves open, by key.",
			resolve: get(func(s seen[reception]) any { return seeAll(s.lens, s.it.it.Open) })},
		field{name: "unmet", typ: "[UnmetDemand!]!", doc: "Its demands that the text does not meet, by issue.",
			resolve: get(func(s seen[reception]) any { return seeAll(s.lens, s.it.it.Unmet) })},
		field{name: "untouched", typ: "[Position!]!", doc: "Its demands on issues the text leaves open: neither met nor missed. By issue and key.",
			resolve: get(func(s seen[reception]) any { return seeAll(s.lens, s.it.it.Untouched) })},
		field{name: "silent", typ: "[SilentOption!]!", doc: "The options chosen toward which it is silent, by issue.",
			resolve: get(func(s seen[reception]) any { return seeAll(s.lens, s.it.it.Silent) })},
		plain("explanation", "String!", "In a few sentences.", func(r reception) any { return r.it.Explanation }),
	)}
}

// provision is one clause of a proposal.
type provision struct {
	of proposal
	n  int
}

func (p provision) clause() graph.Provision { return p.of.Provisions[p.n] }

// provisions are the clauses of a proposal at the places given.
func provisions(p proposal, places []int) []provision {
	list := make([]provision, 0, len(places))
	for _, n := range places {
		list = append(list, provision{p, n})
	}
	return list
}

// allProvisions are the clauses of a proposal, in the order of the text.
func allProvisions(p proposal) []provision {
	list := make([]provision, 0, len(p.Provisions))
	for n := range p.Provisions {
		list = append(list, provision{p, n})
	}
	return list
}

func provisionType() definition {
	doc := docs[graph.Provision]()
	return object{name: "Provision", node: true, doc: "One clause of a proposal. Without an issue, or without options, it leaves the matter open or lies outside the issues.", fields: fieldList(
		plain("id", "ID!", idDoc, func(p provision) any { return p.of.ProvisionID(p.n).String() }),
		field{name: "proposal", typ: "Proposal!", doc: "The proposal it is a clause of.",
			resolve: get(func(s seen[provision]) any { return see(s.lens, s.it.of) })},
		plain("clause", "String", doc("clause"), func(p provision) any { return opt(p.clause().Clause) }),
		refFields[provision, *graph.Issue]("issue", "Issue", doc("issue"), func(p provision) string { return p.clause().Issue }),
		field{name: "options", typ: "[Option!]!", doc: doc("options"), resolve: with(func(_ *call, s seen[provision]) (any, error) {
			return s.chosen(s.it.clause().Issue, s.it.clause().Options)
		})},
		plain("optionKeys", "[String!]!", "The options it chooses, as the record words them.", func(p provision) any { return p.clause().Options }),
		plain("text", "String!", doc("text"), func(p provision) any { return p.clause().Text }),
		field{name: "condition", typ: "[Pattern!]", doc: doc("condition"),
			resolve: get(func(s seen[provision]) any { return conditionOf(s.lens, s.it.clause().Condition) })},
		evidenceField(doc("evidence"), func(p provision) []string { return p.clause().Evidence }),
	)}
}

func responseType() definition {
	doc := docs[graph.Response]()
	type response = *graph.Response
	return object{name: "Response", node: true, doc: "A party's answer to a proposal.", fields: fieldList(
		idField[response](), keyField[response](doc("key")),
		refFields[response, proposal]("proposal", "Proposal!", doc("proposal"), func(r response) string { return r.Proposal }),
		partyFields("party", "Party!", doc("party"), func(r response) string { return r.Party }),
		plain("answer", "Answer!", doc("answer"), func(r response) any { return string(r.Answer) }),
		plain("date", "Date", doc("date"), func(r response) any { return r.Date }),
		evidenceField(doc("evidence"), func(r response) []string { return r.Evidence }),
		plain("note", "String", doc("note"), func(r response) any { return opt(r.Note) }),
		historyField[response](),
	)}
}

// responses lists the answers to a proposal given by the day of the view.
func responses(s seen[proposal]) []*graph.Response {
	var list []*graph.Response
	for r := range graph.Referring[*graph.Response](s.snap, s.it.Ref()) {
		if r.Date.Earliest() <= s.asOf {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b *graph.Response) int {
		return cmp.Or(cmp.Compare(a.Date.Earliest(), b.Date.Earliest()), strings.Compare(a.Party, b.Party), strings.Compare(a.Key, b.Key))
	})
	return list
}

// optionsIn shows options of an issue.
func optionsIn(l *lens, i *graph.IssueView, list []graph.Option) []seen[option] {
	out := make([]seen[option], 0, len(list))
	for _, o := range list {
		out = append(out, see(l, option{o, i.Issue}))
	}
	return out
}
