package schema

import (
	"cmp"

	"parley/graph"
)

// maxNodes is the most ids nodes takes at once.
const maxNodes = 100

func queryTypes() []definition {
	return []definition{object{name: "Query", doc: "What can be asked. Keys name things in arguments; ids name them globally.", fields: fieldList(
		field{name: "node", typ: "Node", doc: "Anything by its global id, in the default view of that day and state of knowledge. Null if nothing has it.",
			args:    []arg{{"id", "ID!", "The id, as the field id gives it."}, asOfArg, knownAtArg},
			resolve: func(c *call) (any, error) { return c.node(c.text("id")) }},
		field{name: "nodes", typ: "[Node]!", doc: "Several things by their ids, in the order asked, null for what does not exist.",
			args: []arg{{"ids", "[ID!]!", "The ids, at most 100."}, asOfArg, knownAtArg}, resolve: resolveNodes},
		negotiationField(),
		field{name: "negotiations", typ: "NegotiationConnection!", doc: "The cases on record, each in its default view of that day and state of knowledge.", args: paged(asOfArg, knownAtArg),
			resolve: resolveNegotiations},
		lookup[*graph.Party]("party", "Party", asOfArg, knownAtArg),
		field{name: "parties", typ: "PartyConnection!", doc: "The parties on record.",
			args: paged(arg{"filter", "PartyFilter", "Which of them."}, asOfArg, knownAtArg), resolve: listed((*call).partyFilter)},
		lookup[*graph.Person]("person", "Person", asOfArg, knownAtArg),
		field{name: "people", typ: "PersonConnection!", doc: "Those who speak, by key.",
			args: paged(asOfArg, knownAtArg), resolve: listed(every[*graph.Person])},
		lookup[*graph.Issue]("issue", "Issue", asOfArg, knownAtArg),
		lookup[*graph.RedLine]("redLine", "RedLine", asOfArg, knownAtArg),
		lookup[*graph.Position]("position", "Position", asOfArg, knownAtArg),
		lookup[*graph.Proposal]("proposal", "Proposal", asOfArg, knownAtArg),
		lookup[*graph.Rule]("rule", "Rule", asOfArg, knownAtArg),
		lookup[*graph.Scenario]("scenario", "Scenario", asOfArg, knownAtArg),
		lookup[*graph.Dispute]("dispute", "Dispute", asOfArg, knownAtArg),
		lookup[*graph.Term]("term", "Term", asOfArg, knownAtArg),
		lookup[*graph.Commitment]("commitment", "Commitment", asOfArg, knownAtArg),
		lookup[*graph.Response]("response", "Response", asOfArg, knownAtArg),
		lookup[*graph.Inquiry]("inquiry", "Inquiry", asOfArg, knownAtArg),
		lookup[*graph.Assessment]("assessment", "Assessment", asOfArg, knownAtArg),
		lookup[*graph.Statement]("statement", "Statement", asOfArg, knownAtArg),
		field{name: "statements", typ: "StatementConnection!", doc: "The statements on record, by key.",
			args: paged(arg{"filter", "StatementFilter", "Which of them."}, listAsOfArg, knownAtArg), resolve: listed((*call).statementFilter)},
		lookup[*graph.Source]("source", "Source", asOfArg, knownAtArg),
		field{name: "sources", typ: "SourceConnection!", doc: "The documents statements are taken from, by key.",
			args: paged(listAsOfArg, knownAtArg), resolve: listed(every[*graph.Source])},
		lookup[*graph.Event]("event", "Event", asOfArg, knownAtArg),
		field{name: "events", typ: "EventConnection!", doc: "The events on record, by key.",
			args: paged(listAsOfArg, knownAtArg), resolve: listed(every[*graph.Event])},
		searchField(), changesField(), statusField(),
	)}}
}

// lookup finds a record by its key, in the default view of its negotiation. An unknown key gives null and an
// error that names the nearest.
func lookup[T graph.Record](name, typ string, args ...arg) field {
	info := kindOf[T]()
	return field{
		name: name, typ: typ, doc: "One record by its key. " + info.Doc + " Null, with an error that names the nearest, if there is none.",
		args: append([]arg{{"key", "String!", "Its key."}}, args...),
		resolve: func(c *call) (any, error) {
			l, err := c.lens()
			if err != nil {
				return nil, err
			}
			r, ok := graph.Get[T](l.snap, c.text("key"))
			if !ok {
				return nil, l.unknown(info.Kind, c.text("key"))
			}
			return see(l, r), nil
		},
	}
}

func kindOf[T graph.Record]() graph.KindInfo {
	for _, k := range graph.Kinds() {
		if k.Type() == typeFor[T]().Elem() {
			return k
		}
	}
	panic("schema: no kind of record is a " + typeFor[T]().String())
}

func resolveNodes(c *call) (any, error) {
	ids := c.words("ids")
	if len(ids) > maxNodes {
		return nil, badInput("ids has %d entries: at most %d at once", len(ids), maxNodes)
	}
	nodes := make([]any, len(ids))
	for i, id := range ids {
		var err error
		if nodes[i], err = c.node(id); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

func negotiationField() field {
	return field{
		name: "negotiation", typ: "Negotiation",
		doc: "One case, seen at a day, as known at an instant, under a scenario; all that hangs below is seen the same way. Null, with an error that names the nearest, if there is none.",
		args: []arg{
			{"key", "String!", "Its key."}, asOfArg, knownAtArg,
			{"scenario", "String", "The key of a what-if to lay over the record."},
			{"parties", "[String!]", "Only these parties, by key. Default: all."},
			{"issues", "[String!]", "Only these issues, by key. Patterns that name another are left out, and listed in leftOut. Default: all."},
			{"reading", "Reading", "How far red lines are taken to reach. Default: NARROW."},
			{"floor", "EvidenceFloor", "The worst evidence admitted. Default: all."},
			preferArg,
		},
		resolve: resolveNegotiation,
	}
}

func resolveNegotiation(c *call) (any, error) {
	l, err := c.lens()
	if err != nil {
		return nil, err
	}
	floor, err := c.floor(l)
	if err != nil {
		return nil, err
	}
	preferred, err := c.prefer()
	if err != nil {
		return nil, err
	}
	o := graph.ViewOptions{
		Negotiation: c.text("key"), AsOf: l.asOf, Scenario: c.text("scenario"), Parties: c.words("parties"), Issues: c.words("issues"),
		Reading: graph.Reading(cmp.Or(c.text("reading"), string(graph.Narrow))), Floor: floor, Prefer: preferred,
	}
	f, err := c.api.frames.of(l.snap, o)
	if err != nil {
		return nil, err
	}
	l = l.into(f)
	l.name = c.viewName()
	return see(l, f.Negotiation), nil
}

func resolveNegotiations(c *call) (any, error) {
	l, err := c.lens()
	if err != nil {
		return nil, err
	}
	views, err := l.views()
	if err != nil {
		return nil, err
	}
	return c.page("", listOf(views, func(f *frame) any { return see(l.into(f), f.Negotiation) }, func(f *frame) string { return f.Negotiation.Key }))
}

// listed lists the records of a kind that pass what filter reads from the call, by key.
func listed[T graph.Record](filter func(*call, *lens) (keep func(T) bool, err error)) resolver {
	return func(c *call) (any, error) {
		l, err := c.lens()
		if err != nil {
			return nil, err
		}
		keep, err := filter(c, l)
		if err != nil {
			return nil, err
		}
		var list []T
		for r := range graph.All[T](l.snap) {
			if keep(r) && c.begun(l, r) {
				list = append(list, r)
			}
		}
		return c.page("", keyed(l, list))
	}
}

// every is a filter that lets all pass.
func every[T graph.Record](*call, *lens) (keep func(T) bool, err error) {
	return func(T) bool { return true }, nil
}
