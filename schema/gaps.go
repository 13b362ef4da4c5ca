package schema

import (
	"parley/analysis/change"
	"parley/graph"
)

func gapsField() field {
	return field{name: "gaps", typ: "Gaps!", doc: "What the record lacks: silences of every kind, and positions and red lines on thin evidence.",
		resolve: get(func(s seen[negotiation]) any {
			return see(s.lens, change.FindGaps(s.frame.View))
		})}
}

func gapTypes() []definition {
	type gaps = *change.Gaps
	held := func(name, doc string, list func(gaps) []graph.Record) field {
		return field{name: name, typ: "[Holding!]!", doc: doc, resolve: get(func(s seen[gaps]) any { return holdings(s.lens, list(s.it)) })}
	}
	return []definition{
		object{name: "Gaps", doc: "Where the record of a view is thin. Silence is never flexibility.", fields: fieldList(
			field{name: "cells", typ: "[Gap!]!", doc: "The parties and issues of which nothing says where the party stands on any option. By party and issue.",
				resolve: get(func(s seen[gaps]) any { return seeAll(s.lens, s.it.Cells) })},
			field{name: "partlySilent", typ: "[Gap!]!", doc: "Those where the party has spoken of some options only. By party, issue and kind.",
				resolve: get(func(s seen[gaps]) any { return seeAll(s.lens, s.it.PartlySilent) })},
			held("noEvidence", "Positions and red lines in force that rest on no statement.", func(g gaps) []graph.Record { return g.NoEvidence }),
			held("singleOrigin", "Positions and red lines in force whose statements all go back to one origin.", func(g gaps) []graph.Record { return g.SingleOrigin }),
			field{name: "stale", typ: "[StaleRecord!]!", doc: "Positions and red lines in force of which nothing has been heard for over a year.",
				resolve: get(func(s seen[gaps]) any { return seeAll(s.lens, s.it.Stale) })},
			plain("cellCount", "Int!", "How many cells there are: parties times issues.", func(g gaps) any { return g.Counts.Cells }),
			plain("silentCount", "Int!", "How many of them are silent on every option.", func(g gaps) any { return g.Counts.Silent }),
			plain("partlySilentCount", "Int!", "How many of them are silent on some.", func(g gaps) any { return g.Counts.Partly }),
			plain("recordCount", "Int!", "How many positions and red lines are in force.", func(g gaps) any { return g.Counts.Records }),
			plain("byKind", "[SilenceCount!]!", "How many cells there are with silence of each kind; one that is silent in part can count for several.", func(g gaps) any { return g.Counts.ByKind }),
		)},
		object{name: "SilenceCount", doc: "How many cells have silence of one kind.", fields: []field{
			{name: "kind", typ: "SilenceKind!", doc: "The kind.", resolve: get(func(k change.KindCount) any { return string(k.Kind) })},
			{name: "count", typ: "Int!", doc: "How many cells.", resolve: get(func(k change.KindCount) any { return k.Cells })},
		}},
		gapType(),
		object{name: "StaleRecord", doc: "A position or red line of which nothing has been heard for long.", fields: fieldList(
			field{name: "record", typ: "Holding!", doc: "The position or red line.",
				resolve: get(func(s seen[change.Stale]) any { return seeRecord(s.lens, s.it.Record) })},
			plain("recordKind", "RecordKind!", "Whether it is a position or a red line.", func(r change.Stale) any { return string(r.Record.Ref().Kind) }),
			plain("recordKey", "String!", "Its key.", func(r change.Stale) any { return r.Record.Ref().Key }),
			plain("last", "Date!", "The date of its newest statement.", func(r change.Stale) any { return r.Last }),
		)},
	}
}

func gapType() definition {
	return object{name: "Gap", doc: "Silence of one kind of a party on an issue.", fields: fieldList(
		plain("partyKey", "String!", "The key of the party.", func(g change.Gap) any { return g.Party.Key }),
		plain("issueKey", "String!", "The key of the issue.", func(g change.Gap) any { return g.Issue.Key }),
		plain("kind", "SilenceKind!", "Of which kind the silence is.", func(g change.Gap) any { return string(g.Kind) }),
		field{name: "party", typ: "Party!", doc: "The party.", resolve: get(func(s seen[change.Gap]) any { return see(s.lens, s.it.Party) })},
		field{name: "issue", typ: "Issue!", doc: "The issue.", resolve: get(func(s seen[change.Gap]) any { return see(s.lens, s.it.Issue.Issue) })},
		field{name: "options", typ: "[Option!]!", doc: "The options the party is silent on in this way.",
			resolve: get(func(s seen[change.Gap]) any { return optionsIn(s.lens, s.it.Issue, s.it.Options) })},
		field{name: "last", typ: "Position", doc: "The latest word that made it so: the party was unclear, or declined or denied. Null for other kinds.",
			resolve: get(func(s seen[change.Gap]) any {
				if s.it.Last == nil {
					return nil
				}
				return see(s.lens, s.it.Last)
			})},
		field{name: "conditional", typ: "[Position!]!", doc: "Positions of the party on the issue that count as unrecorded, because nothing says that their condition is met.",
			resolve: get(func(s seen[change.Gap]) any { return seeAll(s.lens, s.it.Conditional) })},
		field{name: "inquiries", typ: "[Inquiry!]!", doc: "Searches that found nothing.",
			resolve: get(func(s seen[change.Gap]) any { return seeAll(s.lens, s.it.Inquiries) })},
	)}
}
