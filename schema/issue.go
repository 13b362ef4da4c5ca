package schema

import (
	"parley/graph"
)

func issueTypes() []definition {
	doc, optionDoc := docs[graph.Issue](), docs[graph.Option]()
	type issue = *graph.Issue
	return []definition{
		connection{of: "Issue", doc: "issues, by key."},
		object{name: "Issue", node: true, doc: "Something to be settled by choosing one of its options.", fields: fieldList(
			idField[issue](), keyField[issue](doc("key")),
			field{name: "negotiation", typ: "Negotiation!", doc: doc("negotiation"), resolve: with(func(_ *call, s seen[issue]) (any, error) {
				return s.negotiation(s.it.Negotiation)
			})},
			plain("negotiationKey", "String!", "The key of the case it belongs to.", func(i issue) any { return i.Negotiation }),
			plain("title", "String!", doc("title"), func(i issue) any { return i.Title }),
			plain("question", "String!", doc("question"), func(i issue) any { return i.Question }),
			plain("topic", "String", doc("topic"), func(i issue) any { return opt(i.Topic) }),
			plain("description", "String", doc("description"), func(i issue) any { return opt(i.Description) }),
			plain("scale", "Scale!", "Whether the options have an order.", func(i issue) any { return string(i.Measure()) }),
			plain("unit", "String", doc("unit"), func(i issue) any { return opt(i.Unit) }),
			field{name: "options", typ: "[Option!]!", doc: "The options, which exclude one another; of a quantity, the ranges that the numbers on record cut.",
				resolve: get(func(s seen[issue]) any {
					return seeAll(s.lens, s.options(s.it))
				})},
			field{name: "statusQuo", typ: "Option", doc: doc("status-quo"), resolve: get(func(s seen[issue]) any {
				return s.option(s.it, s.it.StatusQuo)
			})},
			plain("statusQuoKey", "String", "The key of the option that holds today.", func(i issue) any { return opt(i.StatusQuo) }),
			plain("paX", "[String!]!", doc("pa-x"), func(i issue) any { return i.PAX }),
			plain("note", "String", doc("note"), func(i issue) any { return opt(i.Note) }),
			positionsField("The positions in force on it.", func(s seen[issue], p *graph.Position) bool { return p.Issue == s.it.Key }),
			redLinesField("The red lines in force that name it.", func(s seen[issue], r *graph.RedLine) bool { return admits(issuesOf(r), s.it.Key) }),
			issueConflictsField(), contestField(),
			historyField[issue](),
		)},
		object{name: "Option", doc: "One way to settle an issue.", fields: fieldList(
			plain("key", "String!", optionDoc("key"), func(o option) any { return o.Key }),
			plain("label", "String!", optionDoc("label"), func(o option) any { return o.Label }),
			plain("description", "String", optionDoc("description"), func(o option) any { return opt(o.Description) }),
			field{name: "issue", typ: "Issue!", doc: "The issue it would settle.", resolve: get(func(s seen[option]) any { return see(s.lens, s.it.issue) })},
			plain("issueKey", "String!", "The key of the issue it would settle.", func(o option) any { return o.issue.Key }),
			plain("order", "[String!]!", optionDoc("order"), func(o option) any { return o.Order }),
		)},
	}
}

// option is an option with its issue.
type option struct {
	graph.Option
	issue *graph.Issue
}

// options lists the options of an issue; in a view, a quantity's are cut by what is supposed there as well.
func (l *lens) options(i *graph.Issue) []option {
	all := l.snap.Options(i)
	if l.frame != nil {
		if in, ok := l.frame.Issue(i.Key); ok {
			all = in.Options
		}
	}
	var list []option
	for _, o := range all {
		list = append(list, option{o, i})
	}
	return list
}

// option returns the option of an issue by its key, or null.
func (l *lens) option(i *graph.Issue, key string) any {
	for _, o := range l.options(i) {
		if o.Key == key {
			return see(l, o)
		}
	}
	return nil
}

// chosen returns the options that words of a record name on an issue, in the issue's order: of a quantity, the
// ranges they cover whole.
func (l *lens) chosen(issue string, words []string) ([]seen[option], error) {
	i, ok := graph.Get[*graph.Issue](l.snap, issue)
	if !ok || len(words) == 0 {
		return nil, nil
	}
	f, err := l.within(i.Negotiation)
	if err != nil {
		return nil, err
	}
	iv, ok := f.Issue(issue)
	if !ok { // outside a view of some issues only
		def, err := l.req.api.frames.of(l.snap, graph.ViewOptions{Negotiation: i.Negotiation, AsOf: l.asOf})
		if err != nil {
			return nil, err
		}
		if iv, ok = def.Issue(issue); !ok {
			return nil, nil
		}
	}
	list := []seen[option]{}
	for _, o := range iv.Pick(iv.Set(words)) {
		list = append(list, see(l, option{o, i}))
	}
	return list, nil
}

// term is one issue of a pattern with its options.
type term struct {
	issue   *graph.Issue
	options []string
}

func patternTypes() []definition {
	return []definition{
		object{name: "Pattern", doc: "A package matches a pattern if, on every issue named, its option is among those listed.", fields: []field{
			{name: "terms", typ: "[PatternTerm!]!", doc: "The issues named, by key, each with its options.", resolve: get(func(s seen[graph.Pattern]) any {
				var terms []term
				for _, key := range s.it.Issues() {
					if i, ok := graph.Get[*graph.Issue](s.snap, key); ok {
						terms = append(terms, term{i, s.it[key]})
					}
				}
				return seeAll(s.lens, terms)
			})},
		}},
		object{name: "PatternTerm", doc: "One issue of a pattern, with the options that match.", fields: fieldList(
			field{name: "issue", typ: "Issue!", doc: "The issue.", resolve: get(func(s seen[term]) any { return see(s.lens, s.it.issue) })},
			plain("issueKey", "String!", "The key of the issue.", func(t term) any { return t.issue.Key }),
			field{name: "options", typ: "[Option!]!", doc: "The options that match.", resolve: with(func(_ *call, s seen[term]) (any, error) {
				return s.chosen(s.it.issue.Key, s.it.options)
			})},
			plain("optionKeys", "[String!]!", "The options that match, as the record words them.", func(t term) any { return t.options }),
		)},
	}
}
