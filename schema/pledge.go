package schema

import (
	"slices"

	"parley/analysis/pledge"
	"parley/graph"
)

func ledgerField() field {
	return field{
		name: "ledger", typ: "LedgerLineConnection!",
		doc: "The threats and promises made by the day of the view, each with what is on record of it by then: on issues of the view, or on none between its parties. By deadline (none last), then by the day they were made and key.",
		args: paged(
			arg{"statuses", "[CommitmentStatus!]", "Only those with one of these statuses on the day of the view."},
			arg{"triggers", "[TriggerState!]", "Only those whose trigger is in one of these states."},
			arg{"overdue", "Boolean", "Only those of which this holds: pending after their deadline."},
		),
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			statuses, triggers := c.words("statuses"), c.words("triggers")
			overdue, asked := c.args["overdue"].(bool)
			list := slices.DeleteFunc(pledge.Ledger(s.frame.View), func(l pledge.Line) bool {
				return !admits(statuses, string(l.Status)) || !admits(triggers, string(l.Trigger)) || asked && l.Overdue != overdue
			})
			return c.page(s.owner(), listOf(list, func(l pledge.Line) any { return see(s.lens, l) }, linePosition))
		}),
	}
}

// linePosition writes where a line stands in the ledger, as text that sorts the same.
func linePosition(l pledge.Line) string {
	var position string
	for _, d := range []graph.Date{l.Commitment.Deadline, l.Commitment.Date} {
		first := d.Earliest()
		if d.IsZero() {
			first = graph.MaxDay
		}
		position += sortableDay(d.Latest()) + sortableDay(first)
	}
	return position + l.Commitment.Key
}

func ledgerTypes() []definition {
	doc := docs[graph.Commitment]()
	type line = pledge.Line
	return []definition{
		enum{"TriggerState", "Whether what would set a commitment off is on record.", pledge.TriggerState("").Values()},
		connection{of: "LedgerLine", doc: "threats and promises, by deadline."},
		object{name: "LedgerLine", doc: "A threat or promise as it stands on the day of a view. That an event meets its trigger is what somebody recorded; nothing says that it is the cause of what was done.", fields: fieldList(
			recordField("commitment", "commitmentKey", "Commitment!", "The record.", func(l line) *graph.Commitment { return l.Commitment }),
			plain("kind", "CommitmentKind!", doc("kind"), func(l line) any { return string(l.Commitment.Kind) }),
			recordField("by", "byKey", "Party!", doc("by"), func(l line) *graph.Party { return l.By }),
			recordFields("to", "toKeys", "[Party!]!", doc("to"), func(l line) []*graph.Party { return l.To }),
			plain("title", "String!", doc("title"), func(l line) any { return l.Commitment.Title }),
			plain("trigger", "String", doc("trigger"), func(l line) any { return opt(l.Commitment.Trigger) }),
			plain("consequence", "String!", doc("consequence"), func(l line) any { return l.Commitment.Consequence }),
			plain("date", "Date", doc("date"), func(l line) any { return l.Commitment.Date }),
			plain("deadline", "Date", doc("deadline"), func(l line) any { return l.Commitment.Deadline }),
			refFields[line, *graph.Issue]("issue", "Issue", doc("issue"), func(l line) string { return l.Commitment.Issue }),
			plain("status", "CommitmentStatus!", "What had become of it by the day of the view: the recorded status from the first day its beginning can mean, before that PENDING.", func(l line) any { return string(l.Status) }),
			plain("statusSure", "Boolean!", "Whether the beginning of that status is dated well enough to say so of the day: false while it may still lie ahead.", func(l line) any { return l.Sure }),
			plain("statusFrom", "Date", doc("status-from"), func(l line) any { return l.Commitment.StatusFrom }),
			plain("triggerState", "TriggerState!", "Whether its trigger is on record.", func(l line) any { return string(l.Trigger) }),
			recordFields("triggeredBy", "triggeredByKeys", "[Event!]!", "The events behind that, by date: those that meet it, that may have met it by then, or that are planned.", func(l line) []*graph.Event { return l.TriggeredBy }),
			plain("overdue", "Boolean!", "Whether it is pending after the last day its deadline can mean: nothing on record says what became of it.", func(l line) any { return l.Overdue }),
			plain("evidenceKeys", "[String!]!", "The keys of the statements it rests on that count in the view.", func(l line) any { return l.Evidence }),
			evidenceField("The statements it rests on that count in the view.", func(l line) []string { return l.Evidence }),
			plain("explanation", "String!", "In one sentence, for a reader who knows nothing of Parley.", func(l line) any { return l.Explanation }),
		)},
	}
}
