package schema

import (
	"cmp"

	"parley/analysis/gap"
	"parley/analysis/settle"
	"parley/graph"
)

func gapsField() field {
	return field{name: "gaps", typ: "Gaps!", doc: "What the record lacks: silences of every kind, and positions and red lines on thin evidence.",
		resolve: get(func(s seen[negotiation]) any {
			return see(s.lens, gap.Find(s.frame.View))
		})}
}

func gapTypes() []definition {
	type gaps = *gap.Gaps
	held := func(name, doc string, list func(gaps) []graph.Record) field {
		return field{name: name, typ: "[Holding!]!", doc: doc, resolve: get(func(s seen[gaps]) any { return holdings(s.lens, list(s.it)) })}
	}
	return []definition{
		object{name: "Gaps", doc: "Where the record of a view is thin. Silence is never flexibility.", fields: fieldList(
			field{name: "cells", typ: "[Gap!]!", doc: "The parties and issues of which nothing says where the party stands on any option. By party and issue.",
				resolve: get(func(s seen[gaps]) any { return seeAll(s.lens, s.it.Cells) })},
			field{name: "partlySilent", typ: "[Gap!]!", doc: "Those where the party has spoken of some options only. By party, issue and kind.",
				resolve: get(func(s seen[gaps]) any { return seeAll(s.lens, s.it.PartlySilent) })},
			rankedField(),
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
			{name: "kind", typ: "SilenceKind!", doc: "The kind.", resolve: get(func(k gap.KindCount) any { return string(k.Kind) })},
			{name: "count", typ: "Int!", doc: "How many cells.", resolve: get(func(k gap.KindCount) any { return k.Cells })},
		}},
		gapType(), rankedType(),
		object{name: "StaleRecord", doc: "A position or red line of which nothing has been heard for long.", fields: fieldList(
			field{name: "record", typ: "Holding!", doc: "The position or red line.",
				resolve: get(func(s seen[gap.Stale]) any { return seeRecord(s.lens, s.it.Record) })},
			plain("recordKind", "RecordKind!", "Whether it is a position or a red line.", func(r gap.Stale) any { return string(r.Record.Ref().Kind) }),
			plain("recordKey", "String!", "Its key.", func(r gap.Stale) any { return r.Record.Ref().Key }),
			plain("last", "Date!", "The date of its newest statement.", func(r gap.Stale) any { return r.Last }),
		)},
	}
}

func gapType() definition {
	return object{name: "Gap", doc: "Silence of one kind of a party on an issue.", fields: fieldList(
		plain("partyKey", "String!", "The key of the party.", func(g gap.Gap) any { return g.Party.Key }),
		plain("issueKey", "String!", "The key of the issue.", func(g gap.Gap) any { return g.Issue.Key }),
		plain("kind", "SilenceKind!", "Of which kind the silence is.", func(g gap.Gap) any { return string(g.Kind) }),
		field{name: "party", typ: "Party!", doc: "The party.", resolve: get(func(s seen[gap.Gap]) any { return see(s.lens, s.it.Party) })},
		field{name: "issue", typ: "Issue!", doc: "The issue.", resolve: get(func(s seen[gap.Gap]) any { return see(s.lens, s.it.Issue.Issue) })},
		field{name: "options", typ: "[Option!]!", doc: "The options the party is silent on in this way.",
			resolve: get(func(s seen[gap.Gap]) any { return optionsIn(s.lens, s.it.Issue, s.it.Options) })},
		field{name: "last", typ: "Position", doc: "The latest word that made it so: the party was unclear, or declined or denied. Null for other kinds.",
			resolve: get(func(s seen[gap.Gap]) any {
				if s.it.Last == nil {
					return nil
				}
				return see(s.lens, s.it.Last)
			})},
		field{name: "conditional", typ: "[Position!]!", doc: "Positions of the party on the issue that count as unrecorded, because nothing says that their condition is met.",
			resolve: get(func(s seen[gap.Gap]) any { return seeAll(s.lens, s.it.Conditional) })},
		field{name: "inquiries", typ: "[Inquiry!]!", doc: "Searches that found nothing.",
			resolve: get(func(s seen[gap.Gap]) any { return seeAll(s.lens, s.it.Inquiries) })},
		gapHistory(func(g gap.Gap) gap.Gap { return g }),
	)}
}

// gapHistory are for how long a gap has been there, and how hard anybody has looked.
func gapHistory[T any](of func(T) gap.Gap) []field {
	return []field{
		plain("optionKeys", "[String!]!", "The options the party is silent on in this way, by key, in order.", func(it T) any { return optionKeys(of(it).Options) }),
		plain("since", "Date", "The first day of the unbroken span of days on which nothing on record said how the party stood to any of these options; null if nothing ever did.", func(it T) any {
			if g := of(it); !g.Never() {
				return g.Since
			}
			return nil
		}),
		plain("lastAsked", "Date", "When the party was last asked about the issue and would not say, by the day of the view, whether or not that still holds; null if that is not on record.", func(it T) any { return known(of(it).LastAsked) }),
		plain("lastSearched", "Date", "The date of the last search that found nothing; null if none is on record.", func(it T) any { return known(of(it).LastSearched) }),
		plain("searched", "[String!]!", "Where was searched and nothing found, over all searches on record.", func(it T) any { return of(it).Searched() }),
		plain("material", "Int!", "How many statements are on record by the day of the view that were made for the party, on whatever issue.", func(it T) any { return of(it).Material }),
		keyOf("statementKey", "The key of the newest statement behind the latest word that made it so; null for other kinds, and where the word rests on none.", func(it T) graph.Record { return orNone(of(it).Word) }),
		linkOf("statement", "Statement", "That statement.", func(it T) graph.Record { return orNone(of(it).Word) }),
	}
}

// known is a date, or null where there is none.
func known(d graph.Date) any {
	if d.IsZero() {
		return nil
	}
	return d
}

func optionKeys(options []graph.Option) []string {
	keys := []string{}
	for _, o := range options {
		keys = append(keys, o.Key)
	}
	return keys
}

func rankedField() field {
	return field{
		name: "ranked", typ: "[RankedGap!]!",
		doc:  "The gaps by what hangs on them: those first on which most deals rest, then those a reply to which could clash with most other parties, then by party, issue and kind. cells and partlySilent list the same unranked.",
		args: []arg{{"first", "Int", "How many to list: 1 to 500. Default: 50."}},
		resolve: with(func(c *call, s seen[*gap.Gaps]) (any, error) {
			first, err := c.size("first")
			if err != nil {
				return nil, err
			}
			about, err := c.api.frames.asked(s.frame, settle.Question{})
			if err != nil {
				return nil, err
			}
			asked, err := about.Settlement(c.ctx, c.api.settle)
			if err != nil {
				return nil, err
			}
			list, err := gap.Rank(c.ctx, asked, s.it)
			return seeAll(s.lens, list[:min(cmp.Or(first, defaultPage), len(list))]), err
		}),
	}
}

func rankedType() definition {
	type ranked = gap.Ranked
	return object{name: "RankedGap", doc: "A gap with what hangs on it. No number says that the party is flexible.", fields: fieldList(
		plain("partyKey", "String!", "The key of the party.", func(r ranked) any { return r.Party.Key }),
		plain("issueKey", "String!", "The key of the issue.", func(r ranked) any { return r.Issue.Key }),
		plain("kind", "SilenceKind!", "Of which kind the silence is.", func(r ranked) any { return string(r.Kind) }),
		plain("removes", "BigInt", "How many deals take an option on the issue toward which the party is silent, in whichever way. Null for a party that a settlement in the view does not ask about, and where deals cannot be counted.", func(r ranked) any {
			if r.Removes == nil {
				return nil
			}
			return r.Removes.String()
		}),
		plain("conflicts", "Int!", "With how many other parties a reply could clash: if the party demanded one of the options, or drew a red line against one.", func(r ranked) any { return r.Conflicts }),
		gapHistory(func(r ranked) gap.Gap { return r.Gap }),
		plain("explanation", "String!", "Why it ranks where it does, in one sentence.", func(r ranked) any { return r.Explanation }),
		field{name: "gap", typ: "Gap!", doc: "The gap itself.", resolve: get(func(s seen[ranked]) any { return see(s.lens, s.it.Gap) })},
	)}
}
