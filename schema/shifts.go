package schema

import (
	"slices"

	"parley/analysis/change"
	"parley/graph"
)

func shiftsField() field {
	return field{
		name: "shifts", typ: "[Shift!]!",
		doc: "How positions and red lines moved between two days: one for every beginning and every end, by day, party, issues and key. Those after the day of the view are left out.",
		args: []arg{
			{"from", "Date!", "The day from which to compare, exactly a day: shifts of the days after it."},
			{"to", "Date!", "The day up to which to compare, exactly a day: itself included."},
			{"parties", "[String!]", "Only shifts of these parties, by key."},
			{"issues", "[String!]", "Only shifts that bear on at least one of these issues, by key."},
			{"kinds", "[ShiftKind!]", "Only shifts of these kinds. RESTATED is no change."},
		},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			from, to, err := c.span()
			if err != nil {
				return nil, err
			}
			keep, err := c.shiftFilter(s.lens)
			if err != nil {
				return nil, err
			}
			list := slices.DeleteFunc(change.Shifts(s.frame.View, from, to), func(x change.Shift) bool { return !keep(x) })
			return seeAll(s.lens, list), nil
		}),
	}
}

// span reads the days between which to compare.
func (c *call) span() (from, to graph.Day, err error) {
	day := func(name string) graph.Day {
		d, wrong := graph.ParseDay(c.text(name))
		if wrong != nil && err == nil {
			err = badInput("%s: %v; shifts lie between two days, never vaguer dates", name, wrong)
		}
		return d
	}
	if from, to = day("from"), day("to"); err == nil && from >= to {
		err = badInput("from %s is not before to %s", from, to)
	}
	return from, to, err
}

// shiftFilter reads which shifts are asked for.
func (c *call) shiftFilter(l *lens) (keep func(change.Shift) bool, err error) {
	parties, issues, kinds := c.words("parties"), c.words("issues"), c.words("kinds")
	if err := l.known(graph.KindParty, "parties", parties); err != nil {
		return nil, err
	}
	if err := l.known(graph.KindIssue, "issues", issues); err != nil {
		return nil, err
	}
	return func(x change.Shift) bool {
		return admits(parties, x.Party.Key) && admits(kinds, string(x.Kind)) &&
			slices.ContainsFunc(x.Issues, func(i *graph.IssueView) bool { return admits(issues, i.Key) })
	}, nil
}

func shiftTypes() []definition {
	type shift = change.Shift
	return []definition{
		enum{"ShiftKind", "How a party's record changed.", change.ShiftKind("").Values()},
		object{name: "Shift", doc: "A change of what a party holds on one issue, or of one of its red lines, with the record and the words before and after.", fields: fieldList(
			plain("kind", "ShiftKind!", "How the record changed.", func(x shift) any { return string(x.Kind) }),
			plain("date", "Date!", "The date as stated, never more precise: of the beginning, or where nothing began the day after the last, or the vague end itself.", func(x shift) any { return x.Date }),
			plain("day", "Date!", "The day by which it is placed: a vague beginning counts from its first day, a vague end to its last.", func(x shift) any { return x.Day }),
			plain("exact", "Boolean!", "Whether the date names one day without doubt.", func(x shift) any { return x.Exact }),
			plain("partyKey", "String!", "The key of the party.", func(x shift) any { return x.Party.Key }),
			plain("issueKeys", "[String!]!", "The keys of the issues, sorted.", func(x shift) any { return issueKeys(x.Issues) }),
			plain("explanation", "String!", "In one sentence, for a reader who knows nothing of Parley.", func(x shift) any { return x.Explanation }),
			plain("announcer", "String", "Who said the statement after, if that tells of a beginning: a claim is its claimant's, and what a reporter infers is the source's own.", func(x shift) any { return opt(x.Announcer) }),
			plain("further", "Boolean!", "Whether something else of the party's on the same issues stands through.", func(x shift) any { return x.Further }),
			keyOf("beforeKey", "The key of the position or red line before.", func(x shift) graph.Record { return x.Before }),
			keyOf("afterKey", "The key of the position or red line after.", func(x shift) graph.Record { return x.After }),
			keyOf("statementBeforeKey", "The key of the statement before.", func(x shift) graph.Record { return orNone(x.StatementBefore) }),
			keyOf("statementAfterKey", "The key of the statement after.", func(x shift) graph.Record { return orNone(x.StatementAfter) }),
			keyOf("eventKey", "The key of the event.", func(x shift) graph.Record { return orNone(x.Event) }),
			shiftLinks(),
		)},
	}
}

// shiftLinks are the things a shift names.
func shiftLinks() []field {
	type shift = change.Shift
	return []field{
		{name: "party", typ: "Party!", doc: "Whose it is.", resolve: get(func(s seen[shift]) any { return see(s.lens, s.it.Party) })},
		{name: "issues", typ: "[Issue!]!", doc: "The issues it bears on, by key.", resolve: get(func(s seen[shift]) any { return seeIssues(s.lens, s.it.Issues) })},
		linkOf("before", "Holding", "The position or red line before; null where nothing of the kind stood. What is restated may still stand.", func(x shift) graph.Record { return x.Before }),
		linkOf("after", "Holding", "The position or red line after; null where nothing took its place.", func(x shift) graph.Record { return x.After }),
		{name: "alsoEnded", typ: "[Holding!]!", doc: "What else ended with it and has no successor of its own.",
			resolve: get(func(s seen[shift]) any { return seeRecords(s.lens, s.it.AlsoEnded) })},
		{name: "alsoBegan", typ: "[Holding!]!", doc: "What else came with what is after, by the same voice or in the place of the same record.",
			resolve: get(func(s seen[shift]) any { return seeRecords(s.lens, s.it.AlsoBegan) })},
		linkOf("statementBefore", "Statement", "The best statement behind what is before, said before the shift; null if there is none.", func(x shift) graph.Record { return orNone(x.StatementBefore) }),
		linkOf("statementAfter", "Statement", "The best statement behind what is after; null if there is none.", func(x shift) graph.Record { return orNone(x.StatementAfter) }),
		linkOf("announcedBy", "Person", "Who announced it, where that is a recorded person.", func(x shift) graph.Record { return orNone(x.AnnouncedBy) }),
		linkOf("event", "Event", "One at which words were said that the record after rests on and that fall together with its beginning: a coincidence, not a cause.", func(x shift) graph.Record { return orNone(x.Event) }),
	}
}

// keyOf is the key of a record a thing may have.
func keyOf[T any](name, doc string, pick func(T) graph.Record) field {
	return plain(name, "String", doc, func(it T) any {
		if r := pick(it); r != nil {
			return r.Ref().Key
		}
		return nil
	})
}

// linkOf is a record a thing may have.
func linkOf[T any](name, typ, doc string, pick func(T) graph.Record) field {
	return field{name: name, typ: typ, doc: doc, resolve: get(func(s seen[T]) any {
		if r := pick(s.it); r != nil {
			return seeRecord(s.lens, r)
		}
		return nil
	})}
}

// orNone is a record, or none where the pointer is nil.
func orNone[T interface {
	comparable
	graph.Record
}](r T) graph.Record {
	var none T
	if r == none {
		return nil
	}
	return r
}

func seeRecords(l *lens, list []graph.Record) []any {
	out := []any{}
	for _, r := range list {
		out = append(out, seeRecord(l, r))
	}
	return out
}
