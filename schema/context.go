package schema

import "parley/graph"

// contextTypes are the records that stand beside positions and red lines: rules, inquiries, commitments.
func contextTypes() []definition {
	rule, inquiry, commitment := docs[graph.Rule](), docs[graph.Inquiry](), docs[graph.Commitment]()
	type promise = *graph.Commitment
	return []definition{
		object{name: "Rule", node: true, doc: "A constraint no party owns: options that cannot stand together as a matter of fact or law.", fields: fieldList(
			idField[*graph.Rule](), keyField[*graph.Rule](rule("key")),
			plain("negotiationKey", "String!", "The key of the case it belongs to.", func(r *graph.Rule) any { return r.Negotiation }),
			field{name: "forbids", typ: "[Pattern!]!", doc: rule("forbids"),
				resolve: get(func(s seen[*graph.Rule]) any { return seeAll(s.lens, s.it.Forbids) })},
			plain("reason", "String!", rule("reason"), func(r *graph.Rule) any { return r.Reason }),
			evidenceField(rule("evidence"), func(r *graph.Rule) []string { return r.Evidence }),
			historyField[*graph.Rule](),
		)},
		object{name: "Inquiry", node: true, doc: "A search for a party's position that found nothing.", fields: fieldList(
			idField[*graph.Inquiry](), keyField[*graph.Inquiry](inquiry("key")),
			partyFields("party", "Party!", inquiry("party"), func(q *graph.Inquiry) string { return q.Party }),
			refFields[*graph.Inquiry, *graph.Issue]("issue", "Issue!", inquiry("issue"), func(q *graph.Inquiry) string { return q.Issue }),
			plain("date", "Date!", inquiry("date"), func(q *graph.Inquiry) any { return q.Date }),
			plain("searched", "[String!]!", inquiry("searched"), func(q *graph.Inquiry) any { return q.Searched }),
			plain("note", "String", inquiry("note"), func(q *graph.Inquiry) any { return opt(q.Note) }),
			historyField[*graph.Inquiry](),
		)},
		object{name: "Commitment", node: true, doc: "A threat or a promise, with what triggers it and what follows.", fields: fieldList(
			idField[promise](), keyField[promise](commitment("key")),
			partyFields("by", "Party!", commitment("by"), func(m promise) string { return m.By }),
			field{name: "to", typ: "[Party!]!", doc: commitment("to"),
				resolve: get(func(s seen[promise]) any { return records[*graph.Party](s.lens, s.it.To) })},
			plain("kind", "CommitmentKind!", commitment("kind"), func(m promise) any { return string(m.Kind) }),
			plain("title", "String!", commitment("title"), func(m promise) any { return m.Title }),
			plain("trigger", "String", commitment("trigger"), func(m promise) any { return opt(m.Trigger) }),
			plain("consequence", "String!", commitment("consequence"), func(m promise) any { return m.Consequence }),
			plain("date", "Date", commitment("date"), func(m promise) any { return m.Date }),
			plain("deadline", "Date", commitment("deadline"), func(m promise) any { return m.Deadline }),
			plain("status", "CommitmentStatus!", commitment("status"), func(m promise) any { return string(m.Status) }),
			plain("statusFrom", "Date", commitment("status-from"), func(m promise) any { return m.StatusFrom }),
			field{name: "triggeredBy", typ: "[Event!]!", doc: commitment("triggered-by"),
				resolve: get(func(s seen[promise]) any { return records[*graph.Event](s.lens, s.it.TriggeredBy) })},
			refFields[promise, *graph.Issue]("issue", "Issue", commitment("issue"), func(m promise) string { return m.Issue }),
			evidenceField(commitment("evidence"), func(m promise) []string { return m.Evidence }),
			plain("note", "String", commitment("note"), func(m promise) any { return opt(m.Note) }),
			historyField[promise](),
		)},
	}
}
