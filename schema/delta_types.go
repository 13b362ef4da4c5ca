package schema

import (
	"parley/analysis/change"
	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

func deltaTypes() []definition {
	return []definition{
		object{name: "Delta", doc: "What changed in the answer between two views of one negotiation, and because of which records. The verdict and the cores are those of the settlement asked without arguments. Silence is never flexibility.", fields: fieldList(
			own("sinceAsOf", "Date!", "The day of the view before.", func(d *delta) any { return d.before.asOf }),
			own("sinceKnownAt", "DateTime!", "The state of knowledge of the view before.", func(d *delta) any { return instant(d.before.knownAt) }),
			own("asOf", "Date!", "The day of the view after.", func(d *delta) any { return d.after.asOf }),
			own("knownAt", "DateTime!", "The state of knowledge of the view after.", func(d *delta) any { return instant(d.after.knownAt) }),
			own("nothingChanged", "Boolean!", "Whether nothing is listed below.", func(d *delta) any { return d.None() }),
			own("explanation", "String!", "What changed, in a short paragraph.", func(d *delta) any { return d.Explanation() }),
			own("changeCount", "BigInt!", "How many changes to the record were made between the two states of knowledge, whatever they were about.", func(d *delta) any { return d.Recorded }),
			verdictFields(func(d *delta) *change.Effect { return d.Effect }),
			own("verdictCauses", "[DeltaCause!]!", "What moved the verdict: the causes of the cores gained and lost; where there are none, the records it rests on that differ.", func(d *delta) any { return d.due(d.VerdictCauses) }),
			own("opened", "[DeltaConflict!]!", "The conflicts there were not, as they are after.", func(d *delta) any { return partsOf(d, d.after, d.Opened) }),
			own("closed", "[DeltaConflict!]!", "The conflicts that are no more, as they were before.", func(d *delta) any { return partsOf(d, d.before, d.Closed) }),
			own("changed", "[DeltaConflictMove!]!", "The conflicts that stand with other sides, options, evidence, score or words.", func(d *delta) any { return d.moves() }),
			own("coresGained", "[DeltaCore!]!", "The minimal sets of red lines that leave no package and were none before.", func(d *delta) any { return d.coresOf(d.after, d.After, d.CoresGained) }),
			own("coresLost", "[DeltaCore!]!", "Those that are none any more, as they were before.", func(d *delta) any { return d.coresOf(d.before, d.Before, d.CoresLost) }),
			own("coresSourced", "[DeltaSourcing!]!", "Those that stand, of which some red line rests on more, fewer, better or worse sources.", func(d *delta) any { return d.sourcings() }),
			own("shifts", "[DeltaShift!]!", "How positions and red lines moved after the day before, up to and on the day after, as known in the view after. What was only restated is left out.", func(d *delta) any { return partsOf(d, d.after, d.Shifts) }),
			own("silencesBroken", "[DeltaSilence!]!", "The parties and issues on which the party was silent on every option and is not any more.", func(d *delta) any { return d.silences(change.SilenceMove.Broken) }),
			own("silencesNew", "[DeltaSilence!]!", "Those on which it is silent on every option and was not.", func(d *delta) any { return d.silences(change.SilenceMove.New) }),
			own("silencesChanged", "[DeltaSilence!]!", "Those on which it is silent as before, in another way.", func(d *delta) any {
				return d.silences(func(m change.SilenceMove) bool { return !m.Broken() && !m.New() })
			}),
		)},
		deltaPart[*conflict.Conflict]("DeltaConflict", "A conflict that opened or closed.", seenField[*conflict.Conflict]("conflict", "Conflict!", "The conflict.")),
		deltaPart[conflictMove]("DeltaConflictMove", "A conflict that changed.", []field{
			own("before", "Conflict!", "As it was.", func(m deltaOf[conflictMove]) any { return m.it.before }),
			own("after", "Conflict!", "As it is.", func(m deltaOf[conflictMove]) any { return m.it.after }),
		}),
		deltaPart[settle.Core]("DeltaCore", "A core that was gained or lost.", seenField[settle.Core]("core", "Core!", "The core.")),
		deltaPart[change.Shift]("DeltaShift", "A shift between the two days.", seenField[change.Shift]("shift", "Shift!", "The shift.")),
		deltaSilenceType(), deltaCauseType(),
		enum{"DeltaHow", "Why a record bears on the answer otherwise than before.", change.How("").Values()},
		deltaSourcingType(), lineSourcingType(),
		enum{"SourcingTrend", "Whether sources became better or worse.", change.Trend("").Values()},
		object{name: "GradePair", doc: "The Admiralty grades of a source and of a statement in it, side by side and never blended.", fields: []field{
			own("reliability", "String", "How far the source can be relied on, A to F; null where it is not graded.", func(g change.Grade) any { return opt(string(g.Reliability)) }),
			own("credibility", "Int", "How far the statement is confirmed, 1 to 6; null where it is not graded.", func(g change.Grade) any {
				if g.Credibility == 0 {
					return nil
				}
				return g.Credibility
			}),
		}},
	}
}

// deltaPart declares a part of the answer that changed: its fields and its causes.
func deltaPart[T any](name, doc string, fields []field) definition {
	return object{name: name, doc: doc, fields: append(fields,
		own("causes", "[DeltaCause!]!", "The records that differ and that it rests on, by kind and key. None where none can be named.", func(p deltaOf[T]) any { return p.due }))}
}

// seenField is the thing itself.
func seenField[T any](name, typ, doc string) []field {
	return []field{own(name, typ, doc, func(p deltaOf[T]) any { return p.seen })}
}

func deltaCauseType() definition {
	return object{name: "DeltaCause", doc: "A record that differs between the two views in what bears on a part of the answer.", fields: []field{
		own("recordKind", "RecordKind!", "What it is.", func(c deltaCause) any { return string(c.Record.Ref().Kind) }),
		own("recordKey", "String!", "Its key.", func(c deltaCause) any { return c.Record.Ref().Key }),
		own("how", "DeltaHow!", "Whether the world changed, or the record of it.", func(c deltaCause) any { return string(c.How) }),
		own("sequence", "BigInt", "The change that made the record what it is, or retired it; null where the world changed.", func(c deltaCause) any {
			if c.Sequence == 0 {
				return nil
			}
			return c.Sequence
		}),
		own("evidenceOnly", "Boolean!", "Whether nothing but the statements it rests on was corrected.", func(c deltaCause) any { return c.EvidenceOnly }),
		own("explanation", "String!", "In a sentence, how it differs.", func(c deltaCause) any { return c.Explanation }),
		own("record", "Node", "The record, as it is on record; as it was, if it has been retired.", func(c deltaCause) any { return seeRecord(c.lens, c.Record) }),
	}}
}

func deltaSilenceType() definition {
	type silence = deltaOf[change.SilenceMove]
	kind := func(k graph.SilenceKind) any { return opt(string(k)) }
	return deltaPart[change.SilenceMove]("DeltaSilence", "A party and an issue on which it is silent on every option in one view only, or in both in another way.", []field{
		own("partyKey", "String!", "The key of the party.", func(s silence) any { return s.it.Party.Key }),
		own("issueKey", "String!", "The key of the issue.", func(s silence) any { return s.it.Issue.Key }),
		own("kindBefore", "SilenceKind", "Of which kind the silence was; null where there was none.", func(s silence) any { return kind(s.it.Kinds[0]) }),
		own("kindAfter", "SilenceKind", "Of which kind it is; null where there is none.", func(s silence) any { return kind(s.it.Kinds[1]) }),
		own("askedBefore", "Boolean!", "Whether the view before had both party and issue.", func(s silence) any { return s.it.Asked[0] }),
		own("askedAfter", "Boolean!", "Whether the view after has both.", func(s silence) any { return s.it.Asked[1] }),
		own("explanation", "String!", "In one sentence.", func(s silence) any { return s.it.Explanation() }),
		own("party", "Party!", "The party.", func(s silence) any { return see(s.lens, s.it.Party) }),
		own("issue", "Issue!", "The issue.", func(s silence) any { return see(s.lens, s.it.Issue.Issue) }),
	})
}

func deltaSourcingType() definition {
	type sourcing = deltaOf[change.Sourcing]
	return deltaPart[change.Sourcing]("DeltaSourcing", "How the sources behind the red lines of a core changed, while it stands.", []field{
		own("trend", "SourcingTrend!", "Whether they are better or worse.", func(s sourcing) any { return string(s.it.Trend) }),
		own("explanation", "String!", "Which line, from what to what.", func(s sourcing) any { return s.it.Explanation() }),
		own("core", "Core!", "The core, as it is after.", func(s sourcing) any { return see(s.lens, s.it.Core) }),
		own("lines", "[LineSourcing!]!", "Its red lines that rest on more, fewer, better or worse sources, by key.", func(s sourcing) any { return seeAll(s.lens, s.it.Lines) }),
	})
}

func lineSourcingType() definition {
	type line = change.LineSourcing
	return object{name: "LineSourcing", doc: "How well a red line is sourced in two views, by what was said by the day of each.", fields: []field{
		plain("redLineKey", "String!", "The key of the red line.", func(l line) any { return l.RedLine.Key }),
		plain("originsBefore", "Int!", "How many independent origins its statements go back to before: papers that carry one agency report are one.", func(l line) any { return l.Origins[0] }),
		plain("originsAfter", "Int!", "How many after.", func(l line) any { return l.Origins[1] }),
		plain("bestBefore", "[GradePair!]!", "The grades of its statements before that no other surpasses in both parts, best source first.", func(l line) any { return grades(l.Best[0]) }),
		plain("bestAfter", "[GradePair!]!", "Those after.", func(l line) any { return grades(l.Best[1]) }),
		{name: "redLine", typ: "RedLine!", doc: "The red line.", resolve: get(func(s seen[line]) any { return see(s.lens, s.it.RedLine) })},
	}}
}

// grades is a list that is empty where there is none.
func grades(list []change.Grade) []change.Grade { return append([]change.Grade{}, list...) }
