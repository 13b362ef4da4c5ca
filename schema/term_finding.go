package schema

import (
	"parley/analysis/change"
	"parley/analysis/claim"
	vocabulary "parley/analysis/term"
	"parley/graph"
)

func termFindingType() definition {
	type finding = *vocabulary.Finding
	return object{name: "TermFinding", doc: "What hangs on the sense in which a term is taken, for the parties the view is narrowed to, else the principals.", fields: fieldList(
		plain("explanation", "String!", "In a few sentences.", func(f finding) any { return f.Explanation }),
		plain("basis", "String!", "What the verdicts are relative to.", func(finding) any { return claim.OnRedLines }),
		recordFields("parties", "partyKeys", "[Party!]!", "Those asked about, by key.", func(f finding) []*graph.Party { return f.Parties }),
		plain("narrow", "Verdict!", "The verdict while the term stays open, on the narrow reading of red lines.", func(f finding) any { return string(f.Open.Narrow) }),
		plain("broad", "Verdict!", "The same on the broad reading.", func(f finding) any { return string(f.Open.Broad) }),
		field{name: "senses", typ: "[SettledSense!]!", doc: "What comes of settling the term in each of its senses, in the order of the record: from narrow to broad.",
			resolve: get(func(s seen[finding]) any { return seeAll(s.lens, s.it.Senses) })},
		field{name: "onlyWhileOpen", typ: "[OpenAgreement!]!", doc: "Agreement that holds only while the term stays open: of all parties asked about first, then of every two, by key.",
			resolve: get(func(s seen[finding]) any { return seeAll(s.lens, s.it.Agreements) })},
		field{name: "texts", typ: "[OpenText!]!", doc: "The proposals tabled by the day of the view that leave the term open, by date, then key.",
			resolve: get(func(s seen[finding]) any { return seeAll(s.lens, s.it.Texts) })},
	)}
}

func settledSenseType() definition {
	type sense = vocabulary.Settled
	verdict := func(pick func(vocabulary.Verdicts) any) func(sense) any {
		return func(s sense) any {
			if s.Unjudged != "" {
				return nil
			}
			return pick(s.Verdicts)
		}
	}
	return object{name: "SettledSense", doc: "What comes of settling a term in one sense.", fields: fieldList(
		plain("senseKey", "String!", "The key of the sense.", func(s sense) any { return s.Key }),
		plain("label", "String!", "The sense in a few words.", func(s sense) any { return s.Label }),
		plain("unjudged", "String", "Why nothing can be told of it in this view; null where something can.", func(s sense) any { return opt(s.Unjudged) }),
		plain("impossible", "Boolean!", "Whether the rules alone leave nothing in this sense.", func(s sense) any { return s.Impossible }),
		plain("narrow", "Verdict", "The verdict with the term settled so, on the narrow reading of red lines.", verdict(func(v vocabulary.Verdicts) any { return string(v.Narrow) })),
		plain("broad", "Verdict", "The same on the broad reading.", verdict(func(v vocabulary.Verdicts) any { return string(v.Broad) })),
		field{name: "stands", typ: "[SenseStand!]!", doc: "Where each party asked about stands to it, by key; none, where it cannot be judged or is impossible.",
			resolve: get(func(s seen[sense]) any { return seeAll(s.lens, s.it.Stands) })},
	)}
}

func openAgreementType() definition {
	type agreement = vocabulary.Agreement
	return object{name: "OpenAgreement", doc: "Parties each of which accepts some sense of a term, and which accept the same in none.", fields: fieldList(
		recordFields("parties", "partyKeys", "[Party!]!", "The parties, by key.", func(a agreement) []*graph.Party { return a.Parties }),
		plain("all", "Boolean!", "Whether they are all the parties asked about.", func(a agreement) any { return a.All }),
		plain("explanation", "String!", "Who accepts which sense, and what each sense meets with.", func(a agreement) any { return a.Explanation }),
		plain("accepts", "[SenseAcceptance!]!", "Which senses each accepts, by party.", func(a agreement) any { return a.Accepts }),
	)}
}

func openTextType() definition {
	return object{name: "OpenText", doc: "A proposal that leaves a term open: what it leaves on an issue falls partly under one sense and partly under another, because it names several options there, or speaks of the term and names none.", fields: fieldList(
		recordField("proposal", "proposalKey", "Proposal!", "The proposal.", func(t vocabulary.Text) *graph.Proposal { return t.Proposal }),
		field{name: "leaves", typ: "[TextLeaves!]!", doc: "What it leaves open, by issue.", resolve: get(func(s seen[vocabulary.Text]) any {
			list := []seen[textLeaves]{}
			for _, l := range s.it.Leaves {
				list = append(list, see(s.lens, textLeaves{l, s.it.Proposal}))
			}
			return list
		})},
		field{name: "lines", typ: "[LineBySense!]!", doc: "The red lines of the parties asked about whose fate hangs on the sense, by party, then key.",
			resolve: get(func(s seen[vocabulary.Text]) any { return seeAll(s.lens, s.it.Lines) })},
		plain("impossibleKeys", "[String!]!", "The keys of the senses that the rest of the text and the rules leave no room for.", func(t vocabulary.Text) any { return senseKeys(t.Impossible) }),
	)}
}

// textLeaves is what a proposal leaves on an issue.
type textLeaves struct {
	vocabulary.Leaves
	of *graph.Proposal
}

// termPartTypes are the parts of a finding's answers.
func termPartTypes() []definition {
	return []definition{
		object{name: "SenseAcceptance", doc: "The senses in which a party accepts a term.", fields: []field{
			own("partyKey", "String!", "The key of the party.", func(a vocabulary.Acceptance) any { return a.Party.Key }),
			own("senseKeys", "[String!]!", "The keys of the senses, in the order of the record.", func(a vocabulary.Acceptance) any { return senseKeys(a.Senses) }),
		}},
		object{name: "TextLeaves", doc: "What a text leaves on an issue of a term.", fields: fieldList(
			plain("issueKey", "String!", "The key of the issue.", func(l textLeaves) any { return l.Issue.Key }),
			field{name: "issue", typ: "Issue!", doc: "The issue.", resolve: get(func(s seen[textLeaves]) any { return see(s.lens, s.it.Issue.Issue) })},
			field{name: "options", typ: "[Option!]!", doc: "The options it names; none, where it speaks of the term and names none.",
				resolve: get(func(s seen[textLeaves]) any { return optionsIn(s.lens, s.it.Issue, s.it.Options) })},
			plain("senseKeys", "[String!]!", "The keys of the senses under which some of what is left falls.", func(l textLeaves) any { return senseKeys(l.Senses) }),
			field{name: "provisions", typ: "[Provision!]!", doc: "The clauses on the issue, in the order of the text.", resolve: get(func(s seen[textLeaves]) any {
				list := []seen[provision]{}
				for _, n := range s.it.Provisions {
					list = append(list, see(s.lens, provision{s.it.of, n}))
				}
				return list
			})},
		)},
		object{name: "LineBySense", doc: "What a text does to a red line, as it stands and with a term settled in each sense.", fields: fieldList(
			recordField("redLine", "redLineKey", "RedLine!", "The red line.", func(l vocabulary.LineOutcomes) *graph.RedLine { return l.Line }),
			plain("partyKey", "String!", "The key of the party whose it is.", func(l vocabulary.LineOutcomes) any { return l.Line.Party }),
			plain("asItStands", "Outcome!", "What the text does to it while the term stays open.", func(l vocabulary.LineOutcomes) any { return string(l.AsIs) }),
			plain("outcomes", "[SenseOutcome!]!", "What it does with the term settled, in the order of the senses.", func(l vocabulary.LineOutcomes) any { return l.Senses }),
		)},
		object{name: "SenseOutcome", doc: "What a text does to a red line with a term settled in one sense.", fields: []field{
			own("senseKey", "String!", "The key of the sense.", func(o vocabulary.SenseOutcome) any { return o.Sense.Key }),
			own("outcome", "Outcome!", "What it does.", func(o vocabulary.SenseOutcome) any { return string(o.Outcome) }),
		}},
		enum{"CaveatKind", "What may make an agreement one in words only.", vocabulary.CaveatKind("").Values()},
	}
}

func senseKeys(list []*graph.Sense) []string {
	keys := []string{}
	for _, s := range list {
		keys = append(keys, s.Key)
	}
	return keys
}

func caveatType() definition {
	return object{name: "Caveat", doc: "Why parties that accept one option may agree in words only.", fields: fieldList(
		plain("kind", "CaveatKind!", "What it is about.", func(c vocabulary.Caveat) any { return string(c.Kind) }),
		plain("explanation", "String!", "In one sentence.", func(c vocabulary.Caveat) any { return c.Explanation }),
		keyOf("termKey", "The key of the term they use differently; null for other kinds.", func(c vocabulary.Caveat) graph.Record { return orNone(c.Term) }),
		linkOf("term", "Term", "The term they use differently; null for other kinds.", func(c vocabulary.Caveat) graph.Record { return orNone(c.Term) }),
		recordFields("positions", "positionKeys", "[Position!]!", "The positions that differ, by party, then key; none where a term does.", func(c vocabulary.Caveat) []*graph.Position { return c.Positions }),
	)}
}

// caveatsField warns of common ground in words only.
func caveatsField() field {
	return field{name: "caveats", typ: "[Caveat!]!", doc: "Why the agreement may be one in words only: a term that covers the option is used in different senses, or the positions rest on different scopes or conditions.",
		resolve: get(func(s seen[change.Ground]) any {
			return seeAll(s.lens, vocabulary.Caveats(s.frame.View, s.it.Issue, s.it.Option, s.it.Accepts))
		})}
}
