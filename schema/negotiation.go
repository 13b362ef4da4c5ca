package schema

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/analysis/settle"
	"parley/graph"
)

// negotiation is the source of a Negotiation, whose lens always has a view.
type negotiation = *graph.Negotiation

func negotiationTypes() []definition {
	doc, role := docs[graph.Negotiation](), docs[graph.Participation]()
	return []definition{
		connection{of: "Negotiation", doc: "negotiations, by key."},
		object{name: "Negotiation", node: true, doc: "One case under study, seen at a day, as known at an instant, under a scenario; all that hangs below is seen the same way.", fields: fieldList(
			idField[negotiation](), keyField[negotiation](doc("key")),
			plain("title", "String!", doc("title"), func(n negotiation) any { return n.Title }),
			plain("description", "String", doc("description"), func(n negotiation) any { return opt(n.Description) }),
			viewFields[negotiation](),
			field{name: "participants", typ: "[Participation!]!", doc: doc("participants"), resolve: get(func(s seen[negotiation]) any {
				return seeAll(s.lens, s.it.Participants)
			})},
			issuesField(),
			positionsField("The positions in force, those included whose condition is not met.", func(seen[negotiation], *graph.Position) bool { return true }),
			redLinesField("The red lines in force.", func(seen[negotiation], *graph.RedLine) bool { return true }),
			proposalsField(), compareField(),
			inView("proposal", "Proposal", func(s seen[negotiation], p *graph.Proposal) bool { return s.snap.NegotiationOf(p) == s.it.Key }),
			inView("issue", "Issue", func(s seen[negotiation], i *graph.Issue) bool { _, ok := s.frame.Issue(i.Key); return ok }),
			inView("party", "Party", func(s seen[negotiation], p *graph.Party) bool { _, ok := s.frame.Party(p.Key); return ok }),
			field{name: "rules", typ: "[Rule!]!", doc: "The constraints no party owns, by key.",
				resolve: get(func(s seen[negotiation]) any { return seeAll(s.lens, s.frame.Rules) })},
			field{name: "inquiries", typ: "[Inquiry!]!", doc: "The searches made by the view's day that found nothing, by key.",
				resolve: get(func(s seen[negotiation]) any { return seeAll(s.lens, inquiries(s.frame)) })},
			field{name: "commitments", typ: "[Commitment!]!", doc: "The threats and promises that bear on an issue of the view, by key.",
				resolve: get(func(s seen[negotiation]) any { return seeAll(s.lens, pledges(s.frame)) })},
			ledgerField(), stepsField(), sequencingField(),
			field{name: "scenarios", typ: "[Scenario!]!", doc: "The what-ifs on record, by key.", resolve: get(func(s seen[negotiation]) any {
				return seeAll(s.lens, referring[*graph.Scenario](s))
			})},
			disputesField(), inView("dispute", "Dispute", func(s seen[negotiation], d *graph.Dispute) bool { return d.Negotiation == s.it.Key }),
			supportField(), thinIceField(), sourceImpactField(),
			termsField(), inView("term", "Term", func(s seen[negotiation], t *graph.Term) bool { return t.Negotiation == s.it.Key }),
			voicesFields(), assessmentsField(), conflictsField(), conflictGroupsField(), conflictMatrixField(),
			stanceTableField(), commonGroundField(), timelineField(), gapsField(), nextQuestionsField(), shiftsField(), deltaField(), whatIfField(), settlementField(),
			historyField[negotiation](),
		)},
		object{name: "Participation", doc: "A party's role in a negotiation for a time.", fields: fieldList(
			partyFields("party", "Party!", role("party"), func(p graph.Participation) string { return p.Party }),
			plain("role", "Role!", role("role"), func(p graph.Participation) any { return string(p.Role) }),
			plain("from", "Date", role("from"), func(p graph.Participation) any { return p.From }),
			plain("to", "Date", role("to"), func(p graph.Participation) any { return p.To }),
			field{name: "current", typ: "Boolean!", doc: "Whether it holds on the day of the view.", resolve: get(func(s seen[graph.Participation]) any {
				return graph.Holds(s.it.From, s.it.To, s.asOf)
			})},
		)},
		object{name: "LeftOut", doc: "A red line or rule that the view leaves out, in part or whole.", fields: fieldList(
			plain("kind", "RecordKind!", "What it is.", func(r graph.Ref) any { return string(r.Kind) }),
			plain("key", "String!", "Its key.", func(r graph.Ref) any { return r.Key }),
		)},
	}
}

// viewFields state the view.
func viewFields[T any]() []field {
	return []field{
		{name: "asOf", typ: "Date!", doc: "The day of the view.", resolve: get(func(s seen[T]) any { return s.asOf })},
		{name: "knownAt", typ: "DateTime!", doc: "The state of knowledge of the view: what had been recorded by this instant.",
			resolve: get(func(s seen[T]) any { return instant(s.knownAt) })},
		{name: "scenario", typ: "Scenario", doc: "The what-if laid over the record; null where there is none.", resolve: get(func(s seen[T]) any {
			if s.frame.Scenario == nil {
				return nil
			}
			return see(s.lens, s.frame.Scenario)
		})},
		{name: "reading", typ: "Reading!", doc: "How far red lines are taken to reach.",
			resolve: get(func(s seen[T]) any { return string(s.frame.Reading) })},
		{name: "preferred", typ: "[PreferredVersion!]!", doc: "The versions of disputes that the view was asked to take, by dispute; the rest are as preferred on record.",
			resolve: get(func(s seen[T]) any { return preferredHere(s.frame) })},
		{name: "sequence", typ: "BigInt!", doc: "The last change the view takes in.",
			resolve: get(func(s seen[T]) any { return s.snap.Head().Seq })},
		{name: "parties", typ: "[Party!]!", doc: "The parties of the view: those that take part, or have a position or red line in force. By key.",
			resolve: get(func(s seen[T]) any { return seeAll(s.lens, s.frame.Parties) })},
		{name: "relaxed", typ: "[RedLine!]!", doc: "Red lines in force that are supposed to be given up, by key.",
			resolve: get(func(s seen[T]) any { return seeAll(s.lens, s.frame.Relaxed) })},
		{name: "idle", typ: "[RedLine!]!", doc: "Red lines supposed to be given up that are not in force here anyway, by key.",
			resolve: get(func(s seen[T]) any { return seeAll(s.lens, s.frame.Idle) })},
		{name: "leftOut", typ: "[LeftOut!]!", doc: "Red lines and rules that name an issue outside the view and so are left out, in part or whole. By kind and key.",
			resolve: get(func(s seen[T]) any { return seeAll(s.lens, s.frame.Skipped) })},
	}
}

// inView finds a record of the view by its key. An unknown key gives null and an error that names the nearest.
func inView[T graph.Record](name, typ string, within func(seen[negotiation], T) bool) field {
	kind := kindOf[T]().Kind
	return field{
		name: name, typ: typ, doc: "One " + string(kind) + " of the view by its key. Null, with an error that names the nearest, if there is none.",
		args: []arg{{"key", "String!", "Its key."}},
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			var keys []string
			for r := range graph.All[T](s.snap) {
				switch key := r.Ref().Key; {
				case !within(s, r):
				case key == c.text("key"):
					return see(s.lens, r), nil
				default:
					keys = append(keys, key)
				}
			}
			return nil, faultf(CodeNotFound, "%s in this view of negotiation %s", graph.UnknownWord(string(kind), shorten(c.text("key")), keys), s.it.Key)
		}),
	}
}

// negotiation returns a negotiation in its view: below a settlement, in that in which it was asked for.
func (l *lens) negotiation(key string) (seen[negotiation], error) {
	if l.outer != nil {
		return l.outer.negotiation(key)
	}
	f, err := l.within(key)
	if err != nil {
		return seen[negotiation]{}, err
	}
	return see(l.into(f), f.Negotiation), nil
}

// viewName writes the arguments a view was asked for with, for cursors; the default view has no name, however
// it was come by.
func (c *call) viewName() string {
	args := maps.Clone(c.args)
	delete(args, "key")
	if len(args) == 0 {
		return ""
	}
	text, _ := json.Marshal(args) // strings, numbers and maps of them: cannot fail
	return string(text)
}

func referring[T graph.Record](s seen[negotiation]) []T {
	return slices.Collect(graph.Referring[T](s.snap, s.it.Ref()))
}

func issuesField() field {
	return field{
		name: "issues", typ: "IssueConnection!", doc: "What is to be settled.",
		args: paged(arg{"topic", "String", "Only those of this topic."}),
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			topic, given := c.args["topic"].(string)
			var list []*graph.Issue
			var topics []string
			for _, i := range s.frame.Issues {
				topics = append(topics, i.Topic)
				if !given || i.Topic == topic {
					list = append(list, i.Issue)
				}
			}
			if given && len(list) == 0 {
				slices.Sort(topics)
				return nil, badInput("topic: %s", graph.UnknownWord("topic", shorten(topic), slices.Compact(topics)))
			}
			return c.page(s.owner(), keyed(s.lens, list))
		}),
	}
}

func proposalsField() field {
	return field{
		name: "proposals", typ: "ProposalConnection!", doc: "The packages tabled by the day of the view, by date, then key.", args: paged(),
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			return c.page(s.owner(), dated(s.lens, settle.Proposals(s.frame.View), func(p *graph.Proposal) graph.Date { return p.Date }))
		}),
	}
}

func assessmentsField() field {
	return field{
		name: "assessments", typ: "AssessmentConnection!", doc: "What outsiders have judged by the day of the view, by date, then key.", args: paged(),
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			list := slices.DeleteFunc(referring[*graph.Assessment](s), func(a *graph.Assessment) bool { return a.Date.Earliest() > s.asOf })
			return c.page(s.owner(), dated(s.lens, list, func(a *graph.Assessment) graph.Date { return a.Date }))
		}),
	}
}

// dated lists records by the first day their date can mean, then the last, then key.
func dated[T graph.Record](l *lens, items []T, date func(T) graph.Date) series {
	position := func(r T) string {
		return sortableDay(date(r).Earliest()) + sortableDay(date(r).Latest()) + r.Ref().Key
	}
	items = slices.Clone(items)
	slices.SortFunc(items, func(a, b T) int { return strings.Compare(position(a), position(b)) })
	return listOf(items, func(r T) any { return see(l, r) }, position)
}

// sortableDay writes a day so that text order is the order of days.
func sortableDay(d graph.Day) string { return fmt.Sprintf("%010d", int64(d)-int64(graph.MinDay)) }

func inquiries(f *frame) []*graph.Inquiry {
	var list []*graph.Inquiry
	for _, i := range f.Issues {
		for q := range graph.Referring[*graph.Inquiry](f.Snapshot, i.Ref()) {
			if q.Date.Earliest() <= f.AsOf {
				list = append(list, q)
			}
		}
	}
	slices.SortFunc(list, func(a, b *graph.Inquiry) int { return cmp.Compare(a.Key, b.Key) })
	return list
}

func pledges(f *frame) []*graph.Commitment {
	var list []*graph.Commitment
	for _, i := range f.Issues {
		list = append(list, commitments(f.Snapshot, i.Ref(), func(m *graph.Commitment) bool { return m.Issue == i.Key })...)
	}
	slices.SortFunc(list, func(a, b *graph.Commitment) int { return cmp.Compare(a.Key, b.Key) })
	return list
}
