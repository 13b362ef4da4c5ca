package schema

import (
	"parley/graph"
)

// supporting are the kinds of record that rest on statements, in the order in which a statement lists them.
var supporting = []graph.Kind{
	graph.KindPosition, graph.KindRedLine, graph.KindProposal, graph.KindResponse, graph.KindCommitment,
	graph.KindRule, graph.KindEvent, graph.KindAssessment, graph.KindDispute, graph.KindTerm,
}

func evidenceTypes() []definition {
	return append(append(statementTypes(), sourceTypes()...), eventTypes()...)
}

func statementTypes() []definition {
	doc, quote := docs[graph.Statement](), docs[graph.Quotation]()
	type statement = *graph.Statement
	return []definition{
		connection{of: "Statement", doc: "statements, by key."},
		object{name: "Statement", node: true, doc: "One thing said in a source: the evidence everything else rests on.", fields: fieldList(
			idField[statement](), keyField[statement](doc("key")),
			refFields[statement, *graph.Source]("source", "Source!", doc("source"), func(s statement) string { return s.Source }),
			refFields[statement, *graph.Person]("speaker", "Person", doc("speaker"), func(s statement) string { return s.Speaker }),
			plain("voice", "String", doc("voice"), func(s statement) any { return opt(s.Voice) }),
			partyFields("party", "Party", doc("party"), func(s statement) string { return s.Party }),
			plain("attribution", "Attribution!", doc("attribution"), func(s statement) any { return string(s.Attribution) }),
			plain("date", "Date!", doc("said"), func(s statement) any { return s.Said }),
			refFields[statement, *graph.Event]("event", "Event", doc("event"), func(s statement) string { return s.Event }),
			plain("paraphrase", "String!", doc("paraphrase"), func(s statement) any { return s.Paraphrase }),
			plain("quotation", "String", "The words themselves, exactly as in the source.", func(s statement) any {
				if s.Quotation == nil {
					return nil
				}
				return s.Quotation.Exact
			}),
			plain("locator", "Locator", "Where the words stand in the source's text; null without a quotation.", func(s statement) any {
				if s.Quotation == nil {
					return nil
				}
				return s.Quotation
			}),
			plain("language", "String", doc("language"), func(s statement) any { return opt(s.Language) }),
			plain("credibility", "Int", doc("credibility"), func(s statement) any {
				if s.Credibility == 0 {
					return nil
				}
				return s.Credibility
			}),
			plain("note", "String", doc("note"), func(s statement) any { return opt(s.Note) }),
			quotedFields(),
			field{name: "supports", typ: "[Node!]!", doc: "The records that rest on it, by kind and key.",
				resolve: get(func(s seen[statement]) any { return supported(s) })},
			historyField[statement](),
		)},
		object{name: "Locator", doc: "Where quoted words stand in a source's text, by the selectors of the W3C Web Annotation Data Model.", fields: []field{
			{name: "prefix", typ: "String", doc: quote("prefix"), resolve: get(func(q *graph.Quotation) any { return opt(q.Prefix) })},
			{name: "suffix", typ: "String", doc: quote("suffix"), resolve: get(func(q *graph.Quotation) any { return opt(q.Suffix) })},
			{name: "start", typ: "Int", doc: quote("start"), resolve: get(func(q *graph.Quotation) any { return optional(q.Start) })},
			{name: "end", typ: "Int", doc: quote("end"), resolve: get(func(q *graph.Quotation) any { return optional(q.End) })},
		}},
	}
}

func supported(s seen[*graph.Statement]) []any {
	list := []any{}
	for _, k := range supporting {
		for r := range s.snap.Referring(s.it.Ref(), k) {
			list = append(list, seeRecord(s.lens, r))
		}
	}
	return list
}

func sourceTypes() []definition {
	doc := docs[graph.Source]()
	type source = *graph.Source
	return []definition{connection{of: "Source", doc: "sources, by key."}, object{name: "Source", node: true, doc: "A document statements are taken from.", fields: fieldList(
		idField[source](), keyField[source](doc("key")),
		plain("type", "String", doc("type"), func(s source) any { return opt(string(s.Type)) }),
		plain("title", "String!", doc("title"), func(s source) any { return s.Title }),
		plain("publisher", "String", doc("publisher"), func(s source) any { return opt(s.Publisher) }),
		plain("authors", "[String!]!", doc("authors"), func(s source) any { return s.Authors }),
		plain("issued", "Date", doc("issued"), func(s source) any { return s.Issued }),
		plain("accessed", "Date", doc("accessed"), func(s source) any { return s.Accessed }),
		plain("url", "String", doc("url"), func(s source) any { return opt(s.URL) }),
		plain("language", "String", doc("language"), func(s source) any { return opt(s.Language) }),
		plain("reliability", "String", doc("reliability"), func(s source) any { return opt(string(s.Reliability)) }),
		refFields[source, source]("origin", "Source", doc("origin"), func(s source) string { return s.Origin }),
		plain("text", "String", doc("text"), func(s source) any { return opt(s.Text) }),
		plain("sha256", "String", "SHA-256 of the text in UTF-8, in hexadecimal, of a text kept here or not.", func(s source) any {
			if s.Text != "" {
				return graph.TextHash(s.Text)
			}
			return opt(s.SHA256)
		}),
		plain("note", "String", doc("note"), func(s source) any { return opt(s.Note) }),
		correctedFields(),
		statementsField("The statements taken from it, by key.", func(s seen[source], st *graph.Statement) bool { return st.Source == s.it.Key }),
		historyField[source](),
	)}}
}

func eventTypes() []definition {
	doc := docs[graph.Event]()
	type event = *graph.Event
	return []definition{connection{of: "Event", doc: "events, by key."}, object{name: "Event", node: true, doc: "A summit, a round of talks, a call, an attack, planned or held.", fields: fieldList(
		idField[event](), keyField[event](doc("key")),
		plain("title", "String!", doc("title"), func(e event) any { return e.Title }),
		plain("kind", "EventKind!", doc("kind"), func(e event) any { return string(e.Kind) }),
		plain("status", "EventStatus!", doc("status"), func(e event) any { return string(e.Status) }),
		plain("date", "Date!", doc("date"), func(e event) any { return e.Date }),
		plain("place", "String", doc("place"), func(e event) any { return opt(e.Place) }),
		field{name: "participants", typ: "[Party!]!", doc: doc("participants"), resolve: get(func(s seen[event]) any {
			return records[*graph.Party](s.lens, s.it.Participants)
		})},
		refFields[event, event]("partOf", "Event", doc("part-of"), func(e event) string { return e.PartOf }),
		plain("description", "String", doc("description"), func(e event) any { return opt(e.Description) }),
		evidenceField(doc("evidence"), func(e event) []string { return e.Evidence }),
		statementsField("The statements made at it, by key.", func(s seen[event], st *graph.Statement) bool { return st.Event == s.it.Key }),
		historyField[event](),
	)}}
}

// statementsField lists the statements that belong to a record.
func statementsField[T graph.Record](doc string, belongs func(seen[T], *graph.Statement) bool) field {
	return field{
		name: "statements", typ: "StatementConnection!", doc: doc, args: paged(),
		resolve: with(func(c *call, s seen[T]) (any, error) {
			var list []*graph.Statement
			for st := range graph.Referring[*graph.Statement](s.snap, s.it.Ref()) {
				if belongs(s, st) {
					list = append(list, st)
				}
			}
			return c.page(s.owner(), keyed(s.lens, list))
		}),
	}
}
